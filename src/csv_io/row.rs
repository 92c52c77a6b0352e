//! From the cells of a row to the fields that wait to be written.

use std::borrow::Cow;
use std::iter::repeat_n;

use super::expression::Unfit;
use super::foreign::Rules;
use super::safe::unguarded;
use super::source::{From, Same, Source};
use super::{Problem, Report, Row};
use crate::noun::{self, Column, Content, Field, Key, Lookups, Noun, Says};
use crate::password::Secret;

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
struct Told<'a> {
    says: Says<'a>,
    /// As it is shown.
    text: Cow<'a, str>,
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
        let problems = report.total;
        // An address or a code comes with what it is found by.
        let mut read = Row { line, fields: Vec::with_capacity(self.sources.len() + 1), ..Row::default() };
        let mut told_columns = Vec::with_capacity(self.sources.len());
        let mut key = Key::of(self.noun);
        let mut is_key_wrong = false;
        for source in &self.sources {
            let column = source.column;
            let told = match self.told(source, row, &plain) {
                Ok(told) => told,
                Err(Unfit { message, value }) => {
                    report.add(problem(line, None, source, &message, &value));
                    read.fields.extend(repeat_n(Field::Keep, column.width()));
                    is_key_wrong |= self.is_of_key(column);
                    continue;
                }
            };
            if told.says != Says::Keep {
                told_columns.push(column.name);
            }
            let first = read.fields.len();
            match noun::read(column, &told.says, lookups, &mut read.fields) {
                Ok(secret) if column.content == Content::Secret => {
                    self.look_at(secret.as_ref(), source, &told, row, report);
                    read.secret = secret;
                }
                Ok(_) => {
                    key.take(column.name, &read.fields[first..]);
                    mark(&mut read.fields[first..], source, told.if_new);
                }
                Err(mistake) => {
                    report.add(problem(line, told.index, source, &mistake.message(), &told.text));
                    is_key_wrong |= self.is_of_key(column);
                    read.fields.extend(repeat_n(Field::Keep, column.width()));
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
        read.is_flawed = report.total > problems;
        // With other mistakes too it waits to be checked, so that the database's problems with it are told as well.
        (!read.key.is_empty()).then_some(read)
    }

    /// Tells what is wrong with a password, or with there being none.
    fn look_at(
        &self,
        secret: Option<&Secret>,
        source: &Source,
        told: &Told<'_>,
        row: Cells<'_>,
        report: &mut Report,
    ) {
        if secret.is_none() && self.was_blanked(row.cells) {
            report.add(problem(row.line, told.index, source, BLANKED_MESSAGE, ""));
        } else if secret.is_none() && self.needs_password {
            let message = "there is none: fill it in, or give --passwords-out";
            report.add(problem(row.line, told.index, source, message, ""));
        }
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

    fn told<'a>(&self, source: &Source, row: Cells<'a>, plain: &[&str]) -> Result<Told<'a>, Unfit> {
        let column = source.column;
        if row.is_placeholder
            && let Some(expression) = &source.of_placeholder
        {
            let text = expression.fill(plain)?;
            let if_new = column.name != self.noun.key().name && is_marked(column);
            return Ok(Told { says: self.computed(&text), text: text.into(), index: None, if_new });
        }
        let (says, text, index) = match &source.from {
            From::Cell(index) => {
                (self.cell(column, row.cells[*index]), Cow::Borrowed(row.cells[*index]), Some(*index))
            }
            From::Expression(expression) => {
                let text = expression.fill(plain)?;
                (self.computed(&text), text.into(), None)
            }
        };
        match &source.if_new {
            Some(expression) if says == Says::Keep => {
                let text = expression.fill(plain)?;
                Ok(Told { says: self.computed(&text), text: text.into(), index: None, if_new: true })
            }
            _ => Ok(Told { says, text, index, if_new: false }),
        }
    }

    /// What a cell says: nothing, empty it, or a value. A password is taken as it is.
    fn cell<'a>(&self, column: &Column, text: &'a str) -> Says<'a> {
        if column.content == Content::Secret {
            return if text.is_empty() { Says::Keep } else { Says::Value(text.into()) };
        }
        match text.trim() {
            "" => Says::Keep,
            word if word == self.null => Says::Clear,
            text => Says::Value(unguarded(text).into()),
        }
    }

    /// What a computed text says.
    fn computed<'a>(&self, text: &str) -> Says<'a> {
        match text {
            "" => Says::Keep,
            word if word == self.null => Says::Clear,
            text => Says::Value(text.to_owned().into()),
        }
    }
}

fn mark(fields: &mut [Field], source: &Source, if_new: bool) {
    let marked = match (if_new, source.same) {
        (true, _) => Field::if_new,
        (false, Some(Same::Digits)) => Field::unless_same_digits,
        (false, Some(Same::Marks)) => Field::unless_same_marks,
        (false, None) => return,
    };
    fields.iter_mut().for_each(|field| *field = marked(std::mem::replace(field, Field::Keep)));
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
