//! Plans rows in the database, and sorts out the bad ones.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use futures_util::TryStreamExt;
use postgres_types::Type;

use super::watch::Standing;
use super::{Expectation, Request, Strictness};
use crate::csv_io::{Kept, PROBLEMS_KEPT, Problem, Report};
use crate::db::{Transaction, failed};
use crate::noun::Content;
use crate::roster::Moves;
use crate::{Error, Result};

/// What would become of one row.
#[derive(Clone, Debug, PartialEq, serde::Serialize)]
pub struct Planned {
    /// The row's line.
    pub line: u64,
    /// `create` or `change`.
    pub action: String,
    /// The e-mail or code of what it is about.
    pub key: String,
    /// Whether that is inactive now.
    pub inactive: bool,
    /// Field by field from what to what: `{field: [old, new]}`, as history has it.
    pub change: serde_json::Value,
}

/// How many rows would be or were created, changed, and left as they are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// How many would be created.
    pub create: u64,
    /// How many would change.
    pub change: u64,
    /// How many would stay as they are.
    pub keep: u64,
}

/// The bad rows and what is wrong with them.
#[derive(Debug, Default)]
pub(crate) struct Rejected {
    /// How many rows were read.
    pub(super) rows: u64,
    /// What is wrong, in the order of the file.
    pub(super) problems: Vec<Problem>,
    /// How many problems there are.
    pub(super) total: u64,
    /// The lines of the bad rows.
    pub(super) lines: BTreeSet<u64>,
    /// All rows as they were, if they are to be written to a file.
    pub(super) kept: Option<Kept>,
    /// The SHA-256 of the file.
    pub(super) digest: Option<[u8; 32]>,
    is_cut_short: bool,
}

impl Rejected {
    pub(super) fn of(report: Report) -> Self {
        Self {
            rows: report.rows,
            lines: report.bad.into_iter().collect(),
            problems: report.problems,
            total: report.total,
            kept: report.kept,
            digest: report.digest,
            is_cut_short: report.is_cut_short,
        }
    }

    /// Takes in what the database found; gives the lines that are bad since now. What is wrong with a cell is told once.
    fn add(&mut self, found: Vec<Problem>) -> Vec<i64> {
        let told: HashSet<_> =
            self.problems.iter().map(|problem| (problem.line, problem.field.clone())).collect();
        let mut new = Vec::new();
        for problem in found {
            if told.contains(&(problem.line, problem.field.clone())) {
                continue;
            }
            self.total += 1;
            if self.lines.insert(problem.line) {
                new.push(i64::try_from(problem.line).unwrap_or(i64::MAX));
            }
            if self.problems.len() < PROBLEMS_KEPT || self.kept.is_some() {
                self.problems.push(problem);
            }
        }
        self.problems.sort_by_key(|problem| (problem.line, problem.column));
        new
    }

    /// The error that ends a run because of them.
    pub(super) fn error(&self, request: &Request, problems: Vec<Problem>) -> Error {
        let hint = match request.strictness {
            Strictness::Partial(_) if self.is_cut_short && !self.is_too_many(request) => Some(
                "what comes after it could not be read, so nothing of the file was taken; correct that first"
                    .to_owned(),
            ),
            Strictness::Partial(Some(most)) if self.is_too_many(request) => {
                let so_far = if self.is_cut_short { "; the rest was not read" } else { "" };
                Some(format!("more than {most} rows are bad (--max-errors){so_far}"))
            }
            _ => None,
        };
        Error::BadRows {
            file: request.source.clone(),
            rows: self.rows,
            problems,
            total: self.total,
            rejects: None,
            hint,
        }
    }

    /// Whether no row is bad.
    pub(crate) fn is_empty(&self) -> bool {
        self.lines.is_empty()
    }

    /// The error that ends a run because no row is good.
    pub(crate) fn error_of(&self, request: &Request) -> Error {
        self.error(request, self.problems.clone())
    }

    fn is_too_many(&self, request: &Request) -> bool {
        matches!(request.strictness, Strictness::Partial(Some(most)) if self.lines.len() as u64 > most)
    }

    /// Whether the good rows may be written without them.
    fn may_go_on(&self, request: &Request) -> bool {
        let is_partial = matches!(request.strictness, Strictness::Partial(_));
        self.lines.is_empty() || (is_partial && !self.is_cut_short && !self.is_too_many(request))
    }
}

