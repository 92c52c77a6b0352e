//! Saved plans: applied just so, or not at all.

use std::path::Path;

use ct::noun::stage::{self, Conflict, Expectation, Generate, Goal, Outcome, Record, Request, Strictness};
use ct::plan::{Head, Saved, Writer};
use ct::user::USER;
use ct::{Error, Kind, Result};

use crate::agency::{Agency, Import, Seen, counts, operation, passwords, refusal};

/// Saves the plan of a file of users.
async fn save(agency: &Agency, csv: &str, path: &Path) -> Outcome {
    let seen = Seen::default();
    let input = std::io::Cursor::new(csv.to_owned().into_bytes());
    let import = Import { dry_run: true, ..Import::of(&USER) };
    let outcome = import.watched(&agency.database, input, &seen).await.unwrap();
    let header = csv.lines().next().unwrap();
    let columns: Vec<_> = header.split(',').map(|name| USER.column(name).unwrap()).collect();
    let instance = ct::db::status::instance(&agency.database).await.unwrap();
    let mut plan = Writer::begin(path, uuid::Uuid::new_v4()).unwrap();
    let at = "2026-11-24T10:00:00Z".parse().unwrap();
    plan.head(&Head::new(instance, &USER, &columns, "file.csv", at, None)).unwrap();
    for row in seen.0.take() {
        plan.row(&row).unwrap();
    }
    let counts = stage::Counts { create: outcome.create, change: outcome.change, keep: outcome.keep };
    assert_eq!(plan.finish(counts, outcome.digest).unwrap(), path);
    outcome
}

async fn apply(agency: &Agency, path: &Path) -> Result<Outcome> {
    let saved = Saved::open(path)?;
    let columns = saved.columns(&USER)?;
    let request = Request {
        noun: &USER,
        columns: columns.clone(),
        positions: Vec::new(),
        conflict: Conflict::Update,
        operation: operation("apply"),
        passwords: passwords(Generate::Nobody),
        goal: Goal::Apply,
        strictness: Strictness::AllOrNothing,
        rejects: None,
        parking: ct::paused::import::Parking::None,
        expectation: Expectation::Exactly,
        record: Record::Batch { wait: true },
        source: saved.head.source.clone(),
    };
    let lookups = stage::lookups(&agency.database, &columns).await?;
    let rows = saved.rows(&USER, columns, lookups);
    stage::run(&agency.database, request, rows, &stage::Unwatched).await
}

async fn execute(agency: &Agency, sql: &str) {
    agency.own.connect().await.batch_execute(sql).await.unwrap();
}

const BEFORE: &str = "email,name,job_title,phone,organization,location,provider,supervisor,case_manager,workgroups,organizations,tools,support\n\
    ann@example.org,Ann,Clerk,1,CON,CON-1,HELP,bob@example.org,yes,Basic,ACM,cases:write,vendor\n\
    bob@example.org,Bob,,,ACM,,,,no,,,,none\n\
    cy@example.org,Cy,,,CON,,,,no,,,,\n";

const AFTER: &str = "email,name,job_title,phone,organization,location,provider,supervisor,case_manager,workgroups,organizations,tools,support,status\n\
    Ann@example.org,Ann Able,NULL,'+1 (555),ACM,ACM-1,NULL,new@example.org,no,Admin;Basic,CON,users;cases:read,internal,\n\
    bob@example.org,Bob,Boss,NULL,ACM,,HELP,,yes,Admin,CON,,,active\n\
    new@example.org,\"New, with \"\"quotes\"\"\nand a line\",,007,CON,CON-1,,cy@example.org,,Basic,,tasks:write,,pending\n\
    cy@example.org,Cy,,,CON,,,,,,,,,\n";

#[tokio::test]
async fn every_kind_of_field_goes_through_a_plan() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("plan.json");
    let (agency, other) = (Agency::new().await, Agency::new().await);
    agency.imported(BEFORE).await;
    other.imported(BEFORE).await;
    let planned = save(&agency, AFTER, &path).await;
    assert_eq!(counts(&planned), (1, 2, 1));
    assert_eq!(agency.export(&USER).await, other.export(&USER).await, "a plan writes nothing");
    assert_eq!(counts(&apply(&agency, &path).await.unwrap()), (1, 2, 0));
    // The same as if the file had been imported.
    assert_eq!(other.imported(AFTER).await, (1, 2, 1));
    assert_eq!(agency.export(&USER).await, other.export(&USER).await);
    let batch =
        "select noun || ' ' || source || ' ' || (digest is not null) from ct.batch order by id desc limit 1";
    assert_eq!(agency.value(batch).await, "user file.csv true");
}

