//! Clients, as somebody sees and changes them who has the tool in one organization only.

use ct::client::{CLIENT, alike, dashboard, next_external_id, set_active};
use ct::db::Database;
use ct::noun::{List, Page, Sort, find, find_exact};
use ct::session::Token;
use ct::{Error, Kind};
use futures_util::TryStreamExt;

use super::{Actor, MARKER, Plain, World, tells};
use crate::agency::{Import, counts, operation, refusal};

const BOSS: Actor = Actor::User("boss@con.example");
const HELP: Actor = Actor::User("help@con.example");
const OP: &str = "'00000000-0000-0000-0000-0000000000cc'";

fn as_user(world: &World, actor: Actor) -> Database {
    world.agency.database.presenting(&Token::parse(&actor.token()).unwrap(), false)
}

async fn seen(database: &Database) -> Vec<String> {
    let columns = CLIENT.shown().collect();
    let sort = Sort { column: None, descending: false };
    let list = List { noun: &CLIENT, columns, filters: Vec::new(), sort, page: Page::default() };
    let records = database
        .read(async |transaction| list.stream(transaction).await?.try_collect::<Vec<_>>().await)
        .await
        .unwrap();
    records.iter().map(|record| record.values[0].as_text().into_owned()).collect()
}

/// As an administrator does it.
async fn so(world: &World, sql: &str) {
    let sql = format!(
        "begin; select ct.begin_operation(gen_random_uuid(), 'client edit', null, 'x'); {sql}; commit"
    );
    world.agency.own.connect().await.batch_execute(&sql).await.unwrap();
}

#[tokio::test]
async fn whoever_has_the_tool_sees_the_clients_of_the_own_organizations() {
    let world = World::with_clients().await;
    let (boss, help) = (as_user(&world, BOSS), as_user(&world, HELP));
    assert_eq!(seen(&boss).await, ["CON-case", "CON-1"]);
    assert_eq!(seen(&help).await, [""; 0]);
    let (theirs, number) = ("ZZACM-1", world.client("ZZACM-1").await.to_string());
    for named in [theirs, number.as_str(), "ZZACM", "zzacm-2", "CON-1"] {
        // Nobody of the helpdesk sees any.
        let database = if named == "CON-1" { &help } else { &boss };
        for exactly in [true, false] {
            let error = database
                .read(async |transaction| match exactly {
                    true => find_exact(transaction, &CLIENT, named).await,
                    false => find(transaction, &CLIENT, named).await,
                })
                .await
                .unwrap_err();
            assert!(matches!(error, Error::NotFound { .. }), "{named}: {error}");
            assert!(!tells(&error.hints().join(" ")), "{named}");
        }
    }
    // Who reaches both sees both.
    so(
        &world,
        "insert into ct.user_organization (user_id, organization_id) select u.id, o.id from ct.users u, ct.organization o
         where u.email = 'boss@con.example' and o.code = 'ACM'",
    )
    .await;
    assert_eq!(seen(&boss).await, ["CON-case", "CON-1", "ZZACM-1", "ZZACM-case"]);
    so(&world, "update ct.user_organization set is_active = false where user_id = (select id from ct.users where email = 'boss@con.example') and organization_id = (select id from ct.organization where code = 'ACM')").await;
    assert_eq!(seen(&boss).await, ["CON-case", "CON-1"]);
}

