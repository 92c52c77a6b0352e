//! `ct NOUN import`

use std::fs::Metadata;
use std::path::PathBuf;

use anyhow::Result;
use clap::{Arg, ArgAction, ArgGroup, ArgMatches, Command};

use super::foreign;
use super::import_flags::{mapping_flags, no_wait, plan_flags, reject_flags};
use super::importing::{self, Importing, Reading};
use crate::commands::app::{App, progress_flag, progress_style};
use crate::commands::passwords;
use crate::csv_io::{self, Cells, Mapping};
use crate::db::{Database, status};
use crate::noun::Noun;
use crate::noun::stage::{
    self, Conflict, Expectation, Generate, Goal, Passwords, Record, Request, Strictness,
};
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
    let name = matches.get_one::<String>("file").cloned().unwrap_or_default();
    let section = foreign::section(app, noun, matches)?;
    let database = app.database().await?;
    let foreign::Input { name, shown, path } = foreign::Input::find(&name, section.as_ref())?;
    let passwords = if noun.name == "user" { passwords::of_import(app, matches)? } else { Passwords::none() };
    let mut options = options(shown.clone(), passwords.generate != Generate::Nobody, matches);
    let size = path.as_ref().and_then(|path| path.metadata().ok()).filter(Metadata::is_file);
    let size = size.map(|about| about.len());
    options.path = path;
    options.mapping.layout = foreign::layout(section.as_ref());
    // On a thread of its own: standard input may keep us waiting, and Ctrl-C shall be heard meanwhile.
    let file = tokio::task::spawn_blocking(move || csv_io::File::begin(noun, csv_io::open(&name)?, options))
        .await??;
    if file.delimiter != b',' && !matches.contains_id("delimiter") {
        let word = if file.delimiter == b';' { "semicolons" } else { "tabs" };
        app.talk.say(&format!("{shown}: the columns are separated by {word}"));
    }
    let request = request(app, noun, &file, passwords, shown, matches);
    let plan = match matches.get_one::<PathBuf>("plan-out") {
        Some(path) => Some(begin_plan(app, &database, &request, path).await?),
        None => None,
    };
    let lookups = stage::lookups(&database, &request.columns).await?;
    let bytes = size.map(|size| (file.bytes_read(), size));
    let remarks = file.remarks();
    let (portions, rows) = stage::read(file, lookups);
    let importing = Importing {
        request,
        portions,
        reading: Some(Reading { rows, bytes, remarks }),
        progress: progress_style(matches),
        plan,
        detailed_exit: matches.get_flag("detailed-exitcode"),
    };
    importing::run(app, &database, importing).await
}

fn request(
    app: &App,
    noun: &'static Noun,
    file: &csv_io::File,
    passwords: Passwords,
    source: String,
    matches: &ArgMatches,
) -> Request {
    let is_plan = matches.get_flag("dry-run") || matches.contains_id("plan-out");
    Request {
        noun,
        columns: file.columns(),
        positions: file.positions(),
        conflict: match matches.get_one::<String>("on-conflict").map(String::as_str) {
            Some("skip") => Conflict::Skip,
            Some("fail") => Conflict::Fail,
            _ => Conflict::Update,
        },
        operation: app.operation(),
        passwords,
        goal: if is_plan { Goal::Plan } else { Goal::Apply },
        strictness: if matches.get_flag("partial") {
            Strictness::Partial(matches.get_one::<u64>("max-errors").copied())
        } else {
            Strictness::AllOrNothing
        },
        rejects: matches.get_one::<PathBuf>("rejects").cloned(),
        expectation: Expectation::None,
        record: Record::Batch { wait: !matches.get_flag("no-wait") },
        source,
    }
}

/// Begins the file of a plan. It holds no passwords, so there must be none to save.
async fn begin_plan(
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

fn options(name: String, generates: bool, matches: &ArgMatches) -> csv_io::Options {
    let pairs = |flag: &str| {
        matches.get_many::<(String, String)>(flag).map(|pairs| pairs.cloned().collect()).unwrap_or_default()
    };
    let mapping = Mapping {
        map: pairs("map"),
        set: pairs("set"),
        ignore: matches
            .get_many::<String>("ignore")
            .map(|names| names.cloned().collect())
            .unwrap_or_default(),
        ignore_other: matches.get_flag("ignore-other"),
        layout: None,
    };
    csv_io::Options {
        path: None,
        encoding: foreign::told_encoding(matches),
        delimiter: matches.get_one::<u8>("delimiter").copied(),
        mapping,
        null: matches.get_one::<String>("null").cloned().unwrap_or_default(),
        name,
        keep: matches
            .contains_id("rejects")
            .then(|| if matches.get_flag("raw") { Cells::Raw } else { Cells::Guarded }),
        most_bad: matches.get_one::<u64>("max-errors").copied(),
        generates,
    }
}