/// Plans the waiting rows, and leaves out the bad ones if the others may be written without them.
///
/// # Errors
/// [`Error::BadRows`] with everything that is wrong with them, if nothing may be written.
pub(super) async fn settle(
    transaction: &Transaction<'_>,
    request: &Request,
    rejected: &mut Rejected,
) -> Result<Counts> {
    let mut new = rejected.add(check(transaction, request).await?);
    if !rejected.may_go_on(request) {
        return Err(rejected.error(request, rejected.problems.clone()));
    }
    if rejected.lines.is_empty() {
        return count(transaction, request).await;
    }
    // Those that were bad as they were read wait with what is good of them; they go too.
    new.clear();
    new.extend(rejected.lines.iter().map(|line| i64::try_from(*line).unwrap_or(i64::MAX)));
    // Without some rows others may be bad: whose supervisor was one of them.
    while !new.is_empty() {
        reject(transaction, request, &new).await?;
        let mut found = without_supervisor(transaction, request).await?;
        if found.is_empty() {
            found = check(transaction, request).await?;
        }
        new = rejected.add(found.into_iter().map(because_of_others).collect());
        if !rejected.may_go_on(request) {
            return Err(rejected.error(request, rejected.problems.clone()));
        }
    }
    count(transaction, request).await
}

/// Rows whose supervisor is nowhere any more: cheaper than to plan all of it anew for each level of a hierarchy.
async fn without_supervisor(transaction: &Transaction<'_>, request: &Request) -> Result<Vec<Problem>> {
    let Some(column) = request.columns.iter().find(|column| column.content == Content::Supervisor) else {
        return Ok(Vec::new());
    };
    let sql = "-- stage::without_supervisor\nselect line, value from user_without_supervisor($1)";
    let parameters = [(&request.operation.id as _, Type::UUID)];
    let found = transaction.rows("stage::without_supervisor", sql, &parameters).await?;
    let problem = |row: &tokio_postgres::Row| Problem {
        line: line_of(row, 0),
        column: position(request, column.name),
        field: Some(column.name.to_owned()),
        message: String::new(),
        value: row.get(1),
    };
    Ok(found.iter().map(problem).collect())
}

/// In which column of the file a field stands.
fn position(request: &Request, field: &str) -> Option<usize> {
    request.positions.iter().find(|(name, _)| *name == field).map(|(_, at)| *at)
}

/// What is wrong with a row now that others have been left out, and was not before.
fn because_of_others(problem: Problem) -> Problem {
    if problem.field.as_deref() == Some("supervisor") {
        return Problem { message: "has a row in this file that was rejected".to_owned(), ..problem };
    }
    problem
}

async fn reject(transaction: &Transaction<'_>, request: &Request, lines: &[i64]) -> Result<()> {
    let parameters = [
        (&request.operation.id as _, Type::UUID),
        (&request.noun.name as _, Type::TEXT),
        (&lines as _, Type::INT8_ARRAY),
    ];
    let sql = "-- stage::reject\nselect stage_reject($1, $2, $3)";
    transaction.rows("stage::reject", sql, &parameters).await.map(drop)
}

/// Plans the waiting rows; gives what the database finds wrong with them.
async fn check(transaction: &Transaction<'_>, request: &Request) -> Result<Vec<Problem>> {
    let sql = format!("-- stage::plan\n{}", request.noun.plan);
    let found = transaction
        .rows(
            "stage::plan",
            &sql,
            &[(&request.operation.id, Type::UUID), (&request.conflict.word(), Type::TEXT)],
        )
        .await?;
    let problems = found.iter().map(|row| Problem {
        line: line_of(row, 0),
        column: position(request, row.get(1)),
        field: Some(row.get(1)),
        message: row.get(2),
        value: row.get(3),
    });
    let mut problems = told_once_if_missing(request, problems.collect());
    if problems.is_empty() && request.expectation != Expectation::None {
        problems = moved(transaction, request).await?;
    }
    Ok(problems)
}

fn line_of(row: &tokio_postgres::Row, index: usize) -> u64 {
    u64::try_from(row.get::<_, i64>(index)).unwrap_or_default()
}

/// A column that new ones need and the file has not is one problem, not one for each row; unless each row is to have
/// its own.
fn told_once_if_missing(request: &Request, problems: Vec<Problem>) -> Vec<Problem> {
    if request.strictness != Strictness::AllOrNothing || request.rejects.is_some() {
        return problems;
    }
    let is_told = |field: &str| request.columns.iter().any(|column| column.name == field);
    let mut missing: BTreeMap<String, (u64, u64)> = BTreeMap::new();
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
            format!("a new {} needs it", request.noun.word())
        } else {
            format!(
                "a new {} needs it, in {rows} rows; the file has no such column (--set {field}=…)",
                request.noun.word()
            )
        },
        field: Some(field),
        value: None,
    }));
    kept
}

