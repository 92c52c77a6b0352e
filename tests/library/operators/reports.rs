//! Reports: what whoever has the tool sees of others, and what nobody sees who has it not. A part of [`super::doors`].

use super::doors::Comes::{self, Refused};
use super::doors::{HR, WORKER};
use super::{Actor, World, tells};

const ROOT: Actor = Actor::User("root@con.example");

/// As in [`super::doors`].
pub(super) const ATTACKS: &[(&str, &str, Actor, &str, Comes)] = &[
    (
        "report_access",
        "it takes the tool",
        WORKER,
        "select * from ct.report_access(null, null, null, null, null, null)",
        Refused,
    ),
    (
        "report_access",
        "what the workgroup opens is not enough",
        ROOT,
        "select * from ct.report_access(null, null, null, null, null, null)",
        Refused,
    ),
    (
        "report_access",
        "nobody is logged in",
        Actor::Nobody,
        "select * from ct.report_access(null, null, null, null, null, null)",
        Refused,
    ),
    (
        "report_inactive",
        "it takes the tool",
        WORKER,
        "select * from ct.report_inactive(now() + interval '9 years', 1, null)",
        Refused,
    ),
    (
        "report_inactive",
        "what the workgroup opens is not enough",
        ROOT,
        "select * from ct.report_inactive(now() + interval '9 years', 1, {acm})",
        Refused,
    ),
    (
        "report_inactive",
        "nobody is logged in",
        Actor::Nobody,
        "select * from ct.report_inactive(now() + interval '9 years', 1, null)",
        Refused,
    ),
    (
        "report_changes",
        "it takes the tool",
        WORKER,
        "select * from ct.report_changes('-infinity', null)",
        Refused,
    ),
    (
        "report_changes",
        "to read histories is not enough",
        HR,
        "select * from ct.report_changes('-infinity', null)",
        Refused,
    ),
    (
        "report_changes",
        "nobody is logged in",
        Actor::Nobody,
        "select * from ct.report_changes('-infinity', 'infinity')",
        Refused,
    ),
    // Only the functions above ask who sees what.
    (
        "report_access",
        "no function beneath is open",
        HR,
        "select ct.report_actor({theirs}, null, null, null, null)",
        Refused,
    ),
    (
        "report_access",
        "no function beneath is open",
        HR,
        "select ct.report_kind('user', 'created', null)",
        Refused,
    ),
    (
        "report_changes",
        "no function beneath is open",
        HR,
        "select ct.report_change_seen('{}', array[{acm}]::bigint[], null)",
        Refused,
    ),
];

/// The same world, where these may read reports, some are led by somebody out of sight, and much has happened.
async fn world() -> World {
    let world = World::with_everything().await;
    let sql = "insert into ct.user_tool select id, 'reports', 'read' from ct.users where email in ('root@con.example', 'hr@con.example');
        -- hr may not read histories any more.
        delete from ct.user_tool where tool = 'history' and user_id = (select id from ct.users where email = 'hr@con.example');
        insert into ct.user_organization (user_id, organization_id) select u.id, o.id from ct.users u, ct.organization o
            where u.email = 'worker@con.example' and o.code = 'ACM';
        update ct.users set supervisor_id = (select id from ct.users where email = 'zzacm-one@acm.example') where email in ('worker@con.example', 'lazy@con.example');
        begin; select ct.begin_operation(gen_random_uuid(), 'user edit', null, 'x');
        update ct.users set deactivated_at = now(), deactivated_by = ct.current_operation(), deactivation_reason = 'ours' where email = 'help@con.example';
        update ct.users set deactivated_at = now(), deactivated_by = ct.current_operation(), deactivation_reason = 'ZZACM' where email = 'zzacm-two@acm.example';
        update ct.users set phone = '1' where email in ('worker@con.example', 'zzacm-one@acm.example'); commit;
        -- What somebody of the other organization does to one of ours.
        insert into ct.operation (id, command, user_id) select '00000000-0000-0000-0000-0000000000f1', 'user edit', id from ct.users where email = 'zzacm-one@acm.example';
        insert into ct.history (operation_id, noun, row_id, action, change) select '00000000-0000-0000-0000-0000000000f1', 'user', id, 'changed', '{\"password\": [\"set\", \"set, to be changed at login\"]}'
            from ct.users where email = 'worker@con.example'";
    world.agency.own.connect().await.batch_execute(sql).await.unwrap();
    world
}

