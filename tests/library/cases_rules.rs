//! What holds of case assignments on every path, also for direct SQL of whoever owns the tables.

use ct::client::CLIENT;
use ct::noun::stage::Conflict;
use ct::user::USER;

use crate::agency::{Agency, Import, counts};
use crate::cases::{all, imported, office};

/// Runs SQL as the owner; gives what it is refused for, and the hint.
pub(crate) async fn refused(agency: &Agency, sql: &str) -> String {
    match agency.own.connect().await.batch_execute(sql).await {
        Ok(()) => panic!("{sql} is not refused"),
        Err(error) => {
            let told = error.as_db_error().unwrap();
            assert_eq!(told.code().code(), "CT002", "{sql}: {told}");
            told.message().to_owned()
        }
    }
}

pub(crate) async fn execute(agency: &Agency, sql: &str) {
    let done = agency.own.connect().await.batch_execute(sql).await;
    done.unwrap_or_else(|error| panic!("{sql}: {}", crate::support::told(&error)));
}

/// Inserts an assignment by hand; the days are SQL.
pub(crate) fn insert(client: &str, user: &str, begin: &str, end: &str) -> String {
    format!(
        "insert into ct.case_assignment (client_id, user_id, organization_id, begin_date, end_date, created_by)
         select c.id, u.id, c.organization_id, {begin}, {end}, gen_random_uuid() from ct.client c, ct.users u
         where c.key = '{client}' and u.login = '{user}@example.org'"
    )
}

#[tokio::test]
async fn open_ones_go_to_active_case_managers_with_access_only() {
    let agency = office().await;
    for (user, why) in [
        ("dan", "dan@example.org cannot be given open assignments: is not a case manager"),
        ("eve", "eve@example.org cannot be given open assignments: is inactive"),
        ("pia", "pia@example.org cannot be given open assignments: waits for approval"),
        ("cy", "cy@example.org cannot be given open assignments: has no access to the client's organization"),
    ] {
        for end in ["null", "ct.today()", "ct.today() + 1"] {
            assert_eq!(refused(&agency, &insert("k1", user, "ct.today() - 5", end)).await, why);
        }
        // What is past may be of anybody.
        execute(&agency, &insert("k1", user, "ct.today() - 5", "ct.today() - 1")).await;
    }
    execute(&agency, "update ct.user_organization set is_active = false where user_id = (select id from ct.users where login like 'bob%')").await;
    assert!(refused(&agency, &insert("k1", "bob", "ct.today()", "null")).await.contains("has no access"));
    execute(&agency, "update ct.client set deactivated_at = now() where key = 'k2'").await;
    assert_eq!(
        refused(&agency, &insert("k2", "ann", "ct.today()", "null")).await,
        "K2 is not served any more, and gets no case manager"
    );
    execute(&agency, &insert("k2", "ann", "ct.today() - 9", "ct.today() - 8")).await;
    let elsewhere = insert("k3", "ann", "ct.today()", "null")
        .replace("c.organization_id", "(select id from ct.organization where code = 'ACM')");
    assert_eq!(refused(&agency, &elsewhere).await, "an open assignment is of the client's organization");
    let ends_first = insert("k3", "ann", "ct.today()", "ct.today() - 1");
    let error = agency.own.connect().await.batch_execute(&ends_first).await.unwrap_err();
    assert_eq!(error.as_db_error().unwrap().constraint(), Some("case_assignment_ends_after_it_begins"));
    assert_eq!(all(&agency).await.len(), 5);
}

#[tokio::test]
async fn nobody_has_a_client_twice_at_once() {
    let agency = office().await;
    execute(&agency, &insert("k1", "ann", "'2020-01-01'", "'2020-12-31'")).await;
    execute(&agency, &insert("k1", "ann", "'2022-01-01'", "null")).await;
    for (begin, end) in [
        ("2020-12-31", "'2021-01-31'"),
        ("2019-06-01", "'2020-01-01'"),
        ("2020-02-01", "'2020-03-01'"),
        ("2019-01-01", "null"),
        ("2021-06-01", "'2022-01-01'"),
        ("2090-01-01", "null"),
    ] {
        let said = refused(&agency, &insert("k1", "ann", &format!("'{begin}'"), end)).await;
        assert!(said.ends_with("of the same client and case manager overlap"), "{begin} {end}: {said}");
    }
    // In one statement neither, nor by an update.
    let both = format!(
        "{} union all select c.id, u.id, c.organization_id, '2026-02-01', null, gen_random_uuid() from ct.client c, ct.users u where c.key = 'k2' and u.login like 'bob%'",
        insert("k2", "bob", "date '2026-01-01'", "null::date")
    );
    assert!(refused(&agency, &both).await.ends_with("overlap"));
    execute(&agency, &insert("k3", "ann", "ct.today()", "ct.today() + 10")).await;
    execute(&agency, &insert("k3", "ann", "ct.today() + 11", "null")).await;
    let longer = "update ct.case_assignment set end_date = null where end_date = ct.today() + 10";
    assert!(refused(&agency, longer).await.ends_with("overlap"));
    // Between, next to each other, and of somebody else.
    execute(&agency, &insert("k1", "ann", "'2021-01-01'", "'2021-12-31'")).await;
    execute(&agency, &insert("k1", "bob", "'2020-06-01'", "null")).await;
}

