//! The client programs as children: with one connection's settings, and with secrets where nobody sees them.

use std::fs::{self, OpenOptions};
use std::io::Write;
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::environment::Environment;
use crate::{Error, Result};

/// A client program with a connection, and with no other setting of PostgreSQL from outside.
pub(super) fn child(
    environment: &Environment,
    program: &Path,
    connection: &[(&str, &str)],
    password: Option<&PasswordFile>,
) -> Command {
    let mut command = Command::new(program);
    for (name, _) in environment.variables().filter(|(name, _)| name.starts_with("PG")) {
        command.env_remove(name);
    }
    command.env("LC_ALL", "C").stdin(Stdio::null());
    command.envs(connection.iter().filter(|(name, _)| *name != "PGPASSWORD").copied());
    if let Some(password) = password {
        command.env("PGPASSFILE", password.0.path());
    }
    command
}

/// A file of mode 0600 that is removed with this value.
pub(super) struct Temporary(PathBuf);

impl Temporary {
    pub(super) fn beside(file: &Path) -> Result<Self> {
        let mut name = std::ffi::OsString::from(".");
        name.push(file.file_name().unwrap_or_default());
        name.push(format!(".{}", uuid::Uuid::new_v4().simple()));
        Self::new(file.with_file_name(name), "")
    }

    pub(super) fn path(&self) -> &Path {
        &self.0
    }

    fn new(path: PathBuf, text: &str) -> Result<Self> {
        let made = OpenOptions::new().write(true).create_new(true).mode(0o600).open(&path);
        let mut made = made.map_err(|cause| Error::file("write", &path, cause))?;
        let temporary = Self(path);
        made.write_all(text.as_bytes()).map_err(|cause| Error::file("write", &temporary.0, cause))?;
        Ok(temporary)
    }
}

impl Drop for Temporary {
    fn drop(&mut self) {
        // What cannot be removed is a file that only this user can read.
        let _ = fs::remove_file(&self.0);
    }
}

/// A password in a file for one child: in its environment, root and the user's other processes could read it.
pub(super) struct PasswordFile(Temporary);

impl PasswordFile {
    pub(super) fn of(environment: &Environment, connection: &[(&str, &str)]) -> Result<Option<Self>> {
        let Some((_, password)) = connection.iter().find(|(name, _)| *name == "PGPASSWORD") else {
            return Ok(None);
        };
        let folder = PathBuf::from(environment.get("TMPDIR").unwrap_or("/tmp"));
        let path = folder.join(format!("ct-{}", uuid::Uuid::new_v4().simple()));
        let escaped = password.replace('\\', "\\\\").replace(':', "\\:");
        Temporary::new(path, &format!("*:*:*:*:{escaped}\n")).map(|file| Some(Self(file)))
    }
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::PermissionsExt;

    use super::*;

    #[test]
    fn a_password_lies_in_a_file_of_its_own_and_goes() {
        let environment = Environment::default();
        let file = PasswordFile::of(&environment, &[("PGPASSWORD", r"a:b\c")]).unwrap().unwrap();
        let path = file.0.path().to_path_buf();
        assert_eq!(fs::read_to_string(&path).unwrap(), "*:*:*:*:a\\:b\\\\c\n");
        assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
        let child = child(&environment, Path::new("true"), &[("PGPASSWORD", "secret")], Some(&file));
        assert!(!format!("{child:?}").contains("secret"));
        drop(file);
        assert!(!path.exists());
    }
}
