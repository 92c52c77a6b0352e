//! How a preset writes a file for another system.

use std::collections::{HashMap, HashSet};
use std::path::Path;

use chrono::{DateTime, Utc};

use crate::csv_io::{Expression, Surroundings, guard};
use crate::noun::{Column, Noun, nearest};
use crate::record::{Record, Value};
use crate::{Error, Result};

/// The column that tells the present time.
const NOW: &str = "now";

/// What a file for another system is made of.
#[derive(Clone, Debug, Default)]
pub struct Export {
    /// Its columns, in their order.
    pub columns: Vec<ExportColumn>,
    /// Only those of this kind.
    pub kind: Option<String>,
    /// How instants are written, in UTC.
    pub time: String,
    /// What must not stand in it, and what stands there instead.
    pub replace: Vec<(String, String)>,
    /// Columns that no two rows may have the same of.
    pub unique: Vec<String>,
}

/// A column of such a file.
#[derive(Clone, Debug, Default)]
pub struct ExportColumn {
    /// Its header.
    pub name: String,
    /// The expression over our columns that gives its cells.
    pub value: String,
    /// It is cut to so many characters.
    pub longest: Option<usize>,
    /// It is empty unless it has so many characters.
    pub length: Option<usize>,
    /// It is empty where it ends so.
    pub empty_ending: Vec<String>,
    /// Whether it stands in quotes.
    pub quoted: bool,
}

/// What the expressions of an export may name.
pub(super) fn header(noun: &'static Noun) -> Vec<String> {
    noun.shown().map(|column| column.name.to_owned()).chain([NOW.to_owned()]).collect()
}

/// Writes rows as a preset says.
pub struct Exporter<'a> {
    export: &'a Export,
    expressions: Vec<Expression>,
    /// What is read of each, and at which place in the header it stands.
    columns: Vec<(usize, &'static Column)>,
    width: usize,
    now: String,
    /// What has been written of columns that no two rows may share.
    seen: HashMap<usize, HashSet<String>>,
}

impl<'a> Exporter<'a> {
    /// Begins an export. `set` are expressions of `--set` for columns of the file, which win.
    ///
    /// # Errors
    /// A usage error for a column that the file has not, or an expression with a mistake.
    pub fn begin(
        noun: &'static Noun,
        export: &'a Export,
        set: &[(String, String)],
        now: DateTime<Utc>,
    ) -> Result<Self> {
        let header = header(noun);
        let names = || export.columns.iter().map(|column| column.name.as_str());
        for (name, _) in set {
            if !names().any(|known| known == name) {
                let hint = match nearest(name, names()) {
                    Some(near) => format!("did you mean {near}?"),
                    None => format!("its columns are {}", names().collect::<Vec<_>>().join(", ")),
                };
                return Err(Error::usage(format!("--set names {name:?}, which the file has not"), hint));
            }
        }
        let surroundings = Surroundings { header: &header, folder: Path::new(""), missing_is_empty: false };
        let parse = |column: &ExportColumn| {
            let told = set.iter().find(|(name, _)| *name == column.name);
            let text = told.map_or(&column.value, |(_, text)| text);
            Expression::parse(text, surroundings).map_err(|message| {
                let hint = format!("the columns are {}", header.join(", "));
                Error::usage(format!("--set {}: {}", column.name, of_ours(&message)), hint)
            })
        };
        let expressions = export.columns.iter().map(parse).collect::<Result<Vec<_>>>()?;
        let used: Vec<usize> = expressions.iter().flat_map(Expression::columns).collect();
        let columns = noun.shown().enumerate().filter(|(index, _)| used.contains(index)).collect();
        let is_unique = |name: &String| export.columns.iter().position(|column| column.name == *name);
        let seen = export.unique.iter().filter_map(is_unique).map(|index| (index, HashSet::new())).collect();
        let now = now.format(&export.time).to_string();
        Ok(Self { export, expressions, columns, width: header.len(), now, seen })
    }

    /// What has to be read of each: no more than the file needs.
    #[must_use]
    pub fn columns(&self) -> Vec<&'static Column> {
        self.columns.iter().map(|(_, column)| *column).collect()
    }

    /// The first line.
    #[must_use]
    pub fn header(&self) -> String {
        let names: Vec<_> = self.export.columns.iter().map(|column| column.name.as_str()).collect();
        format!("{}\n", names.join(","))
    }

    /// The line of a record that has [`Exporter::columns`]. Where it is guarded, no spreadsheet takes a cell for a formula.
    ///
    /// # Errors
    /// [`Error::Refused`] where two would have the same, or an expression has no answer.
    pub fn line(&mut self, record: &Record, guarded: bool) -> Result<String> {
        let texts: Vec<String> = record.values.iter().map(|value| self.text(value)).collect();
        let mut row = vec![""; self.width];
        row[self.width - 1] = &self.now;
        for ((index, _), text) in self.columns.iter().zip(&texts) {
            row[*index] = text;
        }
        let mut line = String::new();
        for (index, (column, expression)) in self.export.columns.iter().zip(&self.expressions).enumerate() {
            let cell = expression.fill(&row).map_err(|unfit| {
                let hint = "mend the value, or the expression in the preset";
                Error::refused(format!("{}: {} ({})", column.name, unfit.message, unfit.value), hint)
            })?;
            let cell = self.fitted(column, cell);
            if let Some(seen) = self.seen.get_mut(&index)
                && !seen.insert(cell.clone())
            {
                return Err(Error::refused(
                    format!("two rows would have the same {}: {cell}", column.name),
                    "give one of them another external id; without one the own number is written",
                ));
            }
            if index > 0 {
                line.push(',');
            }
            push(&mut line, &if guarded { guard(&cell) } else { cell.as_str().into() }, column.quoted);
        }
        line.push('\n');
        Ok(line)
    }

    fn text(&self, value: &Value) -> String {
        match value {
            Value::Time(time) => time.format(&self.export.time).to_string(),
            other => other.as_text().into_owned(),
        }
    }

    /// A cell as the file may have it.
    fn fitted(&self, column: &ExportColumn, mut cell: String) -> String {
        for (wrong, right) in &self.export.replace {
            if cell.contains(wrong.as_str()) {
                cell = cell.replace(wrong.as_str(), right);
            }
        }
        let length = cell.chars().count();
        let ends_so = |ending: &String| cell.to_lowercase().ends_with(&ending.to_lowercase());
        if column.length.is_some_and(|wanted| length != wanted) || column.empty_ending.iter().any(ends_so) {
            return String::new();
        }
        match column.longest {
            Some(longest) if length > longest => {
                cell.chars().take(longest).collect::<String>().trim_end().to_owned()
            }
            _ => cell,
        }
    }
}

/// A mistake in an expression over our columns, which stand in no file.
pub(super) fn of_ours(message: &str) -> String {
    message.replacen("the file has no column", "there is no column", 1)
}

/// A cell, in quotes where it is to be or must be. An empty one is nothing at all.
fn push(line: &mut String, cell: &str, quoted: bool) {
    if !cell.is_empty() && (quoted || cell.contains(['"', ',', '\n', '\r'])) {
        line.push('"');
        line.push_str(&cell.replace('"', "\"\""));
        line.push('"');
    } else {
        line.push_str(cell);
    }
}
