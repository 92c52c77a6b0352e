//! The connection service file, `pg_service.conf`: named sections of `parameter=value` lines.

use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use super::origin::{Origin, nearest};
use super::parameters::{Given, Parameters};
use crate::environment::Environment;
use crate::{Error, Result};

/// Where the system's file lies if `PGSYSCONFDIR` does not say: Debian's folder, then PostgreSQL's own.
const SYSTEM_FOLDERS: [&str; 2] = ["/etc/postgresql-common", "/etc"];

/// The parameters of a service: from `PGSERVICEFILE` or `~/.pg_service.conf`, else from the system's file.
///
/// # Errors
///
/// A usage error if no file has the service, or if its section is malformed.
pub(crate) fn read(service: &Given, environment: &Environment) -> Result<Parameters> {
    let files = files(environment)?;
    let mut names = Vec::new();
    for (path, text) in &files {
        if let Some(parameters) = read_section(path, text, &service.value, &mut names)? {
            return Ok(parameters);
        }
    }
    let hint = match nearest(&service.value, names.iter().map(String::as_str)) {
        Some(near) => format!("did you mean {near}?"),
        None if files.is_empty() => "there is no ~/.pg_service.conf, and PGSERVICEFILE is not set".to_owned(),
        None => format!("services there are: {}", names.join(", ")),
    };
    Err(service.origin.error(format!("there is no service {:?}", service.value), Some(hint)))
}

fn files(environment: &Environment) -> Result<Vec<(PathBuf, String)>> {
    let named = environment.get("PGSERVICEFILE").map(PathBuf::from);
    let own = named.clone().unwrap_or_else(|| environment.home().join(".pg_service.conf"));
    let system = environment.get("PGSYSCONFDIR").map_or_else(
        || SYSTEM_FOLDERS.iter().map(PathBuf::from).collect(),
        |folder| vec![PathBuf::from(folder)],
    );
    let system = system.into_iter().map(|folder: PathBuf| folder.join("pg_service.conf"));
    let mut files = Vec::new();
    for path in std::iter::once(own.clone()).chain(system) {
        match fs::read_to_string(&path) {
            Ok(text) => files.push((path, text)),
            Err(cause) if cause.kind() == ErrorKind::NotFound && (named.is_none() || path != own) => {}
            Err(cause) => return Err(Error::file("read", path, cause)),
        }
    }
    Ok(files)
}

/// The section's parameters, if the file has the section. The names of all sections go to `names`.
fn read_section(
    path: &Path,
    text: &str,
    service: &str,
    names: &mut Vec<String>,
) -> Result<Option<Parameters>> {
    let mut found: Option<Parameters> = None;
    let mut inside = false;
    for (number, line) in text.lines().enumerate() {
        let line = line.trim();
        let origin = || Origin::File { path: path.to_path_buf(), line: number + 1 };
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        if let Some(name) = line.strip_prefix('[').and_then(|line| line.strip_suffix(']')) {
            // Like libpq, only the first section of a name counts.
            inside = name == service && found.is_none();
            names.push(name.to_owned());
            if inside {
                found = Some(Parameters::default());
            }
        } else if let Some(parameters) = found.as_mut().filter(|_| inside) {
            read_line(line, parameters, &origin())?;
        }
    }
    Ok(found)
}

fn read_line(line: &str, parameters: &mut Parameters, origin: &Origin) -> Result<()> {
    if line.starts_with("ldap") {
        return Err(origin.error("ct does not look up services in LDAP", None));
    }
    let Some((name, value)) = line.split_once('=') else {
        return Err(origin.error("a line of a service is parameter=value", None));
    };
    let name = name.trim();
    if name == "service" {
        return Err(origin.error("a service cannot name another service", None));
    }
    // Like libpq, where the first of two lines counts.
    if parameters.get(name).is_some() {
        return Ok(());
    }
    parameters.set(name, value.trim(), origin)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::password::Secret;

    const TEXT: &str = "# services\n[first]\nhost=a\n\n[second]\nhost = b,c\nport=1\nport=2\npassword=hunter2\n\n[bad]\nhots=a\n";

    fn service(name: &str) -> Given {
        Given { value: name.to_owned(), origin: Origin::Variable("PGSERVICE") }
    }

    fn world(own: &str, system: &str) -> (tempfile::TempDir, Environment) {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("own.conf"), own).unwrap();
        fs::write(folder.path().join("pg_service.conf"), system).unwrap();
        let own = folder.path().join("own.conf").display().to_string();
        let system = folder.path().display().to_string();
        let environment = Environment::with([("PGSERVICEFILE", own), ("PGSYSCONFDIR", system)]);
        (folder, environment)
    }

    #[test]
    fn a_service_is_found_in_its_section_only() {
        let (_folder, environment) = world(TEXT, "");
        let parameters = read(&service("second"), &environment).unwrap();
        assert_eq!((parameters.value("host"), parameters.value("port")), (Some("b,c"), Some("1")));
        assert_eq!(parameters.password().map(Secret::reveal), Some("hunter2"));
    }

    #[test]
    fn the_systems_file_is_asked_second() {
        let (_folder, environment) = world(TEXT, "[first]\nhost=no\n[third]\nhost=d\n");
        assert_eq!(read(&service("first"), &environment).unwrap().value("host"), Some("a"));
        assert_eq!(read(&service("third"), &environment).unwrap().value("host"), Some("d"));
    }

    #[test]
    fn errors_name_the_place() {
        let (folder, environment) = world(TEXT, "");
        let error = read(&service("secnd"), &environment).unwrap_err();
        assert_eq!(error.to_string(), "PGSERVICE: there is no service \"secnd\"");
        assert_eq!(error.hints(), ["did you mean second?"]);
        let error = read(&service("bad"), &environment).unwrap_err();
        let place = folder.path().join("own.conf").display().to_string();
        assert_eq!(error.to_string(), format!("{place}:12: there is no connection parameter \"hots\""));
    }

    #[test]
    fn a_named_file_that_is_missing_is_an_error_and_the_usual_one_is_not() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().display().to_string();
        let environment =
            Environment::with([("PGSERVICEFILE", format!("{path}/no")), ("PGSYSCONFDIR", path.clone())]);
        assert!(matches!(read(&service("a"), &environment).unwrap_err(), Error::File { .. }));
        let environment = Environment::with([("HOME", path.clone()), ("PGSYSCONFDIR", path)]);
        assert!(matches!(read(&service("a"), &environment).unwrap_err(), Error::Usage { .. }));
    }
}
