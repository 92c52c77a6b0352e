//! `ct db backup`

use std::path::{Path, PathBuf};

use anyhow::Result;
use clap::{Arg, ArgMatches, Command, value_parser};

use crate::commands::app::{App, at};
use crate::db::embedded::{self, Backup, Embedded};
use crate::db::settings::{Settings, Target};
use crate::db::status;

/// The command.
pub(crate) fn command() -> Command {
    Command::new("backup")
        .about("Writes the schema with all its data to a new file, of mode 0600")
        .arg(file("The file to write; it must not be there"))
        .after_help("It needs pg_dump, of the server's major version or newer. ct db restore reads the file.")
}

/// The argument that names the file.
pub(crate) fn file(help: &'static str) -> Arg {
    Arg::new("file").value_name("FILE").required(true).value_parser(value_parser!(PathBuf)).help(help)
}

/// The file that was named.
pub(crate) fn told(matches: &ArgMatches) -> &Path {
    matches.get_one::<PathBuf>("file").map_or(Path::new(""), PathBuf::as_path)
}

/// How PostgreSQL's programs reach the database.
pub(crate) fn variables(app: &App, settings: &Settings) -> crate::Result<Vec<(&'static str, String)>> {
    Ok(match &settings.target {
        Target::Server(server) => server.variables(),
        Target::Embedded => at(&Embedded::locate(&app.environment).ensure_running()?).variables(),
    })
}

/// Backs up.
pub(crate) async fn run(app: &App, matches: &ArgMatches) -> Result<()> {
    let settings = app.settings()?;
    // A connection first: its errors are clearer than pg_dump's.
    status::require_no_operator(&app.connect(&settings).await?).await?;
    let variables = variables(app, &settings)?;
    let connection: Vec<_> = variables.iter().map(|(name, value)| (*name, value.as_str())).collect();
    let request = Backup { connection: &connection, schema: &settings.schema, file: told(matches) };
    let written = embedded::backup(&app.environment, &request)?;
    app.talk.say(&format!("{}: {} bytes", written.file.display(), written.bytes));
    Ok(())
}
