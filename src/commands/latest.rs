//! Lists of what has numbers, the latest first: history, batches, sessions.

use anyhow::Result;
use clap::{Arg, ArgMatches};

use super::app::App;
use super::record::list::paging;
use crate::output::Format;
use crate::record::{Heading, Record};

/// The flags: which columns, and which part of the list.
pub(crate) fn flags(headings: &'static [Heading]) -> [Arg; 3] {
    let columns = Arg::new("columns")
        .long("columns")
        .value_name("NAMES")
        .value_delimiter(',')
        .value_parser(headings.iter().map(|heading| heading.name).collect::<Vec<_>>())
        .help("The columns to show");
    let [limit, after] = paging();
    [columns, limit.default_value("100"), after]
}

/// At most how many, and after which.
pub(crate) fn part(matches: &ArgMatches) -> (u32, Option<i64>) {
    (matches.get_one::<u32>("limit").copied().unwrap_or(100), matches.get_one::<i64>("after").copied())
}

/// Writes the list: the columns that are told, or else all of them; in a table the usual ones, for it has no room for more.
pub(crate) fn write(
    app: &App,
    matches: &ArgMatches,
    headings: &[Heading],
    usual: &[&str],
    records: &[Record],
    nouns: &str,
) -> Result<()> {
    let told: Option<Vec<&str>> =
        matches.get_many::<String>("columns").map(|names| names.map(String::as_str).collect());
    let are_told = told.is_some();
    let names = told.unwrap_or_else(|| match app.format {
        Format::Table => usual.to_vec(),
        _ => headings.iter().map(|heading| heading.name).collect(),
    });
    let place = |name: &&str| headings.iter().position(|heading| heading.name == *name);
    let shown: Vec<usize> = names.iter().filter_map(place).collect();
    let chosen: Vec<_> = shown.iter().map(|index| headings[*index]).collect();
    let pick = |record: &Record| shown.iter().map(|index| record.values[*index].clone()).collect();
    let picked: Vec<_> =
        records.iter().map(|record| Record { id: record.id, values: pick(record) }).collect();
    app.list(&chosen, &picked, nouns, are_told)
}

/// Says so if there may be more.
pub(crate) fn tell_of_more(app: &App, matches: &ArgMatches, records: &[Record]) {
    let (limit, _) = part(matches);
    if let Some(last) = records.last()
        && records.len() == usize::try_from(limit).unwrap_or(usize::MAX)
    {
        app.talk.say(&format!("there may be more: --after {}", last.id));
    }
}
