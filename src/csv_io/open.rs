//! Opens files, and tells why one cannot be read.

use std::io::{self, Read};
use std::path::PathBuf;

use super::watch::OpenQuote;
use crate::noun::Noun;
use crate::{Error, Result};

/// Opens a file, or standard input for `-`.
///
/// # Errors
/// [`Error::File`]; a folder and the like are told too.
pub fn open(name: &str) -> Result<Box<dyn Read + Send>> {
    if name == "-" {
        return Ok(Box::new(io::stdin()));
    }
    let path = PathBuf::from(name);
    let file = std::fs::File::open(&path).map_err(|cause| unreadable(&path, cause))?;
    if file.metadata().is_ok_and(|about| about.is_dir()) {
        return Err(Error::bad_input(format!("{name} is a folder"), "name a CSV file in it"));
    }
    Ok(Box::new(file))
}

fn unreadable(path: &std::path::Path, cause: io::Error) -> Error {
    if cause.kind() == io::ErrorKind::NotFound {
        return Error::bad_input(
            format!("there is no file {}", path.display()),
            "look at its name and folder",
        );
    }
    Error::file("read", path, cause)
}

pub(super) fn empty(name: &str, noun: Option<&Noun>) -> Error {
    let header = "a CSV file begins with a header";
    let hint = match noun.map(|noun| noun.name) {
        None => header.to_owned(),
        Some("leaver") => format!("{header}; ct user deactivate --template prints one"),
        Some(name) => format!("{header}; ct {name} import --template prints one"),
    };
    Error::bad_input(format!("{name} is empty"), hint)
}

pub(super) fn open_quote(cause: &csv::Error) -> Option<u64> {
    let csv::ErrorKind::Io(cause) = cause.kind() else { return None };
    Some(cause.get_ref()?.downcast_ref::<OpenQuote>()?.line)
}

pub(super) fn broken(name: &str, cause: csv::Error) -> Error {
    if let Some(line) = open_quote(&cause) {
        return Error::bad_input(
            format!("{name}:{line}: a quote opens here and never closes"),
            "close it, or double the quotes that belong to the text",
        );
    }
    match cause.into_kind() {
        csv::ErrorKind::Io(cause) => Error::file("read", name, cause),
        other => Error::BadInput { message: format!("{name}: {other:?}"), hint: None },
    }
}
