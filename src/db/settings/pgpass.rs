//! The password file, `~/.pgpass`: lines of `host:port:database:user:password`.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;

use super::host::Host;
use crate::password::Secret;

/// The password file's text, wiped when it goes.
pub(crate) struct PasswordFile(Secret);

impl PasswordFile {
    /// Reads the file. One that is not there is no news; one that others can read, or that is no plain
    /// file, is left aside with a warning, as libpq does it.
    pub(crate) fn read(path: &Path, warnings: &mut Vec<String>) -> Option<Self> {
        let data = fs::metadata(path).ok()?;
        let shown = path.display();
        if !data.is_file() {
            warnings.push(format!("the password file {shown} is not used: it is not a plain file"));
            return None;
        }
        if data.permissions().mode() & 0o077 != 0 {
            warnings.push(format!(
                "the password file {shown} is not used: others can read it; chmod 0600 {shown} mends that"
            ));
            return None;
        }
        match fs::read_to_string(path) {
            Ok(text) => Some(Self(Secret::new(text))),
            Err(cause) => {
                warnings.push(format!("the password file {shown} is not used: {cause}"));
                None
            }
        }
    }

    /// The password of the first line that fits.
    pub(crate) fn password(&self, host: &Host, dbname: &str, user: &str) -> Option<Secret> {
        let port = host.port.to_string();
        let wanted = [host.name_in_password_file(), port, dbname.to_owned(), user.to_owned()];
        self.0.reveal().lines().find_map(|line| password_in(line, &wanted))
    }
}

fn password_in(line: &str, wanted: &[String; 4]) -> Option<Secret> {
    if line.starts_with('#') {
        return None;
    }
    let mut rest = line;
    for wanted in wanted {
        let (field, after) = take_field(rest)?;
        if field != "*" && unescaped(field) != *wanted {
            return None;
        }
        rest = after;
    }
    // Like libpq, which ends the password at a colon that is not escaped.
    let password = take_field(rest).map_or(rest, |(password, _)| password);
    Some(Secret::new(unescaped(password)))
}

/// The text up to the next colon that no backslash escapes, and what comes after.
fn take_field(text: &str) -> Option<(&str, &str)> {
    let mut escaped = false;
    let colon = text.bytes().position(|byte| {
        let ends = byte == b':' && !escaped;
        escaped = byte == b'\\' && !escaped;
        ends
    })?;
    Some((&text[..colon], &text[colon + 1..]))
}

fn unescaped(text: &str) -> String {
    let mut characters = text.chars();
    let mut plain = String::with_capacity(text.len());
    while let Some(character) = characters.next() {
        let next = if character == '\\' { characters.next() } else { None };
        plain.push(next.unwrap_or(character));
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::*;

    fn password(text: &str, host: &Host, dbname: &str, user: &str) -> Option<String> {
        let file = PasswordFile(Secret::new(text));
        file.password(host, dbname, user).map(|password| password.reveal().to_owned())
    }

    #[test]
    fn the_first_line_that_fits_counts() {
        let text =
            "# a comment\n\nbroken:line\nother:5432:ct:alice:no\ndb:5432:ct:alice:first\n*:*:*:*:rest\r\n";
        let db = Host::tcp("db", 5432);
        assert_eq!(password(text, &db, "ct", "alice").as_deref(), Some("first"));
        assert_eq!(password(text, &db, "ct", "bob").as_deref(), Some("rest"));
        assert_eq!(password("db:5432:ct:alice:first", &Host::tcp("db", 5433), "ct", "alice"), None);
    }

    #[test]
    fn backslashes_escape_colons_and_themselves() {
        let text = r"a\:b:5432:c\\t:al\ice:pass\:wo\\rd:dropped";
        assert_eq!(password(text, &Host::tcp("a:b", 5432), r"c\t", "alice").as_deref(), Some(r"pass:wo\rd"));
        assert_eq!(password(r"\*:*:*:*:x", &Host::tcp("db", 5432), "ct", "alice"), None);
    }

    #[test]
    fn the_usual_socket_folder_is_localhost_and_another_is_its_path() {
        let line = "localhost:*:*:*:here";
        assert_eq!(
            password(line, &Host::socket("/var/run/postgresql", 5432), "a", "b").as_deref(),
            Some("here")
        );
        assert_eq!(password(line, &Host::socket("/srv/pg", 5432), "a", "b"), None);
        assert_eq!(password("/srv/pg:*:*:*:x", &Host::socket("/srv/pg", 1), "a", "b").as_deref(), Some("x"));
    }

    #[test]
    fn a_file_that_others_can_read_is_left_aside_with_a_warning() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("pgpass");
        fs::write(&path, "*:*:*:*:hunter2\n").unwrap();
        for (mode, used) in [(0o600, true), (0o400, true), (0o640, false), (0o604, false)] {
            fs::set_permissions(&path, fs::Permissions::from_mode(mode)).unwrap();
            let mut warnings = Vec::new();
            assert_eq!(PasswordFile::read(&path, &mut warnings).is_some(), used, "{mode:o}");
            assert_eq!(warnings.is_empty(), used, "{warnings:?}");
            assert!(!format!("{warnings:?}").contains("hunter2"));
        }
        let mut warnings = Vec::new();
        assert!(PasswordFile::read(folder.path(), &mut warnings).is_none());
        assert_eq!(warnings.len(), 1);
        assert!(PasswordFile::read(&folder.path().join("missing"), &mut warnings).is_none());
        assert_eq!(warnings.len(), 1);
    }
}
