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
    ["user_name", "user", "client", "client_name", "begin_date", "end_date", "status", "id"];

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
    let mut usual: Vec<_> = USUAL.iter().filter_map(|name| CASE.column(name).ok()).collect();
    if app.format != Format::Table {
        usual.extend(CASE.shown().filter(|column| !USUAL.contains(&column.name)));
    }
    list::show(app, &database, &CASE, matches, usual, Some(Team::of(matches.get_one::<String>("of")))).await
}
