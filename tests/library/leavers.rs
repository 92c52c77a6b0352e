//! Users who leave: who is refused and why, what becomes of their work and their team, ends that are scheduled, and those who
//! come back (REQUIREMENTS U5, U8, U9, U10, T3).

use ct::batch::{Undo, undo};
use ct::user::USER;
use ct::user::leaver::{Deactivate, Deactivated, Told, deactivate};
use ct::{Kind, NOUNS, Result};

use crate::agency::{Agency, operation};
use crate::cases::office;
use crate::cases_rules::execute;

/// What Ann has at the office: clients of both organizations, one since long, one from today, one from later on; and Bob has one
/// of them as well.
pub(crate) const CASES: &str = "
    insert into ct.case_assignment (client_id, user_id, organization_id, begin_date, end_date, created_by)
    select c.id, u.id, c.organization_id, ct.today() + w.since, ct.today() + w.until, gen_random_uuid()
    from (values ('k1', 'ann', -100, null::int), ('k2', 'ann', 0, null), ('k3', 'ann', 10, 20), ('k4', 'ann', -9, -1),
        ('k1', 'bob', -50, null), ('k5', 'bob', -50, null)) w (client, who, since, until)
    join ct.client c on c.key = w.client join ct.users u on u.login = w.who || '@example.org'";

/// The office, with Ann's cases.
pub(crate) async fn with_cases() -> Agency {
    let agency = office().await;
    execute(&agency, CASES).await;
    agency
}

pub(crate) async fn request(agency: &Agency, users: &[&str], told: &[(&str, &str)]) -> Deactivate {
    let mut found = Vec::new();
    for user in users {
        found.push(agency.find(&USER, &format!("{user}@example.org")).await.unwrap());
    }
    let told: Told = told.iter().map(|(name, value)| ((*name).to_owned(), (*value).into())).collect();
    let mut operation = operation("user deactivate");
    operation.reason = Some("left".to_owned());
    Deactivate { users: found, told, operation, dry_run: false }
}

/// As the command does it, all alike.
pub(crate) async fn leave(agency: &Agency, users: &[&str], told: &[(&str, &str)]) -> Result<Deactivated> {
    deactivate(&agency.database, request(agency, users, told).await).await
}

/// Leaves, which must be good; gives the batch.
pub(crate) async fn left(agency: &Agency, users: &[&str], told: &[(&str, &str)]) -> i64 {
    let done = leave(agency, users, told).await;
    done.unwrap_or_else(|error| panic!("{users:?} {told:?}: {}", crate::support::told(&error))).batch.unwrap()
}

/// Leaves, which must be refused and change nothing; gives what is said.
pub(crate) async fn refused(agency: &Agency, users: &[&str], told: &[(&str, &str)]) -> String {
    let before = agency.content().await;
    let error = leave(agency, users, told).await.expect_err("it is refused");
    assert_eq!(agency.content().await, before, "something was written: {error}");
    assert_eq!(error.kind(), Kind::Refused, "{error:?}");
    error.to_string()
}

/// Client, case manager, first and last day from today on, why, of those that were not withdrawn.
pub(crate) async fn cases(agency: &Agency) -> Vec<String> {
    let sql = "select concat_ws(' ', c.key, split_part(u.login, '@', 1), a.begin_date - ct.today(), coalesce((a.end_date - ct.today())::text, '-'), a.end_reason)
        from ct.case_assignment a join ct.client c on c.id = a.client_id join ct.users u on u.id = a.user_id
        where a.withdrawn_at is null order by c.key, u.login, a.begin_date";
    agency.column(sql).await
}

/// Who is on whose team, of those who are active.
async fn teams(agency: &Agency) -> Vec<String> {
    agency
        .column(
            "select split_part(u.login, '@', 1) || ' ' || coalesce(split_part(s.login, '@', 1), '-') from ct.users u
             left join ct.users s on s.id = u.supervisor_id where u.deactivated_at is null order by u.login",
        )
        .await
}

pub(crate) const BEFORE: [&str; 6] =
    ["k1 ann -100 -", "k1 bob -50 -", "k2 ann 0 -", "k3 ann 10 20", "k4 ann -9 -1", "k5 bob -50 -"];