#[tokio::test]
async fn a_second_time_changes_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("plan.json");
    let agency = Agency::new().await;
    agency.imported(BEFORE).await;
    save(&agency, AFTER, &path).await;
    apply(&agency, &path).await.unwrap();
    let before = agency.content_but_batches().await;
    assert_eq!(counts(&apply(&agency, &path).await.unwrap()), (0, 0, 3));
    assert_eq!(agency.content_but_batches().await, before);
}

#[tokio::test]
async fn what_touches_it_refuses_it_and_nothing_else_does() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("plan.json");
    let agency = Agency::new().await;
    agency.imported(BEFORE).await;
    let csv = "email,name,phone,organization,workgroups\nann@example.org,Ann,2,CON,Admin\nnew@example.org,New,,CON,\n";
    save(&agency, csv, &path).await;
    // Elsewhere, and in another field of the same user.
    agency.imported("email,name,job_title\nbob@example.org,Robert,\nann@example.org,,Judge\n").await;
    let touches = [
        (
            "email,phone\nann@example.org,3\n",
            "email,phone\nann@example.org,1\n",
            "file.csv:2: has been edited since: phone (ann@example.org)",
        ),
        (
            "email,workgroups\nann@example.org,NULL\n",
            "email,workgroups\nann@example.org,Basic\n",
            "file.csv:2: has been edited since: workgroups (ann@example.org)",
        ),
    ];
    for (touch, back, said) in touches {
        agency.imported(touch).await;
        let before = agency.content().await;
        assert_eq!(refusal(apply(&agency, &path).await), said);
        assert_eq!(agency.content().await, before);
        agency.imported(back).await;
    }
    execute(&agency, "update ct.users set deactivated_at = now() where login = 'ann@example.org'").await;
    let said = "file.csv:2: has been taken out of use, or into use again, since (ann@example.org)";
    assert_eq!(refusal(apply(&agency, &path).await), said);
    execute(&agency, "update ct.users set deactivated_at = null where login = 'ann@example.org'").await;
    agency.imported("email,name,organization\nnew@example.org,Newt,CON\n").await;
    assert_eq!(
        refusal(apply(&agency, &path).await),
        "file.csv:3: was to be created, and is there by now (new@example.org)"
    );
}

#[tokio::test]
async fn a_plan_that_no_longer_holds_is_refused_at_the_last_moment_too() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("plan.json");
    let agency = Agency::new().await;
    agency.imported(BEFORE).await;
    save(&agency, "email,phone\nann@example.org,2\n", &path).await;
    let holder = agency.own.connect().await;
    holder
        .batch_execute("begin; update ct.guard set version = version + 1 where name = 'user'; update ct.users set phone = '9' where login = 'ann@example.org'")
        .await
        .unwrap();
    let release = async {
        let watcher = crate::support::connect_to(&agency.own.superuser_url()).await;
        let waiting = "select count(*) from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'";
        while watcher.query_one(waiting, &[]).await.unwrap().get::<_, i64>(0) == 0 {
            tokio::task::yield_now().await;
        }
        holder.batch_execute("commit").await.unwrap();
    };
    let (applied, ()) = tokio::join!(apply(&agency, &path), release);
    assert_eq!(refusal(applied), "file.csv:2: has been edited since: phone (ann@example.org)");
    assert_eq!(agency.user("ann@example.org", "phone").await, "9");
}

#[tokio::test]
async fn a_plan_that_is_not_as_it_was_is_no_plan() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("plan.json");
    let agency = Agency::new().await;
    agency.imported(BEFORE).await;
    save(&agency, AFTER, &path).await;
    let whole = std::fs::read_to_string(&path).unwrap();
    let lines: Vec<_> = whole.lines().collect();
    let joined = |lines: &[&str]| lines.iter().map(|line| format!("{line}\n")).collect::<String>();
    for (text, said) in [
        (String::new(), "is no plan"),
        ("email,name\n".to_owned(), "is no plan"),
        (joined(&lines[..1]), "is not as it was saved"),
        (joined(&lines[..lines.len() - 1]), "is not as it was saved"),
        (joined(&[lines[0], lines[1], lines[lines.len() - 1]]), "is not as it was saved"),
        (whole.replace("\"Boss\"", "\"Chef\""), "is not as it was saved"),
        (whole.trim_end().to_owned(), "is not as it was saved"),
        (whole.replacen("\"plan\":1", "\"plan\":2", 1), "is a plan of form 2"),
    ] {
        std::fs::write(&path, text).unwrap();
        let error = apply(&agency, &path).await.unwrap_err();
        assert_eq!(error.kind(), Kind::BadInput, "{error}");
        assert!(error.to_string().contains(said), "{error}");
    }
    std::fs::remove_file(&path).unwrap();
    assert!(matches!(apply(&agency, &path).await, Err(Error::File { .. })));
    // One that is there is not written over.
    std::fs::write(&path, "mine").unwrap();
    assert_eq!(Writer::begin(&path, uuid::Uuid::new_v4()).err().unwrap().kind(), Kind::Refused);
}
