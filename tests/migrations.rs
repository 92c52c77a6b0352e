//! The migrations: one by one on a filled database, twice, two at once, under another name; and what they make.

#![expect(clippy::unwrap_used, reason = "what cannot be set up has failed the test")]

#[path = "migrations/catalogue.rs"]
mod catalogue;
mod support;

use std::fs;
use std::path::{Path, PathBuf};

use ct::Kind;
use ct::db::migrate::{Standing, applied, migrate, migrate_up_to, require_current, standing};
use sha2::{Digest, Sha256};
use support::{TestDatabase, database_at};

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("migrations")
}

/// The names of the numbered migrations, in their order.
fn names() -> Vec<String> {
    let mut names: Vec<_> = fs::read_dir(folder())
        .unwrap()
        .filter_map(|entry| Some(entry.unwrap().file_name().to_str()?.strip_suffix(".sql")?.to_owned()))
        .collect();
    names.sort();
    names
}

/// A database that the migrations have run on; a clone has not all that they do to a database.
async fn migrated() -> TestDatabase {
    let own = TestDatabase::empty().await;
    migrate(&own.database().await).await.unwrap();
    own
}

/// What comes after the eleventh.
const LEAVERS: &str = "update ct.users set ends_at = '2100-01-01', ends_by = created_by, ends_work = 'leave-open';
    insert into ct.sweep (id, as_of) values (gen_random_uuid(), now());
    insert into ct.notification (user_id, kind, subject, body) select id, 'test', 'Hello', 'A text' from ct.users";

/// Rows for the tables that a migration made, so that the next one runs on a filled database.
fn rows_after(migration: &str) -> &'static str {
    match migration {
        "0001_foundation" => {
            "insert into ct.operation (id, command) values ('00000000-0000-0000-0000-000000000001', 'test');
             insert into ct.history (operation_id, row_id, noun, action)
                values ('00000000-0000-0000-0000-000000000001', 1, 'user', 'created');
             update ct.setting set value = 4 where name = 'organization_code_length'"
        }
        "0002_places" => {
            "insert into ct.organization (code, key, name, created_by)
                values ('CONG', 'cong', 'Congress', '00000000-0000-0000-0000-000000000001');
             insert into ct.location (code, key, name, organization_id, created_by)
                select 'L', 'l', 'Capitol', id, created_by from ct.organization;
             insert into ct.provider (code, key, name, created_by) select 'P', 'p', 'P', created_by from ct.organization;
             insert into ct.workgroup (code, key, name, created_by) select 'W', 'w', 'W', created_by from ct.organization"
        }
        "0003_users" => {
            "insert into ct.users (email, login, name, organization_id, location_id, provider_id, created_by)
                select 'Ann@example.org', 'ann@example.org', 'Ann Àble', o.id, l.id, p.id, o.created_by
                from ct.organization o, ct.location l, ct.provider p;
             insert into ct.user_workgroup select u.id, w.id from ct.users u, ct.workgroup w;
             insert into ct.user_organization select u.id, o.id from ct.users u, ct.organization o;
             insert into ct.user_tool select u.id, 'cases', 'write' from ct.users u;
             insert into ct.credential select id, 'salt', 'verifier', 8, 1, 1, true from ct.users"
        }
        "0004_stage" => "insert into ct.stage_operation values (gen_random_uuid(), 'user')",
        "0005_batches" => {
            "insert into ct.batch (operation_id, noun, source, created, changed, unchanged, rejected, passwords)
                values ('00000000-0000-0000-0000-000000000001', 'user', 'staff.csv', 1, 0, 0, 0, 1)"
        }
        "0006_external_id" => {
            "update ct.users set external_id = '007' where login = 'ann@example.org';
             update ct.organization set external_id = '1'"
        }
        "0007_sessions" => {
            "insert into ct.login_attempt (user_id, verifier) select id, sha256('key') from ct.users;
             insert into ct.login_state (user_id, last_login_at) select id, now() from ct.users;
             insert into ct.session (token_digest, user_id, ends_at) select sha256('token'), id, now() from ct.users"
        }
        "0008_rights" => {
            "insert into ct.workgroup_tool select id, 'cases', 'read' from ct.workgroup;
             insert into ct.security_question select id, 'Who?', 'salt', 'verifier', 8, 1, 1 from ct.users"
        }
        "0009_work" => {
            "insert into ct.client (external_id, key, name, organization_id, created_by)
                select 'P1', 'p1', 'Ana Lima', id, created_by from ct.organization;
             update ct.users set case_manager = true;
             insert into ct.case_assignment (client_id, user_id, organization_id, begin_date, created_by)
                select c.id, u.id, c.organization_id, '2026-01-01', c.created_by from ct.client c, ct.users u;
             insert into ct.task (uid, key, title, client_id, created_by) select 'T1', 't1', 'Call', id, created_by from ct.client;
             insert into ct.task_participant select t.id, u.id, 'owner' from ct.task t, ct.users u;
             insert into ct.paused_operation (uid, key, user_id, workflow, paused_on, created_by)
                select 'O1', 'o1', id, 'intake', '2026-01-01', created_by from ct.users"
        }
        "0010_search" => "update ct.client set name = 'Ana Maria Lima'",
        "0011_leavers" => LEAVERS,
        "0012_rosters" => {
            "insert into ct.stage_roster (operation_id) select operation_id from ct.stage_operation"
        }
        other => panic!("say which rows are there after {other}"),
    }
}

