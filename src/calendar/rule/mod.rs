//! How a due day recurs.

use std::fmt;
use std::str::FromStr;

use chrono::{Datelike, Days, Months, NaiveDate, NaiveTime, TimeZone};
use rrule::{Frequency, NWeekday, RRule, RRuleSet, Unvalidated, Weekday};

use crate::{Error, Result};

mod parse;
mod text;
mod words;

/// How many days of one rule are looked at before giving up.
const LIMIT: usize = 100_000;
/// The first and the last year that a date of RFC 5545 can tell; there is no year 0 here.
const YEARS: std::ops::RangeInclusive<i32> = 1..=9999;

/// How a due day recurs: a recurrence rule of RFC 5545, as far as it tells days.
///
/// What RFC 5545 decides, and calendars do:
///
/// - A day that a month has not is left out, not moved: `monthly` from 31 January falls on 31 March next, and `yearly` from
///   29 February on leap years only. The last day of every month is `monthly on the last day`.
/// - Where the rule does not say which day (`monthly`), it is that of the start.
/// - Weeks begin on Monday unless `WKST` says otherwise; that matters for `every 2 weeks on …`.
///
/// The start counts only if the rule falls on it. (RFC 5545 leaves that open.) [`Rule::dates`] with a limit of 1 gives the
/// day on which a series that starts there really begins.
///
/// The crate rrule computes the days. Reading and writing rules is done here: that crate writes `1MO` as `MO`, and an end
/// as a moment instead of a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rule {
    frequency: Frequency,
    interval: u16,
    end: End,
    months: Vec<u8>,
    weeks: Vec<i8>,
    year_days: Vec<i16>,
    month_days: Vec<i8>,
    days: Vec<NWeekday>,
    positions: Vec<i32>,
    week_start: Weekday,
}

/// When a series ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum End {
    Never,
    /// After so many days.
    Count(u32),
    /// With this day.
    Until(NaiveDate),
}

impl Rule {
    /// Reads what a person typed: a rule of RFC 5545 (`FREQ=WEEKLY;BYDAY=MO;COUNT=10`) or words (`daily`, `every 2 weeks`,
    /// `weekdays`, `every monday and thursday`, `monthly on the last day`, each with `until 2027-06-30` or `10 times`).
    /// Case does not matter.
    ///
    /// Refused is what tells no days (`HOURLY`, `BYHOUR`), and what falls on no day ever, such as each 30 February.
    ///
    /// # Errors
    /// [`Error::Usage`]: what is wrong, and how to mend it.
    pub fn parse(text: &str) -> Result<Self> {
        let rule = if text.contains('=') { parse::rule(text)? } else { words::rule(text)? };
        rule.check()?;
        Ok(rule)
    }

    /// A rule that recurs without an end, and with nothing said of which day.
    const fn every(interval: u16, frequency: Frequency) -> Self {
        Self {
            frequency,
            interval,
            end: End::Never,
            months: Vec::new(),
            weeks: Vec::new(),
            year_days: Vec::new(),
            month_days: Vec::new(),
            days: Vec::new(),
            positions: Vec::new(),
            week_start: Weekday::Mon,
        }
    }

    /// The first day after `after` on which a series falls that starts with `start`.
    ///
    /// None if the series has ended by then; if either date is not in the years 1 to 9999; and if none is found within
    /// 100,000 days that a rule with a COUNT falls on, or within some 270 years in which it falls on none.
    #[must_use]
    pub fn next_after(&self, start: NaiveDate, after: NaiveDate) -> Option<NaiveDate> {
        let start = self.nearer(start, after);
        self.series(start).find(|day| *day > after)
    }

    /// The first days of a series that starts with `start`: as many as `limit`, 100,000 at most, in order.
    #[must_use]
    pub fn dates(&self, start: NaiveDate, limit: usize) -> Vec<NaiveDate> {
        self.series(start).take(limit).collect()
    }

    /// The last day until `day` on which a series falls that starts with `start`.
    pub(super) fn last_until(&self, start: NaiveDate, day: NaiveDate) -> Option<NaiveDate> {
        let last = match self.end {
            End::Until(until) => day.min(until),
            End::Never | End::Count(_) => day,
        };
        // What time zones are made of comes each year.
        let near = last.checked_sub_days(Days::new(800)).unwrap_or(start);
        let from = |start| self.series(start).take_while(|found| *found <= last).last();
        from(self.nearer(start, near)).or_else(|| from(start))
    }

