//! What those who have gone leave behind, and a supervisor's page.

use ct::db::Transaction;
use ct::record::Value;
use ct::report::orphans;
use ct::team::members;

use crate::agency::{Agency, Import};
use crate::operators::{Actor, World};

/// Ann and Bob have gone; Cy has not.
const PEOPLE: &str = "email,name,organization,organizations,supervisor,case_manager\nann@example.org,Ann,CON,,,yes\n\
    bob@example.org,Bob,CON,,ann@example.org,yes\ncy@example.org,Cy,ACM,CON,ann@example.org,yes\n\
    dee@example.org,Dee,CON,,cy@example.org,yes\n";

const WORK: &str = "
    insert into ct.client (external_id, key, name, organization_id, created_by)
        select 'C' || n, 'c' || n, 'Client', o.id, gen_random_uuid() from ct.organization o, generate_series(1, 3) n where o.code = 'CON';
    insert into ct.case_assignment (client_id, user_id, organization_id, begin_date, end_date, withdrawn_at, created_by)
        select c.id, u.id, c.organization_id, '2026-01-01', w.until, w.gone, gen_random_uuid()
        from (values ('c1', 'ann@example.org', null::date, null::timestamptz), ('c2', 'ann@example.org', '2026-02-01', null),
            ('c3', 'ann@example.org', null, now()), ('c2', 'cy@example.org', null, null), ('c3', 'bob@example.org', ct.today(), null)) w (client, email, until, gone)
        join ct.client c on c.key = w.client join ct.users u on u.login = w.email;
    insert into ct.task (uid, key, title, status, completed_at, due_date, user_id, organization_id, created_by)
        select t.title, lower(t.title), t.title, t.status, case t.status when 'completed' then now() end, t.due, u.id, u.organization_id, gen_random_uuid()
        from (values ('For Ann', 'waiting', 'ann@example.org', null::date), ('Done', 'completed', 'ann@example.org', null),
            ('Owned', 'not-started', 'cy@example.org', ct.today() - 1), ('Watched', 'in-progress', 'cy@example.org', ct.today()),
            ('Left', 'not-started', 'cy@example.org', null), ('Given up', 'cancelled', 'cy@example.org', null)) t (title, status, email, due)
        join ct.users u on u.login = t.email;
    insert into ct.task_participant (task_id, user_id, role)
        select t.id, u.id, p.role from (values ('Owned', 'ann@example.org', 'owner'), ('Owned', 'bob@example.org', 'assignee'),
            ('Owned', 'dee@example.org', 'observer'), ('Watched', 'ann@example.org', 'observer'), ('Watched', 'dee@example.org', 'owner'),
            ('Left', 'bob@example.org', 'reviewer'), ('Given up', 'bob@example.org', 'owner')) p (title, email, role)
        join ct.task t on t.title = p.title join ct.users u on u.login = p.email;
    insert into ct.paused_operation (uid, key, user_id, workflow, step, organization_id, paused_on, state, settled_at, created_by)
        select u.login || p.state, u.login || p.state, u.id, 'intake', 'two', u.organization_id, '2026-01-01', p.state,
            case p.state when 'parked' then null else now() end, gen_random_uuid()
        from (values ('bob@example.org', 'parked'), ('bob@example.org', 'cancelled'), ('cy@example.org', 'parked')) p (email, state)
        join ct.users u on u.login = p.email;
    update ct.users set deactivated_at = '2026-03-01 12:00Z', deactivation_reason = 'left' where login in ('ann@example.org', 'bob@example.org')";

async fn agency() -> Agency {
    let agency = Agency::new().await;
    agency.imported(PEOPLE).await;
    agency.own.connect().await.batch_execute(WORK).await.unwrap();
    agency
}

