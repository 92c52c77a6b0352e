//! `ct password`: new passwords for those who cannot log in, the own one, and security questions.

mod answer;
pub(crate) mod change;
mod question;
mod recover;
pub(crate) mod reset;
pub(crate) mod show;

use anyhow::Result;
use clap::{ArgMatches, Command};

use super::app::App;

/// The commands.
pub(crate) fn command() -> Command {
    Command::new("password")
        .about("Passwords: your own, new ones for users who are locked out, and security questions")
        .subcommand_required(true)
        .arg_required_else_help(true)
        .subcommand(change::command())
        .subcommand(question::command())
        .subcommand(recover::command())
        .subcommand(reset::command())
}

/// Runs one of them.
pub(crate) async fn run(app: &App, matches: &ArgMatches) -> Result<()> {
    match matches.subcommand() {
        Some(("change", matches)) => change::run(app, matches).await,
        Some(("question", matches)) => question::run(app, matches).await,
        Some(("recover", matches)) => recover::run(app, matches).await,
        Some(("reset", matches)) => reset::run(app, matches).await,
        _ => Ok(()),
    }
}