#[tokio::test]
async fn open_cases_are_not_forgotten() {
    let agency = with_cases().await;
    let said = "ann@example.org has 3 open cases: say what becomes of it";
    assert_eq!(refused(&agency, &["ann"], &[]).await, said);
    let two = "ann@example.org has 3 open cases: say what becomes of it; bob@example.org has 2 open cases: say what becomes of it";
    assert_eq!(refused(&agency, &["ann", "dan", "bob"], &[]).await, two);
    // Whoever has nothing needs to say nothing.
    left(&agency, &["dan"], &[]).await;
    assert_eq!(reason(&agency, "dan@example.org").await, "inactive|left");
    assert_eq!(cases(&agency).await, BEFORE);
}

/// What is running ends yesterday, what has not begun never was; whoever gets it and has the client already has it once.
#[tokio::test]
async fn cases_go_to_somebody() {
    let agency = with_cases().await;
    let batch = left(&agency, &["ann"], &[("transfer_to", "bob@example.org")]).await;
    assert_eq!(
        cases(&agency).await,
        [
            "k1 ann -100 -1 transferred",
            "k1 bob -50 -",
            "k2 bob 0 -",
            "k3 bob 10 20",
            "k4 ann -9 -1",
            "k5 bob -50 -"
        ]
    );
    assert_eq!(reason(&agency, "ann@example.org").await, "inactive|left");
    let history = "select string_agg(distinct command || ':' || noun || ':' || action, ' ') from ct.history h
        join ct.operation o on o.id = h.operation_id where o.command = 'user deactivate'";
    assert_eq!(
        agency.value(history).await,
        "user deactivate:case:changed user deactivate:case:created user deactivate:user:changed"
    );
    // A second time changes nothing and says so.
    let before = agency.content().await;
    let again = leave(&agency, &["ann"], &[("transfer_to", "bob@example.org")]).await.unwrap();
    assert!(again.done.is_empty() && again.batch.is_none(), "{again:?}");
    assert_eq!(agency.content().await, before);
    assert_eq!(undone(&agency, batch).await.1, Vec::<String>::new());
    assert_eq!(cases(&agency).await, BEFORE);
    assert_eq!(reason(&agency, "ann@example.org").await, "active|");
}

/// Whether somebody is active, and why not.
pub(crate) async fn reason(agency: &Agency, email: &str) -> String {
    let sql = format!(
        "select r.status || '|' || coalesce(u.deactivation_reason, '') from ct.user_register r join ct.users u using (id) where r.login = '{email}'"
    );
    agency.value(&sql).await
}

/// Undoes; gives how many, what is kept and what has failed, and the number of the undoing.
pub(crate) async fn undone(agency: &Agency, batch: i64) -> (u64, Vec<String>, Option<i64>) {
    let request =
        Undo { nouns: &NOUNS, batch, operation: operation("batch undo"), wait: true, dry_run: false };
    let undone = undo(&agency.database, request).await.unwrap();
    let kept = undone.kept.iter().chain(&undone.failed).map(|one| format!("{}: {}", one.key, one.why));
    (undone.undone, kept.collect(), undone.batch)
}

#[tokio::test]
async fn cases_end_or_stay_open() {
    let agency = with_cases().await;
    let batch = left(&agency, &["ann"], &[("work", "unassign")]).await;
    assert_eq!(
        cases(&agency).await,
        ["k1 ann -100 -1 case manager has left", "k1 bob -50 -", "k4 ann -9 -1", "k5 bob -50 -"]
    );
    assert_eq!(undone(&agency, batch).await.1, Vec::<String>::new());
    assert_eq!(cases(&agency).await, BEFORE);
    left(&agency, &["ann"], &[("work", "leave-open")]).await;
    assert_eq!(cases(&agency).await, BEFORE);
    assert_eq!(
        agency.column("select what from ct.report_orphans(array['case']) order by 1").await,
        ["K1", "K2", "K3"],
        "also that which others have, or which is to come"
    );
}

/// Two with the same client, to one who then has it once.
#[tokio::test]
async fn several_leave_at_once() {
    let agency = with_cases().await;
    agency.imported("email,name,organization,case_manager\nfay@example.org,Fay,CON,yes\n").await;
    let batch = left(&agency, &["ann", "bob"], &[("transfer_to", "fay@example.org")]).await;
    assert_eq!(
        cases(&agency).await,
        [
            "k1 ann -100 -1 transferred",
            "k1 bob -50 -1 transferred",
            "k1 fay 0 -",
            "k2 fay 0 -",
            "k3 fay 10 20",
            "k4 ann -9 -1",
            "k5 bob -50 -1 transferred",
            "k5 fay 0 -"
        ]
    );
    let (_, kept, undoing) = undone(&agency, batch).await;
    assert_eq!(kept, Vec::<String>::new());
    assert_eq!(cases(&agency).await, BEFORE);
    // And back again: the undoing is a batch as well.
    assert_eq!(undone(&agency, undoing.unwrap()).await.1, Vec::<String>::new());
    assert_eq!(
        agency.value("select count(*) from ct.case_register where status = 'active' and \"user\" = 'fay@example.org'").await,
        "3"
    );
    assert_eq!(agency.user("ann@example.org", "status").await, "inactive");
}

