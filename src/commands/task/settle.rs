//! `ct task complete`, `ct task reopen` and `ct task delete`

use anyhow::Result;
use clap::{Arg, ArgAction, ArgMatches, Command};

use super::followed;
use crate::Error;
use crate::access;
use crate::commands::app::App;
use crate::commands::named;
use crate::db::Database;
use crate::noun::Found;
use crate::output::Format;
use crate::prompt::Prompt;
use crate::record::{Heading, Record, Value};
use crate::task::{self, Followed, Settle, Settled, TASK};

fn argument() -> Arg {
    Arg::new("named")
        .value_name("TASK")
        .required(true)
        .num_args(1..)
        .action(ArgAction::Append)
        .help("The tasks: id, uid, or on a terminal the beginning of a title")
}

/// One of the first two commands.
pub(super) fn command(to: Settle) -> Command {
    let (name, about, more) = match to {
        Settle::Complete => (
            "complete",
            "Says that tasks are done",
            "All of them or none. One that repeats is followed by the next one: the first by its rule, from its due date on, \
             that is not past yet, with the same participants, but those who have left.",
        ),
        Settle::Reopen => (
            "reopen",
            "Says that tasks are still to be done that were completed or cancelled",
            "All of them or none. The next one of a series stays as it is.",
        ),
    };
    Command::new(name).about(about).arg(argument()).after_help(more)
}

/// The third.
pub(super) fn deletion() -> Command {
    Command::new("delete")
        .about("Deletes tasks: they are gone, and the history alone tells what they were")
        .arg(argument())
        .after_help(
            "All of them or none. What is only not to be done any more: ct task edit --status cancelled",
        )
}

async fn named(app: &App, database: &Database, matches: &ArgMatches) -> Result<Vec<Found>> {
    let mut tasks: Vec<Found> = Vec::new();
    for told in matches.get_many::<String>("named").into_iter().flatten() {
        let found = named::resolve(app, database, &TASK, told).await?;
        if !tasks.iter().any(|task| task.id == found.id) {
            tasks.push(found);
        }
    }
    Ok(tasks)
}

/// Completes or reopens.
pub(super) async fn run(app: &App, matches: &ArgMatches, to: Settle) -> Result<()> {
    let database = app.database().await?;
    let tasks = named(app, &database, matches).await?;
    let ids: Vec<_> = tasks.iter().map(|task| task.id).collect();
    let settled = task::settle(&database, &app.operation(), &ids, to).await?;
    if app.format == Format::Table {
        settled.iter().for_each(|one| tell(app, to, one));
        return Ok(());
    }
    let headings = ["id", "uid", "title", "status", "changed", "next_id", "next_due_date"]
        .map(|name| Heading::new(name, name));
    let records: Vec<_> = settled.iter().zip(&tasks).map(|(one, task)| record(one, task)).collect();
    app.list(&headings, &records, TASK.plural, true)
}

fn tell(app: &App, to: Settle, one: &Settled) {
    let word = match (to, one.changed()) {
        (Settle::Complete, true) => "is completed".to_owned(),
        (Settle::Complete, false) => "is completed already".to_owned(),
        (Settle::Reopen, true) => format!("is open again; it was {}", one.was),
        (Settle::Reopen, false) => format!("is open already: {}", one.was),
    };
    app.talk.say(&format!("task {} ({}) {word}", one.id, one.title));
    if let Some(next) = &one.next {
        app.talk.say(&followed(next));
    }
}

fn record(one: &Settled, task: &Found) -> Record {
    let (next, due) = match &one.next {
        Some(Followed::Made { id, due } | Followed::There { id, due }) => {
            ((*id).into(), due.to_string().into())
        }
        _ => (Value::Null, Value::Null),
    };
    let values = vec![
        one.id.into(),
        task.label.as_str().into(),
        one.title.as_str().into(),
        one.is_now.as_str().into(),
        one.changed().into(),
        next,
        due,
    ];
    Record { id: one.id, values }
}

/// Deletes.
pub(super) async fn delete(app: &App, matches: &ArgMatches) -> Result<()> {
    let database = app.database().await?;
    access::require(&database, "tasks", "write").await?;
    let tasks = named(app, &database, matches).await?;
    if !app.yes {
        let which: Vec<_> = tasks.iter().map(|task| format!("{} ({})", task.id, task.name)).collect();
        let question = format!("Delete {}, for good?", which.join(", "));
        if !Prompt::instead_of("--yes").confirm(&question)? {
            let hint = "what is only not to be done any more: ct task edit --status cancelled";
            return Err(Error::unconfirmed("nothing was deleted", hint).into());
        }
    }
    let ids: Vec<_> = tasks.iter().map(|task| task.id).collect();
    task::delete(&database, &app.operation(), &ids).await?;
    if app.format == Format::Table {
        tasks.iter().for_each(|task| app.talk.say(&format!("deleted {}", named::shown(&TASK, task))));
        return Ok(());
    }
    let headings = ["id", "uid", "title", "deleted"].map(|name| Heading::new(name, name));
    let records: Vec<_> = tasks
        .iter()
        .map(|task| Record {
            id: task.id,
            values: vec![task.id.into(), task.label.as_str().into(), task.name.as_str().into(), true.into()],
        })
        .collect();
    app.list(&headings, &records, TASK.plural, true)
}
