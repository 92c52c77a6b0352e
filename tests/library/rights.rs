//! What somebody who is logged in may let workgroups open, and give to others.

use ct::db::{Database, Operation};
use ct::noun::one::{self, One};
use ct::noun::stage::{Generate, Outcome, Passwords};
use ct::noun::{Cell, Noun, find_exact};
use ct::session::{self, Chosen};
use ct::user::USER;
use ct::workgroup::WORKGROUP;
use ct::{Error, Kind, Result};
use postgres_types::Type;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::agency::{Agency, Import, operation, passwords, refusal};
use crate::sessions::{RIGHT, execute, log_in};

/// Ann, who may write users and workgroups and reads settings, all of it in Desk; Bob, who may do everything; Cy, who may
/// do nothing and belongs to CON as they do.
pub(crate) async fn agency() -> Agency {
    let agency = Agency::new().await;
    let import = |noun| Import::of(noun);
    let workgroups = "code,name,tools\n\
                      Desk,Desk,users:write;workgroups:write;settings:read;passwords:write\n\
                      Root,Root,implementation-manager\n\
                      Basic,Basic,cases:write;settings:read\n";
    import(&WORKGROUP).text(&agency.database, workgroups).await.unwrap();
    let users = format!(
        "email,name,organization,organizations,workgroups,tools,password\n\
         ann@example.org,Ann,CON,,Desk,users:write;workgroups:write;settings:read;passwords:write,{RIGHT}\n\
         bob@example.org,Bob,CON,ACM,Root,implementation-manager,{RIGHT}\n\
         cy@example.org,Cy,CON,ACM,Basic,,{RIGHT}\n\
         dee@example.org,Dee,ACM,,,,\n"
    );
    let settings = Passwords { change_required: false, ..passwords(Generate::Nobody) };
    Import { passwords: settings, ..import(&USER) }.text(&agency.database, users).await.unwrap();
    agency
}

/// Logged in, at work in a workgroup.
pub(crate) async fn acting(agency: &Agency, email: &str, workgroup: &str) -> Database {
    let token = log_in(&agency.database, email, RIGHT).await.unwrap().token;
    let database = agency.database.presenting(&token, false);
    let choices = database.read(async |transaction| session::choices(transaction).await).await.unwrap();
    let workgroup = choices.workgroups.iter().find(|(_, code, _)| code == workgroup).map(|(id, ..)| *id);
    session::choose(&database, Chosen { workgroup, ..Chosen::default() }).await.unwrap();
    database
}

