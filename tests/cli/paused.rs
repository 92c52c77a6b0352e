//! `ct paused list`, `ct paused add`, `ct paused show`, `ct paused edit`, `ct paused resume`, `ct paused cancel`,
//! `ct paused import`, `ct paused export`.

use std::os::unix::fs::PermissionsExt;

use crate::support::OPERATOR;
use crate::{Session, snapshot};

/// With a client, and Wei, a case worker without access to any tool, whose password is in a file.
async fn session() -> Session {
    let mut session = Session::with_people().await;
    session.quietly("client add C1 --name 'Cleo Ash' --organization CON");
    for (name, password) in [("first", "Correct-Horse-1"), ("second", "Second-Horse-22")] {
        let file = session.file(name, format!("{password}\n"));
        std::fs::set_permissions(&file, PermissionsExt::from_mode(0o600)).unwrap();
    }
    for who in ["linda", "wei"] {
        session.quietly(&format!("password reset {who}@example.org --password-file first --expires never"));
    }
    session
        .execute(
            "update ct.credential set must_change = false; delete from ct.user_tool where tool = 'users'",
        )
        .await;
    session
}

#[tokio::test]
async fn what_is_parked_is_listed_resumed_and_cancelled() {
    let mut session = session().await;
    session
        .ct("paused list")
        .ct("paused list -o json")
        .ct("paused add intake --user wei@example.org --client C1 --step 'consent missing' --paused-on 2026-01-02")
        .ct("paused add intake --user nobody@example.org")
        .ct("paused add exit --client C1 --paused-on 2999-01-01")
        .ct("paused list --columns id,workflow,user,client_name,step,paused_on,state")
        .ct("paused list --client C1 --before 30d --workflow INT --user wei@example.org --organization CON -o id")
        .ct("paused list --before soon")
        .ct("paused edit 1")
        .ct("paused edit 1 --step 'consent signed' --notes '=all' --dry-run")
        .ct("paused edit 1 --step 'consent signed' --notes '=all' --reason 'came by'")
        .ct("paused export --columns workflow,user,client,step,paused_on,notes")
        .ct("paused show 77")
        .ct("paused resume 1 rows.csv")
        .ct("paused cancel 1")
        .ct("paused cancel 1 77 --yes")
        .ct("paused cancel 1 --yes --reason 'moved away'")
        .ct("paused cancel 1 --yes -o json")
        .ct("paused resume 1")
        .ct("paused add exit --client C1")
        .ct("paused resume 3")
        .ct("paused resume 3")
        .ct("paused show 3")
        .ct("paused list")
        .ct("paused list --all --sort -workflow --limit 1 --columns id,workflow,state");
    snapshot!(session);
}

#[tokio::test]
async fn a_file_of_what_is_parked_comes_and_goes() {
    let mut session = session().await;
    session.file(
        "parked.csv",
        "workflow,user,client,step,paused_on,notes\nintake,wei@example.org,C1,two,2026-01-02,\nexit,,,,2026-01-03,'=x\n\
         ,wei@example.org,,,,\nintake,nobody@example.org,C9,,02.01.2026,\n",
    );
    session
        .ct("paused import parked.csv")
        .ct("paused import parked.csv --partial --rejects bad.csv")
        .ct("paused export")
        .ct("paused import parked.csv --partial -o json")
        .ct("paused import --template");
    let export = session.program().args(["paused", "export"]).output().unwrap().stdout;
    session.file("export.csv", export);
    session
        .ct("paused import export.csv")
        .ct("batch undo 2 --yes")
        .ct("paused list --all --columns workflow,state");
    snapshot!(session);
}

#[tokio::test]
async fn whoever_is_logged_in_has_their_own_and_a_supervisor_those_of_the_team() {
    let mut session = session().await;
    session.connect_as(OPERATOR);
    session
        .ct("login wei@example.org --password-file first --workgroup Basic")
        .ct("paused add intake --step one")
        .ct("paused add intake --user linda@example.org")
        .ct("paused add intake --client C1")
        .ct("paused list")
        .ct("paused edit 1 --step two")
        .ct("paused export --columns workflow,user,step")
        .ct("team paused")
        .ct("login linda@example.org --password-file first --workgroup Basic")
        .ct("paused list")
        .ct("team paused")
        .ct("team paused -o id")
        .ct("paused edit 1 --step three")
        .ct("paused show 1 --quiet -o csv")
        .ct("team show")
        .ct("team show -o json")
        .ct("team show -o csv")
        .ct("team show --all --columns name,paused")
        .ct("team show --of pat@example.org")
        .ct("paused cancel 1 --yes")
        .ct("team paused")
        .ct("team paused --all --columns workflow,state")
        .ct("login wei@example.org --password-file first --workgroup Basic")
        .ct("paused resume 1")
        .ct("report orphans");
    snapshot!(session);
}

