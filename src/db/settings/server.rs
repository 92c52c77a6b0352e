//! The settings of a server, all defaults filled in.

use std::path::PathBuf;
use std::time::Duration;

use super::host::Host;
use super::parameters::{Given, Parameters};
use super::pgpass::PasswordFile;
use super::tls::{SslMode, TlsSettings, expanded};
use crate::environment::Environment;
use crate::password::Secret;
use crate::{Error, Result};

/// How long a connection attempt to one address may take if nothing says otherwise. libpq waits for as long
/// as the system does, which is minutes for a host that drops packets.
const CONNECT_TIMEOUT: Duration = Duration::from_secs(10);

/// For how long a failover between several hosts is waited for.
const FAILOVER_PATIENCE: Duration = Duration::from_secs(10);

/// What the server must be to be connected to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TargetSession {
    /// Anything.
    Any,
    /// One that takes writes: neither a standby nor read-only by its settings.
    ReadWrite,
    /// One that takes no writes.
    ReadOnly,
    /// One that is no standby.
    Primary,
    /// A standby.
    Standby,
}

/// Whether the login must be bound to the TLS connection.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ChannelBinding {
    /// It is not.
    Disable,
    /// It is where both sides can.
    Prefer,
    /// It must be.
    Require,
}

/// How a silent network connection is found out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Keepalives {
    /// Whether the system asks at all.
    pub enabled: bool,
    /// After which silence it asks; `None` is the system's default.
    pub idle: Option<Duration>,
    /// How long it waits for an answer before it asks again.
    pub interval: Option<Duration>,
    /// How often it asks before it gives up.
    pub count: Option<u32>,
    /// How long what was sent may stay without an answer.
    pub user_timeout: Option<Duration>,
}

/// Everything that a connection needs. Its `Debug` shows no password.
#[derive(Clone, Debug)]
pub struct ServerSettings {
    /// The servers, in the order in which they are tried; at least one.
    pub hosts: Vec<Host>,
    /// The database's name.
    pub dbname: String,
    /// The role.
    pub user: String,
    /// The password that holds for all hosts; where there is none, a host may have its own.
    pub password: Option<Secret>,
    /// What was set; see [`SslMode::effective`] for what that means for a host.
    pub sslmode: Option<SslMode>,
    /// Certificates.
    pub tls: TlsSettings,
    /// What the server must be.
    pub target_session: TargetSession,
    /// Whether the login must be bound to the TLS connection.
    pub channel_binding: ChannelBinding,
    /// The longest that an attempt at one address takes, login included; `None` is without end.
    pub connect_timeout: Option<Duration>,
    /// Keepalives.
    pub keepalives: Keepalives,
    /// What the server's views show as the client's name.
    pub application_name: String,
    /// Settings for the server's process, as for `postgres -c`.
    pub options: Option<String>,
    /// For how long a failover is waited for if no host can be used; only with several hosts.
    pub failover_patience: Duration,
}

impl ServerSettings {
    /// A server on this machine by the folder of its socket, without a password: the embedded one.
    #[must_use]
    pub fn at_socket(folder: PathBuf, port: u16, user: String, dbname: String) -> Self {
        Self {
            hosts: vec![Host::socket(folder, port)],
            dbname,
            user,
            password: None,
            sslmode: None,
            tls: TlsSettings::default(),
            target_session: TargetSession::Any,
            channel_binding: ChannelBinding::Prefer,
            connect_timeout: Some(CONNECT_TIMEOUT),
            keepalives: Keepalives {
                enabled: true,
                idle: None,
                interval: None,
                count: None,
                user_timeout: None,
            },
            application_name: "ct".to_owned(),
            options: None,
            failover_patience: FAILOVER_PATIENCE,
        }
    }

