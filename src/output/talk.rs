//! What is said beside the data: information, warnings, the one error, on standard error.

use std::io::Write;
use std::sync::{Mutex, MutexGuard, PoisonError};

use serde_json::json;

use super::color::Paint;
use super::json::write_json;
use super::terminal::neutralise;
use super::width::cut;
use super::{CannotWrite, Format, Style};
use crate::error::{Error, Kind};

/// How many of a file's problems are told on a terminal, where all of them are in a file.
const A_FEW: usize = 20;

/// How talk is to look.
#[derive(Clone, Copy, Debug, Default)]
pub struct TalkStyle {
    /// The format of the data: with JSON, talk is JSON too.
    pub format: Format,
    /// Whether information is left out (`--quiet`); warnings and errors never are.
    pub quiet: bool,
    /// Whether a line may be written over, as progress does: on a terminal that is not dumb.
    pub live: bool,
    /// The width and the colour.
    pub style: Style,
}

/// Says things to the person or the program that runs `ct`, on standard error. What cannot be said, because
/// standard error is closed, is lost: there is nowhere left to say so.
pub struct Talk {
    style: TalkStyle,
    stream: Mutex<Stream>,
}

struct Stream {
    out: Box<dyn Write + Send>,
    has_live_line: bool,
}

impl Talk {
    /// Talk on a stream, which is standard error or, in a test, a buffer.
    pub fn new(out: impl Write + Send + 'static, style: TalkStyle) -> Self {
        Self { style, stream: Mutex::new(Stream { out: Box::new(out), has_live_line: false }) }
    }

    /// Tells something that is good to know; nothing with `--quiet`.
    pub fn say(&self, message: &str) {
        if self.style.quiet {
            return;
        }
        if self.style.format.is_json() {
            self.write_object(&json!({"level": "info", "message": message}));
        } else {
            self.write_line(&neutralise(message));
        }
    }

    /// Tells something that may be wrong though the command goes on.
    pub fn warn(&self, message: &str) {
        if self.style.format.is_json() {
            self.write_object(&json!({"level": "warning", "message": message}));
        } else {
            self.write_labelled("warning", Paint::Yellow, message);
        }
    }

    /// Tells the error that ends the command: every bad row, the error itself, its causes, how to mend it.
    pub fn error(&self, error: &anyhow::Error) {
        if self.style.format.is_json() {
            self.write_object(&error_as_json(error));
            return;
        }
        if let Some((file, problems, total, have_a_file)) = ours(error).and_then(Error::problems) {
            // Where they stand beside the rows, a few will do here.
            let shown = if have_a_file { problems.len().min(A_FEW) } else { problems.len() };
            for problem in &problems[..shown] {
                self.write_line(&neutralise(&format!("{file}:{problem}")));
            }
            let more = total.saturating_sub(shown as u64);
            if more > 0 {
                self.write_line(&format!("… and {more} more"));
            }
        }
        self.write_labelled("error", Paint::Red, &error.to_string());
        for cause in causes(error) {
            self.write_labelled("caused by", Paint::Red, &cause);
        }
        for hint in ours(error).map(Error::hints).unwrap_or_default() {
            self.write_labelled("hint", Paint::Cyan, &hint);
        }
    }

    /// Whether talk is JSON.
    pub(crate) const fn is_json(&self) -> bool {
        self.style.format.is_json()
    }

    /// Whether a live line can be shown: a person is watching and wants to know.
    pub(crate) const fn is_live(&self) -> bool {
        self.style.live && !self.style.quiet && !self.style.format.is_json()
    }

    /// Shows a line that the next line takes the place of.
    pub(crate) fn write_live_line(&self, line: &str) {
        let line = neutralise(line);
        // A line that fills the terminal would wrap, and only its last part be taken back.
        let limit = self.style.style.width.unwrap_or(80).saturating_sub(1);
        let mut stream = self.stream();
        stream.has_live_line = true;
        let _ = write!(stream.out, "\r{}\u{1b}[K", cut(&line, limit));
        let _ = stream.out.flush();
    }

    /// Writes a line of progress that stays.
    pub(crate) fn write_plain_line(&self, line: &str) {
        self.write_line(&neutralise(line));
    }

    /// Takes back the line that was shown last.
    pub(crate) fn clear_live_line(&self) {
        let mut stream = self.stream();
        stream.clear();
        let _ = stream.out.flush();
    }

    fn write_labelled(&self, label: &str, paint: Paint, message: &str) {
        let label = paint.on(&format!("{label}:"), self.style.style.color);
        self.write_line(&format!("{label} {}", neutralise(message)));
    }

    fn write_line(&self, line: &str) {
        let mut stream = self.stream();
        stream.clear();
        let _ = writeln!(stream.out, "{line}");
        let _ = stream.out.flush();
    }

    /// Writes an object on a line of its own.
    pub(crate) fn write_object(&self, object: &serde_json::Value) {
        let mut stream = self.stream();
        let _ = write_json(&mut *stream.out, object);
        let _ = stream.out.write_all(b"\n");
        let _ = stream.out.flush();
    }

    fn stream(&self) -> MutexGuard<'_, Stream> {
        self.stream.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Stream {
    fn clear(&mut self) {
        if std::mem::take(&mut self.has_live_line) {
            let _ = write!(self.out, "\r\u{1b}[K");
        }
    }
}

/// What kind of failure an error is, which gives the exit status: that of the library's error in it, or else a fault
/// of ours.
#[must_use]
pub fn kind_of(error: &anyhow::Error) -> Kind {
    let otherwise = if error.is::<CannotWrite>() { Kind::TryAgain } else { Kind::Fault };
    ours(error).map_or(otherwise, Error::kind)
}

/// The library's error among an error and its causes.
fn ours(error: &anyhow::Error) -> Option<&Error> {
    error.chain().find_map(|cause| cause.downcast_ref())
}

/// The causes, without those that repeat what has been said: many errors print their cause themselves.
fn causes(error: &anyhow::Error) -> Vec<String> {
    let mut said = error.to_string();
    let mut causes = Vec::new();
    for cause in error.chain().skip(1).map(ToString::to_string) {
        // What the driver says of everything says nothing.
        if !said.contains(&cause) && !matches!(cause.as_str(), "db error" | "error connecting to server") {
            said.clone_from(&cause);
            causes.push(cause);
        }
    }
    causes
}

fn error_as_json(error: &anyhow::Error) -> serde_json::Value {
    let kind = kind_of(error);
    let mut object = json!({
        "level": "error",
        "kind": kind.word(),
        "status": kind.status(),
        "message": error.to_string(),
        "causes": causes(error),
        "hints": ours(error).map(Error::hints).unwrap_or_default(),
        "problems": [],
    });
    if let Some((file, problems, total, _)) = ours(error).and_then(Error::problems) {
        object["problems"] = json!(problems);
        object["problems_total"] = json!(total);
        object["file"] = json!(file);
    }
    object
}

#[cfg(test)]
mod tests {
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

    const JSON: TalkStyle =
        TalkStyle { format: Format::Jsonl, quiet: false, live: false, style: Style::PIPE };

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
}
