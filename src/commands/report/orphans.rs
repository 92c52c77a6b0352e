//! `ct report orphans`

use anyhow::Result;
use clap::{Arg, ArgAction, ArgMatches, Command};

use crate::commands::app::App;
use crate::commands::latest;
use crate::output::Format;
use crate::record::Record;
use crate::report::{self, HEADINGS, KINDS};

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
    let database = app.database().await?;
    let orphans =
        database.read(async |transaction| report::orphans(transaction, kinds.as_deref()).await).await?;
    let all: Vec<_> = HEADINGS.iter().map(|heading| heading.name).collect();
    latest::write(app, matches, &HEADINGS, &all, &orphans, "orphans")?;
    if app.format == Format::Table && !orphans.is_empty() {
        app.talk.say(&summary(&orphans));
    }
    if matches.get_flag("detailed-exitcode") && !orphans.is_empty() {
        app.end_with(10);
    }
    Ok(())
}

/// `2 cases, 1 staff`.
fn summary(orphans: &[Record]) -> String {
    let count = |kind: &str| orphans.iter().filter(|orphan| orphan.values[0].as_text() == kind).count();
    let told = KINDS.iter().map(|kind| (count(kind), kind)).filter(|(number, _)| *number > 0);
    let told: Vec<_> = told.map(|(number, kind)| format!("{number} {kind}")).collect();
    told.join(", ")
}
