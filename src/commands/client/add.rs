//! `ct client add`: with an external id, or with one that is made. It is made last, so that a number is taken only for
//! who can be added.

use anyhow::Result;
use clap::ArgMatches;
use uuid::Uuid;

use crate::access;
use crate::client::{self, Alike};
use crate::commands::app::App;
use crate::commands::passwords::Chosen;
use crate::commands::record::{add, flags};
use crate::commands::user::ask;
use crate::db::Database;
use crate::noun::one::{self, Cells, One};
use crate::noun::stage::Passwords;
use crate::noun::{Cell, Noun};

/// Adds one.
pub(crate) async fn run(app: &App, noun: &'static Noun, matches: &ArgMatches) -> Result<()> {
    let mut cells = flags::cells(noun.writable(), matches);
    cells.retain(|_, cell| *cell != Cell::Clear);
    let database = app.database().await?;
    let key = noun.key().name;
    let is_missing = |cells: &Cells| {
        noun.writable()
            .any(|column| column.required && column.name != key && !cells.contains_key(column.name))
    };
    if is_missing(&cells) && app.can_ask() {
        access::require(&database, access::tool_of(noun), "write").await?;
        ask::for_missing(app, &database, noun, &mut cells).await?;
    }
    if !cells.contains_key(key) {
        rehearse(app, &database, noun, &cells).await?;
        let made = client::next_external_id(&database, &app.operation()).await?;
        cells.insert(key, Cell::Value(made));
    }
    let found = add::create(app, &database, noun, cells, Chosen::none()).await?;
    let alike = database.read(async |transaction| client::alike(transaction, found.id).await).await?;
    if !alike.is_empty() {
        let who: Vec<_> = alike.iter().map(Alike::to_string).collect();
        let one = if who.len() == 1 { "another client has" } else { "other clients have" };
        app.talk.warn(&format!("{one} this name and day of birth: {}", who.join("; ")));
    }
    Ok(())
}

/// Sees whether one could be added, under an id that nobody has.
async fn rehearse(app: &App, database: &Database, noun: &'static Noun, cells: &Cells) -> Result<()> {
    let mut cells = cells.clone();
    cells.insert(noun.key().name, Cell::Value(Uuid::new_v4().to_string()));
    let one = One {
        noun,
        cells,
        existing: None,
        password: None,
        passwords: Passwords::none(),
        operation: app.operation(),
        dry_run: true,
        manner: one::Manner::Edit,
    };
    one::write(database, one).await?;
    Ok(())
}
