//! `ct login`, `logout`, `whoami`, `switch`, `ct session`, `ct password change`, `ct user unlock`.

use std::os::unix::fs::{MetadataExt, PermissionsExt};

use crate::{Session, snapshot};

const LINDA: &str = "linda@example.org";

/// People, and files with passwords that only their owner reads; Linda has the first of them, for good.
async fn session() -> Session {
    let mut session = Session::with_people().await;
    session.quietly("setting set security_question 0");
    for (name, password) in
        [("first", "Correct-Horse-1"), ("second", "Second-Horse-22"), ("third", "Third-Horse-33")]
    {
        let file = session.file(name, format!("{password}\n"));
        std::fs::set_permissions(&file, PermissionsExt::from_mode(0o600)).unwrap();
    }
    session.quietly("workgroup edit Basic --tools users:write");
    session.quietly(&format!("password reset {LINDA} --password-file first --expires never"));
    session.quietly(&format!("login {LINDA} --password-file first --workgroup Basic"));
    session.quietly("password change --old-file first --new-file second");
    session.quietly("logout");
    session
}

fn kept(session: &Session) -> Vec<std::path::PathBuf> {
    let folder = session.path(".local/state/ct/sessions");
    std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect()
}

#[tokio::test]
async fn who_logs_in_acts_until_the_logout() {
    let mut session = session().await;
    session
        .ct("whoami")
        .ct("login linda@example.org --password-file first")
        .ct("login nobody@example.org --password-file first")
        .ct("login linda@example.org --password-file second")
        .ct("login linda@example.org --password-file second --workgroup Accounting")
        .ct("login")
        .ct("login linda@example.org --password-file second --this-terminal")
        .ct("session list --columns id,email,state,workgroup,organization,location")
        .ct_reading("login LINDA@example.org --password-stdin --workgroup intake -o id", "Second-Horse-22\n")
        .ct("whoami -o id")
        .ct("user edit wei@example.org --phone 0302")
        .ct("switch --workgroup Basic --location MAIN")
        .ct("user edit wei@example.org --phone 0302")
        .ct("history list --limit 1 --columns command,actor,change")
        .ct("switch --organization AID")
        .ct("session list --columns id,email,state,workgroup,organization,location");
    let kept_now = kept(&session);
    assert_eq!(kept_now.len(), 1);
    assert_eq!(std::fs::metadata(&kept_now[0]).unwrap().mode() & 0o777, 0o600);
    session.ct("logout").ct("logout").ct("whoami -o json");
    assert!(kept(&session).is_empty());
    session
        .ct("session list")
        .ct("session list --all --user linda@example.org --columns id,email,state,end_reason,workgroup")
        .ct("session list --all --after 3 --limit 1 --columns id,end_reason");
    snapshot!(session);
}

#[tokio::test]
async fn a_session_is_revoked() {
    let mut session = session().await;
    session.quietly("login linda@example.org --password-file second --workgroup Basic");
    let own = std::fs::read_to_string(&kept(&session)[0]).unwrap();
    session
        .ct("session revoke 99")
        .ct("session revoke")
        .ct("session revoke --user linda@example.org")
        .ct("user list --limit 1")
        .ct("whoami")
        .ct("login linda@example.org --password-file second --workgroup Basic -o id")
        .ct("user list --limit 1 --columns email")
        .ct("session list --all --columns id,state,end_reason")
        .ct("session revoke 3 2 3");
    snapshot!(session);
    // What is not a session is told, and a logout puts it away.
    for text in ["", "nonsense\n", own.as_str()] {
        let file = session.file("session", text);
        std::fs::set_permissions(&file, PermissionsExt::from_mode(0o600)).unwrap();
        let run = |word: &str| {
            let output = session.program().env("CT_SESSION_FILE", &file).arg(word).output().unwrap();
            (output.status.code().unwrap(), String::from_utf8(output.stderr).unwrap())
        };
        let (status, said) = run("whoami");
        assert!(status != 0 && said.contains("ct logout"), "{status} {said}");
        assert_eq!(run("logout").0, 0);
        assert!(!file.exists());
        assert_eq!(run("whoami").0, 0);
        // Where a session is named and none is there, nobody acts as the administrator.
        let output = session.program().env("CT_SESSION_FILE", &file).args(["user", "list"]).output().unwrap();
        assert_eq!(output.status.code(), Some(77));
        assert!(String::from_utf8(output.stderr).unwrap().contains("unset CT_SESSION_FILE"));
    }
    // Nor is a session that others can read; a logout ends it all the same.
    let file = session.file("session", own);
    std::fs::set_permissions(&file, PermissionsExt::from_mode(0o644)).unwrap();
    let output = session.program().env("CT_SESSION_FILE", &file).arg("whoami").output().unwrap();
    assert!(!output.status.success());
    assert!(String::from_utf8(output.stderr).unwrap().contains("chmod"));
    session.quietly("login linda@example.org --password-file second --workgroup Basic");
    std::fs::set_permissions(&kept(&session)[0], PermissionsExt::from_mode(0o640)).unwrap();
    session.ct("user list --limit 1").ct("logout").ct("session list --columns id");
    // A session that cannot be kept does not stay open.
    let output = session
        .program()
        .env("CT_SESSION_FILE", "/proc/none/session")
        .args(["login", "linda@example.org", "--password-file", "second", "--workgroup", "Basic"])
        .output()
        .unwrap();
    assert!(!output.status.success());
    session.ct("session list --all --limit 1 --columns state,end_reason");
    snapshot!(session);
}

#[tokio::test]
async fn a_password_is_changed_by_its_owner() {
    let mut session = session().await;
    session
        .ct("password change --old-file second --new-file third")
        .ct("login wei@example.org --password-file first");
    session.quietly("password reset wei@example.org --password-file first");
    session
        .ct("login wei@example.org --password-file first")
        .ct("user list --limit 1 --columns email")
        .ct("password change --old-file third --new-file second")
        .ct("password change --old-file first --new-file first")
        .ct("password change --old-file first")
        .ct("password change --old-file first --new-file second")
        .ct("user list --limit 1 --columns email")
        .ct("history list --user wei@example.org --columns command,actor,change --limit 1");
    snapshot!(session);
}

#[tokio::test]
async fn who_guesses_is_locked_out_and_unlocked() {
    let mut session = session().await;
    for _ in 0..5 {
        session.ct("login linda@example.org --password-file third");
    }
    session
        .ct("login linda@example.org --password-file second")
        .ct("user show linda@example.org")
        .ct("user unlock linda@example.org --reason 'she called'")
        .ct("user unlock linda@example.org")
        .ct("user unlock nobody@example.org")
        .ct("login linda@example.org --password-file second --workgroup Basic -o id")
        .ct("history list --user linda@example.org --columns command,actor,change,reason --limit 3");
    snapshot!(session);
}
