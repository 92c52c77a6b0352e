//! An entry while its lines come in.

use chrono::{NaiveDate, TimeDelta};

use super::Incoming;
use super::moment::{self, Moment};
use super::zone::Zones;
use crate::calendar::line::{Content, unescaped};
use crate::calendar::{Problem, Status, Tz};

/// What of an entry is read.
pub(super) const NAMES: [&str; 12] = [
    "UID",
    "SUMMARY",
    "DTSTART",
    "DUE",
    "DTEND",
    "DURATION",
    "STATUS",
    "COMPLETED",
    "PERCENT-COMPLETE",
    "RECURRENCE-ID",
    "X-CT-BEGIN",
    "X-CT-STATUS",
];

/// VTODO or VEVENT.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Todo,
    Event,
}

/// An entry of which the lines are read.
#[derive(Debug)]
pub(super) struct Draft {
    kind: Kind,
    line: u64,
    /// Something is wrong with it, and has been told: it will be left out.
    pub(super) is_broken: bool,
    seen: Vec<&'static str>,
    uid: String,
    title: Option<String>,
    start: Option<Told>,
    /// DUE of a to-do, DTEND of an event.
    end: Option<Told>,
    duration: Option<TimeDelta>,
    occurrence: Option<Told>,
    status: Option<Status>,
    is_done: bool,
    own_begin: Option<Option<NaiveDate>>,
    own_status: Option<Status>,
}

/// A moment, with the place at which it was told.
#[derive(Debug)]
struct Told {
    line: u64,
    name: &'static str,
    moment: Moment,
}

impl Told {
    /// The day on which it falls, or would so much later.
    fn day(&self, later: TimeDelta, zones: &Zones, zone: Tz) -> Result<Option<NaiveDate>, Box<Problem>> {
        let local = zones.local(&self.moment, zone).ok_or_else(|| {
            let value = match &self.moment {
                Moment::Zoned(_, zone) => Some(zone.clone()),
                Moment::Day(_) | Moment::Floating(_) | Moment::Utc(_) => None,
            };
            problem(self.line, self.name, "is in a time zone that is not known", value)
        })?;
        Ok(local.checked_add_signed(later).map(|at| at.date()))
    }
}

fn problem(line: u64, field: &str, message: &str, value: Option<String>) -> Box<Problem> {
    let field = Some(field.to_owned());
    Box::new(Problem { line, column: None, field, message: message.to_owned(), value })
}

impl Draft {
    pub(super) fn new(kind: Kind, line: u64) -> Self {
        Self {
            kind,
            line,
            is_broken: false,
            seen: Vec::new(),
            uid: String::new(),
            title: None,
            start: None,
            end: None,
            duration: None,
            occurrence: None,
            status: None,
            is_done: false,
            own_begin: None,
            own_status: None,
        }
    }

