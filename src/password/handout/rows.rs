//! Rows of CSV through a buffer that is wiped.

use std::fmt;
use std::io::{self, Write};

use zeroize::{Zeroize, Zeroizing};

const ROOM: usize = 64 * 1024;
const HEADER: &[u8] = b"email,name,password,expires_at\n";

/// Writes CSV: a header, then rows; comma, LF, quotes where they are needed.
///
/// The crate `csv` would do it too, but leaves what it has written in its buffer's memory.
pub(super) struct Rows<W> {
    sink: W,
    /// Never grows past its first room: growing would leave an unwiped copy.
    buffer: Zeroizing<Vec<u8>>,
    written: u64,
    /// After a failure nobody knows what has been written, so nothing more is.
    failed: bool,
}

impl<W: Write> Rows<W> {
    pub(super) fn new(sink: W) -> Self {
        let mut buffer = Zeroizing::new(Vec::with_capacity(ROOM));
        buffer.extend_from_slice(HEADER);
        Self { sink, buffer, written: 0, failed: false }
    }

    pub(super) const fn sink(&self) -> &W {
        &self.sink
    }

    pub(super) fn write(&mut self, cells: [&str; 4]) -> io::Result<()> {
        for (index, cell) in cells.into_iter().enumerate() {
            if index > 0 {
                self.put(b",")?;
            }
            self.put_cell(cell)?;
        }
        self.put(b"\n")?;
        self.written += 1;
        Ok(())
    }

    pub(super) const fn written(&self) -> u64 {
        self.written
    }

    /// The sink; what has not been [flushed](Self::flush) is lost.
    pub(super) fn into_sink(self) -> W {
        self.sink
    }

    fn put_cell(&mut self, cell: &str) -> io::Result<()> {
        let prefix = if needs_prefix(cell) { "'" } else { "" };
        if !cell.contains([',', '"', '\n', '\r']) {
            self.put(prefix.as_bytes())?;
            return self.put(cell.as_bytes());
        }
        self.put(b"\"")?;
        self.put(prefix.as_bytes())?;
        for (index, part) in cell.split('"').enumerate() {
            if index > 0 {
                self.put(b"\"\"")?;
            }
            self.put(part.as_bytes())?;
        }
        self.put(b"\"")
    }

    fn put(&mut self, mut bytes: &[u8]) -> io::Result<()> {
        while !bytes.is_empty() {
            if self.buffer.len() >= ROOM {
                self.flush()?;
            }
            let fit = bytes.len().min(ROOM - self.buffer.len());
            let (now, later) = bytes.split_at(fit);
            self.buffer.extend_from_slice(now);
            bytes = later;
        }
        Ok(())
    }

    /// Hands to the sink all that waits.
    pub(super) fn flush(&mut self) -> io::Result<()> {
        if self.failed {
            return Err(io::Error::other("an earlier part could not be written"));
        }
        let done = self.sink.write_all(&self.buffer);
        self.failed = done.is_err();
        self.buffer.zeroize();
        done
    }
}

#[cfg(test)]
impl Rows<crate::sealed::Draft> {
    pub(super) fn fill_disk(&mut self) {
        self.sink.fill_disk();
    }
}

/// What a spreadsheet would run, and what an import of `ct` would not take for plain text (its own prefix, its word for
/// an empty field).
fn needs_prefix(cell: &str) -> bool {
    cell.starts_with(['=', '+', '-', '@', '\t', '\r', '\'']) || cell == "NULL"
}

impl<W> fmt::Debug for Rows<W> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Rows").field("written", &self.written).finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use std::fs::File;

    use proptest::prelude::*;

    use super::*;

    fn finish(mut rows: Rows<Vec<u8>>) -> Vec<u8> {
        rows.flush().unwrap();
        rows.into_sink()
    }

    fn written(cells: [&str; 4]) -> String {
        let mut rows = Rows::new(Vec::new());
        rows.write(cells).unwrap();
        let text = String::from_utf8(finish(rows)).unwrap();
        text.strip_prefix("email,name,password,expires_at\n").unwrap().to_owned()
    }

    #[test]
    fn quotes_and_prefixes() {
        let table = [
            ("Ann Lee", "Ann Lee"),
            ("Lee, Ann", "\"Lee, Ann\""),
            ("Ann \"A\" Lee", "\"Ann \"\"A\"\" Lee\""),
            ("\"", "\"\"\"\""),
            ("Ann\nLee", "\"Ann\nLee\""),
            ("=1+1", "'=1+1"),
            ("+1", "'+1"),
            ("-Ann", "'-Ann"),
            ("@Ann", "'@Ann"),
            ("\tAnn", "'\tAnn"),
            ("\rAnn", "\"'\rAnn\""),
            ("=1,1", "\"'=1,1\""),
            ("'t Hooft", "''t Hooft"),
            ("O'Neil", "O'Neil"),
            ("NULL", "'NULL"),
            ("", ""),
        ];
        for (name, cell) in table {
            assert_eq!(written(["a@example.org", name, "p", ""]), format!("a@example.org,{cell},p,\n"));
        }
    }

    #[test]
    fn a_full_disk_shows_and_stays_so() {
        let mut rows = Rows::new(File::options().write(true).open("/dev/full").unwrap());
        let long = "a".repeat(1000);
        let error = loop {
            if let Err(error) = rows.write(["a@example.org", &long, "p", ""]) {
                break error;
            }
        };
        assert_eq!(error.kind(), io::ErrorKind::StorageFull);
        assert!(rows.written() >= 60);
        assert!(rows.buffer.is_empty());
        assert!(rows.flush().is_err());
    }

    #[test]
    fn the_buffer_never_moves() {
        let mut rows = Rows::new(io::sink());
        let place = rows.buffer.as_ptr();
        let long = "\"".repeat(3 * ROOM);
        rows.write([&long, &long, &long, &long]).unwrap();
        assert_eq!(rows.buffer.as_ptr(), place);
        assert_eq!(rows.buffer.capacity(), ROOM);
    }

    proptest! {
        #[test]
        fn csv_reads_it_again(all in prop::collection::vec(any::<[String; 4]>(), 0..20)) {
            let mut rows = Rows::new(Vec::new());
            for cells in &all {
                rows.write(cells.each_ref().map(String::as_str)).unwrap();
            }
            prop_assert_eq!(rows.written(), all.len() as u64);
            let bytes = finish(rows);
            let mut reader = csv::ReaderBuilder::new().terminator(csv::Terminator::Any(b'\n')).from_reader(&bytes[..]);
            let read: Vec<csv::StringRecord> = reader.records().map(|record| record.unwrap()).collect();
            // A row of nothing but an empty cell would be skipped; four cells never are.
            prop_assert_eq!(read.len(), all.len());
            for (record, cells) in read.iter().zip(&all) {
                for (cell, text) in record.iter().zip(cells) {
                    let prefixed = needs_prefix(text);
                    prop_assert_eq!(if prefixed { &cell[1..] } else { cell }, text);
                    prop_assert_eq!(cell.starts_with('\''), prefixed);
                }
            }
        }
    }
}
