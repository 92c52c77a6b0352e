//! `ct task show`

use anyhow::Result;
use clap::{ArgMatches, Command};

use crate::commands::app::App;
use crate::commands::record::show::fields;
use crate::commands::{history, named};
use crate::output::{Format, Page};
use crate::record::Value;
use crate::task::TASK;

/// How many entries of the history a page has.
const HISTORY: u32 = 10;
/// What people read first; the rest follows where there is something to tell.
const FIRST: [&str; 6] = ["id", "status", "due_date", "for", "participants", "notes"];
/// What is told to people in other words.
const FOR_PROGRAMS: [&str; 4] = ["title", "for_user", "for_client", "revision"];

/// The command.
pub(super) fn command() -> Command {
    Command::new("show").about("Shows a task with everything about it").arg(named::argument(&TASK))
}

/// Shows one.
pub(super) async fn run(app: &App, matches: &ArgMatches) -> Result<()> {
    let database = app.database().await?;
    let found = named::to_read(&database, &TASK, matches).await?;
    let (mut fields, entries) = database
        .read(async |transaction| {
            let fields = fields(transaction, &TASK, found.id).await?;
            let entries =
                crate::history::list(transaction, &crate::history::of(&TASK, found.id, HISTORY)).await?;
            Ok((fields, entries))
        })
        .await?;
    let mut page = Page::new(found.id).section(found.name.clone());
    if app.format == Format::Table {
        fields.sort_by_key(|(heading, _)| {
            let last = FIRST.len() + usize::from(heading.name == "uid");
            FIRST.iter().position(|name| *name == heading.name).unwrap_or(last)
        });
        fields.retain(|(heading, value)| match heading.name {
            name if FOR_PROGRAMS.contains(&name) => false,
            "overdue" => *value == Value::Flag(true),
            "status" | "due_date" => true,
            _ => *value != Value::Null && *value != Value::List(Vec::new()),
        });
    }
    for (heading, value) in fields {
        page = page.field(heading, value);
    }
    app.page(&history::on_page(page, app.format, &entries))
}
