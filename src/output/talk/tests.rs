use super::{Talk, TalkStyle, kind_of};
use crate::csv_io::Problem;
use crate::error::{Error, Kind};
use crate::output::test_data::Heard;
use crate::output::{Format, Style};
use anyhow::Context;

fn said(style: TalkStyle, speak: impl FnOnce(&Talk)) -> String {
    let heard = Heard::default();
    speak(&Talk::new(heard.clone(), style));
    heard.text()
}

fn bad_rows(total: u64) -> anyhow::Error {
    let problem = |line, value: Option<&str>| Problem {
        line,
        column: value.map(|_| 2),
        field: value.map(|_| "email".to_owned()),
        message: if value.is_some() { "is no e-mail address" } else { "has 3 cells, the header 4" }
            .to_owned(),
        value: value.map(str::to_owned),
    };
    let problems = vec![problem(2, Some("ann\u{1b}[2J")), problem(7, None)];
    Error::BadRows { file: "staff.csv".to_owned(), rows: 9, problems, total, rejects: None, hint: None }
        .into()
}

fn unreachable() -> anyhow::Error {
    let beneath = std::io::Error::other("connection refused");
    let cause = anyhow::Error::from(beneath).context("error connecting: connection refused");
    Error::Unreachable {
        message: "cannot reach the database at db.example.org".to_owned(),
        hint: Some("is the server running?".to_owned()),
        cause: Some(cause.into()),
    }
    .into()
}

const JSON: TalkStyle = TalkStyle { format: Format::Jsonl, quiet: false, live: false, style: Style::PIPE };

#[test]
fn information_is_silenced_and_warnings_are_not() {
    let speak = |talk: &Talk| {
        talk.say("3 users\u{1b}[31m");
        talk.warn("the file has no header");
    };
    insta::assert_snapshot!(said(TalkStyle::default(), speak), @"
    3 users␛[31m
    warning: the file has no header
    ");
    insta::assert_snapshot!(said(TalkStyle { quiet: true, ..TalkStyle::default() }, speak), @"warning: the file has no header");
    insta::assert_snapshot!(said(JSON, speak), @r#"
    {"level":"info","message":"3 users\u001b[31m"}
    {"level":"warning","message":"the file has no header"}
    "#);
}

#[test]
fn an_error_with_causes_and_hints() {
    insta::assert_snapshot!(said(TalkStyle::default(), |talk| talk.error(&unreachable())), @"
    error: cannot reach the database at db.example.org
    caused by: error connecting: connection refused
    hint: is the server running?
    ");
    insta::assert_snapshot!(said(JSON, |talk| talk.error(&unreachable())), @r#"{"level":"error","kind":"try_again","status":75,"message":"cannot reach the database at db.example.org","causes":["error connecting: connection refused"],"hints":["is the server running?"],"problems":[]}"#);
}

#[test]
fn context_comes_first_and_ours_is_found_beneath() {
    let error =
        Err::<(), _>(Error::Interrupted { standing: None }).context("importing staff.csv").unwrap_err();
    assert_eq!(kind_of(&error), Kind::Interrupted);
    insta::assert_snapshot!(said(TalkStyle::default(), |talk| talk.error(&error)), @"
    error: importing staff.csv
    caused by: interrupted; nothing was applied
    ");
}

#[test]
fn what_is_not_ours_is_a_fault() {
    let error = anyhow::anyhow!("out of luck");
    assert_eq!(kind_of(&error), Kind::Fault);
    insta::assert_snapshot!(said(JSON, |talk| talk.error(&error)), @r#"{"level":"error","kind":"fault","status":70,"message":"out of luck","causes":[],"hints":[],"problems":[]}"#);
}

#[test]
fn bad_rows_are_told_one_a_line() {
    insta::assert_snapshot!(said(TalkStyle::default(), |talk| talk.error(&bad_rows(40))), @"
    staff.csv:2:2: email: is no e-mail address (ann␛[2J)
    staff.csv:7: has 3 cells, the header 4
    … and 38 more
    error: staff.csv: 40 errors in 9 rows; nothing was written
    hint: correct the file and run the same command again
    ");
    insta::assert_snapshot!(said(JSON, |talk| talk.error(&bad_rows(2))), @r#"{"level":"error","kind":"bad_input","status":65,"message":"staff.csv: 2 errors in 9 rows; nothing was written","causes":[],"hints":["correct the file and run the same command again"],"problems":[{"line":2,"column":2,"field":"email","message":"is no e-mail address","value":"ann\u001b[2J"},{"line":7,"message":"has 3 cells, the header 4"}],"problems_total":2,"file":"staff.csv"}"#);
}

#[test]
fn colour_is_on_the_labels() {
    let style = TalkStyle { style: Style { color: true, ..Style::default() }, ..TalkStyle::default() };
    let text = said(style, |talk| talk.error(&anyhow::anyhow!("out of luck")));
    assert_eq!(text, "\u{1b}[31merror:\u{1b}[0m out of luck\n");
}

#[test]
fn a_line_takes_the_place_of_progress() {
    let text = said(TalkStyle { live: true, ..TalkStyle::default() }, |talk| {
        talk.write_live_line("10 rows");
        talk.say("done");
        talk.clear_live_line();
    });
    assert_eq!(text, "\r10 rows\u{1b}[K\r\u{1b}[Kdone\n");
}

#[test]
fn a_log_has_time_command_and_operation_in_every_line() {
    let heard = Heard::default();
    let now = "2026-11-24T02:30:00Z".parse().unwrap();
    let talk = Talk::new(heard.clone(), JSON).stamped(Box::new(crate::clock::FixedClock(now)), "sweep");
    talk.say("begun");
    talk.note_operation(uuid::Uuid::nil());
    talk.warn("a line\nin two");
    insta::assert_snapshot!(heard.text(), @r#"
    {"time":"2026-11-24T02:30:00.000Z","level":"info","message":"begun","command":"sweep"}
    {"time":"2026-11-24T02:30:00.000Z","level":"warning","message":"a line\nin two","command":"sweep","operation":"00000000-0000-0000-0000-000000000000"}
    "#);
}
