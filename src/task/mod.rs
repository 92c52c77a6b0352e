//! Tasks: what is to be done, for a user or for a client, and who takes part in it (REQUIREMENTS K1, K2).

pub mod calendar;
mod series;

use postgres_types::Type;

pub(crate) use series::continue_series;
pub use series::{Followed, Next};

use crate::Result;
use crate::db::{Database, Operation, Transaction};
use crate::noun::{Column, Content, Noun, ReadBy};

/// How far a task is.
pub const STATUSES: [&str; 5] = ["not-started", "in-progress", "waiting", "completed", "cancelled"];

/// What a task is made of.
pub static TASK: Noun = Noun {
    name: "task",
    plural: "tasks",
    read_by: ReadBy::Functions,
    natural: &["title", "for_user", "for_client", "due_date"],
    order: "due_date",
    plan: "select line, field, message, value from task_plan($1, $2)",
    write: "select task_write($1)",
    columns: &[
        Column::new(
            "uid",
            "Uid",
            Content::Uid,
            "uid",
            "What files and calendars call it; it never changes, and is made by itself if there is none",
        ),
        Column::new("title", "Title", Content::Text(300), "title", "What is to be done").required().listed(),
        Column::new("notes", "Notes", Content::Text(4000), "notes", "What else is to be known"),
        Column::new("begin_date", "Begins", Content::Date, "begin_date", "From which day on: 2026-12-31"),
        Column::new("due_date", "Due", Content::Date, "due_date", "By the end of which day: 2026-12-31")
            .listed(),
        Column::new("status", "Status", Content::Choice(&STATUSES), "status", "How far it is").listed(),
        Column::new(
            "for_user",
            "For user",
            Content::User,
            "user_login",
            "For which user it is done: an e-mail; for yourself unless told otherwise",
        ),
        Column::new(
            "for_client",
            "For client",
            Content::Client,
            "client_key",
            "For which client it is done: an external id",
        ),
        Column::new(
            "participants",
            "Participants",
            Content::Participants,
            "participants",
            "All who take part, each e-mail:role; roles are owner, assignee (if none is told), reviewer, observer",
        ),
        Column::new(
            "repeats",
            "Repeats",
            Content::Rule,
            "repeats",
            "By which rule it comes again once it is completed: weekly, 'every 2 weeks', or one of RFC 5545",
        ),
        Column::new("for", "For", Content::Told, "", "For whom it is done").listed(),
        Column::new(
            "overdue",
            "Overdue",
            Content::Flag,
            "",
            "Whether it is still to be done after its due date",
        ),
        Column::new("organization", "Organization", Content::Told, "", "Where whom it is for belongs"),
        Column::new("created_at", "Added", Content::Time, "", "When it was added"),
        Column::new("updated_at", "Changed", Content::Time, "", "When it was changed last"),
        Column::new("completed_at", "Completed", Content::Time, "", "When it was completed"),
        Column::new("revision", "Revision", Content::Number, "", "How often it was changed, for calendars")
            .on_request(),
        Column::new("id", "Id", Content::Number, "", "The task's number, by which it is named"),
    ],
};

/// What is to become of a task.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Settle {
    /// It is done.
    Complete,
    /// It is still to be done.
    Reopen,
}

/// What became of a task.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settled {
    /// The task.
    pub id: i64,
    /// What it is called.
    pub title: String,
    /// How far it was.
    pub was: String,
    /// How far it is.
    pub is_now: String,
    /// What came, or had come, of the series that it is one of.
    pub next: Option<Followed>,
}

impl Settled {
    /// Whether anything changed.
    #[must_use]
    pub fn changed(&self) -> bool {
        self.was != self.is_now
    }
}

/// Completes tasks, or opens them again; all of them or none. One that repeats is followed by the next one, in the same
/// transaction; one that is opened again leaves the next one as it is. A second time changes nothing.
///
/// # Errors
/// [`crate::Error::NotPermitted`] to who may not change one of them; [`crate::Error::Refused`] for a cancelled one that is
/// to be completed, and for one that would be open again for somebody who has left.
pub async fn settle(
    database: &Database,
    operation: &Operation,
    ids: &[i64],
    to: Settle,
) -> Result<Vec<Settled>> {
    database
        .write(operation, async |transaction| {
            let mut all = Vec::new();
            for id in ids {
                all.push(settle_one(transaction, *id, to).await?);
            }
            if to == Settle::Complete {
                for next in continue_series(transaction, operation.id).await? {
                    if let Some(one) = all.iter_mut().find(|one| one.id == next.after) {
                        one.next = Some(next.followed);
                    }
                }
            }
            Ok(all)
        })
        .await
}

async fn settle_one(transaction: &Transaction<'_>, id: i64, to: Settle) -> Result<Settled> {
    let word = match to {
        Settle::Complete => "completed",
        Settle::Reopen => "not-started",
    };
    let sql = "-- task::settle\nselect title, was, is_now from task_settle($1, $2)";
    let row = transaction.row("task::settle", sql, &[(&id, Type::INT8), (&word, Type::TEXT)]).await?;
    let mut settled = Settled { id, title: row.get(0), was: row.get(1), is_now: row.get(2), next: None };
    if to == Settle::Reopen && settled.changed() {
        let sql = "-- task::next\nselect id, due_date from task_next($1)";
        let rows = transaction.rows("task::next", sql, &[(&id, Type::INT8)]).await?;
        settled.next = rows.first().map(|row| Followed::There { id: row.get(0), due: row.get(1) });
    }
    Ok(settled)
}

/// Deletes tasks; all of them or none. Their whole rows stay in the history.
///
/// # Errors
/// [`crate::Error::NotPermitted`] to who may not change one of them.
pub async fn delete(database: &Database, operation: &Operation, ids: &[i64]) -> Result<()> {
    database
        .write(operation, async |transaction| {
            for id in ids {
                let sql = "-- task::delete\nselect task_delete($1)";
                transaction.row("task::delete", sql, &[(id, Type::INT8)]).await?;
            }
            Ok(())
        })
        .await
}
