//! `ct user deactivate`

use anyhow::Result;
use clap::{Arg, ArgAction, ArgGroup, ArgMatches, Command};

use crate::commands::app::{App, progress_flag, progress_style};
use crate::commands::named;
use crate::commands::record::file::{self, Needs};
use crate::commands::record::import::begin_plan;
use crate::commands::record::import_flags::{mapping_flags, no_wait, plan_flags, reject_flags};
use crate::commands::record::importing::{self, Importing, Tell};
use crate::commands::record::{planned_rows, show_planned};
use crate::noun::stage::{self, Conflict, Passwords};
use crate::output::{Format, Page};
use crate::record::Heading;
use crate::user::USER;
use crate::user::leaver::{self, Deactivate, Deactivated, LEAVER, Told};

/// The command.
pub(crate) fn command() -> Command {
    let flag = |name: &'static str, help: &'static str| {
        Arg::new(name).long(name).action(ArgAction::SetTrue).help(help)
    };
    let value = |name: &'static str, value: &'static str, help: &'static str| {
        Arg::new(name).long(name).value_name(value).help(help)
    };
    // What a file needs; a single user has no use for them.
    let files = mapping_flags().into_iter().filter(|flag| flag.get_id() != "preset").chain(reject_flags());
    let plans = plan_flags().into_iter().filter(|flag| flag.get_id() != "dry-run");
    Command::new("deactivate")
        .about("Takes users out of use, now or at a time; what they have open is handed on")
        .arg(
            Arg::new("named")
                .value_name("USER")
                .num_args(1..)
                .action(ArgAction::Append)
                .required_unless_present_any(["from", "template"])
                .help("Who leaves: e-mail, id, or on a terminal the beginning of a name"),
        )
        .args([
            value("transfer-to", "USER", "Open cases, tasks and parked operations go to this user"),
            flag("unassign", "Case assignments end; what has to be somebody's goes to whoever gets the team"),
            flag("leave-open", "Open work stays with them: ct report orphans shows it"),
        ])
        .group(ArgGroup::new("work").args(["transfer-to", "unassign", "leave-open"]))
        .args([
            value("team-to", "USER", "Their team goes to this user; to their supervisor otherwise"),
            value("at", "TIME", "Not now but then: 2026-12-31T17:00 on the clocks of their organization; a day alone is its end"),
            flag("cancel", "Cancel the scheduled end").conflicts_with_all(["at", "work", "team-to"]),
            flag("dry-run", "Show what would be done, and do nothing"),
            value("from", "FILE", "All users of this CSV file, a row each; - is standard input").conflicts_with("named"),
            flag("template", "Print an empty file with every column, and do nothing").conflicts_with_all(["named", "from"]),
        ])
        .group(ArgGroup::new("plan").args(["dry-run", "plan-out"]).multiple(true))
        .args(files.chain(plans).chain([no_wait(), progress_flag()]).map(|flag| {
            let is_of_both = flag.get_id() == "detailed-exitcode";
            // What is required is not asked for where it would conflict: so whoever names somebody is told this way.
            if is_of_both { flag } else { flag.requires("from").conflicts_with("named").help_heading("With --from") }
        }))
        .after_help(format!(
            "Their sessions end, and no login is possible from that instant on; what they entered stays as it was. Refused, \
             with a list, while there is open work of which nothing is said. All of them or none; a second time changes \
             nothing and says so. It is a batch: ct batch undo brings them back, with what was handed on.\n\n\
             Columns of a file; what it does not tell, the flags do:\n{}\n\n\
             ct user deactivate m.dang@example.org --transfer-to a.lind@example.org --reason 'left the agency'\n  \
             ct user deactivate m.dang@example.org --at 2026-12-31T17:00 --unassign\n  \
             ct user deactivate --from leavers.csv --leave-open --partial --rejects bad.csv",
            LEAVER
                .columns
                .iter()
                .map(|column| format!("  {:<12} {}", column.name, column.help))
                .collect::<Vec<_>>()
                .join("\n")
        ))
}

/// Deactivates.
pub(crate) async fn run(app: &App, matches: &ArgMatches) -> Result<()> {
    if matches.get_flag("template") {
        let names: Vec<_> = LEAVER.writable().map(|column| column.name).collect();
        return crate::commands::write_line(&names.join(","));
    }
    if let Some(file) = matches.get_one::<String>("from") {
        return of_file(app, file, matches).await;
    }
    let database = app.database().await?;
    let mut users = Vec::new();
    for told in matches.get_many::<String>("named").into_iter().flatten() {
        let found = named::resolve(app, &database, &USER, told).await?;
        if !users.iter().any(|user: &crate::noun::Found| user.id == found.id) {
            users.push(found);
        }
    }
    let told = told(app, &database, matches).await?;
    let dry_run = matches.get_flag("dry-run");
    let labels: Vec<_> = users.iter().map(|user| user.label.clone()).collect();
    let request = Deactivate { users, told, operation: app.operation(), dry_run };
    let done = leaver::deactivate(&database, request).await?;
    show(app, &labels, &done, matches)?;
    if dry_run && matches.get_flag("detailed-exitcode") && !done.done.is_empty() {
        app.end_with(10);
    }
    Ok(())
}

