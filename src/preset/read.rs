//! From the TOML of a preset to what it says.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use chrono::format::{Item, StrftimeItems};
use toml_edit::Document;

use super::export::{self, Export, ExportColumn};
use super::source::{Entry, Source};
use super::{Preset, Section};
use crate::csv_io::{Layout, Note, Placeholders, Refuse};
use crate::noun::{Column, Content, Noun};
use crate::{NOUNS, Result};

const SECTION_KEYS: [&str; 16] = [
    "file",
    "ignore_other",
    "private",
    "no_export",
    "skip_lines",
    "skip_rows",
    "map",
    "set",
    "if_new",
    "same_digits",
    "same_marks",
    "unchanged",
    "refuse",
    "note",
    "placeholders",
    "export",
];

/// Reads a preset.
///
/// # Errors
/// A usage error with file and line.
pub(super) fn preset(name: &str, file: Option<PathBuf>, text: String) -> Result<Preset> {
    let label = file.as_ref().map_or_else(|| format!("{name}.toml"), |path| path.display().to_string());
    let source = Source { label: &label, text: &text };
    let document = Document::parse(text.as_str())
        .map_err(|error| source.error(source.line(error.span()), error.message(), None))?;
    let folder = file.as_ref().and_then(|path| path.parent()).unwrap_or(Path::new("")).to_path_buf();
    let mut about = String::new();
    let mut sections = BTreeMap::new();
    let known: Vec<_> = std::iter::once("about").chain(NOUNS.iter().map(|noun| noun.name)).collect();
    for entry in source.entries(document.as_table(), &known)? {
        match NOUNS.into_iter().find(|noun| noun.name == entry.name) {
            Some(noun) => {
                let entries = source.entries(entry.table()?, &SECTION_KEYS)?;
                sections.insert(noun.name, section(noun, &source, &entries, &folder)?);
            }
            None => about = entry.text()?,
        }
    }
    if sections.is_empty() {
        let hint = "begin a section with [user] or another noun".to_owned();
        return Err(source.error(1, "the preset says nothing of any noun", Some(hint)));
    }
    let preset = Preset { name: name.to_owned(), file, about, text: String::new(), sections };
    Ok(Preset { text, ..preset })
}

