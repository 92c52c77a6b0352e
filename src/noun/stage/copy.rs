//! Rows into their waiting table: by binary COPY, or, for somebody who is logged in, through functions.

use std::pin::Pin;

use postgres_types::{IsNull, ToSql, Type, to_sql_checked};
use tokio::sync::mpsc;
use tokio_postgres::binary_copy::BinaryCopyInWriter;
use uuid::Uuid;

use super::credentials::Given;
use super::watch::Standing;
use super::{Expectation, Portion, Request};
use crate::csv_io::{Report, Row};
use crate::db::{Transaction, failed};
use crate::noun::Field;
use crate::password::Stored;
use crate::roster::Known;
use crate::{Error, Result};

impl ToSql for Field {
    fn to_sql(
        &self,
        kind: &Type,
        out: &mut bytes::BytesMut,
    ) -> std::result::Result<IsNull, Box<dyn std::error::Error + Sync + Send>> {
        match self {
            Self::Keep => Ok(IsNull::Yes),
            Self::Text(text) => text.to_sql(kind, out),
            Self::Flag(flag) => flag.to_sql(kind, out),
            Self::Id(id) => id.to_sql(kind, out),
            Self::Ids(ids) => ids.to_sql(kind, out),
            Self::Texts(texts) => texts.to_sql(kind, out),
            Self::Date(Some(date)) => date.to_sql(kind, out),
            Self::Count(number) => number.unwrap_or(-1).to_sql(kind, out),
            Self::Date(None) => postgres_types::Date::<chrono::NaiveDate>::NegInfinity.to_sql(kind, out),
            Self::Moment(Some(moment)) => moment.to_sql(kind, out),
            Self::Moment(None) => {
                postgres_types::Timestamp::<chrono::NaiveDateTime>::NegInfinity.to_sql(kind, out)
            }
        }
    }

    fn accepts(_: &Type) -> bool {
        true
    }

    to_sql_checked!();
}

/// The way into a waiting table. Only the owner fills it directly.
enum Way<'a> {
    Copy(Pin<Box<BinaryCopyInWriter>>),
    Function { transaction: &'a Transaction<'a>, names: Vec<&'static str> },
}

impl<'a> Way<'a> {
    async fn open(transaction: &'a Transaction<'a>, request: &Request) -> Result<Self> {
        let mut staged: Vec<_> = request.columns.iter().flat_map(|column| column.staged()).collect();
        if request.expectation != Expectation::None {
            staged.push(("expected", Type::JSONB));
        }
        let (names, types): (Vec<_>, Vec<_>) = staged.into_iter().unzip();
        if transaction.is_as_user() {
            return Ok(Self::Function { transaction, names });
        }
        let told: String = names.iter().map(|name| format!(", {name}")).collect();
        let sql = format!(
            "copy stage_{} (operation_id, line, match_key{told}) from stdin (format binary)",
            request.noun.name
        );
        let mut kinds = vec![Type::UUID, Type::INT8, Type::TEXT];
        kinds.extend(types);
        let sink = transaction.copy_in("stage::copy", &sql).await?;
        Ok(Self::Copy(Box::pin(BinaryCopyInWriter::new(sink, &kinds))))
    }

    async fn write(&mut self, request: &Request, rows: &[Row]) -> Result<()> {
        let expects = request.expectation != Expectation::None;
        match self {
            Self::Copy(writer) => {
                for row in rows {
                    write(writer.as_mut(), request.operation.id, row, expects).await?;
                }
                Ok(())
            }
            Self::Function { transaction, names } => {
                let rows = rows.iter().map(|row| object(names, row)).collect();
                let rows = serde_json::Value::Array(rows);
                let sql = "-- stage::rows\nselect stage_rows($1, $2, $3)";
                let parameters = [
                    (&request.operation.id as _, Type::UUID),
                    (&request.noun.name as _, Type::TEXT),
                    (&rows as _, Type::JSONB),
                ];
                transaction.rows("stage::rows", sql, &parameters).await.map(drop)
            }
        }
    }

    async fn close(self) -> Result<()> {
        match self {
            Self::Copy(mut writer) => {
                writer.as_mut().finish().await.map(drop).map_err(|cause| failed("stage::copy", cause))
            }
            Self::Function { .. } => Ok(()),
        }
    }
}