#[tokio::test]
async fn the_page_has_what_one_sees() {
    let world = World::with_clients().await;
    let boss = as_user(&world, BOSS);
    let page = async |database: &Database, id: i64| {
        database.read(async |transaction| dashboard::dashboard(transaction, id).await).await.unwrap()
    };
    let (ours, theirs) = (world.client("CON-1").await, world.client("ZZACM-1").await);
    assert_eq!(page(&boss, theirs).await, dashboard::Dashboard::default());
    let told = page(&boss, ours).await;
    assert_eq!((told.case_managers.len(), told.tasks.len(), told.paused.len()), (1, 0, 1));
    assert_eq!(told.case_managers[0].email, "worker@con.example");
    // A task is seen by whoever takes part in it, and by the supervisor.
    so(&world, "insert into ct.task_participant select t.id, u.id, 'assignee' from ct.task t, ct.users u where t.key = 'con-1' and u.email = 'worker@con.example'").await;
    assert_eq!(page(&boss, ours).await.tasks[0].participants, ["worker@con.example:assignee"]);
    let root = as_user(&world, Actor::User("root@con.example"));
    assert_eq!(page(&root, ours).await.tasks.len(), 0, "root has not the tool");
    so(&world, "insert into ct.user_tool select id, unnest(array['tasks', 'cases']), 'read' from ct.users where email = 'root@con.example'").await;
    assert_eq!(page(&root, ours).await.tasks.len(), 1);
    // Whoever may be the same person is told only to who sees them.
    so(&world, "update ct.client set name = 'Zoë Same'").await;
    let same = async |database: &Database| {
        database.read(async |transaction| alike(transaction, ours).await).await.unwrap().len()
    };
    assert_eq!((same(&boss).await, same(&world.agency.database).await), (0, 1));
}

#[tokio::test]
async fn clients_are_written_within_reach_only() {
    let world = World::with_clients().await;
    let boss = as_user(&world, BOSS);
    let import = async |database: &Database, csv: &str| Import::of(&CLIENT).text(database, csv).await;
    let good = "external_id,name,date_of_birth,organization\nCON-1,Con Client,1991-02-03,\nCON-2,Neü,,CON\n";
    assert_eq!(counts(&import(&boss, good).await.unwrap()), (1, 1, 0));
    let actor = "select string_agg(distinct actor, ',') from ct.history_overview where noun = 'client' and command = 'client import' and row_id in (select id from ct.client where key like 'con%') and actor like '%con.example'";
    assert_eq!(world.agency.value(actor).await, "boss@con.example");
    let before = world.agency.content().await;
    for (csv, said) in [
        (
            "external_id,name\nZZACM-1,Taken\n",
            "file.csv:2:1: external_id: is a client of an organization that you cannot change (ZZACM-1)",
        ),
        (
            "external_id,name,organization\nNEW,N,ACM\n",
            "file.csv:2:3: organization: there is no such organization (ACM)",
        ),
        (
            "external_id,organization\nCON-1,ACM\n",
            "file.csv:2:2: organization: there is no such organization (ACM)",
        ),
    ] {
        assert_eq!(refusal(import(&boss, csv).await), said);
    }
    let help = as_user(&world, HELP);
    assert_eq!(import(&help, good).await.unwrap_err().kind(), Kind::NotPermitted);
    assert_eq!(
        next_external_id(&help, &operation("client add")).await.unwrap_err().kind(),
        Kind::NotPermitted
    );
    assert_eq!(world.agency.content().await, before);
    let found = boss.read(async |transaction| find(transaction, &CLIENT, "CON-2").await).await.unwrap();
    assert!(set_active(&boss, &operation("client deactivate"), &found, false).await.unwrap());
    // Who may read an organization only changes nothing of it.
    so(&world, "update ct.user_organization set may_edit = false where user_id = (select id from ct.users where email = 'boss@con.example')").await;
    assert_eq!(seen(&boss).await, ["CON-case", "CON-1", "CON-2"]);
    let refused = set_active(&boss, &operation("client reactivate"), &found, true).await.unwrap_err();
    assert_eq!(refused.kind(), Kind::NotPermitted);
    assert!(
        refusal(import(&boss, "external_id,name\nCON-1,Other\n").await).contains("that you cannot change")
    );
}

async fn does(plain: &Plain, sql: &str) -> Vec<String> {
    let told = plain.attempt(sql).await.unwrap_or_else(|told| panic!("{sql}: {told:?}"));
    // What the caller told may come back.
    assert!(!told.iter().any(|row| tells(&row.replace("zzacm-1", ""))), "{sql}: {told:?}");
    told
}

