//! `ct user show`: a page that somebody on the phone can read.

use anyhow::Result;
use clap::ArgMatches;

use crate::commands::app::App;
use crate::commands::{history, named};
use crate::output::Page;
use crate::record::{Heading, Value};
use crate::user::{USER, details};

/// The sections, and what stands in each.
const SECTIONS: [(&str, &[&str]); 4] = [
    (
        "Account",
        &[
            "email",
            "standing",
            "status",
            "status_since",
            "status_reason",
            "status_by",
            "ends_at",
            "ends_reason",
            "ends_by",
            "ends_work",
            "ends_transfer_to",
            "ends_team_to",
            "inactivity_locked_at",
            "inactivity_warned_at",
            "inactivity_exempt",
            "password_state",
            "password_set_at",
            "password_expires_at",
            "security_question",
            "locked",
            "last_login_at",
            "created_at",
            "id",
            "external_id",
            "kind",
        ],
    ),
    ("Person", &["name", "job_title", "phone", "address"]),
    ("Belongs to", &["organization", "location", "provider", "supervisor", "team"]),
    ("May do", &["workgroups", "organizations", "tools", "case_manager", "support"]),
];

/// How many entries of the history the page has.
const HISTORY: u32 = 10;

/// Shows one.
pub(crate) async fn run(app: &App, matches: &ArgMatches) -> Result<()> {
    let database = app.database().await?;
    let named = named::told(matches);
    let (user, entries) = database
        .read(async |transaction| {
            let user = details(transaction, named).await?;
            let entries =
                crate::history::list(transaction, &crate::history::of(&USER, user.id, HISTORY)).await?;
            Ok((user, entries))
        })
        .await?;
    let mut page = Page::new(user.id);
    for (title, names) in SECTIONS {
        page = page.section(if title == "Account" { user.name.as_str() } else { title });
        for name in names {
            let Some((heading, value)) = user.fields.iter().find(|(heading, _)| heading.name == *name) else {
                continue;
            };
            if app.format.is_json() || is_told(name, value) {
                page = page.field(Heading::new(heading.name, heading.title), value.clone());
            }
        }
    }
    page = history::on_page(page, app.format, &entries);
    app.page(&page)
}

/// Whether a person is told: who, when and why only where there is something to tell, and of the two statuses the one that
/// says all.
fn is_told(name: &str, value: &Value) -> bool {
    match name {
        "status" => false,
        "inactivity_exempt" => *value == Value::Flag(true),
        "status_since"
        | "status_reason"
        | "status_by"
        | "ends_at"
        | "ends_reason"
        | "ends_by"
        | "ends_work"
        | "ends_transfer_to"
        | "ends_team_to"
        | "inactivity_locked_at"
        | "inactivity_warned_at"
        | "password_set_at"
        | "password_expires_at"
        | "security_question"
        | "external_id"
        | "locked" => *value != Value::Null,
        _ => true,
    }
}
