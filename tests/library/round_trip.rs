//! An export imports again without a change, whatever the texts are.

use std::collections::BTreeMap;

use ct::noun::stage::Outcome;
use ct::user::USER;
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};

use crate::agency::{Agency, Import, counts};

/// Names that are nothing special, however they look.
const STRANGE: [&str; 24] = [
    "Robert'); DROP TABLE users;--",
    "<script>alert(1)</script>",
    "null",
    "NULL",
    "'NULL",
    "''NULL",
    "=1+1",
    "'=1+1",
    "+1 (555) 123",
    "-5",
    "@SUM(A1)",
    "'quoted",
    "''",
    "'t Hooft",
    "\"double\"",
    "a,b;c\td",
    "two\nlines",
    "two\r\nlines",
    "007",
    "שלום עולם",
    "\u{202e}evil",
    "👩‍👩‍👧‍👦",
    "e\u{301}é",
    "\\N",
];

fn csv(rows: impl IntoIterator<Item = Vec<String>>) -> Vec<u8> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(["email", "name", "organization", "job_title", "address", "phone"]).unwrap();
    for row in rows {
        writer.write_record(row).unwrap();
    }
    writer.into_inner().unwrap()
}

async fn again(agency: &Agency) -> Outcome {
    let exported = agency.export(&USER).await;
    Import::of(&USER).text(&agency.database, exported).await.unwrap()
}

#[tokio::test]
async fn strange_names_come_back() {
    let agency = Agency::new().await;
    let rows = STRANGE.iter().enumerate().map(|(n, name)| {
        // As it is told in a file: what would mean something else gets a mark.
        let cell = ct::csv_io::guard(name).into_owned();
        vec![
            format!("user{n:02}@example.org"),
            cell.clone(),
            "CON".to_owned(),
            cell,
            String::new(),
            "0049".to_owned(),
        ]
    });
    let outcome = Import::of(&USER).text(&agency.database, csv(rows)).await.unwrap();
    assert_eq!(outcome.create, STRANGE.len() as u64);
    assert_eq!(agency.column("select name from ct.users order by login").await, STRANGE);
    assert_eq!(agency.value("select distinct phone from ct.users").await, "0049");
    let before = agency.content_but_batches().await;
    assert_eq!(counts(&again(&agency).await), (0, 0, STRANGE.len() as u64));
    assert_eq!(agency.content_but_batches().await, before);
}

#[tokio::test]
async fn everything_about_users_comes_back() {
    let agency = Agency::new().await;
    agency.imported("email,name,organization,location,provider,supervisor,case_manager,workgroups,organizations,tools,support,status\n\
        '+ann@example.org,Ann,CON,CON-1,HELP,bob@example.org,yes,Basic;Admin,ACM,cases:write;users,vendor,pending\n\
        bob@example.org,Bob,ACM,,,,no,,,,none,inactive\n").await;
    assert_eq!(counts(&again(&agency).await), (0, 0, 2));
    // Into another database it makes the same.
    let other = Agency::new().await;
    let exported = agency.export(&USER).await;
    assert_eq!(other.imported(&exported).await, (2, 0, 0));
    assert_eq!(other.export(&USER).await, exported);
}

/// Any text without control characters but line breaks.
fn text() -> impl Strategy<Value = String> {
    let some = prop_oneof!["\\PC{0,20}", "['\"=+@\\-;,\t NUL\r\n]{0,8}", any::<String>()];
    some.prop_map(|text| {
        text.chars().filter(|c| !c.is_control() || matches!(c, '\n' | '\r' | '\t')).take(200).collect()
    })
}

/// One database for all cases: each case changes the users of the one before.
#[test]
fn any_text_comes_back() {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let agency = runtime.block_on(Agency::new());
    let mut runner = TestRunner::new(Config { cases: 30, failure_persistence: None, ..Config::default() });
    let users = proptest::collection::vec((text(), text(), text(), text()), 1..20);
    let ran = runner.run(&users, |users| {
        let mut told = BTreeMap::new();
        let rows: Vec<_> = users
            .into_iter()
            .enumerate()
            .map(|(n, (name, title, address, phone))| {
                let texts = [format!("x{name}"), title, address, phone.chars().take(50).collect()];
                let texts = texts.map(|text| text.trim().to_owned());
                told.insert(format!("user{n:02}@example.org"), texts.clone());
                let [name, title, address, phone] = texts.map(|text| ct::csv_io::guard(&text).into_owned());
                vec![format!("user{n:02}@example.org"), name, "CON".to_owned(), title, address, phone]
            })
            .collect();
        let number = rows.len() as u64;
        runtime.block_on(async {
            let first = Import::of(&USER).text(&agency.database, csv(rows)).await;
            let first = first.unwrap_or_else(|error| panic!("{}", crate::agency::refusal(Err(error))));
            prop_assert_eq!(first.create + first.change + first.keep, number);
            for (login, [name, ..]) in &told {
                prop_assert_eq!(&agency.user(login, "name").await, name);
            }
            let second = again(&agency).await;
            prop_assert_eq!((second.create, second.change), (0, 0));
            Ok(())
        })
    });
    ran.unwrap_or_else(|failure| panic!("{failure}"));
    runtime.block_on(async { drop(agency) });
}
