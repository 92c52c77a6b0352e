//! The file of rejected rows: the file's own columns, and before them what is wrong, so that it can be corrected in a
//! spreadsheet and fed back (DESIGN §4).
//!
//! While a file is read its rows are kept as they are, without their secrets, in a [`Kept`] file that has no name; once
//! it is known which of them are bad, these are copied from there.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fs::File;
use std::io::{self, BufReader, BufWriter, Seek, Write};

use super::Problem;
use super::names;
use super::safe::{Cells, is_dangerous, unguard};
use super::source::{From, Source};
use crate::noun::{Content, normal_header};

/// The columns that `ct` puts before the file's own: the line that the row had, what is wrong, and which secrets were
/// taken out. An import passes over them, but for the last.
pub(super) const REMARKS: [&str; 3] = ["_line", "_error", BLANKED];

/// Tells which secret of the row was taken out: it is refused until it has one again.
pub(super) const BLANKED: &str = "_blanked";

/// What stands there of columns that a preset calls private: which ones is no secret, but long.
const PRIVATE: &str = "private";

/// The names of a header as they are looked up, without the mark of a spreadsheet, and where remarks stand in it. These
/// have no name: `Line` may be one of the file's own columns, and means that one.
pub(super) fn without_remarks(header: &[String]) -> (Vec<String>, Vec<usize>) {
    let remarks: Vec<_> =
        (0..header.len()).filter(|index| REMARKS.contains(&header[*index].trim())).collect();
    let name = |(index, name): (usize, &String)| match remarks.contains(&index) {
        true => String::new(),
        false => unguard(name).into_owned(),
    };
    (header.iter().enumerate().map(name).collect(), remarks)
}

/// A file's rows as they were, but for secrets; on the disk, without a name, so that nothing stays of it.
#[derive(Debug)]
pub struct Kept {
    rows: csv::Writer<BufWriter<File>>,
    header: Vec<String>,
    delimiter: u8,
    cells: Cells,
    /// The file's columns that hold secrets, with our name for each.
    secrets: Vec<(usize, &'static str)>,
    /// The file's columns that are remarks of an earlier run.
    remarks: Vec<usize>,
    /// Whether the copy begins with a byte order mark.
    mark: Mark,
}

/// Whether a file of rejected rows, which is UTF-8 whatever its rows were written in, begins with a byte order mark: so
/// that a spreadsheet reads it as it is, and a wrong `--encoding` that is given again is noticed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mark {
    /// The file had none, and was UTF-8.
    Without,
    /// The file had one, or was something else.
    With,
}

impl Kept {
    /// Begins to keep the rows of a file.
    ///
    /// # Errors
    /// If the system has no room for temporary files.
    pub(super) fn begin(
        header: &[String],
        delimiter: u8,
        cells: Cells,
        secrets: Vec<(usize, &'static str)>,
        mark: Mark,
    ) -> io::Result<Self> {
        let (_, remarks) = without_remarks(header);
        Ok(Self {
            rows: csv::WriterBuilder::new().flexible(true).from_writer(BufWriter::new(tempfile::tempfile()?)),
            header: header.to_vec(),
            delimiter,
            cells,
            remarks,
            secrets,
            mark,
        })
    }

    /// Our name for the secret that a cell is or may be. Where a row has too many or too few cells, nobody can tell which
    /// of them it is: all from the first that it could be on are taken for it.
    fn secret(&self, index: usize, cells: usize) -> Option<&'static str> {
        let astray = cells.abs_diff(self.header.len());
        let is_secret = |(secret, _): &&(usize, &str)| {
            *secret == index || (astray > 0 && index >= secret.saturating_sub(astray))
        };
        self.secrets.iter().find(is_secret).map(|(_, name)| *name)
    }

