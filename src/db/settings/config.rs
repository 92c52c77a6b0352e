//! `config.toml`: the system's, `/etc/ct/config.toml`, and over it the user's, `$XDG_CONFIG_HOME/ct/config.toml`.
//!
//! ```toml
//! default_profile = "production"
//! schema = "ct"
//!
//! [profile.production]
//! database_url = "postgresql://alice@db1.example.org,db2.example.org/cases"
//! password_file = "~/.config/ct/pgpass"   # lines as in ~/.pgpass
//!
//! [profile.training]
//! service = "cases-training"
//! schema = "training"
//!
//! [profile.embedded]
//! embedded = true
//!
//! [mail]                                  # see `notification::mail`
//! server = "mail.example.org"
//! ```

use std::collections::BTreeMap;
use std::fs;
use std::io::ErrorKind;
use std::ops::Range;
use std::path::{Path, PathBuf};

use toml_edit::{Document, Item, Key, TableLike};

use super::origin::{Origin, nearest};
use super::parameters::Given;
use crate::environment::Environment;
use crate::password::Secret;
use crate::{Error, Result};

/// The system's configuration file.
pub const SYSTEM_CONFIG: &str = "/etc/ct/config.toml";

const TOP_KEYS: [&str; 4] = ["default_profile", "schema", "profile", "mail"];
const PROFILE_KEYS: [&str; 5] = ["database_url", "service", "schema", "embedded", "password_file"];

/// A `[profile.NAME]` table.
#[derive(Clone, Debug)]
pub(crate) struct Profile {
    pub(crate) origin: Origin,
    pub(crate) embedded: bool,
    /// May hold a password: see the settings' check of the file's mode.
    pub(crate) database_url: Option<GivenUrl>,
    pub(crate) service: Option<Given>,
    pub(crate) schema: Option<Given>,
    pub(crate) password_file: Option<Given>,
}

/// A URL that may hold a password, so that it has no `Debug` of its text.
#[derive(Clone)]
pub(crate) struct GivenUrl {
    pub(crate) text: Secret,
    pub(crate) origin: Origin,
}

impl std::fmt::Debug for GivenUrl {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "*** ({})", self.origin)
    }
}

/// What the configuration files say. A profile of the user's file replaces the whole profile of that name
/// in the system's file: a URL of one with the password file of the other would be nobody's intention.
#[derive(Clone, Debug, Default)]
pub struct Config {
    pub(crate) default_profile: Option<Given>,
    pub(crate) schema: Option<Given>,
    pub(crate) profiles: BTreeMap<String, Profile>,
    /// The keys of `[mail]`, as texts. Like a profile, the user's table replaces the system's.
    pub(crate) mail: BTreeMap<String, Given>,
}

impl Config {
    /// Reads both files; one that is not there says nothing. A file of the system that this user may not
    /// read says nothing either, and adds to `warnings`.
    ///
    /// # Errors
    ///
    /// A usage error with file and line for what is no TOML, for an unknown key and for a value of the
    /// wrong type; [`Error::File`] if the user's file cannot be read.
    pub fn read(system: &Path, environment: &Environment, warnings: &mut Vec<String>) -> Result<Self> {
        let mut config = match fs::read_to_string(system) {
            Ok(text) => Self::parse(system, &text)?,
            Err(cause) => {
                if cause.kind() != ErrorKind::NotFound {
                    warnings.push(format!("{} is not used: {cause}", system.display()));
                }
                Self::default()
            }
        };
        let path = Self::user_file(environment);
        match fs::read_to_string(&path) {
            Ok(text) => config.override_by(Self::parse(&path, &text)?),
            Err(cause) if cause.kind() == ErrorKind::NotFound => {}
            Err(cause) => return Err(Error::file("read", path, cause)),
        }
        Ok(config)
    }

    /// The user's configuration file, whether it is there or not.
    #[must_use]
    pub fn user_file(environment: &Environment) -> PathBuf {
        environment.config_folder().join("config.toml")
    }

    /// The names of the profiles.
    pub fn profile_names(&self) -> impl Iterator<Item = &str> {
        self.profiles.keys().map(String::as_str)
    }

    fn override_by(&mut self, other: Self) {
        self.default_profile = other.default_profile.or_else(|| self.default_profile.take());
        self.schema = other.schema.or_else(|| self.schema.take());
        self.profiles.extend(other.profiles);
        if !other.mail.is_empty() {
            self.mail = other.mail;
        }
    }

