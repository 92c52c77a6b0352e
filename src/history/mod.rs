//! The history of every change: who, when, what from, what to, why, by which command (REQUIREMENTS H1). It is written by
//! the database's triggers; here it is only read.

use chrono::{DateTime, Utc};
use postgres_types::{ToSql, Type};

use crate::Result;
use crate::db::{Parameter, Transaction};
use crate::noun::Noun;
use crate::record::{Heading, Record, Value};

/// What stands over the columns of a list of entries.
pub const HEADINGS: [Heading; 10] = [
    Heading::new("at", "When"),
    Heading::new("actor", "Who"),
    Heading::new("command", "Command"),
    Heading::new("noun", "What"),
    Heading::new("key", "Which"),
    Heading::new("action", "Action"),
    Heading::new("change", "Change"),
    Heading::new("reason", "Why"),
    Heading::new("operation", "Operation"),
    Heading::new("id", "Id"),
];

/// Which entries.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    /// About one thing: its noun and id.
    pub about: Option<(&'static str, i64)>,
    /// About this kind of thing.
    pub noun: Option<String>,
    /// By this PostgreSQL role or user of the operating system.
    pub actor: Option<String>,
    /// By this command, such as `user import`, or by all whose first words these are.
    pub command: Option<String>,
    /// By this operation, such as that of a batch.
    pub operation: Option<uuid::Uuid>,
    /// From this instant on.
    pub since: Option<DateTime<Utc>>,
    /// Before this instant.
    pub until: Option<DateTime<Utc>>,
    /// At most so many, the latest first.
    pub limit: u32,
    /// Those before the entry with this id.
    pub after: Option<i64>,
}

/// The latest entries about one thing.
#[must_use]
pub fn of(noun: &'static Noun, id: i64, limit: u32) -> Filter {
    Filter { about: Some((noun.name, id)), limit, ..Filter::default() }
}

/// Reads entries, the latest first.
///
/// # Errors
/// What the database refuses.
pub async fn list(transaction: &Transaction<'_>, filter: &Filter) -> Result<Vec<Record>> {
    let mut values: Vec<(Box<dyn ToSql + Sync>, Type)> = Vec::new();
    let mut conditions = vec!["true".to_owned()];
    let mut hold = |condition: &str, value: Box<dyn ToSql + Sync>, kind: Type| {
        values.push((value, kind));
        conditions.push(condition.replace('?', &format!("${}", values.len())));
    };
    if let Some((noun, id)) = filter.about {
        hold("noun = ?", Box::new(noun), Type::TEXT);
        hold("row_id = ?", Box::new(id), Type::INT8);
    }
    if let Some(noun) = &filter.noun {
        hold("noun = ?", Box::new(noun.clone()), Type::TEXT);
    }
    if let Some(actor) = &filter.actor {
        hold("? in (database_role, system_user_name, actor)", Box::new(actor.clone()), Type::TEXT);
    }
    if let Some(command) = &filter.command {
        hold("starts_with(command || ' ', ? || ' ')", Box::new(command.clone()), Type::TEXT);
    }
    if let Some(operation) = filter.operation {
        hold("operation_id = ?", Box::new(operation), Type::UUID);
    }
    if let Some(since) = filter.since {
        hold("at >= ?", Box::new(since), Type::TIMESTAMPTZ);
    }
    if let Some(until) = filter.until {
        hold("at < ?", Box::new(until), Type::TIMESTAMPTZ);
    }
    if let Some(after) = filter.after {
        hold("id < ?", Box::new(after), Type::INT8);
    }
    let (view, key) = source(transaction, filter);
    let sql = format!(
        "-- history::list\nselect id, at, actor, command, noun, {key}, action, change, reason, operation_id::text \
         from {view} where {} order by id desc limit {}",
        conditions.join(" and "),
        filter.limit
    );
    let parameters: Vec<Parameter<'_>> =
        values.iter().map(|(value, kind)| (value.as_ref(), kind.clone())).collect();
    let rows = transaction.rows("history::list", &sql, &parameters).await?;
    Ok(rows.iter().map(record).collect())
}

/// From where entries are read, and the SQL for the key of what they are about.
fn source(transaction: &Transaction<'_>, filter: &Filter) -> (String, String) {
    match (filter.about, transaction.is_as_user()) {
        (None, true) => ("history_overview".to_owned(), "key".to_owned()),
        (None, false) => ("history_register".to_owned(), "key".to_owned()),
        // The conditions' first two parameters say which one.
        (Some(_), true) => ("history_of($1, $2)".to_owned(), "key".to_owned()),
        // Five kinds of things might have the key; about one thing it is known which. A first statement pays for each table.
        (Some((noun, _)), false) => {
            let (table, label) = match noun {
                "user" => ("users", "email"),
                "client" => ("client", "external_id"),
                "case" | "task" | "paused" => {
                    return ("history_register".to_owned(), "key".to_owned());
                }
                place => (place, "code"),
            };
            ("history_entry_register".to_owned(), format!("(select {label} from {table} where id = row_id)"))
        }
    }
}

fn record(row: &tokio_postgres::Row) -> Record {
    let text = |index: usize| row.get::<_, Option<String>>(index).into();
    Record {
        id: row.get(0),
        values: vec![
            row.get::<_, DateTime<Utc>>(1).into(),
            text(2),
            text(3),
            text(4),
            text(5),
            text(6),
            row.get::<_, Option<serde_json::Value>>(7).into(),
            text(8),
            Value::from(row.get::<_, String>(9)),
            Value::Number(row.get(0)),
        ],
    }
}
