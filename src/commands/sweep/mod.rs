//! `ct sweep` and `ct sweep list`

mod list;
mod show;
mod watch;

use anyhow::Result;
use clap::{Arg, ArgAction, ArgMatches, Command, value_parser};
use uuid::Uuid;

use super::app::App;
use crate::brake::Brake;
use crate::db::Database;
use crate::noun::find_exact;
use crate::organization::ORGANIZATION;
use crate::output::Format;
use crate::sweep::{self, AT_ONCE, Ending, Part, Sweep, Swept};
use crate::{Error, Kind};
use watch::Watching;

/// The commands.
pub(crate) fn command() -> Command {
    let flag = |name: &'static str, help: &'static str| {
        Arg::new(name).long(name).action(ArgAction::SetTrue).help(help)
    };
    Command::new("sweep")
        .about("The nightly job: scheduled ends that are due, temporary passwords, inactivity")
        .args_conflicts_with_subcommands(true)
        .args([
            Arg::new("only")
                .long("only")
                .value_name("PARTS")
                .value_delimiter(',')
                .action(ArgAction::Append)
                .value_parser(Part::ALL.map(Part::word))
                .help("Only these parts; all of them unless told otherwise"),
            Arg::new("organization")
                .long("organization")
                .value_name("CODE")
                .help("Only users of this organization; orphans are counted of all"),
            Arg::new("max-deactivations")
                .long("max-deactivations")
                .value_name("N|P%")
                .value_parser(value_parser!(Brake))
                .help(
                    "The brake: how many may be locked or deactivated for inactivity, as a number or as a part of the active \
                     staff [default: 10 or 5%, whichever is more]",
                ),
            flag("dry-run", "Only show what would be done, user by user"),
            flag("detailed-exitcode", "With --dry-run: end with 10 if there is something to do").requires("dry-run"),
        ])
        .after_help(
            "Each part only does what is due, looks at each user again where it writes, and can be repeated; who changes does \
             so wholly or not at all. One sweep runs at a time. Inactivity has three steps: warned, locked, deactivated, after as \
             many days as the organization says, or else the settings (ct setting list); 0 is never. They come in order, with the \
             difference of their days between them. Users with inactivity_exempt, the last administrator and whoever runs it \
             are left alone.\n\n\
             If more would be locked or deactivated for inactivity than the brake allows, nobody is, the rest is done, and the \
             status is 1. Scheduled ends do not count: somebody has decided each.\n\n\
             Exit status: 0 done, or nothing to do; 1 somebody has to look: the brake, or work that could not go where it should; \
             4 stopped, and a part stands; 10 with --detailed-exitcode; 75 another sweep runs, or the database is out of \
             reach; 77 not permitted; 130, 143 stopped, nothing was done.\n\n\
             ct sweep --dry-run\nct sweep -o json --reason 'nightly'",
        )
        .subcommand(list::command())
}

/// Runs one of them.
pub(crate) async fn run(app: &App, matches: &ArgMatches) -> Result<()> {
    if let Some(("list", matches)) = matches.subcommand() {
        return list::run(app, matches).await;
    }
    let database = app.database().await?;
    let now = app.clock.now();
    sweep::check_clock(&database, now).await?;
    let request = Sweep {
        run: Uuid::now_v7(),
        as_of: now,
        parts: parts(matches),
        organization: organization(&database, matches).await?,
        brake: matches.get_one::<Brake>("max-deactivations").copied().unwrap_or_default(),
        operation: app.operation(),
        at_once: AT_ONCE,
        dry_run: matches.get_flag("dry-run"),
    };
    let (result, signal) = Watching::run(app, &database, &request).await;
    let swept = result.inspect_err(|_| tell_what_stands(app))?;
    if swept.ending == Ending::Stopped {
        return stopped(app, &swept, signal);
    }
    if request.dry_run {
        show::planned(app, &swept)?;
        if matches.get_flag("detailed-exitcode")
            && swept.planned.iter().any(|one| matches!(one.outcome, "done" | "left"))
        {
            app.end_with(10);
        }
    } else {
        show::summary(app, &request, &swept)?;
    }
    end(app, &request, &swept)
}

fn parts(matches: &ArgMatches) -> Vec<Part> {
    let told: Vec<&str> =
        matches.get_many::<String>("only").map_or_else(Vec::new, |told| told.map(String::as_str).collect());
    Part::ALL.into_iter().filter(|part| told.is_empty() || told.contains(&part.word())).collect()
}

async fn organization(database: &Database, matches: &ArgMatches) -> Result<Option<i64>> {
    let Some(code) = matches.get_one::<String>("organization") else { return Ok(None) };
    let find =
        async |transaction: &crate::db::Transaction<'_>| find_exact(transaction, &ORGANIZATION, code).await;
    Ok(Some(database.read(find).await?.id))
}

/// What somebody has to look at, and the status that says so.
fn end(app: &App, request: &Sweep, swept: &Swept) -> Result<()> {
    show::remarks(app, swept, request.dry_run);
    if swept.ending == Ending::Braked {
        let braking = swept.braking;
        return Err(Error::refused(
            format!(
                "{} would be locked or deactivated for inactivity, of {} active staff, and {} {} allowed: none of them was touched",
                braking.would, braking.active, braking.limit, if braking.limit == 1 { "is" } else { "are" }
            ),
            format!(
                "look at them: ct sweep --dry-run --only inactivity; if they are right: ct sweep --max-deactivations {}",
                braking.would
            ),
        )
        .into());
    }
    if swept.needs_somebody() && !request.dry_run {
        app.end_with(Kind::Refused.status());
    }
    Ok(())
}

/// It was told to stop, and did so between two transactions.
fn stopped(app: &App, swept: &Swept, signal: u8) -> Result<()> {
    if swept.counts.total() == 0 {
        let standing = app.standing.take();
        app.talk.error(&anyhow::Error::new(Error::Interrupted { standing }));
        app.end_with(signal);
        return Ok(());
    }
    show::remarks(app, swept, false);
    Err(Error::Partial {
        message: format!("interrupted; this stands: {}", swept.counts.told()),
        hint: Some("run it again: it does the rest".to_owned()),
    }
    .into())
}

/// What was done before something went wrong.
fn tell_what_stands(app: &App) {
    if let Some(stands) = app.stands.take() {
        app.talk.warn(&format!("this was done by then, and stands: {stands}"));
    }
}

/// Whether programs read it.
fn is_for_programs(app: &App) -> bool {
    app.format != Format::Table
}
