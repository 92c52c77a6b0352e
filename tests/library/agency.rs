//! A small agency to test on: some organizations, a workgroup or two, and short ways to import and to look.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::io::{Cursor, Read};
use std::path::{Path, PathBuf};

use ct::csv_io::{self, File, Mapping};
use ct::db::{Database, Operation};
use ct::location::LOCATION;
use ct::noun::one::{self, One};
use ct::noun::stage::{
    self, Conflict, Expectation, Generate, Goal, Outcome, Passwords, Planned, Record as Recorded, Request,
    Strictness, Watch,
};
use ct::noun::{Cell, Found, List, Noun, Page, Sort, find_exact};
use ct::organization::ORGANIZATION;
use ct::paused::import::Parking;
use ct::provider::PROVIDER;
use ct::record::Record;
use ct::user::USER;
use ct::workgroup::WORKGROUP;
use ct::{Error, Result};
use futures_util::TryStreamExt;
use rand::SeedableRng;
use rand::rngs::StdRng;
use tokio_postgres::Client;
use uuid::Uuid;

use crate::support::TestDatabase;

/// A database with the organizations `CON` and `ACM`, the locations `CON-1` and `ACM-1` of theirs, the provider
/// `HELP`, and the workgroups `Basic` and `Admin`.
pub(crate) struct Agency {
    /// The database.
    pub(crate) own: TestDatabase,
    /// The same as the library sees it.
    pub(crate) database: Database,
}

/// How to import; `Import::of(&USER)` is how it is done where nothing else is told.
pub(crate) struct Import {
    pub(crate) noun: &'static Noun,
    pub(crate) conflict: Conflict,
    pub(crate) passwords: Passwords,
    pub(crate) dry_run: bool,
    pub(crate) mapping: Mapping,
    pub(crate) delimiter: Option<u8>,
    pub(crate) encoding: Option<&'static encoding_rs::Encoding>,
    pub(crate) path: Option<PathBuf>,
    pub(crate) operation: Operation,
    pub(crate) strictness: Strictness,
    pub(crate) rejects: Option<PathBuf>,
    pub(crate) wait: bool,
    pub(crate) parking: Parking,
}

/// Keeps what would become of rows.
#[derive(Default)]
pub(crate) struct Seen(pub(crate) RefCell<Vec<Planned>>);

impl Watch for Seen {
    fn planned(&self, row: Planned) -> Result<()> {
        self.0.borrow_mut().push(row);
        Ok(())
    }
}

impl Import {
    pub(crate) fn of(noun: &'static Noun) -> Self {
        Self {
            noun,
            conflict: Conflict::Update,
            passwords: passwords(Generate::Nobody),
            dry_run: false,
            mapping: Mapping::default(),
            delimiter: None,
            encoding: None,
            path: None,
            operation: operation(&format!("{} import", noun.name)),
            strictness: Strictness::AllOrNothing,
            rejects: None,
            parking: Parking::None,
            wait: true,
        }
    }

    /// The good rows, and a file for the others.
    pub(crate) fn partial(rejects: Option<&Path>) -> Self {
        Self {
            strictness: Strictness::Partial(None),
            rejects: rejects.map(Path::to_path_buf),
            ..Self::of(&USER)
        }
    }

    /// Imports all that a reader gives, on the way that the command takes.
    pub(crate) async fn read(
        self,
        database: &Database,
        input: impl Read + Send + 'static,
    ) -> Result<Outcome> {
        let seen = Seen::default();
        let outcome = self.watched(database, input, &seen).await?;
        Ok(Outcome { planned: seen.0.take(), ..outcome })
    }

