//! Gives a client of one case manager to another.

use chrono::NaiveDate;
use postgres_types::Type;

use super::Manager;
use crate::Result;
use crate::db::{Database, Operation};
use crate::noun::Found;

/// To be given to somebody else.
#[derive(Clone, Debug)]
pub struct Reassign {
    /// The client.
    pub client: Found,
    /// Whose it is.
    pub from: Manager,
    /// Whose it is to be.
    pub to: Manager,
    /// From which day on.
    pub on: NaiveDate,
}

/// What became of one assignment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reassigned {
    /// The number of the one that was.
    pub was: i64,
    /// Its last day now; none if it had not begun before, and was taken back.
    pub ended: Option<NaiveDate>,
    /// The number of the new one; none if the receiver had the client already.
    pub made: Option<i64>,
    /// Its first day.
    pub begin: Option<NaiveDate>,
    /// Its last day; none: open.
    pub end: Option<NaiveDate>,
}

/// Ends what one case manager has of a client on the day before, and begins it for another. Gives what became of each
/// assignment; nothing if there was nothing to give.
///
/// # Errors
/// [`crate::Error::Refused`] if the receiver may not have it.
pub async fn reassign(
    database: &Database,
    operation: &Operation,
    told: &Reassign,
) -> Result<Vec<Reassigned>> {
    database
        .write(operation, async |transaction| {
            let sql = "-- case::reassign\nselect was, was_end, made, begin_date, end_date \
                       from case_reassign($1, $2, $3, $4)";
            let parameters = [
                (&told.client.id as _, Type::INT8),
                (&told.from.id as _, Type::INT8),
                (&told.to.id as _, Type::INT8),
                (&told.on as _, Type::DATE),
            ];
            let rows = transaction.rows("case::reassign", sql, &parameters).await?;
            Ok(rows
                .iter()
                .map(|row| Reassigned {
                    was: row.get(0),
                    ended: row.get(1),
                    made: row.get(2),
                    begin: row.get(3),
                    end: row.get(4),
                })
                .collect())
        })
        .await
}
