//! Lists within a list, for people: groups with a title, and in each labels with what stands beside them.

use std::io::{self, Write};

use super::color::Paint;
use super::width::width;
use super::{CannotWrite, Style, layout, neutralise};

/// Groups under way. Programs get the same as a list or as one object: for them this is not made.
#[derive(Clone, Debug, Default)]
pub struct Groups(Vec<Group>);

#[derive(Clone, Debug)]
struct Group {
    title: String,
    lines: Vec<(String, Vec<String>)>,
}

impl Groups {
    /// A new group under a title, which the lines that follow belong to.
    pub fn group(&mut self, title: &str) {
        self.0.push(Group { title: neutralise(title).into_owned(), lines: Vec::new() });
    }

    /// A line of the last group: a label, and the parts of what stands beside it, each on a line of its own.
    pub fn line<'a>(&mut self, label: &str, parts: impl IntoIterator<Item = &'a str>) {
        let parts = parts.into_iter().map(|part| neutralise(part).into_owned()).collect();
        if let Some(group) = self.0.last_mut() {
            group.lines.push((neutralise(label).into_owned(), parts));
        }
    }

    /// Writes all groups that have lines, with labels of one width; flushes.
    ///
    /// # Errors
    ///
    /// [`CannotWrite`].
    pub fn write(&self, out: &mut dyn Write, style: Style) -> Result<(), CannotWrite> {
        let lines = self.0.iter().flat_map(|group| &group.lines);
        let labels = lines.map(|(label, _)| width(label)).max().unwrap_or(0);
        for (number, group) in self.0.iter().filter(|group| !group.lines.is_empty()).enumerate() {
            group.write(out, style, labels, number == 0)?;
        }
        out.flush()?;
        Ok(())
    }
}

impl Group {
    fn write(&self, out: &mut dyn Write, style: Style, labels: usize, is_first: bool) -> io::Result<()> {
        if !is_first {
            writeln!(out)?;
        }
        writeln!(out, "{}", Paint::Bold.on(&self.title, style.color))?;
        let rows =
            self.lines.iter().map(|(label, parts)| (Paint::Cyan.on(label, style.color), parts.clone()));
        layout::lines(&layout::labelled(rows, labels, style.width))
            .try_for_each(|line| writeln!(out, "{line}"))
    }
}
