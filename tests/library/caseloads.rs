//! Cases that are given, ended, and given to others; whole caseloads.

use chrono::{Days, NaiveDate};
use ct::case::transfer::{Rule, Told, Transfer, Transferred, transfer};
use ct::case::{
    Assign, Assigned, End, Ended, Manager, Reassign, Reassigned, assign, caseload, end, manager, open_of,
    reassign,
};
use ct::client::CLIENT;
use ct::{Kind, Result};

use crate::agency::{Agency, operation, refusal};
use crate::cases::{all, office, undone};
use crate::cases_rules::execute;

/// The day that it is for the database.
pub(crate) async fn today(agency: &Agency) -> NaiveDate {
    agency.value("select ct.today()").await.parse().unwrap()
}

pub(crate) async fn user(agency: &Agency, name: &str) -> Manager {
    let email = format!("{name}@example.org");
    agency.database.read(async |transaction| manager(transaction, &email).await).await.unwrap()
}

/// Gives a client to these, from so many days from now.
pub(crate) async fn given(
    agency: &Agency,
    client: &str,
    to: &[&str],
    from: i64,
    until: Option<i64>,
) -> Result<Vec<Assigned>> {
    let today = today(agency).await;
    let mut managers = Vec::new();
    for name in to {
        managers.push(user(agency, name).await);
    }
    let client = agency.find(&CLIENT, client).await.unwrap();
    let told = Assign { client, managers, begin: day(today, from), end: until.map(|days| day(today, days)) };
    assign(&agency.database, &operation("case assign"), &told).await
}

fn day(today: NaiveDate, days: i64) -> NaiveDate {
    let count = Days::new(days.unsigned_abs());
    if days < 0 { today - count } else { today + count }
}

pub(crate) async fn ended(agency: &Agency, id: i64, days: i64) -> Result<Ended> {
    let told = End { id, on: day(today(agency).await, days), because: Some("because".to_owned()) };
    end(&agency.database, &operation("case end"), &told).await
}

pub(crate) async fn moved(
    agency: &Agency,
    client: &str,
    from: &str,
    to: &str,
    days: i64,
) -> Result<Vec<Reassigned>> {
    let told = Reassign {
        client: agency.find(&CLIENT, client).await.unwrap(),
        from: user(agency, from).await,
        to: user(agency, to).await,
        on: day(today(agency).await, days),
    };
    reassign(&agency.database, &operation("case reassign"), &told).await
}

/// A caseload of one to others, in turn, from today on.
pub(crate) async fn to(agency: &Agency, from: &str, to: &[&str]) -> Transfer {
    let mut managers = Vec::new();
    for name in to {
        managers.push(user(agency, name).await);
    }
    Transfer {
        from: user(agency, from).await,
        day: today(agency).await,
        organization: None,
        to: managers,
        rule: Rule::RoundRobin,
        file: None,
        dry_run: false,
    }
}

pub(crate) async fn transferred(agency: &Agency, told: &Transfer) -> Result<Transferred> {
    transfer(&agency.database, &operation("caseload transfer"), told).await
}

/// Who has which client now: client, case manager.
async fn has(agency: &Agency) -> Vec<String> {
    let sql = "select client || ' ' || split_part(\"user\", '@', 1) from ct.case_register
        where status <> 'withdrawn' and until >= ct.today() order by 1";
    agency.column(sql).await
}

fn who(done: &Transferred) -> Vec<String> {
    let told = |one: &ct::case::transfer::Moved| {
        format!("{} {}{}", one.client, &one.user[..3], if one.is_theirs { " already" } else { "" })
    };
    done.moved.iter().map(told).collect()
}

#[tokio::test]
async fn a_client_is_given_to_several_once() {
    let agency = office().await;
    let made = given(&agency, "K1", &["ann", "bob"], 0, None).await.unwrap();
    assert_eq!(made.iter().map(|one| one.is_new).collect::<Vec<_>>(), [true, true]);
    let before = agency.content_but_batches().await;
    // Also tomorrow, when it began before.
    for days in [0, 1] {
        let again = given(&agency, "K1", &["ann", "bob"], days, None).await.unwrap();
        let plain = |all: &[Assigned]| all.iter().map(|one| (one.id, one.begin)).collect::<Vec<_>>();
        assert_eq!((plain(&again), again[0].is_new), (plain(&made), false));
    }
    assert_eq!(agency.content_but_batches().await, before);
    let wrong = given(&agency, "K1", &["ann"], -5, None).await.unwrap_err();
    assert!(wrong.to_string().starts_with("ann@example.org is the client's case manager from"), "{wrong}");
    // All of them or none.
    let wrong = given(&agency, "K2", &["ann", "dan"], 0, None).await.unwrap_err();
    assert_eq!(
        (wrong.kind(), wrong.to_string().as_str()),
        (Kind::Refused, "dan@example.org cannot be given it: is not a case manager")
    );
    assert_eq!(has(&agency).await, ["K1 ann", "K1 bob"]);
    // Past ones of whoever it was.
    given(&agency, "K2", &["dan", "eve"], -10, Some(-5)).await.unwrap();
}

