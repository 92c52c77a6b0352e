//! Whether there is colour, and which.

use crate::environment::Environment;

/// When output is coloured.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, clap::ValueEnum)]
pub enum ColorChoice {
    /// On a terminal that can show it, unless `NO_COLOR` is set
    #[default]
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}

impl ColorChoice {
    /// Whether to colour what goes to a stream.
    ///
    /// What was typed counts before the environment: `NO_COLOR`, then `CLICOLOR_FORCE`, then whether it is a
    /// terminal at all, then `CLICOLOR=0` and `TERM=dumb`.
    #[must_use]
    pub fn decide(self, environment: &Environment, is_terminal: bool) -> bool {
        match self {
            Self::Always => true,
            Self::Never => false,
            Self::Auto if environment.get("NO_COLOR").is_some() => false,
            Self::Auto if environment.get("CLICOLOR_FORCE").is_some_and(|force| force != "0") => true,
            Self::Auto => {
                is_terminal
                    && environment.get("CLICOLOR") != Some("0")
                    && environment.get("TERM").is_some_and(|terminal| terminal != "dumb")
            }
        }
    }
}

/// How a word is set apart. Everything reads the same without it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Paint {
    Plain,
    Bold,
    Dim,
    Green,
    Yellow,
    Red,
    Cyan,
}

impl Paint {
    /// The paint of a status word, as the view of users derives it.
    pub(crate) fn of_status(status: &str) -> Self {
        // What else there is stands behind a comma: locked, ends 2026-12-31 17:00 CET.
        match status.split(", ").next().unwrap_or_default() {
            "active" | "current" | "open" => Self::Green,
            "pending" | "scheduled" | "ending" | "password expired" => Self::Yellow,
            "locked" | "locked for inactivity" | "overdue" => Self::Red,
            "inactive" | "deactivated" | "closed" | "ended" => Self::Dim,
            word if word.starts_with("ends ") => Self::Yellow,
            _ => Self::Plain,
        }
    }

    /// The text in this paint; as it is where there is no colour.
    pub(crate) fn on(self, text: &str, color: bool) -> String {
        let code = match self {
            _ if !color || text.is_empty() => return text.to_owned(),
            Self::Plain => return text.to_owned(),
            Self::Bold => "1",
            Self::Dim => "2",
            Self::Green => "32",
            Self::Yellow => "33",
            Self::Red => "31",
            Self::Cyan => "36",
        };
        format!("\u{1b}[{code}m{text}\u{1b}[0m")
    }
}

#[cfg(test)]
mod tests {
    use super::{ColorChoice, Paint};
    use crate::environment::Environment;

    fn decide(choice: ColorChoice, variables: &[(&str, &str)], is_terminal: bool) -> bool {
        choice.decide(&Environment::with(variables.iter().copied()), is_terminal)
    }

    #[test]
    fn on_a_terminal_by_itself() {
        let auto = ColorChoice::Auto;
        assert!(decide(auto, &[("TERM", "xterm")], true));
        assert!(!decide(auto, &[("TERM", "xterm")], false));
        assert!(!decide(auto, &[("TERM", "dumb")], true));
        assert!(!decide(auto, &[], true));
        assert!(!decide(auto, &[("TERM", "xterm"), ("CLICOLOR", "0")], true));
    }

    #[test]
    fn the_environment_rules_the_automatic_choice_only() {
        let auto = ColorChoice::Auto;
        assert!(!decide(auto, &[("TERM", "xterm"), ("NO_COLOR", "1")], true));
        assert!(decide(auto, &[("TERM", "xterm"), ("NO_COLOR", "")], true));
        assert!(decide(auto, &[("CLICOLOR_FORCE", "1")], false));
        assert!(!decide(auto, &[("CLICOLOR_FORCE", "0")], false));
        assert!(!decide(auto, &[("CLICOLOR_FORCE", "1"), ("NO_COLOR", "1")], true));
        assert!(decide(ColorChoice::Always, &[("NO_COLOR", "1"), ("TERM", "dumb")], false));
        assert!(!decide(ColorChoice::Never, &[("CLICOLOR_FORCE", "1")], true));
    }

    #[test]
    fn paint_is_nothing_without_colour() {
        assert_eq!(Paint::Green.on("active", false), "active");
        assert_eq!(Paint::Green.on("active", true), "\u{1b}[32mactive\u{1b}[0m");
        assert_eq!(Paint::Green.on("", true), "");
    }
}
