//! Reads a file of rows: decodes, matches the header, checks every cell, and hands good rows on.

use std::io::{self, Cursor, Read};
use std::path::PathBuf;

use super::digest::Digest;
use super::header::{Mapping, Source, Sources, advice, match_header};
use super::rejects::{BLANKED, Kept};
use super::watch::{OpenQuote, Shared, Watch};
use super::{Problem, unguard};
use crate::noun::{Cell, Column, Content, Field, Lookups, Noun, Parsed, normal_header, parse};
use crate::password::Secret;
use crate::{Error, Result};

/// How much of a file is read to find its header.
const BEGINNING: u64 = 1024 * 1024;

/// How many problems are kept to be told; further ones are counted.
pub const PROBLEMS_KEPT: usize = 10_000;

/// How a value at fault is cut to be shown.
const VALUE_SHOWN: usize = 60;

/// How to read a file.
#[derive(Clone, Debug)]
pub struct Options {
    /// The file's name, for messages; `-` is standard input.
    pub name: String,
    /// What separates the columns; none: found from the header.
    pub delimiter: Option<u8>,
    /// How the file's columns become ours.
    pub mapping: Mapping,
    /// The word that empties a field.
    pub null: String,
    /// Whether the rows are kept, so that bad ones can be written to a file of rejected rows; with cells that a
    /// spreadsheet would run left as they are, or not.
    pub keep: Option<Cells>,
    /// Stop after so many bad rows; none: read all.
    pub most_bad: Option<u64>,
    /// Whether passwords are generated for rows without one: also for those whose password was taken out of a file of
    /// rejected rows.
    pub generates: bool,
}

/// How cells are written that a spreadsheet would take for formulas.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Cells {
    /// With a `'` before them, which an import takes off.
    #[default]
    Guarded,
    /// As they are (`--raw`).
    Raw,
}

/// A row with what is good of it as far as the file tells: a cell that is wrong is in the report, and its field is kept.
#[derive(Debug)]
pub struct Row {
    /// Its line.
    pub line: u64,
    /// The normal form of its key.
    pub key: String,
    /// What waits to be written, for the staged columns in their order.
    pub fields: Vec<Field>,
    /// Its password.
    pub secret: Option<Secret>,
    /// What is expected to become of it: `{action, change, inactive}` as a saved plan has it.
    pub expected: Option<serde_json::Value>,
}

/// What reading a file came to.
#[derive(Debug, Default)]
pub struct Report {
    /// How many rows there were, good and bad.
    pub rows: u64,
    /// What is wrong, in the order of the file; the first [`PROBLEMS_KEPT`].
    pub problems: Vec<Problem>,
    /// How many problems there were.
    pub total: u64,
    /// The lines of the bad rows, in the order of the file.
    pub bad: Vec<u64>,
    /// Whether what comes after the last problem was not read: a quote never closes, or there were too many bad rows.
    pub is_cut_short: bool,
    /// The rows as they were, if they were to be kept.
    pub kept: Option<Kept>,
    /// The SHA-256 of the file's bytes; none if it was not read to its end.
    pub digest: Option<[u8; 32]>,
}

impl Report {
    /// Adds a problem, or counts it if there are too many already. With the rows themselves their problems are kept too.
    pub fn add(&mut self, problem: Problem) {
        self.total += 1;
        if self.bad.last() != Some(&problem.line) {
            self.bad.push(problem.line);
        }
        if self.problems.len() < PROBLEMS_KEPT || self.kept.is_some() {
            self.problems.push(problem);
        }
    }
}

/// A file whose header has been read.
pub struct File {
    noun: &'static Noun,
    options: Options,
    sources: Sources,
    width: usize,
    reader: csv::Reader<Watch<Box<dyn Read + Send>>>,
    seen: Shared,
    digest: Digest,
    kept: Option<Kept>,
    /// The column in which a file of rejected rows tells that it had a password.
    blanked: Option<usize>,
    /// What separates its columns.
    pub delimiter: u8,
}

