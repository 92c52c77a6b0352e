//! `ct db migrate`

use anyhow::Result;
use clap::{Arg, ArgAction, ArgMatches, Command};

use crate::commands::app::App;
use crate::db::migrate::{self, Standing};

/// The command.
pub(crate) fn command() -> Command {
    Command::new("migrate")
        .about("Makes the schema, or brings it up to date; in one transaction")
        .arg(
            Arg::new("dry-run")
                .long("dry-run")
                .action(ArgAction::SetTrue)
                .help("Show which migrations would be applied, and do nothing"),
        )
        .after_help(
            "Make a backup first: ct db backup FILE. A database that is newer than this ct is refused.",
        )
}

/// Migrates.
pub(crate) async fn run(app: &App, matches: &ArgMatches) -> Result<()> {
    let settings = app.settings()?;
    let database = app.connect(&settings).await?;
    if matches.get_flag("dry-run") {
        let told = match migrate::standing(&database).await? {
            Standing::Current => "the schema is up to date".to_owned(),
            Standing::Missing => "the schema would be made".to_owned(),
            Standing::Older { pending } if pending.is_empty() => {
                "functions and views would be renewed".to_owned()
            }
            Standing::Older { pending } => format!("would be applied: {}", pending.join(", ")),
            Standing::Newer { version } => format!("the schema belongs to ct {version}, a newer one"),
            Standing::Unseen => "the schema is another ct's; its owner migrates it".to_owned(),
        };
        app.talk.say(&told);
        return Ok(());
    }
    let was = migrate::standing(&database).await?;
    let applied = app.migrate(&settings, &database).await?;
    let told = match (was, applied.is_empty()) {
        (Standing::Current, _) => "the schema is up to date".to_owned(),
        (_, true) => "functions and views have been renewed".to_owned(),
        (_, false) => format!("applied: {}", applied.join(", ")),
    };
    app.talk.say(&told);
    Ok(())
}
