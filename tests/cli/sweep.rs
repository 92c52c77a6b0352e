//! `ct sweep` and `ct sweep list`

use std::process::{Command, Stdio};
use std::time::Duration;

use crate::{Session, snapshot};

/// Linda administers, Wei has a case and leaves it to nobody, Pat waits for approval; Ann has been away for long, and Bob for
/// longer.
async fn session() -> Session {
    let mut session = Session::with_people().await;
    session.quietly("workgroup edit Basic --tools 'users:write;cases:write'");
    session.quietly("client add C1 --name 'Cleo Ash' --organization CON");
    session.file("more.csv", "email,name,organization\nann@example.org,Ann,CON\nbob@example.org,Bob,CON\n");
    session.quietly("user import more.csv");
    session.quietly("setting set inactivity_warn_days 60");
    session.quietly("setting set inactivity_lock_days 90");
    session
        .execute(
            "insert into ct.case_assignment (client_id, user_id, organization_id, begin_date, created_by)
                 select c.id, u.id, c.organization_id, '2026-01-01', gen_random_uuid() from ct.client c, ct.users u where u.login like 'wei%';
             update ct.users set ends_at = now() - interval '1 hour', ends_by = gen_random_uuid(), ends_reason = 'contract ends',
                 ends_work = 'transfer', ends_transfer_to_id = (select id from ct.users where login like 'ann%') where login like 'wei%';
             insert into ct.login_state (user_id, last_login_at)
                 select id, now() - case when login like 'ann%' then interval '70 days' else interval '100 days' end from ct.users where login like 'ann%' or login like 'bob%';
             alter table ct.users disable trigger user;
             update ct.users set created_at = now() - interval '300 days' where login like 'ann%' or login like 'bob%';
             update ct.users set inactivity_warned_at = now() - interval '40 days' where login like 'bob%';
             alter table ct.users enable trigger user",
        )
        .await;
    session
}

#[tokio::test]
async fn a_night_is_looked_at_and_swept() {
    let mut session = session().await;
    session
        .ct("sweep --dry-run")
        .ct("sweep --dry-run --detailed-exitcode --only inactivity -o csv")
        .ct("sweep --dry-run --detailed-exitcode --only passwords")
        .ct("sweep --dry-run --organization AID -o json")
        .ct("sweep --max-deactivations 0 --only inactivity")
        .ct("sweep --reason nightly")
        .ct("sweep -o json")
        .ct("sweep list")
        .ct("sweep list --limit 1 -o jsonl --columns outcome,ended,warned,locked,deactivated")
        .ct("history list --command sweep --columns key,command,reason,actor")
        .ct("sweep --detailed-exitcode")
        .ct("sweep --only orphan")
        .ct("sweep --max-deactivations 101%")
        .ct("sweep --max-deactivations 7.5% --dry-run --only inactivity")
        .ct("sweep --organization NOWHERE")
        .ct("sweep list -o id");
    snapshot!(session);
}

#[tokio::test]
async fn one_at_a_time_and_only_for_administrators() {
    let mut session = session().await;
    session
        .execute(
            "insert into ct.lease (name, holder, system_user_name, host, process_id, taken_at, expires_at)
             values ('sweep', gen_random_uuid(), 'cron', 'srv7 elsewhere', 4711, now(), now() + interval '5 minutes')",
        )
        .await;
    session.ct("sweep").ct("sweep -o json");
    session.execute("delete from ct.lease").await;
    for (name, password) in [("first", "Correct-Horse-1"), ("second", "Another-Horse-2")] {
        let file = session.file(name, format!("{password}\n"));
        std::fs::set_permissions(file, std::os::unix::fs::PermissionsExt::from_mode(0o600)).unwrap();
    }
    session.quietly("setting set security_question 0");
    session.quietly("password reset linda@example.org --password-file first --expires never");
    session.quietly("login linda@example.org --password-file first --workgroup Basic");
    session.quietly("password change --old-file first --new-file second");
    session.ct("sweep").ct("sweep list");
    snapshot!(session);
}

/// Cron's machine says that it is to end: what is under way is completed, and the next one does the rest.
#[tokio::test]
async fn told_to_end_it_ends_between_two_transactions() {
    let session = session().await;
    session
        .execute(
            "insert into ct.users (email, login, name, organization_id, created_by, ends_at, ends_by)
             select 'x' || n || '@example.org', 'x' || n || '@example.org', 'X', o.id, gen_random_uuid(), now() - interval '1 hour', gen_random_uuid()
             from generate_series(1, 4000) n, ct.organization o where o.code = 'CON'",
        )
        .await;
    let child = session.program().arg("sweep").stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let database = session.url_as(crate::support::OWNER);
    let client = crate::support::connect_to(&database).await;
    let gone = "select count(*) from ct.users where deactivated_at is not null and login like 'x%'";
    while client.query_one(gone, &[]).await.unwrap().get::<_, i64>(0) == 0 {
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    let id = child.id().to_string();
    assert!(Command::new("kill").args(["-TERM", &id]).status().unwrap().success());
    let output = child.wait_with_output().unwrap();
    let said = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(4), "{said}");
    let done: i64 = client.query_one(gone, &[]).await.unwrap().get(0);
    assert!(
        said.contains("interrupted; this stands: ") && said.contains("deactivated at their scheduled end"),
        "{said}"
    );
    assert!((done + 1) % 500 == 0 || done == 4000, "{done}");
    // The lease has been given back.
    let leases: i64 = client.query_one("select count(*) from ct.lease", &[]).await.unwrap().get(0);
    assert_eq!(leases, 0);
    let status = session.program().arg("sweep").output().unwrap().status;
    assert_eq!(status.code(), Some(0));
    assert_eq!(client.query_one(gone, &[]).await.unwrap().get::<_, i64>(0), 4000);
}
