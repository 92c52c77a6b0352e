//! Clients: people who are served. A client is no user (REQUIREMENTS C1).

pub mod dashboard;

use std::fmt;

use postgres_types::Type;

use crate::Result;
use crate::db::{Database, Operation, Transaction};
use crate::noun::{Column, Content, Found, Noun, Place, ReadBy};

/// What a client is made of.
pub static CLIENT: Noun = Noun {
    name: "client",
    plural: "clients",
    read_by: ReadBy::Functions,
    natural: &[],
    order: "name_key",
    plan: "select line, field, message, value from client_plan($1, $2)",
    write: "select client_write($1)",
    columns: &[
        Column::new(
            "external_id",
            "External id",
            Content::Code,
            "external_id",
            "What other systems call the client; one by itself if there is none",
        )
        .required()
        .listed(),
        Column::new("name", "Name", Content::Text(200), "name", "Full name").required().listed(),
        Column::new(
            "preferred_name",
            "Preferred name",
            Content::Text(200),
            "preferred_name",
            "What the client wants to be called",
        )
        .listed(),
        Column::new("date_of_birth", "Born", Content::Date, "date_of_birth", "Date of birth: 1990-12-31")
            .listed(),
        Column::new(
            "organization",
            "Organization",
            Content::One(Place::Organization),
            "organization_id",
            "The organization that serves the client: its code",
        )
        .required()
        .listed(),
        Column::new("case_managers", "Case managers", Content::ToldMany, "", "Whose client it is now"),
        Column::new("status", "Status", Content::Told, "", "active, or inactive: not served any more")
            .listed(),
        Column::new("created_at", "Added", Content::Time, "", "When the client was added"),
        Column::new("updated_at", "Changed", Content::Time, "", "When the client was changed last")
            .on_request(),
        Column::new("id", "Id", Content::Number, "", "The client's number, which never changes"),
    ],
};

/// An external id for a client who has none in another system: `C` and a number.
///
/// # Errors
/// What the database refuses: it takes write access to the tool cases.
pub async fn next_external_id(database: &Database, operation: &Operation) -> Result<String> {
    database
        .write(operation, async |transaction| {
            let sql = "-- client::next_external_id\nselect client_next_external_id()";
            Ok(transaction.row("client::next_external_id", sql, &[]).await?.get(0))
        })
        .await
}

/// Serves a client no more, or again; false if it was so already.
///
/// # Errors
/// [`crate::Error::Refused`] while somebody is the client's case manager.
pub async fn set_active(
    database: &Database,
    operation: &Operation,
    client: &Found,
    active: bool,
) -> Result<bool> {
    database
        .write(operation, async |transaction| {
            let sql = "-- client::set_active\nselect client_set_active($1, $2)";
            let parameters = [(&client.id as _, Type::INT8), (&active as _, Type::BOOL)];
            Ok(transaction.row("client::set_active", sql, &parameters).await?.get(0))
        })
        .await
}

/// Another client who may be the same person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Alike {
    /// The id.
    pub id: i64,
    /// The external id.
    pub external_id: String,
    /// The name.
    pub name: String,
}

impl fmt::Display for Alike {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{} ({}, id {})", self.name, self.external_id, self.id)
    }
}

/// The other clients with the same name, however case and accents are typed, and the same day of birth, of whom whoever
/// asks sees: up to five.
///
/// # Errors
/// What the database refuses.
pub async fn alike(transaction: &Transaction<'_>, client: i64) -> Result<Vec<Alike>> {
    let sql = "-- client::alike\nselect id, external_id, name from client_alike($1)";
    let rows = transaction.rows("client::alike", sql, &[(&client, Type::INT8)]).await?;
    Ok(rows.iter().map(|row| Alike { id: row.get(0), external_id: row.get(1), name: row.get(2) }).collect())
}
