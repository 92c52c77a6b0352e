//! Where a setting was made, so that an error can name the place to mend.

use std::fmt;
use std::path::PathBuf;

use crate::Error;

/// The place where somebody made a setting.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Origin {
    /// A flag of the command line, such as `--database-url`.
    Flag(&'static str),
    /// An environment variable, such as `PGHOST`.
    Variable(&'static str),
    /// A line of a file.
    File {
        /// The file.
        path: PathBuf,
        /// The line, from 1.
        line: usize,
    },
    /// Nobody made it; it is what holds without a setting.
    Default,
}

impl Origin {
    /// A usage error at this place: `{place}: {message}`.
    pub(crate) fn error(&self, message: impl fmt::Display, hint: Option<String>) -> Error {
        Error::Usage { message: format!("{self}: {message}"), hint }
    }
}

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Flag(name) | Self::Variable(name) => f.write_str(name),
            Self::File { path, line } => write!(f, "{}:{line}", path.display()),
            Self::Default => f.write_str("default"),
        }
    }
}

/// The one of `known` that is nearest to a mistyped `name`, if any is near enough to be meant.
pub(crate) fn nearest<'a>(name: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    known
        .into_iter()
        .map(|candidate| (strsim::damerau_levenshtein(name, candidate), candidate))
        .filter(|(distance, candidate)| *distance <= 1 + candidate.len() / 4)
        .min()
        .map(|(_, candidate)| candidate)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_reads_as_somebody_would_look_for_it() {
        assert_eq!(Origin::Flag("--profile").to_string(), "--profile");
        assert_eq!(Origin::Variable("PGHOST").to_string(), "PGHOST");
        assert_eq!(
            Origin::File { path: "/etc/ct/config.toml".into(), line: 3 }.to_string(),
            "/etc/ct/config.toml:3"
        );
    }

    #[test]
    fn a_mistyped_name_finds_its_neighbour_and_a_strange_one_finds_none() {
        let known = ["database_url", "schema", "service"];
        assert_eq!(nearest("databse_url", known), Some("database_url"));
        assert_eq!(nearest("scheme", known), Some("schema"));
        assert_eq!(nearest("colour", known), None);
    }
}