#[tokio::test]
async fn an_assignment_ends_once() {
    let agency = office().await;
    let today = today(&agency).await;
    let id = given(&agency, "K1", &["ann"], -10, None).await.unwrap()[0].id;
    assert_eq!(ended(&agency, id, 0).await.unwrap(), Ended::Ended(today));
    assert_eq!(ended(&agency, id, 0).await.unwrap(), Ended::Already(today));
    assert_eq!(ended(&agency, id, -3).await.unwrap(), Ended::Ended(day(today, -3)));
    // Now it is past.
    assert_eq!(ended(&agency, id, 0).await.unwrap(), Ended::Already(day(today, -3)));
    assert!(ended(&agency, id, -5).await.unwrap_err().to_string().contains("is past and stays as it was"));
    let planned = given(&agency, "K1", &["bob"], 10, None).await.unwrap()[0].id;
    assert_eq!(ended(&agency, planned, 0).await.unwrap(), Ended::TakenBack);
    assert_eq!(ended(&agency, planned, 0).await.unwrap(), Ended::TakenBackAlready);
    assert_eq!(ended(&agency, 99999, 0).await.unwrap_err().kind(), Kind::NotPermitted);
    // By client and case manager: the open one, or the last.
    let client = agency.find(&CLIENT, "K1").await.unwrap();
    for (name, expected) in [("ann", Some(id)), ("bob", Some(planned)), ("cy", None)] {
        let manager = user(&agency, name).await;
        let found =
            agency.database.read(async |transaction| open_of(transaction, &client, &manager).await).await;
        assert_eq!(found.ok(), expected, "{name}");
    }
}

#[tokio::test]
async fn a_client_goes_from_one_to_another() {
    let agency = office().await;
    given(&agency, "K1", &["ann"], -10, Some(50)).await.unwrap();
    let done = moved(&agency, "K1", "ann", "bob", 0).await.unwrap();
    let today = today(&agency).await;
    assert_eq!(
        (done[0].ended, done[0].begin, done[0].end),
        (Some(day(today, -1)), Some(today), Some(day(today, 50)))
    );
    assert_eq!(moved(&agency, "K1", "ann", "bob", 0).await.unwrap(), []);
    // What began today has never been.
    let done = moved(&agency, "K1", "bob", "ann", 0).await.unwrap();
    assert_eq!((done.len(), done[0].ended, done[0].begin), (1, None, Some(today)));
    let wrong = moved(&agency, "K1", "ann", "cy", 0).await.unwrap_err();
    assert!(
        wrong
            .to_string()
            .contains("cy@example.org cannot be given it: has no access to the client's organization"),
        "{wrong}"
    );
    // From a day to come on.
    let done = moved(&agency, "K1", "ann", "bob", 5).await.unwrap();
    assert_eq!((done[0].ended, done[0].begin), (Some(day(today, 4)), Some(day(today, 5))));
    assert_eq!(all(&agency).await.len(), 3);
}

#[tokio::test]
async fn a_caseload_is_shared_in_turn_and_put_back() {
    let agency = office().await;
    execute(&agency, "update ct.users set case_manager = true where login like 'dan%'").await;
    for (client, days, until) in
        [("K1", -9, None), ("K2", -9, Some(30)), ("K3", 0, None), ("K4", 7, None), ("A1", -9, None)]
    {
        given(&agency, client, &["ann"], days, until).await.unwrap();
    }
    given(&agency, "K2", &["bob"], -3, None).await.unwrap();
    given(&agency, "K5", &["ann"], -9, Some(-5)).await.unwrap();
    let before = all(&agency).await;
    // Nobody gets what they may not have; all are told.
    let wrong = transferred(&agency, &to(&agency, "ann", &["bob", "cy"]).await).await.unwrap_err();
    assert_eq!(
        wrong.to_string(),
        "not everybody can be given these: bob@example.org has no access to the client's organization (1 client of ACM); \
         cy@example.org has no access to the client's organization (2 clients of CON)"
    );
    let mut told = to(&agency, "ann", &["bob", "dan"]).await;
    told.organization = Some(agency.find(&ct::organization::ORGANIZATION, "CON").await.unwrap());
    told.dry_run = true;
    let content = agency.content().await;
    let planned = transferred(&agency, &told).await.unwrap();
    assert_eq!(agency.content().await, content);
    told.dry_run = false;
    let done = transferred(&agency, &told).await.unwrap();
    assert_eq!(who(&done), who(&planned));
    assert_eq!(who(&done), ["K1 bob", "K3 bob", "K2 dan", "K4 dan"]);
    assert_eq!((done.stay, done.batch), (1, Some(crate::batches::last(&agency).await)));
    assert_eq!(has(&agency).await, ["A1 ann", "K1 bob", "K2 bob", "K2 dan", "K3 bob", "K4 dan"]);
    // Once more there is nothing to give.
    assert_eq!(transferred(&agency, &told).await.unwrap().moved, []);
    assert_eq!(undone(&agency, done.batch.unwrap()).await, (8, vec![], vec![], 0));
    assert_eq!(all(&agency).await, before);
}

