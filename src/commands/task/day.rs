//! Days as people type them: `--due`.

use chrono::{Days, NaiveDate, Weekday};

use crate::noun::date;

/// A day: 2026-12-31, today, tomorrow, a weekday (the next one from tomorrow on), or how far ahead (+7d, 2w).
pub(super) fn read(told: &str, today: NaiveDate) -> Result<NaiveDate, String> {
    let word = told.trim().to_lowercase();
    let ahead = |days: u64| today.checked_add_days(Days::new(days));
    let found = match word.as_str() {
        "today" => Some(today),
        "tomorrow" => ahead(1),
        _ => match word.parse::<Weekday>() {
            Ok(weekday) => (1..=7).filter_map(ahead).find(|day| chrono::Datelike::weekday(day) == weekday),
            Err(_) => span(&word).and_then(ahead),
        },
    };
    if let Some(day) = found.filter(|day| chrono::Datelike::year(day) <= 9999) {
        return Ok(day);
    }
    date::read(told.trim(), date::Order::Iso).map_err(|_| {
        "is no day: write 2026-12-31, today, tomorrow, friday, or how far ahead: +7d, +2w".to_owned()
    })
}

/// Days or weeks, as a number and a letter.
fn span(word: &str) -> Option<u64> {
    let unit = word.chars().next_back()?;
    let number = word[..word.len() - unit.len_utf8()].trim_start_matches('+');
    if number.is_empty() || number.len() > 7 || !number.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let number: u64 = number.parse().ok()?;
    match unit {
        'd' => Some(number),
        'w' => number.checked_mul(7),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::read;

    #[test]
    fn days_as_people_type_them() {
        // A Tuesday.
        let today = "2026-11-24".parse().unwrap();
        for (told, meant) in [
            ("2026-12-31", "2026-12-31"),
            ("today", "2026-11-24"),
            ("Tomorrow", "2026-11-25"),
            ("+7d", "2026-12-01"),
            ("7d", "2026-12-01"),
            ("+2w", "2026-12-08"),
            ("0d", "2026-11-24"),
            ("friday", "2026-11-27"),
            ("Tue", "2026-12-01"),
        ] {
            assert_eq!(read(told, today).unwrap().to_string(), meant, "{told}");
        }
        for told in
            ["", "yesterday", "7", "d", "-1d", "12/31/2026", "99999999d", "9999999w", "2026-02-30", "7é"]
        {
            assert!(read(told, today).is_err(), "{told}");
        }
    }
}