#[tokio::test]
async fn what_is_past_stays_as_it_was() {
    let agency = office().await;
    execute(&agency, &insert("k1", "ann", "ct.today() - 20", "ct.today() - 1")).await;
    execute(&agency, &insert("k2", "ann", "ct.today() - 20", "null")).await;
    let past = "where end_date = ct.today() - 1";
    for change in [
        "end_date = null",
        "end_date = ct.today() - 2",
        "end_reason = 'x'",
        "withdrawn_at = now()",
        "organization_id = (select id from ct.organization where code = 'ACM')",
    ] {
        let said = refused(&agency, &format!("update ct.case_assignment set {change} {past}")).await;
        assert!(said.ends_with("is past, and stays as it was"), "{change}: {said}");
    }
    for change in [
        "begin_date = begin_date - 1",
        "client_id = (select id from ct.client where key = 'k3')",
        "user_id = (select id from ct.users where login like 'bob%')",
    ] {
        for which in [past, "where end_date is null"] {
            let said = refused(&agency, &format!("update ct.case_assignment set {change} {which}")).await;
            assert_eq!(said, "the client, the case manager and the first day of an assignment never change");
        }
    }
    refused(&agency, "delete from ct.case_assignment").await;
    refused(&agency, "truncate ct.case_assignment").await;
    // Nothing changed is no change.
    execute(&agency, &format!("update ct.case_assignment set end_reason = end_reason {past}")).await;
    execute(
        &agency,
        "update ct.case_assignment set end_date = ct.today() - 1, end_reason = 'over' where end_date is null",
    )
    .await;
    assert!(
        refused(&agency, "update ct.case_assignment set end_date = null where end_reason = 'over'")
            .await
            .contains("is past")
    );
}

#[tokio::test]
async fn what_it_takes_is_not_taken_from_who_has_clients() {
    let agency = office().await;
    imported(&agency, "client,user,begin_date\nK1,ann@example.org,2020-01-01\nA1,ann@example.org,2020-01-01\nK2,bob@example.org,2090-01-01\n").await;
    for (sql, said) in [
        (
            "update ct.users set case_manager = false where login like 'ann%'",
            "ann@example.org has 2 open assignments, and stays a case manager until others have them",
        ),
        (
            "update ct.users set case_manager = false where login like 'bob%'",
            "bob@example.org has 1 open assignment, and stays a case manager until others have them",
        ),
        (
            "delete from ct.user_organization m using ct.users u, ct.organization o where u.id = m.user_id and o.id = m.organization_id and u.login like 'ann%' and o.code = 'ACM'",
            "ann@example.org has 1 open assignment of the organization's clients, and keeps access to it until others have them",
        ),
        (
            "update ct.user_organization m set is_active = false from ct.users u where u.id = m.user_id and u.login like 'bob%'",
            "bob@example.org has 1 open assignment of the organization's clients, and keeps access to it until others have them",
        ),
        ("update ct.client set deactivated_at = now() where key = 'k1'", "K1 has case managers"),
        (
            "update ct.client set organization_id = (select id from ct.organization where code = 'ACM') where key = 'k2'",
            "client K2: case managers without active access to ACM: bob@example.org",
        ),
    ] {
        assert_eq!(refused(&agency, sql).await, said);
    }
    // Told by the lines of a file, too.
    let file = "email,case_manager,organizations\nann@example.org,no,\nbob@example.org,yes,\n";
    assert_eq!(
        agency.refused(file).await,
        "file.csv:2:2: case_manager: has 2 open assignments: ct caseload transfer gives them to others first"
    );
    let file = "email,organizations\nann@example.org,NULL\n";
    assert_eq!(
        agency.refused(file).await,
        "file.csv:2:2: organizations: has 1 open assignment of its clients: ct caseload transfer gives them to others first (ACM)"
    );
    let file = "external_id,organization\nK1,ACM\nK2,ACM\n";
    assert_eq!(
        agency.refused_by(Import::of(&CLIENT), file).await,
        "file.csv:3:2: organization: case managers without active access to it: bob@example.org; give them access, or end or reassign first (ACM)"
    );
    // Who leaves leaves clients behind; what is past holds nobody.
    execute(&agency, "update ct.users set deactivated_at = now() where login like 'bob%'").await;
    execute(&agency, "update ct.case_assignment set end_date = ct.today() - 1 where begin_date < ct.today()")
        .await;
    execute(&agency, "update ct.users set case_manager = false where login like 'ann%'").await;
    assert_eq!(
        counts(
            &Import { conflict: Conflict::Update, ..Import::of(&USER) }
                .text(&agency.database, file_of_ann())
                .await
                .unwrap()
        ),
        (0, 1, 0)
    );
}

