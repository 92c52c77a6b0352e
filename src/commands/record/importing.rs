//! An import under way, from a file or a saved plan: shown while it runs, and told when it is over.

use std::cell::{Cell, RefCell};

use anyhow::Result;
use tokio::sync::mpsc;

use super::foreign;
use crate::Error;
use crate::commands::app::App;
use crate::commands::passwords;
use crate::csv_io::{BytesRead, Remarks};
use crate::db::Database;
use crate::noun::Noun;
use crate::noun::stage::runs::Run;
use crate::noun::stage::{self, Counter, Outcome, Planned, Portion, Request, RowsRead, Step, Watch};
use crate::output::{
    Columns, Format, Page, Progress, ProgressStyle, Sheet, Style, creation_for_people, line_for_people,
    standard_output,
};
use crate::plan;
use crate::record::{Heading, Record, Value};

/// What stands over the rows of a plan.
const HEADINGS: [Heading; 4] = [
    Heading::new("line", "Line"),
    Heading::new("action", "Action"),
    Heading::new("key", "Which"),
    Heading::new("change", "Change"),
];

/// Watches a run for the person or the program that waits for it.
struct Watcher<'a, 'b> {
    app: &'a App,
    sheet: RefCell<Sheet<'b>>,
    /// For `json`, whose counts come first.
    collected: RefCell<Vec<serde_json::Value>>,
    plan: RefCell<Option<plan::Writer>>,
    /// Why the output cannot be written, if it cannot.
    failure: RefCell<Option<anyhow::Error>>,
    progress: RefCell<Progress<'a>>,
    reading: Option<Reading>,
    hashed: Counter,
    step: Cell<Step>,
    /// Whether the step has been told that is told only once there is something to tell.
    is_told: Cell<bool>,
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
    fn tick(&self) {
        self.look();
        self.progress.borrow_mut().tick();
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
        let shown = if self.app.format == Format::Json {
            serde_json::to_value(record(self.app.format, &row).under(&HEADINGS))
                .map(|object| self.collected.borrow_mut().push(object))
                .map_err(anyhow::Error::from)
        } else {
            self.sheet.borrow_mut().row(&record(self.app.format, &row)).map_err(anyhow::Error::from)
        };
        shown.map_err(|cause| {
            *self.failure.borrow_mut() = Some(cause);
            Error::Fault("the plan cannot be shown".to_owned())
        })
    }
}

/// A row of a plan: for people in words, for programs as history has it.
fn record(format: Format, row: &Planned) -> Record {
    let line = i64::try_from(row.line).unwrap_or_default();
    let change = match (format, row.action.as_str()) {
        (Format::Table, "create") => Value::Text(creation_for_people(&row.change)),
        (Format::Table, _) => Value::Text(line_for_people(&Value::Json(row.change.clone()))),
        _ => Value::Json(row.change.clone()),
    };
    Record {
        id: line,
        values: vec![Value::Number(line), row.action.as_str().into(), row.key.as_str().into(), change],
    }
}

/// What is to be done with the rows of a source.
pub(crate) struct Importing {
    /// The request.
    pub(crate) request: Request,
    /// The rows on their way.
    pub(crate) portions: mpsc::Receiver<Portion>,
    /// How far reading is, where a file is read.
    pub(crate) reading: Option<Reading>,
    /// How progress is told.
    pub(crate) progress: ProgressStyle,
    /// Where the plan is saved, if it is.
    pub(crate) plan: Option<plan::Writer>,
    /// Whether a plan with changes ends with 10.
    pub(crate) detailed_exit: bool,
}

/// Runs it, shows where it stands, and tells what became of it.
pub(crate) async fn run(app: &App, database: &Database, importing: Importing) -> Result<()> {
    let Importing { request, portions, reading, progress, plan, detailed_exit } = importing;
    let (noun, source) = (request.noun, request.source.clone());
    let mut out = standard_output();
    let style = Style { columns: Columns::Chosen, ..app.style };
    let is_plan = request.goal == stage::Goal::Plan;
    // A plan that is not wanted writes no header either.
    let mut nowhere = std::io::sink();
    let out: &mut dyn std::io::Write =
        if is_plan && app.format != Format::Json { &mut out } else { &mut nowhere };
    let watcher = Watcher {
        app,
        sheet: RefCell::new(Sheet::begin(out, app.format, &HEADINGS, style)?),
        collected: RefCell::default(),
        plan: RefCell::new(plan),
        failure: RefCell::default(),
        progress: RefCell::new(Progress::begin(&app.talk, app.clock.as_ref(), progress)),
        step: Cell::new(Step::Done),
        is_told: Cell::new(false),
        reading,
        hashed: request.passwords.hashed.clone(),
    };
    let outcome = {
        let mut run = std::pin::pin!(stage::run(database, request, portions, &watcher));
        let mut ticks = tokio::time::interval(std::time::Duration::from_millis(100));
        loop {
            tokio::select! {
                outcome = &mut run => break outcome,
                _ = ticks.tick() => watcher.tick(),
            }
        }
    };
    watcher.tick();
    let Watcher { sheet, collected, plan, failure, progress, reading, .. } = watcher;
    let progress = progress.into_inner();
    if outcome.is_ok() {
        progress.finish();
    } else {
        drop(progress);
    }
    if let Some(reading) = &reading {
        foreign::tell(app, &source, &reading.remarks);
    }
    if let Some(cause) = failure.into_inner() {
        return Err(cause);
    }
    let outcome = outcome?;
    if outcome.dry_run {
        let saved = match plan.into_inner() {
            Some(plan) => Some(plan.finish(counted(&outcome), outcome.digest)?),
            None => None,
        };
        show_plan(app, &outcome, sheet.into_inner(), collected.into_inner(), saved.as_deref())?;
        if detailed_exit && outcome.create + outcome.change > 0 {
            app.end_with(10);
        }
    } else {
        show(app, noun, &outcome)?;
    }
    tell_rejected(source, outcome)
}

