//! Presets: what is known of files that others make, told as data. Some are built in; a person can write one.

mod export;
mod read;
mod source;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;
use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::sync::Arc;

pub use export::{Export, ExportColumn, Exporter};

use crate::csv_io::Layout;
use crate::environment::Environment;
use crate::noun::{Noun, nearest};
use crate::record::{Heading, Record, Value};
use crate::{Error, Result};

/// The system's folder of presets.
pub const SYSTEM_FOLDER: &str = "/etc/ct/presets";

/// Those that every `ct` has.
const BUILT_IN: [(&str, &str); 3] = [
    ("entra", include_str!("../../presets/entra.toml")),
    ("google", include_str!("../../presets/google.toml")),
    ("hmis", include_str!("../../presets/hmis.toml")),
];

/// What stands over the columns of the list.
pub const HEADINGS: [Heading; 4] = [
    Heading::new("name", "Name"),
    Heading::new("nouns", "For"),
    Heading::new("from", "From"),
    Heading::new("about", "What it is for"),
];

/// A preset.
#[derive(Clone, Debug)]
pub struct Preset {
    /// Its name.
    pub name: String,
    /// The file that it stands in; none: it is built in.
    pub file: Option<PathBuf>,
    /// What it is for.
    pub about: String,
    /// The TOML that it is written in.
    pub text: String,
    sections: BTreeMap<&'static str, Section>,
}

/// What a preset says of one noun.
#[derive(Clone, Debug)]
pub struct Section {
    /// What the file is called, where a folder is named.
    pub file: Option<String>,
    /// How a file is read.
    pub layout: Arc<Layout>,
    /// How a file is written.
    pub export: Option<Arc<Export>>,
    /// Why none is written.
    pub no_export: Option<String>,
}

/// Where presets are looked for: the person's own come before the system's, and these before those that are built in.
#[derive(Clone, Debug)]
pub struct Folders(Vec<PathBuf>);

impl Folders {
    /// The person's and the system's.
    #[must_use]
    pub fn of(environment: &Environment) -> Self {
        Self::with(environment, Path::new(SYSTEM_FOLDER))
    }

    /// The same, with another folder for the system's.
    #[must_use]
    pub fn with(environment: &Environment, system: &Path) -> Self {
        Self(vec![environment.config_folder().join("presets"), system.to_path_buf()])
    }

    /// The preset of this name.
    ///
    /// # Errors
    /// [`Error::NotFound`] with the nearest name; a usage error with file and line for what is wrong with it.
    pub fn find(&self, name: &str) -> Result<Preset> {
        // A name is no path.
        if !name.is_empty() && name.chars().all(is_of_a_name) {
            for folder in &self.0 {
                let path = folder.join(format!("{name}.toml"));
                match fs::read_to_string(&path) {
                    Ok(text) => return read::preset(name, Some(path), text),
                    Err(cause) if cause.kind() == ErrorKind::NotFound => {}
                    Err(cause) => return Err(Error::file("read", path, cause)),
                }
            }
            if let Some((name, text)) = BUILT_IN.iter().find(|(known, _)| *known == name) {
                return read::preset(name, None, (*text).to_owned());
            }
        }
        let names = self.names()?;
        let hint = match nearest(name, names.iter().map(String::as_str)) {
            Some(near) => format!("did you mean {near}?"),
            None => format!("there are {}; ct preset list tells what they are for", names.join(", ")),
        };
        Err(Error::NotFound { noun: "preset", name: name.to_owned(), hint: Some(hint) })
    }

    /// All presets, by name; in place of one that is broken, what is wrong with it, as [`Folders::find`] tells it.
    ///
    /// # Errors
    /// [`Error::File`] if a folder cannot be read.
    pub fn list(&self) -> Result<Vec<Result<Preset>>> {
        Ok(self.names()?.iter().map(|name| self.find(name)).collect())
    }

    fn names(&self) -> Result<Vec<String>> {
        let mut names: Vec<String> = BUILT_IN.iter().map(|(name, _)| (*name).to_owned()).collect();
        for folder in &self.0 {
            let entries = match fs::read_dir(folder) {
                Ok(entries) => entries,
                Err(cause) if cause.kind() == ErrorKind::NotFound => continue,
                Err(cause) => return Err(Error::file("read", folder, cause)),
            };
            names.extend(entries.flatten().filter_map(|entry| {
                let name = entry.file_name().to_str()?.strip_suffix(".toml")?.to_owned();
                name.chars().all(is_of_a_name).then_some(name)
            }));
        }
        names.sort();
        names.dedup();
        Ok(names)
    }
}

fn is_of_a_name(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '-' | '_')
}

impl Preset {
    /// What it says of a noun.
    ///
    /// # Errors
    /// A usage error that lists the nouns which it has something to say of.
    pub fn section(&self, noun: &Noun) -> Result<&Section> {
        self.sections.get(noun.name).ok_or_else(|| {
            Error::usage(
                format!("the preset {} says nothing of {}", self.name, noun.plural),
                format!("it is for: {}", self.nouns().join(", ")),
            )
        })
    }

    /// The nouns that it has something to say of.
    #[must_use]
    pub fn nouns(&self) -> Vec<String> {
        self.sections.keys().map(|name| (*name).to_owned()).collect()
    }

    /// Where it comes from, for people.
    #[must_use]
    pub fn origin(&self) -> String {
        self.file.as_ref().map_or_else(|| "built in".to_owned(), |path| path.display().to_string())
    }

    /// Its line in the list.
    #[must_use]
    pub fn record(&self) -> Record {
        let values = vec![
            self.name.as_str().into(),
            Value::List(self.nouns()),
            self.origin().into(),
            self.about.as_str().into(),
        ];
        Record { id: 0, values }
    }
}

impl Section {
    /// The file that is meant where a folder is named: the one in it that is called as the preset says.
    ///
    /// # Errors
    /// [`Error::BadInput`] if there is none.
    pub fn file_in(&self, named: &Path) -> Result<PathBuf> {
        let Some(file) = self.file.as_ref().filter(|_| named.is_dir()) else {
            return Ok(named.to_path_buf());
        };
        let entries = fs::read_dir(named).map_err(|cause| Error::file("read", named, cause))?;
        let called = |path: &PathBuf| {
            path.file_name()
                .and_then(|name| name.to_str())
                .is_some_and(|name| name.eq_ignore_ascii_case(file))
        };
        let mut found: Vec<_> = entries.flatten().map(|entry| entry.path()).filter(called).collect();
        found.sort();
        found.into_iter().next().ok_or_else(|| {
            Error::bad_input(
                format!("there is no {file} in {}", named.display()),
                "look at the name of the folder",
            )
        })
    }
}
