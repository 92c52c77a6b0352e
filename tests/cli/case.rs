//! `ct case`, and `ct team cases`.

use std::os::unix::fs::PermissionsExt;

use crate::support::OPERATOR;
use crate::{Session, snapshot};

/// Wei is a case manager on Linda's team, Ana another; clients of CON and of AID.
pub(crate) async fn session() -> Session {
    let mut session = Session::with_people().await;
    session.quietly(
        "user add ana@example.org --name 'Ana Sol' --organization CON --case-manager=yes --workgroups Basic",
    );
    session.file(
        "clients.csv",
        "external_id,name,organization\nK1,Amélie Poulain,CON\nK2,Bo Diddley,CON\nK3,Cleo Laine,CON\nK4,Dee Dee,CON\nA1,Ella Fitz,AID\n",
    );
    session.quietly("client import clients.csv");
    session
}

/// Looking takes the beginning of a name, changing in a script does not; what a list writes beside what can be written is told.
#[tokio::test]
async fn names_and_columns() {
    let mut session = session().await;
    session.quietly("case assign K1 --to wei@example.org --begin 2020-01-01");
    session.quietly("task add 'Call back' --for-client K1 --due 2090-01-01");
    session.quietly("paused add intake --client K1");
    session.file("bad.csv", "client,user,begin_date\nK1,wei@example.org,soon\n");
    session.file(
        "list.csv",
        "client,client_name,user,begin_date,status\nK1,Amélie Poulain,wei@example.org,2020-01-01,active\n",
    );
    session
        .ct("case list --client poulain")
        .ct("case list --organization aid --name nobody")
        .ct("task list --for-client amelie")
        .ct("paused list --client amelie")
        .ct("client list --case-manager ana --columns external_id")
        .ct("case assign K2 --to ana")
        .ct("case reassign K1 --from wei@example.org --to ana")
        .ct("case end --client K1 --user wei")
        .ct("case assign K1 --to wei@example.org --end 2090-12-31")
        .ct("case edit 1 --end-date 2090-12-31 --end-reason 'moves away'")
        .ct("case assign K1 --to wei@example.org --end 2090-12-31")
        .ct("case edit 1 --end-date ''")
        .ct("case show 1 -o json")
        .ct("case import list.csv")
        .ct("case import list.csv --ignore-other")
        .ct("case import bad.csv --partial --dry-run")
        .ct("case list --sort from")
        .ct("task add Call --for-client K99")
        .ct("task add Call --for nobody@example.org");
    snapshot!(session);
}

#[tokio::test]
async fn given_listed_shown_ended() {
    let mut session = session().await;
    session
        .ct("case list")
        .ct("case assign K1 --to wei@example.org --to ana@example.org --begin 2020-01-01 --reason 'both know her'")
        .ct("case assign K1 --to wei@example.org")
        .ct("case assign K2 --to wei@example.org --begin 2090-01-01 --end 2090-06-30 -o json")
        .ct("case assign K3 --to ana@example.org --begin 2019-01-01 --end 2019-06-30 -q -o id")
        .ct("case assign K3 --to linda@example.org")
        .ct("case assign A1 --to wei@example.org")
        .ct("case assign K9 --to wei@example.org")
        .ct("case assign K3 --to nobody@example.org")
        .ct("case assign K3 --to wei@example.org --begin 01/02/2020")
        .ct("case assign K3 --to wei@example.org --begin 2020-01-02 --end 2020-01-01")
        .ct("case list")
        .ct("case list --inactive")
        .ct("case list --all --columns client,user,status --sort client")
        .ct("case list --client K1 -o csv --columns client,user,begin_date,end_date")
        .ct("case list --user ana@example.org --all -o id")
        .ct("case list --organization AID")
        .ct("case list --all --from 2019-03-01 --until 2019-12-31 --columns client,user")
        .ct("case list --name 'POULAIN amelie' --limit 1")
        .ct("case show 3 -o json")
        .ct("case show K1")
        .ct("case show 4")
        .ct("case edit 4 --end-date 2019-05-31")
        .ct("case edit 3 --end-date '' --dry-run")
        .ct("case edit 3 --end-date ''")
        .ct("case edit 3")
        .ct("case edit 99 --end-date 2090-01-01")
        .ct("case end 1 --on 2021-12-31 --because 'moved away' --reason 'by phone'")
        .ct("case end --client K1 --user wei@example.org")
        .ct("case end --client K2 --user wei@example.org -o json")
        .ct("case end --client K2 --user wei@example.org")
        .ct("case end --client K4 --user wei@example.org")
        .ct("case end")
        .ct("history list --noun case --limit 2");
    snapshot!(session);
}

