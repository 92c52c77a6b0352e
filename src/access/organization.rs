//! How far a user's access to one organization goes (REQUIREMENTS W2).

use postgres_types::Type;

use crate::db::{Database, Operation};
use crate::{Error, Result};

/// What access to an organization allows; what is not told stays.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Flags {
    /// Whether the user reaches its data at all.
    pub active: Option<bool>,
    /// Whether the user can choose it at login.
    pub login: Option<bool>,
    /// Whether the user can change its data.
    pub editable: Option<bool>,
}

/// Access to one organization that is to be changed.
#[derive(Clone, Debug)]
pub struct SetOrganization {
    /// The user's id.
    pub user: i64,
    /// The user's e-mail, for messages.
    pub email: String,
    /// The organization's id.
    pub organization: i64,
    /// Its code, for messages.
    pub code: String,
    /// What it is to allow.
    pub flags: Flags,
}

/// Sets how far a user's access to an organization goes; gives what it was and what it is, in words. A second time
/// changes nothing.
///
/// # Errors
/// [`Error::Refused`] if the user has no access to it; [`Error::NotPermitted`] for whoever may not.
pub async fn set_organization(
    database: &Database,
    operation: &Operation,
    request: &SetOrganization,
) -> Result<(String, String)> {
    let SetOrganization { user, organization, flags, .. } = request;
    let sql =
        "-- access::set_organization\nselect was, is_now from user_organization_set($1, $2, $3, $4, $5)";
    let parameters = [
        (user as _, Type::INT8),
        (organization as _, Type::INT8),
        (&flags.active as _, Type::BOOL),
        (&flags.login as _, Type::BOOL),
        (&flags.editable as _, Type::BOOL),
    ];
    let set = database
        .write(operation, async |transaction| {
            transaction.row("access::set_organization", sql, &parameters).await
        })
        .await;
    match set {
        Ok(row) => Ok((row.get(0), row.get(1))),
        Err(Error::Refused { .. }) => Err(Error::refused(
            format!("{} has no access to the organization {}", request.email, request.code),
            "ct user edit --organizations gives it; ct access show tells what there is",
        )),
        Err(error) => Err(error),
    }
}
