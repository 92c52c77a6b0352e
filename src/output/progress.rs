//! How far something is, for whoever waits at a terminal, and for whoever reads a log.

use chrono::{DateTime, TimeDelta, Utc};
use serde_json::json;

use super::Talk;
use crate::clock::Clock;

/// What takes less than this is not worth a word.
const QUIET_START: TimeDelta = TimeDelta::seconds(1);
/// How often the line on a terminal is written again.
const LIVE_EVERY: TimeDelta = TimeDelta::milliseconds(100);
/// How often a log gets a line.
const PLAIN_EVERY: TimeDelta = TimeDelta::seconds(5);

/// How progress is told (`--progress`).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, clap::ValueEnum)]
pub enum ProgressStyle {
    /// A line on a terminal that is written over; else nothing
    #[default]
    Auto,
    /// A line every five seconds, on a terminal or not
    Plain,
    /// The same as a JSON object a line
    Json,
    /// Nothing
    None,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Manner {
    Silent,
    Live,
    Plain,
    Json,
}

/// Tells on standard error how far a job is that takes over a second: of its steps, one after the other, rows, rate
/// and time left.
///
/// Whoever waits for the job calls [`Progress::tick`] some ten times a second. The live line goes when this is dropped.
pub struct Progress<'a> {
    talk: &'a Talk,
    clock: &'a dyn Clock,
    manner: Manner,
    begun: DateTime<Utc>,
    next: DateTime<Utc>,
    step: Option<Step>,
}

/// One step of a job.
struct Step {
    name: String,
    total: Option<u64>,
    rows: u64,
    fraction: Option<f64>,
    begun: DateTime<Utc>,
}

impl<'a> Progress<'a> {
    /// Begins a job.
    ///
    /// With [`ProgressStyle::Auto`] nothing is told without a terminal, with `--quiet` and with JSON. What was asked
    /// for in words is told always, and as JSON where the talk is JSON.
    #[must_use]
    pub fn begin(talk: &'a Talk, clock: &'a dyn Clock, style: ProgressStyle) -> Self {
        let manner = match style {
            ProgressStyle::Auto if talk.is_live() => Manner::Live,
            ProgressStyle::Auto | ProgressStyle::None => Manner::Silent,
            ProgressStyle::Plain if !talk.is_json() => Manner::Plain,
            ProgressStyle::Plain | ProgressStyle::Json => Manner::Json,
        };
        let begun = clock.now();
        Self { talk, clock, manner, begun, next: begun + QUIET_START, step: None }
    }

    /// The step before is done, and this one begins: what is being done (`reading`), and of how many rows, where that
    /// is known.
    pub fn step(&mut self, name: &str, total: Option<u64>) {
        self.end_step();
        let begun = self.clock.now();
        self.step = Some(Step { name: name.to_owned(), total, rows: 0, fraction: None, begun });
        if self.manner == Manner::Live && begun - self.begun >= QUIET_START {
            self.next = begun;
        }
        self.tick();
    }

    /// So many rows more are done.
    pub fn advance(&mut self, rows: u64) {
        if let Some(step) = &mut self.step {
            step.rows += rows;
        }
        self.tick();
    }

    /// So many rows are done in all.
    pub fn set(&mut self, rows: u64) {
        if let Some(step) = &mut self.step {
            step.rows = rows;
        }
        self.tick();
    }

    /// How much of the step is done, from 0 to 1: where the number of rows is not known, but that of bytes is.
    pub fn fraction(&mut self, done: f64) {
        if let Some(step) = &mut self.step {
            step.fraction = Some(done);
        }
        self.tick();
    }

    /// Tells how far it is, if it is time to.
    pub fn tick(&mut self) {
        let Some(step) = &self.step else { return };
        let now = self.clock.now();
        if self.manner == Manner::Silent || now < self.next {
            return;
        }
        match self.manner {
            Manner::Silent => {}
            Manner::Live => {
                self.next = now + LIVE_EVERY;
                let line = step.line(now, false);
                // On a narrow terminal the time left counts more than the rate.
                let line = if self.talk.fits(&line) { line } else { step.line_without_rate(now) };
                self.talk.write_live_line(&line);
            }
            Manner::Plain => {
                self.next = now + PLAIN_EVERY;
                self.talk.write_plain_line(&step.line(now, false));
            }
            Manner::Json => {
                self.next = now + PLAIN_EVERY;
                self.talk.write_object(&step.object(now, false));
            }
        }
    }

    /// Takes the live line away, until the next [`Progress::tick`].
    pub fn clear(&self) {
        if self.manner == Manner::Live {
            self.talk.clear_live_line();
        }
    }

