//! `ct notification list`

use anyhow::Result;
use clap::{Arg, ArgAction, ArgMatches, Command};

use crate::commands::app::App;
use crate::commands::latest;
use crate::notification::{self, HEADINGS, Whose};

/// The command.
pub(super) fn command() -> Command {
    Command::new("list")
        .about("Lists your notices, the latest first")
        .args([
            Arg::new("unread").long("unread").action(ArgAction::SetTrue).help("Only those that are unread"),
            super::user_flag(),
            Arg::new("all")
                .long("all")
                .action(ArgAction::SetTrue)
                .conflicts_with("user")
                .help("Those of everybody, by an administrator's connection"),
        ])
        .args(latest::flags(&HEADINGS))
        .after_help("ct notification list --unread\nct notification list --all --columns email,subject,mail_state,mail_error")
}

/// Lists.
pub(super) async fn run(app: &App, matches: &ArgMatches) -> Result<()> {
    let database = app.database().await?;
    let (limit, after) = latest::part(matches);
    let named = super::user_named(&database, matches).await?;
    let all = matches.get_flag("all");
    let whose = named.unwrap_or(if all { Whose::All } else { Whose::Own });
    let unread = matches.get_flag("unread");
    let notices = database
        .read(async |transaction| notification::list(transaction, whose, unread, limit, after).await)
        .await?;
    let usual: &[&str] = match whose {
        Whose::Own => &["id", "told_at", "kind", "subject", "read_at"],
        Whose::User(_) => &["id", "told_at", "kind", "subject", "read_at", "mail_state"],
        // For whom it is tells more than the kind, which the subject tells as well.
        Whose::All => &["id", "told_at", "subject", "email", "read_at", "mail_state"],
    };
    latest::write(app, matches, &HEADINGS, usual, &notices, "notices")?;
    latest::tell_of_more(app, matches, &notices);
    Ok(())
}
