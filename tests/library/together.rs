//! Whole files at once, by two and by eight, in every order: nobody twice, nobody refused because of the others, and
//! everybody who is told a password can use it.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Barrier;

use ct::batch::{Undo, Undone, undo};
use ct::db::settings::DEFAULT_SCHEMA;
use ct::location::LOCATION;
use ct::noun::Noun;
use ct::noun::stage::{Generate, Outcome, Passwords, Strictness};
use ct::organization::ORGANIZATION;
use ct::password::{Hasher, Parameters, Secret, Stored};
use ct::user::USER;
use ct::workgroup::WORKGROUP;
use ct::{Kind, NOUNS, Result};
use rand::SeedableRng;
use rand::rngs::StdRng;
use rand::seq::SliceRandom;

use crate::agency::{Agency, Import, counts, operation, passwords};
use crate::concurrency::{held, until_waiting};
use crate::support::database_at;

/// One of several who import at once.
struct Turn {
    noun: &'static Noun,
    text: String,
    number: u64,
    is_partial: bool,
}

impl Turn {
    fn of(noun: &'static Noun, text: String) -> Self {
        Self { noun, text, number: 0, is_partial: false }
    }

    fn import(&self, folder: &Path) -> Import {
        let named = |what: &str| folder.join(format!("{what}{}.csv", self.number));
        let generate =
            if self.noun.name == "user" { Generate::ToFile(named("passwords")) } else { Generate::Nobody };
        let rng = RefCell::new(Box::new(StdRng::seed_from_u64(self.number)) as _);
        let import = Import { passwords: Passwords { rng, ..passwords(generate) }, ..Import::of(self.noun) };
        if self.is_partial {
            let rejects = Some(named("rejects"));
            return Import { strictness: Strictness::Partial(None), rejects, ..import };
        }
        import
    }
}

/// How several begin to write.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Writing {
    /// As it comes.
    AsItComes,
    /// When all of them have planned: each but the first finds that others have written since.
    AllPlanned,
}

/// All of them at once, each on a thread and with connections of its own; gives what became of each.
fn together(agency: &Agency, folder: &Path, turns: &[Turn], writing: Writing) -> Vec<Outcome> {
    let url = agency.own.url();
    let barrier = Barrier::new(turns.len() + 1);
    let on_its_own = || tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let run = |turn: &Turn| -> Result<Outcome> {
        on_its_own().block_on(async {
            let database = database_at(&url, DEFAULT_SCHEMA).await;
            barrier.wait();
            turn.import(folder).text(&database, turn.text.clone()).await
        })
    };
    std::thread::scope(|scope| {
        let run = &run;
        let threads: Vec<_> = turns.iter().map(|turn| scope.spawn(move || run(turn))).collect();
        let hold = || {
            on_its_own().block_on(async {
                let holder = if writing == Writing::AllPlanned { Some(held(agency).await) } else { None };
                barrier.wait();
                if let Some(holder) = holder {
                    until_waiting(agency, i64::try_from(turns.len()).unwrap()).await;
                    holder.batch_execute("commit").await.unwrap();
                }
            });
        };
        scope.spawn(hold).join().unwrap();
        threads.into_iter().map(|thread| thread.join().unwrap().unwrap()).collect()
    })
}

/// These people in an order of their own, each on the team of one of the same file; some rows are bad, where they may
/// be.
fn people(numbers: std::ops::Range<u64>, seed: u64, bad: u64) -> String {
    let name = |number: u64| format!("user{number}@example.org");
    let mut rows: Vec<_> = numbers
        .clone()
        .map(|number| {
            // The same one in every file that has both.
            let first = number / 250 * 250;
            let supervisor = if number == first { String::new() } else { name(first) };
            format!("{},User {number},CON,{supervisor},Basic\n", name(number))
        })
        .collect();
    rows.extend((0..bad).map(|number| format!("bad{number}@example.org,Bad,CON,nobody@example.org,\n")));
    rows.shuffle(&mut StdRng::seed_from_u64(seed));
    format!("email,name,organization,supervisor,workgroups\n{}", rows.concat())
}

/// What the files of passwords tell, by e-mail; nobody is told two.
fn told(folder: &Path, outcomes: &[Outcome]) -> BTreeMap<String, String> {
    let mut all = BTreeMap::new();
    for (number, outcome) in outcomes.iter().enumerate() {
        let path = folder.join(format!("passwords{number}.csv"));
        assert_eq!(path.exists(), outcome.create > 0, "{number}: {outcome:?}");
        let before = all.len();
        if path.exists() {
            let mut reader = csv::Reader::from_path(&path).unwrap();
            all.extend(reader.records().map(|row| {
                let row = row.unwrap();
                (row[0].to_owned(), row[2].to_owned())
            }));
        }
        assert_eq!(
            (all.len() - before) as u64,
            outcome.create,
            "{number}: others than it made, or some twice"
        );
        assert_eq!(outcome.passwords, outcome.create);
    }
    all
}

