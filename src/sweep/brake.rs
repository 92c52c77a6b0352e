//! The brake: how many locks and deactivations in one go are a mistake.

use std::fmt;
use std::str::FromStr;

/// So many are always allowed, unless told otherwise.
pub const DEFAULT_NUMBER: u64 = 10;
/// So many of a hundred active users are allowed, unless told otherwise.
pub const DEFAULT_PERCENT: u8 = 5;

/// How many are too many.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Brake {
    /// More than ten, and more than 5 % of the active users.
    #[default]
    Usual,
    /// More than so many.
    Number(u64),
    /// More than so many of a hundred active users.
    Percent(u8),
}

impl Brake {
    /// How many are allowed of so many active users.
    #[must_use]
    pub fn limit(self, active: u64) -> u64 {
        let part = |percent: u8| active.saturating_mul(u64::from(percent)) / 100;
        match self {
            Self::Usual => part(DEFAULT_PERCENT).max(DEFAULT_NUMBER),
            Self::Number(number) => number,
            Self::Percent(percent) => part(percent),
        }
    }
}

impl FromStr for Brake {
    type Err = String;

    fn from_str(told: &str) -> Result<Self, String> {
        let wrong = || {
            format!("{told:?} is neither a number, such as 20, nor a part of the active users, such as 5%")
        };
        match told.strip_suffix('%') {
            None => told.parse().map(Self::Number).map_err(|_| wrong()),
            Some(percent) => match percent.trim().parse() {
                Ok(percent @ 0..=100) => Ok(Self::Percent(percent)),
                _ => Err(wrong()),
            },
        }
    }
}

impl fmt::Display for Brake {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Usual => write!(f, "{DEFAULT_NUMBER} or {DEFAULT_PERCENT}%"),
            Self::Number(number) => write!(f, "{number}"),
            Self::Percent(percent) => write!(f, "{percent}%"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Brake;

    #[test]
    fn numbers_and_parts() {
        let limits = [("0", 0), ("7", 7), ("0%", 0), ("5%", 50), ("100%", 1000)];
        for (told, limit) in limits {
            assert_eq!(told.parse::<Brake>().unwrap().limit(1000), limit, "{told}");
        }
        assert_eq!([0, 200, 201, 1000].map(|active| Brake::Usual.limit(active)), [10, 10, 10, 50]);
        for told in ["", "%", "-1", "101%", "5 of them", "1.5"] {
            assert!(told.parse::<Brake>().is_err(), "{told}");
        }
    }
}