/// Opens a file, or standard input for `-`.
///
/// # Errors
/// [`Error::File`]; a folder and the like are told too.
pub fn open(name: &str) -> Result<Box<dyn Read + Send>> {
    if name == "-" {
        return Ok(Box::new(io::stdin()));
    }
    let path = PathBuf::from(name);
    let file = std::fs::File::open(&path).map_err(|cause| unreadable(&path, cause))?;
    if file.metadata().is_ok_and(|about| about.is_dir()) {
        return Err(Error::bad_input(format!("{name} is a folder"), "name a CSV file in it"));
    }
    Ok(Box::new(file))
}

fn unreadable(path: &std::path::Path, cause: io::Error) -> Error {
    if cause.kind() == io::ErrorKind::NotFound {
        return Error::bad_input(
            format!("there is no file {}", path.display()),
            "look at its name and folder",
        );
    }
    Error::file("read", path, cause)
}

impl File {
    /// Reads the beginning of a file and matches its header.
    ///
    /// # Errors
    /// [`Error::BadInput`] if it is empty or no text; [`Error::BadRows`] with everything that is wrong with the header.
    pub fn begin(noun: &'static Noun, input: Box<dyn Read + Send>, options: Options) -> Result<Self> {
        let digest = Digest::default();
        let mut input = digest.watch(input);
        let mut beginning = Vec::new();
        let failed = |cause| Error::file("read", &options.name, cause);
        // Enough for the header: one line is not read alone, since a quoted name may hold a line break.
        input.by_ref().take(BEGINNING).read_to_end(&mut beginning).map_err(failed)?;
        let start = if beginning.starts_with(b"\xEF\xBB\xBF") { 3 } else { 0 };
        require_text(&options.name, &beginning[start..])?;
        let delimiter = options.delimiter.unwrap_or_else(|| find_delimiter(&beginning[start..]));
        beginning.drain(..start);
        let whole: Box<dyn Read + Send> = Box::new(Cursor::new(beginning).chain(input));
        let (watch, seen) = Watch::new(whole, delimiter);
        let mut reader = csv::ReaderBuilder::new()
            .delimiter(delimiter)
            .flexible(true)
            .has_headers(false)
            .from_reader(watch);
        let mut record = csv::ByteRecord::new();
        let some = reader.read_byte_record(&mut record).map_err(|cause| broken(&options.name, cause))?;
        if !some {
            return Err(empty(&options.name));
        }
        seen.next_row();
        let header = decode_header(&options.name, &record)?;
        let sources = match_header(noun, &header, &options.mapping).map_err(|problems| Error::BadRows {
            file: options.name.clone(),
            rows: 0,
            total: problems.len() as u64,
            problems,
            rejects: None,
            hint: Some(advice(noun)),
        })?;
        let kept = keep(&options, &header, delimiter, &sources)?;
        let blanked = header.iter().position(|name| name.trim() == BLANKED);
        let width = header.len();
        Ok(Self { noun, options, sources, width, reader, seen, digest, kept, blanked, delimiter })
    }