    /// Reads the text of a file.
    pub(crate) fn parse(path: &Path, text: &str) -> Result<Self> {
        let source = Source { path, text };
        let document = Document::parse(text).map_err(|error| {
            // Only the message: the error's own Display repeats the line, which may hold a password.
            source.at(error.span()).error(error.message(), None)
        })?;
        let mut config = Self::default();
        for entry in source.entries(document.as_table(), "", &TOP_KEYS)? {
            match entry.name {
                "default_profile" => config.default_profile = Some(entry.text()?),
                "schema" => config.schema = Some(entry.text()?),
                "mail" => config.mail = source.mail(&entry)?,
                _ => config.profiles = source.profiles(&entry)?,
            }
        }
        Ok(config)
    }
}

/// A file that is being read, to tell the line of a place in it.
struct Source<'a> {
    path: &'a Path,
    text: &'a str,
}

/// A key and what stands for it.
struct Entry<'a> {
    name: &'a str,
    item: &'a Item,
    origin: Origin,
}

impl Source<'_> {
    fn at(&self, span: Option<Range<usize>>) -> Origin {
        let before = span.and_then(|span| self.text.get(..span.start)).unwrap_or_default();
        Origin::File { path: self.path.to_path_buf(), line: before.matches('\n').count() + 1 }
    }

    fn entry<'a>(&self, table: &'a dyn TableLike, name: &'a str, item: &'a Item) -> Entry<'a> {
        let span = table.key(name).and_then(Key::span).or_else(|| item.span());
        Entry { name, item, origin: self.at(span) }
    }

    /// The entries of a table, each one of `known`.
    fn entries<'a>(&self, table: &'a dyn TableLike, within: &str, known: &[&str]) -> Result<Vec<Entry<'a>>> {
        let checked = |(name, item)| {
            let entry = self.entry(table, name, item);
            if known.contains(&name) {
                return Ok(entry);
            }
            let hint = match nearest(name, known.iter().copied()) {
                Some(near) => format!("did you mean {near}?"),
                None => format!("keys there are: {}", known.join(", ")),
            };
            Err(entry.origin.error(format!("unknown key {name:?}{within}"), Some(hint)))
        };
        table.iter().map(checked).collect()
    }

    fn mail(&self, mail: &Entry<'_>) -> Result<BTreeMap<String, Given>> {
        let keys = crate::notification::mail::KEYS.map(|(key, _)| key);
        let entries = self.entries(mail.table()?, " in mail", &keys)?;
        entries.iter().map(|entry| Ok((entry.name.to_owned(), entry.scalar()?))).collect()
    }

    fn profiles(&self, profiles: &Entry<'_>) -> Result<BTreeMap<String, Profile>> {
        let table = profiles.table()?;
        let named = |(name, item)| {
            let entry = self.entry(table, name, item);
            let within = format!(" in profile.{name}");
            Ok((name.to_owned(), profile(&entry, self.entries(entry.table()?, &within, &PROFILE_KEYS)?)?))
        };
        table.iter().map(named).collect()
    }
}

fn profile(table: &Entry<'_>, entries: Vec<Entry<'_>>) -> Result<Profile> {
    let mut profile = Profile {
        origin: table.origin.clone(),
        embedded: false,
        database_url: None,
        service: None,
        schema: None,
        password_file: None,
    };
    for entry in entries {
        match entry.name {
            "database_url" => {
                let Given { value, origin } = entry.text()?;
                profile.database_url = Some(GivenUrl { text: Secret::new(value), origin });
            }
            "service" => profile.service = Some(entry.text()?),
            "schema" => profile.schema = Some(entry.text()?),
            "password_file" => profile.password_file = Some(entry.text()?),
            _ => profile.embedded = entry.flag()?,
        }
    }
    let server = profile.database_url.is_some() || profile.service.is_some();
    match (profile.embedded, server) {
        (true, true) => Err(table
            .origin
            .error(format!("profile.{} is embedded and names a server too", table.name), None)),
        (false, false) => {
            let hint = "set database_url, service or embedded = true".to_owned();
            Err(table.origin.error(format!("profile.{} names no database", table.name), Some(hint)))
        }
        _ => Ok(profile),
    }
}

