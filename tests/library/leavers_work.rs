//! Tasks and what is parked, of those who leave; and leavers from files.

use ct::noun::stage::{Conflict, Strictness};
use ct::user::LEAVER;

use crate::agency::{Agency, Import, counts, operation, refusal};
use crate::cases_rules::execute;
use crate::leavers::{cases, leave, left, reason, refused, undone, with_cases};

/// For Ann, and with her in every part; Bob takes part as well in some.
const TASKS: &str = "
    insert into ct.task (uid, key, title, status, completed_at, user_id, organization_id, created_by)
        select w.title, lower(w.title), w.title, w.status, case w.status when 'completed' then now() end, u.id, u.organization_id, gen_random_uuid()
        from (values ('For', 'waiting', 'ann'), ('Done', 'completed', 'ann'), ('Owned', 'not-started', 'cy'), ('Helped', 'in-progress', 'cy'),
            ('Reviewed', 'in-progress', 'cy'), ('Watched', 'in-progress', 'cy')) w (title, status, who)
        join ct.users u on u.login = w.who || '@example.org';
    insert into ct.task_participant (task_id, user_id, role)
        select t.id, u.id, w.role from (values ('Owned', 'ann', 'owner'), ('Owned', 'bob', 'observer'), ('Helped', 'ann', 'assignee'),
            ('Helped', 'bob', 'owner'), ('Reviewed', 'ann', 'reviewer'), ('Reviewed', 'cy', 'assignee'), ('Watched', 'ann', 'observer'), ('Done', 'ann', 'owner')) w (title, who, role)
        join ct.task t on t.title = w.title join ct.users u on u.login = w.who || '@example.org';
    insert into ct.paused_operation (uid, key, user_id, client_id, workflow, organization_id, paused_on, state, settled_at, created_by)
        select w.key, w.key, u.id, c.id, w.key, coalesce(c.organization_id, u.organization_id), '2026-01-01', w.state,
            case w.state when 'parked' then null else now() end, gen_random_uuid()
        from (values ('with', 'a1', 'parked'), ('without', null, 'parked'), ('gone', null, 'cancelled')) w (key, client, state)
        join ct.users u on u.login = 'ann@example.org' left join ct.client c on c.key = w.client";

async fn office() -> Agency {
    let agency = crate::cases::office().await;
    execute(&agency, TASKS).await;
    agency
}

async fn tasks(agency: &Agency) -> Vec<String> {
    agency
        .column(
            "select concat_ws('|', title, replace(for_user, '@example.org', ''), replace(array_to_string(participants, ' '), '@example.org', ''))
             from ct.task_register order by title",
        )
        .await
}

async fn parked(agency: &Agency) -> Vec<String> {
    agency
        .column(
            "select concat_ws(' ', p.key, split_part(u.login, '@', 1), o.code) from ct.paused_operation p join ct.users u on u.id = p.user_id
             left join ct.organization o on o.id = p.organization_id order by p.key",
        )
        .await
}

const BEFORE: [&str; 6] = [
    "Done|ann|ann:owner",
    "For|ann|",
    "Helped|cy|ann:assignee bob:owner",
    "Owned|cy|ann:owner bob:observer",
    "Reviewed|cy|ann:reviewer cy:assignee",
    "Watched|cy|ann:observer",
];
const PARKED: [&str; 3] = ["gone ann CON", "with ann ACM", "without ann CON"];

