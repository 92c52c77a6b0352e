//! `ct report orphans`

use anyhow::Result;
use clap::{Arg, ArgAction, ArgMatches, Command};

use super::writing::{self, Columns, Writing, text};
use crate::Error;
use crate::commands::app::App;
use crate::commands::record::list::paging;
use crate::db::Transaction;
use crate::output::{Chart, Format, Tally, standard_output};
use crate::record::Record;
use crate::report::{self, HEADINGS, KINDS};

/// In a table, where the last ones are left out if it is narrow, what to do comes before what it tells as well.
const USUAL: [&str; 7] = ["kind", "id", "what", "todo", "held_by", "organization", "inactive_since"];

/// The command.
pub(super) fn command() -> Command {
    let [limit, _] = paging();
    Command::new("orphans")
        .about("Lists open work of those who have gone: its holders are inactive, or the supervisor is")
        .arg(
            Arg::new("kind")
                .long("kind")
                .value_name("KINDS")
                .value_delimiter(',')
                .action(ArgAction::Append)
                .value_parser(KINDS)
                .help("Only these kinds"),
        )
        .args([writing::exitcode_flag("are any"), writing::columns(&HEADINGS), limit])
        .after_help(
            "case: a case assignment that is open. unassigned: a client whose case manager has left, and who has no other. task: an open task that is for, owned by or assigned to somebody who is \
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
            "name one kind: --kind case, unassigned, task, abandoned-task, paused or staff",
        )
        .into());
    }
    let limit = matches.get_one::<u32>("limit").copied();
    let database = app.database().await?;
    let read = async |transaction: &Transaction<'_>| {
        let filters = [
            ("kind", kinds.as_ref().map(|kinds| kinds.join(","))),
            ("limit", limit.map(|limit| limit.to_string())),
        ];
        let what =
            ("Orphans", "Open work of those who have gone, and staff whose supervisor has.", "orphans");
        let about = writing::about(app, transaction, what, &filters).await?;
        Ok((report::orphans(transaction, kinds.as_deref(), limit).await?, about))
    };
    let (orphans, about) = database.read(read).await?;
    let columns = Columns::of(app, matches, &HEADINGS, &USUAL, &USUAL);
    let mut out = standard_output();
    let mut writing = Writing::begin(app, &columns, &mut out)?;
    for orphan in &orphans {
        writing.row(orphan)?;
    }
    writing.end(&about, &charts(&orphans))?.tell(app, "orphans");
    if app.format == Format::Table && !orphans.is_empty() {
        app.talk.say(&summary(&orphans));
    }
    if limit.is_some_and(|limit| u64::from(limit) == orphans.len() as u64) {
        app.talk.say("there may be more: a higher --limit, or one --kind, shows them");
    }
    if matches.get_flag("detailed-exitcode") && !orphans.is_empty() {
        app.end_with(10);
    }
    Ok(())
}

fn charts(orphans: &[Record]) -> [Chart; 3] {
    let (mut kinds, mut organizations, mut holders) = (Tally::of(&KINDS), Tally::default(), Tally::default());
    for orphan in orphans {
        kinds.count(&text(orphan, &HEADINGS, "kind", "-"));
        organizations.count(&text(orphan, &HEADINGS, "organization", "without"));
        holders.count(&text(orphan, &HEADINGS, "held_by", "out of sight"));
    }
    [
        kinds.in_order("Orphans by kind"),
        organizations.most_first("By organization"),
        holders.most_first("Who held it"),
    ]
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
    let count = |kind| orphans.iter().filter(|orphan| orphan.values[0].as_text() == kind).count() as u64;
    let told = KINDS.iter().map(|kind| (kind, count(*kind))).filter(|(_, number)| *number > 0);
    told.map(|(kind, number)| report::counted(kind, number)).collect::<Vec<_>>().join(", ")
}
