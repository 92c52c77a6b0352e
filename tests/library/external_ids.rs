//! What users and organizations are called elsewhere.

use ct::organization::ORGANIZATION;
use ct::user::USER;

use crate::agency::{Agency, Import, counts, refusal};

#[tokio::test]
async fn no_two_share_one() {
    let agency = Agency::new().await;
    let two = "email,name,organization,external_id\nann@example.org,Ann,CON,007\nbob@example.org,Bob,CON,\n";
    assert_eq!(agency.imported(two).await, (2, 0, 0));
    assert_eq!(agency.imported(two).await, (0, 0, 2));
    assert_eq!(agency.user("ann@example.org", "external_id").await, "007");
    assert_eq!(
        agency
            .refused(
                "email,name,organization,external_id\nsue@example.org,Sue,CON,007\nbob@example.org,Bob,CON,9\n\
                 tom@example.org,Tom,CON,9\n"
            )
            .await,
        "file.csv:2:4: external_id: the user ann@example.org has it already (007)\n\
         file.csv:4:4: external_id: the same as in line 3 (9)"
    );
    let said = refusal(agency.one(&USER, Some("bob@example.org"), &[("external_id", "007")]).await);
    assert!(said.starts_with("external_id: the user ann@example.org has it already (007)"), "{said}");
    agency.one(&USER, Some("ann@example.org"), &[("external_id", "")]).await.unwrap();
    agency.one(&USER, Some("bob@example.org"), &[("external_id", "007")]).await.unwrap();
    assert_eq!(agency.imported("email,external_id\nbob@example.org,NULL\n").await, (0, 1, 0));
    let changes = "select change from ct.history where action = 'changed' order by id";
    assert_eq!(agency.column(changes).await.len(), 3);
}

#[tokio::test]
async fn organizations_have_one_too() {
    let agency = Agency::new().await;
    let text = "code,name,external_id\nCON,Congress,12\nNEW,New,12\n";
    assert_eq!(
        agency.refused_by(Import::of(&ORGANIZATION), text).await,
        "file.csv:3:3: external_id: the same as in line 2 (12)"
    );
    let text = "code,name,external_id\nCON,Congress,12\nNEW,New,13\n";
    let import = || Import::of(&ORGANIZATION).text(&agency.database, text);
    assert_eq!(counts(&import().await.unwrap()), (1, 1, 0));
    assert_eq!(counts(&import().await.unwrap()), (0, 0, 2));
}

#[tokio::test]
async fn the_own_number_says_nothing_new() {
    let agency = Agency::new().await;
    agency.imported("email,name,organization\nann@example.org,Ann,CON\n").await;
    let id = agency.user("ann@example.org", "id").await;
    assert_eq!(agency.imported(&format!("email,external_id\nann@example.org,{id}\n")).await, (0, 0, 1));
    agency.one(&USER, Some("ann@example.org"), &[("external_id", &id)]).await.unwrap();
    assert_eq!(agency.user("ann@example.org", "external_id").await, id);
}

/// An address that is nobody's stands for whoever has the external id.
#[tokio::test]
async fn placeholders_find_their_user() {
    let agency = Agency::new().await;
    let text = "email,name,organization,external_id,phone\nx-7@placeholder.invalid,Ann,CON,7,\nx-8@placeholder.invalid,Bob,CON,8,\n";
    assert_eq!(agency.imported(text).await, (2, 0, 0));
    assert_eq!(agency.imported(text).await, (0, 0, 2));
    agency.one(&USER, Some("x-7@placeholder.invalid"), &[("email", "ann@example.org")]).await.unwrap();
    assert_eq!(agency.imported(text).await, (0, 0, 2));
    assert_eq!(agency.imported(&text.replace("7,\n", "7,555\n")).await, (0, 1, 1));
    assert_eq!(agency.user("ann@example.org", "phone, email").await, "555|ann@example.org");
    assert_eq!(
        agency.refused(format!("{text}ann@example.org,Ann,CON,,\n")).await,
        "file.csv:4:1: email: the same as in line 2 (ann@example.org)"
    );
}

/// When a user was changed last is told where it is asked for.
#[tokio::test]
async fn when_a_user_changed() {
    let agency = Agency::new().await;
    agency.imported("email,name,organization\nann@example.org,Ann,CON\n").await;
    assert_eq!(agency.user("ann@example.org", "(updated_at = created_at)").await, "true");
    agency.one(&USER, Some("ann@example.org"), &[("phone", "555")]).await.unwrap();
    let latest = "(select max(started_at) from ct.operation)";
    assert_eq!(
        agency.user("ann@example.org", &format!("(updated_at > created_at), (updated_at = {latest})")).await,
        "true|true"
    );
}
