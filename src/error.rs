//! The library's one error: what went wrong, which exit status that is, and how to mend it.

use std::path::PathBuf;

/// What kind of failure an [`Error`] is; each is an exit status (the contract is in `docs/architecture.md`).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A rule forbids it, or a name means several.
    Refused,
    /// The command line or a setting is wrong.
    Usage,
    /// The named thing does not exist.
    NotFound,
    /// Some of it was applied.
    Partial,
    /// It was not confirmed, or a question could not be asked without a terminal.
    Unconfirmed,
    /// The input (a CSV file, a password) is bad; nothing was applied.
    BadInput,
    /// A fault of ours.
    Fault,
    /// The database is out of reach, or its schema is missing or older: try again.
    TryAgain,
    /// Not permitted.
    NotPermitted,
    /// Interrupted (Ctrl-C) before anything was applied.
    Interrupted,
}

impl Kind {
    /// The exit status.
    #[must_use]
    pub const fn status(self) -> u8 {
        match self {
            Self::Refused => 1,
            Self::Usage => 2,
            Self::NotFound => 3,
            Self::Partial => 4,
            Self::Unconfirmed => 5,
            Self::BadInput => 65,
            Self::Fault => 70,
            Self::TryAgain => 75,
            Self::NotPermitted => 77,
            Self::Interrupted => 130,
        }
    }

    /// The word that names it in JSON.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Refused => "refused",
            Self::Usage => "usage",
            Self::NotFound => "not_found",
            Self::Partial => "partial",
            Self::Unconfirmed => "unconfirmed",
            Self::BadInput => "bad_input",
            Self::Fault => "fault",
            Self::TryAgain => "try_again",
            Self::NotPermitted => "not_permitted",
            Self::Interrupted => "interrupted",
        }
    }
}

