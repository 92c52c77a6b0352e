//! Wrong passwords: no guess is free, and nobody is kept out by somebody else's open transaction.

use ct::password::{Hasher, Parameters, Secret};
use ct::session;

use crate::agency::{Agency, operation};
use crate::sessions::{RIGHT, WRONG, agency, execute, log_in, reset, said};

#[tokio::test]
async fn five_failures_lock_and_time_or_the_helpdesk_unlocks() {
    let agency = agency().await;
    let id: i64 =
        agency.value("select id from ct.users where login = 'ann@example.org'").await.parse().unwrap();
    for _ in 0..4 {
        assert_eq!(said(log_in(&agency.database, "ann@example.org", "Wrong-Horse-9").await), WRONG);
    }
    // A login that succeeds forgets them.
    log_in(&agency.database, "ann@example.org", RIGHT).await.unwrap();
    for _ in 0..5 {
        assert_eq!(said(log_in(&agency.database, "ann@example.org", "Wrong-Horse-9").await), WRONG);
    }
    assert_eq!(said(log_in(&agency.database, "ann@example.org", RIGHT).await), WRONG);
    assert_ne!(agency.user("ann@example.org", "locked").await, "");
    assert!(session::unlock(&agency.database, &operation("user unlock"), id).await.unwrap());
    assert!(!session::unlock(&agency.database, &operation("user unlock"), id).await.unwrap());
    assert_eq!(agency.user("ann@example.org", "locked").await, "");
    log_in(&agency.database, "ann@example.org", RIGHT).await.unwrap();
    assert_eq!(agency.value("select count(*) from ct.history where change ? 'login_lock'").await, "1");
    for _ in 0..5 {
        let _ = log_in(&agency.database, "ann@example.org", "Wrong-Horse-9").await;
    }
    execute(&agency, "update ct.login_attempt set made_at = made_at - interval '16 minutes'").await;
    log_in(&agency.database, "ann@example.org", RIGHT).await.unwrap();
    // A new password unlocks, too.
    for _ in 0..5 {
        let _ = log_in(&agency.database, "ann@example.org", "Wrong-Horse-9").await;
    }
    reset(&agency, "New-Horse-22").await;
    log_in(&agency.database, "ann@example.org", "New-Horse-22").await.unwrap();
}

/// A key that is wrong, without the cost of computing it.
async fn guess(client: &tokio_postgres::Client, number: u8) -> i64 {
    let row = client
        .query_one("select ct.login_begin('ann@example.org', $1, 'password')", &[&vec![number; 32]])
        .await
        .unwrap();
    row.get(0)
}

async fn finish(
    client: &tokio_postgres::Client,
    attempt: i64,
) -> std::result::Result<String, tokio_postgres::Error> {
    let digest = vec![u8::try_from(attempt % 256).unwrap(); 32];
    let sql = "select result from ct.login_finish($1, $2, null)";
    Ok(client.query_one(sql, &[&attempt, &digest]).await?.get(0))
}

/// The number of an attempt is all that it takes to settle it: whoever guessed that of another would have the session.
#[tokio::test]
async fn nobody_guesses_the_number_of_an_attempt() {
    let agency = agency().await;
    let client = agency.own.connect().await;
    let mut attempts = Vec::new();
    for number in 0..50 {
        attempts.push(guess(&client, number).await);
    }
    attempts.sort_unstable();
    assert!(attempts[0] > 0);
    assert!(attempts.windows(2).all(|pair| pair[1] - pair[0] > 1_000_000), "{attempts:?}");
}

/// The key that is right.
async fn right_key(agency: &Agency) -> Vec<u8> {
    let client = agency.own.connect().await;
    let row = client
        .query_one(
            "select salt, (select id from ct.instance) from ct.login_challenge('ann@example.org')",
            &[],
        )
        .await
        .unwrap();
    let salt: Vec<u8> = row.get(0);
    let key = Hasher::new().derive_key(
        &Secret::new(RIGHT),
        &salt.try_into().unwrap(),
        Parameters::DEFAULT,
        &row.get(1),
    );
    key.unwrap().reveal().to_vec()
}

#[tokio::test]
async fn a_hundred_guesses_at_once_count_as_a_hundred() {
    let agency = agency().await;
    let client = agency.own.connect().await;
    let mut attempts = Vec::new();
    for number in 0..99 {
        attempts.push(guess(&client, number).await);
    }
    // The right one among them: it is not compared any more.
    let key = right_key(&agency).await;
    let row =
        client.query_one("select ct.login_begin('ann@example.org', $1, 'password')", &[&key]).await.unwrap();
    attempts.insert(50, row.get(0));
    for attempt in attempts {
        assert_eq!(finish(&client, attempt).await.unwrap(), "wrong");
    }
    assert_eq!(agency.value("select count(*) from ct.session").await, "0");
}

#[tokio::test]
async fn a_guess_that_is_undone_counts() {
    let agency = agency().await;
    let client = agency.own.connect().await;
    // In the transaction that made it nothing is told.
    client.batch_execute("begin").await.unwrap();
    let attempt = guess(&client, 1).await;
    let refused = finish(&client, attempt).await.unwrap_err();
    assert!(crate::support::told(&refused).contains("no such attempt waits"));
    client.batch_execute("rollback").await.unwrap();
    // What is told in a transaction that is undone counts as a failure, be it right or wrong.
    for number in 0..5 {
        let attempt = guess(&client, number).await;
        client.batch_execute("begin").await.unwrap();
        assert_eq!(finish(&client, attempt).await.unwrap(), "wrong");
        client.batch_execute("rollback").await.unwrap();
    }
    assert_eq!(said(log_in(&agency.database, "ann@example.org", RIGHT).await), WRONG);
}

