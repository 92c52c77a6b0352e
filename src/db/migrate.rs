//! The schema and its versions: numbered migrations that never change once they have landed, and functions, triggers
//! and views that stand as they are now.

mod own_tables;

use postgres_types::Type;
use sha2::{Digest, Sha256};
use tokio_postgres::error::SqlState;

use super::{Database, refusal};
use crate::{Error, Result};

/// A numbered migration: tables change by these only, forward.
struct Migration {
    number: i32,
    name: &'static str,
    sql: &'static str,
}

macro_rules! migration {
    ($number:literal, $name:literal) => {
        Migration {
            number: $number,
            name: $name,
            sql: include_str!(concat!("../../migrations/", $name, ".sql")),
        }
    };
}

macro_rules! code {
    ($name:literal) => {
        ($name, include_str!(concat!("../../migrations/code/", $name, ".sql")))
    };
}

const MIGRATIONS: [Migration; 12] = [
    migration!(1, "0001_foundation"),
    migration!(2, "0002_places"),
    migration!(3, "0003_users"),
    migration!(4, "0004_stage"),
    migration!(5, "0005_batches"),
    migration!(6, "0006_external_id"),
    migration!(7, "0007_sessions"),
    migration!(8, "0008_rights"),
    migration!(9, "0009_work"),
    migration!(10, "0010_search"),
    migration!(11, "0011_leavers"),
    migration!(12, "0012_rosters"),
];

/// In the order in which they build on each other.
const CODE: &[(&str, &str)] = &[
    code!("status"),
    code!("session"),
    code!("access"),
    code!("own"),
    code!("operation"),
    code!("history"),
    code!("record"),
    code!("external_id"),
    code!("place"),
    code!("work"),
    code!("client"),
    code!("case"),
    code!("case_plan"),
    code!("case_list"),
    code!("caseload"),
    code!("paused"),
    code!("leaver"),
    code!("leaver_work"),
    code!("leaver_plan"),
    code!("report"),
    code!("report_changes"),
    code!("report_access"),
    code!("team"),
    code!("task"),
    code!("task_series"),
    code!("task_list"),
    code!("workgroup"),
    code!("roster"),
    code!("user"),
    code!("user_rights"),
    code!("user_organization"),
    code!("administrator"),
    code!("supervisor"),
    code!("find"),
    code!("credential"),
    code!("reactivate"),
    code!("question"),
    code!("setting"),
    code!("notification"),
    code!("notification_tell"),
    code!("notification_read"),
    code!("overview"),
    code!("batch"),
    code!("sweep"),
    code!("menu"),
    code!("search"),
    code!("policy"),
];

/// How a database's schema stands to this `ct`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Standing {
    /// There is no schema yet.
    Missing,
    /// It is older: `ct db migrate` brings it up to date.
    Older {
        /// The migrations that are still to be applied, by name.
        pending: Vec<&'static str>,
    },
    /// It fits.
    Current,
    /// It was made by a newer `ct`, which this one must not touch.
    Newer {
        /// The version of `ct` that made it.
        version: String,
    },
    /// It does not fit, and the role that is connected may not see why: an operator's.
    Unseen,
}

/// A migration as the database knows it.
#[derive(Clone, Debug)]
pub struct Applied {
    /// Its number.
    pub number: i32,
    /// Its name.
    pub name: String,
    /// When it was applied.
    pub applied_at: chrono::DateTime<chrono::Utc>,
}

fn checksum(text: &str) -> String {
    crate::hexadecimal::of(&Sha256::digest(text))
}

/// Of everything: what a database that is up to date has noted.
fn code_checksum() -> String {
    let migrations = MIGRATIONS.iter().map(|migration| migration.sql);
    checksum(&migrations.chain(CODE.iter().map(|(_, sql)| *sql)).collect::<Vec<_>>().concat())
}

/// Whether the database's schema fits this `ct`.
///
/// # Errors
/// [`Error::Unreachable`] if the database cannot be reached.
pub async fn standing(database: &Database) -> Result<Standing> {
    let client = database.client().await?;
    read_standing(&client, database.schema()).await
}

/// Whether the role that is connected is an administrator's, where the schema fits. Nearly always it does, and every
/// command asks: one question.
async fn read_fit(
    client: &deadpool_postgres::Client,
    schema: &str,
) -> std::result::Result<Option<bool>, tokio_postgres::Error> {
    let sql = format!(
        "-- migrate::fits\nselect \"{schema}\".code_checksum(), \
         (select pg_has_role(nspowner, 'member') from pg_namespace where nspname = '{schema}')"
    );
    let rows = client.query_typed(&sql, &[]).await?;
    Ok(rows.first().filter(|row| row.get::<_, &str>(0) == code_checksum()).map(|row| row.get(1)))
}

