//! `ct team show`: a supervisor's page.

use anyhow::Result;
use clap::{Arg, ArgAction, ArgMatches, Command};

use super::work;
use crate::commands::app::App;
use crate::commands::latest;
use crate::commands::record::list::Team;
use crate::noun::find_exact;
use crate::output::{Format, Page};
use crate::record::{Heading, Record, Value};
use crate::team::{self, MEMBERS, TOTALS};
use crate::user::USER;

/// In a table, where the last ones are left out if it is narrow: how much work there is comes first.
const USUAL: [&str; 9] =
    ["name", "cases", "open_tasks", "overdue_tasks", "paused", "standing", "last_login_at", "email", "id"];

/// The command.
pub(super) fn command() -> Command {
    let [columns, ..] = latest::flags(&MEMBERS);
    Command::new("show")
        .about("Shows the team: who is on it, and how much work is on whose desk")
        .arg(work::of())
        .arg(Arg::new("all").long("all").action(ArgAction::SetTrue).help("Those who are inactive, too"))
        .arg(columns)
        .after_help(
            "Cases: assignments that are open now. Tasks: open ones that are for somebody, owned by or assigned to them.",
        )
}

/// Shows it.
pub(super) async fn run(app: &App, matches: &ArgMatches) -> Result<()> {
    let database = app.database().await?;
    let of = Team::of(matches.get_one::<String>("of"));
    let everybody = matches.get_flag("all");
    let (supervisor, members) = database
        .read(async |transaction| {
            let id = of.supervisor(transaction).await?;
            let supervisor = find_exact(transaction, &USER, &id.to_string()).await?;
            Ok((supervisor, team::members(transaction, id, everybody).await?))
        })
        .await?;
    if matches!(app.format, Format::Csv | Format::Jsonl | Format::Id) {
        return latest::write(app, matches, &MEMBERS, &USUAL, &members, "users");
    }
    let mut page = Page::new(supervisor.id).section(format!("The team of {}", supervisor.name));
    if app.format == Format::Json {
        page = page.field(Heading::new("id", "Id"), supervisor.id);
        page = page.field(Heading::new("name", "Name"), supervisor.name.as_str());
    }
    page = page.field(Heading::new("email", "Supervisor"), supervisor.label.as_str());
    let number = i64::try_from(members.len()).unwrap_or(i64::MAX);
    page = page.field(Heading::new("size", "Members"), number);
    for (heading, column) in TOTALS {
        page = page.field(heading, total(&members, column));
    }
    if app.format == Format::Json {
        let objects = members.iter().map(|member| serde_json::to_value(member.under(&MEMBERS)));
        let objects = objects.collect::<std::result::Result<Vec<_>, _>>()?;
        return app.page(&page.field(Heading::new("members", "Members"), serde_json::Value::Array(objects)));
    }
    app.page(&page)?;
    crate::commands::write_line("")?;
    latest::write(app, matches, &MEMBERS, &USUAL, &members, "users")
}

/// All of them together.
fn total(members: &[Record], column: &str) -> i64 {
    let Some(index) = MEMBERS.iter().position(|heading| heading.name == column) else { return 0 };
    let numbers = members.iter().map(|member| match member.values[index] {
        Value::Number(number) => number,
        _ => 0,
    });
    numbers.sum()
}
