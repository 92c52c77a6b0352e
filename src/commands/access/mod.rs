//! `ct access …`: who may do what, and through what.

mod check;
mod organization;
mod show;
mod templates;

use anyhow::Result;
use clap::{ArgMatches, Command};

use super::app::App;

/// The commands.
pub(crate) fn command() -> Command {
    Command::new("access")
        .about("Access: what somebody may do, and through what")
        .subcommand_required(true)
        .arg_required_else_help(true)
        .subcommand(show::command())
        .subcommand(check::command())
        .subcommand(templates::command())
        .subcommand(organization::command())
}

/// Runs one of them.
pub(crate) async fn run(app: &App, matches: &ArgMatches) -> Result<()> {
    match matches.subcommand() {
        Some(("show", matches)) => show::run(app, matches).await,
        Some(("check", matches)) => check::run(app, matches).await,
        Some(("templates", _)) => templates::run(app).await,
        Some(("organization", matches)) => organization::run(app, matches).await,
        _ => Ok(()),
    }
}
