//! The connection parameters of PostgreSQL by their names in libpq: which there are, which `ct` reads.

use std::collections::BTreeMap;

use super::origin::{Origin, nearest};
use crate::password::Secret;
use crate::{Error, Result};

/// What `ct` does with a parameter of libpq.
enum Treatment {
    /// It takes effect.
    Read,
    /// It changes nothing that matters here, so it may be there.
    Harmless,
    /// Only these values are what `ct` does anyway; another would be a promise that it does not keep.
    Only(&'static [&'static str]),
}

use Treatment::{Harmless, Only, Read};

/// All parameters of libpq (PostgreSQL 18), in its order.
const KNOWN: &[(&str, Treatment)] = &[
    ("host", Read),
    ("hostaddr", Read),
    ("port", Read),
    ("dbname", Read),
    ("user", Read),
    ("password", Read),
    ("passfile", Read),
    ("require_auth", Only(&[])),
    ("channel_binding", Read),
    ("connect_timeout", Read),
    // Text is always UTF-8 between `ct` and the server.
    ("client_encoding", Harmless),
    ("options", Read),
    ("application_name", Read),
    ("fallback_application_name", Read),
    ("keepalives", Read),
    ("keepalives_idle", Read),
    ("keepalives_interval", Read),
    ("keepalives_count", Read),
    ("tcp_user_timeout", Read),
    ("replication", Only(&["false", "off", "no", "0"])),
    ("gssencmode", Only(&["disable", "prefer"])),
    ("sslmode", Read),
    ("requiressl", Only(&["0"])),
    ("sslnegotiation", Only(&["postgres"])),
    ("sslcompression", Only(&["0"])),
    ("sslcert", Read),
    ("sslkey", Read),
    ("sslkeylogfile", Only(&[])),
    ("sslpassword", Only(&[])),
    ("sslcertmode", Only(&["allow"])),
    ("sslrootcert", Read),
    ("sslcrl", Only(&[])),
    ("sslcrldir", Only(&[])),
    ("sslsni", Only(&["1"])),
    ("requirepeer", Only(&[])),
    ("ssl_min_protocol_version", Read),
    ("ssl_max_protocol_version", Only(&["TLSv1.3"])),
    ("min_protocol_version", Only(&["3.0"])),
    ("max_protocol_version", Harmless),
    ("krbsrvname", Harmless),
    ("gsslib", Harmless),
    ("gssdelegation", Only(&["0"])),
    ("service", Read),
    ("servicefile", Only(&[])),
    ("target_session_attrs", Read),
    // One command makes one connection: there is no load to spread.
    ("load_balance_hosts", Harmless),
    ("scram_client_key", Only(&[])),
    ("scram_server_key", Only(&[])),
    ("oauth_issuer", Only(&[])),
    ("oauth_client_id", Only(&[])),
    ("oauth_client_secret", Only(&[])),
    ("oauth_scope", Only(&[])),
];

/// A parameter's value and where it was given.
#[derive(Clone, Debug)]
pub(crate) struct Given {
    pub(crate) value: String,
    pub(crate) origin: Origin,
}

/// Parameters as they were given, checked by name. The password is apart, so that no list prints it.
#[derive(Clone, Debug, Default)]
pub(crate) struct Parameters {
    given: BTreeMap<&'static str, Given>,
    password: Option<Secret>,
}

impl Parameters {
    /// Takes one parameter. An empty value counts as not given.
    ///
    /// # Errors
    ///
    /// A usage error at `origin` for a name that libpq does not have, and for what `ct` cannot do.
    pub(crate) fn set(&mut self, name: &str, value: &str, origin: &Origin) -> Result<()> {
        // libpq reads JDBC's `ssl=true` in this way too.
        let (name, value) =
            if (name, value) == ("ssl", "true") { ("sslmode", "require") } else { (name, value) };
        let Some((name, treatment)) = KNOWN.iter().find(|(known, _)| *known == name) else {
            return Err(unknown(name, origin));
        };
        if value.is_empty() {
            return Ok(());
        }
        if value.contains('\0') {
            return Err(origin.error(format!("a zero byte in the parameter {name}"), None));
        }
        match treatment {
            Read if *name == "password" => self.password = Some(Secret::new(value)),
            Read => {
                self.given.insert(name, Given { value: value.to_owned(), origin: origin.clone() });
            }
            Harmless => {}
            Only(values) if values.contains(&value) => {}
            Only(values) => return Err(unsupported(name, values, origin)),
        }
        Ok(())
    }

