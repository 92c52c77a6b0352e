//! Tells what became of rows, or what would.

use anyhow::Result;

use super::watching::{HEADINGS, record};
use crate::Error;
use crate::commands::app::App;
use crate::commands::{passwords, task};
use crate::noun::Noun;
use crate::noun::stage::{self, Outcome, Planned};
use crate::output::{Format, Page, Sheet};
use crate::paused::import::Parked;
use crate::record::{Heading, Value};

/// How many rows became what.
pub(super) const fn counted(outcome: &Outcome) -> stage::Counts {
    stage::Counts { create: outcome.create, change: outcome.change, keep: outcome.keep }
}

/// Rows that were left out are an error in the end: the status tells of them.
pub(super) fn tell_rejected(file: String, outcome: Outcome) -> Result<()> {
    let Outcome {
        rejected, problems, problems_total: total, rejects, dry_run: would, parked, roster, ..
    } = outcome;
    let applied = outcome.create + outcome.change + outcome.keep;
    if rejected == 0 {
        return Ok(());
    }
    // Without a good row nothing would be applied.
    if applied == 0 {
        return Err(Error::BadRows { file, rows: rejected, problems, total, rejects, hint: None }.into());
    }
    let parked = parked.is_some_and(|parked| parked.is_parked);
    let is_roster = roster.is_some();
    Err(Error::PartlyApplied { file, applied, rejected, problems, total, rejects, would, parked, is_roster }
        .into())
}

/// How many rows would become what.
pub(super) struct Would {
    /// What is done with them.
    done: Vec<(&'static str, u64)>,
    keep: u64,
    rejected: u64,
}

impl Would {
    /// Rows of an import.
    pub(super) fn change(outcome: &Outcome) -> Self {
        Self::of(vec![("create", outcome.create), ("change", outcome.change)], outcome)
    }

    /// Leavers: how many leave now, get an end, and have none any more.
    pub(super) fn leave([now, later, not]: [u64; 3], outcome: &Outcome) -> Self {
        Self::of(vec![("deactivate", now), ("schedule", later), ("cancel", not)], outcome)
    }

