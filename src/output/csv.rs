//! `csv`: a header, always, and a line for each row; what `export` writes and `import` reads.

use std::io::{self, Write};

use super::sheet::Rows;
use crate::csv_io::Cells;
use crate::record::{Heading, Record};

/// CSV under way.
pub(crate) struct Csv<'a> {
    writer: csv::Writer<&'a mut dyn Write>,
    cells: Cells,
}

impl<'a> Csv<'a> {
    pub(crate) fn begin(out: &'a mut dyn Write, headings: &[Heading], cells: Cells) -> io::Result<Self> {
        let mut writer = csv::WriterBuilder::new().flexible(true).from_writer(out);
        writer.write_record(headings.iter().map(|heading| heading.name)).map_err(cause)?;
        Ok(Self { writer, cells })
    }
}

impl Rows for Csv<'_> {
    fn row(&mut self, record: &Record) -> io::Result<()> {
        for value in &record.values {
            let cell = match self.cells {
                Cells::Guarded => value.as_csv_cell(),
                Cells::Raw => value.as_text(),
            };
            self.writer.write_field(cell.as_bytes()).map_err(cause)?;
        }
        self.writer.write_record(None::<&[u8]>).map_err(cause)
    }

    fn end(&mut self) -> io::Result<usize> {
        self.writer.flush()?;
        Ok(0)
    }
}

/// The error of the output beneath; the crate's own conversion hides its kind, and with it a closed pipe.
fn cause(error: csv::Error) -> io::Error {
    match error.into_kind() {
        csv::ErrorKind::Io(cause) => cause,
        other => io::Error::other(format!("{other:?}")),
    }
}

#[cfg(test)]
mod tests {
    use crate::output::test_data::{HEADINGS, shown, shown_as, strange};
    use crate::output::{Cells, Format, Style};
    use crate::record::{Heading, Record, Value};

    #[test]
    fn nothing_is_a_header() {
        assert_eq!(shown(Format::Csv, &HEADINGS, &[]), "email,name,status,workgroups,two_step,created_at\n");
    }

    #[test]
    fn cells_are_guarded_and_quoted() {
        let written = shown(Format::Csv, &HEADINGS, &strange());
        let lines: Vec<_> = written.split('\n').map(crate::output::neutralise).collect();
        insta::assert_snapshot!(lines.join("\n"), @r#"
        email,name,status,workgroups,two_step,created_at
        u1@example.org,Robert'); DROP TABLE users;--,active,Intake,false,2026-11-22T12:01:00Z
        u2@example.org,<script>alert(1)</script>,active,Intake;Case Management,true,2026-11-22T12:02:00Z
        u3@example.org,null,active,,false,2026-11-22T12:03:00Z
        u4@example.org,'NULL,active,Intake,true,2026-11-22T12:04:00Z
        u5@example.org,'=1+1,active,Intake;Case Management,false,2026-11-22T12:05:00Z
        u6@example.org,שרה כהן,active,,true,2026-11-22T12:06:00Z
        u7@example.org,山田　👩‍💻,active,Intake,false,2026-11-22T12:07:00Z
        u8@example.org,"a␛[31mred
        line␉\u{202e}gnp.exe",active,Intake;Case Management,true,2026-11-22T12:08:00Z
        u9@example.org,,active,,false,2026-11-22T12:09:00Z
        "#);
    }

    #[test]
    fn raw_cells_are_not_guarded() {
        let style = Style { cells: Cells::Raw, ..Style::default() };
        let headings = [Heading::new("name", "Name")];
        let rows = ["=1+1", "NULL"].map(|name| Record { id: 1, values: vec![Value::from(name)] });
        assert_eq!(shown_as(Format::Csv, &headings, &rows, style).0, "name\n=1+1\nNULL\n");
    }

    #[test]
    fn one_empty_cell_is_still_a_row() {
        let row = Record { id: 1, values: vec![Value::Null] };
        assert_eq!(shown(Format::Csv, &[Heading::new("name", "Name")], &[row]), "name\n\"\"\n");
    }
}