    /// Keeps a row.
    pub(super) fn keep(&mut self, line: u64, record: &csv::ByteRecord) -> io::Result<()> {
        let told = record.iter().enumerate().filter(|(_, cell)| !cell.is_empty());
        let mut blanked: Vec<_> = told.filter_map(|(index, _)| self.secret(index, record.len())).collect();
        blanked.dedup();
        // What an earlier run took out is still not there.
        let earlier = self.header.iter().position(|name| name.trim() == BLANKED);
        let earlier = earlier.and_then(|index| record.get(index)).unwrap_or_default();
        let told = if blanked.is_empty() { earlier.to_vec() } else { blanked.join(";").into_bytes() };
        self.rows.write_field(line.to_string()).map_err(plain)?;
        self.rows.write_field(told).map_err(plain)?;
        for (index, cell) in record.iter().enumerate() {
            if self.remarks.contains(&index) {
                continue;
            }
            let shown = if self.secret(index, record.len()).is_some() { b"" } else { cell };
            self.rows.write_field(shown).map_err(plain)?;
        }
        self.rows.write_record(None::<&[u8]>).map_err(plain)
    }

    /// Writes the rows with these problems, each as its line has them, in the order of the file; gives how many.
    ///
    /// # Errors
    /// If it cannot be read or written, such as on a full disk.
    pub fn write_rejects(&mut self, problems: &[Problem], out: &mut dyn Write) -> io::Result<u64> {
        let mut told: BTreeMap<u64, Vec<String>> = BTreeMap::new();
        for problem in problems {
            told.entry(problem.line).or_default().push(problem.remark());
        }
        self.rows.flush()?;
        let mut file: &File = self.rows.get_ref().get_ref();
        file.rewind()?;
        let mut reader = csv::ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .from_reader(BufReader::with_capacity(64 * 1024, file));
        if self.mark == Mark::With {
            out.write_all("\u{feff}".as_bytes())?;
        }
        let mut writer = csv::WriterBuilder::new().flexible(true).delimiter(self.delimiter).from_writer(out);
        let own = self.header.iter().enumerate().filter(|(index, _)| !self.remarks.contains(index));
        let header = REMARKS.into_iter().map(Cow::Borrowed).chain(own.map(|(_, name)| self.safe_text(name)));
        writer.write_record(header.map(|name| name.into_owned().into_bytes())).map_err(plain)?;
        let mut record = csv::ByteRecord::new();
        let mut count = 0;
        while reader.read_byte_record(&mut record).map_err(plain)? {
            let line = record.get(0).and_then(|cell| std::str::from_utf8(cell).ok()?.parse().ok());
            let Some(wrong) = line.and_then(|line: u64| told.get(&line)) else { continue };
            writer.write_field(&record[0]).map_err(plain)?;
            writer.write_field(wrong.join("; ")).map_err(plain)?;
            writer.write_field(&record[1]).map_err(plain)?;
            for cell in record.iter().skip(2) {
                writer.write_field(self.safe_bytes(cell)).map_err(plain)?;
            }
            writer.write_record(None::<&[u8]>).map_err(plain)?;
            count += 1;
        }
        writer.flush()?;
        // So that more could be kept, and it can be written once more.
        let mut file: &File = self.rows.get_ref().get_ref();
        file.seek(io::SeekFrom::End(0))?;
        Ok(count)
    }

    /// A cell that somebody else wrote, so that no spreadsheet runs it. What has a guard already keeps it; what is no
    /// text is left as it is.
    fn safe_bytes<'a>(&self, cell: &'a [u8]) -> Cow<'a, [u8]> {
        match std::str::from_utf8(cell).map(|text| self.safe_text(text)) {
            Ok(Cow::Owned(text)) => Cow::Owned(text.into_bytes()),
            _ => Cow::Borrowed(cell),
        }
    }

    fn safe_text<'a>(&self, text: &'a str) -> Cow<'a, str> {
        if self.cells == Cells::Guarded && is_dangerous(text) {
            Cow::Owned(format!("'{text}"))
        } else {
            Cow::Borrowed(text)
        }
    }
}

/// What the system said: within a `csv::Error` nobody would see that a disk is full.
fn plain(cause: csv::Error) -> io::Error {
    match cause.into_kind() {
        csv::ErrorKind::Io(cause) => cause,
        other => io::Error::other(format!("{other:?}")),
    }
}

