//! Search over users, clients, tasks and commands (REQUIREMENTS M5).
//!
//! Names are found by the beginnings of their words, in any order, however case and accents are typed, and with a slip or
//! two in them. The database looks, and only where whoever acts may see: `migrations/code/search.sql`.

use postgres_types::Type;
use tokio_postgres::Row;

use crate::csv_io::{normal_code, normal_email};
use crate::db::Database;
use crate::record::{Heading, Record};
use crate::{Error, Result};

/// What stands over the columns of the results.
pub const HEADINGS: [Heading; 8] = [
    Heading::new("kind", "Kind"),
    Heading::new("id", "Id"),
    Heading::new("key", "Key"),
    Heading::new("name", "Name"),
    Heading::new("organization", "Organization"),
    Heading::new("status", "Status"),
    Heading::new("match", "Match"),
    Heading::new("command", "Command"),
];

/// At most so many results are given at once.
pub const MOST: u16 = 500;

/// What can be found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A user.
    User,
    /// A client.
    Client,
    /// A task.
    Task,
    /// A command that is open to whoever asks.
    Command,
}

impl Kind {
    /// All of them, in the order in which those that fit as well as each other stand.
    pub const ALL: [Self; 4] = [Self::User, Self::Client, Self::Task, Self::Command];

    /// Its name for people and programs.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::User => "user",
            Self::Client => "client",
            Self::Task => "task",
            Self::Command => "command",
        }
    }

    /// The kind of that name.
    #[must_use]
    pub fn of(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.word() == word)
    }
}

/// What is looked for.
#[derive(Clone, Debug)]
pub struct Search {
    /// The beginnings of words, an e-mail, an external id, the number or uid of a task.
    pub text: String,
    /// Only these kinds; none: all.
    pub kinds: Vec<Kind>,
    /// At most so many results: 1 to [`MOST`].
    pub limit: u16,
}

/// How well a result fits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Match {
    /// By what nobody else has: e-mail, external id, uid, number.
    Exact,
    /// By the whole name.
    Name,
    /// By the beginning of the name.
    Beginning,
    /// By the beginnings of words.
    Words,
    /// By words that are a slip or two away.
    Near,
}

impl Match {
    const ALL: [(&'static str, Self); 5] = [
        ("exact", Self::Exact),
        ("name", Self::Name),
        ("beginning", Self::Beginning),
        ("words", Self::Words),
        ("near", Self::Near),
    ];
}

/// One result.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hit {
    /// What it is.
    pub kind: Kind,
    /// Its id; of a command its place in the menu.
    pub id: i64,
    /// What it is named by: e-mail, external id, uid, the words of the command.
    pub key: String,
    /// Its name, title, or what the command does.
    pub name: String,
    /// The code of its organization.
    pub organization: Option<String>,
    /// Its status.
    pub status: Option<String>,
    /// How well it fits.
    pub how: Match,
}

impl Hit {
    /// The command that shows it; a command is one itself.
    #[must_use]
    pub fn command(&self) -> String {
        match self.kind {
            Kind::Command => format!("ct {}", self.key),
            kind => format!("ct {} show {}", kind.word(), quoted(&self.key)),
        }
    }

    /// As it is listed, under [`HEADINGS`].
    #[must_use]
    pub fn record(&self) -> Record {
        let id = (self.kind != Kind::Command).then_some(self.id);
        let how = Match::ALL.iter().find(|(_, how)| *how == self.how).map(|(word, _)| *word);
        let values = vec![
            self.kind.word().into(),
            id.into(),
            self.key.as_str().into(),
            self.name.as_str().into(),
            self.organization.clone().into(),
            self.status.clone().into(),
            how.into(),
            self.command().into(),
        ];
        Record { id: self.id, values }
    }
}

/// As a shell takes it for one word.
fn quoted(key: &str) -> String {
    let is_plain = |letter: char| letter.is_alphanumeric() || "@._-+:/".contains(letter);
    if !key.is_empty() && !key.starts_with('-') && key.chars().all(is_plain) {
        return key.to_owned();
    }
    let quoted = format!("'{}'", key.replace('\'', r"'\''"));
    if key.starts_with('-') { ["--", &quoted].join(" ") } else { quoted }
}

/// What was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// The best first.
    pub hits: Vec<Hit>,
    /// Whether there are more than the limit let through.
    pub has_more: bool,
}

impl Found {
    /// Whether there is something, and all of it only comes near what was typed.
    #[must_use]
    pub fn is_near_only(&self) -> bool {
        self.hits.first().is_some_and(|hit| hit.how == Match::Near)
    }
}

/// Searches, for whoever acts: what they do not see is not found.
///
/// # Errors
/// [`Error::Usage`] if there is nothing to look for; what the database refuses.
pub async fn search(database: &Database, request: &Search) -> Result<Found> {
    let text = request.text.trim();
    if !text.chars().any(char::is_alphanumeric) {
        return Err(Error::usage(
            "there is nothing to search for",
            "tell the beginning of a name, an e-mail, an external id, or words of a title: ct search nowak",
        ));
    }
    let limit = request.limit.clamp(1, MOST);
    let kinds: Option<Vec<&str>> = match request.kinds.as_slice() {
        [] => None,
        kinds => Some(kinds.iter().map(|kind| kind.word()).collect()),
    };
    let sql = "-- search::search\nselect kind, id, label, name, organization, status, how from search($1, $2, $3, $4, $5)";
    let parameters = [
        (&text as _, Type::TEXT),
        (&normal_email(text).ok() as _, Type::TEXT),
        (&normal_code(text) as _, Type::TEXT),
        (&kinds as _, Type::TEXT_ARRAY),
        // One more tells whether there is one more.
        (&(i64::from(limit) + 1) as _, Type::INT8),
    ];
    let rows =
        database.read(async |transaction| transaction.rows("search::search", sql, &parameters).await).await?;
    let mut hits = rows.iter().map(hit).collect::<Result<Vec<_>>>()?;
    let has_more = hits.len() > usize::from(limit);
    hits.truncate(usize::from(limit));
    Ok(Found { hits, has_more })
}

fn hit(row: &Row) -> Result<Hit> {
    let (kind, how): (&str, &str) = (row.get("kind"), row.get("how"));
    let known = Kind::of(kind).zip(Match::ALL.iter().find(|(word, _)| *word == how));
    let Some((kind, (_, how))) = known else {
        return Err(Error::Fault(format!("search::search gave a {kind} by {how}")));
    };
    Ok(Hit {
        kind,
        id: row.get("id"),
        key: row.get("label"),
        name: row.get("name"),
        organization: row.get("organization"),
        status: row.get("status"),
        how: *how,
    })
}

#[cfg(test)]
mod tests {
    use super::quoted;

    #[test]
    fn keys_are_words_of_a_shell() {
        for (key, word) in [
            ("ann@example.org", "ann@example.org"),
            ("P 7", "'P 7'"),
            ("o'brien@example.org", r"'o'\''brien@example.org'"),
            ("-1", concat!("--", " '-1'")),
            ("$(x)", "'$(x)'"),
            ("Łódź-7", "Łódź-7"),
        ] {
            assert_eq!(quoted(key), word);
        }
    }
}