#[tokio::test]
async fn receivers_have_to_be_able_to_have_it() {
    let agency = with_cases().await;
    execute(
        &agency,
        "update ct.users set ends_at = now() + interval '1 day' where login = 'dan@example.org'",
    )
    .await;
    for (to, said) in [
        ("ann", "ann@example.org: --transfer-to: ann@example.org is who leaves"),
        ("eve", "ann@example.org: --transfer-to: eve@example.org is inactive"),
        ("pia", "ann@example.org: --transfer-to: pia@example.org waits for approval"),
        (
            "dan",
            "ann@example.org: --transfer-to: dan@example.org is not a case manager (3 open cases of CON)",
        ),
        (
            "cy",
            "ann@example.org: --transfer-to: cy@example.org has no access to the client's organization (3 open cases of CON)",
        ),
    ] {
        let to = format!("{to}@example.org");
        assert_eq!(refused(&agency, &["ann"], &[("transfer_to", &to)]).await, said);
    }
    let both = refused(&agency, &["ann", "bob"], &[("transfer_to", "bob@example.org")]).await;
    assert_eq!(
        both,
        "ann@example.org: --transfer-to: bob@example.org leaves as well; bob@example.org: --transfer-to: bob@example.org is who leaves"
    );
    let nobody = refused(&agency, &["ann"], &[("transfer_to", "nobody@example.org")]).await;
    assert_eq!(nobody, "ann@example.org: --transfer-to: there is no such user (nobody@example.org)");
    let alone = refused(&agency, &["ann"], &[("work", "transfer")]).await;
    assert_eq!(
        alone,
        "ann@example.org: --transfer-to: it takes somebody to whom work is transferred (transfer)"
    );
    let said = leave(&agency, &["ann"], &[("work", "burn")]).await.unwrap_err();
    assert_eq!(said.kind(), Kind::Usage, "{said}");
}

/// A team goes up to the first who stays, or to whom is named, who goes one up if on it.
#[tokio::test]
async fn teams_go_on() {
    let agency = office().await;
    // Boss over Ann over Bob over Dan, who is over Fay and Pia, who waits.
    agency
        .imported(
            "email,name,organization,supervisor\nbob@example.org,,,ann@example.org\ndan@example.org,,,bob@example.org\n\
             fay@example.org,Fay,CON,dan@example.org\npia@example.org,,,dan@example.org\n",
        )
        .await;
    let before = ["ann boss", "bob ann", "boss -", "cy -", "dan bob", "fay dan", "pia dan"];
    assert_eq!(teams(&agency).await, before);
    let batch = left(&agency, &["dan"], &[]).await;
    assert_eq!(teams(&agency).await, ["ann boss", "bob ann", "boss -", "cy -", "fay bob", "pia bob"]);
    assert_eq!(undone(&agency, batch).await.1, Vec::<String>::new());
    assert_eq!(teams(&agency).await, before);
    // Over those who leave as well, have gone, or whose end has come.
    let batch = left(&agency, &["bob", "dan"], &[]).await;
    assert_eq!(teams(&agency).await, ["ann boss", "boss -", "cy -", "fay ann", "pia ann"]);
    assert_eq!(undone(&agency, batch).await.1, Vec::<String>::new());
    left(&agency, &["bob"], &[("team_to", "dan@example.org")]).await;
    assert_eq!(teams(&agency).await, ["ann boss", "boss -", "cy -", "dan ann", "fay dan", "pia dan"]);
    let batch = left(&agency, &["ann"], &[("team_to", "cy@example.org")]).await;
    assert_eq!(teams(&agency).await, ["boss -", "cy -", "dan cy", "fay dan", "pia dan"]);
    undone(&agency, batch).await;
    for (to, said) in [
        (
            "fay",
            "ann@example.org: --team-to: fay@example.org is further down on the leaver's team: it would be a circle",
        ),
        ("eve", "ann@example.org: --team-to: eve@example.org is inactive"),
        (
            "pia",
            "ann@example.org: --team-to: pia@example.org waits for approval; ann@example.org: --team-to: pia@example.org is further down on the leaver's team: it would be a circle",
        ),
        ("ann", "ann@example.org: --team-to: ann@example.org is who leaves"),
    ] {
        let to = format!("{to}@example.org");
        assert_eq!(refused(&agency, &["ann"], &[("team_to", &to)]).await, said);
    }
    // Whoever stays and has nobody above has none.
    left(&agency, &["boss"], &[]).await;
    assert_eq!(teams(&agency).await, ["ann -", "cy -", "dan ann", "fay dan", "pia dan"]);
}