#[tokio::test]
async fn one_by_one_on_a_filled_database() {
    let own = TestDatabase::empty().await;
    let (database, client) = (own.database().await, own.connect().await);
    assert_eq!(standing(&database).await.unwrap(), Standing::Missing);
    assert_eq!(require_current(&database).await.unwrap_err().kind(), Kind::TryAgain);
    let names = names();
    for (index, name) in names.iter().enumerate() {
        assert_eq!(migrate_up_to(&database, index + 1).await.unwrap(), [name.as_str()]);
        client
            .batch_execute(rows_after(name))
            .await
            .unwrap_or_else(|error| panic!("{name}: {}", support::told(&error)));
        let there: Vec<_> =
            applied(&database).await.unwrap().into_iter().map(|applied| applied.name).collect();
        assert_eq!(there, names[..=index]);
        if index + 1 < names.len() {
            assert!(
                matches!(standing(&database).await.unwrap(), Standing::Older { pending } if pending == names[index + 1..])
            );
            assert_eq!(require_current(&database).await.unwrap_err().kind(), Kind::TryAgain);
        }
    }
    assert_eq!(standing(&database).await.unwrap(), Standing::Current);
    let row = client
        .query_one("select name, organization, workgroups, tools from ct.user_register", &[])
        .await
        .unwrap();
    let told = (
        row.get::<_, &str>(0),
        row.get::<_, &str>(1),
        row.get::<_, Vec<&str>>(2),
        row.get::<_, Vec<&str>>(3),
    );
    assert_eq!(told, ("Ann Àble", "CONG", vec!["W"], vec!["cases:write"]));
    let key: String = client.query_one("select name_key from ct.users", &[]).await.unwrap().get(0);
    assert_eq!(key, "ann able");
}

#[tokio::test]
async fn twice_changes_nothing() {
    let own = TestDatabase::new().await;
    let (database, client) = (own.database().await, own.connect().await);
    let before = catalogue::text(&client, "ct").await;
    assert!(migrate(&database).await.unwrap().is_empty());
    assert_eq!(catalogue::text(&client, "ct").await, before);
    assert_eq!(standing(&database).await.unwrap(), Standing::Current);
}

#[tokio::test]
async fn functions_of_another_version_are_replaced() {
    let own = TestDatabase::new().await;
    let (database, client) = (own.database().await, own.connect().await);
    let before = catalogue::text(&client, "ct").await;
    client
        .batch_execute(
            "update ct.migration_code set checksum = 'older', version = '0.0.1';
             create or replace function ct.key_of(noun text) returns name language sql immutable return 'wrong';
             drop trigger history_changed on ct.users; drop view ct.user_register",
        )
        .await
        .unwrap();
    assert_eq!(standing(&database).await.unwrap(), Standing::Older { pending: Vec::new() });
    assert!(migrate(&database).await.unwrap().is_empty());
    assert_eq!(standing(&database).await.unwrap(), Standing::Current);
    assert_eq!(catalogue::text(&client, "ct").await, before);
    let key: String = client.query_one("select ct.key_of('user')::text", &[]).await.unwrap().get(0);
    assert_eq!(key, "login");
}

#[tokio::test]
async fn several_at_once_take_turns() {
    let own = TestDatabase::empty().await;
    let mut all = tokio::task::JoinSet::new();
    for _ in 0..4 {
        let database = own.database().await;
        all.spawn(async move { migrate(&database).await });
    }
    let mut done = Vec::new();
    for settled in all.join_all().await {
        done.extend(settled.unwrap_or_else(|error| panic!("{}", support::told(&error))));
    }
    assert_eq!(done, names());
    assert_eq!(standing(&own.database().await).await.unwrap(), Standing::Current);
}

