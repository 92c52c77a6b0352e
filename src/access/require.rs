//! What a command takes, told before anything is asked or listed.

use postgres_types::Type;

use crate::Result;
use crate::db::Database;
use crate::noun::Noun;

/// That whoever is logged in may do this with a tool; an administrator's connection without a session may everything.
///
/// # Errors
/// [`crate::Error::NotPermitted`] if not.
pub async fn require(database: &Database, tool: &str, level: &str) -> Result<()> {
    let asked = async |transaction: &crate::db::Transaction<'_>| {
        if transaction.is_as_user() {
            let sql = "-- access::require\nselect require($1, $2)";
            transaction.row("access::require", sql, &[(&tool, Type::TEXT), (&level, Type::TEXT)]).await?;
        }
        Ok(())
    };
    database.read(asked).await
}

/// The tool that writing a noun takes.
#[must_use]
pub fn tool_of(noun: &Noun) -> &'static str {
    match noun.name {
        "user" => "users",
        "workgroup" => "workgroups",
        "client" | "case" | "paused" => "cases",
        "task" => "tasks",
        _ => "organizations",
    }
}

/// That whoever is logged in may give a password to this user, or a question; of oneself other rules tell.
///
/// # Errors
/// [`crate::Error::NotPermitted`] if not.
pub async fn require_account(database: &Database, user: i64) -> Result<()> {
    let asked = async |transaction: &crate::db::Transaction<'_>| {
        if transaction.is_as_user() {
            let sql =
                "-- access::require_account\nselect require_account($1, 'passwords') where $1 <> actor_id()";
            transaction.rows("access::require_account", sql, &[(&user, Type::INT8)]).await?;
        }
        Ok(())
    };
    database.read(asked).await
}
