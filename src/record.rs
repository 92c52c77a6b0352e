//! What every noun lists and exports: records of plain values under headings, the same for each format.

use std::borrow::Cow;

use chrono::{DateTime, SecondsFormat, Utc};
use serde::ser::{Serialize, SerializeMap, Serializer};

use crate::csv_io::guard;

/// One value of a record.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// Nothing there: `null` in JSON, an empty cell in CSV.
    Null,
    /// A text; never an empty one, which is [`Value::Null`].
    Text(String),
    /// Yes or no: `true` and `false`.
    Flag(bool),
    /// A whole number.
    Number(i64),
    /// An instant, told in UTC to the second.
    Time(DateTime<Utc>),
    /// Several texts: an array in JSON, joined by `;` in CSV.
    List(Vec<String>),
    /// What has a shape of its own, such as the changes in a history entry.
    Json(serde_json::Value),
}

/// What stands over a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Heading {
    /// Its name for programs: the key in JSON, the header in CSV, the word for `--columns`. A contract.
    pub name: &'static str,
    /// Its name for people: over the column of a table, beside the value on a page.
    pub title: &'static str,
}

impl Heading {
    /// A heading, by its name for programs and its name for people.
    #[must_use]
    pub const fn new(name: &'static str, title: &'static str) -> Self {
        Self { name, title }
    }
}

/// One row of a list.
#[derive(Clone, Debug, PartialEq)]
pub struct Record {
    /// The id in the database.
    pub id: i64,
    /// One value for each heading of the list, in the same order.
    pub values: Vec<Value>,
}

impl Record {
    /// The record as it is written in JSON: an object with a key for each heading, in their order.
    #[must_use]
    pub const fn under<'a>(&'a self, headings: &'a [Heading]) -> Row<'a> {
        Row { headings, record: self }
    }
}

/// A [`Record`] together with its headings; serializes as an object.
#[derive(Clone, Copy, Debug)]
pub struct Row<'a> {
    headings: &'a [Heading],
    record: &'a Record,
}

impl Serialize for Row<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut object = serializer.serialize_map(Some(self.headings.len()))?;
        for (heading, value) in self.headings.iter().zip(&self.record.values) {
            object.serialize_entry(heading.name, value)?;
        }
        object.end()
    }
}

impl Value {
    /// The value as text, just as it is: a list joined by `;`, an instant in RFC 3339, nothing for
    /// [`Value::Null`].
    #[must_use]
    pub fn as_text(&self) -> Cow<'_, str> {
        match self {
            Self::Null => Cow::Borrowed(""),
            Self::Text(text) => Cow::Borrowed(text),
            Self::Flag(flag) => Cow::Borrowed(if *flag { "true" } else { "false" }),
            Self::Number(number) => Cow::Owned(number.to_string()),
            Self::Time(time) => Cow::Owned(as_rfc_3339(time)),
            Self::List(items) => Cow::Owned(items.join(";")),
            Self::Json(json) => Cow::Owned(json.to_string()),
        }
    }

    /// The value as a cell of CSV: [`Value::as_text`] with the guard of [`guard`] on whatever people typed,
    /// so that no spreadsheet runs it. The delimiter and quotes are the writer's affair.
    #[must_use]
    pub fn as_csv_cell(&self) -> Cow<'_, str> {
        match self {
            Self::Text(text) => guard(text),
            Self::List(_) | Self::Json(_) => match self.as_text() {
                Cow::Borrowed(text) => guard(text),
                Cow::Owned(text) => Cow::Owned(guard(&text).into_owned()),
            },
            Self::Null | Self::Flag(_) | Self::Number(_) | Self::Time(_) => self.as_text(),
        }
    }
}

/// An instant as every contract has it: `2026-11-22T12:00:00Z`.
fn as_rfc_3339(time: &DateTime<Utc>) -> String {
    time.to_rfc3339_opts(SecondsFormat::Secs, true)
}

impl Serialize for Value {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Null => serializer.serialize_unit(),
            Self::Text(text) => serializer.serialize_str(text),
            Self::Flag(flag) => serializer.serialize_bool(*flag),
            Self::Number(number) => serializer.serialize_i64(*number),
            Self::Time(time) => serializer.serialize_str(&as_rfc_3339(time)),
            Self::List(items) => items.serialize(serializer),
            Self::Json(json) => json.serialize(serializer),
        }
    }
}

impl From<&str> for Value {
    /// An empty text is [`Value::Null`].
    fn from(text: &str) -> Self {
        if text.is_empty() { Self::Null } else { Self::Text(text.to_owned()) }
    }
}

impl From<String> for Value {
    /// An empty text is [`Value::Null`].
    fn from(text: String) -> Self {
        if text.is_empty() { Self::Null } else { Self::Text(text) }
    }
}

impl From<bool> for Value {
    fn from(flag: bool) -> Self {
        Self::Flag(flag)
    }
}

impl From<i64> for Value {
    fn from(number: i64) -> Self {
        Self::Number(number)
    }
}

impl From<DateTime<Utc>> for Value {
    fn from(time: DateTime<Utc>) -> Self {
        Self::Time(time)
    }
}

impl From<Vec<String>> for Value {
    fn from(items: Vec<String>) -> Self {
        Self::List(items)
    }
}

impl From<serde_json::Value> for Value {
    fn from(json: serde_json::Value) -> Self {
        Self::Json(json)
    }
}

impl<T: Into<Self>> From<Option<T>> for Value {
    /// None is [`Value::Null`].
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Null, Into::into)
    }
}

#[cfg(test)]
mod tests {
    use super::{Heading, Record, Value};
    use chrono::{DateTime, Utc};

    fn noon() -> DateTime<Utc> {
        "2026-11-22T12:00:00.987654Z".parse().unwrap()
    }

    #[test]
    fn json_keeps_the_kinds_and_the_order() {
        let headings = [
            Heading::new("name", "Name"),
            Heading::new("nothing", "Nothing"),
            Heading::new("flag", "Flag"),
            Heading::new("number", "Number"),
            Heading::new("at", "At"),
            Heading::new("workgroups", "Workgroups"),
            Heading::new("changes", "Changes"),
        ];
        let record = Record {
            id: 7,
            values: vec![
                "null".into(),
                "".into(),
                true.into(),
                Value::Number(-3),
                noon().into(),
                vec!["a".to_owned(), "b".to_owned()].into(),
                serde_json::json!({"title": [null, "Case worker"]}).into(),
            ],
        };
        let json = serde_json::to_string(&record.under(&headings)).unwrap();
        insta::assert_snapshot!(json, @r#"{"name":"null","nothing":null,"flag":true,"number":-3,"at":"2026-11-22T12:00:00Z","workgroups":["a","b"],"changes":{"title":[null,"Case worker"]}}"#);
    }

    #[test]
    fn csv_cells_are_guarded_where_people_typed() {
        let cells = [
            (Value::Null, ""),
            (Value::from("=1+1"), "'=1+1"),
            (Value::from("NULL"), "'NULL"),
            (Value::Flag(false), "false"),
            (Value::Number(-3), "-3"),
            (Value::Time(noon()), "2026-11-22T12:00:00Z"),
            (Value::List(vec!["-a".to_owned(), "b".to_owned()]), "'-a;b"),
            (Value::List(Vec::new()), ""),
            (Value::from(None::<i64>), ""),
        ];
        for (value, cell) in cells {
            assert_eq!(value.as_csv_cell(), cell);
        }
    }
}
