//! A list as it is written, row by row.

use std::io::{self, Write};

use super::table::Table;
use super::{CannotWrite, Format, Style, Talk, csv, html, id, json, jsonl};
use crate::record::{Heading, Record};

/// What each format does with a list.
pub(crate) trait Rows {
    /// Writes a row, or keeps it for the end.
    fn row(&mut self, record: &Record) -> io::Result<()>;

    /// Writes what is left and flushes; says how many columns did not fit.
    fn end(&mut self) -> io::Result<usize>;
}

/// A list on its way out. Every format but the table, which must know the widths, writes each row at once, so a
/// million rows take no more memory than one.
pub struct Sheet<'a> {
    rows: Box<dyn Rows + 'a>,
    format: Format,
    count: u64,
}

impl<'a> Sheet<'a> {
    /// Begins a list under these headings; writes what stands before the rows.
    ///
    /// # Errors
    ///
    /// [`CannotWrite`]. The reader of a pipe that has gone is one, too: see [`super::is_closed_pipe`].
    pub fn begin(
        out: &'a mut dyn Write,
        format: Format,
        headings: &'a [Heading],
        style: Style,
    ) -> Result<Self, CannotWrite> {
        let rows: Box<dyn Rows + 'a> = match format {
            Format::Table => Box::new(Table::begin(out, headings, style)),
            Format::Json => Box::new(json::Array::begin(out, headings)),
            Format::Jsonl => Box::new(jsonl::Lines::begin(out, headings)),
            Format::Csv => Box::new(csv::Csv::begin(out, headings, style.cells)?),
            Format::Id => Box::new(id::Ids::begin(out)),
            Format::Html => Box::new(html::Listing::begin(out, headings)),
        };
        Ok(Self { rows, format, count: 0 })
    }

    /// Takes a row: one value for each heading.
    ///
    /// # Errors
    ///
    /// [`CannotWrite`].
    pub fn row(&mut self, record: &Record) -> Result<(), CannotWrite> {
        self.rows.row(record)?;
        self.count += 1;
        Ok(())
    }

    /// Ends the list and flushes the output.
    ///
    /// # Errors
    ///
    /// [`CannotWrite`].
    pub fn end(mut self) -> Result<Finished, CannotWrite> {
        let left_out = self.rows.end()?;
        Ok(Finished { rows: self.count, left_out, format: self.format })
    }
}

/// What became of a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[must_use = "a table that is empty or leaves out columns says so: call `tell`"]
pub struct Finished {
    /// How many rows there were.
    pub rows: u64,
    /// How many columns did not fit the width; only a table leaves any out.
    pub left_out: usize,
    format: Format,
}

impl Finished {
    /// Says what a table cannot show itself: that there was nothing (`no users`), or that columns are missing.
    /// The other formats are for programs, which see both.
    pub fn tell(self, talk: &Talk, nouns: &str) {
        if self.format != Format::Table {
            return;
        }
        if self.rows == 0 {
            talk.say(&format!("no {nouns}"));
        }
        match self.left_out {
            0 => {}
            1 => talk.say("1 column does not fit here; --columns shows it"),
            left_out => talk.say(&format!("{left_out} columns do not fit here; --columns shows them")),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Sheet;
    use crate::output::{CannotWrite, Format, Style};
    use crate::record::{Heading, Record, Value};
    use std::io::{self, Write};

    /// A pipe whose reader goes after so many bytes.
    struct Pipe(usize);

    impl Write for Pipe {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            self.0 = self.0.checked_sub(bytes.len()).ok_or(io::ErrorKind::BrokenPipe)?;
            Ok(bytes.len())
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    #[test]
    fn a_closed_pipe_ends_every_format() {
        let headings = [Heading::new("name", "Name")];
        let record = Record { id: 1, values: vec![Value::from("Ann")] };
        for format in [Format::Table, Format::Json, Format::Jsonl, Format::Csv, Format::Id, Format::Html] {
            let mut pipe = Pipe(100);
            let written = || -> Result<(), CannotWrite> {
                let mut sheet = Sheet::begin(&mut pipe, format, &headings, Style::default())?;
                for _ in 0..100_000 {
                    sheet.row(&record)?;
                }
                sheet.end().map(drop)
            };
            let error = anyhow::Error::from({ written }().unwrap_err());
            assert!(crate::output::is_closed_pipe(&error), "{format:?}");
        }
    }
}
