//! `ct sweep list`

use anyhow::Result;
use clap::{Arg, ArgMatches, Command, value_parser};

use crate::Error;
use crate::commands::app::App;
use crate::commands::latest;
use crate::output::Format;
use crate::sweep::{PAST_HEADINGS, list_past};

/// In a table.
const USUAL: [&str; 8] =
    ["started_at", "outcome", "ended", "passwords_expired", "warned", "locked", "deactivated", "ended_at"];

/// The command.
pub(super) fn command() -> Command {
    let [columns, ..] = latest::flags(&PAST_HEADINGS);
    Command::new("list")
        .about("Lists past sweeps, the latest first, and what each came to")
        .arg(columns)
        .arg(
            Arg::new("limit")
                .long("limit")
                .value_name("NUMBER")
                .value_parser(value_parser!(u32).range(1..))
                .default_value("30")
                .help("At most so many"),
        )
        .after_help(
            "done: all that was due. braked: too many would have been locked or deactivated for inactivity. failed: it was stopped, \
             or something went wrong. running: it is at work. cut off: it was killed, or its machine was.\n\n\
             ct sweep list --limit 1 -o json",
        )
}

/// Lists.
pub(super) async fn run(app: &App, matches: &ArgMatches) -> Result<()> {
    if app.format == Format::Id {
        return Err(Error::usage(
            "sweeps have no ids of numbers",
            "write another format: -o csv --columns run",
        )
        .into());
    }
    let database = app.database().await?;
    let limit = matches.get_one::<u32>("limit").copied().unwrap_or(30);
    let past = database.read(async |transaction| list_past(transaction, limit).await).await?;
    latest::write(app, matches, &PAST_HEADINGS, &USUAL, &past, "sweeps")
}