    /// From the parameters, with everything that completes them merged in already.
    pub(crate) fn read(
        parameters: &Parameters,
        environment: &Environment,
        warnings: &mut Vec<String>,
    ) -> Result<Self> {
        let mut hosts = Host::list(parameters)?;
        let user = parameters
            .value("user")
            .map_or_else(|| operating_user(environment), |user| Ok(user.to_owned()))?;
        let dbname = parameters.value("dbname").unwrap_or(&user).to_owned();
        let (sslmode, tls) = TlsSettings::read(parameters, environment)?;
        let password = parameters.password().cloned();
        if password.is_none() {
            let path = parameters
                .value("passfile")
                .map_or_else(|| environment.home().join(".pgpass"), |path| expanded(path, environment));
            if let Some(file) = PasswordFile::read(&path, warnings) {
                for host in &mut hosts {
                    host.password = file.password(host, &dbname, &user);
                }
            }
        }
        let several = hosts.len() > 1;
        let name =
            parameters.value("application_name").or_else(|| parameters.value("fallback_application_name"));
        Ok(Self {
            hosts,
            dbname,
            user,
            password,
            sslmode,
            tls,
            target_session: target_session(parameters, several)?,
            channel_binding: channel_binding(parameters)?,
            connect_timeout: match seconds(parameters, "connect_timeout")? {
                None => Some(CONNECT_TIMEOUT),
                Some(0) => None,
                Some(seconds) => Some(Duration::from_secs(seconds)),
            },
            keepalives: keepalives(parameters)?,
            application_name: name.unwrap_or("ct").to_owned(),
            options: parameters.value("options").map(str::to_owned),
            failover_patience: FAILOVER_PATIENCE,
        })
    }

    /// The password for this host.
    #[must_use]
    pub fn password_for<'a>(&'a self, host: &'a Host) -> Option<&'a Secret> {
        self.password.as_ref().or(host.password.as_ref())
    }
}

impl TargetSession {
    /// Its name in libpq.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Any => "any",
            Self::ReadWrite => "read-write",
            Self::ReadOnly => "read-only",
            Self::Primary => "primary",
            Self::Standby => "standby",
        }
    }
}

fn target_session(parameters: &Parameters, several: bool) -> Result<TargetSession> {
    let Some(Given { value, origin }) = parameters.get("target_session_attrs") else {
        // Several hosts are one cluster, and nearly every command writes: libpq's `any` would take the
        // first that answers, be it a standby.
        return Ok(if several { TargetSession::ReadWrite } else { TargetSession::Any });
    };
    match value.as_str() {
        "any" => Ok(TargetSession::Any),
        "read-write" => Ok(TargetSession::ReadWrite),
        "read-only" => Ok(TargetSession::ReadOnly),
        "primary" => Ok(TargetSession::Primary),
        "standby" => Ok(TargetSession::Standby),
        _ => {
            let hint = "it is any, read-write, read-only, primary or standby".to_owned();
            Err(origin.error("ct does not support this setting of target_session_attrs", Some(hint)))
        }
    }
}

fn channel_binding(parameters: &Parameters) -> Result<ChannelBinding> {
    let Some(Given { value, origin }) = parameters.get("channel_binding") else {
        return Ok(ChannelBinding::Prefer);
    };
    match value.as_str() {
        "disable" => Ok(ChannelBinding::Disable),
        "prefer" => Ok(ChannelBinding::Prefer),
        "require" => Ok(ChannelBinding::Require),
        _ => Err(origin.error("channel_binding is disable, prefer or require", None)),
    }
}

fn keepalives(parameters: &Parameters) -> Result<Keepalives> {
    let positive = |name| Ok::<_, Error>(seconds(parameters, name)?.filter(|number| *number > 0));
    Ok(Keepalives {
        enabled: seconds(parameters, "keepalives")? != Some(0),
        idle: positive("keepalives_idle")?.map(Duration::from_secs),
        interval: positive("keepalives_interval")?.map(Duration::from_secs),
        count: positive("keepalives_count")?.and_then(|count| u32::try_from(count).ok()),
        user_timeout: positive("tcp_user_timeout")?.map(Duration::from_millis),
    })
}