/// Every password that is told opens.
async fn open(agency: &Agency, told: &BTreeMap<String, String>) {
    let sql = "select email, salt, verifier, memory_kib, passes, lanes, i.id from ct.credential c \
               join ct.users u on u.id = c.user_id, ct.instance i";
    let rows = agency.own.connect().await.query(sql, &[]).await.unwrap();
    assert_eq!(rows.len(), told.len());
    let mut hasher = Hasher::new();
    for row in rows {
        let number = |index: usize| u32::try_from(row.get::<_, i32>(index)).unwrap();
        let parameters = Parameters { memory_kib: number(3), passes: number(4), lanes: number(5) };
        let [salt, verifier] = [1, 2].map(|index| row.get::<_, Vec<u8>>(index));
        let stored =
            Stored { salt: salt.try_into().unwrap(), verifier: verifier.try_into().unwrap(), parameters };
        let email: &str = row.get(0);
        let opens = hasher.verify(&Secret::new(told[email].as_str()), &stored, &row.get(6)).unwrap();
        assert!(opens, "{email} was told another password");
    }
}

/// That many import overlapping files, which have so many people in all.
async fn all_are_there_once(turns: &[Turn], writing: Writing, people: u64, bad: u64) {
    let agency = Agency::new().await;
    let folder = tempfile::tempdir().unwrap();
    let outcomes = together(&agency, folder.path(), turns, writing);
    let created: u64 = outcomes.iter().map(|outcome| outcome.create).sum();
    assert_eq!(created, people, "{outcomes:?}");
    for outcome in &outcomes {
        assert_eq!((outcome.change, outcome.rejected), (0, bad), "{outcome:?}");
    }
    for (what, number) in [
        ("users", people),
        ("history where noun = 'user' and action = 'created'", people),
        ("history where noun = 'user' and action = 'changed'", 0),
        ("batch where noun = 'user'", turns.len() as u64),
        ("stage_user", 0),
        ("stage_plan", 0),
        ("stage_credential", 0),
        ("stage_operation", 0),
        ("run", 0),
    ] {
        let sql = format!("select count(*) from ct.{what}");
        assert_eq!(agency.value(&sql).await, number.to_string(), "{what}");
    }
    let told = told(folder.path(), &outcomes);
    assert_eq!(told.len() as u64, people);
    open(&agency, &told).await;
}

#[tokio::test]
async fn two_with_the_same_people_in_another_order() {
    let turn = |number| Turn { number, ..Turn::of(&USER, people(0..2_000, number, 0)) };
    all_are_there_once(&[0, 1].map(turn), Writing::AllPlanned, 2_000, 0).await;
}

#[tokio::test]
async fn eight_with_the_same_people_and_some_bad_rows() {
    let turn = |number| Turn { number, is_partial: true, ..Turn::of(&USER, people(0..2_000, number, 5)) };
    all_are_there_once(&[0, 1, 2, 3, 4, 5, 6, 7].map(turn), Writing::AsItComes, 2_000, 5).await;
}

#[tokio::test]
async fn eight_whose_halves_overlap() {
    let turn = |number| {
        let numbers = number * 250..number * 250 + 500;
        Turn { number, ..Turn::of(&USER, people(numbers, number, 0)) }
    };
    all_are_there_once(&[0, 1, 2, 3, 4, 5, 6, 7].map(turn), Writing::AllPlanned, 2_250, 0).await;
}

/// Places change while users that belong to them are written.
#[tokio::test]
async fn users_and_places_at_once() {
    let agency = Agency::new().await;
    let folder = tempfile::tempdir().unwrap();
    let organizations = |name: &str| {
        let more: String = (0..100).map(|n| format!("X{n:02},{name} {n}\n")).collect();
        format!("code,name\nCON,{name}\nACM,{name}\n{more}")
    };
    let locations = |name: &str| {
        format!("code,name,organization\nCON-1,{name},CON\nACM-1,{name},ACM\nCON-2,{name},CON\n")
    };
    let turns = [
        Turn::of(&USER, people(0..800, 1, 0)),
        Turn { number: 1, ..Turn::of(&USER, people(0..800, 2, 0)) },
        Turn::of(&ORGANIZATION, organizations("One")),
        Turn::of(&ORGANIZATION, organizations("Two")),
        Turn::of(&LOCATION, locations("One")),
        Turn::of(&LOCATION, locations("Two")),
        Turn::of(&WORKGROUP, "code,name\nBasic,One\nNew,One\n".to_owned()),
        Turn::of(&WORKGROUP, "code,name,tools\nNew,Two,cases\nBasic,Two,users:write\n".to_owned()),
    ];
    let outcomes = together(&agency, folder.path(), &turns, Writing::AsItComes);
    let created =
        |range: std::ops::Range<usize>| outcomes[range].iter().map(|outcome| outcome.create).sum::<u64>();
    assert_eq!([created(0..2), created(2..4), created(4..6), created(6..8)], [800, 100, 1, 1]);
    open(&agency, &told(folder.path(), &outcomes[..2])).await;
    for table in
        ["stage_user", "stage_organization", "stage_location", "stage_workgroup", "stage_plan", "run"]
    {
        assert_eq!(agency.value(&format!("select count(*) from ct.{table}")).await, "0", "{table}");
    }
}