async fn read_standing(client: &deadpool_postgres::Client, schema: &str) -> Result<Standing> {
    match read_fit(client, schema).await {
        Ok(Some(_)) => return Ok(Standing::Current),
        Ok(None) => {}
        Err(cause) if cause.code() == Some(&SqlState::INVALID_SCHEMA_NAME) => return Ok(Standing::Missing),
        // An older schema has no such function.
        Err(cause) if cause.code() == Some(&SqlState::UNDEFINED_FUNCTION) => {}
        Err(cause) => return Err(refusal::from_database("migrate::fits", cause)),
    }
    let sql = format!(
        "-- migrate::standing\nselect m.number, m.checksum, c.checksum as code, c.version \
         from \"{schema}\".migration m cross join \"{schema}\".migration_code c order by m.number"
    );
    let rows = match client.query_typed(&sql, &[]).await {
        Ok(rows) => rows,
        Err(cause) if is_missing(&cause) => return Ok(Standing::Missing),
        Err(cause) if cause.code() == Some(&SqlState::INSUFFICIENT_PRIVILEGE) => return Ok(Standing::Unseen),
        Err(cause) => return Err(refusal::from_database("migrate::standing", cause)),
    };
    let Some(first) = rows.first() else { return Ok(Standing::Missing) };
    let version: String = first.get("version");
    if is_newer(&version) || rows.len() > MIGRATIONS.len() {
        return Ok(Standing::Newer { version });
    }
    for (row, migration) in rows.iter().zip(&MIGRATIONS) {
        if row.get::<_, String>("checksum") != checksum(migration.sql) {
            return Err(Error::refused(
                format!("migration {} of the database is not the one that this ct knows", migration.name),
                "the schema was made by another build of ct: use that one, or restore a backup into a fresh schema",
            ));
        }
    }
    let pending: Vec<_> = MIGRATIONS[rows.len()..].iter().map(|migration| migration.name).collect();
    if pending.is_empty() && first.get::<_, String>("code") == code_checksum() {
        return Ok(Standing::Current);
    }
    Ok(Standing::Older { pending })
}

fn is_missing(cause: &tokio_postgres::Error) -> bool {
    matches!(cause.code(), Some(&SqlState::UNDEFINED_TABLE | &SqlState::INVALID_SCHEMA_NAME))
}

fn is_newer(version: &str) -> bool {
    let parts = |text: &str| text.split('.').map(|part| part.parse().unwrap_or(0)).collect::<Vec<u64>>();
    parts(version) > parts(env!("CARGO_PKG_VERSION"))
}

/// Fails unless the schema fits: a missing or older one is [`Error::Unreachable`] and says what to do, a newer one is
/// refused. Gives whether the role that is connected is an administrator's: it owns the schema, or is a member of its
/// owner.
///
/// # Errors
/// As told; and those of [`standing`].
pub async fn require_current(database: &Database) -> Result<bool> {
    if let Ok(Some(is_administrator)) = read_fit(&database.client().await?, database.schema()).await {
        return Ok(is_administrator);
    }
    match standing(database).await? {
        // Somebody has brought it up to date meanwhile.
        Standing::Current => Box::pin(require_current(database)).await,
        Standing::Missing => Err(Error::unreachable(
            format!("the database has no schema {:?} yet", database.schema()),
            "to make it: ct db migrate",
        )),
        Standing::Older { .. } => Err(Error::unreachable(
            format!("the schema {:?} is older than this ct", database.schema()),
            "make a backup (ct db backup), then: ct db migrate",
        )),
        Standing::Newer { version } => Err(too_new(&version)),
        Standing::Unseen => Err(Error::unreachable(
            format!(
                "the schema {:?} is not the one of this ct, {}",
                database.schema(),
                env!("CARGO_PKG_VERSION")
            ),
            "the ct of its owner made it, or is to bring it up to date: ct db migrate; use the same version",
        )),
    }
}

fn too_new(version: &str) -> Error {
    Error::unreachable(
        format!("the database belongs to ct {version}, and this is {}", env!("CARGO_PKG_VERSION")),
        "install that version of ct or a newer one",
    )
}

