//! The tables that migrating itself needs: which migrations and which functions stand.

use tokio_postgres::error::SqlState;

use crate::Result;
use crate::db::refusal;

/// Makes the tables that migrating itself needs. Of several that make them at once one succeeds, and the others find
/// them made when they look again.
pub(super) async fn make(client: &deadpool_postgres::Client, schema: &str) -> Result<()> {
    const ATTEMPTS: usize = 5;
    let sql = OWN_TABLES.replace("@schema@", schema);
    let failed = |cause| refusal::from_database("migrate::own_tables", cause);
    for attempt in 1..=ATTEMPTS {
        let there =
            format!("-- migrate::own_tables\nselect to_regclass('{schema}.migration_code') is not null");
        if client.query_typed(&there, &[]).await.map_err(failed)?.first().is_some_and(|row| row.get(0)) {
            return Ok(());
        }
        let Err(cause) = client.batch_execute(&sql).await else { return Ok(()) };
        // Best effort: a connection that is lost has nothing to roll back.
        let _ = client.batch_execute("rollback").await;
        if attempt == ATTEMPTS || !is_made_at_once(&cause) {
            return Err(failed(cause));
        }
    }
    Ok(())
}

/// Whether somebody else made the same thing at the same time.
fn is_made_at_once(cause: &tokio_postgres::Error) -> bool {
    let internal = cause.code() == Some(&SqlState::INTERNAL_ERROR);
    internal
        || matches!(
            cause.code(),
            Some(&SqlState::UNIQUE_VIOLATION | &SqlState::DUPLICATE_SCHEMA | &SqlState::DUPLICATE_TABLE)
        )
}

const OWN_TABLES: &str = "
    begin;
    set local client_min_messages = warning;
    create schema if not exists @schema@;
    create table if not exists @schema@.migration (
        number integer not null constraint migration_pkey primary key,
        name text not null,
        checksum text not null,
        applied_at timestamptz not null default clock_timestamp()
    );
    comment on table @schema@.migration is 'The numbered migrations that have been applied';
    comment on column @schema@.migration.number is 'In this order';
    comment on column @schema@.migration.name is 'The file''s name';
    comment on column @schema@.migration.checksum is 'SHA-256 of the file';
    comment on column @schema@.migration.applied_at is 'When it was applied';
    create table if not exists @schema@.migration_code (
        only_one boolean not null default true
            constraint migration_code_pkey primary key
            constraint migration_code_only_one check (only_one),
        checksum text not null,
        version text not null
    );
    comment on table @schema@.migration_code is 'One row: which functions, triggers and views stand';
    comment on column @schema@.migration_code.only_one is 'Keeps the table to one row';
    comment on column @schema@.migration_code.checksum is 'SHA-256 of their files';
    comment on column @schema@.migration_code.version is 'The ct that applied them';
    insert into @schema@.migration_code (checksum, version) values ('', '0.0.0') on conflict do nothing;
    commit;";
