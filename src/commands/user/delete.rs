//! `ct user delete`

use anyhow::Result;
use clap::{ArgMatches, Command};

use crate::Error;
use crate::commands::named;
use crate::user::USER;

/// The command, which refuses: users are deactivated (REQUIREMENTS U5).
pub(crate) fn command() -> Command {
    Command::new("delete")
        .about("Refuses: users are never deleted, but deactivated")
        .arg(named::argument(&USER).required(false).num_args(0..))
        .hide(true)
}

/// Refuses, and says what to do.
pub(crate) fn run(matches: &ArgMatches) -> Result<()> {
    let named: Vec<_> = matches.get_many::<String>("named").into_iter().flatten().cloned().collect();
    let named = if named.is_empty() { "USER".to_owned() } else { named.join(" ") };
    Err(Error::refused(
        "users are never deleted: what they entered stays as it was",
        format!("ct user deactivate {named} ends their access; ct user deactivate --help tells what becomes of their work"),
    )
    .into())
}
