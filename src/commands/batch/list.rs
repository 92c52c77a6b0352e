//! `ct batch list`

use anyhow::Result;
use clap::{Arg, ArgMatches, Command};

use crate::batch::{self, Filter, HEADINGS, LISTED};
use crate::commands::app::App;
use crate::commands::record::list::paging;
use crate::noun::stage::runs;
use crate::output::Format;

/// The command.
pub(crate) fn command() -> Command {
    Command::new("list")
        .about("Lists batches, the latest first, and says which runs are under way or were cut off")
        .arg(Arg::new("noun").long("noun").value_name("NOUN").help("Of this kind of thing").value_parser([
            "user",
            "organization",
            "location",
            "provider",
            "workgroup",
        ]))
        .arg(
            Arg::new("columns")
                .long("columns")
                .value_name("NAMES")
                .value_delimiter(',')
                .value_parser(HEADINGS.map(|heading| heading.name))
                .help("The columns to show"),
        )
        .args(paging())
        .mut_arg("limit", |limit| limit.default_value("100"))
}

/// Lists.
pub(crate) async fn run(app: &App, matches: &ArgMatches) -> Result<()> {
    let limit = matches.get_one::<u32>("limit").copied().unwrap_or(100);
    let filter = Filter {
        noun: matches.get_one::<String>("noun").cloned(),
        limit,
        after: matches.get_one::<i64>("after").copied(),
    };
    let database = app.database().await?;
    let (batches, runs) = database
        .read(async |transaction| {
            Ok((batch::list(transaction, &filter).await?, runs::list(transaction).await?))
        })
        .await?;
    let told: Option<Vec<_>> =
        matches.get_many::<String>("columns").map(|names| names.map(String::as_str).collect());
    let usual = if app.format == Format::Table { LISTED } else { HEADINGS.len() };
    let records: Vec<_> = batches.iter().map(|batch| batch.record.clone()).collect();
    app.list_of(&HEADINGS, usual, &records, "batches", told.as_deref())?;
    for run in runs.iter().filter(|run| !run.applied) {
        let state = if run.alive { "is under way" } else { "was cut off, and nothing of it was applied" };
        let rows = if run.rows == 0 { String::new() } else { format!(" {} rows", run.rows) };
        app.talk.say(&format!("{} {state}: {}{rows}", run.title(), run.step));
    }
    if let Some(last) = batches.last()
        && batches.len() == usize::try_from(limit).unwrap_or(usize::MAX)
    {
        app.talk.say(&format!("there may be more: --after {}", last.id));
    }
    Ok(())
}
