//! What has been changed in a time.

use chrono::{DateTime, Utc};
use ct::db::Transaction;
use ct::report::changes::{Operations, changes, value};
use ct::user::USER;
use futures_util::TryStreamExt;

use crate::agency::Agency;

async fn read(
    agency: &Agency,
    since: DateTime<Utc>,
    until: Option<DateTime<Utc>>,
) -> Vec<ct::record::Record> {
    let read = async |transaction: &Transaction<'_>| {
        changes(transaction, since, until).await?.try_collect::<Vec<_>>().await
    };
    agency.database.read(read).await.unwrap()
}

/// Noun, key and kind of each change since.
async fn told(agency: &Agency, since: DateTime<Utc>) -> Vec<String> {
    let line = |change: &ct::record::Record| {
        ["noun", "key", "kind"].map(|name| value(change, name).as_text().into_owned()).join(" ")
    };
    read(agency, since, None).await.iter().map(line).collect()
}

/// Runs SQL as one operation, and gives what kind it was of.
async fn kinds(agency: &Agency, sql: &str) -> Vec<String> {
    let client = agency.own.connect().await;
    client.batch_execute("select pg_sleep(0.01)").await.unwrap();
    let since: DateTime<Utc> = client.query_one("select now()", &[]).await.unwrap().get(0);
    client
        .batch_execute(&format!("begin; {sql}; commit"))
        .await
        .unwrap_or_else(|error| panic!("{sql}: {error:?}"));
    told(agency, since).await
}

/// What is done, and of what kind that is; `{ann}` is the number of a user.
const KINDS: &[(&str, &str)] = &[
    ("update ct.users set phone = '1' where id = {ann}", "user ann@example.org changed"),
    ("insert into ct.user_tool select {ann}, 'cases', 'read'", "user ann@example.org rights given"),
    (
        "insert into ct.user_workgroup select {ann}, id from ct.workgroup where code = 'Basic'",
        "user ann@example.org rights given",
    ),
    ("delete from ct.user_tool where user_id = {ann}", "user ann@example.org rights taken"),
    (
        "update ct.user_organization set may_edit = false where user_id = {ann}",
        "user ann@example.org rights changed",
    ),
    (
        "insert into ct.credential (user_id, salt, verifier, memory_kib, passes, lanes, must_change) select {ann}, substr(sha256('s'), 1, 16), sha256('v'), 8, 1, 1, true",
        "user ann@example.org password set",
    ),
    (
        "update ct.credential set verifier = sha256('w'), set_at = now() where user_id = {ann}",
        "user ann@example.org password reset",
    ),
    (
        "update ct.credential set expires_at = now() + interval '1 day' where user_id = {ann}",
        "user ann@example.org password kept",
    ),
    (
        "update ct.credential set expires_at = now() where user_id = {ann}",
        "user ann@example.org password expired",
    ),
    (
        "update ct.users set pending_since = now() where login = 'bob@example.org'",
        "user bob@example.org pending",
    ),
    (
        "update ct.users set deactivated_at = now(), deactivation_reason = 'not approved' where login = 'bob@example.org'",
        "user bob@example.org denied",
    ),
    (
        "update ct.users set pending_since = null, deactivated_at = null, deactivation_reason = null where login = 'bob@example.org'",
        "user bob@example.org reactivated",
    ),
    (
        "update ct.users set ends_at = now() + interval '1 day' where id = {ann}",
        "user ann@example.org end scheduled",
    ),
    ("update ct.users set ends_at = null where id = {ann}", "user ann@example.org end cancelled"),
    ("update ct.users set inactivity_locked_at = now() where id = {ann}", "user ann@example.org locked"),
    ("update ct.users set inactivity_locked_at = null where id = {ann}", "user ann@example.org unlocked"),
    (
        "update ct.users set deactivated_at = now(), deactivation_reason = 'left', ends_at = null where login = 'bob@example.org'",
        "user bob@example.org deactivated",
    ),
    (
        "insert into ct.workgroup_tool select id, 'cases', 'read' from ct.workgroup where code = 'Basic'",
        "workgroup Basic rights given",
    ),
    ("update ct.location set deactivated_at = now() where code = 'CON-1'", "location CON-1 deactivated"),
    (
        "insert into ct.client (external_id, key, name, organization_id, created_by) select 'C1', 'c1', 'X', id, ct.current_operation() from ct.organization where code = 'CON'",
        "client C1 created",
    ),
    (
        "insert into ct.case_assignment (client_id, user_id, organization_id, begin_date, created_by) select c.id, {ann}, c.organization_id, '2026-01-01', ct.current_operation() from ct.client c",
        "case C1 / ann@example.org / 2026-01-01 created",
    ),
    ("update ct.case_assignment set end_date = ct.today()", "case C1 / ann@example.org / 2026-01-01 ended"),
    (
        "insert into ct.task (uid, key, title, user_id, organization_id, created_by) select 'T', 't', 'T', id, organization_id, ct.current_operation() from ct.users where id = {ann}",
        "task T created",
    ),
    ("update ct.task set status = 'completed', completed_at = now()", "task T completed"),
    ("update ct.task set status = 'waiting', completed_at = null", "task T reopened"),
    ("delete from ct.task", "task T deleted"),
    ("update ct.setting set value = 9 where name = 'staff_password_length'", "setting  changed"),
];

