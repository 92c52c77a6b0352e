//! Rows made of changes, as history and saved plans have them: `{field: [old, new]}`.

use serde_json::Value;

use super::Portion;
use crate::csv_io::{Problem, Report, Row, normal_code, normal_email};
use crate::noun::{Cell, Column, Content, Field, Lookups, Noun, Parsed, parse};

/// How many rows go together.
pub(crate) const PORTION: usize = 512;

/// What is to become of one thing.
#[derive(Clone, Debug)]
pub(crate) struct Replay {
    /// The number that stands for its line.
    pub(crate) line: u64,
    /// Its e-mail or code.
    pub(crate) key: String,
    /// Field by field from what to what.
    pub(crate) change: Value,
    /// What is expected to become of the row.
    pub(crate) expected: Value,
}

impl Replay {
    /// The row that brings it about; what is wrong with it goes to the report.
    pub(crate) fn row(
        &self,
        noun: &'static Noun,
        columns: &[&'static Column],
        lookups: &Lookups,
        report: &mut Report,
    ) -> Option<Row> {
        report.rows += 1;
        let key = match noun.key().content {
            Content::Email => normal_email(&self.key).unwrap_or_else(|_| self.key.clone()),
            _ => normal_code(&self.key),
        };
        let mut row = Row { line: self.line, key, expected: Some(self.expected.clone()), ..Row::default() };
        let before = report.total;
        for column in columns {
            let cell = match self.change.get(column.name).and_then(|change| change.get(1)) {
                Some(value) => cell(value),
                None if !noun.has_own_key() => self.part(noun, column.name),
                None if column.name == noun.key().name => Cell::Value(self.key.clone()),
                None => Cell::Keep,
            };
            match parse(column, &cell, lookups) {
                Ok(Parsed::Fields(fields)) => row.fields.extend(fields),
                Ok(Parsed::Secret(_)) => {}
                Err(mistake) => {
                    row.fields.extend(std::iter::repeat_n(Field::Keep, column.width()));
                    report.add(Problem {
                        line: self.line,
                        column: None,
                        field: Some(column.name.to_owned()),
                        message: mistake.message(),
                        value: match cell {
                            Cell::Value(text) => Some(text),
                            Cell::Clear | Cell::Keep => None,
                        },
                    });
                }
            }
        }
        (report.total == before).then_some(row)
    }
}

impl Replay {
    /// What the key says of a column, where it is made of several: client / case manager / first day. The last two have no
    /// spaces.
    fn part(&self, noun: &'static Noun, column: &str) -> Cell {
        let parts: Vec<_> = self.key.rsplitn(noun.natural.len(), " / ").collect();
        let at = noun.natural.iter().rev().position(|name| *name == column);
        at.and_then(|at| parts.get(at)).map_or(Cell::Keep, |part| Cell::Value((*part).to_owned()))
    }
}

/// The cell that brings a value back.
fn cell(value: &Value) -> Cell {
    let text = match value {
        Value::Null => return Cell::Clear,
        Value::Bool(flag) => if *flag { "yes" } else { "no" }.to_owned(),
        Value::Array(items) => {
            items.iter().map(|item| item.as_str().unwrap_or_default()).collect::<Vec<_>>().join(";")
        }
        Value::String(text) => text.clone(),
        other => other.to_string(),
    };
    if text.is_empty() { Cell::Clear } else { Cell::Value(text) }
}

/// All rows, ready to be staged.
pub(crate) fn portions(
    noun: &'static Noun,
    columns: &[&'static Column],
    lookups: &Lookups,
    all: &[Replay],
) -> tokio::sync::mpsc::Receiver<Portion> {
    let chunks = all.chunks(PORTION);
    let (sender, receiver) = tokio::sync::mpsc::channel(chunks.len() + 1);
    let mut report = Report::default();
    for chunk in chunks {
        let rows = chunk.iter().filter_map(|one| one.row(noun, columns, lookups, &mut report)).collect();
        // There is room for all of them.
        let _ = sender.try_send(Portion::Rows(rows));
    }
    let _ = sender.try_send(Portion::End(Ok(Box::new(report))));
    receiver
}
