//! A new password by the answer to the security question: an answer is no weaker a secret than a password.

use ct::db::Database;
use ct::password::Secret;
use ct::session;
use ct::{Kind, Result};
use rand::SeedableRng;
use rand::rngs::StdRng;
use tokio_postgres::Client;

use crate::agency::{Agency, operation};
use crate::questions::{ANN, ANSWER, id, question, set_own};
use crate::sessions::{RIGHT, WRONG, agency, execute, log_in, said};

const NEW: &str = "New-Horse-22";
const WRONG_ANSWER: &str = "the e-mail or the answer is wrong, or the user is locked";

/// The agency, and Ann has chosen a question.
pub(crate) async fn with_question() -> Agency {
    let agency = agency().await;
    set_own(&agency, RIGHT, ANSWER).await.unwrap();
    agency
}

pub(crate) async fn recover(database: &Database, email: &str, answer: &str, new: &str) -> Result<()> {
    let recovery = session::recovery(database, email).await?;
    let (answer, new) = (Secret::new(answer), Secret::new(new));
    let mut rng = StdRng::seed_from_u64(21);
    session::recover(database, &operation("password recover"), &recovery, &answer, &new, &mut rng).await
}

pub(crate) fn refused(result: Result<()>) -> String {
    let error = result.expect_err("nobody gets a password so");
    assert_eq!(error.kind(), Kind::NotPermitted);
    error.to_string()
}

#[tokio::test]
async fn the_right_answer_sets_a_new_password() {
    let agency = with_question().await;
    let token = log_in(&agency.database, ANN, RIGHT).await.unwrap().token;
    for _ in 0..3 {
        let _ = log_in(&agency.database, ANN, "Wrong-Horse-9").await;
    }
    let shown = session::recovery(&agency.database, " ANN@example.org ").await.unwrap();
    assert_eq!(shown.question(), agency.value("select question from ct.security_question").await);
    // However it is typed.
    recover(&agency.database, " ANN@Example.org ", "  RumpelstiltsKIN ", NEW).await.unwrap();
    let ended = session::touch(&agency.database.presenting(&token, true)).await.unwrap_err();
    assert!(ended.to_string().contains("the password was recovered"), "{ended}");
    assert_eq!(agency.value("select count(*) from ct.session where ended_at is null").await, "0");
    assert_eq!(said(log_in(&agency.database, ANN, RIGHT).await), WRONG);
    let token = log_in(&agency.database, ANN, NEW).await.unwrap().token;
    session::touch(&agency.database.presenting(&token, false)).await.unwrap();
    assert_eq!(agency.user(ANN, "password_state, password_expires_at").await, "set|");
    // The user did it, and the failures of before do not count.
    let history = "select command || ' ' || actor || ' ' || change::text from ct.history_overview order by id desc limit 1";
    assert_eq!(
        agency.value(history).await,
        "password recover Ann@example.org {\"password\": [\"set\", \"set\"]}"
    );
    for _ in 0..4 {
        let _ = log_in(&agency.database, ANN, "Wrong-Horse-9").await;
    }
    log_in(&agency.database, ANN, NEW).await.unwrap();
    // What cannot be right costs no attempt.
    let before = agency.value("select count(*) from ct.login_attempt").await;
    assert_eq!(recover(&agency.database, ANN, "x", NEW).await.unwrap_err().kind(), Kind::BadInput);
    assert!(recover(&agency.database, ANN, ANSWER, "short").await.is_err());
    assert_eq!(agency.value("select count(*) from ct.login_attempt").await, before);
}

