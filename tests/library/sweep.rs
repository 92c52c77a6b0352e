//! The nightly sweep: what each part does and leaves, step by step.

use chrono::{DateTime, TimeDelta, Utc};
use ct::brake::Brake;
use ct::clock::{Clock, SystemClock};
use ct::sweep::{Ending, Part, Step, Sweep, Swept, Unwatched, sweep};
use uuid::Uuid;

use crate::agency::{Agency, operation};

/// Two who administer, one who supervises, three who work; nobody has ever logged in.
const PEOPLE: &str = "email,name,organization,organizations,supervisor,workgroups,tools,case_manager\n\
    root@example.org,Root,CON,ACM,,Admin,users:write,\nboss@example.org,Boss,CON,ACM,root@example.org,,,yes\n\
    ann@example.org,Ann,CON,,boss@example.org,,,yes\nbob@example.org,Bob,CON,,ann@example.org,,,yes\n\
    cy@example.org,Cy,ACM,CON,ann@example.org,,,yes\n";

pub(crate) fn now() -> DateTime<Utc> {
    SystemClock.now()
}

/// A sweep so many days from now.
pub(crate) fn after(days: i64) -> Sweep {
    at(now() + TimeDelta::days(days))
}

pub(crate) fn at(as_of: DateTime<Utc>) -> Sweep {
    Sweep {
        run: Uuid::now_v7(),
        as_of,
        parts: Part::ALL.to_vec(),
        organization: None,
        brake: Brake::Share(10_000),
        operation: operation("sweep"),
        at_once: 2,
        dry_run: false,
    }
}

pub(crate) async fn agency(settings: &str) -> Agency {
    let agency = Agency::new().await;
    let client = agency.own.connect().await;
    client
        .batch_execute(
            "insert into ct.workgroup_tool select id, 'users', 'write' from ct.workgroup where code = 'Admin'",
        )
        .await
        .unwrap();
    agency.imported(PEOPLE).await;
    client.batch_execute(settings).await.unwrap();
    agency
}

pub(crate) const DAYS: &str = "update ct.setting set value = 60 where name = 'inactivity_warn_days';
    update ct.setting set value = 90 where name = 'inactivity_lock_days';
    update ct.setting set value = 120 where name = 'inactivity_deactivate_days'";

pub(crate) async fn execute(agency: &Agency, sql: &str) {
    agency.own.connect().await.batch_execute(sql).await.unwrap();
}

pub(crate) async fn swept(agency: &Agency, request: &Sweep) -> Swept {
    sweep(&agency.database, request, &Unwatched).await.unwrap()
}

/// Warned, locked, deactivated.
pub(crate) fn steps(swept: &Swept) -> [u64; 3] {
    [Step::Warn, Step::Lock, Step::Deactivate].map(|step| swept.counts.of(step))
}

/// Open cases of some, and who has them.
const WORK: &str = "
    insert into ct.client (external_id, key, name, organization_id, created_by)
        select 'C' || n, 'c' || n, 'Client', o.id, gen_random_uuid() from ct.organization o, generate_series(1, 4) n where o.code = 'CON';
    insert into ct.case_assignment (client_id, user_id, organization_id, begin_date, created_by)
        select c.id, u.id, c.organization_id, '2026-01-01', gen_random_uuid()
        from (values ('c1', 'ann@example.org'), ('c2', 'ann@example.org'), ('c3', 'bob@example.org')) w (client, email)
        join ct.client c on c.key = w.client join ct.users u on u.login = w.email";

async fn holders(agency: &Agency) -> String {
    let sql = "select c.external_id || ' ' || u.name || ' ' from ct.case_assignment a join ct.client c on c.id = a.client_id \
        join ct.users u on u.id = a.user_id where a.withdrawn_at is null and a.until >= ct.today() order by 1";
    agency.column(sql).await.concat()
}

/// Why Ann has gone.
async fn gone(agency: &Agency) -> String {
    agency
        .value(
            "select deactivation_reason from ct.users where login like 'ann%' and deactivated_at is not null",
        )
        .await
}

