//! What a value can be passed through.

use std::borrow::Cow;
use std::sync::Arc;

use unicode_normalization::char::is_combining_mark;

use super::{Expression, Table, Unfit, trim};
use crate::csv_io::normal_code;

/// The functions' names, for hints.
pub(super) const NAMES: [&str; 16] = [
    "lower", "upper", "ascii", "first", "last", "rest", "initial", "trim", "digits", "before", "after",
    "default", "when", "join", "match", "lookup",
];

/// A function at its place.
#[derive(Clone, Debug)]
pub(super) struct Step {
    /// The character at which it begins, from 1.
    pub(super) at: usize,
    pub(super) function: Function,
}

#[derive(Clone, Debug)]
pub(super) enum Function {
    Lower,
    Upper,
    Ascii,
    First,
    Last,
    Rest,
    Initial,
    Trim,
    Digits,
    /// What stands before this text; all of it if the text is not there.
    Before(String),
    /// What stands after it; nothing if it is not there.
    After(String),
    Default(Expression),
    When(Expression, Expression),
    /// A separator and what is joined by it.
    Join(String, Vec<Expression>),
    Match {
        /// Normal forms, and what each becomes.
        pairs: Vec<(String, String)>,
        /// As they were typed.
        known: String,
        lenient: bool,
    },
    Lookup {
        table: Arc<Table>,
        lenient: bool,
    },
}

impl Function {
    pub(super) fn visit(&self, see: &mut dyn FnMut(Option<usize>)) {
        match self {
            Self::Default(one) => one.visit(see),
            Self::When(one, other) => {
                one.visit(see);
                other.visit(see);
            }
            Self::Join(_, items) => items.iter().for_each(|item| item.visit(see)),
            _ => {}
        }
    }
}

impl Step {
    pub(super) fn apply<'a>(&'a self, value: Cow<'a, str>, row: &[&'a str]) -> Result<Cow<'a, str>, Unfit> {
        match &self.function {
            Function::Default(other) if value.trim().is_empty() => return other.value(row),
            Function::Default(_) => return Ok(value),
            Function::When(one, other) => {
                return if value.trim().is_empty() { other.value(row) } else { one.value(row) };
            }
            Function::Join(separator, items) => return join(&value, separator, items, row),
            _ if value.trim().is_empty() => return Ok(Cow::Borrowed("")),
            _ => {}
        }
        Ok(match &self.function {
            Function::Lower => Cow::Owned(value.to_lowercase()),
            Function::Upper => Cow::Owned(value.to_uppercase()),
            Function::Ascii => ascii(value),
            Function::First => part(value, |text| text.split_whitespace().next().unwrap_or_default()),
            Function::Last => part(value, |text| text.split_whitespace().next_back().unwrap_or_default()),
            Function::Rest => part(value, |text| {
                text.trim_start().split_once(char::is_whitespace).map_or("", |(_, rest)| rest.trim())
            }),
            Function::Initial => part(value, initial),
            Function::Trim => trim(value),
            Function::Digits => Cow::Owned(value.chars().filter(char::is_ascii_digit).collect()),
            Function::Before(mark) => {
                part(value, |text| text.split_once(mark.as_str()).map_or(text, |(before, _)| before).trim())
            }
            Function::After(mark) => {
                part(value, |text| text.split_once(mark.as_str()).map_or("", |(_, after)| after).trim())
            }
            Function::Match { pairs, known, lenient } => {
                let key = normal_code(&value);
                match pairs.iter().find(|(told, _)| *told == key) {
                    Some((_, becomes)) => Cow::Borrowed(becomes.as_str()),
                    None if *lenient => Cow::Borrowed(""),
                    None => return Err(self.unfit(&format!("match knows {known}, and not this"), value)),
                }
            }
            Function::Lookup { table, lenient } => match table.get(&value) {
                Some(found) => Cow::Borrowed(found),
                None if *lenient => Cow::Borrowed(""),
                None => return Err(self.unfit(&format!("{} has no such value", table.name()), value)),
            },
            Function::Default(_) | Function::When(..) | Function::Join(..) => value,
        })
    }

    fn unfit(&self, message: &str, value: Cow<'_, str>) -> Unfit {
        Unfit {
            message: format!("character {} of the expression: {message}", self.at),
            value: value.into_owned(),
        }
    }
}

/// A part of a text, copied only where it must be.
fn part(text: Cow<'_, str>, take: impl FnOnce(&str) -> &str) -> Cow<'_, str> {
    match text {
        Cow::Borrowed(text) => Cow::Borrowed(take(text)),
        Cow::Owned(text) => Cow::Owned(take(&text).to_owned()),
    }
}

fn ascii(text: Cow<'_, str>) -> Cow<'_, str> {
    if text.is_ascii() { text } else { Cow::Owned(deunicode::deunicode_with_tofu(&text, "")) }
}

/// The first letter with its combining marks; of a text without letters the first character.
fn initial(text: &str) -> &str {
    let start = text.find(char::is_alphabetic).unwrap_or(0);
    let mut after = text[start..].char_indices().skip(1).skip_while(|(_, c)| is_combining_mark(*c));
    let end = after.next().map_or(text.len(), |(at, _)| start + at);
    &text[start..end]
}

fn join<'a>(
    value: &str,
    separator: &str,
    items: &'a [Expression],
    row: &[&'a str],
) -> Result<Cow<'a, str>, Unfit> {
    let mut joined = value.trim().to_owned();
    for item in items {
        let item = item.value(row)?;
        if !joined.is_empty() && !item.is_empty() {
            joined.push_str(separator);
        }
        joined.push_str(&item);
    }
    Ok(Cow::Owned(joined))
}
