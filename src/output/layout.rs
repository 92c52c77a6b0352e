//! What tables and pages have in common: comfy-table without borders, told all that it would else ask for.

use comfy_table::{ColumnConstraint, ContentArrangement, Table, Width, presets};

/// However narrow it is, what stands beside a label gets so many cells.
const NARROWEST: usize = 16;

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

/// Two columns: labels, as wide as told, and what stands beside each, every part on a line of its own.
pub(super) fn labelled(
    rows: impl Iterator<Item = (String, Vec<String>)>,
    labels: usize,
    width: Option<usize>,
) -> Table {
    let padding = (2, 2);
    let least = labels + 4 + NARROWEST;
    let mut table = borderless(width.map(|width| width.max(least)));
    for (label, parts) in rows {
        table.add_row([label, parts.join("\n")]);
    }
    if let Some(column) = table.column_mut(0) {
        column.set_padding(padding);
        column.set_constraint(ColumnConstraint::Absolute(fixed(labels, padding)));
    }
    if let Some(column) = table.column_mut(1) {
        column.set_padding((0, 0));
    }
    table
}

/// The laid out lines, none of which ends in spaces.
pub(super) fn lines(table: &Table) -> impl Iterator<Item = String> {
    table.lines().map(|line| line.trim_end().to_owned())
}
