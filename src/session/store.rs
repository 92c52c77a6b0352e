//! Where a token lies between two commands: a file of its own in the state folder, which nobody else can read.

use std::fs::{self, DirBuilder, File, OpenOptions};
use std::io::{self, Read, Write};
use std::os::unix::fs::{DirBuilderExt, MetadataExt, OpenOptionsExt};
use std::path::PathBuf;

use chrono::{DateTime, Utc};
use sha2::{Digest, Sha256};

use super::{Terminal, Token};
use crate::environment::Environment;
use crate::{Error, Result};

/// The file of the session with one database.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Store {
    path: PathBuf,
    is_named: bool,
}

impl Store {
    /// The file that `CT_SESSION_FILE` names, or else one of the state folder for the place of this database and its schema:
    /// that of this terminal, if there is one.
    #[must_use]
    pub fn in_use(environment: &Environment, database: &str, schema: &str) -> Self {
        Self::of(environment, database, schema).in_use_at(Terminal::here())
    }

    fn in_use_at(self, terminal: Option<Terminal>) -> Self {
        match terminal.and_then(|terminal| self.at(&terminal)) {
            Some(store) if store.path.exists() => store,
            _ => self,
        }
    }

    /// The same for a session that ends with this terminal; none if `CT_SESSION_FILE` names the file, or there is no telling
    /// terminals apart.
    #[must_use]
    pub fn of_terminal(&self) -> Option<Self> {
        self.at(&Terminal::here()?)
    }

    fn at(&self, terminal: &Terminal) -> Option<Self> {
        if self.is_named {
            return None;
        }
        let mut name = self.path.clone().into_os_string();
        name.push(format!(".{}", terminal.name()));
        Some(Self { path: PathBuf::from(name), is_named: false })
    }

    /// The one for all terminals, beside which this one lies.
    #[must_use]
    pub fn usual(&self) -> Self {
        let name =
            self.path.file_name().and_then(|name| name.to_str()).and_then(|name| name.split('.').next());
        match name {
            Some(name) if !self.is_named => Self { path: self.path.with_file_name(name), is_named: false },
            _ => self.clone(),
        }
    }