/// What the flags tell of all of them.
async fn told(app: &App, database: &crate::db::Database, matches: &ArgMatches) -> Result<Told> {
    let mut told = Told::new();
    for (flag, column) in [("transfer-to", "transfer_to"), ("team-to", "team_to")] {
        if let Some(named) = matches.get_one::<String>(flag) {
            let found = named::resolve(app, database, &USER, named).await?;
            told.insert(column.to_owned(), found.label.into());
        }
    }
    let work = ["transfer-to", "unassign", "leave-open"].into_iter().find(|name| match *name {
        "transfer-to" => matches.contains_id(name),
        flag => matches.get_flag(flag),
    });
    if let Some(work) = work {
        let word = if work == "transfer-to" { "transfer" } else { work };
        told.insert("work".to_owned(), word.into());
    }
    if let Some(at) = matches.get_one::<String>("at") {
        told.insert("at".to_owned(), at.as_str().into());
    }
    if matches.get_flag("cancel") {
        told.insert("cancel".to_owned(), "yes".into());
    }
    Ok(told)
}

/// All users of a file.
async fn of_file(app: &App, named: &str, matches: &ArgMatches) -> Result<()> {
    let database = app.database().await?;
    let needs = Needs { generates: false, password: false };
    let told = told(app, &database, matches).await?;
    let file = file::open(app, &LEAVER, named, None, needs, matches).await?;
    let mut request = file.request(app, &LEAVER, Passwords::none(), matches);
    request.conflict = Conflict::MustExist;
    let present = request.columns.clone();
    let lookups = stage::lookups(&database, &present).await?;
    let (portions, reading) = file.read(&database, &request).await?;
    request.columns.extend(leaver::further(&present, &told));
    let plan = match matches.get_one::<std::path::PathBuf>("plan-out") {
        Some(path) => Some(begin_plan(app, &database, &request, path).await?),
        None => None,
    };
    let importing = Importing {
        portions: leaver::with_told(portions, &present, &told, &lookups)?,
        request,
        reading: Some(reading),
        progress: progress_style(matches),
        plan,
        detailed_exit: matches.get_flag("detailed-exitcode"),
        tell: Tell::Leavers,
    };
    importing::run(app, &database, importing).await
}

/// Tells what became of each.
fn show(app: &App, labels: &[String], done: &Deactivated, matches: &ArgMatches) -> Result<()> {
    let dry_run = matches.get_flag("dry-run");
    let shown: Vec<_> = done.done.iter().map(leaver::shown).collect();
    if app.format == Format::Json {
        let page = Page::new(done.batch.unwrap_or_default())
            .field(Heading::new("changed", "Changed"), i64::try_from(done.done.len()).unwrap_or(i64::MAX))
            .field(
                Heading::new("unchanged", "Unchanged"),
                i64::try_from(labels.len() - done.done.len()).unwrap_or(i64::MAX),
            )
            .field(Heading::new("batch", "Batch"), done.batch)
            .field(Heading::new("rows", "Rows"), planned_rows(app, &shown)?);
        return app.page(&page);
    }
    if app.format != Format::Table {
        return show_planned(app, &shown);
    }
    for label in labels {
        let one = done.done.iter().find(|one| one.key == *label);
        let said = one.map(|one| format!("user {label}: {}", leaver::said(&one.change, dry_run)));
        app.talk.say(&said.unwrap_or_else(|| already(label, matches)));
    }
    if let Some(batch) = done.batch {
        app.talk.say(&format!("to undo it: ct batch undo {batch}"));
    } else if dry_run {
        app.talk.say("nothing was done");
    }
    Ok(())
}

/// Why nothing was to be done with one.
fn already(label: &str, matches: &ArgMatches) -> String {
    if matches.get_flag("cancel") {
        return format!("user {label} has no scheduled end");
    }
    if matches.contains_id("at") {
        return format!("user {label} has that end already, or is inactive already");
    }
    format!(
        "user {label} is inactive already; work that is still theirs: ct report orphans, ct caseload transfer {label}"
    )
}
