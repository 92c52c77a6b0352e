//! Batches: every import is one, and can be undone.

use std::collections::BTreeMap;

use ct::batch::{self, Filter, Left, Undo, Undone, undo};
use ct::location::LOCATION;
use ct::noun::Noun;
use ct::noun::stage::Generate;
use ct::organization::ORGANIZATION;
use ct::provider::PROVIDER;
use ct::user::USER;
use ct::workgroup::WORKGROUP;
use ct::{Kind, Result};

use crate::agency::{Agency, Import, counts, operation, passwords};

static NOUNS: [&Noun; 5] = [&USER, &ORGANIZATION, &LOCATION, &PROVIDER, &WORKGROUP];

pub(crate) async fn last(agency: &Agency) -> i64 {
    agency.value("select max(id) from ct.batch").await.parse().unwrap()
}

async fn undone(agency: &Agency, batch: i64) -> Result<Undone> {
    let request =
        Undo { nouns: &NOUNS, batch, operation: operation("batch undo"), wait: true, dry_run: false };
    undo(&agency.database, request).await
}

/// Undoes what must be undone; gives undone, kept, failed, so already.
pub(crate) async fn numbers(agency: &Agency, batch: i64) -> (u64, usize, usize, u64) {
    let undone = undone(agency, batch).await.unwrap();
    (undone.undone, undone.kept.len(), undone.failed.len(), undone.already)
}

fn told(left: &[Left]) -> Vec<String> {
    left.iter().map(|left| format!("{}: {}", left.key, left.why)).collect()
}

const BEFORE: &str = "email,name,job_title,phone,organization,location,provider,supervisor,case_manager,workgroups,organizations,tools,support,external_id\n\
    ann@example.org,Ann,Clerk,1,CON,CON-1,HELP,bob@example.org,yes,Basic,ACM,cases:write,vendor,007\n\
    bob@example.org,Bob,,,ACM,,,,no,,,,none,\n\
    cy@example.org,Cy,,,CON,,,,no,Admin;Basic,,users,,\n";

const AFTER: &str = "email,name,job_title,phone,organization,location,provider,supervisor,case_manager,workgroups,organizations,tools,support,external_id\n\
    ANN@example.org,Ann Able,NULL,'+1 (555),ACM,ACM-1,NULL,cy@example.org,no,Admin;Basic,NULL,users:write;cases:read,internal,NULL\n\
    bob@example.org,Bob,Boss,'=1,CON,CON-1,HELP,,yes,Admin,ACM,tasks,vendor,8\n\
    cy@example.org,Cy,,,CON,,,,no,NULL,,NULL,,\n\
    new@example.org,New,,,CON,,,ann@example.org,no,Basic,,,,\n";

#[tokio::test]
async fn an_import_is_a_batch_with_its_counts() {
    let agency = Agency::new().await;
    let outcome = agency.import(BEFORE).await.unwrap();
    assert_eq!(outcome.batch, Some(last(&agency).await));
    agency.imported(AFTER).await;
    agency.imported(AFTER).await;
    let list = async |transaction: &ct::db::Transaction<'_>| {
        batch::list(transaction, &Filter { noun: Some("user".to_owned()), limit: 10, after: None }).await
    };
    let batches = agency.database.read(list).await.unwrap();
    let rows: Vec<_> = batches
        .iter()
        .map(|batch| {
            batch.record.values[3..8].iter().map(ct::record::Value::as_text).collect::<Vec<_>>().join(" ")
        })
        .collect();
    assert_eq!(rows, ["file.csv applied 0 0 4", "file.csv applied 1 3 0", "file.csv applied 3 0 0"]);
    let digest =
        agency.value("select encode(digest, 'hex') from ct.batch where created = 3 and noun = 'user'").await;
    let sum = <sha2::Sha256 as sha2::Digest>::digest(BEFORE)
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect::<String>();
    assert_eq!(digest, sum);
    // What is edited by hand is none.
    agency.one(&USER, Some("ann@example.org"), &[("phone", "5")]).await.unwrap();
    assert_eq!(last(&agency).await, batches[0].id);
}

