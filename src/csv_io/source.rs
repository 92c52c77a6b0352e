//! Where our columns come from.

use std::collections::BTreeMap;

use super::expression::Expression;
use crate::noun::{Column, Content};

/// Where a column's cells come from.
#[derive(Clone, Debug)]
pub(super) enum From {
    /// The file's column of this index.
    Cell(usize),
    /// What is computed from the row.
    Expression(Expression),
}

/// What two texts have in common that count as the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Same {
    /// Their digits.
    Digits,
    /// All but the kind of brackets, quotes and spaces.
    Marks,
}

/// A column of ours with what it is made of.
#[derive(Clone, Debug)]
pub(super) struct Source {
    pub(super) column: &'static Column,
    pub(super) from: From,
    /// What a new one gets where the row tells nothing.
    pub(super) if_new: Option<Expression>,
    /// What it is in the row of a placeholder.
    pub(super) of_placeholder: Option<Expression>,
    /// Where the field stays although the text is another.
    pub(super) same: Option<Same>,
    /// Whether values come from a password, and are not shown.
    pub(super) is_secret: bool,
}

impl Source {
    pub(super) const fn new(column: &'static Column, from: From) -> Self {
        let is_secret = matches!(column.content, Content::Secret);
        Self { column, from, if_new: None, of_placeholder: None, same: None, is_secret }
    }
}

impl Source {
    /// The file's column, where it is one.
    pub(super) const fn index(&self) -> Option<usize> {
        match self.from {
            From::Cell(index) => Some(index),
            From::Expression(_) => None,
        }
    }
}

/// The sources, by our columns' names.
pub(super) type Sources = BTreeMap<&'static str, Source>;
