//! A private PostgreSQL for the benchmarks, durable and with default settings; and two commands that take turns on it.
#![expect(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a benchmark that cannot measure has failed; it tells what it measured"
)]

mod people;
pub(crate) mod turns;

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use ct::db::embedded::{Binaries, Embedded, Endpoint, OWNER, SUPERUSER};
use ct::environment::Environment;
use tempfile::TempDir;

pub(crate) use people::write_people;
pub(crate) use turns::{Turns, run};

/// The database that all others are made of: the schema, organizations and workgroups, nobody in them.
const TEMPLATE: &str = "bench_template";

/// A number that was told on the command line, as in `cargo bench --bench export -- --rows 100000`.
pub(crate) fn told(name: &str, otherwise: usize) -> usize {
    let mut words = std::env::args().skip_while(|word| word != name).skip(1);
    words.next().map_or(otherwise, |word| word.parse().unwrap_or_else(|_| panic!("{name} takes a number")))
}

/// The server, in a folder that goes away with it.
pub(crate) struct Arena {
    embedded: Embedded,
    endpoint: Endpoint,
    psql: PathBuf,
    folder: TempDir,
}

impl Arena {
    /// Makes the cluster and the template, and starts.
    pub(crate) fn start() -> Self {
        let folder = tempfile::Builder::new().prefix("ct-bench-").tempdir().unwrap();
        // Started by root, the server runs as another user, who has to get in.
        fs::set_permissions(folder.path(), fs::Permissions::from_mode(0o711)).unwrap();
        let surroundings = Environment::of_process();
        let named = [("CT_DATA", folder.path().display().to_string())];
        let inherited = ["PATH", "CT_POSTGRES_BIN"].into_iter();
        let inherited = inherited.filter_map(|name| Some((name, surroundings.get(name)?.to_owned())));
        let environment = Environment::with(named.into_iter().chain(inherited));
        // Not the first psql of PATH, which may be a script around the real one.
        let psql = Binaries::find(&environment).unwrap().program("psql");
        let embedded = Embedded::locate(&environment);
        let endpoint = embedded.start().unwrap();
        let arena = Self { embedded, endpoint, psql, folder };
        arena.make_template();
        arena
    }

    fn make_template(&self) {
        self.sql("postgres", SUPERUSER, &format!("create database {TEMPLATE} owner {OWNER}"));
        run(self.ct(TEMPLATE).args(["--quiet", "db", "migrate"]));
        for number in 0..people::ORGANIZATIONS {
            let code = people::organization(number);
            run(self.ct(TEMPLATE).args(["--quiet", "organization", "add", &code, &format!("Agency {code}")]));
        }
        for name in people::WORKGROUPS {
            run(self.ct(TEMPLATE).args(["--quiet", "workgroup", "add", name]));
        }
    }

    /// A database made of the template, and everything on the disk, so that nobody pays for what another wrote.
    pub(crate) fn fresh(&self, name: &str) {
        self.sql("postgres", SUPERUSER, &format!("drop database if exists {name} with (force)"));
        self.sql("postgres", SUPERUSER, &format!("create database {name} template {TEMPLATE} owner {OWNER}"));
        self.settle();
    }

    /// Brings everything to the disk.
    pub(crate) fn settle(&self) {
        self.sql("postgres", SUPERUSER, "checkpoint");
    }

    /// Runs SQL; gives what it answers, without headers.
    pub(crate) fn sql(&self, database: &str, user: &str, sql: &str) -> String {
        let output = self
            .psql(database)
            .env("PGUSER", user)
            .args(["-At", "-c", sql])
            .stdout(Stdio::piped())
            .output()
            .unwrap();
        assert!(output.status.success(), "{sql}: {}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).unwrap()
    }

    /// The real psql, connected as the owner, with nobody's settings.
    pub(crate) fn psql(&self, database: &str) -> Command {
        let mut psql = self.client(&self.psql, database);
        psql.args(["-X", "-q", "-v", "ON_ERROR_STOP=1"]);
        psql
    }

    /// `ct` on a database of this server.
    pub(crate) fn ct(&self, database: &str) -> Command {
        self.client(Path::new(env!("CARGO_BIN_EXE_ct")), database)
    }

    fn client(&self, program: &Path, database: &str) -> Command {
        let mut command = Command::new(program);
        command.env_clear().envs(self.endpoint.variables()).env("PGDATABASE", database);
        command.stdin(Stdio::null()).stdout(Stdio::null());
        command
    }

    /// A place for a file.
    pub(crate) fn file(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }
}

/// Not every benchmark needs people from a file.
const _: () = {
    let _ = write_people;
};

impl Drop for Arena {
    fn drop(&mut self) {
        if let Err(error) = self.embedded.stop() {
            println!("the server of the benchmark goes on: {error}");
        }
    }
}
