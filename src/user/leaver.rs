//! Users who leave: deactivated, never deleted, now or at an instant; what they have open is handed on in the same
//! transaction (REQUIREMENTS U5, U9, U10, T3).

mod had;
mod open;
mod words;

use std::cell::RefCell;

use serde_json::{Map, Value, json};
use tokio::sync::mpsc;

use crate::csv_io::Problem;
use crate::db::{Database, Operation};
use crate::noun::stage::replay::{Replay, portions};
use crate::noun::stage::{
    self, Conflict, Expectation, Goal, Outcome, Passwords, Planned, Portion, Record, Request, Strictness,
    Watch,
};
use crate::noun::{Cell, Column, Content, Field, Found, Lookups, Mistake, Noun, Parsed, ReadBy, parse};
use crate::{Error, Result};

pub use had::{Had, had};
#[cfg(feature = "cli")]
pub(crate) use open::lines as open_lines;
pub use open::{Item, Open, open};
pub use words::{Doing, listed, said, shown};

/// What becomes of open work.
pub const WORK: [&str; 3] = ["transfer", "unassign", "leave-open"];

/// What is told of a leaver: the columns of a file.
pub static LEAVER: Noun = Noun {
    name: "leaver",
    plural: "leavers",
    read_by: ReadBy::Views { overview: "user_overview", register: "user_register" },
    natural: &[],
    order: "name_key",
    plan: "select line, field, message, value from leaver_plan($1, $2)",
    write: "select leaver_write($1)",
    columns: &[
        Column::new("email", "E-mail", Content::Email, "email", "Who leaves: the e-mail").required(),
        Column::new(
            "reason",
            "Reason",
            Content::Text(500),
            "reason",
            "Why; the command's --reason otherwise",
        ),
        Column::new(
            "at",
            "At",
            Content::Moment,
            "ends_local",
            "When: 2026-12-31T17:00 on the clocks of the user's organization; a day alone is its end; or now",
        ),
        Column::new(
            "work",
            "Work",
            Content::Choice(&WORK),
            "work",
            "What becomes of open work: transfer, unassign or leave-open",
        ),
        Column::new(
            "transfer_to",
            "Transfer to",
            Content::User,
            "transfer_login",
            "Who gets open cases, tasks and parked operations: the e-mail",
        ),
        Column::new(
            "team_to",
            "Team to",
            Content::User,
            "team_login",
            "Who gets the team: the e-mail; the leaver's supervisor otherwise",
        ),
        Column::new(
            "cancel",
            "Cancel",
            Content::Flag,
            "cancels",
            "Whether a scheduled end is cancelled instead",
        ),
    ],
};

/// What is told of all leavers alike: a cell for each column but the e-mail.
pub type Told = Map<String, Value>;

/// Users who are to leave.
pub struct Deactivate {
    /// Who.
    pub users: Vec<Found>,
    /// What is told of all of them.
    pub told: Told,
    /// By whom, how and why.
    pub operation: Operation,
    /// Only tell what would be done.
    pub dry_run: bool,
}

/// What became of users who were to leave.
#[derive(Debug, Default)]
pub struct Deactivated {
    /// What was done, or would be: for each who has not left already, or whose end changes.
    pub done: Vec<Planned>,
    /// The batch that undoes it; none if nothing was done.
    pub batch: Option<i64>,
}

/// Deactivates users, schedules their end or cancels it: all or none. A second time succeeds and does nothing.
///
/// # Errors
/// [`Error::Refused`] with all that stands against it: the last administrator, oneself, receivers who cannot be given it;
/// [`Error::OpenWork`] if there is open work of which nobody said what becomes of it. Nothing is done then.
pub async fn deactivate(database: &Database, told: Deactivate) -> Result<Deactivated> {
    // What cannot be read is a mistake of typing, and no refusal.
    for (name, value) in &told.told {
        let column = LEAVER.column(name)?;
        let lookups = Lookups::of([], []);
        read(column, value.as_str().unwrap_or_default(), &lookups)?;
    }
    let seen = Seen::default();
    let again = Operation { id: uuid::Uuid::new_v4(), ..told.operation.clone() };
    if let Err(error) = run(database, &told, again, Goal::Plan, &[], &seen).await {
        return Err(refused(database, &told.users, error).await);
    }
    let done = seen.0.take();
    if told.dry_run || done.is_empty() {
        return Ok(Deactivated { done, batch: None });
    }
    // Just what was planned, so that what is told is what was done.
    let outcome = run(database, &told, told.operation.clone(), Goal::Apply, &done, &stage::Unwatched).await;
    let outcome = match outcome {
        Ok(outcome) => outcome,
        Err(error) => return Err(refused(database, &told.users, error).await),
    };
    // Somebody else was faster, and did just the same.
    if outcome.change == 0 {
        return Ok(Deactivated::default());
    }
    Ok(Deactivated { done, batch: outcome.batch })
}

