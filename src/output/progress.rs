//! How far something is, for whoever waits at a terminal.

use chrono::{DateTime, TimeDelta, Utc};

use super::Talk;
use crate::clock::Clock;

/// What takes less than this is not worth a word.
const QUIET_START: TimeDelta = TimeDelta::seconds(1);
/// How often the line is written again.
const EVERY: TimeDelta = TimeDelta::milliseconds(100);

/// A line on standard error that tells rows, rate and time left while something runs that takes over a second.
/// Without a terminal, with `--quiet` and with JSON there is none. The line goes when this is dropped.
pub struct Progress<'a> {
    talk: &'a Talk,
    clock: &'a dyn Clock,
    doing: &'a str,
    total: Option<u64>,
    rows: u64,
    begun: DateTime<Utc>,
    next: DateTime<Utc>,
}

impl<'a> Progress<'a> {
    /// Begins: what is being done (`importing`), and how many rows there will be, where that is known.
    #[must_use]
    pub fn begin(talk: &'a Talk, clock: &'a dyn Clock, doing: &'a str, total: Option<u64>) -> Self {
        let begun = clock.now();
        Self { talk, clock, doing, total, rows: 0, begun, next: begun + QUIET_START }
    }

    /// So many rows more are done.
    pub fn advance(&mut self, rows: u64) {
        self.rows += rows;
        if !self.talk.is_live() {
            return;
        }
        let now = self.clock.now();
        if now >= self.next {
            self.next = now + EVERY;
            self.talk.write_live_line(&self.line(now));
        }
    }

    /// `importing: 45,000 of 100,000 rows, 12,000 a second, 0:05 left`.
    fn line(&self, now: DateTime<Utc>) -> String {
        let milliseconds = u64::try_from((now - self.begun).num_milliseconds()).unwrap_or(0).max(1);
        let rate = self.rows.saturating_mul(1000) / milliseconds;
        let of_total = self.total.map(|total| format!(" of {}", grouped(total))).unwrap_or_default();
        let left = self.total.and_then(|total| total.saturating_sub(self.rows).checked_div(rate));
        let left = left.map(|seconds| format!(", {} left", as_minutes(seconds))).unwrap_or_default();
        format!("{}: {}{of_total} rows, {} a second{left}", self.doing, grouped(self.rows), grouped(rate))
    }
}

impl Drop for Progress<'_> {
    fn drop(&mut self) {
        self.talk.clear_live_line();
    }
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
mod tests {
    use super::{Progress, as_minutes, grouped};
    use crate::clock::Clock;
    use crate::output::test_data::Heard;
    use crate::output::{Format, Style, Talk, TalkStyle};
    use chrono::{DateTime, Utc};
    use std::sync::atomic::{AtomicI64, Ordering};

    /// A clock that the test moves.
    #[derive(Default)]
    struct Hand(AtomicI64);

    impl Clock for Hand {
        fn now(&self) -> DateTime<Utc> {
            DateTime::from_timestamp_millis(self.0.load(Ordering::Relaxed)).unwrap()
        }
    }

    /// What is written while 10,000 rows are done in ten steps of this length.
    fn written(style: TalkStyle, step: i64, total: Option<u64>) -> String {
        let (heard, clock) = (Heard::default(), Hand::default());
        let talk = Talk::new(heard.clone(), style);
        let mut progress = Progress::begin(&talk, &clock, "importing", total);
        for _ in 0..10 {
            clock.0.fetch_add(step, Ordering::Relaxed);
            progress.advance(1000);
        }
        drop(progress);
        heard.text()
    }

    const LIVE: TalkStyle = TalkStyle { live: true, format: Format::Table, quiet: false, style: Style::PIPE };

    #[test]
    fn rows_rate_and_time_left() {
        let text = written(LIVE, 500, Some(10_000));
        insta::assert_snapshot!(text.replace("\u{1b}[K", "⌫").replace('\r', "\n"), @"

        importing: 2,000 of 10,000 rows, 2,000 a second, 0:04 left⌫
        importing: 3,000 of 10,000 rows, 2,000 a second, 0:03 left⌫
        importing: 4,000 of 10,000 rows, 2,000 a second, 0:03 left⌫
        importing: 5,000 of 10,000 rows, 2,000 a second, 0:02 left⌫
        importing: 6,000 of 10,000 rows, 2,000 a second, 0:02 left⌫
        importing: 7,000 of 10,000 rows, 2,000 a second, 0:01 left⌫
        importing: 8,000 of 10,000 rows, 2,000 a second, 0:01 left⌫
        importing: 9,000 of 10,000 rows, 2,000 a second, 0:00 left⌫
        importing: 10,000 of 10,000 rows, 2,000 a second, 0:00 left⌫
        ⌫
        ");
        assert!(written(LIVE, 500, None).contains("importing: 10,000 rows, 2,000 a second\u{1b}[K"));
    }

    #[test]
    fn nothing_for_what_is_quick_or_unwatched() {
        assert_eq!(written(LIVE, 50, Some(10_000)), "");
        for style in [
            TalkStyle { live: false, ..LIVE },
            TalkStyle { quiet: true, ..LIVE },
            TalkStyle { format: Format::Json, ..LIVE },
        ] {
            assert_eq!(written(style, 500, Some(10_000)), "");
        }
    }

    #[test]
    fn written_no_more_than_ten_times_a_second() {
        let lines = written(LIVE, 140, Some(10_000)).matches("importing").count();
        assert_eq!(lines, 3);
    }

    #[test]
    fn numbers_and_times_are_readable() {
        assert_eq!([0, 999, 1000, 1_234_567].map(grouped), ["0", "999", "1,000", "1,234,567"]);
        assert_eq!([5, 760, 3723].map(as_minutes), ["0:05", "12:40", "1:02:03"]);
    }
}