/// What stages rows by hand.
fn stage(rows: &str) -> String {
    format!(
        "begin; select ct.begin_operation({OP}, 'try', null, null); select ct.stage_begin({OP}, 'client');
         select ct.stage_rows({OP}, 'client', '[{rows}]')"
    )
}

/// What stages rows by hand and plans them.
fn plan(rows: &str) -> String {
    format!("{}; select * from ct.client_plan({OP}, 'update')", stage(rows))
}

/// A plan shows fields as they are: of nobody who is out of reach, whatever is staged before or after.
#[tokio::test]
async fn a_plan_tells_nothing_of_whom_one_does_not_see() {
    let world = World::with_clients().await;
    let plain = world.plain(BOSS).await;
    let shows = format!(
        "select * from ct.stage_planned({OP}, 'client'); select * from ct.stage_moved({OP}, 'client', false)"
    );
    let theirs =
        r#"{"line": 2, "match_key": "zzacm-1", "name": "x", "date_of_birth": "2000-01-01", "expected": {}}"#;
    let ours = r#"{"line": 2, "match_key": "con-1", "name": "x"}"#;
    // Not planned yet; planned; and with the line of one who is planned, after that.
    does(&plain, &format!("{}; {shows}; rollback", stage(theirs))).await;
    let both = format!("{theirs},{}", ours.replace("2,", "3,"));
    let told = does(&plain, &format!("{}; {shows}; rollback", plan(&both))).await;
    assert!(told.iter().any(|row| row.contains("you cannot change")), "{told:?}");
    let after =
        format!("{}; select ct.stage_rows({OP}, 'client', '[{theirs}]'); {shows}; rollback", plan(ours));
    does(&plain, &after).await;
    // Somebody who goes out of reach while the plan waits.
    does(&plain, &format!("{}; commit", plan(ours))).await;
    let seen = does(&plain, &shows).await;
    assert!(seen.concat().contains("Con Client") || seen.concat().contains("CON Client"), "{seen:?}");
    let acm = world.agency.value("select id from ct.organization where code = 'ACM'").await;
    so(
        &world,
        &format!(
            "update ct.case_assignment set withdrawn_at = now();
             update ct.client set organization_id = {acm}, name = '{MARKER}' where key = 'con-1'"
        ),
    )
    .await;
    assert_eq!(does(&plain, &shows).await, [""; 0]);
}

/// Nor the code of an organization, in use or not.
#[tokio::test]
async fn no_plan_tells_the_code_of_an_organization() {
    let world = World::with_clients().await;
    let plain = world.plain(BOSS).await;
    let acm = world.agency.value("select id from ct.organization where code = 'ACM'").await;
    so(
        &world,
        "update ct.organization set deactivated_at = now(), code = 'ZZACM', key = 'zzacm' where code = 'ACM'",
    )
    .await;
    let new = format!(
        r#"{{"line": 1, "match_key": "new", "external_id": "new", "key": "new", "name": "N", "organization_id": {acm}}}"#
    );
    let moved = format!(r#"{{"line": 1, "match_key": "con-1", "organization_id": {acm}}}"#);
    for row in [&new, &moved] {
        plain.is_refused(&stage(row), &["CT079"]).await;
    }
    // One whose clients are seen, but not changed.
    so(
        &world,
        "insert into ct.user_organization (user_id, organization_id, may_edit) select u.id, o.id, false
         from ct.users u, ct.organization o where u.email = 'boss@con.example' and o.key = 'zzacm'",
    )
    .await;
    for row in [&new, &moved] {
        let told = plain.attempt(&format!("{}; rollback", plan(row))).await.unwrap();
        assert!(told.concat().contains("you cannot change what belongs to it|ZZACM"), "{told:?}");
    }
    // And nothing is written that has a problem.
    let write = format!("{}; select ct.client_write({OP})", plan(&new));
    plain.is_refused(&write, &["CT079"]).await;
}
