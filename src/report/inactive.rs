//! Who has not been there for long, and is not inactive yet (REQUIREMENTS B4).

use chrono::{DateTime, Utc};
use futures_util::{Stream, TryStreamExt};
use postgres_types::Type;
use tokio_postgres::Row;

use crate::Result;
use crate::db::Transaction;
use crate::record::{Heading, Record, Value};

/// What stands over the columns.
pub const HEADINGS: [Heading; 15] = [
    Heading::new("id", "Id"),
    Heading::new("email", "E-mail"),
    Heading::new("name", "Name"),
    Heading::new("status", "Status"),
    Heading::new("last_login_at", "Last login"),
    Heading::new("last_activity_at", "Counted from"),
    Heading::new("days", "Days"),
    Heading::new("organization", "Organization"),
    Heading::new("supervisor", "Supervisor"),
    Heading::new("cases", "Open cases"),
    Heading::new("tasks", "Open tasks"),
    Heading::new("exempt", "Exempt"),
    Heading::new("warned_at", "Warned"),
    Heading::new("locked_at", "Locked"),
    Heading::new("ends_at", "Ends"),
];

/// Whoever has not logged in for so many days, the longest first; counted from when they were created, reactivated or
/// unlocked, if that is later; of one organization, or all within reach; at most so many.
///
/// # Errors
/// [`crate::Error::NotPermitted`] without read access to the tool reports.
pub async fn inactive(
    transaction: &Transaction<'_>,
    now: DateTime<Utc>,
    days: i32,
    organization: Option<i64>,
    limit: Option<u32>,
) -> Result<impl Stream<Item = Result<Record>> + use<>> {
    let sql = "-- report::inactive\nselect * from report_inactive($1, $2, $3) limit $4";
    let limit = limit.map(i64::from);
    let parameters = [
        (&now as _, Type::TIMESTAMPTZ),
        (&days as _, Type::INT4),
        (&organization as _, Type::INT8),
        (&limit as _, Type::INT8),
    ];
    let rows = transaction.stream("report::inactive", sql, &parameters).await?;
    Ok(rows.map_ok(|row| record(&row)).map_err(|cause| crate::db::failed("report::inactive", cause)))
}

fn record(row: &Row) -> Record {
    let value = |heading: &Heading| match heading.name {
        name @ ("id" | "cases" | "tasks") => Value::Number(row.get(name)),
        "days" => Value::Number(row.get::<_, i32>("days").into()),
        "exempt" => Value::Flag(row.get("exempt")),
        name if name.ends_with("_at") => row.get::<_, Option<DateTime<Utc>>>(name).into(),
        name => row.get::<_, Option<String>>(name).into(),
    };
    Record { id: row.get("id"), values: HEADINGS.iter().map(value).collect() }
}
