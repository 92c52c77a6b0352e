//! `ct client`: the people who are served.

use std::os::unix::fs::PermissionsExt;

use crate::presets::with_files;
use crate::support::OPERATOR;
use crate::{Session, snapshot};

/// A client with an external id of its own.
async fn with_client() -> Session {
    let mut session = Session::with_people().await;
    session.quietly(
        "client add 0042 --name 'Zoë Müller' --preferred-name Zo --date-of-birth 1990-12-31 --organization CON",
    );
    session
}

#[tokio::test]
async fn added() {
    let mut session = Session::with_people().await;
    session
        .ct("client list")
        .ct("client add")
        .ct("client add 0042 --name Zoë")
        .ct("client add --name Zoë --organization XXX")
        .ct("client add --name Zoë --organization CON --date-of-birth 03/04/1990")
        .ct("client add --name Zoë --organization CON --date-of-birth 2999-01-01")
        .ct("client add NULL --name Zoë --organization CON")
        .ct("client add --name 'Zoë Müller' --organization CON --date-of-birth 1990-12-31 --reason 'walked in'")
        .ct("client add 0042 --name 'ZOE MULLER' --organization AID --date-of-birth 1990-12-31")
        .ct("client add 0042 --name 'Somebody else' --organization AID")
        .ct("client add --name 'Zoe Muller' --organization AID --date-of-birth 1990-12-31 -o json")
        .ct("client add --name 'Zoe Muller' --organization AID -o id")
        .ct("client list")
        .ct("client list --columns external_id,name,organization --sort -external_id -o csv");
    // A number is taken only for who was added.
    session.execute("do $$ begin assert (select last_value from ct.client_number_seq) = 3; end $$").await;
    snapshot!(session);
}

#[tokio::test]
async fn named_and_edited() {
    let mut session = with_client().await;
    session
        .ct("client add 0043 --name 'Zoë Mahler' --date-of-birth 2001-05-06 --organization AID")
        .ct("client show zoe")
        .ct("client show 'zoe ma' -o id")
        .ct("client show mull -o id")
        .ct("client show ahler -o id")
        .ct("client edit zoe --preferred-name ''")
        .ct("client edit 0042 --preferred-name '' --date-of-birth 1991-01-01 --dry-run")
        .ct("client edit 0042 --preferred-name '' --date-of-birth 1991-01-01")
        .ct("client edit 0042 --preferred-name ''")
        .ct("client edit 0042 --name ''")
        .ct("client edit 0042 --external-id 0043")
        .ct("client edit 0042 --external-id A-42 --organization AID")
        .ct("client show a-42")
        .ct("client list --born 1991-01-01")
        .ct("client list --born 01/01/1991")
        .ct("client list --organization CON")
        .ct("client list --name 'muller' -o jsonl")
        .ct("client deactivate A-42 --reason 'moved away'")
        .ct("client deactivate A-42")
        .ct("client list --columns external_id,status --all")
        .ct("client reactivate A-42 -o json")
        .ct("history list --client a-42 --columns action,command,reason -o csv")
        .ct("history list --noun client --limit 1 --columns key,action -o csv")
        .ct("client show 4711");
    snapshot!(session);
}

#[tokio::test]
async fn the_dashboard() {
    let mut session = with_client().await;
    session
        .execute(
            "begin; select ct.begin_operation(gen_random_uuid(), 'case import', null, 'x');
             update ct.users set case_manager = true where email like 'linda%' or email like 'wei%';
             insert into ct.case_assignment (client_id, user_id, organization_id, begin_date, end_date, end_reason, created_by)
                 select c.id, u.id, c.organization_id, ct.today() + b, ct.today() + e, r, ct.current_operation()
                 from ct.client c, (values ('linda', -30, null::int, null), ('wei', -300, -31, 'moved to another team'),
                     ('linda', -900, -301, null), ('wei', 10, 20, null)) v (n, b, e, r)
                 join ct.users u on u.email = n || '@example.org';
             insert into ct.task (uid, key, title, due_date, status, client_id, organization_id, created_by)
                 select n, n, n, ct.today() + d, s, c.id, c.organization_id, ct.current_operation() from ct.client c,
                 (values ('Call the landlord', -3, 'waiting'), ('Birth certificate', 5, 'not-started'), ('No hurry', null, 'in-progress'),
                     ('No more', 1, 'cancelled')) v (n, d, s);
             insert into ct.task_participant select t.id, u.id, r from ct.task t, (values ('wei', 'assignee'), ('linda', 'owner')) v (e, r)
                 join ct.users u on u.email = e || '@example.org' where t.uid = 'Call the landlord';
             insert into ct.paused_operation (uid, key, workflow, client_id, organization_id, step, paused_on, created_by)
                 select 'p', 'p', 'intake', c.id, c.organization_id, 'household', ct.today() - 1, ct.current_operation() from ct.client c;
             update ct.users set deactivated_at = now() where email like 'linda%';
             commit",
        )
        .await;
    session
        .ct("client show 0042")
        .ct("client show 0042 -o json")
        .ct("client show 0042 -o csv")
        .ct("client show 0042 -o id")
        .ct("client deactivate 0042")
        .ct("client edit 0042 --organization AID")
        .ct("client list --case-manager wei@example.org");
    snapshot!(session);
}

