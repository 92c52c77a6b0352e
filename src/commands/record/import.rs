//! `ct NOUN import`

use std::path::PathBuf;

use anyhow::Result;
use clap::{Arg, ArgAction, ArgGroup, ArgMatches, Command};

use super::file::{self, Needs};
use super::foreign;
use super::import_flags::{mapping_flags, no_wait, park, plan_flags, reject_flags};
use super::importing::{self, Importing, Tell};
use crate::commands::app::{App, progress_flag, progress_style};
use crate::commands::{passwords, paused};
use crate::db::{Database, status};
use crate::noun::Noun;
use crate::noun::stage::{Generate, Passwords, Request};
use crate::paused::import::{Details, Parking};
use crate::plan;

/// The command.
pub(crate) fn command(noun: &'static Noun) -> Command {
    let columns: Vec<_> = noun
        .writable()
        .map(|column| {
            format!(
                "  {:<14} {}{}",
                column.name,
                column.help,
                if column.required { " (required)" } else { "" }
            )
        })
        .collect();
    let command = Command::new("import")
        .about(format!("Adds and changes {} from a CSV file: all of it or nothing, unless told otherwise", noun.plural))
        .arg(
            Arg::new("file")
                .value_name("FILE")
                .required_unless_present("template")
                .help("The file, or the folder that a preset finds it in; - is standard input"),
        )
        .args(mapping_flags())
        .args(plan_flags())
        .group(ArgGroup::new("plan").args(["dry-run", "plan-out"]).multiple(true))
        .args(reject_flags())
        .args([
            park(),
            no_wait(),
            Arg::new("on-conflict")
                .long("on-conflict")
                .value_name("WHAT")
                .value_parser(["update", "skip", "fail"])
                .default_value("update")
                .help(format!("What to do with {} that exist already", noun.plural)),
            Arg::new("template")
                .long("template")
                .action(ArgAction::SetTrue)
                .conflicts_with("file")
                .help("Print an empty file with every column, and do nothing"),
            progress_flag(),
        ])
        .after_help(format!(
            "Columns:\n{}\n\nAn absent column and an empty cell leave the field as it is; NULL empties it. Lists in a \
             cell are separated by ;. Errors are told all at once, by line and column, and then nothing is written, \
             unless --partial says so. Every import is a batch: ct batch list shows them, ct batch undo undoes one.",
            columns.join("\n")
        ));
    if noun.name == "user" { passwords::import_flags(command) } else { command }
}

/// Imports.
pub(crate) async fn run(app: &App, noun: &'static Noun, matches: &ArgMatches) -> Result<()> {
    if matches.get_flag("template") {
        let names: Vec<_> = noun.writable().map(|column| column.name).collect();
        return crate::commands::write_line(&names.join(","));
    }
    start(app, noun, matches, None).await
}

/// Imports the corrected rows of a parked import: the number of the paused operation, and what is kept of it if rows are left
/// out again.
pub(crate) async fn resume(
    app: &App,
    noun: &'static Noun,
    matches: &ArgMatches,
    parked: (i64, Details),
) -> Result<()> {
    start(app, noun, matches, Some(parked)).await
}

async fn start(
    app: &App,
    noun: &'static Noun,
    matches: &ArgMatches,
    resumed: Option<(i64, Details)>,
) -> Result<()> {
    refuse_one_file_for_two(matches)?;
    let name = matches.get_one::<String>("file").cloned().unwrap_or_default();
    let section = foreign::section(app, noun, matches)?;
    let database = app.database().await?;
    let passwords = if noun.name == "user" { passwords::of_import(app, matches)? } else { Passwords::none() };
    let needs = Needs { generates: passwords.generate != Generate::Nobody, password: false };
    let file = file::open(app, noun, &name, section.as_ref(), needs, matches).await?;
    let mut request = file.request(app, noun, passwords, matches);
    request.parking = match (resumed, &request.rejects) {
        (Some((id, details)), _) => Parking::Resume { id, details },
        (None, Some(rejects)) if matches.get_flag("park") => {
            Parking::Park(paused::details(noun, &request.source, rejects, matches))
        }
        (None, _) => Parking::None,
    };
    let plan = match matches.get_one::<PathBuf>("plan-out") {
        Some(path) => Some(begin_plan(app, &database, &request, path).await?),
        None => None,
    };
    let (portions, reading) = file.read(&database, &request).await?;
    let importing = Importing {
        request,
        portions,
        reading: Some(reading),
        progress: progress_style(matches),
        plan,
        detailed_exit: matches.get_flag("detailed-exitcode"),
        tell: Tell::Import,
    };
    importing::run(app, &database, importing).await
}

/// What is written goes to files of their own.
fn refuse_one_file_for_two(matches: &ArgMatches) -> crate::Result<()> {
    let mut told: Vec<(&str, &PathBuf)> = Vec::new();
    for flag in ["rejects", "plan-out", "passwords-out", "passwords-dir"] {
        let Some(path) = matches.try_get_one::<PathBuf>(flag).ok().flatten() else { continue };
        if let Some((other, _)) = told.iter().find(|(_, other)| *other == path) {
            return Err(crate::Error::usage(
                format!("--{other} and --{flag} name the same file, {}", path.display()),
                "name another one",
            ));
        }
        told.push((flag, path));
    }
    Ok(())
}

/// Begins the file of a plan. It holds no passwords, so there must be none to save.
pub(crate) async fn begin_plan(
    app: &App,
    database: &Database,
    request: &Request,
    path: &std::path::Path,
) -> Result<plan::Writer> {
    if request.columns.iter().any(|column| matches!(column.content, crate::noun::Content::Secret)) {
        return Err(crate::Error::usage(
            "a plan holds no passwords, and this file has a column of them",
            "leave it out with --ignore; ct apply takes --passwords-out",
        )
        .into());
    }
    let mut plan = plan::Writer::begin(path, request.operation.id)?;
    let instance = status::instance(database).await?;
    let made_by = request.operation.system_user.clone();
    let head =
        plan::Head::new(instance, request.noun, &request.columns, &request.source, app.clock.now(), made_by);
    plan.head(&head)?;
    Ok(plan)
}
