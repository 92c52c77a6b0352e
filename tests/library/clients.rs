//! Clients: imported, exported, undone, moved with their work, and what stands on their page (REQUIREMENTS C1, B1, B2, B6).

use ct::batch::{Left, Undo, Undone, undo};
use ct::client::dashboard::{Dashboard, When, dashboard};
use ct::client::{CLIENT, alike, set_active};
use ct::noun::{Noun, find};
use ct::{Kind, Result};

use crate::agency::{Agency, Import, counts, operation, refusal};

async fn import(agency: &Agency, csv: impl Into<Vec<u8>>) -> Result<ct::noun::stage::Outcome> {
    Import::of(&CLIENT).text(&agency.database, csv).await
}

/// Imports what must be good; gives created, changed, kept.
async fn imported(agency: &Agency, csv: &str) -> (u64, u64, u64) {
    counts(&import(agency, csv).await.unwrap_or_else(|error| panic!("{csv}: {}", refusal(Err(error)))))
}

async fn refused(agency: &Agency, csv: &str) -> String {
    agency.refused_by(Import::of(&CLIENT), csv).await
}

/// Runs SQL as an administrator's operation.
async fn so(agency: &Agency, sql: &str) {
    let sql =
        format!("begin; select ct.begin_operation(gen_random_uuid(), 'test', null, 'x'); {sql}; commit");
    agency.own.connect().await.batch_execute(&sql).await.unwrap();
}

/// Case managers of CON, of whom `both` reaches ACM too, and a client of CON with the external id 7.
async fn with_managers() -> Agency {
    let agency = Agency::new().await;
    agency
        .imported(
            "email,name,organization,organizations,case_manager\nann@example.org,Ann,CON,,yes\n\
             both@example.org,Bo Both,CON,ACM,yes\ncy@example.org,Cy,CON,,yes\n",
        )
        .await;
    imported(&agency, "external_id,name,date_of_birth,organization\n7,Ada Ek,1990-12-31,CON\n").await;
    agency
}

/// An assignment of the client 7, by days from today.
async fn assign(agency: &Agency, user: &str, begin: i32, end: Option<i32>) {
    let end = end.map_or_else(|| "null".to_owned(), |days| format!("ct.today() + {days}"));
    so(
        agency,
        &format!(
            "insert into ct.case_assignment (client_id, user_id, organization_id, begin_date, end_date, created_by)
             select c.id, u.id, c.organization_id, ct.today() + {begin}, {end}, ct.current_operation()
             from ct.client c, ct.users u where c.key = '7' and u.email = '{user}'"
        ),
    )
    .await;
}

const COLUMNS: &str = "select concat_ws('|', external_id, name, preferred_name, date_of_birth, organization, status) \
                       from ct.client_register order by key";

#[tokio::test]
async fn files_add_and_change_and_empty() {
    let agency = Agency::new().await;
    let csv = "external_id,name,preferred_name,date_of_birth,organization\n\
               AB 1,Zoë Müller,Zo,1990-12-31,CON\n007,王伟,,2001-02-03T10:00:00Z,acm\n";
    assert_eq!(imported(&agency, csv).await, (2, 0, 0));
    assert_eq!(imported(&agency, csv).await, (0, 0, 2));
    assert_eq!(
        agency.column(COLUMNS).await,
        ["007|王伟|2001-02-03|ACM|active", "AB 1|Zoë Müller|Zo|1990-12-31|CON|active"]
    );
    // Found however its external id is typed; an empty cell leaves a field, NULL empties it.
    let csv = "external_id,name,preferred_name,date_of_birth\nab 1,,NULL,NULL\n007,Wei,,1999-01-01\n";
    assert_eq!(imported(&agency, csv).await, (0, 2, 0));
    assert_eq!(agency.column(COLUMNS).await, ["007|Wei|1999-01-01|ACM|active", "ab 1|Zoë Müller|CON|active"]);
    let history =
        "select change::text from ct.history where noun = 'client' and action = 'changed' order by row_id";
    assert_eq!(
        agency.column(history).await,
        [
            r#"{"external_id": ["AB 1", "ab 1"], "date_of_birth": ["1990-12-31", null], "preferred_name": ["Zo", null]}"#,
            r#"{"name": ["王伟", "Wei"], "date_of_birth": ["2001-02-03", "1999-01-01"]}"#
        ]
    );
}

