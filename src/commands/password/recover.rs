//! `ct password recover`: a new password by the answer to the security question.

use std::path::PathBuf;

use anyhow::Result;
use clap::{Arg, ArgMatches, Command};

use super::answer;
use crate::commands::app::App;
use crate::commands::passwords;
use crate::password::source;
use crate::prompt::Prompt;
use crate::session::{recover, recovery};

/// The command.
pub(super) fn command() -> Command {
    Command::new("recover")
        .about("Gives oneself a new password by the answer to the security question")
        .arg(Arg::new("email").value_name("E-MAIL").help("Your e-mail; asked for if it is not told"))
        .args([
            answer::file("answer-file", "Read the answer from a file that nobody else can read")
                .requires("new-file"),
            answer::file("new-file", "Read the new password from such a file").requires("answer-file"),
        ])
        .after_help(
            "It shows the question, asks for the answer and twice for the new password; nobody needs to be logged in. Wrong \
             answers count like wrong passwords, and a right one gets past no lock. All sessions of oneself end.\n\n\
             In a script:\n  \
             ct password recover sam.lee@example.org --answer-file answer --new-file new\n\n\
             What comes next:\n  \
             ct login sam.lee@example.org",
        )
}

/// Recovers.
pub(super) async fn run(app: &App, matches: &ArgMatches) -> Result<()> {
    let (database, _) = app.database_and_store().await?;
    let email = match matches.get_one::<String>("email") {
        Some(email) => email.clone(),
        None => Prompt::instead_of("the e-mail as an argument").text("E-mail", None)?,
    };
    let recovery = recovery(&database, &email).await?;
    let file = |name: &str| matches.get_one::<PathBuf>(name);
    let (answer, new) = match (file("answer-file"), file("new-file")) {
        (Some(answer), Some(new)) => (source::from_file(answer)?, source::from_file(new)?),
        _ => {
            let prompt = Prompt::instead_of("--answer-file and --new-file");
            let label = format!("{} Answer", recovery.question());
            (prompt.password(&label)?, passwords::ask_within(recovery.policy(), "New password")?)
        }
    };
    recover(&database, &app.operation(), &recovery, &answer, &new, &mut rand::rng()).await?;
    app.talk.say("the new password is set; log in with it: ct login");
    Ok(())
}
