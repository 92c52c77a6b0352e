//! What follows from a user's times: an end that is scheduled counts from its instant on, whether or not a job has run, and a
//! lock for inactivity until somebody unlocks (REQUIREMENTS U10, U11, U12, B4).

use ct::case::CASE;
use ct::db::Database;
use ct::noun::stage::{Conflict, Generate, Passwords};
use ct::noun::{Filter, List, Page, Sort};
use ct::task::TASK;
use ct::user::USER;
use ct::{Kind, session};

use crate::agency::{Agency, Import, operation, passwords, refusal};
use crate::cases::office;
use crate::cases_rules::{insert, refused};
use crate::concurrency::until_waiting;
use crate::questions::{ANN, ANSWER, id};
use crate::recovery::{self, recover, with_question};
use crate::sessions::{RIGHT, WRONG, agency, execute, log_in, said, work_as_admin};
use crate::support::told;
use crate::tasks::tasks;

/// An end of somebody's, in or after so many days.
fn ends(who: &str, days: i64) -> String {
    format!(
        "update ct.users set ends_at = now() + interval '{days} days', ends_reason = 'moves away', \
         ends_by = (select id from ct.operation order by started_at limit 1) where login = '{who}@example.org'"
    )
}

/// That the end has come, and nothing has run: not even what the database does when somebody changes a user.
async fn end_has_come(agency: &Agency, who: &str) {
    let sql = ends(who, -1);
    execute(
        agency,
        &format!("alter table ct.users disable trigger session_ends; {sql}; alter table ct.users enable trigger session_ends"),
    )
    .await;
}

const CANCELLED: &str = "update ct.users set ends_at = null, ends_reason = null, ends_by = null";

fn locked(who: &str) -> String {
    format!(
        "update ct.users set inactivity_locked_at = now(), inactivity_warned_at = now() where login = '{who}@example.org'"
    )
}

async fn refuses(database: &Database) -> String {
    let error = session::touch(database).await.expect_err("the session has ended");
    assert_eq!(error.kind(), Kind::NotPermitted);
    error.to_string()
}

/// The e-mails of a list with this status.
async fn with_status(agency: &Agency, status: &str) -> Vec<String> {
    let list = List {
        noun: &USER,
        columns: vec![USER.column("email").unwrap()],
        filters: vec![Filter::Text("status", status.to_owned())],
        sort: Sort { column: None, descending: false },
        page: Page::default(),
    };
    agency.list(&list).await.iter().map(|record| record.values[0].as_text().into_owned()).collect()
}

#[tokio::test]
async fn a_session_ends_at_the_instant_without_any_job() {
    let agency = agency().await;
    let token = log_in(&agency.database, ANN, RIGHT).await.unwrap().token;
    let as_ann = agency.database.presenting(&token, false);
    let sooner = "update ct.users set ends_at = now() + interval '1 minute' where login = 'ann@example.org'";
    execute(&agency, sooner).await;
    session::touch(&as_ann).await.unwrap();
    let own = session::own(&as_ann).await.unwrap().unwrap().session;
    let sql = format!(
        "select s.ends_at = u.ends_at from ct.session_register s, ct.users u where s.id = {} and u.id = s.user_id",
        own.id
    );
    assert_eq!(agency.value(&sql).await, "true", "lists tell the earlier of the two");
    assert_eq!(agency.user(ANN, "status").await, "active");
    end_has_come(&agency, "ann").await;
    let left = "the user of this session is not active any more";
    assert_eq!(refuses(&as_ann).await, left);
    let chosen = session::choose(&as_ann, session::Chosen::default()).await;
    assert_eq!(chosen.unwrap_err().to_string(), left);
    assert_eq!(said(log_in(&agency.database, ANN, RIGHT).await), "the user is inactive");
    assert_eq!(said(log_in(&agency.database, ANN, "Wrong-Horse-9").await), WRONG);
    assert_eq!(agency.value("select state from ct.session_register").await, "expired");
    // Nobody has deactivated Ann; she is out all the same.
    assert_eq!(
        agency.user(ANN, "status, standing, status_reason, status_by").await,
        "inactive|inactive|moves away|tester (ct_owner)"
    );
    assert_eq!(agency.value("select deactivated_at is null and ended_at is null from ct.users u join ct.session s on s.user_id = u.id").await, "true");
    // Whoever is let in again logs in again, as after any other end.
    execute(&agency, CANCELLED).await;
    assert_eq!(refuses(&as_ann).await, "the session was ended: the user was not active any more");
    log_in(&agency.database, ANN, RIGHT).await.unwrap();
}

