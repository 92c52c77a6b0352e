//! Paused operations: whose they are, what names them, who may resume and cancel them; imports that were parked.

use std::path::{Path, PathBuf};

use ct::Kind;
use ct::batch::{Undo, undo};
use ct::client::CLIENT;
use ct::noun::stage::Outcome;
use ct::paused::import::{Details, Parked, Parking, details};
use ct::paused::{PAUSED, Settle, settle};
use ct::user::USER;

use crate::agency::{Agency, Import, counts, operation, refusal};
use crate::batches::last;
use crate::concurrency::until_waiting;

/// As the file has them: numbers are given in any order.
const IN_ORDER: &str =
    "order by array_position(array['intake', 'exit', 'referral', 'audit', 'visit'], workflow), paused_on";

async fn states(agency: &Agency) -> Vec<String> {
    agency.column(&format!("select workflow || ' ' || state from ct.paused_operation {IN_ORDER}")).await
}

/// With two case workers and a client each.
async fn agency() -> Agency {
    let agency = Agency::new().await;
    agency
        .imported("email,name,organization,supervisor\nann@example.org,Ann,CON,\nbob@example.org,Bob,ACM,ann@example.org\n")
        .await;
    let csv = "external_id,name,organization\nC1,Cleo,CON\nC2,Dora,ACM\n";
    Import::of(&CLIENT).text(&agency.database, csv).await.unwrap();
    agency
}

async fn import(agency: &Agency, csv: &str) -> ct::Result<Outcome> {
    Import::of(&PAUSED).text(&agency.database, csv).await
}

async fn fields(agency: &Agency, workflow: &str, fields: &str) -> String {
    let sql = format!(
        "select concat_ws('|', {fields}) from ct.paused_register where workflow = '{workflow}' order by id limit 1"
    );
    agency.value(&sql).await
}

const FILE: &str = "workflow,user,client,step,paused_on,notes\n\
    intake,ANN@example.org,c1,consent,2026-01-02,=note\n\
    intake,ann@example.org,C1,consent,2026-01-03,\n\
    exit,bob@example.org,,,,\n\
    referral,,C2,two;three,2026-02-01,\n\
    audit,,,,,\n";

#[tokio::test]
async fn a_file_can_come_twice_and_an_export_comes_back() {
    let agency = agency().await;
    assert_eq!(counts(&import(&agency, FILE).await.unwrap()), (5, 0, 0));
    assert_eq!(counts(&import(&agency, FILE).await.unwrap()), (0, 0, 5));
    assert_eq!(
        fields(&agency, "intake", "\"user\", client, client_name, step, organization").await,
        "ann@example.org|C1|Cleo|consent|CON"
    );
    assert_eq!(
        fields(&agency, "exit", "\"user\", organization, paused_on = ct.today()").await,
        "bob@example.org|ACM|t"
    );
    assert_eq!(fields(&agency, "referral", "organization, state").await, "ACM|parked");
    assert_eq!(fields(&agency, "audit", "organization, client, \"user\"").await, "");
    let export = agency.export(&PAUSED).await;
    assert_eq!(counts(&import(&agency, &export).await.unwrap()), (0, 0, 5));
    let changed = export.replace("two;three", "four").replace("'=note", "NULL");
    assert_eq!(counts(&import(&agency, &changed).await.unwrap()), (0, 2, 3));
    assert_eq!(fields(&agency, "referral", "step").await, "four");
    // What has been settled stays so, whatever a file says.
    agency
        .own
        .connect()
        .await
        .batch_execute("update ct.paused_operation set state = 'cancelled', settled_at = now()")
        .await
        .unwrap();
    assert_eq!(counts(&import(&agency, &changed).await.unwrap()), (0, 0, 5));
    assert_eq!(agency.value("select count(*) from ct.paused_operation where state = 'cancelled'").await, "5");
}

