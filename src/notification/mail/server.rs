//! The mail server, and what it answers.

use std::time::Duration;

use lettre::transport::smtp::PoolConfig;
use lettre::transport::smtp::authentication::Credentials;
use lettre::transport::smtp::client::{Certificate, CertificateStore, Tls, TlsParameters};
use lettre::transport::smtp::extension::ClientId;
use lettre::{AsyncSmtpTransport, AsyncTransport, Tokio1Executor};

use super::{Letter, MailSettings, Security};
use crate::{Error, Result};

/// How long it is waited for an answer.
const PATIENCE: Duration = Duration::from_secs(60);

/// What a server answered to a mail.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    /// It has it.
    Taken(String),
    /// Not now: greylisting, a mailbox that is full.
    Later(String),
    /// It never will.
    Never(String),
    /// There was no answer, so nobody knows.
    Lost(String),
}

/// The mail server. One connection is kept and used again.
pub struct MailServer {
    settings: MailSettings,
    transport: AsyncSmtpTransport<Tokio1Executor>,
}

impl MailServer {
    /// Sets up; connects to nobody yet.
    ///
    /// # Errors
    /// [`Error::Usage`] for certificates that cannot be used.
    pub fn new(settings: MailSettings) -> Result<Self> {
        let mut builder = AsyncSmtpTransport::<Tokio1Executor>::builder_dangerous(settings.server.as_str())
            .port(settings.port)
            .timeout(Some(PATIENCE))
            .pool_config(PoolConfig::new().max_size(1))
            .tls(tls(&settings)?);
        // A name without a domain is none that a mail server believes.
        if let Ok(name) = rustix::system::uname().nodename().to_str()
            && name.contains('.')
            && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-'))
        {
            builder = builder.hello_name(ClientId::Domain(name.to_owned()));
        }
        if let Some((user, password)) = &settings.login {
            builder = builder.credentials(Credentials::new(user.clone(), password.reveal().to_owned()));
        }
        Ok(Self { transport: builder.build(), settings })
    }

    /// Whether it is there, and takes us: greeting, TLS, login.
    ///
    /// # Errors
    /// [`Error::Unreachable`] with what is wrong.
    pub async fn check(&self) -> Result<()> {
        let told = match self.transport.test_connection().await {
            Ok(true) => return Ok(()),
            Ok(false) => "it does not answer".to_owned(),
            Err(error) => told(&error),
        };
        Err(self.unreachable(&told))
    }

    /// The error for a server that cannot be used now.
    pub(super) fn unreachable(&self, told: &str) -> Error {
        let MailSettings { server, port, .. } = &self.settings;
        Error::unreachable(
            format!("the mail server {server}, port {port}, cannot be used: {told}"),
            "look at [mail] in config.toml and at the server; ct notification test ADDRESS tries it",
        )
    }

    /// Sends one mail.
    ///
    /// # Errors
    /// [`Error::BadInput`] for an address that is none.
    pub async fn send(&self, letter: &Letter) -> Result<Answer> {
        let message = letter.message(&self.settings)?;
        Ok(match self.transport.send(message).await {
            Ok(response) => {
                let lines: Vec<_> = response.message().collect();
                Answer::Taken(format!("{} {}", response.code(), lines.join(" ")))
            }
            Err(error) => answer(&error),
        })
    }

    /// Says goodbye.
    pub async fn leave(&self) {
        self.transport.shutdown().await;
    }
}

fn tls(settings: &MailSettings) -> Result<Tls> {
    if settings.security == Security::None {
        return Ok(Tls::None);
    }
    let mut builder = TlsParameters::builder(settings.server.clone());
    // Like libpq: whoever names a certificate wants it used.
    if let Some(path) = &settings.root_certificates {
        let wrong = |cause: String| {
            let message = format!("root_certificates {} cannot be used: {cause}", path.display());
            Error::Usage { message, hint: None }
        };
        let pem = std::fs::read(path).map_err(|cause| wrong(cause.to_string()))?;
        let certificate = Certificate::from_pem(&pem).map_err(|cause| wrong(told(&cause)))?;
        builder = builder.certificate_store(CertificateStore::None).add_root_certificate(certificate);
    }
    let parameters = builder.build_rustls().map_err(|cause| Error::Usage {
        message: format!("TLS cannot be set up: {}", told(&cause)),
        hint: None,
    })?;
    Ok(if settings.security == Security::Tls { Tls::Wrapper(parameters) } else { Tls::Required(parameters) })
}

fn answer(error: &lettre::transport::smtp::Error) -> Answer {
    let text = told(error);
    let code = error.status().map(u16::from);
    match code {
        // That the server does not take us says nothing of the mail: a login that is refused, a service that closes.
        Some(421 | 454 | 530 | 534 | 535 | 538) => Answer::Lost(text),
        Some(_) if error.is_permanent() => Answer::Never(text),
        Some(_) => Answer::Later(text),
        // Such as an address beyond ASCII, which the server does not know how to take.
        None if error.is_client() => Answer::Never(text),
        None => Answer::Lost(text),
    }
}

/// An error with its causes.
fn told(error: &lettre::transport::smtp::Error) -> String {
    let mut text = error.to_string();
    let mut cause = std::error::Error::source(error);
    while let Some(next) = cause {
        let more = next.to_string();
        if !text.contains(&more) {
            text = format!("{text}: {more}");
        }
        cause = next.source();
    }
    // What the library says of errors twice, and of its own making.
    let text = text.replace("Connection error: Connection error: ", "Connection error: ");
    match text.strip_prefix("internal client error: ") {
        Some(rest) if rest.contains("SMTPUTF8") => {
            "it takes no addresses with letters beyond ASCII before the @ (SMTPUTF8)".to_owned()
        }
        Some(rest) => rest.to_owned(),
        None => text,
    }
}
