//! The embedded database: made, started, found again, stopped, after crashes and in turn.

#![expect(clippy::unwrap_used, reason = "what cannot be set up has failed the test")]

use std::fs;
use std::os::unix::fs::{MetadataExt, PermissionsExt};
use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

use ct::Kind;
use ct::db::embedded::{Embedded, Endpoint, State, Stopped};
use ct::environment::Environment;
use tempfile::TempDir;
use tokio_postgres::{Client, NoTls};

/// A folder of its own for an embedded database, which is stopped at the end.
struct Place {
    folder: TempDir,
    embedded: Embedded,
}

impl Place {
    fn new() -> Self {
        let folder = tempfile::Builder::new().prefix("ct-e").tempdir_in("/tmp").unwrap();
        // Root's server runs as somebody else, who has to pass.
        fs::set_permissions(folder.path(), fs::Permissions::from_mode(0o711)).unwrap();
        let embedded = Embedded::locate(&environment(folder.path()));
        Self { folder, embedded }
    }

    fn path(&self) -> &Path {
        self.folder.path()
    }

    fn postmaster(&self) -> i32 {
        match self.embedded.status().unwrap().state {
            State::Running { process, .. } => process,
            other => panic!("it does not run: {other:?}"),
        }
    }

    fn kill(&self) {
        let process = rustix::process::Pid::from_raw(self.postmaster()).unwrap();
        rustix::process::kill_process(process, rustix::process::Signal::KILL).unwrap();
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        let _ = self.embedded.stop();
    }
}

/// The environment of a person who keeps the database in `folder`. The tests run on the PostgreSQL that
/// `scripts/test` chooses.
fn environment(folder: &Path) -> Environment {
    let process = Environment::of_process();
    let binaries = process.get("CT_TEST_POSTGRES_BIN").map(|folder| ("CT_POSTGRES_BIN", folder.to_owned()));
    let path = process.get("PATH").map(|path| ("PATH", path.to_owned()));
    let data = ("CT_DATA", folder.display().to_string());
    Environment::with(binaries.into_iter().chain(path).chain([data]))
}

async fn connect(endpoint: &Endpoint) -> Client {
    let (client, connection) = tokio_postgres::Config::new()
        .host_path(&endpoint.socket_folder)
        .port(endpoint.port)
        .dbname(endpoint.database)
        .user(endpoint.user)
        .connect(NoTls)
        .await
        .unwrap();
    tokio::spawn(connection);
    client
}

async fn setting(client: &Client, name: &str) -> String {
    client.query_one("select current_setting($1)", &[&name]).await.unwrap().get(0)
}

#[tokio::test]
async fn the_first_start_makes_a_durable_private_database() {
    let place = Place::new();
    assert_eq!(place.embedded.status().unwrap().state, State::Absent);
    let begun = Instant::now();
    let endpoint = place.embedded.ensure_running().unwrap();
    println!("made and started: {:?}", begun.elapsed());

    let client = connect(&endpoint).await;
    for (name, value) in [
        ("fsync", "on"),
        ("full_page_writes", "on"),
        ("synchronous_commit", "on"),
        ("data_checksums", "on"),
        ("listen_addresses", ""),
        ("server_encoding", "UTF8"),
        ("log_parameter_max_length", "0"),
    ] {
        assert_eq!(setting(&client, name).await, value, "{name}");
    }
    let row = client
        .query_one(
            "select current_user::text, rolsuper or rolcreaterole or rolcreatedb, d.datdba = r.oid
             from pg_roles r, pg_database d where rolname = current_user and datname = current_database()",
            &[],
        )
        .await
        .unwrap();
    assert_eq!(row.get::<_, String>(0), "ct_owner");
    assert!(!row.get::<_, bool>(1), "the owner has rights over the cluster");
    assert!(row.get::<_, bool>(2), "the owner does not own the database");

    let data = fs::metadata(place.embedded.data_folder()).unwrap();
    assert_eq!(data.permissions().mode() & 0o777, 0o700);
    assert_ne!(data.uid(), 0, "the server runs as root");
}

