//! `ct notification read`

use std::collections::BTreeSet;

use anyhow::Result;
use clap::{Arg, ArgAction, ArgGroup, ArgMatches, Command};

use crate::commands::app::App;
use crate::notification::{self, Whose};

/// The command.
pub(super) fn command() -> Command {
    Command::new("read")
        .about("Marks notices as read")
        .args([
            Arg::new("id")
                .value_name("ID")
                .num_args(1..)
                .value_parser(super::id)
                .help("The notices; ct notification list shows them"),
            Arg::new("all").long("all").action(ArgAction::SetTrue).conflicts_with("id").help("All that are unread"),
            super::user_flag().requires("all"),
        ])
        .group(ArgGroup::new("which").args(["id", "all"]).required(true))
        .after_help("A second time changes nothing and says so.\n\nct notification read 7 8\nct notification read --all")
}

/// Marks.
pub(super) async fn run(app: &App, matches: &ArgMatches) -> Result<()> {
    let database = app.database().await?;
    if matches.get_flag("all") {
        let whose = super::user_named(&database, matches).await?.unwrap_or(Whose::Own);
        let marked = notification::mark_all(&database, &app.operation(), whose).await?;
        app.talk.say(&match marked {
            0 => "none is unread".to_owned(),
            1 => "1 notice is read".to_owned(),
            marked => format!("{marked} notices are read"),
        });
        return Ok(());
    }
    let told: BTreeSet<i64> = matches.get_many::<i64>("id").into_iter().flatten().copied().collect();
    let ids: Vec<i64> = told.into_iter().collect();
    for marked in notification::mark(&database, &app.operation(), &ids).await? {
        let already = if marked.already { " already" } else { "" };
        app.talk.say(&format!("notice {} is read{already}", marked.id));
    }
    Ok(())
}