/// Kind, what and by whom, of each.
async fn told(agency: &Agency, kinds: Option<&[&str]>) -> Vec<String> {
    let kinds: Option<Vec<String>> = kinds.map(|kinds| kinds.iter().map(|kind| (*kind).to_owned()).collect());
    let read = async |transaction: &Transaction<'_>| orphans(transaction, kinds.as_deref(), None).await;
    let orphans = agency.database.read(read).await.unwrap();
    orphans.iter().map(|orphan| [0, 2, 3, 6].map(|at| orphan.values[at].as_text()).join(" ")).collect()
}

#[tokio::test]
async fn orphans_are_what_nobody_looks_after() {
    let agency = agency().await;
    assert_eq!(
        told(&agency, None).await,
        [
            "case C1 ann@example.org CON",
            "case C3 bob@example.org CON",
            "task For Ann ann@example.org CON",
            "task Owned ann@example.org;bob@example.org ACM",
            "abandoned-task Left bob@example.org ACM",
            "paused intake, two bob@example.org CON",
            "staff cy@example.org ann@example.org ACM",
        ]
    );
    assert_eq!(told(&agency, Some(&["staff", "abandoned-task"])).await.len(), 2);
    agency
        .own
        .connect()
        .await
        .batch_execute("update ct.users set deactivated_at = null, deactivation_reason = null")
        .await
        .unwrap();
    assert_eq!(told(&agency, None).await, Vec::<String>::new());
}

