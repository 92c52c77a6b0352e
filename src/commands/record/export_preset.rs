//! `ct NOUN export --preset`: a file for another system.

use std::io::Write;

use anyhow::Result;
use clap::ArgMatches;
use futures_util::TryStreamExt;

use super::list;
use crate::Error;
use crate::commands::app::App;
use crate::noun::{Filter, List, Noun, Page, Sort};
use crate::output::{CannotWrite, Format, standard_output};
use crate::preset::{Exporter, Section};

/// Writes the file of a preset to standard output, row by row.
pub(super) async fn run(
    app: &App,
    noun: &'static Noun,
    matches: &ArgMatches,
    section: &Section,
) -> Result<()> {
    if app.format_is_told && app.format != Format::Csv {
        return Err(Error::usage("a preset's file is CSV", "leave out -o, or leave out --preset").into());
    }
    let Some(export) = &section.export else {
        let message = format!("the preset says nothing of how {} are exported", noun.plural);
        let hint = "ct preset show tells what it says; the built-in one that exports is hmis";
        return Err(Error::usage(message, section.no_export.as_deref().unwrap_or(hint)).into());
    };
    let set: Vec<(String, String)> =
        matches.get_many("set").map(|pairs| pairs.cloned().collect()).unwrap_or_default();
    let mut exporter = Exporter::begin(noun, export, &set, app.clock.now())?;
    let guarded = !matches.get_flag("raw");
    let database = app.database().await?;
    let written = database
        .read_once(async |transaction| {
            let mut filters = list::told_filters(transaction, noun, matches, false, app.clock.now()).await?;
            filters.extend(export.kind.clone().map(|kind| Filter::Text("kind", kind)));
            let sort = Sort { column: None, descending: false };
            let list = List { noun, columns: exporter.columns(), filters, sort, page: Page::default() };
            let mut out = standard_output();
            let mut write = |line: &str| out.write_all(line.as_bytes()).map_err(CannotWrite::from);
            let mut written = write(&exporter.header());
            let mut records = std::pin::pin!(list.stream(transaction).await?);
            while let (Ok(()), Some(record)) = (&written, records.try_next().await?) {
                written = write(&exporter.line(&record, guarded)?);
            }
            Ok(written.and_then(|()| out.flush().map_err(CannotWrite::from)))
        })
        .await?;
    Ok(written?)
}
