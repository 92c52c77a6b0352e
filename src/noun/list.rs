//! Lists of a noun: filtered, in an order, page by page.

use chrono::{DateTime, NaiveDate, Utc};
use futures_util::{Stream, TryStreamExt};
use postgres_types::{ToSql, Type};
use tokio_postgres::Row;

use super::{Column, Content, Noun, ReadBy};
use crate::Result;
use crate::db::{Parameter, Transaction};
use crate::record::{Heading, Record, Value};

/// A condition on a list.
pub enum Filter {
    /// The name holds all these words, however case and accents are typed.
    Name(String),
    /// A column of the overview equals a text.
    Text(&'static str, String),
    /// A column of the overview equals an id.
    Id(&'static str, i64),
    /// The users with a row in a table that says what belongs to them.
    Member {
        /// The table.
        table: &'static str,
        /// Its column.
        column: &'static str,
        /// What the column holds.
        id: i64,
    },
    /// The users with this tool access: `tool`, or `tool:level`.
    Tool(String),
    /// The users who have not logged in since.
    LoginBefore(DateTime<Utc>),
    /// What a noun's own list function understands: a word and its value.
    Told(&'static str, serde_json::Value),
}

impl Filter {
    /// What it asks, in the words of `user_page` and its like.
    fn told(&self) -> Vec<(String, serde_json::Value)> {
        let pair = |name: &str, value: serde_json::Value| (name.to_owned(), value);
        match self {
            Self::Name(words) => vec![pair("words", words.split_whitespace().collect::<Vec<_>>().into())],
            Self::Text(column, text) => vec![pair(column, text.as_str().into())],
            Self::Id(column, id) => vec![pair(column, (*id).into())],
            Self::Member { id, .. } => vec![pair("workgroup", (*id).into())],
            Self::Tool(told) => {
                let (tool, level) = told.split_once(':').unwrap_or((told, "read"));
                vec![pair("tool", tool.to_lowercase().into()), pair("level", level.into())]
            }
            Self::LoginBefore(time) => vec![pair("login_before", time.to_rfc3339().into())],
            Self::Told(word, value) => vec![pair(word, value.clone())],
        }
    }
}

/// The order of a list; the id settles what is equal.
#[derive(Clone, Copy, Debug)]
pub struct Sort {
    /// By this column; none: by the noun's own order.
    pub column: Option<&'static Column>,
    /// The greatest first.
    pub descending: bool,
}

/// Which part of a list.
#[derive(Clone, Copy, Debug, Default)]
pub struct Page {
    /// At most so many; none: all.
    pub limit: Option<u32>,
    /// What comes after the one with this id.
    pub after: Option<i64>,
}

/// A list to be read.
pub struct List {
    /// Of what.
    pub noun: &'static Noun,
    /// What to show of each.
    pub columns: Vec<&'static Column>,
    /// All of these hold.
    pub filters: Vec<Filter>,
    /// In which order.
    pub sort: Sort,
    /// Which part.
    pub page: Page,
}

/// A parameter that the list owns.
type Owned = Box<dyn ToSql + Sync + Send>;

/// Parameters as they are gathered.
#[derive(Default)]
struct Bound(Vec<(Owned, Type)>);

impl Bound {
    /// Takes a value; gives what stands for it in the SQL.
    fn hold(&mut self, value: impl ToSql + Sync + Send + 'static, kind: Type) -> String {
        self.0.push((Box::new(value), kind));
        format!("${}", self.0.len())
    }
}

impl List {
    /// What stands over the columns.
    #[must_use]
    pub fn headings(&self) -> Vec<Heading> {
        self.columns.iter().map(|column| column.heading()).collect()
    }

    /// Streams the records, with flat memory.
    ///
    /// # Errors
    /// What the database refuses.
    pub async fn stream(
        &self,
        transaction: &Transaction<'_>,
    ) -> Result<impl Stream<Item = Result<Record>> + use<'_>> {
        let (sql, values) = match self.noun.read_by {
            ReadBy::Views { register, .. } if !transaction.is_as_user() || self.noun.name != "user" => {
                self.sql(register)
            }
            ReadBy::Views { .. } | ReadBy::Functions => self.sql_of_seen(),
        };
        let parameters: Vec<Parameter<'_>> = values
            .iter()
            .map(|(value, kind)| (value.as_ref() as &(dyn ToSql + Sync), kind.clone()))
            .collect();
        let rows = transaction.stream("noun::list", &sql, &parameters).await?;
        Ok(rows.map_ok(|row| self.record(&row)).map_err(|cause| crate::db::failed("noun::list", cause)))
    }

    /// The SQL with its parameters. Names come from the nouns' tables, values are parameters.
    fn sql(&self, register: &str) -> (String, Vec<(Owned, Type)>) {
        let mut bound = Bound::default();
        let mut conditions: Vec<_> =
            self.filters.iter().map(|filter| self.condition(filter, &mut bound)).collect();
        let order = self.sort.column.map_or_else(|| self.noun.order.to_owned(), sort_expression);
        let (direction, beyond) = if self.sort.descending { ("desc", "<") } else { ("asc", ">") };
        if let Some(after) = self.page.after {
            let mark = bound.hold(after, Type::INT8);
            conditions.push(format!(
                "({order}, id) {beyond} (select {order}, id from {register} where id = {mark})"
            ));
        }
        let mut sql = format!("-- noun::list\nselect {} from {register}", self.selected());
        if !conditions.is_empty() {
            sql.push_str(&format!(" where {}", conditions.join(" and ")));
        }
        sql.push_str(&format!(" order by {order} {direction}, id {direction}"));
        if let Some(limit) = self.page.limit {
            sql.push_str(&format!(" limit {limit}"));
        }
        (sql, bound.0)
    }

    fn selected(&self) -> String {
        let columns = self.columns.iter().map(|column| select_expression(column));
        std::iter::once("id".to_owned()).chain(columns).collect::<Vec<_>>().join(", ")
    }

    /// The SQL for users whom somebody who is logged in sees, and for work: the database filters and sorts, since nobody
    /// but an administrator reads the keys that this takes.
    fn sql_of_seen(&self) -> (String, Vec<(Owned, Type)>) {
        let told = self.filters.iter().flat_map(Filter::told).collect::<serde_json::Map<_, _>>();
        let filters = serde_json::Value::Object(told);
        let field = self.sort.column.map(|column| column.name);
        let kind = self.sort.column.map(|column| match column.content {
            Content::Flag | Content::Time | Content::Date => "plain",
            Content::Number | Content::Count(_) => "number",
            _ if column.is_list() => "list",
            _ => "text",
        });
        let names: Vec<_> =
            std::iter::once("id").chain(self.columns.iter().map(|column| column.name)).collect();
        let typed = names.iter().enumerate().map(|(at, name)| {
            let kind = at.checked_sub(1).map_or("bigint", |column| self.columns[column].sql_type());
            format!("c{at} {kind} /* {name} */")
        });
        let sql = format!(
            "-- noun::list_of_seen\nselect * from {0}_read(array(select {0}_page($1, $2, $3, $4, $5, $6)), $7) page ({1})",
            self.noun.name,
            typed.collect::<Vec<_>>().join(", ")
        );
        let mut bound = Bound::default();
        bound.hold(filters, Type::JSONB);
        bound.hold(field, Type::TEXT);
        bound.hold(kind, Type::TEXT);
        bound.hold(self.sort.descending, Type::BOOL);
        bound.hold(self.page.after, Type::INT8);
        bound.hold(self.page.limit.map(i64::from), Type::INT8);
        bound.hold(names, Type::TEXT_ARRAY);
        (sql, bound.0)
    }

    fn condition(&self, filter: &Filter, bound: &mut Bound) -> String {
        match filter {
            Filter::Name(words) => {
                let key = if self.noun.order == "name_key" { "name_key" } else { "search_key(name)" };
                let mut all = vec!["true".to_owned()];
                all.extend(words.split_whitespace().map(|word| {
                    format!("strpos({key}, search_key({})) > 0", bound.hold(word.to_owned(), Type::TEXT))
                }));
                all.join(" and ")
            }
            Filter::Text(column, text) => format!("{column} = {}", bound.hold(text.clone(), Type::TEXT)),
            Filter::Id(column, id) => format!("{column} = {}", bound.hold(*id, Type::INT8)),
            Filter::Member { table, column, id } => {
                format!(
                    "id in (select user_id from {table} where {column} = {})",
                    bound.hold(*id, Type::INT8)
                )
            }
            Filter::Tool(told) => {
                let (tool, level) = told.split_once(':').unwrap_or((told, "read"));
                let tool = bound.hold(tool.to_lowercase(), Type::TEXT);
                // Write includes read.
                let level = if level == "write" { " and level = 'write'" } else { "" };
                format!("id in (select user_id from user_tool where tool = {tool}{level})")
            }
            Filter::LoginBefore(time) => format!(
                "id not in (select user_id from login_state where last_login_at >= {})",
                bound.hold(*time, Type::TIMESTAMPTZ)
            ),
            // Nouns that are read from views have none of these.
            Filter::Told(column, value) => {
                format!(
                    "{column} = {}",
                    bound.hold(value.as_str().unwrap_or_default().to_owned(), Type::TEXT)
                )
            }
        }
    }

    fn record(&self, row: &Row) -> Record {
        let values =
            self.columns.iter().enumerate().map(|(index, column)| value(column, row, index + 1)).collect();
        Record { id: row.get(0), values }
    }
}

/// Nothing sorts before everything, so that a page can begin after it.
fn sort_expression(column: &'static Column) -> String {
    match column.content {
        Content::Flag | Content::Time | Content::Date => {
            format!("coalesce({0}::text, '') collate \"C\"", column.name)
        }
        Content::Number => column.name.to_owned(),
        Content::Count(_) => format!("coalesce({}, -1)", column.name),
        _ if column.is_list() => format!("array_to_string({}, ';') collate \"C\"", column.name),
        _ => format!("search_key(coalesce({}, '')) collate \"C\"", column.name),
    }
}

fn select_expression(column: &Column) -> String {
    match column.content {
        Content::Flag | Content::Time | Content::Date | Content::Number | Content::Count(_) => {
            column.name.to_owned()
        }
        _ if column.is_list() => column.name.to_owned(),
        _ => format!("{}::text", column.name),
    }
}

fn value(column: &Column, row: &Row, index: usize) -> Value {
    match column.content {
        Content::Flag => row.get::<_, Option<bool>>(index).into(),
        Content::Number | Content::Count(_) => row.get::<_, Option<i64>>(index).into(),
        Content::Time => row.get::<_, Option<DateTime<Utc>>>(index).into(),
        Content::Date => row.get::<_, Option<NaiveDate>>(index).map(|date| date.to_string()).into(),
        _ if column.is_list() => row.get::<_, Vec<String>>(index).into(),
        _ => row.get::<_, Option<String>>(index).into(),
    }
}
