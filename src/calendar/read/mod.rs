//! Files of other programs, read.
//!
//! Nothing in a file stops the reading: an entry in which something is wrong is left out, and what is wrong is told by
//! line. Parts that are no tasks (alarms, journals, what begins with `X-`) are passed over.

use std::io::{self, BufRead};

use chrono::NaiveDate;

use self::draft::{Draft, Kind, NAMES};
use self::lines::{Line, Lines};
use self::zone::{Zone, Zones};
use super::line::Content;
use super::{Problem, Status, Tz};

mod draft;
mod lines;
mod moment;
mod zone;

/// How many problems are kept.
const MOST_PROBLEMS: usize = 1000;
/// How deep parts may stand within parts; RFC 5545 has three levels.
const DEEPEST: usize = 16;
/// How much of a value is told with a problem, in characters.
const SHOWN: usize = 60;

/// What a file says of one entry. What it does not say is None: that is no wish to empty it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Incoming {
    /// What the entry is known by.
    pub uid: String,
    /// The day on which it is due: DUE of a to-do, the last day of an event.
    pub due: Option<NaiveDate>,
    /// The day on which work on it may begin: DTSTART of a to-do, the first of several days of an event.
    pub begin: Option<NaiveDate>,
    /// How far it is. An event from elsewhere tells only that it is cancelled.
    pub status: Option<Status>,
    /// What is to be done.
    pub title: Option<String>,
    /// The day of a series for which alone this is told (RECURRENCE-ID). The series has the same UID.
    pub occurrence: Option<NaiveDate>,
    /// The line on which it begins, as an editor counts it, from 1.
    pub line: u64,
}

/// What is in a file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Contents {
    /// The to-dos and events that can be read, in the order of the file. A UID may come more than once.
    pub entries: Vec<Incoming>,
    /// What is wrong, in the order of the file; the first thousand.
    pub problems: Vec<Problem>,
    /// How many problems there are.
    pub total: u64,
}

impl Contents {
    /// Those of a file that is none.
    fn nothing(message: &str) -> Self {
        let message = message.to_owned();
        let problem = Problem { line: 1, column: None, field: None, message, value: None };
        Self { entries: Vec::new(), problems: vec![problem], total: 1 }
    }
}

/// Reads a file of iCalendar, version 2.0: the to-dos and events in it, and what is wrong. It takes lines that end with
/// LF or CR LF, a byte order mark, and any bytes at all; of a line it keeps 64 KiB at most.
///
/// A day stays that day, and so does a time without a time zone. A time in UTC or with a TZID becomes the day on which
/// it falls in `zone`. A TZID is a name of the IANA database or else what the file's VTIMEZONE says; if it is neither, that
/// is a problem.
///
/// # Errors
/// What reading `input` gives; nothing that is in it.
pub fn read(mut input: impl BufRead, zone: Tz) -> io::Result<Contents> {
    let start = input.fill_buf()?;
    if matches!(start, [0xFF, 0xFE, ..] | [0xFE, 0xFF, ..]) {
        return Ok(Contents::nothing("the file is UTF-16: save it as UTF-8"));
    }
    if start.starts_with(b"\xEF\xBB\xBF") {
        input.consume(3);
    }
    let mut lines = Lines::new(input);
    let mut reader = Reader::default();
    let mut last = 1;
    while let Some(line) = lines.next()? {
        reader.line(line);
        last = line.number;
    }
    Ok(reader.finish(last, zone))
}

#[derive(Debug, Default)]
struct Reader {
    /// The parts that are open, each with the line on which it began.
    open: Vec<(String, u64)>,
    /// How many calendars there were.
    calendars: u64,
    /// Whether the calendar is of a version that is not read.
    is_foreign: bool,
    draft: Option<Draft>,
    drafts: Vec<Draft>,
    zone: Option<Zone>,
    zones: Zones,
    problems: Vec<Problem>,
    total: u64,
}

impl Reader {
    /// Tells a problem. The entry in which it is will be left out.
    fn problem(&mut self, line: u64, field: Option<&str>, message: &str, value: Option<&[u8]>) {
        if let Some(draft) = &mut self.draft {
            draft.is_broken = true;
        }
        self.total += 1;
        if self.problems.len() < MOST_PROBLEMS {
            let field = field.map(str::to_owned);
            let value = value.map(shown);
            self.problems.push(Problem { line, column: None, field, message: message.to_owned(), value });
        }
    }

    fn line(&mut self, line: &Line) {
        let Some(content) = Content::parse(&line.bytes) else {
            let name = Some(Content::name_of(&line.bytes)).filter(|name| !name.is_empty());
            self.problem(line.number, name, "this is not NAME:value", Some(&line.bytes));
            return;
        };
        let name = content.name.to_ascii_uppercase();
        match name.as_str() {
            "BEGIN" => self.begin(line.number, &part(content.value)),
            "END" => self.end(line.number, &part(content.value)),
            _ => self.property(line, &name, &content),
        }
    }