const STAFF: &str = "Mail;name;organization;password\nann@example.org;Ann;CON;\nbob.example.org;Bob;CON;Correct-Horse-2\n\
    cy@example.org;Cy;XXX;\n";

#[tokio::test]
async fn an_import_is_parked_with_its_flags_and_goes_on() {
    let mut session = session().await;
    session.file("staff.csv", STAFF);
    session
        .ct("user import staff.csv --map Mail=email --park")
        .ct("user import staff.csv --map Mail=email --partial --rejects bad.csv --park --dry-run")
        .ct("paused list")
        .ct("user import staff.csv --map Mail=email --partial --rejects good.csv --park --on-conflict skip");
    session.ct("paused list").ct("paused resume 1 --on-conflict fail").ct("paused resume 1 --dry-run");
    let bad = session.read("good.csv");
    session.file("good.csv", bad.replace("bob.example.org", "bob@example.org"));
    session.ct("paused resume 1 --passwords-out p.csv").ct("paused list --columns workflow,step,state");
    let bad = session.read("good.csv");
    session.file("corrected.csv", bad.replace("XXX", "CON"));
    session
        .ct("paused resume 1 corrected.csv --dry-run --detailed-exitcode --passwords-out q.csv")
        .ct("paused resume 1 corrected.csv -o json --passwords-out q.csv --reason 'ticket 12'")
        .ct("paused resume 1 corrected.csv")
        .ct("paused list --all --columns workflow,step,state")
        .ct("user list --columns email,organization --name c")
        .ct("history list --noun paused --columns action,change,command,reason");
    session.file("all.csv", "code,name\n;,Bad\n");
    session.ct("workgroup import all.csv --partial --rejects all-bad.csv --park");
    std::fs::remove_file(session.path("all-bad.csv")).unwrap();
    session
        .ct("paused resume 2")
        .ct("paused resume 2 all.csv --passwords-out x.csv")
        .ct("paused cancel 2 --yes");
    snapshot!(session);
}

/// What is kept was written by somebody else: it opens no other file, and writes none.
#[tokio::test]
async fn what_is_kept_of_an_import_names_no_other_file() {
    let mut session = session().await;
    session.file("staff.csv", STAFF);
    session.quietly_failing(
        "user import staff.csv --map Mail=email --set password=Secret-Horse-9 --partial --rejects bad.csv --park",
        4,
    );
    let secret = "do $$ begin if exists (select from ct.paused_operation where details::text like '%Secret%') then raise 'a secret'; end if; end $$";
    session.execute(secret).await;
    for flag in ["--passwords-out=p.csv", "--rejects=r.csv", "--template", "--set=password=x", "file.csv"] {
        let sql = format!(
            "update ct.paused_operation set details = jsonb_set(details, '{{flags}}', '[\"{flag}\"]')"
        );
        session.execute(&sql).await;
        session.ct("paused resume 1 staff.csv");
    }
    snapshot!(session);
}

/// Whoever imports as themselves parks as themselves; the supervisor goes on with it if they may import.
#[tokio::test]
async fn an_import_of_somebody_who_is_logged_in_is_parked_for_them() {
    let mut session = session().await;
    session
        .execute(
            "insert into ct.workgroup_tool select id, 'users', 'write' from ct.workgroup where key = 'basic';
             insert into ct.user_tool select id, 'users', 'write' from ct.users where login like 'wei%'",
        )
        .await;
    session.connect_as(OPERATOR);
    session.file("staff.csv", STAFF);
    session.quietly("login wei@example.org --password-file first --workgroup Basic");
    session
        .ct("user import staff.csv --map Mail=email --partial --rejects bad.csv --park -o json")
        .ct("paused list")
        .ct("paused show 1 --quiet");
    session.quietly("login linda@example.org --password-file first --workgroup Basic");
    let corrected =
        session.read("bad.csv").replace("bob.example.org", "bob@example.org").replace("XXX", "CON");
    session.file("corrected.csv", corrected);
    session
        .ct("team paused")
        .ct("paused resume 1 --passwords-out p.csv")
        .ct("paused resume 1 corrected.csv --passwords-out p.csv")
        .ct("paused resume 1 corrected.csv --passwords-out p.csv --yes");
    session.quietly("login wei@example.org --password-file first --workgroup Basic");
    session
        .ct("paused resume 1 corrected.csv --passwords-out p.csv")
        .ct("paused list --all --columns workflow,user,step,state");
    snapshot!(session);
}
