//! Rows that are hard to show, for the tests of every format.

use std::io::{self, Write};
use std::sync::{Arc, Mutex};

use super::{Format, Sheet, Style};
use crate::record::{Heading, Record, Value};

pub(crate) const HEADINGS: [Heading; 6] = [
    Heading::new("email", "E-mail"),
    Heading::new("name", "Name"),
    Heading::new("status", "Status"),
    Heading::new("workgroups", "Workgroups"),
    Heading::new("two_step", "Two-step"),
    Heading::new("created_at", "Created"),
];

/// A user with a name, and something in every other column.
pub(crate) fn user(id: i64, email: &str, name: &str, status: &str) -> Record {
    let created = chrono::DateTime::from_timestamp(1_795_348_800 + id * 60, 0);
    let workgroups = ["Intake", "Case Management"].iter().take(usize::try_from(id % 3).unwrap());
    Record {
        id,
        values: vec![
            email.into(),
            name.into(),
            status.into(),
            Value::List(workgroups.map(|name| (*name).to_owned()).collect()),
            (id % 2 == 0).into(),
            created.into(),
        ],
    }
}

/// Names that have broken something somewhere.
pub(crate) fn strange() -> Vec<Record> {
    let names = [
        "Robert'); DROP TABLE users;--",
        "<script>alert(1)</script>",
        "null",
        "NULL",
        "=1+1",
        "שרה כהן",
        "山田\u{3000}👩\u{200d}💻",
        "a\u{1b}[31mred\nline\t\u{202e}gnp.exe",
        "",
    ];
    let of_name =
        |(number, name): (i64, &str)| user(number, &format!("u{number}@example.org"), name, "active");
    (1..).zip(names).map(of_name).collect()
}

/// Rows as a pipe gets them.
pub(crate) fn shown(format: Format, headings: &[Heading], rows: &[Record]) -> String {
    shown_as(format, headings, rows, Style::default()).0
}

/// Rows in a style, and how many columns were left out.
pub(crate) fn shown_as(
    format: Format,
    headings: &[Heading],
    rows: &[Record],
    style: Style,
) -> (String, usize) {
    let mut out = Vec::new();
    let mut sheet = Sheet::begin(&mut out, format, headings, style).unwrap();
    for row in rows {
        sheet.row(row).unwrap();
    }
    let finished = sheet.end().unwrap();
    assert_eq!(finished.rows, rows.len() as u64);
    (String::from_utf8(out).unwrap(), finished.left_out)
}

/// A text without the codes that colour it.
pub(crate) fn without_colour(text: &str) -> String {
    let mut parts = text.split('\u{1b}');
    let first = parts.next().unwrap().to_owned();
    parts.fold(first, |plain, part| plain + part.split_once('m').unwrap().1)
}

/// A stream that remembers what was said.
#[derive(Clone, Default)]
pub(crate) struct Heard(Arc<Mutex<Vec<u8>>>);

impl Heard {
    pub(crate) fn text(&self) -> String {
        String::from_utf8(self.0.lock().unwrap().clone()).unwrap()
    }
}

impl Write for Heard {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap().write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
