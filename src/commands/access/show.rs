//! `ct access show`

use anyhow::Result;
use clap::{ArgMatches, Command};
use serde_json::json;

use crate::access::{Access, OrganizationAccess, ToolAccess, WorkgroupAccess, show};
use crate::commands::app::App;
use crate::commands::named;
use crate::noun::{Found, find};
use crate::output::{Format, Groups, Page, standard_output};
use crate::record::Heading;
use crate::user::USER;

/// The command.
pub(super) fn command() -> Command {
    Command::new("show").about("Shows what somebody may do, and through what").arg(named::argument(&USER)).after_help(
        "What somebody may do with a tool is the lesser of what is granted to them and of what the workgroup that they \
         work in opens.",
    )
}

/// Shows it.
pub(super) async fn run(app: &App, matches: &ArgMatches) -> Result<()> {
    let database = app.database().await?;
    let named = named::told(matches);
    let (found, access) = database
        .read(async |transaction| {
            let found = find(transaction, &USER, named).await?;
            let access = show(transaction, found.id).await?;
            Ok((found, access))
        })
        .await?;
    if app.format == Format::Table {
        return Ok(groups(&found, &access).write(&mut standard_output(), app.style)?);
    }
    let page = Page::new(found.id)
        .field(Heading::new("id", "Id"), found.id)
        .field(Heading::new("email", "E-mail"), found.label)
        .field(Heading::new("status", "Status"), access.status)
        .field(Heading::new("workgroups", "Workgroups"), access.workgroups)
        .field(Heading::new("tools", "Tools"), json!(access.tools))
        .field(Heading::new("organizations", "Organizations"), json!(access.organizations))
        .field(Heading::new("supervises", "Supervises"), access.supervises);
    app.page(&page)
}

fn groups(found: &Found, access: &Access) -> Groups {
    let mut groups = Groups::default();
    groups.group(&found.name);
    groups.line("E-mail:", [found.label.as_str()]);
    let status = match access.status.as_str() {
        "active" => "active".to_owned(),
        other => format!("{other}: may do nothing of this"),
    };
    groups.line("Status:", [status.as_str()]);
    let workgroups = if access.workgroups.is_empty() { "-".to_owned() } else { access.workgroups.join(", ") };
    groups.line("Workgroups:", [workgroups.as_str()]);
    groups.line("Supervises:", [users(access.supervises).as_str()]);
    groups.group("May do");
    for tool in &access.tools {
        if let Some(granted) = &tool.granted {
            groups.line(&tool.tool, lines(tool, granted).iter().map(String::as_str));
        }
    }
    if access.tools.iter().all(|tool| tool.granted.is_none()) {
        groups.line("-", ["nothing is granted"]);
    }
    groups.group("Not granted, though opened by a workgroup");
    for tool in access.tools.iter().filter(|tool| tool.granted.is_none()) {
        let opened = tool.workgroups.iter().map(|one| format!("{} opens {}", one.workgroup, one.opens));
        groups.line(&tool.tool, [opened.collect::<Vec<_>>().join(", ").as_str()]);
    }
    groups.group("Organizations");
    for organization in &access.organizations {
        groups.line(&organization.organization, [words(organization).as_str()]);
    }
    groups
}

fn users(count: i64) -> String {
    match count {
        0 => "nobody".to_owned(),
        1 => "1 user".to_owned(),
        more => format!("{more} users"),
    }
}

/// What a tool that is granted comes to in each workgroup, and why.
fn lines(tool: &ToolAccess, granted: &str) -> Vec<String> {
    let level = |level: &str| match (level, tool.write_is_elevated) {
        ("write", true) => "write (elevated)".to_owned(),
        _ => level.to_owned(),
    };
    if tool.workgroups.is_empty() {
        return vec![format!("nothing: granted {}, no workgroup opens it", level(granted))];
    }
    let comes_to = |one: &WorkgroupAccess| {
        let comes_to = one.comes_to.as_deref().unwrap_or("nothing");
        format!("{} in {}: granted {granted}, opens {}", level(comes_to), one.workgroup, one.opens)
    };
    tool.workgroups.iter().map(comes_to).collect()
}

fn words(access: &OrganizationAccess) -> String {
    let owning = if access.owning { "owning; " } else { "" };
    let active = if access.active { "active" } else { "inactive" };
    let login = if access.login { "login" } else { "no login" };
    let editable = if access.editable { "editable" } else { "read only" };
    format!("{owning}{active}, {login}, {editable}")
}