    /// The same, and somebody watches.
    pub(crate) async fn watched(
        self,
        database: &Database,
        input: impl Read + Send + 'static,
        watch: &dyn Watch,
    ) -> Result<Outcome> {
        let options = csv_io::Options {
            name: "file.csv".to_owned(),
            delimiter: self.delimiter,
            mapping: self.mapping,
            null: "NULL".to_owned(),
            keep: self.rejects.is_some().then_some(csv_io::Cells::Guarded),
            most_bad: match self.strictness {
                Strictness::Partial(most) => most,
                Strictness::AllOrNothing => None,
            },
            generates: self.passwords.generate != Generate::Nobody,
            needs_password: false,
            path: self.path,
            encoding: self.encoding,
        };
        let file = File::begin(self.noun, Box::new(input), options)?;
        let request = Request {
            noun: self.noun,
            columns: file.columns(),
            positions: file.positions(),
            conflict: self.conflict,
            operation: self.operation,
            passwords: self.passwords,
            goal: if self.dry_run { Goal::Plan } else { Goal::Apply },
            strictness: self.strictness,
            rejects: self.rejects,
            parking: self.parking,
            expectation: Expectation::None,
            record: Recorded::Batch { wait: self.wait },
            source: "file.csv".to_owned(),
        };
        let lookups = stage::lookups(database, &request.columns).await?;
        let (portions, _) = stage::read(file, lookups);
        stage::run(database, request, portions, watch).await
    }

    pub(crate) async fn text(self, database: &Database, csv: impl Into<Vec<u8>>) -> Result<Outcome> {
        self.read(database, Cursor::new(csv.into())).await
    }
}

/// Passwords with a seeded source of randomness.
pub(crate) fn passwords(generate: Generate) -> Passwords {
    Passwords { generate, rng: Box::new(StdRng::seed_from_u64(7)).into_cell(), ..Passwords::none() }
}

trait IntoCell {
    fn into_cell(self) -> std::cell::RefCell<Box<dyn rand::CryptoRng>>;
}

impl IntoCell for Box<StdRng> {
    fn into_cell(self) -> std::cell::RefCell<Box<dyn rand::CryptoRng>> {
        std::cell::RefCell::new(self)
    }
}

pub(crate) fn operation(command: &str) -> Operation {
    Operation {
        id: Uuid::new_v4(),
        command: command.to_owned(),
        reason: None,
        system_user: Some("tester".to_owned()),
    }
}

/// Created, changed, kept.
pub(crate) const fn counts(outcome: &Outcome) -> (u64, u64, u64) {
    (outcome.create, outcome.change, outcome.keep)
}

/// What a refusal says: the error, each problem of a file as it is shown, the hints.
pub(crate) fn refusal(result: Result<Outcome>) -> String {
    let error = result.expect_err("it is refused");
    let mut lines = vec![crate::support::told(&error)];
    if let Error::BadRows { file, problems, .. } = &error {
        lines = problems.iter().map(|problem| format!("{file}:{problem}")).collect();
    } else {
        lines.extend(error.hints());
    }
    lines.join("\n")
}

impl Agency {
    pub(crate) async fn new() -> Self {
        let agency = Self::empty().await;
        for (noun, csv) in [
            (&ORGANIZATION, "code,name\nCON,Congress\nACM,Acme\n"),
            (&LOCATION, "code,name,organization\nCON-1,Capitol,CON\nACM-1,Acme House,ACM\n"),
            (&PROVIDER, "code,name\nHELP,Helping Hands\n"),
            (&WORKGROUP, "code,name\nBasic,Basic\nAdmin,Administrators\n"),
        ] {
            Import::of(noun).text(&agency.database, csv).await.unwrap();
        }
        agency
    }

    /// One with nothing but the schema.
    pub(crate) async fn empty() -> Self {
        let own = TestDatabase::new().await;
        let database = own.database().await;
        Self { own, database }
    }

    pub(crate) async fn import(&self, csv: &str) -> Result<Outcome> {
        Import::of(&USER).text(&self.database, csv).await
    }

    /// Imports what must be good; gives created, changed, kept.
    pub(crate) async fn imported(&self, csv: &str) -> (u64, u64, u64) {
        counts(&self.import(csv).await.unwrap_or_else(|error| panic!("{csv}: {}", refusal(Err(error)))))
    }

    /// Imports what must be bad, sees that nothing was written, and gives what was said.
    pub(crate) async fn refused(&self, csv: impl Into<Vec<u8>>) -> String {
        self.refused_by(Import::of(&USER), csv).await
    }

    pub(crate) async fn refused_by(&self, import: Import, csv: impl Into<Vec<u8>>) -> String {
        let before = self.content().await;
        let said = refusal(import.text(&self.database, csv).await);
        assert_eq!(self.content().await, before, "something was written: {said}");
        said
    }

