//! `ct report`: what somebody has to look at.

mod access;
mod changes;
mod inactive;
mod orphans;
mod period;
mod writing;

use anyhow::Result;
use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::{Arg, ArgMatches, Command, ValueEnum};

use super::app::App;
use crate::output::Format;

/// The commands.
pub(crate) fn command() -> Command {
    Command::new("report")
        .about("Reports: what somebody has to look at, also for cron")
        .subcommand_required(true)
        .arg_required_else_help(true)
        .subcommands(
            [access::command(), inactive::command(), changes::command(), orphans::command()]
                .map(|command| command.arg(output_flag())),
        )
}

/// Reports have a format more than everything else: a page.
fn output_flag() -> Arg {
    let formats = Format::value_variants().iter().filter_map(ValueEnum::to_possible_value);
    let parser = PossibleValuesParser::new(formats.map(|format| format.hide(false)));
    Arg::new("output")
        .short('o')
        .long("output")
        .value_name("FORMAT")
        .value_parser(parser.map(|told| Format::from_str(&told, false).unwrap_or_default()))
        .help("How data is written; html: one page with charts, for a browser [default: table]")
        .help_heading("Output")
}

/// Runs one of them.
pub(crate) async fn run(app: &App, matches: &ArgMatches) -> Result<()> {
    match matches.subcommand() {
        Some(("access", matches)) => access::run(app, matches).await,
        Some(("inactive", matches)) => inactive::run(app, matches).await,
        Some(("changes", matches)) => changes::run(app, matches).await,
        Some(("orphans", matches)) => orphans::run(app, matches).await,
        _ => Ok(()),
    }
}
