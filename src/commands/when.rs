//! Instants as people type them: `--since`, `--expires`.

use chrono::{DateTime, Duration, NaiveDate, NaiveTime, SubsecRound, Utc};

use crate::{Error, Result};

/// An instant that lies in the past: a date (its beginning), `today` or `yesterday`, a time with its zone, or how long ago.
///
/// # Errors
/// [`Error::Usage`] if it is neither.
pub(crate) fn in_the_past(told: &str, now: DateTime<Utc>) -> Result<DateTime<Utc>> {
    let ago = || span(told).and_then(|span| now.checked_sub_signed(span));
    point(told).or_else(|| named(told, now)).or_else(ago).ok_or_else(|| {
        Error::usage(
            format!("{told:?} is no time"),
            "write a date (2026-11-22), a time with its zone (2026-11-22T17:00:00Z), yesterday, or how long ago (7d, 12h, 30m, 2w)",
        )
    })
}

/// An instant that lies ahead, to the second: a date (its beginning), a time with its zone, or how long from now; none
/// for `never`.
///
/// # Errors
/// [`Error::Usage`] if it is none of these, or has passed.
pub(crate) fn ahead(told: &str, now: DateTime<Utc>) -> Result<Option<DateTime<Utc>>> {
    if told == "never" {
        return Ok(None);
    }
    let hint = "write how long (7d, 12h, 30m, 2w), a date (2026-12-01), a time with its zone (2026-12-01T17:00:00Z) or \
                never";
    let from_now = || span(told).and_then(|span| now.checked_add_signed(span));
    let time = point(told).or_else(from_now).filter(|time| *time <= LAST);
    let time = time.ok_or_else(|| Error::usage(format!("{told:?} is no time"), hint))?.trunc_subsecs(0);
    if time <= now {
        return Err(Error::usage(format!("{} has passed", time.format("%Y-%m-%d %H:%M UTC")), hint));
    }
    Ok(Some(time))
}

/// What people mean by more than that is `never`; and every program can write it.
const LAST: DateTime<Utc> = match DateTime::from_timestamp(253_402_300_799, 0) {
    Some(time) => time,
    None => DateTime::UNIX_EPOCH,
};

/// A date or a time with its zone.
fn point(told: &str) -> Option<DateTime<Utc>> {
    let at_once = told.parse::<DateTime<Utc>>().ok();
    let to_the_minute = || DateTime::parse_from_str(&told.replace('Z', "+0000"), "%Y-%m-%dT%H:%M%z").ok();
    let date = || told.parse::<NaiveDate>().ok().map(|date| date.and_time(NaiveTime::MIN).and_utc());
    at_once.or_else(|| to_the_minute().map(|time| time.to_utc())).or_else(date)
}

/// The beginning of this day, or of the one before, in UTC.
fn named(told: &str, now: DateTime<Utc>) -> Option<DateTime<Utc>> {
    let day = match told {
        "today" => now.date_naive(),
        "yesterday" => now.date_naive().pred_opt()?,
        _ => return None,
    };
    Some(day.and_time(NaiveTime::MIN).and_utc())
}

/// Minutes, hours, days or weeks, as a number and a letter.
fn span(told: &str) -> Option<Duration> {
    let unit = told.chars().next_back()?;
    let number: i64 = told[..told.len() - unit.len_utf8()].parse().ok()?;
    match unit {
        'm' => Duration::try_minutes(number),
        'h' => Duration::try_hours(number),
        'd' => Duration::try_days(number),
        'w' => Duration::try_weeks(number),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::{ahead, in_the_past};
    use chrono::{DateTime, Utc};

    fn now() -> DateTime<Utc> {
        "2026-11-22T12:00:00.7Z".parse().unwrap()
    }

    const POINTS: [(&str, &str); 3] = [
        ("2027-11-20", "2027-11-20T00:00:00Z"),
        ("2027-11-20T17:00Z", "2027-11-20T17:00:00Z"),
        ("2027-11-20T17:00:00+02:00", "2027-11-20T15:00:00Z"),
    ];
    const WRONG: [&str; 8] = ["", "tomorrow", "7", "d", "03/04/2026", "99999999999999999d", "7é", "Never"];

    #[test]
    fn past_times_as_people_type_them() {
        let spans = [
            ("today", "2026-11-22T00:00:00Z"),
            ("yesterday", "2026-11-21T00:00:00Z"),
            ("7d", "2026-11-15T12:00:00.7Z"),
            ("12h", "2026-11-22T00:00:00.7Z"),
            ("30m", "2026-11-22T11:30:00.7Z"),
            ("2w", "2026-11-08T12:00:00.7Z"),
        ];
        for (told, meant) in POINTS.into_iter().chain(spans) {
            assert_eq!(in_the_past(told, now()).unwrap(), meant.parse::<DateTime<Utc>>().unwrap(), "{told}");
        }
        for told in WRONG.into_iter().chain(["never"]) {
            assert!(in_the_past(told, now()).is_err(), "{told}");
        }
    }

    #[test]
    fn times_ahead_as_people_type_them() {
        let spans = [
            ("7d", "2026-11-29T12:00:00Z"),
            ("12h", "2026-11-23T00:00:00Z"),
            ("30m", "2026-11-22T12:30:00Z"),
            ("2w", "2026-12-06T12:00:00Z"),
        ];
        for (told, meant) in POINTS.into_iter().chain(spans) {
            assert_eq!(ahead(told, now()).unwrap(), Some(meant.parse().unwrap()), "{told}");
        }
        assert_eq!(ahead("never", now()).unwrap(), None);
        for told in WRONG.into_iter().chain(["0d", "-1d", "9999999d", "2026-11-22", "2026-11-22T12:00:00Z"]) {
            assert!(ahead(told, now()).is_err(), "{told}");
        }
        let error = ahead("2026-11-22", now()).unwrap_err();
        assert_eq!(error.to_string(), "2026-11-22 00:00 UTC has passed");
    }
}
