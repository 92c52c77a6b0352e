//! From a file's header to the columns of a noun: by name, by `--map`, by `--set`, by a preset; what is left over is an
//! error.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use super::expression::{Expression, Surroundings};
use super::layout::Layout;
use super::rejects::REMARKS;
use super::source::{From, Source, Sources};
use super::{Problem, foreign, names};
use crate::noun::{Noun, nearest, normal_header};

/// How a file's columns become ours; as typed.
#[derive(Clone, Debug, Default)]
pub struct Mapping {
    /// `--map their=ours`.
    pub map: Vec<(String, String)>,
    /// `--set ours='expression'`.
    pub set: Vec<(String, String)>,
    /// `--ignore their`.
    pub ignore: Vec<String>,
    /// `--ignore-other`: leave out whatever is not known.
    pub ignore_other: bool,
    /// What is known of the file beforehand; the others win over it.
    pub layout: Option<Arc<Layout>>,
}

impl Mapping {
    fn leaves_others(&self) -> bool {
        self.ignore_other || self.layout.as_ref().is_some_and(|known| known.ignore_other)
    }
}

/// A header that is being matched.
pub(super) struct Header<'a> {
    pub(super) noun: &'static Noun,
    /// Its names, without those of [`REMARKS`].
    pub(super) names: &'a [String],
    /// In which of its columns remarks stand.
    pub(super) remarks: &'a [usize],
    /// Its line.
    pub(super) line: u64,
}

/// Matches a header; gives the sources in the noun's order.
///
/// # Errors
/// Everything that is wrong with it, at once.
pub(super) fn match_header(header: &Header<'_>, mapping: &Mapping) -> Result<Vec<Source>, Vec<Problem>> {
    let mut problems = Vec::new();
    let theirs: Vec<String> = header.names.iter().map(|name| normal_header(name)).collect();
    let renamed = header.renames(mapping, &mut problems);
    let ignored = header.ignored(mapping, &mut problems);
    header.report_doubled(&theirs, &ignored, mapping, &mut problems);
    let mut sources = header.computed(mapping, &mut problems);
    let is_all_computed = sources.len() == mapping.set.len();
    let is_told = |ours: &str| renamed.values().any(|name| *name == Some(ours));
    let known = match &mapping.layout {
        Some(layout) => foreign::sources(header, layout, &ignored, &|ours, index| {
            sources.contains_key(ours) || is_told(ours) || index.is_some_and(|at| renamed.contains_key(&at))
        }),
        None => Sources::new(),
    };
    sources.extend(known);
    let elsewhere: Vec<_> = sources.keys().copied().collect();
    for (index, their) in theirs.iter().enumerate() {
        let is_wrong = problems.iter().any(|problem| problem.column == Some(index + 1));
        if is_wrong || ignored.contains(&index) || header.remarks.contains(&index) {
            continue;
        }
        let told = renamed.get(&index).copied();
        let Some(ours) = told.unwrap_or(Some(their)) else { continue };
        // What is computed, or renamed from another column, is not read from the column of that name.
        let elsewhere = elsewhere.contains(&ours) || (told.is_none() && is_told(ours));
        match header.noun.writable().find(|column| column.name == ours) {
            Some(_) if elsewhere => {}
            Some(column) => {
                let doubled = theirs[..index].contains(their);
                let source = Source::new(column, From::Cell(index));
                if sources.insert(column.name, source).is_some() && !doubled {
                    problems.push(header.wrong(
                        Some(index),
                        &header.names[index],
                        format!("{ours} is told twice"),
                    ));
                }
            }
            None if mapping.leaves_others() || their.is_empty() || is_used(&sources, index) => {}
            // An expression with a mistake may be what it is for.
            None if !is_all_computed
                && mapping.set.iter().any(|(_, text)| text.contains(&header.names[index])) => {}
            None => {
                problems.push(header.wrong(Some(index), &header.names[index], header.unknown_ours(their)));
            }
        }
    }
    if problems.is_empty() {
        let missing = header.noun.missing_to_be_found(|name| sources.contains_key(name));
        problems.extend(missing.map(|name| header.without_key(mapping, name)));
    }
    if !problems.is_empty() {
        problems.sort_by_key(|problem| problem.column);
        return Err(problems);
    }
    hide_secrets(&theirs, &mut sources);
    let mut sources: Vec<Source> = sources.into_values().collect();
    sources
        .sort_by_key(|source| header.noun.columns.iter().position(|other| other.name == source.column.name));
    Ok(sources)
}

/// Whether the file's column enters what is computed.
fn is_used(sources: &Sources, index: usize) -> bool {
    sources.values().any(|source| match &source.from {
        From::Cell(at) => *at == index,
        From::Expression(expression) => expression.columns().contains(&index),
    })
}

