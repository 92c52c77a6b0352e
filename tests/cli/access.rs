//! `ct access` and `ct menu`, and what workgroups open.

use std::collections::BTreeSet;
use std::os::unix::fs::PermissionsExt;

use crate::{Session, snapshot};

/// People; Linda administers them in the workgroup Basic.
async fn people() -> Session {
    let mut session = Session::with_people().await;
    session.quietly("workgroup edit Basic --tools users:write;cases:write --workspaces users");
    session
}

#[tokio::test]
async fn what_workgroups_open() {
    let mut session = people().await;
    session.file(
        "workgroups.csv",
        "code,name,tools,workspaces\n\
         Basic,,power-user;users:write;settings:read,users;helpdesk\n\
         Intake,,NULL,\n\
         New,New one,casez:read,nowhere\n",
    );
    session
        .ct("workgroup edit Intake --tools passwords:write;users:read --workspaces helpdesk --dry-run")
        .ct("workgroup edit Intake --tools passwords:write;users:read --workspaces helpdesk")
        .ct("workgroup show Intake")
        .ct("workgroup import workgroups.csv")
        .ct("workgroup import workgroups.csv --partial --plan-out plan")
        .ct("apply plan")
        .ct("workgroup list --columns code,tools,workspaces")
        .ct("workgroup export -o csv")
        .ct("history list --noun workgroup --columns key,change --limit 3")
        .ct("batch undo 2 --yes")
        .ct("workgroup list -o csv --columns code,tools,workspaces");
    let exported = session.program().args(["workgroup", "export"]).output().unwrap().stdout;
    session.file("exported.csv", exported);
    session.ct("workgroup import exported.csv").ct("workgroup add Root --tools root");
    snapshot!(session);
}

#[tokio::test]
async fn templates() {
    let mut session = people().await;
    session
        .ct("access templates")
        .ct("access templates -o csv")
        .ct("user edit wei@example.org --tools 'basic-user;history'")
        .ct("user list --columns email,tools --name 王 -o json");
    snapshot!(session);
}

#[tokio::test]
async fn what_somebody_may_do() {
    let mut session = people().await;
    session.quietly("workgroup edit Intake --tools cases:read;tasks:write");
    session.quietly("user edit wei@example.org --tools history:read");
    session.quietly("user edit linda@example.org --organizations AID");
    session
        .ct("access show linda")
        .ct("access show linda@example.org -o json")
        .ct("access show wei@example.org")
        .ct("access show pat@example.org -o csv")
        .ct("access check linda@example.org users:write")
        .ct("access check linda@example.org cases:write")
        .ct("access check linda@example.org cases --workgroup intake -o json")
        .ct("access check linda@example.org users --workgroup Intake")
        .ct("access check wei@example.org history -o json")
        .ct("access check pat@example.org users")
        .ct("access check linda@example.org user")
        .ct("access check lin users")
        .ct("access organization linda@example.org AID --login no --editable no --reason 'looks on'")
        .ct("access organization linda@example.org AID --login no")
        .ct("access organization linda@example.org AID --active no -o json")
        .ct("access organization wei@example.org AID --login no")
        .ct("access organization linda@example.org AIX --login no")
        .ct("access organization linda@example.org AID")
        .ct("access organization linda@example.org AID --login perhaps")
        .ct("history list --user linda@example.org --columns command,change,reason --limit 2");
    let narrow = session.program().env("COLUMNS", "44").args(["access", "show", "linda"]).output().unwrap();
    session.show("access show linda (44 wide)", &narrow);
    snapshot!(session);
}

#[tokio::test]
async fn what_is_open() {
    let mut session = people().await;
    let file = session.file("first", "Correct-Horse-1\n");
    std::fs::set_permissions(&file, PermissionsExt::from_mode(0o600)).unwrap();
    session.quietly(
        "password reset linda@example.org --password-file first --no-require-change --expires never",
    );
    session.ct("menu").ct("menu -o csv");
    session.quietly("login linda@example.org --password-file first --workgroup Basic");
    session
        .ct("menu")
        .ct("workgroup edit Basic --tools settings:write")
        .ct("user edit wei@example.org --tools settings:write")
        .ct("user edit linda@example.org --tools settings:write")
        .ct("access organization linda@example.org CON --login yes")
        .ct("access show wei@example.org")
        .ct("access check wei@example.org cases");
    session.quietly("switch --workgroup Intake");
    session.ct("menu").ct("menu -o json");
    snapshot!(session);
}

/// Whoever may read with every tool, and nothing more, can do all that their menu shows.
#[tokio::test]
async fn what_the_menu_shows_works() {
    let mut session = people().await;
    let file = session.file("first", "Correct-Horse-1\n");
    std::fs::set_permissions(&file, PermissionsExt::from_mode(0o600)).unwrap();
    let tools = "history;organizations;passwords;reports;settings;users;workgroups";
    let workspaces = "helpdesk;users;workgroups;organizations;history;settings";
    session.quietly(&format!("workgroup add Look --tools {tools} --workspaces {workspaces}"));
    session.quietly(&format!("user edit wei@example.org --workgroups Look --tools {tools}"));
    let password = "--password-file first --no-require-change --expires never";
    session.quietly(&format!("password reset wei@example.org {password}"));
    session.quietly("login wei@example.org --password-file first --workgroup Look");
    let output = session.program().args(["menu", "-o", "json"]).output().unwrap();
    let menu: Vec<serde_json::Value> = serde_json::from_slice(&output.stdout).unwrap();
    let mut commands: BTreeSet<_> = menu
        .iter()
        .filter(|entry| entry["workspace"] != "own")
        .map(|entry| entry["command"].as_str().unwrap())
        .collect();
    assert!(commands.remove("access check") && commands.len() > 15, "{commands:?}");
    for command in commands {
        let named = match command {
            "user show" | "access show" => " wei@example.org",
            "workgroup show" => " Look",
            "organization show" => " CON",
            "location show" => " MAIN",
            "provider show" => " ACME",
            "notification template show" => " leaver",
            _ => "",
        };
        session.quietly(&format!("{command}{named}"));
    }
    session.quietly("access check wei@example.org users");
}

/// What the menu names is there; and what is there is in the menu, but what only whoever administers the database does,
/// and what only says what to do instead.
#[tokio::test]
async fn the_menu_and_the_commands_agree() {
    const ELSEWHERE: [&str; 9] = [
        "db ",
        "batch ",
        "completions",
        "man",
        "user delete",
        "user sync",
        "sweep",
        "notification send",
        "notification test",
    ];
    let session = Session::new().await;
    let output = session.program().args(["menu", "-o", "json"]).output().unwrap();
    let menu: Vec<serde_json::Value> = serde_json::from_slice(&output.stdout).unwrap();
    let menu: BTreeSet<_> = menu.iter().map(|entry| entry["command"].as_str().unwrap().to_owned()).collect();
    let mut commands = BTreeSet::new();
    crate::help::leaves(&ct::commands::command(), "", &mut commands);
    let missing: Vec<_> = menu.difference(&commands).collect();
    assert!(missing.is_empty(), "migrations/code/menu.sql names what is no command: {missing:?}");
    let unnamed: Vec<_> = commands
        .difference(&menu)
        .filter(|command| !ELSEWHERE.iter().any(|words| command.starts_with(words)))
        .collect();
    assert!(unnamed.is_empty(), "migrations/code/menu.sql does not name {unnamed:?}");
}