    /// The days of a series, in order. It ends by itself.
    fn series(&self, start: NaiveDate) -> impl Iterator<Item = NaiveDate> + use<> {
        let set = YEARS.contains(&start.year()).then(|| self.set(start)).flatten();
        let days = set.map(|set| set.into_iter().map(|moment| moment.date_naive()));
        days.into_iter().flatten().take(LIMIT).take_while(|day| YEARS.contains(&day.year()))
    }

    /// None if the series has ended before it starts.
    fn set(&self, start: NaiveDate) -> Option<RRuleSet> {
        if matches!(self.end, End::Until(last) if last < start) {
            return None;
        }
        self.build(start).ok()
    }

    fn build(&self, start: NaiveDate) -> std::result::Result<RRuleSet, rrule::RRuleError> {
        let midnight = |day: NaiveDate| rrule::Tz::UTC.from_utc_datetime(&day.and_time(NaiveTime::MIN));
        let mut rule = RRule::<Unvalidated>::new(self.frequency)
            .interval(self.interval)
            .week_start(self.week_start)
            .by_month_day(self.month_days.clone())
            .by_year_day(self.year_days.clone())
            .by_week_no(self.weeks.clone())
            .by_weekday(self.days.clone())
            .by_set_pos(self.positions.clone());
        let months: Vec<_> =
            self.months.iter().filter_map(|month| chrono::Month::try_from(*month).ok()).collect();
        rule = rule.by_month(&months);
        rule = match self.end {
            End::Never => rule,
            End::Count(count) => rule.count(count),
            End::Until(last) => rule.until(midnight(last)),
        };
        // Without this a rule that falls on no day would be looked at until the end of time.
        Ok(rule.build(midnight(start))?.limit())
    }

    /// A start of the same series that is as near to `day` as can be, not after it. Whoever asks for tomorrow does not
    /// wait until forty years of days have been counted.
    fn nearer(&self, start: NaiveDate, day: NaiveDate) -> NaiveDate {
        let found = match self.end {
            // Every day counts.
            End::Count(_) => None,
            End::Never | End::Until(_) => self.jump(start, day),
        };
        found.filter(|nearer| *nearer >= start && *nearer <= day).unwrap_or(start)
    }

    fn jump(&self, start: NaiveDate, day: NaiveDate) -> Option<NaiveDate> {
        let interval = u32::from(self.interval);
        let whole = |periods: u32| periods / interval * interval;
        let days = u32::try_from(day.signed_duration_since(start).num_days()).ok()?;
        match self.frequency {
            Frequency::Daily => start.checked_add_days(Days::new(u64::from(whole(days)))),
            Frequency::Weekly => start.checked_add_days(Days::new(u64::from(whole(days / 7)) * 7)),
            Frequency::Monthly | Frequency::Yearly => {
                let months = if self.frequency == Frequency::Yearly { 12 } else { 1 };
                let passed = u32::try_from(months_of(day) - months_of(start)).ok()?;
                // One less, since the day of the month may be later than `day`.
                let jumped = Months::new(whole((passed / months).checked_sub(1)?) * months);
                // A month may lack the day of the start.
                start.checked_add_months(jumped).filter(|nearer| nearer.day() == start.day())
            }
            Frequency::Hourly | Frequency::Minutely | Frequency::Secondly => None,
        }
    }

    /// Whether it can be computed, and falls on any day.
    fn check(&self) -> Result<()> {
        // From a leap year, each period looked at: a start and an interval can only narrow it down.
        let widest = Self { interval: 1, end: End::Never, ..self.clone() };
        let start = NaiveDate::from_ymd_opt(2000, 1, 1).unwrap_or_default();
        let set = widest.build(start).map_err(|cause| {
            Error::usage(
                format!("the rule {self} cannot be used: {cause}"),
                "correct that part, or leave it out",
            )
        })?;
        if (&set).into_iter().next().is_none() {
            return Err(Error::usage(
                format!("the rule {self} falls on no day, ever"),
                "its parts exclude one another: leave one out",
            ));
        }
        Ok(())
    }
}

fn months_of(day: NaiveDate) -> i32 {
    day.year() * 12 + day.month0().cast_signed()
}

impl FromStr for Rule {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self> {
        Self::parse(text)
    }
}

/// The normal form: the same rule gives the same text, and reading it gives the same rule.
impl fmt::Display for Rule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text(|last| last.format("%Y%m%d").to_string()))
    }
}
