//! `ct team list`

use anyhow::Result;
use clap::{Arg, ArgAction, ArgMatches, Command};

use crate::commands::app::App;
use crate::commands::record::list::{self, Team};
use crate::output::Format;
use crate::user::USER;

/// What a supervisor looks for first.
const USUAL: [&str; 6] = ["name", "email", "standing", "last_login_at", "locked", "job_title"];

/// The command.
pub(super) fn command() -> Command {
    let text = |name: &'static str, value: &'static str, help: &'static str| {
        Arg::new(name).long(name).value_name(value).help(help)
    };
    Command::new("list")
        .about("Lists the team: who is on it, their status, last login, and who is locked out")
        .args([
            text("of", "USER", "The team of this user, whom you see: e-mail, id, or the beginning of a name"),
            text("name", "WORDS", "Whose name holds these words, however case and accents are typed"),
            text("status", "STATUS", "Those with this status: active, pending, inactive")
                .value_parser(["active", "pending", "inactive"])
                .conflicts_with("all"),
            Arg::new("all").long("all").action(ArgAction::SetTrue).help("Those of every status"),
        ])
        .args(list::showing(&USER))
        .args(list::paging())
}

/// Lists.
pub(super) async fn run(app: &App, matches: &ArgMatches) -> Result<()> {
    let database = app.database().await?;
    let mut usual: Vec<_> = USUAL.iter().filter_map(|name| USER.column(name).ok()).collect();
    if app.format != Format::Table {
        let others = USER.shown().filter(|column| !column.on_request && !USUAL.contains(&column.name));
        usual.extend(others);
    }
    list::show(app, &database, &USER, matches, usual, Some(Team::of(matches.get_one::<String>("of")))).await
}
