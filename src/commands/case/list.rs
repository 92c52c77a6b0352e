//! `ct case list`

use clap::{Arg, ArgAction, ArgMatches, Command};

use super::day;
use crate::Result;
use crate::case::{CASE, manager};
use crate::client::CLIENT;
use crate::commands::app::App;
use crate::commands::record::list as lists;
use crate::db::Transaction;
use crate::noun::{Filter, find};
use crate::output::Format;
use crate::team::supervisor;

/// The filters, shared with `export`.
pub(crate) fn filters(command: Command) -> Command {
    let text = |name: &'static str, value: &'static str, help: &'static str| {
        Arg::new(name).long(name).value_name(value).help(help)
    };
    command.args(states()).args([
        text("client", "CLIENT", "Of this client: external id or id"),
        text("user", "USER", "Of this case manager: e-mail or id"),
        text("organization", "CODE", "Of clients of this organization"),
        text("from", "DATE", "Those that are in force on this day, or later"),
        text("until", "DATE", "Those that are in force on this day, or earlier"),
        Arg::new("everybody")
            .long("everybody")
            .action(ArgAction::SetTrue)
            .help("Those of everybody whom you see, where a list has your own unless told otherwise"),
    ])
}

/// Which of them, by time and by words: shared with the list of a team.
pub(crate) fn states() -> [Arg; 3] {
    [
        Arg::new("name")
            .long("name")
            .value_name("WORDS")
            .help("Where the client's or the case manager's name holds these words, however case and accents are typed"),
        Arg::new("inactive")
            .long("inactive")
            .action(ArgAction::SetTrue)
            .conflicts_with("all")
            .help("Those that have ended"),
        Arg::new("all").long("all").action(ArgAction::SetTrue).help("Open ones and those that have ended"),
    ]
}

/// What these flags say, of a command that has them; one's own where somebody is logged in and says nothing of whose.
pub(crate) async fn told(
    transaction: &Transaction<'_>,
    matches: &ArgMatches,
    own: bool,
) -> Result<Vec<Filter>> {
    let Some(everybody) = matches.try_get_one::<bool>("everybody").ok().flatten().copied() else {
        return Ok(Vec::new());
    };
    let text = |name: &str| matches.get_one::<String>(name);
    let mut filters = Vec::new();
    if let Some(client) = text("client") {
        filters.push(Filter::Told("client_id", find(transaction, &CLIENT, client).await?.id.into()));
    }
    if let Some(user) = text("user") {
        filters.push(Filter::Told("user_id", manager(transaction, user).await?.id.into()));
    }
    for flag in ["from", "until"] {
        if let Some(day) = day(matches, flag)? {
            filters.push(Filter::Told(flag, day.to_string().into()));
        }
    }
    let is_of_others = ["client", "user", "organization"].into_iter().any(|flag| matches.contains_id(flag));
    if own && transaction.is_as_user() && !is_of_others && !everybody {
        filters.push(Filter::Told("user_id", supervisor(transaction).await?.into()));
    }
    Ok(filters)
}

/// Lists. An assignment is named by its number, so a table begins with it.
pub(super) async fn run(app: &App, matches: &ArgMatches) -> anyhow::Result<()> {
    let database = app.database().await?;
    let usual = if app.format == Format::Table {
        CASE.column("id").into_iter().chain(CASE.listed()).collect()
    } else {
        CASE.shown().collect()
    };
    lists::show(app, &database, &CASE, matches, usual, None).await
}
