//! Nobody writes a table directly, makes one, or hangs anything on one.

use super::{Actor, World};

#[tokio::test]
async fn no_table_is_written() {
    let world = World::new().await;
    let before = world.agency.content().await;
    let sql = "select c.relname || ' ' || min(quote_ident(a.attname)) from pg_class c
        join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
        where c.relnamespace = 'ct'::regnamespace and c.relkind in ('r', 'p', 'v') group by c.relname";
    let relations = world.agency.column(sql).await;
    assert!(relations.len() > 30);
    for actor in Actor::WITHOUT.into_iter().chain(Actor::WITH) {
        let plain = world.plain(actor).await;
        for told in &relations {
            let (relation, column) = told.split_once(' ').unwrap();
            for sql in [
                format!("insert into ct.{relation} default values"),
                format!("update ct.{relation} set {column} = {column}"),
                format!("delete from ct.{relation}"),
                format!("truncate ct.{relation}"),
                format!("copy ct.{relation} from '/dev/null'"),
                format!("begin; lock table ct.{relation} in access exclusive mode"),
                format!("select {column} from ct.{relation} for update"),
            ] {
                // Some views cannot be written by anybody.
                plain.is_refused(&sql, &["42501", "55000", "42809", "0A000", "42P10", "428C9"]).await;
            }
        }
    }
    assert_eq!(world.agency.content().await, before);
}

#[tokio::test]
async fn nothing_is_made_or_hung_on() {
    let world = World::new().await;
    let before = world.agency.content().await;
    let plain = world.plain(Actor::User("root@con.example")).await;
    for sql in [
        "create temporary table t (id bigint)",
        "create table ct.t (id bigint)",
        "create table public.t (id bigint)",
        "create schema mine",
        "create function ct.f() returns int language sql as 'select 1'",
        "create trigger t after insert on ct.users for each row execute function ct.history_of_creation()",
        "create policy p on ct.users using (true)",
        "alter table ct.users disable row level security",
        "alter table ct.users disable trigger all",
        "alter function ct.actor_id() owner to current_user",
        "set role ct_owner",
        "set session authorization ct_owner",
        "grant ct_owner to current_user",
        "alter role current_user createrole",
        "create role mine",
        "set session_replication_role = replica",
        "copy (select 1) to program 'true'",
        "select pg_read_file('/etc/passwd')",
        "select lo_import('/etc/passwd')",
        "select nextval('ct.users_id_seq')",
        "select setval('ct.users_id_seq', 1)",
        "comment on table ct.users is 'mine'",
        "reindex table ct.users",
        "drop table ct.users",
    ] {
        plain.is_refused(sql, &["42501", "42704"]).await;
    }
    // It says at once that there is nothing to be seen, instead of leaving rows out.
    plain.is_refused("set row_security = off; select email from ct.users", &["42501"]).await;
    assert_eq!(world.agency.content().await, before);
}