/// A client whose case manager has left is told until somebody has the client, or it is served no more.
#[tokio::test]
async fn clients_of_a_case_manager_who_has_left_are_told() {
    let agency = agency().await;
    let client = agency.own.connect().await;
    let run = async |sql: &str| client.batch_execute(sql).await.unwrap();
    let unassigned = async || told(&agency, Some(&["unassigned"])).await;
    // As user deactivate --unassign ends them: yesterday, or not at all if they have not begun before.
    run("update ct.case_assignment a set end_date = ct.today() - 1, end_reason = 'case manager has left'
            from ct.users u where u.id = a.user_id and u.login = 'ann@example.org' and a.end_date is null and a.withdrawn_at is null;
        update ct.case_assignment a set withdrawn_at = now(), end_reason = 'case manager has left'
            from ct.users u where u.id = a.user_id and u.login = 'bob@example.org'")
    .await;
    assert_eq!(
        unassigned().await,
        ["unassigned C1 ann@example.org CON", "unassigned C3 bob@example.org CON"]
    );
    let read = async |transaction: &Transaction<'_>| orphans(transaction, None, Some(1)).await;
    assert_eq!(agency.database.read(read).await.unwrap().len(), 1);
    // Ann is back, and C1 is not hers by itself.
    run("update ct.users set deactivated_at = null, deactivation_reason = null where login = 'ann@example.org'").await;
    assert_eq!(unassigned().await.len(), 2);
    run("insert into ct.case_assignment (client_id, user_id, organization_id, begin_date, created_by)
            select c.id, u.id, c.organization_id, ct.today(), gen_random_uuid() from ct.client c, ct.users u where c.key = 'c1' and u.login = 'cy@example.org';
        update ct.client set deactivated_at = now() where key = 'c3'")
    .await;
    assert_eq!(unassigned().await, Vec::<String>::new());
    // Whose last case manager ended it for another reason is nobody's orphan.
    run("update ct.case_assignment a set end_date = ct.today(), end_reason = 'moved away' from ct.users u where u.id = a.user_id
            and u.login = 'cy@example.org' and a.begin_date = ct.today();
        update ct.client set deactivated_at = null where key = 'c3'")
    .await;
    assert_eq!(unassigned().await, ["unassigned C3 bob@example.org CON"]);
}

/// Whoever has the tool sees what belongs to organizations within reach, and who has left those.
#[tokio::test]
async fn whoever_has_the_tool_sees_orphans_within_reach() {
    let world = World::with_work().await;
    let sql = "
        insert into ct.user_tool select id, 'reports', 'read' from ct.users where email = 'root@con.example';
        update ct.paused_operation set user_id = (select id from ct.users where email = 'zzacm-one@acm.example') where key = 'of-chief';
        update ct.users set deactivated_at = now(), deactivation_reason = 'x' where email in ('boss@con.example', 'zzacm-one@acm.example', 'zzacm-two@acm.example')";
    world.agency.own.connect().await.batch_execute(sql).await.unwrap();
    let all = "select kind || ' ' || what || ' ' || array_to_string(holders, ';') from ct.report_orphans(null) where kind in ('case', 'paused', 'staff') order by 1";
    assert_eq!(
        world.plain(Actor::User("root@con.example")).await.attempt(all).await.unwrap(),
        [
            "paused of-boss workflow, of-boss boss@con.example",
            // By whom is not told of whoever is out of reach.
            "paused of-chief workflow, of-chief ",
            "staff chief@con.example boss@con.example",
            "staff worker@con.example boss@con.example",
        ]
    );
    assert_eq!(world.agency.column("select kind from ct.report_orphans(null)").await.len(), 8);
    let refused = world.plain(Actor::User("worker@con.example")).await.attempt(all).await.unwrap_err();
    assert_eq!(refused.0, "CT079");
}

/// From the few who have gone, and not through all work.
#[tokio::test]
async fn orphans_are_found_by_indexes() {
    let agency = agency().await;
    let client = agency.own.connect().await;
    let sql = "insert into ct.case_assignment (client_id, user_id, organization_id, begin_date, end_date, created_by)
            select c.id, u.id, c.organization_id, '2000-01-01'::date + n, '2000-01-01'::date + n, gen_random_uuid()
            from ct.client c, ct.users u, generate_series(1, 5000) n where c.key = 'c1' and u.login = 'dee@example.org';
        insert into ct.paused_operation (uid, key, user_id, workflow, paused_on, created_by)
            select 'x' || n, 'x' || n, u.id, 'intake', '2026-01-01', gen_random_uuid() from ct.users u, generate_series(1, 5000) n where u.login = 'dee@example.org';
        vacuum analyze ct.case_assignment; vacuum analyze ct.paused_operation; vacuum analyze ct.users";
    for statement in sql.split(';') {
        client.batch_execute(statement).await.unwrap();
    }
    client.batch_execute("select pg_stat_force_next_flush()").await.unwrap();
    let read = "select sum(seq_tup_read) from pg_stat_user_tables where schemaname = 'ct' and relname in ('case_assignment', 'paused_operation')";
    let before: i64 = agency.value(read).await.parse().unwrap();
    client
        .batch_execute("select * from ct.report_orphans(null); select pg_stat_force_next_flush()")
        .await
        .unwrap();
    client.batch_execute("select 1").await.unwrap();
    assert_eq!(agency.value(read).await.parse::<i64>().unwrap(), before, "all work was read through");
}

#[tokio::test]
async fn a_supervisors_page_counts_the_work_of_each() {
    let agency = agency().await;
    let ann: i64 =
        agency.value("select id from ct.users where login = 'ann@example.org'").await.parse().unwrap();
    let page = async |everybody| {
        let read = async |transaction: &Transaction<'_>| members(transaction, ann, everybody).await;
        let members = agency.database.read(read).await.unwrap();
        let line = |values: &[Value]| [0, 2, 4, 5, 6, 7].map(|at| values[at].as_text()).join(" ");
        members.iter().map(|member| line(&member.values)).collect::<Vec<_>>()
    };
    assert_eq!(page(false).await, ["Cy active 1 3 1 1"]);
    assert_eq!(page(true).await, ["Bob inactive 1 1 1 1", "Cy active 1 3 1 1"]);
    Import::of(&ct::user::USER)
        .text(&agency.database, "email,supervisor\ncy@example.org,NULL\n")
        .await
        .unwrap();
    assert_eq!(page(false).await, Vec::<String>::new());
}
