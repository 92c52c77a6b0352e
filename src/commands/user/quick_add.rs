//! `ct user quick-add`

use anyhow::Result;
use clap::{Arg, ArgMatches, Command};

use super::ask;
use crate::access;
use crate::commands::app::App;
use crate::commands::passwords;
use crate::commands::record::{add, flags};
use crate::noun::{Cell, Column};
use crate::user::USER;

const COLUMNS: [&str; 4] = ["email", "name", "organization", "workgroups"];

fn columns() -> impl Iterator<Item = &'static Column> {
    COLUMNS.iter().filter_map(|name| USER.writable().find(|column| column.name == *name))
}

/// The command.
pub(crate) fn command() -> Command {
    let command = Command::new("quick-add")
        .about("Adds a user by e-mail, name, organization and workgroup; everything else is defaulted")
        .arg(Arg::new("email").value_name("E-MAIL").help("E-mail, which is the login name too"))
        .args(flags::of_columns(columns().skip(1)));
    passwords::flags(command).after_help(
        "Defaults: active at once; internal support issues; no case manager; no provider, location, supervisor or \
         tool access. Later changes: ct user edit.",
    )
}

/// Adds one.
pub(crate) async fn run(app: &App, matches: &ArgMatches) -> Result<()> {
    let mut cells = flags::cells(columns(), matches);
    cells.retain(|_, cell| *cell != Cell::Clear);
    let database = app.database().await?;
    if app.can_ask() {
        access::require(&database, access::tool_of(&USER), "write").await?;
    }
    ask::for_columns(app, &database, &columns().collect::<Vec<_>>(), &mut cells).await?;
    // Choosing nothing from the list is no answer here.
    while app.can_ask() && !cells.contains_key("workgroups") {
        app.talk.warn("a user that is added quickly needs a workgroup");
        ask::for_columns(app, &database, &columns().collect::<Vec<_>>(), &mut cells).await?;
    }
    let missing: Vec<_> =
        columns().filter(|column| !cells.contains_key(column.name)).map(|column| column.name).collect();
    if !missing.is_empty() {
        return Err(crate::Error::usage(
            format!("quick-add needs {}", missing.join(", ")),
            "ct user quick-add E-MAIL --name NAME --organization CODE --workgroups CODES",
        )
        .into());
    }
    let chosen = passwords::read(app, &database, matches).await?;
    add::create(app, &database, &USER, cells, chosen).await.map(drop)
}
