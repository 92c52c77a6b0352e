//! `ct task` and `ct team tasks`.

use std::os::unix::fs::PermissionsExt;

use crate::support::OPERATOR;
use crate::{Session, snapshot};

#[tokio::test]
async fn added_listed_done_and_deleted() {
    let mut session = Session::with_people().await;
    session.quietly("client add C1 --name 'Ana Garcia' --organization CON");
    session
        .ct("task add 'Call the landlord' --due 2999-01-02")
        .ct("task add")
        .ct("task add 'Call the landlord' --due 2020-01-02 --for wei@example.org --uid T-1 --participants 'linda@example.org:owner;wei@example.org'")
        .ct("task add 'Renew the lease' --for-client C1 --due 2999-01-02 --begin 2998-12-30 --repeats 'every 2 weeks' --uid T-2 --notes 'With a notary'")
        .ct("task add Report --for-user linda@example.org --uid T-3 -o json")
        .ct("task add Report --for pat@example.org")
        .ct("task add Report --for wei@example.org --due someday")
        .ct("task list")
        .ct("task list --overdue")
        .ct("task list --due 2999-12-31 -o csv --columns id,title,due_date,overdue,participants")
        .ct("task list --for wei@example.org -o id")
        .ct("task list --by linda@example.org -o id")
        .ct("task list --for-client c1 -o id")
        .ct("task list --name 'the LEASE' -o id")
        .ct("task list --limit 1 --after 1")
        .ct("task show 2")
        .ct("task show T-1 -o json --columns id")
        .ct("task show report -o id")
        .ct("task edit 1 --due 2020-02-01 --reason 'closed in January'")
        .ct("task edit 1 --due 2020-02-01")
        .ct("task edit 1")
        .ct("task edit 2 --for linda@example.org --dry-run")
        .ct("task complete 1 2")
        .ct("task complete 1 2 -o csv")
        .ct("task reopen 2")
        .ct("task edit 2 --status cancelled")
        .ct("task complete 2")
        .ct("task list --all")
        .ct("task list --status completed")
        .ct("task delete 3")
        .ct("task delete 3 --yes --reason 'added twice'")
        .ct("task delete 3 --yes")
        .ct("history list --noun task --columns action,change,reason --limit 2");
    snapshot!(session);
}

#[tokio::test]
async fn files_of_tasks_and_of_calendars() {
    let mut session = Session::with_people().await;
    session.file(
        "tasks.csv",
        "uid,title,due_date,for_user,participants,repeats\n\
         T-1,Water the plants,2999-01-02,wei@example.org,linda@example.org:owner,weekly\n\
         T-2,Call,2999-01-03,wei@example.org,,\n\
         ,Anonymous,,wei@example.org,,\n",
    );
    session.file(
        "bad.csv",
        "title,for_user,due_date\nCall,pat@example.org,01/02/2026\nCall,nobody@example.org,\n",
    );
    session
        .ct("task import --template")
        .ct("task import tasks.csv --dry-run")
        .ct("task import tasks.csv --plan-out tasks.plan")
        .ct("apply tasks.plan")
        .ct("apply tasks.plan")
        .ct("task import tasks.csv")
        .ct("task import bad.csv")
        .ct("task export --status open --columns uid,title,for_user,due_date")
        .ct("task export --ics -o json")
        .ct("task import --ics tasks.csv --preset hmis");
    let calendar = session.program().args(["task", "export", "--ics"]).output().unwrap();
    let calendar = String::from_utf8(calendar.stdout).unwrap();
    session.file("same.ics", &calendar);
    let moved = calendar.replace("DUE;VALUE=DATE:29990103", "DUE;VALUE=DATE:29990110").replace(
        "END:VCALENDAR",
        "BEGIN:VTODO\r\nUID:elsewhere\r\nDTSTAMP:20260101T000000Z\r\nSUMMARY:Dentist\r\nEND:VTODO\r\nEND:VCALENDAR",
    );
    session.file("moved.ics", &moved);
    session.file("bad.ics", calendar.replace("DUE;VALUE=DATE:29990103", "DUE;VALUE=DATE:29991303"));
    session
        .ct("task import same.ics")
        .ct("task import --ics same.ics")
        .ct("task import --ics moved.ics --dry-run --detailed-exitcode")
        .ct("task import --ics moved.ics --time-zone Europe/Berlin")
        .ct("task import --ics moved.ics --time-zone Nowhere/Land")
        .ct("task import --ics bad.ics")
        .ct("task import --ics nowhere.ics")
        .ct("task list --columns title,due_date")
        .ct("batch undo 4 --yes")
        .ct("batch undo 2 --yes")
        .ct("task list --all --columns title,due_date,status");
    snapshot!(session);
    let events = session.program().args(["task", "export", "--ics", "--as", "events"]).output().unwrap();
    let told = String::from_utf8(events.stderr).unwrap();
    assert_eq!(told, "1 without a due date are left out: they are no events\n");
    assert_eq!(String::from_utf8(events.stdout).unwrap().matches("BEGIN:VEVENT").count(), 2);
}

#[tokio::test]
async fn over_an_operators_connection() {
    let mut session = Session::with_people().await;
    let file = session.file("first", "Correct-Horse-1\n");
    std::fs::set_permissions(&file, PermissionsExt::from_mode(0o600)).unwrap();
    session.quietly("user add out@example.org --name 'Out Sider' --organization AID");
    session.quietly("workgroup edit Basic --tools tasks:write");
    session.quietly("user edit linda@example.org --tools tasks:write;history:read");
    session.quietly("password reset linda@example.org --password-file first --expires never");
    session.execute("update ct.credential set must_change = false").await;
    session.quietly("task add Theirs --for out@example.org --uid out");
    session.quietly(
        "task add Watched --for out@example.org --uid seen --participants linda@example.org:observer",
    );
    session.quietly("task add Weis --for wei@example.org --uid wei --due 2020-01-01");
    session.ct("team tasks").ct("team tasks --of linda@example.org");
    session.connect_as(OPERATOR);
    session
        .ct("task list")
        .ct("login linda@example.org --password-file first --workgroup Basic")
        .ct("task add 'Call back' --due 2999-01-01 --uid mine")
        .ct("task add 'Call back' --for wei@example.org --uid given")
        .ct("task add 'Call back' --for out@example.org")
        .ct("task list --columns id,title,participants")
        .ct("task list --everybody")
        .ct("task list --for wei@example.org -o id")
        .ct("team tasks")
        .ct("team tasks --overdue -o csv --columns title,due_date")
        .ct("task show 2")
        .ct("task edit 2 --notes x")
        .ct("task complete 2")
        .ct("task complete 1")
        .ct("task complete 3 4")
        .ct("task export --columns uid,title,status")
        .ct("task delete 4 --yes")
        .ct("menu");
    snapshot!(session);
}
