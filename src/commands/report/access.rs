//! `ct report access`

use anyhow::Result;
use chrono::{DateTime, Utc};
use clap::{Arg, ArgMatches, Command};
use futures_util::TryStreamExt;

use super::writing::{self, Columns, Writing, found, organization, text, value};
use crate::commands::app::App;
use crate::commands::record::list::tool_and_level;
use crate::db::Transaction;
use crate::output::{Chart, Tally, standard_output};
use crate::record::{Record, Value};
use crate::report::access::{Filter, HEADINGS, STATUSES, access};
use crate::user::USER;
use crate::workgroup::WORKGROUP;

/// In a table.
const USUAL: [&str; 9] = [
    "email",
    "status",
    "organization",
    "workgroups",
    "tools",
    "administrator",
    "supervisor",
    "last_login_at",
    "name",
];
/// On a page.
const ON_PAGE: [&str; 16] = [
    "email",
    "name",
    "status",
    "status_since",
    "status_reason",
    "status_by",
    "organization",
    "organizations",
    "workgroups",
    "tools",
    "administrator",
    "elevated",
    "supervisor",
    "supervisor_status",
    "last_login_at",
    "password_state",
];

/// The command.
pub(super) fn command() -> Command {
    let flag = |name: &'static str, value: &'static str, help: &'static str| {
        Arg::new(name).long(name).value_name(value).help(help)
    };
    Command::new("access")
        .about("Lists every user with status, rights, supervisor and last login: who may do what")
        .args([
            writing::organization_flag(),
            flag("workgroup", "CODE", "Those with this workgroup"),
            flag("tool", "TOOL[:LEVEL]", "Those with access to this tool, at least at this level"),
            flag("status", "STATUS", "Those with this status").value_parser(STATUSES),
            flag("supervisor", "USER", "The team of this user: e-mail or id"),
            writing::columns(&HEADINGS),
        ])
        .after_help(
            "Inactive users are in it, and labelled. ends: the end is scheduled, and active until then. elevated: what \
             only administrators may have. administrator: may write users, through a workgroup that opens it.\n\n\
             ct report access -o csv > review.csv\n\
             ct report access -o html > review.html\n\
             ct report access --tool users:write --status active",
        )
}

/// Lists.
pub(super) async fn run(app: &App, matches: &ArgMatches) -> Result<()> {
    let columns = Columns::of(app, matches, &HEADINGS, &USUAL, &ON_PAGE);
    let mut charts = Charts::new(app.clock.now());
    let database = app.database().await?;
    let written = database
        .read_once(async |transaction| {
            let filter = told(transaction, matches).await?;
            let filters = ["organization", "workgroup", "tool", "status", "supervisor"]
                .map(|name| (name, matches.get_one::<String>(name).cloned()));
            let what = (
                "Access review",
                "Every user, what they are and what they may do, inactive ones included.",
                "users",
            );
            let about = writing::about(app, transaction, what, &filters).await?;
            let mut out = standard_output();
            let mut writing = match Writing::begin(app, &columns, &mut out) {
                Ok(writing) => writing,
                Err(cause) => return Ok(Err(cause)),
            };
            let mut records = std::pin::pin!(access(transaction, &filter).await?);
            while let Some(mut record) = records.try_next().await? {
                charts.count(&record);
                writing::tell_the_end(app, &mut record, &HEADINGS);
                if let Err(cause) = writing.row(&record) {
                    return Ok(Err(cause));
                }
            }
            Ok(writing.end(&about, &charts.drawn()))
        })
        .await??;
    written.tell(app, "users");
    Ok(())
}

/// What the filters say.
async fn told(transaction: &Transaction<'_>, matches: &ArgMatches) -> crate::Result<Filter> {
    let tool = match matches.get_one::<String>("tool") {
        Some(told) => Some(tool_and_level(transaction, told).await?),
        None => None,
    };
    Ok(Filter {
        organization: organization(transaction, matches).await?,
        workgroup: found(transaction, matches, "workgroup", &WORKGROUP).await?,
        tool,
        status: matches.get_one::<String>("status").cloned(),
        supervisor: found(transaction, matches, "supervisor", &USER).await?,
    })
}

/// What the charts count.
struct Charts {
    now: DateTime<Utc>,
    statuses: Tally,
    logins: Tally,
    organizations: Tally,
    workgroups: Tally,
    elevated: Tally,
    passwords: Tally,
}

impl Charts {
    fn new(now: DateTime<Utc>) -> Self {
        Self {
            now,
            statuses: Tally::of(&STATUSES),
            logins: Tally::of(&AGES),
            organizations: Tally::default(),
            workgroups: Tally::default(),
            elevated: Tally::default(),
            passwords: Tally::of(&["set", "temporary", "expired", "none"]),
        }
    }

    fn count(&mut self, record: &Record) {
        let told = |name: &str, nothing: &'static str| text(record, &HEADINGS, name, nothing).into_owned();
        self.statuses.count(&told("status", "-"));
        self.organizations.count(&told("organization", "without"));
        // Whoever is gone holds nothing any more, and logs in no more.
        if told("status", "-") == "inactive" {
            return;
        }
        self.passwords.count(&told("password_state", "none"));
        self.logins.count(match value(record, &HEADINGS, "last_login_at") {
            Value::Time(at) => age((self.now - *at).num_days()),
            _ => NEVER,
        });
        for (name, tally) in [("workgroups", &mut self.workgroups), ("elevated", &mut self.elevated)] {
            if let Value::List(items) = value(record, &HEADINGS, name) {
                items.iter().for_each(|item| tally.count(item));
            }
        }
    }

    fn drawn(self) -> [Chart; 6] {
        [
            self.statuses.in_order("Users by status"),
            self.logins.in_order("Last login (inactive users left out)"),
            self.organizations.most_first("Users by organization"),
            self.workgroups.most_first("Workgroups (inactive users left out)"),
            self.elevated.most_first("Elevated rights (inactive users left out)"),
            self.passwords.in_order("Passwords (inactive users left out)"),
        ]
    }
}

const NEVER: &str = "never";
/// How long ago, from the latest on.
pub(super) const AGES: [&str; 7] = [
    "up to 7 days",
    "8 to 30 days",
    "31 to 90 days",
    "91 to 180 days",
    "181 to 365 days",
    "over a year",
    NEVER,
];

/// The name of so many days.
pub(super) const fn age(days: i64) -> &'static str {
    match days {
        i64::MIN..=7 => AGES[0],
        8..=30 => AGES[1],
        31..=90 => AGES[2],
        91..=180 => AGES[3],
        181..=365 => AGES[4],
        _ => AGES[5],
    }
}