const fn counted(outcome: &Outcome) -> stage::Counts {
    stage::Counts { create: outcome.create, change: outcome.change, keep: outcome.keep }
}

/// Rows that were left out are an error in the end: the status tells of them.
fn tell_rejected(file: String, outcome: Outcome) -> Result<()> {
    let Outcome { rejected, problems, problems_total: total, rejects, .. } = outcome;
    let applied = outcome.create + outcome.change + outcome.keep;
    if rejected == 0 {
        return Ok(());
    }
    let error = if outcome.dry_run {
        let hint = Some(format!("with --partial the other {applied} rows would be taken without them"));
        Error::BadRows { file, rows: applied + rejected, problems, total, rejects, hint }
    } else {
        Error::PartlyApplied { file, applied, rejected, problems, total, rejects }
    };
    Err(error.into())
}

/// Shows what would be done.
fn show_plan(
    app: &App,
    outcome: &Outcome,
    sheet: Sheet<'_>,
    collected: Vec<serde_json::Value>,
    saved: Option<&std::path::Path>,
) -> Result<()> {
    if app.format == Format::Json {
        let page = counts(["create", "change", "unchanged"], outcome);
        let rows = serde_json::Value::Array(collected);
        app.page(&page.field(Heading::new("rows", "Rows"), rows))?;
    } else if outcome.create + outcome.change > 0 || app.format != Format::Table {
        app.finish(sheet.end()?, "changes");
    }
    // In json the counts stand with the rows.
    if app.format != Format::Json {
        let rejected =
            if outcome.rejected > 0 { format!(", reject {}", outcome.rejected) } else { String::new() };
        app.talk.say(&format!(
            "would create {}, change {}, leave {} unchanged{rejected}; nothing was done",
            outcome.create, outcome.change, outcome.keep
        ));
    }
    if let Some(path) = saved {
        app.talk.say(&format!("the plan is saved; to do just that: ct apply {}", path.display()));
    }
    Ok(())
}

/// How many rows were or would be created, changed, left as they are and rejected, under these names.
fn counts([create, change, keep]: [&'static str; 3], outcome: &Outcome) -> Page {
    Page::new(outcome.batch.unwrap_or_default())
        .field(Heading::new(create, create), number(outcome.create))
        .field(Heading::new(change, change), number(outcome.change))
        .field(Heading::new(keep, keep), number(outcome.keep))
        .field(Heading::new("rejected", "Rejected"), number(outcome.rejected))
}

fn number(count: u64) -> Value {
    Value::Number(i64::try_from(count).unwrap_or(i64::MAX))
}

/// Says what was done.
fn show(app: &App, noun: &'static Noun, outcome: &Outcome) -> Result<()> {
    let without = outcome.create.saturating_sub(outcome.passwords);
    if app.format != Format::Table {
        let mut page = counts(["created", "changed", "unchanged"], outcome);
        if noun.name == "user" {
            page = page.field(Heading::new("passwords_set", "Passwords set"), number(outcome.passwords));
            let heading = Heading::new("passwords_expire_at", "Passwords hold until");
            page = page.field(heading, outcome.expires_at);
        }
        // By its id a batch is shown and undone.
        return app.page(&page.field(Heading::new("batch", "Batch"), outcome.batch));
    }
    let mut parts = vec![
        format!("{} created", outcome.create),
        format!("{} changed", outcome.change),
        format!("{} unchanged", outcome.keep),
    ];
    if outcome.rejected > 0 {
        parts.push(format!("{} rejected", outcome.rejected));
    }
    if noun.name == "user" && outcome.passwords > 0 {
        let plural = if outcome.passwords == 1 { "" } else { "s" };
        let end = passwords::end(outcome).map(|end| format!("; they expire on {end}")).unwrap_or_default();
        parts.push(format!("{} password{plural} set{end}", outcome.passwords));
    }
    let noun_word = if outcome.create + outcome.change + outcome.keep == 1 { noun.name } else { noun.plural };
    let batch = outcome.batch.map_or_else(String::new, |batch| format!(" (batch {batch})"));
    let note = if noun.name == "user" && without > 0 {
        format!("; {without} without a password, who cannot log in until one is set")
    } else {
        String::new()
    };
    app.talk.say(&format!("{noun_word}: {}{note}{batch}", parts.join(", ")));
    Ok(())
}

/// Shows what would become of one thing that is edited, for programs.
pub(crate) fn show_one(app: &App, outcome: &Outcome) -> Result<()> {
    let rows = outcome.planned.iter().map(|row| record(app.format, row)).collect::<Vec<_>>();
    if app.format == Format::Json {
        let objects = rows.iter().map(|row| serde_json::to_value(row.under(&HEADINGS)));
        let objects = objects.collect::<std::result::Result<Vec<_>, _>>()?;
        let page = counts(["create", "change", "unchanged"], outcome);
        return app.page(&page.field(Heading::new("rows", "Rows"), serde_json::Value::Array(objects)));
    }
    app.list(&HEADINGS, &rows, "changes", true)
}
