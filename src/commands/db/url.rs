//! `ct db url`

use anyhow::Result;
use clap::Command;

use crate::commands::app::{App, at};
use crate::db::embedded::Embedded;
use crate::db::settings::Target;

/// The command.
pub(crate) fn command() -> Command {
    Command::new("url").about("Prints the database's URL, without a password: for psql and other tools")
}

/// Prints it.
pub(crate) fn run(app: &App) -> Result<()> {
    let settings = app.settings()?;
    let url = match settings.target {
        Target::Server(_) => settings.display_url(),
        Target::Embedded => at(&Embedded::locate(&app.environment).ensure_running()?).display_url(),
    };
    crate::commands::write_line(&url)
}
