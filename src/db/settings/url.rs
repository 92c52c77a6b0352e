//! `postgresql://user:password@host:port,host:port/dbname?parameter=value`, as libpq reads it.
//!
//! No error here repeats a part of the URL that may be a piece of a password: one with an unescaped
//! `@`, `/`, `?` or `#` falls apart in the wrong places.

use percent_encoding::percent_decode_str;

use super::origin::Origin;
use super::parameters::Parameters;
use crate::{Error, Result};

const ESCAPE: &str =
    "in a password or a name, write @ as %40, / as %2F, : as %3A, ? as %3F, # as %23 and % as %25";

/// Whether the text is meant as a URL, and not as `key=value` pairs.
pub(crate) fn is_url(text: &str) -> bool {
    text.split_once("://").is_some_and(|(scheme, _)| !scheme.contains(['=', ' ', '\'']))
}

/// Reads a connection URL.
///
/// # Errors
///
/// A usage error at `origin` for another scheme and for every part that is malformed.
pub(crate) fn parse(text: &str, origin: &Origin) -> Result<Parameters> {
    let Some(rest) = ["postgresql://", "postgres://"].iter().find_map(|scheme| text.strip_prefix(scheme))
    else {
        let hint = "it begins with postgresql:// or postgres://".to_owned();
        return Err(origin.error("this is no URL of a PostgreSQL database", Some(hint)));
    };
    let (rest, query) = rest.split_once('?').map_or((rest, None), |(rest, query)| (rest, Some(query)));
    let (authority, name) = rest.split_once('/').map_or((rest, ""), |(authority, name)| (authority, name));
    let stray = name.contains(['@', '/', '#'])
        || authority.contains('#')
        || authority.matches('@').count() > 1
        || query.is_some_and(|query| query.contains(['@', '#', '?']));
    if stray {
        return Err(malformed("a character stands in the URL that must be escaped", origin));
    }
    let mut parameters = Parameters::default();
    let hosts = match authority.split_once('@') {
        Some((person, hosts)) => {
            read_person(person, &mut parameters, origin)?;
            hosts
        }
        None => authority,
    };
    read_hosts(hosts, &mut parameters, origin)?;
    parameters.set("dbname", &decoded(name, origin)?, origin)?;
    for pair in query.unwrap_or_default().split('&').filter(|pair| !pair.is_empty()) {
        let Some((name, value)) = pair.split_once('=') else {
            return Err(malformed("a parameter after the ? has no value", origin));
        };
        parameters.set(&decoded(name, origin)?, &decoded(value, origin)?, origin)?;
    }
    Ok(parameters)
}

fn read_person(person: &str, parameters: &mut Parameters, origin: &Origin) -> Result<()> {
    let (user, password) = person.split_once(':').unwrap_or((person, ""));
    parameters.set("user", &decoded(user, origin)?, origin)?;
    parameters.set("password", &decoded(password, origin)?, origin)
}

/// Several hosts become comma-separated lists, which is how libpq keeps them.
fn read_hosts(text: &str, parameters: &mut Parameters, origin: &Origin) -> Result<()> {
    let mut hosts = Vec::new();
    let mut ports = Vec::new();
    for part in text.split(',') {
        let (host, port) = match part.strip_prefix('[') {
            Some(bracketed) => {
                let Some((host, rest)) = bracketed.split_once(']') else {
                    return Err(malformed("an IPv6 address has no closing bracket", origin));
                };
                match rest.strip_prefix(':') {
                    Some(port) => (host, port),
                    None if rest.is_empty() => (host, ""),
                    None => return Err(malformed("something stands after an IPv6 address", origin)),
                }
            }
            None => part.split_once(':').unwrap_or((part, "")),
        };
        if !port.bytes().all(|byte| byte.is_ascii_digit()) {
            return Err(malformed("a port is not a number", origin));
        }
        hosts.push(decoded(host, origin)?);
        ports.push(port);
    }
    if hosts.iter().any(|host| !host.is_empty()) {
        parameters.set("host", &hosts.join(","), origin)?;
    }
    if ports.iter().any(|port| !port.is_empty()) {
        parameters.set("port", &ports.join(","), origin)?;
    }
    Ok(())
}

