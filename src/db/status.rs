//! What a connection is connected to, as whom, and what somebody should know about it.

use std::fmt;

use postgres_types::Type;
use tokio_postgres::Row;

use super::{Database, refusal};
use crate::{Error, Result};

/// By which way a connection comes in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Access {
    /// Its role owns the schema, or is a member of its owner.
    Administrator,
    /// Its role has the operator role only: it reads and writes nothing without a session.
    Operator,
    /// Neither, or there is no schema yet.
    Neither,
}

impl fmt::Display for Access {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Administrator => "administrator connection",
            Self::Operator => "operator connection",
            Self::Neither => "neither an administrator's nor an operator's",
        })
    }
}

/// What the server says of itself and of us.
#[derive(Clone, Debug)]
pub struct Report {
    /// The server's version, such as `15.18`.
    pub server_version: String,
    /// The database's name.
    pub database: String,
    /// The role that we are.
    pub role: String,
    /// Whether that role is a superuser, which `ct` does not need.
    pub is_superuser: bool,
    /// By which way that role comes in.
    pub access: Access,
    /// Whether the connection is encrypted.
    pub is_encrypted: bool,
    /// What somebody should know: sentences.
    pub warnings: Vec<String>,
}

impl Report {
    /// Whether the role owns the schema, or is a member of its owner.
    #[must_use]
    pub fn is_administrator(&self) -> bool {
        self.access == Access::Administrator
    }
}

/// Asks the server. An operator may ask this, too, and without a session.
///
/// # Errors
/// What the database refuses.
pub async fn report(database: &Database) -> Result<Report> {
    let sql = "-- status::report\nselect current_setting('server_version'), current_database()::text, current_user::text, \
         (select rolsuper from pg_roles where rolname = current_user), \
         coalesce((select ssl from pg_stat_ssl where pid = pg_backend_pid()), false)";
    let rows = rows(database, "status::report", sql).await?;
    let row = rows.first().ok_or_else(|| Error::Fault("the server said nothing of itself".to_owned()))?;
    let access = access(database).await?;
    let is_superuser = row.get(3);
    let mut warnings = Vec::new();
    if is_superuser {
        warnings.push("the role is a superuser: ct needs none".to_owned());
    }
    warnings.extend(of_server(database).await?);
    warnings.extend(of_schema(database).await?);
    // Whoever is no administrator cannot do anything about these.
    if access == Access::Administrator {
        warnings.extend(of_missing_operator(database).await?);
        warnings.extend(of_operators(database).await?);
    }
    Ok(Report {
        server_version: row.get(0),
        database: row.get(1),
        role: row.get(2),
        is_superuser,
        access,
        is_encrypted: row.get(4),
        warnings,
    })
}

/// By which way the connection comes in.
///
/// # Errors
/// What the database refuses.
pub async fn access(database: &Database) -> Result<Access> {
    let sql = "-- status::access\nselect \
         coalesce((select pg_has_role(current_user, nspowner, 'member') from pg_namespace where nspname = $1), false), \
         coalesce((select pg_has_role(current_user, oid, 'member') from pg_roles where rolname = $2), false)";
    let rows = rows(database, "status::access", sql).await?;
    let row = rows.first().ok_or_else(|| Error::Fault("the server did not tell who we are".to_owned()))?;
    Ok(match (row.get(0), row.get(1)) {
        (true, _) => Access::Administrator,
        (false, true) => Access::Operator,
        (false, false) => Access::Neither,
    })
}

/// Refuses what takes the whole schema, such as a backup, to an operator: it would fail in the middle.
///
/// # Errors
/// [`Error::NotPermitted`].
pub async fn require_no_operator(database: &Database) -> Result<()> {
    if access(database).await? != Access::Operator {
        return Ok(());
    }
    Err(Error::NotPermitted {
        message: "an operator's connection does not reach all of the schema".to_owned(),
        hint: Some("connect as the role that owns the schema".to_owned()),
    })
}

/// Asks about the schema, `$1`, and its operator role, `$2`.
async fn rows(database: &Database, name: &'static str, sql: &str) -> Result<Vec<Row>> {
    let (schema, operator) = (database.schema(), format!("{}_operator", database.schema()));
    let client = database.client().await?;
    let told = client.query_typed(sql, &[(&schema, Type::TEXT), (&operator, Type::TEXT)]).await;
    told.map_err(|cause| refusal::from_database(name, cause))
}

/// The first column of each row: sentences.
async fn sentences(database: &Database, name: &'static str, sql: &str) -> Result<Vec<String>> {
    Ok(rows(database, name, sql).await?.iter().map(|row| row.get(0)).collect())
}

