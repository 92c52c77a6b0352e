//! Tasks: for whom, by when, who takes part; completed, opened again, deleted; and those that repeat.

use std::collections::BTreeMap;

use ct::batch::{self, Undo};
use ct::client::CLIENT;
use ct::db::Operation;
use ct::noun::Noun;
use ct::task::{Settle, TASK, settle};
use ct::user::USER;
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};

use crate::agency::{Agency, Import, counts, operation, refusal};

/// Ann and Bo at CON, Cy at ACM, all at work; Gone has left, Soon waits; two clients.
pub(crate) async fn agency() -> Agency {
    let agency = Agency::new().await;
    agency
        .imported(
            "email,name,organization,supervisor,status\nann@example.org,Ann,CON,,\nbo@example.org,Bo,CON,ann@example.org,\n\
             cy@example.org,Cy,ACM,,\ngone@example.org,Gone,CON,,inactive\nsoon@example.org,Soon,CON,,pending\n",
        )
        .await;
    let clients = "external_id,name,organization\nC1,Dana Doe,CON\nC2,Eli Eck,ACM\n";
    Import::of(&CLIENT).text(&agency.database, clients).await.unwrap();
    agency
}

pub(crate) async fn tasks(agency: &Agency, csv: &str) -> (u64, u64, u64) {
    let outcome = Import::of(&TASK).text(&agency.database, csv).await;
    counts(&outcome.unwrap_or_else(|error| panic!("{csv}: {}", refusal(Err(error)))))
}

/// All tasks, by their titles: for whom, due, status, participants.
async fn all(agency: &Agency) -> Vec<String> {
    agency
        .column(
            "select concat_ws('|', title, coalesce(for_user, for_client), organization, begin_date, due_date, status,
             array_to_string(participants, ' ')) from ct.task_register order by title, due_date, id",
        )
        .await
}

async fn id(agency: &Agency, title: &str) -> i64 {
    let sql = format!("select min(id) from ct.task where title = '{title}'");
    agency.value(&sql).await.parse().unwrap()
}

pub(crate) fn at(verb: &str) -> Operation {
    operation(&format!("task {verb}"))
}

#[tokio::test]
async fn a_file_of_tasks_can_come_twice() {
    let agency = agency().await;
    let csv = "title,notes,begin_date,due_date,status,for_user,for_client,participants\n\
        Call,,2026-01-01,2026-01-31,,ANN@example.org,,bo@example.org:Owner;cy@example.org\n\
        Call,,,2026-02-28,waiting,ann@example.org,,\n\
        Visit,With Bo,,,,,c1,ann@example.org:observer\n\
        Call,,,,completed,gone@example.org,,gone@example.org\n";
    assert_eq!(tasks(&agency, csv).await, (4, 0, 0));
    let expected = [
        "Call|ann@example.org|CON|2026-01-01|2026-01-31|not-started|bo@example.org:owner cy@example.org:assignee",
        "Call|ann@example.org|CON|2026-02-28|waiting|",
        "Call|gone@example.org|CON|completed|gone@example.org:assignee",
        "Visit|C1|CON|not-started|ann@example.org:observer",
    ];
    assert_eq!(all(&agency).await, expected);
    let before = agency.content_but_batches().await;
    assert_eq!(tasks(&agency, csv).await, (0, 0, 4));
    assert_eq!(agency.content_but_batches().await, before);
    let exported = agency.export(&TASK).await;
    assert_eq!(tasks(&agency, &exported).await, (0, 0, 4));
    assert_eq!(agency.content_but_batches().await, before);
    // Into another database it makes the same.
    let other = self::agency().await;
    assert_eq!(tasks(&other, &exported).await, (4, 0, 0));
    assert_eq!(other.export(&TASK).await, exported);
}