#[tokio::test]
async fn each_change_is_of_a_kind() {
    let agency = Agency::new().await;
    agency
        .imported(
            "email,name,organization,case_manager\nann@example.org,Ann,CON,yes\nbob@example.org,Bob,CON,\n",
        )
        .await;
    let ann = "(select id from ct.users where login = 'ann@example.org')";
    for (sql, kind) in KINDS {
        assert_eq!(kinds(&agency, &sql.replace("{ann}", ann)).await, [*kind], "{sql}");
    }
}

#[tokio::test]
async fn a_time_begins_with_its_first_instant_and_ends_before_its_last() {
    let agency = Agency::new().await;
    agency.imported("email,name,organization\nann@example.org,Ann,CON\nbob@example.org,Bob,CON\n").await;
    agency.one(&USER, Some("ann@example.org"), &[("phone", "1")]).await.unwrap();
    let all = read(&agency, DateTime::UNIX_EPOCH, None).await;
    let at = |change: &ct::record::Record| match value(change, "at") {
        ct::record::Value::Time(at) => *at,
        other => panic!("{other:?}"),
    };
    assert!(all.is_sorted_by_key(at));
    let last = all.last().unwrap();
    assert_eq!(read(&agency, at(last), None).await.as_slice(), std::slice::from_ref(last));
    assert_eq!(read(&agency, DateTime::UNIX_EPOCH, Some(at(last))).await.len(), all.len() - 1);
    assert_eq!(read(&agency, at(last) + chrono::Duration::microseconds(1), None).await, []);

    let mut operations = Operations::default();
    let mut told: Vec<_> = all.iter().filter_map(|change| operations.take(change)).collect();
    told.extend(operations.end());
    let counts: Vec<_> = told.iter().map(|operation| operation.values[3].as_text().into_owned()).collect();
    assert_eq!(
        counts,
        [
            "2 organizations created",
            "2 locations created",
            "1 provider created",
            "2 workgroups created",
            "2 users created",
            "1 user changed"
        ]
    );
    assert_eq!(told.last().unwrap().values[2].as_text(), "user edit");
    assert_eq!(operations.end(), None);
}

/// By the time of the operations, however much there was before.
#[tokio::test]
async fn a_short_time_is_found_by_its_index() {
    let agency = Agency::new().await;
    let sql = "alter table ct.history disable trigger user; alter table ct.operation disable trigger user;
        insert into ct.operation (id, command, started_at) select gen_random_uuid(), 'x', '2020-01-01'::timestamptz + n * interval '1 minute' from generate_series(1, 5000) n;
        insert into ct.history (operation_id, noun, row_id, action) select id, 'user', 1, 'created' from ct.operation where command = 'x';
        alter table ct.history enable trigger user; alter table ct.operation enable trigger user;
        vacuum analyze ct.operation; vacuum analyze ct.history; select pg_stat_force_next_flush()";
    let client = agency.own.connect().await;
    for statement in sql.split(';') {
        client.batch_execute(statement).await.unwrap();
    }
    let reads = "select sum(seq_tup_read) from pg_stat_user_tables where schemaname = 'ct' and relname in ('history', 'operation')";
    let before = agency.value(reads).await;
    client
        .batch_execute("select * from ct.report_changes('2020-01-02', '2020-01-02 00:10Z'); select pg_stat_force_next_flush()")
        .await
        .unwrap();
    client.batch_execute("select 1").await.unwrap();
    assert_eq!(agency.value(reads).await, before, "all history was read through");
}
