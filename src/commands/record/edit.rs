//! `ct NOUN edit`

use anyhow::Result;
use clap::{Arg, ArgMatches, Command};

use super::flags;
use crate::Error;
use crate::commands::app::App;
use crate::commands::{named, task};
use crate::db::Database;
use crate::noun::one::{self, Cells, Manner, One};
use crate::noun::stage::{Outcome, Passwords};
use crate::noun::{Found, Noun};
use crate::output::{Format, side_for_people};
use crate::record::{Heading, Record};

/// The command.
pub(crate) fn command(noun: &'static Noun) -> Command {
    Command::new("edit")
        .about(format!("Changes {}", noun.one()))
        .arg(named::argument(noun))
        .args(flags::of_columns(flags::editable(noun)))
        .arg(dry_run())
        .after_help("An empty text empties a field: --phone ''.")
}

/// To see what would change.
pub(crate) fn dry_run() -> Arg {
    Arg::new("dry-run")
        .long("dry-run")
        .action(clap::ArgAction::SetTrue)
        .help("Show what would change, and change nothing")
}

/// Changes one.
pub(crate) async fn run(app: &App, noun: &'static Noun, matches: &ArgMatches) -> Result<()> {
    let mut cells = flags::cells(flags::editable(noun), matches);
    if cells.is_empty() {
        return Err(Error::usage(
            "nothing is told to change",
            format!("ct {} edit --help lists the flags", noun.name),
        )
        .into());
    }
    let database = app.database().await?;
    let existing = named::to_change(app, &database, noun, matches).await?;
    named::resolve_supervisor(app, &database, noun, &mut cells).await?;
    write(app, &database, (noun, existing), cells, matches, Manner::Edit).await
}

/// Changes one and tells what came of it; as a supervisor, who may edit less.
pub(crate) async fn write(
    app: &App,
    database: &Database,
    (noun, existing): (&'static Noun, Found),
    cells: Cells,
    matches: &ArgMatches,
    manner: Manner,
) -> Result<()> {
    let id = existing.id;
    let shown = named::shown(noun, &existing);
    let label = existing.label.clone();
    let dry_run = matches.get_flag("dry-run");
    let outcome = one::write(
        database,
        One {
            noun,
            cells,
            existing: Some(existing),
            password: None,
            passwords: Passwords::none(),
            operation: app.operation(),
            dry_run,
            manner,
        },
    )
    .await?;
    if dry_run && app.format == Format::Table {
        return show_changes(app, &outcome, &shown);
    }
    if dry_run {
        return super::outcome::show_one(app, &outcome);
    }
    let word = if outcome.change > 0 { "changed" } else { "unchanged:" };
    app.talk.say(&format!("{word} {shown}"));
    outcome.followed.iter().for_each(|next| app.talk.say(&task::followed(&next.followed)));
    named::show_changed(app, noun, id, &label, outcome.change > 0)
}

/// What would change of one thing, for people: there are no lines to speak of.
fn show_changes(app: &App, outcome: &Outcome, which: &str) -> Result<()> {
    if outcome.change == 0 {
        app.talk.say(&format!("{which} would stay as it is"));
        return Ok(());
    }
    let headings = ["Field", "From", "To"].map(|title| Heading::new(title, title));
    let fields = outcome.planned.iter().filter_map(|row| row.change.as_object()).flatten();
    let records: Vec<_> = fields
        .map(|(field, change)| {
            let side = |at: usize| side_for_people(&change[at]).into();
            Record { id: 0, values: vec![field.as_str().into(), side(0), side(1)] }
        })
        .collect();
    app.list(&headings, &records, "changes", true)?;
    app.talk.say(&format!("{which} would change; nothing was done"));
    Ok(())
}