#[tokio::test]
async fn what_is_wrong_is_told_row_by_row() {
    let agency = Agency::new().await;
    imported(&agency, "external_id,name,organization\n1,One,CON\n").await;
    let tomorrow = agency.value("select (ct.today() + 2)::text").await;
    let said = refused(
        &agency,
        &format!(
            "external_id,name,date_of_birth,organization\n1,One,1990-02-30,\n2,,1990-01-01,CON\n3,Three,03/04/2026,CON\n\
             4,Four,{tomorrow},CON\n5,Five,,XXX\n,Six,,CON\n２,Two,,CON\n1,Again,,CON\n"
        ),
    )
    .await;
    let lines: Vec<_> = said.lines().collect();
    assert_eq!(
        lines,
        [
            "file.csv:2:3: date_of_birth: is no day that there is (1990-02-30)",
            "file.csv:3:2: name: a new client needs it",
            "file.csv:4:3: date_of_birth: is no day of the form 2026-12-31; --date-format mdy, dmy or ymd tells another order \
             (03/04/2026)",
            &format!("file.csv:5:3: date_of_birth: is in the future ({tomorrow})"),
            "file.csv:6:4: organization: there is no such organization (XXX)",
            "file.csv:7:1: external_id: every row needs it",
            "file.csv:8:1: external_id: the same as in line 3 (２)",
            "file.csv:9:1: external_id: the same as in line 2 (1)",
        ]
    );
    so(&agency, "update ct.organization set deactivated_at = now() where code = 'ACM'").await;
    assert_eq!(
        refused(&agency, "external_id,name,organization\n9,Nine,ACM\n").await,
        "file.csv:2:3: organization: is inactive (ACM)"
    );
}

async fn undone(agency: &Agency, batch: i64) -> Undone {
    static NOUNS: [&Noun; 1] = [&CLIENT];
    let request =
        Undo { nouns: &NOUNS, batch, operation: operation("batch undo"), wait: true, dry_run: false };
    undo(&agency.database, request).await.unwrap()
}

fn told(left: &[Left]) -> Vec<String> {
    left.iter().map(|left| format!("{}: {}", left.key, left.why)).collect()
}

#[tokio::test]
async fn an_import_is_undone() {
    let agency = with_managers().await;
    imported(&agency, "external_id,name,date_of_birth,organization\n1,One,1990-01-01,CON\n2,Two,,CON\n")
        .await;
    let before = agency.export(&CLIENT).await;
    let csv = "external_id,name,preferred_name,date_of_birth,organization\n1,Uno,U,NULL,ACM\n2,Two,,2000-02-29,\n\
               3,New,,1980-01-01,CON\n4,Edited,,,CON\n5,Has one,,,CON\n";
    assert_eq!(imported(&agency, csv).await, (3, 2, 0));
    let batch = crate::batches::last(&agency).await;
    agency.one(&CLIENT, Some("4"), &[("preferred_name", "Ed")]).await.unwrap();
    so(&agency, "insert into ct.case_assignment (client_id, user_id, organization_id, begin_date, created_by) select c.id, u.id, c.organization_id, ct.today(), ct.current_operation() from ct.client c, ct.users u where c.key = '5' and u.email = 'ann@example.org'").await;
    let result = undone(&agency, batch).await;
    assert_eq!((result.undone, result.already), (3, 0));
    assert_eq!(told(&result.kept), ["4: has been edited since by tester (ct_owner)"]);
    assert_eq!(told(&result.failed), ["5: has case managers"]);
    let status = "select external_id || ' ' || status from ct.client_register order by key";
    assert_eq!(
        agency.column(status).await,
        ["1 active", "2 active", "3 inactive", "4 active", "5 active", "7 active"]
    );
    let old: Vec<_> = before.lines().collect();
    let now = agency.export(&CLIENT).await;
    assert!(old.iter().all(|line| now.lines().any(|now| now == *line)), "{now}\n{before}");
    // The undoing is undone: what it took back is in force again.
    let undoing = crate::batches::last(&agency).await;
    assert_eq!(undone(&agency, undoing).await.undone, 3);
    assert_eq!(agency.value("select status from ct.client_register where key = '3'").await, "active");
    assert_eq!(agency.value("select name from ct.client where key = '1'").await, "Uno");
}

