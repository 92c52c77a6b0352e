//! Notices by mail, through the agency's own mail server.
//!
//! ```toml
//! [mail]
//! server = "mail.example.org"
//! security = "starttls"                 # or tls, or none
//! user = "ct"
//! password_file = "/etc/ct/mail-password" # without a folder: a credential of systemd
//! from = "Case management <no-reply@example.org>"
//! ```
//!
//! Each key has an environment variable, which goes first: `CT_MAIL_SERVER`, `CT_MAIL_PORT` and so on.

mod message;
mod send;
mod server;

use std::collections::BTreeMap;
use std::os::unix::fs::{MetadataExt, PermissionsExt};
use std::path::{Path, PathBuf};

use lettre::message::Mailbox;

pub use message::Letter;
pub use send::{HEADINGS, Outcome, Result as SendResult, Sending, WAITING, send, waiting};
pub use server::{Answer, MailServer};

use crate::db::settings::{Config, Given, Host, Origin, SYSTEM_CONFIG, nearest};
use crate::environment::Environment;
use crate::password::{Secret, source};
use crate::{Error, Result};

/// The keys of `[mail]`, and the environment variables that go first.
pub(crate) const KEYS: [(&str, &str); 9] = [
    ("server", "CT_MAIL_SERVER"),
    ("port", "CT_MAIL_PORT"),
    ("security", "CT_MAIL_SECURITY"),
    ("user", "CT_MAIL_USER"),
    ("password_file", "CT_MAIL_PASSWORD_FILE"),
    ("from", "CT_MAIL_FROM"),
    ("reply_to", "CT_MAIL_REPLY_TO"),
    ("allow_clear_text", "CT_MAIL_ALLOW_CLEAR_TEXT"),
    ("root_certificates", "CT_MAIL_ROOT_CERTIFICATES"),
];

/// How a mail server is talked to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Security {
    /// In the clear first, then TLS before anything else; port 587.
    StartTls,
    /// TLS from the first byte; port 465.
    Tls,
    /// In the clear: to this machine, or where somebody allows it; port 25.
    None,
}

/// Which mail server, as whom, and who writes.
#[derive(Clone, Debug)]
pub struct MailSettings {
    /// Its name; its certificate is checked against it.
    pub server: String,
    /// Its port.
    pub port: u16,
    /// How it is talked to.
    pub security: Security,
    /// The user and the password, if it wants them.
    pub login: Option<(String, Secret)>,
    /// Who writes.
    pub from: Mailbox,
    /// Where answers go, if not there.
    pub reply_to: Option<Mailbox>,
    /// Certificates to trust beside the system's.
    pub root_certificates: Option<PathBuf>,
}

impl MailSettings {
    /// Finds out which mail server is meant.
    ///
    /// # Errors
    /// A usage error that names the place for what is missing, unknown or wrong; for a password that would go in the clear;
    /// [`Error::Refused`] for a password file that others can read.
    pub fn resolve(environment: &Environment) -> Result<Self> {
        Self::resolve_with(environment, Path::new(SYSTEM_CONFIG))
    }

    /// [`MailSettings::resolve`] with the system's configuration in another place, for tests.
    ///
    /// # Errors
    /// As [`MailSettings::resolve`].
    pub fn resolve_with(environment: &Environment, system: &Path) -> Result<Self> {
        let mut told = Config::read(system, environment, &mut Vec::new())?.mail;
        for (key, variable) in KEYS {
            if let Some(value) = environment.get(variable) {
                let given = Given { value: value.to_owned(), origin: Origin::Variable(variable) };
                told.insert(key.to_owned(), given);
            }
        }
        let Some(server) = told.get("server") else {
            return Err(Error::usage(
                "no mail server is set",
                "set server and from in [mail] of config.toml, or CT_MAIL_SERVER and CT_MAIL_FROM: see docs/notices.md",
            ));
        };
        let security = security(&told)?;
        let (_, usual_port) = security.about();
        let settings = Self {
            server: server.value.clone(),
            port: match told.get("port") {
                Some(given) => given
                    .value
                    .parse()
                    .ok()
                    .filter(|port| *port > 0)
                    .ok_or_else(|| given.origin.error("a port is a number from 1 to 65535", None))?,
                None => usual_port,
            },
            security,
            login: login(&told, environment)?,
            from: mailbox(&told, "from")?
                .ok_or_else(|| server.origin.error("it is not set who writes: from", None))?,
            reply_to: mailbox(&told, "reply_to")?,
            root_certificates: told.get("root_certificates").map(|given| expand(&given.value, environment)),
        };
        settings.refuse_clear_text(&told, &server.origin)?;
        Ok(settings)
    }

