//! Writes into the user's configuration that the embedded database is in use.

use std::fs;
use std::io::{ErrorKind, Write};
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
use std::path::Path;

use toml_edit::{DocumentMut, Item, Table, value};

use super::config::{Config, SYSTEM_CONFIG};
use crate::environment::Environment;
use crate::{Error, Result};

/// The profile under which the embedded database is remembered.
pub const EMBEDDED_PROFILE: &str = "embedded";

/// What became of the wish to remember the embedded database.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Remembered {
    /// It was written down, and is the default from now on.
    AsDefault,
    /// It was written down as a profile; the default stays this other profile, which somebody chose.
    BesideDefault(String),
    /// It stood there already; nothing was written.
    Already,
}

impl Config {
    /// Adds `[profile.embedded] embedded = true` and, where no other profile is the default,
    /// `default_profile = "embedded"` to the user's file, and keeps everything else in it. The file is made
    /// with mode 0600, its folder with 0700; it is replaced whole, so that nobody reads half of it.
    ///
    /// # Errors
    ///
    /// A usage error if the file is malformed or has a profile `embedded` that is something else;
    /// [`Error::File`] if it cannot be written.
    pub fn remember_embedded(environment: &Environment) -> Result<Remembered> {
        Self::remember_embedded_beside(Path::new(SYSTEM_CONFIG), environment)
    }

    /// [`Config::remember_embedded`] with the system's file in another place, for tests.
    ///
    /// # Errors
    ///
    /// As [`Config::remember_embedded`].
    pub fn remember_embedded_beside(system: &Path, environment: &Environment) -> Result<Remembered> {
        let config = Self::read(system, environment, &mut Vec::new())?;
        let known = config.profiles.get(EMBEDDED_PROFILE);
        if let Some(other) = known.filter(|profile| !profile.embedded) {
            let hint = "rename that profile: ct needs the name for the private database".to_owned();
            return Err(other.origin.error("profile.embedded is a server's", Some(hint)));
        }
        let default = config.default_profile.map(|given| given.value);
        if known.is_some()
            && let Some(default) = &default
        {
            if default != EMBEDDED_PROFILE {
                return Ok(Remembered::BesideDefault(default.clone()));
            }
            return Ok(Remembered::Already);
        }
        let path = Self::user_file(environment);
        let mut document = read_document(&path)?;
        if known.is_none() {
            add_profile(&mut document);
        }
        if default.is_none() {
            document.insert("default_profile", value(EMBEDDED_PROFILE));
        }
        replace(&path, &document.to_string())?;
        Ok(match default {
            Some(other) if other != EMBEDDED_PROFILE => Remembered::BesideDefault(other),
            _ => Remembered::AsDefault,
        })
    }
}

fn read_document(path: &Path) -> Result<DocumentMut> {
    let text = match fs::read_to_string(path) {
        Ok(text) => text,
        Err(cause) if cause.kind() == ErrorKind::NotFound => String::new(),
        Err(cause) => return Err(Error::file("read", path, cause)),
    };
    // It was read a moment ago; that it is malformed now is not worth its line.
    text.parse()
        .map_err(|_| Error::usage(format!("{} is malformed", path.display()), "mend it and try again"))
}

fn add_profile(document: &mut DocumentMut) {
    let profiles = document.entry("profile").or_insert_with(|| {
        let mut table = Table::new();
        // No line `[profile]` for a table that only holds tables.
        table.set_implicit(true);
        Item::Table(table)
    });
    let mut profile = Table::new();
    profile.insert("embedded", value(true));
    if let Some(table) = profiles.as_table_mut() {
        table.insert(EMBEDDED_PROFILE, Item::Table(profile));
    } else if let Some(table) = profiles.as_table_like_mut() {
        table.insert(EMBEDDED_PROFILE, value(profile.into_inline_table()));
    }
}

