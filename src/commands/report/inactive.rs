//! `ct report inactive`

use anyhow::Result;
use clap::{Arg, ArgMatches, Command, value_parser};
use futures_util::TryStreamExt;

use super::access::{AGES, age};
use super::writing::{self, Columns, Writing, organization, text, value};
use crate::commands::app::App;
use crate::commands::record::list::paging;
use crate::output::{Chart, Format, Tally, standard_output};
use crate::record::{Record, Value};
use crate::report::inactive::{HEADINGS, inactive};

/// In a table.
const USUAL: [&str; 9] =
    ["email", "days", "last_login_at", "status", "organization", "supervisor", "cases", "tasks", "exempt"];
/// On a page.
const ON_PAGE: [&str; 13] = [
    "email",
    "name",
    "days",
    "last_login_at",
    "last_activity_at",
    "status",
    "organization",
    "supervisor",
    "cases",
    "tasks",
    "exempt",
    "warned_at",
    "locked_at",
];

/// The command.
pub(super) fn command() -> Command {
    let [limit, _] = paging();
    Command::new("inactive")
        .about("Lists who has not logged in for so many days, and is not inactive yet")
        .args([
            Arg::new("days")
                .long("days")
                .value_name("NUMBER")
                .required(true)
                .value_parser(value_parser!(i32).range(1..=36500))
                .help("For at least so many days"),
            writing::organization_flag(),
            writing::exitcode_flag("is anybody"),
            writing::columns(&HEADINGS),
            limit,
        ])
        .after_help(
            "Days are counted from the last login, or from when somebody was created, reactivated or unlocked, if that is \
             later. exempt: inactivity neither warns, locks nor deactivates them. cases, tasks: what is open and theirs.\n\n\
             ct report inactive --days 90 --detailed-exitcode",
        )
}

/// Lists.
pub(super) async fn run(app: &App, matches: &ArgMatches) -> Result<()> {
    let columns = Columns::of(app, matches, &HEADINGS, &USUAL, &ON_PAGE);
    let days = matches.get_one::<i32>("days").copied().unwrap_or(1);
    let limit = matches.get_one::<u32>("limit").copied();
    let mut charts = Charts::default();
    let database = app.database().await?;
    let written = database
        .read_once(async |transaction| {
            let within = organization(transaction, matches).await?;
            let filters = [
                ("days", Some(days.to_string())),
                ("organization", matches.get_one::<String>("organization").cloned()),
                ("limit", limit.map(|limit| limit.to_string())),
            ];
            let title = format!("Not there for {days} days");
            let what = (title.as_str(), "Who has not logged in for so long, and is not inactive yet; counted from when they were created, reactivated or unlocked, if that is later.", "users");
            let about = writing::about(app, transaction, what, &filters).await?;
            let mut out = standard_output();
            let mut writing = match Writing::begin(app, &columns, &mut out) {
                Ok(writing) => writing,
                Err(cause) => return Ok(Err(cause)),
            };
            let mut records = std::pin::pin!(inactive(transaction, app.clock.now(), days, within, limit).await?);
            while let Some(mut record) = records.try_next().await? {
                charts.count(&record);
                for_people(app, &mut record);
                if let Err(cause) = writing.row(&record) {
                    return Ok(Err(cause));
                }
            }
            Ok(writing.end(&about, &charts.drawn()))
        })
        .await??;
    let rows = written.rows();
    written.tell(app, "users");
    if limit.is_some_and(|limit| u64::from(limit) == rows) {
        app.talk.say("there may be more: a higher --limit shows them");
    }
    if matches.get_flag("detailed-exitcode") && rows > 0 {
        app.end_with(10);
    }
    Ok(())
}

/// Whoever never logged in has not done so: for programs there is no time.
fn for_people(app: &App, record: &mut Record) {
    writing::tell_the_end(app, record, &HEADINGS);
    if matches!(app.format, Format::Table | Format::Html)
        && let Some(place) = HEADINGS.iter().position(|heading| heading.name == "last_login_at")
        && record.values[place] == Value::Null
    {
        record.values[place] = "never".into();
    }
}

/// What the charts count.
struct Charts {
    ages: Tally,
    organizations: Tally,
    steps: Tally,
    work: Tally,
}

impl Default for Charts {
    fn default() -> Self {
        Self {
            ages: Tally::of(&AGES[..6]),
            organizations: Tally::default(),
            steps: Tally::of(&["nothing yet", "warned", "locked", "exempt"]),
            work: Tally::of(&["with open cases", "with open tasks", "with neither"]),
        }
    }
}

impl Charts {
    fn count(&mut self, record: &Record) {
        let told = |name: &str| value(record, &HEADINGS, name);
        let is_told = |name: &str| *told(name) != Value::Null;
        let has = |name: &str| matches!(told(name), Value::Number(1..));
        if let Value::Number(days) = told("days") {
            self.ages.count(age(*days));
        }
        self.organizations.count(&text(record, &HEADINGS, "organization", "without"));
        self.steps.count(match (told("exempt"), is_told("locked_at"), is_told("warned_at")) {
            (Value::Flag(true), ..) => "exempt",
            (_, true, _) => "locked",
            (_, _, true) => "warned",
            _ => "nothing yet",
        });
        for (name, which) in [("cases", "with open cases"), ("tasks", "with open tasks")] {
            if has(name) {
                self.work.count(which);
            }
        }
        if !has("cases") && !has("tasks") {
            self.work.count("with neither");
        }
    }

    fn drawn(self) -> [Chart; 4] {
        [
            self.ages.in_order("For how long"),
            self.steps.in_order("What was done about it"),
            self.organizations.most_first("By organization"),
            self.work.in_order("Open work"),
        ]
    }
}
