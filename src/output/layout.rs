//! What tables and pages have in common: comfy-table without borders, told all that it would else ask for.

use comfy_table::{ContentArrangement, Table, Width, presets};

/// A layout without borders and without rows. It is told the width and gets its colours within the cells, so it asks
/// neither the terminal nor the environment.
pub(super) fn borderless(width: Option<usize>) -> Table {
    let mut table = Table::new();
    table.load_style(presets::NOTHING).force_no_tty();
    if let Some(width) = width {
        table.set_content_arrangement(ContentArrangement::Dynamic).set_width(cells(width));
    }
    table
}

/// A width in the type that comfy-table counts in.
pub(super) fn cells(width: usize) -> u16 {
    u16::try_from(width).unwrap_or(u16::MAX)
}

/// A width that a column shall have, with the spaces before and behind it.
pub(super) fn fixed(width: usize, padding: (u16, u16)) -> Width {
    Width::Fixed(cells(width).saturating_add(padding.0).saturating_add(padding.1))
}

/// The laid out lines, none of which ends in spaces.
pub(super) fn lines(table: &Table) -> impl Iterator<Item = String> {
    table.lines().map(|line| line.trim_end().to_owned())
}
