//! `ct caseload`: all the clients of one case manager.

mod show;
mod transfer;

use anyhow::Result;
use clap::{ArgMatches, Command};

use super::app::App;

/// The commands.
pub(crate) fn command() -> Command {
    Command::new("caseload")
        .about("Caseloads: all the clients of a case manager")
        .subcommand_required(true)
        .arg_required_else_help(true)
        .subcommand(show::command())
        .subcommand(transfer::command())
}

/// Runs one of them.
pub(crate) async fn run(app: &App, matches: &ArgMatches) -> Result<()> {
    match matches.subcommand() {
        Some(("show", matches)) => show::run(app, matches).await,
        Some(("transfer", matches)) => transfer::run(app, matches).await,
        _ => Ok(()),
    }
}