async fn run(
    database: &Database,
    told: &Deactivate,
    operation: Operation,
    goal: Goal,
    planned: &[Planned],
    watch: &dyn Watch,
) -> Result<Outcome> {
    let is_told = |column: &&'static Column| column.name == "email" || told.told.contains_key(column.name);
    let columns: Vec<_> = LEAVER.columns.iter().filter(is_told).collect();
    let lookups = stage::lookups(database, &columns).await?;
    let rows: Vec<_> =
        told.users.iter().zip(1..).map(|(user, line)| row(user, line, &told.told, planned)).collect();
    let request = Request {
        noun: &LEAVER,
        columns,
        conflict: Conflict::MustExist,
        operation,
        passwords: Passwords::none(),
        goal,
        strictness: Strictness::AllOrNothing,
        rejects: None,
        parking: crate::paused::import::Parking::None,
        expectation: if planned.is_empty() { Expectation::None } else { Expectation::Exactly },
        record: if goal == Goal::Plan { Record::None } else { Record::Batch { wait: true } },
        source: match told.users.as_slice() {
            [one] => one.label.clone(),
            several => format!("{} users", several.len()),
        },
        positions: Vec::new(),
    };
    let portions = portions(request.noun, &request.columns, &lookups, &rows);
    stage::run(database, request, portions, watch).await
}

fn row(user: &Found, line: u64, told: &Told, planned: &[Planned]) -> Replay {
    let change = told.iter().map(|(name, value)| (name.clone(), json!([null, value]))).collect();
    let expected = planned.iter().find(|one| one.line == line).map_or_else(
        || json!({"action": "keep"}),
        |one| json!({"action": one.action, "inactive": one.inactive, "change": one.change}),
    );
    Replay { line, key: user.label.clone(), change: Value::Object(change), expected }
}

/// Keeps what would be done.
#[derive(Default)]
struct Seen(RefCell<Vec<Planned>>);

impl Watch for Seen {
    fn planned(&self, row: Planned) -> Result<()> {
        self.0.borrow_mut().push(row);
        Ok(())
    }
}

/// What stands against it, without talk of files and lines.
async fn refused(database: &Database, users: &[Found], error: Error) -> Error {
    let Error::BadRows { problems, .. } = error else { return error };
    let who = |problem: &Problem| {
        usize::try_from(problem.line).ok().and_then(|line| users.get(line.checked_sub(1)?))
    };
    let is_open = |problem: &&Problem| problem.message.ends_with("say what becomes of it");
    let with_work = problems.iter().filter(is_open).filter_map(who);
    let with_work: Vec<_> = with_work.map(|user| (user.id, user.label.as_str())).collect();
    let found = if with_work.is_empty() { Ok(Vec::new()) } else { open(database, &with_work).await };
    // What was refused is told, even if it cannot be told by name.
    let found = found.unwrap_or_default();
    let said = |problem: &Problem| {
        let who = who(problem).map_or("", |user| user.label.as_str());
        let message = &problem.message;
        // What is listed is only counted here.
        let counted: Vec<_> = found.iter().filter(|open| open.user == who).map(Open::counted).collect();
        match problem.field.as_deref() {
            _ if is_open(&problem) && !counted.is_empty() => {
                format!("{who} has {}: say what becomes of it", counted.join(", "))
            }
            Some(field @ ("transfer_to" | "team_to" | "at")) => {
                let flag = field.replace('_', "-");
                match &problem.value {
                    // A sentence of its own.
                    Some(value) if message.starts_with("there ") || message.starts_with("it ") => {
                        format!("{who}: --{flag}: {message} ({value})")
                    }
                    Some(value) => format!("{who}: --{flag}: {value} {message}"),
                    None => format!("{who}: --{flag}: {message}"),
                }
            }
            _ => format!("{who} {message}"),
        }
    };
    let message = problems.iter().map(said).collect::<Vec<_>>().join("; ");
    if with_work.is_empty() {
        return Error::Refused { message, hint: None };
    }
    let hint = "--transfer-to USER gives it to somebody, --unassign ends case assignments and gives what has to be somebody's to \
         whoever gets the team, --leave-open leaves it: ct report orphans shows it"
        .to_owned();
    Error::OpenWork { message, hint, open: found }
}

