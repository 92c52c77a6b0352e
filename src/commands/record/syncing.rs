//! A roster under way: its plan is shown and confirmed, and it is told what became of it.

use anyhow::Result;

use super::importing::{self, Importing};
use super::outcome::{number, tell_rejected};
use crate::Error;
use crate::commands::app::App;
use crate::commands::passwords;
use crate::db::Database;
use crate::noun::stage::Outcome;
use crate::output::{Format, Page, Sheet};
use crate::prompt::Prompt;
use crate::record::Heading;
use crate::roster::{Handed, Moves, Roster};

/// How it is confirmed that a roster is to be applied.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Confirming {
    /// It is not to be: the plan alone is wanted.
    DryRun,
    /// It is already: `--yes`.
    Told,
    /// Somebody is asked.
    Ask,
    /// Nobody is there to be asked.
    Cannot,
}

/// A roster, and how it is confirmed.
pub(crate) struct Syncing {
    /// The roster.
    pub(crate) roster: Roster,
    /// How it is confirmed.
    pub(crate) confirming: Confirming,
}

/// Runs it, shows where it stands, and tells what became of it.
pub(crate) async fn run(
    app: &App,
    database: &Database,
    importing: Importing,
    syncing: &Syncing,
) -> Result<()> {
    importing::run_as(app, database, importing, Some(syncing)).await
}

/// Shows what would be done.
pub(super) fn show_plan(
    app: &App,
    plan: &Outcome,
    sheet: Option<Sheet<'_>>,
    collected: Vec<serde_json::Value>,
) -> Result<()> {
    let Some(moves) = &plan.roster else { return Ok(()) };
    if app.format == Format::Json {
        let page = numbers(
            rows(["create", "change", "unchanged"], plan, moves),
            ["reactivate", "deactivate"],
            moves,
        );
        let collected = serde_json::Value::Array(collected);
        return app.page(&page.field(Heading::new("rows", "Rows"), collected));
    }
    let is_something = plan.create + plan.change > 0 || !moves.is_nothing() || !moves.staying.is_empty();
    if let Some(sheet) = sheet.filter(|_| is_something || app.format != Format::Table) {
        app.finish(sheet.end()?, "changes");
    }
    let rejected = if plan.rejected > 0 { format!(", reject {}", plan.rejected) } else { String::new() };
    app.talk.say(&format!(
        "would create {}, change {}, reactivate {}, deactivate {} of {} active in the scope (at most {}), leave {} unchanged{rejected}",
        plan.create,
        plan.change,
        moves.returning.len(),
        moves.leaving.len(),
        moves.active,
        moves.most,
        unchanged(plan, moves)
    ));
    tell_blind(app, moves);
    Ok(())
}

/// Of how many rows nothing changes.
fn unchanged(outcome: &Outcome, moves: &Moves) -> u64 {
    outcome.keep.saturating_sub(moves.only_returning)
}

fn tell_blind(app: &App, moves: &Moves) {
    if moves.is_blind {
        app.talk.warn("a bad row does not tell whom it is about: so nobody counts as missing, and nobody is deactivated");
    }
}

