//! `ct notification test`

use anyhow::Result;
use clap::{Arg, ArgMatches, Command};
use uuid::Uuid;

use crate::Error;
use crate::commands::app::App;
use crate::notification::mail::{Answer, Letter, MailServer, MailSettings};

/// The command.
pub(super) fn command() -> Command {
    Command::new("test")
        .about("Sends one mail to an address, and tells what the mail server said; needs no database")
        .arg(Arg::new("address").value_name("ADDRESS").required(true).help("Where to"))
        .after_help("ct notification test me@example.org")
}

/// Sends it.
pub(super) async fn run(app: &App, matches: &ArgMatches) -> Result<()> {
    let letter = Letter {
        mark: format!("test.{}", Uuid::now_v7()),
        email: matches.get_one::<String>("address").cloned().unwrap_or_default(),
        name: None,
        subject: "A test: notices of ct arrive".to_owned(),
        body: "This mail was sent by ct notification test. Notices would come the same way.\n".to_owned(),
        at: app.clock.now(),
    };
    letter.check()?;
    let settings = MailSettings::resolve(&app.environment)?;
    let (host, port) = (settings.server.clone(), settings.port);
    let server = MailServer::new(settings)?;
    server.check().await?;
    let answer = server.send(&letter).await;
    server.leave().await;
    let refused = |text: String| {
        Err(Error::refused(
            format!("{host}, port {port}, does not take it: {text}"),
            "ask whoever runs the mail server",
        )
        .into())
    };
    match answer? {
        Answer::Taken(text) => {
            app.talk.say(&format!("{host}, port {port}, has taken it: {text}"));
            Ok(())
        }
        Answer::Later(text) | Answer::Never(text) => refused(text),
        Answer::Lost(text) => {
            Err(Error::unreachable(format!("{host}, port {port}: {text}"), "try again").into())
        }
    }
}
