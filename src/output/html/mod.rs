//! `html`: one self-contained page for people who would rather look: what it is about, charts, and a table.
//!
//! The page loads nothing, and its policy forbids that it does: only its own style and its own script, by their digests, are
//! applied and run. It is complete without the script, which sorts and filters the table. Every text that is not ours is
//! neutralised as for a terminal, and escaped by the templates: no name ends a tag, hides, or turns what stands beside it.

mod chart;
mod document;

use std::io::{self, Write};

use maud::{Markup, html};

pub use chart::{Chart, Tally};

use super::sheet::Rows;
use super::{CannotWrite, people};
use crate::record::{Heading, Record, Value};

/// So many rows stand in the table: a browser sorts and shows them at once. The charts count all.
pub const MOST_ROWS: u64 = 5000;

/// What stands over the table.
#[derive(Clone, Debug, Default)]
pub struct About {
    /// The title.
    pub title: String,
    /// What the page tells, in a sentence or two.
    pub text: String,
    /// When, by whom, with which filters it was made, and so on: each with its name.
    pub facts: Vec<(String, String)>,
    /// What rows are called: users, changes.
    pub nouns: String,
    /// The command that gives all rows.
    pub command: String,
}

/// A page under way. It keeps the rows of the table, of which there are so many at most, since what stands above is known at
/// the end: a hundred thousand rows take no more memory than these.
pub struct HtmlPage {
    headings: Vec<Heading>,
    rows: String,
    count: u64,
}

impl HtmlPage {
    /// A page whose table has these columns.
    #[must_use]
    pub fn new(headings: &[Heading]) -> Self {
        Self { headings: headings.to_vec(), rows: String::new(), count: 0 }
    }

    /// Takes a row: one value for each heading.
    pub fn row(&mut self, record: &Record) {
        self.count += 1;
        if self.count <= MOST_ROWS {
            self.rows.push_str(&row(record).into_string());
        }
    }

    /// How many rows there have been.
    #[must_use]
    pub const fn count(&self) -> u64 {
        self.count
    }

    /// Writes the page and flushes.
    ///
    /// # Errors
    /// [`CannotWrite`].
    pub fn write(&self, out: &mut dyn Write, about: &About, charts: &[Chart]) -> Result<(), CannotWrite> {
        self.finish(out, about, charts)?;
        Ok(())
    }

    fn finish(&self, out: &mut dyn Write, about: &About, charts: &[Chart]) -> io::Result<()> {
        let (before, after) = document::around(self, about, charts);
        for part in [&before, &self.rows, &after] {
            out.write_all(part.as_bytes())?;
        }
        out.flush()
    }
}

/// A list as a page without charts, for [`super::Sheet`].
pub(crate) struct Listing<'a> {
    out: &'a mut dyn Write,
    page: HtmlPage,
}

impl<'a> Listing<'a> {
    pub(crate) fn begin(out: &'a mut dyn Write, headings: &[Heading]) -> Self {
        Self { out, page: HtmlPage::new(headings) }
    }
}

impl Rows for Listing<'_> {
    fn row(&mut self, record: &Record) -> io::Result<()> {
        self.page.row(record);
        Ok(())
    }

    fn end(&mut self) -> io::Result<usize> {
        let about = About { title: "ct".to_owned(), nouns: "rows".to_owned(), ..About::default() };
        self.page.finish(self.out, &about, &[])?;
        Ok(0)
    }
}

/// A row of the table. The first cell heads it.
fn row(record: &Record) -> Markup {
    html! {
        tr {
            @for (place, value) in record.values.iter().enumerate() {
                @if place == 0 { th scope="row" { (cell(value)) } } @else { td class=[class(value)] { (cell(value)) } }
            }
        }
        "\n"
    }
}

fn class(value: &Value) -> Option<&'static str> {
    match value {
        Value::Number(_) => Some("number"),
        Value::Time(_) => Some("time"),
        // On a narrow screen nothing is not shown.
        Value::Null => Some("none"),
        Value::List(items) if items.is_empty() => Some("none"),
        // What is long gets some width, so that it takes no more lines than it must.
        Value::Text(text) if text.chars().count() > 14 => Some("long"),
        _ => None,
    }
}

/// What people read in a cell: every item of a list by itself.
fn cell(value: &Value) -> Markup {
    match value {
        Value::Time(time) => html! { (time.format("%Y-%m-%d %H:%M")) },
        Value::List(items) if items.len() > 1 => html! {
            ul { @for item in people::lines(value) { li { (item) } } }
        },
        Value::Json(_) => html! {
            ul { @for change in people::lines(value) { li { (change) } } }
        },
        _ => html! { (people::line(value)) },
    }
}

#[cfg(test)]
mod tests;
