//! `ct apply`

use std::path::PathBuf;

use anyhow::Result;
use clap::{Arg, ArgAction, ArgMatches, Command, value_parser};

use super::app::{App, progress_flag, progress_style};
use super::passwords;
use super::record::import_flags::no_wait;
use super::record::importing::{self, Importing, Tell};
use crate::db::status;
use crate::noun::stage::{self, Conflict, Expectation, Goal, Passwords, Record, Request, Strictness};
use crate::plan::Saved;
use crate::user::LEAVER;
use crate::{Error, Kind};

/// The command.
pub(crate) fn command() -> Command {
    let command = Command::new("apply")
        .about("Does just what a saved plan says, or nothing if the database has moved on")
        .arg(
            Arg::new("plan")
                .value_name("PLAN")
                .required(true)
                .value_parser(value_parser!(PathBuf))
                .help("The file of ct NOUN import --plan-out"),
        )
        .args([
            Arg::new("dry-run")
                .long("dry-run")
                .action(ArgAction::SetTrue)
                .help("Show it, see whether it still holds, and do nothing"),
            no_wait(),
            progress_flag(),
        ])
        .after_help(
            "It is refused, with a list, if what it would create is there by now, or if what it would change has been \
             edited since in one of these fields, or taken out of use. What others have done elsewhere does not matter.",
        );
    passwords::apply_flags(command)
}

/// Applies.
pub(crate) async fn run(app: &App, matches: &ArgMatches) -> Result<()> {
    let Some(path) = matches.get_one::<PathBuf>("plan").cloned() else { return Ok(()) };
    let file = path.display().to_string();
    let saved = tokio::task::spawn_blocking(move || Saved::open(&path)).await??;
    let mut nouns = super::NOUNS.into_iter().chain([&LEAVER]);
    let noun = nouns.find(|noun| noun.name == saved.head.noun).ok_or_else(|| {
        Error::bad_input(
            format!("{file} is a plan for an unknown noun, {:?}", saved.head.noun),
            "make a new plan",
        )
    })?;
    let database = app.database().await?;
    if status::instance(&database).await? != saved.head.instance {
        return Err(Error::refused(
            format!("{file} is a plan for another database"),
            "apply it there (ct db url tells which one this is), or make a new plan",
        )
        .into());
    }
    let columns = saved.columns(noun)?;
    let request = Request {
        noun,
        columns: columns.clone(),
        positions: Vec::new(),
        conflict: Conflict::Update,
        operation: app.operation(),
        passwords: if noun.name == "user" { passwords::of_import(app, matches)? } else { Passwords::none() },
        goal: if matches.get_flag("dry-run") { Goal::Plan } else { Goal::Apply },
        strictness: Strictness::AllOrNothing,
        rejects: None,
        parking: crate::paused::import::Parking::None,
        expectation: Expectation::Exactly,
        record: Record::Batch { wait: !matches.get_flag("no-wait") },
        source: saved.head.source.clone(),
    };
    let lookups = stage::lookups(&database, &columns).await?;
    let portions = saved.rows(noun, columns, lookups);
    let importing = Importing {
        request,
        portions,
        reading: None,
        progress: progress_style(matches),
        plan: None,
        detailed_exit: false,
        tell: if noun.name == LEAVER.name { Tell::Leavers } else { Tell::Import },
    };
    importing::run(app, &database, importing).await.map_err(|error| moved(file, error))
}

/// What is wrong with a plan's rows was not so when it was made.
fn moved(file: String, error: anyhow::Error) -> anyhow::Error {
    match error.downcast::<Error>() {
        Ok(Error::BadRows { problems, .. }) => {
            let mut lines: Vec<_> = problems.iter().map(|problem| problem.line).collect();
            lines.dedup();
            Error::Moved { file, total: lines.len() as u64, problems }.into()
        }
        Ok(error) => {
            debug_assert!(error.kind() != Kind::BadInput || !matches!(error, Error::BadRows { .. }));
            error.into()
        }
        Err(error) => error,
    }
}
