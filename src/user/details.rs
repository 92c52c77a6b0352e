//! Everything about one user.

use chrono::{DateTime, Utc};
use postgres_types::Type;
use tokio_postgres::Row;

use super::USER;
use crate::Result;
use crate::csv_io::normal_email;
use crate::db::Transaction;
use crate::noun::find;
use crate::record::{Heading, Value};

const SQL: &str = "-- user::details
select id, kind, email, name, job_title, address, phone, external_id, provider, organization, location, supervisor, case_manager,
    workgroups, organizations, tools, support, status, status_since, status_reason, password_state, password_set_at,
    password_expires_at, last_login_at, locked, created_at,
    (select count(*) from @users@ t where t.supervisor_id = v.id and t.deactivated_at is null) as team
from ";

/// One user with everything about it.
#[derive(Clone, Debug)]
pub struct Details {
    /// The id.
    pub id: i64,
    /// The name.
    pub name: String,
    /// Each field with what stands before it.
    pub fields: Vec<(Heading, Value)>,
}

/// Everything about the user who is named as [`find`] has it. An e-mail, the usual way, takes one statement.
///
/// # Errors
/// As [`find`].
pub async fn details(transaction: &Transaction<'_>, named: &str) -> Result<Details> {
    if let Ok(login) = normal_email(named) {
        let named = if transaction.is_as_user() { "id = (select user_named($1))" } else { "login = $1" };
        let sql = sql(transaction, named);
        let rows = transaction.rows("user::details", &sql, &[(&login, Type::TEXT)]).await?;
        if let Some(row) = rows.first() {
            return Ok(of_row(row));
        }
    }
    let found = find(transaction, &USER, named).await?;
    let row =
        transaction.row("user::details", &sql(transaction, "id = $1"), &[(&found.id, Type::INT8)]).await?;
    Ok(of_row(&row))
}

fn sql(transaction: &Transaction<'_>, condition: &str) -> String {
    let users = if transaction.is_as_user() { "user_seen" } else { "users" };
    format!("{}{} v where {condition}", SQL.replace("@users@", users), transaction.users())
}

fn of_row(row: &Row) -> Details {
    Details { id: row.get("id"), name: row.get("name"), fields: fields(row) }
}

fn fields(row: &Row) -> Vec<(Heading, Value)> {
    let text = |name: &'static str, title: &'static str| {
        (Heading::new(name, title), Value::from(row.get::<_, Option<String>>(name)))
    };
    let time = |name: &'static str, title: &'static str| {
        (Heading::new(name, title), Value::from(row.get::<_, Option<DateTime<Utc>>>(name)))
    };
    let list = |name: &'static str, title: &'static str| {
        (Heading::new(name, title), Value::List(row.get::<_, Vec<String>>(name)))
    };
    let number = |name: &'static str, title: &'static str| {
        (Heading::new(name, title), Value::Number(row.get::<_, i64>(name)))
    };
    vec![
        number("id", "Id"),
        text("kind", "Kind"),
        text("email", "E-mail"),
        text("name", "Name"),
        text("job_title", "Job title"),
        text("address", "Address"),
        text("phone", "Phone"),
        text("external_id", "External id"),
        text("provider", "Provider"),
        text("organization", "Organization"),
        text("location", "Location"),
        text("supervisor", "Supervisor"),
        (Heading::new("case_manager", "Case manager"), Value::Flag(row.get("case_manager"))),
        list("workgroups", "Workgroups"),
        list("organizations", "Further organizations"),
        list("tools", "Tool access"),
        text("support", "Support issues"),
        text("status", "Status"),
        time("status_since", "Since"),
        text("status_reason", "Why"),
        text("password_state", "Password"),
        time("password_set_at", "Password set"),
        time("password_expires_at", "Password holds until"),
        time("last_login_at", "Last login"),
        text("locked", "Locked"),
        time("created_at", "Added"),
        number("team", "Team"),
    ]
}
