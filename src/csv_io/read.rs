//! Reads a file of rows: decodes, matches the header, checks every cell, and hands good rows on.

use std::io::Read;
use std::path::PathBuf;

use encoding_rs::Encoding;

use super::dangling::{Dangling, Named};
use super::decode::{self, Text};
use super::digest::{BytesRead, Digest};
use super::foreign::Rules;
use super::header::{Header, Mapping, advice, match_header};
use super::open::{broken, empty, open_quote};
use super::rejects::{self, BLANKED, Kept, Mark};
use super::row::{self, Shape};
use super::safe::Cells;
use super::source::{From, Source};
use super::watch::{Shared, Watch};
use super::{Placeholders, Problem, Remarks, Report, Row, names, preamble, problem};
use crate::noun::{Column, Lookups, Noun};
use crate::{Error, Result};

/// How to read a file.
#[derive(Clone, Debug)]
pub struct Options {
    /// The file's name, for messages; `-` is standard input.
    pub name: String,
    /// Where it lies, for what lies beside it; none for standard input.
    pub path: Option<PathBuf>,
    /// What separates the columns; none: found from the header.
    pub delimiter: Option<u8>,
    /// What it is written in; none: by its byte order mark, or else UTF-8.
    pub encoding: Option<&'static Encoding>,
    /// How the file's columns become ours.
    pub mapping: Mapping,
    /// The word that empties a field.
    pub null: String,
    /// Whether the rows are kept, so that bad ones can be written to a file of rejected rows; and with what cells.
    pub keep: Option<Cells>,
    /// Stop after so many bad rows; none: read all.
    pub most_bad: Option<u64>,
    /// Whether passwords are generated for rows without one: also for those whose password was taken out of a file of
    /// rejected rows.
    pub generates: bool,
    /// Whether each row needs a password, unless one is generated.
    pub needs_password: bool,
}

/// A file whose header has been read.
pub struct File {
    options: Options,
    shape: Shape,
    header: Vec<String>,
    encoding: &'static Encoding,
    remarks: Remarks,
    is_of_rejects: bool,
    reader: csv::Reader<Watch<Box<dyn Read + Send>>>,
    seen: Shared,
    digest: Digest,
    kept: Option<Kept>,
    /// What separates its columns.
    pub delimiter: u8,
}

impl File {
    /// Reads the beginning of a file and matches its header.
    ///
    /// # Errors
    /// [`Error::BadInput`] if it is empty or no text; [`Error::BadRows`] with everything that is wrong with the header.
    pub fn begin(noun: &'static Noun, input: Box<dyn Read + Send>, options: Options) -> Result<Self> {
        let digest = Digest::default();
        let text = Text::begin(&options.name, Box::new(digest.watch(input)), options.encoding)?;
        let layout = options.mapping.layout.clone().unwrap_or_default();
        let found = preamble::skip(&text.beginning, &layout.skip_lines);
        let beginning = &text.beginning[found.start..];
        if beginning.iter().all(u8::is_ascii_whitespace) {
            return Err(empty(&options.name, Some(noun)));
        }
        let delimiter =
            options.delimiter.or(found.delimiter).unwrap_or_else(|| preamble::find_delimiter(beginning));
        let (encoding, mark) = (text.encoding, text.mark);
        let (watch, seen) = Watch::new(text.from(found.start), delimiter, found.lines + 1);
        let mut reader = csv::ReaderBuilder::new()
            .delimiter(delimiter)
            .flexible(true)
            .has_headers(false)
            .from_reader(watch);
        let mut record = csv::ByteRecord::new();
        let some = reader.read_byte_record(&mut record).map_err(|cause| broken(&options.name, cause))?;
        if !some {
            return Err(empty(&options.name, Some(noun)));
        }
        let line = seen.next_row();
        let header = decode::header(&options.name, &record, encoding)?;
        let (names, remarked) = rejects::without_remarks(&header);
        let matched =
            match_header(&Header { noun, names: &names, remarks: &remarked, line }, &options.mapping);
        let sources = matched.map_err(|problems| Error::BadRows {
            file: options.name.clone(),
            rows: 0,
            total: problems.len() as u64,
            problems,
            rejects: None,
            hint: Some(advice(noun)),
        })?;
        let kept = keep(&options, &header, delimiter, &sources, mark)?;
        let rules = Rules::of(&names, &layout);
        let blanked = header.iter().position(|name| name.trim() == BLANKED).filter(|_| !options.generates);
        let shape = Shape {
            noun,
            sources,
            rules,
            null: options.null.clone(),
            blanked,
            needs_password: options.needs_password && !options.generates,
        };
        let remarks = Remarks::default();
        Ok(Self {
            options,
            shape,
            header: names,
            encoding,
            remarks,
            is_of_rejects: !remarked.is_empty(),
            reader,
            seen,
            digest,
            kept,
            delimiter,
        })
    }

