//! `ct db restore`

use anyhow::Result;
use clap::{Arg, ArgAction, ArgMatches, Command};

use super::backup;
use crate::Error;
use crate::commands::app::App;
use crate::db::embedded::{self, Existing, Restore};
use crate::db::settings::Target;
use crate::db::{migrate, status};
use crate::prompt::Prompt;

/// The command.
pub(crate) fn command() -> Command {
    Command::new("restore")
        .about("Reads a backup back, in one transaction; also into a newer PostgreSQL")
        .arg(backup::file("The file that ct db backup wrote"))
        .arg(
            Arg::new("replace")
                .long("replace")
                .action(ArgAction::SetTrue)
                .help("Replace a schema that holds users, with all that is in it"),
        )
}

/// Restores.
pub(crate) async fn run(app: &App, matches: &ArgMatches) -> Result<()> {
    let settings = app.settings()?;
    let database = app.connect(&settings).await?;
    status::require_no_operator(&database).await?;
    let file = backup::told(matches);
    if !file.is_file() {
        return Err(Error::bad_input(
            format!("there is no file {}", file.display()),
            "look at its name and folder",
        )
        .into());
    }
    let replace = matches.get_flag("replace");
    if replace && !app.yes {
        let question = format!("Replace the schema {} in {}?", settings.schema, database.describe());
        if !Prompt::instead_of("--yes").confirm(&question)? {
            return Err(Error::unconfirmed("nothing was restored", "confirm it, or give --yes").into());
        }
    }
    let variables = backup::variables(app, &settings)?;
    let connection: Vec<_> = variables.iter().map(|(name, value)| (*name, value.as_str())).collect();
    embedded::restore(
        &app.environment,
        &Restore {
            connection: &connection,
            schema: &settings.schema,
            file: backup::told(matches),
            existing: if replace { Existing::Replace } else { Existing::Keep },
        },
    )?;
    if matches!(settings.target, Target::Embedded) {
        app.make_embedded_roles(&database).await?;
    }
    migrate::close(&database).await?;
    let told = match migrate::standing(&database).await? {
        migrate::Standing::Current | migrate::Standing::Newer { .. } => "",
        _ => "; its schema is older than this ct: ct db migrate",
    };
    app.talk.say(&format!("{} has been restored{told}", backup::told(matches).display()));
    Ok(())
}
