//! Finding the PostgreSQL that the machine has.

use std::path::{Path, PathBuf};
use std::process::Command;

use super::user::said;
use crate::environment::Environment;
use crate::{Error, Result};

/// What a folder must hold to run a server.
const SERVER: [&str; 3] = ["initdb", "pg_ctl", "postgres"];

/// Where distributions put their versions: a folder, how the version's folder begins, and what follows it.
const DISTRIBUTIONS: [(&str, &str, &str); 11] = [
    ("/usr/lib/postgresql", "", "bin"),
    ("/usr", "pgsql-", "bin"),
    ("/usr/lib", "postgresql", "bin"),
    ("/usr/lib", "postgresql-", "bin"),
    ("/usr/lib64", "postgresql-", "bin"),
    ("/usr/libexec", "postgresql", ""),
    ("/opt/homebrew/opt", "postgresql@", "bin"),
    ("/usr/local/opt", "postgresql@", "bin"),
    ("/home/linuxbrew/.linuxbrew/opt", "postgresql@", "bin"),
    ("/opt/local/lib", "postgresql", "bin"),
    ("/Applications/Postgres.app/Contents/Versions", "", "bin"),
];

/// A folder of PostgreSQL programs of one version.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Binaries {
    folder: PathBuf,
    major: u32,
}

impl Binaries {
    /// The oldest major version that `ct` works with.
    pub const OLDEST: u32 = 15;

    /// The machine's PostgreSQL: the folder that `CT_POSTGRES_BIN` names, or else the first that is new
    /// enough of what `pg_config` says, the `PATH`, and the folders of the distributions, newest first.
    ///
    /// # Errors
    /// [`Error::Usage`] if `CT_POSTGRES_BIN` names a wrong folder, and [`Error::Unreachable`] if
    /// there is no PostgreSQL or only an older one; the hint says what to install.
    pub fn find(environment: &Environment) -> Result<Self> {
        Self::choose(environment, |_| true)
    }

    /// The same, but of one major version, such as that of data that is already there.
    ///
    /// # Errors
    /// As [`Binaries::find`]; also if that version is not there.
    pub fn find_major(environment: &Environment, major: u32) -> Result<Self> {
        Self::choose(environment, |candidate| candidate == major)
    }

    /// The programs of one folder.
    ///
    /// # Errors
    /// [`Error::Usage`] if it lacks one of `initdb`, `pg_ctl` and `postgres`, or they are too old.
    pub fn in_folder(folder: impl Into<PathBuf>) -> Result<Self> {
        let folder = folder.into();
        let problem = match Self::look(&folder) {
            Some(found) if found.major >= Self::OLDEST => return Ok(found),
            Some(found) => format!("holds PostgreSQL {}, which is too old", found.major),
            None => format!("does not hold {}", SERVER.join(", ")),
        };
        Err(Error::usage(
            format!("the folder {} {problem}", folder.display()),
            format!("name the folder of the programs of PostgreSQL {} or newer", Self::OLDEST),
        ))
    }

    /// The folder.
    #[must_use]
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// The major version, such as 15.
    #[must_use]
    pub const fn major(&self) -> u32 {
        self.major
    }

    /// The path of one of the server's programs.
    #[must_use]
    pub fn program(&self, name: &str) -> PathBuf {
        self.folder.join(name)
    }

    fn choose(environment: &Environment, fits: impl Fn(u32) -> bool) -> Result<Self> {
        if let Some(folder) = environment.get("CT_POSTGRES_BIN") {
            let named = Self::in_folder(folder)?;
            if fits(named.major) {
                return Ok(named);
            }
            return Err(Error::unreachable(
                format!("CT_POSTGRES_BIN names PostgreSQL {}, which does not fit the data", named.major),
                "let it name the version that made the data",
            ));
        }
        let mut newest_unfit = None;
        for found in candidates(environment).iter().filter_map(|folder| Self::look(folder)) {
            if found.major >= Self::OLDEST && fits(found.major) {
                return Ok(found);
            }
            newest_unfit = newest_unfit.max(Some(found.major));
        }
        let message = match newest_unfit {
            Some(major) if major < Self::OLDEST => {
                format!("the PostgreSQL on this machine is too old: {major}, and ct needs {}", Self::OLDEST)
            }
            Some(major) => {
                format!("the PostgreSQL on this machine is of version {major}, which does not fit")
            }
            None => "there is no PostgreSQL server on this machine".to_owned(),
        };
        Err(Error::unreachable(message, how_to_install()))
    }

    fn look(folder: &Path) -> Option<Self> {
        if !SERVER.iter().all(|name| folder.join(name).is_file()) {
            return None;
        }
        let major = major_of(&said(Command::new(folder.join("postgres")).arg("--version"))?)?;
        Some(Self { folder: folder.to_path_buf(), major })
    }
}

