//! The name of the schema that holds an instance.

use super::parameters::Given;
use crate::{Error, Result};

/// The schema's name where nothing else is set.
pub const DEFAULT_SCHEMA: &str = "ct";

/// The longest name: that of its operator role, `NAME_operator`, is longer and must fit PostgreSQL's 63 bytes.
const LONGEST: usize = 41;

/// The name, if it can be one: it stands in statements and in the names of roles, so only plain ones can.
pub(crate) fn checked(given: &Given) -> Result<String> {
    let name = &given.value;
    let plain = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_';
    let begins_well = !name.starts_with(|first: char| first.is_ascii_digit());
    if name.is_empty() || name.len() > LONGEST || !name.bytes().all(plain) || !begins_well {
        let hint = format!("lower-case letters, digits and _, at most {LONGEST}, the first no digit");
        return Err(given.origin.error(format!("{name:?} cannot be a schema's name"), Some(hint)));
    }
    if name.starts_with("pg_") || name == "information_schema" {
        return Err(reserved(given));
    }
    Ok(name.clone())
}

fn reserved(given: &Given) -> Error {
    given.origin.error(format!("{:?} is a schema of PostgreSQL's own", given.value), None)
}

#[cfg(test)]
mod tests {
    use super::super::origin::Origin;
    use super::*;

    #[test]
    fn only_plain_names_are_taken() {
        let check = |name: &str| checked(&Given { value: name.to_owned(), origin: Origin::Flag("--schema") });
        let longest = "a".repeat(LONGEST);
        for name in ["ct", "_x", "a1_b2", "public", longest.as_str()] {
            assert_eq!(check(name).unwrap(), name);
        }
        let longer = "a".repeat(LONGEST + 1);
        for name in ["", "Ct", "1a", "a-b", "a b", "a\"b", "é", "pg_x", "information_schema", longer.as_str()]
        {
            assert!(check(name).unwrap_err().to_string().starts_with("--schema: "), "{name}");
        }
    }
}
