//! An import of ten thousand people that is cut off, and what holds after it and after it is repeated.

use std::cell::RefCell;
use std::fmt::Write as _;
use std::fs;
use std::io::Cursor;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use ct::Result;
use ct::db::Database;
use ct::db::settings::DEFAULT_SCHEMA;
use ct::noun::stage::runs::Run;
use ct::noun::stage::{Generate, Outcome, Passwords, Strictness, Watch};
use ct::organization::ORGANIZATION;
use ct::password::{Hasher, Parameters, Secret, Stored};
use ct::user::USER;
use ct::workgroup::WORKGROUP;
use rand::SeedableRng;
use rand::rngs::StdRng;
use tempfile::TempDir;
use tokio_postgres::Client;

use crate::agency::{Import, passwords};
use crate::support::{TestDatabase, connect_to, database_at};

/// How many rows are good.
pub(crate) const GOOD: u64 = 10_000;
/// Every so many rows one is bad: by turns in a way that the file tells, and in one that only the database knows.
const BAD_EVERY: u64 = 1_000;
/// The password that some have in the file, where any have.
const GIVEN: &str = "Correct-Horse-1";
/// How many those are.
const GIVEN_TO: u64 = 3;

/// Who is imported.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum People {
    /// People who all get a generated password, which is hashed beside the writing.
    Plain,
    /// Some have their password in the file: all are hashed before anything is locked.
    SomeGiven,
    /// In a file that is longer than what is read of one for the header alone.
    Long,
}

/// What is imported, and where to.
pub(crate) struct Case {
    /// The database, as its owner.
    pub(crate) url: String,
    /// Where the files of passwords and of rejected rows go.
    pub(crate) folder: PathBuf,
    /// Who.
    pub(crate) people: People,
    _kept: (TempDir, Option<TestDatabase>),
}

/// The file.
pub(crate) fn file(people: People) -> String {
    let mut text = String::from("email,name,address,organization,workgroups,supervisor,password\n");
    let long = "Some Street 12, behind the old mill, third door on the left, ".repeat(3);
    let address = if people == People::Long { long.as_str() } else { "Some Street " };
    for number in 0..GOOD {
        if number % BAD_EVERY == 500 {
            let (mail, supervisor) = if number % (2 * BAD_EVERY) == 500 {
                ("no address".to_owned(), "")
            } else {
                (format!("bad{number}@example.org"), "nobody@example.org")
            };
            writeln!(text, "{mail},Bad {number},,CON,,{supervisor},").unwrap();
        }
        let password = if people == People::SomeGiven && number < GIVEN_TO { GIVEN } else { "" };
        let group = if number % 2 == 0 { "Basic" } else { "" };
        writeln!(
            text,
            "user{number}@example.org,User {number},\"{address}{number}\",CON,{group},,{password}"
        )
        .unwrap();
    }
    text
}

/// The import as somebody types it, and types it again; with its own randomness each time, so that a password of one
/// run does not open what another one wrote.
pub(crate) fn import(folder: &Path, seed: u64) -> Import {
    let generate = Generate::ToFile(folder.join("passwords.csv"));
    let rng = RefCell::new(Box::new(StdRng::seed_from_u64(seed)) as _);
    Import {
        passwords: Passwords { rng, ..passwords(generate) },
        strictness: Strictness::Partial(None),
        rejects: Some(folder.join("rejects.csv")),
        ..Import::of(&USER)
    }
}

/// Keeps the runs that were found to be cut off.
#[derive(Default)]
pub(crate) struct CutOff(RefCell<Vec<Run>>);

impl Watch for CutOff {
    fn cut_off(&self, run: &Run) {
        self.0.borrow_mut().push(run.clone());
    }
}

/// What an import needs to be there.
pub(crate) async fn fill(database: &Database) {
    for (noun, csv) in
        [(&ORGANIZATION, "code,name\nCON,Congress\n"), (&WORKGROUP, "code,name\nBasic,Basic\n")]
    {
        Import::of(noun).text(database, csv).await.unwrap();
    }
}

