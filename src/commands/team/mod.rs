//! `ct team`: what a supervisor sees of the own team and does for it.

mod cases;
mod list;
mod show;
mod tasks;
mod work;

use anyhow::Result;
use clap::{ArgMatches, Command};

use super::app::App;
use super::password::reset;
use super::record::{edit, flags};
use super::user::unlock;
use super::{named, passwords};
use crate::Error;
use crate::db::Database;
use crate::noun::one::Manner;
use crate::noun::{Column, Found};
use crate::team::{EDITABLE, require_member, supervisor};
use crate::user::USER;

/// The commands.
pub(crate) fn command() -> Command {
    Command::new("team")
        .about("Your team: those who report to you")
        .subcommand_required(true)
        .arg_required_else_help(true)
        .subcommand(list::command())
        .subcommand(cases::command())
        .subcommand(show::command())
        .subcommand(work::paused())
        .subcommand(tasks::command())
        .subcommand(
            Command::new("edit")
                .about("Changes what a supervisor may change of somebody on the team")
                .arg(named::argument(&USER))
                .args(flags::of_columns(editable()))
                .arg(edit::dry_run())
                .after_help(
                    "An empty text empties a field: --phone ''. The rest is changed with ct user edit, by who may.\n\n\
                     ct team edit m.dang@example.org --phone '(360) 555-0118' --reason 'moved desks'",
                ),
        )
        .subcommand(
            Command::new("unlock")
                .about("Lets somebody on the team try again who was locked after several wrong passwords")
                .arg(named::argument(&USER)),
        )
        .subcommand(
            passwords::reset_flags(
                Command::new("reset-password")
                    .about("Gives somebody on the team a new temporary password")
                    .arg(named::argument(&USER))
                    .arg(reset::hide()),
            )
            .after_help(
                "The next login demands a new password, and sessions that are open end. A readable one is four words and a \
                 number, for the phone; it holds for 12 hours.\n\n\
                 ct team reset-password m.dang@example.org --readable",
            ),
        )
}

fn editable() -> impl Iterator<Item = &'static Column> {
    USER.writable().filter(|column| EDITABLE.contains(&column.name))
}

/// Runs one of them.
pub(crate) async fn run(app: &App, matches: &ArgMatches) -> Result<()> {
    match matches.subcommand() {
        Some(("list", matches)) => list::run(app, matches).await,
        Some(("cases", matches)) => cases::run(app, matches).await,
        Some(("show", matches)) => show::run(app, matches).await,
        Some(("paused", matches)) => work::run_paused(app, matches).await,
        Some(("tasks", matches)) => tasks::run(app, matches).await,
        Some(("edit", matches)) => {
            let cells = flags::cells(editable(), matches);
            if cells.is_empty() {
                let hint = "ct team edit --help lists the flags";
                return Err(Error::usage("nothing is told to change", hint).into());
            }
            let (database, found) = member(app, matches).await?;
            edit::write(app, &database, (&USER, found), cells, matches, Manner::Supervise).await
        }
        Some(("unlock", matches)) => {
            let (database, found) = member(app, matches).await?;
            unlock::of_one(app, &database, &found).await
        }
        Some(("reset-password", matches)) => {
            reset::require_hiding(matches)?;
            let (database, found) = member(app, matches).await?;
            reset::of_one(app, &database, found, matches).await
        }
        _ => Ok(()),
    }
}

/// Whoever is looked for in vain is no user for a supervisor, but somebody who is not on the team.
fn of_team(error: Error) -> Error {
    let Error::NotFound { noun, name, hint } = error else { return error };
    let is_general = hint.as_ref().is_some_and(|hint| hint.starts_with("ct "));
    let own = || "ct team list shows who is on your team".to_owned();
    Error::NotFound { noun, name, hint: if is_general { Some(own()) } else { hint } }
}

/// Who is meant, of the own team.
async fn member(app: &App, matches: &ArgMatches) -> Result<(Database, Found)> {
    let database = app.database().await?;
    let supervisor = database.read(async |transaction| supervisor(transaction).await).await?;
    let found = named::to_change(app, &database, &USER, matches).await.map_err(of_team)?;
    database.read(async |transaction| require_member(transaction, supervisor, &found).await).await?;
    Ok((database, found))
}
