//! An import under way, from a file or a saved plan: shown while it runs, and told when it is over.

use std::cell::{Cell, RefCell};

use anyhow::Result;
use tokio::sync::mpsc;

use super::foreign;
use super::outcome::{counted, show, show_leavers, show_plan, show_reset, tell_rejected};
use super::watching::{HEADINGS, Reading, Watcher};
use crate::commands::app::App;
use crate::db::Database;
use crate::noun::stage::{self, Outcome, Portion, Request, Step};
use crate::output::{Columns, Format, Progress, ProgressStyle, Sheet, Style, standard_output};
use crate::plan;

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
    /// How it is told what was done.
    pub(crate) tell: Tell,
}

/// How it is told what was done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Tell {
    /// So many were created and changed.
    Import,
    /// So many got a new password.
    Reset,
    /// So many have left, or have an end.
    Leavers,
}

/// Runs it, shows where it stands, and tells what became of it.
pub(crate) async fn run(app: &App, database: &Database, importing: Importing) -> Result<()> {
    let Importing { request, portions, reading, progress, plan, detailed_exit, tell } = importing;
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
    let outcome = watched(&watcher, stage::run(database, request, portions, &watcher)).await;
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
        match tell {
            Tell::Import => show(app, noun, &outcome)?,
            Tell::Reset => show_reset(app, &outcome)?,
            Tell::Leavers => show_leavers(app, &outcome)?,
        }
    }
    tell_rejected(source, outcome)
}

/// Waits for a run, and tells how far it is.
async fn watched(
    watcher: &Watcher<'_, '_>,
    run: impl Future<Output = crate::Result<Outcome>>,
) -> crate::Result<Outcome> {
    let mut run = std::pin::pin!(run);
    let mut ticks = tokio::time::interval(std::time::Duration::from_millis(100));
    let outcome = loop {
        tokio::select! {
            outcome = &mut run => break outcome,
            _ = ticks.tick() => watcher.tick(),
        }
    };
    watcher.tick();
    outcome
}
