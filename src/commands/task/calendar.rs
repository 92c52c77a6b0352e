//! `ct task export --ics` and `ct task import --ics`

use std::io::{Cursor, Write};
use std::path::PathBuf;

use anyhow::Result;
use clap::{Arg, ArgAction, ArgMatches, Command};
use futures_util::TryStreamExt;
use sha2::{Digest, Sha256};
use tokio::sync::mpsc;

use super::{list, zone};
use crate::Error;
use crate::calendar::{self as ics, Form};
use crate::commands::app::{App, progress_style};
use crate::commands::record::import::begin_plan;
use crate::commands::record::importing::{self, Importing, Tell};
use crate::db::status;
use crate::noun::stage::{Conflict, Expectation, Goal, Passwords, Portion, Record, Request, Strictness};
use crate::noun::{List, Page, Sort};
use crate::output::{CannotWrite, standard_output};
use crate::task::TASK;
use crate::task::calendar::{self, Back};

/// What stands over the flags.
const HEADING: &str = "Calendars";
/// How many titles are told of what is not known.
const TOLD: usize = 5;

/// `export`, with the flags for calendars.
pub(super) fn exporting(command: Command) -> Command {
    command.args([
        Arg::new("ics")
            .long("ics")
            .action(ArgAction::SetTrue)
            .conflicts_with_all(["columns", "raw", "preset", "set"])
            .help("Write a calendar (iCalendar), with the day on which each is due")
            .help_heading(HEADING),
        Arg::new("as")
            .long("as")
            .value_name("WHAT")
            .value_parser(["todos", "events"])
            .default_value("todos")
            .requires("ics")
            .help("As tasks, or as events of a whole day, for calendars that show no tasks")
            .help_heading(HEADING),
    ])
    .after_help(
        "All of every status are written, unless --status or another filter says otherwise; when you are logged in, those that \
         are for you or that you take part in, unless --everybody, --for or --by says otherwise.\n\n\
         ct task export --ics --status open > tasks.ics",
    )
}

/// `import`, with the flags for calendars.
pub(super) fn importing(command: Command) -> Command {
    command.args([
        Arg::new("ics")
            .long("ics")
            .action(ArgAction::SetTrue)
            .conflicts_with_all([
                "template", "preset", "map", "set", "ignore", "ignore-other", "delimiter", "encoding", "rejects",
                "max-errors",
            ])
            .help(
                "The file comes from a calendar: take over due dates that were changed there, and what was completed; what \
                 ct task export --ics has not written is told and left alone",
            )
            .help_heading(HEADING),
        Arg::new("time-zone")
            .long("time-zone")
            .value_name("NAME")
            .requires("ics")
            .help("Where a time of the day becomes a day: Europe/Berlin; as this machine has it unless told otherwise")
            .help_heading(HEADING),
    ])
}

/// Writes a calendar to standard output, task by task.
pub(super) async fn export(app: &App, matches: &ArgMatches) -> Result<()> {
    if app.format_is_told {
        return Err(
            Error::usage("a calendar has a form of its own", "leave out -o, or leave out --ics").into()
        );
    }
    let form = match matches.get_one::<String>("as").map(String::as_str) {
        Some("events") => Form::Events,
        _ => Form::Todos,
    };
    let database = app.database().await?;
    let instance = status::instance(&database).await?;
    let columns = calendar::columns()?;
    let without_day = std::cell::Cell::new(0);
    let written = database
        .read_once(async |transaction| {
            let filters = list::told(transaction, matches, false, app.clock.now()).await?;
            let sort = Sort { column: None, descending: false };
            let list = List { noun: &TASK, columns, filters, sort, page: Page::default() };
            let headings = list.headings();
            let mut out = standard_output();
            let mut write = |text: &str| out.write_all(text.as_bytes()).map_err(CannotWrite::from);
            let mut written = write(&ics::opening(None));
            let mut records = std::pin::pin!(list.stream(transaction).await?);
            while let (Ok(()), Some(record)) = (&written, records.try_next().await?) {
                match calendar::entry(&record, &headings, instance)?.component(form)? {
                    Some(text) => written = write(&text),
                    None => without_day.set(without_day.get() + 1),
                }
            }
            written = written.and_then(|()| write(ics::CLOSING));
            Ok(written.and_then(|()| out.flush().map_err(CannotWrite::from)))
        })
        .await?;
    written?;
    if without_day.get() > 0 {
        app.talk.say(&format!("{} without a due date are left out: they are no events", without_day.get()));
    }
    Ok(())
}

