//! Cells that a spreadsheet cannot take for a formula, and that come back as they were.
//!
//! A spreadsheet runs a cell that begins with `=`, `+`, `-` or `@`, so the writer puts a `'` before such a
//! text and the reader takes it off again. The same mark keeps apart the text `NULL` and the word `NULL`
//! that empties a field.

use std::borrow::Cow;

/// How cells are written that a spreadsheet would take for formulas.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Cells {
    /// With a `'` before them, which an import takes off.
    #[default]
    Guarded,
    /// As they are (`--raw`).
    Raw,
}

/// The word in a cell that empties a field.
const EMPTIES: &str = "NULL";

/// A text as a cell: with a `'` before it where a spreadsheet would run it or the reader would not give it
/// back. A phone number in E.164 (`+15551234567`) is left as it is. The empty text, which is no value, stays
/// empty.
///
/// [`unguard`] gives the text back, whatever it is.
#[must_use]
pub fn guard(text: &str) -> Cow<'_, str> {
    if is_dangerous(text) || text == EMPTIES || guarded(text).is_some() {
        Cow::Owned(format!("'{text}"))
    } else {
        Cow::Borrowed(text)
    }
}

/// The text of a cell: without the `'` that [`guard`] put there. A `'` that somebody typed, as in `'t Hooft`,
/// stays, since nothing after it needed a guard.
///
/// Whether a cell is the word `NULL` that empties a field is asked before this: `'NULL` comes out as `NULL`.
#[must_use]
pub fn unguard(cell: &str) -> Cow<'_, str> {
    Cow::Borrowed(unguarded(cell))
}

/// [`unguard`] where the text is to live as long as the cell.
pub(super) fn unguarded(cell: &str) -> &str {
    guarded(cell).unwrap_or(cell)
}

/// What a guarded cell holds; none where the cell has no guard.
fn guarded(cell: &str) -> Option<&str> {
    let text = cell.strip_prefix('\'')?;
    (runs_as_formula(text) || text.starts_with('\'') || text == EMPTIES).then_some(text)
}

/// Whether a spreadsheet would run it, and it is no phone number.
pub(super) fn is_dangerous(text: &str) -> bool {
    runs_as_formula(text) && !is_phone(text)
}

fn runs_as_formula(text: &str) -> bool {
    text.starts_with(['=', '+', '-', '@', '\t', '\r'])
}

/// `+` and 7 to 15 digits, as E.164 has it.
fn is_phone(text: &str) -> bool {
    let Some(digits) = text.strip_prefix('+') else { return false };
    (7..=15).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::{guard, unguard};
    use proptest::prelude::*;

    #[test]
    fn formulas_get_a_guard() {
        for text in
            ["=1+1", "+1+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "NULL", "+", "+123456", "+1 555 123 4567"]
        {
            assert_eq!(guard(text), format!("'{text}"));
        }
    }

    #[test]
    fn ordinary_texts_stay() {
        for text in ["", "Ann", "null", "NULLA", "'t Hooft", "'", "'NULLA", "1-2", "a=b", "007", "O'Brien"] {
            assert_eq!(guard(text), text);
            assert_eq!(unguard(text), text);
        }
    }

    #[test]
    fn a_phone_number_stays() {
        for text in ["+1234567", "+15551234567", "+123456789012345"] {
            assert_eq!(guard(text), text);
        }
        assert_eq!(guard("+1234567890123456"), "'+1234567890123456");
        assert_eq!(guard("+١٢٣٤٥٦٧"), "'+١٢٣٤٥٦٧");
    }

    #[test]
    fn what_looks_guarded_is_guarded_once_more() {
        for (text, cell) in [("'=1", "''=1"), ("''", "'''"), ("'NULL", "''NULL"), ("''t", "'''t")] {
            assert_eq!(guard(text), cell);
            assert_eq!(unguard(cell), text);
        }
    }

    #[test]
    fn a_guard_typed_by_a_person_comes_off() {
        assert_eq!(unguard("'+15551234567"), "+15551234567");
        assert_eq!(unguard("'NULL"), "NULL");
    }

    proptest! {
        #[test]
        fn any_text_comes_back(text in any::<String>()) {
            let cell = guard(&text);
            prop_assert_eq!(unguard(&cell), text.as_str());
        }

        #[test]
        fn texts_of_marks_come_back(text in "['=+@\\-\t\r0-9NUL]{0,12}|'*NULL|'*\\+[0-9]{6,16}") {
            let cell = guard(&text);
            prop_assert_eq!(unguard(&cell), text.as_str());
            prop_assert_ne!(cell, "NULL");
        }
    }
}