impl Case {
    /// On the PostgreSQL of all tests.
    pub(crate) async fn new(people: People) -> Self {
        let own = TestDatabase::new().await;
        fill(&own.database().await).await;
        let url = own.url();
        Self { _kept: (tempfile::tempdir().unwrap(), Some(own)), ..Self::at(url, people) }.placed()
    }

    /// On any.
    pub(crate) fn at(url: String, people: People) -> Self {
        let kept = (tempfile::tempdir().unwrap(), None);
        Self { url, folder: PathBuf::new(), people, _kept: kept }.placed()
    }

    fn placed(self) -> Self {
        Self { folder: self._kept.0.path().to_path_buf(), ..self }
    }

    /// Runs it in this process.
    pub(crate) async fn run(&self, seed: u64, watch: &dyn Watch) -> Result<Outcome> {
        let database = database_at(&self.url, DEFAULT_SCHEMA).await;
        let input = Cursor::new(file(self.people).into_bytes());
        import(&self.folder, seed).watched(&database, input, watch).await
    }

    /// The names in the folder.
    pub(crate) fn names(&self) -> Vec<String> {
        let entries = fs::read_dir(&self.folder).unwrap();
        let mut names: Vec<_> =
            entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    }

    /// How many users there are: none or all, each with a password.
    pub(crate) async fn users(&self) -> u64 {
        let client = connect_to(&self.url).await;
        let [users, passwords, applied] = counts(
            &client,
            "select (select count(*) from ct.users), (select count(*) from ct.credential), \
             (select count(*) from ct.batch where noun = 'user' and created > 0)",
        )
        .await;
        assert!(users == 0 || users == GOOD, "half-written: {users} users");
        assert_eq!((passwords, applied), (users, u64::from(users > 0)));
        users
    }

    /// Does the same again, as often as it takes; gives how many runs were found cut off. Then all is there, and
    /// nothing is left over.
    pub(crate) async fn repeat(&self, moment: &str) -> usize {
        let before = self.users().await;
        let passwords = fs::read(self.folder.join("passwords.csv")).ok();
        if self.names().contains(&"rejects.csv".to_owned()) {
            // Nobody writes over rows that somebody may have corrected by now.
            assert_eq!(before, GOOD, "{moment}: rejects of an import that was not applied");
            assert_eq!(fs::read_to_string(self.folder.join("rejects.csv")).unwrap(), rejects(), "{moment}");
            let refused = self.run(2, &CutOff::default()).await.unwrap_err();
            assert!(refused.to_string().contains("rejects.csv exists already"), "{moment}: {refused}");
            fs::remove_file(self.folder.join("rejects.csv")).unwrap();
        }
        let found = self.repeat_as_it_is(moment).await;
        if let Some(passwords) = passwords {
            assert_eq!(fs::read(self.folder.join("passwords.csv")).unwrap(), passwords, "{moment}");
        }
        found
    }

    /// Does the same again, once.
    pub(crate) async fn repeat_as_it_is(&self, moment: &str) -> usize {
        let before = self.users().await;
        let cut_off = CutOff::default();
        let outcome = self.run(3, &cut_off).await.unwrap_or_else(|error| panic!("{moment}: {error:?}"));
        let told = (outcome.create + outcome.keep, outcome.create == 0, outcome.rejected);
        assert_eq!((told.0, told.2), (GOOD, GOOD / BAD_EVERY), "{moment}");
        assert!(told.1 || before == 0, "{moment}: users were there, and some were created");
        self.is_complete(moment).await;
        cut_off.0.into_inner().len()
    }

