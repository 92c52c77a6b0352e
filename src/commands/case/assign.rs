//! `ct case assign`

use anyhow::Result;
use clap::{Arg, ArgAction, ArgMatches, Command};

use super::{day, day_flag, manager, several, today};
use crate::Error;
use crate::case::{Assign, Assigned, Manager, assign, span};
use crate::client::CLIENT;
use crate::commands::app::App;
use crate::commands::named;
use crate::output::Format;
use crate::record::{Heading, Record, Value};

/// The command.
pub(super) fn command() -> Command {
    Command::new("assign")
        .about("Gives a client to one or several case managers")
        .arg(named::argument(&CLIENT))
        .arg(
            Arg::new("to")
                .long("to")
                .value_name("USER")
                .required(true)
                .action(ArgAction::Append)
                .help("The case manager: e-mail or id; may be told several times"),
        )
        .arg(day_flag("begin", "The first day; today unless told otherwise"))
        .arg(day_flag("end", "The last day; open unless told"))
        .after_help(
            "Open assignments go to active case managers with access to the client's organization. A second time changes \
             nothing and says so.\n\n\
             ct case assign C000042 --to m.dang@example.org --reason 'speaks Vietnamese'",
        )
}

/// Gives.
pub(super) async fn run(app: &App, matches: &ArgMatches) -> Result<()> {
    let begin = day(matches, "begin")?.unwrap_or_else(|| today(app));
    let end = day(matches, "end")?;
    if let Some(end) = end.filter(|end| *end < begin) {
        return Err(Error::usage(
            format!("--end {end} is before --begin {begin}"),
            "the last day is the end",
        )
        .into());
    }
    let database = app.database().await?;
    let client = named::to_change(app, &database, &CLIENT, matches).await?;
    let mut managers: Vec<Manager> = Vec::new();
    for told in several(matches, "to") {
        let found = manager(app, &database, &told).await?;
        if !managers.contains(&found) {
            managers.push(found);
        }
    }
    let label = client.label.clone();
    let assigned = assign(&database, &app.operation(), &Assign { client, managers, begin, end }).await?;
    for one in assigned.iter().filter(|one| !one.is_new && end.is_some() && one.end != end) {
        let last = one.end.map_or_else(|| "open".to_owned(), |day| day.to_string());
        let told = end.map(|day| day.to_string()).unwrap_or_default();
        app.talk.warn(&format!(
            "the last day of the assignment {} stays as it is ({last}); to change it: ct case edit {} --end-date {told}",
            one.id, one.id
        ));
    }
    show(app, &label, &assigned)
}

fn show(app: &App, client: &str, assigned: &[Assigned]) -> Result<()> {
    for one in assigned {
        let span = span(one.begin, one.end);
        let (email, id) = (&one.manager.email, one.id);
        app.talk.say(&if one.is_new {
            format!("assigned {client} to {email}, {span} (id {id})")
        } else {
            format!("{client} is assigned to {email} already, {span} (id {id})")
        });
    }
    if app.format == Format::Table {
        return Ok(());
    }
    let headings = [
        Heading::new("id", "Id"),
        Heading::new("client", "Client"),
        Heading::new("user", "Case manager"),
        Heading::new("begin_date", "From"),
        Heading::new("end_date", "Until"),
        Heading::new("changed", "Changed"),
    ];
    let records: Vec<_> = assigned
        .iter()
        .map(|one| Record {
            id: one.id,
            values: vec![
                Value::Number(one.id),
                client.into(),
                one.manager.email.as_str().into(),
                one.begin.to_string().into(),
                one.end.map(|end| end.to_string()).into(),
                one.is_new.into(),
            ],
        })
        .collect();
    app.list(&headings, &records, "case assignments", true)
}
