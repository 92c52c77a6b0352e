//! `ct login`, `logout`, `whoami`, `switch` and `ct session`: who is logged in.

mod choosing;
mod login;
mod manage;
mod own;

use anyhow::Result;
use clap::{ArgMatches, Command};

use super::app::App;

/// `ct login`, `logout`, `whoami` and `switch`.
pub(crate) fn own_commands() -> [Command; 4] {
    [login::command(), own::logout(), own::whoami(), own::switch()]
}

/// `ct session`.
pub(crate) fn command() -> Command {
    manage::command()
}

/// Runs one of them.
pub(crate) async fn run(app: &App, word: &str, matches: &ArgMatches) -> Result<()> {
    match word {
        "login" => login::run(app, matches).await,
        "logout" => own::run_logout(app).await,
        "whoami" => own::run_whoami(app).await,
        "switch" => own::run_switch(app, matches).await,
        _ => manage::run(app, matches).await,
    }
}
