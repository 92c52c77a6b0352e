//! `ct notification`: what people are told, and mailing it.

mod list;
mod read;
mod send;
mod show;
mod template;
mod test;

use anyhow::Result;
use clap::{Arg, ArgMatches, Command};

use super::app::App;
use crate::db::Database;
use crate::notification::Whose;
use crate::noun::find_exact;
use crate::user::USER;

/// The commands.
pub(crate) fn command() -> Command {
    Command::new("notification")
        .about("What you are told: of leavers on your team, work that came to you, resets; and mailing it")
        .subcommand_required(true)
        .arg_required_else_help(true)
        .subcommand(list::command())
        .subcommand(show::command())
        .subcommand(read::command())
        .subcommand(send::command())
        .subcommand(test::command())
        .subcommand(template::command())
}

/// Runs one of them.
pub(crate) async fn run(app: &App, matches: &ArgMatches) -> Result<()> {
    match matches.subcommand() {
        Some(("list", matches)) => list::run(app, matches).await,
        Some(("show", matches)) => show::run(app, matches).await,
        Some(("read", matches)) => read::run(app, matches).await,
        Some(("send", matches)) => send::run(app, matches).await,
        Some(("test", matches)) => test::run(app, matches).await,
        Some(("template", matches)) => template::run(app, matches).await,
        _ => Ok(()),
    }
}

/// The number of a notice.
fn id(told: &str) -> Result<i64, &'static str> {
    told.parse().map_err(|_| "a notice has a number: ct notification list shows them")
}

fn user_flag() -> Arg {
    Arg::new("user")
        .long("user")
        .value_name("USER")
        .help("Those of this user, by an administrator's connection: e-mail or id")
}

async fn user_named(database: &Database, matches: &ArgMatches) -> Result<Option<Whose>> {
    let Some(told) = matches.get_one::<String>("user") else { return Ok(None) };
    let found = database.read(async |transaction| find_exact(transaction, &USER, told).await).await?;
    Ok(Some(Whose::User(found.id)))
}
