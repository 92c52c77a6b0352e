//! Security questions: who sets them, when one is demanded, and that nobody reads what they are about.

use ct::db::Database;
use ct::password::Secret;
use ct::session::{self, PasswordChange, SecurityQuestion};
use ct::{Kind, Result};
use rand::SeedableRng;
use rand::rngs::StdRng;

use crate::agency::{Agency, operation};
use crate::sessions::{RIGHT, WRONG, agency, execute, log_in, reset, said, work_as_admin};

pub(crate) const ANN: &str = "ann@example.org";
pub(crate) const ANSWER: &str = "Rumpelstiltskin";

/// The n-th question of the list, from 1, with this answer.
pub(crate) async fn question(database: &Database, number: usize, answer: &str) -> SecurityQuestion {
    let questions = session::questions(database).await.unwrap();
    let question = questions[number - 1].clone();
    SecurityQuestion { question, answer: Secret::new(answer) }
}

pub(crate) async fn id(agency: &Agency, email: &str) -> i64 {
    agency.value(&format!("select id from ct.users where login = '{email}'")).await.parse().unwrap()
}

/// Ann sets her own question: the sixth.
pub(crate) async fn set_own(agency: &Agency, password: &str, answer: &str) -> Result<()> {
    let token = log_in(&agency.database, ANN, RIGHT).await.unwrap().token;
    let as_ann = agency.database.presenting(&token, false);
    let question = question(&as_ann, 6, answer).await;
    let (operation, mut rng) = (operation("password question"), StdRng::seed_from_u64(11));
    session::set_question(&as_ann, &operation, ANN, &Secret::new(password), &question, &mut rng).await
}

async fn change(
    database: &Database,
    [old, new]: [&str; 2],
    question: Option<&SecurityQuestion>,
) -> Result<()> {
    let (old, new) = (&Secret::new(old), &Secret::new(new));
    let change = PasswordChange { email: ANN, old, new, question };
    let mut rng = StdRng::seed_from_u64(12);
    session::change_password(database, &operation("password change"), &change, &mut rng).await
}

/// What the history says of security questions, the oldest first.
async fn told(agency: &Agency) -> Vec<String> {
    let sql = "select command || ' ' || actor || ' ' || (change->>'security_question') from ct.history_overview \
               where change ? 'security_question' order by id";
    agency.column(sql).await
}

#[tokio::test]
async fn the_first_password_demands_a_question() {
    let agency = agency().await;
    reset(&agency, "New-Horse-22").await;
    let token = log_in(&agency.database, ANN, "New-Horse-22").await.unwrap().token;
    let as_ann = agency.database.presenting(&token, true);
    assert!(session::own(&as_ann).await.unwrap().unwrap().question_is_demanded);
    let attempts = "select count(*) from ct.login_attempt";
    let before = agency.value(attempts).await;
    let refused = change(&as_ann, ["New-Horse-22", "Own-Horse-333"], None).await.unwrap_err();
    assert_eq!(
        (refused.kind(), refused.to_string()),
        (Kind::NotPermitted, "a security question has to be chosen, too".to_owned())
    );
    let short = question(&as_ann, 2, " ab ").await;
    let refused = change(&as_ann, ["New-Horse-22", "Own-Horse-333"], Some(&short)).await.unwrap_err();
    assert_eq!(refused.kind(), Kind::BadInput);
    let made_up = SecurityQuestion { question: "Who are you?".to_owned(), answer: Secret::new(ANSWER) };
    assert_eq!(agency.value(attempts).await, before);
    let refused = change(&as_ann, ["New-Horse-22", "Own-Horse-333"], Some(&made_up)).await.unwrap_err();
    assert_eq!(
        (refused.kind(), refused.to_string()),
        (Kind::Refused, "this is none of the questions to choose from".to_owned())
    );
    let mine = question(&as_ann, 2, ANSWER).await;
    assert!(change(&as_ann, ["Wrong-Horse-9", "Own-Horse-333"], Some(&mine)).await.is_err());
    assert_eq!(agency.value("select count(*) from ct.security_question").await, "0");
    change(&as_ann, ["New-Horse-22", "Own-Horse-333"], Some(&mine)).await.unwrap();
    assert_eq!(agency.value("select question from ct.security_question").await, mine.question);
    assert_eq!(told(&agency).await, ["password change Ann@example.org [\"none\", \"set\"]"]);
    // Who has one is not asked again, nor is anybody of whom the instance does not want it.
    reset(&agency, "New-Horse-44").await;
    let token = log_in(&agency.database, ANN, "New-Horse-44").await.unwrap().token;
    let as_ann = agency.database.presenting(&token, true);
    change(&as_ann, ["New-Horse-44", "Own-Horse-555"], None).await.unwrap();
    execute(&agency, "delete from ct.security_question").await;
    reset(&agency, "New-Horse-66").await;
    ct::setting::set(&agency.database, &operation("setting set"), "security_question", 0).await.unwrap();
    let token = log_in(&agency.database, ANN, "New-Horse-66").await.unwrap().token;
    let as_ann = agency.database.presenting(&token, true);
    change(&as_ann, ["New-Horse-66", "Own-Horse-777"], None).await.unwrap();
}