fn undoing(batch: i64, wait: bool) -> Undo {
    Undo { nouns: &NOUNS, batch, operation: operation("batch undo"), wait, dry_run: false }
}

/// Of an import and an undo that wait for the same turn, the undo comes second, and sees what the import did.
#[tokio::test]
async fn an_undo_keeps_what_is_edited_while_it_waits() {
    let agency = Agency::new().await;
    let batch = agency.import(&people(0..100, 1, 0)).await.unwrap().batch.unwrap();
    let holder = held(&agency).await;
    let (one, two) = (agency.own.database().await, agency.own.database().await);
    let edits: String = (50..100).map(|n| format!("user{n}@example.org,Edited\n")).collect();
    let import = Import::of(&USER).text(&one, format!("email,name\n{edits}"));
    let undo = async {
        until_waiting(&agency, 1).await;
        undo(&two, undoing(batch, true)).await
    };
    let release = async {
        until_waiting(&agency, 2).await;
        holder.batch_execute("commit").await.unwrap();
    };
    let (imported, undone, ()) = tokio::join!(import, undo, release);
    let undone = undone.unwrap();
    assert_eq!(counts(&imported.unwrap()), (0, 50, 0));
    // The first supervises those who stay.
    assert_eq!((undone.undone, undone.kept.len(), undone.failed.len()), (49, 50, 1), "{undone:?}");
    assert_eq!(agency.value("select count(*) from ct.users where deactivated_at is null").await, "51");
    assert_eq!(agency.value("select count(*) from ct.stage_operation").await, "0");
}

#[tokio::test]
async fn a_batch_is_undone_once() {
    let agency = Agency::new().await;
    let batch = agency.import(&people(0..20, 1, 0)).await.unwrap().batch.unwrap();
    let holder = held(&agency).await;
    let (one, two) = (agency.own.database().await, agency.own.database().await);
    let release = async {
        until_waiting(&agency, 2).await;
        holder.batch_execute("commit").await.unwrap();
    };
    let (one, two, ()) =
        tokio::join!(undo(&one, undoing(batch, true)), undo(&two, undoing(batch, true)), release);
    let (one, two): (Undone, Undone) = (one.unwrap(), two.unwrap());
    assert_eq!(one.undone + two.undone, 20, "{one:?} {two:?}");
    let (first, second) = if one.batch.is_some() { (one, two) } else { (two, one) };
    assert_eq!((second.batch, second.already_by), (None, first.batch));
    assert_eq!(agency.value("select count(*) from ct.batch where undoes is not null").await, "1");
    assert_eq!(agency.value("select count(*) from ct.stage_operation").await, "0");
}

/// Who does not want to wait is told so while another one is at work, whether that reads or writes, and nothing happens.
#[tokio::test]
async fn who_does_not_want_to_wait_need_not() {
    let agency = Agency::new().await;
    let batch = agency.import(&people(0..20, 1, 0)).await.unwrap().batch.unwrap();
    let holder = held(&agency).await;
    let other = agency.own.database().await;
    let at_work = Import::of(&USER).text(&agency.database, people(0..40, 1, 0));
    let meanwhile = async {
        until_waiting(&agency, 1).await;
        // Whoever waits says every now and then that it lives.
        let content = async || {
            let mut content = agency.content().await;
            content.remove("run");
            content
        };
        let before = content().await;
        let impatient = Import { wait: false, ..Import::of(&USER) };
        let error = impatient.text(&other, people(0..30, 2, 0)).await.unwrap_err();
        assert_eq!(error.kind(), Kind::TryAgain);
        assert!(
            error
                .to_string()
                .starts_with("another run is at work on users: the import of file.csv by tester"),
            "{error}"
        );
        let error = undo(&other, undoing(batch, false)).await.unwrap_err();
        assert_eq!(
            (error.kind(), error.to_string().as_str()),
            (Kind::TryAgain, "another run holds the lock")
        );
        assert_eq!(content().await, before);
        // Who waits for nobody of the same noun need not wait.
        let places = Import { wait: false, ..Import::of(&WORKGROUP) };
        assert_eq!(counts(&places.text(&other, "code,name\nNew,New\n").await.unwrap()), (1, 0, 0));
        holder.batch_execute("commit").await.unwrap();
    };
    let (at_work, ()) = tokio::join!(at_work, meanwhile);
    assert_eq!(counts(&at_work.unwrap()), (20, 0, 20));
    let impatient = Import { wait: false, ..Import::of(&USER) };
    assert_eq!(counts(&impatient.text(&other, people(0..30, 2, 0)).await.unwrap()), (0, 0, 30));
}