/// Two who leave, each of whose teams would go to one of the other's.
#[tokio::test]
async fn teams_of_two_make_no_circle() {
    let agency = office().await;
    agency
        .imported("email,name,organization,supervisor\nfay@example.org,Fay,CON,ann@example.org\ngus@example.org,Gus,CON,bob@example.org\n")
        .await;
    let file = "email,team_to\nann@example.org,gus@example.org\nbob@example.org,fay@example.org\n";
    let said = crate::leavers_work::refused_file(&agency, file).await;
    assert_eq!(
        said,
        "file.csv:2:2: team_to: would be a supervisor of their own, as things would be then (gus@example.org)\n\
         file.csv:3:2: team_to: would be a supervisor of their own, as things would be then (fay@example.org)"
    );
    // Somebody between who leaves as well is nobody who is between.
    agency.imported("email,supervisor\nbob@example.org,ann@example.org\n").await;
    left(&agency, &["ann", "bob"], &[("team_to", "gus@example.org")]).await;
    let all = teams(&agency).await;
    assert_eq!(all, ["boss -", "cy -", "dan -", "fay gus", "gus boss", "pia -"], "{all:?}");
}

#[tokio::test]
async fn administrators_and_sessions() {
    let agency = crate::sessions::agency().await;
    let last = "the last administrator";
    let both = ["Ann", "two"];
    let said = refused(&agency, &both, &[]).await;
    assert_eq!(
        said,
        "Ann@example.org is one of the last administrators, and one has to be left; two@example.org is one of the last administrators, and one has to be left"
    );
    let ann =
        crate::sessions::log_in(&agency.database, "ann@example.org", crate::sessions::RIGHT).await.unwrap();
    drop(ann);
    let open = "select count(*) from ct.session where ended_at is null";
    assert_eq!(agency.value(open).await, "1");
    // What comes last fails: nothing is left of it.
    let fails = "create function ct.fails() returns trigger language plpgsql as $$ begin raise 'no'; end $$;
        create trigger fails before insert on ct.batch execute function ct.fails()";
    execute(&agency, fails).await;
    let before = agency.content().await;
    assert!(leave(&agency, &["Ann"], &[]).await.is_err());
    assert_eq!(agency.content().await, before);
    execute(&agency, "drop trigger fails on ct.batch").await;
    left(&agency, &["Ann"], &[]).await;
    assert_eq!(agency.value(open).await, "0");
    assert!(
        crate::sessions::log_in(&agency.database, "ann@example.org", crate::sessions::RIGHT).await.is_err()
    );
    let alone = refused(&agency, &["two"], &[]).await;
    assert_eq!(
        alone,
        format!("two@example.org is {last}, and one has to be left: make somebody else one first")
    );
    assert!(refused(&agency, &["two"], &[("at", "2999-12-31")]).await.contains(last));
}

/// Somebody has given the client to another meanwhile: that stays, and is told.
#[tokio::test]
async fn what_was_changed_since_is_kept() {
    let agency = with_cases().await;
    let batch = left(&agency, &["ann"], &[("transfer_to", "bob@example.org")]).await;
    execute(
        &agency,
        "begin; select ct.begin_operation(gen_random_uuid(), 'case end', null, 'x');
         update ct.case_assignment set end_date = ct.today() + 3, end_reason = 'moved'
         where client_id = (select id from ct.client where key = 'k2') and withdrawn_at is null; commit",
    )
    .await;
    let (_, kept, _) = undone(&agency, batch).await;
    assert_eq!(kept.len(), 1, "{kept:?}");
    assert!(kept[0].contains("K2") && kept[0].contains("edited since"), "{kept:?}");
    let now = cases(&agency).await;
    assert!(
        now.contains(&"k1 ann -100 -".to_owned()) && now.contains(&"k2 bob 0 3 moved".to_owned()),
        "{now:?}"
    );
    assert_eq!(agency.user("ann@example.org", "status").await, "active");
}
