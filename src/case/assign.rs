//! Gives a client to case managers.

use chrono::NaiveDate;
use postgres_types::Type;

use super::Manager;
use crate::Result;
use crate::db::{Database, Operation};
use crate::noun::Found;

/// To be given.
#[derive(Clone, Debug)]
pub struct Assign {
    /// The client.
    pub client: Found,
    /// To whom.
    pub managers: Vec<Manager>,
    /// The first day.
    pub begin: NaiveDate,
    /// The last day; none: open.
    pub end: Option<NaiveDate>,
}

/// An assignment that is there now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Assigned {
    /// Its number.
    pub id: i64,
    /// The case manager.
    pub manager: Manager,
    /// Its first day, which may be before the one that was told.
    pub begin: NaiveDate,
    /// Its last day.
    pub end: Option<NaiveDate>,
    /// Whether it is new, or was there already.
    pub is_new: bool,
}

/// Gives a client to all of them, or to none. A second time succeeds, and says so.
///
/// # Errors
/// [`crate::Error::Refused`] for who may not have it, and for an assignment that would overlap with another of theirs.
pub async fn assign(database: &Database, operation: &Operation, told: &Assign) -> Result<Vec<Assigned>> {
    let mut ids: Vec<i64> = told.managers.iter().map(|manager| manager.id).collect();
    ids.sort_unstable();
    database
        .write(operation, async |transaction| {
            let sql = "-- case::assign\nselect id, email, name, begin_date, end_date, is_new from case_assign($1, $2, $3, $4)";
            let parameters = [
                (&told.client.id as _, Type::INT8),
                (&ids as _, Type::INT8_ARRAY),
                (&told.begin as _, Type::DATE),
                (&told.end as _, Type::DATE),
            ];
            let rows = transaction.rows("case::assign", sql, &parameters).await?;
            let mut assigned: Vec<Assigned> = Vec::new();
            for row in &rows {
                let email: String = row.get(1);
                let id = told.managers.iter().find(|manager| manager.email == email).map_or(0, |found| found.id);
                assigned.push(Assigned {
                    id: row.get(0),
                    manager: Manager { id, email, name: row.get(2) },
                    begin: row.get(3),
                    end: row.get(4),
                    is_new: row.get(5),
                });
            }
            Ok(assigned)
        })
        .await
}
