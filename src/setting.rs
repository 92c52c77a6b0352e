//! What an instance chooses for itself, such as how long an organization's code is.

use postgres_types::Type;

use crate::db::{Database, Operation};
use crate::noun::nearest;
use crate::record::{Heading, Record, Value};
use crate::{Error, Result};

/// What stands over the columns of the list.
pub const HEADINGS: [Heading; 5] = [
    Heading::new("name", "Name"),
    Heading::new("value", "Value"),
    Heading::new("lowest", "Lowest"),
    Heading::new("highest", "Highest"),
    Heading::new("about", "What it does"),
];

/// All settings.
///
/// # Errors
/// What the database refuses.
pub async fn list(database: &Database) -> Result<Vec<Record>> {
    let sql = "-- setting::list\nselect name, value, lowest, highest, about from setting order by name";
    let rows = database.read(async |transaction| transaction.rows("setting::list", sql, &[]).await).await?;
    Ok(rows
        .iter()
        .map(|row| Record {
            id: 0,
            values: vec![
                row.get::<_, String>(0).into(),
                row.get::<_, i64>(1).into(),
                row.get::<_, i64>(2).into(),
                row.get::<_, i64>(3).into(),
                row.get::<_, String>(4).into(),
            ],
        })
        .collect())
}

/// Sets one; gives what it was.
///
/// # Errors
/// [`Error::NotFound`] with the nearest name; [`Error::Refused`] for a value out of range.
pub async fn set(database: &Database, operation: &Operation, name: &str, value: i64) -> Result<i64> {
    let settings = list(database).await?;
    let names: Vec<String> = settings.iter().map(|record| record.values[0].as_text().into_owned()).collect();
    let known = settings.iter().find(|record| record.values[0] == Value::from(name));
    if let Some([Value::Number(lowest), Value::Number(highest)]) = known.map(|record| &record.values[2..4])
        && !(lowest..=highest).contains(&&value)
    {
        return Err(Error::refused(
            format!("{name} cannot be {value}: it goes from {lowest} to {highest}"),
            "ct setting list shows what each may be",
        ));
    }
    if known.is_none() {
        let hint = nearest(name, names.iter().map(String::as_str))
            .map_or_else(|| "ct setting list shows them".to_owned(), |near| format!("did you mean {near}?"));
        return Err(Error::NotFound { noun: "setting", name: name.to_owned(), hint: Some(hint) });
    }
    let sql = "-- setting::set\nselect setting_set($1, $2)";
    let parameters = [(&name as _, Type::TEXT), (&value as _, Type::INT8)];
    let row = database
        .write(operation, async |transaction| transaction.row("setting::set", sql, &parameters).await)
        .await?;
    Ok(row.get(0))
}
