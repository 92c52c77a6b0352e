//! `ct case`: who is a client's case manager, from when to when.

mod assign;
mod edit;
mod end;
pub(crate) mod list;
mod reassign;
mod show;

use anyhow::Result;
use chrono::NaiveDate;
use clap::{Arg, ArgMatches, Command};

use super::app::App;
use super::named;
use super::record::{export, import, list as lists};
use crate::Error;
use crate::case::{self, CASE, Manager};
use crate::db::Database;
use crate::noun::date;
use crate::user::USER;

/// The commands.
pub(crate) fn command() -> Command {
    Command::new("case")
        .about("Case assignments: who is a client's case manager, from when to when")
        .subcommand_required(true)
        .arg_required_else_help(true)
        .subcommand(assign::command())
        .subcommand(end::command())
        .subcommand(reassign::command())
        .subcommand(lists::command(&CASE).about(
            "Lists case assignments: your own where you are logged in, the open ones unless told otherwise",
        ))
        .subcommand(show::command())
        .subcommand(edit::command())
        .subcommand(import::command(&CASE))
        .subcommand(
            export::command(&CASE)
                .after_help("All that count are written, open and ended, unless a filter says otherwise."),
        )
}

/// Runs one of them.
pub(crate) async fn run(app: &App, matches: &ArgMatches) -> Result<()> {
    match matches.subcommand() {
        Some(("assign", matches)) => assign::run(app, matches).await,
        Some(("end", matches)) => end::run(app, matches).await,
        Some(("reassign", matches)) => reassign::run(app, matches).await,
        Some(("list", matches)) => list::run(app, matches).await,
        Some(("show", matches)) => show::run(app, matches).await,
        Some(("edit", matches)) => edit::run(app, matches).await,
        Some(("import", matches)) => import::run(app, &CASE, matches).await,
        Some(("export", matches)) => export::run(app, &CASE, matches).await,
        _ => Ok(()),
    }
}

/// The day that it is where the command is typed.
pub(crate) fn today(app: &App) -> NaiveDate {
    app.clock.now().with_timezone(&chrono::Local).date_naive()
}

/// The day that a flag tells.
pub(crate) fn day(matches: &ArgMatches, flag: &str) -> crate::Result<Option<NaiveDate>> {
    let Some(told) = matches.try_get_one::<String>(flag).ok().flatten() else { return Ok(None) };
    date::read(told, date::Order::Iso).map(Some).map_err(|_| {
        Error::usage(format!("--{flag}: {told:?} is no day"), format!("write it so: --{flag} 2026-01-31"))
    })
}

/// A flag that takes a day.
pub(super) fn day_flag(flag: &'static str, help: &'static str) -> Arg {
    Arg::new(flag).long(flag).value_name("DATE").help(help)
}

/// The argument that names an assignment.
pub(super) fn argument() -> Arg {
    Arg::new("named").value_name("ID").required(true).help("The assignment's number; ct case list shows them")
}

/// Values of a flag that may be told several times, each once.
pub(crate) fn several(matches: &ArgMatches, flag: &str) -> Vec<String> {
    let mut told: Vec<String> = Vec::new();
    for value in matches.get_many::<String>(flag).into_iter().flatten() {
        if !told.contains(value) {
            told.push(value.clone());
        }
    }
    told
}

/// The user whom a client is given to or taken from: e-mail or id, or on a terminal the beginning of a name.
pub(crate) async fn manager(app: &App, database: &Database, told: &str) -> crate::Result<Manager> {
    if told.contains('@') {
        return database.read(async |transaction| case::manager(transaction, told).await).await;
    }
    Ok(named::resolve(app, database, &USER, told).await?.into())
}
