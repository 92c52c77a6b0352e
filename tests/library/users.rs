//! Users one by one: added, edited, refused.

use ct::user::{USER, details};
use ct::{Error, Kind};

use crate::agency::{Agency, counts, refusal};

const ANN: [(&str, &str); 3] = [("email", "ann@example.org"), ("name", "Ann Able"), ("organization", "con")];

#[tokio::test]
async fn one_is_added_with_every_field() {
    let agency = Agency::new().await;
    agency.one(&USER, None, &ANN).await.unwrap();
    let all = [
        ("email", "Bob.Baker@Example.org"),
        ("name", "Bob Baker"),
        ("job_title", "Case worker"),
        ("address", "1 Street\nTown"),
        ("phone", "+15551234567"),
        ("provider", "help"),
        ("organization", "CON"),
        ("location", "acm-1"),
        ("supervisor", "ann@example.org"),
        ("case_manager", "yes"),
        ("workgroups", "Basic;Admin"),
        ("organizations", "ACM"),
        ("tools", "cases:write;tasks"),
        ("support", "vendor"),
        ("status", "pending"),
    ];
    assert_eq!(counts(&agency.one(&USER, None, &all).await.unwrap()), (1, 0, 0));
    let fields = "email, name, job_title, address, phone, provider, organization, location, supervisor, case_manager, \
                  workgroups, organizations, tools, support, status";
    assert_eq!(
        agency.user("bob.baker@example.org", fields).await,
        "Bob.Baker@Example.org|Bob Baker|Case worker|1 Street\nTown|+15551234567|HELP|CON|ACM-1|ann@example.org|true|\
         {Admin,Basic}|{ACM}|{cases:write,tasks:read}|vendor|pending"
    );
}

#[tokio::test]
async fn nobody_is_added_twice() {
    let agency = Agency::new().await;
    agency.one(&USER, None, &ANN).await.unwrap();
    let before = agency.content().await;
    let again =
        [("email", "ANN@example.ORG"), ("name", "Another"), ("organization", "ACM"), ("status", "inactive")];
    let error = agency.one(&USER, None, &again).await.unwrap_err();
    assert_eq!(error.kind(), Kind::Refused);
    assert_eq!(error.to_string(), "email: another user has it already (ann@example.org)");
    assert_eq!(agency.content().await, before);
}

#[tokio::test]
async fn what_is_missing_or_wrong_is_named() {
    let agency = Agency::new().await;
    let before = agency.content().await;
    for (cells, kind, said) in [
        (
            vec![("email", "ann@example.org")],
            Kind::Usage,
            "a new user needs --name and --organization\ngive what is missing; on a terminal ct asks for it",
        ),
        (
            vec![("email", "ann"), ("name", "Ann"), ("organization", "CON")],
            Kind::Usage,
            "email: is no e-mail address: it has no @ (ann)\nE-mail, which is the login name too",
        ),
        (
            vec![("email", "ann@example.org"), ("name", "Ann"), ("organization", "COM")],
            Kind::NotFound,
            "there is no organization \"COM\"\ndid you mean CON?",
        ),
        (
            vec![
                ("email", "ann@example.org"),
                ("name", "Ann"),
                ("organization", "CON"),
                ("supervisor", "x@example.org"),
            ],
            Kind::Refused,
            "supervisor: there is no user with this e-mail (x@example.org)",
        ),
        (
            vec![
                ("email", "ann@example.org"),
                ("name", "Ann"),
                ("organization", "CON"),
                ("supervisor", "Ann@example.org"),
            ],
            Kind::Refused,
            "supervisor: would make a circle of supervisors (ann@example.org)",
        ),
    ] {
        let error = agency.one(&USER, None, &cells).await.unwrap_err();
        assert_eq!(error.kind(), kind, "{error}");
        assert_eq!(refusal(Err(error)), said);
    }
    assert_eq!(agency.content().await, before);
}

#[tokio::test]
async fn an_edit_changes_what_is_told_and_a_second_time_nothing() {
    let agency = Agency::new().await;
    agency.one(&USER, None, &ANN).await.unwrap();
    let cells = [("job_title", "Nurse"), ("organization", "ACM"), ("workgroups", "Basic")];
    assert_eq!(counts(&agency.one(&USER, Some("ann@example.org"), &cells).await.unwrap()), (0, 1, 0));
    assert_eq!(
        agency.user("ann@example.org", "name, job_title, organization, workgroups").await,
        "Ann Able|Nurse|ACM|{Basic}"
    );
    let before = agency.content().await;
    assert_eq!(counts(&agency.one(&USER, Some("ann@example.org"), &cells).await.unwrap()), (0, 0, 1));
    assert_eq!(agency.content().await, before);
    assert_eq!(
        counts(&agency.one(&USER, Some("ann@example.org"), &[("job_title", "")]).await.unwrap()),
        (0, 1, 0)
    );
    assert_eq!(agency.user("ann@example.org", "job_title").await, "");
}

