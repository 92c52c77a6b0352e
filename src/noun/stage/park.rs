//! What an import left out is parked, in its own transaction; or what was parked is resumed.

use postgres_types::Type;

use super::Request;
use super::planned::Rejected;
use crate::db::Transaction;
use crate::paused::import::{Details, Parked, Parking};
use crate::{Error, Result};

/// To be called in the transaction that writes the import, after all else.
pub(super) async fn park(
    transaction: &Transaction<'_>,
    request: &Request,
    rejected: &Rejected,
) -> Result<Option<Parked>> {
    let (rows, left_out) = (rejected.rows, rejected.lines.len() as u64);
    match &request.parking {
        Parking::None => Ok(None),
        Parking::Park(_) if left_out == 0 => Ok(None),
        Parking::Park(details) => {
            let step = format!("{left_out} of {rows} rows rejected");
            let details = json(details)?;
            let sql = "-- paused::park\nselect paused_park($1, $2, $3, $4)";
            let parameters = [
                (&request.operation.id as _, Type::UUID),
                (&request.noun.name as _, Type::TEXT),
                (&step as _, Type::TEXT),
                (&details as _, Type::JSONB),
            ];
            let id = transaction.row("paused::park", sql, &parameters).await?.get(0);
            Ok(Some(Parked { id, is_parked: true }))
        }
        Parking::Resume { id, details } => {
            let step = match left_out {
                0 => format!("{rows} rows taken"),
                _ => format!("{left_out} of {rows} rows still rejected"),
            };
            let details = json(details)?;
            let left_out = i64::try_from(left_out).unwrap_or(i64::MAX);
            let sql = "-- paused::resume_import\nselect paused_resume_import($1, $2, $3, $4, $5)";
            let parameters = [
                (id as _, Type::INT8),
                (&request.operation.id as _, Type::UUID),
                (&left_out as _, Type::INT8),
                (&step as _, Type::TEXT),
                (&details as _, Type::JSONB),
            ];
            let state: String = transaction.row("paused::resume_import", sql, &parameters).await?.get(0);
            Ok(Some(Parked { id: *id, is_parked: state == "parked" }))
        }
    }
}

fn json(details: &Details) -> Result<serde_json::Value> {
    serde_json::to_value(details).map_err(|cause| Error::Fault(format!("the flags cannot be kept: {cause}")))
}