#[tokio::test]
async fn what_is_wrong_is_told_by_line() {
    let agency = agency().await;
    agency.one(&USER, Some("bob@example.org"), &[("phone", "1")]).await.unwrap();
    agency.own.connect().await.batch_execute("update ct.users set deactivated_at = now(), deactivation_reason = 'x' where login = 'bob@example.org'").await.unwrap();
    let csv = "workflow,user,client,paused_on\n,ann@example.org,,\nintake,nobody@example.org,,\nintake,,C9,\n\
        intake,bob@example.org,,\nintake,,,2999-01-01\nexit,ann@example.org,C1,\nexit,ANN@example.org,c1,\n";
    let said = agency.refused_by(Import::of(&PAUSED), csv).await;
    let (repeated, said): (Vec<_>, Vec<_>) =
        said.lines().partition(|line| line.contains("the same as in line 7"));
    assert_eq!(repeated.len(), 1);
    assert_eq!(
        said.join("\n"),
        "file.csv:2:1: workflow: every row needs it\n\
         file.csv:3:2: user: there is no such user (nobody@example.org)\n\
         file.csv:4:3: client: there is no such client (c9)\n\
         file.csv:5:2: user: is inactive (bob@example.org)\n\
         file.csv:6:4: paused_on: is in the future (2999-01-01)"
    );
}

#[tokio::test]
async fn resumed_or_cancelled_once_and_a_second_time_says_so() {
    let agency = agency().await;
    import(&agency, FILE).await.unwrap();
    let ids: Vec<i64> = agency
        .column(&format!("select id from ct.paused_operation {IN_ORDER}"))
        .await
        .iter()
        .map(|id| id.parse().unwrap())
        .collect();
    let done = async |ids: &[i64], how| settle(&agency.database, &operation("paused"), ids, how).await;
    assert_eq!(done(&ids[..2], Settle::Cancel).await.unwrap(), [true, true]);
    assert_eq!(done(&ids[1..3], Settle::Cancel).await.unwrap(), [false, true]);
    assert_eq!(done(&ids[3..4], Settle::Resume).await.unwrap(), [true]);
    assert_eq!(done(&ids[3..4], Settle::Resume).await.unwrap(), [false]);
    // All or none.
    let error = done(&[ids[4], ids[3]], Settle::Cancel).await.unwrap_err();
    assert_eq!(error.kind(), Kind::Refused);
    assert_eq!(
        error.to_string(),
        format!("paused operation {}: it is not parked any more: it was resumed", ids[3])
    );
    assert_eq!(
        states(&agency).await,
        ["intake cancelled", "intake cancelled", "exit cancelled", "referral resumed", "audit parked"]
    );
    let told = "select string_agg(change ->> 'state', ' ') from ct.history where noun = 'paused' and action = 'changed'";
    assert_eq!(
        agency.value(told).await,
        r#"["parked", "cancelled"] ["parked", "cancelled"] ["parked", "cancelled"] ["parked", "resumed"]"#
    );
}

#[tokio::test]
async fn what_is_parked_goes_where_its_client_or_user_goes() {
    let agency = agency().await;
    import(&agency, FILE).await.unwrap();
    agency.one(&CLIENT, Some("C1"), &[("organization", "ACM")]).await.unwrap();
    agency.one(&USER, Some("bob@example.org"), &[("organization", "CON")]).await.unwrap();
    agency.one(&USER, Some("ann@example.org"), &[("organization", "ACM")]).await.unwrap();
    assert_eq!(fields(&agency, "intake", "organization").await, "ACM");
    assert_eq!(fields(&agency, "exit", "organization").await, "CON");
    agency
        .one(
            &PAUSED,
            Some(&agency.value("select uid from ct.paused_operation where workflow = 'exit'").await),
            &[("client", "C2")],
        )
        .await
        .unwrap();
    assert_eq!(fields(&agency, "exit", "organization, client").await, "ACM|C2");
}