#[test]
fn a_running_server_is_found_without_a_process() {
    let place = Place::new();
    let endpoint = place.embedded.ensure_running().unwrap();
    let begun = Instant::now();
    for _ in 0..100 {
        assert_eq!(place.embedded.ensure_running().unwrap(), endpoint);
    }
    let each = begun.elapsed() / 100;
    println!("found: {each:?}");
    assert!(each < Duration::from_millis(1), "took {each:?}");
}

#[test]
fn two_that_start_at_once_take_turns() {
    let place = Place::new();
    let [first, second] = std::thread::scope(|scope| {
        [0, 1]
            .map(|_| scope.spawn(|| place.embedded.ensure_running().unwrap()))
            .map(|thread| thread.join().unwrap())
    });
    assert_eq!(first, second);
}

#[tokio::test]
async fn it_comes_back_after_a_stop_with_its_data() {
    let place = Place::new();
    let client = connect(&place.embedded.ensure_running().unwrap()).await;
    client.batch_execute("create table kept as select 7 as number").await.unwrap();

    assert_eq!(place.embedded.stop().unwrap(), Stopped::Stopped);
    assert_eq!(place.embedded.stop().unwrap(), Stopped::AlreadyStopped);
    assert_eq!(place.embedded.status().unwrap().state, State::Stopped);
    assert!(place.embedded.running().is_none());

    let begun = Instant::now();
    let client = connect(&place.embedded.ensure_running().unwrap()).await;
    println!("started: {:?}", begun.elapsed());
    assert_eq!(client.query_one("select number from kept", &[]).await.unwrap().get::<_, i32>(0), 7);
}

#[tokio::test]
async fn it_comes_back_after_the_server_was_killed() {
    let place = Place::new();
    let client = connect(&place.embedded.ensure_running().unwrap()).await;
    client.batch_execute("create table kept as select 7 as number").await.unwrap();
    // A statement in the middle of things keeps its process alive for a while.
    let busy = connect(&place.embedded.ensure_running().unwrap()).await;
    let sleeping = tokio::spawn(async move { busy.batch_execute("select pg_sleep(1.5)").await });
    tokio::time::sleep(Duration::from_millis(100)).await;

    place.kill();
    let begun = Instant::now();
    // What a command does when it cannot connect.
    let client = connect(&place.embedded.start().unwrap()).await;
    println!("came back: {:?}", begun.elapsed());
    assert_eq!(client.query_one("select number from kept", &[]).await.unwrap().get::<_, i32>(0), 7);
    assert!(sleeping.await.unwrap().is_err(), "the statement of the killed server ended well");
}

#[test]
fn notes_of_a_crashed_machine_that_name_another_process_do_no_harm() {
    let place = Place::new();
    place.embedded.ensure_running().unwrap();
    let notes = fs::read_to_string(place.embedded.data_folder().join("postmaster.pid")).unwrap();
    assert_eq!(place.embedded.stop().unwrap(), Stopped::Stopped);

    // The number belongs to a process of the server's own user: PostgreSQL itself refuses that.
    let owner = fs::metadata(place.embedded.data_folder()).unwrap();
    let mut stranger = Command::new("sleep");
    if rustix::process::geteuid().is_root() {
        use std::os::unix::process::CommandExt;
        stranger.uid(owner.uid()).gid(owner.gid());
    }
    let mut stranger = stranger.arg("60").spawn().unwrap();
    let (_, rest) = notes.split_once('\n').unwrap();
    for name in ["postmaster.pid", ".s.PGSQL.5432.lock"] {
        let file = place.embedded.data_folder().join(name);
        fs::write(&file, format!("{}\n{rest}", stranger.id())).unwrap();
    }

    assert!(place.embedded.running().is_none(), "a stranger was taken for the server");
    let restarted = place.embedded.ensure_running();
    stranger.kill().unwrap();
    stranger.wait().unwrap();
    restarted.unwrap();
}

#[test]
fn what_an_interrupted_start_left_is_made_anew() {
    let place = Place::new();
    let left = place.path().join("postgres.making");
    fs::create_dir_all(left.join("base")).unwrap();
    fs::write(left.join("PG_VERSION"), "15\n").unwrap();
    fs::create_dir(place.path().join("postgres")).unwrap();

    place.embedded.ensure_running().unwrap();
    assert!(!left.exists());
}

