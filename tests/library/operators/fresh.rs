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

/// A day that nobody can read is none: one of them in a list, and nobody has the list.
#[tokio::test]
async fn no_day_is_written_that_nobody_can_read() {
    let world = World::with_work().await;
    doors_of_tasks::let_wait(&world).await;
    let boss = world.plain(BOSS).await;
    let client = world.agency.value("select id from ct.client where key = 'con-case'").await;
    let case =
        world.agency.value(&format!("select id from ct.case_assignment where client_id = {client}")).await;
    let (mine, theirs) = (world.id("boss@con.example").await, world.id("worker@con.example").await);
    for day in ["infinity", "5874897-12-31", "10000-01-01", "0044-03-15 BC", "-infinity"] {
        for (noun, row) in [
            ("client", "\"match_key\": \"c1\", \"date_of_birth\": \"{day}\""),
            ("task", "\"match_key\": \"t\", \"title\": \"x\", \"due_date\": \"{day}\""),
            ("task", "\"match_key\": \"t\", \"title\": \"x\", \"begin_date\": \"{day}\""),
            (
                "case",
                "\"match_key\": \"x\", \"client_key\": \"con-case\", \"user_login\": \"boss@con.example\", \"begin_date\": \"{day}\"",
            ),
            (
                "case",
                "\"match_key\": \"x\", \"client_key\": \"con-case\", \"user_login\": \"worker@con.example\", \"begin_date\": \"2020-01-01\", \"end_date\": \"{day}\"",
            ),
            ("paused", "\"match_key\": \"of-worker\", \"paused_on\": \"{day}\""),
        ] {
            // It empties the field, where one may be empty.
            if day == "-infinity" && (noun != "case" || row.contains("end_date")) {
                continue;
            }
            let operation = format!("'{}'", uuid::Uuid::new_v4());
            let row = row.replace("{day}", day);
            let stage = format!(
                "begin; select ct.stage_begin({operation}, '{noun}'); select ct.stage_rows({operation}, '{noun}', '[{{\"line\": 1, {row}}}]')"
            );
            boss.is_refused(&stage, &["CT003"]).await;
        }
        for call in [
            format!("ct.case_assign({client}, array[{mine}], '{day}', null)"),
            format!("ct.case_assign({client}, array[{mine}], '2030-01-01', '{day}')"),
            format!("ct.case_end({case}, '{day}', null)"),
            format!("ct.case_reassign({client}, {theirs}, {mine}, '{day}')"),
            format!(
                "ct.caseload_transfer({theirs}, '{day}', null, array[{mine}], 'round-robin', '{{}}', '{{}}')"
            ),
        ] {
            boss.is_refused(&format!("select * from {call}"), &["CT003"]).await;
        }
    }
    let nested = format!("array[[{mine}], [{mine}]]");
    let call = format!(
        "select ct.caseload_transfer({theirs}, current_date, null, {nested}, 'round-robin', '{{}}', '{{}}')"
    );
    boss.is_refused(&call, &["CT003"]).await;
}

