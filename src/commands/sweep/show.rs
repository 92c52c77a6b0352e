//! What a sweep came to, as it is told.

use anyhow::Result;

use super::is_for_programs;
use crate::commands::app::App;
use crate::output::Page;
use crate::record::{Heading, Record, Value};
use crate::report::{KINDS, counted};
use crate::sweep::{PLAN_HEADINGS, Planned, Remark, Sweep, Swept};

/// How many users are named of those with whom something is not as it should be.
const NAMED: usize = 20;

/// How many columns of a dry run a table has room for.
const USUAL: usize = 4;

/// What a dry run would do, user by user.
pub(super) fn planned(app: &App, swept: &Swept) -> Result<()> {
    let mut records: Vec<Record> = swept.planned.iter().map(Planned::record).collect();
    let mut headings = PLAN_HEADINGS.to_vec();
    if !is_for_programs(app) {
        // What there is to say is said below.
        headings.truncate(USUAL);
        records.iter_mut().for_each(|record| record.values.truncate(USUAL));
    }
    app.list(&headings, &records, "users for whom something is due", false)?;
    if !is_for_programs(app) && !records.is_empty() {
        app.talk.say(&format!("a sweep would do: {}", told(swept)));
    }
    Ok(())
}

fn told(swept: &Swept) -> String {
    let told = swept.counts.told();
    if told.is_empty() { "nothing".to_owned() } else { told }
}

/// What it did.
pub(super) fn summary(app: &App, request: &Sweep, swept: &Swept) -> Result<()> {
    if is_for_programs(app) {
        return app.page(&page(app, request, swept));
    }
    super::super::write_line(&format!("swept: {}", told(swept)))?;
    if swept.expired_before > 0 {
        super::super::write_line(&format!(
            "temporary passwords that have expired before: {}",
            swept.expired_before
        ))?;
    }
    if !swept.orphans.is_empty() {
        // Kind by kind, as ct report orphans has them.
        let of = |kind: &&str| swept.orphans.iter().find(|(of, _)| of == kind);
        let orphans: Vec<_> =
            KINDS.iter().filter_map(of).map(|(kind, number)| counted(kind, *number)).collect();
        super::super::write_line(&format!("orphans: {} (ct report orphans)", orphans.join(", ")))?;
    }
    Ok(())
}

fn page(app: &App, request: &Sweep, swept: &Swept) -> Page {
    let mut page = Page::new(0)
        .field(Heading::new("run", "Run"), request.run.to_string())
        .field(Heading::new("as_of", "As of"), request.as_of)
        .field(Heading::new("ended_at", "Ended"), app.clock.now())
        .field(Heading::new("outcome", "Outcome"), swept.outcome())
        .field(Heading::new("needs_somebody", "Needs somebody"), swept.needs_somebody());
    let names = [
        "ended",
        "passwords_expired",
        "passwords_expired_before",
        "warned",
        "locked",
        "deactivated",
        "left",
        "skipped",
        "kept",
        "brake",
        "orphans",
    ];
    let mut summary = swept.summary();
    for name in names {
        let value = match summary[name].take() {
            serde_json::Value::Number(number) => Value::Number(number.as_i64().unwrap_or_default()),
            other => Value::Json(other),
        };
        page = page.field(Heading::new(name, name), value);
    }
    page
}

/// Those with whom something is not as it should be.
pub(super) fn remarks(app: &App, swept: &Swept, is_dry: bool) {
    let tell = |remarks: &[Remark], what: &str| {
        for remark in remarks.iter().take(NAMED) {
            app.talk.warn(&format!("{}: {what}: {}", remark.user, remark.why));
        }
        if remarks.len() > NAMED {
            app.talk
                .warn(&format!("{what}: and {} more; ct sweep list -o json has all", remarks.len() - NAMED));
        }
    };
    let [left, skipped] = if is_dry {
        ["would be deactivated, but somebody would have to look", "nothing would be done, though it is due"]
    } else {
        ["deactivated, but somebody has to look", "nothing was done, though it is due"]
    };
    tell(&swept.left, left);
    tell(&swept.skipped, skipped);
    for remark in swept.kept.iter().take(NAMED) {
        app.talk.say(&format!("{} is left alone: {}", remark.user, remark.why));
    }
}
