//! From a file's header to the columns of a noun: by name, by `--map`, by `--set`; what is left over is an error.

use std::collections::BTreeMap;

use super::Problem;
use super::rejects::REMARKS;
use super::template::Template;
use crate::noun::{Column, Noun, nearest, normal_header};

/// How a file's columns become ours; as typed.
#[derive(Clone, Debug, Default)]
pub struct Mapping {
    /// `--map their=ours`.
    pub map: Vec<(String, String)>,
    /// `--set ours='template'`.
    pub set: Vec<(String, String)>,
    /// `--ignore their`.
    pub ignore: Vec<String>,
    /// `--ignore-other`: leave out whatever is not known.
    pub ignore_other: bool,
}

/// Where a column's cells come from.
#[derive(Clone, Debug)]
pub(super) enum Source {
    /// The file's column of this index.
    Cell(usize),
    /// A text computed from the row.
    Template(Template),
}

/// Columns of ours with their sources.
pub(super) type Sources = Vec<(&'static Column, Source)>;

/// Matches a header.
///
/// # Errors
/// Everything that is wrong with it, at once.
pub(super) fn match_header(
    noun: &'static Noun,
    header: &[String],
    mapping: &Mapping,
) -> Result<Sources, Vec<Problem>> {
    let mut problems = Vec::new();
    let theirs: Vec<String> = header.iter().map(|name| normal_header(name)).collect();
    report_doubled(&theirs, header, mapping, &mut problems);
    let renamed = renames(noun, &theirs, header, mapping, &mut problems);
    for name in &mapping.ignore {
        if !theirs.contains(&normal_header(name)) {
            problems.push(wrong(None, name, unknown_theirs("--ignore", name, header)));
        }
    }
    let computed = templates(noun, header, mapping, &mut problems);
    let mut sources: BTreeMap<&'static str, (&'static Column, Source)> = BTreeMap::new();
    for (index, their) in theirs.iter().enumerate() {
        let left_out = mapping.ignore.iter().any(|name| normal_header(name) == *their);
        let is_told = problems.iter().any(|problem| problem.column == Some(index + 1));
        if is_told || left_out || REMARKS.contains(&header[index].trim()) {
            continue;
        }
        let told = renamed.get(&index).copied();
        let Some(ours) = told.unwrap_or(Some(their)) else { continue };
        // What is computed, or renamed from another column, is not read from the column of that name.
        let elsewhere = computed.contains_key(ours)
            || (told.is_none() && renamed.values().any(|name| *name == Some(ours)));
        let is_used = computed.values().any(|(_, template)| template.columns().any(|used| used == index));
        match noun.writable().find(|column| column.name == ours) {
            Some(_) if elsewhere => {}
            Some(column) => {
                let doubled = theirs[..index].contains(their);
                if sources.insert(column.name, (column, Source::Cell(index))).is_some() && !doubled {
                    problems.push(wrong(Some(index), &header[index], format!("{ours} is told twice")));
                }
            }
            None if mapping.ignore_other || is_used || their.is_empty() => {}
            None => problems.push(wrong(Some(index), &header[index], unknown_ours(noun, their))),
        }
    }
    for (name, (column, template)) in computed {
        sources.insert(name, (column, Source::Template(template)));
    }
    let key = noun.key();
    if !sources.contains_key(key.name) && problems.is_empty() {
        let message = format!(
            "the header has no column {0}, which every {1} needs (--map THEIRS={0} if it has another name)",
            key.name, noun.name
        );
        problems.push(wrong(None, key.name, message));
    }
    if problems.is_empty() {
        let mut sources: Sources = sources.into_values().collect();
        sources.sort_by_key(|(column, _)| noun.columns.iter().position(|other| other.name == column.name));
        Ok(sources)
    } else {
        problems.sort_by_key(|problem| problem.column);
        Err(problems)
    }
}

/// What `--set` computes, by our column's name.
fn templates(
    noun: &'static Noun,
    header: &[String],
    mapping: &Mapping,
    problems: &mut Vec<Problem>,
) -> BTreeMap<&'static str, (&'static Column, Template)> {
    let mut computed = BTreeMap::new();
    for (ours, text) in &mapping.set {
        let name = normal_header(ours);
        let Some(column) = noun.writable().find(|column| column.name == name) else {
            problems.push(wrong(None, ours, unknown_ours(noun, &name)));
            continue;
        };
        match Template::parse(text, header) {
            Ok(template) => {
                if computed.insert(column.name, (column, template)).is_some() {
                    problems.push(wrong(None, ours, "is set twice".to_owned()));
                }
            }
            Err(message) => problems.push(wrong(None, ours, message)),
        }
    }
    computed
}

/// How to deal with columns that are not ours.
pub(super) fn advice(noun: &'static Noun) -> String {
    let names: Vec<_> = noun.writable().map(|column| column.name).collect();
    format!(
        "rename a column with --map THEIRS=OURS, compute one with --set, leave one out with --ignore or all others \
         with --ignore-other; the columns of {} are {}",
        noun.one(),
        names.join(", ")
    )
}

fn report_doubled(theirs: &[String], header: &[String], mapping: &Mapping, problems: &mut Vec<Problem>) {
    for (index, name) in theirs.iter().enumerate() {
        let first = theirs.iter().position(|other| other == name).unwrap_or(index);
        let ignored = mapping.ignore.iter().any(|other| normal_header(other) == *name);
        if name.is_empty() && !mapping.ignore_other {
            problems.push(wrong(
                Some(index),
                "",
                "has no name (--ignore-other leaves such columns out)".to_owned(),
            ));
        } else if first < index && !ignored && !name.is_empty() {
            problems.push(wrong(
                Some(index),
                &header[index],
                format!("the header has it twice: columns {} and {}", first + 1, index + 1),
            ));
        }
    }
}

/// Which of the file's columns get another name; none for one that is wrong, which is told once.
fn renames<'a>(
    noun: &'static Noun,
    theirs: &[String],
    header: &[String],
    mapping: &'a Mapping,
    problems: &mut Vec<Problem>,
) -> BTreeMap<usize, Option<&'a str>> {
    let mut renamed = BTreeMap::new();
    for (their, ours) in &mapping.map {
        let Some(index) = theirs.iter().position(|name| *name == normal_header(their)) else {
            problems.push(wrong(None, their, unknown_theirs("--map", their, header)));
            continue;
        };
        match noun.writable().find(|column| column.name == normal_header(ours)) {
            Some(column) => {
                renamed.insert(index, Some(column.name));
            }
            None => {
                renamed.insert(index, None);
                problems.push(wrong(Some(index), ours, unknown_ours(noun, &normal_header(ours))));
            }
        }
    }
    renamed
}

fn unknown_ours(noun: &'static Noun, name: &str) -> String {
    match nearest(name, noun.writable().map(|column| column.name)) {
        Some(near) => format!("{} has no such column; did you mean {near}?", noun.one()),
        None => format!("{} has no such column", noun.one()),
    }
}

fn unknown_theirs(flag: &str, name: &str, header: &[String]) -> String {
    match nearest(name, header.iter().map(String::as_str)) {
        Some(near) => format!("{flag} names a column that the file has not; did you mean {near}?"),
        None => format!("{flag} names a column that the file has not"),
    }
}

fn wrong(index: Option<usize>, field: &str, message: String) -> Problem {
    Problem {
        line: 1,
        column: index.map(|index| index + 1),
        field: (!field.is_empty()).then(|| field.to_owned()),
        message,
        value: None,
    }
}