#[tokio::test]
async fn whoever_has_fewest_gets_the_next() {
    let agency = office().await;
    execute(&agency, "update ct.users set case_manager = true where login like 'dan%'").await;
    for client in ["K1", "K2", "K3", "K4", "K5"] {
        given(&agency, client, &["ann"], -9, None).await.unwrap();
    }
    given(&agency, "K7", &["bob"], -9, None).await.unwrap();
    given(&agency, "K8", &["bob"], -9, None).await.unwrap();
    given(&agency, "K3", &["bob"], -9, None).await.unwrap();
    let mut told = to(&agency, "ann", &["bob", "dan"]).await;
    told.rule = Rule::LeastLoaded;
    let done = transferred(&agency, &told).await.unwrap();
    assert_eq!(who(&done), ["K4 bob", "K1 dan", "K2 dan", "K3 dan", "K5 dan"]);
    let load = agency
        .database
        .read(async |transaction| caseload(transaction, "dan@example.org").await)
        .await
        .unwrap();
    assert_eq!((load.records.len(), load.organizations[0].active, load.organizations[0].planned), (4, 4, 0));
}

#[tokio::test]
async fn a_file_says_who_gets_whom() {
    let agency = office().await;
    for client in ["K1", "K2", "K3"] {
        given(&agency, client, &["bob"], -9, None).await.unwrap();
    }
    execute(&agency, "update ct.users set deactivated_at = now() where login like 'bob%'").await;
    let line = |line, client: &str, user: &str| Told {
        line,
        client: client.to_owned(),
        user: format!("{user}@example.org"),
    };
    let mut told = to(&agency, "bob", &[]).await;
    told.file = Some((
        "who.csv".to_owned(),
        vec![line(2, "K9", "ann"), line(3, "k2", "ann"), line(4, "K2", "no"), line(5, "K3", "bob")],
    ));
    let said = refusal(transferred(&agency, &told).await.map(|_| ct::noun::stage::Outcome::default()));
    assert_eq!(
        said,
        "who.csv:2: client: is no client with an open assignment of theirs (K9)\n\
         who.csv:4: client: stands in the file twice (K2)\n\
         who.csv:4: user: there is no such user (no@example.org)\n\
         who.csv:5: user: is who gives them away (bob@example.org)"
    );
    told.file = Some(("who.csv".to_owned(), vec![line(2, "k2", "ann")]));
    let done = transferred(&agency, &told).await.unwrap();
    assert_eq!((who(&done), done.stay), (vec!["K2 ann".to_owned()], 2));
    // The rest to somebody else, and who has left gets none of it back.
    told.file = Some(("who.csv".to_owned(), vec![line(2, "K3", "ann")]));
    told.to = vec![user(&agency, "ann").await];
    let done = transferred(&agency, &told).await.unwrap();
    assert_eq!(who(&done), ["K1 ann", "K3 ann"]);
    let (number, kept, failed, _) = undone(&agency, done.batch.unwrap()).await;
    assert_eq!((number, kept.len(), failed.len()), (0, 0, 4));
    assert!(failed.iter().any(|one| one.ends_with("user: is inactive")), "{failed:?}");
    assert!(
        failed.iter().any(|one| one.ends_with("the client would be left without a case manager")),
        "{failed:?}"
    );
    assert_eq!(has(&agency).await, ["K1 ann", "K2 ann", "K3 ann"]);
}

/// Whoever has a client for a while is given what is missing, day by day.
#[tokio::test]
async fn what_they_have_for_a_while_is_filled_up() {
    let agency = office().await;
    given(&agency, "K1", &["ann"], -30, None).await.unwrap();
    given(&agency, "K1", &["bob"], 5, Some(9)).await.unwrap();
    let done = transferred(&agency, &to(&agency, "ann", &["bob"]).await).await.unwrap();
    assert_eq!(who(&done), ["K1 bob"]);
    let days = "select string_agg((begin_date - ct.today()) || '..' || coalesce((end_date - ct.today())::text, ''), ' ' order by begin_date)
        from ct.case_register where \"user\" like 'bob%' and status <> 'withdrawn'";
    assert_eq!(agency.value(days).await, "0..4 5..9 10..");
    assert_eq!(undone(&agency, done.batch.unwrap()).await.0, 3);
    assert_eq!(agency.value(days).await, "5..9");
}
