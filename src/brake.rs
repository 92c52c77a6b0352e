//! The brake of a roster and of the nightly sweep: how many users who leave or are locked in one go are a mistake.

use std::str::FromStr;

/// How many at once are not too many.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Brake {
    /// 10, or 5 % of the active users whom it is about, whichever is more.
    #[default]
    Usual,
    /// So many.
    Number(u64),
    /// So many hundredths of a percent of those active users.
    Share(u64),
}

const USUAL: u64 = 10;
const USUAL_SHARE: u64 = 500;

impl Brake {
    /// How many are allowed of so many active users.
    #[must_use]
    pub fn most(self, active: u64) -> u64 {
        let share = |hundredths: u64| active.saturating_mul(hundredths) / 10_000;
        match self {
            Self::Usual => USUAL.max(share(USUAL_SHARE)),
            Self::Number(number) => number,
            Self::Share(hundredths) => share(hundredths),
        }
    }
}

/// Hundredths of a percent, as people read them.
pub(crate) fn percent(hundredths: u64) -> String {
    match hundredths % 100 {
        0 => format!("{} %", hundredths / 100),
        rest if rest % 10 == 0 => format!("{}.{} %", hundredths / 100, rest / 10),
        rest => format!("{}.{rest:02} %", hundredths / 100),
    }
}

impl FromStr for Brake {
    type Err = String;

    /// `25` or `7.5%`.
    fn from_str(text: &str) -> Result<Self, String> {
        let wrong = || {
            format!(
                "{text:?} is neither a number, such as 20, nor a part of the active users, such as 5% or 7.5%"
            )
        };
        let Some(share) = text.strip_suffix('%') else {
            return text.parse().map(Self::Number).map_err(|_| wrong());
        };
        let (whole, part) = share.trim().split_once('.').unwrap_or((share.trim(), ""));
        if part.len() > 2
            || !(whole.len() + part.len() > 0
                && (whole.to_owned() + part).bytes().all(|b| b.is_ascii_digit()))
        {
            return Err(wrong());
        }
        let hundredths: u64 = format!("{whole}{part:0<2}").parse().map_err(|_| wrong())?;
        if hundredths > 10_000 { Err(wrong()) } else { Ok(Self::Share(hundredths)) }
    }
}

#[cfg(test)]
mod tests {
    use super::{Brake, percent};

    #[test]
    fn the_usual_brake_is_the_greater_of_both() {
        for (active, most) in [(0, 10), (1, 10), (200, 10), (219, 10), (220, 11), (1000, 50), (100_000, 5000)]
        {
            assert_eq!(Brake::Usual.most(active), most, "{active}");
        }
    }

    #[test]
    fn numbers_and_shares_are_read() {
        for (text, brake) in [
            ("", None),
            ("0", Some(Brake::Number(0))),
            ("0%", Some(Brake::Share(0))),
            ("25", Some(Brake::Number(25))),
            ("5%", Some(Brake::Share(500))),
            ("7.5%", Some(Brake::Share(750))),
            ("0.25 %", Some(Brake::Share(25))),
            ("100%", Some(Brake::Share(10_000))),
            ("100.01%", None),
            ("101%", None),
            ("1.5", None),
            ("5 of them", None),
            ("%", None),
            ("5.123%", None),
            ("-1", None),
            ("-1%", None),
            ("many", None),
        ] {
            assert_eq!(text.parse::<Brake>().ok(), brake, "{text}");
        }
        assert_eq!([0, 500, 750, 10_000].map(|share| Brake::Share(share).most(1000)), [0, 50, 75, 1000]);
        assert_eq!(Brake::Share(750).most(39), 2);
        assert_eq!([500, 750, 25, 10_000].map(percent), ["5 %", "7.5 %", "0.25 %", "100 %"]);
    }
}
