//! `ct NOUN show`, for places.

use anyhow::Result;
use clap::{ArgMatches, Command};
use futures_util::TryStreamExt;

use crate::commands::app::App;
use crate::commands::{history, named};
use crate::db::Transaction;
use crate::noun::{Filter, List, Noun, Page as Part, Sort};
use crate::output::{Format, Page};
use crate::place;
use crate::record::{Heading, Value};
use crate::{Error, Result as Outcome};

/// How many entries of the history a page has.
const HISTORY: u32 = 10;

/// The command.
pub(crate) fn command(noun: &'static Noun) -> Command {
    Command::new("show")
        .about(format!("Shows {} with everything about it", noun.one()))
        .arg(named::argument(noun))
}

/// Shows one.
pub(crate) async fn run(app: &App, noun: &'static Noun, matches: &ArgMatches) -> Result<()> {
    let database = app.database().await?;
    let found = named::to_read(&database, noun, matches).await?;
    let members = place::members(&database, noun, found.id).await?;
    let (fields, entries) = database
        .read(async |transaction| {
            let fields = fields(transaction, noun, found.id).await?;
            let entries =
                crate::history::list(transaction, &crate::history::of(noun, found.id, HISTORY)).await?;
            Ok((fields, entries))
        })
        .await?;
    let mut page = Page::new(found.id).section(format!("{} {}", found.label, found.name));
    for (heading, value) in fields {
        page = page.field(heading, value);
    }
    page = page.field(Heading::new("users", "Users"), members);
    page = history::on_page(page, app.format, &entries);
    app.page(&page)?;
    if app.format == Format::Table {
        app.talk.say(&format!("ct user list --{} {} shows its users", noun.name, found.label));
    }
    Ok(())
}

/// Every field of one, with what stands before it.
pub(crate) async fn fields(
    transaction: &Transaction<'_>,
    noun: &'static Noun,
    id: i64,
) -> Outcome<Vec<(Heading, Value)>> {
    let columns = noun.shown().collect();
    let list = List {
        noun,
        columns,
        filters: vec![Filter::Id("id", id)],
        sort: Sort { column: None, descending: false },
        page: Part::default(),
    };
    let records = list.stream(transaction).await?;
    let mut records = std::pin::pin!(records);
    let record = records
        .try_next()
        .await?
        .ok_or_else(|| Error::Fault(format!("the {} of id {id} is gone", noun.name)))?;
    Ok(list.headings().into_iter().zip(record.values).collect())
}