/// Adds or edits as somebody.
async fn write(
    database: &Database,
    noun: &'static Noun,
    existing: Option<&str>,
    cells: &[(&'static str, &str)],
) -> Result<Outcome> {
    let existing = match existing {
        Some(named) => {
            Some(database.read(async |transaction| find_exact(transaction, noun, named).await).await?)
        }
        None => None,
    };
    let one = One {
        noun,
        cells: cells.iter().map(|(name, text)| (*name, Cell::Value((*text).to_owned()))).collect(),
        existing,
        password: None,
        passwords: passwords(Generate::Nobody),
        operation: operation("edit"),
        dry_run: false,
        manner: ct::noun::one::Manner::Edit,
    };
    one::write(database, one).await
}

async fn opens(agency: &Agency, key: &str) -> String {
    agency.value(&format!("select tools from ct.workgroup_overview where key = '{key}'")).await
}

#[tokio::test]
async fn nobody_opens_an_elevated_right_that_they_lack() {
    let agency = agency().await;
    let ann = acting(&agency, "ann@example.org", "Desk").await;
    let edit = async |code: &str, tools: &str| write(&ann, &WORKGROUP, Some(code), &[("tools", tools)]).await;
    edit("Basic", "users:write;cases:write;history:write").await.unwrap();
    assert_eq!(opens(&agency, "basic").await, "{cases:write,history:write,users:write}");
    let said = refusal(edit("Basic", "settings:write;organizations:read").await);
    assert!(said.contains("tools: nobody opens an elevated right that they lack (settings:write)"), "{said}");
    let said = refusal(
        write(
            &ann,
            &WORKGROUP,
            None,
            &[("code", "New"), ("name", "New"), ("tools", "implementation-manager")],
        )
        .await,
    );
    assert!(said.contains("organizations:write") && said.contains("settings:write"), "{said}");
    assert!(!said.contains("users:write"), "{said}");
    // What opens one is not for her to change, not even to its loss.
    for cells in [[("tools", "cases:read")], [("name", "Roots")]] {
        let said = refusal(write(&ann, &WORKGROUP, Some("Root"), &cells).await);
        assert!(said.contains("opens an elevated right that you lack: organizations, settings"), "{said}");
    }
    // In a file each bad row is told with its line.
    let file = "code,name,tools\nNew,New,settings:write\nBasic,Basic,users:write\nDesk,Desk,power-user\n";
    let said = refusal(Import::of(&WORKGROUP).text(&ann, file).await);
    assert!(
        said.starts_with("file.csv:2:3: tools: nobody opens")
            && said.contains("file.csv:4:3: tools: nobody lets"),
        "{said}"
    );
    assert_eq!(opens(&agency, "new").await, "");
    // Bob holds all of it.
    let bob = acting(&agency, "bob@example.org", "Root").await;
    write(&bob, &WORKGROUP, Some("Basic"), &[("tools", "settings:write")]).await.unwrap();
    assert_eq!(opens(&agency, "basic").await, "{settings:write}");
}

#[tokio::test]
async fn nobody_lets_the_own_workgroup_open_more() {
    let agency = agency().await;
    let ann = acting(&agency, "ann@example.org", "Desk").await;
    let own = "users:write;workgroups:write;settings:read;passwords:write";
    let edit = async |tools: &str| write(&ann, &WORKGROUP, Some("Desk"), &[("tools", tools)]).await;
    let said = refusal(edit(&format!("{own};cases:read")).await);
    assert!(
        said.contains("tools: nobody lets a workgroup that they are in open more (cases:read)"),
        "{said}"
    );
    // Less, or a name, is hers to write.
    write(&ann, &WORKGROUP, Some("Desk"), &[("name", "The desk"), ("workspaces", "users;helpdesk")])
        .await
        .unwrap();
    edit("users:write;workgroups:write;passwords:read").await.unwrap();
    assert_eq!(opens(&agency, "desk").await, "{passwords:read,users:write,workgroups:write}");
    let said = refusal(edit("users:write;workgroups:write;passwords:write").await);
    assert!(said.contains("(passwords:write)"), "{said}");
}

/// Stages a row and plans it, without the library's checks; gives what is wrong with it.
async fn planned(database: &Database, id: Uuid, noun: &str, key: &str, told: Value) -> String {
    let mut row = json!({"line": 1, "match_key": key});
    row.as_object_mut().unwrap().extend(told.as_object().unwrap().clone());
    let rows = Value::Array(vec![row]);
    let plan =
        if noun == "user" { "user_plan($1, 'update')" } else { "place_plan($1, 'workgroup', 'update')" };
    let sql = format!("select message from {plan}");
    let stage = database.stage(async |transaction| {
        let (own, noun) = ((&id as _, Type::UUID), (&noun as _, Type::TEXT));
        transaction.rows("test::begin", "select stage_begin($1, $2)", &[own.clone(), noun.clone()]).await?;
        let told = [own.clone(), noun, (&rows as _, Type::JSONB)];
        transaction.rows("test::rows", "select stage_rows($1, $2, $3)", &told).await?;
        let problems = transaction.rows("test::plan", &sql, &[own]).await?;
        Ok(problems.iter().map(|row| row.get::<_, String>(0)).collect::<Vec<_>>().join("; "))
    });
    stage.await.unwrap()
}

/// Writes what was planned, whatever was wrong with it; gives why not.
async fn written(database: &Database, operation: &Operation, noun: &str) -> Error {
    let write = if noun == "user" { "user_write($1)" } else { "place_write($1, 'workgroup')" };
    let sql = format!("select {write}");
    let write = database.write(operation, async |transaction| {
        transaction.rows("test::write", &sql, &[(&operation.id as _, Type::UUID)]).await.map(drop)
    });
    write.await.unwrap_err()
}

#[tokio::test]
async fn a_level_is_compared_as_it_is_written() {
    let agency = agency().await;
    let ann = acting(&agency, "ann@example.org", "Desk").await;
    for (noun, key) in [("workgroup", "basic"), ("user", "cy@example.org")] {
        let operation = operation("sly");
        let said = planned(&ann, operation.id, noun, key, json!({"tools": ["settings:write:x"]})).await;
        assert!(said.contains("an elevated right that they lack"), "{noun}: {said}");
        assert_eq!(written(&ann, &operation, noun).await.kind(), Kind::NotPermitted, "{noun}");
    }
    assert_eq!(agency.user("cy@example.org", "tools").await, "{}");
    assert_eq!(opens(&agency, "basic").await, "{cases:write,settings:read}");
}

#[tokio::test]
async fn a_right_that_was_lost_since_the_plan_opens_nothing() {
    let agency = agency().await;
    let ann = acting(&agency, "ann@example.org", "Desk").await;
    let operation = operation("late");
    assert_eq!(
        planned(&ann, operation.id, "workgroup", "basic", json!({"tools": ["users:write"]})).await,
        ""
    );
    execute(&agency, "delete from ct.user_tool where tool = 'users' and user_id = (select id from ct.users where login = 'ann@example.org')").await;
    let error = written(&ann, &operation, "workgroup").await;
    assert_eq!(error.to_string(), "users:write: nobody opens an elevated right that they lack");
    assert_eq!(opens(&agency, "basic").await, "{cases:write,settings:read}");
}

#[tokio::test]
async fn what_workgroups_open_is_written_by_the_functions_alone() {
    let agency = agency().await;
    let bob = acting(&agency, "bob@example.org", "Root").await;
    for statement in [
        "insert into workgroup_tool select id, 'portal', 'read' from workgroup",
        "delete from workgroup_tool",
        "insert into tool_template values ('mine', 'users', 'write')",
        "update menu_option set tool = null, level = null",
        "update user_organization set may_edit = false",
        "select workgroup_lock()",
        "select workgroup_write_lists(gen_random_uuid())",
    ] {
        let operation = operation("direct");
        let direct = bob.write(&operation, async |transaction| {
            transaction.rows("test::direct", statement, &[]).await.map(drop)
        });
        assert_eq!(direct.await.unwrap_err().kind(), Kind::NotPermitted, "{statement}");
    }
}

/// A workgroup that opens something else since is not given as it was.
#[tokio::test]
async fn a_workgroup_that_opens_more_since_the_plan_is_not_given() {
    let agency = agency().await;
    let ann = acting(&agency, "ann@example.org", "Desk").await;
    let operation = operation("late");
    let basic = agency.find(&WORKGROUP, "basic").await.unwrap().id;
    let told = json!({"workgroup_ids": [basic]});
    agency.imported("email,name,organization\neve@example.org,Eve,CON\n").await;
    assert_eq!(planned(&ann, operation.id, "user", "eve@example.org", told).await, "");
    agency.one(&WORKGROUP, Some("Basic"), &[("tools", "settings:write")]).await.unwrap();
    let error = written(&ann, &operation, "user").await;
    assert!(error.to_string().contains("has to be planned first"), "{error}");
    assert_eq!(agency.user("eve@example.org", "workgroups").await, "{}");
}

#[tokio::test]
async fn workgroups_that_open_more_are_not_given_nor_put_into_use() {
    let agency = agency().await;
    let ann = acting(&agency, "ann@example.org", "Desk").await;
    let said = refusal(write(&ann, &USER, Some("cy@example.org"), &[("workgroups", "Root")]).await);
    assert!(said.contains("opens an elevated right that you lack: organizations, settings (Root)"), "{said}");
    let said = refusal(
        write(&ann, &USER, Some("cy@example.org"), &[("tools", "system-administrator;settings:write")]).await,
    );
    assert!(said.contains("nobody grants an elevated right that they lack (settings:write)"), "{said}");
    execute(&agency, "update ct.workgroup set deactivated_at = now() where key = 'root'").await;
    let root = agency.find(&WORKGROUP, "root").await.unwrap();
    let request = ct::place::SetActive { noun: &WORKGROUP, id: root.id, label: root.label, active: true };
    let error = ct::place::set_active(&ann, &operation("workgroup reactivate"), &request).await.unwrap_err();
    assert_eq!(error.to_string(), "it opens an elevated right that you lack: organizations, settings");
    // Who has not the tool at all.
    let cy = acting(&agency, "cy@example.org", "Basic").await;
    let error = write(&cy, &WORKGROUP, Some("Basic"), &[("tools", "cases")]).await.unwrap_err();
    assert_eq!(error.kind(), Kind::NotPermitted);
}
