//! `ct history list`, and the history on pages.

use anyhow::Result;
use clap::{Arg, ArgMatches, Command};

use super::app::App;
use super::latest;
use super::when::in_the_past;
use crate::access;
use crate::batch;
use crate::client::CLIENT;
use crate::history::{self, Filter};
use crate::noun::find;
use crate::output::{Format, Page, line_for_people};
use crate::record::{Heading, Record, Value};
use crate::user::USER;

/// What stands over the sentences of a terminal.
const SENTENCES: [Heading; 2] = [Heading::new("at", "When"), Heading::new("change", "What happened")];

/// The commands.
pub(crate) fn command() -> Command {
    let text = |name: &'static str, value: &'static str, help: &'static str| {
        Arg::new(name).long(name).value_name(value).help(help)
    };
    let nouns: Vec<_> = crate::NOUNS.iter().map(|noun| noun.name).chain(["setting"]).collect();
    Command::new("history")
        .about("History: every change, who made it, when and why")
        .subcommand_required(true)
        .arg_required_else_help(true)
        .subcommand(
            Command::new("list")
                .about("Lists changes, the latest first")
                .args([
                    text("user", "USER", "About this user: e-mail, id, or the beginning of a name")
                        .conflicts_with("noun"),
                    text(
                        "client",
                        "CLIENT",
                        "About this client: external id, id, or the beginning of a name",
                    )
                    .conflicts_with_all(["noun", "user"]),
                    text("noun", "NOUN", "About this kind of thing").value_parser(nouns),
                    text("actor", "NAME", "By this PostgreSQL role or user of the operating system"),
                    text("command", "WORDS", "By this command: user import, or user for all of them"),
                    text("since", "WHEN", "From then on: 2026-11-22, 2026-11-22T17:00Z, or 7d, 12h ago"),
                    text("until", "WHEN", "Before then"),
                ])
                .arg(
                    Arg::new("batch")
                        .long("batch")
                        .value_name("NUMBER")
                        .value_parser(clap::value_parser!(i64))
                        .help("By this batch: what an import did, row by row"),
                )
                .args(latest::flags(&history::HEADINGS)),
        )
}

/// Lists.
pub(crate) async fn run(app: &App, matches: &ArgMatches) -> Result<()> {
    let Some((_, matches)) = matches.subcommand() else { return Ok(()) };
    let text = |name: &str| matches.get_one::<String>(name).cloned();
    let now = app.clock.now();
    let instant = |name: &str| text(name).map(|told| in_the_past(&told, now)).transpose();
    let (limit, after) = latest::part(matches);
    let mut filter = Filter {
        about: None,
        noun: text("noun"),
        actor: text("actor"),
        command: text("command"),
        operation: None,
        since: instant("since")?,
        until: instant("until")?,
        limit,
        after,
    };
    let database = app.database().await?;
    // Else it would look as if nothing had ever changed.
    access::require(&database, "history", "read").await?;
    for noun in [&USER, &CLIENT] {
        if let Some(named) = text(noun.name) {
            let found = database.read(async |transaction| find(transaction, noun, &named).await).await?;
            filter.about = Some((noun.name, found.id));
        }
    }
    if let Some(batch) = matches.get_one::<i64>("batch") {
        let found = database.read(async |transaction| batch::find(transaction, *batch).await).await?;
        filter.operation = Some(found.operation);
    }
    let records = database.read(async |transaction| history::list(transaction, &filter).await).await?;
    if app.format == Format::Table && app.style.width.is_some() && !matches.contains_id("columns") {
        // Its last columns, which it would have no room for, are what changed and why.
        app.list(&SENTENCES, &records.iter().map(told).collect::<Vec<_>>(), "changes", true)?;
        latest::tell_of_more(app, matches, &records);
        return Ok(());
    }
    let usual: Vec<_> = history::HEADINGS.iter().map(|heading| heading.name).collect();
    // The ids are for programs.
    latest::write(app, matches, &history::HEADINGS, &usual[..usual.len() - 2], &records, "changes")?;
    latest::tell_of_more(app, matches, &records);
    Ok(())
}

/// An entry as people read it on a terminal, under [`SENTENCES`].
fn told(entry: &Record) -> Record {
    let mut about = text_of(entry, "noun");
    // A setting has no key.
    for part in [text_of(entry, "key"), sentence(entry)] {
        if part != "-" {
            about.push_str(&format!(" {part}"));
        }
    }
    Record { id: entry.id, values: vec![text_of(entry, "at").into(), about.into()] }
}

/// Adds the latest changes to a page: for people a line each, for programs objects.
pub(crate) fn on_page(page: Page, format: Format, entries: &[Record]) -> Page {
    // Everything has a past, so it is not for who is logged in.
    if format == Format::Table && entries.is_empty() {
        return page;
    }
    let page = page.section("History");
    let heading = Heading::new("history", "Latest");
    if format == Format::Table {
        return page.field(heading, Value::List(entries.iter().map(line).collect()));
    }
    let objects =
        entries.iter().filter_map(|entry| serde_json::to_value(entry.under(&history::HEADINGS)).ok());
    page.field(heading, serde_json::Value::Array(objects.collect()))
}

/// `2026-11-22 13:36 UTC  changed by maria (ct_owner), user edit: phone: - → 555-0101 (moved)`.
fn line(entry: &Record) -> String {
    format!("{}  {}", text_of(entry, "at"), sentence(entry))
}

fn text_of(entry: &Record, name: &str) -> String {
    let index = history::HEADINGS.iter().position(|heading| heading.name == name);
    index.map_or_else(String::new, |index| line_for_people(&entry.values[index]))
}

/// `changed by maria (ct_owner), user edit: phone: - → 555-0101 (moved)`.
fn sentence(entry: &Record) -> String {
    let text = |name: &str| text_of(entry, name);
    let mut line = format!("{} by {}, {}", text("action"), text("actor"), text("command"));
    for (name, before, after) in [("change", ": ", ""), ("reason", " (", ")")] {
        let told = text(name);
        if !told.is_empty() && told != "-" {
            line.push_str(&format!("{before}{told}{after}"));
        }
    }
    line
}
