//! What went wrong with a connection, in words for the person at the terminal.

use std::error::Error as _;
use std::io::{self, ErrorKind};

use rustls::CertificateError;
use tokio_postgres::error::SqlState;

use super::settings::{Host, Place, ServerSettings};
use crate::Error;

/// Whether the server gave up a transaction because another one met it: the whole transaction may be run again.
#[must_use]
pub fn is_conflict(error: &tokio_postgres::Error) -> bool {
    error.code().is_some_and(|code| {
        *code == SqlState::T_R_SERIALIZATION_FAILURE || *code == SqlState::T_R_DEADLOCK_DETECTED
    })
}

/// Whether the connection was lost, or could not be had: the server may be there again in a moment. A
/// transaction that was being committed then may or may not stand: look, do not guess.
#[must_use]
pub fn is_connection_lost(error: &tokio_postgres::Error) -> bool {
    if let Some(code) = error.code() {
        return code.code().starts_with("08")
            || [
                SqlState::ADMIN_SHUTDOWN,
                SqlState::CRASH_SHUTDOWN,
                SqlState::CANNOT_CONNECT_NOW,
                SqlState::TOO_MANY_CONNECTIONS,
            ]
            .contains(code);
    }
    error.is_closed() || input_output(error).is_some_and(|cause| certificate_error(cause).is_none())
}

/// Whether it makes sense to try again: a conflict, or a lost connection.
#[must_use]
pub fn is_retriable(error: &tokio_postgres::Error) -> bool {
    is_conflict(error) || is_connection_lost(error)
}

/// Why one server could not be used.
#[derive(Debug)]
pub(crate) struct Failure {
    /// What to say.
    pub(crate) error: Error,
    /// What comes of it.
    pub(crate) remedy: Remedy,
}

/// What may help against a failure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Remedy {
    /// Nothing: no other host and no other time will answer otherwise.
    None,
    /// Another host.
    OtherHost,
    /// Another host, or the same one later.
    Later,
}

impl Failure {
    /// A failure that has no cause beneath.
    pub(crate) fn plain(message: String, hint: &str, remedy: Remedy) -> Self {
        Self { error: Error::unreachable(message, hint), remedy }
    }

    /// A name that cannot be looked up.
    pub(crate) fn unknown_host(host: &Host, cause: io::Error) -> Self {
        let message = format!("the host of {host} is unknown");
        Self::with(message, "check the host's name, and the network", Remedy::Later, cause)
    }

    /// No answer in time.
    pub(crate) fn timeout(host: &Host, seconds: u64) -> Self {
        let message = format!("no answer from {host} within {seconds} s");
        let hint = "check the host, the port and the firewalls between; connect_timeout=… waits longer";
        Self::plain(message, hint, Remedy::Later)
    }

    /// What tokio-postgres says of a connection that came to nothing.
    pub(crate) fn of(error: tokio_postgres::Error, host: &Host, settings: &ServerSettings) -> Self {
        if error.code().is_some() {
            return refused_by_server(error, host, settings);
        }
        if let Some(cause) = input_output(&error) {
            return of_input_output(
                cause.kind(),
                certificate_error(cause).map(certificate_words),
                host,
                error,
            );
        }
        let words = error.source().map(ToString::to_string).unwrap_or_default();
        let no_password = settings.password_for(host).is_none();
        if no_password && words == "password missing" {
            let message =
                format!("{host} wants a password for the role {:?}, and none is set", settings.user);
            let hint =
                "put a line host:port:database:role:password into ~/.pgpass (mode 0600), or set PGPASSWORD";
            return Self {
                error: Error::NotPermitted { message, hint: Some(hint.to_owned()) },
                remedy: Remedy::None,
            };
        }
        if words == "server does not support TLS" {
            let message = format!("{host} offers no encryption, and ct sends nothing in clear text");
            let hint = "switch ssl on in the server; sslmode=disable would send even passwords in clear text";
            return Self::with(message, hint, Remedy::OtherHost, error);
        }
        let detail = if words.is_empty() { error.to_string() } else { words };
        Self::with(format!("cannot connect to {host}: {detail}"), "", Remedy::OtherHost, error)
    }

