//! `jsonl`: one JSON object a line.

use std::io::{self, Write};

use super::json::write_json;
use super::sheet::Rows;
use crate::record::{Heading, Record};

/// Lines under way.
pub(crate) struct Lines<'a> {
    out: &'a mut dyn Write,
    headings: &'a [Heading],
}

impl<'a> Lines<'a> {
    pub(crate) fn begin(out: &'a mut dyn Write, headings: &'a [Heading]) -> Self {
        Self { out, headings }
    }
}

impl Rows for Lines<'_> {
    fn row(&mut self, record: &Record) -> io::Result<()> {
        write_json(&mut *self.out, &record.under(self.headings))?;
        self.out.write_all(b"\n")
    }

    fn end(&mut self) -> io::Result<usize> {
        self.out.flush()?;
        Ok(0)
    }
}

#[cfg(test)]
mod tests {
    use crate::output::Format;
    use crate::output::test_data::{HEADINGS, shown, strange};

    #[test]
    fn nothing_is_nothing() {
        assert_eq!(shown(Format::Jsonl, &HEADINGS, &[]), "");
    }

    #[test]
    fn each_line_is_an_object() {
        let lines = shown(Format::Jsonl, &HEADINGS, &strange());
        assert_eq!(lines.lines().count(), strange().len());
        for (line, record) in lines.lines().zip(strange()) {
            let object: serde_json::Value = serde_json::from_str(line).unwrap();
            assert_eq!(object, serde_json::to_value(record.under(&HEADINGS)).unwrap());
        }
    }
}
