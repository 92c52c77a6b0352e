//! Rules as RFC 5545 writes them.

use std::ops::RangeInclusive;
use std::str::FromStr;

use chrono::{Datelike, NaiveDate};
use rrule::{Frequency, NWeekday, Weekday};

use super::text::WEEKDAYS;
use super::{End, Rule, YEARS};
use crate::{Error, Result};

/// Reads `FREQ=…;…`, also with `RRULE:` before it.
///
/// # Errors
/// [`Error::Usage`].
pub(super) fn rule(text: &str) -> Result<Rule> {
    let text = text.trim().to_ascii_uppercase();
    let text = text.strip_prefix("RRULE:").unwrap_or(&text);
    let mut parts: Vec<(&str, &str)> = Vec::new();
    for part in text.split(';').map(str::trim).filter(|part| !part.is_empty()) {
        let Some((name, value)) = part.split_once('=') else {
            return Err(Error::usage(
                format!("{part:?} is no part of a rule"),
                "parts are NAME=VALUE, with a semicolon between them: FREQ=WEEKLY;BYDAY=MO",
            ));
        };
        if parts.iter().any(|(known, _)| *known == name) {
            return Err(Error::usage(format!("the rule has {name} twice"), "a part is given once"));
        }
        parts.push((name, value));
    }
    let Some((_, frequency)) = parts.iter().find(|(name, _)| *name == "FREQ") else {
        return Err(Error::usage(
            "the rule does not say how often",
            "begin it with FREQ=DAILY, WEEKLY, MONTHLY or YEARLY",
        ));
    };
    let mut rule = Rule::every(1, frequency_of(frequency)?);
    for (name, value) in parts {
        take(&mut rule, name, value)?;
    }
    agree(&rule)?;
    Ok(rule)
}

fn frequency_of(value: &str) -> Result<Frequency> {
    match value {
        "DAILY" => Ok(Frequency::Daily),
        "WEEKLY" => Ok(Frequency::Weekly),
        "MONTHLY" => Ok(Frequency::Monthly),
        "YEARLY" => Ok(Frequency::Yearly),
        "HOURLY" | "MINUTELY" | "SECONDLY" => Err(Error::usage(
            format!("a due date is a day, so nothing recurs {}", value.to_ascii_lowercase()),
            "the most often is FREQ=DAILY",
        )),
        _ => Err(Error::usage(
            format!("FREQ={value} is unknown"),
            "it is FREQ=DAILY, WEEKLY, MONTHLY or YEARLY",
        )),
    }
}

/// Takes one part into the rule.
fn take(rule: &mut Rule, name: &str, value: &str) -> Result<()> {
    match name {
        "FREQ" => {}
        "INTERVAL" => rule.interval = number(name, value, 1..=u16::MAX)?,
        "COUNT" | "UNTIL" if rule.end != End::Never => {
            return Err(Error::usage("the rule has both COUNT and UNTIL", "leave one of them out"));
        }
        "COUNT" => rule.end = End::Count(number(name, value, 1..=u32::MAX)?),
        "UNTIL" => rule.end = End::Until(day(value)?),
        "BYMONTH" => rule.months = numbers(name, value, 1..=12)?,
        "BYWEEKNO" => rule.weeks = numbers(name, value, -53..=53)?,
        "BYYEARDAY" => rule.year_days = numbers(name, value, -366..=366)?,
        "BYMONTHDAY" => rule.month_days = numbers(name, value, -31..=31)?,
        "BYSETPOS" => rule.positions = numbers(name, value, -366..=366)?,
        "BYDAY" => {
            rule.days = value.split(',').map(nth_weekday).collect::<Result<_>>()?;
            rule.days.sort_unstable();
            rule.days.dedup();
        }
        "WKST" => rule.week_start = weekday(value).ok_or_else(|| no_weekday(name, value))?,
        "BYHOUR" | "BYMINUTE" | "BYSECOND" => {
            return Err(Error::usage(
                format!("{name} tells a time, and a due date has none"),
                "leave it out",
            ));
        }
        "SKIP" | "RSCALE" => {
            return Err(Error::usage(
                format!("{name} is not supported: a month that lacks the day is left out"),
                "for the last day of each month: FREQ=MONTHLY;BYMONTHDAY=-1",
            ));
        }
        _ => {
            return Err(Error::usage(
                format!("a rule has no part {name}"),
                "it has FREQ, INTERVAL, COUNT or UNTIL, BYMONTH, BYWEEKNO, BYYEARDAY, BYMONTHDAY, BYDAY, BYSETPOS, WKST",
            ));
        }
    }
    Ok(())
}

