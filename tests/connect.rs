//! Connecting to a real server: TLS, logins, failover, and the words for what goes wrong.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on must fail")]

#[path = "connect/server.rs"]
mod server;

use std::error::Error as _;
use std::io::{Read, Write};
use std::net::TcpListener;
use std::path::Path;
use std::time::{Duration, Instant};

use ct::Kind;
use ct::db::settings::{ConnectFlags, ServerSettings, Settings, Target};
use ct::db::{Database, is_connection_lost, is_retriable};
use ct::environment::Environment;
use server::{NAME, PASSWORD, Server};

/// The settings of a `DATABASE_URL`.
fn settings(url: &str) -> ServerSettings {
    let environment = Environment::with([("DATABASE_URL", url), ("HOME", "/nonexistent"), ("USER", "alice")]);
    let none = Path::new("/nonexistent");
    let settings = Settings::resolve_with(&ConnectFlags::default(), &environment, none).unwrap();
    let Target::Server(mut server) = settings.target else { panic!("embedded") };
    server.failover_patience = Duration::from_secs(2);
    *server
}

async fn connect(url: &str) -> ct::Result<Database> {
    Database::connect(&settings(url), "ct").await
}

/// What a failed connection says. Whatever it is, it says no password.
async fn failure(url: &str) -> (Kind, String) {
    let error = connect(url).await.unwrap_err();
    let mut told = format!("{error} {error:?} {:?}", error.hints());
    let mut cause = error.source();
    while let Some(deeper) = cause {
        told.push_str(&deeper.to_string());
        cause = deeper.source();
    }
    assert!(!told.contains(PASSWORD) && !told.contains("wrong-password"), "{told}");
    assert!(error.hints().iter().all(|hint| !hint.is_empty()));
    (error.kind(), error.to_string())
}

/// How the connection is encrypted, as the server sees it: `None`, or the version of TLS.
async fn encryption(database: &Database) -> Option<String> {
    let statement = "SELECT version FROM pg_stat_ssl WHERE pid = pg_backend_pid()";
    let row = database.client().await.unwrap().query_typed(statement, &[]).await.unwrap().remove(0);
    row.get(0)
}

fn escaped(path: &Path) -> String {
    path.display().to_string().replace('/', "%2F")
}

/// A URL over the network. The address 0.0.0.0 leads to this machine and is no loopback address: a host that
/// looks as if it were elsewhere.
fn remote(server: &Server, user: &str, name: &str, parameters: &str) -> String {
    let password = PASSWORD.replace(' ', "%20");
    format!("postgres://{user}:{password}@{name}:{}/postgres?hostaddr=0.0.0.0&{parameters}", server.port)
}

#[tokio::test]
async fn a_remote_host_is_verified_by_default() {
    let server = Server::shared();
    let root = format!("sslrootcert={}", escaped(&server.file("root.crt")));
    let other = format!("sslrootcert={}", escaped(&server.file("other.crt")));
    for parameters in [
        root.clone(),
        format!("{root}&sslmode=verify-full"),
        format!("{root}&ssl_min_protocol_version=TLSv1.3"),
    ] {
        let database = connect(&remote(&server, "alice", NAME, &parameters)).await.unwrap();
        assert_eq!(encryption(&database).await.as_deref(), Some("TLSv1.3"), "{parameters}");
    }
    let (kind, told) = failure(&remote(&server, "alice", NAME, &other)).await;
    assert_eq!(kind, Kind::TryAgain);
    assert!(told.contains("signed by nobody that is trusted here"), "{told}");
    let (_, told) = failure(&remote(&server, "alice", "other.example.org", &root)).await;
    assert!(told.contains("is for another name"), "{told}");
    // Nothing said: the system's certificates, which know nothing of this server.
    let (_, told) = failure(&remote(&server, "alice", NAME, "")).await;
    assert!(told.contains("signed by nobody") || told.contains("no trusted certificates"), "{told}");
}

#[tokio::test]
async fn weaker_modes_check_what_they_say() {
    let server = Server::shared();
    let root = escaped(&server.file("root.crt"));
    let other = escaped(&server.file("other.crt"));
    for (name, parameters, works) in [
        ("other.example.org", format!("sslmode=verify-ca&sslrootcert={root}"), true),
        (NAME, format!("sslmode=verify-ca&sslrootcert={other}"), false),
        ("other.example.org", "sslmode=require".to_owned(), true),
        ("other.example.org", "sslmode=prefer".to_owned(), true),
        ("other.example.org", format!("sslmode=require&sslrootcert={root}"), true),
        (NAME, format!("sslmode=require&sslrootcert={other}"), false),
        (NAME, "sslmode=require&channel_binding=require".to_owned(), true),
    ] {
        let url = remote(&server, "alice", name, &parameters);
        match connect(&url).await {
            Ok(database) => assert!(works && encryption(&database).await.is_some(), "{parameters}"),
            Err(error) => assert!(!works && error.kind() == Kind::TryAgain, "{parameters}: {error}"),
        }
    }
}