/// A row as an object of the fields that it tells.
fn object(names: &[&'static str], row: &Row) -> serde_json::Value {
    let mut fields = serde_json::Map::new();
    fields.insert("line".to_owned(), row.line.into());
    fields.insert("match_key".to_owned(), row.key.as_str().into());
    for (name, field) in names.iter().zip(&row.fields) {
        let value = match field {
            Field::Keep => continue,
            Field::Text(text) => text.as_str().into(),
            Field::Flag(flag) => (*flag).into(),
            Field::Id(id) => (*id).into(),
            Field::Ids(ids) => ids.clone().into(),
            Field::Texts(texts) => texts.clone().into(),
            Field::Count(number) => number.unwrap_or(-1).into(),
            Field::Date(date) => date.map_or_else(|| "-infinity".to_owned(), |date| date.to_string()).into(),
            Field::Moment(told) => {
                told.map_or_else(|| "-infinity".to_owned(), |told| told.to_string()).into()
            }
        };
        fields.insert((*name).to_owned(), value);
    }
    if let Some(expected) = &row.expected {
        fields.insert("expected".to_owned(), expected.clone());
    }
    serde_json::Value::Object(fields)
}

/// Stages all good rows but those of a roster that say nothing new; gives what reading came to, and keeps the passwords
/// that rows gave.
pub(super) async fn rows(
    transaction: &Transaction<'_>,
    request: &Request,
    portions: &mut mpsc::Receiver<Portion>,
    given: &mut Given,
    known: Option<&mut Known>,
    standing: &Standing<'_>,
) -> Result<Report> {
    let mut known = known;
    let mut way = Way::open(transaction, request).await?;
    let mut count = 0;
    loop {
        match portions.recv().await {
            Some(Portion::Rows(mut portion)) => {
                count += portion.len() as u64;
                standing.count(count);
                if let Some(known) = &mut known {
                    portion.retain(|row| !known.passes_over(row));
                }
                way.write(request, &portion).await?;
                for row in portion {
                    if let Some(secret) = row.secret {
                        given.insert(row.line, secret);
                    }
                }
            }
            Some(Portion::End(report)) => {
                let report = report?;
                way.close().await?;
                return Ok(*report);
            }
            None => return Err(Error::Fault("reading the rows ended without a word".to_owned())),
        }
    }
}

async fn write(writer: Pin<&mut BinaryCopyInWriter>, id: Uuid, row: &Row, expects: bool) -> Result<()> {
    let line = i64::try_from(row.line).unwrap_or(i64::MAX);
    let mut values: Vec<&(dyn ToSql + Sync)> = Vec::with_capacity(row.fields.len() + 3);
    values.extend([&id as &(dyn ToSql + Sync), &line, &row.key]);
    values.extend(row.fields.iter().map(|field| field as &(dyn ToSql + Sync)));
    if expects {
        values.push(&row.expected);
    }
    writer.write(&values).await.map_err(|cause| failed("stage::copy", cause))
}

/// A portion of hashed passwords into their waiting table.
pub(super) async fn credentials(
    transaction: &Transaction<'_>,
    id: Uuid,
    hashes: &mut crate::password::Hashes,
    mut take: impl FnMut(&crate::password::Hashed) -> Result<()>,
) -> Result<u64> {
    let mut writer = None;
    if !transaction.is_as_user() {
        let sql = "copy stage_credential (operation_id, line, salt, verifier, memory_kib, passes, lanes) \
                   from stdin (format binary)";
        let kinds = [Type::UUID, Type::INT8, Type::BYTEA, Type::BYTEA, Type::INT4, Type::INT4, Type::INT4];
        let sink = transaction.copy_in("stage::credentials", sql).await?;
        writer = Some(Box::pin(BinaryCopyInWriter::new(sink, &kinds)));
    }
    let mut count = 0;
    while let Some(batch) = hashes.next_batch().await {
        let batch = batch?;
        let mut portion = Credentials::default();
        for hashed in &batch {
            take(hashed)?;
            let Some(stored) = hashed.made.stored() else { continue };
            portion.push(i64::try_from(hashed.id).unwrap_or(i64::MAX), stored);
            count += 1;
        }
        match &mut writer {
            Some(writer) => portion.copy(writer.as_mut(), &id).await?,
            None => portion.send(transaction, &id).await?,
        }
    }
    if let Some(mut writer) = writer {
        writer.as_mut().finish().await.map_err(|cause| failed("stage::credentials", cause))?;
    }
    Ok(count)
}

/// What is stored of several passwords, column by column.
#[derive(Default)]
struct Credentials {
    lines: Vec<i64>,
    salts: Vec<Vec<u8>>,
    verifiers: Vec<Vec<u8>>,
    costs: [Vec<i32>; 3],
}

impl Credentials {
    fn push(&mut self, line: i64, stored: &Stored) {
        let number = |value: u32| i32::try_from(value).unwrap_or(i32::MAX);
        let cost = stored.parameters;
        self.lines.push(line);
        self.salts.push(stored.salt.to_vec());
        self.verifiers.push(stored.verifier.to_vec());
        for (column, value) in self.costs.iter_mut().zip([cost.memory_kib, cost.passes, cost.lanes]) {
            column.push(number(value));
        }
    }

    async fn copy(&self, mut writer: Pin<&mut BinaryCopyInWriter>, id: &Uuid) -> Result<()> {
        for (index, line) in self.lines.iter().enumerate() {
            let [memory, passes, lanes] = &self.costs;
            let values: [&(dyn ToSql + Sync); 7] = [
                id,
                line,
                &self.salts[index],
                &self.verifiers[index],
                &memory[index],
                &passes[index],
                &lanes[index],
            ];
            writer.as_mut().write(&values).await.map_err(|cause| failed("stage::credentials", cause))?;
        }
        Ok(())
    }

    async fn send(&self, transaction: &Transaction<'_>, id: &Uuid) -> Result<()> {
        let sql = "-- stage::credential_rows\nselect stage_credentials($1, $2, $3, $4, $5, $6, $7)";
        let [memory, passes, lanes] = &self.costs;
        let parameters = [
            (id as _, Type::UUID),
            (&self.lines as _, Type::INT8_ARRAY),
            (&self.salts as _, Type::BYTEA_ARRAY),
            (&self.verifiers as _, Type::BYTEA_ARRAY),
            (memory as _, Type::INT4_ARRAY),
            (passes as _, Type::INT4_ARRAY),
            (lanes as _, Type::INT4_ARRAY),
        ];
        transaction.rows("stage::credential_rows", sql, &parameters).await.map(drop)
    }
}
