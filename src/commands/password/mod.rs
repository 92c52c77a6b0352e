//! `ct password`: new passwords for those who cannot log in, the own one, and security questions.

mod answer;
pub(crate) mod change;
pub(crate) mod reset;
mod show;

use anyhow::Result;
use clap::{ArgMatches, Command};

use super::app::App;

/// The commands.
pub(crate) fn command() -> Command {
    Command::new("password")
        .about("Passwords: the own one, and new ones for users who are locked out")
        .subcommand_required(true)
        .arg_required_else_help(true)
        .subcommand(change::command())
        .subcommand(reset::command())
}

/// Runs one of them.
pub(crate) async fn run(app: &App, matches: &ArgMatches) -> Result<()> {
    match matches.subcommand() {
        Some(("change", matches)) => change::run(app, matches).await,
        Some(("reset", matches)) => reset::run(app, matches).await,
        _ => Ok(()),
    }
}