/// Says that somebody's end is due in ten days.
async fn schedule(agency: &Agency, who: &str, work: &str, to: &str, team: &str) {
    let id = |email: &str| match email {
        "" => "null".to_owned(),
        email => format!("(select id from ct.users where login = '{email}@example.org')"),
    };
    let sql = format!(
        "update ct.users set ends_at = now() + interval '10 days', ends_by = gen_random_uuid(), ends_reason = 'contract ends', \
         ends_work = nullif('{work}', ''), ends_transfer_to_id = {}, ends_team_to_id = {} where login = '{who}@example.org'",
        id(to),
        id(team)
    );
    execute(agency, &sql).await;
}

#[tokio::test]
async fn inactivity_has_three_steps_in_order() {
    let agency = agency(DAYS).await;
    execute(&agency, WORK).await;
    assert_eq!(steps(&swept(&agency, &after(59)).await), [0, 0, 0]);
    // The first night after a long outage: everybody is warned first.
    assert_eq!(steps(&swept(&agency, &after(200)).await), [5, 0, 0]);
    assert_eq!(steps(&swept(&agency, &after(200)).await), [0, 0, 0]);
    assert_eq!(steps(&swept(&agency, &after(229)).await), [0, 0, 0]);
    let night = swept(&agency, &after(231)).await;
    assert_eq!(steps(&night), [0, 4, 0]);
    assert_eq!(night.kept.iter().map(|kept| kept.user.as_str()).collect::<Vec<_>>(), ["root@example.org"]);
    assert!(!night.needs_somebody());
    assert_eq!(steps(&swept(&agency, &after(260)).await), [0, 0, 0]);
    let last = swept(&agency, &after(262)).await;
    assert_eq!(steps(&last), [0, 0, 4]);
    assert_eq!(
        last.left.iter().map(|left| left.user.as_str()).collect::<Vec<_>>(),
        ["ann@example.org", "bob@example.org"]
    );
    assert_eq!(last.left[0].why, "still has 2 open cases");
    assert!(last.needs_somebody());
    assert_eq!(gone(&agency).await, "inactive for 262 days");
    assert_eq!(holders(&agency).await, "C1 Ann C2 Ann C3 Bob ");
    assert_eq!(last.orphans, [("case".to_owned(), 3)]);
    assert_eq!(
        agency.value("select string_agg(distinct kind || ' ' || (details ->> 'days'), ',') || count(*) from ct.notification where kind = 'inactivity-warning'").await,
        "inactivity-warning 2005"
    );
    assert_eq!(steps(&swept(&agency, &after(400)).await), [0, 0, 0]);
}

/// Each begins anew after a login, after an unlocking, and for who is exempt nothing begins.
#[tokio::test]
async fn whoever_was_active_begins_anew() {
    let agency = agency(DAYS).await;
    swept(&agency, &after(100)).await;
    execute(
        &agency,
        "insert into ct.login_state (user_id, last_login_at) select id, now() + interval '110 days' from ct.users where login like 'ann%';
         update ct.users set inactivity_exempt = true where login like 'bob%';
         update ct.users set kind = 'client' where login like 'cy%'",
    )
    .await;
    // Ann's warning counts no more; Boss is locked, root is the last administrator.
    assert_eq!(steps(&swept(&agency, &after(131)).await), [0, 1, 0]);
    execute(
        &agency,
        "update ct.users set inactivity_locked_at = null, aging_since = now() + interval '140 days' where login like 'boss%'",
    )
    .await;
    assert_eq!(steps(&swept(&agency, &after(162)).await), [0, 0, 0]);
    assert_eq!(steps(&swept(&agency, &after(171)).await), [1, 0, 0]);
    assert_eq!(steps(&swept(&agency, &after(201)).await), [1, 1, 0]);
    assert_eq!(agency.user("bob@example.org", "status").await, "active");
}

#[tokio::test]
async fn organizations_have_days_of_their_own() {
    let agency = agency(DAYS).await;
    execute(
        &agency,
        "update ct.organization set inactivity_warn_days = 0, inactivity_lock_days = 0, inactivity_deactivate_days = 10 where code = 'ACM';
         update ct.organization set inactivity_warn_days = 0, inactivity_deactivate_days = 0 where code = 'CON'",
    )
    .await;
    let acm = agency.value("select id from ct.organization where code = 'ACM'").await.parse().unwrap();
    assert_eq!(steps(&swept(&agency, &after(9)).await), [0, 0, 0]);
    assert_eq!(steps(&swept(&agency, &Sweep { organization: Some(acm), ..after(100) }).await), [0, 0, 1]);
    assert_eq!(steps(&swept(&agency, &after(100)).await), [0, 3, 0]);
    assert_eq!(steps(&swept(&agency, &after(300)).await), [0, 0, 0]);
}