/// What RFC 5545 allows together.
fn agree(rule: &Rule) -> Result<()> {
    let refuse = |what: &str, hint: &str| Err(Error::usage(what, hint));
    if rule.is_weekly() && !rule.month_days.is_empty() {
        return refuse("BYMONTHDAY does not go with FREQ=WEEKLY", "use FREQ=MONTHLY");
    }
    let yearly = rule.frequency == Frequency::Yearly;
    let of_year = !rule.year_days.is_empty() || !rule.weeks.is_empty();
    if of_year && !yearly {
        return refuse("BYYEARDAY and BYWEEKNO go with FREQ=YEARLY only", "use FREQ=YEARLY");
    }
    let numbered = rule.days.iter().any(|day| matches!(day, NWeekday::Nth(..)));
    if numbered && !(yearly || rule.frequency == Frequency::Monthly) {
        return refuse(
            "BYDAY has a number, which goes with FREQ=MONTHLY and FREQ=YEARLY only",
            "leave the number out, or use FREQ=MONTHLY",
        );
    }
    if numbered && !rule.weeks.is_empty() {
        return refuse("BYDAY with a number does not go with BYWEEKNO", "leave one of them out");
    }
    let in_month = !yearly || !rule.months.is_empty();
    if in_month
        && rule.days.iter().any(|day| matches!(day, NWeekday::Nth(number, _) if !(-4..=5).contains(number)))
    {
        // The crate rrule knows no fifth from the end.
        return refuse("a month has four or five of a weekday", "BYDAY has numbers from -4 to 5 there");
    }
    let others = [
        rule.months.is_empty(),
        rule.weeks.is_empty(),
        rule.year_days.is_empty(),
        rule.month_days.is_empty(),
        rule.days.is_empty(),
    ];
    if !rule.positions.is_empty() && !others.contains(&false) {
        return refuse("BYSETPOS chooses among days, and none are given", "give BYDAY or BYMONTHDAY too");
    }
    Ok(())
}

/// A number within a range; there is no 0 in those that count from both ends.
fn number<T: FromStr + PartialOrd + std::fmt::Display>(
    name: &str,
    value: &str,
    range: RangeInclusive<T>,
) -> Result<T> {
    let digits = value.strip_prefix(['+', '-']).unwrap_or(value);
    let is_zero = digits.bytes().all(|digit| digit == b'0');
    match value.parse::<T>() {
        Ok(number) if !is_zero && range.contains(&number) => Ok(number),
        _ => Err(Error::usage(
            format!("{name}={value} is not possible"),
            format!("it is a number from {} to {}, other than 0", range.start(), range.end()),
        )),
    }
}

fn numbers<T: FromStr + Ord + std::fmt::Display + Copy>(
    name: &str,
    value: &str,
    range: RangeInclusive<T>,
) -> Result<Vec<T>> {
    let one = |value| number(name, value, *range.start()..=*range.end());
    let mut numbers: Vec<T> = value.split(',').map(one).collect::<Result<_>>()?;
    numbers.sort_unstable();
    numbers.dedup();
    Ok(numbers)
}

fn weekday(code: &str) -> Option<Weekday> {
    WEEKDAYS.iter().find(|(known, _)| *known == code).map(|(_, day)| *day)
}

fn nth_weekday(value: &str) -> Result<NWeekday> {
    let no = || no_weekday("BYDAY", value);
    let at = value.len().checked_sub(2).filter(|at| value.is_char_boundary(*at)).ok_or_else(no)?;
    let (nth, code) = value.split_at(at);
    let day = weekday(code).ok_or_else(no)?;
    Ok(if nth.is_empty() {
        NWeekday::Every(day)
    } else {
        NWeekday::Nth(number("BYDAY", nth, -53..=53)?, day)
    })
}

fn no_weekday(name: &str, value: &str) -> Error {
    Error::usage(
        format!("{name}={value}: that is no weekday"),
        "weekdays are MO, TU, WE, TH, FR, SA and SU; the second Monday of a month is 2MO, the last one -1MO",
    )
}

/// A day as in `20271231` or `2027-12-31`.
fn day(value: &str) -> Result<NaiveDate> {
    let format = if value.contains('-') { "%Y-%m-%d" } else { "%Y%m%d" };
    let plain = value.len() == if value.contains('-') { 10 } else { 8 };
    let day = NaiveDate::parse_from_str(value, format).ok();
    day.filter(|day| plain && YEARS.contains(&day.year())).ok_or_else(|| {
        let message = if value.contains('T') {
            format!("UNTIL={value} tells a time, and a due date has none")
        } else {
            format!("UNTIL={value} is no date")
        };
        Error::usage(message, "give the last day that counts: UNTIL=20271231")
    })
}
