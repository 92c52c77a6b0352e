//! `ct db init` and `ct db stop`: the private database on this machine.

use anyhow::Result;
use clap::Command;

use crate::commands::app::{App, at};
use crate::db::embedded::{Embedded, Stopped};
use crate::db::settings::{Config, DEFAULT_SCHEMA, Remembered};
use crate::db::{Database, migrate};

/// `ct db init`
pub(crate) fn init_command() -> Command {
    Command::new("init")
        .about("Makes a private database on this machine, and uses it from now on")
        .after_help(
            "It needs the programs of PostgreSQL 15 or newer, and no rights: it listens on no network. A second time \
             starts it if need be, and changes nothing.",
        )
}

/// `ct db stop`
pub(crate) fn stop_command() -> Command {
    Command::new("stop").about("Stops the private database; the next command that needs it starts it again")
}

/// Makes it, and remembers it in the configuration.
pub(crate) async fn init(app: &App) -> Result<()> {
    let embedded = Embedded::locate(&app.environment);
    let endpoint = embedded.ensure_running()?;
    let schema = app.settings().map_or_else(|_| DEFAULT_SCHEMA.to_owned(), |settings| settings.schema);
    let database = Database::connect(&at(&endpoint), &schema).await?;
    app.make_embedded_roles(&database).await?;
    let applied = migrate::migrate(&database).await?;
    let folder = embedded.data_folder().display();
    let state = if applied.is_empty() { "is ready" } else { "has been made" };
    app.talk.say(&format!("the private database {state}: {folder}"));
    let file = Config::user_file(&app.environment);
    match Config::remember_embedded(&app.environment)? {
        Remembered::AsDefault => app.talk.say(&format!("it is the default from now on: {}", file.display())),
        Remembered::BesideDefault(other) => app.talk.say(&format!(
            "the default stays the profile {other} ({}); use this one with --embedded",
            file.display()
        )),
        Remembered::Already => {}
    }
    Ok(())
}

/// Stops it.
pub(crate) fn stop(app: &App) -> Result<()> {
    let told = match Embedded::locate(&app.environment).stop()? {
        Stopped::Stopped => "the private database has been stopped",
        Stopped::AlreadyStopped => "the private database was not running",
    };
    app.talk.say(told);
    Ok(())
}
