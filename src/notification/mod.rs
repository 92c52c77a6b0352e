//! What people are told (REQUIREMENTS M4): of leavers on their team, of work that came to them, of resets, and
//! administrators of sweeps that need somebody.
//!
//! The database makes a notice where something happens, from a template (`migrations/code/notification.sql`), so that it
//! comes by whatever path. Here it is read by whom it is for; [`template`] has the texts, and [`mail`] sends them.

pub mod mail;
pub mod template;

use chrono::{DateTime, Utc};
use postgres_types::Type;
use tokio_postgres::Row;

use crate::db::{Database, Operation, Transaction};
use crate::record::{Heading, Record, Value};
use crate::{Error, Result};

/// What stands over the columns of a list of notices.
pub const HEADINGS: [Heading; 8] = [
    Heading::new("id", "Id"),
    Heading::new("told_at", "When"),
    Heading::new("kind", "Kind"),
    Heading::new("subject", "Subject"),
    Heading::new("read_at", "Read"),
    Heading::new("mail_state", "Mail"),
    Heading::new("mail_error", "Mail server said"),
    Heading::new("email", "For"),
];

/// All of a notice: what stands beside each of [`Notice::values`].
pub const FIELDS: [Heading; 13] = [
    Heading::new("id", "Id"),
    Heading::new("told_at", "When"),
    Heading::new("kind", "Kind"),
    Heading::new("subject", "Subject"),
    Heading::new("body", "Text"),
    Heading::new("read_at", "Read"),
    Heading::new("mail_state", "Mail"),
    Heading::new("mail_attempts", "Tries"),
    Heading::new("mail_next_at", "Next try"),
    Heading::new("mail_sent_at", "Mailed"),
    Heading::new("mail_error", "Mail server said"),
    Heading::new("email", "For"),
    Heading::new("operation", "Operation"),
];

/// Whose notices are meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Whose {
    /// One's own, of who is logged in.
    Own,
    /// A user's: an administrator's connection may look at anybody's.
    User(i64),
    /// Everybody's, for an administrator's connection.
    All,
}

impl Whose {
    const fn user(self) -> Option<i64> {
        match self {
            Self::User(id) => Some(id),
            Self::Own | Self::All => None,
        }
    }
}

/// One notice with everything about it.
#[derive(Clone, Debug)]
pub struct Notice {
    /// Its number.
    pub id: i64,
    /// The first line.
    pub subject: String,
    /// The text.
    pub body: String,
    /// A value for each of [`FIELDS`].
    pub values: Vec<Value>,
}

/// What came of marking one as read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Marked {
    /// Its number.
    pub id: i64,
    /// Whether it was read already.
    pub already: bool,
}

/// Notices, the latest first, under [`HEADINGS`].
///
/// # Errors
/// [`Error::NotPermitted`] for somebody else's; [`Error::Usage`] if nobody is logged in and it is not said whose.
pub async fn list(
    transaction: &Transaction<'_>,
    whose: Whose,
    only_unread: bool,
    limit: u32,
    before: Option<i64>,
) -> Result<Vec<Record>> {
    if whose == Whose::Own && !transaction.is_as_user() {
        return Err(Error::usage(
            "nobody is logged in, so there are none of one's own",
            "say whose: --user USER, or --all",
        ));
    }
    let sql = "-- notification::list\nselect id, told_at, kind, subject, read_at, mail_state, mail_error, email \
        from notification_page($1, $2, $3, $4)";
    let (user, limit) = (whose.user(), i64::from(limit));
    let parameters = [
        (&user as _, Type::INT8),
        (&only_unread as _, Type::BOOL),
        (&before as _, Type::INT8),
        (&limit as _, Type::INT8),
    ];
    Ok(transaction.rows("notification::list", sql, &parameters).await?.iter().map(record).collect())
}

fn record(row: &Row) -> Record {
    let time = |index| Value::from(row.get::<_, Option<DateTime<Utc>>>(index));
    let text = |index| Value::from(row.get::<_, Option<String>>(index));
    let id: i64 = row.get(0);
    let values = vec![id.into(), time(1), text(2), text(3), time(4), text(5), text(6), text(7)];
    Record { id, values }
}

/// One of one's own, or, by an administrator's connection, anybody's.
///
/// # Errors
/// [`Error::NotFound`] if there is none, or it is somebody else's.
pub async fn show(transaction: &Transaction<'_>, id: i64) -> Result<Notice> {
    let sql = "-- notification::show\nselect id, told_at, kind, subject, body, read_at, mail_state, mail_attempts, \
        mail_next_at, mail_sent_at, mail_error, email, operation_id from notification_show($1)";
    let rows = transaction.rows("notification::show", sql, &[(&id as _, Type::INT8)]).await?;
    let row = rows.first().ok_or_else(|| unknown(id))?;
    let time = |index| Value::from(row.get::<_, Option<DateTime<Utc>>>(index));
    let text = |index| Value::from(row.get::<_, Option<String>>(index));
    let tries = i64::from(row.get::<_, i32>(7));
    let operation = row.get::<_, Option<uuid::Uuid>>(12).map(|id| id.to_string());
    let values = vec![
        id.into(),
        time(1),
        text(2),
        text(3),
        text(4),
        time(5),
        text(6),
        tries.into(),
        time(8),
        time(9),
        text(10),
        text(11),
        operation.into(),
    ];
    Ok(Notice { id, subject: row.get(3), body: row.get(4), values })
}

fn unknown(id: i64) -> Error {
    let hint = Some("ct notification list shows them".to_owned());
    Error::NotFound { noun: "notification", name: id.to_string(), hint }
}

/// How many of the own ones are unread.
///
/// # Errors
/// [`Error::NotPermitted`] if the session does not hold, or a new password has to be chosen first.
pub async fn unread(database: &Database) -> Result<i64> {
    let sql = "-- notification::unread\nselect notification_unread()";
    let row =
        database.read(async |transaction| transaction.row("notification::unread", sql, &[]).await).await?;
    Ok(row.get(0))
}

/// Marks some as read: all of these or none.
///
/// # Errors
/// [`Error::NotFound`] for the first that is not there, or somebody else's.
pub async fn mark(database: &Database, operation: &Operation, ids: &[i64]) -> Result<Vec<Marked>> {
    let sql = "-- notification::mark\nselect id, was_read from notification_mark($1)";
    database
        .write(operation, async |transaction| {
            let rows = transaction.rows("notification::mark", sql, &[(&ids as _, Type::INT8_ARRAY)]).await?;
            let marked: Vec<_> =
                rows.iter().map(|row| Marked { id: row.get(0), already: row.get(1) }).collect();
            match ids.iter().find(|id| !marked.iter().any(|one| one.id == **id)) {
                Some(missing) => Err(unknown(*missing)),
                None => Ok(marked),
            }
        })
        .await
}

/// Marks all unread ones as read; gives how many these were.
///
/// # Errors
/// [`Error::NotPermitted`] for somebody else's; [`Error::Refused`] for everybody's at once.
pub async fn mark_all(database: &Database, operation: &Operation, whose: Whose) -> Result<i64> {
    let sql = "-- notification::mark_all\nselect notification_mark_all($1)";
    let user = whose.user();
    let row = database
        .write(operation, async |transaction| {
            transaction.row("notification::mark_all", sql, &[(&user as _, Type::INT8)]).await
        })
        .await?;
    Ok(row.get(0))
}