#[tokio::test]
async fn everything_that_is_wrong_is_told_by_line() {
    let agency = agency().await;
    let said = agency
        .refused_by(
            Import::of(&TASK),
            "title,begin_date,due_date,status,for_user,for_client,participants,repeats\n\
             A,2026-02-01,2026-01-31,,ann@example.org,,,\n\
             B,,,,nobody@example.org,,,\n\
             C,,,,,C9,,\n\
             D,,,,ann@example.org,C1,,\n\
             E,,,,ann@example.org,,nobody@example.org;bo@example.org:boss,\n\
             F,,,,ann@example.org,,nobody@example.org,\n\
             G,,,,ann@example.org,,,weekly\n\
             H,,,done,ann@example.org,,,\n\
             I,,31.01.2026,,ann@example.org,,,\n\
             J,,,,,,,\n\
             K,,2026-01-01,,ann@example.org,,,now and then\n\
             L,,,,gone@example.org,,,\n\
             M,,,,ann@example.org,,soon@example.org;gone@example.org:observer,\n\
             A,,2026-01-31,,ann@example.org,,,\n",
        )
        .await;
    insta::assert_snapshot!(said, @r#"
    file.csv:2:3: due_date: is before the day on which it begins, 2026-02-01 (2026-01-31)
    file.csv:3:5: for_user: there is no user with this e-mail (nobody@example.org)
    file.csv:4:6: for_client: there is no client with this external id (c9)
    file.csv:5:6: for_client: a task is for a user or for a client, and not for both (c1)
    file.csv:6:7: participants: "bo@example.org:boss": the role is one of owner, assignee, reviewer, observer (nobody@example.org;bo@example.org:boss)
    file.csv:7:7: participants: there is no user with this e-mail (nobody@example.org)
    file.csv:8:8: repeats: needs a due date to count from (FREQ=WEEKLY)
    file.csv:9:4: status: must be one of not-started, in-progress, waiting, completed, cancelled (done)
    file.csv:10:3: due_date: is no day of the form 2026-12-31; --date-format mdy, dmy or ymd tells another order (31.01.2026)
    file.csv:11:5: for_user: say for whom it is: for_user, or for_client
    file.csv:12:8: repeats: "now and then" is no rule that is known (now and then)
    file.csv:13:5: for_user: is not active: open tasks are given to active users only (gone@example.org)
    file.csv:14:7: participants: is not active: open tasks are given to active users only (gone@example.org)
    file.csv:14:7: participants: is not active: open tasks are given to active users only (soon@example.org)
    file.csv:15:1: title: the same as in line 2: the same title, for the same, due on the same day
    "#);
}

#[tokio::test]
async fn for_one_or_for_another() {
    let agency = agency().await;
    tasks(&agency, "uid,title,for_user\nT-1,Call,ann@example.org\n").await;
    let edit = async |cells: &[(&'static str, &str)]| agency.one(&TASK, Some("t-1"), cells).await;
    assert_eq!(edit(&[("for_client", "C2")]).await.unwrap().change, 1);
    assert_eq!(all(&agency).await, ["Call|C2|ACM|not-started|"]);
    assert_eq!(edit(&[("for_client", "C2")]).await.unwrap().keep, 1);
    assert_eq!(edit(&[("for_user", "")]).await.unwrap().keep, 1, "it is for no user");
    assert_eq!(edit(&[("for_user", "bo@example.org"), ("for_client", "")]).await.unwrap().change, 1);
    assert_eq!(all(&agency).await, ["Call|bo@example.org|CON|not-started|"]);
    let said = refusal(edit(&[("for_user", "")]).await);
    assert!(said.starts_with("for_user: say for whom it is"), "{said}");
    let said = refusal(agency.one(&TASK, None, &[("title", "Call")]).await);
    assert!(said.starts_with("for_user: "), "{said}");
    let history = agency.column("select change from ct.history where noun = 'task' order by id").await;
    let told = [
        "",
        r#"{"for_user": ["ann@example.org", null], "for_client": [null, "C2"], "organization": ["CON", "ACM"]}"#,
        r#"{"for_user": [null, "bo@example.org"], "for_client": ["C2", null], "organization": ["ACM", "CON"]}"#,
    ];
    assert_eq!(history, told);
    // With the user goes what is still to be done.
    agency.one(&USER, Some("bo@example.org"), &[("organization", "ACM")]).await.unwrap();
    assert_eq!(all(&agency).await, ["Call|bo@example.org|ACM|not-started|"]);
}

#[tokio::test]
async fn named_by_its_number_by_its_uid_or_by_what_it_is() {
    let agency = agency().await;
    tasks(&agency, "uid,title,for_user\n2,Call Änne,ann@example.org\nX,Visit,ann@example.org\n").await;
    let (call, visit) = (id(&agency, "Call Änne").await, id(&agency, "Visit").await);
    assert_eq!((call, visit), (1, 2), "the uid of the one is the number of the other");
    for (named, expected) in [("1", call), ("x", visit), ("X", visit), ("2", visit)] {
        assert_eq!(agency.find(&TASK, named).await.unwrap().id, expected, "{named}");
    }
    let read = async |named: &str| {
        agency.database.read(async |transaction| ct::noun::find(transaction, &TASK, named).await).await
    };
    assert_eq!(read("call an").await.unwrap().id, call);
    assert!(crate::support::told(&read("3").await.unwrap_err()).contains("there is no task"));
    assert_eq!(agency.find(&TASK, "x").await.unwrap().label, "X");
    let renamed = agency.own.connect().await.batch_execute("update ct.task set uid = 'Y', key = 'y'").await;
    assert!(renamed.unwrap_err().as_db_error().unwrap().message().contains("never changes"));
}

#[tokio::test]
async fn what_is_deleted_stays_in_the_history() {
    let agency = agency().await;
    tasks(&agency, "uid,title,for_user,participants\nT,Call,ann@example.org,bo@example.org:owner\n").await;
    let task = id(&agency, "Call").await;
    ct::task::delete(&agency.database, &at("delete"), &[task]).await.unwrap();
    assert_eq!(agency.value("select count(*) from ct.task").await, "0");
    assert_eq!(agency.value("select count(*) from ct.task_participant").await, "0");
    let told = agency
        .column("select concat_ws(' ', action, key, (change - 'created_at')::text) from ct.history_register where noun = 'task' order by id")
        .await;
    assert_eq!(
        told,
        [
            "created T",
            r#"deleted T {"uid": ["T", null], "title": ["Call", null], "status": ["not-started", null], "for_user": ["ann@example.org", null], "organization": ["CON", null], "participants": [["bo@example.org:owner"], null]}"#,
        ]
    );
    let client = agency.own.connect().await;
    for sql in [
        "truncate ct.task cascade",
        "truncate ct.task_participant",
        "update ct.task_participant set role = 'owner'",
    ] {
        assert!(client.batch_execute(sql).await.is_err(), "{sql}");
    }
    // It is as if there had never been one, but for the past.
    assert_eq!(tasks(&agency, "uid,title,for_user\nT,Call,ann@example.org\n").await, (1, 0, 0));
}

#[tokio::test]
async fn changes_are_counted_for_calendars() {
    let agency = agency().await;
    let csv = |due: &str, who: &str| {
        format!("uid,title,for_user,due_date,participants\nT,Call,ann@example.org,{due},{who}\n")
    };
    for (due, who, revision) in [
        ("2026-01-01", "", 0),
        ("2026-01-01", "", 0),
        ("2026-01-02", "", 1),
        ("2026-01-02", "bo@example.org", 2),
    ] {
        tasks(&agency, &csv(due, who)).await;
        assert_eq!(agency.value("select revision from ct.task").await, revision.to_string(), "{due} {who}");
    }
    settle(&agency.database, &at("complete"), &[1], Settle::Complete).await.unwrap();
    let completed =
        "select completed_at is not null and completed_at = changed_at and revision = 3 from ct.task";
    assert_eq!(agency.value(completed).await, "true");
    settle(&agency.database, &at("reopen"), &[1], Settle::Reopen).await.unwrap();
    assert_eq!(agency.value("select completed_at is null from ct.task").await, "true");
}

async fn undone(agency: &Agency) -> (u64, usize, usize) {
    static NOUNS: [&Noun; 1] = [&TASK];
    let batch = crate::batches::last(agency).await;
    let undo = Undo { nouns: &NOUNS, batch, operation: operation("batch undo"), wait: true, dry_run: false };
    let undone = batch::undo(&agency.database, undo).await.unwrap();
    (undone.undone, undone.kept.len(), undone.failed.len())
}

#[tokio::test]
async fn an_import_of_tasks_is_undone() {
    let agency = agency().await;
    let before = "uid,title,notes,begin_date,due_date,status,for_user,for_client,participants,repeats\n\
        A,Call,note,2998-01-01,2999-01-01,waiting,ann@example.org,,ann@example.org:owner;bo@example.org,weekly\n\
        B,Visit,,,,,,C1,,\n";
    tasks(&agency, before).await;
    let start = all(&agency).await;
    let after = "uid,title,notes,begin_date,due_date,status,for_user,for_client,participants,repeats\n\
        A,Call back,NULL,NULL,2999-02-01,completed,,C2,bo@example.org:owner,daily\n\
        B,Visit,x,2999-01-01,2999-01-01,in-progress,bo@example.org,,cy@example.org:reviewer,\n\
        N,New,,,,,cy@example.org,,,\n\
        M,Mended,,,,,cy@example.org,,,\n";
    assert_eq!(tasks(&agency, after).await, (2, 2, 0));
    assert_eq!(all(&agency).await.len(), 5, "the next one of a series");
    agency.one(&TASK, Some("M"), &[("notes", "since then")]).await.unwrap();
    assert_eq!(undone(&agency).await, (4, 1, 0));
    let mut expected = start.clone();
    expected.push("Call back|C2|ACM|2999-02-02|cancelled|bo@example.org:owner".to_owned());
    expected.push("Mended|cy@example.org|ACM|not-started|".to_owned());
    expected.push("New|cy@example.org|ACM|cancelled|".to_owned());
    let mut now = all(&agency).await;
    now.sort();
    expected.sort();
    assert_eq!(now, expected);
    // And the undoing is undone.
    assert_eq!(undone(&agency).await, (4, 0, 0));
    let now = all(&agency).await;
    assert!(now.contains(&"New|cy@example.org|ACM|not-started|".to_owned()), "{now:?}");
    assert!(
        now.contains(&"Call back|C2|ACM|2999-02-01|completed|bo@example.org:owner".to_owned()),
        "{now:?}"
    );
}

/// Any text that a cell can hold.
fn text(longest: usize) -> impl Strategy<Value = String> {
    prop_oneof!["\\PC{0,20}", "['\"=+@\\-;,\t NUL\r\n]{0,8}", any::<String>(), r#"(NULL|'+|=|\+1){1,3}"#]
        .prop_map(move |text| {
            let kept = text.chars().filter(|c| !c.is_control() || matches!(c, '\n' | '\r' | '\t'));
            kept.take(longest).collect::<String>().trim().to_owned()
        })
}

#[test]
fn any_task_comes_back_from_its_export() {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let agency = runtime.block_on(agency());
    let mut runner = TestRunner::new(Config { cases: 30, failure_persistence: None, ..Config::default() });
    let whose = prop_oneof![Just(("ann@example.org", "")), Just(("", "C2")), Just(("cy@example.org", ""))];
    let parts =
        prop_oneof![Just(""), Just("bo@example.org"), Just("ann@example.org:owner;cy@example.org:observer")];
    let row =
        (text(299), text(1000), whose, parts, 0..4000_i64, proptest::sample::select(&ct::task::STATUSES));
    let ran = runner.run(&proptest::collection::vec(row, 1..12), |rows| {
        let mut writer = csv::Writer::from_writer(Vec::new());
        writer
            .write_record([
                "uid",
                "title",
                "notes",
                "for_user",
                "for_client",
                "participants",
                "due_date",
                "status",
            ])
            .unwrap();
        let mut told = BTreeMap::new();
        for (n, (title, notes, (user, client), parts, days, status)) in rows.into_iter().enumerate() {
            let day = chrono::NaiveDate::default() + chrono::Days::new(u64::try_from(days).unwrap());
            let (title, uid) = (format!("x{title}"), format!("T-{n:02}"));
            let cells = [&title, &notes].map(|text| ct::csv_io::guard(text).into_owned());
            let [first, second] = &cells;
            writer
                .write_record([&uid, first, second, user, client, parts, &day.to_string(), status])
                .unwrap();
            told.insert(uid, title);
        }
        let file = String::from_utf8(writer.into_inner().unwrap()).unwrap();
        runtime.block_on(async {
            tasks(&agency, &file).await;
            for (uid, title) in told {
                let client = agency.own.connect().await;
                let row =
                    client.query_one("select title from ct.task where uid = $1", &[&uid]).await.unwrap();
                prop_assert_eq!(row.get::<_, String>(0), title);
            }
            let before = agency.content_but_batches().await;
            let exported = agency.export(&TASK).await;
            let (created, changed, _) = tasks(&agency, &exported).await;
            prop_assert_eq!((created, changed), (0, 0));
            prop_assert_eq!(agency.content_but_batches().await, before);
            Ok(())
        })
    });
    ran.unwrap_or_else(|failure| panic!("{failure}"));
    runtime.block_on(async { drop(agency) });
}
