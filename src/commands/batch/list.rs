//! `ct batch list`

use anyhow::Result;
use clap::{Arg, ArgMatches, Command};

use crate::batch::{self, Filter, HEADINGS, LISTED};
use crate::commands::app::App;
use crate::commands::latest;
use crate::noun::stage::runs;

/// The command.
pub(crate) fn command() -> Command {
    let leavers = std::iter::once(crate::user::LEAVER.name);
    let nouns: Vec<_> = crate::NOUNS.iter().map(|noun| noun.name).chain(leavers).collect();
    Command::new("list")
        .about("Lists batches, the latest first, and says which runs are under way or were cut off")
        .arg(
            Arg::new("noun")
                .long("noun")
                .value_name("NOUN")
                .help("Of this kind of thing")
                .value_parser(nouns),
        )
        .args(latest::flags(&HEADINGS))
}

/// Lists.
pub(crate) async fn run(app: &App, matches: &ArgMatches) -> Result<()> {
    let (limit, after) = latest::part(matches);
    let filter = Filter { noun: matches.get_one::<String>("noun").cloned(), limit, after };
    let database = app.database().await?;
    let (batches, runs) = database
        .read(async |transaction| {
            Ok((batch::list(transaction, &filter).await?, runs::list(transaction).await?))
        })
        .await?;
    let usual: Vec<_> = HEADINGS[..LISTED].iter().map(|heading| heading.name).collect();
    let records: Vec<_> = batches.iter().map(|batch| batch.record.clone()).collect();
    latest::write(app, matches, &HEADINGS, &usual, &records, "batches")?;
    for run in runs.iter().filter(|run| !run.applied) {
        let state = if run.alive { "is under way" } else { "was cut off, and nothing of it was applied" };
        let rows = if run.rows == 0 { String::new() } else { format!(" {} rows", run.rows) };
        app.talk.say(&format!("{} {state}: {}{rows}", run.title(), run.step));
    }
    latest::tell_of_more(app, matches, &records);
    Ok(())
}