#[tokio::test]
async fn wrong_answers_and_wrong_passwords_lock_together() {
    let agency = with_question().await;
    for _ in 0..5 {
        assert_eq!(refused(recover(&agency.database, ANN, "somebody else", NEW).await), WRONG_ANSWER);
    }
    assert_eq!(refused(recover(&agency.database, ANN, ANSWER, NEW).await), WRONG_ANSWER);
    assert_eq!(said(log_in(&agency.database, ANN, RIGHT).await), WRONG);
    assert_ne!(agency.user(ANN, "locked").await, "");
    let ann = id(&agency, ANN).await;
    assert!(session::unlock(&agency.database, &operation("user unlock"), ann).await.unwrap());
    for _ in 0..2 {
        let _ = recover(&agency.database, ANN, "somebody else", NEW).await;
    }
    for _ in 0..3 {
        let _ = log_in(&agency.database, ANN, "Wrong-Horse-9").await;
    }
    // A right answer gets past no lock.
    assert_eq!(refused(recover(&agency.database, ANN, ANSWER, NEW).await), WRONG_ANSWER);
    execute(&agency, "update ct.login_attempt set made_at = made_at - interval '16 minutes'").await;
    recover(&agency.database, ANN, ANSWER, NEW).await.unwrap();
}

#[tokio::test]
async fn nobody_learns_who_exists() {
    let agency = with_question().await;
    let given = question(&agency.database, 3, ANSWER).await;
    for email in ["in@example.org", "pen@example.org"] {
        let mut rng = StdRng::seed_from_u64(22);
        let user = id(&agency, email).await;
        session::set_question_for(&agency.database, &operation("password question"), user, &given, &mut rng)
            .await
            .unwrap();
    }
    let listed = session::questions(&agency.database).await.unwrap();
    for email in [ANN, "in@example.org", "pen@example.org", "none@example.org", "nobody@example.org"] {
        let challenge = format!(
            "select concat_ws(' ', length(salt), memory_kib, passes, lanes, new_memory_kib, new_passes, minimum_length) \
             from ct.recovery_challenge('{email}')"
        );
        assert_eq!(agency.value(&challenge).await, "16 19456 2 1 19456 2 8", "{email}");
        let whole = format!("select question || salt::text from ct.recovery_challenge('{email}')");
        assert_eq!(agency.value(&whole).await, agency.value(&whole).await);
        let shown = session::recovery(&agency.database, email).await.unwrap().question().to_owned();
        assert!(listed.contains(&shown));
        // The salt of a login is another one, also where both are made up.
        let same = format!(
            "select count(*) from ct.recovery_challenge('{email}') a join ct.login_challenge('{email}') b on a.salt = b.salt"
        );
        assert_eq!(agency.value(&same).await, "0", "{email}");
        if email != ANN {
            assert_eq!(refused(recover(&agency.database, email, ANSWER, NEW).await), WRONG_ANSWER, "{email}");
        }
    }
    // Made-up questions are not all the same.
    let several =
        "select count(distinct question) > 5 from generate_series(1, 100) n, ct.recovery_challenge('x' || n)";
    assert_eq!(agency.value(several).await, "true");
}

