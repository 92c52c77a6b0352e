//! A report on its way out: as a list, or as a page with charts.

use std::io::Write;

use anyhow::Result;
use clap::{Arg, ArgMatches};

use crate::Error;
use crate::commands::app::App;
use crate::db::Transaction;
use crate::noun::{Found, find};
use crate::organization::ORGANIZATION;
use crate::output::{About, CannotWrite, Chart, Finished, Format, HtmlPage, MOST_ROWS, Sheet};
use crate::record::{Heading, Record, Value};
use crate::report;

/// The columns that are written: those that are told, or else the usual ones of a table, those of a page, or all.
pub(super) struct Columns {
    headings: Vec<Heading>,
    places: Vec<usize>,
    are_told: bool,
}

impl Columns {
    pub(super) fn of(
        app: &App,
        matches: &ArgMatches,
        all: &[Heading],
        in_table: &[&str],
        on_page: &[&str],
    ) -> Self {
        let told: Option<Vec<&str>> =
            matches.get_many::<String>("columns").map(|names| names.map(String::as_str).collect());
        let are_told = told.is_some();
        let names = told.unwrap_or_else(|| match app.format {
            Format::Table => in_table.to_vec(),
            Format::Html => on_page.to_vec(),
            _ => all.iter().map(|heading| heading.name).collect(),
        });
        let place = |name: &&str| all.iter().position(|heading| heading.name == *name);
        let places: Vec<usize> = names.iter().filter_map(place).collect();
        Self { headings: places.iter().map(|place| all[*place]).collect(), places, are_told }
    }

    fn pick(&self, record: &Record) -> Record {
        let values = self.places.iter().map(|place| record.values[*place].clone());
        Record { id: record.id, values: values.collect() }
    }
}

/// The list, or the page.
pub(super) enum Writing<'a> {
    List(Sheet<'a>, &'a Columns),
    Page(HtmlPage, &'a Columns, &'a mut dyn Write),
}

/// What became of a report.
#[must_use = "what it could not show itself is told: call `tell`"]
pub(super) enum Written {
    List(Finished),
    Page(u64),
}

impl<'a> Writing<'a> {
    pub(super) fn begin(
        app: &App,
        columns: &'a Columns,
        out: &'a mut dyn Write,
    ) -> Result<Self, CannotWrite> {
        Ok(if app.format == Format::Html {
            Self::Page(HtmlPage::new(&columns.headings), columns, out)
        } else {
            let style = app.style_for(columns.are_told);
            Self::List(Sheet::begin(out, app.format, &columns.headings, style)?, columns)
        })
    }

    /// Takes a row with all columns.
    pub(super) fn row(&mut self, record: &Record) -> Result<(), CannotWrite> {
        match self {
            Self::List(sheet, columns) => sheet.row(&columns.pick(record)),
            Self::Page(page, columns, _) => {
                page.row(&columns.pick(record));
                Ok(())
            }
        }
    }

    /// Ends it; the page with what stands above its table.
    pub(super) fn end(self, about: &About, charts: &[Chart]) -> Result<Written, CannotWrite> {
        match self {
            Self::List(sheet, _) => sheet.end().map(Written::List),
            Self::Page(page, _, out) => page.write(out, about, charts).map(|()| Written::Page(page.count())),
        }
    }
}

impl Written {
    /// How many rows there were.
    pub(super) const fn rows(&self) -> u64 {
        match self {
            Self::List(finished) => finished.rows,
            Self::Page(rows) => *rows,
        }
    }

    /// Says what it could not show itself.
    pub(super) fn tell(self, app: &App, nouns: &str) {
        match self {
            Self::List(finished) => app.finish(finished, nouns),
            Self::Page(rows) if rows > MOST_ROWS => app.talk.say(&format!(
                "the page shows the first {MOST_ROWS} of {rows} {nouns}, and its charts count all; -o csv writes all"
            )),
            Self::Page(_) => {}
        }
    }
}

