//! Case assignments of whoever is logged in: whose they see, and what they may write.

use ct::case::transfer::{Rule, Transfer, transfer};
use ct::case::{Assign, CASE, assign, manager};
use ct::client::CLIENT;
use ct::db::Database;
use ct::noun::{Filter, List, Page, Sort, find_exact};
use ct::session::Token;
use futures_util::TryStreamExt;

use super::{Actor, World, tells};
use crate::agency::{Import, counts, operation, refusal};

const WORKER: Actor = Actor::User("worker@con.example");
const HR: Actor = Actor::User("hr@con.example");
const BOSS: Actor = Actor::User("boss@con.example");

fn as_user(world: &World, actor: Actor) -> Database {
    world.agency.database.presenting(&Token::parse(&actor.token()).unwrap(), false)
}

/// A second client of CON, whose case manager is the boss.
async fn world() -> World {
    let world = World::new().await;
    let sql = "insert into ct.client (external_id, key, name, organization_id, created_by)
            select 'CON-two', 'con-two', 'Second Client', o.id, gen_random_uuid() from ct.organization o where o.code = 'CON';
        insert into ct.case_assignment (client_id, user_id, organization_id, begin_date, created_by)
            select c.id, u.id, c.organization_id, '2021-01-01', gen_random_uuid() from ct.client c, ct.users u
            where c.key = 'con-two' and u.email = 'boss@con.example'";
    world.agency.own.connect().await.batch_execute(sql).await.unwrap();
    world
}

async fn sees(database: &Database, filters: Vec<Filter>) -> String {
    let list = List {
        noun: &CASE,
        columns: ["client", "user", "client_name"].map(|name| CASE.column(name).unwrap()).to_vec(),
        filters,
        sort: Sort { column: None, descending: false },
        page: Page::default(),
    };
    let records: Vec<_> =
        database.read(async |transaction| list.stream(transaction).await?.try_collect().await).await.unwrap();
    let mut told: Vec<_> = records.iter().map(|one| one.values[0].as_text().into_owned()).collect();
    told.sort();
    told.join(" ")
}

#[tokio::test]
async fn who_sees_which() {
    let world = world().await;
    let none = Vec::new;
    // In the organizations where they work on cases; without the tool, the own team's; and one's own.
    for (actor, expected) in [
        (WORKER, "CON-case CON-two"),
        (BOSS, "CON-case CON-two"),
        (HR, "CON-two"),
        (Actor::User("root@con.example"), ""),
        (Actor::User("zzacm-one@acm.example"), "ZZACM-case"),
    ] {
        assert_eq!(sees(&as_user(&world, actor), none()).await, expected, "{actor:?}");
    }
    // Without access any more, one's own is still one's own.
    let sql = "delete from ct.user_tool where tool = 'cases' and user_id = (select id from ct.users where email = 'worker@con.example')";
    world.agency.own.connect().await.batch_execute(sql).await.unwrap();
    let worker = as_user(&world, WORKER);
    assert_eq!(sees(&worker, none()).await, "CON-case");
    assert_eq!(sees(&worker, vec![Filter::Name("client".to_owned())]).await, "CON-case");
    assert_eq!(sees(&worker, vec![Filter::Name("second".to_owned())]).await, "");
    let team = world.id("boss@con.example").await;
    assert_eq!(sees(&as_user(&world, BOSS), vec![Filter::Id("supervisor_id", team)]).await, "CON-case");
    assert_eq!(sees(&worker, vec![Filter::Id("supervisor_id", team)]).await, "CON-case");
}

#[tokio::test]
async fn files_are_within_reach() {
    let world = world().await;
    let worker = as_user(&world, WORKER);
    let file = "client,user,begin_date\n\
        CON-two,worker@con.example,2026-01-01\n\
        ZZACM-case,worker@con.example,2026-01-01\n\
        CON-two,zzacm-two@acm.example,2026-01-01\n\
        ZZACM-case,zzacm-two@acm.example,2020-01-01\n\
        CON-none,worker@con.example,2026-01-01\n";
    let said = refusal(Import::of(&CASE).text(&worker, file).await);
    // What is out of reach and what is not there are told alike.
    assert_eq!(
        said,
        "file.csv:3:1: client: there is no such client (zzacm-case)\n\
         file.csv:4:2: user: there is no such user (zzacm-two@acm.example)\n\
         file.csv:5:1: client: there is no such client (zzacm-case)\n\
         file.csv:5:2: user: there is no such user (zzacm-two@acm.example)\n\
         file.csv:6:1: client: there is no such client (con-none)"
    );
    let good = "client,user,begin_date\nCON-two,worker@con.example,2026-01-01\nCON-case,boss@con.example,2026-01-01\n";
    assert_eq!(counts(&Import::of(&CASE).text(&worker, good).await.unwrap()), (2, 0, 0));
    assert_eq!(counts(&Import::of(&CASE).text(&worker, good).await.unwrap()), (0, 0, 2));
    // Read only: what stays as it is may stand in the file, and nothing else.
    let sql = "update ct.user_organization set may_edit = false where user_id = (select id from ct.users where email = 'worker@con.example')";
    world.agency.own.connect().await.batch_execute(sql).await.unwrap();
    let said = refusal(
        Import::of(&CASE)
            .text(&worker, "client,user,begin_date,end_date\nCON-two,worker@con.example,2026-01-01,\nCON-case,boss@con.example,2026-01-01,2090-01-01\n")
            .await,
    );
    assert_eq!(said, "file.csv:3:1: client: you cannot change what belongs to its organization (con-case)");
    assert_eq!(counts(&Import::of(&CASE).text(&worker, good).await.unwrap()), (0, 0, 2));
}

#[tokio::test]
async fn a_colleague_is_given_a_client_and_a_caseload() {
    let world = world().await;
    let worker = as_user(&world, WORKER);
    // Nobody of whom the list of users would tell: only somebody who works on cases of the same organization.
    let (client, boss) = worker
        .read(async |transaction| {
            Ok((
                find_exact(transaction, &CLIENT, "CON-case").await?,
                manager(transaction, "boss@con.example").await?,
            ))
        })
        .await
        .unwrap();
    let nobody = worker.read(async |transaction| manager(transaction, "zzacm-two@acm.example").await).await;
    let words = crate::support::told(&nobody.unwrap_err());
    assert!(!tells(&words.replace("zzacm-two@acm.example", "")), "{words}");
    let begin = "2026-02-01".parse().unwrap();
    let told = Assign { client, managers: vec![boss.clone()], begin, end: None };
    assert!(assign(&worker, &operation("case assign"), &told).await.unwrap()[0].is_new);
    let from =
        worker.read(async |transaction| manager(transaction, "worker@con.example").await).await.unwrap();
    let day = world.agency.value("select ct.today()").await.parse().unwrap();
    let told = Transfer {
        from,
        day,
        organization: None,
        to: vec![boss],
        rule: Rule::LeastLoaded,
        file: None,
        dry_run: false,
    };
    let done = transfer(&worker, &operation("caseload transfer"), &told).await.unwrap();
    assert_eq!((done.moved.len(), done.moved[0].is_theirs, done.batch.is_some()), (1, true, true));
    assert_eq!(transfer(&worker, &operation("caseload transfer"), &told).await.unwrap().moved, []);
    let actor = "select u.email from ct.history h join ct.operation o on o.id = h.operation_id join ct.users u on u.id = o.user_id
        where h.noun = 'case' order by h.id desc limit 1";
    assert_eq!(world.agency.value(actor).await, "worker@con.example");
}
