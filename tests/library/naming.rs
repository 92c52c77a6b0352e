//! How one is named: exactly, or by the beginning of a name.

use ct::noun::{Found, find};
use ct::organization::ORGANIZATION;
use ct::user::USER;
use ct::{Error, Kind};

use crate::agency::{Agency, refusal};

async fn people() -> Agency {
    let agency = Agency::new().await;
    agency
        .imported(
            "email,name,organization\n\
        linda.sanchez@example.org,Linda Sánchez,CON\n\
        loretta.sanchez@example.org,Loretta Sánchez,CON\n\
        bjork@example.org,Björk Guðmundsdóttir,CON\n\
        ann@example.org,Ann_Able 100%,CON\n",
        )
        .await;
    agency
}

async fn named(agency: &Agency, name: &str) -> ct::Result<Found> {
    agency.database.read(async |transaction| find(transaction, &USER, name).await).await
}

#[tokio::test]
async fn exactly() {
    let agency = people().await;
    let id = agency.user("ann@example.org", "id").await;
    for name in ["ann@example.org", " ANN@Example.org ", "ａnn@example.org", id.as_str()] {
        let found = named(&agency, name).await.unwrap();
        assert_eq!((found.label.as_str(), found.exactly), ("ann@example.org", true), "{name}");
        assert_eq!(agency.find(&USER, name).await.unwrap(), found);
    }
    let found = agency.find(&ORGANIZATION, "con").await.unwrap();
    assert_eq!((found.label.as_str(), found.name.as_str()), ("CON", "Congress"));
}

#[tokio::test]
async fn by_the_beginning_of_a_name_or_of_a_word() {
    let agency = people().await;
    for (name, label) in [
        ("linda", "linda.sanchez@example.org"),
        ("LORETTA SANCH", "loretta.sanchez@example.org"),
        ("bjo", "bjork@example.org"),
        ("Gudmunds", "bjork@example.org"),
        ("ann_", "ann@example.org"),
        ("100%", "ann@example.org"),
    ] {
        let found = named(&agency, name).await.unwrap_or_else(|error| panic!("{name}: {error}"));
        assert_eq!((found.label.as_str(), found.exactly), (label, false), "{name}");
        let refused = agency.find(&USER, name).await.unwrap_err();
        assert_eq!(refused.kind(), Kind::NotFound);
        assert_eq!(refused.hints(), [format!("a script names it exactly; by the name it may be {label}")]);
    }
}

#[tokio::test]
async fn several_are_listed() {
    let agency = people().await;
    let error = named(&agency, "sánchez").await.unwrap_err();
    assert_eq!(error.kind(), Kind::Refused);
    let Error::Ambiguous { candidates, .. } = &error else { panic!("{error}") };
    assert_eq!(
        *candidates,
        ["linda.sanchez@example.org (Linda Sánchez)", "loretta.sanchez@example.org (Loretta Sánchez)"]
    );
    assert_eq!(error.to_string(), "\"sánchez\" means 2 users");
}

#[tokio::test]
async fn nobody_with_what_was_perhaps_meant() {
    let agency = people().await;
    for (name, hint) in [
        ("lnida.sanchez@example.org", "ct user list shows what there is"),
        ("linda.sanches@example.org", "did you mean linda.sanchez@example.org?"),
        ("bjørk@example.org", "did you mean bjork@example.org?"),
        ("zzz", "ct user list shows what there is"),
        ("", "ct user list shows what there is"),
        ("  ", "ct user list shows what there is"),
        ("%", "ct user list shows what there is"),
        ("_", "ct user list shows what there is"),
        ("\u{301}", "ct user list shows what there is"),
        ("999999999", "ct user list shows what there is"),
        ("99999999999999999999", "ct user list shows what there is"),
        ("-1", "ct user list shows what there is"),
        ("' or true --", "ct user list shows what there is"),
    ] {
        let error = named(&agency, name).await.expect_err(name);
        assert_eq!(error.kind(), Kind::NotFound, "{name}");
        assert_eq!(refusal(Err(error)), format!("there is no user {name:?}\n{hint}"));
    }
}
