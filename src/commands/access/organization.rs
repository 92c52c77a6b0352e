//! `ct access organization`

use anyhow::Result;
use clap::{Arg, ArgGroup, ArgMatches, Command};

use crate::access::{Flags, SetOrganization, set_organization};
use crate::commands::app::App;
use crate::commands::named;
use crate::noun::find_exact;
use crate::organization::ORGANIZATION;
use crate::output::{Format, Page};
use crate::record::Heading;
use crate::user::USER;

/// The command.
pub(super) fn command() -> Command {
    let flag = |name: &'static str, help: &'static str| {
        Arg::new(name)
            .long(name)
            .value_name("YES|NO")
            .value_parser(["yes", "no"])
            .hide_possible_values(true)
            .help(help)
    };
    Command::new("organization")
        .about("Sets how far somebody's access to an organization goes")
        .arg(named::argument(&USER))
        .arg(Arg::new("code").value_name("CODE").required(true).help("The organization"))
        .args([
            flag("active", "Whether its data is reached at all"),
            flag("login", "Whether it can be chosen at login"),
            flag("editable", "Whether its data, and its users, can be changed"),
        ])
        .group(ArgGroup::new("flags").args(["active", "login", "editable"]).multiple(true).required(true))
        .after_help(
            "Access itself is given and taken by ct user edit --organizations.\n\n\
             ct access organization sam.lee@example.org NSS --editable no --reason 'looks on'",
        )
}

/// Sets it. A second time succeeds and says so.
pub(super) async fn run(app: &App, matches: &ArgMatches) -> Result<()> {
    let database = app.database().await?;
    let found = named::to_change(app, &database, &USER, matches).await?;
    let code = matches.get_one::<String>("code").map_or("", String::as_str);
    let organization =
        database.read(async |transaction| find_exact(transaction, &ORGANIZATION, code).await).await?;
    let flag = |name: &str| matches.get_one::<String>(name).map(|told| told == "yes");
    let request = SetOrganization {
        user: found.id,
        email: found.label.clone(),
        organization: organization.id,
        code: organization.label.clone(),
        flags: Flags { active: flag("active"), login: flag("login"), editable: flag("editable") },
    };
    let (was, is_now) = set_organization(&database, &app.operation(), &request).await?;
    if app.format == Format::Table {
        let before = if was == is_now { "as it was".to_owned() } else { format!("it was {was}") };
        app.talk.say(&format!("{}, {}: {is_now}; {before}", found.label, organization.label));
        return Ok(());
    }
    let page = Page::new(found.id)
        .field(Heading::new("id", "Id"), found.id)
        .field(Heading::new("email", "E-mail"), found.label)
        .field(Heading::new("organization", "Organization"), organization.label)
        .field(Heading::new("access", "Access"), is_now.as_str())
        .field(Heading::new("changed", "Changed"), was != is_now);
    app.page(&page)
}
