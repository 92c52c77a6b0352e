//! What has been changed in a time: each change with its kind, and what each operation came to (REQUIREMENTS H1).

use chrono::{DateTime, Utc};
use futures_util::{Stream, TryStreamExt};
use postgres_types::Type;
use tokio_postgres::Row;

use crate::Result;
use crate::db::Transaction;
use crate::record::{Heading, Record, Value};

/// What stands over the columns of changes.
pub const HEADINGS: [Heading; 10] = [
    Heading::new("id", "Id"),
    Heading::new("at", "When"),
    Heading::new("actor", "Who"),
    Heading::new("command", "Command"),
    Heading::new("noun", "What"),
    Heading::new("key", "Which"),
    Heading::new("kind", "Kind"),
    Heading::new("change", "Change"),
    Heading::new("reason", "Why"),
    Heading::new("operation", "Operation"),
];

/// What stands over the columns of operations.
pub const OPERATIONS: [Heading; 6] = [
    Heading::new("at", "When"),
    Heading::new("actor", "Who"),
    Heading::new("command", "Command"),
    Heading::new("changes", "What"),
    Heading::new("reason", "Why"),
    Heading::new("operation", "Operation"),
];

/// Each change from an instant on, and before another if there is one, in the order of time; those of one operation stand
/// together. What a field was and is now is told to whom the history tells it.
///
/// # Errors
/// [`crate::Error::NotPermitted`] without read access to the tool reports.
pub async fn changes(
    transaction: &Transaction<'_>,
    since: DateTime<Utc>,
    until: Option<DateTime<Utc>>,
) -> Result<impl Stream<Item = Result<Record>> + use<>> {
    let sql = "-- report::changes
        select id, at, actor, command, noun, key, kind, change, reason, operation::text as operation from report_changes($1, $2)";
    let parameters = [(&since as _, Type::TIMESTAMPTZ), (&until as _, Type::TIMESTAMPTZ)];
    let rows = transaction.stream("report::changes", sql, &parameters).await?;
    Ok(rows.map_ok(|row| record(&row)).map_err(|cause| crate::db::failed("report::changes", cause)))
}

fn record(row: &Row) -> Record {
    let value = |heading: &Heading| match heading.name {
        "id" => Value::Number(row.get("id")),
        "at" => row.get::<_, DateTime<Utc>>("at").into(),
        "change" => row.get::<_, Option<serde_json::Value>>("change").into(),
        name => row.get::<_, Option<String>>(name).into(),
    };
    Record { id: row.get("id"), values: HEADINGS.iter().map(value).collect() }
}

/// One value of a change, by the name of its column.
#[must_use]
pub fn value<'a>(change: &'a Record, name: &str) -> &'a Value {
    let place = HEADINGS.iter().position(|heading| heading.name == name);
    place.and_then(|place| change.values.get(place)).unwrap_or(&Value::Null)
}

/// Makes operations of changes that come in their order.
#[derive(Debug, Default)]
pub struct Operations {
    first: Option<Record>,
    counts: Vec<(String, String, u64)>,
}

impl Operations {
    /// Takes the next change; gives the operation before it, if this one is of another.
    pub fn take(&mut self, change: &Record) -> Option<Record> {
        let is_same = |first: &Record| value(first, "operation") == value(change, "operation");
        let done = if self.first.as_ref().is_some_and(is_same) { None } else { self.end() };
        if self.first.is_none() {
            self.first = Some(change.clone());
        }
        let (noun, kind) = (value(change, "noun").as_text(), value(change, "kind").as_text());
        match self.counts.iter_mut().find(|(n, k, _)| *n == noun && *k == kind) {
            Some((.., number)) => *number += 1,
            None => self.counts.push((noun.into_owned(), kind.into_owned(), 1)),
        }
        done
    }

    /// The last operation, if there was any, under [`OPERATIONS`].
    pub fn end(&mut self) -> Option<Record> {
        let first = self.first.take()?;
        let counts = std::mem::take(&mut self.counts);
        let told = |(noun, kind, number): &(String, String, u64)| {
            let colon = if kind.contains(' ') { ":" } else { "" };
            format!("{number} {}{colon} {kind}", several(noun, *number))
        };
        let counts: Vec<_> = counts.iter().map(told).collect();
        let told = |heading: &Heading| match heading.name {
            "changes" => Value::List(counts.clone()),
            name => value(&first, name).clone(),
        };
        Some(Record { id: first.id, values: OPERATIONS.iter().map(told).collect() })
    }
}

/// The word for so many of a noun.
fn several(noun: &str, number: u64) -> &str {
    let known = crate::NOUNS.iter().find(|known| known.name == noun && number != 1);
    match (known, noun) {
        (Some(known), _) => known.plural,
        (None, "setting") if number != 1 => "settings",
        (None, "paused") => "paused operation",
        (None, "case") => "case assignment",
        (None, noun) => noun,
    }
}
