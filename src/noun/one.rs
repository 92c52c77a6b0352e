//! One thing, added or edited by flags: the same way as a file of one row.

use std::cell::RefCell;
use std::collections::BTreeMap;

use tokio::sync::mpsc;

use super::stage::{
    self, Conflict, Expectation, Goal, Outcome, Passwords, Planned, Portion, Record, Request, Strictness,
    Watch,
};
use super::{Cell, Column, Content, Found, Key, Lookups, Mistake, Noun, Parsed, date, parse};
use crate::csv_io::{Problem, Report, Row};
use crate::db::{Database, HINT_OF_RIGHTS, Operation};
use crate::password::Secret;
use crate::{Error, Result};

/// What is told of one thing: a cell for each column.
pub type Cells = BTreeMap<&'static str, Cell>;

/// As what somebody is edited.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Manner {
    /// By whoever may edit all of it.
    #[default]
    Edit,
    /// By the supervisor, who may edit less, of the own team only (REQUIREMENTS T2).
    Supervise,
    /// A user who is inactive and comes back, with a new password (REQUIREMENTS U8).
    Reactivate,
}

/// To be added or edited.
pub struct One {
    /// Of what kind.
    pub noun: &'static Noun,
    /// What is told; an absent column is left as it is.
    pub cells: Cells,
    /// The one to edit; none: a new one.
    pub existing: Option<Found>,
    /// A password for a new user.
    pub password: Option<Secret>,
    /// How passwords are given.
    pub passwords: Passwords,
    /// By whom, how and why.
    pub operation: Operation,
    /// Only check, and tell what would change.
    pub dry_run: bool,
    /// As what the one who acts does it.
    pub manner: Manner,
}

/// Adds or edits one.
///
/// # Errors
/// [`Error::Usage`] for a value that is not what the column holds or that is missing, [`Error::NotFound`] for a
/// reference to what does not exist, [`Error::Refused`] for what a rule forbids.
pub async fn write(database: &Database, one: One) -> Result<Outcome> {
    let columns: Vec<&'static Column> =
        one.noun.writable().filter(|column| one.cells.contains_key(column.name)).collect();
    let exists = one.existing.is_some();
    if !exists {
        require(&one)?;
    }
    let lookups = stage::lookups(database, &columns).await?;
    let row = row(&one, &columns, &lookups)?;
    let key = match (&one.existing, one.cells.get(one.noun.key().name)) {
        (Some(existing), _) if one.noun.key().content == Content::Uid => existing.id.to_string(),
        (Some(existing), _) => existing.label.clone(),
        (None, Some(Cell::Value(key))) => key.clone(),
        (None, _) => row.key.clone(),
    };
    let names = [key.clone(), row.key.clone()];
    let request = Request {
        noun: one.noun,
        columns,
        conflict: match (exists, one.passwords.reset, one.manner) {
            (true, _, Manner::Reactivate) => Conflict::Reactivate,
            (true, true, _) => Conflict::Reset,
            (true, false, Manner::Supervise) => Conflict::Team,
            (true, false, Manner::Edit) => Conflict::MustExist,
            (false, ..) => Conflict::Fail,
        },
        operation: one.operation,
        passwords: one.passwords,
        goal: if one.dry_run { Goal::Plan } else { Goal::Apply },
        strictness: Strictness::AllOrNothing,
        rejects: None,
        parking: crate::paused::import::Parking::None,
        expectation: Expectation::None,
        record: Record::None,
        source: String::new(),
        positions: Vec::new(),
    };
    let (sender, portions) = mpsc::channel(2);
    let report = Report { rows: 1, ..Report::default() };
    for portion in [Portion::Rows(vec![row]), Portion::End(Ok(Box::new(report)))] {
        sender.try_send(portion).map_err(|_| Error::Fault("one row found no room".to_owned()))?;
    }
    let seen = Seen::default();
    let outcome = stage::run(database, request, portions, &seen).await;
    let outcome = outcome.map_err(|error| plain(one.noun, &names, exists, error))?;
    Ok(Outcome { planned: seen.0.take(), ..outcome })
}

/// Keeps what would become of the one row.
#[derive(Default)]
struct Seen(RefCell<Vec<Planned>>);

