//! Ids that other files of a folder name and the file itself has not.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use super::decode::Text;
use super::{names, preamble, unguard};
use crate::{Error, Result};

/// An id longer than this is none.
const LONGEST_ID: usize = 100;

/// So many ids are told one by one.
const REMARKS: usize = 100;

/// The ids that other files name: which files, and in how many rows.
#[derive(Debug, Default)]
pub(super) struct Named(BTreeMap<String, BTreeMap<String, u64>>);

impl Named {
    /// Reads one column of every CSV file that lies beside this one. What is no text is no business of ours, nor is a row
    /// of another width than the header: of one that was cut short the id may be cut too, and would stand for nobody.
    ///
    /// # Errors
    /// [`Error::File`].
    pub(super) fn beside(file: &Path, column: &str) -> Result<Self> {
        let mut named = Self::default();
        let folder = file.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        let entries = fs::read_dir(folder).map_err(|cause| Error::file("read", folder, cause))?;
        let mut others: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
        others.sort();
        for other in others {
            let is_csv = other.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("csv"));
            if is_csv && other.file_name() != file.file_name() && other.is_file() {
                named.read(&other, column)?;
            }
        }
        Ok(named)
    }

    fn read(&mut self, path: &Path, column: &str) -> Result<()> {
        let name = path.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned());
        let file = fs::File::open(path).map_err(|cause| Error::file("read", path, cause))?;
        // A spreadsheet that is only called so names nobody.
        let Ok(text) = Text::begin(&name, Box::new(file), None) else { return Ok(()) };
        let found = preamble::skip(&text.beginning, &[]);
        let delimiter =
            found.delimiter.unwrap_or_else(|| preamble::find_delimiter(&text.beginning[found.start..]));
        let mut reader = csv::ReaderBuilder::new()
            .delimiter(delimiter)
            .flexible(true)
            .has_headers(false)
            .from_reader(text.from(found.start));
        let mut record = csv::ByteRecord::new();
        let mut next = |record: &mut csv::ByteRecord| {
            reader.read_byte_record(record).map_err(|cause| match cause.into_kind() {
                csv::ErrorKind::Io(cause) => Error::file("read", path, cause),
                other => Error::BadInput { message: format!("{name}: {other:?}"), hint: None },
            })
        };
        if !next(&mut record)? {
            return Ok(());
        }
        let header: Vec<String> =
            record.iter().map(|cell| String::from_utf8_lossy(cell).into_owned()).collect();
        let Some(index) = names::find(&header, column) else { return Ok(()) };
        while next(&mut record)? {
            if record.len() != header.len() {
                continue;
            }
            let cell = record.get(index).and_then(|cell| std::str::from_utf8(cell).ok()).unwrap_or_default();
            let id = unguard(cell.trim());
            if !id.is_empty() && id.len() <= LONGEST_ID && !id.contains(char::is_control) {
                match self.0.get_mut(id.as_ref()) {
                    Some(files) => *files.entry(name.clone()).or_default() += 1,
                    None => {
                        self.0.insert(id.into_owned(), BTreeMap::from([(name.clone(), 1)]));
                    }
                }
            }
        }
        Ok(())
    }

    /// The file itself has it.
    pub(super) fn is_there(&mut self, id: &str) {
        if !self.0.is_empty() {
            self.0.remove(id);
        }
    }

    /// The ids that are left.
    pub(super) fn ids(&self) -> impl Iterator<Item = &str> {
        self.0.keys().map(String::as_str)
    }

    /// What is said of each.
    pub(super) fn remarks(&self, column: &str) -> Vec<String> {
        let told = self.0.iter().map(|(id, files)| {
            let places: Vec<_> =
                files
                    .iter()
                    .map(|(file, rows)| {
                        if *rows == 1 { format!("1 row of {file}") } else { format!("{rows} rows of {file}") }
                    })
                    .collect();
            format!("{column} {id} is not in the file, and stands in {}", places.join(", "))
        });
        let mut remarks: Vec<String> = told.take(REMARKS).collect();
        if let Some(more) = self.0.len().checked_sub(REMARKS).filter(|more| *more > 0) {
            remarks.push(format!("{more} more of {column} are not in the file"));
        }
        remarks
    }
}

/// What other files name, and in which of this file's columns such ids stand.
pub(super) struct Dangling {
    pub(super) named: Named,
    pub(super) column: String,
    pub(super) index: usize,
}

impl Dangling {
    pub(super) fn is_there(&mut self, record: &csv::ByteRecord) {
        let cell = record.get(self.index).map(String::from_utf8_lossy).unwrap_or_default();
        let id = unguard(cell.trim());
        self.named.is_there(&id);
    }
}

#[cfg(test)]
mod tests {
    use super::Named;

    #[test]
    fn rows_that_were_cut_short_name_nobody() {
        let folder = tempfile::tempdir().unwrap();
        let files = [
            ("User.csv", "UserID\n1\n"),
            ("Enrollment.csv", "EnrollmentID,UserID,ExportID\n1,777,E\n2,778,E\n3,88"),
            ("Exit.csv", "ExitID,UserID,ExportID\n\"1\",\"777\",\"E\"\n\"2\",\"9"),
            ("Services.csv", "ServicesID,UserID,ExportID\n1,one,more,E\n"),
        ];
        for (name, text) in files {
            std::fs::write(folder.path().join(name), text).unwrap();
        }
        let named = Named::beside(&folder.path().join("User.csv"), "UserID").unwrap();
        assert_eq!(named.ids().collect::<Vec<_>>(), ["777", "778"]);
    }
}
