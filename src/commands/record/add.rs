//! `ct NOUN add`

use anyhow::Result;
use clap::{Arg, ArgMatches, Command};

use super::flags;
use crate::access;
use crate::commands::app::App;
use crate::commands::{named, passwords};
use crate::noun::one::{self, Cells, One};
use crate::noun::{Cell, Content, Found, Noun};

/// The command.
pub(crate) fn command(noun: &'static Noun) -> Command {
    let key = noun.key();
    let is_user = noun.name == "user";
    let command = Command::new("add")
        .about(format!("Adds {}", noun.one()))
        .arg(Arg::new(key.name).value_name(named::value(noun)).help(key.help));
    if is_user {
        let command = command.args(flags::of_columns(flags::addable(noun)));
        return passwords::flags(command).after_help(
            "On a terminal it asks for what is missing. In a script it names what is missing and ends with 2.",
        );
    }
    if noun.name == "client" {
        return command.args(flags::of_columns(flags::addable(noun))).after_help(
            "Without an external id one is made: C and a number. On a terminal it asks for what is missing; in a script it \
             names what is missing and ends with 2.",
        );
    }
    let name = Arg::new("name").value_name("NAME").help("The full name; the code if it has none of its own");
    let columns = flags::addable(noun).filter(|column| column.name != "name");
    command.arg(name).args(flags::of_columns(columns))
}

/// Adds one.
pub(crate) async fn run(app: &App, noun: &'static Noun, matches: &ArgMatches) -> Result<()> {
    let mut cells = flags::cells(noun.writable(), matches);
    cells.retain(|_, cell| *cell != Cell::Clear);
    let database = app.database().await?;
    let missing = noun.writable().any(|column| column.required && !cells.contains_key(column.name));
    if missing && app.can_ask() {
        access::require(&database, access::tool_of(noun), "write").await?;
        super::super::user::ask::for_missing(app, &database, noun, &mut cells).await?;
    }
    if noun.name != "user"
        && let Some(code) = cells.get("code").cloned()
    {
        cells.entry("name").or_insert(code);
    }
    let chosen = if noun.name == "user" {
        passwords::read(app, &database, matches).await?
    } else {
        passwords::Chosen::none()
    };
    create(app, &database, noun, cells, chosen).await.map(drop)
}

/// Adds one that is told completely, and says so; gives which one it is.
pub(crate) async fn create(
    app: &App,
    database: &crate::db::Database,
    noun: &'static Noun,
    mut cells: Cells,
    chosen: passwords::Chosen,
) -> Result<Found> {
    named::resolve_supervisor(app, database, noun, &mut cells).await?;
    let key = match cells.get(noun.key().name) {
        Some(Cell::Value(key)) => key.clone(),
        _ => String::new(),
    };
    let has_password =
        chosen.password.is_some() || chosen.passwords.generate != crate::noun::stage::Generate::Nobody;
    let outcome = one::write(
        database,
        One {
            noun,
            cells,
            existing: None,
            password: chosen.password,
            passwords: chosen.passwords,
            operation: app.operation(),
            dry_run: false,
            manner: one::Manner::Edit,
        },
    )
    .await?;
    let found =
        database.read(async |transaction| crate::noun::find_exact(transaction, noun, &key).await).await?;
    let suffix =
        if noun.key().content == Content::Email && !has_password { ", without a password" } else { "" };
    let end = passwords::end(&outcome).map(|end| format!("; the password expires on {end}"));
    let end = end.unwrap_or_default();
    app.talk.say(&format!("added {} {} (id {}){suffix}{end}", noun.name, found.label, found.id));
    passwords::show(app, noun, &found, &outcome)?;
    Ok(found)
}