#[tokio::test]
async fn undoing_puts_back_every_kind_of_field_and_deactivates_what_was_new() {
    let agency = Agency::new().await;
    agency.imported(BEFORE).await;
    let before = agency.export(&USER).await;
    assert_eq!(agency.imported(AFTER).await, (1, 3, 0));
    let batch = last(&agency).await;
    let after = agency.export(&USER).await;
    assert_eq!(numbers(&agency, batch).await, (4, 0, 0, 0));
    let now = agency.export(&USER).await;
    let without_new = |text: &str| {
        text.lines().filter(|line| !line.contains("new@example.org")).collect::<Vec<_>>().join("\n")
    };
    assert_eq!(without_new(&now), without_new(&before));
    assert_eq!(
        agency.user("new@example.org", "status, status_reason").await,
        format!("inactive|batch {batch} undone")
    );
    // The undoing is a batch, and undone itself it does all of it again.
    let undoing = last(&agency).await;
    assert_eq!(
        agency.value(&format!("select undoes || ' ' || undone from ct.batch where id = {undoing}")).await,
        format!("{batch} 4")
    );
    assert_eq!(numbers(&agency, undoing).await, (4, 0, 0, 0));
    assert_eq!(agency.export(&USER).await, after);
}

#[tokio::test]
async fn what_an_undone_undoing_took_back_is_in_force_again() {
    let agency = Agency::new().await;
    agency.imported(BEFORE).await;
    let first = last(&agency).await;
    agency.imported(AFTER).await;
    let second = last(&agency).await;
    assert_eq!(undone(&agency, second).await.unwrap().batch, Some(last(&agency).await));
    let undoing = last(&agency).await;
    assert_eq!(numbers(&agency, undoing).await, (4, 0, 0, 0));
    let states = "select string_agg(state || coalesce(' by ' || undone_by, ''), ', ' order by id) from ct.batch_overview \
                  where noun = 'user'";
    assert_eq!(
        agency.value(states).await,
        format!("applied, applied, undone by {}, undo", last(&agency).await)
    );
    // So whoever the second batch has changed has been edited since the first.
    assert_eq!(numbers(&agency, first).await, (0, 3, 0, 0));
    // And it can be undone once more.
    assert_eq!(numbers(&agency, second).await, (4, 0, 0, 0));
    assert_eq!(numbers(&agency, first).await, (3, 0, 0, 0));
}

#[tokio::test]
async fn a_second_time_succeeds_and_does_nothing() {
    let agency = Agency::new().await;
    agency.imported(BEFORE).await;
    let batch = last(&agency).await;
    assert_eq!(numbers(&agency, batch).await, (3, 0, 0, 0));
    let before = agency.content().await;
    let again = undone(&agency, batch).await.unwrap();
    assert_eq!((again.undone, again.already_by, again.batch), (0, Some(batch + 1), None));
    assert_eq!(agency.content().await, before);
    assert_eq!(undone(&agency, 99_999).await.unwrap_err().kind(), Kind::NotFound);
}

#[tokio::test]
async fn what_has_been_edited_since_is_kept() {
    let agency = Agency::new().await;
    agency.imported(BEFORE).await;
    agency.imported(AFTER).await;
    let batch = last(&agency).await;
    // In a field that the batch changed, in another one, and one that it created.
    agency.one(&USER, Some("ann@example.org"), &[("phone", "42")]).await.unwrap();
    agency.one(&USER, Some("bob@example.org"), &[("address", "9 Mill Street")]).await.unwrap();
    agency.one(&USER, Some("new@example.org"), &[("job_title", "Nurse")]).await.unwrap();
    let result = undone(&agency, batch).await.unwrap();
    assert_eq!(
        told(&result.kept),
        [
            "new@example.org: has been edited since by tester (ct_owner)",
            "ANN@example.org: has been edited since: phone"
        ]
    );
    assert_eq!((result.undone, result.failed.len()), (2, 0));
    assert_eq!(agency.user("ann@example.org", "name, phone").await, "Ann Able|42");
    assert_eq!(
        agency.user("bob@example.org", "job_title, address, organization").await,
        "|9 Mill Street|ACM"
    );
    assert_eq!(agency.user("new@example.org", "status").await, "active");
    assert_eq!(
        agency.value(&format!("select state from ct.batch_overview where id = {batch}")).await,
        "partly undone"
    );
    // Once the edit is taken back, the rest goes too.
    agency.one(&USER, Some("ann@example.org"), &[("phone", "+1 (555)")]).await.unwrap();
    assert_eq!(numbers(&agency, batch).await, (1, 1, 0, 2));
    assert_eq!(agency.user("ann@example.org", "name, phone").await, "Ann|1");
}