#[tokio::test]
async fn the_brake_holds_locks_and_deactivations() {
    let agency = agency(DAYS).await;
    execute(
        &agency,
        "update ct.setting set value = 0 where name in ('inactivity_warn_days', 'inactivity_lock_days')",
    )
    .await;
    schedule(&agency, "bob", "", "", "").await;
    let night = swept(&agency, &Sweep { brake: Brake::Number(3), ..after(121) }).await;
    assert_eq!((night.ending, steps(&night), night.counts.of(Step::End)), (Ending::Braked, [0, 0, 0], 1));
    assert_eq!((night.braking.would, night.braking.limit, night.braking.active), (4, 3, 5));
    assert!(night.needs_somebody());
    assert_eq!(agency.value("select outcome from ct.sweep").await, "braked");
    let night = swept(&agency, &Sweep { brake: Brake::Number(4), ..after(121) }).await;
    assert_eq!((night.ending, steps(&night)), (Ending::Done, [0, 0, 3]));
}

#[tokio::test]
async fn scheduled_ends_are_applied_as_was_said() {
    let agency = agency("").await;
    execute(&agency, WORK).await;
    schedule(&agency, "ann", "transfer", "bob", "cy").await;
    assert_eq!(swept(&agency, &after(9)).await.counts.total(), 0);
    let night = swept(&agency, &after(11)).await;
    assert_eq!((night.counts.of(Step::End), night.needs_somebody()), (1, false));
    assert_eq!(gone(&agency).await, "contract ends");
    assert_eq!(holders(&agency).await, "C1 Bob C2 Bob C3 Bob ");
    assert_eq!(agency.column("select supervisor from ct.user_register where login in ('bob@example.org', 'cy@example.org') order by login").await, ["cy@example.org", "boss@example.org"]);
    assert_eq!(swept(&agency, &after(12)).await.counts.total(), 0);
}

/// Whom the work should go to has gone, or goes the same night: who leaves is deactivated all the same.
#[tokio::test]
async fn who_has_to_go_goes_and_the_work_stays() {
    let agency = agency("").await;
    execute(&agency, WORK).await;
    schedule(&agency, "ann", "transfer", "cy", "cy").await;
    schedule(&agency, "bob", "transfer", "boss", "").await;
    execute(
        &agency,
        "update ct.users set deactivated_at = now(), deactivation_reason = 'left' where login like 'cy%'",
    )
    .await;
    let night = swept(&agency, &after(11)).await;
    assert_eq!(night.counts.of(Step::End), 2);
    assert_eq!(night.left.len(), 1);
    let why = &night.left[0].why;
    assert!(
        why.starts_with("still has 2 open cases; the work cannot go to cy@example.org: is inactive"),
        "{why}"
    );
    assert_eq!(holders(&agency).await, "C1 Ann C2 Ann C3 Boss ");

    let agency = self::agency("").await;
    execute(&agency, WORK).await;
    schedule(&agency, "ann", "", "", "").await;
    let night = swept(&agency, &after(11)).await;
    assert_eq!(night.left[0].why, "still has 2 open cases; nobody has said whose the work is to be");

    let agency = self::agency("").await;
    execute(&agency, WORK).await;
    schedule(&agency, "ann", "transfer", "bob", "bob").await;
    schedule(&agency, "bob", "transfer", "boss", "").await;
    schedule(&agency, "boss", "", "", "").await;
    let night = swept(&agency, &after(11)).await;
    assert_eq!(night.counts.of(Step::End), 3);
    // Bob's work, for Boss goes as well; but Cy, who was Ann's, climbs to who is left.
    assert_eq!(holders(&agency).await, "C1 Ann C2 Ann C3 Bob ");
    assert_eq!(
        night.left.iter().map(|left| left.user.as_str()).collect::<Vec<_>>(),
        ["ann@example.org", "bob@example.org"]
    );
    assert_eq!(agency.user("cy@example.org", "supervisor").await, "root@example.org");
}

