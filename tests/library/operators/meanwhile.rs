//! Two connections at once: what one of them changes while the other is in the middle of it.

use super::{Actor, Plain, World};
use crate::concurrency::until_waiting;

const HR: Actor = Actor::User("hr@con.example");
const BOSS: Actor = Actor::User("boss@con.example");
const WORKER: Actor = Actor::User("worker@con.example");
const OP: &str = "'00000000-0000-0000-0000-0000000000aa'";
const CREDENTIAL: &str =
    "array[1], array[substr(sha256('s'), 1, 16)], array[sha256('v')], array[8], array[1], array[1]";

/// What staging one line of a noun takes.
fn stage(noun: &str, row: &str) -> String {
    format!("select ct.stage_rows({OP}, '{noun}', '[{{\"line\": 1, {row}}}]')")
}

async fn does(plain: &Plain, sql: &str) {
    plain.attempt(sql).await.unwrap_or_else(|told| panic!("{sql}: {told:?}"));
}

/// A statement that waits for what another connection has not committed yet.
async fn meets(world: &World, waits: (&Plain, &str), other: &Plain) -> Result<Vec<String>, (String, String)> {
    let release = async {
        until_waiting(&world.agency, 1).await;
        does(other, "commit").await;
    };
    tokio::join!(waits.0.attempt(waits.1), release).0
}

/// Whoever is being written gets no more than was checked, though another row for the same line comes at that moment.
#[tokio::test]
async fn nothing_slips_in_between_the_check_and_the_writing() {
    let world = World::new().await;
    let before = world.agency.content().await;
    for (actor, mode, email) in [(HR, "update", "hr@con.example"), (BOSS, "team", "worker@con.example")] {
        let (writer, stager) = (world.plain(actor).await, world.plain(actor).await);
        let row = format!("\"match_key\": \"{email}\"");
        does(
            &writer,
            &format!(
                "begin; select ct.stage_begin({OP}, 'user'); {}; select ct.user_plan({OP}, '{mode}'); commit",
                stage("user", &format!("{row}, \"phone\": \"1\""))
            ),
        )
        .await;
        let tools = "\"tools\": [\"settings:write\", \"users:write\", \"workgroups:write\"]";
        does(&stager, &format!("begin; {}", stage("user", &format!("{row}, {tools}")))).await;
        does(&writer, &format!("begin; select ct.begin_operation({OP}, 'try', null, null)")).await;
        let told = meets(&world, (&writer, &format!("select ct.user_write({OP}); commit")), &stager).await;
        assert_eq!(told.unwrap_err().0, "CT079", "{email}");
        does(&writer, &format!("select ct.stage_clear({OP})")).await;
    }
    assert_eq!(world.agency.content().await, before);
}

/// What waits of passwords was looked at when they are written.
#[tokio::test]
async fn no_password_slips_in_between() {
    let world = World::new().await;
    let (writer, stager) = (world.plain(HR).await, world.plain(HR).await);
    does(
        &writer,
        &format!(
            "begin; select ct.stage_begin({OP}, 'user'); {}; select ct.user_plan({OP}, 'update'); commit",
            stage("user", "\"match_key\": \"root@con.example\"")
        ),
    )
    .await;
    does(
        &writer,
        &format!("begin; select ct.begin_operation({OP}, 'try', null, null); select ct.user_write({OP})"),
    )
    .await;
    // While the rows are written passwords may come, but not while they are.
    let sends = format!("set lock_timeout = '100ms'; select ct.stage_credentials({OP}, {CREDENTIAL})");
    does(&stager, &format!("begin; {sends}; rollback")).await;
    does(&writer, &format!("select ct.credential_write({OP}, true, false, null)")).await;
    stager.is_refused(&sends, &["55P03"]).await;
}

