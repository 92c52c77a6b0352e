//! What organizations, locations, providers and workgroups have in common: they are taken out of use, never deleted.

use postgres_types::Type;

use crate::db::{Database, Operation};
use crate::noun::{Column, Content, Noun};
use crate::{Error, Result};

/// Where it is.
pub(crate) const ADDRESS: Column =
    Column::new("address", "Address", Content::Text(1000), "address", "Postal address");

/// How to call it.
pub(crate) const PHONE: Column =
    Column::new("phone", "Phone", Content::Text(50), "phone", "Telephone").listed();

/// Whether it is in use.
pub(crate) const STATUS: Column =
    Column::new("status", "Status", Content::Status, "", "active, or inactive: no longer given to anybody")
        .listed();

/// Since when it is there.
pub(crate) const ADDED: Column = Column::new("created_at", "Added", Content::Time, "", "When it was added");

/// Its number.
pub(crate) const ID: Column = Column::new("id", "Id", Content::Number, "", "Its number, which never changes");

/// To be taken out of use, or into use again.
#[derive(Debug)]
pub struct SetActive {
    /// What kind of place.
    pub noun: &'static Noun,
    /// Which one.
    pub id: i64,
    /// Its code, for messages.
    pub label: String,
    /// Into use, or out of it.
    pub active: bool,
}

/// Takes a place out of use or into use again; false if it was so already.
///
/// # Errors
/// [`Error::Refused`] while users that are not inactive belong to it.
pub async fn set_active(database: &Database, operation: &Operation, request: &SetActive) -> Result<bool> {
    let noun = request.noun.name;
    database
        .write(operation, async |transaction| {
            let parameters = [(&noun as _, Type::TEXT), (&request.id as _, Type::INT8)];
            if !request.active {
                transaction.rows("place::lock", "-- place::lock\nselect place_lock()", &[]).await?;
                let sql = "-- place::members\nselect place_members($1, $2)";
                let members: i64 = transaction.row("place::members", sql, &parameters).await?.get(0);
                if members > 0 {
                    let users = if members == 1 {
                        "1 user belongs".to_owned()
                    } else {
                        format!("{members} users belong")
                    };
                    return Err(Error::refused(
                        format!("{users} to the {noun} {}", request.label),
                        format!("move them first; ct user list --{noun} {} --all shows them", request.label),
                    ));
                }
            }
            let sql = "-- place::set_active\nselect place_set_active($1, $2, $3)";
            let [noun, id] = parameters;
            let row =
                transaction.row("place::set_active", sql, &[noun, id, (&request.active, Type::BOOL)]).await?;
            Ok(row.get(0))
        })
        .await
}

/// How many users that are not inactive belong to a place.
///
/// # Errors
/// What the database refuses.
pub async fn members(database: &Database, noun: &'static Noun, id: i64) -> Result<i64> {
    let sql = "-- place::members\nselect place_members($1, $2)";
    database
        .read(async |transaction| {
            let row = transaction
                .row("place::members", sql, &[(&noun.name, Type::TEXT), (&id, Type::INT8)])
                .await?;
            Ok(row.get(0))
        })
        .await
}
