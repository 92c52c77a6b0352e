//! `ct report orphans`

use anyhow::Result;
use clap::{Arg, ArgAction, ArgMatches, Command};

use crate::Error;
use crate::commands::app::App;
use crate::commands::latest;
use crate::output::Format;
use crate::record::Record;
use crate::report::{self, HEADINGS, KINDS};

/// In a table, where the last ones are left out if it is narrow, what to do comes before what it tells as well.
const USUAL: [&str; 7] = ["kind", "id", "what", "todo", "held_by", "organization", "inactive_since"];

/// The command.
pub(super) fn command() -> Command {
    let [columns, ..] = latest::flags(&HEADINGS);
    Command::new("orphans")
        .about("Lists open work of those who have gone: its holders are inactive, or the supervisor is")
        .args([
            Arg::new("kind")
                .long("kind")
                .value_name("KINDS")
                .value_delimiter(',')
                .action(ArgAction::Append)
                .value_parser(KINDS)
                .help("Only these kinds"),
            Arg::new("detailed-exitcode")
                .long("detailed-exitcode")
                .action(ArgAction::SetTrue)
                .help("End with 10 if there are any, with 0 if there are none"),
        ])
        .arg(columns)
        .after_help(
            "case: a case assignment that is open. task: an open task that is for, owned by or assigned to somebody who is \
             inactive. abandoned-task: nobody who takes part in it is active. paused: something that is parked. staff: \
             somebody whose supervisor is inactive.\n\n\
             ct report orphans --kind case,staff --detailed-exitcode",
        )
}

/// Lists.
pub(super) async fn run(app: &App, matches: &ArgMatches) -> Result<()> {
    let kinds: Option<Vec<String>> = matches.get_many::<String>("kind").map(|kinds| kinds.cloned().collect());
    if app.format == Format::Id && !is_one_noun(kinds.as_deref()) {
        return Err(Error::usage(
            "ids alone do not tell of what they are",
            "name one kind: --kind case, task, abandoned-task, paused or staff",
        )
        .into());
    }
    let database = app.database().await?;
    let orphans =
        database.read(async |transaction| report::orphans(transaction, kinds.as_deref()).await).await?;
    latest::write(app, matches, &HEADINGS, &USUAL, &orphans, "orphans")?;
    if app.format == Format::Table && !orphans.is_empty() {
        app.talk.say(&summary(&orphans));
    }
    if matches.get_flag("detailed-exitcode") && !orphans.is_empty() {
        app.end_with(10);
    }
    Ok(())
}

/// Whether all that is asked for has numbers of one sort.
fn is_one_noun(kinds: Option<&[String]>) -> bool {
    let of_a_task = |kind: &String| kind.ends_with("task");
    match kinds {
        None | Some([]) => false,
        Some([first, others @ ..]) => {
            others.iter().all(|other| other == first || of_a_task(other) && of_a_task(first))
        }
    }
}

/// `2 cases, 1 staff`.
fn summary(orphans: &[Record]) -> String {
    let count = |kind: &str| orphans.iter().filter(|orphan| orphan.values[0].as_text() == kind).count();
    let told = KINDS.iter().map(|kind| (count(kind), kind)).filter(|(number, _)| *number > 0);
    let told: Vec<_> = told.map(|(number, kind)| format!("{number} {kind}")).collect();
    told.join(", ")
}
