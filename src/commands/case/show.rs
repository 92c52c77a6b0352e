//! `ct case show`

use anyhow::Result;
use clap::{ArgMatches, Command};

use super::argument;
use crate::case::CASE;
use crate::commands::app::App;
use crate::commands::record::show::fields;
use crate::commands::{history, named};
use crate::output::Page;

/// How many entries of the history a page has.
const HISTORY: u32 = 10;

/// The command.
pub(super) fn command() -> Command {
    Command::new("show")
        .about("Shows an assignment with everything about it")
        .arg(argument().help("The assignment's number, or the client whose only open one it is"))
}

/// Shows one.
pub(super) async fn run(app: &App, matches: &ArgMatches) -> Result<()> {
    let database = app.database().await?;
    let found = named::to_read(&database, &CASE, matches).await?;
    let (fields, entries) = database
        .read(async |transaction| {
            let fields = fields(transaction, &CASE, found.id).await?;
            let entries =
                crate::history::list(transaction, &crate::history::of(&CASE, found.id, HISTORY)).await?;
            Ok((fields, entries))
        })
        .await?;
    let mut page = Page::new(found.id).section(format!("Case assignment {}", found.id));
    for (heading, value) in fields {
        page = page.field(heading, value);
    }
    app.page(&history::on_page(page, app.format, &entries))
}