    /// Those of terminals that have been closed: their sessions are to be ended.
    #[must_use]
    pub fn of_closed_terminals(&self) -> Vec<Self> {
        let usual = self.usual();
        let (Some(folder), Some(usual)) =
            (usual.path.parent(), usual.path.file_name().and_then(|name| name.to_str()))
        else {
            return Vec::new();
        };
        let is_closed = |path: &PathBuf| {
            let name =
                path.file_name().and_then(|name| name.to_str()).and_then(|name| name.strip_prefix(usual));
            let terminal = name.and_then(|name| name.strip_prefix('.')).and_then(Terminal::named);
            terminal.is_some_and(|terminal| !terminal.is_open())
        };
        let files = fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path());
        let closed = files.filter(|_| !self.is_named).filter(is_closed);
        closed.map(|path| Self { path, is_named: false }).collect()
    }

    /// The file that `CT_SESSION_FILE` names, or else one of the state folder for the place of this database and its schema.
    #[must_use]
    pub fn of(environment: &Environment, database: &str, schema: &str) -> Self {
        if let Some(path) = environment.get("CT_SESSION_FILE") {
            return Self { path: PathBuf::from(path), is_named: true };
        }
        let digest = Sha256::digest(format!("{database}\n{schema}"));
        let name = crate::hexadecimal::of(&digest[..8]);
        Self { path: environment.state_folder().join("sessions").join(name), is_named: false }
    }

    /// Where it lies.
    #[must_use]
    pub fn path(&self) -> &std::path::Path {
        &self.path
    }

    /// Whether `CT_SESSION_FILE` names it: then whoever works here means to work with a session.
    #[must_use]
    pub const fn is_named(&self) -> bool {
        self.is_named
    }

    /// The token, if there is one.
    ///
    /// # Errors
    /// [`Error::Refused`] if others can read the file; [`Error::NotPermitted`] if it holds no token; [`Error::File`].
    pub fn read(&self) -> Result<Option<Token>> {
        self.read_from(0o077)
    }

    /// The token, to end its session: the more so if others can read it.
    ///
    /// # Errors
    /// As [`Store::read`], which refuses such a file.
    pub fn read_to_end(&self) -> Result<Option<Token>> {
        self.read_from(0)
    }

    /// Refused if the file's mode has one of these bits.
    fn read_from(&self, forbidden: u32) -> Result<Option<Token>> {
        let mut file = match File::open(&self.path) {
            Ok(file) => file,
            Err(cause) if cause.kind() == io::ErrorKind::NotFound => return Ok(None),
            Err(cause) => return Err(Error::file("read", &self.path, cause)),
        };
        let about = file.metadata().map_err(|cause| Error::file("read", &self.path, cause))?;
        if about.mode() & forbidden != 0 {
            return Err(Error::refused(
                format!("others can read the session's file {}", self.path.display()),
                format!("chmod 600 {}, and log in again if somebody may have", self.path.display()),
            ));
        }
        let mut text = zeroize::Zeroizing::new(String::with_capacity(128));
        Read::by_ref(&mut file)
            .take(128)
            .read_to_string(&mut text)
            .map_err(|cause| Error::file("read", &self.path, cause))?;
        Token::parse(&text).map(Some).ok_or_else(|| Error::NotPermitted {
            message: format!("{} holds no session", self.path.display()),
            hint: Some("remove it with ct logout, or log in again".to_owned()),
        })
    }

    /// Keeps a token in place of another one.
    ///
    /// # Errors
    /// [`Error::File`].
    pub fn write(&self, token: &Token) -> Result<()> {
        let failed = |cause| Error::file("write", &self.path, cause);
        if let Some(folder) = self.path.parent().filter(|folder| !folder.as_os_str().is_empty()) {
            DirBuilder::new().recursive(true).mode(0o700).create(folder).map_err(failed)?;
        }
        // Under another name first: a session is whole or not there, and the file has its mode from the beginning.
        let mut name = self.path.clone().into_os_string();
        name.push(format!(".{}", std::process::id()));
        let making = PathBuf::from(name);
        let written = || {
            let _ = fs::remove_file(&making);
            let mut file = OpenOptions::new().write(true).create_new(true).mode(0o600).open(&making)?;
            file.write_all(token.reveal().as_bytes())?;
            file.write_all(b"\n")?;
            fs::rename(&making, &self.path)
        };
        written().map_err(|cause| {
            let _ = fs::remove_file(&making);
            failed(cause)
        })
    }

    /// Whether the database was told within the last minute that the session is in use: the file's own time says so.
    #[must_use]
    pub fn is_fresh(&self, now: DateTime<Utc>) -> bool {
        let told = fs::metadata(&self.path).and_then(|about| about.modified());
        let age = told.map(|told| now.signed_duration_since(DateTime::<Utc>::from(told)).num_seconds());
        age.is_ok_and(|seconds| (0..60).contains(&seconds))
    }

    /// Notes that the database has been told. Best effort: the next command tells it again.
    pub fn refresh(&self, now: DateTime<Utc>) {
        if let Ok(file) = OpenOptions::new().append(true).open(&self.path) {
            let _ = file.set_modified(now.into());
        }
    }

    /// Forgets the token; nothing if there is none.
    ///
    /// # Errors
    /// [`Error::File`].
    pub fn remove(&self) -> Result<()> {
        match fs::remove_file(&self.path) {
            Err(cause) if cause.kind() != io::ErrorKind::NotFound => {
                Err(Error::file("remove", &self.path, cause))
            }
            _ => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::fs::{self, Permissions};
    use std::os::unix::fs::PermissionsExt;

    use rand::SeedableRng;
    use rand::rngs::StdRng;

    use super::{Store, Terminal, Token};
    use crate::Kind;
    use crate::environment::Environment;

    #[test]
    fn a_token_is_kept_for_its_owner_alone() {
        let folder = tempfile::tempdir().unwrap();
        let environment = Environment::with([("XDG_STATE_HOME", folder.path().display().to_string())]);
        let store = Store::of(&environment, "postgresql://a@b/c", "ct");
        assert_ne!(store.path(), Store::of(&environment, "postgresql://a@b/c", "other").path());
        assert_eq!(store.read().unwrap(), None);
        store.remove().unwrap();
        let tokens = [1, 2].map(|seed| Token::new(&mut StdRng::seed_from_u64(seed)));
        for token in &tokens {
            store.write(token).unwrap();
            assert_eq!(store.read().unwrap().as_ref(), Some(token));
        }
        let mode = |path: &std::path::Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
        assert_eq!((mode(store.path()), mode(store.path().parent().unwrap())), (0o600, 0o700));
        fs::set_permissions(store.path(), Permissions::from_mode(0o640)).unwrap();
        assert_eq!(store.read().unwrap_err().kind(), Kind::Refused);
        fs::set_permissions(store.path(), Permissions::from_mode(0o600)).unwrap();
        fs::write(store.path(), "nothing").unwrap();
        assert_eq!(store.read().unwrap_err().kind(), Kind::NotPermitted);
        let now: chrono::DateTime<chrono::Utc> = "2026-11-24T10:00:00Z".parse().unwrap();
        let later = |seconds: i64| now + chrono::Duration::seconds(seconds);
        store.refresh(now);
        assert_eq!([0, 59, 60, -1].map(|seconds| store.is_fresh(later(seconds))), [true, true, false, false]);
        store.remove().unwrap();
        store.refresh(now);
        assert!(!store.is_fresh(now));
        assert_eq!(store.read().unwrap(), None);
        // Of this terminal, and of one that has been closed.
        let terminal = Terminal::led_by(std::process::id().try_into().unwrap());
        let here = store.at(&terminal).unwrap();
        here.write(&tokens[0]).unwrap();
        let closed = format!("{}.2147483647-1", store.path().display());
        fs::write(&closed, "").unwrap();
        assert_eq!(store.clone().in_use_at(None), store);
        let in_use = store.clone().in_use_at(Some(terminal.clone()));
        assert_eq!(in_use.read().unwrap().as_ref(), Some(&tokens[0]));
        for any in [&store, &in_use] {
            let found: Vec<_> =
                any.of_closed_terminals().iter().map(|store| store.path().display().to_string()).collect();
            assert_eq!(found, [closed.as_str()]);
        }
        let named = Environment::with([("CT_SESSION_FILE", "/tmp/x")]);
        assert_eq!(Store::of(&named, "a", "b").at(&terminal), None);
        assert_eq!(Store::of(&named, "a", "b").path(), std::path::Path::new("/tmp/x"));
    }
}
