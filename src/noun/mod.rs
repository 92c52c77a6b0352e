//! Nouns told as data: which columns a user, an organization, … has, and for each column how it is written, checked,
//! stored and shown. The command line's flags, the CSV files, the lists and the waiting tables all follow from these
//! tables, so a new column is one line in its noun's room (and its migration).

mod cell;
mod column;
pub mod date;
mod find;
mod key;
mod list;
mod lookup;
mod moment;
pub mod one;
mod parse;
pub mod stage;

pub(crate) use cell::Says;
pub use cell::{Cell, Field};
pub use column::{Column, Content, Place};
pub use find::{Found, find, find_exact};
pub use key::Key;
pub use list::{Filter, List, Page, Sort};
pub use lookup::Lookups;
pub(crate) use parse::read;
pub use parse::{Mistake, Parsed, ROLES, parse};

use crate::{Error, Result};

/// From where a noun is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReadBy {
    /// From views, under row level security.
    Views {
        /// The view of what people see, whoever they are.
        overview: &'static str,
        /// The same with the keys that rows are looked up and ordered by, which for users is an administrator's view.
        register: &'static str,
    },
    /// By functions alone, which apply the scope themselves: `<noun>_named`, `_beginning`, `_near`, `_page` and `_read`.
    Functions,
}

/// A kind of thing that `ct` administers.
#[derive(Debug)]
pub struct Noun {
    /// The word, such as `user`.
    pub name: &'static str,
    /// The word for several.
    pub plural: &'static str,
    /// Its columns, in the order of a file.
    pub columns: &'static [Column],
    /// From where it is read.
    pub read_by: ReadBy,
    /// The columns that tell which one is meant where a row does not say its key; empty where every row has to.
    pub natural: &'static [&'static str],
    /// The SQL for what lists are in the order of, unless told otherwise: a unique end is added.
    pub order: &'static str,
    /// The SQL that plans waiting rows and gives what is wrong: takes the operation and what to do with existing ones.
    pub plan: &'static str,
    /// The SQL that writes what is planned: takes the operation.
    pub write: &'static str,
}

impl Noun {
    /// The column that one is named by: an e-mail or a code.
    ///
    /// # Panics
    /// Never: every noun's first column is its key, which a test holds.
    #[must_use]
    pub const fn key(&self) -> &'static Column {
        &self.columns[0]
    }

    /// Whether what it is named by in files is a column of its own; an assignment is named by client, case manager and
    /// first day.
    #[must_use]
    pub fn has_own_key(&self) -> bool {
        self.key().content != Content::Client
    }

    /// The first column that it would take to find a row, of those that a file has not.
    pub fn missing_to_be_found(&self, has: impl Fn(&str) -> bool) -> Option<&'static str> {
        if has(self.key().name) && self.has_own_key() {
            return None;
        }
        match (self.natural, self.key().content) {
            ([], _) => Some(self.key().name),
            // Of what a uid is made, all but the first may be missing.
            (natural, Content::Uid) => natural.iter().take(1).copied().find(|name| !has(name)),
            (natural, _) => natural.iter().copied().find(|name| !has(name)),
        }
    }

    /// What people call one: a command's word may be short for it.
    #[must_use]
    pub fn word(&self) -> &'static str {
        if self.name == "paused" { "paused operation" } else { self.name }
    }

    /// The word with its article: a user, an organization.
    #[must_use]
    pub fn one(&self) -> String {
        let article = if self.name.starts_with(['a', 'e', 'i', 'o']) { "an" } else { "a" };
        format!("{article} {}", self.word())
    }

    /// The column of a name, however its words are joined.
    ///
    /// # Errors
    /// [`Error::Usage`] with the nearest name.
    pub fn column(&self, name: &str) -> Result<&'static Column> {
        let wanted = normal_header(name);
        self.columns.iter().find(|column| column.name == wanted).ok_or_else(|| {
            let names = self.columns.iter().map(|column| column.name);
            // What stands over a column is not always its name.
            let titled = self.columns.iter().find(|column| normal_header(column.title) == wanted);
            let near = titled.map(|column| column.name).or_else(|| nearest(&wanted, names.clone()));
            let hint = match near {
                Some(near) => format!("did you mean {near}?"),
                None => format!("the columns are: {}", names.collect::<Vec<_>>().join(", ")),
            };
            Error::usage(format!("{} has no column {name:?}", self.one()), hint)
        })
    }

    /// The columns that can be written: those of a file.
    pub fn writable(&self) -> impl Iterator<Item = &'static Column> + Clone + use<> {
        self.columns.iter().filter(|column| column.is_writable())
    }

    /// The columns that an export has: all that can be written but secrets.
    pub fn exported(&self) -> impl Iterator<Item = &'static Column> + use<> {
        self.writable().filter(|column| !matches!(column.content, Content::Secret))
    }

    /// The columns that can be shown: all but secrets.
    pub fn shown(&self) -> impl Iterator<Item = &'static Column> + use<> {
        self.columns.iter().filter(|column| !matches!(column.content, Content::Secret))
    }

    /// The columns that a table has unless told otherwise.
    pub fn listed(&self) -> impl Iterator<Item = &'static Column> + use<> {
        self.columns.iter().filter(|column| column.listed)
    }
}

/// A header as it is compared: trimmed, lower case, words joined by `_`.
#[must_use]
pub fn normal_header(text: &str) -> String {
    let words: Vec<_> =
        text.split(|c: char| c.is_whitespace() || c == '-' || c == '_').filter(|w| !w.is_empty()).collect();
    words.join("_").to_lowercase()
}

/// The name that was most likely meant, if one is near.
#[must_use]
pub fn nearest<'a>(told: &str, names: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let told = told.to_lowercase();
    names
        .into_iter()
        .map(|name| (strsim::jaro_winkler(&told, &name.to_lowercase()), name))
        // One wrong character of three is 0.8.
        .filter(|(likeness, _)| *likeness > 0.79)
        .max_by(|(one, _), (other, _)| one.total_cmp(other))
        .map(|(_, name)| name)
}