    /// The parameter, if it was given.
    pub(crate) fn get(&self, name: &str) -> Option<&Given> {
        self.given.get(name)
    }

    /// The parameter's value, if it was given.
    pub(crate) fn value(&self, name: &str) -> Option<&str> {
        self.given.get(name).map(|given| given.value.as_str())
    }

    /// The password, if one was given.
    pub(crate) const fn password(&self) -> Option<&Secret> {
        self.password.as_ref()
    }

    /// Takes from `other` what is not given here.
    pub(crate) fn complete_from(&mut self, other: Self) {
        for (name, given) in other.given {
            self.given.entry(name).or_insert(given);
        }
        self.password = self.password.take().or(other.password);
    }
}

fn unknown(name: &str, origin: &Origin) -> Error {
    // What stands where a name should may be a piece of a password that was not quoted: it is printed only
    // where it looks like a name.
    let shown = if name.len() <= 40 && name.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_') {
        format!("there is no connection parameter {name:?}")
    } else {
        "something that is no connection parameter".to_owned()
    };
    let hint =
        nearest(name, KNOWN.iter().map(|(known, _)| *known)).map(|near| format!("did you mean {near}?"));
    origin.error(shown, hint)
}

fn unsupported(name: &str, values: &[&str], origin: &Origin) -> Error {
    let hint = match values {
        [] => format!("leave {name} out"),
        values => format!("leave {name} out, or set it to {}", values.join(" or ")),
    };
    origin.error(format!("ct does not support this setting of {name}"), Some(hint))
}

#[cfg(test)]
mod tests {
    use super::*;

    const ORIGIN: Origin = Origin::Variable("DATABASE_URL");

    fn set(name: &str, value: &str) -> Result<Parameters> {
        let mut parameters = Parameters::default();
        parameters.set(name, value, &ORIGIN)?;
        Ok(parameters)
    }

    #[test]
    fn what_cannot_be_kept_is_refused_by_name() {
        for (name, value) in [
            ("gssencmode", "require"),
            ("sslcrl", "/x"),
            ("requirepeer", "postgres"),
            ("require_auth", "scram-sha-256"),
            ("sslnegotiation", "direct"),
            ("ssl_max_protocol_version", "TLSv1.2"),
        ] {
            let error = set(name, value).unwrap_err();
            assert!(error.to_string().starts_with("DATABASE_URL: "), "{error}");
            assert!(error.to_string().contains(name), "{error}");
        }
    }

    #[test]
    fn what_is_harmless_is_left_out() {
        for (name, value) in [("gssencmode", "prefer"), ("client_encoding", "LATIN1"), ("krbsrvname", "x")] {
            assert!(set(name, value).unwrap().get(name).is_none());
        }
    }

    #[test]
    fn an_unknown_name_gets_the_nearest_and_no_secret() {
        let error = set("ssl_mode", "require").unwrap_err();
        assert_eq!(error.hints(), ["did you mean sslmode?"]);
        let error = set("Se.cret", "x").unwrap_err();
        assert!(!error.to_string().contains("Se.cret"));
    }

    #[test]
    fn the_password_is_never_printed() {
        let parameters = set("password", "hunter2").unwrap();
        assert_eq!(parameters.password().map(Secret::reveal), Some("hunter2"));
        assert!(!format!("{parameters:?}").contains("hunter2"));
    }

    #[test]
    fn what_is_given_stands_against_what_completes_it() {
        let mut first = set("host", "a").unwrap();
        let mut second = set("host", "b").unwrap();
        second.set("port", "6432", &ORIGIN).unwrap();
        first.complete_from(second);
        assert_eq!((first.value("host"), first.value("port")), (Some("a"), Some("6432")));
    }
}