/// The migrations that the database has.
///
/// # Errors
/// What the database refuses.
pub async fn applied(database: &Database) -> Result<Vec<Applied>> {
    let client = database.client().await?;
    let sql = format!(
        "-- migrate::applied\nselect number, name, applied_at from \"{}\".migration order by number",
        database.schema()
    );
    let rows = match client.query_typed(&sql, &[]).await {
        Ok(rows) => rows,
        Err(cause) if is_missing(&cause) => return Ok(Vec::new()),
        Err(cause) => return Err(refusal::from_database("migrate::applied", cause)),
    };
    Ok(rows
        .iter()
        .map(|row| Applied {
            number: row.get("number"),
            name: row.get("name"),
            applied_at: row.get("applied_at"),
        })
        .collect())
}

/// Brings the schema up to date, in one transaction, and gives the names of what was applied; nothing if it was.
/// Two at once take turns.
///
/// # Errors
/// [`Error::Unreachable`] if the database is newer; what the database refuses.
pub async fn migrate(database: &Database) -> Result<Vec<&'static str>> {
    migrate_up_to(database, MIGRATIONS.len()).await
}

/// As [`migrate`], for the first `count` migrations only: the functions and views come with the last one.
///
/// # Errors
/// As [`migrate`].
pub async fn migrate_up_to(database: &Database, count: usize) -> Result<Vec<&'static str>> {
    let schema = database.schema();
    let mut client = database.client().await?;
    if let Standing::Newer { version } = read_standing(&client, schema).await? {
        return Err(too_new(&version));
    }
    own_tables::make(&client, schema).await?;
    let transaction = client.transaction().await.map_err(|cause| refusal::from_database("migrate", cause))?;
    let run = async |name: &'static str, sql: &str| {
        let sql = sql.replace("@schema@", schema);
        transaction.batch_execute(&sql).await.map_err(|cause| refusal::from_database(name, cause))
    };
    run(
        "migrate::prepare",
        "set local search_path = pg_catalog, pg_temp; set local client_min_messages = warning; \
         lock table @schema@.migration in access exclusive mode; \
         alter default privileges revoke execute on functions from public",
    )
    .await?;
    let known: i64 = transaction
        .query_typed(&format!("-- migrate::count\nselect count(*) from \"{schema}\".migration"), &[])
        .await
        .map_err(|cause| refusal::from_database("migrate::count", cause))?
        .first()
        .map_or(0, |row| row.get(0));
    let mut done = Vec::new();
    for migration in MIGRATIONS[..count].iter().skip(usize::try_from(known).unwrap_or(usize::MAX)) {
        run(migration.name, migration.sql).await?;
        let insert = format!(
            "-- migrate::note\ninsert into \"{schema}\".migration (number, name, checksum) values ($1, $2, $3)"
        );
        let sum = checksum(migration.sql);
        transaction
            .query_typed(
                &insert,
                &[(&migration.number, Type::INT4), (&migration.name, Type::TEXT), (&sum, Type::TEXT)],
            )
            .await
            .map_err(|cause| refusal::from_database("migrate::note", cause))?;
        done.push(migration.name);
    }
    if count == MIGRATIONS.len() {
        for (name, sql) in CODE {
            run(name, sql).await?;
        }
        run("migrate::close", CLOSE).await?;
        let update =
            format!("-- migrate::code\nupdate \"{schema}\".migration_code set checksum = $1, version = $2");
        transaction
            .query_typed(&update, &[(&code_checksum(), Type::TEXT), (&env!("CARGO_PKG_VERSION"), Type::TEXT)])
            .await
            .map_err(|cause| refusal::from_database("migrate::code", cause))?;
    }
    transaction.commit().await.map_err(|cause| refusal::from_database("migrate::commit", cause))?;
    Ok(done)
}

/// Takes away once more what nobody but the owner may: rights on the database itself are in no backup.
///
/// # Errors
/// What the database refuses.
pub async fn close(database: &Database) -> Result<()> {
    let sql = format!("alter default privileges revoke execute on functions from public; {CLOSE}");
    let client = database.client().await?;
    client
        .batch_execute(&sql.replace("@schema@", database.schema()))
        .await
        .map_err(|cause| refusal::from_database("migrate::close", cause))
}

/// What nobody but the owner may: run functions, see anything, make temporary tables (behind a pooler a prepared one
/// stole the next caller's session); and what the operator role may, if there is one. Who does not own the database cannot
/// take the last right away; `ct db status` warns.
const CLOSE: &str = "
    revoke all on schema @schema@ from public;
    revoke all on all tables in schema @schema@ from public;
    revoke all on all functions in schema @schema@ from public;
    do $$ begin
        if pg_has_role((select datdba from pg_database where datname = current_database()), 'usage') then
            execute format('revoke temporary on database %I from public', current_database());
        end if;
        -- What an older ct backed up has none.
        if to_regprocedure('@schema@.operator_grant()') is not null then
            perform @schema@.operator_grant();
        end if;
    end $$;";
