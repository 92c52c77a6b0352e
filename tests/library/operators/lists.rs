//! Lists of those whom somebody sees: filtered, sorted and paged by the database, as an administrator's are by the query.

use chrono::{DateTime, Utc};
use ct::Error;
use ct::db::Database;
use ct::noun::{Filter, List, Page, Sort, find, find_exact};
use ct::session::Token;
use ct::user::{USER, details, search};
use futures_util::TryStreamExt;

use super::{Actor, World};

fn as_user(world: &World, actor: Actor) -> Database {
    world.agency.database.presenting(&Token::parse(&actor.token()).unwrap(), false)
}

async fn emails(database: &Database, filters: Vec<Filter>, sort: Sort, page: Page) -> Vec<(i64, String)> {
    let columns = [
        "email",
        "name",
        "organization",
        "supervisor",
        "status",
        "workgroups",
        "tools",
        "last_login_at",
        "locked",
        "phone",
    ];
    let columns = columns.iter().map(|name| USER.column(name).unwrap()).collect();
    let list = List { noun: &USER, columns, filters, sort, page };
    let records: Vec<_> = database
        .read(async |transaction| list.stream(transaction).await?.try_collect::<Vec<_>>().await)
        .await
        .unwrap();
    records
        .into_iter()
        .map(|record| {
            (record.id, record.values.iter().map(|value| value.as_text().into_owned() + "|").collect())
        })
        .collect()
}

fn sort(column: Option<&str>, descending: bool) -> Sort {
    Sort { column: column.map(|name| USER.column(name).unwrap()), descending }
}

async fn cases(world: &World) -> Vec<fn(i64, i64) -> Vec<Filter>> {
    let more = "update ct.users set deactivated_at = now() where email like 'lazy%'; update ct.users set pending_since = now(), case_manager = true where email like 'worker%';
        update ct.users set name = 'Zoë Con' where email like 'help%'; update ct.login_state set last_login_at = '2020-01-01' where user_id < 4";
    world.agency.own.connect().await.batch_execute(more).await.unwrap();
    vec![
        |_, _| vec![],
        |_, _| vec![Filter::Name("CON boss".to_owned())],
        |_, _| vec![Filter::Name("zoe".to_owned())],
        |_, _| vec![Filter::Name("no' or true".to_owned())],
        |_, _| vec![Filter::Name("%s %1$s 100%".to_owned())],
        |_, _| vec![Filter::Name("@of@ \\ $1 ".to_owned())],
        |_, _| vec![Filter::Text("status", "active".to_owned())],
        |_, _| vec![Filter::Text("status", "pending".to_owned())],
        |_, _| vec![Filter::Text("status", "inactive".to_owned())],
        |_, _| vec![Filter::Text("kind", "staff".to_owned()), Filter::Text("status", "active".to_owned())],
        |_, _| vec![Filter::Text("kind", "client".to_owned())],
        |organization, _| vec![Filter::Id("organization_id", organization)],
        |organization, _| vec![Filter::Id("organization_id", organization + 1)],
        |_, boss| vec![Filter::Id("supervisor_id", boss)],
        |_, boss| vec![Filter::Id("id", boss)],
        |_, _| vec![Filter::Member { table: "user_workgroup", column: "workgroup_id", id: 5 }],
        |_, _| vec![Filter::Tool("cases".to_owned())],
        |_, _| vec![Filter::Tool("Users:write".to_owned())],
        |_, _| vec![Filter::Tool("users:read".to_owned())],
        |_, _| vec![Filter::LoginBefore(DateTime::<Utc>::from_timestamp(1_700_000_000, 0).unwrap())],
    ]
}

#[tokio::test]
async fn a_list_is_the_administrators_without_those_who_are_out_of_sight() {
    let world = World::new().await;
    let root = as_user(&world, Actor::User("root@con.example"));
    let con: i64 =
        world.agency.value("select id::text from ct.organization where code = 'CON'").await.parse().unwrap();
    let boss = world.id("boss@con.example").await;
    let mut found = 0;
    for (number, filters) in cases(&world).await.into_iter().enumerate() {
        for column in [
            None,
            Some("email"),
            Some("id"),
            Some("tools"),
            Some("last_login_at"),
            Some("case_manager"),
            Some("supervisor"),
        ] {
            for descending in [false, true] {
                let sort = sort(column, descending);
                let mut all = emails(&world.agency.database, filters(con, boss), sort, Page::default()).await;
                all.retain(|(_, told)| told.contains("|CON|"));
                let seen = emails(&root, filters(con, boss), sort, Page::default()).await;
                assert_eq!(seen, all, "{number} {column:?} {descending}");
                found += all.len();
                // Page by page it is the same.
                let mut paged = Vec::new();
                loop {
                    let after = paged.last().map(|(id, _): &(i64, String)| *id);
                    let page = emails(&root, filters(con, boss), sort, Page { limit: Some(2), after }).await;
                    if page.is_empty() {
                        break;
                    }
                    paged.extend(page);
                }
                assert_eq!(paged, all, "{number} {column:?} {descending}");
            }
        }
    }
    assert!(found > 500, "{found}");
}

#[tokio::test]
async fn whoever_is_out_of_sight_is_not_found() {
    let world = World::new().await;
    let help = as_user(&world, Actor::User("help@con.example"));
    let (theirs, id) = ("zzacm-one@acm.example", world.id("zzacm-one@acm.example").await.to_string());
    for named in [theirs, id.as_str(), "ZZACM", "zzacm-on@acm.example"] {
        let missing = |error: Error| {
            assert!(matches!(error, Error::NotFound { .. }), "{named}: {error}");
            let hints = error.hints().join(" ");
            assert!(!hints.contains("one@acm"), "{named}: {hints}");
        };
        missing(
            help.read(async |transaction| find_exact(transaction, &USER, named).await).await.unwrap_err(),
        );
        missing(help.read(async |transaction| find(transaction, &USER, named).await).await.unwrap_err());
        missing(help.read(async |transaction| details(transaction, named).await).await.unwrap_err());
        assert_eq!(help.read(async |transaction| search(transaction, named, 9).await).await.unwrap(), []);
    }
    let boss = help.read(async |transaction| details(transaction, " BOSS@con.example").await).await.unwrap();
    assert_eq!(boss.name, "Con boss@con.example");
    let boss = help.read(async |transaction| find(transaction, &USER, "con boss").await).await.unwrap();
    assert_eq!((boss.key.as_str(), boss.exactly), ("boss@con.example", false));
    let found = help.read(async |transaction| search(transaction, "BOSS", 9).await).await.unwrap();
    assert_eq!(found.len(), 1);
}
