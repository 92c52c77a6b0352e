//! What somebody had who has left.

use crate::Result;
use crate::db::Database;

/// Something that an inactive user had open when they left.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Had {
    /// case or task.
    pub kind: String,
    /// The client's external id, or the task's uid.
    pub what: String,
    /// The client's name, or the task's title.
    pub name: String,
    /// The e-mails of those who have it now.
    pub with: Vec<String>,
}

impl Had {
    /// With whom it is now, in words.
    #[must_use]
    pub fn now_with(&self) -> String {
        if self.with.is_empty() { "nobody".to_owned() } else { self.with.join(", ") }
    }
}

/// What an inactive user had open when they left, as far as whoever asks sees it (REQUIREMENTS U8).
///
/// # Errors
/// What the database refuses.
pub async fn had(database: &Database, user: i64) -> Result<Vec<Had>> {
    let sql = "-- leaver::had\nselect kind, what, name, now_with from leaver_had($1)";
    let parameters = [(&user as _, postgres_types::Type::INT8)];
    let rows =
        database.read(async |transaction| transaction.rows("leaver::had", sql, &parameters).await).await?;
    Ok(rows
        .iter()
        .map(|row| Had { kind: row.get(0), what: row.get(1), name: row.get(2), with: row.get(3) })
        .collect())
}