/// Whoever is being deactivated gets nothing parked, whichever of the two comes first.
#[tokio::test]
async fn a_deactivation_and_parking_meet() {
    let agency = agency().await;
    let holder = agency.own.connect().await;
    holder.batch_execute("begin; update ct.users set deactivated_at = now(), deactivation_reason = 'left' where login = 'bob@example.org'").await.unwrap();
    let parking = import(&agency, "workflow,user\nexit,bob@example.org\n");
    let release = async {
        until_waiting(&agency, 1).await;
        holder.batch_execute("commit").await.unwrap();
    };
    let (parked, ()) = tokio::join!(parking, release);
    let error = parked.unwrap_err();
    assert_eq!(
        (error.kind(), error.to_string()),
        (Kind::Refused, "has just become inactive: bob@example.org".to_owned())
    );
    assert_eq!(agency.value("select count(*) from ct.paused_operation").await, "0");
}

#[tokio::test]
async fn a_batch_is_undone_and_the_undoing_too() {
    let agency = agency().await;
    import(&agency, FILE).await.unwrap();
    let first = last(&agency).await;
    let changed = FILE.replace("consent,2026-01-02", "signed,2026-01-02").replace("audit,", "visit,");
    assert_eq!(counts(&import(&agency, &changed).await.unwrap()), (1, 1, 3));
    let second = last(&agency).await;
    let undone = async |batch| {
        let nouns: &'static [&'static ct::noun::Noun] = &ct::NOUNS;
        let request = Undo { nouns, batch, operation: operation("batch undo"), wait: true, dry_run: false };
        let undone = undo(&agency.database, request).await.unwrap();
        (undone.undone, undone.kept.len(), undone.failed.len(), undone.already)
    };
    assert_eq!(undone(second).await, (2, 0, 0, 0));
    assert_eq!(fields(&agency, "intake", "step").await, "consent");
    assert_eq!(fields(&agency, "visit", "state").await, "cancelled");
    assert_eq!(undone(last(&agency).await).await, (2, 0, 0, 0));
    assert_eq!(fields(&agency, "intake", "step").await, "signed");
    assert_eq!(fields(&agency, "visit", "state, settled_at").await, "parked");
    // One has been edited since, another settled.
    let audit: i64 =
        agency.value("select id from ct.paused_operation where workflow = 'audit'").await.parse().unwrap();
    settle(&agency.database, &operation("paused resume"), &[audit], Settle::Resume).await.unwrap();
    assert_eq!(undone(first).await, (3, 2, 0, 0));
    assert_eq!(
        states(&agency).await,
        [
            "intake parked",
            "intake cancelled",
            "exit cancelled",
            "referral cancelled",
            "audit resumed",
            "visit parked"
        ]
    );
}

fn kept(rejects: &Path) -> Details {
    Details {
        noun: "user".to_owned(),
        file: "file.csv".to_owned(),
        rejects: rejects.display().to_string(),
        flags: vec!["--map=Mail=email".to_owned()],
    }
}

async fn users(
    agency: &Agency,
    csv: &str,
    rejects: Option<&PathBuf>,
    parking: Parking,
) -> ct::Result<Outcome> {
    Import { parking, ..Import::partial(rejects.map(PathBuf::as_path)) }.text(&agency.database, csv).await
}

const GOOD_AND_BAD: &str =
    "email,name,organization\ncy@example.org,Cy,CON\ndee.example.org,Dee,CON\neve@example.org,Eve,XXX\n";

