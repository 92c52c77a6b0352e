//! The roles of an instance: the one that whoever logs in works with, and a login role for each person or host. `ct` needs
//! no right to make roles, so these are steps for somebody who has it.

use postgres_types::Type;
use tokio_postgres::Row;

use super::{Database, refusal};
use crate::{Error, Result};

/// How many connections a login role has at once, unless told otherwise.
pub const CONNECTIONS: u16 = 8;

/// The longest name of a role; PostgreSQL would cut off the rest.
const LONGEST: usize = 63;

/// Which roles an instance is to have, beside the operator role.
#[derive(Clone, Debug, Default)]
pub struct Roles {
    /// Login roles, one for each person or host.
    pub logins: Vec<String>,
    /// How many connections a new one has at once.
    pub connections: u16,
}

/// One thing that has to be done, and the SQL that does it; a second time it does nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// What it does, such as `makes the role ct_operator`.
    pub does: String,
    /// How.
    pub sql: String,
    /// Whether it is so already.
    pub is_done: bool,
}

/// What the server says of an instance and a role.
struct Instance<'a> {
    schema: &'a str,
    operator: String,
    owner: String,
    has_schema: bool,
    /// Since PostgreSQL 16 it is told whether a member has a role's rights at once, and whether it may take it on.
    has_options: bool,
    operator_is_there: bool,
    operator_is_granted: bool,
    owner_may_take_it_on: bool,
}

/// What has to be done, in order; it asks the server what is done already.
///
/// # Errors
/// [`Error::Usage`] for a name that cannot be a role's; [`Error::Refused`] if a login role is there and may more than an
/// operator; what the database refuses.
pub async fn steps(database: &Database, roles: &Roles) -> Result<Vec<Step>> {
    for name in &roles.logins {
        check(name)?;
    }
    let instance = Instance::read(database).await?;
    let mut steps = vec![instance.operator_made(), instance.operator_of_owner()];
    for name in &roles.logins {
        let login = Login::read(database, &instance, name).await?;
        steps.push(login.made(&instance, name, roles.connections)?);
        steps.push(login.granted(&instance, name));
    }
    if instance.has_schema {
        steps.push(instance.rights_granted());
    }
    Ok(steps)
}

/// Does what is not done yet, in one transaction, and gives that.
///
/// # Errors
/// [`Error::NotPermitted`] if the role that is connected may make no roles; what the database refuses.
pub async fn apply(database: &Database, steps: &[Step]) -> Result<Vec<Step>> {
    let missing: Vec<_> = steps.iter().filter(|step| !step.is_done).cloned().collect();
    let failed = |cause| match refusal::from_database("roles::apply", cause) {
        Error::NotPermitted { message, .. } => Error::NotPermitted {
            message,
            hint: Some("give what ct db roles prints to a DBA, who runs it with psql -f".to_owned()),
        },
        other => other,
    };
    let mut client = database.client().await?;
    let transaction = client.transaction().await.map_err(failed)?;
    for step in &missing {
        transaction.batch_execute(&step.sql).await.map_err(failed)?;
    }
    transaction.commit().await.map_err(failed)?;
    Ok(missing)
}

/// The steps as a script for `psql -f`: one transaction.
#[must_use]
pub fn script(schema: &str, steps: &[Step]) -> String {
    let remark = |text: &str| ["--", text].join(" ");
    let about = format!(
        "The roles of the instance in the schema {schema}, for a role that may make roles: psql -f FILE"
    );
    let mut script = [&remark(&about), &remark("A second time it does nothing."), "begin;\n"].join("\n");
    for step in steps {
        // A name is one line: `check` sees to it.
        script += &format!("\n{}\n{}\n", remark(&step.does), step.sql);
    }
    script + "\ncommit;\n"
}

