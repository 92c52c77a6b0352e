//! `ct user reactivate`.

use crate::snapshot;

#[tokio::test]
async fn somebody_comes_back() {
    let mut session = crate::case::session().await;
    for command in [
        "case assign K1 --to wei@example.org --begin 2020-01-01",
        "case assign K2 --to wei@example.org --begin 2020-01-01",
        "user deactivate wei@example.org --transfer-to ana@example.org",
    ] {
        session.quietly(command);
    }
    session.file("open.txt", "Sommer-2026\n");
    session
        .ct("user reactivate")
        .ct("user reactivate nobody@example.org")
        .ct("user reactivate ana@example.org")
        .ct("user reactivate ana@example.org -o json")
        .ct("user reactivate pat@example.org")
        .ct_reading("user reactivate wei@example.org --password-stdin", "winter\n")
        .ct_reading(
            "user reactivate wei@example.org --password-stdin --reason 'back again'",
            "Winter-2026-x\n",
        )
        .ct("user list --columns email,status,password_state")
        .ct("case list --columns client,user,status")
        .ct("user deactivate wei@example.org")
        .ct_reading("user reactivate wei@example.org --password-stdin -o json", "Winter-2026-y\n");
    snapshot!(session);
}
