//! Rows into their waiting table, by binary COPY.

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
        }
    }

    fn accepts(_: &Type) -> bool {
        true
    }

    to_sql_checked!();
}

/// Copies all good rows; gives what reading came to, and keeps the passwords that rows gave.
pub(super) async fn rows(
    transaction: &Transaction<'_>,
    request: &Request,
    portions: &mut mpsc::Receiver<Portion>,
    given: &mut Given,
    standing: &Standing<'_>,
) -> Result<Report> {
    let mut staged: Vec<_> = request.columns.iter().flat_map(|column| column.staged()).collect();
    let expects = request.expectation != Expectation::None;
    if expects {
        staged.push(("expected", Type::JSONB));
    }
    let names: String = staged.iter().map(|(name, _)| format!(", {name}")).collect();
    let sql = format!(
        "copy stage_{} (operation_id, line, match_key{}) from stdin (format binary)",
        request.noun.name, names
    );
    let mut kinds = vec![Type::UUID, Type::INT8, Type::TEXT];
    kinds.extend(staged.into_iter().map(|(_, kind)| kind));
    let sink = transaction.copy_in("stage::copy", &sql).await?;
    let writer = BinaryCopyInWriter::new(sink, &kinds);
    let mut writer = std::pin::pin!(writer);
    let mut count = 0;
    loop {
        match portions.recv().await {
            Some(Portion::Rows(portion)) => {
                count += portion.len() as u64;
                standing.count(count);
                for row in portion {
                    write(writer.as_mut(), request.operation.id, &row, expects).await?;
                    if let Some(secret) = row.secret {
                        given.insert(row.line, secret);
                    }
                }
            }
            Some(Portion::End(report)) => {
                let report = report?;
                writer.as_mut().finish().await.map_err(|cause| failed("stage::copy", cause))?;
                return Ok(*report);
            }
            None => return Err(Error::Fault("reading the rows ended without a word".to_owned())),
        }
    }
}

async fn write(
    writer: std::pin::Pin<&mut BinaryCopyInWriter>,
    id: Uuid,
    row: &Row,
    expects: bool,
) -> Result<()> {
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
    let sql = "copy stage_credential (operation_id, line, salt, verifier, memory_kib, passes, lanes) \
               from stdin (format binary)";
    let kinds = [Type::UUID, Type::INT8, Type::BYTEA, Type::BYTEA, Type::INT4, Type::INT4, Type::INT4];
    let sink = transaction.copy_in("stage::credentials", sql).await?;
    let writer = BinaryCopyInWriter::new(sink, &kinds);
    let mut writer = std::pin::pin!(writer);
    let mut count = 0;
    while let Some(batch) = hashes.next_batch().await {
        for hashed in batch? {
            take(&hashed)?;
            let Some(stored) = hashed.made.stored() else { continue };
            let number = |value: u32| i32::try_from(value).unwrap_or(i32::MAX);
            let line = i64::try_from(hashed.id).unwrap_or(i64::MAX);
            writer
                .as_mut()
                .write(&[
                    &id,
                    &line,
                    &stored.salt.as_slice(),
                    &stored.verifier.as_slice(),
                    &number(stored.parameters.memory_kib),
                    &number(stored.parameters.passes),
                    &number(stored.parameters.lanes),
                ])
                .await
                .map_err(|cause| failed("stage::credentials", cause))?;
            count += 1;
        }
    }
    writer.as_mut().finish().await.map_err(|cause| failed("stage::credentials", cause))?;
    Ok(count)
}
