//! `ct logout`, `ct whoami`, `ct switch`: the own session.

use anyhow::Result;
use clap::{ArgMatches, Command};

use super::choosing;
use crate::Error;
use crate::commands::app::App;
use crate::db::{Database, status};
use crate::output::{Format, Page};
use crate::record::{Heading, Value};
use crate::session::{self, Chosen, HEADINGS};

/// `ct logout`.
pub(super) fn logout() -> Command {
    Command::new("logout").about("Ends your session")
}

/// `ct whoami`.
pub(super) fn whoami() -> Command {
    Command::new("whoami").about("Shows who is logged in, where, and until when")
}

/// `ct switch`.
pub(super) fn switch() -> Command {
    Command::new("switch")
        .about("Works in another workgroup, for another organization or at another location from now on")
        .args(choosing::flags())
}

/// From where somebody logs in: the system's user and the machine.
pub(super) fn client(app: &App) -> Option<String> {
    let machine = rustix::system::uname().nodename().to_string_lossy().into_owned();
    app.operation().system_user.map(|user| format!("{user}@{machine}"))
}

/// Logs out. A second time succeeds and says so.
pub(super) async fn run_logout(app: &App) -> Result<()> {
    let (database, store) = app.database_and_store().await?;
    let token = match store.read_to_end() {
        Ok(Some(token)) => token,
        Ok(None) => {
            app.talk.say("nobody is logged in here");
            return Ok(());
        }
        Err(error) => {
            // Whatever it holds, it is no session any more.
            store.remove()?;
            app.talk.warn(&error.to_string());
            return Ok(());
        }
    };
    let database = database.presenting(&token, true);
    let said = match session::own(&database).await {
        Ok(Some(own)) => {
            // Only then is the file put away: what fails can be done again.
            session::end(&database, &app.operation(), &[own.session.id], "logged out").await?;
            format!("logged out {}", own.session.email)
        }
        Ok(None) | Err(Error::NotPermitted { .. }) => "the session was not known here any more".to_owned(),
        Err(error) => return Err(error.into()),
    };
    store.remove()?;
    app.talk.say(&said);
    Ok(())
}

/// Shows who is logged in.
pub(super) async fn run_whoami(app: &App) -> Result<()> {
    let (database, store) = app.database_and_store().await?;
    if store.read()?.is_some() {
        return show(app, &app.database_to_choose().await?).await;
    }
    let report = status::report(&database).await?;
    let page = Page::new(0)
        .section(if app.format == Format::Table { "Nobody is logged in" } else { "" })
        .field(Heading::new("role", "PostgreSQL role"), report.role.clone())
        .field(Heading::new("administrator", "Administrator"), report.is_administrator())
        .field(Heading::new("email", "Logged in as"), Value::Null);
    app.page(&page)
}

/// Shows a session.
pub(super) async fn show(app: &App, database: &Database) -> Result<()> {
    let Some(own) = session::own(database).await? else { return Err(nobody().into()) };
    let found = own.session;
    let mut page = Page::new(found.id);
    for (heading, value) in HEADINGS.iter().zip(&found.record.values) {
        let is_of_use = !matches!(heading.name, "state" | "end_reason");
        if is_of_use || app.format != Format::Table {
            page = page.field(*heading, value.clone());
        }
    }
    app.page(&page)
}

/// Switches.
pub(super) async fn run_switch(app: &App, matches: &ArgMatches) -> Result<()> {
    let database = app.database().await?;
    let Some(own) = session::own(&database).await? else { return Err(nobody().into()) };
    let found = own.session;
    let (choices, now) = database
        .read(async |transaction| {
            let choices = session::choices(transaction).await?;
            let text = |name: &str| {
                let place = HEADINGS.iter().position(|heading| heading.name == name);
                place.map(|place| found.record.values[place].as_text().into_owned()).unwrap_or_default()
            };
            let id = |items: &[session::Choice], code: String| {
                items.iter().find(|(_, known, _)| *known == code).map(|(id, ..)| *id)
            };
            let locations: Vec<_> = choices.locations.iter().map(|(choice, _)| choice.clone()).collect();
            let now = Chosen {
                workgroup: id(&choices.workgroups, text("workgroup")),
                organization: id(&choices.organizations, text("organization")),
                location: id(&locations, text("location")),
            };
            Ok((choices, now))
        })
        .await?;
    let chosen = choosing::choose(app, matches, &choices, now)?;
    session::choose(&database, chosen).await?;
    show(app, &database).await
}

fn nobody() -> Error {
    Error::NotPermitted {
        message: "nobody is logged in here".to_owned(),
        hint: Some("log in first: ct login".to_owned()),
    }
}