fn file_of_ann() -> &'static str {
    "email,organizations\nann@example.org,NULL\n"
}

#[tokio::test]
async fn open_assignments_follow_their_client() {
    let agency = office().await;
    imported(&agency, "client,user,begin_date,end_date\nK1,ann@example.org,2020-01-01,2020-12-31\nK1,ann@example.org,2021-01-01,\nK1,bob@example.org,2020-01-01,2020-06-30\n").await;
    let outcome =
        Import::of(&CLIENT).text(&agency.database, "external_id,organization\nK1,ACM\n").await.unwrap();
    assert_eq!(counts(&outcome), (0, 1, 0));
    let organizations = "select string_agg(organization || ' ' || begin_date, ', ' order by begin_date, \"user\") from ct.case_register";
    assert_eq!(agency.value(organizations).await, "CON 2020-01-01, CON 2020-01-01, ACM 2021-01-01");
    // What somebody has left behind goes along.
    execute(&agency, "update ct.users set deactivated_at = now() where login like 'ann%'").await;
    execute(&agency, "update ct.client set organization_id = (select id from ct.organization where code = 'CON') where key = 'k1'").await;
    assert_eq!(agency.value(organizations).await, "CON 2020-01-01, CON 2020-01-01, CON 2021-01-01");
}

/// By hand neither, but for what undoing a batch would do.
#[tokio::test]
async fn what_a_batch_ended_goes_back_to_what_it_was_only() {
    let agency = office().await;
    imported(
        &agency,
        "client,user,begin_date\nK1,ann@example.org,2020-01-01\nK2,ann@example.org,2020-01-01\n",
    )
    .await;
    imported(
        &agency,
        "client,user,begin_date,end_date,end_reason\nK1,ann@example.org,2020-01-01,2020-05-31,x\n",
    )
    .await;
    let change = |what: &str| format!("update ct.case_assignment set {what} where end_date = '2020-05-31'");
    for what in [
        "end_date = '2020-06-30'",
        "end_date = null",
        "end_date = null, end_reason = 'y'",
        "end_reason = null",
    ] {
        assert!(refused(&agency, &change(what)).await.ends_with("is past, and stays as it was"), "{what}");
    }
    execute(&agency, &change("end_date = null, end_reason = null")).await;
    // Not of whoever ended it by hand.
    execute(&agency, "update ct.case_assignment set end_date = '2020-05-31'").await;
    assert!(refused(&agency, &change("end_date = null")).await.ends_with("is past, and stays as it was"));
    assert!(
        refused(&agency, &change("withdrawn_at = now()")).await.ends_with("is past, and stays as it was")
    );
}

/// A slip in a day takes back nobody's having been responsible.
#[tokio::test]
async fn what_has_been_in_force_is_not_taken_back_by_a_day_before_it() {
    let agency = office().await;
    execute(&agency, &insert("k1", "bob", "ct.today() - 30", "null")).await;
    let id = agency.value("select max(id)::text from ct.case_assignment").await;
    let ids = "select id from ct.users where login like";
    for call in [
        format!("ct.case_end({id}, ct.today() - 31, null)"),
        format!(
            "ct.case_reassign((select client_id from ct.case_assignment where id = {id}), ({ids} 'bob%'), ({ids} 'ann%'), ct.today() - 40)"
        ),
    ] {
        let sql = format!(
            "begin; select ct.begin_operation(gen_random_uuid(), 'case', null, 'x'); select * from {call}; commit"
        );
        assert!(refused(&agency, &sql).await.starts_with("it began on "), "{call}");
    }
    // What has not begun is no past.
    execute(&agency, &insert("k2", "bob", "ct.today() + 30", "null")).await;
    let planned =
        "select outcome from ct.case_end((select max(id) from ct.case_assignment), ct.today(), null)";
    assert_eq!(agency.value(planned).await, "taken back");
}