/// The database itself demands it, whatever asks.
#[tokio::test]
async fn the_database_demands_the_question_itself() {
    let agency = agency().await;
    reset(&agency, "New-Horse-22").await;
    let token = log_in(&agency.database, ANN, "New-Horse-22").await.unwrap().token;
    let client = agency.own.connect().await;
    let attempt: i64 = client
        .query_one("select ct.login_begin('ann@example.org', sha256('x'), 'password')", &[])
        .await
        .unwrap()
        .get(0);
    client.batch_execute("begin").await.unwrap();
    client.query("select ct.session_present($1, true)", &[&token.reveal()]).await.unwrap();
    let salt = "substr(sha256('s'), 1, 16)";
    for (rest, code) in [
        ("null, null, null, null, null, null", "CT078"),
        ("'Who?', null, null, null, null, null", "CT002"),
        ("(ct.security_questions())[1], null, null, null, null, null", "CT003"),
        (
            "(ct.security_questions())[1], substr(sha256('s'), 1, 16), sha256('v'), 8, 1, 1", // as cheap as a generated one
            "CT003",
        ),
    ] {
        let sql =
            format!("select ct.password_change({attempt}, {salt}, sha256('v'), 19456, 2, 1, false, {rest})");
        client.batch_execute("savepoint here").await.unwrap();
        let refused = client.query(&sql, &[]).await.unwrap_err();
        assert_eq!(refused.code().unwrap().code(), code, "{rest}");
        client.batch_execute("rollback to here").await.unwrap();
    }
}

#[tokio::test]
async fn the_own_question_takes_the_own_password() {
    let agency = agency().await;
    let refused = set_own(&agency, "Wrong-Horse-9", ANSWER).await.unwrap_err();
    assert_eq!(refused.kind(), Kind::NotPermitted);
    set_own(&agency, RIGHT, ANSWER).await.unwrap();
    set_own(&agency, RIGHT, "Another one").await.unwrap();
    assert_eq!(agency.value("select count(*) from ct.security_question").await, "1");
    assert_eq!(
        told(&agency).await,
        [
            "password question Ann@example.org [\"none\", \"set\"]",
            "password question Ann@example.org [\"set\", \"changed\"]"
        ]
    );
    // A stolen token does not own the account: wrong passwords lock it.
    let token = log_in(&agency.database, ANN, RIGHT).await.unwrap().token;
    let as_ann = agency.database.presenting(&token, false);
    let thiefs = question(&as_ann, 1, "mine now").await;
    for password in ["Wrong-1", "Wrong-2", "Wrong-3", "Wrong-4", "Wrong-5", RIGHT] {
        let (operation, mut rng) = (operation("password question"), StdRng::seed_from_u64(13));
        let password = Secret::new(password);
        let set = session::set_question(&as_ann, &operation, ANN, &password, &thiefs, &mut rng).await;
        assert_eq!(set.unwrap_err().kind(), Kind::NotPermitted);
    }
    assert_eq!(said(log_in(&agency.database, ANN, RIGHT).await), WRONG);
}

