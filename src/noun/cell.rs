//! What a cell says, and the field that it becomes.

use std::borrow::Cow;

use chrono::{NaiveDate, NaiveDateTime};

/// What a cell says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cell {
    /// Nothing: the field stays as it is.
    Keep,
    /// Empty the field.
    Clear,
    /// This value.
    Value(String),
}

impl Cell {
    /// The same, borrowed.
    pub(super) fn says(&self) -> Says<'_> {
        match self {
            Self::Keep => Says::Keep,
            Self::Clear => Says::Clear,
            Self::Value(text) => Says::Value(Cow::Borrowed(text)),
        }
    }
}

/// What a cell says that stands in a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Says<'a> {
    /// As [`Cell::Keep`].
    Keep,
    /// As [`Cell::Clear`].
    Clear,
    /// As [`Cell::Value`].
    Value(Cow<'a, str>),
}

/// A value that waits to be written, in a column of the waiting table. Emptied ones have marks of their own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Field {
    /// The field stays as it is.
    Keep,
    /// A text; empty: empties it.
    Text(String),
    /// Yes or no.
    Flag(bool),
    /// A reference; 0: empties it.
    Id(i64),
    /// All references.
    Ids(Vec<i64>),
    /// All texts.
    Texts(Vec<String>),
    /// A day; none: empties it.
    Date(Option<NaiveDate>),
    /// A time of a day; none: now.
    Moment(Option<NaiveDateTime>),
    /// A number from 0 on; none: empties it.
    Count(Option<i32>),
}

impl Field {
    /// The same, for a new one only: one that exists keeps what it has. Only a text can be told so; no text that
    /// people give begins with such a mark, since control characters are refused.
    #[must_use]
    pub fn if_new(self) -> Self {
        self.marked('\u{1}')
    }

    /// The same, unless what is there has the same digits.
    #[must_use]
    pub fn unless_same_digits(self) -> Self {
        self.marked('\u{2}')
    }

    /// The same, unless what is there differs only in the kind of brackets, quotes and spaces.
    #[must_use]
    pub fn unless_same_marks(self) -> Self {
        self.marked('\u{3}')
    }

    fn marked(self, mark: char) -> Self {
        match self {
            Self::Text(text) if !text.is_empty() => Self::Text(format!("{mark}{text}")),
            other => other,
        }
    }
}
