//! Imports of `ct` that left rows out and were parked: what it takes to go on with them.

use postgres_types::Type;
use serde::{Deserialize, Serialize};

use crate::db::Database;
use crate::{Error, Result};

/// What is kept of an import that was parked. It holds no secrets: how passwords are given is told again.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Details {
    /// Of what the rows are.
    pub noun: String,
    /// The file that was imported first, as it was named.
    pub file: String,
    /// Where the rows are that were left out, to be corrected.
    pub rejects: String,
    /// The flags by which they are read, such as `--map=Mail=email`.
    pub flags: Vec<String>,
}

/// What becomes of the rows that an import leaves out, beside the file that they go to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Parking {
    /// Nothing.
    None,
    /// If there are any, a paused operation, in the transaction of the import.
    Park(Details),
    /// These are the rows of one that is parked: it is resumed, or stays parked if some are left out again.
    Resume {
        /// Its number.
        id: i64,
        /// What is kept then.
        details: Details,
    },
}

/// Where a parked import stands after rows of it have been imported.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Parked {
    /// The number of the paused operation.
    pub id: i64,
    /// Whether it is still, or anew, parked; or else resumed.
    pub is_parked: bool,
}

/// What is kept of a parked import, and by whom that was said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kept {
    /// What is kept.
    pub details: Details,
    /// Whether whoever asks has parked it, and said where the rows are.
    pub is_own: bool,
}

/// What is kept of a parked import; none if the operation is of another system and `ct` can only mark it.
///
/// # Errors
/// [`Error::NotPermitted`] for one of somebody else; [`Error::Refused`] if it is not parked any more.
pub async fn details(database: &Database, id: i64) -> Result<Option<Kept>> {
    let (state, details, is_own) = database
        .read(async |transaction| {
            let sql = "-- paused::details\nselect state, details, is_own from paused_details($1)";
            let row = transaction.row("paused::details", sql, &[(&id, Type::INT8)]).await?;
            Ok((row.get::<_, String>(0), row.get::<_, Option<serde_json::Value>>(1), row.get(2)))
        })
        .await?;
    let Some(details) = details else { return Ok(None) };
    if state != "parked" {
        return Err(Error::refused(
            format!("paused operation {id} is not parked any more: it was {state}"),
            "ct paused list shows what is parked",
        ));
    }
    let details = serde_json::from_value(details);
    details.map(|details| Some(Kept { details, is_own })).map_err(|cause| {
        Error::Fault(format!("what is kept of the parked import {id} cannot be read: {cause}"))
    })
}
