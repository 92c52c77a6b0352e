//! `ct task`: what is to be done.

mod add;
mod calendar;
mod day;
mod edit;
pub(crate) mod list;
mod settle;
mod show;
mod zone;

use anyhow::Result;
use clap::{ArgMatches, Command};

use super::app::App;
use super::record::{export, import};
use crate::Error;
use crate::task::{Followed, Settle, TASK};

/// The commands.
pub(crate) fn command() -> Command {
    Command::new(TASK.name)
        .about("Tasks: what is to be done, for whom, and until when")
        .subcommand_required(true)
        .arg_required_else_help(true)
        .subcommand(add::command())
        .subcommand(list::command())
        .subcommand(show::command())
        .subcommand(edit::command())
        .subcommand(settle::command(Settle::Complete))
        .subcommand(settle::command(Settle::Reopen))
        .subcommand(settle::deletion())
        .subcommand(calendar::importing(import::command(&TASK)))
        .subcommand(calendar::exporting(export::command(&TASK)))
}

/// Runs one of them.
pub(crate) async fn run(app: &App, verb: &str, matches: &ArgMatches) -> Result<()> {
    match verb {
        "add" => add::run(app, matches).await,
        "list" => list::run(app, matches).await,
        "show" => show::run(app, matches).await,
        "edit" => edit::run(app, matches).await,
        "complete" => settle::run(app, matches, Settle::Complete).await,
        "reopen" => settle::run(app, matches, Settle::Reopen).await,
        "delete" => settle::delete(app, matches).await,
        "import" if matches.get_flag("ics") => calendar::import(app, matches).await,
        "import" if is_calendar(matches) => {
            Err(Error::usage("that is a calendar, not a file of rows", "ct task import --ics FILE").into())
        }
        "import" => import::run(app, &TASK, matches).await,
        "export" if matches.get_flag("ics") => calendar::export(app, matches).await,
        "export" => export::run(app, &TASK, matches).await,
        _ => Ok(()),
    }
}

/// Whether the file is called as calendars are.
fn is_calendar(matches: &ArgMatches) -> bool {
    matches.get_one::<String>("file").is_some_and(|file| file.to_lowercase().ends_with(".ics"))
}

/// What came of a series, in a sentence.
pub(crate) fn followed(followed: &Followed) -> String {
    match followed {
        Followed::Made { id, due } => format!("it repeats: the next one is task {id}, due {due}"),
        Followed::There { id, due } => {
            format!("the next one is there already, task {id}, due {due}, and stays as it is")
        }
        Followed::Over => "it was the last one of its series".to_owned(),
        Followed::Not(why) => format!("it repeats, and the next one was not made: {why}"),
    }
}
