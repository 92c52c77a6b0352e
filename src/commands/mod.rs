//! What is typed: one file a command. A command turns arguments into a request, and shows the outcome; it decides
//! nothing.

mod access;
mod app;
mod apply;
mod batch;
mod case;
mod caseload;
mod client;
mod completions;
mod db;
mod history;
mod latest;
mod log;
pub mod man;
mod menu;
mod named;
mod notification;
mod password;
mod passwords;
mod paused;
mod preset;
mod record;
mod report;
mod search;
mod session;
mod setting;
mod sweep;
mod task;
mod team;
mod user;
mod when;

use anyhow::Result;
use clap::{ArgMatches, Command};

use crate::NOUNS;
use crate::clock::SystemClock;
use crate::environment::Environment;
use crate::output::{Format, Talk, TalkStyle};
use app::App;

/// The whole command line: for parsing, the manual pages and the completions.
#[must_use]
pub fn command() -> Command {
    let command = Command::new("ct")
        .version(env!("CARGO_PKG_VERSION"))
        .about("Administers the users of a case-management system")
        .after_help(
            "Exit status: 0 done; 1 refused by a rule; 2 usage; 3 not found; 4 partly applied; 5 not confirmed; 10 the plan has changes (--detailed-exitcode); 65 bad input, nothing \
             applied; 70 a fault of ct; 75 try again; 77 not permitted; 130 interrupted, nothing applied.",
        )
        .subcommand_required(true)
        .arg_required_else_help(true)
        .disable_help_subcommand(true)
        .infer_long_args(false);
    let command = NOUNS.into_iter().fold(command, |command, noun| command.subcommand(record::command(noun)));
    app::global_flags(
        command
            .subcommands(session::own_commands())
            .subcommand(menu::command())
            .subcommand(search::command())
            .subcommand(access::command())
            .subcommand(apply::command())
            .subcommand(batch::command())
            .subcommand(caseload::command())
            .subcommand(password::command())
            .subcommand(session::command())
            .subcommand(team::command())
            .subcommand(sweep::command())
            .subcommand(report::command())
            .subcommand(history::command())
            .subcommand(notification::command())
            .subcommand(preset::command())
            .subcommand(setting::command())
            .subcommand(db::command())
            .subcommand(completions::command())
            .subcommand(man::command()),
    )
}

/// Runs what was typed; gives the exit status.
pub async fn run(environment: Environment, matches: &ArgMatches) -> u8 {
    let app = App::new(environment, matches, words(matches).join(" "));
    let result = tokio::select! {
        result = dispatch(&app, matches) => result,
        signal = interrupted(&app) => return app_interrupted(&app, signal),
    };
    match result {
        Ok(()) => app.status(),
        Err(error) if crate::output::is_closed_pipe(&error) => 0,
        Err(error) => {
            app.talk.error(&error);
            app::status_of(&error).status()
        }
    }
}

/// Tells what is wrong with what was typed, or the help that was asked for; as JSON where the data would be JSON.
pub fn tell_usage(error: &clap::Error) {
    let arguments: Vec<_> = std::env::args().collect();
    let told = arguments.windows(2).any(|pair| {
        matches!(pair[0].as_str(), "-o" | "--output") && matches!(pair[1].as_str(), "json" | "jsonl")
    });
    let joined = |argument: &String| {
        matches!(argument.as_str(), "-ojson" | "-ojsonl" | "--output=json" | "--output=jsonl")
    };
    let environment = Environment::of_process();
    let is_log = log::is_json(&environment, &arguments);
    if !error.use_stderr() || !(is_log || told || arguments.iter().any(joined)) {
        // Help that cannot be written has nowhere to say so.
        let _ = error.print();
        return;
    }
    let text = error.render().to_string();
    let mut lines = text.lines().filter(|line| !line.trim().is_empty());
    let message = lines.next().unwrap_or_default().trim_start_matches("error: ").to_owned();
    let hint = lines.map(str::trim).collect::<Vec<_>>().join("; ");
    let style = TalkStyle { format: Format::Json, ..TalkStyle::default() };
    let talk = Talk::new(std::io::stderr(), style);
    let talk = if is_log { talk.stamped(Box::new(SystemClock), "") } else { talk };
    talk.error(&anyhow::Error::new(crate::Error::usage(message, hint)));
}

