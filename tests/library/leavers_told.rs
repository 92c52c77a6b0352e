//! What is told of leavers: what is open, by name, and to whom what is unassigned goes (REQUIREMENTS U9).

use ct::Error;
use ct::user::leaver::{Deactivate, Item, Open, deactivate, said};

use crate::agency::{Agency, Import};
use crate::cases_rules::execute;
use crate::leavers::{leave, request, with_cases};
use crate::leavers_work::{import, refused_file};

/// Eight tasks of Ann's, the later ones due earlier and one at no time; the fourth is for a client, and Bob helps with it.
const TASKS: &str = "
    insert into ct.task (uid, key, title, due_date, user_id, client_id, organization_id, created_by)
        select 'T' || n, 't' || n, 'Call ' || n, case when n < 8 then date '2090-01-10' - n end, case when n <> 4 then u.id end,
            case when n = 4 then c.id end, u.organization_id, gen_random_uuid()
        from generate_series(1, 8) n join ct.users u on u.login = 'ann@example.org' join ct.client c on c.key = 'k8';
    insert into ct.task_participant (task_id, user_id, role)
        select t.id, u.id, 'assignee' from ct.task t, ct.users u where t.uid = 'T4' and u.login in ('ann@example.org', 'bob@example.org');
    insert into ct.paused_operation (uid, key, user_id, client_id, workflow, organization_id, paused_on, created_by)
        select w.uid, lower(w.uid), u.id, c.id, w.workflow, u.organization_id, '2026-01-01', gen_random_uuid()
        from (values ('P1', 'intake', 'k1'), ('P2', 'import', null)) w (uid, workflow, client)
        join ct.users u on u.login = 'ann@example.org' left join ct.client c on c.key = w.client";

async fn office() -> Agency {
    let agency = with_cases().await;
    execute(&agency, TASKS).await;
    agency
}

async fn open(agency: &Agency, users: &[&str]) -> (String, Vec<Open>) {
    match leave(agency, users, &[]).await.expect_err("there is open work") {
        Error::OpenWork { message, open, .. } => (message, open),
        other => panic!("{other:?}"),
    }
}

/// Kind by kind: the names, how many more, how many unseen.
fn told(open: &[Open]) -> Vec<String> {
    let item = |item: &Item| {
        let day = item.day.map(|day| format!(" {day}")).unwrap_or_default();
        format!("{} {}{day}", item.what, item.name)
    };
    let one = |one: &Open| {
        let items = one.items.iter().map(item).collect::<Vec<_>>().join("; ");
        format!("{} {} +{} ?{}: {items}", one.user, one.kind, one.more, one.unseen)
    };
    open.iter().map(one).collect()
}

#[tokio::test]
async fn what_is_open_is_named() {
    let agency = office().await;
    let begins = agency.value("select ct.today() + 10").await;
    let (message, found) = open(&agency, &["ann"]).await;
    assert_eq!(
        message,
        "ann@example.org has 3 open cases, 8 open tasks, 2 parked operations: say what becomes of it"
    );
    assert_eq!(
        told(&found),
        [
            format!(
                "ann@example.org case +0 ?0: K1 Klara Client1; K2 Klara Client2; K3 Klara Client3 {begins}"
            ),
            "ann@example.org task +0 ?0: T7 Call 7 2090-01-03; T6 Call 6 2090-01-04; T5 Call 5 2090-01-05; T4 Call 4 2090-01-06; \
             T3 Call 3 2090-01-07; T2 Call 2 2090-01-08; T1 Call 1 2090-01-09; T8 Call 8"
                .to_owned(),
            "ann@example.org paused +0 ?0: P1 intake for K1 2026-01-01; P2 import 2026-01-01".to_owned(),
        ]
    );
    // Of several users, less of each.
    let (message, found) = open(&agency, &["bob", "dan", "ann"]).await;
    assert_eq!(
        message,
        "bob@example.org has 2 open cases, 1 open task: say what becomes of it; \
         ann@example.org has 3 open cases, 8 open tasks, 2 parked operations: say what becomes of it"
    );
    let found = told(&found);
    assert_eq!(
        found[..2],
        [
            "bob@example.org case +0 ?0: K1 Klara Client1; K5 Klara Client5",
            "bob@example.org task +0 ?0: T4 Call 4 2090-01-06"
        ]
    );
    assert_eq!(
        found[3],
        "ann@example.org task +5 ?0: T7 Call 7 2090-01-03; T6 Call 6 2090-01-04; T5 Call 5 2090-01-05"
    );
    // Of very many, the first ten.
    let sql = "insert into ct.case_assignment (client_id, user_id, organization_id, begin_date, created_by)
        select c.id, u.id, c.organization_id, ct.today(), gen_random_uuid() from ct.client c, ct.users u
        where u.login = 'ann@example.org' and c.key not in ('k1', 'k2', 'k3')";
    execute(&agency, sql).await;
    let (_, found) = open(&agency, &["ann"]).await;
    assert_eq!((found[0].items.len(), found[0].more), (10, 2), "{found:?}");
}

