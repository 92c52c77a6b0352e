//! `ct password question`: the own security question, or somebody's beforehand.

use std::path::PathBuf;

use anyhow::Result;
use clap::{Arg, ArgAction, ArgMatches, Command};

use super::{answer, change};
use crate::access;
use crate::commands::app::App;
use crate::commands::named;
use crate::password::source;
use crate::prompt::Prompt;
use crate::session::{clear_question_for, set_question, set_question_for};
use crate::user::USER;

/// The command.
pub(super) fn command() -> Command {
    Command::new("question")
        .about("Sets a security question, whose answer lets one set a new password")
        .arg(named::argument(&USER).required(false).help(
            "Somebody else, to set it beforehand: e-mail, id, or on a terminal the beginning of a name; without one it is \
             your own",
        ))
        .arg(
            answer::file("old-file", "Read your present password from a file that nobody else can read")
                .requires("question")
                .conflicts_with("named"),
        )
        .args(answer::flags())
        .arg(
            Arg::new("clear")
                .long("clear")
                .action(ArgAction::SetTrue)
                .requires("named")
                .conflicts_with_all(["question", "answer-file"])
                .help("Take the user's question away, so that the user chooses a new one"),
        )
        .after_help(
            "It asks for your present password, the question and the answer, twice. Nobody can read the answer afterwards, no \
             administrator either. For somebody else it takes what a reset of the password takes.\n\n\
             In a script:\n  \
             ct password question --old-file password --question 3 --answer-file answer\n  \
             ct password question sam.lee@example.org --question 3 --answer-file answer\n\n\
             Who forgets the password then: ct password recover",
        )
}

/// Sets it.
pub(super) async fn run(app: &App, matches: &ArgMatches) -> Result<()> {
    if matches.contains_id("named") {
        return of_another(app, matches).await;
    }
    let database = app.database().await?;
    // Before anything is asked.
    let own = change::own(&database).await?;
    let told = answer::told(&database, matches).await?;
    let password = match matches.get_one::<PathBuf>("old-file") {
        Some(path) => source::from_file(path)?,
        None => Prompt::instead_of("--old-file").password("Present password")?,
    };
    let question = match told {
        Some(told) => told,
        None => answer::ask(&database).await?,
    };
    let email = &own.session.email;
    set_question(&database, &app.operation(), email, &password, &question, &mut rand::rng()).await?;
    app.talk.say("the security question is set");
    Ok(())
}

/// Of somebody else.
async fn of_another(app: &App, matches: &ArgMatches) -> Result<()> {
    let database = app.database().await?;
    let found = named::to_change(app, &database, &USER, matches).await?;
    let (said, changed) = if matches.get_flag("clear") {
        match clear_question_for(&database, &app.operation(), found.id).await? {
            true => ("has no security question any more", true),
            false => ("had no security question", false),
        }
    } else {
        // Before anything is asked.
        access::require_account(&database, found.id).await?;
        let question = match answer::told(&database, matches).await? {
            Some(told) => told,
            None => answer::ask(&database).await?,
        };
        set_question_for(&database, &app.operation(), found.id, &question, &mut rand::rng()).await?;
        ("has a security question", true)
    };
    app.talk.say(&format!("{} {said}", found.label));
    named::show_changed(app, &USER, found.id, &found.label, changed)
}