/// What went wrong. `Display` is one sentence without a full stop, begun in lower case; [`Error::hints`]
/// say how to mend it; [`std::error::Error::source`] is the cause.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The command line, the configuration or a setting is wrong.
    #[error("{message}")]
    Usage {
        /// What is wrong.
        message: String,
        /// How to mend it.
        hint: Option<String>,
    },
    /// A rule forbids it.
    #[error("{message}")]
    Refused {
        /// What is refused and by which rule.
        message: String,
        /// What to do instead.
        hint: Option<String>,
    },
    /// Users who are to leave have open work, and nobody said what becomes of it.
    #[error("{message}")]
    OpenWork {
        /// Who has how much, and what else is refused.
        message: String,
        /// What to do instead.
        hint: String,
        /// What it is.
        open: Vec<crate::user::leaver::Open>,
    },
    /// The named thing does not exist.
    #[error("there is no {noun} {name:?}")]
    NotFound {
        /// What was looked for, such as `user`.
        noun: &'static str,
        /// As it was named.
        name: String,
        /// What is there in its place, such as the nearest name.
        hint: Option<String>,
    },
    /// The name means several things.
    #[error("{name:?} means {} {noun}s", candidates.len())]
    Ambiguous {
        /// What was looked for.
        noun: &'static str,
        /// As it was named.
        name: String,
        /// What it may mean, each as somebody would name it exactly.
        candidates: Vec<String>,
    },
    /// Rows of a file are bad; nothing was written.
    #[error("{file}: {} in {}; nothing was written", counted(*total, "error"), rows_counted(*rows))]
    BadRows {
        /// The file, as it was named.
        file: String,
        /// How many rows were read.
        rows: u64,
        /// What is wrong, in the order of the file.
        problems: Vec<crate::csv_io::Problem>,
        /// How many problems there are; more than `problems` holds where there are very many.
        total: u64,
        /// The file that the bad rows were written to, if they were.
        rejects: Option<PathBuf>,
        /// How to mend it, where there is more to say than to correct the file.
        hint: Option<String>,
    },
    /// Some rows were applied, and the others left out.
    #[error("{file}: {} {}applied, {} rejected", counted(*applied, "row"), if *would { "would be " } else { "" }, rejected)]
    PartlyApplied {
        /// The file, as it was named.
        file: String,
        /// How many rows were applied, those included that were so already.
        applied: u64,
        /// How many were left out.
        rejected: u64,
        /// What is wrong with those, in the order of the file.
        problems: Vec<crate::csv_io::Problem>,
        /// How many problems there are; more than `problems` holds where there are very many.
        total: u64,
        /// The file that the rejected rows were written to, if they were.
        rejects: Option<PathBuf>,
        /// Whether this is what would be done, and nothing was.
        would: bool,
        /// Whether the rejected rows are parked, of which has been told already.
        parked: bool,
        /// Whether the file is a roster: rows on their own would be another one, in which everybody else is missing.
        is_roster: bool,
    },
    /// Some of it was done, and the rest could not be.
    #[error("{message}")]
    Partial {
        /// What was not done.
        message: String,
        /// What to do about it.
        hint: Option<String>,
    },
    /// The database has moved on since a plan was made; nothing was written.
    #[error("{file}: the database has moved on since this plan was made, in {}; nothing was written", rows_counted(*total))]
    Moved {
        /// The plan's file.
        file: String,
        /// What is not as it was, in the order of the plan.
        problems: Vec<crate::csv_io::Problem>,
        /// How many rows are not as they were.
        total: u64,
    },
    /// The input is bad as a whole; nothing was written.
    #[error("{message}")]
    BadInput {
        /// What is wrong with it.
        message: String,
        /// How to mend it.
        hint: Option<String>,
    },
    /// It was not confirmed, or a question was needed and there is no terminal.
    #[error("{message}")]
    Unconfirmed {
        /// What was not confirmed.
        message: String,
        /// How to answer in advance.
        hint: Option<String>,
    },
    /// No setting says which database.
    #[error("no database is set")]
    NoDatabase,
    /// The database cannot be used now.
    #[error("{message}")]
    Unreachable {
        /// Which database, and what failed.
        message: String,
        /// What to do.
        hint: Option<String>,
        /// The cause beneath.
        #[source]
        cause: Option<Box<dyn std::error::Error + Send + Sync>>,
    },
    /// Not permitted, by the database or by a rule of `ct`.
    #[error("{message}")]
    NotPermitted {
        /// What is not permitted.
        message: String,
        /// What to do.
        hint: Option<String>,
    },
    /// A file could not be read or written.
    #[error("cannot {doing} {}", path.display())]
    File {
        /// What was tried, such as `read` or `write`.
        doing: &'static str,
        /// The file.
        path: PathBuf,
        /// The cause beneath.
        #[source]
        cause: std::io::Error,
    },
    /// The database refused a statement in a way that nothing here expects.
    #[error("the database refused {statement}")]
    Database {
        /// The statement's name, such as `user::list`.
        statement: &'static str,
        /// The cause beneath.
        #[source]
        cause: tokio_postgres::Error,
    },
    /// Ctrl-C or a signal, before anything was applied.
    #[error("interrupted{}; nothing was applied", standing.as_ref().map_or_else(String::new, |at| format!(" while {at}")))]
    Interrupted {
        /// What was being done, such as `planning 10,000 rows`.
        standing: Option<String>,
    },
    /// A fault of ours.
    #[error("{0}")]
    Fault(String),
}

fn counted(number: u64, word: &str) -> String {
    if number == 1 { format!("1 {word}") } else { format!("{number} {word}s") }
}

fn rows_counted(rows: u64) -> String {
    if rows == 0 { "the header".to_owned() } else { counted(rows, "row") }
}

impl Error {
    /// A [`Error::Usage`] with a hint.
    pub fn usage(message: impl Into<String>, hint: impl Into<String>) -> Self {
        Self::Usage { message: message.into(), hint: Some(hint.into()) }
    }

    /// A [`Error::Refused`] with a hint.
    pub fn refused(message: impl Into<String>, hint: impl Into<String>) -> Self {
        Self::Refused { message: message.into(), hint: Some(hint.into()) }
    }

    /// A [`Error::BadInput`] with a hint.
    pub fn bad_input(message: impl Into<String>, hint: impl Into<String>) -> Self {
        Self::BadInput { message: message.into(), hint: Some(hint.into()) }
    }

    /// A [`Error::Unconfirmed`] with a hint.
    pub fn unconfirmed(message: impl Into<String>, hint: impl Into<String>) -> Self {
        Self::Unconfirmed { message: message.into(), hint: Some(hint.into()) }
    }

    /// A [`Error::Unreachable`] without a cause.
    pub fn unreachable(message: impl Into<String>, hint: impl Into<String>) -> Self {
        Self::Unreachable { message: message.into(), hint: Some(hint.into()), cause: None }
    }

    /// A file's error: what was being done, with which file.
    pub fn file(doing: &'static str, path: impl Into<PathBuf>, cause: std::io::Error) -> Self {
        Self::File { doing, path: path.into(), cause }
    }

