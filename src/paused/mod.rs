//! Paused operations: unfinished workflows that somebody has parked (REQUIREMENTS C5). The workflows themselves live in the
//! case-management system; here it is kept what is parked, for whom, where it stands and since when. Imports of `ct` that left
//! rows out can be parked too, and these `ct` resumes itself: [`import`].

pub mod import;

use postgres_types::Type;

use crate::db::{Database, Operation, Transaction};
use crate::noun::{Column, Content, Noun, ReadBy};
use crate::{Error, Result};

/// What a paused operation is made of.
pub static PAUSED: Noun = Noun {
    name: "paused",
    plural: "paused operations",
    read_by: ReadBy::Functions,
    natural: &["workflow", "user", "client", "paused_on"],
    order: "paused_on",
    plan: "select line, field, message, value from paused_plan($1, $2)",
    write: "select paused_write($1)",
    columns: &[
        Column::new(
            "uid",
            "Uid",
            Content::Uid,
            "uid",
            "What files call it; made of the other columns if it has none",
        ),
        Column::new("workflow", "Workflow", Content::Text(200), "workflow", "Which workflow, such as intake")
            .required()
            .listed(),
        Column::new(
            "user",
            "Who",
            Content::User,
            "user_login",
            "Who has parked it: e-mail; whoever is logged in",
        )
        .listed(),
        Column::new("client", "Client", Content::Client, "client_key", "For which client: external id")
            .listed(),
        Column::new("client_name", "Client's name", Content::Told, "", "What the client is called"),
        Column::new("step", "Step", Content::Text(200), "step", "At which step it stands").listed(),
        Column::new("paused_on", "Since", Content::Date, "paused_on", "Since which day: 2026-11-24; today")
            .listed(),
        Column::new("notes", "Notes", Content::Text(4000), "notes", "What else is to be known"),
        Column::new("state", "State", Content::Told, "", "parked, resumed or cancelled").listed(),
        Column::new(
            "organization",
            "Organization",
            Content::Told,
            "",
            "Whose it is: the client's organization, or else that of who has parked it",
        ),
        Column::new("settled_at", "Settled", Content::Time, "", "When it was resumed or cancelled"),
        Column::new("created_at", "Added", Content::Time, "", "When it was added"),
        Column::new("id", "Id", Content::Number, "", "The number that names it"),
    ],
};

/// What becomes of what was parked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Settle {
    /// It goes on.
    Resume,
    /// It is given up.
    Cancel,
}

impl Settle {
    /// The state that it is in afterwards.
    #[must_use]
    pub const fn state(self) -> &'static str {
        match self {
            Self::Resume => "resumed",
            Self::Cancel => "cancelled",
        }
    }
}

/// Marks paused operations as resumed or cancelled, all of them or none; gives for each whether it was not so already. May
/// who has parked it, their supervisor, and who may write cases in its organization.
///
/// # Errors
/// [`Error::NotPermitted`] for one of somebody else; [`Error::Refused`] for one that has been settled the other way, or that is
/// an import of `ct` and to be resumed.
pub async fn settle(
    database: &Database,
    operation: &Operation,
    ids: &[i64],
    how: Settle,
) -> Result<Vec<bool>> {
    database
        .write(operation, async |transaction| {
            let mut changed = Vec::with_capacity(ids.len());
            for id in ids {
                let sql = "-- paused::settle\nselect paused_settle($1, $2)";
                let parameters = [(id as _, Type::INT8), (&how.state() as _, Type::TEXT)];
                let row = transaction
                    .row("paused::settle", sql, &parameters)
                    .await
                    .map_err(|error| about(*id, error))?;
                changed.push(row.get(0));
            }
            Ok(changed)
        })
        .await
}

/// What the database says of one of several names it.
fn about(id: i64, error: Error) -> Error {
    match error {
        Error::Refused { message, hint } => {
            Error::Refused { message: format!("paused operation {id}: {message}"), hint }
        }
        Error::NotPermitted { message, hint } => {
            Error::NotPermitted { message: format!("paused operation {id}: {message}"), hint }
        }
        other => other,
    }
}

/// The user who is logged in; none: an administrator's connection.
///
/// # Errors
/// [`Error::NotPermitted`] if nobody is.
pub async fn actor(transaction: &Transaction<'_>) -> Result<Option<i64>> {
    Ok(transaction.row("paused::actor", "-- paused::actor\nselect actor_id()", &[]).await?.get(0))
}
