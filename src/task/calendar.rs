//! Tasks as entries of a calendar, and what comes back from one (REQUIREMENTS K3).

use std::collections::BTreeMap;

use postgres_types::Type;
use uuid::Uuid;

use super::TASK;
use crate::calendar::{Contents, Entry, Incoming, Rule, Status};
use crate::csv_io::{Report, Row, normal_code};
use crate::db::Database;
use crate::noun::{Column, Field};
use crate::record::{Heading, Record, Value};
use crate::{Error, Result};

/// The columns that an entry is made of.
const OF_ENTRY: [&str; 10] = [
    "uid",
    "title",
    "notes",
    "begin_date",
    "due_date",
    "status",
    "repeats",
    "updated_at",
    "completed_at",
    "revision",
];
/// The columns that come back.
const BACK: [&str; 3] = ["uid", "due_date", "status"];

/// The columns that [`entry`] takes.
///
/// # Errors
/// Never: they are columns of tasks, which a test holds.
pub fn columns() -> Result<Vec<&'static Column>> {
    OF_ENTRY.iter().map(|name| TASK.column(name)).collect()
}

/// The columns of the rows that [`rows`] makes.
///
/// # Errors
/// Never: they are columns of tasks, which a test holds.
pub fn columns_back() -> Result<Vec<&'static Column>> {
    BACK.iter().map(|name| TASK.column(name)).collect()
}

/// What a calendar calls a task: its uid, and the instance of `ct`, so that no two instances share one.
#[must_use]
pub fn uid(uid: &str, instance: Uuid) -> String {
    format!("{uid}@{instance}")
}

/// A task, read with [`columns`], as an entry. Who takes part is left out: some calendars write to them.
///
/// # Errors
/// [`Error::Fault`] for a record that was read with other columns.
pub fn entry(record: &Record, headings: &[Heading], instance: Uuid) -> Result<Entry> {
    let value = |name: &str| {
        let at = headings.iter().position(|heading| heading.name == name);
        at.map_or(&Value::Null, |at| &record.values[at])
    };
    let text = |name: &str| Some(value(name).as_text().into_owned()).filter(|text| !text.is_empty());
    let day = |name: &str| text(name).and_then(|text| text.parse().ok());
    let moment = |name: &str| match value(name) {
        Value::Time(time) => Some(*time),
        _ => None,
    };
    let (Some(own), Some(changed_at)) = (text("uid"), moment("updated_at")) else {
        return Err(Error::Fault("a task was read without its uid".to_owned()));
    };
    let revision = match value("revision") {
        Value::Number(number) => u32::try_from(*number).unwrap_or(u32::MAX),
        _ => 0,
    };
    let status = status(&text("status").unwrap_or_default());
    // The next one of a series is an entry of its own: what is done comes no more.
    let is_open = !matches!(status, Status::Completed | Status::Cancelled);
    Ok(Entry {
        uid: uid(&own, instance),
        title: text("title").unwrap_or_default(),
        notes: text("notes"),
        begin: day("begin_date"),
        due: day("due_date"),
        status,
        completed_at: moment("completed_at"),
        changed_at,
        sequence: revision,
        // One that cannot be read is no rule of a calendar's.
        rule: text("repeats").filter(|_| is_open).and_then(|text| Rule::parse(&text).ok()),
        party: None,
        categories: Vec::new(),
    })
}

fn status(word: &str) -> Status {
    match word {
        "in-progress" => Status::InProgress,
        "waiting" => Status::Waiting,
        "completed" => Status::Completed,
        "cancelled" => Status::Cancelled,
        _ => Status::NotStarted,
    }
}

/// What a file from a calendar comes to.
#[derive(Debug, Default)]
pub struct Back {
    /// The rows of tasks that are known.
    pub rows: Vec<Row>,
    /// What is wrong with the file.
    pub report: Report,
    /// Entries that are no tasks of this instance that the one who acts sees: their titles, or else what they are known by.
    pub unknown: Vec<String>,
    /// Changes to a single day of a series, which a task has not.
    pub single_days: u64,
}

/// Makes rows of what comes back: the due date, and that a task that is open is completed. What else a calendar may have
/// changed is left alone; what it does not tell too.
///
/// # Errors
/// What the database refuses.
pub async fn rows(database: &Database, contents: Contents, instance: Uuid) -> Result<Back> {
    let mut back = Back::default();
    back.report.rows = contents.entries.len() as u64;
    contents.problems.into_iter().for_each(|problem| back.report.add(problem));
    back.report.rows += back.report.bad.len() as u64;
    back.report.total = back.report.total.max(contents.total);
    let suffix = format!("@{instance}");
    let own = |entry: &Incoming| entry.uid.strip_suffix(&suffix).map(normal_code);
    let keys: Vec<_> = contents.entries.iter().filter_map(own).collect();
    let statuses = known(database, &keys).await?;
    for entry in &contents.entries {
        let key = own(entry).filter(|key| statuses.contains_key(key));
        let Some(key) = key else {
            back.unknown.push(entry.title.clone().unwrap_or_else(|| entry.uid.clone()));
            continue;
        };
        if entry.occurrence.is_some() {
            back.single_days += 1;
            continue;
        }
        let is_open = !matches!(statuses.get(&key).map(String::as_str), Some("completed" | "cancelled"));
        let status = match entry.status {
            Some(Status::Completed) if is_open => Field::Text("completed".to_owned()),
            _ => Field::Keep,
        };
        let due = entry.due.map_or(Field::Keep, |day| Field::Date(Some(day)));
        back.rows.push(Row {
            line: entry.line,
            fields: vec![Field::Text(key.clone()), Field::Text(key.clone()), due, status],
            key,
            ..Row::default()
        });
    }
    Ok(back)
}

/// How far the tasks with these keys are, of those that the one who acts sees.
async fn known(database: &Database, keys: &[String]) -> Result<BTreeMap<String, String>> {
    database
        .read(async |transaction| {
            let sql = "-- task::known\nselect key, status from task_known($1)";
            let rows = transaction.rows("task::known", sql, &[(&keys, Type::TEXT_ARRAY)]).await?;
            Ok(rows.iter().map(|row| (row.get(0), row.get(1))).collect())
        })
        .await
}

#[cfg(test)]
mod tests {
    use super::{columns, columns_back};

    #[test]
    fn the_columns_are_there() {
        assert_eq!(columns().unwrap().len(), 10);
        let staged: Vec<_> = columns_back().unwrap().iter().flat_map(|column| column.staged()).collect();
        let names: Vec<_> = staged.iter().map(|(name, _)| *name).collect();
        assert_eq!(names, ["uid", "key", "due_date", "status"]);
    }
}
