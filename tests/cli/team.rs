//! `ct team`: a supervisor, without access to any tool, over an operator's connection.

use std::os::unix::fs::PermissionsExt;

use crate::support::OPERATOR;
use crate::{Session, snapshot};

/// Linda supervises Wei, and Bo, who holds an elevated right. Her password is in a file.
async fn session() -> Session {
    let mut session = Session::with_people().await;
    for (name, password) in [("first", "Correct-Horse-1"), ("second", "Second-Horse-22")] {
        let file = session.file(name, format!("{password}\n"));
        std::fs::set_permissions(&file, PermissionsExt::from_mode(0o600)).unwrap();
    }
    session.quietly("user add bo@example.org --name 'Bo Ek' --organization AID --supervisor linda@example.org --tools settings:write");
    session.quietly("user add out@example.org --name 'Out Sider' --organization CON");
    session.quietly("password reset wei@example.org --password-file second --expires never");
    session.quietly("password reset linda@example.org --password-file first --expires never");
    // She has chosen hers, and had no other rights for long.
    session
        .execute(
            "update ct.credential set must_change = false where user_id = (select id from ct.users where login like 'linda%');
             delete from ct.user_tool where user_id = (select id from ct.users where login like 'linda%')",
        )
        .await;
    session
}

#[tokio::test]
async fn a_supervisor_looks_after_the_team() {
    let mut session = session().await;
    session.ct("team list").ct("team list --of linda@example.org").ct("team edit wei@example.org --phone 1");
    session.connect_as(OPERATOR);
    for _ in 0..5 {
        let _ = session
            .program()
            .args(["login", "wei@example.org", "--password-file", "first"])
            .output()
            .unwrap();
    }
    session
        .ct("team list")
        .ct("login linda@example.org --password-file first --workgroup Basic")
        .ct("team list --columns name,email,status,last_login_at,job_title")
        .ct("team list --all --columns email,organization -o csv")
        .ct("team list --name bo -o id")
        .ct("team unlock wei@example.org -o json")
        .ct("team unlock wei@example.org")
        .ct("team edit wei@example.org --job-title 'Senior case worker' --phone 0303 --dry-run")
        .ct("team edit wei@example.org --job-title 'Senior case worker' --phone 0303 --reason promoted")
        .ct("team edit wei@example.org")
        .ct("team edit wei@example.org --email other@example.org")
        .ct("team edit bo@example.org --phone 0304")
        .ct("team edit out@example.org --phone 1")
        .ct("team edit linda@example.org --phone 1")
        .ct("user edit wei@example.org --phone 1")
        .ct("team reset-password bo@example.org --password-file second")
        .ct("team reset-password linda@example.org --password-file second")
        .ct("team reset-password pat@example.org --password-file second")
        .ct("team reset-password wei@example.org --password-file second")
        .ct("team list --of wei@example.org")
        .ct("user list --columns email,status");
    snapshot!(session);
}
