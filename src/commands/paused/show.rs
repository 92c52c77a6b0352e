//! `ct paused show`

use anyhow::Result;
use clap::{ArgMatches, Command};

use crate::Kind;
use crate::commands::app::App;
use crate::commands::record::show::fields;
use crate::commands::{history, named};
use crate::noun::find_exact;
use crate::output::{Format, Page};
use crate::paused::PAUSED;
use crate::paused::import::{self, Details};
use crate::record::{Heading, Value};

/// How many entries of the history the page has.
const HISTORY: u32 = 10;

/// The command.
pub(super) fn command() -> Command {
    Command::new("show").about("Shows one with everything about it").arg(named::argument(&PAUSED))
}

/// Shows one.
pub(super) async fn run(app: &App, matches: &ArgMatches) -> Result<()> {
    let database = app.database().await?;
    let (id, title, fields, entries) = database
        .read(async |transaction| {
            let found = find_exact(transaction, &PAUSED, named::told(matches)).await?;
            let fields = fields(transaction, &PAUSED, found.id).await?;
            let past = crate::history::of(&PAUSED, found.id, HISTORY);
            let entries = crate::history::list(transaction, &past).await?;
            Ok((found.id, found.name, fields, entries))
        })
        .await?;
    let is_parked =
        fields.iter().any(|(heading, value)| heading.name == "state" && *value == Value::from("parked"));
    let mut page = Page::new(id).section(title);
    for (heading, value) in fields {
        page = page.field(heading, value);
    }
    if is_parked {
        match import::details(&database, id).await {
            Ok(Some(kept)) => page = on_page(page, &kept.details),
            Ok(None) => {}
            // Whoever may not go on with it need not know how.
            Err(error) if error.kind() == Kind::NotPermitted => {}
            Err(error) => return Err(error.into()),
        }
    }
    app.page(&history::on_page(page, app.format, &entries))?;
    if is_parked && app.format == Format::Table {
        app.talk.say(&format!("ct paused resume {id} goes on with it, ct paused cancel {id} gives it up"));
    }
    Ok(())
}

/// What it takes to go on with an import: whoever resumes one of somebody else's should look at it first.
fn on_page(page: Page, details: &Details) -> Page {
    page.section("Import")
        .field(Heading::new("import_noun", "Rows of"), details.noun.as_str())
        .field(Heading::new("import_file", "File"), details.file.as_str())
        .field(Heading::new("import_rejects", "Rejected rows"), details.rejects.as_str())
        .field(Heading::new("import_flags", "Read with"), details.flags.clone())
}
