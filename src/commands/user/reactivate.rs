//! `ct user reactivate`

use anyhow::Result;
use clap::{ArgMatches, Command};

use crate::Error;
use crate::commands::app::App;
use crate::commands::password::{reset, show};
use crate::commands::{named, passwords};
use crate::noun::one::{self, Manner, One};
use crate::output::Format;
use crate::record::{Heading, Record};
use crate::user::{USER, details, leaver};

/// What a leaver had.
const HEADINGS: [Heading; 4] = [
    Heading::new("kind", "Kind"),
    Heading::new("what", "Which"),
    Heading::new("name", "Name"),
    Heading::new("now_with", "Now with"),
];

/// The command.
pub(crate) fn command() -> Command {
    let command = Command::new("reactivate")
        .about("Takes a deactivated user into use again, with a new temporary password")
        .arg(named::argument(&USER))
        .arg(reset::hide());
    passwords::reset_flags(command).after_help(
        "Inactivity is counted from now on, and a scheduled end is gone. No old case or task comes back by itself: what they \
         had when they left is shown, with whom it is now. A second time changes nothing and says so. What ct user \
         deactivate did by mistake is undone by ct batch undo, which does give back.\n\n\
         ct user reactivate m.dang@example.org --readable --reason 'back from leave'",
    )
}

/// Reactivates.
pub(crate) async fn run(app: &App, matches: &ArgMatches) -> Result<()> {
    reset::require_hiding(matches)?;
    let database = app.database().await?;
    let found = named::to_change(app, &database, &USER, matches).await?;
    let id = found.id.to_string();
    let user = database.read(async |transaction| details(transaction, &id).await).await?;
    let status = user.fields.iter().find(|(heading, _)| heading.name == "status");
    match status.map(|(_, value)| value.as_text().into_owned()).as_deref() {
        Some("active") => {
            app.talk.say(&format!("user {} (id {}) is active already", found.label, found.id));
            return named::show_changed(app, &USER, found.id, &found.label, false);
        }
        Some("pending") => {
            return Err(Error::refused(
                format!("{} waits for approval, and was never active", found.label),
                format!("ct user approve {}", found.label),
            )
            .into());
        }
        _ => {}
    }
    let had = leaver::had(&database, found.id).await?;
    let chosen = passwords::of_reset(app, &database, matches).await?;
    let words = chosen.is_readable();
    let one = One {
        noun: &USER,
        cells: one::Cells::new(),
        existing: Some(found.clone()),
        password: chosen.password,
        passwords: chosen.passwords,
        operation: app.operation(),
        dry_run: false,
        manner: Manner::Reactivate,
    };
    let outcome = one::write(&database, one).await?;
    let end = passwords::end(&outcome).map(|end| format!(", which holds until {end}")).unwrap_or_default();
    let kind = if matches.get_flag("no-require-change") { "" } else { "temporary " };
    app.talk.say(&format!("user {} is active again, and has a new {kind}password{end}", found.label));
    tell_had(app, &had)?;
    show::password(app, &found, &outcome, words, matches.get_flag("hide"))
}

/// Shows what they had: to a person, since a program reads the password from what goes to standard output.
fn tell_had(app: &App, had: &[leaver::Had]) -> Result<()> {
    if had.is_empty() {
        return Ok(());
    }
    if app.format != Format::Table {
        for one in had {
            app.talk.say(&format!(
                "had {} {} ({}), now with {}",
                one.kind,
                one.what,
                one.name,
                one.now_with()
            ));
        }
        return Ok(());
    }
    app.talk.say("nothing of what they had comes back by itself:");
    let records: Vec<_> = had.iter().map(record).collect();
    let mut out = std::io::stderr();
    let mut sheet = crate::output::Sheet::begin(&mut out, Format::Table, &HEADINGS, app.talk.style())?;
    for record in &records {
        sheet.row(record)?;
    }
    app.finish(sheet.end()?, "cases and tasks");
    Ok(())
}

fn record(one: &leaver::Had) -> Record {
    Record {
        id: 0,
        values: vec![
            one.kind.as_str().into(),
            one.what.as_str().into(),
            one.name.as_str().into(),
            one.now_with().into(),
        ],
    }
}
