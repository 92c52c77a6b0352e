//! Entries as text of RFC 5545.
//!
//! RFC 5545 has three rules that a task does not: a to-do's DUE is later than its DTSTART, never the same day; what recurs
//! has a DTSTART; and it recurs from there. So:
//!
//! | the task has | DTSTART | DUE | beside them |
//! |---|---|---|---|
//! | begin before due | begin | due | |
//! | begin on the day it is due, or later | | due | `X-CT-BEGIN` |
//! | a due day and a rule | due day, 00:00:00 | due day, 23:59:59 | `RRULE`, `X-CT-BEGIN` (begin, or `NONE`) |
//! | a begin and a rule | begin | | `RRULE` |
//! | a rule and no day | | | |
//!
//! Times without a zone, in the third of these, are the same day wherever they are read. An event is a whole day, the due one.
//! A calendar that knows no `X-CT-…` keeps it, as RFC 5545 wants, and shows the rest.

use chrono::{DateTime, Datelike, NaiveDate, Utc};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use super::entry::{Entry, Form, Person, Status};
use super::line;
use crate::{Error, Result};

/// What ends a calendar.
pub const CLOSING: &str = "END:VCALENDAR\r\n";

/// What stays as it is in the address of `mailto:`; everything else is encoded.
const ADDRESS: AsciiSet =
    NON_ALPHANUMERIC.remove(b'@').remove(b'.').remove(b'-').remove(b'_').remove(b'~').remove(b'+');

/// What begins a calendar, with its name if it has one.
#[must_use]
pub fn opening(name: Option<&str>) -> String {
    let mut text = String::from("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//ct//calendar//EN\r\n");
    text.push_str("CALSCALE:GREGORIAN\r\n");
    if let Some(name) = name.map(line::escaped) {
        // The first is RFC 7986, the second what most programs read.
        line::add(&mut text, &format!("NAME:{name}"));
        line::add(&mut text, &format!("X-WR-CALNAME:{name}"));
    }
    text
}

/// A whole calendar. The same entries give the same text, to the byte. For very many take [`opening`],
/// [`Entry::component`] for each, and [`CLOSING`], and keep only one in memory.
///
/// # Errors
/// As those of [`Entry::component`].
pub fn calendar<'e>(
    entries: impl IntoIterator<Item = &'e Entry>,
    form: Form,
    name: Option<&str>,
) -> Result<String> {
    let mut text = opening(name);
    for entry in entries {
        text.extend(entry.component(form)?);
    }
    text.push_str(CLOSING);
    Ok(text)
}

impl Entry {
    /// Its part of a calendar: VTODO or VEVENT, with CR LF at its end. None for an event without a due day, which no
    /// calendar could show.
    ///
    /// # Errors
    /// [`Error::Usage`] if the UID is empty, or a date is not in the years 1 to 9999.
    pub fn component(&self, form: Form) -> Result<Option<String>> {
        if line::escaped(&self.uid).is_empty() {
            return Err(Error::usage(
                format!("{:?} has no UID to be written with", self.title),
                "give it one, and the same one each time",
            ));
        }
        let mut lines = Lines { text: String::new(), title: &self.title };
        match form {
            Form::Todos => {
                lines.add("BEGIN", "VTODO");
                self.common(&mut lines)?;
                self.todo(&mut lines)?;
                lines.add("END", "VTODO");
            }
            Form::Events => {
                let Some(due) = self.due else { return Ok(None) };
                lines.add("BEGIN", "VEVENT");
                self.common(&mut lines)?;
                self.event(due, &mut lines)?;
                lines.add("END", "VEVENT");
            }
        }
        Ok(Some(lines.text))
    }

    fn common(&self, lines: &mut Lines<'_>) -> Result<()> {
        lines.add("UID", &line::escaped(&self.uid));
        let changed = lines.moment(self.changed_at)?;
        lines.add("DTSTAMP", &changed);
        lines.add("LAST-MODIFIED", &changed);
        // The greatest INTEGER of RFC 5545.
        lines.add("SEQUENCE", &self.sequence.min(i32::MAX.unsigned_abs()).to_string());
        // Some programs take a property without a value for a mistake.
        let mut unless_empty = |name, value: String| {
            if !value.is_empty() {
                lines.add(name, &value);
            }
        };
        unless_empty("SUMMARY", line::escaped(&self.title));
        unless_empty("DESCRIPTION", line::escaped(self.notes.as_deref().unwrap_or_default()));
        let categories = self.categories.iter().map(|word| line::escaped(word));
        let categories: Vec<_> = categories.filter(|word| !word.is_empty()).collect();
        unless_empty("CATEGORIES", categories.join(","));
        if let Some(party) = &self.party {
            lines.person("ORGANIZER", &party.organizer, "");
            for attendee in &party.attendees {
                lines.person("ATTENDEE", &attendee.person, &format!(";ROLE={}", attendee.role.word()));
            }
        }
        Ok(())
    }