/// A series goes on by the uids of its tasks, which anybody may guess.
#[tokio::test]
async fn nobody_stands_in_the_way_of_the_series_of_others() {
    let world = World::with_work().await;
    doors_of_tasks::let_wait(&world).await;
    let owner = world.agency.own.connect().await;
    let long = format!("zzacm-{}", "x".repeat(60));
    owner.batch_execute(&format!("insert into ct.task (uid, key, title, user_id, organization_id, due_date, repeats, created_by)
        select d.uid, d.uid, 'ZZACM', u.id, u.organization_id, d.due::date, 'FREQ=DAILY', gen_random_uuid() from ct.users u,
            (values ('zzacm-task#2999-02-02', '2999-02-02'), ('{long}', '2999-02-02')) d (uid, due) where u.email = 'zzacm-two@acm.example';
        insert into ct.task (uid, key, title, user_id, organization_id, due_date, repeats, created_by)
        select 'zzacm-task#2000-01-01', 'zzacm-task#2000-01-01', 'mine', id, organization_id, '2000-01-01', 'FREQ=DAILY', gen_random_uuid()
        from ct.users where email = 'boss@con.example'")).await.unwrap();
    let boss = world.plain(BOSS).await;
    let hashed = world.agency.value(&format!("select ct.task_series_name('{long}')")).await;
    for uid in ["zzacm-task#2999-01-02", &format!("{hashed}#2999-02-03")] {
        let operation = format!("'{}'", uuid::Uuid::new_v4());
        let told = does(
            &boss,
            &format!(
                "begin; select ct.stage_begin({operation}, 'task'); select ct.stage_rows({operation}, 'task',
            '[{{\"line\": 1, \"match_key\": \"{uid}\", \"title\": \"x\", \"due_date\": \"2999-01-02\"}}]');
            select field, message from ct.task_plan({operation}, 'update'); rollback"
            ),
        )
        .await;
        assert_eq!(told[2..], ["uid|is of a series with tasks that you may not change"], "{uid}");
    }
    // If they have one all the same, it tells nothing of the next.
    let mine = world.agency.value("select id from ct.task where key = 'zzacm-task#2000-01-01'").await;
    let told = does(&boss, &format!("begin; select ct.begin_operation(gen_random_uuid(), 'x', null, null); select ct.task_settle({mine}, 'completed');
        select * from ct.task_continue(current_setting('ct.operation')::uuid, {mine}, null, '2001-01-01', 'FREQ=DAILY'); rollback")).await;
    assert_eq!(told[2..], ["||f|it is there already, and not within your reach"]);
    // Nor can a name that is taken keep anybody from completing a task; and who is served no more gets no more of them.
    owner.batch_execute("delete from ct.task where key = 'zzacm-task#2999-02-02' or key = 'zzacm-task';
        insert into ct.task (uid, key, title, user_id, organization_id, due_date, created_by)
            select 'zzacm-task#2001-01-01', 'zzacm-task#2001-01-01', 'ZZACM', id, organization_id, '1999-01-01', gen_random_uuid()
            from ct.users where email = 'zzacm-two@acm.example'").await.unwrap();
    let go_on = format!("begin; select ct.begin_operation(gen_random_uuid(), 'x', null, null); select ct.task_settle({mine}, 'completed');
        select * from ct.task_continue(current_setting('ct.operation')::uuid, {mine}, null, '2001-01-01', 'FREQ=DAILY'); rollback");
    assert_eq!(does(&boss, &go_on).await[2..], ["||f|another task is called zzacm-task#2001-01-01"]);
    owner.batch_execute("update ct.client set deactivated_at = now() where key = 'c1';
        update ct.task set user_id = null, client_id = (select id from ct.client where key = 'c1') where key = 'zzacm-task#2000-01-01'").await.unwrap();
    assert_eq!(does(&boss, &go_on).await[2..], ["||f|C1, for whom it is, is not served any more"]);
}

/// A plan shows what it would change as that is now; it is no window for whoever has lost sight of it.
#[tokio::test]
async fn a_plan_shows_nothing_that_has_gone_out_of_sight() {
    let world = World::with_work().await;
    doors_of_tasks::let_wait(&world).await;
    let owner = world.agency.own.connect().await;
    owner
        .batch_execute(
            "insert into ct.user_tool select id, 'users', 'write' from ct.users where email = 'boss@con.example';
             insert into ct.workgroup_tool select id, 'users', 'write' from ct.workgroup where key = 'cases';
             insert into ct.task (uid, key, title, user_id, organization_id, created_by)
                select 't', 't', 'x', id, organization_id, gen_random_uuid() from ct.users where email = 'hr@con.example';
             update ct.paused_operation set user_id = (select id from ct.users where email = 'hr@con.example') where key = 'of-worker';
             insert into ct.case_assignment (client_id, user_id, organization_id, begin_date, end_date, created_by)
                select c.id, u.id, c.organization_id, '2026-01-01', '2999-01-01', gen_random_uuid() from ct.client c, ct.users u
                where c.key = 'con-case' and u.email = 'boss@con.example';
             update ct.users set supervisor_id = null, case_manager = email like 'help%' or case_manager where email in ('worker@con.example', 'help@con.example');
             insert into ct.case_assignment (client_id, user_id, organization_id, begin_date, created_by)
                select c.id, u.id, c.organization_id, '2026-02-01', gen_random_uuid() from ct.client c, ct.users u
                where c.key = 'con-case' and u.email = 'help@con.example'",
        )
        .await
        .unwrap();
    let boss = world.plain(BOSS).await;
    let mut waiting = Vec::new();
    for (noun, row) in [
        ("user", "\"match_key\": \"help@con.example\", \"phone\": \"bogus\""),
        ("client", "\"match_key\": \"c1\", \"name\": \"bogus\""),
        ("task", "\"match_key\": \"t\", \"title\": \"bogus\""),
        ("paused", "\"match_key\": \"of-worker\", \"step\": \"bogus\""),
        (
            "case",
            "\"match_key\": \"x\", \"client_key\": \"con-case\", \"user_login\": \"help@con.example\", \"begin_date\": \"2026-02-01\", \"end_date\": \"2998-01-01\"",
        ),
    ] {
        let operation = planned(&boss, noun, &format!("[{{\"line\": 1, {row}}}]")).await;
        waiting.push((noun, format!("select * from ct.stage_planned({operation}, '{noun}')")));
    }
    for (noun, sql) in &waiting {
        assert_eq!(does(&boss, sql).await.len(), 1, "{noun}");
    }
    owner.batch_execute("delete from ct.user_tool where user_id = (select id from ct.users where email = 'boss@con.example')").await.unwrap();
    for (noun, sql) in &waiting {
        assert_eq!(does(&boss, sql).await, Vec::<String>::new(), "{noun}");
    }
}

/// What an import did is undone by an administrator, and not by whoever stages what was there before.
#[tokio::test]
async fn nobody_opens_an_assignment_again_that_an_import_has_ended() {
    let world = World::with_work().await;
    let owner = world.agency.own.connect().await;
    let op = "'00000000-0000-0000-0000-0000000000ac'";
    owner.batch_execute(&format!("begin; select ct.begin_operation({op}, 'case import', null, null);
        update ct.case_assignment set end_date = '2021-12-31' where client_id = (select id from ct.client where key = 'con-case');
        select ct.batch_write({op}, 'case', 'x', sha256('x'), 0, 1, 0, 0, 0, null, null, null, null); commit")).await.unwrap();
    let boss = world.plain(BOSS).await;
    let row = "[{\"line\": 1, \"match_key\": \"x\", \"client_key\": \"con-case\", \"user_login\": \"worker@con.example\", \"begin_date\": \"2020-01-01\", \"end_date\": \"-infinity\"}]";
    let own = "'00000000-0000-0000-0000-0000000000ad'";
    let told = does(
        &boss,
        &format!(
            "begin; select ct.stage_begin({own}, 'case'); select ct.stage_rows({own}, 'case', '{row}');
        select field, message from ct.case_plan({own}, 'update'); rollback"
        ),
    )
    .await;
    assert_eq!(told[2..], ["end_date|is past, and stays as it was: it ended on 2021-12-31"]);
}

/// Whoever is given work goes elsewhere at that moment: no task is left where they were, whether one has locked before or not.
#[tokio::test]
async fn a_task_is_never_left_where_somebody_was() {
    let world = World::with_work().await;
    doors_of_tasks::let_wait(&world).await;
    let boss = world.plain(BOSS).await;
    let row = "[{\"line\": 1, \"match_key\": \"t\", \"title\": \"x\", \"user_login\": \"help@con.example\"}]";
    let operation = planned(&boss, "task", row).await;
    let owner = world.agency.own.connect().await;
    owner.batch_execute("begin; update ct.users set organization_id = (select id from ct.organization where code = 'ACM') where email = 'help@con.example'").await.unwrap();
    let release = async {
        crate::concurrency::until_waiting(&world.agency, 1).await;
        owner.batch_execute("commit").await.unwrap();
    };
    let sql = writing("task", &operation);
    let (told, ()) = tokio::join!(boss.attempt(&sql), release);
    assert_eq!(told.unwrap_err().0, "CT079");
}
