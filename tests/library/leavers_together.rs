//! Somebody leaves, and another transaction meets that: whoever comes second sees what the first did (REQUIREMENTS U9, U12).

use ct::user::LEAVER;
use ct::{Error, Kind};
use tokio_postgres::Client;

use crate::agency::{Agency, Import, counts, operation};
use crate::cases::office;
use crate::cases_rules::{execute, insert};
use crate::concurrency::until_waiting;
use crate::leavers::{leave, request, with_cases};

/// Work that is open, and with somebody who is inactive.
const LOST: &str = "select (select count(*) from ct.case_assignment a join ct.users u on u.id = a.user_id
        where u.deactivated_at is not null and a.withdrawn_at is null and a.until >= ct.today())
    + (select count(*) from ct.task t join ct.users u on u.id = t.user_id where u.deactivated_at is not null and t.status <> 'completed')";

async fn begun(agency: &Agency, sql: &str) -> Client {
    let client = agency.own.connect().await;
    client.batch_execute(&format!("begin; {sql}")).await.unwrap_or_else(|error| panic!("{sql}: {error:?}"));
    client
}

const TASK: &str = "insert into ct.task (uid, key, title, user_id, organization_id, created_by)
    select 'T', 't', 'T', u.id, u.organization_id, gen_random_uuid() from ct.users u where u.login = 'bob@example.org'";

/// A case or a task is given while its receiver leaves, of whom it was thought that there is nothing: neither is lost.
#[tokio::test]
async fn who_is_given_something_meanwhile_does_not_just_leave() {
    for giving in [insert("k1", "bob", "ct.today()", "null"), TASK.to_owned()] {
        let agency = office().await;
        // Given first: by whoever writes as ct does, with the guard.
        let noun = if giving == TASK { "task" } else { "case" };
        let guard = format!("update ct.guard set version = version + 1 where name = '{noun}'");
        let giver = begun(&agency, &format!("{guard}; {giving}")).await;
        let release = async {
            until_waiting(&agency, 1).await;
            giver.batch_execute("commit").await.unwrap();
        };
        let (left, ()) = tokio::join!(leave(&agency, &["bob"], &[]), release);
        let error = left.expect_err("there is something by now");
        assert_eq!(error.kind(), Kind::Refused, "{error:?}");
        assert_eq!(agency.value(LOST).await, "0", "{giving}");
        assert_eq!(agency.user("bob@example.org", "status").await, "active");
        // Left first.
        let agency = office().await;
        let id = agency.value("select id from ct.users where login = 'bob@example.org'").await;
        let leaving = format!("select ct.begin_operation(gen_random_uuid(), 'x', null, 'x'); select ct.leaver_lock();
            select ct.leaver_do(array[{id}], array[null], array[null]::bigint[], array[null]::bigint[], array['x'])");
        let leaver = begun(&agency, &leaving).await;
        let other = agency.own.connect().await;
        let sql = format!("begin; {guard}; {giving}; commit");
        let release = async {
            until_waiting(&agency, 1).await;
            leaver.batch_execute("commit").await.unwrap();
        };
        let (given, ()) = tokio::join!(other.batch_execute(&sql), release);
        let error = given.expect_err("is given to nobody who has left");
        assert!(error.as_db_error().unwrap().message().contains("bob@example.org"), "{error:?}");
        assert_eq!(agency.value(LOST).await, "0", "{giving}");
    }
}

/// Whoever gets the work leaves at that moment: it is refused, or goes on to the third.
#[tokio::test]
async fn a_receiver_leaves_at_the_same_time() {
    let agency = with_cases().await;
    let other = agency.own.database().await;
    let holder = crate::concurrency::held(&agency).await;
    let one = request(&agency, &["ann"], &[("transfer_to", "bob@example.org")]).await;
    let two = request(&agency, &["bob"], &[("work", "unassign")]).await;
    let release = async {
        until_waiting(&agency, 2).await;
        holder.batch_execute("commit").await.unwrap();
    };
    let (one, two, ()) = tokio::join!(
        ct::user::leaver::deactivate(&agency.database, one),
        ct::user::leaver::deactivate(&other, two),
        release
    );
    assert!(one.is_ok() || two.is_ok(), "{one:?} {two:?}");
    for refused in [one.err(), two.err()].into_iter().flatten() {
        assert_eq!(refused.kind(), Kind::Refused, "{refused:?}");
    }
    assert_eq!(agency.value(LOST).await, "0");
}

/// Each takes the other for the one who stays.
#[tokio::test]
async fn one_of_the_last_two_administrators_stays() {
    for _ in 0..3 {
        let agency = crate::sessions::agency().await;
        let other = agency.own.database().await;
        let holder = crate::concurrency::held(&agency).await;
        let (one, two) = (request(&agency, &["ann"], &[]).await, request(&agency, &["two"], &[]).await);
        let release = async {
            until_waiting(&agency, 2).await;
            holder.batch_execute("commit").await.unwrap();
        };
        let (one, two, ()) = tokio::join!(
            ct::user::leaver::deactivate(&agency.database, one),
            ct::user::leaver::deactivate(&other, two),
            release
        );
        assert!(one.is_ok() != two.is_ok(), "{one:?} {two:?}");
        let error = one.err().or(two.err()).unwrap();
        assert_eq!(error.kind(), Kind::Refused, "{error:?}");
        assert!(error.to_string().contains("last administrator"), "{error}");
        assert_eq!(agency.value("select count(*) from ct.user_administrator").await, "1");
    }
}

/// Files of leavers, of users and of cases, and a caseload that moves, at once: each is done or refused, without a deadlock.
#[tokio::test]
async fn files_that_meet_are_done_or_refused() {
    for round in 0..4 {
        let agency = with_cases().await;
        agency.imported("email,name,organization,case_manager\nfay@example.org,Fay,CON,yes\n").await;
        execute(&agency, TASK).await;
        let (leavers, users, cases) =
            (agency.own.database().await, agency.own.database().await, agency.own.database().await);
        let more = agency.own.database().await;
        let import = |noun, conflict| Import { conflict, operation: operation("x"), ..Import::of(noun) };
        let existing = ct::noun::stage::Conflict::MustExist;
        let file = "email,transfer_to\nann@example.org,fay@example.org\nbob@example.org,fay@example.org\n";
        let (a, b, c, d) = tokio::join!(
            import(&LEAVER, existing).text(&leavers, file),
            Import::of(&ct::user::USER)
                .text(&users, "email,job_title\nann@example.org,Chief\nfay@example.org,Aide\n"),
            Import::of(&ct::case::CASE)
                .text(&cases, format!("client,user,begin_date\nK6,bob@example.org,2026-01-0{}\n", round + 1)),
            Import::of(&ct::task::TASK).text(&more, "title,for_user\nAgain,bob@example.org\n"),
        );
        assert!(b.is_ok(), "{b:?}");
        assert_eq!(counts(&a.unwrap()), (0, 2, 0));
        for refused in [c.err(), d.err()].into_iter().flatten() {
            assert!(matches!(refused, Error::BadRows { .. }), "{refused:?}");
        }
        assert_eq!(agency.value(LOST).await, "0");
    }
}