/// An answer opens no more than a password does, and tells who gave it why.
#[tokio::test]
async fn no_answer_gets_past_an_end_or_a_lock() {
    let agency = with_question().await;
    let was = session::recovery(&agency.database, ANN).await.unwrap();
    let answered = async || {
        let (answer, new) = (ct::password::Secret::new(ANSWER), ct::password::Secret::new("New-Horse-22"));
        let operation = operation("password recover");
        let told =
            session::recover(&agency.database, &operation, &was, &answer, &new, &mut rand::rng()).await;
        recovery::refused(told)
    };
    execute(&agency, &ends("ann", -1)).await;
    assert_eq!(answered().await, "the user is not active");
    // Whoever asks now is asked what nobody can answer.
    let wrong = "the e-mail or the answer is wrong, or the user is locked";
    assert_eq!(recovery::refused(recover(&agency.database, ANN, ANSWER, "New-Horse-22").await), wrong);
    execute(&agency, &format!("{CANCELLED}; {}", locked("ann"))).await;
    assert_eq!(answered().await, "the user is locked, for there was no login for long");
    assert_eq!(
        recovery::refused(recover(&agency.database, ANN, "somebody else", "New-Horse-22").await),
        wrong
    );
    execute(&agency, "update ct.users set inactivity_locked_at = null").await;
    recover(&agency.database, ANN, ANSWER, "New-Horse-22").await.unwrap();
    log_in(&agency.database, ANN, "New-Horse-22").await.unwrap();
}

#[tokio::test]
async fn a_lock_for_inactivity_holds_until_somebody_unlocks() {
    let agency = agency().await;
    let token = log_in(&agency.database, ANN, RIGHT).await.unwrap().token;
    let as_ann = agency.database.presenting(&token, false);
    execute(&agency, &locked("ann")).await;
    assert_eq!(refuses(&as_ann).await, "the session was ended: the user is not active any more");
    assert_eq!(said(log_in(&agency.database, ANN, "Wrong-Horse-9").await), WRONG);
    let error = log_in(&agency.database, ANN, RIGHT).await.unwrap_err();
    assert_eq!(
        (error.to_string().as_str(), error.hints().concat().contains("ct user unlock")),
        ("the user is locked, for there was no login for long", true)
    );
    assert_eq!(agency.user(ANN, "status, standing").await, "active|locked for inactivity");
    // A session that the lock has not ended, since somebody held it, opens nothing either.
    execute(&agency, "update ct.session set ended_at = null, end_reason = null").await;
    assert_eq!(refuses(&as_ann).await, "the user of this session is locked for inactivity");
    // A new password alone would leave them out without a word.
    let reset = Import {
        conflict: Conflict::Reset,
        passwords: Passwords { replace: true, reset: true, ..passwords(Generate::Nobody) },
        ..Import::of(&USER)
    };
    let refused = reset.text(&agency.database, "email,password\nann@example.org,New-Horse-22\n").await;
    assert_eq!(
        refusal(refused),
        "file.csv:2: status: is locked for inactivity: unlock the user first (Ann@example.org)"
    );
    let ann = id(&agency, ANN).await;
    assert!(session::unlock(&agency.database, &operation("user unlock"), ann).await.unwrap());
    assert!(!session::unlock(&agency.database, &operation("user unlock"), ann).await.unwrap());
    let times = "select inactivity_locked_at is null and inactivity_warned_at is null and aging_since > now() - interval '1 minute' from ct.users where login = 'ann@example.org'";
    assert_eq!(agency.value(times).await, "true");
    let history = "select string_agg(k, ' ' order by k) from ct.history_overview h, jsonb_object_keys(h.change) k where h.command = 'user unlock'";
    assert_eq!(agency.value(history).await, "inactivity_locked_at inactivity_warned_at");
    log_in(&agency.database, ANN, RIGHT).await.unwrap();
    assert_eq!(refuses(&as_ann).await, "the session was ended: the user was not active any more");
}

