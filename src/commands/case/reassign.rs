//! `ct case reassign`

use anyhow::Result;
use clap::{Arg, ArgMatches, Command};

use super::{day, day_flag, manager, today};
use crate::Error;
use crate::case::{Reassign, Reassigned, reassign, span};
use crate::client::CLIENT;
use crate::commands::app::App;
use crate::commands::named;
use crate::output::Format;
use crate::record::{Heading, Record};

/// The command.
pub(super) fn command() -> Command {
    let user = |name: &'static str, help: &'static str| {
        Arg::new(name).long(name).value_name("USER").required(true).help(help)
    };
    Command::new("reassign")
        .about("Gives a client of one case manager to another")
        .arg(named::argument(&CLIENT))
        .args([
            user("from", "Whose client it is: e-mail or id"),
            user("to", "Whose it is to be: e-mail or id"),
            day_flag("on", "From which day on; today unless told otherwise"),
        ])
        .after_help(
            "The one assignment ends on the day before, and the other begins; one that has not begun before is taken back. \
             A second time changes nothing and says so.\n\n\
             ct case reassign C000042 --from m.dang@example.org --to a.lind@example.org",
        )
}

/// Gives to another.
pub(super) async fn run(app: &App, matches: &ArgMatches) -> Result<()> {
    let on = day(matches, "on")?.unwrap_or_else(|| today(app));
    let database = app.database().await?;
    let client = named::to_change(app, &database, &CLIENT, matches).await?;
    let text = |name: &str| matches.get_one::<String>(name).map_or("", String::as_str);
    let from = manager(app, &database, text("from")).await?;
    let to = manager(app, &database, text("to")).await?;
    let told = Reassign { client, from, to, on };
    let done = reassign(&database, &app.operation(), &told).await?;
    if done.is_empty() && !already(app, &database, &told).await? {
        return Err(Error::refused(
            format!("{} has no open assignment of {}", told.from.email, told.client.label),
            format!("ct case list --client {} shows who has; ct case assign gives it", told.client.label),
        )
        .into());
    }
    show(app, &told, &done)
}

/// Whether the other one has the client, and there was nothing to give.
async fn already(app: &App, database: &crate::db::Database, told: &Reassign) -> Result<bool> {
    let has = database
        .read(async |transaction| crate::case::has_open(transaction, &told.client, &told.to).await)
        .await?;
    if has {
        app.talk.say(&format!(
            "{} is assigned to {} already, and not to {}",
            told.client.label, told.to.email, told.from.email
        ));
    }
    Ok(has)
}

fn show(app: &App, told: &Reassign, done: &[Reassigned]) -> Result<()> {
    let (client, from, to) = (&told.client.label, &told.from.email, &told.to.email);
    for one in done {
        let old = one.ended.map_or_else(
            || format!("that of {from} is taken back (id {})", one.was),
            |day| format!("that of {from} ended on {day} (id {})", one.was),
        );
        app.talk.say(&match (one.made, one.begin) {
            (Some(made), Some(begin)) => {
                format!("assigned {client} to {to}, {} (id {made}); {old}", span(begin, one.end))
            }
            _ => format!("{client} is assigned to {to} already; {old}"),
        });
    }
    if app.format == Format::Table {
        return Ok(());
    }
    let headings = [
        Heading::new("id", "Id"),
        Heading::new("begin_date", "From"),
        Heading::new("end_date", "Until"),
        Heading::new("was", "Was"),
        Heading::new("ended", "Ended"),
    ];
    let record = |one: &Reassigned| Record {
        id: one.made.unwrap_or(one.was),
        values: vec![
            one.made.into(),
            one.begin.map(|day| day.to_string()).into(),
            one.end.map(|day| day.to_string()).into(),
            one.was.into(),
            one.ended.map(|day| day.to_string()).into(),
        ],
    };
    let records: Vec<_> = done.iter().map(record).collect();
    app.list(&headings, &records, "case assignments", true)
}
