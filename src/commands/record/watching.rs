//! Watches an import for the person or the program that waits for it.

use std::cell::{Cell, RefCell};
use std::pin::Pin;

use super::importing::Tell;
use super::syncing;
use crate::Error;
use crate::commands::app::App;
use crate::csv_io::{BytesRead, Remarks};
use crate::noun::stage::runs::Run;
use crate::noun::stage::{Counter, Outcome, Planned, RowsRead, Step, Watch};
use crate::output::{Format, Progress, Sheet, creation_for_people, line_for_people};
use crate::plan;
use crate::record::{Heading, Record, Value};
use crate::roster;
use crate::user::leaver::{self, Doing};

/// What stands over the rows of a plan.
pub(super) const HEADINGS: [Heading; 4] = [
    Heading::new("line", "Line"),
    Heading::new("action", "Action"),
    Heading::new("key", "Which"),
    Heading::new("change", "Change"),
];

/// Watches a run for the person or the program that waits for it.
pub(super) struct Watcher<'a, 'b> {
    pub(super) app: &'a App,
    pub(super) tell: Tell,
    /// How many would leave now, get an end and have none any more.
    pub(super) leaving: Cell<[u64; 3]>,
    /// None once it has been shown.
    pub(super) sheet: RefCell<Option<Sheet<'b>>>,
    /// For `json`, whose counts come first.
    pub(super) collected: RefCell<Vec<serde_json::Value>>,
    pub(super) plan: RefCell<Option<plan::Writer>>,
    /// Why the output cannot be written, if it cannot.
    pub(super) failure: RefCell<Option<anyhow::Error>>,
    pub(super) progress: RefCell<Progress<'a>>,
    pub(super) reading: Option<Reading>,
    pub(super) hashed: Counter,
    pub(super) step: Cell<Step>,
    /// Whether somebody is asked before a roster is applied.
    pub(super) asks: bool,
    /// Whether somebody is being asked just now, and nothing else is to be told.
    pub(super) is_asking: Cell<bool>,
    /// Whether the step has been told that is told only once there is something to tell.
    pub(super) is_told: Cell<bool>,
}

/// How far reading is.
pub(crate) struct Reading {
    /// How many rows have been read.
    pub(crate) rows: RowsRead,
    /// How many bytes have been read, and of how many, where the file tells.
    pub(crate) bytes: Option<(BytesRead, u64)>,
    /// What is to be said of the file.
    pub(crate) remarks: Remarks,
}

impl Watcher<'_, '_> {
    /// Tells how far it is; to be called some ten times a second.
    pub(super) fn tick(&self) {
        if self.is_asking.get() {
            return;
        }
        self.look();
        self.progress.borrow_mut().tick();
    }

    /// A row of leavers, counted: nobody is created, and what is changed is that they leave.
    fn leaver(&self, row: &Planned) -> Record {
        let mut leaving = self.leaving.get();
        leaving[Doing::of(&row.change) as usize] += 1;
        self.leaving.set(leaving);
        let mut record = record(self.app.format, &leaver::shown(row));
        if self.app.format == Format::Table
            && let Some(change) = record.values.last_mut()
        {
            *change = Value::Text(leaver::listed(&row.change));
        }
        record
    }

    /// Takes in how far the present step is.
    fn look(&self) {
        let mut progress = self.progress.borrow_mut();
        match (self.step.get(), &self.reading) {
            (Step::Reading, Some(reading)) => {
                if let Some((bytes, size)) = &reading.bytes {
                    #[expect(clippy::cast_precision_loss, reason = "it is shown to the hundredth")]
                    progress.fraction(bytes.get() as f64 / (*size).max(1) as f64);
                }
                progress.advance(reading.rows.since_last());
            }
            (Step::Hashing, _) => {
                if let Some(total) = self.hashed.total() {
                    if !self.is_told.replace(true) {
                        progress.step(Step::Hashing.word(), Some(total));
                    }
                    progress.set(self.hashed.done());
                }
            }
            // To wait is worth a word only if it takes a while.
            (Step::Waiting, _) if !self.is_told.replace(true) => progress.step(Step::Waiting.word(), None),
            _ => {}
        }
    }
}

