//! `ct case end`

use anyhow::Result;
use clap::{Arg, ArgMatches, Command};

use super::{day, day_flag, manager, today};
use crate::Error;
use crate::case::{CASE, End, Ended, end, open_of};
use crate::client::CLIENT;
use crate::commands::app::App;
use crate::commands::named;
use crate::db::Database;
use crate::noun::find_exact;
use crate::output::{Format, Page};
use crate::record::Heading;

/// The command.
pub(super) fn command() -> Command {
    let text = |name: &'static str, value: &'static str, help: &'static str| {
        Arg::new(name).long(name).value_name(value).help(help)
    };
    Command::new("end")
        .about("Ends an assignment")
        .override_usage("ct case end [OPTIONS] <ID>\n       ct case end [OPTIONS] --client <CLIENT> --user <USER>")
        .arg(
            Arg::new("named")
                .value_name("ID")
                .required_unless_present("client")
                .conflicts_with_all(["client", "user"])
                .help("The assignment's number; ct case list shows them"),
        )
        .args([
            text("client", "CLIENT", "Of this client: external id or id").requires("user"),
            text("user", "USER", "Of this case manager: e-mail or id").requires("client"),
            day_flag("on", "The last day; today unless told otherwise"),
            text("because", "TEXT", "Why it ends; it stands with the assignment"),
        ])
        .after_help(
            "What has not begun by then is taken back, and counts no more. A second time changes nothing and says so. \
             --reason is for the history, as everywhere.\n\n\
             ct case end --client C000042 --user m.dang@example.org --because 'moved away'",
        )
}

/// Ends.
pub(super) async fn run(app: &App, matches: &ArgMatches) -> Result<()> {
    let on = day(matches, "on")?.unwrap_or_else(|| today(app));
    let because = matches.get_one::<String>("because").filter(|text| !text.trim().is_empty()).cloned();
    if because.as_ref().is_some_and(|text| text.chars().count() > 200) {
        return Err(Error::usage("--because is longer than 200 characters", "say it in fewer words").into());
    }
    let database = app.database().await?;
    let id = which(app, &database, matches).await?;
    let ended = end(&database, &app.operation(), &End { id, on, because }).await?;
    let (changed, words) = match ended {
        Ended::Ended(day) => (true, format!("ends on {day}")),
        Ended::TakenBack => (true, "had not begun, and is taken back".to_owned()),
        Ended::Already(day) => (false, format!("ends on {day} already")),
        Ended::TakenBackAlready => (false, "is taken back already".to_owned()),
    };
    app.talk.say(&format!("the assignment {id} {words}"));
    if app.format == Format::Table {
        return Ok(());
    }
    let day = match ended {
        Ended::Ended(day) | Ended::Already(day) => Some(day.to_string()),
        Ended::TakenBack | Ended::TakenBackAlready => None,
    };
    let page = Page::new(id)
        .field(Heading::new("id", "Id"), id)
        .field(Heading::new("end_date", "Until"), day)
        .field(Heading::new("changed", "Changed"), changed);
    app.page(&page)
}

/// Which one is meant.
async fn which(app: &App, database: &Database, matches: &ArgMatches) -> Result<i64> {
    let text = |name: &str| matches.get_one::<String>(name).map_or("", String::as_str);
    if matches.contains_id("named") {
        let named = text("named");
        return Ok(database.read(async |transaction| find_exact(transaction, &CASE, named).await).await?.id);
    }
    let client = named::resolve(app, database, &CLIENT, text("client")).await?;
    let user = manager(app, database, text("user")).await?;
    Ok(database.read(async |transaction| open_of(transaction, &client, &user).await).await?)
}
