use std::fs;

use super::*;

fn read(toml: &str, variables: &[(&str, &str)]) -> Result<MailSettings> {
    let folder = tempfile::tempdir().unwrap();
    let system = folder.path().join("config.toml");
    fs::write(&system, toml).unwrap();
    let home = [("HOME", folder.path().to_str().unwrap())];
    let environment = Environment::with(home.iter().chain(variables).map(|(name, value)| (*name, *value)));
    MailSettings::resolve_with(&environment, &system)
}

fn told(toml: &str, variables: &[(&str, &str)]) -> String {
    let error = read(toml, variables).unwrap_err();
    let message = error.to_string();
    let place = message.find("config.toml").unwrap_or(0);
    [vec![message[place..].to_owned()], error.hints()].concat().join(" | ")
}

const USUAL: &str = "[mail]\nserver = 'mail.example.org'\nfrom = 'Case management <no-reply@example.org>'\n";

#[test]
fn what_is_not_said_is_safe() {
    let settings = read(USUAL, &[]).unwrap();
    assert_eq!((settings.security, settings.port), (Security::StartTls, 587));
    assert_eq!(settings.from.to_string(), "Case management <no-reply@example.org>");
    assert!(settings.login.is_none() && settings.reply_to.is_none());
    let settings =
        read(USUAL, &[("CT_MAIL_SECURITY", "tls"), ("CT_MAIL_SERVER", "other.example.org")]).unwrap();
    assert_eq!(
        (settings.security, settings.port, settings.server.as_str()),
        (Security::Tls, 465, "other.example.org")
    );
    let settings = read(&format!("{USUAL}port = 2525\nreply_to = 'help@example.org'\n"), &[]).unwrap();
    assert_eq!((settings.port, settings.reply_to.unwrap().to_string().as_str()), (2525, "help@example.org"));
}

#[test]
fn what_is_wrong_names_its_place() {
    for (toml, variables, said) in [
        (
            "",
            &[][..],
            "no mail server is set | set server and from in [mail] of config.toml, or CT_MAIL_SERVER and CT_MAIL_FROM: see docs/notices.md",
        ),
        ("[mail]\nservr = 'x'\n", &[], "config.toml:2: unknown key \"servr\" in mail | did you mean server?"),
        (
            "[mail]\nserver = ['x']\n",
            &[],
            "config.toml:2: server must be a text in quotes, a number, true or false",
        ),
        ("[mail]\nserver = 'x'\n", &[], "config.toml:2: it is not set who writes: from"),
        (USUAL, &[("CT_MAIL_PORT", "0")], "CT_MAIL_PORT: a port is a number from 1 to 65535"),
        (
            USUAL,
            &[("CT_MAIL_SECURITY", "startls")],
            "CT_MAIL_SECURITY: security is starttls, tls or none | did you mean starttls?",
        ),
        (
            USUAL,
            &[("CT_MAIL_FROM", "nobody")],
            "CT_MAIL_FROM: from is no e-mail address | such as no-reply@example.org, or Case management <no-reply@example.org>",
        ),
        (
            USUAL,
            &[("CT_MAIL_FROM", "A\r\nBcc: x <a@b.c>")],
            "CT_MAIL_FROM: from is no e-mail address | such as no-reply@example.org, or Case management <no-reply@example.org>",
        ),
        (USUAL, &[("CT_MAIL_USER", "ct")], "CT_MAIL_USER: a mail user is set, and no password_file"),
        (
            USUAL,
            &[("CT_MAIL_PASSWORD_FILE", "/x")],
            "CT_MAIL_PASSWORD_FILE: a password_file is set, and no mail user",
        ),
        (
            USUAL,
            &[("CT_MAIL_USER", "ct"), ("CT_MAIL_PASSWORD_FILE", "smtp")],
            "CT_MAIL_PASSWORD_FILE: password_file \"smtp\" has no folder, and systemd has handed over no credentials | name the file with its folder; a name alone is a credential of systemd (LoadCredential=)",
        ),
    ] {
        assert_eq!(told(toml, variables), said);
    }
}

#[test]
fn nothing_goes_in_the_clear_by_mistake() {
    let none = ("CT_MAIL_SECURITY", "none");
    assert_eq!(
        told(USUAL, &[none]),
        "config.toml:2: mail would go to mail.example.org in the clear | security = \"starttls\" or \"tls\"; or, if the \
         network between is trusted, allow_clear_text = true"
    );
    assert!(read(USUAL, &[none, ("CT_MAIL_ALLOW_CLEAR_TEXT", "no")]).is_err());
    assert_eq!(read(USUAL, &[none, ("CT_MAIL_ALLOW_CLEAR_TEXT", "yes")]).unwrap().port, 25);
    for local in ["localhost", "127.0.0.1", "::1"] {
        assert!(read(USUAL, &[none, ("CT_MAIL_SERVER", local)]).is_ok(), "{local}");
    }
}

#[test]
fn a_password_is_in_a_file_that_nobody_else_reads() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("smtp");
    fs::write(&file, "hunter2\n").unwrap();
    let variables = [
        ("CT_MAIL_USER", "ct"),
        ("CT_MAIL_PASSWORD_FILE", "smtp"),
        ("CREDENTIALS_DIRECTORY", folder.path().to_str().unwrap()),
    ];
    let mode = |mode| fs::set_permissions(&file, fs::Permissions::from_mode(mode)).unwrap();
    mode(0o644);
    assert!(told(USUAL, &variables).contains("others than its owner can get at the password file"));
    mode(0o600);
    let settings = read(USUAL, &variables).unwrap();
    let (user, password) = settings.login.clone().unwrap();
    assert_eq!((user.as_str(), password.reveal()), ("ct", "hunter2"));
    assert!(!format!("{settings:?}").contains("hunter2"));
}