#[tokio::test]
async fn an_edit_changes_the_address_and_the_login() {
    let agency = Agency::new().await;
    agency.one(&USER, None, &ANN).await.unwrap();
    agency
        .one(&USER, None, &[("email", "bob@example.org"), ("name", "Bob"), ("organization", "CON")])
        .await
        .unwrap();
    let id = agency.user("ann@example.org", "id").await;
    agency.one(&USER, Some("ann@example.org"), &[("email", "Ann.Able@Bücher.example")]).await.unwrap();
    assert_eq!(
        agency.user("ann.able@xn--bcher-kva.example", "id, email").await,
        format!("{id}|Ann.Able@Bücher.example")
    );
    assert_eq!(agency.user("ann@example.org", "id").await, "");
    let before = agency.content().await;
    let said = refusal(agency.one(&USER, Some(&id), &[("email", "BOB@example.org")]).await);
    assert_eq!(
        said,
        "email: another user has it already (bob@example.org)\nct user show Ann.Able@Bücher.example tells what is there"
    );
    assert_eq!(agency.content().await, before);
    // The old address is free again.
    agency.one(&USER, None, &ANN).await.unwrap();
}

#[tokio::test]
async fn nobody_is_edited_who_is_not_there() {
    let agency = Agency::new().await;
    agency.one(&USER, None, &ANN).await.unwrap();
    let error = agency.one(&USER, Some("anne@example.org"), &[("name", "Anne")]).await.unwrap_err();
    assert_eq!(error.kind(), Kind::NotFound);
    assert_eq!(refusal(Err(error)), "there is no user \"anne@example.org\"\ndid you mean ann@example.org?");
    // Gone between naming and writing, since the address changed.
    let found = agency.find(&USER, "ann@example.org").await.unwrap();
    agency.one(&USER, Some("ann@example.org"), &[("email", "other@example.org")]).await.unwrap();
    let one = ct::noun::one::One {
        noun: &USER,
        cells: [("name", ct::noun::Cell::Value("Anne".to_owned()))].into(),
        existing: Some(found),
        password: None,
        passwords: ct::noun::stage::Passwords::none(),
        operation: crate::agency::operation("user edit"),
        dry_run: false,
        manner: ct::noun::one::Manner::Edit,
    };
    let said = refusal(ct::noun::one::write(&agency.database, one).await);
    assert_eq!(
        said,
        "email: there is no such user (ann@example.org)\nct user show ann@example.org tells what is there"
    );
    assert_eq!(agency.value("select name from ct.users").await, "Ann Able");
}

#[tokio::test]
async fn a_location_stays_within_reach_when_the_organization_changes() {
    let agency = Agency::new().await;
    agency.one(&USER, None, &[ANN.as_slice(), &[("location", "CON-1")]].concat()).await.unwrap();
    let said = refusal(agency.one(&USER, Some("ann@example.org"), &[("organization", "ACM")]).await);
    assert_eq!(
        said,
        "location: belongs to an organization that the user has no access to (CON-1)\nct user show ann@example.org tells what is there"
    );
    let moved = [("organization", "ACM"), ("location", "ACM-1")];
    agency.one(&USER, Some("ann@example.org"), &moved).await.unwrap();
    assert_eq!(agency.user("ann@example.org", "organization, location").await, "ACM|ACM-1");
}

#[tokio::test]
async fn a_page_tells_everything_about_one() {
    let agency = Agency::new().await;
    agency.one(&USER, None, &ANN).await.unwrap();
    agency
        .one(
            &USER,
            None,
            &[
                ("email", "b@example.org"),
                ("name", "B"),
                ("organization", "CON"),
                ("supervisor", "ann@example.org"),
            ],
        )
        .await
        .unwrap();
    let told = agency
        .database
        .read(async |transaction| details(transaction, "ann@example.org").await)
        .await
        .unwrap();
    let told: std::collections::BTreeMap<_, _> =
        told.fields.iter().map(|(heading, value)| (heading.name, value.as_text().into_owned())).collect();
    assert_eq!(
        (told["email"].as_str(), told["team"].as_str(), told["password_state"].as_str()),
        ("ann@example.org", "1", "none")
    );
    let missing =
        agency.database.read(async |transaction| details(transaction, "999999").await).await.unwrap_err();
    assert!(matches!(missing, Error::NotFound { noun: "user", .. }), "{missing}");
}