    const fn of(done: Vec<(&'static str, u64)>, outcome: &Outcome) -> Self {
        Self { done, keep: outcome.keep, rejected: outcome.rejected }
    }
}

/// Shows what would be done.
pub(super) fn show_plan(
    app: &App,
    would: &Would,
    sheet: Sheet<'_>,
    collected: Vec<serde_json::Value>,
    saved: Option<&std::path::Path>,
) -> Result<()> {
    if app.format == Format::Json {
        let counts =
            would.done.iter().copied().chain([("unchanged", would.keep), ("rejected", would.rejected)]);
        let page = counts
            .fold(Page::new(0), |page, (name, count)| page.field(Heading::new(name, name), number(count)));
        let rows = serde_json::Value::Array(collected);
        app.page(&page.field(Heading::new("rows", "Rows"), rows))?;
    } else if would.done.iter().any(|(_, count)| *count > 0) || app.format != Format::Table {
        app.finish(sheet.end()?, "changes");
    }
    // In json the counts stand with the rows.
    if app.format != Format::Json {
        let rejected =
            if would.rejected > 0 { format!(", reject {}", would.rejected) } else { String::new() };
        let done: Vec<_> = would.done.iter().map(|(what, count)| format!("{what} {count}")).collect();
        app.talk.say(&format!(
            "would {}, leave {} unchanged{rejected}; nothing was done",
            done.join(", "),
            would.keep
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

pub(super) fn number(count: u64) -> Value {
    Value::Number(i64::try_from(count).unwrap_or(i64::MAX))
}

/// Says what was done.
pub(super) fn show(app: &App, noun: &'static Noun, outcome: &Outcome) -> Result<()> {
    let without = outcome.create.saturating_sub(outcome.passwords);
    if app.format != Format::Table {
        let mut page = counts(["created", "changed", "unchanged"], outcome);
        if noun.name == "user" {
            page = page.field(Heading::new("passwords_set", "Passwords set"), number(outcome.passwords));
            let heading = Heading::new("passwords_expire_at", "Passwords hold until");
            page = page.field(heading, outcome.expires_at);
        }
        // By its id a batch is shown and undone.
        page = page.field(Heading::new("batch", "Batch"), outcome.batch);
        if let Some(parked) = outcome.parked {
            let state = if parked.is_parked { "parked" } else { "resumed" };
            page = page.field(Heading::new("paused", "Paused operation"), parked.id);
            page = page.field(Heading::new("paused_state", "State"), state);
        }
        return app.page(&page);
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
    let batch = outcome.batch.map_or_else(String::new, |batch| format!(" (batch {batch})"));
    let note = if noun.name == "user" && without > 0 {
        format!("; {without} without a password, who cannot log in until one is set")
    } else {
        String::new()
    };
    app.talk.say(&format!("{}: {}{note}{batch}", noun.plural, parts.join(", ")));
    match outcome.parked {
        Some(Parked { id, is_parked: true }) => {
            app.talk.say(&format!(
                "the rejected rows are parked; once they are corrected: ct paused resume {id}"
            ));
        }
        Some(Parked { id, is_parked: false }) => app.talk.say(&format!("paused operation {id} is resumed")),
        None => {}
    }
    for next in &outcome.followed {
        app.talk.say(&format!("task {}: {}", next.after, task::followed(&next.followed)));
    }
    Ok(())
}

/// Says how many got a new password.
pub(super) fn show_reset(app: &App, outcome: &Outcome) -> Result<()> {
    if app.format != Format::Table {
        let page = Page::new(outcome.batch.unwrap_or_default())
            .field(Heading::new("passwords_set", "Passwords set"), number(outcome.passwords))
            .field(Heading::new("passwords_expire_at", "Passwords hold until"), outcome.expires_at)
            .field(Heading::new("rejected", "Rejected"), number(outcome.rejected))
            .field(Heading::new("batch", "Batch"), outcome.batch);
        return app.page(&page);
    }
    let plural = if outcome.passwords == 1 { "" } else { "s" };
    let end = passwords::end(outcome).map(|end| format!("; they expire on {end}")).unwrap_or_default();
    let rejected =
        if outcome.rejected > 0 { format!(", {} rejected", outcome.rejected) } else { String::new() };
    let batch = outcome.batch.map_or_else(String::new, |batch| format!(" (batch {batch})"));
    app.talk.say(&format!("{} password{plural} reset{rejected}{end}{batch}", outcome.passwords));
    Ok(())
}

/// Says how many have left, or have an end by now.
pub(super) fn show_leavers(app: &App, outcome: &Outcome) -> Result<()> {
    if app.format != Format::Table {
        let page = Page::new(outcome.batch.unwrap_or_default())
            .field(Heading::new("changed", "Changed"), number(outcome.change))
            .field(Heading::new("unchanged", "Unchanged"), number(outcome.keep))
            .field(Heading::new("rejected", "Rejected"), number(outcome.rejected))
            .field(Heading::new("batch", "Batch"), outcome.batch);
        return app.page(&page);
    }
    let rejected =
        if outcome.rejected > 0 { format!(", {} rejected", outcome.rejected) } else { String::new() };
    let batch = outcome.batch.map_or_else(String::new, |batch| format!(" (batch {batch})"));
    app.talk.say(&format!(
        "leavers: {} deactivated or scheduled, {} so already{rejected}{batch}",
        outcome.change, outcome.keep
    ));
    Ok(())
}

/// Rows of a plan as programs read them.
pub(crate) fn planned_rows(app: &App, planned: &[Planned]) -> Result<serde_json::Value> {
    let rows = planned.iter().map(|row| serde_json::to_value(record(app.format, row).under(&HEADINGS)));
    Ok(serde_json::Value::Array(rows.collect::<std::result::Result<Vec<_>, _>>()?))
}

/// Shows rows of a plan as a list.
pub(crate) fn show_planned(app: &App, planned: &[Planned]) -> Result<()> {
    let rows = planned.iter().map(|row| record(app.format, row)).collect::<Vec<_>>();
    app.list(&HEADINGS, &rows, "changes", true)
}

/// Shows what would become of one thing that is edited, for programs.
pub(crate) fn show_one(app: &App, outcome: &Outcome) -> Result<()> {
    if app.format == Format::Json {
        let page = counts(["create", "change", "unchanged"], outcome);
        let rows = planned_rows(app, &outcome.planned)?;
        return app.page(&page.field(Heading::new("rows", "Rows"), rows));
    }
    show_planned(app, &outcome.planned)
}
