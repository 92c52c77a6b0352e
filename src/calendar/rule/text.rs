//! The normal text of a rule.

use std::fmt::{Display, Write};

use chrono::NaiveDate;
use rrule::{Frequency, NWeekday, Weekday};

use super::{End, Rule};

/// The weekdays of RFC 5545.
pub(super) const WEEKDAYS: [(&str, Weekday); 7] = [
    ("MO", Weekday::Mon),
    ("TU", Weekday::Tue),
    ("WE", Weekday::Wed),
    ("TH", Weekday::Thu),
    ("FR", Weekday::Fri),
    ("SA", Weekday::Sat),
    ("SU", Weekday::Sun),
];

impl Rule {
    /// The rule, with the day of its end written by `until`: its form must be that of the day from which it counts.
    pub(in crate::calendar) fn text(&self, until: impl Fn(NaiveDate) -> String) -> String {
        let mut text = format!("FREQ={}", self.frequency);
        let mut part = |name: &str, value: String| {
            if !value.is_empty() {
                // Writing into a String cannot fail.
                let _ = write!(text, ";{name}={value}");
            }
        };
        if self.interval != 1 {
            part("INTERVAL", self.interval.to_string());
        }
        match self.end {
            End::Never => {}
            End::Count(count) => part("COUNT", count.to_string()),
            End::Until(last) => part("UNTIL", until(last)),
        }
        part("BYMONTH", list(&self.months));
        part("BYWEEKNO", list(&self.weeks));
        part("BYYEARDAY", list(&self.year_days));
        part("BYMONTHDAY", list(&self.month_days));
        part("BYDAY", list(self.days.iter().map(|day| weekday(*day))));
        part("BYSETPOS", list(&self.positions));
        if self.week_start != Weekday::Mon {
            part("WKST", code(self.week_start).to_owned());
        }
        text
    }

    /// Whether it recurs by weeks, which have no days of a month.
    pub(super) fn is_weekly(&self) -> bool {
        self.frequency == Frequency::Weekly
    }
}

fn list<T: Display>(values: impl IntoIterator<Item = T>) -> String {
    values.into_iter().map(|value| value.to_string()).collect::<Vec<_>>().join(",")
}

fn weekday(day: NWeekday) -> String {
    match day {
        NWeekday::Every(day) => code(day).to_owned(),
        NWeekday::Nth(number, day) => format!("{number}{}", code(day)),
    }
}

fn code(day: Weekday) -> &'static str {
    WEEKDAYS[day.num_days_from_monday() as usize].0
}
