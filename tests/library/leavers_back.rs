//! Users who come back (REQUIREMENTS U8).

use ct::noun::one::{self, Cells, Manner, One};
use ct::noun::stage::{Generate, Outcome, Passwords};
use ct::password::Secret;
use ct::user::leaver::had;
use ct::user::{USER, Verdict, settle};

use ct::{Kind, Result};

use crate::agency::{Agency, operation, passwords};
use crate::cases_rules::execute;
use crate::leavers::{cases, leave, left, undone, with_cases};
use crate::sessions::{RIGHT, log_in, said};

pub(crate) async fn back(agency: &Agency, named: &str, password: &str) -> Result<Outcome> {
    let one = One {
        noun: &USER,
        cells: Cells::new(),
        existing: Some(agency.find(&USER, named).await?),
        password: Some(Secret::new(password)),
        passwords: Passwords { replace: true, reset: true, ..passwords(Generate::Nobody) },
        operation: operation("user reactivate"),
        dry_run: false,
        manner: Manner::Reactivate,
    };
    one::write(&agency.database, one).await
}

const NEW: &str = "New-Horse-22";

#[tokio::test]
async fn the_old_password_and_old_sessions_stay_shut() {
    let agency = crate::sessions::agency().await;
    let session = log_in(&agency.database, "ann@example.org", RIGHT).await.unwrap();
    execute(&agency, "update ct.users set inactivity_warned_at = now(), ends_at = now() + interval '9 days' where login = 'ann@example.org'").await;
    left(&agency, &["Ann"], &[]).await;
    let outcome = back(&agency, "ann@example.org", NEW).await.unwrap();
    assert_eq!(outcome.passwords, 1);
    let fields = "status, password_state, ends_at";
    assert_eq!(agency.user("ann@example.org", fields).await, "active|temporary|");
    let kept = "select (aging_since > now() - interval '1 minute') || ' ' || num_nonnulls(inactivity_warned_at, inactivity_locked_at, deactivated_by)
        from ct.users where login = 'ann@example.org'";
    assert_eq!(agency.value(kept).await, "true 0");
    assert!(said(log_in(&agency.database, "ann@example.org", RIGHT).await).contains("wrong"));
    assert_eq!(agency.value("select count(*) from ct.session where ended_at is null").await, "0");
    drop(session);
    log_in(&agency.database, "ann@example.org", NEW).await.unwrap();
    let told = "select string_agg(key, ' ' order by key) from ct.history h join ct.operation o on o.id = h.operation_id, jsonb_object_keys(h.change) key
        where o.command = 'user reactivate' and h.noun = 'user'";
    let told = agency.value(told).await;
    assert!(told.contains("deactivated_at") && told.contains("password"), "{told}");
}

#[tokio::test]
async fn what_they_had_is_shown_and_stays_where_it_is() {
    let agency = with_cases().await;
    execute(
        &agency,
        "insert into ct.task (uid, key, title, user_id, organization_id, created_by)
         select t, lower(t), t, u.id, u.organization_id, gen_random_uuid() from ct.users u, unnest(array['One', 'Two']) t where u.login = 'ann@example.org'",
    )
    .await;
    left(&agency, &["ann"], &[("transfer_to", "bob@example.org")]).await;
    let after = cases(&agency).await;
    back(&agency, "ann@example.org", NEW).await.unwrap();
    assert_eq!(cases(&agency).await, after);
    let batch = left(&agency, &["bob"], &[("work", "leave-open")]).await;
    let id = agency.find(&USER, "bob@example.org").await.unwrap().id;
    let told = async |id: i64| -> Vec<String> {
        let had = had(&agency.database, id).await.unwrap();
        had.iter().map(|one| format!("{} {} {}", one.kind, one.what, one.now_with())).collect()
    };
    let expected = [
        "case K1 bob@example.org",
        "case K2 bob@example.org",
        "case K3 bob@example.org",
        "case K5 bob@example.org",
        "task One bob@example.org",
        "task Two bob@example.org",
    ];
    assert_eq!(told(id).await, expected);
    undone(&agency, batch).await;
    left(&agency, &["bob"], &[("work", "transfer"), ("transfer_to", "ann@example.org")]).await;
    assert_eq!(told(id).await, expected.map(|one| one.replace("bob@", "ann@")));
    // Called otherwise by now, it is the same one.
    agency.one(&USER, Some("bob@example.org"), &[("email", "robert@example.org")]).await.unwrap();
    assert_eq!(told(id).await, expected.map(|one| one.replace("bob@", "ann@")));
    left(&agency, &["ann"], &[("work", "unassign")]).await;
    let now = told(id).await;
    assert_eq!(now[0], "case K1 nobody");
    assert_eq!(now[4], "task One boss@example.org");
}

