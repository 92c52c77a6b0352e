//! Gives the open assignments of one user to others, in one transaction (REQUIREMENTS C3). It is a batch, and is undone as
//! one.

use chrono::NaiveDate;
use postgres_types::Type;

use super::{CASE, Manager};
use crate::csv_io::{Problem, columns, normal_code, normal_email};
use crate::db::{Database, Operation, Transaction};
use crate::noun::Found;
use crate::noun::stage::write::{self, Tally};
use crate::noun::stage::{
    Conflict, Counts, Expectation, Goal, Passwords, Record as Recorded, Request, Strictness,
};
use crate::{Error, Result};

/// How clients are shared among several.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Rule {
    /// In turn.
    #[default]
    RoundRobin,
    /// Always to who has the fewest open assignments.
    LeastLoaded,
}

impl Rule {
    const fn word(self) -> &'static str {
        match self {
            Self::RoundRobin => "round-robin",
            Self::LeastLoaded => "least-loaded",
        }
    }
}

/// A line of a file that says who gets whom.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Told {
    /// Its line.
    pub line: u64,
    /// The client, as typed.
    pub client: String,
    /// The receiver's e-mail, as typed.
    pub user: String,
}

/// To be given to others.
#[derive(Clone, Debug)]
pub struct Transfer {
    /// Whose they are; may be inactive.
    pub from: Manager,
    /// From which day on they are somebody else's.
    pub day: NaiveDate,
    /// Of this organization only.
    pub organization: Option<Found>,
    /// To whom, in turn.
    pub to: Vec<Manager>,
    /// How they are shared.
    pub rule: Rule,
    /// The file that says who gets whom, and its lines; what it does not name is shared among `to`, or stays.
    pub file: Option<(String, Vec<Told>)>,
    /// Only tell what would be done.
    pub dry_run: bool,
}

/// What became of one assignment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Moved {
    /// Its number.
    pub id: i64,
    /// The client's external id.
    pub client: String,
    /// The client's name.
    pub client_name: String,
    /// The client's organization.
    pub organization: String,
    /// Who has the client now.
    pub user: String,
    /// Whether they had the client already.
    pub is_theirs: bool,
    /// The new one's first day.
    pub begin: Option<NaiveDate>,
    /// The new one's last day; none: open.
    pub end: Option<NaiveDate>,
}

/// What a transfer came to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Transferred {
    /// Each assignment that ended.
    pub moved: Vec<Moved>,
    /// How many open ones stay, since nothing says to whom they go.
    pub stay: u64,
    /// The batch that undoes it; none if nothing was done.
    pub batch: Option<i64>,
}

/// Reads a file with the columns client and user; `-` is standard input.
///
/// # Errors
/// [`Error::File`], [`Error::BadInput`], [`Error::BadRows`].
pub fn read_file(name: &str) -> Result<Vec<Told>> {
    let lines = columns(name, ["client", "user"])?;
    Ok(lines.into_iter().map(|(line, [client, user])| Told { line, client, user }).collect())
}

/// Gives them to others, all or none.
///
/// # Errors
/// [`Error::BadRows`] with what is wrong in the file; [`Error::Refused`] with all receivers who may not have what they would
/// get. Nothing is done then.
pub async fn transfer(database: &Database, operation: &Operation, told: &Transfer) -> Result<Transferred> {
    let work = async |transaction: &Transaction<'_>| write(transaction, operation, told).await;
    if told.dry_run {
        return database.rehearse(operation, work).await;
    }
    database.write(operation, work).await
}

