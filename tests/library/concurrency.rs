//! Several at once: nothing twice, nothing half, no rule broken.

use ct::Kind;
use ct::noun::stage::Generate;
use ct::organization::ORGANIZATION;
use ct::place::{SetActive, set_active};
use ct::user::USER;

use crate::agency::{Agency, Import, counts, operation, passwords, refusal};

fn users(range: std::ops::Range<usize>, supervisor: &str) -> String {
    let rows: String =
        range.map(|n| format!("user{n}@example.org,User {n},CON,{supervisor},pending\n")).collect();
    format!("email,name,organization,supervisor,status\n{rows}boss@example.org,Boss,CON,,active\n")
}

/// Waits until so many connections wait for a lock.
pub(crate) async fn until_waiting(agency: &Agency, number: i64) {
    let administrator = crate::support::connect_to(&agency.own.superuser_url()).await;
    let waiting = "select count(*) from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'";
    while administrator.query_one(waiting, &[]).await.unwrap().get::<_, i64>(0) < number {
        tokio::task::yield_now().await;
    }
}

/// Holds the users' guard, so that whoever writes has made a plan by then and waits.
pub(crate) async fn held(agency: &Agency) -> tokio_postgres::Client {
    let holder = agency.own.connect().await;
    holder.batch_execute("begin; select from ct.guard where name = 'user' for update").await.unwrap();
    holder
}

#[tokio::test]
async fn overlapping_files_make_nobody_twice() {
    let agency = Agency::new().await;
    let holder = held(&agency).await;
    let other = agency.own.database().await;
    let one = Import::of(&USER).text(&agency.database, users(0..300, "boss@example.org"));
    let two = Import::of(&USER).text(&other, users(200..500, "boss@example.org"));
    let release = async {
        until_waiting(&agency, 2).await;
        holder.batch_execute("commit").await.unwrap();
    };
    let (one, two, ()) = tokio::join!(one, two, release);
    let (one, two) = (counts(&one.unwrap()), counts(&two.unwrap()));
    assert_eq!(one.0 + two.0, 501, "{one:?} {two:?}");
    assert_eq!((one.1 + two.1, one.2 + two.2), (0, 101), "{one:?} {two:?}");
    assert_eq!(agency.value("select count(*) from ct.users").await, "501");
    let created = "select count(*) from ct.history where noun = 'user' and action = 'created'";
    assert_eq!(agency.value(created).await, "501");
    let teams = "select count(*) from ct.users where supervisor_id = (select id from ct.users where login = 'boss@example.org')";
    assert_eq!(agency.value(teams).await, "500");
    assert_eq!(agency.value("select count(*) from ct.history where action = 'changed'").await, "0");
    assert_eq!(agency.value("select count(*) from ct.stage_user").await, "0");
}

/// Whoever is told in a file of passwords has that password.
#[tokio::test]
async fn overlapping_files_hand_out_only_what_opens() {
    let agency = Agency::new().await;
    let folder = tempfile::tempdir().unwrap();
    let holder = held(&agency).await;
    let other = agency.own.database().await;
    let import = |name: &str, seed: &[u8; 32]| {
        let mut passwords = passwords(Generate::ToFile(folder.path().join(name)));
        let rng = <rand::rngs::StdRng as rand::SeedableRng>::from_seed(*seed);
        passwords.rng = std::cell::RefCell::new(Box::new(rng));
        Import { passwords, ..Import::of(&USER) }
    };
    let one = import("one.csv", &[1; 32]).text(&agency.database, users(0..20, ""));
    let two = import("two.csv", &[2; 32]).text(&other, users(10..30, ""));
    let release = async {
        until_waiting(&agency, 2).await;
        holder.batch_execute("commit").await.unwrap();
    };
    let (one, two, ()) = tokio::join!(one, two, release);
    let (one, two) = (one.unwrap(), two.unwrap());
    assert_eq!((one.create + two.create, one.passwords + two.passwords), (31, 31));
    let mut told = Vec::new();
    for name in ["one.csv", "two.csv"] {
        let mut reader = csv::Reader::from_path(folder.path().join(name)).unwrap();
        told.extend(reader.records().map(|row| row.unwrap()[0].to_owned()));
    }
    told.sort();
    let before = told.len();
    told.dedup();
    assert_eq!((told.len(), before), (31, 31), "somebody is told two passwords");
}

#[tokio::test]
async fn of_two_who_add_the_same_one_wins() {
    let agency = Agency::new().await;
    let holder = held(&agency).await;
    let cells = [("email", "ann@example.org"), ("name", "Ann"), ("organization", "CON")];
    let other =
        Agency { database: agency.own.database().await, own: crate::support::TestDatabase::empty().await };
    let release = async {
        until_waiting(&agency, 2).await;
        holder.batch_execute("commit").await.unwrap();
    };
    let (one, two, ()) =
        tokio::join!(agency.one(&USER, None, &cells), other.one(&USER, None, &cells), release);
    let (won, lost) = if one.is_ok() { (one, two) } else { (two, one) };
    assert_eq!(counts(&won.unwrap()), (1, 0, 0));
    let lost = lost.unwrap_err();
    assert_eq!(lost.kind(), Kind::Refused);
    assert_eq!(lost.to_string(), "email: another user has it already (ann@example.org)");
    assert_eq!(agency.value("select count(*) from ct.users").await, "1");
}