fn section(
    noun: &'static Noun,
    source: &Source<'_>,
    entries: &[Entry<'_>],
    folder: &Path,
) -> Result<Section> {
    let mut layout = Layout { folder: folder.to_path_buf(), ..Layout::default() };
    let (mut file, mut export, mut no_export) = (None, None, None);
    for entry in entries {
        match entry.name {
            "file" => file = Some(entry.text()?),
            "ignore_other" => layout.ignore_other = entry.flag()?,
            "private" => layout.private = entry.texts()?,
            "no_export" => no_export = Some(entry.text()?),
            "skip_lines" => layout.skip_lines = entry.texts()?,
            "skip_rows" => layout.skip_rows = words(entry)?,
            "unchanged" => layout.unchanged = words(entry)?,
            "map" => {
                for pair in entry.pairs()? {
                    layout.map.push((pair.name.to_owned(), pair.ours(noun, &pair.text()?)?.name.to_owned()));
                }
            }
            "set" => layout.set = expressions(noun, entry, folder, |_| true)?,
            "if_new" => layout.if_new = expressions(noun, entry, folder, can_be_of_new_ones(noun))?,
            "same_digits" => layout.same_digits = text_columns(noun, entry)?,
            "same_marks" => layout.same_marks = text_columns(noun, entry)?,
            "refuse" => layout.refuse = refuse(noun, entry)?,
            "note" => layout.notes = notes(entry)?,
            "placeholders" => layout.placeholders = Some(placeholders(noun, source, entry, folder)?),
            _ => export = Some(Arc::new(exported(noun, source, entry)?)),
        }
    }
    Ok(Section { file, layout: Arc::new(layout), export, no_export })
}

/// Their column and one word or several.
fn words(entry: &Entry<'_>) -> Result<Vec<(String, String)>> {
    let mut words = Vec::new();
    for pair in entry.pairs()? {
        words.extend(pair.texts()?.into_iter().map(|word| (pair.name.to_owned(), word)));
    }
    Ok(words)
}

/// Our column and its expression.
fn expressions(
    noun: &'static Noun,
    entry: &Entry<'_>,
    folder: &Path,
    fits: impl Fn(&Column) -> bool,
) -> Result<Vec<(String, String)>> {
    let mut expressions = Vec::new();
    for pair in entry.pairs()? {
        let column = pair.ours(noun, pair.name)?;
        if !fits(column) {
            return Err(pair.error(&format!("{} cannot stand in {}", column.name, entry.name), None));
        }
        expressions.push((column.name.to_owned(), pair.expression(folder, None)?));
    }
    Ok(expressions)
}

/// The nouns whose texts wait until it is known whether they are new.
const SETTLED: [&str; 2] = ["user", "client"];

fn can_be_of_new_ones(noun: &'static Noun) -> impl Fn(&Column) -> bool {
    move |column| {
        SETTLED.contains(&noun.name)
            && matches!(column.content, Content::Text(_) | Content::Choice(_) | Content::Status)
    }
}

fn text_columns(noun: &'static Noun, entry: &Entry<'_>) -> Result<Vec<String>> {
    let mut columns = Vec::new();
    for name in entry.texts()? {
        let column = entry.ours(noun, &name)?;
        if !SETTLED.contains(&noun.name) || !matches!(column.content, Content::Text(_)) {
            return Err(entry.error(&format!("{} cannot stand in {}", column.name, entry.name), None));
        }
        columns.push(column.name.to_owned());
    }
    Ok(columns)
}

/// The text of each of these keys, all of which must be there.
fn required<const N: usize>(
    outer: &Entry<'_>,
    entries: &[Entry<'_>],
    keys: [&str; N],
) -> Result<[String; N]> {
    let mut found = keys.map(|_| String::new());
    for (text, key) in found.iter_mut().zip(keys) {
        let Some(entry) = entries.iter().find(|entry| entry.name == key) else {
            return Err(outer.error(&format!("{} needs {}", outer.name, keys.join(", ")), None));
        };
        *text = entry.text()?;
    }
    Ok(found)
}

fn refuse(noun: &'static Noun, entry: &Entry<'_>) -> Result<Vec<Refuse>> {
    let mut refused = Vec::new();
    for entries in entry.tables(&["column", "with", "message"])? {
        let [column, with, message] = required(entry, &entries, ["column", "with", "message"])?;
        let with = entry.ours(noun, &with)?.name.to_owned();
        refused.push(Refuse { column, with, message });
    }
    Ok(refused)
}

fn notes(entry: &Entry<'_>) -> Result<Vec<Note>> {
    let mut notes = Vec::new();
    for entries in entry.tables(&["column", "message"])? {
        let [column, message] = required(entry, &entries, ["column", "message"])?;
        notes.push(Note { column, message });
    }
    Ok(notes)
}

fn placeholders(
    noun: &'static Noun,
    source: &Source<'_>,
    entry: &Entry<'_>,
    folder: &Path,
) -> Result<Placeholders> {
    let entries = source.entries(entry.table()?, &["column", "set"])?;
    let column = entries.iter().find(|entry| entry.name == "column");
    let Some(column) = column else { return Err(entry.error("placeholders needs column", None)) };
    let set = match entries.iter().find(|entry| entry.name == "set") {
        Some(set) => expressions(noun, set, folder, |_| true)?,
        None => Vec::new(),
    };
    Ok(Placeholders { column: column.text()?, set })
}

fn exported(noun: &'static Noun, source: &Source<'_>, entry: &Entry<'_>) -> Result<Export> {
    let mut export = Export { time: "%Y-%m-%dT%H:%M:%SZ".to_owned(), ..Export::default() };
    for entry in source.entries(entry.table()?, &["kind", "time", "unique", "replace", "column"])? {
        match entry.name {
            "kind" => export.kind = Some(entry.text()?),
            "time" => {
                export.time = entry.text()?;
                if StrftimeItems::new(&export.time).any(|item| matches!(item, Item::Error)) {
                    return Err(entry.error("time must be a format such as %Y-%m-%d %H:%M:%S", None));
                }
            }
            "unique" => export.unique = entry.texts()?,
            "replace" => {
                for pair in entry.pairs()? {
                    export.replace.push((pair.name.to_owned(), pair.text()?));
                }
            }
            _ => {
                let header = export::header(noun);
                for entries in
                    entry.tables(&["name", "value", "longest", "length", "empty_ending", "quoted"])?
                {
                    export.columns.push(export_column(&entry, &entries, &header)?);
                }
            }
        }
    }
    if export.columns.is_empty() {
        return Err(entry.error("export needs columns: [[….export.column]]", None));
    }
    if let Some(name) =
        export.unique.iter().find(|name| !export.columns.iter().any(|column| column.name == **name))
    {
        return Err(entry.error(&format!("unique names {name:?}, which is no column of the export"), None));
    }
    Ok(export)
}

fn export_column(outer: &Entry<'_>, entries: &[Entry<'_>], header: &[String]) -> Result<ExportColumn> {
    let [name, value] = required(outer, entries, ["name", "value"])?;
    let mut column = ExportColumn { name, value, quoted: true, ..ExportColumn::default() };
    for entry in entries {
        match entry.name {
            "value" => column.value = entry.expression(Path::new(""), Some(header))?,
            "longest" => column.longest = Some(entry.length()?),
            "length" => column.length = Some(entry.length()?),
            "empty_ending" => column.empty_ending = entry.texts()?,
            "quoted" => column.quoted = entry.flag()?,
            _ => {}
        }
    }
    Ok(column)
}
