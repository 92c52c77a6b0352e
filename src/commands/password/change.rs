//! `ct password change`: the own password.

use std::path::PathBuf;

use anyhow::Result;
use clap::{ArgMatches, Command};

use super::answer;
use crate::Error;
use crate::commands::app::App;
use crate::commands::passwords;
use crate::db::Database;
use crate::password::{Secret, source};
use crate::prompt::Prompt;
use crate::session::{self, Own, PasswordChange, SecurityQuestion, change_password};

/// The command.
pub(super) fn command() -> Command {
    Command::new("change")
        .about("Gives oneself a new password; all other sessions of oneself end")
        .args([
            answer::file("old-file", "Read the present password from a file that nobody else can read")
                .requires("new-file"),
            answer::file("new-file", "Read the new one from such a file").requires("old-file"),
        ])
        .args(answer::flags())
        .after_help(
            "On a terminal it asks for the present one, and twice for the new one; instead of a temporary password also for a \
             security question and its answer, unless there is one or the setting security_question is 0. ct login comes \
             first.\n\n\
             In a script:\n  \
             ct password change --old-file old --new-file new --question 3 --answer-file answer\n\n\
             Who forgets the password then: ct password recover",
        )
}

/// Changes it.
pub(super) async fn run(app: &App, matches: &ArgMatches) -> Result<()> {
    let database = app.database_to_choose().await?;
    // Before anything is asked.
    let own = own(&database).await?;
    let question = answer::told(&database, matches).await?;
    let read = |name: &str| {
        let path = matches.get_one::<PathBuf>(name);
        path.map(|path| source::from_file(path)).transpose()
    };
    let Some(old) = read("old-file")? else {
        let old = Prompt::instead_of("--old-file and --new-file").password("Present password")?;
        return ask_and_set(app, &database, &own, &old, question).await;
    };
    let Some(new) = read("new-file")? else { return Ok(()) };
    passwords::policy(&database).await?.require(&new)?;
    set(app, &database, &own, [&old, &new], question.as_ref()).await
}

/// Asks for a new password, twice, and for a security question if there has to be one; sets them.
pub(crate) async fn ask_and_change(app: &App, database: &Database, old: &Secret) -> Result<()> {
    let own = own(database).await?;
    ask_and_set(app, database, &own, old, None).await
}

async fn ask_and_set(
    app: &App,
    database: &Database,
    own: &Own,
    old: &Secret,
    told: Option<SecurityQuestion>,
) -> Result<()> {
    let new = passwords::ask(database, "New password").await?;
    let question =
        if told.is_none() && own.question_is_demanded { Some(answer::ask(database).await?) } else { told };
    set(app, database, own, [old, &new], question.as_ref()).await
}

/// The own session, to know who it is.
pub(super) async fn own(database: &Database) -> Result<Own> {
    session::own(database).await?.ok_or_else(|| {
        let message = "nobody is logged in here".to_owned();
        Error::NotPermitted { message, hint: Some("log in first: ct login".to_owned()) }.into()
    })
}

async fn set(
    app: &App,
    database: &Database,
    own: &Own,
    [old, new]: [&Secret; 2],
    question: Option<&SecurityQuestion>,
) -> Result<()> {
    let change = PasswordChange { email: &own.session.email, old, new, question };
    change_password(database, &app.operation(), &change, &mut rand::rng()).await?;
    let said =
        if question.is_some() { "the password and the security question are" } else { "the password is" };
    app.talk.say(&format!("{said} changed"));
    Ok(())
}