/// Writes the file beside and renames it. A link is followed, since some keep their settings elsewhere.
fn replace(path: &Path, text: &str) -> Result<()> {
    let path = fs::canonicalize(path).unwrap_or_else(|_| path.to_path_buf());
    let folder = path.parent().unwrap_or(Path::new("/"));
    fs::DirBuilder::new()
        .recursive(true)
        .mode(0o700)
        .create(folder)
        .map_err(|cause| Error::file("make the folder", folder, cause))?;
    let beside = folder.join(format!(".config.toml.{}", std::process::id()));
    let written = write_synced(&beside, text).and_then(|()| fs::rename(&beside, &path));
    written.map_err(|cause| {
        // The error that counts is the first one.
        let _ = fs::remove_file(&beside);
        Error::file("write", path, cause)
    })
}

fn write_synced(path: &Path, text: &str) -> std::io::Result<()> {
    match fs::remove_file(path) {
        Err(cause) if cause.kind() != ErrorKind::NotFound => return Err(cause),
        _ => {}
    }
    let mut file = fs::OpenOptions::new().write(true).create_new(true).mode(0o600).open(path)?;
    file.write_all(text.as_bytes())?;
    file.sync_all()
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::PermissionsExt;

    use super::*;

    struct World {
        folder: tempfile::TempDir,
        environment: Environment,
    }

    impl World {
        fn new() -> Self {
            let folder = tempfile::tempdir().unwrap();
            let home = folder.path().join("config").display().to_string();
            Self { folder, environment: Environment::with([("XDG_CONFIG_HOME", home)]) }
        }

        fn with(text: &str) -> Self {
            let world = Self::new();
            fs::create_dir_all(world.environment.config_folder()).unwrap();
            fs::write(Config::user_file(&world.environment), text).unwrap();
            world
        }

        fn remember(&self) -> Result<Remembered> {
            Config::remember_embedded_beside(&self.folder.path().join("none.toml"), &self.environment)
        }

        fn text(&self) -> String {
            fs::read_to_string(Config::user_file(&self.environment)).unwrap()
        }
    }

    #[test]
    fn the_first_time_makes_the_file_and_the_second_does_nothing() {
        let world = World::new();
        assert_eq!(world.remember().unwrap(), Remembered::AsDefault);
        assert_eq!(world.text(), "default_profile = \"embedded\"\n\n[profile.embedded]\nembedded = true\n");
        let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
        assert_eq!(mode(&Config::user_file(&world.environment)), 0o600);
        assert_eq!(mode(&world.environment.config_folder()), 0o700);
        assert_eq!(world.remember().unwrap(), Remembered::Already);
        assert_eq!(fs::read_dir(world.environment.config_folder()).unwrap().count(), 1);
    }

    #[test]
    fn what_is_there_stays() {
        let text = "# mine\nschema = \"cases\" # kept\n\n[profile.a]\nservice = \"a\"\n";
        let world = World::with(text);
        assert_eq!(world.remember().unwrap(), Remembered::AsDefault);
        assert_eq!(
            world.text(),
            "# mine\nschema = \"cases\" # kept\ndefault_profile = \"embedded\"\n\n[profile.a]\nservice = \"a\"\n\n[profile.embedded]\nembedded = true\n"
        );
    }

    #[test]
    fn a_chosen_default_is_not_changed() {
        let world = World::with("default_profile = \"a\"\nprofile = { a = { service = \"x\" } }\n");
        assert_eq!(world.remember().unwrap(), Remembered::BesideDefault("a".to_owned()));
        assert_eq!(
            world.text(),
            "default_profile = \"a\"\nprofile = { a = { service = \"x\" } , embedded = { embedded = true } }\n"
        );
    }

    #[test]
    fn a_server_of_that_name_is_refused() {
        let text = "[profile.embedded]\nservice = \"x\"\n";
        let world = World::with(text);
        assert!(matches!(world.remember().unwrap_err(), Error::Usage { .. }));
        assert_eq!(world.text(), text);
    }
}