    fn with(
        message: String,
        hint: &str,
        remedy: Remedy,
        cause: impl std::error::Error + Send + Sync + 'static,
    ) -> Self {
        let hint = Some(hint.to_owned()).filter(|hint| !hint.is_empty());
        Self { error: Error::Unreachable { message, hint, cause: Some(Box::new(cause)) }, remedy }
    }
}

/// The error of the operating system or of TLS beneath, if that is what it is.
fn input_output(error: &tokio_postgres::Error) -> Option<&io::Error> {
    error.source()?.downcast_ref::<io::Error>()
}

fn certificate_error(error: &io::Error) -> Option<&rustls::Error> {
    error.get_ref()?.downcast_ref::<rustls::Error>()
}

fn of_input_output(
    kind: ErrorKind,
    certificate: Option<(String, &'static str)>,
    host: &Host,
    cause: tokio_postgres::Error,
) -> Failure {
    if let Some((words, hint)) = certificate {
        return Failure::with(format!("{host}: {words}"), hint, Remedy::OtherHost, cause);
    }
    let (words, hint) = match (kind, &host.place) {
        (ErrorKind::ConnectionRefused, Place::Tcp { .. }) => {
            ("connection refused", "is the server running, and does it listen on that address and port?")
        }
        (ErrorKind::ConnectionRefused, Place::Socket(_)) => {
            ("connection refused", "the socket is there but no server behind it: is it running?")
        }
        (ErrorKind::NotFound, Place::Socket(folder)) if !folder.is_dir() => {
            ("there is no such folder", "is the server running, and is this the folder of its socket?")
        }
        (ErrorKind::NotFound, _) => {
            ("there is no such socket", "is the server running, and is the port right?")
        }
        (ErrorKind::PermissionDenied, _) => {
            ("the system does not permit it", "may this user use that socket?")
        }
        (ErrorKind::TimedOut, _) => {
            ("no answer in time", "check the host, the port and the firewalls between")
        }
        (ErrorKind::HostUnreachable | ErrorKind::NetworkUnreachable, _) => {
            ("there is no way to that host", "check the address, and the network")
        }
        (ErrorKind::UnexpectedEof | ErrorKind::ConnectionReset | ErrorKind::BrokenPipe, _) => (
            "the server broke off the connection",
            "is that the port of a PostgreSQL server? its log says why",
        ),
        _ => ("the connection failed", ""),
    };
    Failure::with(format!("cannot connect to {host}: {words}"), hint, Remedy::Later, cause)
}

/// What is wrong with the server's certificate, or with TLS at all.
fn certificate_words(error: &rustls::Error) -> (String, &'static str) {
    let rustls::Error::InvalidCertificate(certificate) = error else {
        return (format!("TLS failed: {error}"), "the server's log may say more");
    };
    match certificate {
        CertificateError::UnknownIssuer => (
            "the server's certificate is signed by nobody that is trusted here".to_owned(),
            "name the file of the certificate that signed it in sslrootcert",
        ),
        CertificateError::NotValidForName | CertificateError::NotValidForNameContext { .. } => (
            "the server's certificate is for another name".to_owned(),
            "use the host's name that the certificate has as its subjectAltName",
        ),
        CertificateError::Expired | CertificateError::ExpiredContext { .. } => {
            ("the server's certificate has expired".to_owned(), "renew it on the server")
        }
        CertificateError::NotValidYet | CertificateError::NotValidYetContext { .. } => {
            ("the server's certificate is not valid yet".to_owned(), "check the clocks of both machines")
        }
        other if format!("{other:?}").contains("CaUsedAsEndEntity") => (
            "the server shows the certificate of an authority as its own".to_owned(),
            "name that very certificate in sslrootcert, or give the server one that it signed",
        ),
        other => (format!("the server's certificate is not good: {other}"), "renew it on the server"),
    }
}

fn refused_by_server(error: tokio_postgres::Error, host: &Host, settings: &ServerSettings) -> Failure {
    let code = error.code().cloned().unwrap_or(SqlState::INTERNAL_ERROR);
    let words = error.as_db_error().map(|said| said.message().to_owned()).unwrap_or_default();
    let not_permitted = |message: String, hint: &str| Failure {
        error: Error::NotPermitted { message, hint: Some(hint.to_owned()) },
        remedy: Remedy::None,
    };
    let (user, dbname) = (&settings.user, &settings.dbname);
    match code {
        SqlState::INVALID_PASSWORD => not_permitted(
            format!("{host} refuses the password of the role {user:?}"),
            "the password comes from the URL, PGPASSWORD or ~/.pgpass (PGPASSFILE)",
        ),
        SqlState::INVALID_AUTHORIZATION_SPECIFICATION => not_permitted(
            format!("{host} refuses the role {user:?}: {words}"),
            "does the role exist, and does the server's pg_hba.conf let it in from here?",
        ),
        SqlState::INSUFFICIENT_PRIVILEGE => not_permitted(
            format!("{host} does not let the role {user:?} into the database {dbname:?}"),
            "the database's owner can: GRANT CONNECT ON DATABASE … TO …",
        ),
        SqlState::INVALID_CATALOG_NAME => Failure::with(
            format!("there is no database {dbname:?} on {host}"),
            "make it with createdb, or name another one in the URL",
            Remedy::None,
            error,
        ),
        SqlState::TOO_MANY_CONNECTIONS => Failure::with(
            format!("{host} has too many connections: {words}"),
            "try again later, or raise max_connections or the role's limit",
            Remedy::Later,
            error,
        ),
        SqlState::CANNOT_CONNECT_NOW | SqlState::ADMIN_SHUTDOWN | SqlState::CRASH_SHUTDOWN => {
            let message = format!("{host} takes no connections now: {words}");
            Failure::with(message, "try again in a moment", Remedy::Later, error)
        }
        _ => Failure::with(format!("{host} refuses the connection: {words}"), "", Remedy::OtherHost, error),
    }
}

/// One error for all servers that were tried.
pub(crate) fn combined(mut failures: Vec<Failure>) -> Error {
    if failures.len() < 2 {
        let only = failures.pop().map(|failure| failure.error);
        return only.unwrap_or_else(|| Error::Fault("no host was tried".to_owned()));
    }
    // What no other host can mend is the whole story.
    if let Some(index) = failures.iter().position(|failure| failure.remedy == Remedy::None) {
        return failures.swap_remove(index).error;
    }
    let told: Vec<String> = failures.iter().map(|failure| failure.error.to_string()).collect();
    let hint = failures.iter().flat_map(|failure| failure.error.hints()).next();
    let cause = failures.pop().and_then(|failure| match failure.error {
        Error::Unreachable { cause, .. } => cause,
        _ => None,
    });
    Error::Unreachable { message: format!("no host can be used: {}", told.join("; ")), hint, cause }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn failure(message: &str, remedy: Remedy) -> Failure {
        Failure::plain(message.to_owned(), "a hint", remedy)
    }

    #[test]
    fn several_failures_are_all_told() {
        let error =
            combined(vec![failure("a is dead", Remedy::Later), failure("b is dead", Remedy::OtherHost)]);
        assert_eq!(error.to_string(), "no host can be used: a is dead; b is dead");
        assert_eq!(error.hints(), ["a hint"]);
    }

    #[test]
    fn one_failure_speaks_for_itself_and_a_final_one_for_all() {
        assert_eq!(combined(vec![failure("a", Remedy::Later)]).to_string(), "a");
        let error = combined(vec![failure("a", Remedy::Later), failure("b", Remedy::None)]);
        assert_eq!(error.to_string(), "b");
    }
}
