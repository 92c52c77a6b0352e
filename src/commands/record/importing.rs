//! An import under way, from a file or a saved plan: shown while it runs, and told when it is over.

use std::cell::{Cell, RefCell};

use anyhow::Result;
use tokio::sync::mpsc;

use super::foreign;
use super::outcome::{Would, counted, show, show_leavers, show_plan, show_reset, tell_rejected};
use super::syncing::{Confirming, Syncing};
use super::watching::{HEADINGS, Reading, Watcher};
use crate::commands::app::App;
use crate::db::Database;
use crate::noun::Noun;
use crate::noun::stage::{self, Outcome, Portion, Request, Step};
use crate::output::{Columns, Format, Progress, ProgressStyle, Sheet, Style, standard_output};
use crate::{plan, roster};

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
    run_as(app, database, importing, None).await
}

/// The same; with a roster, as one.
pub(super) async fn run_as(
    app: &App,
    database: &Database,
    importing: Importing,
    syncing: Option<&Syncing>,
) -> Result<()> {
    let Importing { request, portions, reading, progress, plan, detailed_exit, tell } = importing;
    let (noun, source) = (request.noun, request.source.clone());
    let mut out = standard_output();
    let style = Style { columns: Columns::Chosen, ..app.style };
    let is_plan = request.goal == stage::Goal::Plan || syncing.is_some_and(|sync| sync.roster.is_shown);
    // A plan that is not wanted writes no header either.
    let mut nowhere = std::io::sink();
    let out: &mut dyn std::io::Write =
        if is_plan && app.format != Format::Json { &mut out } else { &mut nowhere };
    let watcher = Watcher {
        app,
        tell,
        leaving: Cell::default(),
        sheet: RefCell::new(Some(Sheet::begin(out, app.format, &HEADINGS, style)?)),
        collected: RefCell::default(),
        plan: RefCell::new(plan),
        failure: RefCell::default(),
        progress: RefCell::new(Progress::begin(&app.talk, app.clock.as_ref(), progress)),
        step: Cell::new(Step::Done),
        is_told: Cell::new(false),
        asks: syncing.is_some_and(|sync| sync.confirming == Confirming::Ask),
        is_asking: Cell::new(false),
        reading,
        hashed: request.passwords.hashed.clone(),
    };
    let run = async {
        match syncing {
            None => stage::run(database, request, portions, &watcher).await,
            Some(sync) => roster::sync(database, request, &sync.roster, portions, &watcher).await,
        }
    };
    let outcome = watched(&watcher, run).await;
    let Watcher { sheet, collected, plan, failure, progress, reading, leaving, .. } = watcher;
    match &outcome {
        Ok(_) => progress.into_inner().finish(),
        Err(_) => drop(progress),
    }
    if let Some(reading) = &reading {
        foreign::tell(app, &source, &reading.remarks);
    }
    if let Some(cause) = failure.into_inner() {
        return Err(cause);
    }
    let outcome = outcome?;
    if let Some(sync) = syncing {
        let shown = (sheet.into_inner(), collected.into_inner());
        return super::syncing::end(app, sync, outcome, shown, source, detailed_exit);
    }
    if outcome.dry_run {
        let shown = (sheet.into_inner(), collected.into_inner());
        tell_plan(app, &tell.would(leaving.get(), &outcome), shown, plan.into_inner(), &outcome)?;
        if detailed_exit && outcome.create + outcome.change > 0 {
            app.end_with(10);
        }
    } else {
        tell.show(app, noun, &outcome)?;
    }
    tell_rejected(source, outcome)
}

/// Shows what would be done, and saves it where that is wanted.
fn tell_plan(
    app: &App,
    would: &Would,
    (sheet, collected): (Option<Sheet<'_>>, Vec<serde_json::Value>),
    plan: Option<plan::Writer>,
    outcome: &Outcome,
) -> Result<()> {
    let saved = plan.map(|plan| plan.finish(counted(outcome), outcome.digest)).transpose()?;
    match sheet {
        Some(sheet) => show_plan(app, would, sheet, collected, saved.as_deref()),
        None => Ok(()),
    }
}

impl Tell {
    fn would(self, leaving: [u64; 3], outcome: &Outcome) -> Would {
        match self {
            Self::Leavers => Would::leave(leaving, outcome),
            Self::Import | Self::Reset => Would::change(outcome),
        }
    }

    fn show(self, app: &App, noun: &'static Noun, outcome: &Outcome) -> Result<()> {
        match self {
            Self::Import => show(app, noun, outcome),
            Self::Reset => show_reset(app, outcome),
            Self::Leavers => show_leavers(app, outcome),
        }
    }
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