/// Rows that were staged while the others were cleared stay behind; as part of something else they would be planned under
/// the numbers of another noun, and the password of whoever has that number be set.
#[tokio::test]
async fn rows_of_one_noun_are_never_planned_as_another() {
    let world = World::new().await;
    let target = world.agency.value("select max(id) + 1 from ct.workgroup").await;
    world.agency.own.connect().await.batch_execute(&format!(
        "insert into ct.user_tool values ({target}, 'settings', 'write');
         insert into ct.user_tool select id, 'workgroups', 'write' from ct.users where email = 'hr@con.example'")).await.unwrap();
    let password = format!("select encode(verifier, 'hex') from ct.credential where user_id = {target}");
    let before = world.agency.value(&password).await;
    let (one, two) = (world.plain(HR).await, world.plain(HR).await);
    does(&one, &format!("select ct.stage_begin({OP}, 'workgroup')")).await;
    does(&two, &format!("begin; select ct.stage_clear({OP})")).await;
    let late = stage("workgroup", "\"match_key\": \"w\", \"code\": \"W\", \"key\": \"w\", \"name\": \"W\"");
    assert_eq!(meets(&world, (&one, &late), &two).await.unwrap_err().0, "CT079");
    assert_eq!(world.agency.value("select count(*) from ct.stage_workgroup").await, "0");
    does(&one, &format!("select ct.stage_begin({OP}, 'user')")).await;
    one.is_refused(&format!("select ct.place_plan({OP}, 'workgroup', 'update')"), &["CT003"]).await;
    does(&one, &stage("user", "\"match_key\": \"new@con.example\", \"email\": \"new@con.example\"")).await;
    does(&one, &stage("user", "\"match_key\": \"worker@con.example\"")).await;
    // Two rows of the same line would be taken for each other.
    one.is_refused(
        &format!(
            "begin; select ct.begin_operation({OP}, 'try', null, null); select ct.user_plan({OP}, 'skip');
            select ct.user_write({OP}); select ct.stage_credentials({OP}, {CREDENTIAL});
            select ct.credential_write({OP}, true, false, null); commit"
        ),
        &["CT003"],
    )
    .await;
    assert_eq!(world.agency.value(&password).await, before);
}

/// Nobody keeps others from putting an end to their account by a transaction that they leave open.
#[tokio::test]
async fn an_open_transaction_keeps_no_account_open() {
    let world = World::new().await;
    let owner = world.agency.own.connect().await;
    owner.batch_execute("set lock_timeout = '5s'").await.unwrap();
    let (worker, nobody) = (world.plain(WORKER).await, world.plain(Actor::Nobody).await);
    does(&worker, "begin; select ct.session_choose(null, null, null)").await;
    owner
        .batch_execute("update ct.users set deactivated_at = now() where email = 'worker@con.example'")
        .await
        .unwrap();
    does(&worker, "commit").await;
    worker.is_refused("select ct.actor_id()", &["CT077"]).await;
    // Whoever comes back logs in again.
    owner
        .batch_execute("update ct.users set deactivated_at = null where email = 'worker@con.example'")
        .await
        .unwrap();
    worker.is_refused("select ct.actor_id()", &["CT077"]).await;
    // Nor from letting somebody in, or not.
    owner
        .batch_execute("update ct.users set pending_since = now() where email = 'lazy@con.example'")
        .await
        .unwrap();
    does(&nobody, "begin; select ct.login_begin('lazy@con.example', sha256('x'), 'password')").await;
    let lazy = world.id("lazy@con.example").await;
    let settled = world
        .plain(HR)
        .await
        .attempt(&format!(
            "set lock_timeout = '5s'; begin; select ct.begin_operation({OP}, 'try', null, null);
        select was from ct.user_settle_pending(array[{lazy}], false, {OP}, 'no'); commit"
        ))
        .await
        .unwrap();
    assert_eq!(settled, ["", "pending"]);
}

/// Writers of users take turns; whoever has nobody to change takes none.
#[tokio::test]
async fn who_may_change_nobody_keeps_nobody_waiting() {
    let world = World::new().await;
    let worker = world.plain(WORKER).await;
    for noun in ["user", "organization", "workgroup"] {
        let sql = format!(
            "begin; select ct.stage_begin(gen_random_uuid(), '{noun}') from ct.begin_operation({OP}, 'x', null, null)"
        );
        worker.is_refused(&sql, &["CT079"]).await;
    }
}