    /// Takes a line that is one of [`NAMES`].
    ///
    /// # Errors
    /// What is wrong with it.
    pub(super) fn take(
        &mut self,
        line: u64,
        name: &'static str,
        content: &Content<'_>,
    ) -> Result<(), &'static str> {
        if self.seen.contains(&name) {
            return Err("is there twice in one entry");
        }
        self.seen.push(name);
        let value = std::str::from_utf8(content.value).map_err(|_| "is not UTF-8")?;
        let plain = value.trim();
        match (name, self.kind) {
            ("UID", _) => self.uid = unescaped(value),
            ("SUMMARY", _) => self.title = Some(unescaped(value)),
            ("DTSTART", _) => self.start = Some(told(line, name, plain, content)?),
            ("DUE", Kind::Todo) | ("DTEND", Kind::Event) => {
                self.end = Some(told(line, name, plain, content)?);
            }
            ("DUE", Kind::Event) | ("DTEND", Kind::Todo) => return Err("does not belong here"),
            ("RECURRENCE-ID", _) => self.occurrence = Some(told(line, name, plain, content)?),
            ("DURATION", _) => {
                self.duration = Some(moment::duration(plain).ok_or("is no duration, such as P1D or PT2H")?);
            }
            ("STATUS", kind) => self.status = status(kind, plain)?,
            ("COMPLETED", _) => self.is_done = true,
            ("PERCENT-COMPLETE", _) => self.is_done |= plain == "100",
            ("X-CT-BEGIN", _) if plain.eq_ignore_ascii_case("NONE") => self.own_begin = Some(None),
            ("X-CT-BEGIN", _) => match Moment::parse(plain, None) {
                Some(Moment::Day(day)) => self.own_begin = Some(Some(day)),
                _ => return Err("is no date"),
            },
            // A word of a later version tells nothing, but is not wrong.
            ("X-CT-STATUS", _) => self.own_status = Status::from_own_word(plain),
            _ => {}
        }
        Ok(())
    }

    /// What it came to.
    ///
    /// # Errors
    /// What is wrong with it as a whole.
    pub(super) fn finish(self, zones: &Zones, zone: Tz) -> Result<Incoming, Box<Problem>> {
        if self.uid.is_empty() {
            let message = "is missing: nothing tells which entry this is";
            return Err(problem(self.line, "UID", message, None));
        }
        let none = TimeDelta::zero();
        let day = |told: &Option<Told>, later| {
            told.as_ref().map(|told| told.day(later, zones, zone)).transpose().map(Option::flatten)
        };
        // The end of an event does not count; that of a to-do does.
        let back = if self.kind == Kind::Event { TimeDelta::seconds(-1) } else { none };
        let start = day(&self.start, none)?;
        let occurrence = day(&self.occurrence, none)?;
        let end = match (&self.end, self.duration) {
            (Some(_), _) => day(&self.end, back)?,
            (None, Some(duration)) => day(&self.start, duration + back)?,
            (None, None) => None,
        };
        let (begin, due) = match self.kind {
            Kind::Todo => (start, end),
            Kind::Event => {
                let due = end.max(start);
                (start.filter(|start| Some(*start) < due), due)
            }
        };
        Ok(Incoming {
            line: self.line,
            due,
            begin: self.own_begin.unwrap_or(begin),
            status: self.settled(),
            title: self.title,
            occurrence,
            uid: self.uid,
        })
    }

    /// STATUS, and what `X-CT-STATUS` adds: that counts only as long as STATUS is what was written beside it.
    fn settled(&self) -> Option<Status> {
        match (self.kind, self.status) {
            (Kind::Todo, Some(Status::InProgress)) if self.own_status == Some(Status::Waiting) => {
                self.own_status
            }
            (Kind::Todo, None) if self.is_done => Some(Status::Completed),
            (Kind::Event, None) => self.own_status.filter(|status| *status != Status::Cancelled),
            (_, status) => status,
        }
    }
}

fn told(line: u64, name: &'static str, value: &str, content: &Content<'_>) -> Result<Told, &'static str> {
    let zone = content.parameter("TZID").map(|zone| std::str::from_utf8(zone).map_err(|_| "is not UTF-8"));
    let moment = Moment::parse(value, zone.transpose()?);
    let moment = moment.ok_or("is no date and no time, such as 20271231 or 20271231T235959Z")?;
    Ok(Told { line, name, moment })
}

/// What STATUS says. Of an event it tells only whether it is cancelled.
fn status(kind: Kind, word: &str) -> Result<Option<Status>, &'static str> {
    match kind {
        Kind::Todo => Status::from_word(word)
            .map(Some)
            .ok_or("is none of NEEDS-ACTION, IN-PROCESS, COMPLETED and CANCELLED"),
        Kind::Event => match word.to_ascii_uppercase().as_str() {
            "CANCELLED" => Ok(Some(Status::Cancelled)),
            "CONFIRMED" | "TENTATIVE" => Ok(None),
            _ => Err("is none of CONFIRMED, TENTATIVE and CANCELLED"),
        },
    }
}
