//! The functions for leavers that an operator role may run, called with what is another's, and leavers staged by hand.

use super::doors::Attack;
use super::doors::Comes::{Gives, Refused};
use super::doors::{HELP, HR, WORKER};
use super::{Actor, Plain, World, tells};

#[rustfmt::skip]
pub(super) const ATTACKS: &[Attack] = &[
    ("leaver_plan", "rows that wait are somebody's", HR, "select * from ct.leaver_plan({op}, 'existing')", Refused),
    ("leaver_plan", "it takes the tool", WORKER, "select * from ct.leaver_plan({op}, 'existing')", Refused),
    ("leaver_plan", "nobody is logged in", Actor::Nobody, "select * from ct.leaver_plan({op}, 'existing')", Refused),
    ("leaver_plan", "SQL is a way that is none", HR, "select * from ct.leaver_plan({op}, 'x''; drop table ct.users; --')", Refused),
    ("leaver_write", "rows that wait are somebody's", HR, "select ct.leaver_write({op})", Refused),
    ("leaver_write", "it takes the tool", HELP, "select ct.leaver_write({op})", Refused),
    ("leaver_write", "nobody is logged in", Actor::Nobody, "select ct.leaver_write({op})", Refused),
    ("leaver_had", "of whom one sees", HR, "select * from ct.leaver_had({theirs})", Gives(&[])),
    ("leaver_had", "of work that one sees", HR, "select * from ct.leaver_had({worker})", Gives(&[])),
    ("leaver_had", "nobody is logged in", Actor::Nobody, "select * from ct.leaver_had({worker})", Refused),
    ("leaver_work", "of whom one sees", HR, "select * from ct.leaver_work(array[{theirs}], 10)", Gives(&[])),
    ("leaver_work", "of work that one sees", HR, "select kind, seen, unseen, what, name, day from ct.leaver_work(array[{worker}, {theirs}, {worker}], 10) where kind = 'case'", Gives(&["case|0|2|{}|{}|{}"])),
    ("leaver_work", "it takes the tool", WORKER, "select * from ct.leaver_work(array[{worker}], 10)", Refused),
    ("leaver_work", "it takes the tool, and not a team", Actor::User("boss@con.example"), "select * from ct.leaver_work(array[{worker}], 10)", Refused),
    ("leaver_work", "nobody is logged in", Actor::Nobody, "select * from ct.leaver_work(array[{worker}], 10)", Refused),
    ("stage_begin", "leavers take the tool", HELP, "select ct.stage_begin(gen_random_uuid(), 'leaver')", Refused),
    ("stage_begin", "leavers take the tool, and not a team", Actor::User("boss@con.example"), "select ct.stage_begin(gen_random_uuid(), 'leaver')", Refused),
];

const OP: &str = "'00000000-0000-0000-0000-0000000000aa'";

fn row(cells: &str) -> String {
    format!("select ct.stage_rows({OP}, 'leaver', '[{{\"line\": 1, {cells}}}]')")
}

/// Begins, stages one row and plans it; gives what is wrong with it.
async fn planned(plain: &Plain, cells: &str) -> Result<Vec<String>, (String, String)> {
    plain.attempt(&format!("select ct.stage_clear({OP}); select ct.stage_begin({OP}, 'leaver')")).await?;
    plain.attempt(&row(cells)).await?;
    plain.attempt(&format!("select * from ct.leaver_plan({OP}, 'existing')")).await
}

async fn written(plain: &Plain) -> Result<Vec<String>, (String, String)> {
    plain
        .attempt(&format!(
            "begin; select ct.begin_operation({OP}, 'try', null, null); select ct.leaver_write({OP}); commit"
        ))
        .await
}