    /// What is to be said of it, when [`File::rows`] has read it.
    #[must_use]
    pub fn remarks(&self) -> Remarks {
        self.remarks.clone()
    }

    /// Whether it is a file of rejected rows, as `--rejects` writes them: a part of another one.
    #[must_use]
    pub const fn is_of_rejects(&self) -> bool {
        self.is_of_rejects
    }

    /// How many of its bytes have been read; of how many, the file system tells.
    #[must_use]
    pub fn bytes_read(&self) -> BytesRead {
        self.digest.bytes()
    }

    /// Our columns that the file tells, in the noun's order.
    #[must_use]
    pub fn columns(&self) -> Vec<&'static Column> {
        self.shape.sources.iter().map(|source| source.column).collect()
    }

    /// In which of the file's columns, from 1, each of ours stands; what is computed stands in none.
    #[must_use]
    pub fn positions(&self) -> Vec<(&'static str, usize)> {
        let position = |source: &Source| match source.from {
            From::Cell(index) => Some((source.column.name, index + 1)),
            From::Expression(_) => None,
        };
        self.shape.sources.iter().filter_map(position).collect()
    }

    /// Reads all rows; hands on in portions those whose key is good, until `take` says false.
    ///
    /// # Errors
    /// [`Error::File`] if reading fails in the middle, [`Error::BadInput`] if there is no row. What is wrong with rows
    /// is no error here: it is in the report.
    pub fn rows(mut self, lookups: &Lookups, mut take: impl FnMut(Vec<Row>) -> bool) -> Result<Report> {
        const PORTION: usize = 512;
        let mut report = Report { kept: self.kept.take(), ..Report::default() };
        let mut portion = Vec::with_capacity(PORTION);
        let mut record = csv::ByteRecord::new();
        let mut dangling = self.dangling()?;
        while self.next(&mut record, &mut report)? {
            let line = self.seen.next_row();
            if record.iter().all(|cell| cell.trim_ascii().is_empty()) || self.shape.rules.passes_over(&record)
            {
                continue;
            }
            report.rows += 1;
            if let Some(kept) = &mut report.kept {
                kept.keep(line, &record).map_err(|cause| {
                    Error::file("write temporary files in", tempfile::env::temp_dir(), cause)
                })?;
            }
            if let Some(dangling) = &mut dangling {
                dangling.is_there(&record);
            }
            if self.options.most_bad.is_some_and(|most| report.bad.len() as u64 > most) {
                report.is_cut_short = true;
                return Ok(report);
            }
            if let Some(row) = self.row(&record, line, lookups, &mut report) {
                portion.push(row);
                if portion.len() == PORTION
                    && !take(std::mem::replace(&mut portion, Vec::with_capacity(PORTION)))
                {
                    return Ok(report);
                }
            }
        }
        report.digest = (!report.is_cut_short).then(|| self.digest.value());
        if report.rows == 0 {
            return Err(Error::bad_input(
                format!("{} has a header and no rows", self.options.name),
                "nothing was read: is it the right file?",
            ));
        }
        if let Some(dangling) = &dangling {
            portion.extend(self.placeholders(dangling, lookups, &mut report));
        }
        self.remarks.add(self.shape.rules.remarks());
        if !portion.is_empty() {
            take(portion);
        }
        Ok(report)
    }

    /// Reads the next record; false at the end, also where a quote that never closes makes it one.
    fn next(&mut self, record: &mut csv::ByteRecord, report: &mut Report) -> Result<bool> {
        let cause = match self.reader.read_byte_record(record) {
            Ok(some) => return Ok(some),
            Err(cause) => cause,
        };
        let Some(line) = open_quote(&cause) else { return Err(broken(&self.options.name, cause)) };
        let message = "a quote opens here and never closes".to_owned();
        report.add(Problem { line, column: None, field: None, message, value: None });
        report.rows += 1;
        report.is_cut_short = true;
        Ok(false)
    }

    /// The ids that other files of the folder name, where a preset asks for them.
    fn dangling(&self) -> Result<Option<Dangling>> {
        let layout = self.options.mapping.layout.as_deref();
        let (Some(path), Some(known)) =
            (&self.options.path, layout.and_then(|known| known.placeholders.as_ref()))
        else {
            return Ok(None);
        };
        let Some(index) = names::find(&self.header, &known.column) else { return Ok(None) };
        let Placeholders { column, .. } = known;
        Ok(Some(Dangling { named: Named::beside(path, column)?, column: column.clone(), index }))
    }

    /// Rows for the ids that this file has not, each with a line of its own after the last.
    fn placeholders(&mut self, dangling: &Dangling, lookups: &Lookups, report: &mut Report) -> Vec<Row> {
        let first = self.seen.next_row() + 1;
        let rows: Vec<_> = (first..)
            .zip(dangling.named.ids())
            .filter_map(|(line, id)| {
                let mut cells = vec![""; self.header.len()];
                cells[dangling.index] = id;
                report.rows += 1;
                self.shape.row(row::Cells { line, cells: &cells, is_placeholder: true }, lookups, report)
            })
            .collect();
        self.remarks.add(dangling.named.remarks(&dangling.column));
        rows
    }

    fn row(
        &mut self,
        record: &csv::ByteRecord,
        line: u64,
        lookups: &Lookups,
        report: &mut Report,
    ) -> Option<Row> {
        let mut cells = self.cells(record, line, report)?;
        self.shape.rules.apply(&mut cells);
        self.shape.row(row::Cells { line, cells: &cells, is_placeholder: false }, lookups, report)
    }

    /// The cells as text, if there are as many as the header has and all are text.
    fn cells<'a>(&self, record: &'a csv::ByteRecord, line: u64, report: &mut Report) -> Option<Vec<&'a str>> {
        if record.len() != self.header.len() {
            let few = if record.len() < self.header.len() {
                "too short (is the file cut off?)"
            } else {
                "too long"
            };
            report.add(Problem {
                line,
                column: None,
                field: None,
                message: format!(
                    "the row is {few}: it has {} and the header has {}",
                    problem::cells(record.len()),
                    self.header.len()
                ),
                value: None,
            });
            return None;
        }
        let mut cells = Vec::with_capacity(record.len());
        for (index, cell) in record.iter().enumerate() {
            match std::str::from_utf8(cell) {
                Ok(text) => cells.push(text),
                Err(cause) => {
                    let byte = cell.get(cause.valid_up_to()).copied();
                    report.add(Problem {
                        line,
                        column: Some(index + 1),
                        field: None,
                        message: decode::malformed(self.encoding, byte),
                        value: None,
                    });
                    return None;
                }
            }
        }
        Some(cells)
    }
}

/// Prepares to keep the rows, if they are to be kept.
fn keep(
    options: &Options,
    header: &[String],
    delimiter: u8,
    sources: &[Source],
    mark: Mark,
) -> Result<Option<Kept>> {
    let Some(cells) = options.keep else { return Ok(None) };
    let private = options.mapping.layout.as_deref().map_or(&[][..], |layout| &layout.private);
    let secrets = super::rejects::secrets(header, sources, private);
    let kept = Kept::begin(header, delimiter, cells, secrets, mark);
    kept.map(Some).map_err(|cause| Error::file("write temporary files in", tempfile::env::temp_dir(), cause))
}
