//! Rights that are raised in several steps, and what steps tell of whom one does not see.

use super::{Actor, Plain, World};

const ROOT: Actor = Actor::User("root@con.example");
const HR: Actor = Actor::User("hr@con.example");
const HELP: Actor = Actor::User("help@con.example");
const BOSS: Actor = Actor::User("boss@con.example");
const OP: &str = "'00000000-0000-0000-0000-0000000000aa'";

async fn does(plain: &Plain, sql: &str) -> Vec<String> {
    plain.attempt(sql).await.unwrap_or_else(|told| panic!("{sql}: {told:?}"))
}

/// What plans rows, each with a line of its own.
fn plan(rows: &[&str], mode: &str) -> String {
    let rows: Vec<_> =
        rows.iter().enumerate().map(|(line, row)| format!("{{\"line\": {line}, {row}}}")).collect();
    format!(
        "begin; select ct.begin_operation({OP}, 'try', null, null); select ct.stage_begin({OP}, 'user');
         select ct.stage_rows({OP}, 'user', '[{}]'); select * from ct.user_plan({OP}, '{mode}')",
        rows.join(", ")
    )
}

/// As an administrator does it.
async fn so(world: &World, sql: &str) {
    world.agency.own.connect().await.batch_execute(sql).await.unwrap();
}

/// Whoever gave somebody a security question does not get the rights that this user is given after that.
#[tokio::test]
async fn an_answer_that_somebody_else_knows_opens_no_elevated_right() {
    let world = World::new().await;
    let (help, nobody) = (world.plain(HELP).await, world.plain(Actor::Nobody).await);
    let id = world.id("worker@con.example").await;
    let recover = async || {
        let attempt = does(&nobody, "select ct.login_begin('worker@con.example', sha256('k'), 'answer')")
            .await
            .remove(0);
        let sql = format!(
            "select ct.recovery_finish({attempt}, gen_random_uuid(), substr(sha256('s'), 1, 16), sha256('v'), 19456, 2, 1, null, null)"
        );
        does(&nobody, &sql).await.remove(0)
    };
    let gives = format!(
        "{id}, (ct.security_questions())[1], substr(sha256('s'), 1, 16), sha256(sha256('k')), 19456, 2, 1"
    );
    does(&help, &format!("select ct.question_set_for({gives})")).await;
    assert_eq!(recover().await, "ok");
    so(&world, &format!("insert into ct.user_tool values ({id}, 'users', 'write')")).await;
    assert_eq!(recover().await, "wrong");
    // One that an administrator's connection gave does.
    so(&world, &format!("select ct.question_set_for({gives})")).await;
    assert_eq!(recover().await, "ok");
}

/// Whoever may unlock somebody may not guess their password meanwhile, unseen.
#[tokio::test]
async fn failures_are_not_forgotten_one_by_one() {
    let world = World::new().await;
    let (help, nobody) = (world.plain(HELP).await, world.plain(Actor::Nobody).await);
    let id = world.id("worker@con.example").await;
    for failures in 1..=5 {
        does(&nobody, "select ct.login_begin('worker@con.example', sha256('x'), 'password')").await;
        let locked = failures == 5;
        let told = does(&help, &format!("select ct.login_unlock({id})")).await;
        assert_eq!(told, [if locked { "t" } else { "f" }], "{failures}");
    }
    let history = "select count(*) from ct.history where change ? 'login_lock'";
    assert_eq!(world.agency.value(history).await, "1");
}

/// Whoever has two sessions does not do in the name of one what the other may.
#[tokio::test]
async fn nobody_acts_in_the_name_of_another() {
    let world = World::new().await;
    let id = world.id("worker@con.example").await;
    let hr = HR.token();
    let boss = world.plain(BOSS).await;
    does(
        &boss,
        &format!(
            "begin; select ct.begin_operation({OP}, 'try', null, null); set local ct.session = '{hr}';
        select ct.question_clear_for({id}); commit"
        ),
    )
    .await;
    assert_eq!(
        world.agency.value("select actor from ct.history_overview order by id desc limit 1").await,
        "hr@con.example"
    );
    // Nor is anybody settled by another's operation.
    so(&world, "update ct.users set pending_since = now() where email = 'lazy@con.example'").await;
    let lazy = world.id("lazy@con.example").await;
    let settle =
        format!("select * from ct.user_settle_pending(array[{lazy}], false, gen_random_uuid(), 'x')");
    world.plain(HR).await.is_refused(&settle, &["CT079"]).await;
}

