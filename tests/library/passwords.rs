//! Passwords of new users: given, generated, none; handed out in a file.

use std::fs;
use std::io::{self, Read};
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};

use ct::Kind;
use ct::noun::stage::{Generate, Passwords};
use ct::password::{Handout, Hasher, Parameters, Secret, Stored, Terms};
use ct::user::USER;
use uuid::Uuid;

use crate::agency::{Agency, Import, counts, operation, passwords, refusal};

const GIVEN: &str = "Correct-Horse-1";

pub(crate) fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<_> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}

fn with(passwords: Passwords) -> Import {
    Import { passwords, ..Import::of(&USER) }
}

fn to_file(path: &Path) -> Import {
    with(passwords(Generate::ToFile(path.to_path_buf())))
}

/// What is stored of a user's password, and whether it is to be changed.
async fn stored(agency: &Agency, login: &str) -> Option<(Stored, bool)> {
    let sql = "select salt, verifier, memory_kib, passes, lanes, must_change from ct.credential c \
               join ct.users u on u.id = c.user_id where login = $1";
    let rows = agency.own.connect().await.query(sql, &[&login]).await.unwrap();
    let row = rows.first()?;
    let number = |index: usize| u32::try_from(row.get::<_, i32>(index)).unwrap();
    let parameters = Parameters { memory_kib: number(2), passes: number(3), lanes: number(4) };
    let [salt, verifier] = [0, 1].map(|index| row.get::<_, Vec<u8>>(index));
    let stored =
        Stored { salt: salt.try_into().unwrap(), verifier: verifier.try_into().unwrap(), parameters };
    Some((stored, row.get(5)))
}

pub(crate) async fn opens(agency: &Agency, login: &str, password: &str) -> bool {
    let instance: Uuid = agency.value("select id from ct.instance").await.parse().unwrap();
    let (stored, _) = stored(agency, login).await.expect("a password");
    Hasher::new().verify(&Secret::new(password), &stored, &instance).unwrap()
}

pub(crate) fn users(count: usize) -> String {
    let rows: String = (0..count).map(|n| format!("user{n}@example.org,User {n},CON\n")).collect();
    format!("email,name,organization\n{rows}")
}

#[tokio::test]
async fn given_ones_cost_in_full_and_open() {
    let agency = Agency::new().await;
    let csv = format!(
        "email,name,organization,password\nann@example.org,Ann,CON,{GIVEN}\nbob@example.org,Bob,CON,\n"
    );
    let outcome = agency.import(&csv).await.unwrap();
    assert_eq!((counts(&outcome), outcome.passwords), ((2, 0, 0), 1));
    let (kept, must_change) = stored(&agency, "ann@example.org").await.unwrap();
    assert_eq!((kept.parameters, must_change), (Parameters::DEFAULT, true));
    assert!(opens(&agency, "ann@example.org", GIVEN).await);
    assert!(!opens(&agency, "ann@example.org", "Correct-Horse-2").await);
    assert_eq!(stored(&agency, "bob@example.org").await, None);
    assert_eq!(agency.user("ann@example.org", "password_state").await, "temporary");
    assert_eq!(agency.user("bob@example.org", "password_state").await, "none");
}

#[tokio::test]
async fn generated_ones_are_cheap_and_open() {
    let agency = Agency::new().await;
    let outcome = with(passwords(Generate::Shown)).text(&agency.database, users(3)).await.unwrap();
    assert_eq!((outcome.passwords, outcome.shown.len()), (3, 3));
    for (email, secret) in &outcome.shown {
        let (kept, must_change) = stored(&agency, email).await.unwrap();
        assert_eq!((kept.parameters, must_change), (Parameters::MINIMAL, true));
        assert!(opens(&agency, email, secret.reveal()).await, "{email}");
    }
    let salts = "select count(distinct salt) || ' ' || count(distinct verifier) from ct.credential";
    assert_eq!(agency.value(salts).await, "3 3");
}

#[tokio::test]
async fn the_settings_of_the_instance_decide_the_cost() {
    let agency = Agency::new().await;
    agency.value("select ct.setting_set('password_passes', 3)").await;
    agency.imported(&format!("email,name,organization,password\nann@example.org,Ann,CON,{GIVEN}\n")).await;
    assert_eq!(stored(&agency, "ann@example.org").await.unwrap().0.parameters.passes, 3);
    assert!(opens(&agency, "ann@example.org", GIVEN).await);
    agency.value("select ct.setting_set('staff_password_length', 20)").await;
    let said =
        agency.refused(format!("email,name,organization,password\nbob@example.org,Bob,CON,{GIVEN}\n")).await;
    assert_eq!(said, "file.csv:2:4: password: it has 15 characters and needs at least 20");
}

