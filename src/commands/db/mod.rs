//! `ct db`: the database itself.

mod backup;
mod embedded;
mod migrate;
mod restore;
mod roles;
mod status;
mod url;

use anyhow::Result;
use clap::{ArgMatches, Command};

use super::app::App;

/// The commands.
pub(crate) fn command() -> Command {
    Command::new("db")
        .about("The database: what it is, its schema, backups, the private one on this machine")
        .subcommand_required(true)
        .arg_required_else_help(true)
        .subcommand(status::command())
        .subcommand(migrate::command())
        .subcommand(roles::command())
        .subcommand(embedded::init_command())
        .subcommand(embedded::stop_command())
        .subcommand(url::command())
        .subcommand(backup::command())
        .subcommand(restore::command())
}

/// Runs one of them.
pub(crate) async fn run(app: &App, matches: &ArgMatches) -> Result<()> {
    let Some((verb, matches)) = matches.subcommand() else { return Ok(()) };
    match verb {
        "status" => status::run(app).await,
        "migrate" => migrate::run(app, matches).await,
        "roles" => roles::run(app, matches).await,
        "init" => embedded::init(app).await,
        "stop" => embedded::stop(app),
        "url" => url::run(app),
        "backup" => backup::run(app, matches).await,
        "restore" => restore::run(app, matches).await,
        _ => Ok(()),
    }
}
