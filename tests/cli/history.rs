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

/// A table has no room there for what changed.
#[tokio::test]
async fn a_terminal_gets_sentences() {
    let mut session = Session::with_people().await;
    session.quietly("user edit wei@example.org --job-title Supervisor --reason promoted");
    let narrow = |more: &[&str]| {
        let list = ["history", "list", "--user", "wei@example.org"];
        let output = session.program().env("COLUMNS", "60").args(list).args(more).output().unwrap();
        String::from_utf8(output.stdout).unwrap()
    };
    let told = narrow(&[]);
    let words = told.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(words.contains("user wei@example.org changed by maria"), "{told}");
    assert!(words.contains("job_title: Case worker → Supervisor (promoted)"), "{told}");
    assert!(told.lines().all(|line| line.chars().count() <= 60), "{told}");
    assert!(narrow(&["--columns", "at,change"]).contains("CHANGE"), "the table");
    assert!(narrow(&["-o", "csv"]).starts_with("at,actor,"), "the data");
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
