//! When something is: a day, or a moment that falls on one.

use chrono::{NaiveDate, NaiveDateTime, NaiveTime, TimeDelta};

/// A value of DTSTART, DUE and the like.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Moment {
    /// A day, the same one everywhere.
    Day(NaiveDate),
    /// A time without a zone: that of whoever reads it.
    Floating(NaiveDateTime),
    /// A time in UTC.
    Utc(NaiveDateTime),
    /// A time in the zone of that name.
    Zoned(NaiveDateTime, String),
}

impl Moment {
    /// Reads `20271231`, `20271231T235959` or `20271231T235959Z`. The form tells what it is; VALUE is not needed.
    pub(super) fn parse(value: &str, zone: Option<&str>) -> Option<Self> {
        let Some((day, time)) = value.split_once(['T', 't']) else { return Some(Self::Day(date(value)?)) };
        let (time, is_utc) = match time.strip_suffix(['Z', 'z']) {
            Some(time) => (time, true),
            None => (time, false),
        };
        let at = date(day)?.and_time(clock(time)?);
        Some(match zone {
            _ if is_utc => Self::Utc(at),
            Some(zone) => Self::Zoned(at, zone.to_owned()),
            None => Self::Floating(at),
        })
    }

    /// As it is written, without regard to its zone.
    pub(super) fn as_written(&self) -> NaiveDateTime {
        match self {
            Self::Day(day) => day.and_time(NaiveTime::MIN),
            Self::Floating(at) | Self::Utc(at) | Self::Zoned(at, _) => *at,
        }
    }
}

fn date(value: &str) -> Option<NaiveDate> {
    let digits = value.len() == 8 && value.bytes().all(|digit| digit.is_ascii_digit());
    let part = |range: std::ops::Range<usize>| value[range].parse::<u32>().ok();
    let year = if digits { part(0..4)? } else { return None };
    // PostgreSQL has no year 0, and neither has anybody else.
    if year == 0 {
        return None;
    }
    NaiveDate::from_ymd_opt(year.cast_signed(), part(4..6)?, part(6..8)?)
}

fn clock(value: &str) -> Option<NaiveTime> {
    if value.len() != 6 || !value.bytes().all(|digit| digit.is_ascii_digit()) {
        return None;
    }
    let part = |range: std::ops::Range<usize>| value[range].parse::<u32>().ok();
    let second = part(4..6)?;
    // A leap second is told as 60.
    NaiveTime::from_hms_opt(part(0..2)?, part(2..4)?, if second == 60 { 59 } else { second })
}

/// Reads a DURATION, such as `P1D`, `P2W` or `PT1H30M`; one that goes back in time is none.
pub(super) fn duration(value: &str) -> Option<TimeDelta> {
    let value = value.strip_prefix('+').unwrap_or(value).strip_prefix(['P', 'p'])?;
    let mut sum = TimeDelta::zero();
    let mut number: Option<i64> = None;
    let mut in_time = false;
    let mut parts = 0;
    for character in value.chars() {
        if let Some(digit) = character.to_digit(10) {
            // Beyond that no date is left.
            number =
                Some(number.unwrap_or(0) * 10 + i64::from(digit)).filter(|number| *number < 10_000_000_000);
            number?;
            continue;
        }
        let part = match (character.to_ascii_uppercase(), in_time, number.take()) {
            ('T', false, None) => {
                in_time = true;
                continue;
            }
            ('W', false, Some(number)) => TimeDelta::try_weeks(number),
            ('D', false, Some(number)) => TimeDelta::try_days(number),
            ('H', true, Some(number)) => TimeDelta::try_hours(number),
            ('M', true, Some(number)) => TimeDelta::try_minutes(number),
            ('S', true, Some(number)) => TimeDelta::try_seconds(number),
            _ => None,
        };
        sum = sum.checked_add(&part?)?;
        parts += 1;
    }
    (number.is_none() && parts > 0).then_some(sum)
}

/// Reads the offset of a zone, such as `-0500`, in seconds east of UTC.
pub(super) fn offset(value: &str) -> Option<i32> {
    let (sign, digits) = match value.strip_prefix('-') {
        Some(digits) => (-1, digits),
        None => (1, value.strip_prefix('+')?),
    };
    if !matches!(digits.len(), 4 | 6) || !digits.bytes().all(|digit| digit.is_ascii_digit()) {
        return None;
    }
    let part = |at: usize| digits.get(at..at + 2).map_or(Some(0), |part| part.parse::<i32>().ok());
    let (hours, minutes, seconds) = (part(0)?, part(2)?, part(4)?);
    (hours < 24 && minutes < 60 && seconds < 60).then_some(sign * (hours * 3600 + minutes * 60 + seconds))
}