#[tokio::test]
async fn a_status_and_an_expired_password_stand_in_the_way() {
    let agency = with_question().await;
    let was = session::recovery(&agency.database, ANN).await.unwrap();
    // Who knows the answer, and asked while the user was active, is told so much.
    for (column, word) in [("deactivated_at", "now()"), ("pending_since", "now()")] {
        execute(&agency, &format!("update ct.users set {column} = {word} where login = '{ANN}'")).await;
        let (answer, new) = (Secret::new(ANSWER), Secret::new(NEW));
        let mut rng = StdRng::seed_from_u64(23);
        let operation = operation("password recover");
        let told = session::recover(&agency.database, &operation, &was, &answer, &new, &mut rng).await;
        assert_eq!(refused(told), "the user is not active");
        assert_eq!(refused(recover(&agency.database, ANN, ANSWER, NEW).await), WRONG_ANSWER);
        execute(&agency, &format!("update ct.users set {column} = null where login = '{ANN}'")).await;
    }
    // The own answer is stronger than an expired temporary password; one that somebody else gave is not.
    let expire = "update ct.credential set must_change = true, expires_at = now() - interval '1 day'";
    execute(&agency, expire).await;
    recover(&agency.database, ANN, ANSWER, NEW).await.unwrap();
    let ann = id(&agency, ANN).await;
    let given = question(&agency.database, 3, ANSWER).await;
    let mut rng = StdRng::seed_from_u64(24);
    session::set_question_for(&agency.database, &operation("password question"), ann, &given, &mut rng)
        .await
        .unwrap();
    execute(&agency, expire).await;
    assert_eq!(refused(recover(&agency.database, ANN, ANSWER, "Other-Horse-3").await), WRONG_ANSWER);
    execute(&agency, "update ct.credential set expires_at = now() + interval '1 day'").await;
    recover(&agency.database, ANN, ANSWER, "Other-Horse-3").await.unwrap();
    // Who never had a password does not get one so.
    let none = id(&agency, "none@example.org").await;
    session::set_question_for(&agency.database, &operation("password question"), none, &given, &mut rng)
        .await
        .unwrap();
    assert_eq!(refused(recover(&agency.database, "none@example.org", ANSWER, NEW).await), WRONG_ANSWER);
    assert_eq!(agency.user("none@example.org", "password_state").await, "none");
}

/// A guess that costs nothing to compute.
async fn guess(client: &Client, secret: &str) -> i64 {
    let sql = "select ct.login_begin('ann@example.org', sha256('guess'), $1)";
    client.query_one(sql, &[&secret]).await.unwrap().get(0)
}

async fn finish(client: &Client, attempt: i64) -> std::result::Result<String, tokio_postgres::Error> {
    let sql = "select ct.recovery_finish($1, gen_random_uuid(), substr(sha256('s'), 1, 16), sha256('v'), 19456, 2, 1, null, null)";
    Ok(client.query_one(sql, &[&attempt]).await?.get(0))
}

#[tokio::test]
async fn a_guess_that_is_undone_counts() {
    let agency = with_question().await;
    let client = agency.own.connect().await;
    // In the transaction that made it nothing is told.
    client.batch_execute("begin").await.unwrap();
    let attempt = guess(&client, "answer").await;
    let told = finish(&client, attempt).await.unwrap_err();
    assert!(crate::support::told(&told).contains("no such attempt waits"));
    client.batch_execute("rollback").await.unwrap();
    for _ in 0..5 {
        let attempt = guess(&client, "answer").await;
        client.batch_execute("begin").await.unwrap();
        assert_eq!(finish(&client, attempt).await.unwrap(), "wrong");
        client.batch_execute("rollback").await.unwrap();
    }
    assert_eq!(refused(recover(&agency.database, ANN, ANSWER, NEW).await), WRONG_ANSWER);
    assert_eq!(said(log_in(&agency.database, ANN, RIGHT).await), WRONG);
}

/// Nor is what was stored of one good for the other.
#[tokio::test]
async fn an_answer_is_no_password_and_a_password_no_answer() {
    let agency = with_question().await;
    let client = agency.own.connect().await;
    // Both have the same verifier, so that only the kind of the attempt can tell them apart.
    execute(
        &agency,
        "update ct.credential set verifier = sha256(sha256('guess')); \
         update ct.security_question set verifier = sha256(sha256('guess'))",
    )
    .await;
    let attempt = guess(&client, "answer").await;
    let log_in = "select result from ct.login_finish($1, sha256('token'), null)";
    let told = client.query_one(log_in, &[&attempt]).await.unwrap_err();
    assert!(crate::support::told(&told).contains("no such attempt waits"));
    let attempt = guess(&client, "password").await;
    let told = finish(&client, attempt).await.unwrap_err();
    assert!(crate::support::told(&told).contains("no such attempt waits"));
    for nonsense in [None, Some("token")] {
        let sql = "select ct.login_begin('ann@example.org', sha256('guess'), $1)";
        assert_eq!(client.query_one(sql, &[&nonsense]).await.unwrap_err().code().unwrap().code(), "CT003");
    }
    assert_eq!(agency.value("select count(*) from ct.session where ended_at is null").await, "1");
    let attempt = guess(&client, "answer").await;
    assert_eq!(finish(&client, attempt).await.unwrap(), "ok");
    assert!(finish(&client, attempt).await.is_err());
}

