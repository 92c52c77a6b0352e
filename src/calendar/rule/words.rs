//! Rules in plain words.

use chrono::NaiveDate;
use rrule::{Frequency, NWeekday, Weekday};

use super::{End, Rule};
use crate::{Error, Result};

const HINT: &str = "for example: daily, weekdays, every 2 weeks, every monday and thursday, monthly on the last day, \
                    weekly until 2027-06-30, monthly 12 times; or a rule of RFC 5545: FREQ=MONTHLY;BYMONTHDAY=15";

const WORKDAYS: [Weekday; 5] = [Weekday::Mon, Weekday::Tue, Weekday::Wed, Weekday::Thu, Weekday::Fri];

/// Reads a rule in words.
///
/// # Errors
/// [`Error::Usage`].
pub(super) fn rule(text: &str) -> Result<Rule> {
    let lower = text.to_lowercase();
    let words: Vec<&str> = lower
        .split(|c: char| c.is_whitespace() || c == ',')
        .filter(|word| !matches!(*word, "" | "and" | "the" | "for"))
        .collect();
    let (words, end) = end(&words)?;
    let mut rule = match words {
        [] => return Err(Error::usage("no rule is given", HINT)),
        ["every" | "each", "other", rest @ ..] => every(text, 2, rest)?,
        ["every" | "each", word, rest @ ..] => match count(word) {
            Some(interval) => every(text, interval, rest)?,
            None => every(text, 1, &words[1..])?,
        },
        [word, rest @ ..] => on(text, adverb(text, word)?, rest)?,
    };
    rule.end = end;
    Ok(rule)
}

/// What is at the end: `until 2027-06-30`, `10 times`.
fn end<'w>(words: &'w [&'w str]) -> Result<(&'w [&'w str], End)> {
    match words {
        [before @ .., "until", day] => {
            let last = NaiveDate::parse_from_str(day, "%Y-%m-%d").ok().filter(|_| day.len() == 10);
            let last = last.ok_or_else(|| {
                Error::usage(format!("until {day}: that is no date"), "write it as in until 2027-06-30")
            })?;
            Ok((before, End::Until(last)))
        }
        [before @ .., number, "times"] => {
            let count = number.parse().ok().filter(|count| *count > 0);
            let count = count.ok_or_else(|| {
                Error::usage(format!("{number} times: that is no number"), "write it as in 10 times")
            })?;
            Ok((before, End::Count(count)))
        }
        _ => Ok((words, End::Never)),
    }
}

fn count(word: &str) -> Option<u16> {
    const NUMBERS: [&str; 12] =
        ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];
    if word == "second" {
        return Some(2);
    }
    let spelled = NUMBERS.iter().position(|number| *number == word).and_then(|at| u16::try_from(at + 1).ok());
    spelled.or_else(|| word.parse().ok().filter(|count| *count > 0))
}

/// After `every 2`: the unit, or weekdays.
fn every(text: &str, interval: u16, words: &[&str]) -> Result<Rule> {
    match words {
        [unit, rest @ ..] if unit_of(unit).is_some_and(|unit| unit != Frequency::Hourly) => {
            let frequency = unit_of(unit).unwrap_or(Frequency::Daily);
            on(text, Rule::every(interval, frequency), rest)
        }
        [unit, ..] if unit_of(unit).is_some() => Err(no_time(text)),
        ["weekday" | "weekdays" | "workday" | "workdays"] if interval == 1 => Ok(on_days(1, &WORKDAYS)),
        days => Ok(on_days(interval, &weekdays(text, days)?)),
    }
}

/// A unit of time; anything shorter than a day is `Hourly`.
fn unit_of(word: &str) -> Option<Frequency> {
    match word {
        "day" | "days" => Some(Frequency::Daily),
        "week" | "weeks" => Some(Frequency::Weekly),
        "month" | "months" => Some(Frequency::Monthly),
        "year" | "years" => Some(Frequency::Yearly),
        "hour" | "hours" | "minute" | "minutes" | "second" | "seconds" => Some(Frequency::Hourly),
        _ => None,
    }
}

fn adverb(text: &str, word: &str) -> Result<Rule> {
    match word {
        "daily" => Ok(Rule::every(1, Frequency::Daily)),
        "weekly" => Ok(Rule::every(1, Frequency::Weekly)),
        "fortnightly" => Ok(Rule::every(2, Frequency::Weekly)),
        "monthly" => Ok(Rule::every(1, Frequency::Monthly)),
        "quarterly" => Ok(Rule::every(3, Frequency::Monthly)),
        "yearly" | "annually" => Ok(Rule::every(1, Frequency::Yearly)),
        "weekdays" | "workdays" => Ok(on_days(1, &WORKDAYS)),
        "hourly" => Err(no_time(text)),
        // To some it is twice a week, to others every other one.
        "biweekly" | "bimonthly" => Err(Error::usage(
            format!("{word} means two things"),
            "say every 2 weeks or every 2 months; twice a week is every monday and thursday",
        )),
        _ => Ok(on_days(1, &weekdays(text, &[word])?)),
    }
}

/// What may follow: `on monday and thursday`, `on the last day`, `on day 15`.
fn on(text: &str, mut rule: Rule, words: &[&str]) -> Result<Rule> {
    match (words, rule.frequency) {
        ([], _) => {}
        (["on", "last", "day"], Frequency::Monthly) => rule.month_days = vec![-1],
        (["on", "day", day], Frequency::Monthly) => {
            let day = day.parse().ok().filter(|day| (1..=31).contains(day));
            rule.month_days = vec![day.ok_or_else(|| unknown(text))?];
        }
        (["on", days @ ..], Frequency::Weekly) => rule.days = every_one(&weekdays(text, days)?),
        (days, Frequency::Weekly) if !rule.days.is_empty() => {
            // `mondays and thursdays`: the first was taken for the whole.
            rule.days.extend(every_one(&weekdays(text, days)?));
            rule.days.sort_unstable();
            rule.days.dedup();
        }
        _ => return Err(unknown(text)),
    }
    Ok(rule)
}

fn on_days(interval: u16, days: &[Weekday]) -> Rule {
    Rule { days: every_one(days), ..Rule::every(interval, Frequency::Weekly) }
}

fn every_one(days: &[Weekday]) -> Vec<NWeekday> {
    let mut days: Vec<_> = days.iter().map(|day| NWeekday::Every(*day)).collect();
    days.sort_unstable();
    days.dedup();
    days
}

fn weekdays(text: &str, words: &[&str]) -> Result<Vec<Weekday>> {
    if words.is_empty() {
        return Err(unknown(text));
    }
    // `mondays` is Monday; chrono knows the names, and their first three letters.
    let one = |word: &&str| word.parse().or_else(|_| word.trim_end_matches('s').parse());
    words.iter().map(one).collect::<std::result::Result<_, _>>().map_err(|_| unknown(text))
}

fn no_time(text: &str) -> Error {
    Error::usage(
        format!("{text:?}: a due date is a day, so nothing recurs within one"),
        "the most often is daily",
    )
}

fn unknown(text: &str) -> Error {
    Error::usage(format!("{text:?} is no rule that is known"), HINT)
}