    /// All is there, and nothing is left over.
    pub(crate) async fn is_complete(&self, moment: &str) {
        assert_eq!(self.users().await, GOOD, "{moment}");
        assert_eq!(self.names(), ["passwords.csv", "rejects.csv"], "{moment}");
        for name in self.names() {
            let mode = fs::metadata(self.folder.join(&name)).unwrap().permissions().mode();
            assert_eq!(mode & 0o7777, 0o600, "{moment}: {name}");
        }
        assert_eq!(fs::read_to_string(self.folder.join("rejects.csv")).unwrap(), rejects(), "{moment}");
        let client = connect_to(&self.url).await;
        let waiting = "select (select count(*) from ct.stage_user), (select count(*) from ct.stage_plan), \
             (select count(*) from ct.stage_credential), (select count(*) from ct.stage_operation), \
             (select count(*) from ct.run)";
        assert_eq!(counts::<5>(&client, waiting).await, [0; 5], "{moment}: something waits");
        self.passwords_open(&client, moment).await;
    }

    /// As many passwords are told as users were written without one of their own, and those of some open.
    async fn passwords_open(&self, client: &Client, moment: &str) {
        let mut reader = csv::Reader::from_path(self.folder.join("passwords.csv")).unwrap();
        let rows: Vec<_> = reader.records().map(|row| row.unwrap()).collect();
        let given = if self.people == People::SomeGiven { GIVEN_TO } else { 0 };
        assert_eq!(rows.len() as u64, GOOD - given, "{moment}");
        for row in [&rows[0], &rows[rows.len() / 2], &rows[rows.len() - 1]] {
            assert!(opens(client, &row[0], &row[2]).await, "{moment}: {}", &row[0]);
        }
        if self.people == People::SomeGiven {
            assert!(opens(client, "user0@example.org", GIVEN).await, "{moment}");
        }
    }
}

/// The rejected rows, as an import that nobody interrupts writes them.
fn rejects() -> String {
    static REJECTS: OnceLock<String> = OnceLock::new();
    let text = || {
        let mut text =
            "_line,_error,_blanked,email,name,address,organization,workgroups,supervisor,password\n"
                .to_owned();
        for number in (0..GOOD / BAD_EVERY).map(|thousand| thousand * BAD_EVERY + 500) {
            let line = number + 2 + number / BAD_EVERY;
            let (what, mail, supervisor) = if number % (2 * BAD_EVERY) == 500 {
                ("email: is no e-mail address: it has no @ (no address)", "no address".to_owned(), "")
            } else {
                let what =
                    "supervisor: there is no user with this e-mail, in the file neither (nobody@example.org)";
                (what, format!("bad{number}@example.org"), "nobody@example.org")
            };
            let what = if what.contains(',') { format!("\"{what}\"") } else { what.to_owned() };
            writeln!(text, "{line},{what},,{mail},Bad {number},,CON,,{supervisor},").unwrap();
        }
        text
    };
    REJECTS.get_or_init(text).clone()
}

async fn counts<const N: usize>(client: &Client, sql: &str) -> [u64; N] {
    let row = client.query_one(sql, &[]).await.unwrap();
    std::array::from_fn(|index| u64::try_from(row.get::<_, i64>(index)).unwrap())
}

async fn opens(client: &Client, login: &str, password: &str) -> bool {
    let sql = "select salt, verifier, memory_kib, passes, lanes, i.id from ct.credential c \
               join ct.users u on u.id = c.user_id, ct.instance i where login = $1";
    let row = client.query_one(sql, &[&login]).await.unwrap();
    let number = |index: usize| u32::try_from(row.get::<_, i32>(index)).unwrap();
    let parameters = Parameters { memory_kib: number(2), passes: number(3), lanes: number(4) };
    let [salt, verifier] = [0, 1].map(|index| row.get::<_, Vec<u8>>(index));
    let stored =
        Stored { salt: salt.try_into().unwrap(), verifier: verifier.try_into().unwrap(), parameters };
    Hasher::new().verify(&Secret::new(password), &stored, &row.get(5)).unwrap()
}