impl<'a> Instance<'a> {
    async fn read(database: &'a Database) -> Result<Self> {
        let sql = "-- roles::instance\nselect coalesce(pg_get_userbyid(n.nspowner), current_user)::text, \
             exists (select from pg_proc p where p.pronamespace = n.oid and p.proname = 'operator_grant'), \
             current_setting('server_version_num')::integer >= 160000, \
             exists (select from pg_roles where rolname = $2), \
             exists (select from aclexplode(n.nspacl) a join pg_roles r on r.oid = a.grantee \
                 where r.rolname = $2 and a.privilege_type = 'USAGE'), \
             exists (select from pg_auth_members m join pg_roles r on r.oid = m.roleid and r.rolname = $2 \
                 where m.member = coalesce(n.nspowner, (select oid from pg_roles where rolname = current_user)) \
                 and coalesce((to_jsonb(m) ->> 'set_option')::boolean, true)) \
             from (values (1)) one left join pg_namespace n on n.nspname = $1";
        let schema = database.schema();
        let operator = format!("{schema}_operator");
        let row = row(database, "roles::instance", sql, &[schema, &operator]).await?;
        Ok(Self {
            schema,
            operator,
            owner: row.get(0),
            has_schema: row.get(1),
            has_options: row.get(2),
            operator_is_there: row.get(3),
            operator_is_granted: row.get(4),
            owner_may_take_it_on: row.get(5),
        })
    }

    fn operator_made(&self) -> Step {
        Step {
            does: format!("makes the role {}, which whoever logs in works with", self.operator),
            sql: unless_there(
                &self.operator,
                &format!("create role {} nologin;", identifier(&self.operator)),
            ),
            is_done: self.operator_is_there,
        }
    }

    fn operator_of_owner(&self) -> Step {
        Step {
            does: format!("lets {} take it on, for those who log in over its connection", self.owner),
            sql: self.grant(&self.owner, "inherit false, set true"),
            is_done: self.owner_may_take_it_on,
        }
    }

    fn grant(&self, member: &str, options: &str) -> String {
        let with = if self.has_options { format!(" with {options}") } else { String::new() };
        format!("grant {} to {}{with};", identifier(&self.operator), identifier(member))
    }

    /// Only the owner can, or whoever has the owner's rights; to migrate does it too.
    fn rights_granted(&self) -> Step {
        let schema = self.schema;
        let body = format!(
            "begin\n    if pg_has_role((select nspowner from pg_namespace where nspname = {name}), 'usage') then\n        \
             perform {schema}.operator_grant();\n    else\n        \
             raise notice 'the owner of the schema gives the operator role its rights: ct db migrate';\n    end if;\nend",
            name = literal(schema),
            schema = identifier(schema),
        );
        Step {
            does: "gives it what it may have: nothing without a session".to_owned(),
            sql: format!("do {};", dollars(&body)),
            is_done: self.operator_is_granted,
        }
    }
}

/// A login role as it is.
struct Login {
    is_there: bool,
    /// What it may that an operator may not.
    excess: Option<String>,
    is_limited: bool,
    is_operator: bool,
}

impl Login {
    async fn read(database: &Database, instance: &Instance<'_>, name: &str) -> Result<Self> {
        let sql = "-- roles::login\nselect r.oid is not null, case \
             when r.rolsuper then 'is a superuser' \
             when r.rolcreaterole then 'may make roles' \
             when r.rolcreatedb then 'may make databases' \
             when r.rolreplication then 'may replicate' \
             when r.rolbypassrls then 'goes past row level security' \
             when not r.rolcanlogin then 'cannot log in' \
             when pg_has_role(r.oid, o.oid, 'member') then 'owns the schema, or is a member of its owner' end, \
             coalesce(r.rolconnlimit >= 0, false), \
             exists (select from pg_auth_members m join pg_roles g on g.oid = m.roleid and g.rolname = $3 \
                 where m.member = r.oid and coalesce((to_jsonb(m) ->> 'inherit_option')::boolean, r.rolinherit)) \
             from pg_roles o left join pg_roles r on r.rolname = $1 where o.rolname = $2";
        let row = row(database, "roles::login", sql, &[name, &instance.owner, &instance.operator]).await?;
        Ok(Self { is_there: row.get(0), excess: row.get(1), is_limited: row.get(2), is_operator: row.get(3) })
    }

