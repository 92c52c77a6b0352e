//! The TOML of a preset, with the line of every place in it.

use std::ops::Range;
use std::path::Path;

use toml_edit::{Item, Key, TableLike};

use super::export::of_ours;
use crate::csv_io::{Expression, Surroundings};
use crate::noun::{Column, Noun, nearest, normal_header};
use crate::{Error, Result};

/// A file that is being read.
pub(super) struct Source<'a> {
    pub(super) label: &'a str,
    pub(super) text: &'a str,
}

/// A key and what stands for it.
pub(super) struct Entry<'a> {
    source: &'a Source<'a>,
    pub(super) name: &'a str,
    pub(super) item: &'a Item,
    line: usize,
}

impl Source<'_> {
    pub(super) fn line(&self, span: Option<Range<usize>>) -> usize {
        let before = span.and_then(|span| self.text.get(..span.start)).unwrap_or_default();
        before.matches('\n').count() + 1
    }

    pub(super) fn error(&self, line: usize, message: &str, hint: Option<String>) -> Error {
        Error::Usage { message: format!("{}:{line}: {message}", self.label), hint }
    }

    /// All entries of a table.
    pub(super) fn all<'a>(&'a self, table: &'a dyn TableLike) -> Vec<Entry<'a>> {
        let entry = |(name, item): (&'a str, &'a Item)| {
            let span = table.key(name).and_then(Key::span).or_else(|| item.span());
            Entry { source: self, name, item, line: self.line(span) }
        };
        table.iter().map(entry).collect()
    }

    /// The entries of a table, each one of `known`.
    pub(super) fn entries<'a>(&'a self, table: &'a dyn TableLike, known: &[&str]) -> Result<Vec<Entry<'a>>> {
        let entries = self.all(table);
        for entry in &entries {
            if !known.contains(&entry.name) {
                let hint = match nearest(entry.name, known.iter().copied()) {
                    Some(near) => format!("did you mean {near}?"),
                    None => format!("keys there are: {}", known.join(", ")),
                };
                return Err(entry.error(&format!("unknown key {:?}", entry.name), Some(hint)));
            }
        }
        Ok(entries)
    }
}

impl<'a> Entry<'a> {
    pub(super) fn error(&self, message: &str, hint: Option<String>) -> Error {
        self.source.error(self.line, message, hint)
    }

    fn must_be(&self, wanted: &str) -> Error {
        self.error(&format!("{} must be {wanted}", self.name), None)
    }

    pub(super) fn text(&self) -> Result<String> {
        self.item.as_str().map(str::to_owned).ok_or_else(|| self.must_be("a text in quotes"))
    }

    pub(super) fn flag(&self) -> Result<bool> {
        self.item.as_bool().ok_or_else(|| self.must_be("true or false"))
    }

    /// A number of characters.
    pub(super) fn length(&self) -> Result<usize> {
        let number = self.item.as_integer().and_then(|number| usize::try_from(number).ok());
        number.filter(|number| *number > 0).ok_or_else(|| self.must_be("a number of characters"))
    }

    /// One text or several.
    pub(super) fn texts(&self) -> Result<Vec<String>> {
        let wrong = || self.must_be("a text in quotes, or a list of them");
        let texts = match (self.item.as_str(), self.item.as_array()) {
            (Some(text), _) => vec![text.to_owned()],
            (None, Some(array)) => array
                .iter()
                .map(|text| text.as_str().map(str::to_owned))
                .collect::<Option<_>>()
                .ok_or_else(wrong)?,
            (None, None) => return Err(wrong()),
        };
        if texts.iter().any(String::is_empty) { Err(wrong()) } else { Ok(texts) }
    }

    pub(super) fn table(&self) -> Result<&'a dyn TableLike> {
        self.item.as_table_like().ok_or_else(|| self.must_be("a table"))
    }

    /// The entries of a table, whatever they are called.
    pub(super) fn pairs(&self) -> Result<Vec<Self>> {
        Ok(self.source.all(self.table()?))
    }

    /// Several tables, `[[…]]`, with these keys each.
    pub(super) fn tables(&self, known: &[&str]) -> Result<Vec<Vec<Self>>> {
        let tables = self.item.as_array_of_tables().ok_or_else(|| self.must_be("tables, [[…]]"))?;
        tables.iter().map(|table| self.source.entries(table, known)).collect()
    }

    /// A column of ours.
    pub(super) fn ours(&self, noun: &'static Noun, name: &str) -> Result<&'static Column> {
        let wanted = normal_header(name);
        noun.writable().find(|column| column.name == wanted).ok_or_else(|| {
            let names: Vec<_> = noun.writable().map(|column| column.name).collect();
            let hint = match nearest(&wanted, names.iter().copied()) {
                Some(near) => format!("did you mean {near}?"),
                None => format!("the columns of {} are {}", noun.one(), names.join(", ")),
            };
            self.error(&format!("{} has no column {name:?}", noun.one()), Some(hint))
        })
    }

    /// An expression over a file's columns, whichever they are, or over these.
    pub(super) fn expression(&self, folder: &Path, header: Option<&[String]>) -> Result<String> {
        let text = self.text()?;
        let surroundings =
            Surroundings { header: header.unwrap_or_default(), folder, missing_is_empty: header.is_none() };
        match Expression::parse(&text, surroundings) {
            Ok(_) => Ok(text),
            Err(message) => Err(self.error(&format!("{}: {}", self.name, of_ours(&message)), None)),
        }
    }
}