#[tokio::test]
async fn a_guess_that_was_undone_is_not_wiped_out_by_a_refusal() {
    let agency = agency().await;
    let client = agency.own.connect().await;
    let mut attempts = Vec::new();
    for number in 0..5 {
        attempts.push(guess(&client, number).await);
    }
    for attempt in &attempts {
        client.batch_execute("begin").await.unwrap();
        assert_eq!(finish(&client, *attempt).await.unwrap(), "wrong");
        client.batch_execute("rollback").await.unwrap();
    }
    // Too old to be compared, or one too many: both count still.
    execute(&agency, "update ct.login_attempt set made_at = made_at - interval '2 minutes'").await;
    for attempt in attempts {
        assert_eq!(finish(&client, attempt).await.unwrap(), "wrong");
    }
    assert_eq!(said(log_in(&agency.database, "ann@example.org", RIGHT).await), WRONG);
}

#[tokio::test]
async fn an_open_transaction_keeps_nobody_out() {
    let agency = agency().await;
    let attacker = agency.own.connect().await;
    attacker.batch_execute("begin").await.unwrap();
    for number in 0..50 {
        guess(&attacker, number).await;
    }
    log_in(&agency.database, "ann@example.org", RIGHT).await.unwrap();
    attacker.batch_execute("rollback").await.unwrap();
    log_in(&agency.database, "ann@example.org", RIGHT).await.unwrap();
    // An attempt is settled once.
    let attempt = guess(&attacker, 1).await;
    assert_eq!(finish(&attacker, attempt).await.unwrap(), "wrong");
    assert!(finish(&attacker, attempt).await.is_err());
}

/// The right key beside many wrong ones, all of them waiting to be compared; gives their numbers, the right one first.
async fn waiting(agency: &Agency, client: &tokio_postgres::Client) -> Vec<i64> {
    let key = right_key(agency).await;
    let row =
        client.query_one("select ct.login_begin('ann@example.org', $1, 'password')", &[&key]).await.unwrap();
    let mut attempts = vec![row.get(0)];
    for number in 0..20 {
        attempts.push(guess(client, number).await);
    }
    attempts
}

#[tokio::test]
async fn a_guess_that_is_laid_by_opens_nothing() {
    let agency = agency().await;
    let client = agency.own.connect().await;
    // Until those beside it are too old to count: it is itself, then.
    let attempts = waiting(&agency, &client).await;
    execute(&agency, "update ct.login_attempt set made_at = made_at - interval '16 minutes'").await;
    for attempt in attempts {
        assert_eq!(finish(&client, attempt).await.unwrap(), "wrong");
    }
    // Until those beside it are cleared: by the helpdesk, or by a login of the owner's.
    let attempts = waiting(&agency, &client).await;
    let id: i64 =
        agency.value("select id from ct.users where login = 'ann@example.org'").await.parse().unwrap();
    assert!(session::unlock(&agency.database, &operation("user unlock"), id).await.unwrap());
    for attempt in attempts {
        assert_eq!(finish(&client, attempt).await.unwrap(), "wrong");
    }
    assert_eq!(agency.value("select count(*) from ct.session").await, "0");
    log_in(&agency.database, "ann@example.org", RIGHT).await.unwrap();
}

#[tokio::test]
async fn two_who_log_in_at_once_get_in_both() {
    let agency = agency().await;
    let client = agency.own.connect().await;
    let key = right_key(&agency).await;
    let begin = "select ct.login_begin('ann@example.org', $1, 'password')";
    let attempts =
        [client.query_one(begin, &[&key]).await.unwrap(), client.query_one(begin, &[&key]).await.unwrap()];
    for row in attempts {
        assert_eq!(finish(&client, row.get(0)).await.unwrap(), "ok");
    }
}

#[tokio::test]
async fn a_login_beside_a_new_password_leaves_no_session() {
    let agency = agency().await;
    let (client, other) = (agency.own.connect().await, agency.own.connect().await);
    let key = right_key(&agency).await;
    let begin = "select ct.login_begin('ann@example.org', $1, 'password')";
    // The login comes first: the new password waits for it, and ends its session.
    let attempt: i64 = client.query_one(begin, &[&key]).await.unwrap().get(0);
    client.batch_execute("begin").await.unwrap();
    assert_eq!(finish(&client, attempt).await.unwrap(), "ok");
    let committed = async {
        tokio::time::sleep(std::time::Duration::from_millis(500)).await;
        client.batch_execute("commit").await.unwrap();
    };
    tokio::join!(reset(&agency, "New-Horse-22"), committed);
    assert_eq!(agency.value("select count(*) from ct.session where ended_at is null").await, "0");
    // The new password comes first: the login waits, and opens nothing any more.
    reset(&agency, RIGHT).await;
    let key = right_key(&agency).await;
    let attempt: i64 = client.query_one(begin, &[&key]).await.unwrap().get(0);
    other.batch_execute("begin; update ct.credential set verifier = sha256('x')").await.unwrap();
    let committed = async {
        tokio::time::sleep(std::time::Duration::from_millis(500)).await;
        other.batch_execute("commit").await.unwrap();
    };
    let (finished, ()) = tokio::join!(finish(&client, attempt), committed);
    assert_eq!(finished.unwrap(), "wrong");
}
