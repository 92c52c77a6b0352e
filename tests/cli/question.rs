//! `ct password question`, `ct password recover`, and the question that the first password demands.

use std::os::unix::fs::PermissionsExt;

use crate::{Session, snapshot};

/// People, of whom Wei is on Linda's team, and files with secrets that only their owner reads.
async fn session() -> Session {
    let session = Session::with_people().await;
    for (name, secret) in [
        ("first", "Correct-Horse-1"),
        ("second", "Second-Horse-22"),
        ("third", "Third-Horse-33"),
        ("answer", "Maple  STREET"),
        ("typed", "maple street"),
        ("wrong", "oak street"),
        ("short", " a "),
    ] {
        let file = session.file(name, format!("{secret}\n"));
        std::fs::set_permissions(&file, PermissionsExt::from_mode(0o600)).unwrap();
    }
    session
}

#[tokio::test]
async fn the_first_password_comes_with_a_question() {
    let mut session = session().await;
    session.quietly("password reset linda@example.org --password-file first");
    session
        .ct("login linda@example.org --password-file first --workgroup Basic -o id")
        .ct("user list --limit 1")
        .ct("password change --old-file first --new-file second")
        .ct("password change --old-file first --new-file second --question 2")
        .ct("password change --old-file first --new-file second --question which --answer-file answer")
        .ct("password change --old-file first --new-file second --question 2 --answer-file short")
        .ct("password change --old-file first --new-file second --question 2 --answer-file answer")
        .ct("password change --old-file second --new-file third")
        .ct("user show linda@example.org")
        .ct("password question")
        .ct("password question --old-file first --question 3 --answer-file answer")
        .ct("password question --old-file third --question 'in which town did your parents meet?' --answer-file answer");
    session.quietly("logout");
    session.ct("history list --user linda@example.org --columns command,actor,change --limit 5");
    snapshot!(session);
}

#[tokio::test]
async fn a_question_is_set_beforehand() {
    let mut session = session().await;
    session.quietly("password reset linda@example.org --password-file first --no-require-change");
    session.quietly("login linda@example.org --password-file first --workgroup Basic");
    session
        .ct("password question wei@example.org --question 2 --answer-file answer --reason 'ticket 4711'")
        .ct("password question wei@example.org --question 3 --answer-file answer -o json")
        .ct("password question wei@example.org")
        .ct("password question wei@example.org --clear")
        .ct("password question wei@example.org --clear -o json")
        .ct("password question --clear")
        .ct("password question wei@example.org --clear --question 2 --answer-file answer")
        .ct("password question linda@example.org --question 2 --answer-file answer")
        .ct("password question pat@example.org --question 2 --answer-file answer")
        .ct("password question nobody@example.org --clear");
    session.quietly("logout");
    session
        .ct("password question")
        .ct("password question pat@example.org --question 2 --answer-file answer")
        .ct("user show pat@example.org")
        .ct("history list --columns command,actor,key,change,reason --limit 5");
    snapshot!(session);
}

#[tokio::test]
async fn who_has_forgotten_the_password_recovers() {
    let mut session = session().await;
    session.quietly("password reset linda@example.org --password-file first --no-require-change");
    session.quietly("login linda@example.org --password-file first --workgroup Basic");
    session.quietly("password question --old-file first --question 2 --answer-file answer");
    session
        .ct("password recover")
        .ct("password recover linda@example.org")
        .ct("password recover linda@example.org --answer-file answer")
        .ct("password recover linda@example.org --answer-file wrong --new-file second")
        .ct("password recover nobody@example.org --answer-file answer --new-file second")
        .ct("password recover pat@example.org --answer-file answer --new-file second")
        .ct("password recover wei@example.org --answer-file answer --new-file second")
        .ct("password recover linda@example.org --answer-file short --new-file second")
        .ct("password recover linda@example.org --answer-file typed --new-file typed")
        .ct("password recover LINDA@example.org --answer-file typed --new-file second --reason forgotten")
        .ct("whoami")
        .ct("login linda@example.org --password-file first")
        .ct("login linda@example.org --password-file second --workgroup Basic -o id");
    session.quietly("logout");
    for _ in 0..5 {
        session
            .quietly_failing("password recover linda@example.org --answer-file wrong --new-file third", 77);
    }
    session
        .ct("password recover linda@example.org --answer-file answer --new-file third")
        .ct("login linda@example.org --password-file second")
        .ct("history list --user linda@example.org --columns command,actor,change,reason --limit 2");
    snapshot!(session);
}
