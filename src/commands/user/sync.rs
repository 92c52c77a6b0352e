//! `ct user sync`

use anyhow::Result;
use clap::{Arg, ArgAction, ArgGroup, ArgMatches, Command};

use crate::Error;
use crate::brake::Brake;
use crate::commands::app::{App, progress_flag, progress_style};
use crate::commands::record::file::{self, Needs};
use crate::commands::record::foreign;
use crate::commands::record::import_flags::{mapping_flags, no_wait, pair, plan_flags, reject_flags};
use crate::commands::record::importing::{Importing, Tell};
use crate::commands::record::syncing::{self, Confirming, Syncing};
use crate::commands::{named, passwords};
use crate::db::Database;
use crate::location::LOCATION;
use crate::noun::stage::{Generate, Goal};
use crate::noun::{Noun, find_exact};
use crate::organization::ORGANIZATION;
use crate::output::Format;
use crate::provider::PROVIDER;
use crate::roster::{self, Roster, Scope, Work};
use crate::user::USER;
use crate::workgroup::WORKGROUP;

const SCOPE: &str = "Whom it is about";
const LEAVERS: &str = "Those who leave";

/// The command.
pub(crate) fn command() -> Command {
    let plans = plan_flags().map(|flag| match flag.get_id().as_str() {
        // It is refused with a reason.
        "plan-out" => flag.hide(true),
        _ => flag,
    });
    let command = Command::new("sync")
        .about("Makes the users of a scope what a roster says: creates, changes, reactivates, deactivates")
        .arg(
            Arg::new("file")
                .value_name("FILE")
                .required(true)
                .help("The roster, a CSV file with the columns of ct user import; - is standard input"),
        )
        .args(scope_flags())
        .group(ArgGroup::new("scope").args(["all", "organization", "workgroup", "where"]).required(true).multiple(true))
        .args(leaver_flags())
        .group(ArgGroup::new("work").args(["transfer-to", "unassign", "leave-open"]))
        .args(mapping_flags())
        .args(plans)
        .group(ArgGroup::new("plan").args(["dry-run"]).multiple(true))
        .args(reject_flags())
        .args([no_wait(), progress_flag()])
        .after_help(
            "The file is the truth about the staff in its scope: who is in it and not there is created, who differs is changed, \
             who is inactive comes back, and active users of the scope who are not in it are deactivated, with what they have \
             open. A row about a user outside of the scope is an error, and nobody outside is touched. Whoever waits for \
             approval, placeholders and client users are never missing; who has a scheduled end keeps it; the last \
             administrator stays.\n\n\
             It shows the plan and asks; --yes does it without asking. With bad rows nothing is done; with --partial they are \
             left out, and whom they are about counts as present. No more than 10 users, or 5 % of the active ones in the scope \
             if that is more, are deactivated unless --max-deactivations says so; an empty file is always refused.\n\n\
             All of it is one batch: ct batch undo undoes it. A second time changes nothing. Takes an administrator's connection.\n\n\
             Exit status: 0 done; 1 too many would leave, or have open work of which nothing is said; 4 some rows were left out; \
             5 not confirmed; 10 the plan has changes (--dry-run --detailed-exitcode); 65 bad rows or none; 75 others changed \
             users meanwhile.\n\n\
             ct user sync hr.csv --organization CON --dry-run\n  \
             ct user sync hr.csv --all --transfer-to lead@example.org --passwords-out new.csv --yes",
        );
    passwords::import_flags(command)
}

fn scope_flags() -> [Arg; 4] {
    let many = |name: &'static str, value: &'static str, help: &'static str| {
        Arg::new(name).long(name).value_name(value).action(ArgAction::Append).help(help).help_heading(SCOPE)
    };
    [
        many("organization", "CODE", "Staff of this owning organization; more than one may be told"),
        many("workgroup", "CODE", "Staff with this workgroup; of several, with one of them"),
        many(
            "where",
            "FIELD=VALUE",
            "Staff for whom this is so: organization, provider, location or workgroup is a code, external_id is present or absent",
        )
        .value_parser(pair),
        Arg::new("all")
            .long("all")
            .action(ArgAction::SetTrue)
            .conflicts_with_all(["organization", "workgroup", "where"])
            .help("All of the staff, of every organization")
            .help_heading(SCOPE),
    ]
}

fn leaver_flags() -> [Arg; 5] {
    let flag = |name: &'static str, help: &'static str| {
        Arg::new(name).long(name).action(ArgAction::SetTrue).help(help).help_heading(LEAVERS)
    };
    let value = |name: &'static str, value: &'static str, help: &'static str| {
        Arg::new(name).long(name).value_name(value).help(help).help_heading(LEAVERS)
    };
    [
        value(
            "max-deactivations",
            "N|P%",
            "With more than this nothing is done: a number, or a share of the active users in the scope [default: 10, or 5 % if that is more]",
        )
        .value_parser(|text: &str| text.parse::<Brake>()),
        value("transfer-to", "USER", "Open cases, tasks and parked operations go to this user"),
        flag("unassign", "Case assignments end; what has to be somebody's goes to whoever gets the team"),
        flag("leave-open", "Open work stays with them: ct report orphans shows it"),
        value("team-to", "USER", "Their teams go to this user; to the supervisor of each otherwise"),
    ]
}