/// A file's problems are a line each, also where they are kept beside the rows.
#[tokio::test]
async fn a_file_names_the_first() {
    let agency = office().await;
    assert_eq!(
        refused_file(&agency, "email\nbob@example.org\nann@example.org\n").await,
        "file.csv:2: work: has 2 open cases (K1; K5), 1 open task (Call 4, due 2090-01-06): say what becomes of it (bob@example.org)\n\
         file.csv:3: work: has 3 open cases (K1; K2; K3), 8 open tasks (Call 7, due 2090-01-03; Call 6, due 2090-01-04; \
         Call 5, due 2090-01-05, and 5 more), 2 parked operations (intake for K1; import): say what becomes of it (ann@example.org)"
    );
}

/// What would be done, in words.
async fn would(agency: &Agency, users: &[&str], of: &[(&str, &str)]) -> Vec<String> {
    let request = Deactivate { dry_run: true, ..request(agency, users, of).await };
    let done = deactivate(&agency.database, request).await;
    let done = done.unwrap_or_else(|error| panic!("{}", crate::support::told(&error))).done;
    done.iter().map(|one| format!("{}: {}", one.key, said(&one.change, true))).collect()
}

#[tokio::test]
async fn it_is_told_who_gets_what_is_unassigned() {
    let agency = office().await;
    let unassign = ("work", "unassign");
    // Bob helps with one of the tasks.
    assert_eq!(
        would(&agency, &["ann"], &[unassign]).await,
        [
            "ann@example.org: would be deactivated; 3 open cases, 8 open tasks, 2 parked operations unassigned; \
          7 tasks, 2 parked operations of these to boss@example.org"
        ]
    );
    assert_eq!(
        would(&agency, &["ann"], &[unassign, ("team_to", "dan@example.org")]).await,
        [
            "ann@example.org: would be deactivated; 3 open cases, 8 open tasks, 2 parked operations unassigned; \
          7 tasks, 2 parked operations of these to dan@example.org"
        ]
    );
    // Whoever helps and leaves as well is no help.
    let both = would(&agency, &["ann", "bob"], &[unassign]).await;
    assert!(both[0].contains("8 tasks, 2 parked operations of these to boss@example.org"), "{both:?}");
    let last = "2 open cases, 1 open task unassigned; 1 task of these to boss@example.org";
    assert!(both[1].ends_with(last), "{both:?}");
    // Where others go on with all of it there is nothing to tell.
    assert_eq!(
        would(&agency, &["bob"], &[unassign]).await,
        ["bob@example.org: would be deactivated; 2 open cases, 1 open task unassigned"]
    );
    assert_eq!(
        would(&agency, &["bob"], &[unassign, ("at", "2997-01-01T12:00")]).await,
        [
            "bob@example.org: would be inactive from 2997-01-01 12:00 on (clocks of their organization); what is open then unassigned: \
          tasks that nobody else works on and what is parked go to whoever gets the team, today boss@example.org"
        ]
    );
    // It is as it was told.
    leave(&agency, &["ann"], &[unassign]).await.unwrap();
    let with = "select count(*) || ' ' || (select count(*) from ct.paused_operation p join ct.users u on u.id = p.user_id where u.login like 'boss%')
        from ct.task t join ct.users u on u.id = t.user_id where u.login like 'boss%'";
    assert_eq!(agency.value(with).await, "7 2");
}

/// A supervisor who leaves later is there still for those who leave now.
#[tokio::test]
async fn who_leaves_later_is_there_now() {
    let agency = office().await;
    let file = "email,at,work\nann@example.org,now,unassign\nboss@example.org,2997-01-01,leave-open\n";
    let plan = Import { dry_run: true, ..import() }.text(&agency.database, file).await.unwrap().planned;
    assert!(said(&plan[0].change, true).ends_with("of these to boss@example.org"), "{plan:?}");
}

/// By the clocks of the organization, as lists have it.
#[tokio::test]
async fn a_cancelled_end_is_told_with_its_zone() {
    let agency = office().await;
    execute(&agency, "update ct.organization set time_zone = 'Europe/Berlin' where code = 'CON'").await;
    leave(&agency, &["dan"], &[("at", "2997-06-30T17:00")]).await.unwrap();
    let told = would(&agency, &["dan"], &[("cancel", "yes")]).await;
    assert_eq!(told, ["dan@example.org: scheduled end would be cancelled, which was 2997-06-30 17:00 CEST"]);
}
