//! `ct session list` and `ct session revoke`: the sessions of all.

use std::collections::BTreeSet;

use anyhow::Result;
use clap::{Arg, ArgAction, ArgMatches, Command, value_parser};

use crate::Error;
use crate::commands::app::App;
use crate::commands::latest;
use crate::commands::named;
use crate::session::{self, HEADINGS};
use crate::user::USER;

/// The commands.
pub(super) fn command() -> Command {
    let user = |help: &'static str| Arg::new("user").long("user").value_name("USER").help(help);
    Command::new("session")
        .about("Sessions: who is logged in")
        .subcommand_required(true)
        .arg_required_else_help(true)
        .subcommand(
            Command::new("list")
                .about("Lists sessions, the latest first; the open ones unless told otherwise")
                .arg(user("Of this user: e-mail, id, or the beginning of a name"))
                .arg(
                    Arg::new("all").long("all").action(ArgAction::SetTrue).help("Those that have ended, too"),
                )
                .args(latest::flags(&HEADINGS)),
        )
        .subcommand(
            Command::new("revoke")
                .about("Ends sessions at once")
                .arg(
                    Arg::new("session")
                        .value_name("NUMBER")
                        .num_args(1..)
                        .value_parser(value_parser!(i64))
                        .required_unless_present("user")
                        .help("The sessions; ct session list shows them"),
                )
                .arg(user("All sessions of this user").conflicts_with("session"))
                .after_help(
                    "ct session revoke 17\n\
                     ct session revoke --user sam.lee@example.org --reason 'lost the telephone'",
                ),
        )
}

/// Runs one of them.
pub(super) async fn run(app: &App, matches: &ArgMatches) -> Result<()> {
    match matches.subcommand() {
        Some(("list", matches)) => list(app, matches).await,
        Some(("revoke", matches)) => revoke(app, matches).await,
        _ => Ok(()),
    }
}

async fn list(app: &App, matches: &ArgMatches) -> Result<()> {
    let database = app.database().await?;
    let (limit, after) = latest::part(matches);
    let user = match matches.get_one::<String>("user") {
        Some(told) => {
            let found =
                database.read(async |transaction| crate::noun::find(transaction, &USER, told).await).await?;
            Some(found.id)
        }
        None => None,
    };
    let all = matches.get_flag("all");
    let sessions =
        database.read(async |transaction| session::list(transaction, user, all, limit, after).await).await?;
    let records: Vec<_> = sessions.into_iter().map(|session| session.record).collect();
    let why: &[&str] = if all { &["state", "end_reason"] } else { &[] };
    let usual =
        [&["id", "email"], why, &["started_at", "ends_at", "client", "workgroup", "organization"]].concat();
    latest::write(app, matches, &HEADINGS, &usual, &records, "sessions")?;
    latest::tell_of_more(app, matches, &records);
    Ok(())
}

async fn revoke(app: &App, matches: &ArgMatches) -> Result<()> {
    let database = app.database().await?;
    let (ended, already) = match matches.get_one::<String>("user") {
        Some(told) => {
            let found = named::resolve(app, &database, &USER, told).await?;
            (session::end_all(&database, &app.operation(), found.id, "revoked").await?, 0)
        }
        None => {
            let told: BTreeSet<i64> =
                matches.get_many::<i64>("session").into_iter().flatten().copied().collect();
            let ids: Vec<i64> = told.into_iter().collect();
            let unknown =
                database.read(async |transaction| session::unknown(transaction, &ids).await).await?;
            if let Some(unknown) = unknown {
                return Err(Error::NotFound {
                    noun: "session",
                    name: unknown.to_string(),
                    hint: Some("ct session list shows those that are open".to_owned()),
                }
                .into());
            }
            let ended = session::end(&database, &app.operation(), &ids, "revoked").await?;
            (ended, ids.len() - usize::try_from(ended).unwrap_or_default())
        }
    };
    let plural = if ended == 1 { "" } else { "s" };
    let rest = if already > 0 { format!("; {already} had ended already") } else { String::new() };
    app.talk.say(&format!("{ended} session{plural} ended{rest}"));
    Ok(())
}
