//! `ct task list`, and the filters that it shares with `ct task export` and `ct team tasks`.

use anyhow::Result;
use chrono::{DateTime, Utc};
use clap::{Arg, ArgAction, ArgMatches, Command};

use super::day;
use crate::Error;
use crate::client::CLIENT;
use crate::commands::app::App;
use crate::commands::record::list;
use crate::csv_io::{normal_code, normal_email};
use crate::db::Transaction;
use crate::noun::{Column, Filter, find};
use crate::output::Format;
use crate::task::TASK;
use crate::user::USER;

/// What a table has, in this order: the number comes first, since tasks are named by it.
const USUAL: [&str; 5] = ["id", "title", "due_date", "status", "for"];

/// The command.
pub(super) fn command() -> Command {
    Command::new("list")
        .about("Lists tasks by their due date: the open ones, and yours when you are logged in, unless told otherwise")
        .args(filters())
        .args(list::showing(&TASK))
        .args(list::paging())
        .after_help("ct task list --overdue\nct task list --due 7d\nct task list --everybody --for-client C000012 --all")
}

fn text(name: &'static str, value: &'static str, help: &'static str) -> Arg {
    Arg::new(name).long(name).value_name(value).help(help)
}

fn flag(name: &'static str, help: &'static str) -> Arg {
    Arg::new(name).long(name).action(ArgAction::SetTrue).help(help)
}

/// The filters of a list of tasks, whosever they are.
pub(crate) fn when_and_what() -> [Arg; 5] {
    [
        text("name", "WORDS", "Whose title holds these words, however case and accents are typed"),
        text("status", "STATUS", "Those with this status, or all that are open")
            .value_parser(["open", "not-started", "in-progress", "waiting", "completed", "cancelled"])
            .conflicts_with("all"),
        flag("all", "Those of every status"),
        flag("overdue", "Open ones whose due date is past"),
        text("due", "WHEN", "Those due until then: within 7d or 2w, by friday, by 2026-12-31"),
    ]
}

/// All filters.
pub(crate) fn filters() -> impl IntoIterator<Item = Arg> {
    when_and_what().into_iter().chain([
        text("for", "USER", "Those for this user: e-mail, id, or the beginning of a name"),
        text("for-client", "CLIENT", "Those for this client: external id or id"),
        text("by", "USER", "Those that this user owns or is assigned to"),
        flag(
            "everybody",
            "Everybody's that you see, and not only those that are for you or that you take part in",
        ),
    ])
}

/// What the filters say. Without a word on the status, those that are open; without a word on whose, the own ones.
pub(crate) async fn told(
    transaction: &Transaction<'_>,
    matches: &ArgMatches,
    open_only: bool,
    now: DateTime<Utc>,
) -> crate::Result<Vec<Filter>> {
    let text = |name: &str| matches.try_get_one::<String>(name).ok().flatten();
    let flag = |name: &str| matches.try_get_one::<bool>(name).ok().flatten().copied().unwrap_or(false);
    let mut filters = Vec::new();
    if let Some(words) = text("name") {
        filters.push(Filter::Name(words.clone()));
    }
    match text("status").map(String::as_str) {
        Some("open") => filters.push(Filter::Told("open", true.into())),
        Some(status) => filters.push(Filter::Text("status", status.to_owned())),
        None if open_only && !flag("all") => filters.push(Filter::Told("open", true.into())),
        None => {}
    }
    if flag("overdue") {
        filters.push(Filter::Told("overdue", true.into()));
    }
    if let Some(told) = text("due") {
        let day = day::read(told, now.date_naive())
            .map_err(|wrong| Error::usage(format!("--due: {wrong} ({told})"), "ct task list --due 7d"))?;
        filters.push(Filter::Told("due_by", day.to_string().into()));
    }
    let mut whose = Vec::new();
    if let Some(told) = text("for") {
        whose.push(of_user(transaction, told, ("user_id", "for_login")).await?);
    }
    if let Some(told) = text("by") {
        whose.push(of_user(transaction, told, ("by", "by_login")).await?);
    }
    if let Some(told) = text("for-client") {
        let found = find(transaction, &CLIENT, told).await?;
        whose.push(Filter::Id("client_id", found.id));
    }
    // A team's are asked for by whose team it is.
    let is_of_team = matches.try_get_one::<String>("of").is_ok();
    if whose.is_empty() && !is_of_team && transaction.is_as_user() && !flag("everybody") {
        whose.push(Filter::Told("mine", true.into()));
    }
    filters.extend(whose);
    Ok(filters)
}

/// Whoever sees tasks of somebody need not be able to look the person up: then the e-mail serves as it is.
async fn of_user(
    transaction: &Transaction<'_>,
    told: &str,
    (by_id, by_login): (&'static str, &'static str),
) -> crate::Result<Filter> {
    match (find(transaction, &USER, told).await, normal_email(told)) {
        (Ok(found), _) => Ok(Filter::Told(by_id, found.id.into())),
        (Err(Error::NotFound { .. }), Ok(login)) if transaction.is_as_user() => {
            Ok(Filter::Told(by_login, normal_code(&login).into()))
        }
        (Err(error), _) => Err(error),
    }
}

/// The columns of a list that nobody told others of.
pub(crate) fn usual(app: &App) -> Vec<&'static Column> {
    let mut usual: Vec<_> = USUAL.iter().filter_map(|name| TASK.column(name).ok()).collect();
    if app.format != Format::Table {
        usual = TASK.shown().filter(|column| !column.on_request).collect();
    }
    usual
}

/// Lists.
pub(super) async fn run(app: &App, matches: &ArgMatches) -> Result<()> {
    let database = app.database().await?;
    list::show(app, &database, &TASK, matches, usual(app), None).await
}
