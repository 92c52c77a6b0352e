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

/// What a user can choose from; only what is in use.
///
/// # Errors
/// What the database refuses.
pub async fn choices(transaction: &Transaction<'_>, user: i64) -> Result<Choices> {
    let parameters = [(&user as _, Type::INT8)];
    let sql = "-- session::workgroups\nselect w.id, w.code, w.name from user_workgroup m join workgroup w on w.id = m.workgroup_id \
        where m.user_id = $1 and w.deactivated_at is null order by w.code";
    let choice = |row: &tokio_postgres::Row| (row.get(0), row.get(1), row.get(2));
    let workgroups =
        transaction.rows("session::workgroups", sql, &parameters).await?.iter().map(choice).collect();
    let sql = "-- session::organizations\nselect o.id, o.code, o.name from user_organization m \
        join organization o on o.id = m.organization_id \
        where m.user_id = $1 and m.is_active and m.may_log_in and o.deactivated_at is null order by o.code";
    let organizations =
        transaction.rows("session::organizations", sql, &parameters).await?.iter().map(choice).collect();
    let sql = "-- session::locations\nselect l.id, l.code, l.name, l.organization_id from user_organization m \
        join location l on l.organization_id = m.organization_id \
        where m.user_id = $1 and m.is_active and m.may_log_in and l.deactivated_at is null order by l.code";
    let rows = transaction.rows("session::locations", sql, &parameters).await?;
    let locations = rows.iter().map(|row| (choice(row), row.get(3))).collect();
    let sql = "-- session::usual\nselect organization_id, location_id from users where id = $1";
    let row = transaction.row("session::usual", sql, &parameters).await?;
    Ok(Choices { workgroups, organizations, locations, organization: row.get(0), location: row.get(1) })
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
