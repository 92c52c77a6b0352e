//! Which passwords a person may choose (REQUIREMENTS P1).

use std::fmt;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::{MAXIMUM_BYTES, Secret, is_generated_form, normal_form};
use crate::{Error, Result};

/// What a chosen password must have. It starts as [`Policy::staff`] or [`Policy::client`] and can only be raised, so a
/// policy is never weaker than REQUIREMENTS P1.
///
/// All of it is about characters of any script: a capital is an upper-case letter, a number is whatever Unicode calls
/// numeric. Generated passwords are not chosen and not checked: 125 random bits need no further demands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Policy {
    minimum_length: usize,
    capital: usize,
    number: usize,
    other: usize,
}

/// One thing that a password lacks or must not have. `Display` says it about "it", in words that can be read out;
/// it never repeats any part of the password.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Shortfall {
    /// It has too few characters.
    Short {
        /// How many it has.
        has: usize,
        /// How many it needs.
        needs: usize,
    },
    /// It has too few capital letters.
    Capital {
        /// How many it has.
        has: usize,
        /// How many it needs.
        needs: usize,
    },
    /// It has too few numbers.
    Number {
        /// How many it has.
        has: usize,
        /// How many it needs.
        needs: usize,
    },
    /// It has too few characters that are neither letter nor number.
    Other {
        /// How many it has.
        has: usize,
        /// How many it needs.
        needs: usize,
    },
    /// It is longer than [`MAXIMUM_BYTES`].
    Long,
    /// It holds a tab, a line break or another control character.
    Control,
    /// It holds a character that cannot be seen, such as a byte order mark, and so cannot be typed again.
    Invisible,
    /// It has the form of a generated one, and those are hashed with minimal cost.
    GeneratedForm,
}

impl Policy {
    /// The longest minimum length that can be asked for.
    pub const LENGTH_AT_MOST: usize = 128;
    /// The most of capitals, numbers or others that can be asked for.
    pub const EACH_AT_MOST: usize = 32;

    /// For staff: at least 8 characters, 1 capital, 1 number, 1 that is neither letter nor number.
    #[must_use]
    pub const fn staff() -> Self {
        Self { minimum_length: 8, capital: 1, number: 1, other: 1 }
    }

    /// For client users: at least 6 characters.
    #[must_use]
    pub const fn client() -> Self {
        Self { minimum_length: 6, capital: 0, number: 0, other: 0 }
    }

    /// Asks for at least `wanted` characters.
    ///
    /// # Errors
    /// [`Error::Usage`] if that is less than before or more than [`Policy::LENGTH_AT_MOST`].
    pub fn with_minimum_length(self, wanted: usize) -> Result<Self> {
        let minimum_length = raised("minimum length", self.minimum_length, wanted, Self::LENGTH_AT_MOST)?;
        Ok(Self { minimum_length, ..self })
    }

    /// Asks for at least `wanted` capitals.
    ///
    /// # Errors
    /// [`Error::Usage`] if that is less than before or more than [`Policy::EACH_AT_MOST`].
    pub fn with_capital(self, wanted: usize) -> Result<Self> {
        Ok(Self { capital: raised("number of capitals", self.capital, wanted, Self::EACH_AT_MOST)?, ..self })
    }

    /// Asks for at least `wanted` numbers.
    ///
    /// # Errors
    /// [`Error::Usage`] if that is less than before or more than [`Policy::EACH_AT_MOST`].
    pub fn with_number(self, wanted: usize) -> Result<Self> {
        Ok(Self { number: raised("number of numbers", self.number, wanted, Self::EACH_AT_MOST)?, ..self })
    }

    /// Asks for at least `wanted` characters that are neither letter nor number.
    ///
    /// # Errors
    /// [`Error::Usage`] if that is less than before or more than [`Policy::EACH_AT_MOST`].
    pub fn with_other(self, wanted: usize) -> Result<Self> {
        Ok(Self {
            other: raised("number of other characters", self.other, wanted, Self::EACH_AT_MOST)?,
            ..self
        })
    }

    /// The least number of characters.
    #[must_use]
    pub const fn minimum_length(&self) -> usize {
        self.minimum_length
    }

    /// Checks a password that somebody chose.
    ///
    /// # Errors
    /// All that is wrong with it, not only the first.
    pub fn check(&self, password: &Secret) -> std::result::Result<(), Vec<Shortfall>> {
        let typed = password.reveal();
        if typed.len() > MAXIMUM_BYTES {
            return Err(vec![Shortfall::Long]);
        }
        let mut shortfalls = self.shortfalls_of_composition(typed);
        let normal = normal_form(typed);
        let has = |condition: fn(char) -> bool| typed.chars().chain(normal.chars()).any(condition);
        if has(char::is_control) {
            shortfalls.push(Shortfall::Control);
        }
        if has(is_invisible) {
            shortfalls.push(Shortfall::Invisible);
        }
        if is_generated_form(&normal) {
            shortfalls.push(Shortfall::GeneratedForm);
        }
        if shortfalls.is_empty() { Ok(()) } else { Err(shortfalls) }
    }