    /// What kind of failure this is.
    #[must_use]
    pub fn kind(&self) -> Kind {
        match self {
            Self::Usage { .. } | Self::NoDatabase => Kind::Usage,
            Self::Refused { .. } | Self::OpenWork { .. } | Self::Ambiguous { .. } | Self::Moved { .. } => {
                Kind::Refused
            }
            Self::NotFound { .. } => Kind::NotFound,
            Self::BadRows { .. } | Self::BadInput { .. } | Self::File { doing: "read", .. } => Kind::BadInput,
            Self::Unconfirmed { .. } => Kind::Unconfirmed,
            // A disk that is full, a folder that cannot be written: it works when that has been mended.
            Self::Unreachable { .. } | Self::File { .. } => Kind::TryAgain,
            Self::NotPermitted { .. } => Kind::NotPermitted,
            Self::Database { .. } | Self::Fault(_) => Kind::Fault,
            Self::PartlyApplied { .. } | Self::Partial { .. } => Kind::Partial,
            Self::Interrupted { .. } => Kind::Interrupted,
        }
    }

    /// What is wrong with the rows of a file, if it is that: the file, the problems, how many there are, and whether
    /// the rows were written to a file of their own.
    #[must_use]
    pub fn problems(&self) -> Option<(&str, &[crate::csv_io::Problem], u64, bool)> {
        match self {
            Self::BadRows { file, problems, total, rejects, .. }
            | Self::PartlyApplied { file, problems, total, rejects, .. } => {
                Some((file, problems, *total, rejects.is_some()))
            }
            Self::Moved { file, problems, total } => Some((file, problems, *total, false)),
            _ => None,
        }
    }

    /// How to mend it: sentences for a person, the most useful first.
    #[must_use]
    pub fn hints(&self) -> Vec<String> {
        match self {
            Self::Usage { hint, .. }
            | Self::Refused { hint, .. }
            | Self::NotFound { hint, .. }
            | Self::BadInput { hint, .. }
            | Self::Partial { hint, .. }
            | Self::Unconfirmed { hint, .. }
            | Self::Unreachable { hint, .. }
            | Self::NotPermitted { hint, .. } => hint.iter().cloned().collect(),
            Self::OpenWork { hint, .. } => vec![hint.clone()],
            Self::Ambiguous { candidates, .. } => {
                vec![format!("name one of them exactly: {}", candidates.join(", "))]
            }
            Self::BadRows { hint, rejects, .. } => {
                let correct = || "correct the file and run the same command again".to_owned();
                let mut hints = vec![hint.clone().unwrap_or_else(correct)];
                hints.extend(rejects.as_ref().map(|path| {
                    format!(
                        "the bad rows are in {}, which is not written over: move it away before the next run",
                        path.display()
                    )
                }));
                hints
            }
            Self::PartlyApplied { parked: true, rejects: Some(path), .. } => {
                vec![format!(
                    "the rejected rows are in {}: correct them there, then resume it",
                    path.display()
                )]
            }
            Self::PartlyApplied { parked: true, rejects: None, .. } => {
                vec!["correct these rows, then resume it: what was applied stays".to_owned()]
            }
            Self::PartlyApplied { is_roster, rejects: Some(path), .. } => {
                let how = if *is_roster {
                    "in the roster, and run the same command again"
                } else {
                    "there, and run the command with that file"
                };
                vec![format!("the rejected rows are in {}: correct them {how}", path.display())]
            }
            Self::PartlyApplied { rejects: None, would: true, .. } => Vec::new(),
            Self::PartlyApplied { rejects: None, .. } => {
                vec!["correct these rows and run the same command again: what was applied stays".to_owned()]
            }
            Self::Moved { .. } => vec!["make a new plan, look at it, and apply that one".to_owned()],
            Self::NoDatabase => vec![
                "set DATABASE_URL, or choose a profile of config.toml with --profile".to_owned(),
                "for a private database on this machine: ct db init".to_owned(),
            ],
            Self::Database { .. } | Self::Fault(_) => {
                vec!["this is a fault of ct: please report it with the command that you ran".to_owned()]
            }
            Self::File { cause, .. } if cause.kind() == std::io::ErrorKind::StorageFull => {
                vec!["make room on that disk, then run the command again: nothing was written".to_owned()]
            }
            Self::File { .. } | Self::Interrupted { .. } => Vec::new(),
        }
    }
}
