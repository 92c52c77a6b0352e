//! `ct report changes`

use anyhow::Result;
use chrono::{DateTime, Utc};
use clap::{Arg, ArgAction, ArgMatches, Command};
use futures_util::TryStreamExt;

use super::period::Period;
use super::writing::{self, Columns, Writing, usage};
use crate::commands::app::App;
use crate::commands::when::in_the_past;
use crate::output::{CannotWrite, Chart, Format, Tally, standard_output};
use crate::record::{Record, Value};
use crate::report::changes::{HEADINGS, OPERATIONS, Operations, changes, value};

/// Of a change, in a table and on a page.
const USUAL: [&str; 8] = ["at", "noun", "key", "kind", "change", "actor", "command", "reason"];
/// Of an operation.
const OF_OPERATION: [&str; 5] = ["at", "actor", "command", "changes", "reason"];

/// The command.
pub(super) fn command() -> Command {
    let flag =
        |name: &'static str, help: &'static str| Arg::new(name).long(name).value_name("WHEN").help(help);
    Command::new("changes")
        .about("Lists what has been changed in a time: by whom, with which command, of what kind")
        .args([
            flag("since", "From then on: yesterday, 7d, 2026-11-22, 2026-11-22T17:00Z").required(true),
            flag("until", "Before then; up to now unless told"),
            Arg::new("details")
                .long("details")
                .action(ArgAction::SetTrue)
                .help("A line for each change, as json, jsonl and csv have it anyway"),
            writing::columns(&HEADINGS).help("The columns to show of each change"),
        ])
        .after_help(
            "Without --details, a table and a page have a line for each operation, with how many of what it changed. Days \
             begin at midnight UTC. What a field was and is now is told to whom the history tells it.\n\n\
             ct report changes --since yesterday --until today\n\
             ct report changes --since 7d --details -o csv > week.csv",
        )
}

/// Lists.
pub(super) async fn run(app: &App, matches: &ArgMatches) -> Result<()> {
    let (since, until) = told(app, matches)?;
    let is_told = matches.get_flag("details") || matches.contains_id("columns");
    let by_operation = !is_told && matches!(app.format, Format::Table | Format::Html);
    let (columns, nouns) = if by_operation {
        (Columns::of(app, matches, &OPERATIONS, &OF_OPERATION, &OF_OPERATION), "operations")
    } else {
        (Columns::of(app, matches, &HEADINGS, &USUAL, &USUAL), "changes")
    };
    let mut charts = Charts::new(since, until.unwrap_or_else(|| app.clock.now()));
    let database = app.database().await?;
    let written = database
        .read_once(async |transaction| {
            let form = |at: DateTime<Utc>| at.format("%Y-%m-%dT%H:%M:%SZ").to_string();
            let filters = [("since", Some(form(since))), ("until", until.map(form))];
            let what =
                ("Changes", "What has been changed, by whom, and of what kind each change was.", nouns);
            let about = writing::about(app, transaction, what, &filters).await?;
            let mut out = standard_output();
            let mut rows = match Writing::begin(app, &columns, &mut out) {
                Ok(writing) => Lines { writing, operations: by_operation.then(Operations::default) },
                Err(cause) => return Ok(Err(cause)),
            };
            let mut records = std::pin::pin!(changes(transaction, since, until).await?);
            while let Some(record) = records.try_next().await? {
                charts.count(&record);
                if let Err(cause) = rows.take(&record) {
                    return Ok(Err(cause));
                }
            }
            Ok(rows.last().and_then(|writing| writing.end(&about, &charts.drawn())))
        })
        .await??;
    written.tell(app, nouns);
    Ok(())
}

/// From when on, and until when.
fn told(app: &App, matches: &ArgMatches) -> Result<(DateTime<Utc>, Option<DateTime<Utc>>)> {
    let now = app.clock.now();
    let instant = |name: &str| matches.get_one::<String>(name).map(|told| in_the_past(told, now)).transpose();
    let since = instant("since")?.unwrap_or(now);
    let until = instant("until")?;
    if until.is_some_and(|until| until <= since) {
        return Err(usage("--until is not after --since", "--since yesterday --until today").into());
    }
    Ok((since, until))
}

/// A line for each change, or for each operation.
struct Lines<'a> {
    writing: Writing<'a>,
    operations: Option<Operations>,
}

impl<'a> Lines<'a> {
    fn take(&mut self, change: &Record) -> Result<(), CannotWrite> {
        match &mut self.operations {
            None => self.writing.row(change),
            Some(operations) => match operations.take(change) {
                Some(operation) => self.writing.row(&operation),
                None => Ok(()),
            },
        }
    }

    fn last(mut self) -> Result<Writing<'a>, CannotWrite> {
        if let Some(operation) = self.operations.as_mut().and_then(Operations::end) {
            self.writing.row(&operation)?;
        }
        Ok(self.writing)
    }
}

/// What the charts count.
struct Charts {
    period: Period,
    kinds: Tally,
    nouns: Tally,
    actors: Tally,
}

impl Charts {
    fn new(since: DateTime<Utc>, until: DateTime<Utc>) -> Self {
        let period = Period::new(since, until);
        Self { period, kinds: Tally::default(), nouns: Tally::default(), actors: Tally::default() }
    }

    fn count(&mut self, change: &Record) {
        if let Value::Time(at) = value(change, "at") {
            self.period.count(*at);
        }
        self.kinds.count(&value(change, "kind").as_text());
        self.nouns.count(&value(change, "noun").as_text());
        match value(change, "actor") {
            Value::Null => self.actors.count("out of sight"),
            actor => self.actors.count(&actor.as_text()),
        }
    }

    fn drawn(self) -> [Chart; 4] {
        [
            self.period.drawn("Changes"),
            self.kinds.most_first("Changes by kind"),
            self.nouns.most_first("What was changed"),
            self.actors.most_first("By whom"),
        ]
    }
}
