//! What is said beside the data: information, warnings, the one error, on standard error.

use std::io::Write;
use std::sync::{Mutex, MutexGuard, PoisonError};

use chrono::SecondsFormat;
use serde_json::json;

use super::color::Paint;
use super::json::write_json;
use super::terminal::neutralise;
use super::width::{cut, width};
use super::{CannotWrite, Format, Style};
use crate::clock::Clock;
use crate::error::{Error, Kind};
use crate::user::leaver;

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
    stamp: Option<Stamp>,
}

/// What every line of a log has beside what it says.
struct Stamp {
    clock: Box<dyn Clock>,
    command: String,
    operation: Mutex<Option<String>>,
}

struct Stream {
    out: Box<dyn Write + Send>,
    has_live_line: bool,
}

impl Talk {
    /// Talk on a stream, which is standard error or, in a test, a buffer.
    pub fn new(out: impl Write + Send + 'static, style: TalkStyle) -> Self {
        Self { style, stream: Mutex::new(Stream { out: Box::new(out), has_live_line: false }), stamp: None }
    }

    /// With the time and the command in every object, and the operation once there is one.
    #[must_use]
    pub fn stamped(mut self, clock: Box<dyn Clock>, command: &str) -> Self {
        self.stamp = Some(Stamp { clock, command: command.to_owned(), operation: Mutex::default() });
        self
    }

    /// Tells which operation, or run, what is said from now on belongs to.
    pub fn note_operation(&self, id: uuid::Uuid) {
        if let Some(stamp) = &self.stamp {
            *stamp.operation.lock().unwrap_or_else(PoisonError::into_inner) = Some(id.to_string());
        }
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
        if let Some(Error::OpenWork { open, .. }) = ours(error) {
            for line in leaver::open_lines(open) {
                self.write_line(&neutralise(&line));
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

    /// How what is said looks.
    pub(crate) const fn style(&self) -> Style {
        self.style.style
    }

    /// Whether a live line can be shown: a person is watching and wants to know.
    pub(crate) const fn is_live(&self) -> bool {
        self.style.live && !self.style.quiet && !self.style.format.is_json()
    }

    /// Whether a live line will not be cut.
    pub(crate) fn fits(&self, line: &str) -> bool {
        width(line) <= self.live_width()
    }

    /// A line that fills the terminal would wrap, and only its last part be taken back.
    fn live_width(&self) -> usize {
        self.style.style.width.unwrap_or(80).saturating_sub(1)
    }

    /// Shows a line that the next line takes the place of.
    pub(crate) fn write_live_line(&self, line: &str) {
        let line = neutralise(line);
        let limit = self.live_width();
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
        let stamped = self.stamp.as_ref().map(|stamp| stamp.on(object));
        let mut stream = self.stream();
        let _ = write_json(&mut *stream.out, stamped.as_ref().unwrap_or(object));
        let _ = stream.out.write_all(b"\n");
        let _ = stream.out.flush();
    }

    fn stream(&self) -> MutexGuard<'_, Stream> {
        self.stream.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Stamp {
    fn on(&self, object: &serde_json::Value) -> serde_json::Value {
        let time = self.clock.now().to_rfc3339_opts(SecondsFormat::Millis, true);
        let mut stamped = serde_json::Map::new();
        stamped.insert("time".to_owned(), json!(time));
        if let Some(fields) = object.as_object() {
            stamped.extend(fields.clone());
        }
        if !self.command.is_empty() {
            stamped.insert("command".to_owned(), json!(self.command));
        }
        if let Some(id) = &*self.operation.lock().unwrap_or_else(PoisonError::into_inner) {
            stamped.insert("operation".to_owned(), json!(id));
        }
        stamped.into()
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
    if let Some(Error::OpenWork { open, .. }) = ours(error) {
        object["open"] = json!(open);
    }
    object
}

#[cfg(test)]
mod tests;
