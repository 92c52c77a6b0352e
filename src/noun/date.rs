//! Days as files have them: ISO 8601, or in an order that is told, since 03/04/2026 is two days.

use chrono::NaiveDate;

/// In which order a file has day, month and year.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Order {
    /// Year, month, day with hyphens: the only form that needs no telling.
    #[default]
    Iso,
    /// Month, day, year.
    MonthDayYear,
    /// Day, month, year.
    DayMonthYear,
    /// Year, month, day, however they are separated.
    YearMonthDay,
}

/// The words of `--date-format`.
pub const ORDERS: [&str; 4] = ["iso", "mdy", "dmy", "ymd"];

impl Order {
    /// The order of a word of [`ORDERS`].
    #[must_use]
    pub fn of(word: &str) -> Option<Self> {
        Some(match word {
            "iso" => Self::Iso,
            "mdy" => Self::MonthDayYear,
            "dmy" => Self::DayMonthYear,
            "ymd" => Self::YearMonthDay,
            _ => return None,
        })
    }
}

/// Reads a day; a time of the day after it is passed over.
///
/// # Errors
/// What is wrong with it, and how to mend it.
pub fn read(text: &str, order: Order) -> Result<NaiveDate, String> {
    let day = text.split(['T', ' ']).next().unwrap_or_default();
    let parts: Vec<_> = day.split(['-', '/', '.']).collect();
    let is_iso = parts.len() == 3 && parts[0].len() == 4 && !day.contains(['/', '.']);
    let [year, month, date] = match (parts.as_slice(), order) {
        (&[year, month, date], _) if is_iso => [year, month, date],
        (&[month, date, year], Order::MonthDayYear) => [year, month, date],
        (&[date, month, year], Order::DayMonthYear) => [year, month, date],
        (&[year, month, date], Order::YearMonthDay) => [year, month, date],
        (&[_, _, _], Order::Iso) => {
            return Err(
                "is no day of the form 2026-12-31; --date-format mdy, dmy or ymd tells another order"
                    .to_owned(),
            );
        }
        _ => return Err("is no day of the form 2026-12-31".to_owned()),
    };
    let number = |part: &str| {
        let is_number = !part.is_empty() && part.len() <= 4 && part.bytes().all(|byte| byte.is_ascii_digit());
        is_number.then(|| part.parse::<u16>().ok()).flatten()
    };
    if year.len() != 4 {
        return Err("needs a year of four digits".to_owned());
    }
    let (Some(year), Some(month), Some(date)) = (number(year), number(month), number(date)) else {
        return Err("is no day of the form 2026-12-31".to_owned());
    };
    match NaiveDate::from_ymd_opt(i32::from(year), u32::from(month), u32::from(date)) {
        Some(found) if year > 0 => Ok(found),
        _ => Err("is no day that there is".to_owned()),
    }
}

/// What is wrong, where a day is told by a flag: only files have an order that can be told.
#[must_use]
pub fn of_a_flag(message: &str) -> &str {
    message.split("; --date-format").next().unwrap_or(message)
}

#[cfg(test)]
mod tests {
    use super::{ORDERS, Order, of_a_flag, read};

    #[test]
    fn days_are_read_as_told() {
        let told = |text: &str, order: Order| read(text, order).map(|day| day.to_string());
        assert_eq!(told("2026-03-04", Order::Iso).as_deref(), Ok("2026-03-04"));
        assert_eq!(told("2026-03-04T10:00:00Z", Order::MonthDayYear).as_deref(), Ok("2026-03-04"));
        assert_eq!(told("2026-03-04 10:00:00", Order::DayMonthYear).as_deref(), Ok("2026-03-04"));
        assert_eq!(told("03/04/2026", Order::MonthDayYear).as_deref(), Ok("2026-03-04"));
        assert_eq!(told("3.4.2026", Order::DayMonthYear).as_deref(), Ok("2026-04-03"));
        assert_eq!(told("2026/3/4", Order::YearMonthDay).as_deref(), Ok("2026-03-04"));
        for (wrong, order) in [
            ("03/04/2026", Order::Iso),
            ("2026-02-30", Order::Iso),
            ("0000-01-01", Order::Iso),
            ("2026-2", Order::Iso),
            ("3/4/26", Order::MonthDayYear),
            ("13/13/2026", Order::DayMonthYear),
            ("+2/03/2026", Order::DayMonthYear),
            ("2026-０3-04", Order::Iso),
            ("", Order::YearMonthDay),
        ] {
            assert!(read(wrong, order).is_err(), "{wrong}");
        }
        let wrong = read("03/04/2026", Order::Iso).unwrap_err();
        assert!(wrong.contains("--date-format"));
        assert_eq!(of_a_flag(&wrong), "is no day of the form 2026-12-31");
        assert!(ORDERS.iter().all(|word| Order::of(word).is_some()));
        assert_eq!(Order::of("x"), None);
    }
}
