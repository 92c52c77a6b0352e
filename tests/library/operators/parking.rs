//! Who parks for whom, who settles what, and what a uid tells: with rows that are staged by hand.

use super::doors::{HELP, HR, WORKER};
use super::{Actor, Plain, World};

const CHIEF: Actor = Actor::User("chief@con.example");
const BOSS: Actor = Actor::User("boss@con.example");

/// What planning says of rows that are staged by hand; they are written if there is nothing to say, and then taken back or kept.
async fn staged(plain: &Plain, rows: &str, end: &str) -> Vec<String> {
    let operation = format!("'{}'", uuid::Uuid::new_v4());
    let begin = format!(
        "begin; select ct.begin_operation({operation}, 'try', null, null); select ct.stage_begin({operation}, 'paused');
         select ct.stage_rows({operation}, 'paused', '{rows}')"
    );
    plain.attempt(&begin).await.unwrap();
    let plan = format!("select field, message, value from ct.paused_plan({operation}, 'update')");
    let problems = plain.attempt(&plan).await.unwrap();
    if problems.is_empty() {
        plain.attempt(&format!("select ct.paused_write({operation})")).await.unwrap();
        plain.attempt(&format!("select ct.stage_clear({operation}); {end}")).await.unwrap();
    } else {
        plain.attempt("rollback").await.unwrap();
    }
    problems
}

fn row(fields: &str) -> String {
    format!("[{{\"line\": 1, \"match_key\": \"made-0\", \"workflow\": \"intake\", {fields}}}]")
}

#[tokio::test]
async fn everybody_parks_for_themselves_and_for_others_who_may() {
    let world = World::with_work().await;
    let before = world.agency.content().await;
    let none = Vec::<String>::new();
    let others =
        "user|it takes write access to cases in the organization to park something for somebody else|";
    let cases: [(Actor, &str, &str); 9] = [
        (CHIEF, "\"step\": \"x\"", ""),
        (CHIEF, "\"user_login\": \"chief@con.example\"", ""),
        (CHIEF, "\"user_login\": \"worker@con.example\"", "user|there is no such user|worker@con.example"),
        (CHIEF, "\"client_key\": \"c1\"", "client|there is no such client|c1"),
        (HR, "\"user_login\": \"boss@con.example\"", others),
        (WORKER, "\"user_login\": \"boss@con.example\", \"client_key\": \"c1\"", ""),
        (WORKER, "\"client_key\": \"zzacm-1\"", "client|there is no such client|zzacm-1"),
        (
            WORKER,
            "\"user_login\": \"zzacm-two@acm.example\"",
            "user|there is no such user|zzacm-two@acm.example",
        ),
        (WORKER, "\"user_login\": \"nobody@acm.example\"", "user|there is no such user|nobody@acm.example"),
    ];
    for (actor, fields, expected) in cases {
        let said = staged(&world.plain(actor).await, &row(fields), "rollback").await;
        match said.first() {
            Some(first) if !expected.is_empty() => {
                assert!(first.starts_with(expected), "{actor:?} {fields}: {said:?}");
            }
            _ => assert!(expected.is_empty() && said == none, "{actor:?} {fields}: {said:?}"),
        }
    }
    assert_eq!(world.agency.content().await, before);
    // The numbers are looked up, and not told by whoever stages.
    let forged = format!("\"user_id\": {}, \"organization_id\": 1", world.id("zzacm-two@acm.example").await);
    assert_eq!(staged(&world.plain(CHIEF).await, &row(&forged), "commit").await, none);
    let whose = "select \"user\" || ' ' || organization from ct.paused_register order by id desc limit 1";
    assert_eq!(world.agency.value(whose).await, "chief@con.example CON");
    // The same row again is the same one.
    assert_eq!(staged(&world.plain(CHIEF).await, &row("\"step\": \"two\""), "rollback").await, none);
    assert_eq!(world.agency.value("select count(*) from ct.paused_operation").await, "5");
}

