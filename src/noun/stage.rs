//! The one way in which rows are written, be it one from flags or a million from a file:
//!
//! rows -> staged by COPY -> planned and checked by the database -> written, with passwords, in one transaction
//!
//! A dry run takes the same way and stops before the last step.

mod copy;
mod credentials;
mod outcome;
mod reading;

use std::collections::HashSet;

use postgres_types::Type;
use tokio::sync::mpsc;
use uuid::Uuid;

pub use credentials::{Generate, Passwords};
pub use outcome::{Difference, Outcome, Plan};
pub use reading::{RowsRead, read};

use super::{Column, Lookups, Noun};
use crate::csv_io::{Problem, Report, Row};
use crate::db::{Database, Operation, Transaction};
use crate::{Error, Result};

/// What to do with rows of things that exist already.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Conflict {
    /// Change what differs.
    Update,
    /// Leave them alone.
    Skip,
    /// It is an error: for adding.
    Fail,
    /// The contrary is an error: for editing.
    MustExist,
}

impl Conflict {
    const fn word(self) -> &'static str {
        match self {
            Self::Update => "update",
            Self::Skip => "skip",
            Self::Fail => "fail",
            Self::MustExist => "existing",
        }
    }
}

/// What to do with rows.
pub struct Request {
    /// Of what they are.
    pub noun: &'static Noun,
    /// What they tell.
    pub columns: Vec<&'static Column>,
    /// What to do with those that exist.
    pub conflict: Conflict,
    /// By whom, how and why.
    pub operation: Operation,
    /// What passwords new users get.
    pub passwords: Passwords,
    /// Only plan.
    pub dry_run: bool,
    /// What the rows come from, for messages.
    pub source: String,
    /// In which of the source's columns, from 1, each of ours stands.
    pub positions: Vec<(&'static str, usize)>,
}

/// Rows on their way: portions of good rows, and at the end what reading came to.
pub enum Portion {
    /// Good rows.
    Rows(Vec<Row>),
    /// The end.
    End(Result<Report>),
}

/// Reads what the columns refer to.
///
/// # Errors
/// What the database refuses.
pub async fn lookups(database: &Database, columns: &[&'static Column]) -> Result<Lookups> {
    database.read(async |transaction| Lookups::read(transaction, columns).await).await
}

/// Stages, plans, checks and, unless it is a dry run, writes rows: all of them or none.
///
/// # Errors
/// [`Error::BadRows`] with everything that is wrong with the rows; what the database refuses. Nothing is written then.
pub async fn run(
    database: &Database,
    request: Request,
    mut portions: mpsc::Receiver<Portion>,
) -> Result<Outcome> {
    credentials::settle(database, &request).await?;
    let mut given = credentials::Given::default();
    let plan = database
        .stage(async |transaction| stage_and_plan(transaction, &request, &mut portions, &mut given).await)
        .await?;
    let nothing = is_nothing(&request, &plan, &given);
    if request.dry_run || nothing {
        return Ok(Outcome::of(plan, request.dry_run));
    }
    let result = write(database, &request, &plan, given).await;
    if result.is_err() {
        let id = request.operation.id;
        // Best effort: what stays is cleared by a later run.
        let _ = database.stage(async |transaction| clear(transaction, id).await).await;
    }
    result
}

/// Whether there is nothing to write. Passwords of existing users are replaced only where these are not left alone.
fn is_nothing(request: &Request, plan: &Plan, given: &credentials::Given) -> bool {
    let replaces = !given.is_empty() && request.passwords.replace && request.conflict != Conflict::Skip;
    plan.create + plan.change == 0 && !replaces
}

async fn stage_and_plan(
    transaction: &Transaction<'_>,
    request: &Request,
    portions: &mut mpsc::Receiver<Portion>,
    given: &mut credentials::Given,
) -> Result<Plan> {
    let id = request.operation.id;
    transaction
        .rows(
            "stage::begin",
            "-- stage::begin\nselect stage_begin($1, $2)",
            &[(&id, Type::UUID), (&request.noun.name, Type::TEXT)],
        )
        .await?;
    let mut report = copy::rows(transaction, request, portions, given).await?;
    let told: HashSet<_> =
        report.problems.iter().map(|problem| (problem.line, problem.field.clone())).collect();
    for problem in plan_and_check(transaction, request).await? {
        // What is wrong with a cell is told once.
        if !told.contains(&(problem.line, problem.field.clone())) {
            report.add(problem);
        }
    }
    if report.total > 0 {
        report.problems.sort_by_key(|problem| (problem.line, problem.column));
        return Err(Error::BadRows {
            file: request.source.clone(),
            rows: report.rows,
            problems: report.problems,
            total: report.total,
            hint: None,
        });
    }
    let mut plan = count(transaction, request).await?;
    let nothing = is_nothing(request, &plan, given);
    if request.dry_run {
        plan.differences = outcome::differences(transaction, request).await?;
    }
    if request.dry_run || nothing {
        clear(transaction, id).await?;
    }
    Ok(plan)
}

/// Plans the waiting rows; gives what the database finds wrong with them.
async fn plan_and_check(transaction: &Transaction<'_>, request: &Request) -> Result<Vec<Problem>> {
    let sql = format!("-- stage::plan\n{}", request.noun.plan);
    let found = transaction
        .rows(
            "stage::plan",
            &sql,
            &[(&request.operation.id, Type::UUID), (&request.conflict.word(), Type::TEXT)],
        )
        .await?;
    let problems = found.iter().map(|row| Problem {
        line: u64::try_from(row.get::<_, i64>(0)).unwrap_or_default(),
        column: request.positions.iter().find(|(name, _)| *name == row.get::<_, &str>(1)).map(|(_, at)| *at),
        field: Some(row.get(1)),
        message: row.get(2),
        value: row.get(3),
    });
    Ok(without_missing_columns(request, problems.collect()))
}

/// A column that new ones need and the file has not is one problem, not one for each row.
fn without_missing_columns(request: &Request, problems: Vec<Problem>) -> Vec<Problem> {
    let is_told = |field: &str| request.columns.iter().any(|column| column.name == field);
    let mut missing: std::collections::BTreeMap<String, (u64, u64)> = std::collections::BTreeMap::new();
    let mut kept = Vec::new();
    for problem in problems {
        match &problem.field {
            Some(field) if problem.value.is_none() && !is_told(field) => {
                let entry = missing.entry(field.clone()).or_insert((problem.line, 0));
                entry.0 = entry.0.min(problem.line);
                entry.1 += 1;
            }
            _ => kept.push(problem),
        }
    }
    kept.extend(missing.into_iter().map(|(field, (line, rows))| Problem {
        line,
        column: None,
        message: if rows == 1 {
            format!("a new {} needs it", request.noun.name)
        } else {
            format!(
                "a new {} needs it, in {rows} rows; the file has no such column (--set {field}=…)",
                request.noun.name
            )
        },
        field: Some(field),
        value: None,
    }));
    kept
}

async fn count(transaction: &Transaction<'_>, request: &Request) -> Result<Plan> {
    let sql =
        "-- stage::count\nselect action, count(*) from stage_plan where operation_id = $1 group by action";
    let mut plan = Plan::default();
    for row in transaction.rows("stage::count", sql, &[(&request.operation.id, Type::UUID)]).await? {
        let number = u64::try_from(row.get::<_, i64>(1)).unwrap_or_default();
        match row.get(0) {
            "create" => plan.create = number,
            "change" => plan.change = number,
            _ => plan.keep = number,
        }
    }
    Ok(plan)
}

async fn clear(transaction: &Transaction<'_>, id: Uuid) -> Result<()> {
    transaction
        .rows("stage::clear", "-- stage::clear\nselect stage_clear($1)", &[(&id, Type::UUID)])
        .await
        .map(drop)
}

async fn write(
    database: &Database,
    request: &Request,
    plan: &Plan,
    given: credentials::Given,
) -> Result<Outcome> {
    let hashing = credentials::Hashing::new(database, request, plan, given).await?;
    // Chosen passwords take their time: hash them before anybody is locked out.
    if hashing.is_slow() {
        hashing.finish().await?;
    }
    let planned = (plan.create, plan.change, plan.keep);
    let written = database
        .write(&request.operation, async |transaction| {
            let (create, change, keep) = lock(transaction, request, planned, &hashing).await?;
            let sql = format!("-- stage::write\n{}", request.noun.write);
            let id = request.operation.id;
            let parameters = [(&id as _, Type::UUID)];
            tokio::try_join!(transaction.rows("stage::write", &sql, &parameters), hashing.finish())?;
            let passwords = hashing.write(transaction).await?;
            clear(transaction, id).await?;
            hashing.seal()?;
            Ok((create, change, keep, passwords))
        })
        .await;
    let (create, change, keep, passwords) = match written {
        Ok(counts) => counts,
        Err(error) => {
            hashing.discard();
            return Err(error);
        }
    };
    let shown = hashing.publish()?;
    Ok(Outcome { create, change, keep, passwords, shown, differences: Vec::new(), dry_run: false })
}

/// Takes the noun's guard; plans once more if something was written since the plan was made.
async fn lock(
    transaction: &Transaction<'_>,
    request: &Request,
    planned: (u64, u64, u64),
    hashing: &credentials::Hashing<'_>,
) -> Result<(u64, u64, u64)> {
    let sql = "-- stage::lock\nselect stage_lock($1, $2)";
    let parameters = [(&request.operation.id as _, Type::UUID), (&request.noun.name as _, Type::TEXT)];
    let still_holds: Option<bool> = transaction.row("stage::lock", sql, &parameters).await?.get(0);
    if still_holds == Some(true) {
        return Ok(planned);
    }
    let mut problems = plan_and_check(transaction, request).await?;
    if !problems.is_empty() {
        problems.sort_by_key(|problem| problem.line);
        let total = problems.len() as u64;
        return Err(Error::BadRows {
            file: request.source.clone(),
            rows: total,
            problems,
            total,
            hint: None,
        });
    }
    let plan = count(transaction, request).await?;
    hashing.again(transaction, &plan).await?;
    // Skipped rows do not wait any more.
    let rows = planned.0 + planned.1 + planned.2;
    Ok((plan.create, plan.change, rows - plan.create - plan.change))
}
