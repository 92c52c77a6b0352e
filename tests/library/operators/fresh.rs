//! What was planned, or parked, by somebody and is done later: with the rights that there are by then, and on nobody else's word.

use super::{Actor, Plain, World, doors_of_tasks};

const ROOT: Actor = Actor::User("root@con.example");
const BOSS: Actor = Actor::User("boss@con.example");
const WORKER: Actor = Actor::User("worker@con.example");

async fn does(plain: &Plain, sql: &str) -> Vec<String> {
    plain.attempt(sql).await.unwrap_or_else(|told| panic!("{sql}: {told:?}"))
}

/// Stages and plans rows, in a transaction of its own; nothing is wrong with them. Gives the operation.
async fn planned(plain: &Plain, noun: &str, rows: &str) -> String {
    let operation = format!("'{}'", uuid::Uuid::new_v4());
    does(plain, &format!("select ct.stage_begin({operation}, '{noun}')")).await;
    does(plain, &format!("select ct.stage_rows({operation}, '{noun}', '{rows}')")).await;
    let problems = does(plain, &format!("select * from ct.{noun}_plan({operation}, 'update')")).await;
    assert_eq!(problems, Vec::<String>::new(), "{noun}");
    operation
}

fn writing(noun: &str, operation: &str) -> String {
    format!(
        "begin; select ct.begin_operation({operation}, 'try', null, null); select ct.{noun}_write({operation}); commit"
    )
}

/// A plan is kept as long as nobody writes to the noun; rights go without that.
#[tokio::test]
async fn rows_that_were_planned_are_written_with_the_rights_of_now() {
    let world = World::with_work().await;
    doors_of_tasks::let_wait(&world).await;
    let boss = world.plain(BOSS).await;
    let con = world.agency.value("select id from ct.organization where code = 'CON'").await;
    let rows = [
        ("client", "{\"line\": 1, \"match_key\": \"c1\", \"name\": \"Other\"}".to_owned()),
        ("client", format!("{{\"line\": 1, \"match_key\": \"n\", \"key\": \"n\", \"external_id\": \"n\", \"name\": \"New\", \"organization_id\": {con}}}")),
        ("task", "{\"line\": 1, \"match_key\": \"t1\", \"title\": \"x\", \"client_key\": \"c1\"}".to_owned()),
        ("task", "{\"line\": 1, \"match_key\": \"t2\", \"title\": \"x\", \"user_login\": \"hr@con.example\"}".to_owned()),
        ("task", "{\"line\": 1, \"match_key\": \"t3\", \"title\": \"x\", \"participants\": [\"hr@con.example:assignee\"]}".to_owned()),
        ("paused", "{\"line\": 1, \"match_key\": \"p2\", \"uid\": \"p2\", \"key\": \"p2\", \"workflow\": \"x\", \"client_key\": \"c1\"}".to_owned()),
        ("paused", "{\"line\": 1, \"match_key\": \"p3\", \"uid\": \"p3\", \"key\": \"p3\", \"workflow\": \"x\", \"user_login\": \"hr@con.example\", \"client_key\": \"c1\"}".to_owned()),
        ("paused", "{\"line\": 1, \"match_key\": \"of-worker\", \"step\": \"other\"}".to_owned()),
        ("case", "{\"line\": 1, \"match_key\": \"x\", \"client_key\": \"con-case\", \"user_login\": \"boss@con.example\", \"begin_date\": \"2026-01-01\"}".to_owned()),
    ];
    let mut waiting = Vec::new();
    for (noun, row) in &rows {
        waiting.push((noun, row, planned(&boss, noun, &format!("[{row}]")).await));
    }
    let owner = world.agency.own.connect().await;
    let access = "update ct.user_organization set is_active = false where user_id = (select id from ct.users where email = 'boss@con.example')";
    owner.batch_execute(access).await.unwrap();
    let before = world.agency.content().await;
    for (noun, row, operation) in &waiting {
        let told = boss.attempt(&writing(noun, operation)).await.expect_err(row);
        assert!(told.0 == "CT079" || (**noun == "case" && told.0 == "CT002"), "{row}: {told:?}");
    }
    assert_eq!(world.agency.content().await, before);
    owner.batch_execute(&access.replace("false", "true")).await.unwrap();
    // Each raises the version of its noun: the first of a noun is still planned.
    for at in [0, 2, 5, 8] {
        does(&boss, &writing(waiting[at].0, &waiting[at].2)).await;
    }
}

/// Whoever may go on with a parked import may leave its rows elsewhere, but not change what becomes of them; and the one who
/// goes on is told that it was somebody else who said where they are.
#[tokio::test]
async fn nobody_puts_words_into_what_somebody_else_has_parked() {
    let world = World::with_work().await;
    let (root, worker) = (world.plain(ROOT).await, world.plain(WORKER).await);
    let begin = "begin; select ct.begin_operation(gen_random_uuid(), 'user import', null, null)";
    let details = |rejects: &str, flags: &str| {
        format!(
            "{{\"noun\": \"user\", \"file\": \"a\", \"rejects\": \"{rejects}\", \"flags\": [{flags}], \"by\": 1}}"
        )
    };
    let own = "current_setting('ct.operation')::uuid";
    let park =
        format!("{begin}; select ct.paused_park({own}, 'user', 'x', '{}'); commit", details("bad.csv", ""));
    let id = does(&root, &park).await.pop().unwrap();
    let seen =
        format!("select details ->> 'rejects', details -> 'flags', is_own from ct.paused_details({id})");
    assert_eq!(does(&root, &seen).await, ["bad.csv|[]|t"]);
    assert_eq!(does(&worker, &seen).await, ["bad.csv|[]|f"]);
    let resume = |details: String| {
        format!("{begin}; select ct.paused_resume_import({id}, {own}, 1, 'x', '{details}'); commit")
    };
    worker.is_refused(&resume(details("evil.csv", "\"--set=tools=users:write\"")), &["CT079"]).await;
    worker
        .is_refused(&resume(details("evil.csv", "").replace("\"user\"", "\"workgroup\"")), &["CT079"])
        .await;
    does(&worker, &resume(details("evil.csv", ""))).await;
    assert_eq!(does(&root, &seen).await, ["evil.csv|[]|f"]);
    // Nor does one become the superior's by being given to them.
    let parked = does(&worker, &park.replace("bad.csv", "mine.csv")).await.pop().unwrap();
    let uid = world.agency.value(&format!("select uid from ct.paused_operation where id = {parked}")).await;
    let given = planned(
        &worker,
        "paused",
        &format!("[{{\"line\": 1, \"match_key\": \"{uid}\", \"user_login\": \"root@con.example\"}}]"),
    )
    .await;
    does(&worker, &writing("paused", &given)).await;
    assert_eq!(does(&root, &format!("select is_own from ct.paused_details({parked})")).await, ["f"]);
}