#[tokio::test]
async fn whoever_is_to_end_or_is_locked_is_no_administrator_to_count_on() {
    let agency = agency().await;
    let last = "Ann@example.org is the last administrator, and one has to be left";
    execute(&agency, &ends("two", 300)).await;
    for sql in [
        ends("ann", 400),
        ends("ann", -1),
        locked("ann"),
        "delete from ct.user_tool where tool = 'users'".to_owned(),
    ] {
        assert_eq!(refused(&agency, &sql).await, last, "{sql}");
    }
    execute(&agency, &format!("{CANCELLED}; {}", locked("two"))).await;
    assert_eq!(refused(&agency, &ends("ann", 400)).await, last);
    execute(&agency, "update ct.users set inactivity_locked_at = null").await;
    // Two who meet.
    let (one, two) = (agency.own.connect().await, agency.own.connect().await);
    one.batch_execute(&format!("begin; {}", ends("two", 5))).await.unwrap();
    let second = locked("ann");
    let meets = two.batch_execute(&second);
    let release = async {
        until_waiting(&agency, 1).await;
        one.batch_execute("commit").await.unwrap();
    };
    let (met, ()) = tokio::join!(meets, release);
    assert!(told(&met.unwrap_err()).contains(last));
    // Of oneself nobody settles it, neither to go nor to stay.
    execute(&agency, CANCELLED).await;
    let token = log_in(&agency.database, ANN, RIGHT).await.unwrap().token;
    for (sql, said) in [
        (ends("ann", 5), "nobody schedules their own end, or cancels it"),
        (locked("ann"), "nobody locks or unlocks themselves"),
    ] {
        one.batch_execute("begin").await.unwrap();
        one.query("select ct.session_present($1, false)", &[&token.reveal()]).await.unwrap();
        assert!(told(&one.batch_execute(&sql).await.unwrap_err()).contains(said));
        one.batch_execute("rollback").await.unwrap();
    }
    execute(&agency, &ends("ann", 5)).await;
    one.batch_execute("begin").await.unwrap();
    one.query("select ct.session_present($1, false)", &[&token.reveal()]).await.unwrap();
    let error = one.batch_execute(CANCELLED).await.unwrap_err();
    assert!(told(&error).contains("nobody schedules their own end, or cancels it"), "{}", told(&error));
    one.batch_execute("rollback").await.unwrap();
    let as_ann = agency.database.presenting(&token, false);
    work_as_admin(&as_ann).await;
    let exempt = Import::of(&USER).text(&as_ann, "email,inactivity_exempt\nann@example.org,yes\n").await;
    assert!(refusal(exempt).contains("inactivity_exempt: nobody changes this of themselves"));
}

