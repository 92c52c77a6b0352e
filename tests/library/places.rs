//! Organizations, locations, providers, workgroups.

use ct::Kind;
use ct::db::Database;
use ct::location::LOCATION;
use ct::noun::Noun;
use ct::organization::ORGANIZATION;
use ct::place::{SetActive, members, set_active};
use ct::provider::PROVIDER;
use ct::user::USER;
use ct::workgroup::WORKGROUP;

use crate::agency::{Agency, Import, counts, operation, refusal};

const ALL: [&Noun; 4] = [&ORGANIZATION, &LOCATION, &PROVIDER, &WORKGROUP];

#[tokio::test]
async fn each_is_added_once_edited_and_exported_unchanged() {
    let agency = Agency::new().await;
    for noun in ALL {
        let about = if noun.name == "workgroup" { "description" } else { "address" };
        let mut cells = vec![("code", "Ñ+1"), ("name", "=Söme \"Name\"; of\ntwo lines"), (about, "'quoted")];
        if noun.name == "location" {
            cells.push(("organization", "CON"));
        }
        assert_eq!(counts(&agency.one(noun, None, &cells).await.unwrap()), (1, 0, 0), "{}", noun.name);
        let again = agency.one(
            noun,
            None,
            &[("code", "ｎ\u{303}+1"), ("name", "x"), ("organization", "CON")][..cells.len() - 1],
        );
        let said = refusal(again.await);
        assert!(said.starts_with(&format!("code: another {} has it already (Ñ+1)", noun.name)), "{said}");

        let edited = agency.one(noun, Some("Ñ+1"), &[("name", "Other"), ("code", "ABC")]).await.unwrap();
        assert_eq!(counts(&edited), (0, 1, 0));
        assert_eq!(agency.find(noun, "abc").await.unwrap().name, "Other");
        assert_eq!(agency.find(noun, "Ñ+1").await.unwrap_err().kind(), Kind::NotFound);

        let exported = agency.export(noun).await;
        let before = agency.content_but_batches().await;
        let again = Import::of(noun).text(&agency.database, exported.clone()).await.unwrap();
        assert_eq!(counts(&again), (0, 0, exported.lines().count() as u64 - 1), "{exported}");
        assert_eq!(agency.content_but_batches().await, before);
    }
}

#[tokio::test]
async fn an_organizations_code_has_the_length_that_is_set() {
    let agency = Agency::new().await;
    let said = refusal(agency.one(&ORGANIZATION, None, &[("code", "CONG"), ("name", "Congress")]).await);
    assert!(
        said.starts_with("code: an organization's code has 3 characters, and this has 4; ct setting set organization_code_length 0"),
        "{said}"
    );
    agency.value("select ct.setting_set('organization_code_length', 4)").await;
    agency.one(&ORGANIZATION, None, &[("code", "CONG"), ("name", "Congress")]).await.unwrap();
    agency.value("select ct.setting_set('organization_code_length', 0)").await;
    agency.one(&ORGANIZATION, None, &[("code", "C"), ("name", "Congress")]).await.unwrap();
}

#[tokio::test]
async fn codes_that_files_could_not_tell() {
    let agency = Agency::new().await;
    for code in ["A;B", "NULL", "'A", "", "A\u{7}B"] {
        let error = agency.one(&WORKGROUP, None, &[("code", code), ("name", "x")]).await.unwrap_err();
        assert_eq!(error.kind(), Kind::Usage, "{code}");
    }
}

async fn set(
    database: &Database,
    agency: &Agency,
    noun: &'static Noun,
    label: &str,
    active: bool,
) -> ct::Result<bool> {
    let id = agency.find(noun, label).await?.id;
    let request = SetActive { noun, id, label: label.to_owned(), active };
    set_active(database, &operation("test"), &request).await
}

#[tokio::test]
async fn each_is_taken_out_of_use_when_nobody_belongs_to_it() {
    let agency = Agency::new().await;
    agency.imported("email,name,organization,location,provider,workgroups\nann@example.org,Ann,CON,CON-1,HELP,Basic\n").await;
    for (noun, label) in ALL.into_iter().zip(["CON", "CON-1", "HELP", "Basic"]) {
        let id = agency.find(noun, label).await.unwrap().id;
        assert_eq!(members(&agency.database, noun, id).await.unwrap(), 1, "{label}");
        let error = set(&agency.database, &agency, noun, label, false).await.unwrap_err();
        assert_eq!(error.kind(), Kind::Refused);
        assert_eq!(error.to_string(), format!("1 user belongs to the {} {label}", noun.name));
    }
    agency.own.connect().await.batch_execute("update ct.users set deactivated_at = now()").await.unwrap();
    for (noun, label) in ALL.into_iter().zip(["CON", "CON-1", "HELP", "Basic"]) {
        for (active, changed) in [(false, true), (false, false), (true, true), (true, false)] {
            assert_eq!(
                set(&agency.database, &agency, noun, label, active).await.unwrap(),
                changed,
                "{label} {active}"
            );
        }
    }
}

#[tokio::test]
async fn what_is_out_of_use_is_given_to_nobody() {
    let agency = Agency::new().await;
    for (noun, label) in ALL.into_iter().zip(["ACM", "CON-1", "HELP", "Basic"]) {
        assert!(set(&agency.database, &agency, noun, label, false).await.unwrap());
    }
    assert_eq!(
        agency.refused("email,name,provider,organization,location,workgroups\nann@example.org,Ann,HELP,CON,CON-1,Basic\nbob@example.org,Bob,,ACM,,\n").await,
        "file.csv:2:3: provider: is inactive (HELP)\n\
         file.csv:2:5: location: is inactive (CON-1)\n\
         file.csv:2:6: workgroups: is inactive (Basic)\n\
         file.csv:3:4: organization: is inactive (ACM)"
    );
    let said =
        refusal(agency.one(&LOCATION, None, &[("code", "L"), ("name", "L"), ("organization", "ACM")]).await);
    assert!(said.starts_with("organization: is inactive (ACM)"), "{said}");
    let said = refusal(
        agency.one(&USER, None, &[("email", "x@example.org"), ("name", "X"), ("organization", "ACM")]).await,
    );
    assert!(said.starts_with("organization: is inactive (ACM)"), "{said}");
}

#[tokio::test]
async fn bad_files_of_places() {
    let agency = Agency::new().await;
    assert_eq!(
        agency
            .refused_by(
                Import::of(&ORGANIZATION),
                "code,name,phone\nABC,One,\nabc,Two,\nTOOLONG,Three,\nXYZ,,\n"
            )
            .await,
        "file.csv:3:1: code: the same as in line 2 (abc)\n\
         file.csv:4:1: code: an organization's code has 3 characters, and this has 7; ct setting set organization_code_length 0 lets it have any number (TOOLONG)\n\
         file.csv:5:2: name: a new organization needs it"
    );
    assert_eq!(
        agency.refused_by(Import::of(&LOCATION), "code,name\nL1,One\nL2,Two\n").await,
        "file.csv:2: organization: a new location needs it, in 2 rows; the file has no such column (--set organization=…)"
    );
}
