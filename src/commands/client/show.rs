//! `ct client show`: the dashboard. Who the client is, who cares for them, what is open, what was changed last.

use anyhow::Result;
use clap::ArgMatches;

use crate::client::dashboard::{
    self, CASE_MANAGER_HEADINGS, CaseManager, Dashboard, PAUSED_HEADINGS, Paused, TASK_HEADINGS, Task, When,
};
use crate::commands::app::App;
use crate::commands::record::show::fields;
use crate::commands::{history, named};
use crate::noun::{Noun, find};
use crate::output::{Format, Page};
use crate::record::{Heading, Record, Value};

/// How many entries of the history the page has.
const HISTORY: u32 = 10;

/// Shows one.
pub(crate) async fn run(app: &App, noun: &'static Noun, matches: &ArgMatches) -> Result<()> {
    let database = app.database().await?;
    let named = named::told(matches);
    let (found, fields, dashboard, entries) = database
        .read(async |transaction| {
            let found = find(transaction, noun, named).await?;
            let fields = fields(transaction, noun, found.id).await?;
            let dashboard = dashboard::dashboard(transaction, found.id).await?;
            let entries =
                crate::history::list(transaction, &crate::history::of(noun, found.id, HISTORY)).await?;
            Ok((found, fields, dashboard, entries))
        })
        .await?;
    let name = fields.iter().find(|(heading, _)| heading.name == "name");
    let mut page =
        Page::new(found.id).section(name.map_or_else(String::new, |(_, name)| name.as_text().into_owned()));
    let is_table = app.format == Format::Table;
    for (heading, value) in fields {
        // Who they are stands below, with since when.
        if !(is_table && heading.name == "case_managers") {
            page = page.field(heading, value);
        }
    }
    page = if is_table { for_people(page, &dashboard) } else { for_programs(page, &dashboard) };
    app.page(&history::on_page(page, app.format, &entries))
}

/// A line each.
fn for_people(page: Page, dashboard: &Dashboard) -> Page {
    let managers = |when: When| {
        let those = dashboard.case_managers.iter().filter(|one| one.when == when);
        Value::List(those.map(manager).collect())
    };
    let mut page = page.section("Case managers").field(Heading::new("now", "Now"), managers(When::Current));
    for (when, heading) in
        [(When::Future, Heading::new("later", "Later")), (When::Past, Heading::new("before", "Before"))]
    {
        if dashboard.case_managers.iter().any(|one| one.when == when) {
            page = page.field(heading, managers(when));
        }
    }
    let tasks = dashboard.tasks.iter().map(task).collect();
    page = page.section("Open").field(Heading::new("tasks", "Tasks"), Value::List(tasks));
    let paused = dashboard.paused.iter().map(paused).collect();
    page.field(Heading::new("paused", "Paused"), Value::List(paused))
}

/// `Linda Sánchez (linda@example.org), since 2026-01-05`.
fn manager(one: &CaseManager) -> String {
    let who = format!("{} ({})", one.name, one.email);
    let until = one.end_date.map_or_else(String::new, |end| format!(" to {end}"));
    let when = match (one.when, one.end_date) {
        (When::Current, None) => format!("since {}", one.begin_date),
        (When::Future, None) => format!("from {}", one.begin_date),
        _ => format!("{}{until}", one.begin_date),
    };
    let reason = one.end_reason.as_ref().map_or_else(String::new, |reason| format!(": {reason}"));
    // Of those before it is no news.
    let inactive = if one.inactive && one.when != When::Past { " (INACTIVE)" } else { "" };
    format!("{who}, {when}{reason}{inactive}")
}

/// `12  Call the landlord, due 2026-11-20 (OVERDUE), waiting; linda@example.org (owner)`.
fn task(task: &Task) -> String {
    let due = task.due_date.map_or_else(String::new, |due| format!(", due {due}"));
    let overdue = if task.overdue { " (OVERDUE)" } else { "" };
    let status = task.status.replace('-', " ");
    let who: Vec<_> = task
        .participants
        .iter()
        .map(|one| one.rsplit_once(':').map_or_else(|| one.clone(), |(who, role)| format!("{who} ({role})")))
        .collect();
    let who = if who.is_empty() { String::new() } else { format!("; {}", who.join(", ")) };
    format!("{}  {}{due}{overdue}, {status}{who}", task.id, task.title)
}

/// `3  Intake at step 2, since 2026-11-20, by wei@example.org`.
fn paused(one: &Paused) -> String {
    let step = one.step.as_ref().map_or_else(String::new, |step| format!(", at {step}"));
    let by = one.email.as_ref().map_or_else(String::new, |email| format!(", by {email}"));
    format!("{}  {}{step}, since {}{by}", one.id, one.workflow, one.paused_on)
}

/// Objects.
fn for_programs(page: Page, dashboard: &Dashboard) -> Page {
    let objects = |headings: &'static [Heading], records: Vec<Record>| {
        let values = records.iter().filter_map(|record| serde_json::to_value(record.under(headings)).ok());
        serde_json::Value::Array(values.collect())
    };
    let managers = dashboard.case_managers.iter().map(CaseManager::record).collect();
    let tasks = dashboard.tasks.iter().map(Task::record).collect();
    let paused = dashboard.paused.iter().map(Paused::record).collect();
    page.field(Heading::new("assignments", "Assignments"), objects(&CASE_MANAGER_HEADINGS, managers))
        .field(Heading::new("tasks", "Tasks"), objects(&TASK_HEADINGS, tasks))
        .field(Heading::new("paused", "Paused"), objects(&PAUSED_HEADINGS, paused))
}