/// Takes over what comes back from a calendar.
pub(super) async fn import(app: &App, matches: &ArgMatches) -> Result<()> {
    let name = matches.get_one::<String>("file").cloned().unwrap_or_default();
    let shown = if name == "-" { "standard input".to_owned() } else { name.clone() };
    let zone = zone::told(matches.get_one::<String>("time-zone"), &app.environment)?;
    let database = app.database().await?;
    let (contents, digest) = tokio::task::spawn_blocking(move || read(&name, zone)).await??;
    let instance = status::instance(&database).await?;
    let mut back = calendar::rows(&database, contents, instance).await?;
    back.report.digest = Some(digest);
    tell(app, &shown, &back);
    let request = request(app, matches, shown)?;
    let plan = match matches.get_one::<PathBuf>("plan-out") {
        Some(path) => Some(begin_plan(app, &database, &request, path).await?),
        None => None,
    };
    let (sender, portions) = mpsc::channel(2);
    for portion in [Portion::Rows(back.rows), Portion::End(Ok(Box::new(back.report)))] {
        sender.try_send(portion).map_err(|_| Error::Fault("the rows found no room".to_owned()))?;
    }
    let importing = Importing {
        request,
        portions,
        reading: None,
        progress: progress_style(matches),
        plan,
        detailed_exit: matches.get_flag("detailed-exitcode"),
        tell: Tell::Import,
    };
    importing::run(app, &database, importing).await
}

/// Reads a file, and takes its digest.
fn read(name: &str, zone: ics::Tz) -> crate::Result<(ics::Contents, [u8; 32])> {
    let refused = |cause: std::io::Error| Error::file("read", name, cause);
    let mut bytes = Vec::new();
    std::io::Read::read_to_end(&mut crate::csv_io::open(name)?, &mut bytes).map_err(refused)?;
    let digest = Sha256::digest(&bytes).into();
    Ok((ics::read(Cursor::new(bytes), zone).map_err(refused)?, digest))
}

fn request(app: &App, matches: &ArgMatches, source: String) -> crate::Result<Request> {
    let is_plan = matches.get_flag("dry-run") || matches.contains_id("plan-out");
    Ok(Request {
        noun: &TASK,
        columns: calendar::columns_back()?,
        conflict: Conflict::MustExist,
        operation: app.operation(),
        passwords: Passwords::none(),
        goal: if is_plan { Goal::Plan } else { Goal::Apply },
        strictness: if matches.get_flag("partial") {
            Strictness::Partial(None)
        } else {
            Strictness::AllOrNothing
        },
        rejects: None,
        expectation: Expectation::None,
        parking: crate::paused::import::Parking::None,
        record: Record::Batch { wait: !matches.get_flag("no-wait") },
        source,
        positions: Vec::new(),
    })
}

/// Says what is left alone.
fn tell(app: &App, shown: &str, back: &Back) {
    if !back.unknown.is_empty() {
        let mut titles = back.unknown.iter().take(TOLD).cloned().collect::<Vec<_>>().join(", ");
        if back.unknown.len() > TOLD {
            titles.push_str(", …");
        }
        let number = back.unknown.len();
        let (is_none, is) =
            if number == 1 { ("entry is no task", "is") } else { ("entries are no tasks", "are") };
        app.talk
            .say(&format!("{shown}: {number} {is_none} that you see here, and {is} left alone: {titles}"));
    }
    if back.single_days > 0 {
        app.talk.say(&format!(
            "{shown}: {} for a single day of a series are left alone: a task has one due date, and the next one comes when it is \
             completed",
            back.single_days
        ));
    }
}
