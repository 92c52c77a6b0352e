//! `ct report`: what somebody has to look at.

mod orphans;

use anyhow::Result;
use clap::{ArgMatches, Command};

use super::app::App;

/// The commands.
pub(crate) fn command() -> Command {
    Command::new("report")
        .about("Reports: what somebody has to look at, also for cron")
        .subcommand_required(true)
        .arg_required_else_help(true)
        .subcommand(orphans::command())
}

/// Runs one of them.
pub(crate) async fn run(app: &App, matches: &ArgMatches) -> Result<()> {
    match matches.subcommand() {
        Some(("orphans", matches)) => orphans::run(app, matches).await,
        _ => Ok(()),
    }
}
