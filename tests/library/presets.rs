//! A file that a preset writes is read by it without a change.

use ct::clock::{Clock, SystemClock};
use ct::csv_io::Mapping;
use ct::environment::Environment;
use ct::noun::{List, Page, Sort};
use ct::preset::{Exporter, Folders, Section};
use ct::user::USER;
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};

use crate::agency::{Agency, Import, counts, refusal};

fn hmis() -> Section {
    let nowhere = std::path::Path::new("/nonexistent");
    let environment = Environment::with([("XDG_CONFIG_HOME", "/nonexistent")]);
    Folders::with(&environment, nowhere).find("hmis").unwrap().section(&USER).unwrap().clone()
}

fn import(section: &Section) -> Import {
    let mapping = Mapping { layout: Some(section.layout.clone()), ..Mapping::default() };
    Import { mapping, ..Import::of(&USER) }
}

async fn exported(agency: &Agency, section: &Section) -> String {
    let mut exporter =
        Exporter::begin(&USER, section.export.as_ref().unwrap(), &[], SystemClock.now()).unwrap();
    let list = List {
        noun: &USER,
        columns: exporter.columns(),
        filters: Vec::new(),
        sort: Sort { column: None, descending: false },
        page: Page::default(),
    };
    let mut text = exporter.header();
    for record in agency.list(&list).await {
        text.push_str(&exporter.line(&record, true).unwrap());
    }
    text
}

/// Names of words that need not be cut.
fn name() -> impl Strategy<Value = String> {
    let word = prop_oneof!["[A-Za-z'’“”<>{}\\[\\]()=+@.-]{1,12}", "\\PC{1,8}", "[A-ZÀ-ž]{1,12}"];
    proptest::collection::vec(word, 1..4).prop_map(|words| {
        let text: String = words.join("  ").chars().filter(|c| !c.is_control()).collect();
        format!("x{}", text.trim())
    })
}

/// One database for all cases: each case changes the users of the one before.
#[test]
fn any_user_comes_back_from_hmis() {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let agency = runtime.block_on(Agency::new());
    let section = hmis();
    let mut runner = TestRunner::new(Config { cases: 25, failure_persistence: None, ..Config::default() });
    let phone = prop_oneof![
        "",
        "\\([0-9]{3}\\) [0-9]{3}-[0-9]{4}",
        "[0-9]{10} x[0-9]{1,5}",
        "\\+1 [0-9]{3} [0-9]{7}",
        "[0-9 x+-]{0,20}"
    ];
    let users = proptest::collection::vec((name(), phone, any::<bool>()), 1..20);
    let ran =
        runner.run(&users, |users| {
            let mut text = csv::Writer::from_writer(Vec::new());
            text.write_record(["email", "name", "organization", "phone", "external_id"]).unwrap();
            for (n, (name, phone, has_id)) in users.iter().enumerate() {
                let id = if *has_id { format!("h{n:02}") } else { "NULL".to_owned() };
                let phone = if phone.trim().is_empty() { "NULL" } else { phone };
                let cells = [&format!("user{n:02}@example.org"), name, "CON", phone, &id];
                text.write_record(cells.map(|cell| {
                    if cell == "NULL" { cell.into() } else { ct::csv_io::guard(cell) }.into_owned()
                }))
                .unwrap();
            }
            runtime.block_on(async {
                let outcome = Import::of(&USER).text(&agency.database, text.into_inner().unwrap()).await;
                outcome.unwrap_or_else(|error| panic!("{}", refusal(Err(error))));
                let file = exported(&agency, &section).await;
                let again = import(&section).text(&agency.database, file.clone()).await;
                let again = again.unwrap_or_else(|error| panic!("{file}{}", refusal(Err(error))));
                prop_assert_eq!((again.create, again.change), (0, 0), "{}", file);
                Ok(())
            })
        });
    ran.unwrap_or_else(|failure| panic!("{failure}"));
    runtime.block_on(async { drop(agency) });
}

#[tokio::test]
async fn what_hmis_does_not_allow_is_replaced_or_cut() {
    let agency = Agency::new().await;
    let long = "y".repeat(60);
    agency
        .imported(&format!(
            "email,name,organization,phone,external_id\n\
             '+a@example.org,\"Ann \"\"[B]\"\"\n<C> {{D}}, “E” ‘f’\",CON,+1 (360) 555-0151,007\n\
             x@Placeholder.invalid,{long} {long},CON,555-0151 x123456,8\n"
        ))
        .await;
    let section = hmis();
    let file = exported(&agency, &section).await;
    let told = |line: &str| line.split(',').take(7).collect::<Vec<_>>().join(",");
    let lines: Vec<_> = file.lines().skip(1).map(told).collect();
    assert!(
        lines[0].starts_with("\"007\",\"Ann\",\"\"\"(B)\"\" (C) (D), \"\"E\"\" 'f'\",,,\"'+a@example.org\""),
        "{file}"
    );
    let cut = "y".repeat(50);
    assert!(lines[1].starts_with(&format!("\"8\",\"{cut}\",\"{cut}\",,\"12345\",,")), "{file}");
    assert_eq!(file.lines().next().unwrap().split(',').count(), 10);
    // Two names that are too long are the only thing that is another.
    let again = import(&section).text(&agency.database, file).await.unwrap();
    assert_eq!(counts(&again), (0, 1, 1));
}