#[tokio::test]
async fn what_others_need_stays() {
    let agency = Agency::new().await;
    agency.imported("email,name,organization,supervisor\nhead@example.org,Head,CON,\nboss@example.org,Boss,CON,head@example.org\nfree@example.org,Free,CON,\n").await;
    let batch = last(&agency).await;
    agency.imported("email,name,organization,supervisor\nlate@example.org,Late,CON,boss@example.org\n").await;
    let result = undone(&agency, batch).await.unwrap();
    assert_eq!(
        told(&result.failed),
        ["boss@example.org: supervises late@example.org", "head@example.org: supervises boss@example.org"]
    );
    assert_eq!(
        agency.column("select status from ct.user_register order by login").await,
        ["active", "inactive", "active", "active"]
    );
    // Undone together with the one who needs them, they go.
    let late = batch + 1;
    assert_eq!(numbers(&agency, late).await, (1, 0, 0, 0));
    assert_eq!(numbers(&agency, batch).await, (2, 0, 0, 1));
}

#[tokio::test]
async fn a_password_that_was_replaced_cannot_be_put_back() {
    let agency = Agency::new().await;
    agency
        .imported("email,name,organization,phone,password\nann@example.org,Ann,CON,1,Correct-Horse-1\n")
        .await;
    let csv = "email,phone,password\nann@example.org,2,Correct-Horse-2\n";
    let import = Import {
        passwords: ct::noun::stage::Passwords { replace: true, ..passwords(Generate::Nobody) },
        ..Import::of(&USER)
    };
    assert_eq!(counts(&import.text(&agency.database, csv).await.unwrap()), (0, 1, 0));
    let result = undone(&agency, last(&agency).await).await.unwrap();
    assert_eq!(told(&result.failed), ["ann@example.org: its password was replaced and cannot be put back"]);
    assert_eq!(agency.user("ann@example.org", "phone").await, "1");
}

#[tokio::test]
async fn places_are_undone_too() {
    let agency = Agency::new().await;
    Import::of(&WORKGROUP)
        .text(&agency.database, "code,name\nBasic,Basics\nNight,Night shift\nDay,Day shift\n")
        .await
        .unwrap();
    let batch = last(&agency).await;
    agency.imported("email,name,organization,workgroups\nann@example.org,Ann,CON,Night\n").await;
    let result = undone(&agency, batch).await.unwrap();
    assert_eq!((result.undone, told(&result.failed)), (2, vec!["Night: a user belongs to it".to_owned()]));
    assert_eq!(
        agency
            .column("select code || ' ' || name || ' ' || status from ct.workgroup_overview order by code")
            .await,
        [
            "Admin Administrators active",
            "Basic Basic active",
            "Day Day shift inactive",
            "Night Night shift active"
        ]
    );
}

#[tokio::test]
async fn a_dry_run_tells_the_same_and_changes_nothing() {
    let agency = Agency::new().await;
    agency.imported(BEFORE).await;
    agency.imported(AFTER).await;
    let batch = last(&agency).await;
    agency.one(&USER, Some("ann@example.org"), &[("phone", "42")]).await.unwrap();
    let before: BTreeMap<_, _> = agency.content().await;
    let request =
        Undo { nouns: &NOUNS, batch, operation: operation("batch undo"), wait: true, dry_run: true };
    let would = undo(&agency.database, request).await.unwrap();
    assert_eq!((would.undone, would.kept.len(), would.failed.len(), would.batch), (3, 1, 0, None));
    assert_eq!(agency.content().await, before);
    assert_eq!(numbers(&agency, batch).await, (3, 1, 0, 0));
}

#[tokio::test]
async fn nobody_changes_the_record() {
    let agency = Agency::new().await;
    agency.imported(BEFORE).await;
    let client = agency.own.connect().await;
    for sql in ["update ct.batch set created = 0", "delete from ct.batch", "truncate ct.batch cascade"] {
        let error = client.batch_execute(sql).await.unwrap_err();
        assert!(crate::support::told(&error).contains("what happened stays as it was"), "{sql}: {error}");
    }
}