#[tokio::test]
async fn the_page_has_case_managers_tasks_and_what_is_parked() {
    let agency = with_managers().await;
    for (user, begin, end) in [
        ("ann@example.org", -30, None),
        ("both@example.org", -90, Some(-31)),
        ("cy@example.org", -400, Some(-91)),
        ("cy@example.org", 5, None),
        ("both@example.org", -3, Some(0)),
    ] {
        assign(&agency, user, begin, end).await;
    }
    so(
        &agency,
        "insert into ct.task (uid, key, title, due_date, status, completed_at, client_id, organization_id, created_by)
             select n, n, n, ct.today() + d, s, case s when 'completed' then now() end, c.id, c.organization_id, ct.current_operation()
             from ct.client c, (values ('late', -1, 'waiting'), ('today', 0, 'not-started'), ('whenever', null, 'in-progress'),
                 ('done', -5, 'completed'), ('not at all', -5, 'cancelled')) v (n, d, s) where c.key = '7';
         insert into ct.task_participant select t.id, u.id, r from ct.task t, ct.users u,
             (values ('ann@example.org', 'observer'), ('cy@example.org', 'owner')) v (e, r) where t.key = 'late' and u.email = e;
         insert into ct.paused_operation (uid, key, workflow, step, client_id, organization_id, user_id, paused_on, state, settled_at, created_by)
             select n, n, n, '2', c.id, c.organization_id, (select id from ct.users where email = 'cy@example.org'), ct.today() - 2, s,
                 case s when 'parked' then null else now() end, ct.current_operation()
             from ct.client c, (values ('intake', 'parked'), ('other', 'cancelled')) v (n, s) where c.key = '7'",
    )
    .await;
    so(&agency, "update ct.users set deactivated_at = now() where email = 'ann@example.org'").await;
    let page = async |named: &str| -> Dashboard {
        agency
            .database
            .read(async |transaction| {
                let found = find(transaction, &CLIENT, named).await?;
                dashboard(transaction, found.id).await
            })
            .await
            .unwrap()
    };
    let told = page("ada").await;
    let managers: Vec<_> =
        told.case_managers.iter().map(|one| (one.when, one.email.as_str(), one.inactive)).collect();
    assert_eq!(
        managers,
        [
            (When::Current, "ann@example.org", true),
            (When::Current, "both@example.org", false),
            (When::Future, "cy@example.org", false),
            (When::Past, "both@example.org", false),
            (When::Past, "cy@example.org", false),
        ]
    );
    let tasks: Vec<_> = told.tasks.iter().map(|task| (task.title.as_str(), task.overdue)).collect();
    assert_eq!(tasks, [("late", true), ("today", false), ("whenever", false)]);
    assert_eq!(told.tasks[0].participants, ["cy@example.org:owner", "ann@example.org:observer"]);
    let paused: Vec<_> =
        told.paused.iter().map(|one| (one.workflow.as_str(), one.email.as_deref())).collect();
    assert_eq!(paused, [("intake", Some("cy@example.org"))]);
    imported(&agency, "external_id,name,organization\n8,Nobody's,CON\n").await;
    assert_eq!(page("8").await, Dashboard::default());
}

/// What follows a client is in the organization with this code.
async fn follows(agency: &Agency) -> Vec<String> {
    agency
        .column(
            "select a.begin_date - ct.today() || ' ' || o.code from ct.case_assignment a join ct.organization o on o.id = a.organization_id
             union all select t.key || ' ' || o.code from ct.task t join ct.organization o on o.id = t.organization_id
             union all select p.key || ' ' || o.code from ct.paused_operation p join ct.organization o on o.id = p.organization_id
             order by 1",
        )
        .await
}

#[tokio::test]
async fn a_move_takes_the_open_work_along_or_is_refused() {
    let agency = with_managers().await;
    assign(&agency, "ann@example.org", -9, Some(-1)).await;
    assign(&agency, "both@example.org", -2, None).await;
    assign(&agency, "cy@example.org", 3, None).await;
    so(
        &agency,
        "insert into ct.task (uid, key, title, status, completed_at, client_id, organization_id, created_by)
             select n, n, n, s, case s when 'completed' then now() end, c.id, c.organization_id, ct.current_operation()
             from ct.client c, (values ('open', 'waiting'), ('shut', 'completed')) v (n, s) where c.key = '7';
         insert into ct.paused_operation (uid, key, workflow, client_id, organization_id, paused_on, created_by)
             select 'parked', 'parked', 'x', c.id, c.organization_id, ct.today(), ct.current_operation() from ct.client c where c.key = '7'",
    )
    .await;
    let before = follows(&agency).await;
    // Cy, who will be the case manager, does not reach ACM; Ann was it.
    let csv = "external_id,organization\n7,ACM\n";
    assert_eq!(
        refused(&agency, csv).await,
        "file.csv:2:2: organization: case managers without active access to it: cy@example.org; give them access, or end or \
         reassign first (ACM)"
    );
    let error = agency.one(&CLIENT, Some("7"), &[("organization", "ACM")]).await.unwrap_err();
    assert!(error.to_string().contains("cy@example.org"), "{error}");
    // Nor by any other way.
    let bare = "begin; select ct.begin_operation(gen_random_uuid(), 'x', null, 'x');
        update ct.client set organization_id = (select id from ct.organization where code = 'ACM')";
    let error = agency.own.connect().await.batch_execute(bare).await.unwrap_err();
    assert_eq!(
        error.as_db_error().unwrap().message(),
        "client 7: case managers without active access to ACM: cy@example.org"
    );
    assert_eq!(follows(&agency).await, before);
    agency.imported("email,organizations\ncy@example.org,ACM\n").await;
    assert_eq!(imported(&agency, csv).await, (0, 1, 0));
    assert_eq!(follows(&agency).await, ["-2 ACM", "-9 CON", "3 ACM", "open ACM", "parked ACM", "shut CON"]);
    let history = "select noun || ' ' || change::text from ct.history where change ? 'organization' order by noun, row_id";
    let change = r#"{"organization": ["CON", "ACM"]}"#;
    let expected = ["case", "case", "client", "paused", "task"].map(|noun| format!("{noun} {change}"));
    assert_eq!(agency.column(history).await, expected);
    // Undone, all of it goes back.
    let batch = crate::batches::last(&agency).await;
    assert_eq!(undone(&agency, batch).await.undone, 1);
    assert_eq!(follows(&agency).await, before);
}

