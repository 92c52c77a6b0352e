//! A time in parts for a chart: days, months or years, whichever are not too many to be seen.

use chrono::{DateTime, Datelike, Days, Months, NaiveDate, Utc};

use crate::output::{Chart, Tally};

/// How many days have a column each, and how many days months are told for.
const MOST_DAYS: i64 = 62;
const MOST_DAYS_BY_MONTH: i64 = 366 * 5;

#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    Day,
    Month,
    Year,
}

/// How much there is in each part of a time.
pub(super) struct Period {
    part: Part,
    last: NaiveDate,
    first: Option<NaiveDate>,
    counts: std::collections::HashMap<NaiveDate, u64>,
}

impl Period {
    /// From an instant on, and before another.
    pub(super) fn new(since: DateTime<Utc>, until: DateTime<Utc>) -> Self {
        let days = (until - since).num_days();
        let part = if days <= MOST_DAYS {
            Part::Day
        } else if days <= MOST_DAYS_BY_MONTH {
            Part::Month
        } else {
            Part::Year
        };
        // What ends as a day begins does not reach into it.
        let last = until.checked_sub_signed(chrono::Duration::microseconds(1)).unwrap_or(until).max(since);
        let last = part.beginning(last.date_naive());
        // A time that begins long before there was anything is not shown from there.
        let first = (part != Part::Year).then(|| part.beginning(since.date_naive()));
        Self { part, last, first, counts: std::collections::HashMap::new() }
    }

    /// One more at this instant.
    pub(super) fn count(&mut self, at: DateTime<Utc>) {
        *self.counts.entry(self.part.beginning(at.date_naive())).or_default() += 1;
    }

    /// A column for each part, also of those in which nothing was.
    pub(super) fn drawn(self, what: &str) -> Chart {
        let (by, form) = match self.part {
            Part::Day => ("day", "%Y-%m-%d"),
            Part::Month => ("month", "%Y-%m"),
            Part::Year => ("year", "%Y"),
        };
        let mut tally = Tally::default();
        let mut next = self.first.or_else(|| self.counts.keys().min().copied());
        while let Some(part) = next.filter(|part| *part <= self.last) {
            tally.add(&part.format(form).to_string(), self.counts.get(&part).copied().unwrap_or(0));
            next = self.part.after(part);
        }
        tally.over_time(&format!("{what} by {by}"))
    }
}

impl Part {
    fn beginning(self, day: NaiveDate) -> NaiveDate {
        let told = match self {
            Self::Day => Some(day),
            Self::Month => day.with_day(1),
            Self::Year => day.with_ordinal(1),
        };
        told.unwrap_or(day)
    }

    fn after(self, day: NaiveDate) -> Option<NaiveDate> {
        match self {
            Self::Day => day.checked_add_days(Days::new(1)),
            Self::Month => day.checked_add_months(Months::new(1)),
            Self::Year => day.checked_add_months(Months::new(12)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Period;
    use crate::output::Chart;

    fn drawn(since: &str, until: &str, at: &[&str]) -> Chart {
        let mut period = Period::new(since.parse().unwrap(), until.parse().unwrap());
        at.iter().for_each(|at| period.count(at.parse().unwrap()));
        period.drawn("Changes")
    }

    #[test]
    fn days_months_and_years() {
        let days = drawn(
            "2026-02-27T12:00:00Z",
            "2026-03-02T00:00:00Z",
            &["2026-02-28T23:59:59Z", "2026-03-01T00:00:00Z"],
        );
        assert_eq!(days.in_words(), "2026-02-27: 0, 2026-02-28: 1, 2026-03-01: 1");
        let months = drawn(
            "2025-11-15T00:00:00Z",
            "2026-02-01T00:00:01Z",
            &["2025-11-30T00:00:00Z", "2026-02-01T00:00:00Z"],
        );
        assert_eq!(months.in_words(), "2025-11: 1, 2025-12: 0, 2026-01: 0, 2026-02: 1");
        let years = drawn("1900-01-01T00:00:00Z", "2026-02-01T00:00:00Z", &["2024-06-01T00:00:00Z"]);
        assert_eq!(years.in_words(), "2024: 1, 2025: 0, 2026: 0");
        assert_eq!(drawn("1900-01-01T00:00:00Z", "2026-02-01T00:00:00Z", &[]).in_words(), "nothing");
    }
}
