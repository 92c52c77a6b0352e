//! `ct NOUN list`

use anyhow::Result;
use chrono::{DateTime, Utc};
use clap::{Arg, ArgAction, ArgMatches, Command, value_parser};
use futures_util::TryStreamExt;

use crate::Error;
use crate::access;
use crate::commands::app::App;
use crate::commands::task;
use crate::commands::when::in_the_past;
use crate::commands::{case, paused};
use crate::db::{Database, Transaction};
use crate::noun::{Column, Content, Filter, List, Lookups, Noun, Page, Place, Sort, date, find, find_exact};
use crate::output::{Cells, Format, Sheet, Style, standard_output};
use crate::team::supervisor;
use crate::user::USER;

/// The command.
pub(crate) fn command(noun: &'static Noun) -> Command {
    let command =
        Command::new("list").about(format!("Lists {}; the active ones unless told otherwise", noun.plural));
    filters(noun, command).args(showing(noun)).args(paging())
}

/// What to show and in which order.
pub(crate) fn showing(noun: &'static Noun) -> [Arg; 2] {
    [
        Arg::new("columns")
            .long("columns")
            .value_name("NAMES")
            .value_delimiter(',')
            .help(format!("The columns to show: {}", names(noun.columns.iter()))),
        Arg::new("sort")
            .long("sort")
            .value_name("COLUMN")
            .allow_hyphen_values(true)
            .help("The order: a column's name, with - before it for the contrary"),
    ]
}

/// Which part of a list: the flags, the same for every list.
pub(crate) fn paging() -> [Arg; 2] {
    [
        Arg::new("limit")
            .long("limit")
            .value_name("NUMBER")
            .value_parser(value_parser!(u32).range(1..))
            .help("At most so many"),
        Arg::new("after")
            .long("after")
            .value_name("ID")
            .value_parser(value_parser!(i64))
            .help("Those after the one with this id, in the same order: the next page"),
    ]
}

fn names<'a>(columns: impl Iterator<Item = &'a Column>) -> String {
    columns
        .filter(|column| !matches!(column.content, Content::Secret))
        .map(|column| column.name)
        .collect::<Vec<_>>()
        .join(", ")
}

/// The filters of a noun, shared with `export`.
pub(crate) fn filters(noun: &'static Noun, command: Command) -> Command {
    if noun.name == "paused" {
        return paused::list::filters(command);
    }
    if noun.name == "task" {
        return command.args(task::list::filters());
    }
    let text = |name: &'static str, value: &'static str, help: &'static str| {
        Arg::new(name).long(name).value_name(value).help(help)
    };
    if noun.name == "case" {
        return case::list::filters(command);
    }
    let command = command
        .arg(text("name", "WORDS", "Whose name holds these words, however case and accents are typed"))
        .arg(
            text("status", "STATUS", "Those with this status: active, inactive, and for users pending")
                .value_parser(["active", "pending", "inactive"])
                .conflicts_with("all"),
        )
        .arg(Arg::new("all").long("all").action(ArgAction::SetTrue).help("Those of every status"));
    match noun.name {
        "user" => command.args([
            text("organization", "CODE", "Those that the organization owns"),
            text("workgroup", "CODE", "Those with this workgroup"),
            text("location", "CODE", "Those with this default location"),
            text("provider", "CODE", "Those of this provider"),
            text("supervisor", "USER", "The team of this user: e-mail or id"),
            text("tool", "TOOL[:LEVEL]", "Those with this tool access"),
            text("kind", "KIND", "staff or client").value_parser(["staff", "client"]),
            text(
                "last-login-before",
                "WHEN",
                "Those who have not logged in since: a date, or how long ago (90d)",
            ),
        ]),
        "location" => command.arg(text("organization", "CODE", "Those of this organization")),
        "client" => command.args([
            text("organization", "CODE", "Those that the organization serves"),
            text("case-manager", "USER", "Those whose case manager is this user: e-mail or id"),
            text("born", "DATE", "Those born on this day"),
        ]),
        _ => command,
    }
}

