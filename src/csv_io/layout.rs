//! What is known beforehand of a file that others make: a preset's section, as data.

use std::path::PathBuf;

/// How a known file is read. The names of their columns may leave out brackets; see `docs/presets.md`.
#[derive(Clone, Debug, Default)]
pub struct Layout {
    /// Their column and ours; of several that name the same ours, the first that the file has counts.
    pub map: Vec<(String, String)>,
    /// Our column and the expression that computes it, where `map` has found none.
    pub set: Vec<(String, String)>,
    /// Our column and what a new one gets where the file tells nothing.
    pub if_new: Vec<(String, String)>,
    /// Our columns that stay as they are where their digits are the same.
    pub same_digits: Vec<String>,
    /// Our columns that stay as they are where only the kind of brackets, quotes and spaces differs.
    pub same_marks: Vec<String>,
    /// Whether columns that are not known are left out.
    pub ignore_other: bool,
    /// Columns of theirs that are nobody's business here: not even a file of rejected rows has a copy of them.
    pub private: Vec<String>,
    /// How lines before the header begin.
    pub skip_lines: Vec<String>,
    /// Rows to pass over: their column, and what its cell begins with.
    pub skip_rows: Vec<(String, String)>,
    /// Words that leave a field as it is: their column and the word.
    pub unchanged: Vec<(String, String)>,
    /// What cannot be taken.
    pub refuse: Vec<Refuse>,
    /// What is counted and said.
    pub notes: Vec<Note>,
    /// Rows for what other files name and this one has not.
    pub placeholders: Option<Placeholders>,
    /// Where files that expressions name are looked for.
    pub folder: PathBuf,
}

/// A column of theirs that must be empty.
#[derive(Clone, Debug)]
pub struct Refuse {
    /// Their column.
    pub column: String,
    /// Our column: only where the row tells it.
    pub with: String,
    /// What is wrong.
    pub message: String,
}

/// A column of theirs whose cells are counted.
#[derive(Clone, Debug)]
pub struct Note {
    /// Their column.
    pub column: String,
    /// What is said of it.
    pub message: String,
}

/// Ids that other files of the folder name and this one has not.
#[derive(Clone, Debug)]
pub struct Placeholders {
    /// The column, of this file and of the others.
    pub column: String,
    /// Our column and the expression that computes it.
    pub set: Vec<(String, String)>,
}
