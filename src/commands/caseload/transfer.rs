//! `ct caseload transfer`

use std::collections::BTreeMap;
use std::path::Path;

use anyhow::Result;
use clap::{Arg, ArgAction, ArgMatches, Command};

use crate::Error;
use crate::case::transfer::{Moved, Rule, Transfer, Transferred, read_file, transfer};
use crate::commands::app::App;
use crate::commands::case::{manager, several, today};
use crate::noun::find_exact;
use crate::organization::ORGANIZATION;
use crate::output::{Format, Page};
use crate::record::{Heading, Record, Value};

const HEADINGS: [Heading; 8] = [
    Heading::new("user", "To"),
    Heading::new("client", "Client"),
    Heading::new("client_name", "Client's name"),
    Heading::new("organization", "Organization"),
    Heading::new("result", "Result"),
    Heading::new("begin_date", "From"),
    Heading::new("end_date", "Until"),
    Heading::new("was", "Was"),
];

/// The command.
pub(super) fn command() -> Command {
    let text = |name: &'static str, value: &'static str, help: &'static str| {
        Arg::new(name).long(name).value_name(value).help(help)
    };
    Command::new("transfer")
        .about("Gives the open assignments of one user to others, all or none")
        .arg(
            Arg::new("named")
                .value_name("FROM")
                .required(true)
                .help("Whose they are, who may be inactive: e-mail or id"),
        )
        .args([
            text("to", "USER", "Who gets them: e-mail or id; told several times, they share")
                .action(ArgAction::Append)
                .required_unless_present("by"),
            text(
                "by",
                "HOW",
                "round-robin (in turn, unless told otherwise), least-loaded (always to who has the fewest), or a file with the \
                 columns client,user, which says who gets whom",
            ),
            text("organization", "CODE", "Only those of this organization's clients"),
            Arg::new("dry-run")
                .long("dry-run")
                .action(ArgAction::SetTrue)
                .help("Show who would get whom, and change nothing"),
        ])
        .after_help(
            "What has begun ends yesterday, and begins today for who gets it; what begins today or later is taken back, and \
             begins for them on the same day. Clients whom they have already are not doubled. What a file does not name goes to \
             those of --to in turn, and stays where nobody is told.\n\n\
             It is a batch: ct batch undo puts all of it back.\n\n\
             ct caseload transfer m.dang@example.org --to a.lind@example.org --to k.roe@example.org --dry-run",
        )
}

/// Gives them to others.
pub(super) async fn run(app: &App, matches: &ArgMatches) -> Result<()> {
    let told = matches.get_one::<String>("by").map(String::as_str);
    let to = several(matches, "to");
    let (rule, file) = match told {
        None | Some("round-robin") => (Rule::RoundRobin, None),
        Some("least-loaded") => (Rule::LeastLoaded, None),
        Some(word) if word != "-" && !Path::new(word).exists() => {
            return Err(Error::usage(
                format!("--by: {word:?} is no file, nor round-robin or least-loaded"),
                "a file has the columns client,user, and says who gets whom",
            )
            .into());
        }
        Some(path) => (Rule::RoundRobin, Some((path.to_owned(), read_file(path)?))),
    };
    if to.is_empty() && file.is_none() {
        return Err(Error::usage("nobody is told who gets them", "--to USER, or --by FILE.csv").into());
    }
    let database = app.database().await?;
    let named = matches.get_one::<String>("named").map_or("", String::as_str);
    let organization = matches.get_one::<String>("organization");
    let from = manager(app, &database, named).await?;
    let mut receivers = Vec::new();
    for told in &to {
        let found = manager(app, &database, told).await?;
        if !receivers.contains(&found) {
            receivers.push(found);
        }
    }
    let organization = match organization {
        Some(code) => Some(database.read(async |found| find_exact(found, &ORGANIZATION, code).await).await?),
        None => None,
    };
    let dry_run = matches.get_flag("dry-run");
    let told = Transfer { from, day: today(app), organization, to: receivers, rule, file, dry_run };
    let done = transfer(&database, &app.operation(), &told).await?;
    show(app, &told, &done)
}

fn record(one: &Moved) -> Record {
    Record {
        id: one.id,
        values: vec![
            one.user.as_str().into(),
            one.client.as_str().into(),
            one.client_name.as_str().into(),
            one.organization.as_str().into(),
            if one.is_theirs { "already theirs" } else { "moved" }.into(),
            one.begin.map(|day| day.to_string()).into(),
            one.end.map(|day| day.to_string()).into(),
            Value::Number(one.id),
        ],
    }
}

fn show(app: &App, told: &Transfer, done: &Transferred) -> Result<()> {
    let records: Vec<_> = done.moved.iter().map(record).collect();
    let theirs = done.moved.iter().filter(|one| one.is_theirs).count();
    let moved = done.moved.len() - theirs;
    if app.format == Format::Json {
        let rows = records.iter().map(|record| serde_json::to_value(record.under(&HEADINGS)));
        let rows = rows.collect::<std::result::Result<Vec<_>, _>>()?;
        let count = |count: usize| Value::Number(i64::try_from(count).unwrap_or(i64::MAX));
        let page = Page::new(done.batch.unwrap_or_default())
            .field(Heading::new("moved", "Moved"), count(moved))
            .field(Heading::new("already_theirs", "Already theirs"), count(theirs))
            .field(Heading::new("stay", "Stay"), count(usize::try_from(done.stay).unwrap_or(usize::MAX)))
            .field(Heading::new("batch", "Batch"), done.batch)
            .field(Heading::new("rows", "Rows"), serde_json::Value::Array(rows));
        return app.page(&page);
    }
    if !records.is_empty() || app.format != Format::Table {
        app.list(&HEADINGS, &records, "case assignments", false)?;
    }
    let stay = if done.stay > 0 { format!(", {} stay", done.stay) } else { String::new() };
    if records.is_empty() {
        app.talk.say(&format!("{} has nothing to give{stay}", told.from.email));
        return Ok(());
    }
    for (user, [moved, theirs]) in by_receiver(&done.moved) {
        let already = if theirs > 0 { format!(", {theirs} already theirs") } else { String::new() };
        app.talk.say(&format!("{user}: {moved} moved{already}"));
    }
    let word = if told.dry_run { "would move" } else { "moved" };
    let already = if theirs > 0 { format!(", {theirs} already theirs") } else { String::new() };
    let end = match done.batch {
        Some(batch) => format!(" (batch {batch})"),
        None => "; nothing was done".to_owned(),
    };
    app.talk.say(&format!("{}: {word} {moved}{already}{stay}{end}", told.from.email));
    Ok(())
}

fn by_receiver(moved: &[Moved]) -> BTreeMap<&str, [usize; 2]> {
    let mut counts: BTreeMap<&str, [usize; 2]> = BTreeMap::new();
    for one in moved {
        counts.entry(&one.user).or_default()[usize::from(one.is_theirs)] += 1;
    }
    counts
}