/// The command's words, such as `user import`.
fn words(matches: &ArgMatches) -> Vec<String> {
    let mut words = Vec::new();
    let mut next = matches.subcommand();
    while let Some((word, matches)) = next {
        words.push(word.to_owned());
        next = matches.subcommand();
    }
    words
}

async fn dispatch(app: &App, matches: &ArgMatches) -> Result<()> {
    let Some((word, matches)) = matches.subcommand() else { return Ok(()) };
    if app.format == Format::Html && word != "report" {
        let hint = "the formats are table, json, jsonl, csv and id; pages are made by ct report";
        return Err(crate::Error::usage(format!("ct {word} makes no page"), hint).into());
    }
    if let Some(noun) = NOUNS.into_iter().find(|noun| noun.name == word) {
        return record::run(app, noun, matches).await;
    }
    match word {
        "menu" => menu::run(app).await,
        "search" => search::run(app, matches).await,
        "access" => access::run(app, matches).await,
        "apply" => apply::run(app, matches).await,
        "batch" => batch::run(app, matches).await,
        "caseload" => caseload::run(app, matches).await,
        "login" | "logout" | "whoami" | "switch" | "session" => session::run(app, word, matches).await,
        "password" => password::run(app, matches).await,
        "team" => team::run(app, matches).await,
        "sweep" => sweep::run(app, matches).await,
        "report" => report::run(app, matches).await,
        "history" => history::run(app, matches).await,
        "notification" => notification::run(app, matches).await,
        "preset" => preset::run(app, matches),
        "setting" => setting::run(app, matches).await,
        "db" => db::run(app, matches).await,
        "completions" => completions::run(matches),
        "man" => man::run(matches),
        _ => Ok(()),
    }
}

/// Ends when the program is told to: Ctrl-C (130), or SIGTERM and SIGHUP (143, 129). A commit that is under way is not
/// broken off: what was said to be interrupted has not been applied. Nor is putting away what was begun, for a while.
async fn interrupted(app: &App) -> u8 {
    use tokio::signal::unix::{SignalKind, signal};
    let streams =
        [(SignalKind::interrupt(), 130), (SignalKind::terminate(), 143), (SignalKind::hangup(), 129)];
    let mut waiting = Vec::new();
    for (kind, status) in streams {
        if let Ok(mut stream) = signal(kind) {
            waiting.push(Box::pin(async move {
                stream.recv().await;
                status
            }));
        }
    }
    if waiting.is_empty() {
        return std::future::pending().await;
    }
    let (status, ..) = futures_util::future::select_all(waiting).await;
    let mut patience = 1000;
    while crate::db::is_committing() || (app.leaving.get() && patience > 0) {
        tokio::time::sleep(std::time::Duration::from_millis(5)).await;
        patience -= 1;
    }
    status
}

fn app_interrupted(app: &App, status: u8) -> u8 {
    if let Some(stands) = app.stands.take() {
        let message = format!("interrupted; this stands: {stands}");
        let error =
            crate::Error::Partial { message, hint: Some("run it again: it does the rest".to_owned()) };
        app.talk.error(&anyhow::Error::new(error));
        return crate::Kind::Partial.status();
    }
    let standing = app.standing.take();
    app.talk.error(&anyhow::Error::new(crate::Error::Interrupted { standing }));
    status
}

/// Writes a line of data to standard output.
fn write_line(text: &str) -> Result<()> {
    use std::io::Write;
    let mut out = crate::output::standard_output();
    writeln!(out, "{text}").and_then(|()| out.flush()).map_err(crate::output::CannotWrite::from)?;
    Ok(())
}