/// What a page says of itself: when and by whom it was made, from what, and with which filters.
pub(super) async fn about(
    app: &App,
    transaction: &Transaction<'_>,
    (title, text, nouns): (&str, &str, &str),
    filters: &[(&str, Option<String>)],
) -> crate::Result<About> {
    if app.format != Format::Html {
        return Ok(About::default());
    }
    let by = report::asked_by(transaction).await?;
    let operation = app.operation();
    let by = match operation.system_user {
        Some(user) if !transaction.is_as_user() => format!("{user} ({by})"),
        _ => by,
    };
    let told = filters.iter().filter_map(|(flag, told)| Some((*flag, told.as_ref()?)));
    let words: Vec<_> = told.clone().map(|(flag, told)| format!("--{flag} {told}")).collect();
    let within =
        if transaction.is_as_user() { "the organizations that they reach" } else { "all organizations" };
    let mut command = format!("ct {}", operation.command);
    for (flag, told) in told {
        command.push_str(&format!(" --{flag} {}", quoted(told)));
    }
    let facts = [
        ("Made", app.clock.now().format("%Y-%m-%d %H:%M UTC").to_string()),
        ("By", by),
        ("Within", within.to_owned()),
        ("Filters", if words.is_empty() { "none".to_owned() } else { words.join(", ") }),
        ("Times", "UTC".to_owned()),
        ("Database", app.settings()?.place()),
        ("Program", format!("ct {}", env!("CARGO_PKG_VERSION"))),
    ];
    Ok(About {
        title: title.to_owned(),
        text: text.to_owned(),
        facts: facts.map(|(name, told)| (name.to_owned(), told)).to_vec(),
        nouns: nouns.to_owned(),
        command: format!("{command} -o csv"),
    })
}

/// A word as a shell takes it.
fn quoted(word: &str) -> String {
    let is_plain = |c: char| c.is_ascii_alphanumeric() || "-_.,:@/+".contains(c);
    if !word.is_empty() && word.chars().all(is_plain) {
        word.to_owned()
    } else {
        format!("'{}'", word.replace('\'', "'\\''"))
    }
}

/// `--columns`.
pub(super) fn columns(headings: &'static [Heading]) -> Arg {
    Arg::new("columns")
        .long("columns")
        .value_name("NAMES")
        .value_delimiter(',')
        .value_parser(headings.iter().map(|heading| heading.name).collect::<Vec<_>>())
        .help("The columns to show")
}

/// `--organization`.
pub(super) fn organization_flag() -> Arg {
    Arg::new("organization").long("organization").value_name("CODE").help("Those that the organization owns")
}

/// `--detailed-exitcode`.
pub(super) fn exitcode_flag(whom: &str) -> Arg {
    Arg::new("detailed-exitcode")
        .long("detailed-exitcode")
        .action(clap::ArgAction::SetTrue)
        .help(format!("End with 10 if there {whom}, with 0 if there are none"))
}

/// The organization that is told, as the one who acts finds it.
pub(super) async fn organization(
    transaction: &Transaction<'_>,
    matches: &ArgMatches,
) -> crate::Result<Option<i64>> {
    found(transaction, matches, "organization", &ORGANIZATION).await
}

/// What a flag names.
pub(super) async fn found(
    transaction: &Transaction<'_>,
    matches: &ArgMatches,
    flag: &str,
    noun: &'static crate::noun::Noun,
) -> crate::Result<Option<i64>> {
    let Some(told) = matches.get_one::<String>(flag) else { return Ok(None) };
    let Found { id, .. } = find(transaction, noun, told).await?;
    Ok(Some(id))
}

/// What people read as the status: with its end.
pub(super) fn tell_the_end(app: &App, record: &mut Record, headings: &[Heading]) {
    if !matches!(app.format, Format::Table | Format::Html) {
        return;
    }
    let place = |name: &str| headings.iter().position(|heading| heading.name == name);
    let (Some(status), Some(end)) = (place("status"), place("ends_at")) else { return };
    if let (Value::Text(told), Value::Time(end)) = (&record.values[status], &record.values[end])
        && told != "inactive"
    {
        let end = format!("ends on {}", end.format("%Y-%m-%d %H:%M UTC"));
        record.values[status] = if told == "ends" { end } else { format!("{told}, {end}") }.into();
    }
}

/// The value of a column.
pub(super) fn value<'a>(record: &'a Record, headings: &[Heading], name: &str) -> &'a Value {
    let place = headings.iter().position(|heading| heading.name == name);
    place.and_then(|place| record.values.get(place)).unwrap_or(&Value::Null)
}

/// Its text; for nothing what is told.
pub(super) fn text<'a>(
    record: &'a Record,
    headings: &[Heading],
    name: &str,
    nothing: &'a str,
) -> std::borrow::Cow<'a, str> {
    match value(record, headings, name) {
        Value::Null => nothing.into(),
        told => told.as_text(),
    }
}

/// An error for a flag that makes no sense.
pub(super) fn usage(message: impl Into<String>, hint: &str) -> Error {
    Error::usage(message, hint)
}
