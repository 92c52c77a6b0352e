//! How wide, how coloured, how guarded.

use std::io::IsTerminal;
use std::os::fd::AsFd;

use super::ColorChoice;
use crate::csv_io::Cells;
use crate::environment::Environment;

/// The width of a terminal that does not tell its own.
const USUAL_WIDTH: usize = 80;

/// Who chose the columns of a list.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Columns {
    /// Nobody: a table that is too wide leaves out its last ones, and says so.
    #[default]
    Usual,
    /// The caller, with `--columns`: each one is shown, wrapped if it must be.
    Chosen,
}

/// How output is to look; the default is [`Style::PIPE`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Style {
    /// The width in terminal cells that a line may have; none where there is no limit.
    pub width: Option<usize>,
    /// Whether there is colour.
    pub color: bool,
    /// Who chose the columns.
    pub columns: Columns,
    /// What CSV does with dangerous cells.
    pub cells: Cells,
}

impl Default for Style {
    fn default() -> Self {
        Self::PIPE
    }
}

impl Style {
    /// What suits a pipe: no limit to the width, no colour.
    pub const PIPE: Self = Self { width: None, color: false, columns: Columns::Usual, cells: Cells::Guarded };

    /// The style that suits a stream, such as `&io::stdout()`: on a terminal its width; elsewhere what
    /// `COLUMNS` says, or no limit, since whatever reads a pipe wants whole lines.
    #[must_use]
    pub fn of_stream<S: AsFd + IsTerminal>(
        stream: &S,
        choice: ColorChoice,
        environment: &Environment,
    ) -> Self {
        let is_terminal = stream.is_terminal();
        let told =
            environment.get("COLUMNS").and_then(|columns| columns.parse().ok()).filter(|width| *width > 0);
        let width = if is_terminal { terminal_width(stream).or(told).or(Some(USUAL_WIDTH)) } else { told };
        Self { width, color: choice.decide(environment, is_terminal), ..Self::PIPE }
    }
}

fn terminal_width(stream: &impl AsFd) -> Option<usize> {
    let size = rustix::termios::tcgetwinsize(stream).ok()?;
    (size.ws_col > 0).then(|| usize::from(size.ws_col))
}

#[cfg(test)]
mod tests {
    use super::{ColorChoice, Style};
    use crate::environment::Environment;

    #[test]
    fn a_file_has_no_width_unless_told() {
        let file = tempfile::tempfile().unwrap();
        let style = |variables: &[(&str, &str)]| {
            Style::of_stream(&file, ColorChoice::Auto, &Environment::with(variables.iter().copied()))
        };
        assert_eq!(style(&[]), Style::default());
        assert_eq!(style(&[("COLUMNS", "100")]).width, Some(100));
        assert_eq!(style(&[("COLUMNS", "0")]).width, None);
        assert_eq!(style(&[("COLUMNS", "wide")]).width, None);
    }
}
