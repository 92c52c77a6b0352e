//! Instants as files and flags have them: a day and a time on the clocks of somebody's organization.

use chrono::{NaiveDateTime, NaiveTime};

use super::date::{self, Order};

const FORM: &str = "is no time of the form 2026-12-31T17:00";

/// Reads a time of a day, to the minute or the second. A day alone is its end: the last day belongs to it.
///
/// # Errors
/// What is wrong with it, and how to mend it.
pub(super) fn read(text: &str, order: Order) -> Result<NaiveDateTime, String> {
    let (day, time) = match text.split_once(['T', 't', ' ']) {
        Some((day, time)) => (day, Some(time.trim())),
        None => (text, None),
    };
    let day = date::read(day, order)?;
    let Some(time) = time else {
        let next = day.succ_opt().ok_or_else(|| FORM.to_owned())?;
        return Ok(next.and_time(NaiveTime::MIN));
    };
    if time.contains(['Z', 'z', '+', '-']) {
        return Err(
            "has a zone or an offset: it is told on the clocks of the user's organization, without one"
                .to_owned(),
        );
    }
    let digits = time.bytes().filter(u8::is_ascii_digit).count();
    let is_plain =
        time.bytes().all(|byte| byte.is_ascii_digit() || byte == b':') && (3..=6).contains(&digits);
    let read = |form: &str| NaiveTime::parse_from_str(time, form).ok().filter(|_| is_plain);
    match read("%H:%M").or_else(|| read("%H:%M:%S")) {
        // A leap second is none that a clock shows.
        Some(found) if !time.ends_with(":60") => Ok(day.and_time(found)),
        _ => Err(FORM.to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(text: &str) -> String {
        read(text, Order::Iso).map_or_else(|wrong| wrong, |found| found.to_string())
    }

    #[test]
    fn times_are_told_without_a_zone() {
        assert_eq!(told("2026-12-31T17:00"), "2026-12-31 17:00:00");
        assert_eq!(told("2026-12-31 9:05"), "2026-12-31 09:05:00");
        assert_eq!(told("2026-12-31T17:00:30"), "2026-12-31 17:00:30");
        assert!(told("2026-12-31T17:00Z").starts_with("has a zone"));
        assert!(told("2026-12-31T17:00+01:00").starts_with("has a zone"));
        assert_eq!(read("31.12.2026 17:00", Order::DayMonthYear).unwrap().to_string(), "2026-12-31 17:00:00");
    }

    #[test]
    fn a_day_alone_is_its_end() {
        assert_eq!(told("2026-12-31"), "2027-01-01 00:00:00");
    }

    #[test]
    fn what_is_no_time_is_told() {
        for text in
            ["2026-12-31T25:00", "2026-12-31T17", "2026-12-31T", "2026-12-31T17:00:60", "2026-12-31T1700"]
        {
            assert_eq!(told(text), FORM, "{text}");
        }
        assert!(told("tomorrow").starts_with("is no day"));
        assert_eq!(told("2026-02-30T10:00"), "is no day that there is");
    }
}