#[tokio::test]
async fn who_is_not_inactive_does_not_come_back() {
    let agency = with_cases().await;
    let before = agency.content().await;
    for (named, status) in [("ann@example.org", "active"), ("pia@example.org", "pending")] {
        let error = back(&agency, named, NEW).await.unwrap_err();
        assert_eq!(error.kind(), Kind::Refused);
        assert!(error.to_string().contains(&format!("is {status}, and not inactive")), "{error}");
    }
    assert_eq!(agency.content().await, before);
    // Whose end has come is inactive, whether or not a job has run.
    execute(
        &agency,
        "update ct.users set ends_at = now() - interval '1 hour' where login = 'dan@example.org'",
    )
    .await;
    assert_eq!(agency.user("dan@example.org", "status").await, "inactive");
    back(&agency, "dan@example.org", NEW).await.unwrap();
    assert_eq!(agency.user("dan@example.org", "status, ends_at").await, "active|");
    // Who was denied waits again.
    let pia = agency.find(&USER, "pia@example.org").await.unwrap();
    let denied =
        settle(&agency.database, &operation("user deny"), &[(pia.id, pia.label.clone())], Verdict::Deny)
            .await;
    denied.unwrap();
    assert_eq!(agency.user("pia@example.org", "status").await, "inactive");
    back(&agency, "pia@example.org", NEW).await.unwrap();
    assert_eq!(agency.user("pia@example.org", "status").await, "pending");
    assert!(leave(&agency, &["pia"], &[]).await.unwrap().batch.is_some());
}

/// Coming back is no batch; and the batch by which they left cannot be undone any more, for they are there.
#[tokio::test]
async fn who_has_come_back_is_kept_by_undoing() {
    let agency = with_cases().await;
    let batch = left(&agency, &["dan"], &[]).await;
    assert_eq!(back(&agency, "dan@example.org", NEW).await.unwrap().batch, None);
    let (number, kept, _) = undone(&agency, batch).await;
    assert_eq!((number, kept), (0, vec!["dan@example.org: its status has changed since".to_owned()]));
    assert_eq!(agency.user("dan@example.org", "status").await, "active");
}

/// Whoever an import has made may have been given something since, which nobody would look after.
#[tokio::test]
async fn whoever_has_work_by_now_is_not_undone() {
    let agency = with_cases().await;
    agency.imported("email,name,organization,workgroups\nfay@example.org,Fay,CON,Basic\ngus@example.org,Gus,CON,Basic\n").await;
    let batch = agency.value("select max(id) from ct.batch").await.parse().unwrap();
    let given = "insert into ct.task (uid, key, title, user_id, organization_id, created_by)
        select 'T', 't', 'T', u.id, u.organization_id, gen_random_uuid() from ct.users u where u.login = 'fay@example.org'";
    execute(&agency, given).await;
    let (number, failed, _) = undone(&agency, batch).await;
    let why = "fay@example.org: has 1 open task: ct user deactivate hands it on".to_owned();
    assert_eq!((number, failed), (1, vec![why]));
    assert_eq!(agency.user("fay@example.org", "status").await, "active");
    assert_eq!(agency.user("gus@example.org", "status").await, "inactive");
    // Once it is done, nothing is in the way.
    execute(&agency, "update ct.task set status = 'cancelled' where uid = 'T'").await;
    assert_eq!(undone(&agency, batch).await.0, 1);
    assert_eq!(agency.user("fay@example.org", "status").await, "inactive");
}