#[tokio::test]
async fn two_schemas_live_in_one_database() {
    let own = TestDatabase::new().await;
    let client = own.connect().await;
    let shelf = database_at(&own.url(), "shelf_2").await;
    assert_eq!(migrate(&shelf).await.unwrap(), names());
    assert_eq!(catalogue::text(&client, "shelf_2").await, catalogue::text(&client, "ct").await);
    let foreign = "select count(*) from pg_proc where pronamespace = 'shelf_2'::regnamespace
        and regexp_replace(prosrc, '''ct\\.(operation|session|withdrawing)''', '', 'g') ~ '\\mct\\.'";
    let foreign: i64 = client.query_one(foreign, &[]).await.unwrap().get(0);
    assert_eq!(foreign, 0, "functions of one schema name the other");
    client
        .batch_execute(
            "set search_path = shelf_2;
             insert into organization (code, key, name, created_by) values ('CON', 'con', 'Congress', gen_random_uuid());
             insert into users (email, login, name, organization_id, created_by)
                select 'a@example.org', 'a@example.org', 'Ann', id, created_by from organization;
             update users set name = 'Anne'",
        )
        .await
        .unwrap();
    for (schema, entries) in [("shelf_2", 3_i64), ("ct", 0)] {
        let found = client.query_one(&format!("select count(*) from {schema}.history"), &[]).await.unwrap();
        assert_eq!(found.get::<_, i64>(0), entries, "{schema}");
    }
}

#[tokio::test]
async fn a_newer_database_is_left_alone() {
    for newer in [
        "update ct.migration_code set version = '99.0.0'",
        "insert into ct.migration values (9999, '9999_later', 'sum')",
    ] {
        let own = TestDatabase::new().await;
        let database = own.database().await;
        let newer = format!("{newer}; update ct.migration_code set checksum = 'of later code'");
        own.connect().await.batch_execute(&newer).await.unwrap();
        assert!(matches!(standing(&database).await.unwrap(), Standing::Newer { .. }), "{newer}");
        for refused in [require_current(&database).await.unwrap_err(), migrate(&database).await.unwrap_err()]
        {
            assert_eq!(refused.kind(), Kind::TryAgain);
            assert!(refused.to_string().starts_with("the database belongs to ct "), "{refused}");
        }
    }
}

#[tokio::test]
async fn another_migration_of_the_same_number_is_refused() {
    let own = TestDatabase::new().await;
    own.connect()
        .await
        .batch_execute(
            "update ct.migration set checksum = 'x' where number = 2; update ct.migration_code set checksum = 'x'",
        )
        .await
        .unwrap();
    let error = migrate(&own.database().await).await.unwrap_err();
    assert_eq!(error.kind(), Kind::Refused);
    assert_eq!(error.to_string(), "migration 0002_places of the database is not the one that this ct knows");
}

/// A migration that fails leaves nothing, and the connection works on.
#[tokio::test]
async fn a_migration_that_fails_leaves_nothing() {
    let own = TestDatabase::empty().await;
    let (database, client) = (own.database().await, own.connect().await);
    migrate_up_to(&database, 1).await.unwrap();
    client.batch_execute("create table ct.workgroup (x int)").await.unwrap();
    let before = catalogue::text(&client, "ct").await;
    for _ in 0..2 {
        migrate(&database).await.unwrap_err();
        assert_eq!(catalogue::text(&client, "ct").await, before);
    }
    client.batch_execute("drop table ct.workgroup").await.unwrap();
    assert_eq!(migrate(&database).await.unwrap(), names()[1..]);
}

#[tokio::test]
async fn the_schema_is_the_one_in_the_tree() {
    let own = TestDatabase::new().await;
    let made = catalogue::text(&own.connect().await, "ct").await;
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/schema.sql");
    #[expect(clippy::disallowed_methods, reason = "whoever runs the test says so by the environment")]
    let update = std::env::var_os("UPDATE_SCHEMA").is_some();
    if update {
        fs::write(&path, &made).unwrap();
    }
    let there = fs::read_to_string(&path).unwrap_or_default();
    let differs = there.lines().zip(made.lines()).find(|(there, made)| there != made);
    assert!(
        there == made,
        "tests/schema.sql is another (UPDATE_SCHEMA=1 renews it), from here on: {differs:#?}"
    );
}

/// `migrations/MIGRATIONS.sha256` lists the migrations that have landed. A landed one never changes: databases have run it.
#[test]
fn landed_migrations_stay_as_they_are() {
    let list = fs::read_to_string(folder().join("MIGRATIONS.sha256")).unwrap();
    let mut expected = String::new();
    for name in names() {
        let sum = Sha256::digest(fs::read(folder().join(format!("{name}.sql"))).unwrap());
        let sum: String = sum.iter().map(|byte| format!("{byte:02x}")).collect();
        expected.push_str(&format!("{sum}  {name}.sql\n"));
    }
    assert_eq!(
        list, expected,
        "a migration that has landed never changes: write another one, and add its line here"
    );
}

