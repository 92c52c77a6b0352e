//! `ct team`: what a supervisor sees of the own team and does for it.

mod list;

use anyhow::Result;
use clap::{ArgMatches, Command};

use super::app::App;
use super::password::reset;
use super::record::{edit, flags};
use super::user::unlock;
use super::{named, passwords};
use crate::db::Database;
use crate::noun::{Column, Found};
use crate::team::{EDITABLE, require_member, supervisor};
use crate::user::USER;

/// The commands.
pub(crate) fn command() -> Command {
    Command::new("team")
        .about("The own team: those who report to you")
        .subcommand_required(true)
        .arg_required_else_help(true)
        .subcommand(list::command())
        .subcommand(
            Command::new("edit")
                .about("Changes what a supervisor may change of somebody on the team")
                .arg(named::argument(&USER))
                .args(flags::of_columns(editable()))
                .arg(edit::dry_run())
                .after_help("An empty text empties a field: --phone ''. The rest is changed with ct user edit, by who may."),
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
                 number, for the phone; it holds for 12 hours.",
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
        Some(("edit", matches)) => {
            let cells = flags::cells(editable(), matches);
            if cells.is_empty() {
                let hint = "ct team edit --help lists the flags";
                return Err(crate::Error::usage("nothing is told to change", hint).into());
            }
            let (database, found) = member(app, matches).await?;
            edit::write(app, &database, (&USER, found), cells, matches, true).await
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

/// Who is meant, of the own team.
async fn member(app: &App, matches: &ArgMatches) -> Result<(Database, Found)> {
    let database = app.database().await?;
    let supervisor = database.read(async |transaction| supervisor(transaction).await).await?;
    let found = named::to_change(app, &database, &USER, matches).await?;
    database.read(async |transaction| require_member(transaction, supervisor, &found).await).await?;
    Ok((database, found))
}