impl Watch for Watcher<'_, '_> {
    fn step(&self, step: Step, rows: u64) {
        // How far the one before it came.
        if self.step.get() != Step::Waiting {
            self.look();
        }
        self.step.set(step);
        self.is_told.set(false);
        if matches!(step, Step::Reading | Step::Planning | Step::Writing) {
            self.progress.borrow_mut().step(step.word(), Some(rows).filter(|rows| *rows > 0));
        }
        let rows = if rows == 0 { String::new() } else { format!(" {rows} rows") };
        *self.app.standing.borrow_mut() = Some(format!("{}{rows}", step.word()));
    }

    fn cut_off(&self, run: &Run) {
        let end = if run.applied { "it had been applied, and stands" } else { "nothing of it was applied" };
        let rows = if run.rows == 0 { String::new() } else { format!(" {} rows", run.rows) };
        self.app.talk.say(&format!("{} was cut off while {}{rows}: {end}", run.title(), run.step));
    }

    fn planned(&self, row: Planned) -> crate::Result<()> {
        if let Some(plan) = self.plan.borrow_mut().as_mut() {
            plan.row(&row)?;
        }
        let record = match self.tell {
            Tell::Leavers => self.leaver(&row),
            Tell::Import | Tell::Reset => record(self.app.format, &row),
        };
        let shown = if self.app.format == Format::Json {
            serde_json::to_value(record.under(&HEADINGS))
                .map(|object| self.collected.borrow_mut().push(object))
                .map_err(anyhow::Error::from)
        } else {
            let mut sheet = self.sheet.borrow_mut();
            sheet.as_mut().map_or(Ok(()), |sheet| sheet.row(&record).map_err(anyhow::Error::from))
        };
        shown.map_err(|cause| {
            *self.failure.borrow_mut() = Some(cause);
            Error::Fault("the plan cannot be shown".to_owned())
        })
    }

    fn confirm<'a>(&'a self, plan: &'a Outcome) -> Pin<Box<dyn Future<Output = crate::Result<()>> + 'a>> {
        Box::pin(async {
            if !self.asks {
                return Ok(());
            }
            self.progress.borrow_mut().clear();
            let shown = syncing::show_plan(self.app, plan, self.sheet.borrow_mut().take(), Vec::new());
            if let Err(cause) = shown {
                *self.failure.borrow_mut() = Some(cause);
                return Err(Error::Fault("the plan cannot be shown".to_owned()));
            }
            self.is_asking.set(true);
            let confirmed = syncing::ask(plan).await;
            self.is_asking.set(false);
            confirmed
        })
    }
}

/// A row of a plan: for people in words, for programs as history has it.
pub(super) fn record(format: Format, row: &Planned) -> Record {
    let line = i64::try_from(row.line).unwrap_or_default();
    let in_words = roster::in_words(&row.action, &row.change);
    let change = match (format, row.action.as_str()) {
        (Format::Table, "reactivate" | "deactivate" | "stay") => Value::Text(in_words.unwrap_or_default()),
        (Format::Table, "create") => Value::Text(creation_for_people(&row.change)),
        (Format::Table, _) => Value::Text(line_for_people(&Value::Json(row.change.clone()))),
        _ => Value::Json(row.change.clone()),
    };
    // What is made of the other columns says nothing to anybody.
    let is_made = format == Format::Table && row.key.starts_with("made-");
    let key = if is_made { "-" } else { row.key.as_str() };
    // Whoever is missing stands in no line.
    let shown = if line == 0 { Value::Null } else { Value::Number(line) };
    Record { id: line, values: vec![shown, row.action.as_str().into(), key.into(), change] }
}
