//! `ct NOUN deactivate` and `ct NOUN reactivate`, for places and clients. Users have rules of their own.

use anyhow::Result;
use clap::{ArgMatches, Command};

use crate::client;
use crate::commands::app::App;
use crate::commands::named;
use crate::noun::Noun;
use crate::place::{self, SetActive};

/// The command.
pub(crate) fn command(noun: &'static Noun, active: bool) -> Command {
    let of_client = noun.name == "client";
    if active {
        return Command::new("reactivate")
            .about(format!("Takes a deactivated {} into use again", noun.name))
            .arg(named::argument(noun));
    }
    Command::new("deactivate")
        .about(format!("Takes {} out of use; nothing is deleted", noun.one()))
        .arg(named::argument(noun))
        .after_help(format!(
            "Refused while {}. A second time changes nothing and says so.",
            if of_client {
                "somebody is the client's case manager"
            } else {
                "users that are not inactive belong to it"
            }
        ))
}

/// Deactivates or reactivates one.
pub(crate) async fn run(app: &App, noun: &'static Noun, matches: &ArgMatches, active: bool) -> Result<()> {
    let database = app.database().await?;
    let found = named::to_change(app, &database, noun, matches).await?;
    let changed = if noun.name == "client" {
        client::set_active(&database, &app.operation(), &found, active).await?
    } else {
        let request = SetActive { noun, id: found.id, label: found.label.clone(), active };
        place::set_active(&database, &app.operation(), &request).await?
    };
    let state = if active { "active" } else { "inactive" };
    let already = if changed { "" } else { " already" };
    app.talk.say(&format!("{} {} (id {}) is {state}{already}", noun.name, found.label, found.id));
    named::show_changed(app, noun, found.id, &found.label, changed)
}