#[tokio::test]
async fn a_client_certificate_logs_in() {
    let server = Server::shared();
    let files = [("sslrootcert", "root.crt"), ("sslcert", "client.crt"), ("sslkey", "client.key")];
    let files = files.map(|(name, file)| format!("{name}={}", escaped(&server.file(file))));
    connect(&remote(&server, "certified", NAME, &files.join("&"))).await.unwrap();
    let (kind, _) = failure(&remote(&server, "certified", NAME, &files[0])).await;
    assert_eq!(kind, Kind::NotPermitted);
}

#[tokio::test]
async fn clear_text_is_sent_to_another_machine_only_if_that_is_said() {
    let server = Server::shared();
    let database = connect(&remote(&server, "open", NAME, "sslmode=disable")).await.unwrap();
    assert_eq!(encryption(&database).await, None);
    for mode in ["prefer", "allow", "require", "verify-full&sslrootcert=system", "verify-ca"] {
        // A server, or somebody between, that says it can do no TLS, and hears what comes then.
        let listener = TcpListener::bind("0.0.0.0:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        let heard = std::thread::spawn(move || {
            let (mut stream, _) = listener.accept().unwrap();
            let mut request = [0; 8];
            stream.read_exact(&mut request).unwrap();
            stream.write_all(b"N").unwrap();
            let mut rest = Vec::new();
            let _ = stream.read_to_end(&mut rest);
            (request, rest)
        });
        let root = if mode == "verify-ca" {
            format!("&sslrootcert={}", escaped(&server.file("root.crt")))
        } else {
            String::new()
        };
        let url =
            format!("postgres://alice:wrong-password@{NAME}:{port}/x?hostaddr=0.0.0.0&sslmode={mode}{root}");
        let (_, told) = failure(&url).await;
        assert!(told.contains("offers no encryption"), "{mode}: {told}");
        let (request, rest) = heard.join().unwrap();
        assert_eq!((request, rest), ([0, 0, 0, 8, 4, 210, 22, 47], Vec::new()), "{mode}");
    }
}

#[tokio::test]
async fn on_this_machine_encryption_is_taken_where_it_is_offered() {
    let server = Server::shared();
    let database = connect(&format!("postgres://open@127.0.0.1:{}/postgres", server.port)).await.unwrap();
    assert!(encryption(&database).await.is_some());
    // A socket is never encrypted, whatever is asked for.
    let folder = escaped(server.socket_folder());
    let url = format!("postgres://postgres@/postgres?host={folder}&port={}&sslmode=verify-full", server.port);
    assert_eq!(encryption(&connect(&url).await.unwrap()).await, None);
}

#[tokio::test]
async fn what_the_server_refuses_is_said_plainly() {
    let server = Server::shared();
    let (folder, port) = (escaped(server.socket_folder()), server.port);
    let socket =
        |user: &str, database: &str| format!("postgres://{user}@/{database}?host={folder}&port={port}");
    for (url, kind, words) in [
        (
            socket("alice:wrong-password", "postgres"),
            Kind::NotPermitted,
            "refuses the password of the role \"alice\"",
        ),
        (
            socket("alice", "postgres"),
            Kind::NotPermitted,
            "wants a password for the role \"alice\", and none is set",
        ),
        (socket("postgres", "nowhere"), Kind::TryAgain, "there is no database \"nowhere\""),
        (
            socket("nobody", "postgres"),
            Kind::NotPermitted,
            "refuses the role \"nobody\": no pg_hba.conf entry",
        ),
        (
            format!("postgres://missing@127.0.0.1:{port}/postgres?sslmode=disable"),
            Kind::NotPermitted,
            "no pg_hba.conf entry",
        ),
    ] {
        let (told_kind, told) = failure(&url).await;
        assert!(told.contains(words), "{told}");
        assert_eq!(told_kind, kind, "{told}");
    }
}

#[tokio::test]
async fn what_is_not_there_is_named() {
    let server = Server::shared();
    let free = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    let long = "x".repeat(100);
    let folder = escaped(server.socket_folder());
    for (url, kind, words) in [
        (
            format!("postgres://127.0.0.1:{free}/x"),
            Kind::TryAgain,
            format!("cannot connect to 127.0.0.1:{free}: connection refused"),
        ),
        (
            "postgres://nowhere.invalid/x".to_owned(),
            Kind::TryAgain,
            "the host of nowhere.invalid:5432 is unknown".to_owned(),
        ),
        (
            "postgres:///x?host=/nonexistent".to_owned(),
            Kind::TryAgain,
            "/nonexistent/.s.PGSQL.5432: there is no such folder".to_owned(),
        ),
        (
            format!("postgres:///x?host={folder}&port=9"),
            Kind::TryAgain,
            ".s.PGSQL.9: there is no such socket".to_owned(),
        ),
        (format!("postgres:///x?host=/{long}"), Kind::Usage, "is too long: 115 bytes".to_owned()),
    ] {
        let begun = Instant::now();
        let (told_kind, told) = failure(&url).await;
        assert!(told.contains(&words), "{told}");
        assert_eq!(told_kind, kind, "{told}");
        assert!(
            !url.contains("127.0.0.1") || begun.elapsed() < Duration::from_secs(1),
            "one host is not waited for"
        );
    }
}