    /// Checks a password that somebody chose, and tells what is wrong as the library's error.
    ///
    /// # Errors
    /// [`Error::BadInput`] with all that is wrong in its message and the whole policy as its hint.
    pub fn require(&self, password: &Secret) -> Result<()> {
        self.check(password).map_err(|shortfalls| {
            let told: Vec<String> = shortfalls.iter().map(ToString::to_string).collect();
            Error::bad_input(format!("the password will not do: {}", told.join("; ")), self.to_string())
        })
    }

    /// What `typed` lacks in length and in kinds of characters.
    pub(super) fn shortfalls_of_composition(&self, typed: &str) -> Vec<Shortfall> {
        let normal = normal_form(typed);
        let count = |condition: fn(char) -> bool| normal.chars().filter(|&c| condition(c)).count();
        // NFKC writes some single characters as up to 18; those were typed as one and protect as one.
        let length = normal.chars().count().min(typed.nfc().count());
        let (capitals, numbers, others) =
            (count(char::is_uppercase), count(char::is_numeric), count(is_other));
        let mut shortfalls = Vec::new();
        if length < self.minimum_length {
            shortfalls.push(Shortfall::Short { has: length, needs: self.minimum_length });
        }
        if capitals < self.capital {
            shortfalls.push(Shortfall::Capital { has: capitals, needs: self.capital });
        }
        if numbers < self.number {
            shortfalls.push(Shortfall::Number { has: numbers, needs: self.number });
        }
        if others < self.other {
            shortfalls.push(Shortfall::Other { has: others, needs: self.other });
        }
        shortfalls
    }
}

fn raised(what: &str, least: usize, wanted: usize, most: usize) -> Result<usize> {
    if (least..=most).contains(&wanted) {
        return Ok(wanted);
    }
    Err(Error::usage(
        format!("the {what} of a password cannot be {wanted}"),
        format!("it can be raised from {least} to {most}, not lowered"),
    ))
}

/// Neither letter nor number. A mark belongs to the letter that it stands on, and a joiner is part of what it joins.
fn is_other(c: char) -> bool {
    !c.is_alphanumeric() && !is_combining_mark(c) && !matches!(c, '\u{200c}' | '\u{200d}') && !is_invisible(c)
}

/// Line separators, spaces without width, soft hyphen, byte order mark, and marks of writing direction. The joiners
/// (U+200C, U+200D) are left out: Persian and many emoji are written with them.
const fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{feff}'
        | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{e0000}'..='\u{e007f}')
}

impl fmt::Display for Policy {
    /// The policy as one clause, such as `at least 8 characters, 1 capital letter, 1 number, 1 character that is
    /// neither letter nor number`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "at least {}", counted(self.minimum_length, "character"))?;
        for (needs, what, after) in [
            (self.capital, "capital letter", ""),
            (self.number, "number", ""),
            (self.other, "character", neither(self.other)),
        ] {
            if needs > 0 {
                write!(f, ", {}{after}", counted(needs, what))?;
            }
        }
        Ok(())
    }
}

impl fmt::Display for Shortfall {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (has, needs, what, after) = match *self {
            Self::Short { has, needs } => (has, needs, "character", ""),
            Self::Capital { has, needs } => (has, needs, "capital letter", ""),
            Self::Number { has, needs } => (has, needs, "number", ""),
            Self::Other { has, needs } => (has, needs, "character", neither(has)),
            Self::Long => return write!(f, "it is longer than {MAXIMUM_BYTES} bytes"),
            Self::Control => return f.write_str("it holds a tab, a line break or another control character"),
            Self::Invisible => return f.write_str("it holds a character that cannot be seen"),
            Self::GeneratedForm => {
                return f.write_str("it has the form of a generated password, which nobody may choose");
            }
        };
        write!(f, "it has {}{after} and needs at least {needs}", counted(has, what))
    }
}

fn counted(number: usize, what: &str) -> String {
    match number {
        0 => format!("no {what}"),
        1 => format!("1 {what}"),
        more => format!("{more} {what}s"),
    }
}

const fn neither(number: usize) -> &'static str {
    if number > 1 { " that are neither letter nor number" } else { " that is neither letter nor number" }
}

#[cfg(test)]
mod tests;