/// Open work is given to who is there still, whatever is scheduled; and to nobody whose end has come.
#[tokio::test]
async fn no_work_goes_to_whose_end_has_come() {
    let agency = office().await;
    execute(&agency, &ends("bob", 30)).await;
    execute(&agency, &insert("k1", "bob", "ct.today()", "null")).await;
    assert_eq!(tasks(&agency, "title,due_date,for_user\nCall,2099-01-31,bob@example.org\n").await, (1, 0, 0));
    end_has_come(&agency, "bob").await;
    assert_eq!(
        refused(&agency, &insert("k2", "bob", "ct.today()", "null")).await,
        "bob@example.org cannot be given open assignments: is inactive"
    );
    execute(&agency, &insert("k2", "bob", "ct.today() - 5", "ct.today() - 1")).await;
    let case = Import::of(&CASE)
        .text(&agency.database, "client,user,begin_date\nK3,bob@example.org,2026-01-01\n")
        .await;
    let case = refusal(case);
    assert!(case.contains("is inactive"), "{case}");
    let task = Import::of(&TASK)
        .text(&agency.database, "title,due_date,for_user\nVisit,2099-01-31,bob@example.org\n")
        .await;
    assert!(refusal(task).contains("is not active"));
    let direct = "insert into ct.task (uid, key, title, due_date, user_id, organization_id, created_by)
        select 'u', 'u', 'By hand', '2099-01-31', id, organization_id, gen_random_uuid() from ct.users where login = 'bob@example.org'";
    assert!(refused(&agency, direct).await.contains("open tasks are given to active users only"));
    let team = agency.import("email,supervisor\ndan@example.org,bob@example.org\n").await;
    assert!(refusal(team).contains("supervisor: is inactive"));
    // What he has is an orphan from that instant on.
    let orphans = "select string_agg(kind || ' ' || what, ', ' order by kind) from ct.report_orphans(null)";
    assert_eq!(agency.value(orphans).await, "case K1, task Call");
    assert_eq!(
        agency
            .value(
                "select ct.place_members('organization', (select id from ct.organization where code = 'CON'))"
            )
            .await,
        agency
            .value(
                "select count(*) from ct.user_register where organization = 'CON' and status <> 'inactive'"
            )
            .await
    );
}

#[tokio::test]
async fn lists_tell_all_that_keeps_somebody_out_or_will() {
    let agency = agency().await;
    agency
        .one(&ct::organization::ORGANIZATION, Some("CON"), &[("time_zone", "europe/warsaw")])
        .await
        .unwrap();
    execute(&agency, "update ct.users set ends_at = '2099-12-31 16:00Z' where login = 'ann@example.org'")
        .await;
    assert_eq!(agency.user(ANN, "status, standing").await, "active|ends 2099-12-31 17:00 CET");
    execute(&agency, "update ct.users set ends_at = '2099-07-31 15:00Z' where login = 'pen@example.org'")
        .await;
    assert_eq!(
        agency.user("pen@example.org", "status, standing").await,
        "pending|pending, ends 2099-07-31 17:00 CEST"
    );
    execute(&agency, "update ct.credential set expires_at = now() - interval '1 day'").await;
    assert_eq!(agency.user(ANN, "standing").await, "password expired, ends 2099-12-31 17:00 CET");
    assert_eq!(agency.user("none@example.org", "standing").await, "active");
    for _ in 0..5 {
        let _ = log_in(&agency.database, ANN, "Wrong-Horse-9").await;
    }
    assert_eq!(agency.user(ANN, "standing").await, "locked, ends 2099-12-31 17:00 CET");
    // A zone that the server does not know any more fails no list.
    execute(&agency, "update ct.organization set time_zone = 'Mars/Olympus' where code = 'CON'").await;
    assert_eq!(agency.user(ANN, "standing").await, "locked, ends 2099-12-31 16:00 UTC");
    execute(&agency, &format!("update ct.session set ended_at = now(); {}", ends("none", -1))).await;
    assert_eq!(with_status(&agency, "inactive").await, ["in@example.org", "none@example.org"]);
    assert_eq!(with_status(&agency, "active").await, ["Ann@example.org", "two@example.org"]);
    // And an export comes back as it went.
    let exported = agency.export(&USER).await;
    assert_eq!(agency.imported(&exported).await, (0, 0, 5));
}
