//! The private PostgreSQL for the first steps: found, made, started and stopped by `ct` itself.
//!
//! It lies in one folder and listens on a Unix socket in that folder, which only its user (and root) can
//! enter. Peer authentication lets in the user who made it, root, and the user who runs the server.
//! It is durable and goes on running between commands; [`Embedded::stop`] ends it.

mod backup;
mod binaries;
mod child;
mod cluster;
mod postmaster;
mod server;
mod user;

use std::fs::{DirBuilder, File};
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
use std::path::{Path, PathBuf};

pub use backup::{BackedUp, Backup, Existing, Restore, backup, restore};
pub use binaries::Binaries;
pub use server::{State, Status, Stopped};
pub use user::ServerUser;

use crate::environment::Environment;
use crate::{Error, Result};
use postmaster::Postmaster;

/// The database of the embedded server.
pub const DATABASE: &str = "ct";
/// The role that owns that database, and that `ct` connects as; no superuser.
pub const OWNER: &str = "ct_owner";
/// The embedded server's superuser, for what the owner cannot do, such as making roles.
pub const SUPERUSER: &str = "postgres";

/// Where a running server is to be found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Endpoint {
    /// The folder of its Unix socket: the host, in PostgreSQL's terms.
    pub socket_folder: PathBuf,
    /// The port, which is a part of the socket's name.
    pub port: u16,
    /// The database to connect to.
    pub database: &'static str,
    /// The role to connect as.
    pub user: &'static str,
}

impl Endpoint {
    /// The environment variables that lead `psql`, `pg_dump` and the like there.
    #[must_use]
    pub fn variables(&self) -> [(&'static str, String); 4] {
        [
            ("PGHOST", self.socket_folder.display().to_string()),
            ("PGPORT", self.port.to_string()),
            ("PGDATABASE", self.database.to_owned()),
            ("PGUSER", self.user.to_owned()),
        ]
    }
}

/// The embedded database of one user: a place, whether there is something or not.
#[derive(Clone, Debug)]
pub struct Embedded {
    environment: Environment,
    data: PathBuf,
}

impl Embedded {
    /// The database of the user that runs this process: the folder `postgres` in `$CT_DATA`, or else in
    /// `$XDG_DATA_HOME/ct`; for root in `/var/lib/ct`, since the server runs as a user who cannot enter
    /// `/root`. Touches nothing.
    #[must_use]
    pub fn locate(environment: &Environment) -> Self {
        let named = environment.get("CT_DATA").and_then(|folder| std::path::absolute(folder).ok());
        let folder = named.unwrap_or_else(|| {
            if rustix::process::geteuid().is_root() {
                PathBuf::from("/var/lib/ct")
            } else {
                environment.data_folder()
            }
        });
        Self { environment: environment.clone(), data: folder.join("postgres") }
    }

    /// The folder of its data, which need not be there.
    #[must_use]
    pub fn data_folder(&self) -> &Path {
        &self.data
    }

    /// The server's log, which need not be there.
    #[must_use]
    pub fn log(&self) -> PathBuf {
        self.data.join(server::LOG)
    }

    /// Where the server listens, if it runs, as far as its own notes tell: no process is started and no connection
    /// made, so it takes microseconds. After a crash of the machine the notes may be wrong: when a connection to
    /// what this returns fails, call [`Embedded::start`].
    #[must_use]
    pub fn running(&self) -> Option<Endpoint> {
        let postmaster = Postmaster::read(&self.data).filter(|it| it.is_ready() && it.is_alive())?;
        Some(postmaster.endpoint())
    }

    /// Where the server listens; it is made and started first if need be.
    ///
    /// # Errors
    /// As [`Embedded::start`].
    pub fn ensure_running(&self) -> Result<Endpoint> {
        match self.running() {
            Some(endpoint) => Ok(endpoint),
            None => self.start(),
        }
    }

    /// Makes the database if it is missing, starts the server if it does not answer, and says where it listens.
    /// Commands that do so at once take turns.
    ///
    /// # Errors
    /// [`Error::Unreachable`] if there is no PostgreSQL or not the version that made the data, if the disk is
    /// full, or the server does not start; [`Error::Usage`] if the path is too long for a socket;
    /// [`Error::NotPermitted`] if the folder belongs to somebody else or cannot be entered or written.
    pub fn start(&self) -> Result<Endpoint> {
        self.check_socket_path()?;
        let turn = self.take_turn()?;
        let started = self.start_in_turn();
        drop(turn);
        started
    }

    fn start_in_turn(&self) -> Result<Endpoint> {
        let answering = Postmaster::read(&self.data).filter(|it| it.is_ready() && it.answers());
        if let Some(postmaster) = answering {
            return Ok(postmaster.endpoint());
        }
        if !cluster::is_there(&self.data)? {
            let binaries = Binaries::find(&self.environment)?;
            cluster::make(&self.data, &binaries)?;
        }
        let user = ServerUser::of_folder(&self.data)?;
        let binaries = cluster::binaries_for(&self.data, &self.environment)?;
        server::start(&self.data, &binaries, &user)
    }

    /// Stops the server; open connections are ended, their transactions undone.
    ///
    /// # Errors
    /// [`Error::NotPermitted`] if the server is another user's, [`Error::Unreachable`] if it does not end
    /// within a minute.
    pub fn stop(&self) -> Result<Stopped> {
        if !self.data.exists() {
            return Ok(Stopped::AlreadyStopped);
        }
        let turn = self.take_turn()?;
        let stopped = server::stop(&self.data);
        drop(turn);
        stopped
    }

    /// Whether it is there and runs, and where.
    ///
    /// # Errors
    /// [`Error::NotPermitted`] if the folder is another user's.
    pub fn status(&self) -> Result<Status> {
        server::status(&self.data)
    }

    /// The socket's path has to fit into the system's address of a socket.
    fn check_socket_path(&self) -> Result<()> {
        const LONGEST: usize = if cfg!(target_os = "linux") { 107 } else { 103 };
        let socket = self.data.join(".s.PGSQL.5432");
        let length = socket.as_os_str().len();
        if length <= LONGEST && socket.to_str().is_some_and(|path| !path.contains(['\n', '\r'])) {
            return Ok(());
        }
        Err(Error::usage(
            format!("a Unix socket cannot have the path {} ({length} bytes of {LONGEST})", socket.display()),
            "set CT_DATA to a folder with a shorter, plain path",
        ))
    }

    /// Waits for the turn of this process; the turn ends when the file is dropped.
    fn take_turn(&self) -> Result<File> {
        let folder = self.data.parent().unwrap_or(Path::new("/"));
        // Root's folder has to let the server's user pass.
        let mode = if rustix::process::geteuid().is_root() { 0o711 } else { 0o700 };
        let made = DirBuilder::new().recursive(true).mode(mode).create(folder);
        made.map_err(|cause| cluster::folder_error("make", folder, cause))?;
        let path = self.data.with_extension("lock");
        let lock = File::options().write(true).create(true).truncate(false).mode(0o600).open(&path);
        let lock = lock.map_err(|cause| cluster::folder_error("write", folder, cause))?;
        lock.lock().map_err(|cause| Error::file("lock", &path, cause))?;
        Ok(lock)
    }
}
