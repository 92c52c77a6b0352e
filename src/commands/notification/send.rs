//! `ct notification send`

use anyhow::Result;
use clap::{Arg, ArgAction, ArgMatches, Command, value_parser};

use crate::Error;
use crate::commands::app::App;
use crate::notification::mail::{
    self, HEADINGS, MailServer, MailSettings, Outcome, SendResult, Sending, WAITING,
};
use crate::output::{Format, Sheet, standard_output};
use crate::record::Record;
use crate::setting;

/// The command.
pub(super) fn command() -> Command {
    let flag = |name: &'static str, help: &'static str| {
        Arg::new(name).long(name).action(ArgAction::SetTrue).help(help)
    };
    Command::new("send")
        .about("Mails the notices that wait for it; for cron, by an administrator's connection")
        .args([
            flag("dry-run", "Only show what would go to whom"),
            Arg::new("limit")
                .long("limit")
                .value_name("NUMBER")
                .value_parser(value_parser!(u32).range(1..))
                .help("At most so many"),
            flag("again", "Those of the last 30 days that were given up, too").conflicts_with("dry-run"),
        ])
        .after_help(
            "The mail server is set in [mail] of config.toml (docs/notices.md), and notices go by mail where the setting \
             notification_mail is 1. What fails for now is tried again, later each time, and given up after 9 tries; what the \
             server refuses for good, after 3. Several may send at once. One that is cut off in the middle of a mail may send \
             that one twice, with the same Message-ID.\n\n\
             Exit status: 0 all that waited was sent, or is tried again; 1 some were given up; 75 the mail server, or the \
             database, is out of reach; 77 not permitted.\n\n\
             ct notification send --quiet",
        )
}

/// Sends.
pub(super) async fn run(app: &App, matches: &ArgMatches) -> Result<()> {
    let database = app.database().await?;
    let limit = matches.get_one::<u32>("limit").copied();
    if matches.get_flag("dry-run") {
        let waiting = mail::waiting(&database, app.clock.now(), limit).await?;
        return app.list(&WAITING, &waiting, "mails", false);
    }
    let server = MailServer::new(MailSettings::resolve(&app.environment)?)?;
    let sending = Sending { limit, again: matches.get_flag("again") };
    let mut counts = Counts::default();
    let mut results: Vec<SendResult> = Vec::new();
    let sent = mail::send(&database, &server, &*app.clock, sending, |result| {
        counts.add(result.outcome);
        app.stands.replace(Some(counts.told()));
        tell(app, &result);
        if app.format != Format::Table {
            results.push(result);
        }
    })
    .await;
    server.leave().await;
    app.stands.take();
    if app.format != Format::Table {
        let records: Vec<_> = results.iter().map(SendResult::record).collect();
        write(app, &records)?;
    }
    if counts.all() > 0 {
        app.talk.say(&counts.told());
    } else if sent.is_ok() {
        app.talk.say("no mail waits");
        tell_if_off(app, &database).await?;
    }
    sent?;
    match counts.given_up {
        0 => Ok(()),
        number => Err(Error::refused(
            format!("{number} {} given up", if number == 1 { "mail was" } else { "mails were" }),
            "ct notification list --all --columns id,email,mail_state,mail_error tells why; ct notification send --again tries anew",
        )
        .into()),
    }
}

fn write(app: &App, records: &[Record]) -> Result<()> {
    let mut out = standard_output();
    let mut sheet = Sheet::begin(&mut out, app.format, &HEADINGS, app.style_for(true))?;
    for record in records {
        sheet.row(record)?;
    }
    app.finish(sheet.end()?, "mails");
    Ok(())
}

/// What goes well is only counted.
fn tell(app: &App, result: &SendResult) {
    let SendResult { id, email, answer, attempts, .. } = result;
    match result.outcome {
        Outcome::Sent => {}
        Outcome::Later => app.talk.say(&format!("notice {id} to {email} is tried again later: {answer}")),
        Outcome::GivenUp => {
            let tries = if *attempts == 1 { "1 try".to_owned() } else { format!("{attempts} tries") };
            app.talk.warn(&format!("notice {id} to {email} is given up after {tries}: {answer}"));
        }
    }
}

/// Where notices are not mailed at all, none ever waits.
async fn tell_if_off(app: &App, database: &crate::db::Database) -> Result<()> {
    let settings = setting::list(database).await?;
    let is_off = settings.iter().any(|setting| {
        setting.values[0].as_text() == "notification_mail" && setting.values[1].as_text() == "0"
    });
    if is_off {
        app.talk.say("notices do not go by mail here: ct setting set notification_mail 1");
    }
    Ok(())
}

#[derive(Default)]
struct Counts {
    sent: u64,
    later: u64,
    given_up: u64,
}

impl Counts {
    const fn add(&mut self, outcome: Outcome) {
        match outcome {
            Outcome::Sent => self.sent += 1,
            Outcome::Later => self.later += 1,
            Outcome::GivenUp => self.given_up += 1,
        }
    }

    const fn all(&self) -> u64 {
        self.sent + self.later + self.given_up
    }

    fn told(&self) -> String {
        let one = |number: u64, what: &str| (number > 0).then(|| format!(", {number} {what}"));
        let more = [one(self.later, "tried again later"), one(self.given_up, "given up")];
        format!("{} sent{}", self.sent, more.into_iter().flatten().collect::<String>())
    }
}
