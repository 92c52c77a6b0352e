//! `ct team cases`

use anyhow::Result;
use clap::{Arg, ArgMatches, Command};

use crate::case::CASE;
use crate::commands::app::App;
use crate::commands::case::list::states;
use crate::commands::record::list::{self, Team};
use crate::output::Format;

/// What a supervisor looks for first.
const USUAL: [&str; 8] =
    ["id", "client", "client_name", "user_name", "begin_date", "end_date", "status", "user"];

/// The command.
pub(super) fn command() -> Command {
    Command::new("cases")
        .about("Lists the team's case assignments; the open ones unless told otherwise")
        .arg(
            Arg::new("of")
                .long("of")
                .value_name("USER")
                .help("The team of this user, whom you see: e-mail, id, or the beginning of a name"),
        )
        .args(states())
        .args(list::showing(&CASE))
        .args(list::paging())
}

/// Lists.
pub(super) async fn run(app: &App, matches: &ArgMatches) -> Result<()> {
    let database = app.database().await?;
    let usual = if app.format == Format::Table {
        USUAL.iter().filter_map(|name| CASE.column(name).ok()).collect()
    } else {
        CASE.shown().collect()
    };
    list::show(app, &database, &CASE, matches, usual, Some(Team::of(matches.get_one::<String>("of")))).await
}
