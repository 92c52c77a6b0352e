//! Lists of many assignments: each is read by its index, however many there are.

use tokio_postgres::Client;

use crate::agency::{Agency, column};
use crate::cases::office;
use crate::cases_rules::{execute, insert};

/// Thousands of clients, each of several case managers, now or once.
async fn many() -> Agency {
    let agency = office().await;
    execute(
        &agency,
        "insert into ct.client (external_id, key, name, organization_id, created_by)
             select 'M' || i, 'm' || i, 'Many ' || i, o.id, gen_random_uuid() from generate_series(1, 6000) i, ct.organization o where o.code = 'CON';
         insert into ct.users (email, login, name, organization_id, case_manager, supervisor_id, created_by)
             select l, l, 'Manager ' || i, o.id, true, (select id from ct.users where login = 'boss@example.org'), gen_random_uuid()
             from generate_series(1, 60) i cross join lateral (select 'm' || i || '@example.org') n (l), ct.organization o where o.code = 'CON';
         insert into ct.user_organization (user_id, organization_id) select id, organization_id from ct.users where login ~ '^m[0-9]+@';
         insert into ct.case_assignment (client_id, user_id, organization_id, begin_date, end_date, created_by)
             select c.id, u.id, c.organization_id, '2020-01-01', case when (c.id + u.id) % 3 > 0 then date '2020-02-01' + (c.id % 300)::integer end, gen_random_uuid()
             from ct.client c join ct.users u on u.login = 'm' || (c.id % 60 + 1) || '@example.org' or u.login = 'm' || (c.id % 59 + 1) || '@example.org'
             where c.key like 'm%';
         analyze",
    )
    .await;
    agency
}

/// How often the table has been read from end to end.
async fn scans(client: &Client) -> i64 {
    client.batch_execute("select pg_stat_force_next_flush()").await.unwrap();
    let told = column(
        client,
        "select seq_scan from pg_stat_user_tables where relid = 'ct.case_assignment'::regclass",
    )
    .await;
    told.concat().parse().unwrap()
}

#[tokio::test]
async fn a_page_is_read_by_an_index() {
    let agency = many().await;
    let client = agency.own.connect().await;
    let rows =
        column(&client, "select count(*) from ct.case_assignment").await.concat().parse::<i64>().unwrap();
    assert!(rows > 11_000, "{rows}");
    let id = async |sql: &str| column(&client, sql).await.concat();
    let user = id("select id from ct.users where login = 'm7@example.org'").await;
    let boss = id("select id from ct.users where login = 'boss@example.org'").await;
    let con = id("select id from ct.organization where code = 'CON'").await;
    let m77 = id("select id from ct.client where key = 'm77'").await;
    let after =
        id("select id from ct.case_assignment order by until desc, id desc offset 3000 limit 1").await;
    for filters in [
        "{}".to_owned(),
        r#"{"status": "active"}"#.to_owned(),
        r#"{"status": "inactive"}"#.to_owned(),
        format!(r#"{{"user_id": {user}}}"#),
        format!(r#"{{"user_id": {user}, "status": "inactive"}}"#),
        format!(r#"{{"client_id": {m77}}}"#),
        format!(r#"{{"organization_id": {con}, "status": "active"}}"#),
        format!(r#"{{"supervisor_id": {boss}, "status": "active"}}"#),
        r#"{"words": ["many", "777"]}"#.to_owned(),
    ] {
        for after in ["null", after.as_str()] {
            let before = scans(&client).await;
            let page =
                format!("select count(*) from ct.case_page('{filters}', null, null, false, {after}, 20)");
            let found = column(&client, &page).await.concat();
            assert!(after != "null" || found != "0", "{filters}");
            assert_eq!(scans(&client).await, before, "{filters} after {after} reads the whole table");
        }
    }
    // And as it is written, one at a time.
    let before = scans(&client).await;
    client.batch_execute(&insert("k1", "ann", "'2030-01-01'", "null")).await.unwrap();
    client.batch_execute("update ct.case_assignment set end_date = '2030-12-31' where withdrawn_at is null and begin_date = '2030-01-01' and client_id = (select id from ct.client where key = 'k1')").await.unwrap();
    assert_eq!(scans(&client).await, before, "the rules read the whole table");
    let _ = column(&client, "select count(*) from ct.case_assignment where end_reason is null").await;
    assert_eq!(scans(&client).await, before + 1, "this is how it is told");
}