/// Access that is being taken away, not committed yet, when the client moves.
#[tokio::test]
async fn a_move_waits_for_access_that_is_being_taken_away() {
    let agency = with_managers().await;
    assign(&agency, "both@example.org", -2, None).await;
    let holder = agency.own.connect().await;
    holder
        .batch_execute(
            "begin; select ct.begin_operation(gen_random_uuid(), 'x', null, 'x'); update ct.user_organization set is_active = false
             where user_id = (select id from ct.users where email like 'both%') and organization_id = (select id from ct.organization where code = 'ACM')",
        )
        .await
        .unwrap();
    let release = async {
        let watcher = crate::support::connect_to(&agency.own.superuser_url()).await;
        let waiting = "select count(*) from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'";
        while watcher.query_one(waiting, &[]).await.unwrap().get::<_, i64>(0) == 0 {
            tokio::task::yield_now().await;
        }
        holder.batch_execute("commit").await.unwrap();
    };
    let (moved, ()) = tokio::join!(import(&agency, "external_id,organization\n7,ACM\n"), release);
    let error = moved.unwrap_err();
    assert_eq!(error.kind(), Kind::Refused);
    assert_eq!(error.to_string(), "client 7: case managers without active access to ACM: both@example.org");
    assert_eq!(agency.value("select organization from ct.client_register where key = '7'").await, "CON");
}

#[tokio::test]
async fn nobody_with_case_managers_is_taken_out_of_use() {
    let agency = with_managers().await;
    assign(&agency, "ann@example.org", -9, Some(0)).await;
    let found = agency.find(&CLIENT, "7").await.unwrap();
    let error = set_active(&agency.database, &operation("x"), &found, false).await.unwrap_err();
    assert_eq!(error.to_string(), "the client has case managers");
    so(&agency, "update ct.case_assignment set end_date = ct.today() - 1").await;
    for changed in [true, false] {
        assert_eq!(set_active(&agency.database, &operation("x"), &found, false).await.unwrap(), changed);
    }
    for changed in [true, false] {
        assert_eq!(set_active(&agency.database, &operation("x"), &found, true).await.unwrap(), changed);
    }
}

#[tokio::test]
async fn who_may_be_the_same_person_is_told() {
    let agency = Agency::new().await;
    imported(
        &agency,
        "external_id,name,preferred_name,date_of_birth,organization\n1,Zoë Müller,,1990-12-31,CON\n2,ZOE MULLER,Zo,1990-12-31,ACM\n\
         3,Zoe Muller,,1990-12-30,CON\n4,Zoe Mullery,,1990-12-31,CON\n5,Zoe,Muller,1990-12-31,CON\n6,Zoe Muller,,,CON\n7,Zoe Muller,,,CON\n",
    )
    .await;
    let mut found = Vec::new();
    for id in ["1", "2", "3", "5", "6"] {
        let client = agency.find(&CLIENT, id).await.unwrap();
        let alike =
            agency.database.read(async |transaction| alike(transaction, client.id).await).await.unwrap();
        found.push(alike.iter().map(ToString::to_string).collect::<Vec<_>>().join("; "));
    }
    let two = agency.find(&CLIENT, "2").await.unwrap().id;
    let one = agency.find(&CLIENT, "1").await.unwrap().id;
    let expected = [format!("ZOE MULLER (2, id {two})"), format!("Zoë Müller (1, id {one})")];
    assert_eq!(found[..2], expected);
    assert_eq!(found[2..], ["", "", ""]);
}
