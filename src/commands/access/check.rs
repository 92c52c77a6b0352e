//! `ct access check`

use anyhow::Result;
use clap::{Arg, ArgMatches, Command};

use crate::Kind;
use crate::access::{Answer, Question, check};
use crate::commands::app::App;
use crate::commands::write_line;
use crate::output::{Format, Page};
use crate::record::Heading;

/// The command.
pub(super) fn command() -> Command {
    Command::new("check")
        .about("Whether somebody may do something: status 0 if they may, 1 if not, with a line that says why")
        .args([
            Arg::new("user").value_name("USER").required(true).help("The user: e-mail or id"),
            Arg::new("tool")
                .value_name("TOOL[:LEVEL]")
                .required(true)
                .help("The tool, to read unless :write is told"),
            Arg::new("workgroup")
                .long("workgroup")
                .value_name("CODE")
                .help("In this workgroup; in any of theirs unless told"),
        ])
        .after_help("ct access check sam.lee@example.org cases:write && echo 'may write cases'")
}

/// Answers.
pub(super) async fn run(app: &App, matches: &ArgMatches) -> Result<()> {
    let text = |name: &str| matches.get_one::<String>(name).cloned();
    let question = Question {
        user: text("user").unwrap_or_default(),
        tool: text("tool").unwrap_or_default(),
        workgroup: text("workgroup"),
    };
    let database = app.database().await?;
    let answer = database.read(async |transaction| check(transaction, &question).await).await?;
    if answer.why_not.is_some() {
        app.end_with(Kind::Refused.status());
    }
    tell(app, answer)
}

fn tell(app: &App, answer: Answer) -> Result<()> {
    let Answer { id, email, tool, level, workgroups, why_not } = answer;
    if app.format == Format::Table {
        return write_line(&match why_not {
            None => format!("yes: {tool}:{level} in {}", workgroups.join(", ")),
            Some(why) => format!("no: {why}"),
        });
    }
    let page = Page::new(id)
        .field(Heading::new("email", "E-mail"), email)
        .field(Heading::new("tool", "Tool"), tool)
        .field(Heading::new("level", "Level"), level)
        .field(Heading::new("allowed", "Allowed"), why_not.is_none())
        .field(Heading::new("workgroups", "Workgroups"), workgroups)
        .field(Heading::new("why_not", "Why not"), why_not);
    app.page(&page)
}