/// Of two roles the one with more work stays; what is done and who only watches is left.
#[tokio::test]
async fn work_goes_to_somebody() {
    let agency = office().await;
    assert_eq!(
        refused(&agency, &["ann"], &[]).await,
        "ann@example.org has 4 open tasks, 2 parked operations: say what becomes of it"
    );
    let batch = left(&agency, &["ann"], &[("transfer_to", "bob@example.org")]).await;
    assert_eq!(
        tasks(&agency).await,
        [
            "Done|ann|ann:owner",
            "For|bob|",
            "Helped|cy|bob:owner",
            "Owned|cy|bob:owner",
            "Reviewed|cy|bob:reviewer cy:assignee",
            "Watched|cy|ann:observer"
        ]
    );
    assert_eq!(parked(&agency).await, ["gone ann CON", "with bob ACM", "without bob CON"]);
    assert_eq!(undone(&agency, batch).await.1, Vec::<String>::new());
    assert_eq!(
        (tasks(&agency).await, parked(&agency).await),
        (BEFORE.map(String::from).to_vec(), PARKED.map(String::from).to_vec())
    );
    // To somebody of another organization: what is theirs is of that one; Cy takes part with a greater role already.
    let batch = left(&agency, &["ann"], &[("transfer_to", "cy@example.org")]).await;
    let now = tasks(&agency).await;
    assert_eq!(now[4], "Reviewed|cy|cy:assignee");
    assert_eq!(agency.value("select organization from ct.task_register where title = 'For'").await, "ACM");
    assert_eq!(parked(&agency).await, ["gone ann CON", "with cy ACM", "without cy ACM"]);
    assert_eq!(undone(&agency, batch).await.1, Vec::<String>::new());
    assert_eq!(
        (tasks(&agency).await, parked(&agency).await),
        (BEFORE.map(String::from).to_vec(), PARKED.map(String::from).to_vec())
    );
}

/// Where others work on it the leaver goes; what has to be somebody's goes to whoever gets the team.
#[tokio::test]
async fn work_is_unassigned() {
    let agency = office().await;
    let batch = left(&agency, &["ann"], &[("work", "unassign")]).await;
    assert_eq!(
        tasks(&agency).await,
        [
            "Done|ann|ann:owner",
            "For|boss|",
            "Helped|cy|bob:owner",
            "Owned|cy|bob:observer boss:owner",
            "Reviewed|cy|cy:assignee",
            "Watched|cy|ann:observer"
        ]
    );
    assert_eq!(parked(&agency).await, ["gone ann CON", "with boss ACM", "without boss CON"]);
    assert_eq!(undone(&agency, batch).await.1, Vec::<String>::new());
    assert_eq!(
        (tasks(&agency).await, parked(&agency).await),
        (BEFORE.map(String::from).to_vec(), PARKED.map(String::from).to_vec())
    );
    let batch = left(&agency, &["ann"], &[("work", "unassign"), ("team_to", "dan@example.org")]).await;
    assert_eq!(parked(&agency).await, ["gone ann CON", "with dan ACM", "without dan CON"]);
    undone(&agency, batch).await;
    let said = "ann@example.org has 2 tasks that nobody else works on and 2 parked operations, and no supervisor whom these could go to: transfer them to somebody";
    assert_eq!(refused(&agency, &["ann", "boss"], &[("work", "unassign")]).await, said);
    // Whoever helps and leaves as well is no help.
    let both = refused(&agency, &["ann", "boss", "bob"], &[("work", "unassign")]).await;
    assert!(both.starts_with("ann@example.org has 3 tasks that nobody else works on"), "{both}");
    left(&agency, &["ann"], &[("work", "leave-open")]).await;
    assert_eq!(
        (tasks(&agency).await, parked(&agency).await),
        (BEFORE.map(String::from).to_vec(), PARKED.map(String::from).to_vec())
    );
    assert_eq!(
        agency.column("select kind || ' ' || what from ct.report_orphans(null) order by 1").await,
        ["abandoned-task Watched", "paused with", "paused without", "task For", "task Helped", "task Owned"]
    );
}

/// Two who take part in one task, and one who gets both parts; a task that repeats goes on with who has it.
#[tokio::test]
async fn two_parts_are_one() {
    let agency = office().await;
    left(&agency, &["ann", "bob"], &[("transfer_to", "dan@example.org")]).await;
    assert_eq!(tasks(&agency).await[2..4], ["Helped|cy|dan:owner", "Owned|cy|bob:observer dan:owner"]);
    let agency = crate::tasks::agency().await;
    crate::tasks::tasks(
        &agency,
        "title,due_date,for_user,participants,repeats\nWeekly,2026-01-05,bo@example.org,bo@example.org:owner,weekly\n",
    )
    .await;
    left(&agency, &["bo"], &[("transfer_to", "ann@example.org")]).await;
    let id: i64 = agency.value("select max(id) from ct.task").await.parse().unwrap();
    let settle =
        ct::task::settle(&agency.database, &operation("task complete"), &[id], ct::task::Settle::Complete)
            .await;
    settle.unwrap();
    assert_eq!(
        agency.column("select concat_ws(' ', for_user, status, array_to_string(participants, ',')) from ct.task_register order by id").await,
        ["ann@example.org completed ann@example.org:owner", "ann@example.org not-started ann@example.org:owner"]
    );
}