#[tokio::test]
async fn no_circle_of_supervisors_by_two_who_meet() {
    let agency = Agency::new().await;
    agency.imported("email,name,organization\na@example.org,A,CON\nb@example.org,B,CON\n").await;
    let holder = held(&agency).await;
    let other = agency.own.database().await;
    let one = Import::of(&USER).text(&agency.database, "email,supervisor\na@example.org,b@example.org\n");
    let two = Import::of(&USER).text(&other, "email,supervisor\nb@example.org,a@example.org\n");
    let release = async {
        until_waiting(&agency, 2).await;
        holder.batch_execute("commit").await.unwrap();
    };
    let (one, two, ()) = tokio::join!(one, two, release);
    assert!(one.is_ok() != two.is_ok(), "{one:?} {two:?}");
    assert_eq!(agency.value("select count(*) from ct.users where supervisor_id is not null").await, "1");
}

#[tokio::test]
async fn nobody_gets_into_a_place_that_goes_out_of_use() {
    let agency = Agency::new().await;
    let id = agency.find(&ORGANIZATION, "ACM").await.unwrap().id;
    let holder = held(&agency).await;
    let other = agency.own.database().await;
    let import = Import::of(&USER)
        .text(&agency.database, "email,name,organization,organizations\na@example.org,A,ACM,CON\n");
    let request = SetActive { noun: &ORGANIZATION, id, label: "ACM".to_owned(), active: false };
    let own = operation("organization deactivate");
    let deactivate = set_active(&other, &own, &request);
    let release = async {
        until_waiting(&agency, 2).await;
        holder.batch_execute("commit").await.unwrap();
    };
    let (imported, deactivated, ()) = tokio::join!(import, deactivate, release);
    match (imported, deactivated) {
        (Ok(_), Err(error)) => assert_eq!(error.to_string(), "1 user belongs to the organization ACM"),
        (Err(error), Ok(true)) => {
            assert_eq!(refusal(Err(error)), "file.csv:2:3: organization: is inactive (ACM)");
        }
        both => panic!("{both:?}"),
    }
}

/// Rows that come slowly keep nobody else waiting.
#[tokio::test]
async fn a_slow_reader_is_in_nobodys_way() {
    let agency = Agency::new().await;
    let (sender, rest) = std::sync::mpsc::channel();
    let slow = Slow { header: std::io::Cursor::new(users(0..40_000, "").into_bytes()), rest };
    let other = agency.own.database().await;
    let import = Import::of(&USER).read(&agency.database, slow);
    let meanwhile = async {
        let administrator = crate::support::connect_to(&agency.own.superuser_url()).await;
        let copying = "select from pg_stat_activity where datname = current_database() and query like '%copy stage_user%' and pid <> pg_backend_pid()";
        while administrator.query(copying, &[]).await.unwrap().is_empty() {
            tokio::task::yield_now().await;
        }
        let csv = "email,name,organization\nquick@example.org,Quick,CON\n";
        let quick = Import::of(&USER).text(&other, csv).await.map(|outcome| counts(&outcome));
        drop(sender);
        quick
    };
    let (slow, quick) = tokio::join!(import, meanwhile);
    assert_eq!((quick.unwrap(), counts(&slow.unwrap())), ((1, 0, 0), (40_001, 0, 0)));
}

/// Has its header at once and its end when the sender goes.
struct Slow {
    header: std::io::Cursor<Vec<u8>>,
    rest: std::sync::mpsc::Receiver<()>,
}

impl std::io::Read for Slow {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        let length = self.header.read(buffer)?;
        if length == 0 {
            let _ = self.rest.recv();
        }
        Ok(length)
    }
}

#[tokio::test]
async fn ten_who_add_ten_at_once() {
    let agency = Agency::new().await;
    let mut all = tokio::task::JoinSet::new();
    for n in 0..10 {
        let database = agency.own.database().await;
        all.spawn(async move {
            // What holds the passwords' randomness stays on its thread.
            tokio::task::spawn_blocking(move || {
                let runtime = tokio::runtime::Handle::current();
                let csv =
                    format!("email,name,organization\nu{n}@example.org,U,CON\nsame@example.org,Same,CON\n");
                runtime.block_on(Import::of(&USER).text(&database, csv)).map(|outcome| counts(&outcome))
            })
            .await
            .unwrap()
        });
    }
    let created: u64 = all.join_all().await.into_iter().map(|settled| settled.unwrap().0).sum();
    assert_eq!(created, 11);
    assert_eq!(agency.value("select count(*) from ct.users").await, "11");
}

/// A statement that runs long, in a transaction that writes.
async fn sleep(database: &ct::db::Database) -> ct::Result<()> {
    let work = async |transaction: &ct::db::Transaction<'_>| {
        transaction.rows("test::sleep", "-- test::sleep\nselect pg_sleep(600)", &[]).await.map(drop)
    };
    database.write(&operation("sleep"), work).await
}

/// Whoever is killed leaves a server at work, which would keep everybody else out until its statement ends.
#[tokio::test]
async fn a_server_that_works_for_nobody_stops() {
    let agency = Agency::new().await;
    let administrator = crate::support::connect_to(&agency.own.superuser_url()).await;
    let at_work = "select count(*) from pg_stat_activity where datname = current_database() and query like '%pg_sleep(600)' \
                   and state = 'active' and pid <> pg_backend_pid()";
    let count = async || administrator.query_one(at_work, &[]).await.unwrap().get::<_, i64>(0);
    let until = async |number: i64| {
        while count().await != number {
            tokio::task::yield_now().await;
        }
    };
    tokio::select! {
        ended = sleep(&agency.database) => panic!("it ended: {ended:?}"),
        () = until(1) => {}
    }
    // Its caller is gone now.
    tokio::time::timeout(std::time::Duration::from_secs(60), until(0)).await.expect("it works on");
}
