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

/// What is read of a user, with the types that the views have it in.
const COLUMNS: [(&str, &str); 39] = [
    ("id", "bigint"),
    ("kind", "text"),
    ("email", "text"),
    ("name", "text"),
    ("job_title", "text"),
    ("address", "text"),
    ("phone", "text"),
    ("external_id", "text"),
    ("provider", "text"),
    ("organization", "text"),
    ("location", "text"),
    ("supervisor", "text"),
    ("case_manager", "boolean"),
    ("workgroups", "text[]"),
    ("organizations", "text[]"),
    ("tools", "text[]"),
    ("support", "text"),
    ("status", "text"),
    ("status_since", "timestamptz"),
    ("status_reason", "text"),
    ("status_by", "text"),
    ("standing", "text"),
    ("ends_at", "timestamptz"),
    ("ends_reason", "text"),
    ("ends_by", "text"),
    ("ends_work", "text"),
    ("ends_transfer_to", "text"),
    ("ends_team_to", "text"),
    ("inactivity_exempt", "boolean"),
    ("inactivity_warned_at", "timestamptz"),
    ("inactivity_locked_at", "timestamptz"),
    ("password_state", "text"),
    ("password_set_at", "timestamptz"),
    ("password_expires_at", "timestamptz"),
    ("last_login_at", "timestamptz"),
    ("locked", "text"),
    ("created_at", "timestamptz"),
    ("security_question", "text"),
    ("team", "bigint"),
];

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
        let sql = sql(transaction, "login = $1", "user_named($1)");
        let rows = transaction.rows("user::details", &sql, &[(&login, Type::TEXT)]).await?;
        if let Some(row) = rows.first() {
            return Ok(of_row(row));
        }
    }
    let found = find(transaction, &USER, named).await?;
    let row = transaction
        .row("user::details", &sql(transaction, "id = $1", "$1"), &[(&found.id, Type::INT8)])
        .await?;
    Ok(of_row(&row))
}

fn sql(transaction: &Transaction<'_>, condition: &str, ids: &str) -> String {
    let names: Vec<_> = COLUMNS.iter().map(|(name, _)| *name).collect();
    if !transaction.is_as_user() {
        return format!("-- user::details\nselect {} from user_register where {condition}", names.join(", "));
    }
    let typed: Vec<_> = COLUMNS.iter().map(|(name, kind)| format!("{name} {kind}")).collect();
    format!(
        "-- user::details\nselect * from user_read(array[{ids}], '{{{}}}') page ({})",
        names.join(","),
        typed.join(", ")
    )
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
        text("status", "State"),
        time("status_since", "Since"),
        text("status_reason", "Why"),
        text("status_by", "By whom"),
        text("standing", "Status"),
        time("ends_at", "Ends"),
        text("ends_reason", "Why it ends"),
        text("ends_by", "Scheduled by"),
        text("ends_work", "Open work then"),
        text("ends_transfer_to", "Goes to"),
        text("ends_team_to", "The team goes to"),
        (
            Heading::new("inactivity_exempt", "Exempt from inactivity"),
            Value::Flag(row.get("inactivity_exempt")),
        ),
        time("inactivity_warned_at", "Warned of inactivity"),
        time("inactivity_locked_at", "Locked for inactivity"),
        text("password_state", "Password"),
        time("password_set_at", "Password set"),
        time("password_expires_at", "Password holds until"),
        text("security_question", "Security question"),
        time("last_login_at", "Last login"),
        text("locked", "Locked"),
        time("created_at", "Added"),
        number("team", "Team"),
    ]
}
