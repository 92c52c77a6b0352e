//! Ends an assignment.

use chrono::NaiveDate;
use futures_util::TryStreamExt;
use postgres_types::Type;

use super::{Manager, list, text};
use crate::db::{Database, Operation, Transaction};
use crate::noun::{Filter, Found};
use crate::{Error, Result};

/// To be ended.
#[derive(Clone, Debug)]
pub struct End {
    /// The assignment's number.
    pub id: i64,
    /// Its last day.
    pub on: NaiveDate,
    /// Why.
    pub because: Option<String>,
}

/// What became of an assignment that was to be ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ended {
    /// It has this last day now.
    Ended(NaiveDate),
    /// It had not begun by then, and counts no more.
    TakenBack,
    /// It has ended, or will end, without that.
    Already(NaiveDate),
    /// It has been taken back before.
    TakenBackAlready,
}

/// Ends an assignment. A second time succeeds, and says so.
///
/// # Errors
/// [`Error::Refused`] if it is past, and would have ended on an earlier day.
pub async fn end(database: &Database, operation: &Operation, told: &End) -> Result<Ended> {
    database
        .write(operation, async |transaction| {
            let sql = "-- case::end\nselect outcome, end_date from case_end($1, $2, $3)";
            let parameters =
                [(&told.id as _, Type::INT8), (&told.on as _, Type::DATE), (&told.because as _, Type::TEXT)];
            let row = transaction.row("case::end", sql, &parameters).await?;
            let day = row.get::<_, Option<NaiveDate>>(1).unwrap_or(told.on);
            Ok(match row.get(0) {
                "ended" => Ended::Ended(day),
                "taken back" => Ended::TakenBack,
                "withdrawn already" => Ended::TakenBackAlready,
                _ => Ended::Already(day),
            })
        })
        .await
}

/// The assignment of a client and a case manager that is meant when one is to be ended: the one that is open, or else the
/// one that ended last, or was taken back.
///
/// # Errors
/// [`Error::Refused`] if there is none; [`Error::Ambiguous`] if several are open.
pub async fn open_of(transaction: &Transaction<'_>, client: &Found, manager: &Manager) -> Result<i64> {
    let filters =
        vec![Filter::Told("client_id", client.id.into()), Filter::Told("user_id", manager.id.into())];
    let list = list(&["begin_date", "end_date", "status"], filters, None);
    let mut records: Vec<_> = list.stream(transaction).await?.try_collect().await?;
    if records.is_empty() {
        let mut list = list;
        list.filters.push(Filter::Told("withdrawn", true.into()));
        records = list.stream(transaction).await?.try_collect().await?;
    }
    let open: Vec<_> =
        records.iter().filter(|record| ["active", "planned"].contains(&text(record, 2).as_str())).collect();
    let begun: Vec<_> = open.iter().filter(|record| text(record, 2) == "active").collect();
    match (begun.as_slice(), open.as_slice(), records.first()) {
        ([one], ..) => Ok(one.id),
        (_, [one], _) => Ok(one.id),
        (_, [], Some(last)) => Ok(last.id),
        (_, [], None) => Err(Error::refused(
            format!("{} is no case manager of {} ({})", manager.email, client.name, client.label),
            format!("ct case list --client {} shows who is", client.label),
        )),
        (_, several, _) => Err(Error::Ambiguous {
            noun: "case assignment",
            name: format!("{} / {}", client.label, manager.email),
            candidates: several
                .iter()
                .map(|record| format!("{} (from {})", record.id, text(record, 0)))
                .collect(),
        }),
    }
}
