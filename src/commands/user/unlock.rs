//! `ct user unlock`

use anyhow::Result;
use clap::{ArgMatches, Command};

use crate::commands::app::App;
use crate::commands::named;
use crate::db::Database;
use crate::noun::Found;
use crate::session;
use crate::user::USER;

/// The command.
pub(crate) fn command() -> Command {
    Command::new("unlock")
        .about("Lets a user in again who was locked, after several wrong passwords or for inactivity")
        .arg(named::argument(&USER))
}

/// Unlocks. A second time succeeds and says so.
pub(crate) async fn run(app: &App, matches: &ArgMatches) -> Result<()> {
    let database = app.database().await?;
    let found = named::to_change(app, &database, &USER, matches).await?;
    of_one(app, &database, &found).await
}

/// Unlocks one user.
pub(crate) async fn of_one(app: &App, database: &Database, found: &Found) -> Result<()> {
    let changed = session::unlock(database, &app.operation(), found.id).await?;
    let word = if changed { "unlocked user" } else { "was not locked: user" };
    app.talk.say(&format!("{word} {} (id {})", found.label, found.id));
    named::show_changed(app, &USER, found.id, &found.label, changed)
}
