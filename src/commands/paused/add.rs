//! `ct paused add`

use anyhow::Result;
use clap::{Arg, ArgMatches, Command};

use crate::client::CLIENT;
use crate::commands::app::App;
use crate::commands::named;
use crate::commands::record::flags;
use crate::noun::one::{self, One};
use crate::noun::stage::Passwords;
use crate::noun::{Cell, Column, find_exact};
use crate::paused::PAUSED;
use crate::user::USER;

fn columns() -> impl Iterator<Item = &'static Column> {
    PAUSED.writable().filter(|column| !["uid", "workflow"].contains(&column.name))
}

/// The command.
pub(super) fn command() -> Command {
    Command::new("add")
        .about("Parks a workflow that is not finished, for yourself if you are logged in")
        .arg(
            Arg::new("workflow").value_name("WORKFLOW").required(true).help("Which workflow, such as intake"),
        )
        .args(flags::of_columns(columns()))
        .after_help("ct paused add intake --client C000123 --step 'consent missing'")
}

/// Adds.
pub(super) async fn run(app: &App, matches: &ArgMatches) -> Result<()> {
    let mut cells = flags::cells(PAUSED.writable().filter(|column| column.name != "uid"), matches);
    cells.retain(|_, cell| *cell != Cell::Clear);
    let database = app.database().await?;
    for (column, noun) in [("user", &USER), ("client", &CLIENT)] {
        if let Some(Cell::Value(named)) = cells.get_mut(column) {
            *named = named::resolve(app, &database, noun, named).await?.label;
        }
    }
    let operation = app.operation();
    // The same workflow may be parked twice on one day.
    let uid = operation.id.to_string();
    cells.insert(PAUSED.key().name, Cell::Value(uid.clone()));
    one::write(
        &database,
        One {
            noun: &PAUSED,
            cells,
            existing: None,
            password: None,
            passwords: Passwords::none(),
            operation,
            dry_run: false,
            manner: one::Manner::Edit,
        },
    )
    .await?;
    let found = database.read(async |transaction| find_exact(transaction, &PAUSED, &uid).await).await?;
    app.talk.say(&format!("parked {} (id {})", found.name, found.id));
    named::show_changed(app, &PAUSED, found.id, &found.label, true)
}