/// Nobody says by hand who gets the work, or when: planning finds it; and nothing is written that was not planned.
#[tokio::test]
async fn what_planning_finds_is_not_told() {
    let world = World::with_everything().await;
    let theirs = world.id("zzacm-one@acm.example").await;
    let hr = world.plain(HR).await;
    let lazy = "\"match_key\": \"lazy@con.example\"";
    for cell in [
        format!("\"transfer_to_id\": {theirs}, \"work\": \"transfer\""),
        format!("\"team_to_id\": {theirs}"),
        "\"ends_at\": \"2999-01-01\"".to_owned(),
    ] {
        let before =
            world.agency.value("select count(*) from ct.users where deactivated_at is not null").await;
        let told = planned(&hr, &format!("{lazy}, {cell}")).await;
        // Either it is no cell, or it counts for nothing.
        if told.is_ok() {
            let kept = "select count(*) from ct.stage_leaver where num_nonnulls(transfer_to_id, team_to_id, ends_at) > 0";
            assert_eq!(world.agency.value(kept).await, "0", "{cell}");
        }
        hr.attempt(&format!("select ct.stage_clear({OP})")).await.unwrap();
        let after =
            world.agency.value("select count(*) from ct.users where deactivated_at is not null").await;
        assert_eq!(after, before);
    }
    // Without a plan, and with a row that came after it.
    hr.attempt(&format!("select ct.stage_begin({OP}, 'leaver')")).await.unwrap();
    hr.attempt(&row(lazy)).await.unwrap();
    assert!(written(&hr).await.is_err());
    hr.attempt(&format!("select * from ct.leaver_plan({OP}, 'existing')")).await.unwrap();
    let other = "select ct.stage_rows('00000000-0000-0000-0000-0000000000aa', 'leaver', '[{\"line\": 2, \"match_key\": \"worker@con.example\", \"work\": \"leave-open\"}]')";
    hr.attempt(other).await.unwrap();
    assert!(written(&hr).await.is_err());
    assert_eq!(
        world.agency.value("select count(*) from ct.users where deactivated_at is not null").await,
        "0"
    );
}

/// What is wrong is told as it is where there is nobody, or in counts.
#[tokio::test]
async fn nobody_out_of_reach_leaves_or_gets_anything() {
    let world = World::with_everything().await;
    let hr = world.plain(HR).await;
    let before = world.agency.content().await;
    for cells in [
        "\"match_key\": \"zzacm-two@acm.example\", \"email\": \"zzacm-two@acm.example\", \"work\": \"leave-open\"",
        "\"match_key\": \"nobody@acm.example\", \"email\": \"nobody@acm.example\", \"work\": \"leave-open\"",
    ] {
        let told = planned(&hr, cells).await.unwrap();
        assert_eq!(told.len(), 1, "{told:?}");
        assert!(told[0].starts_with("1|email|there is no such user|"), "{told:?}");
    }
    for (cells, rule) in [
        ("\"match_key\": \"hr@con.example\"", "nobody deactivates themselves"),
        ("\"match_key\": \"root@con.example\"", "holds an elevated right that you lack"),
        ("\"match_key\": \"worker@con.example\"", "say what becomes of it"),
        ("\"match_key\": \"worker@con.example\", \"work\": \"unassign\"", "you may not change"),
        (
            "\"match_key\": \"lazy@con.example\", \"team_login\": \"zzacm-one@acm.example\"",
            "there is no such user",
        ),
        (
            "\"match_key\": \"lazy@con.example\", \"transfer_login\": \"zzacm-one@acm.example\"",
            "there is no such user",
        ),
    ] {
        let told = planned(&hr, cells).await.unwrap();
        assert!(told.iter().any(|row| row.contains(rule)), "{cells}: {told:?}");
        // Their own words may come back.
        assert!(cells.contains("zzacm") || !told.iter().any(|row| tells(row)), "{cells}: {told:?}");
        assert!(written(&hr).await.is_err(), "{cells}");
    }
    hr.attempt(&format!("select ct.stage_clear({OP})")).await.unwrap();
    let after = world.agency.content().await;
    assert_eq!(after, before);
}

