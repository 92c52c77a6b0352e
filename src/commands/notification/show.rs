//! `ct notification show`

use anyhow::Result;
use clap::{Arg, ArgMatches, Command};

use crate::commands::app::App;
use crate::notification::{self, FIELDS};
use crate::output::{Format, Page};
use crate::record::Value;

/// The command.
pub(super) fn command() -> Command {
    Command::new("show").about("Shows one; it stays unread").arg(
        Arg::new("id")
            .value_name("ID")
            .required(true)
            .value_parser(super::id)
            .help("The notice; ct notification list shows them"),
    )
}

/// Shows.
pub(super) async fn run(app: &App, matches: &ArgMatches) -> Result<()> {
    let database = app.database().await?;
    let id = matches.get_one::<i64>("id").copied().unwrap_or_default();
    let notice = database.read(async |transaction| notification::show(transaction, id).await).await?;
    let place = FIELDS.iter().position(|heading| heading.name == "mail_state");
    let is_mailed = place.is_some_and(|place| notice.values[place] != Value::Null);
    let mut page = Page::new(notice.id).section(notice.subject.as_str());
    for (heading, value) in FIELDS.iter().zip(notice.values) {
        // A page for people has the text below, with its lines; and nothing of a mail where there is none.
        let is_left_out = matches!(heading.name, "id" | "subject" | "body")
            || (!is_mailed && heading.name.starts_with("mail_"));
        if app.format == Format::Table && is_left_out {
            continue;
        }
        page = page.field(*heading, value);
    }
    app.page(&page)?;
    if app.format == Format::Table {
        crate::commands::write_line("")?;
        for line in notice.body.lines() {
            crate::commands::write_line(&crate::output::neutralise(line))?;
        }
    }
    Ok(())
}