    fn made(&self, instance: &Instance<'_>, name: &str, connections: u16) -> Result<Step> {
        if let Some(excess) = &self.excess {
            return Err(Error::refused(
                format!("the role {name:?} {excess}: it is no operator's"),
                format!("name another one, which has {} only", instance.operator),
            ));
        }
        let (literal, name) = (literal(name), identifier(name));
        let make = format!(
            "create role {name} login inherit nosuperuser nocreatedb nocreaterole noreplication nobypassrls \
             connection limit {connections};"
        );
        let body = format!(
            "begin\n    if not exists (select from pg_roles where rolname = {literal}) then\n        {make}\n    \
             elsif exists (select from pg_roles where rolname = {literal} and rolconnlimit < 0) then\n        \
             alter role {name} connection limit {connections};\n    end if;\nend"
        );
        Ok(Step {
            does: format!(
                "makes the login role {name}, without a password: \\password in psql sets one, or certificates or peer \
                 authentication tell who it is"
            ),
            sql: format!("do {};", dollars(&body)),
            is_done: self.is_there && self.is_limited,
        })
    }

    fn granted(&self, instance: &Instance<'_>, name: &str) -> Step {
        Step {
            does: format!("gives {} the operator role, and nothing else", identifier(name)),
            sql: instance.grant(name, "inherit true, set true"),
            is_done: self.is_operator,
        }
    }
}

async fn row(database: &Database, name: &'static str, sql: &str, texts: &[&str]) -> Result<Row> {
    let parameters: Vec<_> =
        texts.iter().map(|text| (text as &(dyn postgres_types::ToSql + Sync), Type::TEXT)).collect();
    let client = database.client().await?;
    let rows = client.query_typed(sql, &parameters).await;
    let row = rows.map_err(|cause| refusal::from_database(name, cause))?.into_iter().next();
    row.ok_or_else(|| Error::Fault(format!("{name} gave nothing")))
}

fn check(name: &str) -> Result<()> {
    let is_reserved = name.starts_with("pg_") || name == "public" || name == "none";
    if name.is_empty() || name.len() > LONGEST || name.chars().any(char::is_control) || is_reserved {
        return Err(Error::usage(
            format!("--login: {name:?} cannot be a role's name"),
            format!("at most {LONGEST} bytes, no control characters, not public, none or pg_…"),
        ));
    }
    Ok(())
}

fn unless_there(role: &str, make: &str) -> String {
    let body = format!(
        "begin\n    if not exists (select from pg_roles where rolname = {}) then\n        {make}\n    end if;\nend",
        literal(role)
    );
    format!("do {};", dollars(&body))
}

fn identifier(name: &str) -> String {
    format!("\"{}\"", name.replace('"', "\"\""))
}

fn literal(text: &str) -> String {
    let quoted = text.replace('\'', "''");
    // A backslash means itself, whatever the server's settings say.
    if text.contains('\\') { format!("E'{}'", quoted.replace('\\', "\\\\")) } else { format!("'{quoted}'") }
}

/// Between dollar quotes that do not stand in it.
fn dollars(body: &str) -> String {
    let mut tag = "$do$".to_owned();
    while body.contains(&tag) {
        tag.insert(1, '_');
    }
    format!("{tag}\n{body}\n{tag}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_stand_quoted_and_end_nothing() {
        assert_eq!(identifier("a\"b"), "\"a\"\"b\"");
        assert_eq!(literal("o'neil\\"), "E'o''neil\\\\'");
        assert_eq!(dollars("a $do$ b $_do$"), "$__do$\na $do$ b $_do$\n$__do$");
        for name in ["", "pg_x", "public", "a\nb", "a\0b", &"x".repeat(64)] {
            assert_eq!(check(name).map_err(|error| error.kind()), Err(crate::Kind::Usage), "{name:?}");
        }
        for name in ["helpdesk_maria", "web-01.example.org", "Ünal \"x\" $do$"] {
            check(name).unwrap_or_else(|error| panic!("{name}: {error}"));
        }
    }
}
