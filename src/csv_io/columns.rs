//! Reads some columns of a small file that is no noun's: as text, each row with its line.

use super::decode::{self, Text};
use super::open::{broken, empty, open};
use super::problem;
use super::safe::unguard;
use super::watch::Watch;
use super::{Problem, preamble};
use crate::noun::normal_header;
use crate::{Error, Result};

/// What a row says in these columns, and its line as an editor counts it.
pub type Line<const N: usize> = (u64, [String; N]);

/// Reads these columns of a file, in this order; others are passed over, and blank rows too. `-` is standard input.
///
/// # Errors
/// [`Error::File`]; [`Error::BadInput`] if it is no such file; [`Error::BadRows`] with every row that is no text, or too short
/// or too long.
pub fn columns<const N: usize>(name: &str, wanted: [&str; N]) -> Result<Vec<Line<N>>> {
    let text = Text::begin(name, open(name)?, None)?;
    let found = preamble::skip(&text.beginning, &[]);
    let beginning = &text.beginning[found.start..];
    if beginning.iter().all(u8::is_ascii_whitespace) {
        return Err(empty(name, None));
    }
    let delimiter = found.delimiter.unwrap_or_else(|| preamble::find_delimiter(beginning));
    let encoding = text.encoding;
    let (watch, seen) = Watch::new(text.from(found.start), delimiter, found.lines + 1);
    let mut reader =
        csv::ReaderBuilder::new().delimiter(delimiter).flexible(true).has_headers(false).from_reader(watch);
    let mut record = csv::ByteRecord::new();
    reader.read_byte_record(&mut record).map_err(|cause| broken(name, cause))?;
    let header = decode::header(name, &record, encoding)?;
    let places = places(name, seen.next_row(), &header, wanted)?;
    let (mut lines, mut problems, mut rows) = (Vec::new(), Vec::new(), 0);
    while reader.read_byte_record(&mut record).map_err(|cause| broken(name, cause))? {
        let line = seen.next_row();
        if record.iter().all(|cell| cell.trim_ascii().is_empty()) {
            continue;
        }
        rows += 1;
        let cells = places.map(|place| std::str::from_utf8(record.get(place).unwrap_or_default()));
        let message = if record.len() != header.len() {
            format!("the row has {} and the header has {}", problem::cells(record.len()), header.len())
        } else if cells.iter().any(std::result::Result::is_err) {
            decode::malformed(encoding, None)
        } else {
            lines.push((line, cells.map(|cell| unguard(cell.unwrap_or_default().trim()).into_owned())));
            continue;
        };
        problems.push(Problem { line, column: None, field: None, message, value: None });
    }
    if problems.is_empty() {
        return Ok(lines);
    }
    let total = problems.len() as u64;
    Err(Error::BadRows { file: name.to_owned(), rows, problems, total, rejects: None, hint: None })
}

/// Where each of these stands in the header.
fn places<const N: usize>(name: &str, line: u64, header: &[String], wanted: [&str; N]) -> Result<[usize; N]> {
    let find = |column: &str| header.iter().position(|told| normal_header(told) == column);
    let found = wanted.map(find);
    if let Some(missing) = found.iter().position(Option::is_none) {
        return Err(Error::bad_input(
            format!("{name}:{line}: there is no column {}", wanted[missing]),
            format!("its first row names its columns: {}", wanted.join(",")),
        ));
    }
    Ok(found.map(Option::unwrap_or_default))
}