/// What the filters say. Without a word on the status, those that are active.
pub(crate) async fn told_filters(
    transaction: &Transaction<'_>,
    noun: &'static Noun,
    matches: &ArgMatches,
    active_only: bool,
    now: DateTime<Utc>,
) -> crate::Result<Vec<Filter>> {
    if noun.name == "task" {
        return task::list::told(transaction, matches, active_only, now).await;
    }
    let text = |name: &str| matches.try_get_one::<String>(name).ok().flatten();
    let flag = |name: &str| matches.try_get_one::<bool>(name).ok().flatten().is_some_and(|told| *told);
    let mut filters = case::list::told(transaction, matches, active_only).await?;
    if let Some(words) = text("name") {
        filters.push(Filter::Name(words.clone()));
    }
    match text("status") {
        Some(status) => filters.push(Filter::Text("status", status.clone())),
        None if flag("inactive") => filters.push(Filter::Text("status", "inactive".to_owned())),
        None if active_only && !matches.get_flag("all") => {
            filters.push(Filter::Text("status", "active".to_owned()));
        }
        None => {}
    }
    for (name, place, column) in [
        ("organization", Place::Organization, "organization_id"),
        ("location", Place::Location, "location_id"),
        ("provider", Place::Provider, "provider_id"),
        ("workgroup", Place::Workgroup, "workgroups"),
    ] {
        let Some(code) = text(name) else { continue };
        let Some(place) = super::super::NOUNS.into_iter().find(|noun| noun.name == place.word()) else {
            continue;
        };
        let found = find(transaction, place, code).await?;
        filters.push(if column == "workgroups" {
            Filter::Member { table: "user_workgroup", column: "workgroup_id", id: found.id }
        } else {
            Filter::Id(column, found.id)
        });
    }
    if let Some(supervisor) = text("supervisor") {
        filters.push(Filter::Id("supervisor_id", find(transaction, &USER, supervisor).await?.id));
    }
    if let Some(tool) = text("tool") {
        tool_and_level(transaction, tool).await?;
        filters.push(Filter::Tool(tool.clone()));
    }
    if let Some(when) = text("last-login-before") {
        filters.push(Filter::LoginBefore(in_the_past(when, now)?));
    }
    if let Some(manager) = text("case-manager") {
        let found = find(transaction, &USER, manager).await?;
        filters.push(Filter::Told("case_manager", found.id.into()));
    }
    if let Some(born) = text("born") {
        let day = date::read(born, date::Order::Iso)
            .map_err(|wrong| format!("--born: {} ({born})", date::of_a_flag(&wrong)))
            .map_err(|wrong| Error::usage(wrong, "--born 1990-12-31"))?;
        filters.push(Filter::Told("born", day.to_string().into()));
    }
    if let Some(kind) = text("kind") {
        filters.push(Filter::Text("kind", kind.clone()));
    }
    Ok(filters)
}

/// A tool and its level, of `TOOL` or `TOOL:LEVEL`; that there is such a tool: an empty list would say something else.
pub(crate) async fn tool_and_level(
    transaction: &Transaction<'_>,
    told: &str,
) -> crate::Result<(String, String)> {
    let lookups = Lookups::read(transaction, &USER.columns.iter().collect::<Vec<_>>()).await?;
    let (tool, level) = told.split_once(':').unwrap_or((told, "read"));
    if !lookups.has_tool(&tool.to_lowercase()) {
        let hint = Some(format!("the tools are: {}", lookups.tools()));
        return Err(Error::NotFound { noun: "tool", name: tool.to_owned(), hint });
    }
    if level != "read" && level != "write" {
        return Err(Error::usage(
            format!("{told:?} is no tool access"),
            "it is TOOL, TOOL:read or TOOL:write",
        ));
    }
    Ok((tool.to_lowercase(), level.to_owned()))
}

/// Lists.
pub(crate) async fn run(app: &App, noun: &'static Noun, matches: &ArgMatches) -> Result<()> {
    let database = app.database().await?;
    let usual = if app.format == Format::Table {
        noun.listed().collect()
    } else {
        noun.shown().filter(|column| !column.on_request).collect()
    };
    show(app, &database, noun, matches, usual, None).await
}

/// Lists, with these columns unless others are told; the team of one user, or all.
pub(crate) async fn show(
    app: &App,
    database: &Database,
    noun: &'static Noun,
    matches: &ArgMatches,
    usual: Vec<&'static Column>,
    team: Option<Team>,
) -> Result<()> {
    let told = matches.get_many::<String>("columns");
    let are_told = told.is_some();
    let columns = match told {
        Some(names) => names.map(|name| readable(noun, name)).collect::<crate::Result<Vec<_>>>()?,
        None => usual,
    };
    let sort = sort(noun, matches.get_one::<String>("sort"))?;
    let limit = matches.get_one::<u32>("limit").copied();
    let page = Page { limit, after: matches.get_one::<i64>("after").copied() };
    let last = write(
        app,
        database,
        noun,
        matches,
        Wanted { columns, sort, page, active_only: true, team },
        (app.format, app.style_for(are_told)),
    )
    .await?;
    if let (Some(limit), Some((rows, last))) = (limit, last)
        && rows == u64::from(limit)
    {
        app.talk.say(&format!("there may be more: --after {last}"));
    }
    Ok(())
}

