//! `--set ours='{first_name|lower} {last_name}'`: a cell computed from the others of its row.
//!
//! Text stands for itself; `{column}` takes a cell, and `{column|function|function(…)}` passes it on through
//! functions. `{{` and `}}` are braces. Where there are columns and all of them give nothing, the whole is nothing.

mod build;
mod function;
mod parse;
mod table;
#[cfg(test)]
mod tests;

use std::borrow::Cow;
use std::path::Path;

use function::Step;
pub(crate) use table::Table;

/// What an expression is read against.
#[derive(Clone, Copy, Debug)]
pub struct Surroundings<'a> {
    /// The columns that there are.
    pub header: &'a [String],
    /// Where files that it names are looked for.
    pub folder: &'a Path,
    /// Whether a column that is not there counts as empty, and not as a mistake.
    pub missing_is_empty: bool,
}

/// A text with columns in it, read and ready to be filled row by row.
#[derive(Clone, Debug)]
pub struct Expression(Vec<Piece>);

#[derive(Clone, Debug)]
enum Piece {
    Text(String),
    Cell(Placeholder),
}

/// `{column|function}`.
#[derive(Clone, Debug)]
struct Placeholder {
    /// The column's index; none: a column that is not there.
    column: Option<usize>,
    steps: Vec<Step>,
}

/// A value that an expression has no answer for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unfit {
    /// What is wrong, with the place in the expression.
    pub message: String,
    /// The value.
    pub value: String,
}

impl Expression {
    /// Reads an expression.
    ///
    /// # Errors
    /// What is wrong, and at which character.
    pub fn parse(text: &str, surroundings: Surroundings<'_>) -> Result<Self, String> {
        parse::parse(text, surroundings)
    }

    /// An expression that gives nothing.
    pub(crate) const fn nothing() -> Self {
        Self(Vec::new())
    }

    /// The columns that it uses, by their index.
    #[must_use]
    pub fn columns(&self) -> Vec<usize> {
        let mut found = Vec::new();
        self.visit(&mut |column| found.extend(column));
        found
    }

    /// Whether it names columns, and the file has none of them.
    pub(crate) fn lacks_its_columns(&self) -> bool {
        let (mut named, mut there) = (0, 0);
        self.visit(&mut |column| {
            named += 1;
            there += usize::from(column.is_some());
        });
        named > 0 && there == 0
    }

    fn visit(&self, see: &mut dyn FnMut(Option<usize>)) {
        for piece in &self.0 {
            if let Piece::Cell(placeholder) = piece {
                see(placeholder.column);
                placeholder.steps.iter().for_each(|step| step.function.visit(see));
            }
        }
    }

    /// The text for a row of trimmed cells.
    ///
    /// # Errors
    /// [`Unfit`] where `match` or `lookup` does not know a value.
    pub fn fill(&self, row: &[&str]) -> Result<String, Unfit> {
        self.value(row).map(Cow::into_owned)
    }

    fn value<'a>(&'a self, row: &[&'a str]) -> Result<Cow<'a, str>, Unfit> {
        match self.0.as_slice() {
            [] => return Ok(Cow::Borrowed("")),
            [Piece::Text(text)] => return Ok(Cow::Borrowed(text.trim())),
            [Piece::Cell(cell)] => return cell.value(row).map(trim),
            _ => {}
        }
        let mut text = String::new();
        let (mut cells, mut empty) = (0, 0);
        for piece in &self.0 {
            match piece {
                Piece::Text(plain) => text.push_str(plain),
                Piece::Cell(cell) => {
                    let value = cell.value(row)?;
                    cells += 1;
                    empty += usize::from(value.is_empty());
                    text.push_str(&value);
                }
            }
        }
        Ok(if cells > 0 && cells == empty { Cow::Borrowed("") } else { trim(Cow::Owned(text)) })
    }
}

impl Placeholder {
    fn value<'a>(&'a self, row: &[&'a str]) -> Result<Cow<'a, str>, Unfit> {
        let cell = self.column.and_then(|index| row.get(index)).copied().unwrap_or_default();
        self.steps.iter().try_fold(Cow::Borrowed(cell), |value, step| step.apply(value, row))
    }
}

fn trim(text: Cow<'_, str>) -> Cow<'_, str> {
    match text {
        Cow::Borrowed(text) => Cow::Borrowed(text.trim()),
        Cow::Owned(text) if text.trim().len() == text.len() => Cow::Owned(text),
        Cow::Owned(text) => Cow::Owned(text.trim().to_owned()),
    }
}