#[tokio::test]
async fn who_has_no_more_than_the_operator_role_recovers() {
    let agency = with_question().await;
    let url = agency.own.url_as(crate::support::OPERATOR);
    execute(&agency, "select ct.operator_grant()").await;
    let as_operator = crate::support::database_at(&url, "ct").await;
    assert_eq!(refused(recover(&as_operator, ANN, "somebody else", NEW).await), WRONG_ANSWER);
    recover(&as_operator, ANN, ANSWER, NEW).await.unwrap();
    log_in(&as_operator, ANN, NEW).await.unwrap();
}

/// The doors that take a session are shut without one, and the table has none.
#[tokio::test]
async fn without_a_session_nothing_else_opens() {
    let agency = with_question().await;
    execute(&agency, "select ct.operator_grant()").await;
    let ann = id(&agency, ANN).await;
    let client = agency.own.connect_as(crate::support::OPERATOR).await;
    let stored = "(ct.security_questions())[1], substr(sha256('s'), 1, 16), sha256('v'), 19456, 2, 1";
    for (sql, code) in [
        (format!("select ct.question_set_for({ann}, {stored})"), "CT077"),
        (format!("select ct.question_set(1, {stored})"), "CT077"),
        (format!("select ct.question_clear_for({ann})"), "CT077"),
        (format!("select ct.user_has_question({ann})"), "CT077"),
        (format!("select ct.question_write({ann}, {stored})"), "42501"),
        (format!("select ct.question_is_own({ann})"), "42501"),
        ("select ct.login_settle(1, 'answer')".to_owned(), "42501"),
        ("select from ct.security_question".to_owned(), "42501"),
        ("delete from ct.security_question".to_owned(), "42501"),
    ] {
        assert_eq!(client.query(&sql, &[]).await.unwrap_err().code().unwrap().code(), code, "{sql}");
    }
    assert_eq!(agency.value("select count(*) from ct.security_question").await, "1");
}

#[tokio::test]
async fn a_login_beside_a_recovery_leaves_no_session() {
    let agency = with_question().await;
    let client = agency.own.connect().await;
    execute(&agency, "update ct.credential set verifier = sha256(sha256('guess'))").await;
    execute(&agency, "select ct.session_end(array(select id from ct.session), 'revoked')").await;
    let attempt = guess(&client, "password").await;
    client.batch_execute("begin").await.unwrap();
    let log_in = "select result from ct.login_finish($1, sha256('token'), null)";
    assert_eq!(client.query_one(log_in, &[&attempt]).await.unwrap().get::<_, &str>(0), "ok");
    let committed = async {
        tokio::time::sleep(std::time::Duration::from_millis(500)).await;
        client.batch_execute("commit").await.unwrap();
    };
    let (recovered, ()) = tokio::join!(recover(&agency.database, ANN, ANSWER, NEW), committed);
    recovered.unwrap();
    assert_eq!(agency.value("select count(*) from ct.session where ended_at is null").await, "0");
    // A question that is taken away meanwhile recovers nothing any more.
    let other = agency.own.connect().await;
    other
        .batch_execute(&format!("begin; select ct.question_clear_for({})", id(&agency, ANN).await))
        .await
        .unwrap();
    let committed = async {
        tokio::time::sleep(std::time::Duration::from_millis(500)).await;
        other.batch_execute("commit").await.unwrap();
    };
    let (recovered, ()) = tokio::join!(recover(&agency.database, ANN, ANSWER, "Other-Horse-3"), committed);
    assert_eq!(refused(recovered), WRONG_ANSWER);
}
