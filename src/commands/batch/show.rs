//! `ct batch show`

use anyhow::Result;
use clap::{ArgMatches, Command};

use super::{argument, told};
use crate::batch::{self, HEADINGS};
use crate::commands::app::App;
use crate::output::{Format, Page};
use crate::record::Value;

/// The command.
pub(crate) fn command() -> Command {
    Command::new("show").about("Shows a batch: who, when, which file, what it came to").arg(argument())
}

/// Shows one.
pub(crate) async fn run(app: &App, matches: &ArgMatches) -> Result<()> {
    let id = told(matches);
    let database = app.database().await?;
    let batch = database.read(async |transaction| batch::find(transaction, id).await).await?;
    let mut page = Page::new(batch.id).section(format!("Batch {} of {}", batch.id, batch.noun));
    for (heading, value) in HEADINGS.iter().zip(&batch.record.values) {
        // What does not concern it is no line for people.
        if app.format != Format::Table || !matches!(value, Value::Null) {
            page = page.field(*heading, value.clone());
        }
    }
    app.page(&page)?;
    if app.format == Format::Table {
        app.talk.say(&format!("ct history list --batch {} shows what it did, row by row", batch.id));
    }
    Ok(())
}
