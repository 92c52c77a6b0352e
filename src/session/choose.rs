//! Where somebody works: workgroup, organization and location (REQUIREMENTS S1).

use postgres_types::Type;

use crate::Result;
use crate::db::{Database, Transaction};

/// A place that can be chosen: its id, its code and its name.
pub type Choice = (i64, String, String);

/// What a user can choose from.
#[derive(Clone, Debug, Default)]
pub struct Choices {
    /// The user's workgroups.
    pub workgroups: Vec<Choice>,
    /// The organizations that the user may log in to.
    pub organizations: Vec<Choice>,
    /// The locations of these, each with its organization's id.
    pub locations: Vec<(Choice, i64)>,
    /// The owning organization.
    pub organization: Option<i64>,
    /// The default location.
    pub location: Option<i64>,
}

/// What was chosen, by their ids.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Chosen {
    /// The workgroup.
    pub workgroup: Option<i64>,
    /// The organization.
    pub organization: Option<i64>,
    /// The location, one of the organization's.
    pub location: Option<i64>,
}

/// What the user whose session is presented can choose from; only what is in use.
///
/// # Errors
/// What the database refuses.
pub async fn choices(transaction: &Transaction<'_>) -> Result<Choices> {
    let sql =
        "-- session::choices\nselect kind, id, code, name, organization_id, is_usual from session_choices()";
    let mut choices = Choices::default();
    for row in transaction.rows("session::choices", sql, &[]).await? {
        let choice: Choice = (row.get(1), row.get(2), row.get(3));
        let usual = row.get::<_, bool>(5).then_some(choice.0);
        match row.get(0) {
            "workgroup" => choices.workgroups.push(choice),
            "organization" => {
                choices.organization = choices.organization.or(usual);
                choices.organizations.push(choice);
            }
            _ => {
                choices.location = choices.location.or(usual);
                choices.locations.push((choice, row.get(4)));
            }
        }
    }
    Ok(choices)
}

/// Sets what was chosen, for the session that the database presents.
///
/// # Errors
/// [`crate::Error::Refused`] for what the user does not have.
pub async fn choose(database: &Database, chosen: Chosen) -> Result<()> {
    let sql = "-- session::choose\nselect session_choose($1, $2, $3)";
    database
        .stage(async |transaction| {
            let parameters = [
                (&chosen.workgroup as _, Type::INT8),
                (&chosen.organization as _, Type::INT8),
                (&chosen.location as _, Type::INT8),
            ];
            transaction.rows("session::choose", sql, &parameters).await.map(drop)
        })
        .await
}