#[tokio::test]
async fn access_is_told_of_whoever_is_within_reach() {
    let world = world().await;
    let hr = world.plain(HR).await;
    let all = "select * from ct.report_access(null, null, null, null, null, null)";
    let seen = hr.attempt(all).await.unwrap();
    assert!(seen.iter().all(|row| !tells(row)), "{seen:#?}");
    let short = "select email, status, organizations, coalesce(supervisor, '-'), coalesce(supervisor_status, '-') from ct.report_access(null, null, null, null, null, null) order by email";
    assert_eq!(
        hr.attempt(short).await.unwrap(),
        [
            "boss@con.example|active|{CON}|hr@con.example|active",
            "chief@con.example|active|{CON}|boss@con.example|active",
            "help@con.example|inactive|{CON}|-|-",
            "hr@con.example|active|{CON}|-|-",
            "lazy@con.example|active|{CON}|-|-",
            "root@con.example|active|{CON}|-|-",
            "worker@con.example|active|{CON}|-|-",
        ]
    );
    // Nor is it told by a filter.
    let boss = world.id("zzacm-one@acm.example").await;
    let team = format!("select email from ct.report_access(null, null, null, null, null, {boss})");
    assert_eq!(hr.attempt(&team).await.unwrap(), Vec::<String>::new());
    assert_eq!(world.agency.column(&team).await.len(), 3);
    let acm = world.agency.value("select id::text from ct.organization where code = 'ACM'").await;
    let theirs = format!("select email from ct.report_access({acm}, null, null, null, null, null)");
    assert_eq!(hr.attempt(&theirs).await.unwrap(), Vec::<String>::new());
    // An administrator's connection sees all.
    assert_eq!(world.agency.column(&format!("select email from ({all}) r")).await.len(), 9);
}

#[tokio::test]
async fn who_is_inactive_is_told_of_whoever_is_within_reach() {
    let world = world().await;
    let all = "select email || ' ' || coalesce(supervisor, '-') || ' ' || cases || ' ' || tasks from ct.report_inactive(now() + interval '40 days', 30, null) order by email";
    let hr = world.plain(HR).await;
    let seen = hr.attempt(all).await.unwrap();
    assert_eq!(seen.len(), 6);
    assert!(seen.iter().all(|row| !tells(row)), "{seen:?}");
    assert_eq!(world.agency.column(all).await.len(), 7);
    let told = "select count(*) from ct.report_inactive(now(), 0, null)";
    assert_eq!(hr.attempt(told).await.unwrap_err().0, "CT003");
}

#[tokio::test]
async fn changes_are_told_within_reach_and_what_they_were_to_who_may_read_histories() {
    let world = world().await;
    let all = "select noun, coalesce(key, '-'), kind, coalesce(actor, '-'), coalesce(change::text, '-') from ct.report_changes('-infinity', null)";
    for (actor, tells_what) in [(HR, false), (ROOT, true)] {
        let seen = world.plain(actor).await.attempt(all).await.unwrap();
        assert!(seen.iter().all(|row| !tells(row)), "{actor:?}: {seen:#?}");
        assert!(seen.iter().any(|row| row.starts_with("user|help@con.example|deactivated|")), "{seen:#?}");
        assert!(
            seen.iter().any(|row| row.starts_with("user|worker@con.example|password reset|-|")),
            "{seen:#?}"
        );
        assert!(seen.iter().any(|row| row.starts_with("client|CON-1|created|")), "{seen:#?}");
        assert!(seen.iter().any(|row| row.starts_with("case|CON-1 / worker@con.example / ")), "{seen:#?}");
        let phone = seen
            .iter()
            .any(|row| row.starts_with("user|worker@con.example|changed|") && row.ends_with("\"1\"]}"));
        assert_eq!(phone, tells_what, "{seen:#?}");
    }
    // The supervisor of before, who is within reach, is told beside the new one, who is not.
    let led = "select change::text from ct.report_changes('-infinity', null) where key = 'worker@con.example' and change ? 'supervisor'";
    let told = world.plain(ROOT).await.attempt(led).await.unwrap();
    assert_eq!(told, ["{\"supervisor\": [\"boss@con.example\", null]}"]);
    let theirs = world
        .agency
        .column(
            "select noun from ct.report_changes('-infinity', null) where key like 'ZZ%' or key like 'zz%'",
        )
        .await;
    assert!(theirs.len() > 5, "{theirs:?}");
}

/// What somebody who left held is told; not of whom it is out of reach.
#[tokio::test]
async fn clients_without_a_case_manager_are_told_within_reach() {
    let world = world().await;
    let sql = "update ct.case_assignment set begin_date = ct.today() - 9, end_date = ct.today() - 1, end_reason = 'case manager has left' where withdrawn_at is null;
        update ct.case_assignment a set user_id = (select id from ct.users where email = 'zzacm-one@acm.example')
            from ct.client c where c.id = a.client_id and c.key = 'con-1'";
    for statement in sql.split(';') {
        // Whose it is never changes otherwise.
        let sql = format!("set session_replication_role = replica; {statement}");
        world.agency.own.connect_as("postgres").await.batch_execute(&sql).await.unwrap();
    }
    let all =
        "select what, array_to_string(holders, ';') from ct.report_orphans(array['unassigned']) order by 1";
    let seen = world.plain(HR).await.attempt(all).await.unwrap();
    assert!(seen.contains(&"CON-1|".to_owned()), "{seen:?}");
    assert!(seen.iter().all(|row| !tells(row)), "{seen:?}");
}