#[tokio::test]
async fn a_supervisor_settles_what_the_team_has_parked_and_edits_nothing_of_it() {
    let world = World::with_work().await;
    let id = async |uid: &str| {
        world.agency.value(&format!("select id from ct.paused_operation where key = '{uid}'")).await
    };
    let (boss, chief, worker) = (id("of-boss").await, id("of-chief").await, id("of-worker").await);
    // HR has no access to cases, and supervises the boss; the boss has, and supervises both others.
    let seen = "select p.uid from ct.paused_read(array(select ct.paused_page('{}', null, null, false, null, null)), array['uid']) p (uid text) order by 1";
    for (actor, expected) in [
        (HR, vec!["of-boss"]),
        (CHIEF, vec!["of-chief"]),
        (HELP, vec![]),
        (BOSS, vec!["of-boss", "of-chief", "of-worker"]),
        (Actor::User("zzacm-one@acm.example"), vec!["ZZACM-parked"]),
    ] {
        assert_eq!(world.plain(actor).await.attempt(seen).await.unwrap(), expected, "{actor:?}");
    }
    let edit = |uid: &str| format!("[{{\"line\": 1, \"match_key\": \"{uid}\", \"step\": \"other\"}}]");
    let said = staged(&world.plain(HR).await, &edit("of-boss"), "rollback").await;
    assert_eq!(said, ["uid|is a paused operation that you cannot change so|of-boss"]);
    assert_eq!(staged(&world.plain(CHIEF).await, &edit("of-chief"), "commit").await, Vec::<String>::new());
    let away = "[{\"line\": 1, \"match_key\": \"of-chief\", \"user_login\": \"worker@con.example\"}]";
    let said = staged(&world.plain(CHIEF).await, away, "rollback").await;
    assert_eq!(said, ["user|there is no such user|worker@con.example"]);
    for (actor, target) in [(HR, &boss), (CHIEF, &chief), (WORKER, &worker)] {
        let told = format!("select ct.paused_settle({target}, 'cancelled')");
        assert_eq!(world.plain(actor).await.attempt(&told).await.unwrap(), ["t"], "{actor:?}");
        assert_eq!(world.plain(actor).await.attempt(&told).await.unwrap(), ["f"], "{actor:?}");
    }
}

/// Whoever tells a uid learns that it is taken, but none that others can make: what somebody has parked for whom on which day.
#[tokio::test]
async fn made_uids_tell_nothing_of_others() {
    let world = World::with_work().await;
    let client = world.agency.own.connect().await;
    client
        .batch_execute(
            "update ct.paused_operation set uid = 'made-1', key = 'made-1' where key = 'zzacm-parked'",
        )
        .await
        .unwrap();
    let plain = world.plain(WORKER).await;
    let tries = [
        "\"uid\": \"made-N\", \"key\": \"made-N\"",
        "\"uid\": \"made-N\", \"key\": \"made-N\", \"user_login\": \"worker@con.example\"",
        "\"user_login\": \"worker@con.example\"",
        "\"key\": \"made-N\", \"user_login\": \"worker@con.example\"",
    ];
    for told in tries {
        let mut said = Vec::new();
        // The first is there, the second is not.
        for number in ["1", "2"] {
            let rows = row(told).replace("made-0", "made-N").replace("made-N", &format!("made-{number}"));
            let answer = staged(&plain, &rows, "rollback").await;
            said.push(answer.iter().map(|line| line.replace(number, "N")).collect::<Vec<_>>());
        }
        assert_eq!(said[0], said[1], "{told}");
    }
    let taken = staged(
        &plain,
        &row("\"uid\": \"of-chief\", \"key\": \"of-chief\"").replace("made-0", "of-chief"),
        "rollback",
    )
    .await;
    assert_eq!(taken, Vec::<String>::new(), "within reach");
}
