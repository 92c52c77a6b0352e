//! `ct user approve` and `ct user deny`

use anyhow::Result;
use clap::{Arg, ArgAction, ArgMatches, Command};

use crate::commands::app::App;
use crate::commands::named;
use crate::output::Format;
use crate::record::{Heading, Record};
use crate::user::{Settled, USER, Verdict, settle};

/// One of the two commands.
pub(crate) fn command(verdict: Verdict) -> Command {
    let (name, about) = match verdict {
        Verdict::Approve => ("approve", "Lets users in who wait for approval"),
        Verdict::Deny => ("deny", "Refuses users who wait for approval: they become inactive"),
    };
    Command::new(name)
        .about(about)
        .arg(
            Arg::new("named")
                .value_name("USER")
                .required(true)
                .num_args(1..)
                .action(ArgAction::Append)
                .help("The users: e-mail, id, or on a terminal the beginning of a name"),
        )
        .after_help("All of them or none. ct user list --status pending shows who waits.")
}

/// Approves or denies.
pub(crate) async fn run(app: &App, matches: &ArgMatches, verdict: Verdict) -> Result<()> {
    let database = app.database().await?;
    let mut users = Vec::new();
    for told in matches.get_many::<String>("named").into_iter().flatten() {
        let found = named::resolve(app, &database, &USER, told).await?;
        if !users.iter().any(|(id, _)| *id == found.id) {
            users.push((found.id, found.label));
        }
    }
    let settled = settle(&database, &app.operation(), &users, verdict).await?;
    let word = match verdict {
        Verdict::Approve => "approved",
        Verdict::Deny => "denied",
    };
    if app.format == Format::Table {
        for ((_, label), settled) in users.iter().zip(&settled) {
            app.talk.say(&match settled {
                Settled::Done => format!("{word} user {label}"),
                Settled::Already => format!("user {label} is {word} already"),
            });
        }
        return Ok(());
    }
    let headings = [USER.key().heading(), Heading::new("changed", "Changed"), Heading::new("id", "Id")];
    let records: Vec<_> = users
        .iter()
        .zip(&settled)
        .map(|((id, label), settled)| Record {
            id: *id,
            values: vec![label.as_str().into(), (*settled == Settled::Done).into(), (*id).into()],
        })
        .collect();
    app.list(&headings, &records, "users", true)
}
