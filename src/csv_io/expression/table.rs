//! `lookup('units.csv')`: a file of two columns, what is looked up and what it becomes.

use std::collections::HashMap;
use std::path::Path;

use crate::csv_io::decode::Text;
use crate::csv_io::{decode, normal_code, preamble, unguard};

/// A file of two columns that has been read.
#[derive(Clone, Debug)]
pub(crate) struct Table {
    name: String,
    rows: HashMap<String, String>,
}

impl Table {
    /// Reads it; every row counts, there is no header.
    pub(super) fn read(folder: &Path, name: &str) -> Result<Self, String> {
        let failed = |cause: &dyn std::fmt::Display| format!("{name} cannot be read: {cause}");
        let path = folder.join(name);
        let file = std::fs::File::open(&path).map_err(|cause| match cause.kind() {
            std::io::ErrorKind::NotFound => format!("there is no file {}", path.display()),
            _ => failed(&cause),
        })?;
        let text = Text::begin(name, Box::new(file), None).map_err(|cause| failed(&cause))?;
        let encoding = text.encoding;
        let reader = csv::ReaderBuilder::new()
            .delimiter(preamble::find_delimiter(&text.beginning))
            .flexible(true)
            .has_headers(false)
            .from_reader(text.from(0));
        let mut table = Self { name: name.to_owned(), rows: HashMap::new() };
        for record in reader.into_byte_records() {
            let record = record.map_err(|cause| failed(&cause))?;
            if record.iter().all(|cell| cell.trim_ascii().is_empty()) {
                continue;
            }
            let line = record.position().map_or(0, csv::Position::line);
            table.add(&record).map_err(|message| {
                let message = message.unwrap_or_else(|| decode::malformed(encoding, None));
                format!("{name}:{line}: {message}")
            })?;
        }
        Ok(table)
    }

    /// Takes a row; what is wrong with it, or nothing for what is no text.
    fn add(&mut self, record: &csv::ByteRecord) -> Result<(), Option<String>> {
        let (Some(left), Some(right), 2) = (record.get(0), record.get(1), record.len()) else {
            return Err(Some(format!("the row has {} cells and not two", record.len())));
        };
        let text = |cell: &[u8]| {
            std::str::from_utf8(cell).map(|cell| unguard(cell.trim()).into_owned()).map_err(|_| None)
        };
        let (left, right) = (text(left)?, text(right)?);
        match self.rows.get(&normal_code(&left)) {
            Some(before) if *before != right => {
                return Err(Some(format!("{left} became {before} further up, and here it becomes {right}")));
            }
            _ => self.rows.insert(normal_code(&left), right),
        };
        Ok(())
    }

    /// The file's name, as told.
    pub(super) fn name(&self) -> &str {
        &self.name
    }

    /// What a value becomes.
    pub(super) fn get(&self, value: &str) -> Option<&str> {
        self.rows.get(&normal_code(value)).map(String::as_str)
    }
}