    /// The job is done. Where it failed, just drop this.
    pub fn finish(mut self) {
        self.end_step();
    }

    /// A log gets a line for every step that is done.
    fn end_step(&mut self) {
        let Some(step) = self.step.take() else { return };
        let now = self.clock.now();
        match self.manner {
            Manner::Silent | Manner::Live => {}
            Manner::Plain => self.talk.write_plain_line(&step.line(now, true)),
            Manner::Json => self.talk.write_object(&step.object(now, true)),
        }
    }
}

impl Drop for Progress<'_> {
    fn drop(&mut self) {
        if self.manner == Manner::Live {
            self.talk.clear_live_line();
        }
    }
}

impl Step {
    fn milliseconds(&self, now: DateTime<Utc>) -> u64 {
        u64::try_from((now - self.begun).num_milliseconds()).unwrap_or(0).max(1)
    }

    /// Rows a second.
    fn rate(&self, now: DateTime<Utc>) -> u64 {
        self.rows.saturating_mul(1000) / self.milliseconds(now)
    }

    /// How many milliseconds are left, if it goes on as it went so far.
    fn left(&self, now: DateTime<Utc>) -> Option<u64> {
        let so_far = self.milliseconds(now);
        if let Some(total) = self.total {
            let rows = total.saturating_sub(self.rows);
            return so_far.saturating_mul(rows).checked_div(self.rows);
        }
        let done = self.fraction.filter(|done| (0.01..=1.0).contains(done))?;
        // A part of an hour is not worth more precision than this.
        #[expect(clippy::cast_precision_loss, clippy::cast_possible_truncation, clippy::cast_sign_loss)]
        let left = (so_far as f64 * (1.0 - done) / done) as u64;
        Some(left)
    }

    /// `reading: 45,000 of 100,000 rows, 12,000 a second, 0:05 left`; before there are rows, or where there are none,
    /// `planning 100,000 rows, 0:03`.
    fn line(&self, now: DateTime<Utc>, done: bool) -> String {
        let so_far = as_minutes(self.milliseconds(now) / 1000);
        let end = if done { format!(", done in {so_far}") } else { String::new() };
        if self.rows == 0 {
            let of = self.total.map(|total| format!(" {}", rows(total, None))).unwrap_or_default();
            let end = if done { end } else { format!(", {so_far}") };
            return format!("{}{of}{end}", self.name);
        }
        let left = if done { String::new() } else { self.time_left(now) };
        let total = self.total.filter(|total| !done || *total != self.rows);
        format!("{}: {}, {} a second{left}{end}", self.name, rows(self.rows, total), grouped(self.rate(now)))
    }

    /// `reading: 45,000 of 100,000 rows, 0:05 left`.
    fn line_without_rate(&self, now: DateTime<Utc>) -> String {
        format!("{}: {}{}", self.name, rows(self.rows, self.total), self.time_left(now))
    }

    /// `, 0:05 left`, where that is known.
    fn time_left(&self, now: DateTime<Utc>) -> String {
        self.left(now).map(|left| format!(", {} left", as_minutes(left / 1000))).unwrap_or_default()
    }

    fn object(&self, now: DateTime<Utc>, done: bool) -> serde_json::Value {
        json!({
            "level": "progress",
            "step": self.name,
            "rows": self.rows,
            "total": self.total,
            "rate": self.rate(now),
            "seconds": tenths(self.milliseconds(now)),
            "seconds_left": if done { Some(0.0) } else { self.left(now).map(tenths) },
            "done": done,
        })
    }
}

/// Milliseconds as seconds, to the tenth.
fn tenths(milliseconds: u64) -> f64 {
    #[expect(clippy::cast_precision_loss, reason = "far fewer than 2^52")]
    let tenths = (milliseconds / 100) as f64;
    tenths / 10.0
}

/// `45,000 of 100,000 rows`, `1 row`.
fn rows(rows: u64, total: Option<u64>) -> String {
    let of_total = total.map(|total| format!(" of {}", grouped(total))).unwrap_or_default();
    let plural = if total.unwrap_or(rows) == 1 { "" } else { "s" };
    format!("{}{of_total} row{plural}", grouped(rows))
}

/// `1234567` as `1,234,567`.
fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut text = String::with_capacity(digits.len() + digits.len() / 3);
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// Seconds as `0:05`, `12:40` or `1:02:03`.
fn as_minutes(seconds: u64) -> String {
    let (hours, minutes, seconds) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    if hours == 0 { format!("{minutes}:{seconds:02}") } else { format!("{hours}:{minutes:02}:{seconds:02}") }
}

#[cfg(test)]
mod tests;
