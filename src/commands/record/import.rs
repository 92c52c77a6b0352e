//! `ct NOUN import`

use anyhow::Result;
use clap::{Arg, ArgAction, ArgMatches, Command};

use crate::commands::app::App;
use crate::commands::passwords;
use crate::csv_io::{self, Mapping};
use crate::noun::Noun;
use crate::noun::stage::{self, Conflict, Outcome, Passwords, Request};
use crate::output::{Format, Page, Progress};
use crate::record::{Heading, Record, Value};

/// The command.
pub(crate) fn command(noun: &'static Noun) -> Command {
    let columns: Vec<_> = noun
        .writable()
        .map(|column| {
            format!(
                "  {:<14} {}{}",
                column.name,
                column.help,
                if column.required { " (required)" } else { "" }
            )
        })
        .collect();
    let command = Command::new("import")
        .about(format!("Adds and changes {} from a CSV file: all of it or nothing", noun.plural))
        .arg(
            Arg::new("file")
                .value_name("FILE")
                .required_unless_present("template")
                .help("The file; - is standard input"),
        )
        .args(mapping_flags())
        .args([
            Arg::new("dry-run")
                .long("dry-run")
                .action(ArgAction::SetTrue)
                .help("Check everything and show what would be done, and do nothing"),
            Arg::new("on-conflict")
                .long("on-conflict")
                .value_name("WHAT")
                .value_parser(["update", "skip", "fail"])
                .default_value("update")
                .help(format!("What to do with {} that exist already", noun.plural)),
            Arg::new("template")
                .long("template")
                .action(ArgAction::SetTrue)
                .conflicts_with("file")
                .help("Print an empty file with every column, and do nothing"),
        ])
        .after_help(format!(
            "Columns:\n{}\n\nAn absent column and an empty cell leave the field as it is; NULL empties it. Lists in a \
             cell are separated by ;. Errors are told all at once, by line and column, and then nothing is written.",
            columns.join("\n")
        ));
    if noun.name == "user" { passwords::import_flags(command) } else { command }
}

fn mapping_flags() -> [Arg; 6] {
    let heading = "Files that others made";
    let many = |name: &'static str, value: &'static str, help: &'static str| {
        Arg::new(name).long(name).value_name(value).action(ArgAction::Append).help(help).help_heading(heading)
    };
    [
        many("map", "THEIRS=OURS", "Read our column from theirs").value_parser(pair),
        many(
            "set",
            "OURS=TEMPLATE",
            "Compute our column from a text with their columns in braces: name='{first} {last}'",
        )
        .value_parser(pair),
        many("ignore", "THEIRS", "Leave a column out"),
        Arg::new("ignore-other")
            .long("ignore-other")
            .action(ArgAction::SetTrue)
            .help("Leave out every column that is not known")
            .help_heading(heading),
        Arg::new("delimiter")
            .long("delimiter")
            .value_name("CHARACTER")
            .value_parser(delimiter)
            .help("What separates the columns; found from the header unless told: comma, semicolon or tab")
            .help_heading(heading),
        Arg::new("null")
            .long("null")
            .value_name("WORD")
            .default_value("NULL")
            .help("The word that empties a field")
            .help_heading(heading),
    ]
}

fn pair(text: &str) -> std::result::Result<(String, String), String> {
    match text.split_once('=') {
        Some((one, other)) if !one.trim().is_empty() && !other.is_empty() => {
            Ok((one.trim().to_owned(), other.to_owned()))
        }
        _ => Err("two names with = between them".to_owned()),
    }
}

fn delimiter(text: &str) -> std::result::Result<u8, String> {
    match text {
        "tab" | "\\t" | "\t" => Ok(b'\t'),
        "comma" => Ok(b','),
        "semicolon" => Ok(b';'),
        text if text.len() == 1 && !matches!(text, "\"" | "\n" | "\r") => Ok(text.as_bytes()[0]),
        _ => Err("one character, or tab, comma, semicolon".to_owned()),
    }
}