/// What is computed from a password is as secret as the password.
fn hide_secrets(theirs: &[String], sources: &mut Sources) {
    let is_password = |their: &String| their.split('_').any(|word| matches!(word, "password" | "[password]"));
    let mut secret: Vec<usize> = (0..theirs.len()).filter(|index| is_password(&theirs[*index])).collect();
    secret.extend(sources.values().filter(|source| source.is_secret).filter_map(
        |source| match source.from {
            From::Cell(index) => Some(index),
            From::Expression(_) => None,
        },
    ));
    for source in sources.values_mut() {
        let uses_one = match &source.from {
            From::Cell(index) => secret.contains(index),
            From::Expression(expression) => expression.columns().iter().any(|index| secret.contains(index)),
        };
        source.is_secret |= uses_one;
    }
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

impl Header<'_> {
    /// What `--set` computes, by our column's name.
    fn computed(&self, mapping: &Mapping, problems: &mut Vec<Problem>) -> Sources {
        let surroundings =
            Surroundings { header: self.names, folder: Path::new(""), missing_is_empty: false };
        let mut computed = Sources::new();
        for (ours, text) in &mapping.set {
            let name = normal_header(ours);
            let Some(column) = self.noun.writable().find(|column| column.name == name) else {
                problems.push(self.wrong(None, ours, self.unknown_ours(&name)));
                continue;
            };
            match Expression::parse(text, surroundings) {
                Ok(expression) => {
                    let source = Source::new(column, From::Expression(expression));
                    if computed.insert(column.name, source).is_some() {
                        problems.push(self.wrong(None, ours, "is set twice".to_owned()));
                    }
                }
                Err(message) => problems.push(self.wrong(None, ours, message)),
            }
        }
        computed
    }

    /// The columns that `--ignore` leaves out.
    fn ignored(&self, mapping: &Mapping, problems: &mut Vec<Problem>) -> Vec<usize> {
        let mut ignored = Vec::new();
        // Remarks are left out without being told.
        for name in mapping.ignore.iter().filter(|name| !REMARKS.contains(&name.trim())) {
            let wanted = normal_header(name);
            let before = ignored.len();
            ignored
                .extend((0..self.names.len()).filter(|index| normal_header(&self.names[*index]) == wanted));
            if ignored.len() == before {
                match names::find(self.names, name) {
                    Some(index) => ignored.push(index),
                    None => problems.push(self.wrong(None, name, self.unknown_theirs("--ignore", name))),
                }
            }
        }
        ignored
    }

    fn report_doubled(
        &self,
        theirs: &[String],
        ignored: &[usize],
        mapping: &Mapping,
        problems: &mut Vec<Problem>,
    ) {
        let own = theirs.iter().enumerate().filter(|(index, _)| !self.remarks.contains(index));
        for (index, name) in own {
            let first = theirs.iter().position(|other| other == name).unwrap_or(index);
            if name.is_empty() && !mapping.leaves_others() {
                let message = "has no name (--ignore-other leaves such columns out)".to_owned();
                problems.push(self.wrong(Some(index), "", message));
            } else if first < index && !ignored.contains(&index) && !name.is_empty() {
                let message = format!("the header has it twice: columns {} and {}", first + 1, index + 1);
                problems.push(self.wrong(Some(index), &self.names[index], message));
            }
        }
    }

    /// Which of the file's columns get another name; none for one that is wrong, which is told once.
    fn renames<'a>(
        &self,
        mapping: &'a Mapping,
        problems: &mut Vec<Problem>,
    ) -> BTreeMap<usize, Option<&'a str>> {
        let mut renamed = BTreeMap::new();
        for (their, ours) in &mapping.map {
            let Some(index) = names::find(self.names, their) else {
                problems.push(self.wrong(None, their, self.unknown_theirs("--map", their)));
                continue;
            };
            match self.noun.writable().find(|column| column.name == normal_header(ours)) {
                Some(column) => {
                    renamed.insert(index, Some(column.name));
                }
                None => {
                    renamed.insert(index, None);
                    problems.push(self.wrong(Some(index), ours, self.unknown_ours(&normal_header(ours))));
                }
            }
        }
        renamed
    }

    fn without_key(&self, mapping: &Mapping, key: &str) -> Problem {
        let noun = self.noun.name;
        let advice = match &mapping.layout {
            Some(_) => "is it a file for this preset?".to_owned(),
            None => format!("--map THEIRS={key} if it has another name"),
        };
        self.wrong(None, key, format!("the header has no column {key}, which every {noun} needs ({advice})"))
    }

    fn unknown_ours(&self, name: &str) -> String {
        if self.noun.columns.iter().any(|column| column.name == name) {
            return "is told, and cannot be written; --ignore-other leaves such columns out".to_owned();
        }
        match nearest(name, self.noun.writable().map(|column| column.name)) {
            Some(near) => format!("{} has no such column; did you mean {near}?", self.noun.one()),
            None => format!("{} has no such column", self.noun.one()),
        }
    }

    fn unknown_theirs(&self, flag: &str, name: &str) -> String {
        match nearest(name, self.names.iter().map(String::as_str)) {
            Some(near) => format!("{flag} names a column that the file has not; did you mean {near}?"),
            None => format!("{flag} names a column that the file has not"),
        }
    }

    fn wrong(&self, index: Option<usize>, field: &str, message: String) -> Problem {
        Problem {
            line: self.line,
            column: index.map(|index| index + 1),
            field: (!field.is_empty()).then(|| field.to_owned()),
            message,
            value: None,
        }
    }
}