pub(crate) fn import() -> Import {
    Import { conflict: Conflict::MustExist, operation: operation("user deactivate"), ..Import::of(&LEAVER) }
}

/// What is said of a file that is refused.
pub(crate) async fn refused_file(agency: &Agency, file: &str) -> String {
    agency.refused_by(import(), file.to_owned()).await
}

#[tokio::test]
async fn a_file_says_it_row_by_row() {
    let agency = with_cases().await;
    execute(&agency, TASKS).await;
    let file = "email,reason,at,work,transfer_to,team_to\n\
        ANN@example.org,moved away,now,,bob@example.org,\n\
        dan@example.org,,2997-01-31,,,\n\
        eve@example.org,,now,,,\n";
    let outcome =
        import().text(&agency.database, file).await.unwrap_or_else(|error| panic!("{}", refusal(Err(error))));
    assert_eq!(counts(&outcome), (0, 2, 1));
    assert_eq!(reason(&agency, "ann@example.org").await, "inactive|moved away");
    assert_eq!(
        agency.user("dan@example.org", "status, (ends_at at time zone 'UTC')").await,
        "active|2997-02-01 00:00:00"
    );
    assert_eq!(counts(&import().text(&agency.database, file).await.unwrap()), (0, 0, 3));
    assert_eq!(undone(&agency, outcome.batch.unwrap()).await.1, Vec::<String>::new());
    assert_eq!(agency.user("dan@example.org", "ends_at").await, "");
    assert_eq!(cases(&agency).await.len(), 6);
    assert_eq!(tasks(&agency).await, BEFORE);
}

#[tokio::test]
async fn a_file_is_told_what_is_wrong_with_it() {
    let agency = with_cases().await;
    let file = "email,at,work,transfer_to,team_to,cancel\n\
        ann@example.org,now,,,,\n\
        ann@example.org,now,leave-open,,,\n\
        nobody@example.org,now,,,,\n\
        bob@example.org,2020-01-01,leave-open,,,\n\
        dan@example.org,now,burn,,,\n\
        pia@example.org,now,transfer,,,\n\
        cy@example.org,2997-01-01,,,,yes\n\
        boss@example.org,now,unassign,bob@example.org,,\n\
        x,now,,,,\n";
    let said = refused_file(&agency, file).await;
    assert_eq!(
        said,
        "file.csv:2:3: work: has 3 open cases (K1; K2; K3): say what becomes of it (ann@example.org)
file.csv:3:1: email: the same as in line 2 (ann@example.org)
file.csv:4:1: email: there is no such user (nobody@example.org)
file.csv:5:2: at: is past on the clocks there (UTC): without a time it is at once (2020-01-02T00:00)
file.csv:6:3: work: must be one of transfer, unassign, leave-open (burn)
file.csv:7:4: transfer_to: it takes somebody to whom work is transferred (transfer)
file.csv:8:2: at: cancelling and setting an end are two things
file.csv:9:4: transfer_to: is to get it, though work is unassign: only one can be (bob@example.org)
file.csv:10:1: email: is no e-mail address: it has no @ (x)"
    );
    // The good rows of it, and the others for later.
    agency.imported("email,name,organization\nfay@example.org,Fay,CON\n").await;
    let folder = tempfile::tempdir().unwrap();
    let rejects = folder.path().join("bad.csv");
    let partial =
        Import { strictness: Strictness::Partial(None), rejects: Some(rejects.clone()), ..import() };
    let good = format!("{file}FAY@example.org,now,,,,\n");
    let outcome = partial.text(&agency.database, good).await.unwrap();
    assert_eq!((counts(&outcome), outcome.rejected), ((0, 1, 0), 9));
    assert!(std::fs::read_to_string(&rejects).unwrap().contains("say what becomes of it"));
    assert_eq!(agency.user("fay@example.org", "status").await, "inactive");
    assert!(leave(&agency, &["fay"], &[]).await.unwrap().done.is_empty());
}
