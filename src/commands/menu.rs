//! `ct menu`

use anyhow::Result;
use clap::Command;

use super::app::App;
use crate::access::{Entry, MENU_HEADINGS, menu};
use crate::output::{Format, Groups, standard_output};

/// The command.
pub(crate) fn command() -> Command {
    Command::new("menu").about(
        "Shows what is open to whoever is logged in: the workspaces of the workgroup, with their commands",
    )
}

/// Shows the menu.
pub(crate) async fn run(app: &App) -> Result<()> {
    let database = app.database().await?;
    let entries = menu(&database).await?;
    if app.format != Format::Table {
        let records: Vec<_> = entries.iter().map(Entry::record).collect();
        return app.list(&MENU_HEADINGS, &records, "commands", true);
    }
    let mut groups = Groups::default();
    for workspace in entries.chunk_by(|one, other| one.workspace == other.workspace) {
        groups.group(&workspace[0].name);
        for entry in workspace {
            groups.line(&format!("ct {}", entry.command), [entry.about.as_str()]);
        }
    }
    Ok(groups.write(&mut standard_output(), app.style)?)
}
