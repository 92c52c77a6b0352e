//! What a connection is connected to, as whom, and what somebody should know about it.

use super::{Database, refusal};
use crate::Result;

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
    /// Whether that role owns the schema, or is a member of its owner: an administrator connection.
    pub is_administrator: bool,
    /// Whether the connection is encrypted.
    pub is_encrypted: bool,
    /// What somebody should know: sentences.
    pub warnings: Vec<String>,
}

/// Asks the server.
///
/// # Errors
/// What the database refuses.
pub async fn report(database: &Database) -> Result<Report> {
    let client = database.client().await?;
    let schema = database.schema();
    let sql = format!(
        "-- status::report\nselect current_setting('server_version'), current_database()::text, current_user::text, \
         (select rolsuper from pg_roles where rolname = current_user), \
         coalesce((select pg_has_role(current_user, nspowner, 'member') from pg_namespace where nspname = '{schema}'), false), \
         coalesce((select ssl from pg_stat_ssl where pid = pg_backend_pid()), false), \
         current_setting('server_encoding'), \
         has_database_privilege('public', current_database(), 'temporary'), \
         (select count(*) from pg_trigger t join pg_class c on c.oid = t.tgrelid \
          join pg_namespace n on n.oid = c.relnamespace \
          where n.nspname = '{schema}' and not t.tgisinternal and t.tgenabled <> 'O'), \
         current_setting('log_parameter_max_length_on_error') <> '0', \
         current_setting('fsync') = 'on', \
         (select count(*) from pg_db_role_setting s join pg_roles r on r.oid = s.setrole where r.rolname = current_user), \
         current_setting('log_parameter_max_length') <> '0' and (current_setting('log_statement') in ('mod', 'all') \
          or current_setting('log_min_duration_statement') <> '-1' \
          or current_setting('log_min_duration_sample') <> '-1' \
          or current_setting('log_transaction_sample_rate') <> '0')"
    );
    let failed = |cause| refusal::from_database("status::report", cause);
    let rows = client.query_typed(&sql, &[]).await.map_err(failed)?;
    let row =
        rows.first().ok_or_else(|| crate::Error::Fault("the server said nothing of itself".to_owned()))?;
    let mut warnings = Vec::new();
    let mut warn = |holds: bool, text: &str| {
        if holds {
            warnings.push(text.to_owned());
        }
    };
    let encoding: String = row.get(6);
    warn(encoding != "UTF8", &format!("the database's encoding is {encoding}: ct needs UTF8"));
    warn(row.get(3), "the role is a superuser: ct needs none");
    warn(row.get(7), "everybody may make temporary tables: revoke temporary on database … from public");
    warn(row.get::<_, i64>(8) > 0, "triggers of the schema are switched off: history is not complete");
    warn(
        row.get(9),
        "the server logs parameters of failed statements: set log_parameter_max_length_on_error = 0",
    );
    warn(
        row.get(12),
        "the server logs parameters of statements, such as those of logins: set log_parameter_max_length = 0",
    );
    warn(!row.get::<_, bool>(10), "fsync is off: a crash loses data");
    warn(
        row.get::<_, i64>(11) > 0,
        "settings hang on the role (ALTER ROLE … SET): they may change what ct does",
    );
    Ok(Report {
        server_version: row.get(0),
        database: row.get(1),
        role: row.get(2),
        is_superuser: row.get(3),
        is_administrator: row.get(4),
        is_encrypted: row.get(5),
        warnings,
    })
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