    fn begin(&mut self, line: u64, name: &str) {
        let is_calendar = name == "VCALENDAR";
        let is_entry = matches!(name, "VTODO" | "VEVENT");
        // An entry stands in the calendar itself: where it begins, all else has ended.
        let level = if is_calendar { 0 } else { 1 };
        if (is_calendar || is_entry) && self.open.len() > level && self.is_in_calendar() {
            self.unfinished(line, level);
        }
        if self.open.is_empty() && !is_calendar {
            self.problem(line, Some("BEGIN"), "stands outside of a calendar", Some(name.as_bytes()));
        }
        if self.open.len() >= DEEPEST {
            self.problem(line, Some("BEGIN"), "is too deep within other parts", Some(name.as_bytes()));
            return;
        }
        let level = self.open.len();
        self.open.push((name.to_owned(), line));
        match (name, level) {
            ("VCALENDAR", 0) => {
                self.calendars += 1;
                self.is_foreign = false;
            }
            _ if !self.is_in_calendar() => {}
            ("VTODO", 1) => self.draft = Some(Draft::new(Kind::Todo, line)),
            ("VEVENT", 1) => self.draft = Some(Draft::new(Kind::Event, line)),
            ("VTIMEZONE", 1) => self.zone = Some(Zone::default()),
            ("STANDARD" | "DAYLIGHT", 2) => {
                if let Some(zone) = &mut self.zone {
                    zone.begin_change();
                }
            }
            _ => {}
        }
    }

    fn is_in_calendar(&self) -> bool {
        self.open.first().is_some_and(|(name, _)| name == "VCALENDAR")
    }

    /// Tells that the innermost part has no end, and leaves all below that level.
    fn unfinished(&mut self, line: u64, level: usize) {
        if let Some((name, begun)) = self.open.last() {
            let message = format!("{name} of line {begun} has not ended before this: END:{name} is missing");
            self.problem(line, None, &message, None);
        }
        self.leave(level);
    }

    /// Leaves all parts below a level, and takes what they came to.
    fn leave(&mut self, level: usize) {
        self.open.truncate(level);
        if level <= 1 {
            let draft = self.draft.take().filter(|draft| !draft.is_broken && !self.is_foreign);
            self.drafts.extend(draft);
            if let Some(zone) = self.zone.take() {
                self.zones.add(zone);
            }
        }
    }

    fn end(&mut self, line: u64, name: &str) {
        match self.open.iter().rposition(|(open, _)| open == name) {
            Some(level) => {
                if level + 1 < self.open.len() {
                    self.unfinished(line, level + 1);
                }
                self.leave(level);
            }
            None => self.problem(line, Some("END"), "ends what has not begun", Some(name.as_bytes())),
        }
    }

    fn property(&mut self, line: &Line, name: &str, content: &Content<'_>) {
        let number = line.number;
        match self.open.len() {
            0 => self.problem(number, None, "stands outside of a calendar", Some(&line.bytes)),
            1 if name == "VERSION" && self.is_in_calendar() && content.value.trim_ascii() != b"2.0" => {
                self.is_foreign = true;
                self.problem(
                    number,
                    Some(name),
                    "is not 2.0: this calendar is not read",
                    Some(content.value),
                );
            }
            2 if self.draft.is_some() => {
                let Some(name) = NAMES.into_iter().find(|known| *known == name) else { return };
                let result = match &mut self.draft {
                    _ if line.is_cut => Err("is longer than 64 KiB"),
                    Some(draft) => draft.take(number, name, content),
                    None => Ok(()),
                };
                if let Err(message) = result {
                    self.problem(number, Some(name), message, Some(content.value));
                }
            }
            depth => {
                if let (Some(zone), Ok(value)) = (&mut self.zone, std::str::from_utf8(content.value)) {
                    match depth {
                        2 => zone.take(name, value.trim()),
                        3 => zone.take_of_change(name, value.trim()),
                        _ => {}
                    }
                }
            }
        }
    }

    /// Zones may stand behind what is told in them, so days are known at the end only.
    fn finish(mut self, last: u64, zone: Tz) -> Contents {
        if self.calendars == 0 {
            // All else that was told is a consequence.
            return Contents::nothing("this is no calendar: there is no BEGIN:VCALENDAR");
        }
        if !self.open.is_empty() {
            self.unfinished(last, 0);
        }
        let mut contents = Contents { problems: self.problems, total: self.total, ..Contents::default() };
        for draft in self.drafts {
            match draft.finish(&self.zones, zone) {
                Ok(entry) => contents.entries.push(entry),
                Err(problem) => {
                    contents.total += 1;
                    if contents.problems.len() < MOST_PROBLEMS {
                        contents.problems.push(*problem);
                    }
                }
            }
        }
        contents.problems.sort_by_key(|problem| problem.line);
        contents
    }
}

/// The name of a part, which may be anything.
fn part(value: &[u8]) -> String {
    shown(value).to_ascii_uppercase()
}

/// A value, as far as it is told: one line.
fn shown(value: &[u8]) -> String {
    let start = &value[..value.len().min(SHOWN * 4)];
    let text = String::from_utf8_lossy(start);
    let text = text.trim();
    let mut shown: String =
        text.chars().take(SHOWN).map(|c| if c.is_control() { '\u{FFFD}' } else { c }).collect();
    if text.chars().count() > SHOWN || start.len() < value.len() {
        shown.push('…');
    }
    shown
}
