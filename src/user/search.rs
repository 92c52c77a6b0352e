//! Who somebody on the phone may be, from a part of a name or an e-mail.

use postgres_types::Type;

use crate::Result;
use crate::db::Transaction;

/// Somebody who may be meant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Match {
    /// The id.
    pub id: i64,
    /// The name.
    pub name: String,
    /// The e-mail.
    pub email: String,
    /// The owning organization's code.
    pub organization: Option<String>,
    /// The job title.
    pub job_title: Option<String>,
    /// active, or all that keeps them out, or will.
    pub standing: String,
}

/// At most `limit` users whose name holds all these words, however case and accents are typed, or whose e-mail holds the
/// text; the active ones first.
///
/// # Errors
/// What the database refuses.
pub async fn search(transaction: &Transaction<'_>, text: &str, limit: u32) -> Result<Vec<Match>> {
    let sql = "-- user::search\n\
        select * from user_read(array(select id from user_search($1, $2) order by place), \
            array['id', 'name', 'email', 'organization', 'job_title', 'standing']) \
        page (id bigint, name text, email text, organization text, job_title text, standing text)";
    let (text, limit) = (text.trim(), i64::from(limit));
    let parameters = [(&text as _, Type::TEXT), (&limit as _, Type::INT8)];
    let rows = transaction.rows("user::search", sql, &parameters).await?;
    Ok(rows
        .iter()
        .map(|row| Match {
            id: row.get(0),
            name: row.get(1),
            email: row.get(2),
            organization: row.get(3),
            job_title: row.get(4),
            standing: row.get(5),
        })
        .collect())
}
