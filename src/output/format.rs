//! The formats.

/// How a list or a page is written to standard output.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, clap::ValueEnum)]
pub enum Format {
    /// Aligned columns, or labelled lines, for people
    #[default]
    Table,
    /// One JSON array of objects
    Json,
    /// One JSON object a line
    Jsonl,
    /// CSV with a header; what export writes imports again
    Csv,
    /// One id a line
    Id,
    /// One page with charts, for a browser: reports only, so the other commands do not offer it
    #[value(hide = true)]
    Html,
}

impl Format {
    /// Whether talk on standard error is JSON too.
    #[must_use]
    pub const fn is_json(self) -> bool {
        matches!(self, Self::Json | Self::Jsonl)
    }
}
