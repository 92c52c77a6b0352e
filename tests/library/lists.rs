//! Lists: filtered, in an order, page by page.

use ct::noun::{Column, Filter, List, Page, Sort};
use ct::record::{Record, Value};
use ct::user::USER;

use crate::agency::Agency;

async fn people() -> Agency {
    let agency = Agency::new().await;
    agency
        .imported(
            "email,name,organization,organizations,workgroups,supervisor,case_manager,tools,status,phone\n\
        boss@example.org,Zoë Boss,CON,,Admin,,no,users:write,,\n\
        ana@example.org,Ana Sánchez,CON,ACM,Basic,boss@example.org,yes,cases:read,,1\n\
        same1@example.org,Same,ACM,,Basic,boss@example.org,no,cases:write,,\n\
        same2@example.org,Same,ACM,,,boss@example.org,no,,,\n\
        same3@example.org,same,CON,,,,no,,pending,2\n\
        gone@example.org,Óscar Gone,CON,,,,no,,inactive,\n\
        wei@example.org,王伟,CON,,,,no,,,\n",
        )
        .await;
    agency
}

fn list(filters: Vec<Filter>) -> List {
    List {
        noun: &USER,
        columns: vec![USER.key()],
        filters,
        sort: Sort { column: None, descending: false },
        page: Page::default(),
    }
}

fn label(record: &Record) -> String {
    let Value::Text(email) = &record.values[0] else { panic!("{record:?}") };
    email.split('@').next().unwrap().to_owned()
}

async fn labels(agency: &Agency, filters: Vec<Filter>) -> Vec<String> {
    agency.list(&list(filters)).await.iter().map(label).collect()
}

#[tokio::test]
async fn in_the_order_of_names_without_case_and_accents() {
    let agency = people().await;
    assert_eq!(labels(&agency, vec![]).await, ["ana", "gone", "same1", "same2", "same3", "boss", "wei"]);
}

#[tokio::test]
async fn filters() {
    let agency = people().await;
    let id = |sql: &'static str| async { agency.value(sql).await.parse::<i64>().unwrap() };
    let boss = id("select id from ct.users where login = 'boss@example.org'").await;
    let acme = id("select id from ct.organization where code = 'ACM'").await;
    let basic = id("select id from ct.workgroup where code = 'Basic'").await;
    let name = |words: &str| Filter::Name(words.to_owned());
    let text = |column: &'static str, text: &str| Filter::Text(column, text.to_owned());
    for (filters, found) in [
        (vec![name("SANCHEZ")], vec!["ana"]),
        (vec![name("sánchez ana")], vec!["ana"]),
        (vec![name("oscar")], vec!["gone"]),
        (vec![name("伟")], vec!["wei"]),
        (vec![name("%")], vec![]),
        (vec![name("")], vec!["ana", "gone", "same1", "same2", "same3", "boss", "wei"]),
        (vec![text("status", "active")], vec!["ana", "same1", "same2", "boss", "wei"]),
        (vec![text("status", "pending")], vec!["same3"]),
        (vec![text("status", "inactive")], vec!["gone"]),
        (vec![Filter::Id("supervisor_id", boss)], vec!["ana", "same1", "same2"]),
        (vec![Filter::Id("organization_id", acme)], vec!["same1", "same2"]),
        (
            vec![Filter::Member { table: "user_organization", column: "organization_id", id: acme }],
            vec!["ana", "same1", "same2"],
        ),
        (
            vec![Filter::Member { table: "user_workgroup", column: "workgroup_id", id: basic }],
            vec!["ana", "same1"],
        ),
        (vec![Filter::Tool("cases".to_owned())], vec!["ana", "same1"]),
        (vec![Filter::Tool("Cases:write".to_owned())], vec!["same1"]),
        (
            vec![Filter::Id("organization_id", acme), name("same"), Filter::Tool("cases".to_owned())],
            vec!["same1"],
        ),
    ] {
        assert_eq!(labels(&agency, filters).await, found);
    }
}

/// Page by page, each comes once and in the order of the whole list, whatever is equal.
#[tokio::test]
async fn pages_by_every_column_both_ways() {
    let agency = people().await;
    let columns =
        std::iter::once(None).chain(USER.columns.iter().filter(|column| column.name != "password").map(Some));
    for column in columns {
        for descending in [false, true] {
            let whole = List { sort: Sort { column, descending }, ..list(vec![]) };
            let whole: Vec<_> = agency.list(&whole).await.iter().map(label).collect();
            assert_eq!(whole.len(), 7, "{:?}", column.map(|column: &Column| column.name));
            for limit in [1, 2, 3, 7, 8] {
                let mut paged = Vec::new();
                let mut after = None;
                loop {
                    let page = Page { limit: Some(limit), after };
                    let part =
                        agency.list(&List { page, sort: Sort { column, descending }, ..list(vec![]) }).await;
                    let Some(last) = part.last() else { break };
                    assert!(part.len() <= usize::try_from(limit).unwrap());
                    after = Some(last.id);
                    paged.extend(part.iter().map(label));
                }
                assert_eq!(paged, whole, "{:?} {descending} {limit}", column.map(|column| column.name));
            }
        }
    }
}

#[tokio::test]
async fn sorted_by_what_is_told() {
    let agency = people().await;
    for (column, descending, first) in [
        ("email", false, "ana"),
        ("email", true, "wei"),
        ("phone", true, "same3"),
        ("case_manager", true, "ana"),
        ("status", true, "same3"),
        ("workgroups", true, "same1"),
        ("created_at", false, "boss"),
    ] {
        let sort = Sort { column: Some(USER.column(column).unwrap()), descending };
        let found = agency.list(&List { sort, ..list(vec![]) }).await;
        assert_eq!(label(&found[0]), first, "{column} {descending}");
    }
}

/// Writes nothing that anybody sees, so a list within a long transaction of somebody else is as it was.
#[tokio::test]
async fn every_column_has_its_kind() {
    let agency = people().await;
    let columns: Vec<_> = USER.columns.iter().filter(|column| column.name != "password").collect();
    let all = List { columns, ..list(vec![Filter::Name("ana".to_owned())]) };
    let found = agency.list(&all).await;
    let told = serde_json::to_value(found[0].under(&all.headings())).unwrap();
    assert_eq!(told["case_manager"], true);
    assert_eq!(told["workgroups"], serde_json::json!(["Basic"]));
    assert_eq!(told["organizations"], serde_json::json!(["ACM"]));
    assert_eq!(told["job_title"], serde_json::Value::Null);
    assert_eq!(told["phone"], "1");
    assert!(told["created_at"].as_str().unwrap().ends_with('Z'));
}
