//! Work that is given, and what it takes that is taken away, by two transactions that meet: whichever comes second sees what
//! the first did, however late that is committed.

use ct::case::CASE;
use ct::client::CLIENT;
use ct::user::USER;
use ct::{Error, Kind};
use tokio_postgres::Client;

use crate::agency::{Agency, Import};
use crate::caseloads::{given, to, transferred};
use crate::cases::office;
use crate::cases_rules::insert;
use crate::concurrency::until_waiting;

/// One begins and does not commit; the other comes, and waits; then the first commits. Gives what the second is refused for.
async fn meet(agency: &Agency, first: &str, second: &str) -> Result<(), String> {
    let (one, other): (Client, Client) = (agency.own.connect().await, agency.own.connect().await);
    one.batch_execute(&format!("begin; {first}")).await.unwrap();
    let release = async {
        until_waiting(agency, 1).await;
        one.batch_execute("commit").await.unwrap();
    };
    let (second, ()) = tokio::join!(other.batch_execute(second), release);
    second.map_err(|error| error.as_db_error().unwrap().message().to_owned())
}

fn taken() -> [(&'static str, &'static str, &'static str); 3] {
    [
        (
            "update ct.users set case_manager = false where login = 'bob@example.org'",
            "bob@example.org cannot be given open assignments: is not a case manager",
            "bob@example.org has 1 open assignment, and stays a case manager until others have them",
        ),
        (
            "delete from ct.user_organization where user_id = (select id from ct.users where login = 'bob@example.org')",
            "bob@example.org cannot be given open assignments: has no access to the client's organization",
            "bob@example.org has 1 open assignment of the organization's clients, and keeps access to it until others have them",
        ),
        (
            "update ct.user_organization set is_active = false where user_id = (select id from ct.users where login = 'bob@example.org')",
            "bob@example.org cannot be given open assignments: has no access to the client's organization",
            "bob@example.org has 1 open assignment of the organization's clients, and keeps access to it until others have them",
        ),
    ]
}

#[tokio::test]
async fn work_does_not_pass_who_is_losing_what_it_takes() {
    for (taking, no_work, no_taking) in taken() {
        let agency = office().await;
        let giving = insert("k1", "bob", "ct.today()", "null");
        assert_eq!(meet(&agency, taking, &giving).await, Err(no_work.to_owned()));
        assert_eq!(agency.value("select count(*) from ct.case_assignment").await, "0");
        let agency = office().await;
        assert_eq!(meet(&agency, &giving, taking).await, Err(no_taking.to_owned()));
        assert_eq!(agency.value("select count(*) from ct.case_assignment").await, "1");
    }
}

/// Who is deactivated meanwhile gets nothing; who has got something may be deactivated all the same.
#[tokio::test]
async fn work_does_not_pass_who_is_being_deactivated() {
    let agency = office().await;
    let giving = insert("k1", "bob", "ct.today()", "null");
    let leaving = "update ct.users set deactivated_at = now() where login = 'bob@example.org'";
    let refused = "bob@example.org cannot be given open assignments: is inactive";
    assert_eq!(meet(&agency, leaving, &giving).await, Err(refused.to_owned()));
    let agency = office().await;
    assert_eq!(meet(&agency, &giving, leaving).await, Ok(()));
    // Nor is what ends given longer.
    let agency = office().await;
    let planned = insert("k1", "bob", "ct.today()", "ct.today() + 5");
    agency.own.connect().await.batch_execute(&planned).await.unwrap();
    let longer = "update ct.case_assignment set end_date = null";
    assert_eq!(meet(&agency, leaving, longer).await, Err(refused.to_owned()));
}

#[tokio::test]
async fn two_at_once_overlap_neither() {
    let agency = office().await;
    let one = insert("k1", "bob", "ct.today()", "null");
    let other = insert("k1", "bob", "ct.today() + 5", "null");
    let said = meet(&agency, &one, &other).await.unwrap_err();
    assert!(said.ends_with("of the same client and case manager overlap"), "{said}");
    // Of different clients, they take turns.
    assert_eq!(
        meet(&agency, &insert("k2", "bob", "ct.today()", "null"), &insert("k3", "bob", "ct.today()", "null"))
            .await,
        Ok(())
    );
    assert_eq!(agency.value("select count(*) from ct.case_assignment").await, "3");
}

#[tokio::test]
async fn a_client_goes_out_of_use_or_gets_a_case_manager() {
    let giving = insert("k1", "bob", "ct.today()", "null");
    let id = "(select id from ct.client where key = 'k1')";
    for ending in [
        "update ct.client set deactivated_at = now() where key = 'k1'".to_owned(),
        format!("select ct.client_set_active({id}, false)"),
    ] {
        let agency = office().await;
        let said = meet(&agency, &ending, &giving).await;
        assert_eq!(said, Err("K1 is not served any more, and gets no case manager".to_owned()), "{ending}");
        let agency = office().await;
        let said = meet(&agency, &giving, &ending).await.unwrap_err();
        assert!(said.ends_with("has case managers"), "{said}");
    }
}

/// A client who goes to another organization, and work that is given to somebody without access there.
#[tokio::test]
async fn a_client_goes_elsewhere_or_gets_a_case_manager() {
    let giving = insert("k1", "bob", "ct.today()", "null");
    let going = "update ct.client set organization_id = (select id from ct.organization where code = 'ACM') where key = 'k1'";
    let agency = office().await;
    assert_eq!(
        meet(&agency, going, &giving).await,
        Err("an open assignment is of the client's organization".to_owned())
    );
    let agency = office().await;
    let refused = "client K1: case managers without active access to ACM: bob@example.org";
    assert_eq!(meet(&agency, &giving, going).await, Err(refused.to_owned()));
}

/// Files of users, of clients and of assignments, and a caseload that moves, at once: each is done or refused, and nobody has
/// what they may not have.
#[tokio::test]
async fn files_that_meet_are_done_or_refused() {
    let agency = office().await;
    for client in ["K1", "K2", "K3", "K4"] {
        given(&agency, client, &["ann"], -5, None).await.unwrap();
    }
    let wrong = "select count(*) from ct.case_register r join ct.client c on c.id = r.client_id
        where r.status <> 'withdrawn' and r.until >= ct.today()
          and (c.organization_id <> r.organization_id or ct.case_refusal(r.user_id, c.organization_id) is not null)";
    for round in 0..8 {
        let (users, clients, cases, caseload) = (
            agency.own.database().await,
            agency.own.database().await,
            agency.own.database().await,
            Agency {
                own: crate::support::TestDatabase::empty().await,
                database: agency.own.database().await,
            },
        );
        let yes = if round % 2 == 0 { "no" } else { "yes" };
        let organization = if round % 3 == 0 { "ACM" } else { "CON" };
        let file = format!("email,case_manager\nann@example.org,{yes}\nbob@example.org,{yes}\n");
        let moves = format!("external_id,organization\nK5,{organization}\nK2,{organization}\n");
        let gives = format!(
            "client,user,begin_date\nK5,bob@example.org,2020-01-0{}\nK6,ann@example.org,2020-01-0{}\n",
            round + 1,
            round + 1
        );
        let told = if round % 2 == 0 {
            to(&agency, "ann", &["bob"]).await
        } else {
            to(&agency, "bob", &["ann"]).await
        };
        let (users, clients, cases, moved) = tokio::join!(
            Import::of(&USER).text(&users, file),
            Import::of(&CLIENT).text(&clients, moves),
            Import::of(&CASE).text(&cases, gives),
            transferred(&caseload, &told),
        );
        let errors = [users.err(), clients.err(), cases.err(), moved.err()];
        for error in errors.into_iter().flatten() {
            let is_refusal = matches!(&error, Error::BadRows { .. }) || error.kind() == Kind::Refused;
            assert!(is_refusal, "round {round}: {}", crate::support::told(&error));
        }
        assert_eq!(agency.value(wrong).await, "0", "round {round}");
    }
}
