//! `ct task edit`

use anyhow::Result;
use clap::{ArgMatches, Command};

use super::add;
use crate::Error;
use crate::commands::app::App;
use crate::commands::named;
use crate::commands::record::{edit, flags};
use crate::noun::one::Manner;
use crate::task::TASK;

/// The command.
pub(super) fn command() -> Command {
    Command::new("edit")
        .about("Changes a task")
        .arg(named::argument(&TASK))
        .args(add::columns().filter(|flag| flag.get_id() != "uid"))
        .arg(edit::dry_run())
        .after_help(
            "An empty text empties a field: --due ''. --participants tells all who take part; --repeats '' ends a series.\n\n\
             ct task edit 12 --due +7d --reason 'the office is closed'",
        )
}

/// Changes one.
pub(super) async fn run(app: &App, matches: &ArgMatches) -> Result<()> {
    let columns = TASK.writable().filter(|column| column.name != TASK.key().name);
    let mut cells = flags::cells(columns, matches);
    if cells.is_empty() {
        return Err(Error::usage("nothing is told to change", "ct task edit --help lists the flags").into());
    }
    let database = app.database().await?;
    let existing = named::to_change(app, &database, &TASK, matches).await?;
    add::settle(app, &database, &mut cells).await?;
    edit::write(app, &database, (&TASK, existing), cells, matches, Manner::Edit).await
}
