//! What somebody has: how much, and which.

use futures_util::TryStreamExt;
use postgres_types::Type;

use super::{Manager, list, manager};
use crate::Result;
use crate::db::Transaction;
use crate::noun::{Filter, Found};
use crate::record::Record;

/// The columns of the list.
const COLUMNS: [&str; 7] =
    ["client", "client_name", "begin_date", "end_date", "organization", "status", "id"];

/// The open assignments of one user.
#[derive(Clone, Debug)]
pub struct Caseload {
    /// Whose.
    pub manager: Manager,
    /// How many, by organization.
    pub organizations: Vec<ByOrganization>,
    /// The columns of the list.
    pub columns: [&'static str; 7],
    /// The list.
    pub records: Vec<Record>,
}

/// How many somebody has of one organization's clients.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct ByOrganization {
    /// The organization's code.
    pub organization: String,
    /// How many are in force.
    pub active: i64,
    /// How many begin later.
    pub planned: i64,
}

fn open_of(user: &Manager) -> Vec<Filter> {
    vec![Filter::Told("user_id", user.id.into()), Filter::Text("status", "active".to_owned())]
}

/// What somebody has that is open, as far as whoever asks sees it (REQUIREMENTS C3).
///
/// # Errors
/// [`crate::Error::NotFound`] if there is no such user.
pub async fn caseload(transaction: &Transaction<'_>, named: &str) -> Result<Caseload> {
    let manager = manager(transaction, named).await?;
    let sql = "-- caseload::counts\nselect organization, active, planned from caseload_counts($1)";
    let rows = transaction.rows("caseload::counts", sql, &[(&manager.id, Type::INT8)]).await?;
    let organizations = rows
        .iter()
        .map(|row| ByOrganization { organization: row.get(0), active: row.get(1), planned: row.get(2) })
        .collect();
    let records = list(&COLUMNS, open_of(&manager), None).stream(transaction).await?.try_collect().await?;
    Ok(Caseload { manager, organizations, columns: COLUMNS, records })
}

/// Whether a client is somebody's now, or will be.
///
/// # Errors
/// What the database refuses.
pub async fn has_open(transaction: &Transaction<'_>, client: &Found, user: &Manager) -> Result<bool> {
    let mut filters = open_of(user);
    filters.push(Filter::Told("client_id", client.id.into()));
    let open: Vec<Record> =
        list(&["client"], filters, Some(1)).stream(transaction).await?.try_collect().await?;
    Ok(!open.is_empty())
}