    /// Our columns that the file tells, in the noun's order.
    #[must_use]
    pub fn columns(&self) -> Vec<&'static Column> {
        self.sources.iter().map(|(column, _)| *column).collect()
    }

    /// In which of the file's columns, from 1, each of ours stands; what is computed stands in none.
    #[must_use]
    pub fn positions(&self) -> Vec<(&'static str, usize)> {
        let position = |(column, source): &(&'static Column, Source)| match source {
            Source::Cell(index) => Some((column.name, index + 1)),
            Source::Template(_) => None,
        };
        self.sources.iter().filter_map(position).collect()
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
        loop {
            match self.reader.read_byte_record(&mut record) {
                Ok(true) => {}
                Ok(false) => break,
                Err(cause) => match open_quote(&cause) {
                    Some(line) => {
                        report.add(Problem {
                            line,
                            column: None,
                            field: None,
                            message: "a quote opens here and never closes".to_owned(),
                            value: None,
                        });
                        report.rows += 1;
                        report.is_cut_short = true;
                        break;
                    }
                    None => return Err(broken(&self.options.name, cause)),
                },
            }
            let line = self.seen.next_row();
            if record.iter().all(|cell| cell.trim_ascii().is_empty()) {
                continue;
            }
            report.rows += 1;
            if let Some(kept) = &mut report.kept {
                kept.keep(line, &record)
                    .map_err(|cause| Error::file("keep the rows of", &self.options.name, cause))?;
            }
            if let Some(row) = self.row(&record, line, lookups, &mut report) {
                portion.push(row);
                if portion.len() == PORTION
                    && !take(std::mem::replace(&mut portion, Vec::with_capacity(PORTION)))
                {
                    return Ok(report);
                }
            }
            if self.options.most_bad.is_some_and(|most| report.bad.len() as u64 > most) {
                report.is_cut_short = true;
                return Ok(report);
            }
        }
        report.digest = (!report.is_cut_short).then(|| self.digest.value());
        if report.rows == 0 {
            return Err(Error::bad_input(
                format!("{} has a header and no rows", self.options.name),
                "nothing was read: is it the right file?",
            ));
        }
        if !portion.is_empty() {
            take(portion);
        }
        Ok(report)
    }

    fn row(
        &self,
        record: &csv::ByteRecord,
        line: u64,
        lookups: &Lookups,
        report: &mut Report,
    ) -> Option<Row> {
        let cells = self.cells(record, line, report)?;
        let mut row = Row { line, key: String::new(), fields: Vec::new(), secret: None, expected: None };
        for (column, source) in &self.sources {
            let (text, index) = match source {
                Source::Cell(index) => (cells[*index].to_owned(), Some(*index)),
                Source::Template(template) => (template.fill(&trimmed(&cells)), None),
            };
            let cell = cell(column, &text, &self.options.null);
            match parse(column, &cell, lookups) {
                Ok(Parsed::Fields(fields)) => {
                    if column.name == self.noun.key().name {
                        match &fields[1] {
                            Field::Text(key) => row.key.clone_from(key),
                            _ => report.add(problem(line, index, column, "every row needs it", "")),
                        }
                    }
                    row.fields.extend(fields);
                }
                Ok(Parsed::Secret(secret)) => {
                    if secret.is_none() && !self.options.generates && self.was_blanked(&cells) {
                        let message = "was taken out of this file of rejected rows: fill it in again, or give --passwords-out";
                        report.add(problem(line, index, column, message, ""));
                    }
                    row.secret = secret;
                }
                Err(mistake) => {
                    report.add(problem(line, index, column, &mistake.message(), &text));
                    row.fields.extend(column.staged().iter().map(|_| Field::Keep));
                }
            }
        }
        // With other mistakes too it waits to be checked, so that the database's problems with it are told as well.
        (!row.key.is_empty()).then_some(row)
    }

    /// Whether the row comes from a file of rejected rows that its password was taken out of.
    fn was_blanked(&self, cells: &[&str]) -> bool {
        self.blanked.is_some_and(|index| !cells[index].trim().is_empty())
    }

    /// The cells as text, if there are as many as the header has and all are UTF-8.
    fn cells<'a>(&self, record: &'a csv::ByteRecord, line: u64, report: &mut Report) -> Option<Vec<&'a str>> {
        if record.len() != self.width {
            let few = if record.len() < self.width { "too short (is the file cut off?)" } else { "too long" };
            report.add(Problem {
                line,
                column: None,
                field: None,
                message: format!(
                    "the row is {few}: it has {} cells and the header has {}",
                    record.len(),
                    self.width
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
                    let byte = cell.get(cause.valid_up_to()).copied().unwrap_or_default();
                    report.add(Problem {
                        line,
                        column: Some(index + 1),
                        field: None,
                        message: format!("is no UTF-8: byte 0x{byte:02X}; save the file as UTF-8"),
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
fn keep(options: &Options, header: &[String], delimiter: u8, sources: &Sources) -> Result<Option<Kept>> {
    let Some(cells) = options.keep else { return Ok(None) };
    let kept = Kept::begin(header, delimiter, cells == Cells::Raw, secrets(header, sources));
    kept.map(Some).map_err(|cause| Error::file("keep the rows of", &options.name, cause))
}

/// The file's columns that hold a secret and nothing else that we read; and one that is called so and is left out.
fn secrets(header: &[String], sources: &Sources) -> Vec<(usize, &'static str)> {
    let is_secret = |column: &Column| column.content == Content::Secret;
    let uses = |source: &Source, index: usize| match source {
        Source::Cell(at) => *at == index,
        Source::Template(template) => template.columns().any(|used| used == index),
    };
    let name_of = |index: usize| {
        let users: Vec<_> = sources.iter().filter(|(_, source)| uses(source, index)).collect();
        if users.is_empty() {
            return (normal_header(&header[index]) == "password").then_some("password");
        }
        users.iter().all(|(column, _)| is_secret(column)).then(|| users[0].0.name)
    };
    (0..header.len()).filter_map(|index| Some((index, name_of(index)?))).collect()
}

fn trimmed<'a>(cells: &[&'a str]) -> Vec<&'a str> {
    cells.iter().map(|cell| cell.trim()).collect()
}

/// What a cell says: nothing, empty it, or a value. A password is taken as it is.
fn cell(column: &Column, text: &str, null: &str) -> Cell {
    if column.content == Content::Secret {
        return if text.is_empty() { Cell::Keep } else { Cell::Value(text.to_owned()) };
    }
    match text.trim() {
        "" => Cell::Keep,
        word if word == null => Cell::Clear,
        text => Cell::Value(unguard(text).into_owned()),
    }
}

fn problem(line: u64, index: Option<usize>, column: &Column, message: &str, text: &str) -> Problem {
    let secret = column.content == Content::Secret;
    let mut value: String = text.chars().take(VALUE_SHOWN).collect();
    if text.chars().count() > VALUE_SHOWN {
        value.push('…');
    }
    Problem {
        line,
        column: index.map(|index| index + 1),
        field: Some(column.name.to_owned()),
        message: message.to_owned(),
        value: (!secret && !value.is_empty()).then_some(value),
    }
}

fn require_text(name: &str, beginning: &[u8]) -> Result<()> {
    if beginning.iter().all(u8::is_ascii_whitespace) {
        return Err(empty(name));
    }
    if beginning.starts_with(b"\xFF\xFE") || beginning.starts_with(b"\xFE\xFF") {
        return Err(Error::bad_input(
            format!("{name} is UTF-16"),
            "save it as UTF-8 (in PowerShell: Export-Csv -Encoding utf8)",
        ));
    }
    if beginning.starts_with(b"PK\x03\x04") {
        return Err(Error::bad_input(
            format!("{name} is a spreadsheet or a zip file, no CSV"),
            "save it as CSV UTF-8",
        ));
    }
    Ok(())
}

fn empty(name: &str) -> Error {
    Error::bad_input(format!("{name} is empty"), "a CSV file begins with a header; --template prints one")
}

/// The separator that the header has most of, outside quotes.
fn find_delimiter(beginning: &[u8]) -> u8 {
    let mut quoted = false;
    let mut counts = [(b',', 0), (b';', 0), (b'\t', 0)];
    for byte in beginning.iter().skip_while(|byte| matches!(byte, b'\n' | b'\r')) {
        match byte {
            b'"' => quoted = !quoted,
            b'\n' | b'\r' if !quoted => break,
            byte if !quoted => {
                for (delimiter, count) in &mut counts {
                    *count += usize::from(delimiter == byte);
                }
            }
            _ => {}
        }
    }
    // The first of equals: a header of one column has none of any.
    counts.iter().rev().max_by_key(|(_, count)| *count).map_or(b',', |(delimiter, _)| *delimiter)
}

fn decode_header(name: &str, record: &csv::ByteRecord) -> Result<Vec<String>> {
    record
        .iter()
        .map(|cell| String::from_utf8(cell.to_vec()))
        .collect::<std::result::Result<Vec<_>, _>>()
        .map_err(|_| Error::bad_input(format!("the header of {name} is no UTF-8"), "save the file as UTF-8"))
}

fn open_quote(cause: &csv::Error) -> Option<u64> {
    let csv::ErrorKind::Io(cause) = cause.kind() else { return None };
    Some(cause.get_ref()?.downcast_ref::<OpenQuote>()?.line)
}

fn broken(name: &str, cause: csv::Error) -> Error {
    if let Some(line) = open_quote(&cause) {
        return Error::bad_input(
            format!("{name}:{line}: a quote opens here and never closes"),
            "close it, or double the quotes that belong to the text",
        );
    }
    match cause.into_kind() {
        csv::ErrorKind::Io(cause) => Error::file("read", name, cause),
        other => Error::BadInput { message: format!("{name}: {other:?}"), hint: None },
    }
}
