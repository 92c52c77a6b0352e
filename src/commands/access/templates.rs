//! `ct access templates`

use anyhow::Result;
use clap::Command;

use crate::access::{TEMPLATE_HEADINGS, templates};
use crate::commands::app::App;
use crate::output::{Format, Groups, standard_output};

/// The command.
pub(super) fn command() -> Command {
    Command::new("templates")
        .about("Lists tool access that is often granted together")
        .after_help("Where tool access is told, a template's name stands for its list: --tools 'power-user;settings:read'.")
}

/// Lists the templates with their tools.
pub(super) async fn run(app: &App) -> Result<()> {
    let database = app.database().await?;
    let granted = templates(&database).await?;
    if app.format != Format::Table {
        let records: Vec<_> = granted.iter().map(crate::access::Granted::record).collect();
        return app.list(&TEMPLATE_HEADINGS, &records, "templates", true);
    }
    let mut groups = Groups::default();
    for template in granted.chunk_by(|one, other| one.template == other.template) {
        groups.group(&template[0].template);
        for one in template {
            let level = if one.elevated { format!("{} (elevated)", one.level) } else { one.level.clone() };
            groups.line(&one.tool, [level.as_str()]);
        }
    }
    Ok(groups.write(&mut standard_output(), app.style)?)
}