#[tokio::test]
async fn a_server_that_says_nothing_is_given_up() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    let (kind, told) = failure(&format!("postgres://127.0.0.1:{port}/x?connect_timeout=1")).await;
    assert_eq!((kind, told), (Kind::TryAgain, format!("no answer from 127.0.0.1:{port} within 1 s")));
}

#[tokio::test]
async fn the_second_host_is_taken_when_the_first_is_dead() {
    let server = Server::shared();
    let free = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    let hosts = format!("127.0.0.1:{free},127.0.0.1:{}", server.port);
    let database = connect(&format!("postgres://open@{hosts}/postgres")).await.unwrap();
    assert!(encryption(&database).await.is_some());
    // A refused password is no reason to offer it to the next host.
    let begun = Instant::now();
    let (kind, _) = failure(&format!("postgres://alice:wrong-password@{hosts}/postgres")).await;
    assert_eq!(kind, Kind::NotPermitted);
    assert!(begun.elapsed() < Duration::from_secs(2));
}

#[tokio::test]
async fn a_failover_is_waited_for() {
    let server = Server::shared();
    let elsewhere = tempfile::tempdir().unwrap();
    let later = elsewhere.path().join("later");
    let hosts = format!("{},{}", elsewhere.path().join("never").display(), later.display());
    let url = format!("host={hosts} port={} user=postgres dbname=postgres", server.port);
    let folder = server.socket_folder().to_path_buf();
    let takes_over = std::thread::spawn(move || {
        std::thread::sleep(Duration::from_millis(700));
        std::os::unix::fs::symlink(folder, later).unwrap();
    });
    let begun = Instant::now();
    connect(&url).await.unwrap();
    assert!(begun.elapsed() >= Duration::from_millis(700));
    takes_over.join().unwrap();
}

#[tokio::test]
async fn a_server_that_takes_no_writes_is_passed_over() {
    let server = Server::shared();
    let (folder, port) = (server.socket_folder().display(), server.port);
    let url = format!(
        "host={folder},{folder} port={port} user=postgres dbname=postgres options='-c default_transaction_read_only=on'"
    );
    let (kind, told) = failure(&url).await;
    assert_eq!(kind, Kind::TryAgain);
    assert_eq!(told.matches("is not read-write").count(), 2, "{told}");
    connect(&format!("{url} target_session_attrs=primary")).await.unwrap();
    connect(&format!("{url} target_session_attrs=read-only")).await.unwrap();
    let (_, told) = failure(&format!("{url} target_session_attrs=standby")).await;
    assert!(told.contains("is not standby"), "{told}");
}

#[tokio::test]
async fn a_lost_connection_is_known_and_replaced() {
    let server = Server::shared();
    let folder = escaped(server.socket_folder());
    let url = format!("postgres://postgres@/postgres?host={folder}&port={}", server.port);
    let database = connect(&url).await.unwrap();
    let client = database.client().await.unwrap();
    let cut = client.batch_execute("SELECT pg_terminate_backend(pg_backend_pid())").await.unwrap_err();
    assert!(is_connection_lost(&cut) && is_retriable(&cut), "{cut:?}");
    let closed = client.batch_execute("SELECT 1").await.unwrap_err();
    assert!(is_connection_lost(&closed), "{closed:?}");
    let fault = database.client().await.unwrap().batch_execute("SELECT 1 / 0").await.unwrap_err();
    assert!(!is_retriable(&fault));
    drop(client);
    database.client().await.unwrap().batch_execute("SELECT 1").await.unwrap();
}

#[tokio::test]
async fn a_database_describes_itself_without_its_password() {
    let server = Server::shared();
    let folder = escaped(server.socket_folder());
    let password = PASSWORD.replace(' ', "%20");
    let url = format!("postgres://alice:{password}@/postgres?host={folder}&port={}", server.port);
    let database = Database::connect(&settings(&url), "cases").await.unwrap();
    assert_eq!(database.schema(), "cases");
    assert_eq!(
        database.describe(),
        format!("postgresql://alice@/postgres?host={folder}&port={}", server.port)
    );
    assert!(!format!("{database:?}").contains("horse"));
    let row =
        database.client().await.unwrap().query_typed("SHOW application_name", &[]).await.unwrap().remove(0);
    assert_eq!(row.get::<_, &str>(0), "ct");
}

#[tokio::test]
async fn a_server_without_room_says_so() {
    let server = Server::shared();
    let (kind, told) = failure(&format!("postgres://few@127.0.0.1:{}/postgres", server.port)).await;
    assert_eq!(kind, Kind::TryAgain);
    assert!(told.contains("too many connections"), "{told}");
}