/// Rows of which something else would become than is expected. If all of them are as they should become already, it has
/// been done before, and once more succeeds.
async fn moved(transaction: &Transaction<'_>, request: &Request) -> Result<Vec<Problem>> {
    let counts = count(transaction, request).await?;
    if counts.create + counts.change == 0 {
        return Ok(Vec::new());
    }
    let sql = "-- stage::moved\nselect line, key, expected, planned from stage_moved($1, $2, $3)";
    let parameters = [
        (&request.operation.id as _, Type::UUID),
        (&request.noun.name as _, Type::TEXT),
        (&(request.expectation == Expectation::AtMost) as _, Type::BOOL),
    ];
    let rows = transaction.rows("stage::moved", sql, &parameters).await?;
    Ok(rows
        .iter()
        .map(|row| Problem {
            line: line_of(row, 0),
            column: None,
            field: None,
            message: what_moved(&row.get(2), &row.get(3)),
            value: Some(row.get(1)),
        })
        .collect())
}

/// In what a row is not as it was.
fn what_moved(expected: &serde_json::Value, planned: &serde_json::Value) -> String {
    let action = |side: &serde_json::Value| side["action"].as_str().unwrap_or_default().to_owned();
    match (action(expected).as_str(), action(planned).as_str()) {
        ("create", "change" | "keep") => return "was to be created, and is there by now".to_owned(),
        ("change", "create") => return "was to be changed, and is not there any more".to_owned(),
        ("change", "keep") => return "was to be changed, and is so by now".to_owned(),
        _ => {}
    }
    let fields = |side: &serde_json::Value| side["change"].as_object().cloned().unwrap_or_default();
    let (expected_fields, planned_fields) = (fields(expected), fields(planned));
    let names: BTreeSet<_> = expected_fields.keys().chain(planned_fields.keys()).collect();
    let differ: Vec<_> = names
        .into_iter()
        .filter(|name| expected_fields.get(*name) != planned_fields.get(*name))
        .map(String::as_str)
        .collect();
    if differ.is_empty() {
        return "has been taken out of use, or into use again, since".to_owned();
    }
    format!("has been edited since: {}", differ.join(", "))
}

async fn count(transaction: &Transaction<'_>, request: &Request) -> Result<Counts> {
    let sql =
        "-- stage::count\nselect action, count(*) from stage_plan where operation_id = $1 group by action";
    let mut counts = Counts::default();
    for row in transaction.rows("stage::count", sql, &[(&request.operation.id, Type::UUID)]).await? {
        let number = line_of(&row, 1);
        match row.get(0) {
            "create" => counts.create = number,
            "change" => counts.change = number,
            "keep" => counts.keep = number,
            // Of a roster: who leaves, or stays though missing.
            _ => {}
        }
    }
    Ok(counts)
}

/// Tells row by row what would become of them.
pub(super) async fn show(
    transaction: &Transaction<'_>,
    request: &Request,
    standing: &Standing<'_>,
    sync: Option<&Moves>,
) -> Result<()> {
    let sql = "-- stage::planned\nselect line, action, key, inactive, change from stage_planned($1, $2)";
    let parameters = [(&request.operation.id as _, Type::UUID), (&request.noun.name as _, Type::TEXT)];
    let rows = transaction.stream("stage::planned", sql, &parameters).await?;
    let mut rows = std::pin::pin!(rows);
    while let Some(row) = rows.try_next().await.map_err(|cause| failed("stage::planned", cause))? {
        let action: String = row.get(1);
        if sync.is_some() && !matches!(action.as_str(), "create" | "change") {
            continue;
        }
        standing.planned(Planned {
            line: line_of(&row, 0),
            action,
            key: row.get(2),
            inactive: row.get(3),
            change: in_order(request, row.get(4)),
        })?;
    }
    sync.map_or(Ok(()), |sync| sync.rows().try_for_each(|row| standing.planned(row)))
}

/// Fields in the order of the noun's columns.
fn in_order(request: &Request, change: serde_json::Value) -> serde_json::Value {
    let serde_json::Value::Object(mut fields) = change else { return change };
    let told = request.noun.columns.iter().filter_map(|column| fields.remove_entry(column.name));
    let mut ordered: serde_json::Map<_, _> = told.collect();
    ordered.extend(fields);
    serde_json::Value::Object(ordered)
}
