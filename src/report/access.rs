//! Access review: every user, what they are and what they may do (REQUIREMENTS H2).

use chrono::{DateTime, Utc};
use futures_util::{Stream, TryStreamExt};
use postgres_types::Type;
use tokio_postgres::Row;

use crate::Result;
use crate::db::Transaction;
use crate::record::{Heading, Record, Value};

/// What stands over the columns.
pub const HEADINGS: [Heading; 21] = [
    Heading::new("id", "Id"),
    Heading::new("email", "E-mail"),
    Heading::new("name", "Name"),
    Heading::new("kind", "Kind"),
    Heading::new("status", "Status"),
    Heading::new("status_since", "Since"),
    Heading::new("status_reason", "Why"),
    Heading::new("status_by", "By"),
    Heading::new("ends_at", "Ends"),
    Heading::new("organization", "Organization"),
    Heading::new("organizations", "Organizations"),
    Heading::new("workgroups", "Workgroups"),
    Heading::new("tools", "Tools"),
    Heading::new("administrator", "Administrator"),
    Heading::new("elevated", "Elevated rights"),
    Heading::new("supervisor", "Supervisor"),
    Heading::new("supervisor_status", "Supervisor is"),
    Heading::new("last_login_at", "Last login"),
    Heading::new("password_state", "Password"),
    Heading::new("password_set_at", "Password set"),
    Heading::new("created_at", "Created"),
];

/// The statuses that there are.
pub const STATUSES: [&str; 7] =
    ["active", "ends", "pending", "locked", "locked for inactivity", "password expired", "inactive"];

/// Which users; without any of these, all.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    /// Those that this organization owns, by its id.
    pub organization: Option<i64>,
    /// Those with this workgroup, by its id.
    pub workgroup: Option<i64>,
    /// Those with access to this tool, and at least at this level.
    pub tool: Option<(String, String)>,
    /// Those with this status.
    pub status: Option<String>,
    /// The team of this user.
    pub supervisor: Option<i64>,
}

/// Every user that whoever acts sees, by name, row by row: a hundred thousand take no more memory than one.
///
/// # Errors
/// [`crate::Error::NotPermitted`] without read access to the tool reports.
pub async fn access(
    transaction: &Transaction<'_>,
    filter: &Filter,
) -> Result<impl Stream<Item = Result<Record>> + use<>> {
    let (tool, level) = filter.tool.clone().unzip();
    let sql = "-- report::access\nselect * from report_access($1, $2, $3, $4, $5, $6)";
    let parameters = [
        (&filter.organization as _, Type::INT8),
        (&filter.workgroup as _, Type::INT8),
        (&tool as _, Type::TEXT),
        (&level as _, Type::TEXT),
        (&filter.status as _, Type::TEXT),
        (&filter.supervisor as _, Type::INT8),
    ];
    let rows = transaction.stream("report::access", sql, &parameters).await?;
    Ok(rows.map_ok(|row| record(&row)).map_err(|cause| crate::db::failed("report::access", cause)))
}

fn record(row: &Row) -> Record {
    let text = |name: &str| Value::from(row.get::<_, Option<String>>(name));
    let time = |name: &str| Value::from(row.get::<_, Option<DateTime<Utc>>>(name));
    let list = |name: &str| Value::from(row.get::<_, Vec<String>>(name));
    let value = |heading: &Heading| match heading.name {
        "id" => Value::Number(row.get("id")),
        "administrator" => Value::Flag(row.get("administrator")),
        name @ ("organizations" | "workgroups" | "tools" | "elevated") => list(name),
        name if name.ends_with("_at") || name == "status_since" => time(name),
        name => text(name),
    };
    Record { id: row.get("id"), values: HEADINGS.iter().map(value).collect() }
}
