//! The process's surroundings, read once: environment variables, folders, the person who runs it.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// The environment variables and the folders that follow from them. Made once, at the edge of the
/// program; everything else is handed it, so that tests can set up another world.
#[derive(Clone, Debug, Default)]
pub struct Environment {
    variables: BTreeMap<String, String>,
}

impl Environment {
    /// The environment of this process. A variable that is not valid Unicode is left out.
    #[must_use]
    #[expect(clippy::disallowed_methods, reason = "the one place that reads the environment")]
    pub fn of_process() -> Self {
        let variables = std::env::vars_os()
            .filter_map(|(name, value)| Some((name.into_string().ok()?, value.into_string().ok()?)))
            .collect();
        Self { variables }
    }

    /// An environment with just these variables.
    pub fn with<N: Into<String>, V: Into<String>>(variables: impl IntoIterator<Item = (N, V)>) -> Self {
        let variables = variables.into_iter().map(|(name, value)| (name.into(), value.into())).collect();
        Self { variables }
    }

    /// A variable's value; an empty one counts as not set.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&str> {
        self.variables.get(name).map(String::as_str).filter(|value| !value.is_empty())
    }

    /// All variables, for a child process.
    pub fn variables(&self) -> impl Iterator<Item = (&str, &str)> {
        self.variables.iter().map(|(name, value)| (name.as_str(), value.as_str()))
    }

    /// The home folder: `HOME`, or `/` where it is not set.
    #[must_use]
    pub fn home(&self) -> PathBuf {
        self.get("HOME").map_or_else(|| PathBuf::from("/"), PathBuf::from)
    }

    /// `ct`'s folder for configuration: `$XDG_CONFIG_HOME/ct`, or `~/.config/ct`.
    #[must_use]
    pub fn config_folder(&self) -> PathBuf {
        self.folder("XDG_CONFIG_HOME", ".config")
    }

    /// `ct`'s folder for data: `$XDG_DATA_HOME/ct`, or `~/.local/share/ct`.
    #[must_use]
    pub fn data_folder(&self) -> PathBuf {
        self.folder("XDG_DATA_HOME", ".local/share")
    }

    /// `ct`'s folder for state: `$XDG_STATE_HOME/ct`, or `~/.local/state/ct`.
    #[must_use]
    pub fn state_folder(&self) -> PathBuf {
        self.folder("XDG_STATE_HOME", ".local/state")
    }

    fn folder(&self, variable: &str, otherwise: &str) -> PathBuf {
        let absolute = self.get(variable).map(Path::new).filter(|path| path.is_absolute());
        absolute.map_or_else(|| self.home().join(otherwise), Path::to_path_buf).join("ct")
    }
}
