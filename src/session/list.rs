//! Sessions: who is logged in, and how to end that.

use chrono::{DateTime, Utc};
use postgres_types::Type;
use tokio_postgres::Row;

use super::Store;
use crate::Result;
use crate::db::{Database, Operation, Transaction};
use crate::record::{Heading, Record, Value};

/// What stands over the columns of a list of sessions.
pub const HEADINGS: [Heading; 12] = [
    Heading::new("id", "Id"),
    Heading::new("email", "E-mail"),
    Heading::new("name", "Name"),
    Heading::new("state", "State"),
    Heading::new("started_at", "Since"),
    Heading::new("ends_at", "Ends"),
    Heading::new("client", "From"),
    Heading::new("workgroup", "Workgroup"),
    Heading::new("organization", "Organization"),
    Heading::new("location", "Location"),
    Heading::new("seen_at", "Last used"),
    Heading::new("end_reason", "Why"),
];

/// The columns of [`HEADINGS`], and one more.
fn columns() -> String {
    let columns: Vec<_> = HEADINGS.iter().map(|heading| heading.name).collect();
    format!("{}, user_id", columns.join(", "))
}

/// A session.
#[derive(Clone, Debug)]
pub struct Session {
    /// Its number.
    pub id: i64,
    /// The user's id.
    pub user: i64,
    /// The user's e-mail.
    pub email: String,
    /// All of it, under [`HEADINGS`].
    pub record: Record,
}

/// The session that is presented.
#[derive(Clone, Debug)]
pub struct Own {
    /// The session.
    pub session: Session,
    /// Whether its user has to choose a new password before anything else.
    pub must_change: bool,
    /// Whether a security question has to be chosen with it.
    pub question_is_demanded: bool,
}

/// The sessions of a user, or of all; the open ones, or those that have ended too. The latest first.
///
/// # Errors
/// What the database refuses.
pub async fn list(
    transaction: &Transaction<'_>,
    user: Option<i64>,
    all: bool,
    limit: u32,
    after: Option<i64>,
) -> Result<Vec<Session>> {
    let rest = "where ($1::bigint is null or user_id = $1) and ($2 or (ended_at is null and state = 'open')) and ($4::bigint is null or id < $4) order by id desc limit $3";
    let view = if transaction.is_as_user() { "session_overview" } else { "session_register" };
    let sql = format!("-- session::list\nselect {} from {view} {rest}", columns());
    let limit = i64::from(limit);
    let parameters = [
        (&user as _, Type::INT8),
        (&all as _, Type::BOOL),
        (&limit as _, Type::INT8),
        (&after as _, Type::INT8),
    ];
    Ok(transaction.rows("session::list", &sql, &parameters).await?.iter().map(of).collect())
}

/// The session that the database presents; none if it presents none.
///
/// # Errors
/// [`crate::Error::NotPermitted`] if it does not hold any more.
pub async fn own(database: &Database) -> Result<Option<Own>> {
    let sql = format!(
        "-- session::own\nselect {}, must_change, question_is_demanded from session_own()",
        columns()
    );
    let rows = database.read(async |transaction| transaction.rows("session::own", &sql, &[]).await).await?;
    Ok(rows.first().map(|row| Own {
        session: of(row),
        must_change: row.get(13),
        question_is_demanded: row.get(14),
    }))
}

fn of(row: &Row) -> Session {
    let id: i64 = row.get(0);
    let values = HEADINGS.iter().enumerate().map(|(index, heading)| match heading.name {
        "id" => Value::Number(id),
        "started_at" | "ends_at" | "seen_at" => row.get::<_, DateTime<Utc>>(index).into(),
        _ => row.get::<_, Option<String>>(index).into(),
    });
    let values = values.collect();
    Session { id, user: row.get(12), email: row.get(1), record: Record { id, values } }
}

/// The first of these that never was, if one never was.
///
/// # Errors
/// What the database refuses.
pub async fn unknown(transaction: &Transaction<'_>, ids: &[i64]) -> Result<Option<i64>> {
    let sql = "-- session::unknown\nselect min(told) from unnest($1) as told where told not in (select id from session)";
    Ok(transaction.row("session::unknown", sql, &[(&ids as _, Type::INT8_ARRAY)]).await?.get(0))
}

/// Ends sessions; gives how many of them were open.
///
/// # Errors
/// What the database refuses.
pub async fn end(database: &Database, operation: &Operation, ids: &[i64], why: &str) -> Result<i64> {
    let sql = "-- session::end\nselect session_end($1, $2)";
    database
        .write(operation, async |transaction| {
            let parameters = [(&ids as _, Type::INT8_ARRAY), (&why as _, Type::TEXT)];
            Ok(transaction.row("session::end", sql, &parameters).await?.get(0))
        })
        .await
}

/// Ends the sessions that were to end with a terminal which has been closed since. Best effort: they end by themselves, too.
pub async fn end_of_closed_terminals(database: &Database, operation: &Operation, store: &Store) {
    for closed in store.of_closed_terminals() {
        if let Ok(Some(token)) = closed.read_to_end() {
            let database = database.presenting(&token, true);
            if let Ok(Some(own)) = self::own(&database).await {
                let operation = Operation { id: uuid::Uuid::now_v7(), ..operation.clone() };
                let _ = end(&database, &operation, &[own.session.id], "its terminal was closed").await;
            }
        }
        let _ = closed.remove();
    }
}

/// Ends all sessions of a user; gives how many there were.
///
/// # Errors
/// What the database refuses.
pub async fn end_all(database: &Database, operation: &Operation, user: i64, why: &str) -> Result<i64> {
    let sql = "-- session::end_all\nselect session_end(array( \
        select id from session where user_id = $1 and ended_at is null), $2)";
    database
        .write(operation, async |transaction| {
            let parameters = [(&user as _, Type::INT8), (&why as _, Type::TEXT)];
            Ok(transaction.row("session::end_all", sql, &parameters).await?.get(0))
        })
        .await
}

/// Notes that the session which the database presents is in use.
///
/// # Errors
/// [`crate::Error::NotPermitted`] if it does not hold any more.
pub async fn touch(database: &Database) -> Result<()> {
    let sql = "-- session::touch\nselect session_touch()";
    database.stage(async |transaction| transaction.rows("session::touch", sql, &[]).await.map(drop)).await
}
