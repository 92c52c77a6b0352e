//! `ct batch`: what imports did.

mod list;
mod show;
mod undo;

use anyhow::Result;
use clap::{Arg, ArgMatches, Command, value_parser};

use super::app::App;

/// The commands.
pub(crate) fn command() -> Command {
    Command::new("batch")
        .about("Batches: what each import did, and how to undo it")
        .subcommand_required(true)
        .arg_required_else_help(true)
        .subcommand(list::command())
        .subcommand(show::command())
        .subcommand(undo::command())
}

/// Runs one of them.
pub(crate) async fn run(app: &App, matches: &ArgMatches) -> Result<()> {
    match matches.subcommand() {
        Some(("list", matches)) => list::run(app, matches).await,
        Some(("show", matches)) => show::run(app, matches).await,
        Some(("undo", matches)) => undo::run(app, matches).await,
        _ => Ok(()),
    }
}

/// The argument that names one.
fn argument() -> Arg {
    Arg::new("batch")
        .value_name("NUMBER")
        .required(true)
        .value_parser(value_parser!(i64))
        .help("The batch's number; ct batch list shows them")
}

/// Which one is named.
fn told(matches: &ArgMatches) -> i64 {
    matches.get_one::<i64>("batch").copied().unwrap_or_default()
}
