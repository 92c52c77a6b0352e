//! A PostgreSQL of a test's own, durable and with its own settings, that may be killed.

use std::path::Path;
use std::process::Command;
use std::{fs, thread};

use ct::db::embedded::{Embedded, Endpoint, OWNER, SUPERUSER, State};
use ct::db::migrate::migrate;
use ct::db::settings::DEFAULT_SCHEMA;
use ct::environment::Environment;
use rustix::process::{Pid, Signal, kill_process};
use tempfile::TempDir;
use tokio_postgres::Client;

use crate::case::fill;
use crate::support::{connect_to, database_at};

const TEMPLATE: &str = "interrupted_template";

/// The server, which is stopped at the end.
pub(crate) struct Own {
    embedded: Embedded,
    endpoint: Endpoint,
    _folder: TempDir,
}

impl Own {
    /// Makes it, starts it, and makes what databases are cloned from.
    pub(crate) async fn start() -> Self {
        use std::os::unix::fs::PermissionsExt;

        let folder = tempfile::Builder::new().prefix("ct-i").tempdir_in("/tmp").unwrap();
        // Root's server runs as somebody else, who has to pass.
        fs::set_permissions(folder.path(), fs::Permissions::from_mode(0o711)).unwrap();
        let embedded = Embedded::locate(&environment(folder.path()));
        let endpoint = embedded.start().unwrap();
        let own = Self { embedded, endpoint, _folder: folder };
        let administrator = own.administrator("postgres").await;
        let create = format!("create database {TEMPLATE} owner {OWNER}");
        administrator.batch_execute(&create).await.unwrap();
        let database = database_at(&own.url(OWNER, TEMPLATE), DEFAULT_SCHEMA).await;
        migrate(&database).await.unwrap();
        fill(&database).await;
        drop(database);
        let end = "select pg_terminate_backend(pid, 5000) from pg_stat_activity where datname = $1";
        administrator.query(end, &[&TEMPLATE]).await.unwrap();
        own
    }

    /// A new database with the schema in it; gives its URL as its owner.
    pub(crate) async fn fresh(&self, name: &str) -> String {
        let create = format!("create database {name} template {TEMPLATE} owner {OWNER}");
        self.administrator("postgres").await.batch_execute(&create).await.unwrap();
        self.url(OWNER, name)
    }

    /// A connection as the superuser.
    pub(crate) async fn administrator(&self, database: &str) -> Client {
        connect_to(&self.url(SUPERUSER, database)).await
    }

    fn url(&self, role: &str, database: &str) -> String {
        let Endpoint { socket_folder, port, .. } = &self.endpoint;
        format!("postgresql:///{database}?host={}&port={port}&user={role}", socket_folder.display())
    }

    /// What starts it again, from any thread.
    pub(crate) fn embedded(&self) -> Embedded {
        self.embedded.clone()
    }
}

impl Drop for Own {
    fn drop(&mut self) {
        let _ = self.embedded.stop();
    }
}

/// The processes of the server.
pub(crate) fn processes(embedded: &Embedded) -> Vec<Pid> {
    let State::Running { process, .. } = embedded.status().unwrap().state else { panic!("it does not run") };
    let children = Command::new("ps").args(["-o", "pid=", "--ppid", &process.to_string()]).output().unwrap();
    let children = String::from_utf8(children.stdout).unwrap();
    let children = children.split_whitespace().map(|pid| pid.parse().unwrap());
    std::iter::once(process).chain(children).map(|pid| Pid::from_raw(pid).unwrap()).collect()
}

/// Kills them all, as a machine does that loses power.
pub(crate) fn kill(processes: &[Pid]) {
    for process in processes {
        // One may have ended by itself.
        let _ = kill_process(*process, Signal::KILL);
    }
}

/// Starts it again while others go on.
pub(crate) fn restart(embedded: Embedded) -> thread::JoinHandle<()> {
    thread::spawn(move || drop(embedded.start().unwrap()))
}

fn environment(folder: &Path) -> Environment {
    let process = Environment::of_process();
    let binaries = process.get("CT_TEST_POSTGRES_BIN").map(|folder| ("CT_POSTGRES_BIN", folder.to_owned()));
    let inherited = ["PATH", "CT_POSTGRES_BIN"].into_iter();
    let inherited = inherited.filter_map(|name| Some((name, process.get(name)?.to_owned())));
    let data = ("CT_DATA", folder.display().to_string());
    Environment::with(inherited.chain(binaries).chain([data]))
}
