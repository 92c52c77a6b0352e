//! `ct db status`

use anyhow::Result;
use clap::Command;

use crate::Error;
use crate::commands::app::{App, at};
use crate::db::embedded::{Embedded, State};
use crate::db::migrate::{self, Standing};
use crate::db::settings::Target;
use crate::db::status;
use crate::output::Page;
use crate::record::{Heading, Value};

/// The command.
pub(crate) fn command() -> Command {
    Command::new("status").about("Shows which database this is, as whom, its version and its migrations")
}

/// Shows it.
pub(crate) async fn run(app: &App) -> Result<()> {
    let settings = app.settings()?;
    let embedded = Embedded::locate(&app.environment);
    let is_embedded = matches!(settings.target, Target::Embedded);
    let database = app.connect(&settings).await?;
    let report = status::report(&database).await?;
    let standing = match migrate::standing(&database).await {
        Err(Error::NotPermitted { .. }) => Standing::Unseen,
        told => told?,
    };
    let applied = if report.is_administrator() { migrate::applied(&database).await? } else { Vec::new() };
    let url = match (&settings.target, embedded.running()) {
        (Target::Embedded, Some(endpoint)) => at(&endpoint).display_url(),
        _ => settings.display_url(),
    };
    let mut page = Page::new(0)
        .section("Database")
        .field(Heading::new("url", "URL"), url)
        .field(Heading::new("setting", "Set by"), settings.origin.to_string())
        .field(Heading::new("profile", "Profile"), settings.profile.clone())
        .field(Heading::new("server_version", "PostgreSQL"), report.server_version.clone())
        .field(Heading::new("database", "Database"), report.database.clone())
        .field(Heading::new("role", "Role"), report.role.clone())
        .field(Heading::new("administrator", "Administrator"), report.is_administrator())
        .field(Heading::new("access", "Access"), report.access.to_string())
        .field(Heading::new("encrypted", "Encrypted"), report.is_encrypted)
        .field(Heading::new("embedded", "Embedded"), is_embedded);
    if is_embedded {
        let told = embedded.status()?;
        page = page.field(Heading::new("data_folder", "Data"), told.data_folder.display().to_string());
        page = page.field(Heading::new("log", "Log"), told.log.display().to_string());
        if let State::Running { process, .. } = told.state {
            page = page.field(Heading::new("process", "Process"), i64::from(process));
        }
    }
    page = page
        .section("Schema")
        .field(Heading::new("schema", "Schema"), settings.schema.clone())
        .field(Heading::new("standing", "State"), told(&standing))
        .field(
            Heading::new("migrations", "Migrations"),
            Value::List(applied.iter().map(|migration| migration.name.clone()).collect()),
        )
        .field(Heading::new("version", "This ct"), env!("CARGO_PKG_VERSION"));
    if app.format.is_json() {
        page = page.field(Heading::new("warnings", "Warnings"), Value::List(report.warnings.clone()));
    }
    app.page(&page)?;
    for warning in &report.warnings {
        app.talk.warn(warning);
    }
    Ok(())
}

fn told(standing: &Standing) -> String {
    match standing {
        Standing::Missing => "missing: ct db migrate makes it".to_owned(),
        Standing::Older { pending } if pending.is_empty() => {
            "older functions: ct db migrate renews them".to_owned()
        }
        Standing::Older { pending } => format!("older: ct db migrate applies {}", pending.join(", ")),
        Standing::Current => "up to date".to_owned(),
        Standing::Newer { version } => format!("made by ct {version}, which is newer"),
        Standing::Unseen => "not this ct's, or not to be seen by this role".to_owned(),
    }
}