/// How the server, the database and our role are set up.
async fn of_server(database: &Database) -> Result<Vec<String>> {
    let sql = "-- status::server\nselect told from (values \
         ('the database''s encoding is ' || current_setting('server_encoding') || ': ct needs UTF8', \
          current_setting('server_encoding') <> 'UTF8'), \
         ('everybody may make temporary tables: revoke temporary on database … from public', \
          has_database_privilege('public', current_database(), 'temporary')), \
         ('the server logs parameters of failed statements: set log_parameter_max_length_on_error = 0', \
          current_setting('log_parameter_max_length_on_error') <> '0'), \
         ('the server logs parameters of statements, such as those of logins: set log_parameter_max_length = 0', \
          current_setting('log_parameter_max_length') <> '0' and (current_setting('log_statement') in ('mod', 'all') \
          or current_setting('log_min_duration_statement') <> '-1' \
          or current_setting('log_min_duration_sample') <> '-1' \
          or current_setting('log_transaction_sample_rate') <> '0')), \
         ('fsync is off: a crash loses data', current_setting('fsync') <> 'on'), \
         ('settings hang on the role (ALTER ROLE … SET): they may change what ct does', \
          exists (select from pg_db_role_setting s join pg_roles r on r.oid = s.setrole where r.rolname = current_user)) \
         ) warnings (told, holds) where holds";
    sentences(database, "status::server", sql).await
}

/// What somebody has switched off: triggers write history and keep rules, row level security keeps operators apart.
async fn of_schema(database: &Database) -> Result<Vec<String>> {
    let sql = "-- status::schema\nselect 'triggers of the table ' || c.relname || ' are switched off: history is not complete, rules \
             are not kept: alter table … enable trigger user' \
         from pg_class c join pg_namespace n on n.oid = c.relnamespace and n.nspname = $1 \
         where exists (select from pg_trigger t where t.tgrelid = c.oid and not t.tgisinternal and t.tgenabled <> 'O') \
         union all select 'row level security is switched off for the table ' || c.relname || ': whoever logs in sees all of it: \
             ct db migrate switches it on' \
         from pg_class c join pg_namespace n on n.oid = c.relnamespace and n.nspname = $1 \
         where c.relkind = 'r' and not c.relrowsecurity \
         and exists (select from pg_proc p where p.pronamespace = n.oid and p.proname = 'operator_grant') order by 1";
    sentences(database, "status::schema", sql).await
}

/// Whoever logs in without an operator role sees what the connection sees.
async fn of_missing_operator(database: &Database) -> Result<Vec<String>> {
    let there = "-- status::operator\nselect exists (select from pg_roles where rolname = $2), \
         to_regclass(quote_ident($1) || '.credential') is not null";
    let rows = rows(database, "status::operator", there).await?;
    if !rows.first().is_some_and(|row| !row.get::<_, bool>(0) && row.get(1)) {
        return Ok(Vec::new());
    }
    let schema = database.schema();
    let sql = format!(
        "-- status::passwords\nselect 'there is no role {schema}_operator, and users have passwords: whoever logs in can see what \
             the connection sees: ct db roles tells what a DBA has to do' \
         where exists (select from \"{schema}\".credential)"
    );
    sentences(database, "status::passwords", &sql).await
}

/// Roles that have the operator role and are not what such a role should be.
async fn of_operators(database: &Database) -> Result<Vec<String>> {
    let sql = "-- status::operators\nwith recursive operator (id) as ( \
             select oid from pg_roles where rolname = $2 \
             union \
             select m.member from operator o join pg_auth_members m on m.roleid = o.id \
             where m.member <> (select nspowner from pg_namespace where nspname = $1) \
             and coalesce((to_jsonb(m) ->> 'inherit_option')::boolean or (to_jsonb(m) ->> 'set_option')::boolean, true) \
         ), told as ( \
             select r.* from operator o join pg_roles r on r.oid = o.id where r.rolname <> $2 \
         ) \
         select 'the role ' || quote_ident(rolname) || ' is an operator''s and an administrator''s: it needs no login to do \
             everything: revoke one of the two' \
         from told, pg_namespace n where n.nspname = $1 and pg_has_role(told.oid, n.nspowner, 'member') \
         union all \
         select 'settings hang on the operator''s role ' || quote_ident(rolname) || ': alter role … reset all' \
         from told where exists (select from pg_db_role_setting s where s.setrole = told.oid) \
         union all \
         select 'the operator''s role ' || quote_ident(rolname) || ' may open any number of connections: alter role … connection \
             limit 8' \
         from told where rolcanlogin and rolconnlimit < 0 order by 1";
    sentences(database, "status::operators", sql).await
}

/// Which instance of `ct` the database is.
///
/// # Errors
/// What the database refuses.
pub async fn instance(database: &Database) -> Result<uuid::Uuid> {
    let sql = "-- status::instance\nselect id from instance";
    let row = database.read(async |transaction| transaction.row("status::instance", sql, &[]).await).await?;
    Ok(row.get(0))
}
