//! A server's place: a name and a port, or the folder of a Unix socket.

use std::fmt;
use std::net::IpAddr;
use std::path::{Path, PathBuf};

use super::parameters::Parameters;
use crate::Result;
use crate::password::Secret;

/// PostgreSQL's port.
pub const DEFAULT_PORT: u16 = 5432;

/// Where servers put their Unix socket by default: Debian's folder, its newer spelling, and PostgreSQL's own.
const SOCKET_FOLDERS: [&str; 3] = ["/var/run/postgresql", "/run/postgresql", "/tmp"];

/// How a server is reached.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    /// Over the network.
    Tcp {
        /// The name, or an address; certificates are checked against it.
        name: String,
        /// The address, where it shall not be looked up from the name.
        address: Option<IpAddr>,
    },
    /// By the Unix socket in this folder.
    Socket(PathBuf),
}

/// One server that may be connected to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Host {
    /// How it is reached.
    pub place: Place,
    /// The port; for a socket, the number in its file's name.
    pub port: u16,
    /// The password that the password file holds for this server.
    pub password: Option<Secret>,
}

impl Host {
    /// A server on the network.
    pub fn tcp(name: impl Into<String>, port: u16) -> Self {
        Self { place: Place::Tcp { name: name.into(), address: None }, port, password: None }
    }

    /// A server on this machine, by the folder of its Unix socket.
    pub fn socket(folder: impl Into<PathBuf>, port: u16) -> Self {
        Self { place: Place::Socket(folder.into()), port, password: None }
    }

    /// Whether what is sent stays on this machine: a Unix socket, `localhost` or a loopback address. A
    /// name that merely resolves to one does not count, since a resolver can be lied to.
    #[must_use]
    pub fn is_local(&self) -> bool {
        match &self.place {
            Place::Socket(_) => true,
            Place::Tcp { address: Some(address), .. } => is_loopback(*address),
            Place::Tcp { name, address: None } => {
                name.eq_ignore_ascii_case("localhost") || name.parse().is_ok_and(is_loopback)
            }
        }
    }

    /// The name by which the password file knows it.
    pub(crate) fn name_in_password_file(&self) -> String {
        match &self.place {
            Place::Tcp { name, .. } => name.clone(),
            Place::Socket(folder) if SOCKET_FOLDERS.iter().any(|usual| folder == Path::new(usual)) => {
                "localhost".to_owned()
            }
            Place::Socket(folder) => folder.display().to_string(),
        }
    }

    /// Where a server is sought if nothing says where: the usual socket folder, or `localhost`.
    pub(crate) fn default_name() -> String {
        let usual = SOCKET_FOLDERS[0];
        if Path::new(usual).is_dir() { usual.to_owned() } else { "localhost".to_owned() }
    }

    /// The servers that `host`, `hostaddr` and `port` name: lists of the same length, or a single port for all.
    ///
    /// # Errors
    ///
    /// A usage error that names the parameter and its place.
    pub(crate) fn list(parameters: &Parameters) -> Result<Vec<Self>> {
        let names = list_of(parameters, "host");
        let addresses = list_of(parameters, "hostaddr");
        let ports = list_of(parameters, "port");
        let count = names.len().max(addresses.len()).max(1);
        for (name, list, fits) in [
            ("host", &names, names.is_empty() || names.len() == count),
            ("hostaddr", &addresses, addresses.is_empty() || addresses.len() == count),
            ("port", &ports, ports.len() <= 1 || ports.len() == count),
        ] {
            if let Some(given) = parameters.get(name).filter(|_| !fits) {
                let message = format!("{name} has {} entries for {count} hosts", list.len());
                return Err(given.origin.error(message, None));
            }
        }
        let nth = |list: &[String], index: usize| list.get(index).filter(|entry| !entry.is_empty()).cloned();
        (0..count)
            .map(|index| {
                let port = nth(&ports, if ports.len() == 1 { 0 } else { index });
                let port = port.map_or(Ok(DEFAULT_PORT), |port| port_of(&port, parameters))?;
                let place = place_of(nth(&names, index), nth(&addresses, index), parameters)?;
                Ok(Self { place, port, password: None })
            })
            .collect()
    }
}

