//! An export of clients imports again without a change, whatever the names and days are (REQUIREMENTS B2).

use std::collections::BTreeMap;

use ct::client::CLIENT;
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};

use crate::agency::{Agency, Import, counts, refusal};

/// Any text that a cell can hold.
fn text() -> impl Strategy<Value = String> {
    let some = prop_oneof![
        "\\PC{0,20}",
        "['\"=+@\\-;,\t NUL\r\n]{0,8}",
        any::<String>(),
        r#"(NULL|'+|=|\+1){1,3}"#,
        "\\p{M}{1,3}[a-z]{0,3}"
    ];
    some.prop_map(|text| {
        let kept = text.chars().filter(|c| !c.is_control() || matches!(c, '\n' | '\r' | '\t'));
        kept.take(190).collect::<String>().trim().to_owned()
    })
}

/// One database for all cases: each case changes the clients of the one before.
#[test]
fn any_client_comes_back() {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let agency = runtime.block_on(Agency::new());
    let mut runner = TestRunner::new(Config { cases: 40, failure_persistence: None, ..Config::default() });
    let day = prop_oneof![Just(None), (1..=2025_i32, 1..=12_u32, 1..=28_u32).prop_map(Some)];
    let client = (text(), text(), day, any::<bool>());
    let ran = runner.run(&proptest::collection::vec(client, 1..20), |clients| {
        let mut writer = csv::Writer::from_writer(Vec::new());
        writer
            .write_record(["external_id", "name", "preferred_name", "date_of_birth", "organization"])
            .unwrap();
        let mut told = BTreeMap::new();
        for (n, (name, preferred, day, is_con)) in clients.into_iter().enumerate() {
            let (key, name) = (format!("{n:02}"), format!("x{name}"));
            let day = day.map_or_else(String::new, |(y, m, d)| format!("{y:04}-{m:02}-{d:02}"));
            let organization = if is_con { "CON" } else { "ACM" };
            let guarded = |text: &str| ct::csv_io::guard(text).into_owned();
            let row =
                [key.clone(), guarded(&name), guarded(&preferred), day.clone(), organization.to_owned()];
            writer.write_record(row).unwrap();
            told.insert(key, [name, preferred, day, organization.to_owned()]);
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
    told: &BTreeMap<String, [String; 4]>,
) -> std::result::Result<(), TestCaseError> {
    let first = Import::of(&CLIENT).text(&agency.database, file).await;
    let first = first.unwrap_or_else(|error| panic!("{}", refusal(Err(error))));
    prop_assert_eq!(first.create + first.change + first.keep, told.len() as u64);
    let client = agency.own.connect().await;
    let sql = "select name, preferred_name, date_of_birth::text, organization from ct.client_register where key = $1";
    for (key, texts) in told {
        let row = client.query_one(sql, &[key]).await.unwrap();
        for (index, text) in texts.iter().enumerate() {
            // An empty cell leaves what an earlier case wrote.
            if !text.is_empty() {
                prop_assert_eq!(row.get::<_, Option<&str>>(index), Some(text.as_str()), "{}", index);
            }
        }
    }
    let before = agency.content_but_batches().await;
    let exported = agency.export(&CLIENT).await;
    let again = Import::of(&CLIENT).text(&agency.database, exported).await.unwrap();
    let all: u64 = agency.value("select count(*) from ct.client").await.parse().unwrap();
    prop_assert_eq!(counts(&again), (0, 0, all));
    prop_assert_eq!(agency.content_but_batches().await, before);
    Ok(())
}