#[tokio::test]
async fn the_last_administrator_and_who_runs_it_stay() {
    let agency = agency(DAYS).await;
    execute(
        &agency,
        "update ct.setting set value = 0 where name in ('inactivity_warn_days', 'inactivity_lock_days')",
    )
    .await;
    schedule(&agency, "bob", "", "", "").await;
    let mut request = after(200);
    request.operation.system_user = Some("bob as boss".to_owned());
    let night = swept(&agency, &request).await;
    assert_eq!(night.skipped.iter().map(|one| one.user.as_str()).collect::<Vec<_>>(), ["bob@example.org"]);
    assert_eq!(
        night.kept.iter().map(|one| one.user.as_str()).collect::<Vec<_>>(),
        ["boss@example.org", "root@example.org"]
    );
    assert!(night.needs_somebody());
    assert_eq!(
        agency.column("select login from ct.users where deactivated_at is null order by id").await,
        ["root@example.org", "boss@example.org", "bob@example.org"]
    );
}

#[tokio::test]
async fn temporary_passwords_expire_once() {
    let agency = agency("").await;
    execute(
        &agency,
        "insert into ct.credential (user_id, salt, verifier, memory_kib, passes, lanes, must_change, set_at, expires_at)
         select id, decode(repeat('00', 16), 'hex'), decode(repeat('00', 32), 'hex'), 8, 1, 1, login not like 'ann%', now(),
            case when login like 'bob%' then now() + interval '7 days' end from ct.users where login not like 'cy%'",
    )
    .await;
    assert_eq!(swept(&agency, &after(29)).await.counts.of(Step::Password), 0);
    let night = swept(&agency, &after(31)).await;
    assert_eq!((night.counts.of(Step::Password), night.expired_before), (2, 1));
    let again = swept(&agency, &after(40)).await;
    assert_eq!((again.counts.of(Step::Password), again.expired_before), (0, 3));
    let told = agency.value("select string_agg(change::text, ';') from ct.history h join ct.operation o on o.id = h.operation_id where o.command = 'sweep'").await;
    assert_eq!(told.matches("password").count(), 2, "{told}");
    execute(&agency, "update ct.setting set value = 0 where name = 'temporary_password_days'; update ct.credential set expires_at = null").await;
    assert_eq!(swept(&agency, &after(400)).await.counts.total(), 0);
}

#[tokio::test]
async fn a_dry_run_tells_the_same_and_changes_nothing() {
    let agency = agency(DAYS).await;
    execute(&agency, WORK).await;
    schedule(&agency, "ann", "transfer", "cy", "").await;
    execute(
        &agency,
        "update ct.users set deactivated_at = now(), deactivation_reason = 'left' where login like 'cy%'",
    )
    .await;
    let before = agency.content().await;
    let dry = swept(&agency, &Sweep { dry_run: true, ..after(70) }).await;
    assert_eq!(agency.content().await, before);
    assert_eq!(
        dry.planned.iter().map(|one| (one.step, one.outcome)).collect::<Vec<_>>(),
        [(Step::End, "left"), (Step::Warn, "done"), (Step::Warn, "done"), (Step::Warn, "done")]
    );
    let wet = swept(&agency, &after(70)).await;
    assert_eq!((wet.counts, wet.left), (dry.counts, dry.left));
}

/// What a night did is undone like a file of leavers.
#[tokio::test]
async fn a_night_can_be_undone() {
    let agency = agency("").await;
    execute(&agency, WORK).await;
    schedule(&agency, "ann", "transfer", "bob", "").await;
    swept(&agency, &after(11)).await;
    let batch = agency.value("select id from ct.batch where source like 'sweep%'").await.parse().unwrap();
    let undo = ct::batch::Undo {
        nouns: &ct::NOUNS,
        batch,
        operation: operation("batch undo"),
        wait: true,
        dry_run: false,
    };
    let undone = ct::batch::undo(&agency.database, undo).await.unwrap();
    assert_eq!((undone.kept, undone.failed), (vec![], vec![]));
    assert_eq!(holders(&agency).await, "C1 Ann C2 Ann C3 Bob ");
    assert_eq!(agency.user("ann@example.org", "status").await, "active");
}
