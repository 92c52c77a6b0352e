//! `ct caseload show`

use anyhow::Result;
use clap::{Arg, ArgMatches, Command};

use crate::case::{CASE, Caseload, caseload};
use crate::commands::app::App;
use crate::output::{Format, Page};
use crate::record::{Heading, Record, Value};

/// The command.
pub(super) fn command() -> Command {
    Command::new("show")
        .about("Shows how many open assignments somebody has, and which")
        .arg(
            Arg::new("named")
                .value_name("USER")
                .required(true)
                .help("The user: e-mail or id, or the beginning of a name"),
        )
        .after_help("In csv, jsonl and id it is the list alone.")
}

/// Shows one.
pub(super) async fn run(app: &App, matches: &ArgMatches) -> Result<()> {
    let database = app.database().await?;
    let named = matches.get_one::<String>("named").map_or("", String::as_str);
    let load = database.read(async |transaction| caseload(transaction, named).await).await?;
    let columns: Vec<_> = CASE.columns.iter().filter(|column| load.columns.contains(&column.name)).collect();
    let headings: Vec<_> = columns.iter().map(|column| column.heading()).collect();
    match app.format {
        Format::Json => {
            let rows = load.records.iter().map(|record| serde_json::to_value(record.under(&headings)));
            let rows = rows.collect::<std::result::Result<Vec<_>, _>>()?;
            let by = serde_json::to_value(&load.organizations)?;
            app.page(
                &counts(&load)
                    .field(Heading::new("organizations", "Organizations"), by)
                    .field(Heading::new("assignments", "Assignments"), serde_json::Value::Array(rows)),
            )
        }
        Format::Table => {
            let mut page = counts(&load).section("By organization");
            for one in &load.organizations {
                let heading = Heading::new("organization", "Organization");
                page = page.field(
                    heading,
                    format!("{}: {} active, {} planned", one.organization, one.active, one.planned),
                );
            }
            app.page(&page)?;
            crate::commands::write_line("")?;
            write(app, &headings, &load.records)
        }
        _ => write(app, &headings, &load.records),
    }
}

fn write(app: &App, headings: &[Heading], records: &[Record]) -> Result<()> {
    app.list(headings, records, CASE.plural, false)
}

fn counts(load: &Caseload) -> Page {
    let sum =
        |of: fn(&crate::case::ByOrganization) -> i64| Value::Number(load.organizations.iter().map(of).sum());
    Page::new(load.manager.id)
        .section(format!("The caseload of {}", load.manager.name))
        .field(Heading::new("user", "Case manager"), load.manager.email.as_str())
        .field(Heading::new("active", "Active"), sum(|one| one.active))
        .field(Heading::new("planned", "Planned"), sum(|one| one.planned))
}