#[tokio::test]
async fn no_change_and_an_end_can_be_told() {
    let agency = Agency::new().await;
    let until = "2026-01-01T00:00:00Z".parse().unwrap();
    let settings =
        Passwords { change_required: false, expires_at: Some(until), ..passwords(Generate::Shown) };
    let outcome = with(settings).text(&agency.database, users(1)).await.unwrap();
    assert_eq!(outcome.expires_at, Some(until));
    assert!(!stored(&agency, "user0@example.org").await.unwrap().1);
    assert_eq!(agency.user("user0@example.org", "password_state").await, "expired");
}

#[tokio::test]
async fn those_of_existing_users_are_replaced_only_when_told() {
    let agency = Agency::new().await;
    let csv = |password: &str| {
        format!(
            "email,name,organization,password\nann@example.org,Ann,CON,{password}\nbob@example.org,Bob,CON,\n"
        )
    };
    agency.imported(&csv(GIVEN)).await;
    let before = agency.content_but_batches().await;
    for generate in [Generate::Nobody, Generate::Shown] {
        let outcome = with(passwords(generate)).text(&agency.database, csv("Other-Horse-2")).await.unwrap();
        assert_eq!((counts(&outcome), outcome.passwords), ((0, 0, 2), 0));
        assert_eq!(agency.content_but_batches().await, before);
    }
    let replace = Passwords { replace: true, ..passwords(Generate::Shown) };
    let outcome = with(replace).text(&agency.database, csv("Other-Horse-2")).await.unwrap();
    assert_eq!((counts(&outcome), outcome.passwords), ((0, 0, 2), 1));
    assert!(opens(&agency, "ann@example.org", "Other-Horse-2").await);
    assert_eq!(stored(&agency, "bob@example.org").await, None, "nobody asked for one");
}

#[tokio::test]
async fn a_file_of_them_is_its_owners_alone() {
    let agency = Agency::new().await;
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("new.csv");
    let csv = "email,name,organization\nann@example.org,=Ann,CON\nbob@example.org,\"Bob, \"\"B\"\"\",CON\n";
    let outcome = to_file(&path).text(&agency.database, csv).await.unwrap();
    assert_eq!((outcome.passwords, outcome.shown.len()), (2, 0));
    assert_eq!(names(folder.path()), ["new.csv"]);
    assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o7777, 0o600);
    let mut reader = csv::Reader::from_path(&path).unwrap();
    assert_eq!(reader.headers().unwrap(), vec!["email", "name", "password", "expires_at"]);
    let rows: Vec<_> = reader.records().map(|row| row.unwrap()).collect();
    assert_eq!((&rows[0][0], &rows[0][1]), ("ann@example.org", "'=Ann"));
    assert_eq!((&rows[1][0], &rows[1][1]), ("bob@example.org", "Bob, \"B\""));
    for row in rows {
        assert!(opens(&agency, &row[0], &row[2]).await);
    }
    // With nobody new there is no file.
    let second = folder.path().join("second.csv");
    to_file(&second).text(&agency.database, csv).await.unwrap();
    assert_eq!(names(folder.path()), ["new.csv"]);
}

#[tokio::test]
async fn nothing_is_written_where_the_file_cannot_be() {
    let agency = Agency::new().await;
    let folder = tempfile::tempdir().unwrap();
    let exists = folder.path().join("there.csv");
    fs::write(&exists, "mine").unwrap();
    let before = agency.content().await;
    for (path, kind) in [
        (exists.clone(), Kind::Refused),
        (PathBuf::from("/dev/full"), Kind::Refused),
        (folder.path().join("nowhere/new.csv"), Kind::Usage),
        (folder.path().to_path_buf(), Kind::Refused),
    ] {
        let error = to_file(&path).text(&agency.database, users(2)).await.unwrap_err();
        assert_eq!(error.kind(), kind, "{}: {error}", path.display());
        assert_eq!(agency.content().await, before, "{}", path.display());
    }
    assert_eq!(
        (fs::read_to_string(&exists).unwrap(), names(folder.path())),
        ("mine".to_owned(), vec!["there.csv".to_owned()])
    );
}

/// A file may grow to 512 bytes only, as on a disk that is full: some users fit, and none is written.
#[tokio::test]
async fn nothing_is_written_when_the_disk_is_full() {
    let agency = Agency::new().await;
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("users.csv"), users(2000)).unwrap();
    let before = agency.content().await;
    let output = std::process::Command::new("/bin/sh")
        .args(["-c", "trap '' XFSZ; ulimit -f 1; exec \"$@\"", "sh", env!("CARGO_BIN_EXE_ct")])
        .args(["user", "import", "users.csv", "--passwords-out", "new.csv"])
        .env_clear()
        .env("DATABASE_URL", agency.own.url())
        .env("HOME", folder.path())
        .current_dir(folder.path())
        .output()
        .unwrap();
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(said.contains("cannot write new.csv"), "{said}");
    assert!(!output.status.success());
    assert_eq!(names(folder.path()), ["users.csv"]);
    assert_eq!(agency.content().await, before);
}

