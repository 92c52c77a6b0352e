//! Which one is meant.

use anyhow::Result;
use clap::{Arg, ArgMatches};

use super::app::App;
use crate::db::Database;
use crate::noun::one::Cells;
use crate::noun::{Cell, Content, Found, Noun, find, find_exact};
use crate::output::{Format, Page};
use crate::prompt::Prompt;
use crate::record::Heading;
use crate::user::USER;
use crate::{Error, Result as Outcome};

/// The argument that names one.
pub(crate) fn argument(noun: &'static Noun) -> Arg {
    let help = match noun.name {
        "user" => "The user: e-mail, id, or on a terminal the beginning of a name",
        "client" => "The client: external id, id, or on a terminal the beginning of a name",
        "paused" => "The paused operation: its id",
        "task" => "The task: id, uid, or on a terminal the beginning of its title",
        _ => "Its code, id, or on a terminal the beginning of its name",
    };
    let value = if noun.key().content == Content::Email { "USER" } else { value(noun) };
    Arg::new("named").value_name(value).required(true).help(help)
}

/// What stands for a noun's key in the help.
pub(crate) fn value(noun: &'static Noun) -> &'static str {
    match noun.name {
        "user" => "E-MAIL",
        "client" => "CLIENT",
        "paused" => "ID",
        "task" => "TASK",
        _ => "CODE",
    }
}

/// One as people call it: by its key and id, or by its id and what it is.
pub(crate) fn shown(noun: &'static Noun, found: &Found) -> String {
    match noun.key().content {
        Content::Uid => format!("{} {} ({})", noun.word(), found.id, found.name),
        _ if found.label == found.id.to_string() => format!("{} {}", noun.word(), found.id),
        _ => format!("{} {} (id {})", noun.word(), found.label, found.id),
    }
}

/// How it is named.
pub(crate) fn told(matches: &ArgMatches) -> &str {
    matches.get_one::<String>("named").map_or("", String::as_str)
}

/// The one that is to be read: the beginning of a name serves.
pub(crate) async fn to_read(
    database: &Database,
    noun: &'static Noun,
    matches: &ArgMatches,
) -> Outcome<Found> {
    let named = told(matches);
    database.read(async |transaction| find(transaction, noun, named).await).await
}

/// The one that is to be changed: named exactly, or by the beginning of a name and confirmed.
pub(crate) async fn to_change(
    app: &App,
    database: &Database,
    noun: &'static Noun,
    matches: &ArgMatches,
) -> Outcome<Found> {
    resolve(app, database, noun, told(matches)).await
}

/// The one that is to be changed, however it was told.
pub(crate) async fn resolve(
    app: &App,
    database: &Database,
    noun: &'static Noun,
    named: &str,
) -> Outcome<Found> {
    if !app.can_ask() {
        return database.read(async |transaction| find_exact(transaction, noun, named).await).await;
    }
    let found = database.read(async |transaction| find(transaction, noun, named).await).await?;
    let question = match noun.key().content {
        Content::Uid => format!("{}: is it this one?", shown(noun, &found)),
        _ => format!("{} ({}): is it this one?", found.name, found.label),
    };
    if found.exactly || app.yes || Prompt::instead_of("--yes").confirm(&question)? {
        return Ok(found);
    }
    Err(Error::unconfirmed("it is not the one that was meant", format!("name the {} exactly", noun.word())))
}

/// A supervisor that was told by id or by the beginning of a name becomes an e-mail.
pub(crate) async fn resolve_supervisor(
    app: &App,
    database: &Database,
    noun: &'static Noun,
    cells: &mut Cells,
) -> Outcome<()> {
    if noun.name != "user" {
        return Ok(());
    }
    if let Some(Cell::Value(named)) = cells.get_mut("supervisor") {
        *named = resolve(app, database, &USER, named).await?.label;
    }
    Ok(())
}

/// What was changed, for programs: its id, its key, and whether anything changed.
pub(crate) fn show_changed(
    app: &App,
    noun: &'static Noun,
    id: i64,
    label: &str,
    changed: bool,
) -> Result<()> {
    if app.format == Format::Table {
        return Ok(());
    }
    let page = Page::new(id).field(Heading::new("id", "Id"), id).field(noun.key().heading(), label);
    app.page(&page.field(Heading::new("changed", "Changed"), changed))
}
