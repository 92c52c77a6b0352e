//! `ct password reset`, `ct user approve`, `ct user deny`: what the helpdesk does all day.

use crate::{Session, snapshot};

#[tokio::test]
async fn a_password_is_reset() {
    let mut session = Session::with_people().await;
    let file = session.file("pw", "Correct-Horse-1\n");
    std::fs::set_permissions(&file, std::os::unix::fs::PermissionsExt::from_mode(0o600)).unwrap();
    session
        .ct("password reset")
        .ct("password reset linda@example.org")
        .ct("password reset lind --generate-password")
        .ct("password reset nobody@example.org --readable")
        .ct("password reset pat@example.org --readable")
        .ct("password reset linda@example.org --generate-password --reason 'ticket 4711'")
        .ct("password reset linda@example.org --generate-password -o json")
        .ct("password reset linda@example.org --generate-password -o id")
        .ct("password reset linda@example.org --generate-password --hide")
        .ct("password reset linda@example.org --password-file pw --expires never")
        .ct("password reset linda@example.org --password-file pw --readable")
        .ct_reading("password reset linda@example.org --password-stdin", "short\n")
        .ct("user list --columns email,password_state,password_expires_at")
        .ct("history list --user linda@example.org --columns command,change,reason");
    snapshot!(session);
    // Words differ from run to run.
    let output = session
        .program()
        .args(["password", "reset", "wei@example.org", "--readable", "-o", "json"])
        .output()
        .unwrap();
    let told: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let password = told["temporary_password"].as_str().unwrap();
    assert_eq!(password.split('-').count(), 5, "{password}");
    assert!(password.starts_with(|first: char| first.is_ascii_uppercase()), "{password}");
}

#[tokio::test]
async fn many_are_reset_from_a_file() {
    let mut session = Session::with_people().await;
    session.file(
        "many.csv",
        "email,password\nlinda@example.org,\npat@example.org,\nnobody@example.org,Correct-Horse-1\n",
    );
    session.file("names.csv", "email,name\nlinda@example.org,L\n");
    session.file("emails.csv", "E-Mail\nlinda@example.org\nwei@example.org\n");
    session
        .ct("password reset --from many.csv")
        .ct("password reset --from many.csv --partial --rejects bad.csv --passwords-out p.csv")
        .ct("password reset --from names.csv --passwords-out q.csv")
        .ct("password reset --from emails.csv")
        .ct("password reset --from emails.csv --generate-password")
        .ct("password reset --from emails.csv --map e-mail=email --passwords-dir slips --readable --reason 'all new'")
        .ct("password reset linda@example.org --map e-mail=email")
        .ct("password reset linda@example.org --from emails.csv")
        .ct("batch list --columns source,unchanged,rejected,passwords,reason");
    snapshot!(session);
    assert_eq!(std::fs::read_dir(session.path("slips")).unwrap().count(), 2);
}

#[tokio::test]
async fn those_who_wait_are_approved_or_denied() {
    let mut session = Session::with_people().await;
    session.quietly("user add new@example.org --name New --organization CON --status pending --no-password");
    session
        .ct("user list --status pending")
        .ct("user approve")
        .ct("user approve pat@example.org linda@example.org")
        .ct("user deny new@example.org --reason 'no such person' -o json")
        .ct("user deny new@example.org")
        .ct("user approve new@example.org")
        .ct("user deny linda@example.org")
        .ct("user list --all --columns email,status");
    snapshot!(session);
}