/// Syncs.
pub(crate) async fn run(app: &App, matches: &ArgMatches) -> Result<()> {
    if matches.contains_id("plan-out") {
        return Err(Error::usage(
            "the plan of a roster cannot be saved: who is missing is nothing that its rows tell",
            "--dry-run shows it; without --yes it is shown, and you are asked",
        )
        .into());
    }
    let name = matches.get_one::<String>("file").cloned().unwrap_or_default();
    let section = foreign::section(app, &USER, matches)?;
    let database = app.database().await?;
    roster::require_administrator(&database)?;
    let confirming = confirming(app, matches);
    let roster = Roster {
        scope: scope(&database, matches).await?,
        brake: matches.get_one::<Brake>("max-deactivations").copied().unwrap_or_default(),
        work: work(app, &database, matches).await?,
        is_shown: confirming != Confirming::Told,
    };
    let passwords = passwords::of_import(app, matches)?;
    let needs = Needs { generates: passwords.generate != Generate::Nobody, password: false };
    let file = file::open(app, &USER, &name, section.as_ref(), needs, matches).await?;
    file.require_whole()?;
    let mut request = file.request(app, &USER, passwords, matches);
    request.goal = match confirming {
        Confirming::DryRun | Confirming::Cannot => Goal::Plan,
        Confirming::Told | Confirming::Ask => Goal::Apply,
    };
    let (portions, reading) = file.read_roster(&database, &request).await?;
    let importing = Importing {
        request,
        portions,
        reading: Some(reading),
        progress: progress_style(matches),
        plan: None,
        detailed_exit: matches.get_flag("detailed-exitcode"),
        tell: Tell::Import,
    };
    syncing::run(app, &database, importing, &Syncing { roster, confirming }).await
}

/// Programs are not asked: what they read would have a plan before it.
fn confirming(app: &App, matches: &ArgMatches) -> Confirming {
    if matches.get_flag("dry-run") {
        Confirming::DryRun
    } else if app.yes {
        Confirming::Told
    } else if app.can_ask() && app.format == Format::Table {
        Confirming::Ask
    } else {
        Confirming::Cannot
    }
}

/// Whom it is about, as the flags say.
async fn scope(database: &Database, matches: &ArgMatches) -> Result<Scope> {
    let mut scope = Scope::default();
    let many =
        |name: &str| matches.get_many::<String>(name).into_iter().flatten().cloned().collect::<Vec<_>>();
    let mut told: Vec<_> = ["organization", "workgroup"]
        .into_iter()
        .flat_map(|field| many(field).into_iter().map(move |value| (field.to_owned(), value)))
        .collect();
    told.extend(matches.get_many::<(String, String)>("where").into_iter().flatten().cloned());
    for (field, value) in told {
        let (noun, ids): (&'static Noun, _) = match field.as_str() {
            "organization" => (&ORGANIZATION, &mut scope.organizations),
            "provider" => (&PROVIDER, &mut scope.providers),
            "location" => (&LOCATION, &mut scope.locations),
            "workgroup" | "workgroups" => (&WORKGROUP, &mut scope.workgroups),
            "external_id" => {
                scope.has_external_id = Some(match value.as_str() {
                    "present" => true,
                    "absent" => false,
                    _ => {
                        return Err(Error::usage(
                            format!("--where external_id={value}"),
                            "external_id is present or absent",
                        )
                        .into());
                    }
                });
                continue;
            }
            _ => {
                return Err(Error::usage(
                    format!("--where {field}={value}: a scope is not told by {field}"),
                    "it is told by organization, provider, location, workgroup or external_id; it is always of the staff",
                )
                .into());
            }
        };
        let value = value.as_str();
        let found = database.read(async |transaction| find_exact(transaction, noun, value).await).await?;
        ids.get_or_insert_default().push(found.id);
    }
    Ok(scope)
}

/// What becomes of open work, as the flags say.
async fn work(app: &App, database: &Database, matches: &ArgMatches) -> Result<Work> {
    let mut work = Work::default();
    for (flag, to) in [("transfer-to", &mut work.transfer_to), ("team-to", &mut work.team_to)] {
        if let Some(told) = matches.get_one::<String>(flag) {
            *to = Some(named::resolve(app, database, &USER, told).await?.id);
        }
    }
    work.what = match work.transfer_to {
        Some(_) => Some("transfer"),
        None => ["unassign", "leave-open"].into_iter().find(|flag| matches.get_flag(flag)),
    };
    Ok(work)
}