#[test]
fn a_folder_of_something_else_is_left_alone() {
    let place = Place::new();
    fs::create_dir(place.path().join("postgres")).unwrap();
    fs::write(place.path().join("postgres/letters.txt"), "dear").unwrap();

    let error = place.embedded.ensure_running().unwrap_err();
    assert_eq!(error.kind(), Kind::Refused, "{error}");
    assert!(place.path().join("postgres/letters.txt").exists());
}

#[test]
fn data_of_another_version_say_how_to_take_them_over() {
    let place = Place::new();
    place.embedded.ensure_running().unwrap();
    place.embedded.stop().unwrap();
    fs::write(place.embedded.data_folder().join("PG_VERSION"), "14\n").unwrap();
    let without = environment(place.path());
    let without = without.variables().filter(|(name, _)| *name != "CT_POSTGRES_BIN");

    let error = Embedded::locate(&Environment::with(without)).ensure_running().unwrap_err();
    assert_eq!(error.kind(), Kind::TryAgain);
    assert!(error.to_string().contains("was made by PostgreSQL 14"), "{error}");
    assert!(error.hints()[0].contains("ct db backup"), "{:?}", error.hints());
}

#[test]
fn a_path_that_is_too_long_for_a_socket_is_refused() {
    let long = format!("/tmp/{}", "long".repeat(30));
    let embedded = Embedded::locate(&environment(Path::new(&long)));
    let error = embedded.ensure_running().unwrap_err();
    assert_eq!(error.kind(), Kind::Usage, "{error}");
    assert!(!Path::new(&long).exists());
}

#[test]
fn a_folder_that_the_server_cannot_enter_is_named() {
    if !rustix::process::geteuid().is_root() {
        return;
    }
    let place = Place::new();
    fs::set_permissions(place.path(), fs::Permissions::from_mode(0o700)).unwrap();
    let error = place.embedded.ensure_running().unwrap_err();
    assert_eq!(error.kind(), Kind::NotPermitted);
    assert!(error.to_string().contains(place.path().to_str().unwrap()), "{error}");
}

#[test]
fn a_wrong_folder_of_programs_is_named() {
    let place = Place::new();
    let folder = place.path().display().to_string();
    let environment = Environment::with([("CT_DATA", folder.clone()), ("CT_POSTGRES_BIN", folder.clone())]);
    let error = Embedded::locate(&environment).ensure_running().unwrap_err();
    assert_eq!(error.kind(), Kind::Usage);
    assert!(error.to_string().contains(&folder), "{error}");
    assert!(!place.path().join("postgres").exists());
}

/// Not a test of its own: run by [`the_server_holds_nothing_of_the_command_that_started_it`] in a process
/// of its own.
#[test]
#[ignore = "a part of another test"]
fn start_in_a_process_of_its_own() {
    Embedded::locate(&environment(Path::new(Environment::of_process().get("CT_TEST_PLACE").unwrap())))
        .ensure_running()
        .unwrap();
}

#[test]
fn the_server_holds_nothing_of_the_command_that_started_it() {
    let place = Place::new();
    // `output` ends when nobody holds the pipes; descriptor 9 is a pipe of the kind that flock's lock is.
    let ours = std::env::current_exe().unwrap();
    let script = r#"{ "$0" --ignored --exact start_in_a_process_of_its_own 9>&1; } | cat"#;
    let begun = Instant::now();
    let output = Command::new("timeout")
        .args(["30", "sh", "-c", script])
        .arg(ours)
        .env("CT_TEST_PLACE", place.path())
        .output()
        .unwrap();
    assert!(output.status.success(), "{output:?}");
    assert!(begun.elapsed() < Duration::from_secs(25), "the output was held");
    assert!(place.embedded.running().is_some());

    let stat =
        Command::new("ps").args(["-o", "sid=", "-p", &place.postmaster().to_string()]).output().unwrap();
    let session: i32 = String::from_utf8(stat.stdout).unwrap().trim().parse().unwrap();
    assert_eq!(session, place.postmaster(), "the server is not a session of its own");
}