impl Watch for Seen {
    fn planned(&self, row: Planned) -> Result<()> {
        self.0.borrow_mut().push(row);
        Ok(())
    }
}

/// What a new one cannot be without.
fn require(one: &One) -> Result<()> {
    let missing: Vec<_> = one
        .noun
        .writable()
        .filter(|column| column.required && !matches!(one.cells.get(column.name), Some(Cell::Value(_))))
        .map(|column| match column.content {
            Content::Email => "an e-mail".to_owned(),
            Content::Code => "a code".to_owned(),
            _ if column.name == "title" => "a title".to_owned(),
            _ => format!("--{}", column.name.replace('_', "-")),
        })
        .collect();
    if missing.is_empty() {
        return Ok(());
    }
    Err(Error::usage(
        format!("a new {} needs {}", one.noun.word(), missing.join(" and ")),
        "give what is missing; on a terminal ct asks for it",
    ))
}

fn row(one: &One, columns: &[&'static Column], lookups: &Lookups) -> Result<Row> {
    let mut row = Row { line: 1, secret: one.password.clone(), ..Row::default() };
    let mut key = Key::of(one.noun);
    for column in columns {
        let cell = one.cells.get(column.name).unwrap_or(&Cell::Keep);
        match parse(column, cell, lookups).map_err(|mistake| told_wrong(column, cell, &mistake))? {
            Parsed::Fields(fields) => {
                key.take(column.name, &fields);
                row.fields.extend(fields);
            }
            Parsed::Secret(_) => {}
        }
    }
    row.key = match &one.existing {
        Some(existing) => existing.key.clone(),
        // What is missing has been told already.
        None => key.end().unwrap_or_default(),
    };
    Ok(row)
}

fn told_wrong(column: &Column, cell: &Cell, mistake: &Mistake) -> Error {
    match mistake {
        Mistake::Unknown { noun, name, near } => Error::NotFound {
            noun,
            name: name.clone(),
            hint: Some(near.as_ref().map_or_else(
                || match *noun {
                    // There is no list of them.
                    "time zone" => {
                        "such as America/New_York, as the IANA time zone database calls it".to_owned()
                    }
                    noun => format!("ct {noun} list shows what there is"),
                },
                |near| format!("did you mean {near}?"),
            )),
        },
        Mistake::Malformed(message) => {
            let value = match cell {
                Cell::Value(text) => format!(" ({text})"),
                Cell::Clear | Cell::Keep => String::new(),
            };
            let message = date::of_a_flag(message);
            Error::Usage {
                message: format!("{}: {message}{value}", column.name),
                hint: Some(column.help.to_owned()),
            }
        }
    }
}

/// What is wrong with one row, without talk of files and lines.
fn plain(noun: &'static Noun, names: &[String; 2], exists: bool, error: Error) -> Error {
    let key = &names[0];
    let Error::BadRows { problems, .. } = error else { return error };
    // Who may not be changed at all: it is about them, not about a field.
    let is_about_them = |problem: &Problem| {
        exists
            && problem.field.as_deref() == Some(noun.key().name)
            && problem.value.as_ref().is_some_and(|value| names.contains(value))
            && problem.message != "there is no such user"
    };
    let told = |problem: &Problem| {
        if is_about_them(problem) {
            let word =
                if noun.key().content == Content::Uid { format!("{} ", noun.word()) } else { String::new() };
            return format!("{word}{key}: {}", problem.message);
        }
        let field = problem.field.as_ref().map_or_else(String::new, |field| format!("{field}: "));
        let value = problem.value.as_ref().map_or_else(String::new, |value| format!(" ({value})"));
        format!("{field}{}{value}", problem.message.trim_end_matches(", in the file neither"))
    };
    let message = problems.iter().map(told).collect::<Vec<_>>().join("; ");
    // Who is only being added cannot be shown.
    let is_there = exists || problems.iter().any(|problem| problem.message.ends_with(" has it already"));
    let hint = if problems.iter().any(is_about_them) {
        // What to do instead may be told already.
        (!message.contains(" ct ")).then(|| HINT_OF_RIGHTS.to_owned())
    } else {
        is_there.then(|| format!("ct {} show {key} tells what is there", noun.name))
    };
    Error::Refused { message, hint }
}