    fn todo(&self, lines: &mut Lines<'_>) -> Result<()> {
        match (self.begin, self.due, &self.rule) {
            (begin, Some(due), Some(rule)) => {
                let day = lines.day(due)?;
                lines.add("DTSTART", &format!("{day}T000000"));
                lines.add("DUE", &format!("{day}T235959"));
                lines.add("RRULE", &rule.text(|last| last.format("%Y%m%dT235959").to_string()));
                match begin {
                    Some(begin) => lines.date("X-CT-BEGIN", begin)?,
                    None => lines.add("X-CT-BEGIN", "NONE"),
                }
            }
            (Some(begin), Some(due), None) if begin >= due => {
                lines.date("DUE", due)?;
                lines.date("X-CT-BEGIN", begin)?;
            }
            (begin, due, rule) => {
                if let Some(begin) = begin {
                    lines.date("DTSTART", begin)?;
                }
                if let Some(due) = due {
                    lines.date("DUE", due)?;
                }
                if let (Some(_), Some(rule)) = (begin, rule) {
                    lines.add("RRULE", &rule.to_string());
                }
            }
        }
        lines.add("STATUS", self.status.word());
        match self.status {
            Status::NotStarted => lines.add("PERCENT-COMPLETE", "0"),
            Status::Completed => lines.add("PERCENT-COMPLETE", "100"),
            // Nobody has told how much.
            Status::InProgress | Status::Cancelled => {}
            Status::Waiting => lines.add("X-CT-STATUS", self.status.own_word()),
        }
        if let (Status::Completed, Some(at)) = (self.status, self.completed_at) {
            let at = lines.moment(at)?;
            lines.add("COMPLETED", &at);
        }
        Ok(())
    }

    fn event(&self, due: NaiveDate, lines: &mut Lines<'_>) -> Result<()> {
        lines.date("DTSTART", due)?;
        // The day after, since the end does not count. Without it, it is the one day too.
        if let Some(end) = due.succ_opt().filter(|end| end.year() <= 9999) {
            lines.date("DTEND", end)?;
        }
        if let Some(rule) = &self.rule {
            lines.add("RRULE", &rule.to_string());
        }
        if let Some(begin) = self.begin {
            lines.date("X-CT-BEGIN", begin)?;
        }
        let cancelled = self.status == Status::Cancelled;
        lines.add("STATUS", if cancelled { "CANCELLED" } else { "CONFIRMED" });
        if !cancelled {
            lines.add("X-CT-STATUS", self.status.own_word());
        }
        // Whoever has something due is not busy all day.
        lines.add("TRANSP", "TRANSPARENT");
        Ok(())
    }
}

/// The lines of one entry.
struct Lines<'e> {
    text: String,
    /// What the entry is called in messages.
    title: &'e str,
}

impl Lines<'_> {
    fn add(&mut self, name: &str, value: &str) {
        line::add(&mut self.text, &format!("{name}:{value}"));
    }

    fn date(&mut self, name: &str, day: NaiveDate) -> Result<()> {
        let day = self.day(day)?;
        self.add(&format!("{name};VALUE=DATE"), &day);
        Ok(())
    }

    fn person(&mut self, name: &str, person: &Person, parameters: &str) {
        let shown = if person.name.is_empty() {
            String::new()
        } else {
            format!(";CN={}", line::quoted(&person.name))
        };
        let address = utf8_percent_encode(&person.email, &ADDRESS);
        line::add(&mut self.text, &format!("{name}{shown}{parameters}:mailto:{address}"));
    }

    fn day(&self, day: NaiveDate) -> Result<String> {
        self.require_year(day)?;
        Ok(day.format("%Y%m%d").to_string())
    }

    fn moment(&self, at: DateTime<Utc>) -> Result<String> {
        self.require_year(at.date_naive())?;
        Ok(at.format("%Y%m%dT%H%M%SZ").to_string())
    }

    fn require_year(&self, day: NaiveDate) -> Result<()> {
        if (1..=9999).contains(&day.year()) {
            return Ok(());
        }
        Err(Error::usage(
            format!("{:?} has a date in the year {}, which no calendar can hold", self.title, day.year()),
            "give it one in the years 1 to 9999",
        ))
    }
}