    /// As [`Agency::content`], but for the record that imports ran: each is a batch, also one that changes nothing.
    pub(crate) async fn content_but_batches(&self) -> BTreeMap<String, (i64, String)> {
        let mut content = self.content().await;
        content.retain(|table, _| table != "batch" && table != "operation");
        content
    }

    /// The number of rows and the sum of the content of every table of the schema.
    pub(crate) async fn content(&self) -> BTreeMap<String, (i64, String)> {
        let client = self.own.connect().await;
        let tables = "select format('%I', relname) from pg_class where relnamespace = 'ct'::regnamespace \
                      and relkind in ('r', 'p') and relname <> 'guard'";
        let mut content = BTreeMap::new();
        for table in client.query(tables, &[]).await.unwrap() {
            let table: String = table.get(0);
            let sum = format!(
                "select count(*), coalesce(md5(string_agg(t::text, '|' order by t::text)), '') from ct.{table} t"
            );
            let row = client.query_one(&sum, &[]).await.unwrap();
            content.insert(table, (row.get(0), row.get(1)));
        }
        content
    }

    /// The lines of a query's first column.
    pub(crate) async fn column(&self, sql: &str) -> Vec<String> {
        column(&self.own.connect().await, sql).await
    }

    /// The one value of a query, as text.
    pub(crate) async fn value(&self, sql: &str) -> String {
        self.column(sql).await.concat()
    }

    /// Fields of a user's overview, joined by `|`.
    pub(crate) async fn user(&self, email: &str, fields: &str) -> String {
        let fields: Vec<_> = fields.split(", ").map(|field| format!("coalesce({field}::text, '')")).collect();
        let sql =
            format!("select {} from ct.user_register where login = '{email}'", fields.join(" || '|' || "));
        self.value(&sql).await
    }

    /// Adds or edits one as a command with these flags does; an empty text empties.
    pub(crate) async fn one(
        &self,
        noun: &'static Noun,
        existing: Option<&str>,
        cells: &[(&'static str, &str)],
    ) -> Result<Outcome> {
        let existing = match existing {
            Some(named) => Some(self.find(noun, named).await?),
            None => None,
        };
        let verb = if existing.is_some() { "edit" } else { "add" };
        let cell = |text: &str| if text.is_empty() { Cell::Clear } else { Cell::Value(text.to_owned()) };
        let one = One {
            noun,
            cells: cells.iter().map(|(name, text)| (*name, cell(text))).collect(),
            existing,
            password: None,
            passwords: passwords(Generate::Nobody),
            operation: operation(&format!("{} {verb}", noun.name)),
            dry_run: false,
            manner: ct::noun::one::Manner::Edit,
        };
        one::write(&self.database, one).await
    }

    pub(crate) async fn find(&self, noun: &'static Noun, named: &str) -> Result<Found> {
        self.database.read(async |transaction| find_exact(transaction, noun, named).await).await
    }

    /// A list's records.
    pub(crate) async fn list(&self, list: &List) -> Vec<Record> {
        let read = async |transaction: &ct::db::Transaction<'_>| {
            list.stream(transaction).await?.try_collect::<Vec<_>>().await
        };
        self.database.read(read).await.unwrap()
    }

    /// What `export` writes.
    pub(crate) async fn export(&self, noun: &'static Noun) -> String {
        let list = List {
            noun,
            columns: noun.exported().collect(),
            filters: Vec::new(),
            sort: Sort { column: None, descending: false },
            page: Page::default(),
        };
        let records = self.list(&list).await;
        let headings = list.headings();
        let mut written = Vec::new();
        let mut sheet = ct::output::Sheet::begin(
            &mut written,
            ct::output::Format::Csv,
            &headings,
            ct::output::Style::default(),
        )
        .unwrap();
        for record in &records {
            sheet.row(record).unwrap();
        }
        let _ = sheet.end().unwrap();
        String::from_utf8(written).unwrap()
    }
}

pub(crate) async fn column(client: &Client, sql: &str) -> Vec<String> {
    let rows = client.query(&format!("select x::text from ({sql}) as told (x)"), &[]).await;
    rows.unwrap_or_else(|error| panic!("{sql}: {}", crate::support::told(&error)))
        .iter()
        .map(|row| row.get::<_, Option<String>>(0).unwrap_or_default())
        .collect()
}
