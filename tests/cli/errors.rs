//! What goes wrong before anything begins, and pipes that close.

use std::process::Stdio;

use crate::support::TestDatabase;
use crate::{Session, snapshot};

#[tokio::test]
async fn typing_mistakes() {
    let mut session = Session::new().await;
    session
        .ct("user list --nam x -o json")
        .ct("usr list")
        .ct("user lst")
        .ct("user list --nam x")
        .ct("user list --limit 0")
        .ct("user show");
    snapshot!(session);
}

#[tokio::test]
async fn no_database_to_speak_of() {
    let mut session = Session::new().await;
    let bare = session.program().env_remove("DATABASE_URL").args(["user", "list"]).output().unwrap();
    session.show("user list # no setting", &bare);
    let down = session
        .program()
        .env("DATABASE_URL", "postgresql://localhost:1/x")
        .args(["user", "list"])
        .output()
        .unwrap();
    session.show("user list # nobody listens", &down);
    let json = session
        .program()
        .env("DATABASE_URL", "postgresql://localhost:1/x")
        .args(["user", "list", "-o", "json"])
        .output()
        .unwrap();
    session.show("user list -o json # nobody listens", &json);
    session.ct("user list --database-url postgresql://me:secret@localhost/x");
    snapshot!(session);
}

#[tokio::test]
async fn no_schema_yet() {
    let mut session = Session::of(TestDatabase::empty().await);
    session.ct("user list").ct("db migrate --dry-run").ct("db migrate").ct("db migrate").ct("user list");
    snapshot!(session);
}

#[tokio::test]
async fn a_closed_pipe_is_a_quiet_end() {
    let mut session = Session::with_people().await;
    let mut rows = String::from("email,name,organization\n");
    for index in 0..5000 {
        rows.push_str(&format!("person{index}@example.org,Person {index},CON\n"));
    }
    session.file("many.csv", rows);
    session.quietly("user import many.csv");
    let mut program = session.program();
    let mut child =
        program.args(["user", "export"]).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert_eq!((output.status.code(), output.stderr.as_slice()), (Some(0), b"".as_slice()));
}
