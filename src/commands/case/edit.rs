//! `ct case edit`: when an assignment ends, and why. Whose it is never changes.

use anyhow::Result;
use clap::{ArgMatches, Command};

use super::argument;
use crate::Error;
use crate::case::CASE;
use crate::commands::app::App;
use crate::commands::record::{edit, flags};
use crate::noun::one::Manner;
use crate::noun::{Cell, Column, Found, find_exact};

fn editable() -> impl Iterator<Item = &'static Column> {
    CASE.writable().filter(|column| ["end_date", "end_reason"].contains(&column.name))
}

/// The command.
pub(super) fn command() -> Command {
    Command::new("edit")
        .about("Changes when an assignment ends, and why")
        .arg(argument())
        // As assign and end call them, too.
        .args(flags::of_columns(editable()).into_iter().map(|flag| match flag.get_id().as_str() {
            "end_date" => flag.visible_alias("end"),
            _ => flag.visible_alias("because"),
        }))
        .arg(edit::dry_run())
        .after_help(
            "An empty text empties a field: --end-date '' opens an assignment that was to end, and takes the reason away. Who has which client from \
             when on never changes: end it, and make a new one. What is past stays as it was.",
        )
}

/// Changes one.
pub(super) async fn run(app: &App, matches: &ArgMatches) -> Result<()> {
    let mut cells = flags::cells(editable(), matches);
    if cells.is_empty() {
        return Err(Error::usage("nothing is told to change", "ct case edit --help lists the flags").into());
    }
    // What goes on has not ended for any reason.
    if matches!(cells.get("end_date"), Some(Cell::Clear)) {
        cells.entry("end_reason").or_insert(Cell::Clear);
    }
    let database = app.database().await?;
    let named = crate::commands::named::told(matches);
    let found: Found = database.read(async |transaction| find_exact(transaction, &CASE, named).await).await?;
    edit::write(app, &database, (&CASE, found), cells, matches, Manner::Edit).await
}
