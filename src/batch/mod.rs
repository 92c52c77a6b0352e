//! Batches: what each import came to, and how to undo it (REQUIREMENTS B6).

mod undo;

use chrono::{DateTime, Utc};
use postgres_types::Type;
use tokio_postgres::Row;

use crate::db::Transaction;
use crate::record::{Heading, Record, Value};
use crate::{Error, Result};

pub use undo::{Left, Undo, Undone, undo};

/// What stands over the columns of a list of batches; the first ones are those of a table.
pub const HEADINGS: [Heading; 18] = [
    Heading::new("id", "Id"),
    Heading::new("at", "When"),
    Heading::new("actor", "Who"),
    Heading::new("source", "File"),
    Heading::new("state", "State"),
    Heading::new("created", "Created"),
    Heading::new("changed", "Changed"),
    Heading::new("unchanged", "Unchanged"),
    Heading::new("rejected", "Rejected"),
    Heading::new("command", "Command"),
    Heading::new("passwords", "Passwords set"),
    Heading::new("undoes", "Undoes"),
    Heading::new("undone_by", "Undone by"),
    Heading::new("undone", "Undone"),
    Heading::new("kept", "Kept"),
    Heading::new("failed", "Failed"),
    Heading::new("reason", "Why"),
    Heading::new("sha256", "SHA-256"),
];

/// How many of [`HEADINGS`] a table has.
pub const LISTED: usize = 10;

/// A batch.
#[derive(Clone, Debug)]
pub struct Batch {
    /// Its number.
    pub id: i64,
    /// What was imported.
    pub noun: String,
    /// The file, as it was named.
    pub source: String,
    /// Its operation, which history refers to.
    pub operation: uuid::Uuid,
    /// `applied`, `undone`, `partly undone`, or `undo`.
    pub state: String,
    /// The batch that undid it last.
    pub undone_by: Option<i64>,
    /// All of it, under [`HEADINGS`].
    pub record: Record,
}

/// Which batches.
#[derive(Clone, Debug)]
pub struct Filter {
    /// Of this noun.
    pub noun: Option<String>,
    /// At most so many, the latest first.
    pub limit: u32,
    /// Those before this one.
    pub after: Option<i64>,
}

fn select(condition: &str) -> String {
    let columns: Vec<_> = HEADINGS.iter().map(|heading| heading.name).collect();
    format!(
        "-- batch::list\nselect {}, noun, operation_id from batch_overview where {condition}",
        columns.join(", ")
    )
}

/// Batches hold changes of all organizations: nobody looks at them by the rights of a user.
fn require_administrator(transaction: &Transaction<'_>) -> Result<()> {
    if !transaction.is_as_user() {
        return Ok(());
    }
    Err(Error::NotPermitted {
        message: "batches are for an administrator's connection, and not for who is logged in".to_owned(),
        hint: Some("ct history list shows changes; ct logout ends the session".to_owned()),
    })
}

/// Lists batches, the latest first.
///
/// # Errors
/// What the database refuses.
pub async fn list(transaction: &Transaction<'_>, filter: &Filter) -> Result<Vec<Batch>> {
    require_administrator(transaction)?;
    let sql = select(
        "($1::text is null or noun = $1) and ($2::bigint is null or id < $2) order by id desc limit $3",
    );
    let limit = i64::from(filter.limit);
    let parameters =
        [(&filter.noun as _, Type::TEXT), (&filter.after as _, Type::INT8), (&limit as _, Type::INT8)];
    let rows = transaction.rows("batch::list", &sql, &parameters).await?;
    Ok(rows.iter().map(of).collect())
}

/// The batch of a number.
///
/// # Errors
/// [`Error::NotFound`].
pub async fn find(transaction: &Transaction<'_>, id: i64) -> Result<Batch> {
    require_administrator(transaction)?;
    let rows = transaction.rows("batch::list", &select("id = $1"), &[(&id, Type::INT8)]).await?;
    rows.first().map(of).ok_or_else(|| Error::NotFound {
        noun: "batch",
        name: id.to_string(),
        hint: Some("ct batch list shows what there is".to_owned()),
    })
}

fn of(row: &Row) -> Batch {
    let values = HEADINGS.iter().enumerate().map(|(index, heading)| match heading.name {
        "at" => row.get::<_, DateTime<Utc>>(index).into(),
        "actor" | "command" | "source" | "state" | "reason" | "sha256" => {
            Value::from(row.get::<_, Option<String>>(index))
        }
        _ => row.get::<_, Option<i64>>(index).into(),
    });
    Batch {
        id: row.get("id"),
        noun: row.get("noun"),
        source: row.get("source"),
        operation: row.get("operation_id"),
        state: row.get("state"),
        undone_by: row.get("undone_by"),
        record: Record { id: row.get("id"), values: values.collect() },
    }
}