/// A parameter that is a whole number; a negative one counts as 0, as in libpq.
fn seconds(parameters: &Parameters, name: &str) -> Result<Option<u64>> {
    let number = |given: &Given| {
        let number = given.value.trim().parse::<i32>();
        let number = number.map_err(|_| given.origin.error(format!("{name} is not a whole number"), None))?;
        Ok(u64::try_from(number).unwrap_or(0))
    };
    parameters.get(name).map(number).transpose()
}

/// The operating system's user.
fn operating_user(environment: &Environment) -> Result<String> {
    let named = ["USER", "LOGNAME"].iter().find_map(|name| environment.get(name)).map(str::to_owned);
    named.or_else(user_of_passwd_file).ok_or_else(|| {
        let message = "the role is not set, and the operating system's user has no name";
        Error::usage(message, "name it in the URL, or set PGUSER")
    })
}

fn user_of_passwd_file() -> Option<String> {
    let id = rustix::process::geteuid().as_raw().to_string();
    let text = std::fs::read_to_string("/etc/passwd").ok()?;
    text.lines().find_map(|line| {
        let mut fields = line.split(':');
        let name = fields.next()?;
        (fields.nth(1)? == id).then(|| name.to_owned())
    })
}

#[cfg(test)]
mod tests {
    use super::super::conninfo::parse;
    use super::super::origin::Origin;
    use super::*;

    fn read(text: &str) -> Result<ServerSettings> {
        let parameters = parse(text, &Origin::Variable("DATABASE_URL"))?;
        let environment = Environment::with([("HOME", "/nonexistent"), ("USER", "alice")]);
        ServerSettings::read(&parameters, &environment, &mut Vec::new())
    }

    #[test]
    fn defaults_are_filled_in() {
        let settings = read("host=db").unwrap();
        assert_eq!((settings.user.as_str(), settings.dbname.as_str()), ("alice", "alice"));
        assert_eq!(settings.application_name, "ct");
        assert_eq!(settings.connect_timeout, Some(CONNECT_TIMEOUT));
        assert_eq!(settings.target_session, TargetSession::Any);
        assert_eq!(read("host=a,b").unwrap().target_session, TargetSession::ReadWrite);
        assert_eq!(read("host=a,b target_session_attrs=any").unwrap().target_session, TargetSession::Any);
        assert_eq!(read("connect_timeout=0").unwrap().connect_timeout, None);
        assert_eq!(read("user=bob").unwrap().dbname, "bob");
        assert_eq!(operating_user(&Environment::default()).ok(), user_of_passwd_file());
    }

    #[test]
    fn wrong_values_name_their_place() {
        for text in [
            "connect_timeout=soon",
            "keepalives_idle=x",
            "target_session_attrs=prefer-standby",
            "channel_binding=x",
            "sslmode=x",
            "ssl_min_protocol_version=SSLv3",
        ] {
            let error = read(text).unwrap_err();
            assert!(error.to_string().starts_with("DATABASE_URL: "), "{error}");
        }
    }

    #[test]
    fn the_password_file_gives_each_host_its_own() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join(".pgpass");
        std::fs::write(&path, "a:*:*:*:first\nb:*:*:*:second\n").unwrap();
        std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o600)).unwrap();
        let environment =
            Environment::with([("HOME", folder.path().display().to_string()), ("USER", "alice".to_owned())]);
        let parameters = parse("host=a,b,c", &Origin::Flag("--database-url")).unwrap();
        let settings = ServerSettings::read(&parameters, &environment, &mut Vec::new()).unwrap();
        let passwords = settings.hosts.iter().map(|host| settings.password_for(host).map(Secret::reveal));
        assert_eq!(passwords.collect::<Vec<_>>(), [Some("first"), Some("second"), None]);
    }
}
