//! `host=db.example.org dbname=cases user='a b'`: connection parameters as pairs, as libpq reads them.

use std::iter::Peekable;
use std::str::Chars;

use super::origin::Origin;
use super::parameters::Parameters;
use super::url;
use crate::{Error, Result};

const QUOTE: &str = "put a value with spaces in single quotes; in it, write ' as \\' and \\ as \\\\";

/// Reads a connection URL or `key=value` pairs.
///
/// # Errors
///
/// A usage error at `origin` that repeats nothing which may be a piece of a password.
pub(crate) fn parse(text: &str, origin: &Origin) -> Result<Parameters> {
    if url::is_url(text) { url::parse(text, origin) } else { parse_pairs(text, origin) }
}

fn parse_pairs(text: &str, origin: &Origin) -> Result<Parameters> {
    let mut parameters = Parameters::default();
    let mut rest = text.chars().peekable();
    loop {
        skip_spaces(&mut rest);
        if rest.peek().is_none() {
            return Ok(parameters);
        }
        let name = read_name(&mut rest);
        skip_spaces(&mut rest);
        if rest.next() != Some('=') {
            return Err(malformed("it is neither a URL (postgresql://…) nor name=value pairs", origin));
        }
        skip_spaces(&mut rest);
        let value = read_value(&mut rest).ok_or_else(|| malformed("a quotation is not closed", origin))?;
        // After a password every strange name may be its second half.
        let after_password = parameters.password().is_some();
        parameters.set(&name, &value, origin).map_err(|error| match error {
            Error::Usage { .. } if after_password => {
                malformed("a parameter after the password is wrong", origin)
            }
            error => error,
        })?;
    }
}

fn skip_spaces(rest: &mut Peekable<Chars<'_>>) {
    while rest.next_if(|character| character.is_whitespace()).is_some() {}
}

fn read_name(rest: &mut Peekable<Chars<'_>>) -> String {
    std::iter::from_fn(|| rest.next_if(|character| *character != '=' && !character.is_whitespace())).collect()
}

/// A value up to the next space, or up to the closing quote; `None` if there is no closing quote.
fn read_value(rest: &mut Peekable<Chars<'_>>) -> Option<String> {
    let quoted = rest.next_if_eq(&'\'').is_some();
    let mut value = String::new();
    loop {
        match rest.peek() {
            None => return (!quoted).then_some(value),
            Some('\'') if quoted => {
                rest.next();
                return Some(value);
            }
            Some(character) if !quoted && character.is_whitespace() => return Some(value),
            Some('\\') => {
                rest.next();
                value.extend(rest.next());
            }
            Some(_) => value.extend(rest.next()),
        }
    }
}

fn malformed(message: &str, origin: &Origin) -> Error {
    origin.error(message, Some(QUOTE.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::password::Secret;

    fn read(text: &str) -> Result<Parameters> {
        parse(text, &Origin::Variable("DATABASE_URL"))
    }

    #[test]
    fn pairs_are_read_with_quotes_and_backslashes() {
        let parameters = read(r"host = a  dbname='my db' user=it\'s password='pa\'ss\\ word' port=").unwrap();
        let values = ["host", "dbname", "user"].map(|name| parameters.value(name).unwrap());
        assert_eq!(values, ["a", "my db", "it's"]);
        assert_eq!(parameters.password().map(Secret::reveal), Some(r"pa'ss\ word"));
        assert_eq!(parameters.value("port"), None);
    }

    #[test]
    fn a_url_is_read_as_one() {
        assert_eq!(read("postgres://h/x").unwrap().value("dbname"), Some("x"));
    }

    #[test]
    fn what_is_malformed_is_refused_without_a_word_of_the_password() {
        for text in [
            "password=my hunter",
            "password=my hunter=2",
            "password='hunter",
            "hunter",
            "password=hunter port",
        ] {
            let error = read(text).unwrap_err();
            let told = format!("{error} {error:?} {:?}", error.hints());
            assert!(told.starts_with("DATABASE_URL: ") && !told.contains("hunter"), "{text}: {told}");
        }
    }
}