#[tokio::test]
async fn given_to_somebody_else() {
    let mut session = session().await;
    session
        .ct("case assign K1 --to wei@example.org --begin 2020-01-01")
        .ct("case reassign K1 --from wei@example.org --to ana@example.org --on 2021-01-01")
        .ct("case reassign K1 --from wei@example.org --to ana@example.org --on 2021-01-01")
        .ct("case reassign K2 --from wei@example.org --to ana@example.org")
        .ct("case reassign K1 --from ana@example.org --to pat@example.org")
        .ct("case assign K2 --to ana@example.org --begin 2090-01-01")
        .ct("case reassign K2 --from ana@example.org --to wei@example.org -o json")
        .ct("case list --all --columns client,user,begin_date,end_date,end_reason --sort id")
        .ct("user edit ana@example.org --case-manager=no")
        .ct("client deactivate K1");
    snapshot!(session);
}

#[tokio::test]
async fn files_of_assignments() {
    let mut session = session().await;
    session.file(
        "cases.csv",
        "client,user,begin_date,end_date,end_reason\nK1,wei@example.org,2020-01-01,2020-12-31,moved\nK1,ana@example.org,2021-01-01,,\n",
    );
    session.file("bad.csv", "client,user,begin_date\nK1,ana@example.org,2020-06-01\nK7,ana@example.org,2020-06-01\nK1,linda@example.org,2020-06-01\n");
    session.file("end.csv", "client;user;begin_date;end_date\nK1;ana@example.org;2021-01-01;2090-12-31\n");
    session
        .ct("case import --template")
        .ct("case import cases.csv --dry-run")
        .ct("case import cases.csv")
        .ct("case import cases.csv")
        .ct("case export")
        .ct("case import bad.csv")
        .ct("case import end.csv --plan-out plan --reason 'the funding ends'")
        .ct("apply plan")
        .ct("case export --client K1 -o jsonl")
        .ct("batch list --noun case --columns id,source,state,created,changed,unchanged")
        .ct("batch undo 5 --yes")
        .ct("batch undo 3 --yes")
        .ct("case list --all");
    snapshot!(session);
}

/// Over an operator's connection, with the rights of a case worker, and of a supervisor without any tool.
#[tokio::test]
async fn mine_and_my_teams() {
    let mut session = session().await;
    for (name, password) in [("first", "Correct-Horse-1"), ("second", "Second-Horse-22")] {
        let file = session.file(name, format!("{password}\n"));
        std::fs::set_permissions(&file, PermissionsExt::from_mode(0o600)).unwrap();
    }
    session.quietly("workgroup edit Basic --tools cases:write");
    session.quietly("user edit wei@example.org --tools cases:write");
    session.quietly("password reset wei@example.org --password-file first --expires never");
    session.quietly("password reset linda@example.org --password-file second --expires never");
    session
        .execute(
            "update ct.credential set must_change = false;
             delete from ct.user_tool where user_id = (select id from ct.users where login like 'linda%')",
        )
        .await;
    session.quietly("case assign K1 --to wei@example.org --begin 2020-01-01");
    session.quietly("case assign K2 --to ana@example.org --begin 2020-01-01");
    session.quietly("case assign K3 --to wei@example.org --begin 2019-01-01 --end 2019-12-31");
    session.ct("team cases").ct("team cases --of linda@example.org");
    session.connect_as(OPERATOR);
    session.quietly("login wei@example.org --password-file first --workgroup Basic");
    session
        .ct("case list")
        .ct("case list --all --columns client,status")
        .ct("case list --everybody --columns client,user")
        .ct("case assign K4 --to ana@example.org --begin 2021-01-01")
        .ct("case list --client K4 --columns client,user")
        .ct("case assign A1 --to wei@example.org")
        .ct("menu")
        .ct("logout");
    session.quietly("login linda@example.org --password-file second --workgroup Basic");
    session
        .ct("team cases")
        .ct("team cases --inactive --columns client,user,status")
        .ct("team cases --all --name cleo -o csv --columns client,client_name,user_name")
        .ct("case end --client K1 --user wei@example.org")
        .ct("case end 1")
        .ct("case list --everybody --columns client,user");
    snapshot!(session);
}