/// The columns that a file does not tell, and flags do.
#[must_use]
pub fn further(columns: &[&'static Column], told: &Told) -> Vec<&'static Column> {
    let is_further = |column: &&'static Column| {
        told.contains_key(column.name) && !columns.iter().any(|have| have.name == column.name)
    };
    LEAVER.columns.iter().filter(is_further).collect()
}

/// Rows of a file, with what flags tell where the file does not. A file that has the column `at` says in each row when,
/// for an empty cell may as well mean that nobody leaves.
///
/// # Errors
/// What is wrong with what the flags tell.
pub fn with_told(
    mut rows: mpsc::Receiver<Portion>,
    columns: &[&'static Column],
    told: &Told,
    lookups: &Lookups,
) -> Result<mpsc::Receiver<Portion>> {
    let mut defaults = Vec::new();
    let present = columns.iter().copied().map(|column| (column, true));
    for (column, is_present) in
        present.chain(further(columns, told).into_iter().map(|column| (column, false)))
    {
        let fields = match told.get(column.name).and_then(Value::as_str) {
            Some(text) => read(column, text, lookups)?,
            None => vec![Field::Keep; column.staged().len()],
        };
        defaults.push((column, is_present, fields));
    }
    let (sender, receiver) = mpsc::channel(2);
    tokio::spawn(async move {
        let mut problems = Vec::new();
        while let Some(portion) = rows.recv().await {
            let portion = match portion {
                Portion::Rows(mut portion) => {
                    portion.retain_mut(|row| {
                        let wrong = complete(row, &defaults);
                        let is_good = wrong.is_none();
                        problems.extend(wrong);
                        is_good
                    });
                    Portion::Rows(portion)
                }
                Portion::End(Ok(mut report)) => {
                    // What cannot be read is told already, and is not empty.
                    let told = |problem: &Problem| {
                        report
                            .problems
                            .iter()
                            .any(|one| one.line == problem.line && one.field == problem.field)
                    };
                    problems.retain(|problem| !told(problem));
                    problems.drain(..).for_each(|problem| report.add(problem));
                    report.bad.sort_unstable();
                    report.bad.dedup();
                    report.problems.sort_by_key(|problem| (problem.line, problem.column));
                    Portion::End(Ok(report))
                }
                Portion::End(error) => Portion::End(error),
            };
            if sender.send(portion).await.is_err() {
                return;
            }
        }
    });
    Ok(receiver)
}

fn read(column: &'static Column, text: &str, lookups: &Lookups) -> Result<Vec<Field>> {
    match parse(column, &Cell::Value(text.to_owned()), lookups) {
        Ok(Parsed::Fields(fields)) => Ok(fields),
        Ok(Parsed::Secret(_)) => Ok(Vec::new()),
        Err(mistake) => Err(told_wrong(column, text, &mistake)),
    }
}

/// What is wrong with what a flag tells.
fn told_wrong(column: &Column, text: &str, mistake: &Mistake) -> Error {
    let flag = column.name.replace('_', "-");
    Error::usage(format!("--{flag}: {} ({text})", mistake.message()), column.help)
}

/// Fills in what a row does not tell; gives what is wrong with it. A row that says to whom its work goes, or what becomes of
/// it, says both.
fn complete(
    row: &mut crate::csv_io::Row,
    defaults: &[(&'static Column, bool, Vec<Field>)],
) -> Option<Problem> {
    let mut fields = std::mem::take(&mut row.fields).into_iter();
    let own: Vec<Vec<_>> = defaults
        .iter()
        .map(
            |(_, is_present, default)| {
                if *is_present { fields.by_ref().take(default.len()).collect() } else { Vec::new() }
            },
        )
        .collect();
    let is_empty = |fields: &[Field]| fields.iter().all(|field| *field == Field::Keep);
    let says = |name: &str| {
        defaults.iter().zip(&own).any(|((column, ..), own)| column.name == name && !is_empty(own))
    };
    let says_work = says("work") || says("transfer_to");
    // Whoever cancels an end sets none.
    let cancels = defaults.iter().zip(&own).any(|((column, _, default), own)| {
        let told = if is_empty(own) { default } else { own };
        column.name == "cancel" && told.contains(&Field::Flag(true))
    });
    let mut wrong = None;
    let mut filled = Vec::new();
    for ((column, is_present, default), own) in defaults.iter().zip(own) {
        let says_when = !is_empty(&own) || !is_empty(default) || cancels;
        if *is_present && column.content == Content::Moment && !says_when {
            wrong = Some(Problem {
                line: row.line,
                column: None,
                field: Some(column.name.to_owned()),
                message: "is empty, and does not say when: a time, or now".to_owned(),
                value: None,
            });
        }
        let is_of_work = matches!(column.name, "work" | "transfer_to");
        filled.extend(if *is_present && !is_empty(&own) {
            own
        } else if is_of_work && says_work {
            vec![Field::Keep; default.len()]
        } else {
            default.clone()
        });
    }
    row.fields = filled;
    wrong
}