fn decoded(text: &str, origin: &Origin) -> Result<String> {
    let mut escapes = text.split('%').skip(1);
    let whole = escapes.all(|rest| rest.bytes().take(2).filter(u8::is_ascii_hexdigit).count() == 2);
    if !whole {
        return Err(malformed("a % is not followed by two hexadecimal digits", origin));
    }
    let text = percent_decode_str(text).decode_utf8();
    Ok(text.map_err(|_| malformed("an escaped part is not UTF-8", origin))?.into_owned())
}

fn malformed(message: &str, origin: &Origin) -> Error {
    origin.error(message, Some(ESCAPE.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::password::Secret;

    fn read(text: &str) -> Result<Parameters> {
        parse(text, &Origin::Variable("DATABASE_URL"))
    }

    #[test]
    fn every_part_arrives() {
        let parameters = read("postgresql://alice:s%40fe@db.example.org:6432/cases?sslmode=require").unwrap();
        let values =
            ["user", "host", "port", "dbname", "sslmode"].map(|name| parameters.value(name).unwrap());
        assert_eq!(values, ["alice", "db.example.org", "6432", "cases", "require"]);
        assert_eq!(parameters.password().map(Secret::reveal), Some("s@fe"));
    }

    #[test]
    fn hosts_are_read_in_all_their_forms() {
        for (text, host, port) in [
            ("postgres://", None, None),
            ("postgres:///ct", None, None),
            ("postgres://a", Some("a"), None),
            ("postgres://a:1,b:2/x", Some("a,b"), Some("1,2")),
            ("postgres://a:1,b/x", Some("a,b"), Some("1,")),
            ("postgres://u@[::1]:5433/x", Some("::1"), Some("5433")),
            ("postgres://[2001:db8::1],b", Some("2001:db8::1,b"), None),
            ("postgres://%2Frun%2Fpg/x", Some("/run/pg"), None),
            ("postgres:///x?host=/run/pg&port=7", Some("/run/pg"), Some("7")),
            ("postgres://:5433/x", None, Some("5433")),
        ] {
            let parameters = read(text).unwrap();
            assert_eq!((parameters.value("host"), parameters.value("port")), (host, port), "{text}");
        }
    }

    #[test]
    fn malformed_urls_are_refused_without_a_word_of_the_password() {
        for text in [
            "mysql://u:hunter2@h/x",
            "postgres://u:hun@ter2@h/x",
            "postgres://u:hun/ter2@h/x",
            "postgres://u:12/ter2@h/x",
            "postgres://u:hun?ter2@h/x",
            "postgres://u:12?ter2=1@h/x",
            "postgres://u:hunter2#@h/x",
            "postgres://u:hun%zzter2@h/x",
            "postgres://u:hunter2@h:port/x",
            "postgres://u:hunter2@[::1/x",
            "postgres://u:hunter2@[::1]x/x",
            "postgres://u:hunter2@h/x?sslmode",
            "postgres://u:hunter2@h/%ff",
            "postgres://u:hunter2@h/x?password=hun%00ter2",
            "postgres://u:hunter2@h/x?nothing=hunter2",
        ] {
            let error = read(text).unwrap_err();
            let told = format!("{error} {error:?} {:?}", error.hints());
            assert!(told.starts_with("DATABASE_URL: "), "{told}");
            assert!(!told.contains("hun") && !told.contains("ter2"), "{text}: {told}");
        }
    }

    #[test]
    fn urls_are_told_from_pairs() {
        assert!(is_url("postgres://x") && is_url("mysql://x"));
        assert!(!is_url("host=a dbname=b") && !is_url("password='a://b'"));
    }
}