#[tokio::test]
async fn an_import_is_parked_and_resumed_in_its_own_transaction() {
    let agency = agency().await;
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("rejects.csv");
    let outcome = users(&agency, GOOD_AND_BAD, Some(&path), Parking::Park(kept(&path))).await.unwrap();
    let parked = outcome.parked.unwrap();
    assert!(parked.is_parked);
    assert_eq!((counts(&outcome), outcome.rejected), ((1, 0, 0), 2));
    assert_eq!(
        fields(&agency, "user import", "step, state, paused_on = ct.today()").await,
        "2 of 3 rows rejected|parked|t"
    );
    assert_eq!(
        agency.value("select p.created_by = b.operation_id from ct.paused_operation p, ct.batch b order by b.id desc limit 1").await,
        "true"
    );
    let told = details(&agency.database, parked.id).await.unwrap().unwrap();
    assert_eq!((told.details, told.is_own), (kept(&path), true));
    let error = settle(&agency.database, &operation("paused resume"), &[parked.id], Settle::Resume)
        .await
        .unwrap_err();
    assert!(error.to_string().contains("it is an import of ct"), "{error}");
    let resume = |csv: &str| {
        let rows = csv.to_owned();
        let parking = Parking::Resume { id: parked.id, details: kept(Path::new("/elsewhere.csv")) };
        let agency = &agency;
        async move { users(agency, &rows, None, parking).await }
    };
    // All are bad again: nothing changes.
    assert_eq!(resume("email,name,organization\ndee,Dee,CON\n").await.unwrap_err().kind(), Kind::BadInput);
    assert_eq!(fields(&agency, "user import", "step").await, "2 of 3 rows rejected");
    let outcome =
        resume("email,name,organization\ndee@example.org,Dee,CON\neve@example.org,Eve,XXX\n").await.unwrap();
    assert_eq!(outcome.parked, Some(Parked { id: parked.id, is_parked: true }));
    assert_eq!(fields(&agency, "user import", "step, state").await, "1 of 2 rows still rejected|parked");
    assert_eq!(
        details(&agency.database, parked.id).await.unwrap().unwrap().details.rejects,
        "/elsewhere.csv"
    );
    // Rows that are there already, and nothing else: it is resumed by a batch that changes nothing.
    let outcome = resume("email,name,organization\ndee@example.org,Dee,CON\n").await.unwrap();
    assert_eq!(
        (counts(&outcome), outcome.parked),
        ((0, 0, 1), Some(Parked { id: parked.id, is_parked: false }))
    );
    assert_eq!(fields(&agency, "user import", "state").await, "resumed");
    assert_eq!(details(&agency.database, parked.id).await.unwrap_err().kind(), Kind::Refused);
    // Whoever comes second finds it resumed, and nothing of that import is written.
    let before = agency.content().await;
    let late = resume("email,name,organization\nlate@example.org,Late,CON\n").await;
    assert!(refusal(late).starts_with("it is no import that is parked: it was resumed"));
    assert_eq!(agency.content().await, before);
}

#[tokio::test]
async fn nothing_is_parked_where_nothing_is_rejected_and_all_of_it_where_all_is() {
    let agency = agency().await;
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("rejects.csv");
    let good = "email,name,organization\ncy@example.org,Cy,CON\n";
    assert_eq!(users(&agency, good, Some(&path), Parking::Park(kept(&path))).await.unwrap().parked, None);
    // Some are rejected, and nothing else changes.
    let kept_and_bad = "email,name,organization\ncy@example.org,Cy,CON\nno,No,CON\n";
    let outcome = users(&agency, kept_and_bad, Some(&path), Parking::Park(kept(&path))).await.unwrap();
    assert_eq!((counts(&outcome), outcome.parked.map(|parked| parked.is_parked)), ((0, 0, 1), Some(true)));
    let other = folder.path().join("others.csv");
    let error =
        users(&agency, "email,name,organization\nno,No,CON\n", Some(&other), Parking::Park(kept(&other)))
            .await
            .unwrap_err();
    assert_eq!(error.kind(), Kind::BadInput);
    let id = agency.value("select max(id) from ct.paused_operation").await;
    assert_eq!(
        error.hints()[0],
        format!("they are parked; once they are corrected: ct paused resume {id} FILE")
    );
    assert_eq!(
        agency.column("select step from ct.paused_operation order by id").await,
        ["1 of 2 rows rejected", "1 of 1 rows rejected"]
    );
    assert!(other.exists());
    // With too many of them nothing is parked, as nothing is written.
    let import = Import {
        strictness: ct::noun::stage::Strictness::Partial(Some(0)),
        parking: Parking::Park(kept(&path)),
        ..Import::partial(None)
    };
    agency.refused_by(import, "email,name,organization\nno,No,CON\nx@example.org,X,CON\n").await;
}
