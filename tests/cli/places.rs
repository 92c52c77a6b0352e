//! Organizations, locations, providers and workgroups.

use crate::{Session, snapshot};

#[tokio::test]
async fn added_listed_shown_edited() {
    let mut session = Session::new().await;
    session
        .ct("organization list")
        .ct("organization add CON Congress --phone 202-225-3121 --reason 'first of all'")
        .ct("organization add con 'The same'")
        .ct("organization add LONG 'Too long a code'")
        .ct("organization list")
        .ct("organization show con")
        .ct("organization edit CON --name 'The Congress' --phone ''")
        .ct("organization edit CON --name 'The Congress'")
        .ct("organization edit CON --address 'Washington DC' --dry-run")
        .ct("organization show CON");
    snapshot!(session);
}

#[tokio::test]
async fn locations_belong_to_organizations() {
    let mut session = Session::with_people().await;
    session
        .ct("location add EAST 'East office'")
        .ct("location add EAST 'East office' --organization AIX")
        .ct("location add EAST 'East office' --organization AID")
        .ct("location list --organization aid")
        .ct("location show MAIN")
        .ct("location edit EAST --organization CON")
        .ct("location deactivate EAST")
        .ct("location reactivate EAST");
    snapshot!(session);
}

#[tokio::test]
async fn out_of_use_and_back() {
    let mut session = Session::with_people().await;
    session
        .ct("organization deactivate CON")
        .ct("workgroup deactivate Intake")
        .ct("user edit linda@example.org --workgroups Basic")
        .ct("workgroup deactivate Intake --reason 'merged into Basic'")
        .ct("workgroup deactivate Intake")
        .ct("workgroup list")
        .ct("workgroup list --all")
        .ct("user edit linda@example.org --workgroups Intake")
        .ct("workgroup show Intake")
        .ct("workgroup reactivate Intake")
        .ct("provider deactivate ACME")
        .ct("provider reactivate ACME -o json")
        .ct("organization reactivate CON");
    snapshot!(session);
}

#[tokio::test]
async fn files_of_places() {
    let mut session = Session::new().await;
    session.file("organizations.csv", "code,name,phone\nCON,Congress,0301\nAID,Aid Agency,\n");
    session.file("locations.csv", "code,name,organization\nMAIN,Main office,con\nEAST,East office,AID\n");
    session
        .ct("organization import --template")
        .ct("organization import organizations.csv")
        .ct("organization import organizations.csv")
        .ct("organization export")
        .ct("location import --template")
        .ct("location import locations.csv --dry-run")
        .ct("location import locations.csv")
        .ct("location export")
        .ct_reading("provider import -", "code,name\nACME,Acme Housing\n")
        .ct("provider export -o json")
        .ct("provider list")
        .ct("provider show acme -o json")
        .ct("provider edit ACME --name 'Acme Homes' -o json")
        .ct_reading("workgroup import -", "code;name\nBasic;Basic functions\n")
        .ct("workgroup export")
        .ct("workgroup edit Basic --description 'What everybody needs'")
        .ct("workgroup show Basic -o csv");
    snapshot!(session);
}
