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

/// Any text that a cell can hold: all of Unicode, without control characters but line breaks and tabs.
fn text(longest: usize) -> impl Strategy<Value = String> {
    let scalars = proptest::collection::vec(any::<char>(), 0..30).prop_map(String::from_iter);
    let some = prop_oneof![
        "\\PC{0,20}",
        "['\"=+@\\-;,\t NUL\r\n]{0,8}",
        any::<String>(),
        scalars,
        r#"(NULL|'+|=|\+1){1,3}"#
    ];
    some.prop_map(move |text| {
        let kept = text.chars().filter(|c| !c.is_control() || matches!(c, '\n' | '\r' | '\t'));
        kept.take(longest).collect::<String>().trim().to_owned()
    })
}

/// Every column that holds a text, by how much of it is taken; the last is an external id, which no two share.
fn texts() -> impl Strategy<Value = [String; 5]> {
    (text(199), text(200), text(200), text(50), text(90)).prop_map(|(name, title, address, phone, id)| {
        let name = format!("x{name}");
        [name, title, address, phone, id]
    })
}

const TEXTS: [&str; 5] = ["name", "job_title", "address", "phone", "external_id"];

/// One database for all cases: each case changes the users of the one before.
#[test]
fn any_text_comes_back() {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let agency = runtime.block_on(Agency::new());
    let mut runner = TestRunner::new(Config { cases: 40, failure_persistence: None, ..Config::default() });
    let ran = runner.run(&proptest::collection::vec(texts(), 1..20), |users| {
        let mut writer = csv::Writer::from_writer(Vec::new());
        writer.write_record(["email", "organization"].into_iter().chain(TEXTS)).unwrap();
        let mut told = BTreeMap::new();
        for (n, mut texts) in users.into_iter().enumerate() {
            let login = format!("user{n:02}@example.org");
            texts[4] = format!("{}{n:02}", texts[4]);
            let cells = texts.iter().map(|text| ct::csv_io::guard(text).into_owned());
            writer.write_record([login.clone(), "CON".to_owned()].into_iter().chain(cells)).unwrap();
            told.insert(login, texts);
        }
        let file = writer.into_inner().unwrap();
        runtime.block_on(comes_back(&agency, file, &told))
    });
    ran.unwrap_or_else(|failure| panic!("{failure}"));
    runtime.block_on(async { drop(agency) });
}

async fn comes_back(
    agency: &Agency,
    file: Vec<u8>,
    told: &BTreeMap<String, [String; 5]>,
) -> Result<(), TestCaseError> {
    // What one had before, another may get now.
    agency.own.connect().await.batch_execute("update ct.users set external_id = null").await.unwrap();
    let first = Import::of(&USER).text(&agency.database, file).await;
    let first = first.unwrap_or_else(|error| panic!("{}", crate::agency::refusal(Err(error))));
    prop_assert_eq!(first.create + first.change + first.keep, told.len() as u64);
    let client = agency.own.connect().await;
    let sql = format!("select {} from ct.users where login = $1", TEXTS.join(", "));
    for (login, texts) in told {
        let row = client.query_one(&sql, &[login]).await.unwrap();
        for (index, text) in texts.iter().enumerate() {
            // An empty cell leaves what an earlier case wrote.
            if !text.is_empty() {
                prop_assert_eq!(row.get::<_, Option<&str>>(index), Some(text.as_str()), "{}", TEXTS[index]);
            }
        }
    }
    let before = agency.content_but_batches().await;
    prop_assert_eq!(counts(&again(agency).await), (0, 0, users(agency).await));
    prop_assert_eq!(agency.content_but_batches().await, before);
    Ok(())
}

async fn users(agency: &Agency) -> u64 {
    agency.value("select count(*) from ct.users").await.parse().unwrap()
}
