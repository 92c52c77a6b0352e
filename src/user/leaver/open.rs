//! What leavers have open, by name: told to whoever has not said what becomes of it (REQUIREMENTS U9).

use chrono::NaiveDate;
use postgres_types::Type;

use crate::Result;
use crate::db::Database;

/// How many of a kind are named for one user.
const NAMED: i64 = 10;
/// How many, where there are several users.
const NAMED_OF_SEVERAL: i64 = 3;
/// How many users this is told of.
const USERS: usize = 20;

/// What one user has open of one kind, as far as whoever asks sees it.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct Open {
    /// The user's e-mail.
    pub user: String,
    /// case, task or paused.
    pub kind: String,
    /// The first of those that are seen.
    pub items: Vec<Item>,
    /// How many more are seen.
    pub more: i64,
    /// How many are not seen.
    pub unseen: i64,
}

/// An open case, an open task, or something parked.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct Item {
    /// The client's external id, or the uid.
    pub what: String,
    /// The client's name, the task's title, or what was parked and for which client.
    pub name: String,
    /// When a case begins that has not begun, a task is due, or since when it is parked.
    pub day: Option<NaiveDate>,
}

impl Open {
    /// Its name, with a number.
    pub(super) fn counted(&self) -> String {
        let number = i64::try_from(self.items.len()).unwrap_or(i64::MAX) + self.more + self.unseen;
        let word = match self.kind.as_str() {
            "case" => "open case",
            "task" => "open task",
            _ => "parked operation",
        };
        format!("{number} {word}{}", if number == 1 { "" } else { "s" })
    }

    /// One line each for a person, and how many more there are.
    #[cfg(feature = "cli")]
    fn lines(&self) -> impl Iterator<Item = String> {
        let word = if self.kind == "paused" { "parked" } else { self.kind.as_str() };
        let one = move |item: &Item| {
            let day = item.day.map(|day| match self.kind.as_str() {
                "case" => format!(", from {day}"),
                "task" => format!(", due {day}"),
                _ => format!(", since {day}"),
            });
            // A uid that was made by ct says nothing to anybody.
            let is_made = item.what.starts_with("made-") || uuid::Uuid::parse_str(&item.what).is_ok();
            let what = if is_made { "" } else { item.what.as_str() };
            let space = if what.is_empty() { "" } else { " " };
            format!("  {word:<6} {what}{space}{}{}", item.name, day.unwrap_or_default())
        };
        let more = (self.more > 0).then(|| format!("  {word:<6} and {} more", self.more));
        let and = if self.items.is_empty() { "" } else { "and " };
        let unseen =
            (self.unseen > 0).then(|| format!("  {word:<6} {and}{} that you do not see", self.unseen));
        self.items.iter().map(one).chain(more).chain(unseen).collect::<Vec<_>>().into_iter()
    }
}

/// What users have open, line by line, under the name of each.
#[cfg(feature = "cli")]
pub(crate) fn lines(open: &[Open]) -> Vec<String> {
    let mut lines = Vec::new();
    let mut before = "";
    for one in open {
        if one.user != before {
            lines.push(format!("{} has", one.user));
            before = &one.user;
        }
        lines.extend(one.lines());
    }
    lines
}

/// What these users, of these ids and e-mails, have open: much of one, little of each of several, and of very many only the
/// first.
///
/// # Errors
/// What the database refuses.
pub async fn open(database: &Database, users: &[(i64, &str)]) -> Result<Vec<Open>> {
    let users = &users[..users.len().min(USERS)];
    let most = if users.len() == 1 { NAMED } else { NAMED_OF_SEVERAL };
    let ids: Vec<_> = users.iter().map(|(id, _)| *id).collect();
    let sql = "-- leaver::open\nselect user_id, kind, seen, unseen, what, name, day from leaver_work($1, $2)";
    let parameters = [(&ids as _, Type::INT8_ARRAY), (&most as _, Type::INT8)];
    let rows =
        database.read(async |transaction| transaction.rows("leaver::open", sql, &parameters).await).await?;
    let mut found: Vec<_> = rows.iter().map(|row| (row.get::<_, i64>(0), row)).collect();
    // In the order in which they were named.
    found.sort_by_key(|(id, _)| ids.iter().position(|one| one == id));
    let one = |(id, row): &(i64, &tokio_postgres::Row)| {
        let (what, name): (Vec<String>, Vec<String>) = (row.get(4), row.get(5));
        let day: Vec<Option<NaiveDate>> = row.get(6);
        let items = what.into_iter().zip(name).zip(day);
        let items: Vec<_> = items.map(|((what, name), day)| Item { what, name, day }).collect();
        Open {
            user: users.iter().find(|(one, _)| one == id).map_or("", |(_, email)| email).to_owned(),
            kind: row.get(1),
            more: row.get::<_, i64>(2) - i64::try_from(items.len()).unwrap_or(i64::MAX),
            unseen: row.get(3),
            items,
        }
    };
    Ok(found.iter().map(one).collect())
}
