//! Orphans: open work whose holders are inactive, and staff whose supervisor is (REQUIREMENTS C4).

use chrono::{DateTime, Utc};
use postgres_types::Type;

use crate::Result;
use crate::db::Transaction;
use crate::record::{Heading, Record};

/// What stands over the columns.
pub const HEADINGS: [Heading; 7] = [
    Heading::new("kind", "Kind"),
    Heading::new("id", "Id"),
    Heading::new("what", "What"),
    Heading::new("held_by", "Held by"),
    Heading::new("todo", "What to do"),
    Heading::new("inactive_since", "Inactive since"),
    Heading::new("organization", "Organization"),
];

/// The kinds of orphans: case assignments that are open; clients whose case manager has left without another; open tasks of somebody inactive; those of whose participants nobody is
/// active; what is parked; staff under an inactive supervisor.
pub const KINDS: [&str; 6] = ["case", "unassigned", "task", "abandoned-task", "paused", "staff"];

/// So many of a kind, in words: `2 cases`, `1 abandoned task`, `3 staff`.
#[must_use]
pub fn counted(kind: &str, number: u64) -> String {
    let word = match kind {
        "unassigned" => "unassigned client",
        "abandoned-task" => "abandoned task",
        "paused" => "parked operation",
        "staff" => return format!("{number} staff"),
        kind => kind,
    };
    format!("{number} {word}{}", if number == 1 { "" } else { "s" })
}

/// The orphans that whoever acts sees, kind by kind, those who went first first; of these kinds, or all; at most so many.
///
/// # Errors
/// [`crate::Error::NotPermitted`] without read access to the tool reports.
pub async fn orphans(
    transaction: &Transaction<'_>,
    kinds: Option<&[String]>,
    limit: Option<u32>,
) -> Result<Vec<Record>> {
    let sql = "-- report::orphans\nselect kind, id, what, holders, inactive_since, organization from report_orphans($1) limit $2";
    let limit = limit.map(i64::from);
    let parameters = [(&kinds as _, Type::TEXT_ARRAY), (&limit as _, Type::INT8)];
    let rows = transaction.rows("report::orphans", sql, &parameters).await?;
    Ok(rows.iter().map(record).collect())
}

fn record(row: &tokio_postgres::Row) -> Record {
    let (kind, id): (String, i64) = (row.get(0), row.get(1));
    let what: Option<String> = row.get(2);
    let holders: Vec<String> = row.get(3);
    let todo = todo(&kind, id, what.as_deref().unwrap_or_default(), holders.first().map(String::as_str));
    Record {
        id,
        values: vec![
            kind.into(),
            id.into(),
            what.into(),
            holders.into(),
            todo.into(),
            row.get::<_, Option<DateTime<Utc>>>(4).into(),
            row.get::<_, Option<String>>(5).into(),
        ],
    }
}

/// The command that mends it.
fn todo(kind: &str, id: i64, what: &str, holder: Option<&str>) -> String {
    match (kind, holder) {
        ("case", Some(holder)) => format!("ct caseload transfer {holder} --to USER"),
        ("case", None) => format!("ct case assign {what} --to USER, then ct case end {id}"),
        ("unassigned", _) => format!("ct case assign {what} --to USER"),
        ("paused", _) => format!("ct paused resume {id}, or ct paused cancel {id}"),
        ("staff", _) => format!("ct user edit {what} --supervisor USER"),
        ("abandoned-task", _) => format!("ct task edit {id} --participants USER, or ct task complete {id}"),
        _ => format!("ct task edit {id} --for USER, or --participants USER"),
    }
}

#[cfg(test)]
mod tests {
    use super::{KINDS, counted};

    #[test]
    fn kinds_are_counted_in_words() {
        let told = |number| KINDS.map(|kind| counted(kind, number));
        let one = "1 case, 1 unassigned client, 1 task, 1 abandoned task, 1 parked operation, 1 staff";
        assert_eq!(told(1).join(", "), one);
        let two = "2 cases, 2 unassigned clients, 2 tasks, 2 abandoned tasks, 2 parked operations, 2 staff";
        assert_eq!(told(2).join(", "), two);
    }
}