/// Of oneself, and to where one does not log in.
#[tokio::test]
async fn what_is_planned_stays_within_the_rules() {
    let world = World::new().await;
    so(
        &world,
        "insert into ct.user_organization (user_id, organization_id, may_log_in) select u.id, o.id, false
        from ct.users u, ct.organization o where u.email = 'hr@con.example' and o.code = 'ACM'",
    )
    .await;
    let acm = world.agency.value("select id from ct.organization where code = 'ACM'").await;
    let new = "\"match_key\": \"new@con.example\", \"login\": \"new@con.example\", \"email\": \"new@con.example\", \"name\": \"N\"";
    let elsewhere = format!("{new}, \"organization_id\": {acm}");
    // What kind of user it is is not for the caller to say: whoever belongs to no organization is seen by nobody.
    let nowhere = format!("{new}, \"kind\": \"client\"");
    for (actor, mode, row, expected) in [
        (
            HR,
            "update",
            "\"match_key\": \"hr@con.example\", \"support\": \"vendor\"",
            "nobody changes this of themselves",
        ),
        (HR, "update", elsewhere.as_str(), "nobody gives access to an organization"),
        (HR, "update", nowhere.as_str(), "a new user needs it"),
    ] {
        let told = does(&world.plain(actor).await, &plan(&[row], mode)).await;
        assert!(told.iter().any(|problem| problem.contains(expected)), "{row}: {told:?}");
    }
}

/// A plan tells those who are out of sight from those who are not there in nothing; nor does it name a place by its number.
#[tokio::test]
async fn a_plan_tells_nothing_of_whom_one_does_not_see() {
    let world = World::new().await;
    let boss = world.plain(BOSS).await;
    for mode in ["team", "reset", "existing"] {
        let actor = if mode == "existing" { HR } else { BOSS };
        let rows = ["\"match_key\": \"zzacm-one@acm.example\"", "\"match_key\": \"none@acm.example\""];
        let plain = world.plain(actor).await;
        let told = does(&plain, &format!("{}; select * from ct.stage_plan", plan(&rows, mode))).await;
        let told: Vec<_> = told.into_iter().filter(|row| !row.is_empty()).collect();
        assert_eq!(
            told,
            [
                "0|email|there is no such user|zzacm-one@acm.example",
                "1|email|there is no such user|none@acm.example"
            ]
        );
    }
    for place in [
        "\"location_id\": 2",
        "\"location_id\": 99",
        "\"organization_id\": 2",
        "\"organization_ids\": [1, 2]",
        "\"organization_ids\": [null]",
    ] {
        boss.is_refused(
            &plan(&[&format!("\"match_key\": \"worker@con.example\", {place}")], "team"),
            &["CT079"],
        )
        .await;
    }
}