#[tokio::test]
async fn who_may_reset_a_password_sets_the_question_beforehand() {
    let agency = agency().await;
    let token = log_in(&agency.database, ANN, RIGHT).await.unwrap().token;
    let as_ann = agency.database.presenting(&token, false);
    let (ann, other) = (id(&agency, ANN).await, id(&agency, "none@example.org").await);
    let given = question(&as_ann, 1, ANSWER).await;
    let set = async |database: &Database, user: i64| {
        let mut rng = StdRng::seed_from_u64(14);
        session::set_question_for(database, &operation("password question"), user, &given, &mut rng).await
    };
    let clear = async |database: &Database, user: i64| {
        session::clear_question_for(database, &operation("password question"), user).await
    };
    // Without the workgroup that opens passwords, nobody's.
    assert_eq!(set(&as_ann, other).await.unwrap_err().kind(), Kind::NotPermitted);
    assert_eq!(clear(&as_ann, other).await.unwrap_err().kind(), Kind::NotPermitted);
    work_as_admin(&as_ann).await;
    set(&as_ann, other).await.unwrap();
    assert!(clear(&as_ann, other).await.unwrap());
    assert!(!clear(&as_ann, other).await.unwrap());
    // The own one never so, nor that of who holds an elevated right that one lacks.
    for refused in [set(&as_ann, ann).await, clear(&as_ann, ann).await.map(drop)] {
        assert_eq!(refused.unwrap_err().kind(), Kind::NotPermitted);
    }
    execute(&agency, &format!("insert into ct.user_tool values ({other}, 'settings', 'write')")).await;
    for refused in [set(&as_ann, other).await, clear(&as_ann, other).await.map(drop)] {
        assert!(refused.unwrap_err().to_string().contains("elevated"));
    }
    // An administrator's connection may, and knows who is not there.
    set(&agency.database, ann).await.unwrap();
    assert_eq!(set(&agency.database, 999_999).await.unwrap_err().kind(), Kind::Refused);
    assert!(clear(&agency.database, ann).await.unwrap());
    assert_eq!(told(&agency).await.len(), 4);
    assert_eq!(told(&agency).await[1], "password question Ann@example.org [\"set\", \"none\"]");
}

#[tokio::test]
async fn nobody_reads_a_question_or_its_answer() {
    let agency = agency().await;
    set_own(&agency, RIGHT, ANSWER).await.unwrap();
    let text = agency.value("select question from ct.security_question").await;
    let tables = "select relname, query_to_xml('select * from ct.' || quote_ident(relname), true, false, '')::text \
                  from pg_class where relnamespace = 'ct'::regnamespace and relkind = 'r'";
    for row in agency.own.connect().await.query(tables, &[]).await.unwrap() {
        let (table, content): (String, String) = (row.get(0), row.get(1));
        let content = content.to_lowercase();
        assert!(!content.contains(&ANSWER.to_lowercase()), "{table}");
        assert_eq!(content.contains(&text.to_lowercase()), table == "security_question", "{table}");
    }
    // An operator does not read the table, with a session or without.
    let token = log_in(&agency.database, ANN, RIGHT).await.unwrap().token;
    let as_ann = agency.database.presenting(&token, false);
    let seen = as_ann
        .read(async |transaction| {
            transaction.rows("test::look", "-- test::look\nselect question from security_question", &[]).await
        })
        .await;
    assert_eq!(seen.unwrap_err().kind(), Kind::NotPermitted);
    // That there is one is told of whom one sees.
    let has = async |user: i64| {
        let sql = format!("-- test::has\nselect user_has_question({user})");
        as_ann
            .read(async |transaction| {
                Ok(transaction.row("test::has", &sql, &[]).await?.get::<_, Option<bool>>(0))
            })
            .await
            .unwrap()
    };
    assert_eq!(has(id(&agency, ANN).await).await, Some(true));
    let other = id(&agency, "none@example.org").await;
    assert_eq!(has(other).await, None);
    work_as_admin(&as_ann).await;
    assert_eq!(has(other).await, Some(false));
}