/// What to write of a noun.
pub(crate) struct Wanted {
    /// These columns.
    pub columns: Vec<&'static Column>,
    /// In this order.
    pub sort: Sort,
    /// This part.
    pub page: Page,
    /// Whether a list without a word on the status has the active ones only.
    pub active_only: bool,
    /// The team of one user only.
    pub team: Option<Team>,
}

/// Whose team.
pub(crate) enum Team {
    /// Of who is logged in.
    Own,
    /// Of this user: e-mail, id, or the beginning of a name.
    Of(String),
}

impl Team {
    /// The team that is told, or else the own one.
    pub(crate) fn of(told: Option<&String>) -> Self {
        told.map_or(Self::Own, |told| Self::Of(told.clone()))
    }

    /// Its supervisor.
    pub(crate) async fn supervisor(&self, transaction: &Transaction<'_>) -> crate::Result<i64> {
        match self {
            Self::Own => supervisor(transaction).await,
            Self::Of(told) => Ok(find(transaction, &USER, told).await?.id),
        }
    }
}

/// Writes a list to standard output, row by row; gives the number of rows and the last one's id.
pub(crate) async fn write(
    app: &App,
    database: &Database,
    noun: &'static Noun,
    matches: &ArgMatches,
    wanted: Wanted,
    (format, style): (Format, Style),
) -> Result<Option<(u64, i64)>> {
    // An empty list would say that there are none.
    if noun.name == "client" {
        access::require(database, access::tool_of(noun), "read").await?;
    }
    let result = database
        .read_once(async |transaction| {
            let now = app.clock.now();
            let mut filters = if noun.name == "paused" {
                let of_team = wanted.team.is_some();
                paused::list::told(transaction, matches, wanted.active_only, of_team, now).await?
            } else {
                told_filters(transaction, noun, matches, wanted.active_only, now).await?
            };
            if let Some(team) = &wanted.team {
                filters.push(Filter::Id("supervisor_id", team.supervisor(transaction).await?));
            }
            if let Some(after) = wanted.page.after {
                find_exact(transaction, noun, &after.to_string()).await?;
            }
            let list = List { noun, columns: wanted.columns, filters, sort: wanted.sort, page: wanted.page };
            let headings = list.headings();
            let mut out = standard_output();
            let mut sheet = match Sheet::begin(&mut out, format, &headings, style) {
                Ok(sheet) => sheet,
                Err(cause) => return Ok(Err(cause)),
            };
            let records = list.stream(transaction).await?;
            let mut records = std::pin::pin!(records);
            let mut last = None;
            let mut count = 0;
            while let Some(record) = records.try_next().await? {
                count += 1;
                last = Some((count, record.id));
                if let Err(cause) = sheet.row(&record) {
                    return Ok(Err(cause));
                }
            }
            Ok(sheet.end().map(|finished| (finished, last)))
        })
        .await?;
    let (finished, last) = result?;
    app.finish(finished, noun.plural);
    Ok(last)
}

fn readable(noun: &'static Noun, name: &str) -> crate::Result<&'static Column> {
    let column = noun.column(name)?;
    if matches!(column.content, Content::Secret) {
        return Err(Error::usage("passwords are never shown", "password_state tells whether there is one"));
    }
    Ok(column)
}

fn sort(noun: &'static Noun, told: Option<&String>) -> crate::Result<Sort> {
    let Some(told) = told else { return Ok(Sort { column: None, descending: false }) };
    let (name, descending) = match told.strip_prefix('-') {
        Some(name) => (name, true),
        None => (told.as_str(), false),
    };
    Ok(Sort { column: Some(readable(noun, name)?), descending })
}

/// Cells as they are, for `--raw`.
pub(crate) const fn raw(style: Style, raw: bool) -> Style {
    if raw { Style { cells: Cells::Raw, ..style } } else { style }
}
