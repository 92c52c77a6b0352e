//! `id`: one numeric id a line, for a shell's loop.

use std::io::{self, Write};

use super::sheet::Rows;
use crate::record::Record;

/// Ids under way.
pub(crate) struct Ids<'a> {
    out: &'a mut dyn Write,
}

impl<'a> Ids<'a> {
    pub(crate) fn begin(out: &'a mut dyn Write) -> Self {
        Self { out }
    }
}

impl Rows for Ids<'_> {
    fn row(&mut self, record: &Record) -> io::Result<()> {
        writeln!(self.out, "{}", record.id)
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
    fn ids_only() {
        assert_eq!(shown(Format::Id, &HEADINGS, &[]), "");
        assert_eq!(shown(Format::Id, &HEADINGS, &strange()), "1\n2\n3\n4\n5\n6\n7\n8\n9\n");
    }
}