/// A supervisor whom one does not see, and access to an organization, is not told with those whom one sees.
#[tokio::test]
async fn what_is_read_of_somebody_names_nobody_out_of_sight() {
    let world = World::new().await;
    so(&world, "update ct.users set supervisor_id = (select id from ct.users where email = 'zzacm-one@acm.example'),
            location_id = (select id from ct.location where code = 'ACM-1') where email = 'worker@con.example';
        insert into ct.user_organization select u.id, o.id from ct.users u, ct.organization o where u.email = 'worker@con.example' and o.code = 'ACM';
        update ct.users set supervisor_id = (select id from ct.users where email = 'boss@con.example') where email = 'zzacm-two@acm.example'").await;
    let columns = "email, supervisor, organizations";
    let read = format!("select * from ct.user_read(array(select id from ct.user_seen order by id), string_to_array('{columns}', ', ')) u
        (a text, b text, c text[]) order by 1");
    for actor in [ROOT, HR, HELP, BOSS] {
        let plain = world.plain(actor).await;
        let seen = does(&plain, &format!("select {columns} from ct.user_overview order by email")).await;
        let told = does(&plain, &read).await;
        if actor == ROOT {
            assert!(told.iter().any(|row| row.contains("ACM")), "{told:?}");
        }
        assert_eq!(told, seen, "{actor:?}");
    }
    // Nor in what would change.
    let con = world.agency.value("select id from ct.organization where code = 'CON'").await;
    let row = format!(
        "\"match_key\": \"worker@con.example\", \"supervisor_login\": \"hr@con.example\", \"organization_ids\": [{con}], \"phone\": \"1\""
    );
    let told = does(
        &world.plain(HR).await,
        &format!("{}; select * from ct.stage_planned({OP}, 'user')", plan(&[&row], "update")),
    )
    .await
    .join("\n");
    assert!(told.contains("[null, \"hr@con.example\"]") && !told.to_uppercase().contains("ACM"), "{told}");
}

/// What somebody shows as is what they are found by: or else the history would name another.
#[tokio::test]
async fn nobody_shows_as_another() {
    let world = World::new().await;
    let hr = world.plain(HR).await;
    let con = world.agency.value("select id from ct.organization where code = 'CON'").await;
    let new = |login: &str, email: &str| {
        format!(
            "\"match_key\": \"{login}\", \"login\": \"{login}\", \"email\": \"{email}\", \"name\": \"N\", \"organization_id\": {con}"
        )
    };
    for row in [
        "\"match_key\": \"worker@con.example\", \"email\": \"root@con.example\"".to_owned(),
        "\"match_key\": \"worker@con.example\", \"login\": \"w@con.example\"".to_owned(),
        new("evil@con.example", "root@con.example"),
        new("root@evil.example", "root@con.example"),
        new("röot@con.example", "root@con.example"),
        new("root@xn--con.example", "root@con.example"),
        new("Root@con.example", "Root@con.example"),
    ] {
        let told = does(&hr, &format!("{}; rollback", plan(&[&row], "update"))).await;
        assert!(told.iter().any(|problem| problem.contains("is not what it is found by")), "{row}: {told:?}");
    }
    for row in [
        new("jörg@xn--bcher-kva.example", " JÖRG@Bücher.example "),
        new("maria@example.org", "\u{ff2d}aria@Example.ORG"),
    ] {
        let told = does(&hr, &format!("{}; rollback", plan(&[&row], "update"))).await.concat();
        assert_eq!(told, "", "{row}");
    }
}

/// Settings of the connection do not change what the functions find.
#[tokio::test]
async fn no_setting_gets_past_a_check() {
    let world = World::new().await;
    let hr = world.plain(HR).await;
    for setting in [
        "quote_all_identifiers = on",
        "transform_null_equals = on",
        "array_nulls = off",
        "datestyle = 'German'",
        "bytea_output = 'escape'",
        "timezone = 'Asia/Tokyo'",
        "enable_indexscan = off",
        "plan_cache_mode = force_generic_plan",
    ] {
        does(&hr, &format!("set {setting}")).await;
        let told = does(
            &hr,
            &format!(
                "{}; rollback",
                plan(&["\"match_key\": \"worker@con.example\", \"name\": \"\""], "update")
            ),
        )
        .await;
        assert!(told.contains(&"0|name|cannot be emptied|".to_owned()), "{setting}: {told:?}");
        let told = does(
            &hr,
            &format!(
                "{}; rollback",
                plan(&["\"match_key\": \"help@con.example\", \"tools\": [\"settings:write\"]"], "update")
            ),
        )
        .await;
        assert!(told.iter().any(|problem| problem.contains("nobody grants")), "{setting}: {told:?}");
    }
}