#[tokio::test]
async fn files() {
    let mut session = with_client().await;
    session.file(
        "clients.csv",
        "external_id,name,preferred_name,date_of_birth,organization\n0042,Zoë Müller,NULL,1990-12-30,\n\
         7,\"'=Ana, Maria\",,12/31/1980,CON\n8,Bo,,31/12/1980,CON\n9,,,,XXX\n",
    );
    session
        .ct("client import --template")
        .ct("client import clients.csv")
        .ct("client import clients.csv --date-format mdy")
        .ct("client import clients.csv --date-format mdy --partial --rejects bad.csv");
    session.show_text(&session.read("bad.csv"));
    session.file(
        "mended.csv",
        session.read("bad.csv").replace("31/12", "12/31").replace(",9,,,,XXX", ",9,Nine,,,AID"),
    );
    session
        .ct("client import mended.csv --date-format mdy")
        .ct("client export")
        .ct("batch show 2")
        .ct("batch undo 2 --dry-run")
        .ct("batch undo 2 --yes")
        .ct("batch undo 2")
        .ct("client list --all --columns external_id,date_of_birth,status -o csv")
        .ct("client export --organization CON --columns external_id,name");
    session.file(
        "latin.csv",
        b"external_id;name;date_of_birth;organization\r\n10;Ana S\xE1nchez;31.12.1980;CON\r\n".as_slice(),
    );
    session
        .ct("client import latin.csv --date-format dmy")
        .ct("client import latin.csv --date-format dmy --encoding windows-1252")
        .ct("client import latin.csv --date-format dmy --encoding windows-1252 --on-conflict fail")
        .ct("client list --name ana -o csv")
        .ct_reading("client import - --set organization=CON", "external_id,name\n11,Eve\n");
    snapshot!(session);
}

#[tokio::test]
async fn plans() {
    let mut session = with_client().await;
    session.file(
        "change.csv",
        "external_id,name,preferred_name,date_of_birth,organization\n0042,,NULL,1990-12-30,AID\n50,New,,NULL,CON\n51,Née,,1900-01-01,CON\n",
    );
    session
        .ct("client import change.csv --dry-run")
        .ct("client import change.csv --plan-out plan.json --detailed-exitcode")
        .ct("apply plan.json --dry-run -o jsonl")
        .ct("client edit 0042 --date-of-birth 1990-01-01")
        .ct("apply plan.json")
        .ct("client edit 0042 --date-of-birth 1990-12-31")
        .ct("apply plan.json --reason 'ticket 4711'")
        .ct("apply plan.json")
        .ct("client export");
    snapshot!(session);
}

#[tokio::test]
async fn hmis() {
    let mut session = with_files().await;
    session
        .ct("client import hmis-2026 --preset hmis")
        .ct("client import hmis-2026 --preset hmis --set organization=CON")
        .ct("client import hmis-2026 --preset hmis --set organization=CON")
        .ct("client import hmis-2024/Client.csv --preset hmis --set organization=AID --partial --rejects bad.csv")
        .ct("client export")
        // A name that was found out stays.
        .ct("client edit 000043 --name 'Kim Found'")
        .ct("client import hmis-2026 --preset hmis")
        .ct("client import hmis --preset hmis")
        .ct("client export --preset hmis");
    session.show_text(&session.read("bad.csv"));
    snapshot!(session);
    // Nothing of it is anywhere in the database.
    let output = session.program().args(["db", "status", "-o", "json"]).output().unwrap();
    assert!(output.status.success());
    session
        .execute(
            "do $$ declare place regclass; n bigint; begin
                 for place in select oid from pg_class where relnamespace = 'ct'::regnamespace and relkind = 'r' loop
                     execute format('select count(*) from %s t where t::text ~ ''900551234|Told in confidence''', place) into n;
                     assert n = 0, place;
                 end loop; end $$",
        )
        .await;
}

/// Wei works on the cases of CON, and has no other tool.
#[tokio::test]
async fn over_an_operators_connection() {
    let mut session = with_client().await;
    session.quietly("client add 0043 --name 'Zoë Away' --date-of-birth 1990-12-31 --organization AID");
    session.quietly("user edit wei@example.org --tools cases:write;history:read");
    session
        .execute(
            "insert into ct.workgroup_tool select id, unnest(array['cases', 'history']), 'write' from ct.workgroup where key = 'basic'",
        )
        .await;
    for (name, password) in
        [("first", "Correct-Horse-1"), ("second", "Second-Horse-22"), ("answer", "Maple Street")]
    {
        let file = session.file(name, format!("{password}\n"));
        std::fs::set_permissions(&file, PermissionsExt::from_mode(0o600)).unwrap();
    }
    session.quietly("password reset wei@example.org --password-file first --expires never");
    session.connect_as(OPERATOR);
    session.quietly("login wei@example.org --password-file first");
    session.quietly("password change --old-file first --new-file second --question 2 --answer-file answer");
    session.file(
        "clients.csv",
        "external_id,name,organization\n0042,Zoë M.,\n0043,Mine,\n44,New,CON\n45,New,AID\n",
    );
    session
        .ct("client list")
        .ct("client show zoë")
        .ct("client show 0043")
        .ct("client add --name 'zoe away' --date-of-birth 1990-12-31 --organization CON")
        .ct("client add --name 'zoe away' --organization AID")
        .ct("client edit 0042 --organization AID")
        .ct("client import clients.csv --dry-run")
        .ct("client import clients.csv --partial")
        .ct("client export")
        .ct("history list --client 0042 --columns actor,command,change -o csv")
        .ct("history list --client 0043")
        .ct("client deactivate 44")
        .ct("client deactivate 0043");
    snapshot!(session);
}
