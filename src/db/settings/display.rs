//! The settings of a server as a URL, for messages and for other programs.

use std::fmt::Write;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use super::host::{DEFAULT_PORT, Host, Place};
use super::server::{ServerSettings, TargetSession};
use super::tls::{RootCertificates, SslMode};

impl ServerSettings {
    /// A URL with everything but the password, that `psql` reads in the same way.
    #[must_use]
    pub fn display_url(&self) -> String {
        let mut url = format!("postgresql://{}@", escaped(&self.user));
        let mut query = Vec::new();
        let mut add = |name: &str, value: &str| query.push(format!("{name}={}", escaped(value)));
        match self.hosts.as_slice() {
            [Host { place: Place::Socket(folder), port, .. }] => {
                add("host", &folder.display().to_string());
                if *port != DEFAULT_PORT {
                    add("port", &port.to_string());
                }
            }
            hosts => url.push_str(&hosts.iter().map(host_in_url).collect::<Vec<_>>().join(",")),
        }
        let _ = write!(url, "/{}", escaped(&self.dbname));
        let network = self.hosts.iter().find(|host| !host.is_local());
        let mode = network.map(|host| SslMode::effective(self.sslmode, host)).or(self.sslmode);
        if let Some(mode) = mode {
            add("sslmode", mode.word());
            match &self.tls.roots {
                Some(RootCertificates::File(path)) => add("sslrootcert", &path.display().to_string()),
                Some(RootCertificates::System) => add("sslrootcert", "system"),
                None if network.is_some() && mode == SslMode::VerifyFull => add("sslrootcert", "system"),
                None => {}
            }
        }
        let target = self.target_session.word();
        if self.target_session != TargetSession::Any {
            add("target_session_attrs", target);
        }
        if let Some(options) = &self.options {
            add("options", options);
        }
        if !query.is_empty() {
            let _ = write!(url, "?{}", query.join("&"));
        }
        url
    }

    /// Where the database is, whoever connects and however: hosts, ports and name.
    pub(super) fn place(&self) -> String {
        let mut hosts: Vec<_> = self.hosts.iter().map(host_in_url).collect();
        hosts.sort();
        format!("{}/{}", hosts.join(","), escaped(&self.dbname))
    }
}

/// What stands in a URL as it is. A slash may, after the question mark; a name has none unless escaped.
const ESCAPED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

fn escaped(text: &str) -> String {
    utf8_percent_encode(text, ESCAPED).to_string()
}

fn host_in_url(host: &Host) -> String {
    match &host.place {
        Place::Tcp { name, .. } if name.contains(':') => format!("[{name}]:{}", host.port),
        Place::Tcp { name, .. } => format!("{}:{}", escaped(name), host.port),
        Place::Socket(folder) => format!("{}:{}", escaped(&folder.display().to_string()), host.port),
    }
}

#[cfg(test)]
mod tests {
    use super::super::conninfo::parse;
    use super::super::origin::Origin;
    use super::*;
    use crate::Result;
    use crate::environment::Environment;

    fn read(text: &str) -> Result<ServerSettings> {
        let parameters = parse(text, &Origin::Variable("DATABASE_URL"))?;
        let environment = Environment::with([("HOME", "/nonexistent"), ("USER", "alice")]);
        ServerSettings::read(&parameters, &environment, &mut Vec::new())
    }

    #[test]
    fn the_url_shows_everything_but_the_password() {
        for (text, url) in [
            (
                "postgres://bob:hunter2@db.example.org/my%20db",
                "postgresql://bob@db.example.org:5432/my%20db?sslmode=verify-full&sslrootcert=system",
            ),
            (
                "postgres:///ct?host=/run/pg&port=6000&password=hunter2",
                "postgresql://alice@/ct?host=%2Frun%2Fpg&port=6000",
            ),
            ("postgres://localhost/ct", "postgresql://alice@localhost:5432/ct"),
            (
                "postgres://a,[::1]:7/ct?sslmode=prefer&sslrootcert=/r.pem",
                "postgresql://alice@a:5432,[::1]:7/ct?sslmode=require&sslrootcert=%2Fr.pem&target_session_attrs=read-write",
            ),
            (
                "postgres://localhost/ct?options=-c%20a=b",
                "postgresql://alice@localhost:5432/ct?options=-c%20a%3Db",
            ),
        ] {
            let settings = read(text).unwrap();
            assert_eq!(settings.display_url(), url);
            assert_eq!(read(&settings.display_url()).unwrap().display_url(), url);
            assert_eq!(read(&settings.display_url()).unwrap().place(), settings.place());
            assert!(!format!("{settings:?}").contains("hunter2"));
        }
    }

    #[test]
    fn a_place_is_the_same_whoever_connects_and_however() {
        let place = |text: &str| read(text).unwrap().place();
        let one = place("postgresql://ct_owner@db.example:5433/agency");
        assert_eq!(one, "db.example:5433/agency");
        assert_eq!(place("postgresql://maria@db.example:5433/agency?sslmode=require"), one);
        assert_ne!(place("postgresql://ct_owner@db.example/agency"), one);
        assert_eq!(place("postgresql://a@x,y/agency"), place("postgresql://b@y,x/agency"));
    }
}
