//! `ct search`

use anyhow::Result;
use clap::{Arg, ArgMatches, Command, value_parser};

use super::app::App;
use super::latest;
use crate::Error;
use crate::output::Format;
use crate::record::Record;
use crate::search::{Found, HEADINGS, Hit, Kind, MOST, Search, search};

/// In a table the command tells the kind and the key as well.
const USUAL: [&str; 5] = ["kind", "name", "command", "status", "organization"];

/// The command.
pub(crate) fn command() -> Command {
    Command::new("search")
        .about("Searches users, clients, tasks and commands; the best results first")
        .args([
            Arg::new("text")
                .value_name("TEXT")
                .required(true)
                .num_args(1..)
                .help("Beginnings of the words of a name or title, in any order, however case and accents are typed; or an e-mail, an external id, a number"),
            Arg::new("kind")
                .long("kind")
                .value_name("KINDS")
                .value_delimiter(',')
                .value_parser(Kind::ALL.map(Kind::word))
                .help("Only these: user, client, task, command"),
            Arg::new("limit")
                .long("limit")
                .value_name("NUMBER")
                .value_parser(value_parser!(u16).range(1..=i64::from(MOST)))
                .default_value("20")
                .help("At most so many"),
            Arg::new("columns")
                .long("columns")
                .value_name("NAMES")
                .value_delimiter(',')
                .value_parser(HEADINGS.map(|heading| heading.name))
                .help("The columns to show"),
        ])
        .after_help("ct search nowak\nct search ana lima --kind client\nct search unlock --kind command")
}

/// Searches.
pub(crate) async fn run(app: &App, matches: &ArgMatches) -> Result<()> {
    let words = matches.get_many::<String>("text").unwrap_or_default();
    let kinds = matches.get_many::<String>("kind").unwrap_or_default();
    let request = Search {
        text: words.map(String::as_str).collect::<Vec<_>>().join(" "),
        kinds: kinds.filter_map(|word| Kind::of(word)).collect(),
        limit: matches.get_one::<u16>("limit").copied().unwrap_or(20),
    };
    if app.format == Format::Id
        && !matches!(request.kinds.as_slice(), [Kind::User | Kind::Client | Kind::Task])
    {
        return Err(Error::usage(
            "ids alone do not tell of what they are",
            "name one kind that has ids: --kind user, client or task",
        )
        .into());
    }
    let database = app.database().await?;
    let found = search(&database, &request).await?;
    let records: Vec<Record> = found.hits.iter().map(Hit::record).collect();
    latest::write(app, matches, &HEADINGS, &USUAL, &records, "results")?;
    tell(app, &request, &found);
    Ok(())
}

/// Says what the list does not.
fn tell(app: &App, request: &Search, found: &Found) {
    if found.is_near_only() {
        app.talk.say("nothing is called just that; this comes near");
    }
    if found.hits.is_empty() && request.text.split_whitespace().count() > 1 {
        app.talk.say("all of the words have to be there: with fewer of them more may be found");
    }
    if found.has_more {
        app.talk.say("there are more: tell more of the name, --kind, or a higher --limit");
    }
}