/// Of open work in organizations out of reach it is told how much there is, and not what.
#[tokio::test]
async fn work_out_of_sight_is_counted() {
    let world = World::with_everything().await;
    let sql = "insert into ct.user_tool select id, 'cases', 'read' from ct.users where email = 'hr@con.example';
        insert into ct.user_organization select u.id, o.id from ct.users u, ct.organization o where u.email = 'worker@con.example' and o.code = 'ACM';
        insert into ct.case_assignment (client_id, user_id, organization_id, begin_date, created_by)
            select c.id, u.id, c.organization_id, ct.today(), gen_random_uuid() from ct.client c join ct.users u on u.email = 'worker@con.example'
            where c.key = 'zzacm-1';
        insert into ct.task (uid, key, title, user_id, organization_id, created_by)
            select 'ZZACM t', 'zzacm t', 'ZZACM t', u.id, o.id, gen_random_uuid()
            from ct.users u, ct.organization o where u.email = 'worker@con.example' and o.code = 'ACM';
        insert into ct.paused_operation (uid, key, user_id, workflow, organization_id, paused_on, created_by)
            select 'ZZACM p', 'zzacm p', u.id, 'ZZACM', o.id, ct.today(), gen_random_uuid()
            from ct.users u, ct.organization o where u.email = 'worker@con.example' and o.code = 'ACM'";
    world.agency.own.connect().await.batch_execute(sql).await.unwrap();
    let hr = world.plain(HR).await;
    let told = planned(&hr, "\"match_key\": \"worker@con.example\", \"email\": \"worker@con.example\"")
        .await
        .unwrap();
    assert_eq!(
        told,
        [
            "1|work|has 3 open cases (CON-1; CON-case, and 1 that you do not see), 1 open task (which you do not see), \
          2 parked operations (of-worker workflow for C1, and 1 that you do not see): say what becomes of it|worker@con.example"
        ]
    );
    let worker = world.id("worker@con.example").await;
    let work = format!("select kind, seen, unseen, what, name from ct.leaver_work(array[{worker}], 10)");
    assert_eq!(
        hr.attempt(&work).await.unwrap(),
        [
            "case|2|1|{CON-1,CON-case}|{\"CON Client\",\"Con Client\"}",
            "task|0|1|{}|{}",
            "paused|1|1|{of-worker}|{\"of-worker workflow for C1\"}"
        ]
    );
    // To an administrator of the database nothing is out of reach.
    let all =
        format!("select string_agg(seen || ' ' || unseen, ' ') from ct.leaver_work(array[{worker}], 10)");
    assert_eq!(world.agency.value(&all).await, "3 0 1 0 2 0");
}

/// Who gets the team by default may be out of sight, and is not told.
#[tokio::test]
async fn an_heir_out_of_sight_is_not_told() {
    let world = World::with_everything().await;
    let sql = "update ct.users set supervisor_id = (select id from ct.users where email = 'zzacm-one@acm.example') where email = 'worker@con.example';
        update ct.users set supervisor_id = (select id from ct.users where email = 'worker@con.example') where email = 'lazy@con.example'";
    world.agency.own.connect().await.batch_execute(sql).await.unwrap();
    let hr = world.plain(HR).await;
    assert_eq!(
        planned(&hr, "\"match_key\": \"worker@con.example\", \"work\": \"leave-open\"").await.unwrap(),
        Vec::<String>::new()
    );
    let told = hr.attempt(&format!("select * from ct.stage_planned({OP}, 'leaver')")).await.unwrap();
    assert_eq!(told.len(), 1);
    assert!(!told.iter().any(|row| tells(row)), "{told:?}");
    written(&hr).await.unwrap();
    let team = "select supervisor_id::text from ct.users where email = 'lazy@con.example'";
    assert_eq!(world.agency.value(team).await, world.id("zzacm-one@acm.example").await.to_string());
}

/// Planned with a right that is gone when it is written.
#[tokio::test]
async fn a_right_that_is_lost_does_not_count() {
    let world = World::with_everything().await;
    let hr = world.plain(HR).await;
    let cells = "\"match_key\": \"worker@con.example\", \"work\": \"leave-open\"";
    for losing in [
        "delete from ct.user_tool where tool = 'users' and user_id = (select id from ct.users where email = 'hr@con.example')",
        "insert into ct.user_tool select id, 'settings', 'write' from ct.users where email = 'worker@con.example'",
    ] {
        assert_eq!(planned(&hr, cells).await.unwrap(), Vec::<String>::new());
        let keep = "create temp table kept as select * from ct.user_tool";
        let owner = world.agency.own.connect().await;
        owner.batch_execute(&format!("{keep}; {losing}")).await.unwrap();
        let refused = written(&hr).await.unwrap_err();
        assert_eq!(refused.0, "CT079", "{refused:?}");
        owner
            .batch_execute("insert into ct.user_tool select * from kept on conflict do nothing; delete from ct.user_tool t where not exists (select from kept k where k.user_id = t.user_id and k.tool = t.tool)")
            .await
            .unwrap();
    }
    assert_eq!(
        world.agency.value("select count(*) from ct.users where deactivated_at is not null").await,
        "0"
    );
}