#[tokio::test]
async fn what_an_interrupted_run_left_is_settled() {
    let agency = Agency::new().await;
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("new.csv");
    // One that was committed and not renamed any more, and one that was rolled back.
    let committed = operation("user import");
    let import = Import { operation: committed.clone(), ..Import::of(&USER) };
    import.text(&agency.database, "email,name,organization\nold@example.org,Old,CON\n").await.unwrap();
    let terms = Terms { expires_at: None, change_required: true };
    for id in [committed.id, Uuid::new_v4()] {
        let mut handout = Handout::create(&path, id, terms).unwrap();
        handout.write("old@example.org", "Old", &Secret::new("secret")).unwrap();
        drop(handout.seal().unwrap());
    }
    assert_eq!(names(folder.path()).len(), 2);
    // The first is finished, and so there is a file of that name.
    let said = refusal(to_file(&path).text(&agency.database, users(1)).await);
    assert!(said.contains("new.csv exists already"), "{said}");
    assert_eq!(names(folder.path()), ["new.csv"]);
    assert_eq!(
        fs::read_to_string(&path).unwrap(),
        "email,name,password,expires_at\nold@example.org,Old,secret,\n"
    );
    assert_eq!(agency.value("select count(*) from ct.users").await, "1");
    to_file(&folder.path().join("other.csv")).text(&agency.database, users(1)).await.unwrap();
    assert_eq!(names(folder.path()), ["new.csv", "other.csv"]);
}

/// Ends all connections to the database when half of it has been read.
struct Ending {
    first: io::Cursor<Vec<u8>>,
    rest: io::Cursor<Vec<u8>>,
    end: Option<String>,
}

impl Read for Ending {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        match self.first.read(buffer)? {
            0 => {
                if let Some(url) = self.end.take() {
                    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
                    runtime.block_on(async {
                        let client = crate::support::connect_to(&url).await;
                        let end = "select pg_terminate_backend(pid, 5000) from pg_stat_activity \
                                   where datname = current_database() and pid <> pg_backend_pid()";
                        client.query(end, &[]).await.unwrap();
                    });
                }
                self.rest.read(buffer)
            }
            length => Ok(length),
        }
    }
}

#[tokio::test]
async fn nothing_is_written_when_the_server_ends_the_connection_half_way() {
    let agency = Agency::new().await;
    let folder = tempfile::tempdir().unwrap();
    let before = agency.content().await;
    // The first megabyte is read for the header alone.
    let first = users(40_000);
    assert!(first.len() > 1024 * 1024);
    let reader = Ending {
        first: io::Cursor::new(first.into_bytes()),
        rest: io::Cursor::new(b"last@example.org,Last,CON\n".to_vec()),
        end: Some(agency.own.superuser_url()),
    };
    let error = to_file(&folder.path().join("new.csv")).read(&agency.database, reader).await.unwrap_err();
    assert_eq!(error.kind(), Kind::TryAgain, "{error}");
    assert_eq!(agency.content().await, before);
    assert!(names(folder.path()).is_empty());
}

/// Ended while it writes: it waits for the lock that another connection holds.
#[tokio::test]
async fn nothing_is_written_when_the_server_ends_the_writing() {
    let agency = Agency::new().await;
    agency.imported("email,name,organization\nold@example.org,Old,CON\n").await;
    let folder = tempfile::tempdir().unwrap();
    let holder = agency.own.connect().await;
    holder.batch_execute("begin; select from ct.guard where name = 'user' for update").await.unwrap();
    let before = agency.content().await;
    let path = folder.path().join("new.csv");
    let import = to_file(&path).text(&agency.database, users(3));
    let end = async {
        let administrator = crate::support::connect_to(&agency.own.superuser_url()).await;
        let waiting = "select pg_terminate_backend(pid, 5000) from pg_stat_activity \
                       where datname = current_database() and wait_event_type = 'Lock'";
        while administrator.query(waiting, &[]).await.unwrap().is_empty() {
            tokio::task::yield_now().await;
        }
    };
    let (settled, ()) = tokio::join!(import, end);
    assert_eq!(settled.unwrap_err().kind(), Kind::TryAgain);
    holder.batch_execute("rollback").await.unwrap();
    assert_eq!(agency.content().await, before);
    assert!(names(folder.path()).is_empty());
    // And again, now that nobody is in the way.
    assert_eq!(to_file(&path).text(&agency.database, users(3)).await.unwrap().passwords, 3);
}
