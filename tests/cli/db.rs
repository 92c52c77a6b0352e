//! `ct db`, `ct completions`, `ct man`.

use crate::{Session, snapshot};

#[tokio::test]
async fn status_and_url() {
    let session = Session::with_people().await;
    let output = session.program().args(["db", "status", "-o", "json"]).output().unwrap();
    let status: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    for (field, value) in [
        ("role", serde_json::json!("ct_owner")),
        ("administrator", serde_json::json!(true)),
        ("embedded", serde_json::json!(false)),
        ("schema", serde_json::json!("ct")),
        ("standing", serde_json::json!("up to date")),
    ] {
        assert_eq!(status[field], value, "{field} in {status}");
    }
    let url = session.program().args(["db", "url"]).output().unwrap();
    let url = String::from_utf8(url.stdout).unwrap();
    assert!(url.starts_with("postgresql://ct_owner@"), "{url}");
    let again = session
        .program()
        .env_remove("DATABASE_URL")
        .args(["user", "list", "--database-url", url.trim(), "-o", "id"])
        .output()
        .unwrap();
    assert_eq!(again.stdout, b"1\n2\n", "{}", String::from_utf8_lossy(&again.stderr));
}

#[tokio::test]
async fn backup_to_a_file_that_exists() {
    let mut session = Session::with_people().await;
    session.file("there.dump", "x");
    session.ct("db backup there.dump").ct("db restore missing.dump").ct("db restore there.dump --replace");
    snapshot!(session);
}

#[tokio::test]
async fn completions_and_manual_pages() {
    let mut session = Session::new().await;
    session.ct("completions tcsh").ct("man no such");
    snapshot!(session);
    let page = session.program().args(["man", "user", "import"]).output().unwrap();
    assert!(String::from_utf8(page.stdout).unwrap().contains("ct\\-user\\-import"));
    session.quietly("man --folder pages");
    assert!(session.path("pages/ct-db-init.1").is_file());
    let bash = session.program().args(["completions", "bash"]).output().unwrap();
    assert!(String::from_utf8(bash.stdout).unwrap().contains("quick-add"));
}

/// The private database: made, remembered, stopped. The only test that starts a server of its own.
#[tokio::test]
async fn the_private_database() {
    let session = Session::new().await;
    let place = tempfile::Builder::new().prefix("ct").permissions(open()).tempdir_in("/tmp").unwrap();
    let run = |arguments: &[&str]| {
        let mut program = session.program();
        program.env_remove("DATABASE_URL").env("CT_DATA", place.path()).args(arguments);
        if let Some(folder) = bin() {
            program.env("CT_POSTGRES_BIN", folder);
        }
        let output = program.output().unwrap();
        (
            output.status.code().unwrap(),
            String::from_utf8_lossy(&[output.stdout, output.stderr].concat()).into_owned(),
        )
    };
    let (status, told) = run(&["user", "list"]);
    assert_eq!(status, 2, "{told}");
    let (status, told) = run(&["db", "init"]);
    assert!(status == 0 && told.contains("has been made") && told.contains("default from now on"), "{told}");
    let (status, told) = run(&["db", "init"]);
    assert!(status == 0 && told.contains("is ready"), "{told}");
    let (status, told) = run(&["organization", "add", "CON", "Congress"]);
    assert_eq!(status, 0, "{told}");
    // It has its operator role, so that whoever logs in there sees what they may.
    let (status, told) = run(&["db", "roles", "--apply"]);
    assert!(status == 0 && told.contains("there already"), "{told}");
    let (status, told) = run(&["db", "roles", "--apply", "--login", "maria"]);
    assert!(status == 2 && told.contains("nobody but its owner"), "{told}");
    let (status, told) = run(&["--schema", "other", "db", "migrate"]);
    assert_eq!(status, 0, "{told}");
    let (status, told) = run(&["--schema", "other", "db", "roles", "-o", "jsonl"]);
    assert!(status == 0 && told.contains("other_operator") && !told.contains("\"done\":false"), "{told}");
    let (status, told) = run(&["db", "stop"]);
    assert!(status == 0 && told.contains("has been stopped"), "{told}");
    let (status, told) = run(&["organization", "list", "-o", "csv", "--columns", "code"]);
    assert_eq!((status, told.as_str()), (0, "code\nCON\n"));
    let (status, told) = run(&["db", "status"]);
    assert!(status == 0 && told.contains("Embedded:       yes"), "{told}");
    let (status, told) = run(&["db", "stop"]);
    assert_eq!(status, 0, "{told}");
}

fn open() -> std::fs::Permissions {
    use std::os::unix::fs::PermissionsExt;
    std::fs::Permissions::from_mode(0o755)
}

/// The PostgreSQL that the tests were told to use.
fn bin() -> Option<String> {
    #[expect(clippy::disallowed_methods, reason = "whoever runs the tests says so by the environment")]
    std::env::var("CT_TEST_POSTGRES_BIN").ok()
}
