//! `ct setting list` and `ct setting set`

use anyhow::Result;
use clap::{Arg, ArgMatches, Command, value_parser};

use super::app::App;
use crate::setting;

/// The commands.
pub(crate) fn command() -> Command {
    Command::new("setting")
        .about("Settings: what an instance chooses for itself")
        .subcommand_required(true)
        .arg_required_else_help(true)
        .subcommand(Command::new("list").about("Lists the settings, with what they may be"))
        .subcommand(
            Command::new("set")
                .about("Sets one")
                .arg(Arg::new("name").value_name("NAME").required(true).help("The setting"))
                .arg(
                    Arg::new("value")
                        .value_name("NUMBER")
                        .required(true)
                        .value_parser(value_parser!(i64))
                        .help("Its value"),
                ),
        )
}

/// Runs one of them.
pub(crate) async fn run(app: &App, matches: &ArgMatches) -> Result<()> {
    let database = app.database().await?;
    let Some(("set", matches)) = matches.subcommand() else {
        let records = setting::list(&database).await?;
        return app.list(&setting::HEADINGS, &records, "settings", true);
    };
    let name = matches.get_one::<String>("name").map_or("", String::as_str);
    let value = matches.get_one::<i64>("value").copied().unwrap_or_default();
    let before = setting::set(&database, &app.operation(), name, value).await?;
    let told = if before == value { "as it was".to_owned() } else { format!("it was {before}") };
    app.talk.say(&format!("{name} is {value}; {told}"));
    Ok(())
}
