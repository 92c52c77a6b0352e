//! One thing, such as a user, with everything about it: labelled lines that can be read out on the phone.

use std::io::{self, Write};

use comfy_table::Table;

use super::color::Paint;
use super::width::width;
use super::{CannotWrite, Format, Sheet, Style, json, layout, people};
use crate::record::{Heading, Record, Value};

/// Labelled fields in sections. The formats for programs have the fields alone, in their order.
#[derive(Clone, Debug)]
pub struct Page {
    id: i64,
    sections: Vec<Section>,
}

#[derive(Clone, Debug)]
struct Section {
    title: String,
    fields: Vec<(Heading, Value)>,
}

impl Page {
    /// An empty page about the thing with this id.
    #[must_use]
    pub const fn new(id: i64) -> Self {
        Self { id, sections: Vec::new() }
    }

    /// The page with a new section, under which the fields that follow stand.
    #[must_use]
    pub fn section(mut self, title: impl Into<String>) -> Self {
        self.sections.push(Section { title: title.into(), fields: Vec::new() });
        self
    }

    /// The page with a field more.
    #[must_use]
    pub fn field(mut self, heading: Heading, value: impl Into<Value>) -> Self {
        if self.sections.is_empty() {
            self = self.section("");
        }
        if let Some(section) = self.sections.last_mut() {
            section.fields.push((heading, value.into()));
        }
        self
    }

    /// Writes the page: labelled lines, one JSON object, a header and one row of CSV, or the id; flushes.
    ///
    /// # Errors
    ///
    /// [`CannotWrite`].
    pub fn write(&self, out: &mut dyn Write, format: Format, style: Style) -> Result<(), CannotWrite> {
        let fields = self.sections.iter().flat_map(|section| &section.fields);
        let (headings, values): (Vec<_>, Vec<_>) = fields.cloned().unzip();
        let record = Record { id: self.id, values };
        match format {
            Format::Table => self.write_for_people(out, style)?,
            Format::Json | Format::Jsonl => {
                json::write_json(out, &record.under(&headings))?;
                out.write_all(b"\n")?;
            }
            Format::Csv | Format::Id | Format::Html => {
                let mut sheet = Sheet::begin(&mut *out, format, &headings, style)?;
                sheet.row(&record)?;
                let _ = sheet.end()?;
            }
        }
        out.flush()?;
        Ok(())
    }

    fn write_for_people(&self, out: &mut dyn Write, style: Style) -> io::Result<()> {
        let fields = self.sections.iter().flat_map(|section| &section.fields);
        let labels = fields.map(|(heading, _)| width(heading.title) + 1).max().unwrap_or(0);
        let shown = self.sections.iter().filter(|section| !section.fields.is_empty());
        for (number, section) in shown.enumerate() {
            if number > 0 {
                writeln!(out)?;
            }
            if !section.title.is_empty() {
                let title = super::neutralise(&section.title);
                writeln!(out, "{}", Paint::Bold.on(&title, style.color))?;
            }
            layout::lines(&section.laid_out(labels, style)).try_for_each(|line| writeln!(out, "{line}"))?;
        }
        Ok(())
    }
}

impl Section {
    /// The labels and the values, each part of these on a line of its own.
    fn laid_out(&self, labels: usize, style: Style) -> Table {
        let rows = self.fields.iter().map(|(heading, value)| {
            let parts = people::lines(value);
            let is_status = matches!(heading.name, "status" | "standing");
            let paint = if is_status { Paint::of_status(&parts[0]) } else { Paint::Plain };
            let painted = parts.iter().map(|part| paint.on(part, style.color)).collect();
            (format!("{}:", Paint::Dim.on(heading.title, style.color)), painted)
        });
        layout::labelled(rows, labels, style.width)
    }
}

#[cfg(test)]
mod tests {
    use super::Page;
    use crate::output::test_data::without_colour;
    use crate::output::{Format, Style};
    use crate::record::{Heading, Value};

    fn page() -> Page {
        let workgroups = vec!["Intake".to_owned(), "Case Management".to_owned()];
        Page::new(7)
            .section("Ann\u{1b}[2J Miller")
            .field(Heading::new("id", "Id"), 7_i64)
            .field(Heading::new("email", "E-mail"), "ann.miller@harborhouse.example.org")
            .field(Heading::new("status", "Status"), "active")
            .field(Heading::new("phone", "Phone"), "")
            .section("Access")
            .field(Heading::new("workgroups", "Workgroups"), workgroups)
            .field(Heading::new("two_step", "Two-step login"), true)
            .field(
                Heading::new("last_login_at", "Last login"),
                chrono::DateTime::from_timestamp(1_795_348_800, 0),
            )
            .field(
                Heading::new("note", "Note"),
                "Covers the night shift at Harbor House until the new case manager starts",
            )
            .section("Nothing here")
    }

    fn shown(format: Format, style: Style) -> String {
        let mut out = Vec::new();
        page().write(&mut out, format, style).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn people_read_labelled_lines() {
        let style = Style { width: Some(60), ..Style::default() };
        insta::assert_snapshot!(shown(Format::Table, style), @"
        Ann␛[2J Miller
          Id:              7
          E-mail:          ann.miller@harborhouse.example.org
          Status:          active
          Phone:           -

        Access
          Workgroups:      Intake
                           Case Management
          Two-step login:  yes
          Last login:      2026-11-22 12:00 UTC
          Note:            Covers the night shift at Harbor House
                           until the new case manager starts
        ");
    }

    #[test]
    fn colour_adds_nothing_to_read() {
        let style = Style { color: true, ..Style::default() };
        let colored = shown(Format::Table, style);
        assert!(colored.contains("\u{1b}[32mactive\u{1b}[0m"));
        assert_eq!(without_colour(&colored), shown(Format::Table, Style::default()));
    }

    #[test]
    fn programs_get_one_object_or_row() {
        insta::assert_snapshot!(shown(Format::Json, Style::default()), @r#"{"id":7,"email":"ann.miller@harborhouse.example.org","status":"active","phone":null,"workgroups":["Intake","Case Management"],"two_step":true,"last_login_at":"2026-11-22T12:00:00Z","note":"Covers the night shift at Harbor House until the new case manager starts"}"#);
        assert_eq!(shown(Format::Jsonl, Style::default()), shown(Format::Json, Style::default()));
        insta::assert_snapshot!(shown(Format::Csv, Style::default()), @"
        id,email,status,phone,workgroups,two_step,last_login_at,note
        7,ann.miller@harborhouse.example.org,active,,Intake;Case Management,true,2026-11-22T12:00:00Z,Covers the night shift at Harbor House until the new case manager starts
        ");
        assert_eq!(shown(Format::Id, Style::default()), "7\n");
    }

    #[test]
    fn the_narrowest_terminal_still_shows_a_value() {
        let page = Page::new(1).field(Heading::new("name", "Name"), Value::from("Ann Miller"));
        let mut out = Vec::new();
        page.write(&mut out, Format::Table, Style { width: Some(3), ..Style::default() }).unwrap();
        assert_eq!(String::from_utf8(out).unwrap(), "  Name:  Ann Miller\n");
    }
}
