//! `ct team tasks`

use anyhow::Result;
use clap::{Arg, ArgMatches, Command};

use crate::commands::app::App;
use crate::commands::record::list::{self, Team};
use crate::commands::task;
use crate::output::Format;
use crate::task::TASK;

/// The command.
pub(super) fn command() -> Command {
    Command::new("tasks")
        .about("Lists what is for somebody on the team, or what they take part in: the open ones unless told otherwise")
        .arg(
            Arg::new("of")
                .long("of")
                .value_name("USER")
                .help("The team of this user, whom you see: e-mail, id, or the beginning of a name"),
        )
        .args(task::list::when_and_what())
        .args(list::showing(&TASK))
        .args(list::paging())
        .after_help("ct team tasks --overdue")
}

/// Lists.
pub(super) async fn run(app: &App, matches: &ArgMatches) -> Result<()> {
    let database = app.database().await?;
    let mut usual = task::list::usual(app);
    if app.format == Format::Table {
        usual.extend(TASK.column("participants").ok());
    }
    list::show(app, &database, &TASK, matches, usual, Some(Team::of(matches.get_one::<String>("of")))).await
}
