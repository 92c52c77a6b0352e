//! `ct history list` and settings.

use crate::{Session, snapshot};

#[tokio::test]
async fn who_when_what_why() {
    let mut session = Session::with_people().await;
    session.quietly("user edit wei@example.org --job-title Supervisor --reason promoted");
    session.quietly("workgroup edit Basic --name 'The basics'");
    session
        .ct("history list --limit 3")
        .ct("history list --user wei@example.org")
        .ct("history list --user wei@example.org -o jsonl")
        .ct("history list --noun workgroup")
        .ct("history list --command 'user edit'")
        .ct("history list --command user --limit 2")
        .ct("history list --actor maria --limit 1")
        .ct("history list --actor somebody")
        .ct("history list --since 1d --until 0d --noun provider")
        .ct("history list --until 2020-01-01")
        .ct("history list --since yesterday");
    snapshot!(session);
}

#[tokio::test]
async fn settings() {
    let mut session = Session::new().await;
    session
        .ct("setting list")
        .ct("setting set organization_code_length 4")
        .ct("setting set organization_code_length 400")
        .ct("setting set organisation_code_length 4")
        .ct("setting set organization_code_length many")
        .ct("organization add LONG 'Now it fits'")
        .ct("history list --noun setting");
    snapshot!(session);
}