/// The file's columns that hold a password and enter nothing else; also those that are called so and are left out, and
/// those that a preset calls private.
pub(super) fn secrets(
    header: &[String],
    sources: &[Source],
    private: &[String],
) -> Vec<(usize, &'static str)> {
    let private: Vec<_> = private.iter().filter_map(|name| names::find(header, name)).collect();
    let is_secret = |source: &&Source| matches!(source.column.content, Content::Secret);
    let uses = |source: &&Source, index: usize| match &source.from {
        From::Cell(at) => *at == index,
        From::Expression(expression) => expression.columns().contains(&index),
    };
    let is_called_so = |name: &str| {
        let words = normal_header(name);
        let has = |word: &str| words.split('_').any(|one| one.trim_matches(['[', ']']) == word);
        has("password") && !has("change") && !has("hash")
    };
    let name_of = |index: usize| {
        let mut users = sources.iter().filter(|source| uses(source, index)).peekable();
        let Some(first) = users.peek().map(|source| source.column.name) else {
            return match private.contains(&index) {
                true => Some(PRIVATE),
                false => is_called_so(&header[index]).then_some("password"),
            };
        };
        users.all(|source| is_secret(&source)).then_some(first)
    };
    (0..header.len()).filter_map(|index| Some((index, name_of(index)?))).collect()
}

#[cfg(test)]
mod tests {
    use super::{Kept, Mark};
    use crate::csv_io::{Cells, Problem};

    fn problem(line: u64, message: &str) -> Problem {
        Problem {
            line,
            column: None,
            field: Some("name".to_owned()),
            message: message.to_owned(),
            value: None,
        }
    }

    #[test]
    fn bad_rows_are_copied_without_secrets() {
        let header: Vec<String> = ["Mail", "_error", "Initial", "=x"].map(str::to_owned).into();
        let secrets = vec![(2, "password")];
        let mut kept = Kept::begin(&header, b';', Cells::Guarded, secrets, Mark::Without).unwrap();
        for (line, cells) in [
            (2, vec!["a@x.org", "old", "Secret-1", "=1+1"]),
            (3, vec!["b@x.org", "", "", "'=1+1"]),
            (5, vec!["c;d", "", "Secret-2"]),
        ] {
            kept.keep(line, &csv::ByteRecord::from(cells)).unwrap();
        }
        let problems = [problem(2, "is bad"), problem(2, "is worse"), problem(5, "is short")];
        let expected = "_line;_error;_blanked;Mail;Initial;'=x\n\
            2;\"name: is bad; name: is worse\";password;a@x.org;;'=1+1\n\
            5;name: is short;password;\"c;d\";\n";
        for _ in 0..2 {
            let mut out = Vec::new();
            assert_eq!(kept.write_rejects(&problems, &mut out).unwrap(), 2);
            assert_eq!(String::from_utf8(out).unwrap(), expected);
        }
    }

    #[test]
    fn a_password_in_the_wrong_column_is_taken_out_too() {
        let header: Vec<String> = ["email", "name", "title", "password", "phone"].map(str::to_owned).into();
        let secrets = vec![(3, "password")];
        let mut kept = Kept::begin(&header, b',', Cells::Guarded, secrets, Mark::With).unwrap();
        for (line, cells) in [
            (2, vec!["a@x.org", "A", "Clerk", "B.A.", "Secret-1", "5"]),
            (3, vec!["b@x.org", "Secret-2", "5"]),
            (4, vec!["c@x.org", "C"]),
        ] {
            kept.keep(line, &csv::ByteRecord::from(cells)).unwrap();
        }
        let mut out = Vec::new();
        kept.write_rejects(&[2, 3, 4].map(|line| problem(line, "is astray")), &mut out).unwrap();
        let expected = "\u{feff}_line,_error,_blanked,email,name,title,password,phone\n\
            2,name: is astray,password,a@x.org,A,,,,\n\
            3,name: is astray,password,b@x.org,,\n\
            4,name: is astray,password,,\n";
        assert_eq!(String::from_utf8(out).unwrap(), expected);
    }
}