impl<'a> Entry<'a> {
    fn text(&self) -> Result<Given> {
        let value = self.item.as_str().ok_or_else(|| self.wrong_type("a text in quotes"))?;
        Ok(Given { value: value.to_owned(), origin: self.origin.clone() })
    }

    /// A text, a number or a yes or no, as a text.
    fn scalar(&self) -> Result<Given> {
        let value = match (self.item.as_str(), self.item.as_integer(), self.item.as_bool()) {
            (Some(text), ..) => text.to_owned(),
            (_, Some(number), _) => number.to_string(),
            (.., Some(flag)) => flag.to_string(),
            _ => return Err(self.wrong_type("a text in quotes, a number, true or false")),
        };
        Ok(Given { value, origin: self.origin.clone() })
    }

    fn flag(&self) -> Result<bool> {
        self.item.as_bool().ok_or_else(|| self.wrong_type("true or false"))
    }

    fn table(&self) -> Result<&'a dyn TableLike> {
        self.item.as_table_like().ok_or_else(|| self.wrong_type("a table"))
    }

    fn wrong_type(&self, wanted: &str) -> Error {
        self.origin.error(format!("{} must be {wanted}", self.name), None)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(text: &str) -> Result<Config> {
        Config::parse(Path::new("c.toml"), text)
    }

    #[test]
    fn errors_name_file_line_and_the_nearest_key() {
        for (text, message, hint) in [
            ("\nshema = 'x'\n", "c.toml:2: unknown key \"shema\"", Some("did you mean schema?")),
            (
                "[profile.a]\nservice = 'x'\ndatabase_uri = 'y'\n",
                "c.toml:3: unknown key \"database_uri\" in profile.a",
                Some("did you mean database_url?"),
            ),
            (
                "[other]\nx = 1\n",
                "c.toml:1: unknown key \"other\"",
                Some("keys there are: default_profile, schema, profile, mail"),
            ),
            ("schema = 1\n", "c.toml:1: schema must be a text in quotes", None),
            ("profile = 1\n", "c.toml:1: profile must be a table", None),
            ("[profile.a]\nembedded = 'yes'\n", "c.toml:2: embedded must be true or false", None),
            (
                "\n[profile.a]\nschema = 'x'\n",
                "c.toml:2: profile.a names no database",
                Some("set database_url, service or embedded = true"),
            ),
            (
                "[profile.a]\nembedded = true\nservice = 'x'\n",
                "c.toml:1: profile.a is embedded and names a server too",
                None,
            ),
        ] {
            let error = parse(text).unwrap_err();
            assert_eq!(error.to_string(), message);
            assert_eq!(error.hints(), hint.map_or_else(Vec::new, |hint| vec![hint.to_owned()]), "{text}");
        }
    }

    #[test]
    fn broken_toml_names_its_line_and_repeats_nothing_of_it() {
        let error =
            parse("schema = 'x'\n[profile.a]\ndatabase_url = \"postgres://u:hunter2@h\n").unwrap_err();
        let told = format!("{error} {error:?}");
        assert!(told.starts_with("c.toml:3: ") && !told.contains("hunter2"), "{told}");
        let config = parse("[profile.a]\ndatabase_url = 'postgres://u:hunter2@h'\n").unwrap();
        assert!(!format!("{config:?}").contains("hunter2"));
    }

    #[test]
    fn the_users_file_overrides_the_systems() {
        let folder = tempfile::tempdir().unwrap();
        let system = folder.path().join("system.toml");
        fs::write(
            &system,
            "default_profile = 'a'\nschema = 's'\n[profile.a]\nservice = 'a1'\npassword_file = '/x'\n[profile.b]\nservice = 'b1'\n",
        )
        .unwrap();
        let environment = Environment::with([("XDG_CONFIG_HOME", folder.path().display().to_string())]);
        fs::create_dir(folder.path().join("ct")).unwrap();
        fs::write(Config::user_file(&environment), "default_profile = 'b'\n[profile.a]\nservice = 'a2'\n")
            .unwrap();
        let config = Config::read(&system, &environment, &mut Vec::new()).unwrap();
        assert_eq!(config.default_profile.unwrap().value, "b");
        assert_eq!(config.schema.unwrap().value, "s");
        let profile = &config.profiles["a"];
        assert_eq!(profile.service.as_ref().unwrap().value, "a2");
        assert!(profile.password_file.is_none());
        assert!(config.profiles.contains_key("b"));
    }
}
