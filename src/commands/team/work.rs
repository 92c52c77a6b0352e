//! `ct team paused`: work of the team, as its own lists have it.

use anyhow::Result;
use clap::{Arg, ArgMatches, Command};

use crate::commands::app::App;
use crate::commands::paused;
use crate::commands::record::list::{self, Team};
use crate::paused::PAUSED;

/// Whose team.
pub(super) fn of() -> Arg {
    Arg::new("of")
        .long("of")
        .value_name("USER")
        .help("The team of this user, whom you see: e-mail, id, or the beginning of a name")
}

/// `ct team paused`.
pub(super) fn paused() -> Command {
    let command = Command::new("paused")
        .about(
            "Lists what the team has parked, the oldest first: what is still parked, unless told otherwise",
        )
        .arg(of());
    paused::list::filters(command).args(list::showing(&PAUSED)).args(list::paging())
}

/// Lists what the team has parked.
pub(super) async fn run_paused(app: &App, matches: &ArgMatches) -> Result<()> {
    paused::list::run(app, matches, Some(Team::of(matches.get_one::<String>("of")))).await
}
