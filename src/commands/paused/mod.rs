//! `ct paused`: workflows that somebody has parked.

mod add;
mod keep;
pub(crate) mod list;
mod resume;
mod settle;
mod show;

pub(crate) use keep::details;

use anyhow::Result;
use clap::{ArgMatches, Command};

use super::app::App;
use super::named;
use super::record::{edit, export, flags, import, list as lists};
use crate::Error;
use crate::noun::Column;
use crate::noun::one::Manner;
use crate::paused::PAUSED;

/// What can be changed of one with flags.
const EDITABLE: [&str; 2] = ["step", "notes"];

fn editable() -> impl Iterator<Item = &'static Column> {
    PAUSED.writable().filter(|column| EDITABLE.contains(&column.name))
}

/// The commands.
pub(crate) fn command() -> Command {
    Command::new("paused")
        .about("Paused operations: workflows that somebody has parked")
        .subcommand_required(true)
        .arg_required_else_help(true)
        .subcommand(lists::command(&PAUSED).about(
            "Lists paused operations, the oldest first: your own ones that are parked, unless told otherwise",
        ))
        .subcommand(add::command())
        .subcommand(show::command())
        .subcommand(
            Command::new("edit")
                .about("Changes at which step one stands, or its notes")
                .arg(named::argument(&PAUSED))
                .args(flags::of_columns(editable()))
                .arg(edit::dry_run())
                .after_help(
                    "An empty text empties a field: --notes ''.\n\nct paused edit 7 --step 'consent signed'",
                ),
        )
        .subcommand(resume::command())
        .subcommand(settle::command())
        .subcommand(import::command(&PAUSED))
        .subcommand(export::command(&PAUSED))
}

/// Runs one of them.
pub(crate) async fn run(app: &App, matches: &ArgMatches) -> Result<()> {
    match matches.subcommand() {
        Some(("list", matches)) => list::run(app, matches, None).await,
        Some(("add", matches)) => add::run(app, matches).await,
        Some(("show", matches)) => show::run(app, matches).await,
        Some(("edit", matches)) => {
            let cells = flags::cells(editable(), matches);
            if cells.is_empty() {
                return Err(
                    Error::usage("nothing is told to change", "--step and --notes change something").into()
                );
            }
            let database = app.database().await?;
            let found = named::to_change(app, &database, &PAUSED, matches).await?;
            edit::write(app, &database, (&PAUSED, found), cells, matches, Manner::Edit).await
        }
        Some(("resume", matches)) => resume::run(app, matches).await,
        Some(("cancel", matches)) => settle::run(app, matches).await,
        Some(("import", matches)) => import::run(app, &PAUSED, matches).await,
        Some(("export", matches)) => export::run(app, &PAUSED, matches).await,
        _ => Ok(()),
    }
}
