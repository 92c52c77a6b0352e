//! Case assignments: who is a client's case manager, from when to when (REQUIREMENTS C1, C2). What holds of them, such as
//! that open ones go to active case managers only, the database sees to, on every path (`migrations/code/case.sql`).

mod assign;
mod caseload;
mod end;
mod reassign;
pub mod transfer;

use chrono::NaiveDate;
use postgres_types::Type;

use crate::csv_io::normal_email;
use crate::db::Transaction;
use crate::noun::{Column, Content, Filter, Found, List, Noun, Page, ReadBy, Sort, find};
use crate::record::{Record, Value};
use crate::user::USER;
use crate::{Error, Result};

pub use assign::{Assign, Assigned, assign};
pub use caseload::{ByOrganization, Caseload, caseload, has_open};
pub use end::{End, Ended, end, open_of};
pub use reassign::{Reassign, Reassigned, reassign};

/// What a case assignment is made of. It has no key of its own: files name it by client, case manager and first day, and
/// commands by its number.
pub static CASE: Noun = Noun {
    name: "case",
    plural: "case assignments",
    read_by: ReadBy::Functions,
    natural: &["client", "user", "begin_date"],
    order: "until",
    plan: "select line, field, message, value from case_plan($1, $2)",
    write: "select case_write($1)",
    columns: &[
        Column::new("client", "Client", Content::Client, "client_key", "The client's external id")
            .required()
            .listed(),
        Column::new("user", "Case manager", Content::User, "user_login", "The case manager's e-mail")
            .required()
            .listed(),
        Column::new("client_name", "Client's name", Content::Told, "", "The client's name").listed(),
        Column::new("user_name", "Case manager's name", Content::Told, "", "The case manager's name"),
        Column::new("begin_date", "From", Content::Date, "begin_date", "The first day: 2026-01-31")
            .required()
            .listed(),
        Column::new("end_date", "Until", Content::Date, "end_date", "The last day; none while it is open")
            .listed(),
        Column::new("end_reason", "Why it ended", Content::Text(200), "end_reason", "Why it ended"),
        Column::new("organization", "Organization", Content::Told, "", "The client's organization").listed(),
        Column::new(
            "status",
            "Status",
            Content::Told,
            "",
            "planned, active, ended, or withdrawn: taken back",
        )
        .listed(),
        Column::new("created_at", "Added", Content::Time, "", "When it was added"),
        Column::new("id", "Id", Content::Number, "", "The assignment's number"),
    ],
};

/// A user whom a case can be given to, or taken from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Manager {
    /// Their id.
    pub id: i64,
    /// Their e-mail.
    pub email: String,
    /// Their name.
    pub name: String,
}

impl From<Found> for Manager {
    fn from(found: Found) -> Self {
        Self { id: found.id, email: found.label, name: found.name }
    }
}

/// The user of an e-mail: also one whom somebody sees for nothing but that they work on cases of the same organization.
///
/// # Errors
/// [`Error::NotFound`]; [`Error::Usage`] if it is no e-mail.
pub async fn manager(transaction: &Transaction<'_>, email: &str) -> Result<Manager> {
    if !email.contains('@') {
        return Ok(find(transaction, &USER, email).await?.into());
    }
    let login = normal_email(email)
        .map_err(|wrong| Error::usage(format!("{email:?} {wrong}"), "name the user by e-mail or id"))?;
    let sql = "-- case::manager\nselect id, email, name from case_manager_named($1)";
    let rows = transaction.rows("case::manager", sql, &[(&login, Type::TEXT)]).await?;
    match rows.first() {
        Some(row) => Ok(Manager { id: row.get(0), email: row.get(1), name: row.get(2) }),
        None => Err(Error::NotFound {
            noun: "user",
            name: email.to_owned(),
            hint: Some("ct user list shows whom you see".to_owned()),
        }),
    }
}

/// Case assignments for which all of these hold, in the order of lists, with these columns.
pub(crate) fn list(columns: &[&str], filters: Vec<Filter>, limit: Option<u32>) -> List {
    List {
        noun: &CASE,
        columns: columns.iter().filter_map(|name| CASE.column(name).ok()).collect(),
        filters,
        sort: Sort { column: None, descending: false },
        page: Page { limit, after: None },
    }
}

/// The text of a record's value; a day, an e-mail.
pub(crate) fn text(record: &Record, index: usize) -> String {
    record.values.get(index).map_or_else(String::new, |value| Value::as_text(value).into_owned())
}

/// From when to when, in words.
#[must_use]
pub fn span(begin: NaiveDate, end: Option<NaiveDate>) -> String {
    end.map_or_else(|| format!("from {begin} on"), |end| format!("from {begin} until {end}"))
}
