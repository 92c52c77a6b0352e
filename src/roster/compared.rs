//! How each column of a roster is compared with what a user has.

use crate::csv_io::Row;
use crate::noun::{Column, Content, Field, Place};

/// A column that the file tells.
#[derive(Clone, Debug)]
pub(super) struct Compared {
    /// Where its field stands in a row.
    pub(super) at: usize,
    /// What it is compared with.
    pub(super) what: What,
    /// Whether the owning organization is one of the set, told or not.
    pub(super) has_owning: bool,
    column: &'static Column,
}

/// What a column is compared with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum What {
    /// A value of the user.
    Value,
    /// The external id.
    ExternalId,
    /// The supervisor's login.
    Supervisor,
    /// Items of a table of their own, each with its SQL.
    Set {
        /// The table.
        table: &'static str,
        /// The item.
        item: &'static str,
    },
    /// Whether the user is active, which all are.
    Status,
}

/// How these columns are compared; none if there is one that cannot be.
pub(super) fn compared(columns: &[&'static Column]) -> Option<Vec<Compared>> {
    let mut at = 0;
    let mut all = Vec::new();
    for column in columns.iter().copied() {
        let what = match column.content {
            Content::Text(_) if column.name == "external_id" => What::ExternalId,
            Content::Email | Content::Text(_) | Content::Choice(_) | Content::Flag | Content::One(_) => {
                What::Value
            }
            Content::Supervisor => What::Supervisor,
            Content::Many(Place::Workgroup) => What::Set { table: "user_workgroup", item: "m.workgroup_id" },
            Content::Many(Place::Organization) => {
                What::Set { table: "user_organization", item: "m.organization_id" }
            }
            Content::Tools => What::Set { table: "user_tool", item: "m.tool || ':' || m.level" },
            Content::Status => What::Status,
            Content::Secret => continue,
            _ => return None,
        };
        let has_owning = column.content == Content::Many(Place::Organization);
        all.push(Compared { at, what, has_owning, column });
        at += column.staged().len();
    }
    Some(all)
}

impl Compared {
    /// Whether it is one value of the user.
    pub(super) const fn is_value(&self) -> bool {
        matches!(self.what, What::Value | What::ExternalId | What::Supervisor)
    }

    /// The SQL of the value, where it is one.
    pub(super) fn sql(&self) -> Option<String> {
        match self.what {
            What::Value | What::ExternalId => Some(format!("u.{}", self.column.field)),
            What::Supervisor => Some("s.login".to_owned()),
            What::Set { .. } | What::Status => None,
        }
    }

    /// Whether a row tells a text in it, and does not empty it.
    pub(super) fn tells(&self, row: &Row) -> bool {
        matches!(&row.fields[self.at], Field::Text(text) if !text.is_empty())
    }
}