/// Imports.
pub(crate) async fn run(app: &App, noun: &'static Noun, matches: &ArgMatches) -> Result<()> {
    if matches.get_flag("template") {
        let names: Vec<_> = noun.writable().map(|column| column.name).collect();
        return crate::commands::write_line(&names.join(","));
    }
    let name = matches.get_one::<String>("file").cloned().unwrap_or_default();
    let database = app.database().await?;
    // Standard input has a name in messages, too.
    let shown = if name == "-" { "standard input".to_owned() } else { name.clone() };
    let options = options(shown.clone(), matches);
    // On a thread of its own: standard input may keep us waiting, and Ctrl-C shall be heard meanwhile.
    let file = tokio::task::spawn_blocking(move || csv_io::File::begin(noun, csv_io::open(&name)?, options))
        .await??;
    if file.delimiter != b',' && !matches.contains_id("delimiter") {
        let word = if file.delimiter == b';' { "semicolons" } else { "tabs" };
        app.talk.say(&format!("{shown}: the columns are separated by {word}"));
    }
    let passwords = if noun.name == "user" { passwords::of_import(matches) } else { Passwords::none() };
    let request = Request {
        noun,
        columns: file.columns(),
        positions: file.positions(),
        conflict: match matches.get_one::<String>("on-conflict").map(String::as_str) {
            Some("skip") => Conflict::Skip,
            Some("fail") => Conflict::Fail,
            _ => Conflict::Update,
        },
        operation: app.operation(),
        passwords,
        dry_run: matches.get_flag("dry-run"),
        source: shown,
    };
    let lookups = stage::lookups(&database, &request.columns).await?;
    let (portions, rows) = stage::read(file, lookups);
    let outcome = {
        let mut progress = Progress::begin(&app.talk, app.clock.as_ref(), "reading", None);
        let mut run = std::pin::pin!(stage::run(&database, request, portions));
        let mut ticks = tokio::time::interval(std::time::Duration::from_millis(100));
        loop {
            tokio::select! {
                outcome = &mut run => break outcome?,
                _ = ticks.tick() => progress.advance(rows.since_last()),
            }
        }
    };
    if outcome.dry_run {
        return show_plan(app, &outcome);
    }
    show(app, noun, &outcome)
}

fn options(name: String, matches: &ArgMatches) -> csv_io::Options {
    let pairs = |flag: &str| {
        matches.get_many::<(String, String)>(flag).map(|pairs| pairs.cloned().collect()).unwrap_or_default()
    };
    let mapping = Mapping {
        map: pairs("map"),
        set: pairs("set"),
        ignore: matches
            .get_many::<String>("ignore")
            .map(|names| names.cloned().collect())
            .unwrap_or_default(),
        ignore_other: matches.get_flag("ignore-other"),
    };
    csv_io::Options {
        delimiter: matches.get_one::<u8>("delimiter").copied(),
        mapping,
        null: matches.get_one::<String>("null").cloned().unwrap_or_default(),
        name,
    }
}

/// Shows what would be done.
pub(crate) fn show_plan(app: &App, outcome: &Outcome) -> Result<()> {
    let headings = [
        Heading::new("line", "Line"),
        Heading::new("action", "Action"),
        Heading::new("key", "Which"),
        Heading::new("field", "Field"),
        Heading::new("from", "From"),
        Heading::new("to", "To"),
    ];
    let record = |difference: &stage::Difference| Record {
        id: i64::try_from(difference.line).unwrap_or_default(),
        values: vec![
            Value::Number(i64::try_from(difference.line).unwrap_or_default()),
            difference.action.into(),
            difference.key.as_str().into(),
            difference.field.clone().into(),
            difference.old.clone().into(),
            difference.new.clone().into(),
        ],
    };
    if app.format == Format::Json {
        let changes: Vec<_> = outcome
            .differences
            .iter()
            .map(|difference| serde_json::to_value(record(difference).under(&headings)))
            .collect::<std::result::Result<_, _>>()?;
        let page = counts(["create", "change", "unchanged"], outcome);
        return app.page(&page.field(Heading::new("changes", "Changes"), serde_json::Value::Array(changes)));
    }
    let records: Vec<_> = outcome.differences.iter().map(record).collect();
    if !records.is_empty() || app.format != Format::Table {
        app.list(&headings, &records, "changes", true)?;
    }
    app.talk.say(&format!(
        "would create {}, change {}, leave {} unchanged; nothing was done",
        outcome.create, outcome.change, outcome.keep
    ));
    Ok(())
}

/// How many rows were or would be created, changed and left as they are, under these names.
fn counts([create, change, keep]: [&'static str; 3], outcome: &Outcome) -> Page {
    Page::new(0)
        .field(Heading::new(create, create), number(outcome.create))
        .field(Heading::new(change, change), number(outcome.change))
        .field(Heading::new(keep, keep), number(outcome.keep))
}

fn number(count: u64) -> Value {
    Value::Number(i64::try_from(count).unwrap_or(i64::MAX))
}

/// Says what was done.
fn show(app: &App, noun: &'static Noun, outcome: &Outcome) -> Result<()> {
    let without = outcome.create.saturating_sub(outcome.passwords);
    if app.format != Format::Table {
        // What was done to a file has no id.
        if app.format == Format::Id {
            return Ok(());
        }
        let mut page = counts(["created", "changed", "unchanged"], outcome);
        if noun.name == "user" {
            page = page.field(Heading::new("passwords_set", "Passwords set"), number(outcome.passwords));
        }
        return app.page(&page);
    }
    let mut parts = vec![
        format!("{} created", outcome.create),
        format!("{} changed", outcome.change),
        format!("{} unchanged", outcome.keep),
    ];
    if noun.name == "user" && outcome.passwords > 0 {
        parts.push(format!("{} passwords set", outcome.passwords));
    }
    let noun_word = if outcome.create + outcome.change + outcome.keep == 1 { noun.name } else { noun.plural };
    let note = if noun.name == "user" && without > 0 {
        format!("; {without} without a password, who cannot log in until one is set")
    } else {
        String::new()
    };
    app.talk.say(&format!("{noun_word}: {}{note}", parts.join(", ")));
    Ok(())
}
