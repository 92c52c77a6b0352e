//! By which indexes lists and searches of work read, and how much: kept, so that an index that is not used any more is seen.
//!
//! The statements run within functions, where EXPLAIN does not look; so it is asked of the statistics that the server keeps
//! of each index and table.

use std::collections::BTreeMap;

use tokio_postgres::Client;

use crate::agency::Agency;
use crate::support::OPERATOR;

/// Twenty thousand clients, a hundred thousand assignments.
const MADE: &str = include_str!("../../benches/support/work.sql");
/// Tables that are large. That these are read from one end to the other is never right.
const LARGE: [&str; 7] =
    ["case_assignment", "client", "search_entry", "search_slip", "task", "task_participant", "users"];
/// By these somebody is looked up, at every step: they tell nothing.
const EVERYWHERE: [&str; 4] =
    ["users_pkey", "users_login_unique", "users_external_id_unique", "users_of_supervisor"];
const TOKEN: &str = "00000000000000000000000000000000000000000000000000000000000000aa";

/// Who asks.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Who {
    /// The owner of the schema.
    Administrator,
    /// A supervisor with the tools cases, tasks and users, one organization within reach.
    Operator,
}
use Who::{Administrator, Operator};

/// What is asked, by whom, by which indexes it reads the large tables, and how many rows at most.
type Plan = (&'static str, Who, &'static str, &'static str, u64);

const PLANS: &[Plan] = &[
    (
        "a page of clients",
        Operator,
        "ct.client_page('{}', null, null, false, null, 51)",
        "client_of_organization",
        120,
    ),
    (
        "a page of clients",
        Administrator,
        "ct.client_page('{}', null, null, false, null, 51)",
        "client_by_name",
        120,
    ),
    (
        "the last page",
        Operator,
        "ct.client_page('{\"status\": \"active\"}', null, null, true, null, 51)",
        "client_of_organization",
        150,
    ),
    (
        "clients by the beginning of a name",
        Operator,
        "ct.client_beginning('maria', 21)",
        "client_of_organization",
        100,
    ),
    (
        "clients by the beginning of a name",
        Administrator,
        "ct.client_beginning('maria', 21)",
        "client_by_name",
        60,
    ),
    ("a client by external id", Operator, "ct.client_named('p77')", "client_key_unique client_pkey", 5),
    (
        "one's own case assignments",
        Operator,
        "ct.case_page('{\"status\": \"active\", \"user_id\": 1}', null, null, false, null, 51)",
        "case_assignment_of_user",
        120,
    ),
    (
        "those of the team",
        Operator,
        "ct.case_page('{\"status\": \"active\", \"supervisor_id\": 1}', null, null, false, null, 51)",
        "case_assignment_of_user",
        1000,
    ),
    (
        "those of everybody within reach",
        Operator,
        "ct.case_page('{\"status\": \"active\"}', null, null, false, null, 51)",
        "case_assignment_of_organization case_assignment_of_user",
        2000,
    ),
    (
        "those of everybody",
        Administrator,
        "ct.case_page('{\"status\": \"active\"}', null, null, false, null, 51)",
        "case_assignment_latest",
        120,
    ),
    (
        "those that have ended",
        Administrator,
        "ct.case_page('{\"status\": \"inactive\", \"user_id\": 7}', null, null, false, null, 51)",
        "case_assignment_of_user",
        200,
    ),
    (
        "tasks that are open",
        Administrator,
        "ct.task_page('{\"open\": true}', null, null, false, null, 51)",
        "task_open_by_due_date",
        120,
    ),
    (
        "search for a word",
        Operator,
        "ct.search('smith', null, 'smith', array['client'], 21)",
        "client_key_unique client_pkey search_entry_pkey",
        200,
    ),
    (
        "search for a word",
        Administrator,
        "ct.search('smith', null, 'smith', array['client'], 21)",
        "client_key_unique client_pkey search_entry_pkey",
        1500,
    ),
    (
        "search for two words",
        Operator,
        "ct.search('maria smith', null, 'x', array['client', 'task'], 21)",
        "client_key_unique client_pkey search_entry_pkey search_slip_pkey task_key_unique task_of_user task_participant_of_user task_participant_pkey task_pkey",
        3000,
    ),
    (
        "search for a word with a slip",
        Administrator,
        "ct.search('smiht', null, 'smiht', array['client'], 21)",
        "client_key_unique client_pkey search_entry_pkey search_slip_pkey",
        3000,
    ),
    (
        "search for a user",
        Administrator,
        "ct.search('maria smiht', null, 'x', array['user'], 21)",
        "search_slip_pkey users_by_words",
        500,
    ),
    (
        "search for tasks",
        Administrator,
        "ct.search('call smith', null, 'x', array['task'], 21)",
        "search_entry_pkey task_key_unique task_pkey",
        3000,
    ),
];

/// A database with work in it, and somebody who is logged in.
async fn work() -> Agency {
    let agency = Agency::new().await;
    let client = agency.own.connect().await;
    let mut sql = MADE.to_owned();
    for (mark, count) in [("users", 1000), ("clients", 20_000), ("assignments", 100_000), ("tasks", 5000)] {
        sql = sql.replace(&format!("@{mark}@"), &count.to_string());
    }
    let organizations = "insert into ct.organization (code, key, name, created_by)
        select 'O' || n, 'o' || n, 'Organization ' || n, gen_random_uuid() from generate_series(1, 18) n";
    client.batch_execute(organizations).await.unwrap();
    client.batch_execute(&sql).await.unwrap();
    let rights = format!(
        "insert into ct.workgroup (code, key, name, created_by) values ('Work', 'work', 'Work', gen_random_uuid());
         insert into ct.workgroup_tool select w.id, t, 'write' from ct.workgroup w, unnest(array['cases', 'tasks', 'users']) t where w.key = 'work';
         insert into ct.user_workgroup select 1, id from ct.workgroup where key = 'work';
         insert into ct.user_tool select 1, t, 'write' from unnest(array['cases', 'tasks', 'users']) t;
         insert into ct.session (token_digest, user_id, workgroup_id, organization_id, ends_at)
             select sha256(decode('{TOKEN}', 'hex')), u.id, w.id, u.organization_id, now() + interval '1 hour'
             from ct.users u, ct.workgroup w where u.id = 1 and w.key = 'work';
         analyze"
    );
    client.batch_execute(&rights).await.unwrap();
    ct::db::migrate::close(&agency.database).await.unwrap();
    agency
}

/// How often each index of the large tables has been looked into and how many rows it gave; and for each table that was read
/// through, a row with its name alone.
async fn counters(watcher: &Client) -> BTreeMap<String, (i64, i64)> {
    let sql = "select indexrelname::text, idx_scan, idx_tup_read from pg_stat_user_indexes where schemaname = 'ct' and relname = any ($1) and indexrelname <> all ($2)
        union all select relname || ' read through', seq_scan, seq_tup_read from pg_stat_user_tables where schemaname = 'ct' and relname = any ($1)";
    let rows = watcher.query(sql, &[&LARGE.as_slice(), &EVERYWHERE.as_slice()]).await.unwrap();
    rows.iter().map(|row| (row.get(0), (row.get(1), row.get(2)))).collect()
}

/// The indexes that a call reads by, and how many rows it reads.
async fn reads(agency: &Agency, watcher: &Client, who: Who, call: &str) -> (String, u64) {
    // Another connection each time, as every command has.
    let client = match who {
        Administrator => agency.own.connect().await,
        Operator => agency.own.connect_as(OPERATOR).await,
    };
    let token = if who == Operator { TOKEN } else { "" };
    client
        .batch_execute(&format!("set jit = off; select set_config('ct.session', '{token}', false)"))
        .await
        .unwrap();
    flush(&client).await;
    let before = counters(watcher).await;
    client.batch_execute(&format!("select * from {call}")).await.unwrap();
    flush(&client).await;
    let after = counters(watcher).await;
    let used = after.iter().filter_map(|(name, (scans, rows))| {
        let (scans_before, rows_before) = before.get(name).copied().unwrap_or_default();
        (*scans > scans_before).then(|| (name.as_str(), rows - rows_before))
    });
    let (names, rows): (Vec<_>, Vec<_>) = used.unzip();
    (names.join(" "), rows.iter().sum::<i64>().unsigned_abs())
}

/// Lets others see what a connection has counted.
async fn flush(client: &Client) {
    client.batch_execute("select pg_stat_force_next_flush()").await.unwrap();
    // It is done when the connection has nothing to do; so the next answer comes after it.
    client.batch_execute("select 1").await.unwrap();
}

#[tokio::test]
async fn lists_and_searches_read_by_their_indexes() {
    let agency = work().await;
    let watcher = agency.own.connect().await;
    let mut wrong = Vec::new();
    for (what, who, call, indexes, most) in PLANS {
        let (used, rows) = reads(&agency, &watcher, *who, call).await;
        if used != *indexes || rows > *most {
            wrong.push(format!(
                "{what}, {who:?}:\n  {used}\n  {indexes} were kept\n  {rows} rows, at most {most}"
            ));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));

    // An index that is gone is missed, whichever it is.
    let owner = agency.own.connect().await;
    for index in [
        "client_of_organization",
        "client_by_name",
        "case_assignment_of_user",
        "case_assignment_of_organization",
        "case_assignment_latest",
        "task_open_by_due_date",
        "search_entry_pkey",
        "search_slip_pkey",
        "client_key_unique",
        "users_by_words",
    ] {
        owner.batch_execute("begin").await.unwrap();
        let drop = format!(
            "do $$ begin
                 if exists (select from pg_constraint where conname = '{index}') then
                     execute (select format('alter table %s drop constraint {index}', conrelid::regclass) from pg_constraint where conname = '{index}');
                 else
                     drop index ct.{index};
                 end if;
             end $$"
        );
        let restore: String = owner
            .query_one(
                "select coalesce((select format('alter table %s add constraint %I ', conrelid::regclass, conname) || pg_get_constraintdef(oid)
                    from pg_constraint where conname = $1), pg_get_indexdef(('ct.' || $1)::regclass))",
                &[&index],
            )
            .await
            .unwrap()
            .get(0);
        owner.batch_execute(&drop).await.unwrap();
        owner.batch_execute("commit").await.unwrap();
        let mut missed = 0;
        for (_, who, call, indexes, most) in PLANS.iter().filter(|plan| plan.3.contains(index)) {
            let (used, rows) = reads(&agency, &watcher, *who, call).await;
            missed += usize::from(used != *indexes || rows > *most);
        }
        assert!(missed > 0, "nobody misses {index}");
        owner.batch_execute(&restore).await.unwrap();
    }
}
