//! From the cells of a row to the fields that wait to be written.

use super::expression::Unfit;
use super::foreign::Rules;
use super::safe::unguarded;
use super::source::{From, Same, Source};
use super::{Problem, Report, Row};
use crate::noun::{Cell, Column, Content, Field, Key, Lookups, Noun, Parsed, parse};

/// How a value at fault is cut to be shown.
const VALUE_SHOWN: usize = 60;

const BLANKED_MESSAGE: &str =
    "was taken out of this file of rejected rows: fill it in again, or give --passwords-out";

/// What rows become: the same for all of a file.
pub(super) struct Shape {
    pub(super) noun: &'static Noun,
    pub(super) sources: Vec<Source>,
    pub(super) rules: Rules,
    /// The word that empties a field.
    pub(super) null: String,
    /// The column in which a file of rejected rows tells that it had a password, where none is generated in its place.
    pub(super) blanked: Option<usize>,
    /// Whether each row needs a password.
    pub(super) needs_password: bool,
}

/// A row as its cells stand.
#[derive(Clone, Copy)]
pub(super) struct Cells<'a> {
    pub(super) line: u64,
    pub(super) cells: &'a [&'a str],
    /// Whether it stands for what other files name.
    pub(super) is_placeholder: bool,
}

/// What a source says of a row.
struct Told {
    cell: Cell,
    /// As it is shown.
    text: String,
    /// The file's column, where it is one.
    index: Option<usize>,
    if_new: bool,
}

impl Shape {
    /// Reads a row; none if its key is not good. What is wrong is in the report.
    pub(super) fn row(&self, row: Cells<'_>, lookups: &Lookups, report: &mut Report) -> Option<Row> {
        let Cells { line, cells, .. } = row;
        // In an expression cells are what they say, without the mark of a spreadsheet.
        let plain: Vec<&str> = if self.computes() {
            cells.iter().map(|cell| unguarded(cell.trim())).collect()
        } else {
            Vec::new()
        };
        let mut read = Row { line, key: String::new(), fields: Vec::new(), secret: None, expected: None };
        let mut told_columns = Vec::new();
        let mut key = Key::of(self.noun);
        let mut is_key_wrong = false;
        for source in &self.sources {
            let column = source.column;
            let told = match self.told(source, row, &plain) {
                Ok(told) => told,
                Err(Unfit { message, value }) => {
                    report.add(problem(line, None, source, &message, &value));
                    read.fields.extend(column.staged().iter().map(|_| Field::Keep));
                    is_key_wrong |= self.is_of_key(column);
                    continue;
                }
            };
            if told.cell != Cell::Keep {
                told_columns.push(column.name);
            }
            match parse(column, &told.cell, lookups) {
                Ok(Parsed::Fields(fields)) => {
                    key.take(column.name, &fields);
                    read.fields.extend(fields.into_iter().map(|field| marked(field, source, told.if_new)));
                }
                Ok(Parsed::Secret(secret)) => {
                    if secret.is_none() && self.was_blanked(cells) {
                        report.add(problem(line, told.index, source, BLANKED_MESSAGE, ""));
                    } else if secret.is_none() && self.needs_password {
                        let message = "there is none: fill it in, or give --passwords-out";
                        report.add(problem(line, told.index, source, message, ""));
                    }
                    read.secret = secret;
                }
                Err(mistake) => {
                    report.add(problem(line, told.index, source, &mistake.message(), &told.text));
                    is_key_wrong |= self.is_of_key(column);
                    read.fields.extend(column.staged().iter().map(|_| Field::Keep));
                }
            }
        }
        for refused in self.rules.refused(cells, line, |ours| told_columns.contains(&ours)) {
            report.add(refused);
        }
        match key.end() {
            Ok(key) if !is_key_wrong => read.key = key,
            Ok(_) => {}
            Err(missing) if !is_key_wrong => {
                for source in self.sources.iter().filter(|source| missing.contains(&source.column.name)) {
                    report.add(problem(line, source.index(), source, "every row needs it", ""));
                }
            }
            Err(_) => {}
        }
        // With other mistakes too it waits to be checked, so that the database's problems with it are told as well.
        (!read.key.is_empty()).then_some(read)
    }

    /// Whether what a row is found by depends on a column.
    fn is_of_key(&self, column: &Column) -> bool {
        column.name == self.noun.key().name || self.noun.natural.contains(&column.name)
    }

    /// Whether the row comes from a file of rejected rows that its password was taken out of.
    fn was_blanked(&self, cells: &[&str]) -> bool {
        self.blanked.is_some_and(|index| !cells[index].trim().is_empty())
    }

    fn computes(&self) -> bool {
        self.sources.iter().any(|source| {
            matches!(source.from, From::Expression(_))
                || source.if_new.is_some()
                || source.of_placeholder.is_some()
        })
    }

    fn told(&self, source: &Source, row: Cells<'_>, plain: &[&str]) -> Result<Told, Unfit> {
        let column = source.column;
        if row.is_placeholder
            && let Some(expression) = &source.of_placeholder
        {
            let text = expression.fill(plain)?;
            let if_new = column.name != self.noun.key().name && is_marked(column);
            return Ok(Told { cell: self.computed(&text), text, index: None, if_new });
        }
        let (cell, text, index) = match &source.from {
            From::Cell(index) => {
                (self.cell(column, row.cells[*index]), row.cells[*index].to_owned(), Some(*index))
            }
            From::Expression(expression) => {
                let text = expression.fill(plain)?;
                (self.computed(&text), text, None)
            }
        };
        match &source.if_new {
            Some(expression) if cell == Cell::Keep => {
                let text = expression.fill(plain)?;
                Ok(Told { cell: self.computed(&text), text, index: None, if_new: true })
            }
            _ => Ok(Told { cell, text, index, if_new: false }),
        }
    }

    /// What a cell says: nothing, empty it, or a value. A password is taken as it is.
    fn cell(&self, column: &Column, text: &str) -> Cell {
        if column.content == Content::Secret {
            return if text.is_empty() { Cell::Keep } else { Cell::Value(text.to_owned()) };
        }
        match text.trim() {
            "" => Cell::Keep,
            word if word == self.null => Cell::Clear,
            text => Cell::Value(unguarded(text).to_owned()),
        }
    }

    /// What a computed text says.
    fn computed(&self, text: &str) -> Cell {
        match text {
            "" => Cell::Keep,
            word if word == self.null => Cell::Clear,
            text => Cell::Value(text.to_owned()),
        }
    }
}

fn marked(field: Field, source: &Source, if_new: bool) -> Field {
    match (if_new, source.same) {
        (true, _) => field.if_new(),
        (false, Some(Same::Digits)) => field.unless_same_digits(),
        (false, Some(Same::Marks)) => field.unless_same_marks(),
        (false, None) => field,
    }
}

/// Whether a column's field can say that it counts for a new one only.
const fn is_marked(column: &Column) -> bool {
    matches!(column.content, Content::Text(_) | Content::Choice(_) | Content::Status)
}

fn problem(line: u64, index: Option<usize>, source: &Source, message: &str, text: &str) -> Problem {
    let mut value: String = text.chars().take(VALUE_SHOWN).collect();
    if text.chars().count() > VALUE_SHOWN {
        value.push('…');
    }
    Problem {
        line,
        column: index.map(|index| index + 1),
        field: Some(source.column.name.to_owned()),
        message: message.to_owned(),
        value: (!source.is_secret && !value.is_empty()).then_some(value),
    }
}
