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
            "status",
            "status_since",
            "status_reason",
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
            // When and why are told only where there is something to tell.
            let is_remark = matches!(
                *name,
                "status_since"
                    | "status_reason"
                    | "password_set_at"
                    | "password_expires_at"
                    | "security_question"
                    | "external_id"
                    | "locked"
            );
            if !(is_remark && *value == Value::Null && !app.format.is_json()) {
                page = page.field(Heading::new(heading.name, heading.title), value.clone());
            }
        }
    }
    page = history::on_page(page, app.format, &entries);
    app.page(&page)
}