async fn write(transaction: &Transaction<'_>, operation: &Operation, told: &Transfer) -> Result<Transferred> {
    let organization = told.organization.as_ref().map(|organization| organization.id);
    let receivers: Vec<i64> = told.to.iter().map(|manager| manager.id).collect();
    let (clients, users) = named_in_file(transaction, told, organization).await?;
    let rule = told.rule.word();
    let sql = "-- caseload::transfer\nselect id, client, client_name, organization_code, receiver, pieces, begin_date, end_date \
               from caseload_transfer($1, $2, $3, $4, $5, $6, $7)";
    let parameters = [
        (&told.from.id as _, Type::INT8),
        (&told.day as _, Type::DATE),
        (&organization as _, Type::INT8),
        (&receivers as _, Type::INT8_ARRAY),
        (&rule as _, Type::TEXT),
        (&clients as _, Type::INT8_ARRAY),
        (&users as _, Type::INT8_ARRAY),
    ];
    let rows = transaction.rows("caseload::transfer", sql, &parameters).await?;
    let moved: Vec<_> = rows.iter().map(moved).collect();
    let made: i64 = rows.iter().map(|row| row.get::<_, i64>(5)).sum();
    let mut done = Transferred { stay: staying(transaction, told.from.id).await?, moved, batch: None };
    if !done.moved.is_empty() && !told.dry_run {
        let counts = Counts {
            create: u64::try_from(made).unwrap_or_default(),
            change: done.moved.len() as u64,
            keep: 0,
        };
        let tally = Tally { counts, ..Tally::default() };
        done.batch = write::batch(transaction, &request(operation, told), None, tally).await?;
    }
    Ok(done)
}

fn moved(row: &tokio_postgres::Row) -> Moved {
    Moved {
        id: row.get(0),
        client: row.get(1),
        client_name: row.get(2),
        organization: row.get(3),
        user: row.get(4),
        is_theirs: row.get::<_, i64>(5) == 0,
        begin: row.get(6),
        end: row.get(7),
    }
}

/// How many open assignments a user has: those that nobody got.
async fn staying(transaction: &Transaction<'_>, from: i64) -> Result<u64> {
    let sql =
        "-- caseload::counts\nselect coalesce(sum(active + planned), 0)::bigint from caseload_counts($1)";
    let count: i64 = transaction.row("caseload::counts", sql, &[(&from, Type::INT8)]).await?.get(0);
    Ok(u64::try_from(count).unwrap_or_default())
}

/// What the file says, by ids.
async fn named_in_file(
    transaction: &Transaction<'_>,
    told: &Transfer,
    organization: Option<i64>,
) -> Result<(Vec<i64>, Vec<i64>)> {
    let Some((file, lines)) = &told.file else { return Ok((Vec::new(), Vec::new())) };
    let keys: Vec<_> = lines.iter().map(|line| normal_code(&line.client)).collect();
    let logins: Vec<_> = lines.iter().map(|line| normal_email(&line.user).unwrap_or_default()).collect();
    let sql = "-- caseload::told\nselect place, client, receiver, field, message from caseload_told($1, $2, $3, $4, $5)";
    let parameters = [
        (&told.from.id as _, Type::INT8),
        (&told.day as _, Type::DATE),
        (&organization as _, Type::INT8),
        (&keys as _, Type::TEXT_ARRAY),
        (&logins as _, Type::TEXT_ARRAY),
    ];
    let rows = transaction.rows("caseload::told", sql, &parameters).await?;
    let line = |row: &tokio_postgres::Row| {
        let place = usize::try_from(row.get::<_, i64>(0)).unwrap_or_default();
        place.checked_sub(1).and_then(|place| lines.get(place))
    };
    let problem = |row: &tokio_postgres::Row| {
        let (line, field) = (line(row)?, row.get::<_, Option<String>>(3)?);
        let value = if field == "client" { &line.client } else { &line.user };
        let message = row.get(4);
        Some(Problem {
            line: line.line,
            column: None,
            value: Some(value.clone()),
            field: Some(field),
            message,
        })
    };
    let problems: Vec<_> = rows.iter().filter_map(problem).collect();
    if !problems.is_empty() {
        let total = problems.len() as u64;
        let rows = lines.len() as u64;
        return Err(Error::BadRows { file: file.clone(), rows, problems, total, rejects: None, hint: None });
    }
    Ok(rows
        .iter()
        .filter_map(|row| Some((row.get::<_, Option<i64>>(1)?, row.get::<_, Option<i64>>(2)?)))
        .unzip())
}

/// As which it stands among the batches.
fn request(operation: &Operation, told: &Transfer) -> Request {
    Request {
        noun: &CASE,
        columns: Vec::new(),
        conflict: Conflict::Update,
        operation: operation.clone(),
        passwords: Passwords::none(),
        goal: Goal::Apply,
        strictness: Strictness::AllOrNothing,
        rejects: None,
        expectation: Expectation::None,
        record: Recorded::Batch { wait: true },
        source: format!("the caseload of {}", told.from.email),
        positions: Vec::new(),
        parking: crate::paused::import::Parking::None,
    }
}
