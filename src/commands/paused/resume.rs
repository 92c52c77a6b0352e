//! `ct paused resume`: an import of `ct` goes on with its corrected rows; of what is another system's it is kept that it goes
//! on.

use std::path::Path;

use anyhow::Result;
use clap::{Arg, ArgGroup, ArgMatches, Command};

use super::keep::{self, whole};
use super::settle::mark;
use crate::Error;
use crate::commands::app::App;
use crate::commands::named;
use crate::commands::record::import;
use crate::db::Database;
use crate::noun::Found;
use crate::paused::import::{Details, Kept, details};
use crate::paused::{PAUSED, Settle};
use crate::prompt::Prompt;
use crate::user::USER;

/// What is settled for who goes on.
const SETTLED: [&str; 6] = ["file", "template", "park", "partial", "max-errors", "on-conflict"];

fn flags() -> Vec<Arg> {
    let import = import::command(&USER);
    import.get_arguments().filter(|flag| !SETTLED.contains(&flag.get_id().as_str())).cloned().collect()
}

/// The command.
pub(super) fn command() -> Command {
    Command::new("resume")
        .about("Goes on with what was parked: imports the corrected rows, or marks a workflow as resumed")
        .arg(named::argument(&PAUSED))
        .arg(
            Arg::new("file")
                .value_name("FILE")
                .help("Of a parked import: the corrected rows; the file of the rejected rows unless told otherwise"),
        )
        .args(flags())
        .group(ArgGroup::new("plan").args(["dry-run", "plan-out"]).multiple(true))
        .group(ArgGroup::new("passwords-target").args(["passwords-out", "passwords-dir"]))
        .after_help(
            "The rows are read with the flags of the import that was parked; what is told here comes first. How passwords \
             are given is told anew. Of what somebody else has parked the file is named, and its flags are confirmed; --yes \
             does. If rows are rejected again, it stays parked and ends with 4: correct the same file, or \
             let --rejects write them to another. Other workflows live in the case-management system: they are only \
             marked.\n\nct paused resume 7 corrected.csv",
        )
}

/// Resumes.
pub(super) async fn run(app: &App, matches: &ArgMatches) -> Result<()> {
    let database = app.database().await?;
    let found = named::to_change(app, &database, &PAUSED, matches).await?;
    match details(&database, found.id).await? {
        Some(kept) => go_on(app, found.id, kept, matches).await,
        None => only_mark(app, &database, found, matches).await,
    }
}

async fn only_mark(app: &App, database: &Database, found: Found, matches: &ArgMatches) -> Result<()> {
    let typed = keep::typed(flags().iter(), matches);
    if let Some(what) = matches.get_one::<String>("file").or(typed.first()) {
        return Err(Error::usage(
            format!("{} is no import of ct, so {what} is not read", found.name),
            format!("ct paused resume {} marks it", found.id),
        )
        .into());
    }
    mark(app, database, &[found], Settle::Resume).await?;
    app.talk.say("it is only marked here: go on with it in the case-management system");
    Ok(())
}

/// Somebody else's flags may give rights, and in their file may be rows that nobody has looked at: both take a word from
/// whoever goes on with it, by whose rights they count.
fn trust(app: &App, id: i64, details: &Details, matches: &ArgMatches) -> Result<()> {
    if !matches.contains_id("file") {
        return Err(Error::refused(
            format!("somebody else said where the rows of {id} are: {}", details.rejects),
            format!("look at them, and name the file: ct paused resume {id} FILE"),
        )
        .into());
    }
    if details.flags.is_empty() {
        return Ok(());
    }
    let flags = details.flags.join(" ");
    app.talk.say(&format!("somebody else parked it, and its {} rows are read with: {flags}", details.noun));
    if app.yes || Prompt::instead_of("--yes").confirm("Read them so?")? {
        return Ok(());
    }
    Err(Error::unconfirmed("nothing was imported", "import the file by itself, and cancel what is parked")
        .into())
}

async fn go_on(app: &App, id: i64, kept: Kept, matches: &ArgMatches) -> Result<()> {
    if !kept.is_own {
        trust(app, id, &kept.details, matches)?;
    }
    let details = kept.details;
    let noun = crate::NOUNS.into_iter().find(|noun| noun.name == details.noun).ok_or_else(|| {
        Error::Fault(format!("the paused operation {id} is an import of an unknown noun, {:?}", details.noun))
    })?;
    let file = match matches.get_one::<String>("file") {
        Some(file) => file.clone(),
        None => {
            if !Path::new(&details.rejects).exists() {
                return Err(Error::refused(
                    format!("{}, where the rejected rows were, is not there any more", details.rejects),
                    format!("name the file of the corrected rows: ct paused resume {id} FILE"),
                )
                .into());
            }
            app.talk.say(&format!("reading {}", details.rejects));
            details.rejects.clone()
        }
    };
    let words = keep::words(noun, &details, keep::typed(flags().iter(), matches), &file)?;
    let command = import::command(noun).no_binary_name(false);
    let import = command.try_get_matches_from(words).map_err(|cause| {
        let text = cause.to_string();
        let message = text.lines().next().unwrap_or_default().trim_start_matches("error: ").to_owned();
        Error::usage(
            message,
            format!("these are rows of the noun {}: ct {} import --help", noun.name, noun.name),
        )
    })?;
    let told = matches.get_one::<std::path::PathBuf>("rejects");
    let left = told.map_or_else(|| Path::new(&file).to_path_buf(), Clone::clone);
    // What came by standard input is nowhere.
    let rejects = if told.is_none() && file == "-" { details.rejects.clone() } else { whole(&left) };
    import::resume(app, noun, &import, (id, Details { rejects, ..details })).await
}