impl fmt::Display for Host {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.place {
            Place::Tcp { name, .. } if name.contains(':') => write!(f, "[{name}]:{}", self.port),
            Place::Tcp { name, .. } => write!(f, "{name}:{}", self.port),
            Place::Socket(folder) => write!(f, "{}/.s.PGSQL.{}", folder.display(), self.port),
        }
    }
}

/// Whether packets to this address never leave the machine.
pub(crate) fn is_loopback(address: IpAddr) -> bool {
    address.to_canonical().is_loopback()
}

fn list_of(parameters: &Parameters, name: &str) -> Vec<String> {
    let entries = |value: &str| value.split(',').map(|entry| entry.trim().to_owned()).collect();
    parameters.value(name).map(entries).unwrap_or_default()
}

fn port_of(text: &str, parameters: &Parameters) -> Result<u16> {
    let number = text.parse().ok().filter(|port| *port != 0);
    let origin = || parameters.get("port").map(|given| given.origin.clone());
    number.ok_or_else(|| {
        let message = "port is not a number from 1 to 65535";
        origin().unwrap_or(super::Origin::Default).error(message, None)
    })
}

fn place_of(name: Option<String>, address: Option<String>, parameters: &Parameters) -> Result<Place> {
    let address = match (address, parameters.get("hostaddr")) {
        (Some(text), Some(given)) => {
            let wrong = || given.origin.error(format!("hostaddr {text:?} is no IP address"), None);
            Some(text.parse::<IpAddr>().map_err(|_| wrong())?)
        }
        _ => None,
    };
    let name = match (name, address) {
        (Some(name), _) => name,
        (None, Some(address)) => address.to_string(),
        (None, None) => Host::default_name(),
    };
    if name.starts_with('/') && address.is_none() {
        return Ok(Place::Socket(PathBuf::from(name)));
    }
    if let Some(given) = parameters.get("host").filter(|_| name.starts_with('@')) {
        let hint = Some("name a folder: host=/var/run/postgresql".to_owned());
        return Err(given.origin.error("ct does not support abstract sockets (a host with @)", hint));
    }
    Ok(Place::Tcp { name, address })
}

#[cfg(test)]
mod tests {
    use super::super::conninfo::parse;
    use super::super::origin::Origin;
    use super::*;

    fn hosts(text: &str) -> Result<Vec<Host>> {
        Host::list(&parse(text, &Origin::Variable("DATABASE_URL"))?)
    }

    fn shown(text: &str) -> Vec<String> {
        hosts(text).unwrap().iter().map(ToString::to_string).collect()
    }

    #[test]
    fn hosts_and_ports_pair_up() {
        assert_eq!(shown("host=a"), ["a:5432"]);
        assert_eq!(shown("host=a,b,c port=6432"), ["a:6432", "b:6432", "c:6432"]);
        assert_eq!(shown("host=a,b port=1,"), ["a:1", "b:5432"]);
        assert_eq!(shown("host=/run/pg,::1 port=1,2"), ["/run/pg/.s.PGSQL.1", "[::1]:2"]);
        assert_eq!(shown("hostaddr=10.0.0.1"), ["10.0.0.1:5432"]);
    }

    #[test]
    fn wrong_lists_are_refused_with_their_place() {
        for text in [
            "host=a,b port=1,2,3",
            "host=a,b hostaddr=::1",
            "port=0",
            "port=70000",
            "host=a port=x",
            "hostaddr=a",
        ] {
            let error = hosts(text).unwrap_err();
            assert!(error.to_string().starts_with("DATABASE_URL: "), "{error}");
        }
        assert!(hosts("host=@abstract").is_err());
    }

    #[test]
    fn only_what_stays_on_the_machine_is_local() {
        for (text, local) in [
            ("host=/run/pg", true),
            ("host=localhost", true),
            ("host=LOCALHOST", true),
            ("host=127.0.0.2", true),
            ("host=::1", true),
            ("host=::ffff:127.0.0.1", true),
            ("host=db.example.org hostaddr=127.0.0.1", true),
            ("host=localhost hostaddr=192.0.2.1", false),
            ("host=192.0.2.1", false),
            ("host=localhost.example.org", false),
            ("host=db", false),
            ("host=/run/pg hostaddr=192.0.2.1", false),
        ] {
            assert_eq!(hosts(text).unwrap()[0].is_local(), local, "{text}");
        }
    }
}
