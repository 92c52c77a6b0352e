//! `json`: one array of objects, one object a line.

use std::io::{self, Write};

use serde::Serialize;
use serde_json::ser::Formatter;

use super::sheet::Rows;
use super::terminal::is_hidden;
use crate::record::{Heading, Record};

/// An array under way.
pub(crate) struct Array<'a> {
    out: &'a mut dyn Write,
    headings: &'a [Heading],
    begun: bool,
}

impl<'a> Array<'a> {
    pub(crate) fn begin(out: &'a mut dyn Write, headings: &'a [Heading]) -> Self {
        Self { out, headings, begun: false }
    }
}

impl Rows for Array<'_> {
    fn row(&mut self, record: &Record) -> io::Result<()> {
        self.out.write_all(if self.begun { b",\n" } else { b"[\n" })?;
        self.begun = true;
        write_json(&mut *self.out, &record.under(self.headings))
    }

    fn end(&mut self) -> io::Result<usize> {
        self.out.write_all(if self.begun { b"\n]\n" } else { b"[]\n" })?;
        self.out.flush()?;
        Ok(0)
    }
}

/// Writes a value as JSON on one line, without the line's end. Characters that would steer or fool a terminal are
/// escaped, which is the same JSON.
pub(crate) fn write_json(out: &mut dyn Write, value: &impl Serialize) -> io::Result<()> {
    let mut serializer = serde_json::Serializer::with_formatter(out, Harmless);
    value.serialize(&mut serializer).map_err(io::Error::from)
}

/// Compact JSON in which the hidden characters are escaped. Joiners and forms of emoji too: whatever reads JSON
/// gives them back.
struct Harmless;

impl Formatter for Harmless {
    fn write_string_fragment<W: ?Sized + Write>(&mut self, out: &mut W, fragment: &str) -> io::Result<()> {
        let mut plain = 0;
        // ASCII needs no look: serde_json has escaped its control characters, and DEL steers nothing.
        for (start, character) in fragment.char_indices().filter(|(_, character)| !character.is_ascii()) {
            if !is_hidden(character) {
                continue;
            }
            out.write_all(&fragment.as_bytes()[plain..start])?;
            for unit in character.encode_utf16(&mut [0; 2]) {
                write!(out, "\\u{unit:04x}")?;
            }
            plain = start + character.len_utf8();
        }
        out.write_all(&fragment.as_bytes()[plain..])
    }
}

#[cfg(test)]
mod tests {
    use super::write_json;
    use crate::output::Format;
    use crate::output::test_data::{HEADINGS, shown, strange};

    #[test]
    fn nothing_is_an_empty_array() {
        assert_eq!(shown(Format::Json, &HEADINGS, &[]), "[]\n");
    }

    #[test]
    fn one_object_a_line() {
        insta::assert_snapshot!(shown(Format::Json, &HEADINGS, &strange()), @r#"
        [
        {"email":"u1@example.org","name":"Robert'); DROP TABLE users;--","status":"active","workgroups":["Intake"],"two_step":false,"created_at":"2026-11-22T12:01:00Z"},
        {"email":"u2@example.org","name":"<script>alert(1)</script>","status":"active","workgroups":["Intake","Case Management"],"two_step":true,"created_at":"2026-11-22T12:02:00Z"},
        {"email":"u3@example.org","name":"null","status":"active","workgroups":[],"two_step":false,"created_at":"2026-11-22T12:03:00Z"},
        {"email":"u4@example.org","name":"NULL","status":"active","workgroups":["Intake"],"two_step":true,"created_at":"2026-11-22T12:04:00Z"},
        {"email":"u5@example.org","name":"=1+1","status":"active","workgroups":["Intake","Case Management"],"two_step":false,"created_at":"2026-11-22T12:05:00Z"},
        {"email":"u6@example.org","name":"שרה כהן","status":"active","workgroups":[],"two_step":true,"created_at":"2026-11-22T12:06:00Z"},
        {"email":"u7@example.org","name":"山田　👩\u200d💻","status":"active","workgroups":["Intake"],"two_step":false,"created_at":"2026-11-22T12:07:00Z"},
        {"email":"u8@example.org","name":"a\u001b[31mred\nline\t\u202egnp.exe","status":"active","workgroups":["Intake","Case Management"],"two_step":true,"created_at":"2026-11-22T12:08:00Z"},
        {"email":"u9@example.org","name":null,"status":"active","workgroups":[],"two_step":false,"created_at":"2026-11-22T12:09:00Z"}
        ]
        "#);
    }

    #[test]
    fn what_is_escaped_comes_back() {
        let text = "a\u{1b}\u{9b}\u{202e}\u{e0041}👩\u{200d}💻\"\\é";
        let mut out = Vec::new();
        write_json(&mut out, &text).unwrap();
        let written = String::from_utf8(out).unwrap();
        insta::assert_snapshot!(written, @r#""a\u001b\u009b\u202e\udb40\udc41👩\u200d💻\"\\é""#);
        assert_eq!(serde_json::from_str::<String>(&written).unwrap(), text);
    }
}
