//! A preset's layout, matched to the header of a file.

use super::Problem;
use super::expression::{Expression, Surroundings};
use super::header::Header;
use super::layout::Layout;
use super::names;
use super::source::{From, Same, Source, Sources};
use crate::noun::{Column, normal_header};

/// The sources that a layout knows of, for those of our columns that are not told otherwise.
pub(super) fn sources(
    header: &Header<'_>,
    layout: &Layout,
    ignored: &[usize],
    is_told: &dyn Fn(&'static str, Option<usize>) -> bool,
) -> Sources {
    // What is left out counts as not there.
    let visible: Vec<String> = header
        .names
        .iter()
        .enumerate()
        .map(|(index, name)| if ignored.contains(&index) { String::new() } else { name.clone() })
        .collect();
    let ours = |name: &str| {
        let name = normal_header(name);
        header.noun.writable().find(|column| column.name == name && !is_told(column.name, None))
    };
    let mut found = Sources::new();
    for (theirs, name) in &layout.map {
        let Some(column) = ours(name) else { continue };
        if let Some(index) = names::find(&visible, theirs)
            && !is_told(column.name, Some(index))
        {
            found.entry(column.name).or_insert_with(|| Source::new(column, From::Cell(index)));
        }
    }
    let read = |text: &str| {
        let surroundings = Surroundings { header: &visible, folder: &layout.folder, missing_is_empty: true };
        // It was read once with the preset, so that nothing is wrong with it.
        Expression::parse(text, surroundings).ok()
    };
    for (name, text) in &layout.set {
        let (Some(column), Some(expression)) = (ours(name), read(text)) else { continue };
        if !expression.lacks_its_columns() {
            let source = || Source::new(column, From::Expression(expression));
            found.entry(column.name).or_insert_with(source);
        }
    }
    let nothing = |column: &'static Column| Source::new(column, From::Expression(Expression::nothing()));
    for (name, text) in &layout.if_new {
        let Some(column) = ours(name) else { continue };
        found.entry(column.name).or_insert_with(|| nothing(column)).if_new = read(text);
    }
    for (name, text) in layout.placeholders.iter().flat_map(|known| &known.set) {
        let Some(column) = ours(name) else { continue };
        found.entry(column.name).or_insert_with(|| nothing(column)).of_placeholder = read(text);
    }
    for (names, same) in [(&layout.same_digits, Same::Digits), (&layout.same_marks, Same::Marks)] {
        for name in names {
            if let Some(source) = ours(name).and_then(|column| found.get_mut(column.name)) {
                source.same = Some(same);
            }
        }
    }
    found
}

/// What a layout says of rows, for the columns that the file has.
#[derive(Debug, Default)]
pub(super) struct Rules {
    skip: Vec<(usize, String)>,
    unchanged: Vec<(usize, String)>,
    refuse: Vec<Refused>,
    notes: Vec<Noted>,
}

#[derive(Debug)]
struct Refused {
    index: usize,
    with: String,
    message: String,
}

#[derive(Debug)]
struct Noted {
    index: usize,
    message: String,
    rows: u64,
}

impl Rules {
    /// The rules that a header has the columns for.
    pub(super) fn of(header: &[String], layout: &Layout) -> Self {
        let find = |name: &str| names::find(header, name);
        let pairs = |told: &[(String, String)]| {
            told.iter().filter_map(|(name, text)| Some((find(name)?, text.clone()))).collect()
        };
        Self {
            skip: pairs(&layout.skip_rows),
            unchanged: pairs(&layout.unchanged),
            refuse: layout
                .refuse
                .iter()
                .filter_map(|told| {
                    let (with, message) = (normal_header(&told.with), told.message.clone());
                    Some(Refused { index: find(&told.column)?, with, message })
                })
                .collect(),
            notes: layout
                .notes
                .iter()
                .filter_map(|told| {
                    Some(Noted { index: find(&told.column)?, message: told.message.clone(), rows: 0 })
                })
                .collect(),
        }
    }

    /// Whether a row is none, such as an example.
    pub(super) fn passes_over(&self, record: &csv::ByteRecord) -> bool {
        let begins = |(index, text): &(usize, String)| {
            record.get(*index).is_some_and(|cell| cell.trim_ascii_start().starts_with(text.as_bytes()))
        };
        self.skip.iter().any(begins)
    }

    /// Empties the cells that leave a field as it is, and counts what is to be noted.
    pub(super) fn apply(&mut self, cells: &mut [&str]) {
        for (index, word) in &self.unchanged {
            if cells[*index].trim() == word {
                cells[*index] = "";
            }
        }
        for note in &mut self.notes {
            note.rows += u64::from(!cells[note.index].trim().is_empty());
        }
    }

    /// What cannot be taken, of a row that tells these columns of ours.
    pub(super) fn refused(&self, cells: &[&str], line: u64, tells: impl Fn(&str) -> bool) -> Vec<Problem> {
        let is_refused = |told: &&Refused| !cells[told.index].trim().is_empty() && tells(&told.with);
        let problem = |told: &Refused| Problem {
            line,
            column: Some(told.index + 1),
            field: Some(told.with.clone()),
            message: told.message.clone(),
            // It may be a password.
            value: None,
        };
        self.refuse.iter().filter(is_refused).map(problem).collect()
    }

    /// What has been counted.
    pub(super) fn remarks(&self) -> Vec<String> {
        let noted = self.notes.iter().filter(|note| note.rows > 0);
        noted
            .map(|note| {
                let rows = if note.rows == 1 { "1 row".to_owned() } else { format!("{} rows", note.rows) };
                format!("{rows}: {}", note.message)
            })
            .collect()
    }
}
