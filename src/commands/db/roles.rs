//! `ct db roles`

use anyhow::Result;
use clap::{Arg, ArgAction, ArgMatches, Command, value_parser};

use crate::Error;
use crate::commands::app::App;
use crate::db::roles::{self, CONNECTIONS, Roles, Step};
use crate::db::settings::Target;
use crate::output::Format;
use crate::record::{Heading, Record};

const HEADINGS: [Heading; 3] =
    [Heading::new("does", "Does"), Heading::new("done", "Done already"), Heading::new("sql", "SQL")];

/// The command.
pub(crate) fn command() -> Command {
    Command::new("roles")
        .about("Prints the SQL that makes the operator role, and login roles for persons and hosts")
        .args([
            Arg::new("login")
                .long("login")
                .value_name("NAME")
                .action(ArgAction::Append)
                .help("A login role for a person or host, which has the operator role only; may be repeated"),
            Arg::new("connections")
                .long("connections")
                .value_name("N")
                .value_parser(value_parser!(u16).range(1..))
                .requires("login")
                .help(format!("How many connections such a role has at once [default: {CONNECTIONS}]")),
            Arg::new("apply")
                .long("apply")
                .action(ArgAction::SetTrue)
                .help("Do it on this connection, whose role must be allowed to make roles"),
        ])
        .after_help(
            "ct makes no roles by itself: ct db roles > roles.sql, for a DBA, who runs psql -f roles.sql. Who connects by \
             the operator role reads and writes nothing until ct login. A second time does nothing.",
        )
}

/// Prints it, or does it.
pub(crate) async fn run(app: &App, matches: &ArgMatches) -> Result<()> {
    let settings = app.settings()?;
    let roles = Roles {
        logins: matches.get_many::<String>("login").into_iter().flatten().cloned().collect(),
        connections: matches.get_one::<u16>("connections").copied().unwrap_or(CONNECTIONS),
    };
    let is_embedded = matches!(settings.target, Target::Embedded);
    if is_embedded && !roles.logins.is_empty() {
        return Err(Error::usage(
            "--login: the private database lets in nobody but its owner",
            "use a server: --database-url or a profile",
        )
        .into());
    }
    let database = app.connect(&settings).await?;
    let steps = roles::steps(&database, &roles).await?;
    if !matches.get_flag("apply") {
        return print(app, &settings.schema, &steps);
    }
    let done = if is_embedded {
        roles::apply(&app.embedded_superuser(&settings.schema).await?, &steps).await?
    } else {
        roles::apply(&database, &steps).await?
    };
    for step in &done {
        app.talk.say(&step.does);
    }
    if done.is_empty() {
        app.talk.say("the roles are there already");
    }
    Ok(())
}

fn print(app: &App, schema: &str, steps: &[Step]) -> Result<()> {
    if app.format == Format::Table {
        return crate::commands::write_line(roles::script(schema, steps).trim_end());
    }
    let records: Vec<_> = (1..)
        .zip(steps)
        .map(|(id, step)| Record {
            id,
            values: vec![step.does.as_str().into(), step.is_done.into(), step.sql.as_str().into()],
        })
        .collect();
    app.list(&HEADINGS, &records, "steps", true)
}
