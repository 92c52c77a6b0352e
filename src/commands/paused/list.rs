//! Which paused operations: the filters of `ct paused list`, `ct paused export` and `ct team paused`.

use anyhow::Result;
use chrono::{DateTime, Utc};
use clap::{Arg, ArgAction, ArgMatches, Command};

use crate::client::CLIENT;
use crate::commands::app::App;
use crate::commands::record::list::{self as lists, Team};
use crate::commands::when::in_the_past;
use crate::db::Transaction;
use crate::noun::{Filter, Noun, find};
use crate::organization::ORGANIZATION;
use crate::output::Format;
use crate::paused::{PAUSED, actor};
use crate::user::USER;

/// What a table has: the number first, by which one is named; where it is narrow the last ones are left out.
const USUAL: [&str; 7] = ["id", "workflow", "client", "step", "paused_on", "user", "state"];
/// And of a team.
const OF_A_TEAM: [&str; 7] = ["id", "user", "workflow", "client", "paused_on", "step", "state"];

/// The flags.
pub(crate) fn filters(command: Command) -> Command {
    let text = |name: &'static str, value: &'static str, help: &'static str| {
        Arg::new(name).long(name).value_name(value).help(help)
    };
    command.args([
        text("state", "STATE", "Those in this state: parked, resumed, cancelled")
            .value_parser(["parked", "resumed", "cancelled"])
            .conflicts_with("all"),
        Arg::new("all").long("all").action(ArgAction::SetTrue).help("Those in every state"),
        text("user", "USER", "Those that this user has parked: e-mail or id"),
        text("client", "CLIENT", "Those for this client: external id or id"),
        text("organization", "CODE", "Those that belong to this organization"),
        text("workflow", "WORDS", "Those whose workflow holds these words"),
        text("before", "WHEN", "Those parked before: a date, or how long ago (30d)"),
    ])
}

/// Lists: of a team, or as the flags say.
pub(crate) async fn run(app: &App, matches: &ArgMatches, team: Option<Team>) -> Result<()> {
    let database = app.database().await?;
    let usual = if app.format == Format::Table {
        let names = if team.is_some() { OF_A_TEAM } else { USUAL };
        names.iter().filter_map(|name| PAUSED.column(name).ok()).collect()
    } else {
        PAUSED.shown().collect()
    };
    lists::show(app, &database, &PAUSED, matches, usual, team).await
}

/// What the flags say. Without a word on whose or where: one's own, if somebody is logged in; unless those of a team are
/// asked for, or all for a file.
pub(crate) async fn told(
    transaction: &Transaction<'_>,
    matches: &ArgMatches,
    is_list: bool,
    of_team: bool,
    now: DateTime<Utc>,
) -> crate::Result<Vec<Filter>> {
    let text = |name: &str| matches.try_get_one::<String>(name).ok().flatten();
    let mut filters = Vec::new();
    match text("state") {
        Some(state) => filters.push(Filter::Text("state", state.clone())),
        None if is_list && !matches.get_flag("all") => {
            filters.push(Filter::Text("state", "parked".to_owned()));
        }
        None => {}
    }
    let named: [(&str, &'static str, &'static Noun); 3] = [
        ("user", "user_id", &USER),
        ("client", "client_id", &CLIENT),
        ("organization", "organization_id", &ORGANIZATION),
    ];
    let mut is_told = false;
    for (flag, column, noun) in named {
        let Some(told) = text(flag) else { continue };
        is_told = true;
        filters.push(Filter::Id(column, find(transaction, noun, told).await?.id));
    }
    if is_list && !is_told && !of_team && actor(transaction).await?.is_some() {
        filters.push(Filter::Told("mine", true.into()));
    }
    if let Some(words) = text("workflow") {
        filters.push(Filter::Name(words.clone()));
    }
    if let Some(when) = text("before") {
        let day = in_the_past(when, now)?.date_naive();
        filters.push(Filter::Told("before", day.to_string().into()));
    }
    Ok(filters)
}