/// What must not be there, each query tells it by name.
#[tokio::test]
async fn the_catalogue_is_in_order() {
    let own = migrated().await;
    let client = own.connect().await;
    client.batch_execute("set search_path = ct, pg_catalog").await.unwrap();
    for (wrong, query) in [
        ("tables and views without a comment",
         "select relname::text from pg_class where relnamespace = 'ct'::regnamespace and relkind in ('r', 'v')
            and obj_description(oid, 'pg_class') is null"),
        ("columns without a comment",
         "select relname || '.' || attname from pg_class c join pg_attribute a on a.attrelid = c.oid
          where relnamespace = 'ct'::regnamespace and relkind = 'r' and attnum > 0 and not attisdropped
            and col_description(c.oid, attnum) is null"),
        ("functions without a comment",
         "select proname::text from pg_proc where pronamespace = 'ct'::regnamespace and obj_description(oid, 'pg_proc') is null"),
        ("constraints that nobody named",
         "select conrelid::regclass || '.' || conname from pg_constraint where connamespace = 'ct'::regnamespace
            and contype <> 'n' and conname ~ '_(fkey|key|check|excl|not_null)[0-9]*$'"),
        ("functions that everybody may run",
         "select proname::text from pg_proc where pronamespace = 'ct'::regnamespace and has_function_privilege('public', oid, 'execute')"),
        ("definer functions that take their search_path from the caller",
         "select proname::text from pg_proc where pronamespace = 'ct'::regnamespace and prosecdef
            and not coalesce('search_path=pg_catalog, ct, pg_temp' = any (proconfig), false)"),
        ("views with the rights of their owner",
         "select relname::text from pg_class where relnamespace = 'ct'::regnamespace and relkind = 'v'
            and not coalesce('security_invoker=true' = any (reloptions), false)
            and relname <> 'user_seen'"),
        ("tables, views and sequences that everybody can reach",
         "select relname::text from pg_class, aclexplode(relacl) where relnamespace = 'ct'::regnamespace and grantee = 0"),
        ("the schema, if everybody can reach it",
         "select 'ct' where has_schema_privilege('public', 'ct', 'usage') or has_schema_privilege('public', 'ct', 'create')"),
        ("the right to make temporary tables, if everybody has it",
         "select 'temporary' where has_database_privilege('public', current_database(), 'temporary')"),
        ("references without an index",
         "select conrelid::regclass || '.' || conname from pg_constraint f where connamespace = 'ct'::regnamespace and contype = 'f'
            and confrelid in ('ct.users'::regclass, 'ct.organization'::regclass)
            and not exists (select from pg_index i where i.indrelid = f.conrelid and i.indkey[0] = f.conkey[1])"),
        ("personal columns with statistics",
         "select attname::text from pg_attribute where attrelid = 'ct.users'::regclass
            and attname in ('email', 'name', 'name_key', 'address', 'phone') and coalesce(attstattarget, -1) <> 0"),
        ("triggers that are switched off",
         "select tgname::text from pg_trigger t join pg_class c on c.oid = t.tgrelid
          where c.relnamespace = 'ct'::regnamespace and tgenabled <> 'O'"),
    ] {
        let found: Vec<String> = client.query(query, &[]).await.unwrap().iter().map(|row| row.get(0)).collect();
        assert!(found.is_empty(), "{wrong}: {}", found.join(", "));
    }
}

/// A role that was given nothing reaches nothing, not even with functions that are made later.
#[tokio::test]
async fn a_stranger_reaches_nothing() {
    let own = migrated().await;
    let role = format!("{}_stranger", own.name());
    let administrator = support::connect_to(&own.superuser_url()).await;
    administrator.batch_execute(&format!("create role {role} login")).await.unwrap();
    let owner = own.connect().await;
    owner.batch_execute("create function ct.later() returns int language sql return 1").await.unwrap();
    let stranger = own.connect_as(&role).await;
    for statement in [
        "select from ct.users",
        "select from ct.user_register",
        "select ct.begin_operation(gen_random_uuid(), 'x', null, null)",
        "select ct.stage_begin(gen_random_uuid(), 'user')",
        "create temporary table mine (id int)",
        "create table ct.mine (id int)",
    ] {
        let refused = stranger.batch_execute(statement).await.expect_err(statement);
        let code = refused.code().unwrap();
        assert_eq!(*code, tokio_postgres::error::SqlState::INSUFFICIENT_PRIVILEGE, "{statement}: {refused}");
    }
    let may: bool = owner
        .query_one("select has_function_privilege($1, 'ct.later()', 'execute')", &[&role])
        .await
        .unwrap()
        .get(0);
    assert!(!may);
    drop(stranger);
    administrator.batch_execute(&format!("drop role {role}")).await.unwrap();
}
