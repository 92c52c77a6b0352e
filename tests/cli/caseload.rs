//! `ct caseload`.

use crate::case::session;
use crate::snapshot;

#[tokio::test]
async fn shown_and_given_to_others() {
    let mut session = session().await;
    session.quietly("user add bea@example.org --name 'Bea Lis' --organization CON --case-manager=yes");
    for client in ["K1", "K2", "K3", "K4"] {
        session.quietly(&format!("case assign {client} --to wei@example.org --begin 2020-01-01"));
    }
    session.quietly("case assign K2 --to ana@example.org --begin 2020-01-01");
    session.file("who.csv", "client,user\nK1,bea@example.org\nK7,bea@example.org\nK1,ana@example.org\n");
    session.file("good.csv", "client,user\nK1,bea@example.org\n");
    session.file("excel.csv", "Client;User\r\n\r\nK2;bea@example.org\r\nK9;bea@example.org\r\n");
    session.file("short.csv", "client,user\nK2\n\nK3,bea@example.org,x\n");
    session
        .ct("caseload show wei@example.org")
        .ct("caseload show wei@example.org -o json")
        .ct("caseload show wei@example.org -o id")
        .ct("caseload show pat@example.org")
        .ct("caseload transfer wei@example.org")
        .ct("caseload transfer wei@example.org --to linda@example.org")
        .ct("caseload transfer wei@example.org --to wei@example.org")
        .ct("caseload transfer wei@example.org --to ana@example.org --to bea@example.org --dry-run")
        .ct("caseload transfer wei@example.org --by who.csv")
        .ct("caseload transfer wei@example.org --by random")
        .ct("caseload transfer wei@example.org --by good.csv")
        .ct("caseload transfer wei@example.org --by good.csv")
        .ct("caseload transfer wei@example.org --by excel.csv")
        .ct("caseload transfer wei@example.org --by short.csv")
        .ct("caseload transfer wei --to ana@example.org")
        .ct("case assign K3 --to wei")
        .ct("caseload transfer wei@example.org --to ana@example.org --to bea@example.org --by least-loaded --organization AID")
        .ct("caseload transfer wei@example.org --to ana@example.org --to bea@example.org --by least-loaded -o json")
        .ct("caseload transfer wei@example.org --to ana@example.org")
        .ct("case list --all --columns client,user,begin_date,end_date,end_reason --sort client")
        .ct("batch list --noun case --columns id,source,state,created,changed,command")
        .ct("batch undo 4 --yes")
        .ct("caseload show wei@example.org -o csv")
        .ct("caseload transfer wei@example.org --to ana@example.org -o csv");
    snapshot!(session);
}
