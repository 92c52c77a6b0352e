//! The commands that every noun has, made from its table of columns: a column that is added there has its flag, its help
//! and its place in files at once.

pub(crate) mod add;
pub(crate) mod edit;
pub(crate) mod export;
mod export_preset;
pub(crate) mod file;
pub(crate) mod flags;
pub(crate) mod foreign;
pub(crate) mod import;
pub(crate) mod import_flags;
pub(crate) mod importing;
pub(crate) mod list;
mod outcome;
mod set_active;
pub(crate) mod show;
pub(crate) mod syncing;
mod watching;

pub(crate) use outcome::{planned_rows, show_planned};

use anyhow::Result;
use clap::{ArgMatches, Command};

use super::app::App;
use super::{case, client, paused, task, user};
use crate::noun::Noun;
use crate::user::Verdict;

/// A noun's commands.
pub(crate) fn command(noun: &'static Noun) -> Command {
    if noun.name == "case" {
        return case::command();
    }
    if noun.name == "paused" {
        return paused::command();
    }
    if noun.name == "task" {
        return task::command();
    }
    let about = match noun.name {
        "user" => "Users: everybody with a login",
        "organization" => "Organizations: whose data a user reaches",
        "location" => "Locations: the places of organizations",
        "provider" => "Providers: agencies that users are associated with",
        "client" => "Clients: people who are served",
        _ => "Workgroups: which functions a user reaches",
    };
    let command = Command::new(noun.name)
        .about(about)
        .subcommand_required(true)
        .arg_required_else_help(true)
        .subcommand(add::command(noun))
        .subcommand(list::command(noun))
        .subcommand(show::command(noun))
        .subcommand(edit::command(noun));
    let command = if noun.name == "user" {
        command
            .subcommand(user::quick_add::command())
            .subcommand(user::pending::command(Verdict::Approve))
            .subcommand(user::pending::command(Verdict::Deny))
            .subcommand(user::unlock::command())
            .subcommand(user::sync::command())
            .subcommand(user::deactivate::command())
            .subcommand(user::reactivate::command())
            .subcommand(user::delete::command())
    } else {
        command.subcommand(set_active::command(noun, false)).subcommand(set_active::command(noun, true))
    };
    command.subcommand(import::command(noun)).subcommand(export::command(noun))
}

/// Runs one of them.
pub(crate) async fn run(app: &App, noun: &'static Noun, matches: &ArgMatches) -> Result<()> {
    if noun.name == "case" {
        return case::run(app, matches).await;
    }
    if noun.name == "paused" {
        return paused::run(app, matches).await;
    }
    let Some((verb, matches)) = matches.subcommand() else { return Ok(()) };
    if noun.name == "task" {
        return task::run(app, verb, matches).await;
    }
    match verb {
        "add" if noun.name == "client" => client::add::run(app, noun, matches).await,
        "add" => add::run(app, noun, matches).await,
        "quick-add" => user::quick_add::run(app, matches).await,
        "approve" => user::pending::run(app, matches, Verdict::Approve).await,
        "deny" => user::pending::run(app, matches, Verdict::Deny).await,
        "unlock" => user::unlock::run(app, matches).await,
        "sync" => user::sync::run(app, matches).await,
        "deactivate" if noun.name == "user" => user::deactivate::run(app, matches).await,
        "reactivate" if noun.name == "user" => user::reactivate::run(app, matches).await,
        "delete" => user::delete::run(matches),
        "list" => list::run(app, noun, matches).await,
        "show" if noun.name == "user" => user::show::run(app, matches).await,
        "show" if noun.name == "client" => client::show::run(app, noun, matches).await,
        "show" => show::run(app, noun, matches).await,
        "edit" => edit::run(app, noun, matches).await,
        "deactivate" => set_active::run(app, noun, matches, false).await,
        "reactivate" => set_active::run(app, noun, matches, true).await,
        "import" => import::run(app, noun, matches).await,
        "export" => export::run(app, noun, matches).await,
        _ => Ok(()),
    }
}