/// How many rows became what, or would, under these names.
fn rows([create, change, keep]: [&'static str; 3], outcome: &Outcome, moves: &Moves) -> Page {
    Page::new(outcome.batch.unwrap_or_default())
        .field(Heading::new(create, create), number(outcome.create))
        .field(Heading::new(change, change), number(outcome.change))
        .field(Heading::new(keep, keep), number(unchanged(outcome, moves)))
        .field(Heading::new("rejected", "Rejected"), number(outcome.rejected))
}

/// Rows that say of somebody to be inactive are good rows, too.
fn with_told(mut outcome: Outcome, moves: Moves) -> Outcome {
    let people = moves.leaving.iter().chain(&moves.staying);
    outcome.keep += people.filter(|person| person.line > 0).count() as u64;
    outcome.roster = Some(moves);
    outcome
}

/// The counts that a roster has beside those of an import.
fn numbers(page: Page, [back, gone]: [&'static str; 2], moves: &Moves) -> Page {
    let count = |people: &[crate::roster::Person]| number(people.len() as u64);
    page.field(Heading::new(back, back), count(&moves.returning))
        .field(Heading::new(gone, gone), count(&moves.leaving))
        .field(Heading::new("stay", "Stay though missing"), count(&moves.staying))
        .field(Heading::new("active_in_scope", "Active in the scope"), number(moves.active))
        .field(Heading::new("deactivations_allowed", "Deactivations allowed"), number(moves.most))
        .field(Heading::new("nobody_is_missing_for_certain", "Nobody is missing for certain"), moves.is_blind)
}

/// Asks whether it is to be done; not where it cannot be.
pub(super) async fn ask(plan: &Outcome) -> crate::Result<()> {
    let Some(moves) = plan.roster.as_ref().filter(|moves| moves.refusal.is_none()) else { return Ok(()) };
    let question = format!(
        "Create {}, change {}, reactivate {} and deactivate {}?",
        plan.create,
        plan.change,
        moves.returning.len(),
        moves.leaving.len()
    );
    // On a thread of its own: the run goes on to say that it is there.
    let asked = tokio::task::spawn_blocking(move || Prompt::instead_of("--yes").confirm(&question)).await;
    match asked.map_err(|cause| Error::Fault(format!("asking ended: {cause}")))?? {
        true => Ok(()),
        false => Err(Error::unconfirmed("nothing was done", "--dry-run shows the plan and asks nothing")),
    }
}

fn unconfirmed() -> Error {
    Error::unconfirmed("nothing was done", "--yes does what the plan shows without asking")
}

/// What is told when it is over.
pub(super) fn end(
    app: &App,
    syncing: &Syncing,
    mut outcome: Outcome,
    (sheet, collected): (Option<Sheet<'_>>, Vec<serde_json::Value>),
    source: String,
    detailed_exit: bool,
) -> Result<()> {
    let Some(mut moves) = outcome.roster.take() else { return Ok(()) };
    if !outcome.dry_run {
        show(app, &outcome, &moves)?;
        return tell_rejected(source, with_told(outcome, moves));
    }
    let refusal = moves.refusal.take();
    let is_something = outcome.create + outcome.change > 0 || !moves.is_nothing();
    outcome.roster = Some(moves);
    show_plan(app, &outcome, sheet, collected)?;
    if let Some(refusal) = refusal {
        return Err(refusal.into());
    }
    if syncing.confirming == Confirming::Cannot && is_something {
        return Err(unconfirmed().into());
    }
    if app.format != Format::Json {
        app.talk.say("nothing was done");
    }
    if detailed_exit && is_something {
        app.end_with(10);
    }
    let moves = outcome.roster.take().unwrap_or_default();
    tell_rejected(source, with_told(outcome, moves))
}

/// Says what was done.
fn show(app: &App, outcome: &Outcome, moves: &Moves) -> Result<()> {
    let handed = moves.done.unwrap_or_default();
    if app.format != Format::Table {
        let page = numbers(
            rows(["created", "changed", "unchanged"], outcome, moves),
            ["reactivated", "deactivated"],
            moves,
        );
        return app.page(
            &handed_on(page, handed)
                .field(Heading::new("passwords_set", "Passwords set"), number(outcome.passwords))
                .field(Heading::new("passwords_expire_at", "Passwords hold until"), outcome.expires_at)
                .field(Heading::new("batch", "Batch"), outcome.batch),
        );
    }
    let mut parts = vec![
        format!("{} created", outcome.create),
        format!("{} changed", outcome.change),
        format!("{} reactivated", moves.returning.len()),
        format!("{} deactivated", moves.leaving.len()),
        format!("{} unchanged", unchanged(outcome, moves)),
    ];
    if outcome.rejected > 0 {
        parts.push(format!("{} rejected", outcome.rejected));
    }
    if outcome.passwords > 0 {
        let plural = if outcome.passwords == 1 { "" } else { "s" };
        let end = passwords::end(outcome).map(|end| format!("; they expire on {end}")).unwrap_or_default();
        parts.push(format!("{} password{plural} set{end}", outcome.passwords));
    }
    let without = (outcome.create + moves.returning.len() as u64).saturating_sub(outcome.passwords);
    let note = if without > 0 {
        format!("; {without} without a password that holds, who cannot log in until one is set")
    } else {
        String::new()
    };
    let batch = outcome.batch.map_or_else(String::new, |batch| format!(" (batch {batch})"));
    app.talk.say(&format!("roster: {}{note}{batch}", parts.join(", ")));
    tell_handed(app, handed);
    tell_blind(app, moves);
    for person in &moves.staying {
        app.talk.say(&format!(
            "{} stays as it is: {}",
            person.email,
            person.why.as_deref().unwrap_or_default()
        ));
    }
    Ok(())
}

fn handed_on(page: Page, handed: Handed) -> Page {
    page.field(Heading::new("cases", "Cases"), handed.cases)
        .field(Heading::new("tasks", "Tasks"), handed.tasks)
        .field(Heading::new("paused", "Parked operations"), handed.paused)
        .field(Heading::new("team", "Given another supervisor"), handed.team)
        .field(Heading::new("left_open", "Left open"), handed.left_open)
}

fn tell_handed(app: &App, handed: Handed) {
    let counted = |number: i64, one: &str, many: &str| match number {
        0 => None,
        1 => Some(format!("1 {one}")),
        _ => Some(format!("{number} {many}")),
    };
    let work = [
        counted(handed.cases, "open case", "open cases"),
        counted(handed.tasks, "open task", "open tasks"),
        counted(handed.paused, "parked operation", "parked operations"),
    ];
    let work: Vec<_> = work.into_iter().flatten().collect();
    if !work.is_empty() {
        let left = match handed.left_open {
            0 => "which went to others".to_owned(),
            left => format!("{left} of which stay with them: ct report orphans shows them"),
        };
        app.talk.say(&format!("those who left had {}, {left}", work.join(", ")));
    }
    if let Some(team) = counted(handed.team, "user has", "users have") {
        app.talk.say(&format!("{team} another supervisor"));
    }
}