/// The path of a client program, such as `pg_dump`: the newest of the folders where there is one.
///
/// Debian's `/usr/bin/pg_dump` is left for last: it is a wrapper that picks a version by itself.
///
/// # Errors
/// [`Error::Unreachable`] if there is none.
pub(super) fn client(environment: &Environment, name: &'static str) -> Result<PathBuf> {
    let named = environment.get("CT_POSTGRES_BIN").map(PathBuf::from);
    let found = named.into_iter().chain(candidates(environment)).map(|folder| folder.join(name));
    let mut found: Vec<_> = found.filter(|path| path.is_file()).collect();
    // The newest, since a pg_dump refuses a newer server.
    found.sort_by_key(|path| std::cmp::Reverse(client_major(path)));
    found.into_iter().next().ok_or_else(|| {
        Error::unreachable(format!("the program {name} is not on this machine"), how_to_install_clients())
    })
}

/// 0 for what does not say a version, and for Debian's wrapper.
fn client_major(path: &Path) -> u32 {
    if path.starts_with("/usr/bin") && path.canonicalize().is_ok_and(|real| real.ends_with("pg_wrapper")) {
        return 0;
    }
    said(Command::new(path).arg("--version")).and_then(|text| major_of(&text)).unwrap_or(0)
}

/// 15 from `postgres (PostgreSQL) 15.18 (Debian 15.18-0+deb12u1)`, 19 from `... 19beta1`.
fn major_of(version: &str) -> Option<u32> {
    let (_, number) = version.split_once("(PostgreSQL) ")?;
    let digits = number.find(|letter: char| !letter.is_ascii_digit()).unwrap_or(number.len());
    number[..digits].parse().ok()
}

fn candidates(environment: &Environment) -> Vec<PathBuf> {
    let configured = said(Command::new("pg_config").arg("--bindir")).map(PathBuf::from);
    let path = environment.get("PATH").into_iter().flat_map(std::env::split_paths);
    let mut folders: Vec<PathBuf> = configured.into_iter().chain(path).chain(of_distributions()).collect();
    folders.push("/usr/local/pgsql/bin".into());
    let mut seen = std::collections::BTreeSet::new();
    folders.retain(|folder| folder.is_absolute() && seen.insert(folder.clone()));
    folders
}

/// The folders of the distributions that are there, newest version first.
fn of_distributions() -> Vec<PathBuf> {
    let mut found: Vec<(u32, PathBuf)> = Vec::new();
    for (folder, prefix, programs) in DISTRIBUTIONS {
        let Ok(entries) = std::fs::read_dir(folder) else { continue };
        found.extend(entries.filter_map(|entry| {
            let entry = entry.ok()?;
            let major = entry.file_name().to_str()?.strip_prefix(prefix)?.parse().ok()?;
            Some((major, entry.path().join(programs)))
        }));
    }
    found.sort_by_key(|(major, _)| std::cmp::Reverse(*major));
    found.into_iter().map(|(_, folder)| folder).collect()
}

/// The package manager's program, the server's install command, and the clients'.
const INSTALLERS: [(&str, &str, &str); 7] = [
    ("/usr/bin/apt-get", "sudo apt-get install postgresql", "sudo apt-get install postgresql-client"),
    ("/usr/bin/dnf", "sudo dnf install postgresql-server", "sudo dnf install postgresql"),
    ("/usr/bin/zypper", "sudo zypper install postgresql-server", "sudo zypper install postgresql"),
    ("/sbin/apk", "apk add postgresql", "apk add postgresql-client"),
    ("/usr/bin/pacman", "sudo pacman -S postgresql", "sudo pacman -S postgresql"),
    ("/opt/homebrew/bin/brew", "brew install postgresql", "brew install libpq"),
    ("/usr/local/bin/brew", "brew install postgresql", "brew install libpq"),
];

fn how_to_install() -> String {
    let command = INSTALLERS.iter().find(|(program, ..)| Path::new(program).exists());
    match command {
        Some((_, server, _)) => {
            format!("install PostgreSQL {} or newer ({server}), or set CT_POSTGRES_BIN", Binaries::OLDEST)
        }
        None => format!(
            "install PostgreSQL {} or newer, or set CT_POSTGRES_BIN to the folder of its programs",
            Binaries::OLDEST
        ),
    }
}

fn how_to_install_clients() -> String {
    let command = INSTALLERS.iter().find(|(program, ..)| Path::new(program).exists());
    match command {
        Some((_, _, clients)) => format!("install the PostgreSQL client programs: {clients}"),
        None => "install the PostgreSQL client programs".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_versions() {
        assert_eq!(major_of("postgres (PostgreSQL) 15.18 (Debian 15.18-0+deb12u1)"), Some(15));
        assert_eq!(major_of("pg_dump (PostgreSQL) 18.4"), Some(18));
        assert_eq!(major_of("postgres (PostgreSQL) 19beta1"), Some(19));
        assert_eq!(major_of("mysql 8"), None);
    }

    #[test]
    fn a_wrong_folder_is_named() {
        let environment = Environment::with([("CT_POSTGRES_BIN", "/nonexistent")]);
        let error = Binaries::find(&environment).expect_err("there is nothing there");
        assert_eq!(error.to_string(), "the folder /nonexistent does not hold initdb, pg_ctl, postgres");
        assert_eq!(error.kind(), crate::Kind::Usage);
    }

    #[test]
    fn a_version_that_nobody_has_is_not_found() {
        let environment = Environment::with([("PATH", "/usr/bin:/bin")]);
        assert!(Binaries::find_major(&environment, 99).is_err());
    }
}
