//! What is shown: data to standard output, one file a format, and talk to standard error.
//!
//! A list goes through a [`Sheet`], one thing through a [`Page`]; what is said beside it through [`Talk`].
//! Everything that a person sees passes [`neutralise`], so that no name in the database can steer a terminal.

mod color;
mod csv;
mod format;
mod groups;
mod html;
mod id;
mod json;
mod jsonl;
mod layout;
mod page;
mod people;
mod progress;
mod sheet;
mod style;
mod table;
mod talk;
mod terminal;
#[cfg(test)]
mod test_data;
mod width;

use std::io::{self, BufWriter, StdoutLock};

pub use crate::csv_io::Cells;
pub use color::ColorChoice;
pub use format::Format;
pub use groups::Groups;
pub use html::{About, Chart, HtmlPage, MOST_ROWS, Tally};
pub use page::Page;
pub(crate) use people::{creation as creation_for_people, line as line_for_people, side as side_for_people};
pub use progress::{Progress, ProgressStyle};
pub use sheet::{Finished, Sheet};
pub use style::{Columns, Style};
pub use talk::{Talk, TalkStyle, kind_of};
pub use terminal::neutralise;
pub(crate) use width::{cut, width};

/// The output could not be written: the disk is full, or the reader of the pipe has gone.
///
/// It is a type of its own so that a broken connection to the database is never mistaken for a closed pipe.
#[derive(Debug, thiserror::Error)]
#[error("cannot write the output")]
pub struct CannotWrite(#[from] io::Error);

/// Whether an error is only that the reader of standard output has gone, as `head` does when it has seen
/// enough: a quiet end with status 0.
#[must_use]
pub fn is_closed_pipe(error: &anyhow::Error) -> bool {
    let mut causes = error.chain().filter_map(|cause| cause.downcast_ref::<CannotWrite>());
    causes.any(|CannotWrite(cause)| cause.kind() == io::ErrorKind::BrokenPipe)
}

/// Standard output, buffered for many rows; [`Sheet::end`] and [`Page::write`] flush it.
#[must_use]
pub fn standard_output() -> BufWriter<StdoutLock<'static>> {
    BufWriter::with_capacity(64 * 1024, io::stdout().lock())
}

#[cfg(test)]
mod tests {
    use super::{CannotWrite, is_closed_pipe};
    use std::io;

    #[test]
    fn only_the_outputs_own_pipe_counts() {
        let broken = || io::Error::from(io::ErrorKind::BrokenPipe);
        let ours = anyhow::Error::from(CannotWrite(broken())).context("listing users");
        assert!(is_closed_pipe(&ours));
        assert!(!is_closed_pipe(&anyhow::Error::from(broken()).context("the database")));
        assert!(!is_closed_pipe(&CannotWrite(io::Error::from(io::ErrorKind::StorageFull)).into()));
    }
}
