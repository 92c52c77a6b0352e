//! `ct paused cancel`, and marking one as resumed.

use anyhow::Result;
use clap::{Arg, ArgAction, ArgMatches, Command};

use crate::Error;
use crate::commands::app::App;
use crate::commands::named;
use crate::db::Database;
use crate::noun::Found;
use crate::output::Format;
use crate::paused::{PAUSED, Settle, settle};
use crate::prompt::Prompt;
use crate::record::{Heading, Record};

/// The command.
pub(super) fn command() -> Command {
    Command::new("cancel")
        .about("Gives up what was parked; nothing is deleted")
        .arg(
            Arg::new("named")
                .value_name("ID")
                .required(true)
                .num_args(1..)
                .action(ArgAction::Append)
                .help("The paused operations; ct paused list shows them"),
        )
        .after_help(
            "All of them or none. It asks; --yes answers. A second time changes nothing and says so.\n\n\
             ct paused cancel 7 8 --reason 'moved away'",
        )
}

/// Cancels.
pub(super) async fn run(app: &App, matches: &ArgMatches) -> Result<()> {
    let database = app.database().await?;
    let mut founds: Vec<Found> = Vec::new();
    for told in matches.get_many::<String>("named").into_iter().flatten() {
        let found = named::resolve(app, &database, &PAUSED, told).await?;
        if !founds.iter().any(|one| one.id == found.id) {
            founds.push(found);
        }
    }
    if !app.yes {
        let which: Vec<_> = founds.iter().map(|found| format!("{} ({})", found.name, found.id)).collect();
        if !Prompt::instead_of("--yes").confirm(&format!("Cancel {}?", which.join(", ")))? {
            return Err(Error::unconfirmed("nothing was cancelled", "look at it: ct paused show").into());
        }
    }
    mark(app, &database, &founds, Settle::Cancel).await
}

/// Marks them, and says so.
pub(super) async fn mark(app: &App, database: &Database, founds: &[Found], how: Settle) -> Result<()> {
    let ids: Vec<_> = founds.iter().map(|found| found.id).collect();
    let changed = settle(database, &app.operation(), &ids, how).await?;
    for (found, changed) in founds.iter().zip(&changed) {
        let already = if *changed { "" } else { " already" };
        app.talk.say(&format!("{} (id {}) is {}{already}", found.name, found.id, how.state()));
    }
    if app.format == Format::Table {
        return Ok(());
    }
    let headings = [Heading::new("id", "Id"), PAUSED.key().heading(), Heading::new("changed", "Changed")];
    let record = |(found, changed): (&Found, &bool)| Record {
        id: found.id,
        values: vec![found.id.into(), found.label.as_str().into(), (*changed).into()],
    };
    let records: Vec<_> = founds.iter().zip(&changed).map(record).collect();
    app.list(&headings, &records, PAUSED.plural, true)
}
