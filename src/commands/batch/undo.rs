//! `ct batch undo`

use anyhow::Result;
use clap::{Arg, ArgAction, ArgMatches, Command};

use super::{argument, told};
use crate::Error;
use crate::batch::{self, Left, Undo, Undone};
use crate::commands::app::App;
use crate::commands::record::import_flags::no_wait;
use crate::output::{Format, Page};
use crate::prompt::Prompt;
use crate::record::{Heading, Record, Value};

/// The command.
pub(crate) fn command() -> Command {
    Command::new("undo")
        .about("Undoes a batch: takes what it created out of use, and puts back what it changed")
        .arg(argument())
        .args([
            Arg::new("dry-run")
                .long("dry-run")
                .action(ArgAction::SetTrue)
                .help("Show what would be done, and do nothing"),
            no_wait(),
        ])
        .after_help(
            "What has been edited since is kept as it is. Users that it created are deactivated, tasks are cancelled; nothing is deleted. \
             Passwords that it replaced cannot be put back. The undoing is itself a batch, and can be undone.\n\n\
             Ends with 0 if all of it is undone, with 4 if some was kept or failed, with 1 if nothing could be undone.",
        )
}

/// Undoes.
pub(crate) async fn run(app: &App, matches: &ArgMatches) -> Result<()> {
    let id = told(matches);
    let dry_run = matches.get_flag("dry-run");
    let database = app.database().await?;
    let found = database.read(async |transaction| batch::find(transaction, id).await).await?;
    if !dry_run && !app.yes && found.state != "undone" {
        let question = if found.noun == crate::user::LEAVER.name {
            format!("Undo batch {id}, the leaving of {}?", found.source)
        } else {
            format!("Undo batch {id}, the import of {}?", found.source)
        };
        if !Prompt::instead_of("--yes").confirm(&question)? {
            return Err(Error::unconfirmed("nothing was undone", "look at it: ct batch show").into());
        }
    }
    let undo = Undo {
        nouns: &super::super::NOUNS,
        batch: id,
        operation: app.operation(),
        wait: !matches.get_flag("no-wait"),
        dry_run,
    };
    let undone = batch::undo(&database, undo).await?;
    show(app, &undone)?;
    if let Some(by) = undone.already_by {
        app.talk.say(&format!("batch {id} is undone already, by batch {by}"));
        return Ok(());
    }
    let left = undone.kept.len() + undone.failed.len();
    let (word, end) = if dry_run { ("would be ", "; nothing was done") } else { ("", "") };
    let number = undone.batch.map_or_else(String::new, |batch| format!(" (batch {batch})"));
    let already = if undone.already > 0 { format!(", {} so already", undone.already) } else { String::new() };
    app.talk.say(&format!(
        "batch {id}: {word}{} undone, {} kept, {} failed{already}{end}{number}",
        undone.undone,
        undone.kept.len(),
        undone.failed.len()
    ));
    match (left, undone.undone) {
        _ if dry_run => Ok(()),
        (0, _) => Ok(()),
        (_, 0) => Err(Error::refused(
            format!("nothing {}of batch {id} could be undone", if undone.already > 0 { "more " } else { "" }),
            "the list tells why; what is still to be changed is changed by its own commands, such as ct user edit",
        )
        .into()),
        _ => Err(Error::Partial {
            message: format!("batch {id} is not wholly undone"),
            hint: Some("the list tells what was kept or failed, and why; its own commands change it, such as ct user edit".to_owned()),
        }
        .into()),
    }
}

/// Shows what was left as it is, and why.
fn show(app: &App, undone: &Undone) -> Result<()> {
    let headings =
        [Heading::new("result", "Result"), Heading::new("key", "Which"), Heading::new("why", "Why")];
    let record = |result: &str, left: &Left| Record {
        id: 0,
        values: vec![result.into(), left.key.as_str().into(), left.why.as_str().into()],
    };
    let kept = undone.kept.iter().map(|left| record("kept", left));
    let failed = undone.failed.iter().map(|left| record("failed", left));
    let records: Vec<_> = kept.chain(failed).collect();
    if app.format == Format::Table {
        if records.is_empty() {
            return Ok(());
        }
        return app.list(&headings, &records, "rows", true);
    }
    if !app.format.is_json() {
        return app.list(&headings, &records, "rows", true);
    }
    let count = |number: usize| Value::Number(i64::try_from(number).unwrap_or(i64::MAX));
    let rows = records.iter().map(|record| serde_json::to_value(record.under(&headings)));
    let rows = rows.collect::<std::result::Result<Vec<_>, _>>()?;
    let page = Page::new(undone.batch.unwrap_or_default())
        .field(Heading::new("undone", "Undone"), count(usize::try_from(undone.undone).unwrap_or(usize::MAX)))
        .field(Heading::new("kept", "Kept"), count(undone.kept.len()))
        .field(Heading::new("failed", "Failed"), count(undone.failed.len()))
        .field(
            Heading::new("already", "So already"),
            count(usize::try_from(undone.already).unwrap_or(usize::MAX)),
        )
        .field(Heading::new("batch", "Batch"), undone.batch)
        .field(Heading::new("already_undone_by", "Already undone by"), undone.already_by)
        .field(Heading::new("rows", "Rows"), serde_json::Value::Array(rows));
    app.page(&page)
}
