//! `ct password change`: the own password.

use std::path::{Path, PathBuf};

use anyhow::Result;
use clap::{Arg, ArgMatches, Command, value_parser};

use crate::Error;
use crate::commands::app::App;
use crate::commands::passwords;
use crate::db::Database;
use crate::password::{Secret, source};
use crate::prompt::Prompt;
use crate::session::{self, Session, change_password};

/// The command.
pub(super) fn command() -> Command {
    let file = |name: &'static str, help: &'static str| {
        Arg::new(name).long(name).value_name("FILE").value_parser(value_parser!(PathBuf)).help(help)
    };
    Command::new("change")
        .about("Gives oneself a new password; all other sessions of oneself end")
        .args([
            file("old-file", "Read the present password from a file that nobody else can read")
                .requires("new-file"),
            file("new-file", "Read the new one from such a file").requires("old-file"),
        ])
        .after_help(
            "On a terminal it asks for the present one, and twice for the new one. ct login comes first.",
        )
}

/// Changes it.
pub(super) async fn run(app: &App, matches: &ArgMatches) -> Result<()> {
    let database = app.database_to_choose().await?;
    // Before anything is asked.
    let own = own(&database).await?;
    let read = |name: &str| {
        let path = matches.get_one::<PathBuf>(name);
        path.map(|path| source::from_file(Path::new(path))).transpose()
    };
    let Some(old) = read("old-file")? else {
        let old = Prompt::instead_of("--old-file and --new-file").password("Present password")?;
        let new = passwords::ask(&database, "New password").await?;
        return change(app, &database, &own, [&old, &new]).await;
    };
    let Some(new) = read("new-file")? else { return Ok(()) };
    passwords::policy(&database).await?.require(&new)?;
    change(app, &database, &own, [&old, &new]).await
}

/// Asks for a new password, twice, and sets it.
pub(crate) async fn ask_and_change(app: &App, database: &Database, old: &Secret) -> Result<()> {
    let own = own(database).await?;
    let new = passwords::ask(database, "New password").await?;
    change(app, database, &own, [old, &new]).await
}

async fn own(database: &Database) -> Result<Session> {
    let own = session::own(database).await?.map(|own| own.session);
    own.ok_or_else(|| {
        let message = "nobody is logged in here".to_owned();
        Error::NotPermitted { message, hint: Some("log in first: ct login".to_owned()) }.into()
    })
}

async fn change(app: &App, database: &Database, own: &Session, passwords: [&Secret; 2]) -> Result<()> {
    change_password(database, &app.operation(), &own.email, passwords, &mut rand::rng()).await?;
    app.talk.say("the password is changed");
    Ok(())
}