    /// What goes in the clear can be read, and changed, on the way: names of the staff, and the password.
    fn refuse_clear_text(&self, told: &BTreeMap<String, Given>, origin: &Origin) -> Result<()> {
        let allowed = match told.get("allow_clear_text") {
            None => false,
            Some(given) => match given.value.as_str() {
                "true" | "1" | "yes" => true,
                "false" | "0" | "no" => false,
                _ => return Err(given.origin.error("allow_clear_text is true or false", None)),
            },
        };
        if self.security != Security::None || allowed || Host::tcp(self.server.as_str(), self.port).is_local()
        {
            return Ok(());
        }
        let hint = "security = \"starttls\" or \"tls\"; or, if the network between is trusted, allow_clear_text = true";
        Err(origin.error(format!("mail would go to {} in the clear", self.server), Some(hint.to_owned())))
    }
}

impl Security {
    const ALL: [Self; 3] = [Self::StartTls, Self::Tls, Self::None];

    const fn about(self) -> (&'static str, u16) {
        match self {
            Self::StartTls => ("starttls", 587),
            Self::Tls => ("tls", 465),
            Self::None => ("none", 25),
        }
    }
}

fn security(told: &BTreeMap<String, Given>) -> Result<Security> {
    let Some(given) = told.get("security") else { return Ok(Security::StartTls) };
    Security::ALL.into_iter().find(|security| security.about().0 == given.value).ok_or_else(|| {
        let hint = nearest(&given.value, Security::ALL.map(|security| security.about().0))
            .map(|near| format!("did you mean {near}?"));
        given.origin.error("security is starttls, tls or none", hint)
    })
}

fn mailbox(told: &BTreeMap<String, Given>, key: &str) -> Result<Option<Mailbox>> {
    let Some(given) = told.get(key) else { return Ok(None) };
    let wrong = || {
        let hint = "such as no-reply@example.org, or Case management <no-reply@example.org>";
        given.origin.error(format!("{key} is no e-mail address"), Some(hint.to_owned()))
    };
    if given.value.chars().any(char::is_control) {
        return Err(wrong());
    }
    given.value.parse().map(Some).map_err(|_| wrong())
}

fn login(told: &BTreeMap<String, Given>, environment: &Environment) -> Result<Option<(String, Secret)>> {
    match (told.get("user"), told.get("password_file")) {
        (None, None) => Ok(None),
        (Some(user), Some(file)) => Ok(Some((user.value.clone(), password(&place(file, environment)?)?))),
        (Some(one), None) => Err(one.origin.error("a mail user is set, and no password_file", None)),
        (None, Some(one)) => Err(one.origin.error("a password_file is set, and no mail user", None)),
    }
}

/// A name without a folder is that of a credential which systemd hands over.
fn place(file: &Given, environment: &Environment) -> Result<PathBuf> {
    if file.value.contains('/') {
        return Ok(expand(&file.value, environment));
    }
    let Some(folder) = environment.get("CREDENTIALS_DIRECTORY") else {
        let hint = "name the file with its folder; a name alone is a credential of systemd (LoadCredential=)";
        return Err(file.origin.error(
            format!(
                "password_file {:?} has no folder, and systemd has handed over no credentials",
                file.value
            ),
            Some(hint.to_owned()),
        ));
    };
    Ok(Path::new(folder).join(&file.value))
}

fn expand(path: &str, environment: &Environment) -> PathBuf {
    path.strip_prefix("~/").map_or_else(|| PathBuf::from(path), |rest| environment.home().join(rest))
}

/// Nobody else may read it; root may own it and share it with a group, which is what systemd does with credentials.
fn password(path: &Path) -> Result<Secret> {
    let mut file = std::fs::File::open(path).map_err(|cause| Error::file("read", path, cause))?;
    let data = file.metadata().map_err(|cause| Error::file("read", path, cause))?;
    let forbidden = if data.uid() == 0 { 0o037 } else { 0o077 };
    if data.permissions().mode() & forbidden != 0 {
        let message = format!("others than its owner can get at the password file {}", path.display());
        return Err(Error::refused(message, format!("chmod 600 {}", path.display())));
    }
    source::from_reader(&mut file, path)
}

#[cfg(test)]
mod tests;
