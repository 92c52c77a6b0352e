//! `ct report orphans`

use crate::{Session, snapshot};

#[tokio::test]
async fn orphans_are_listed_and_cron_is_told() {
    let mut session = Session::with_people().await;
    session.ct("report orphans").ct("report orphans --detailed-exitcode -o json");
    session.quietly("client add C1 --name 'Cleo Ash' --organization CON");
    session.quietly("paused add intake --user wei@example.org --client C1 --step two");
    session
        .execute(
            "insert into ct.case_assignment (client_id, user_id, organization_id, begin_date, created_by)
                 select c.id, u.id, c.organization_id, '2026-01-01', gen_random_uuid() from ct.client c, ct.users u where u.login like 'wei%';
             insert into ct.task (uid, key, title, user_id, organization_id, created_by)
                 select 't', 't', 'Call back', u.id, u.organization_id, gen_random_uuid() from ct.users u where u.login like 'wei%';
             update ct.users set supervisor_id = (select id from ct.users where login like 'wei%') where login like 'pat%';
             update ct.users set deactivated_at = now(), deactivation_reason = 'left' where login like 'wei%'",
        )
        .await;
    session
        .ct("report orphans")
        .ct("report orphans --detailed-exitcode --kind paused,staff --kind case -o csv")
        .ct("report orphans --kind staff -o jsonl")
        .ct("report orphans -o id")
        .ct("report orphans --kind task,abandoned-task -o id")
        .ct("report orphans --columns kind,id,inactive_since")
        .ct("report orphans --kind task --kind abandoned-task")
        .ct("report orphans --kind abandoned-task --detailed-exitcode")
        .ct("report orphans --kind cases")
        .ct("report orphans --limit 1 -o id --kind staff");
    session
        .execute(
            "update ct.case_assignment set end_date = ct.today() - 1, end_reason = 'case manager has left'",
        )
        .await;
    session.ct("report orphans --kind unassigned").ct("report orphans --kind case");
    snapshot!(session);
}

/// Three people: one who was there, one who never was, one who waits; and what became of them.
async fn with_states() -> Session {
    let mut session = Session::with_people().await;
    session.quietly("user edit wei@example.org --job-title Director --reason 'promoted'");
    session
        .execute(
            "alter table ct.users disable trigger user;
             update ct.users set created_at = now() - interval '200 days 1 hour', pending_since = case when pending_since is not null then now() - interval '90 days' end;
             alter table ct.users enable trigger user;
             insert into ct.login_state (user_id, last_login_at) select id, now() - interval '100 days 1 hour' from ct.users where login like 'linda%';
             begin; select ct.begin_operation(gen_random_uuid(), 'user deactivate', 'contract ends', 'maria');
             update ct.users set ends_at = now() + interval '9 days', ends_by = ct.current_operation(), ends_reason = 'contract ends' where login like 'wei%'; commit;",
        )
        .await;
    session
}

#[tokio::test]
async fn who_may_do_what_is_reviewed() {
    let mut session = Session::new().await;
    for format in ["table", "json", "jsonl", "csv", "id"] {
        session.ct(&format!("report access -o {format}"));
    }
    let mut filled = with_states().await;
    for format in ["table", "json", "jsonl", "csv", "id"] {
        filled.ct(&format!("report access -o {format}"));
    }
    filled
        .ct("report access --columns email,status,ends_at")
        .ct("report access --organization CON --workgroup Basic --status ends -o id")
        .ct("report access --tool users:write --supervisor linda@example.org")
        .ct("report access --tool users --columns email,tools,elevated,administrator")
        .ct("report access --status gone")
        .ct("report access --tool nothing")
        .ct("report access --organization XYZ");
    session.show_text(&filled.shown());
    snapshot!(session);
}

#[tokio::test]
async fn who_has_not_been_there_is_told_and_so_is_cron() {
    let mut session = with_states().await;
    for format in ["table", "json", "csv", "id"] {
        session.ct(&format!("report inactive --days 30 -o {format}"));
    }
    for format in ["table", "json", "jsonl", "csv", "id"] {
        session.ct(&format!("report inactive --days 30 --limit 1 --columns email,days -o {format}"));
    }
    session
        .ct("report inactive --days 30 --limit 0")
        .ct("report inactive --days 101 --organization CON --detailed-exitcode")
        .ct("report inactive --days 201 --detailed-exitcode")
        .ct("report inactive --days 0")
        .ct("report inactive");
    snapshot!(session);
}

#[tokio::test]
async fn what_was_changed_is_told_by_operation_or_by_change() {
    let mut session = with_states().await;
    session
        .ct("report changes --since yesterday")
        .ct("report changes --since 1h --details")
        .ct("report changes --since today --columns noun,key,kind")
        .ct("report changes --since 1d --until today -o csv")
        .ct("report changes --since today --until yesterday")
        .ct("report changes --since tomorrow")
        .ct("report changes");
    let jsonl =
        session.program().args(["report", "changes", "--since", "1h", "-o", "jsonl"]).output().unwrap();
    let lines: Vec<serde_json::Value> = jsonl
        .stdout
        .split(|byte| *byte == b'\n')
        .filter(|line| !line.is_empty())
        .map(|line| serde_json::from_slice(line).unwrap())
        .collect();
    let edited = lines.iter().find(|line| line["reason"] == "promoted").unwrap();
    assert_eq!((&edited["kind"], &edited["key"]), (&"changed".into(), &"wei@example.org".into()));
    assert_eq!(edited["change"], serde_json::json!({"job_title": ["Case worker", "Director"]}));
    snapshot!(session);
}

/// A page is one file, whatever people are called, and only reports make any.
#[tokio::test]
async fn reports_are_pages_too() {
    let mut session = with_states().await;
    session
        .execute("update ct.users set name = E'</script><script>alert(1)</script>\\u202E\\u001b[31m' where login like 'wei%'")
        .await;
    for (report, title) in [
        ("access --status ends", "Access review"),
        ("inactive --days 30", "Not there for 30 days"),
        ("changes --since 1h --details", "Changes"),
        ("changes --since 1h", "Changes"),
        ("orphans", "Orphans"),
    ] {
        let mut words = vec!["report"];
        words.extend(report.split(' '));
        let output = session.program().args(&words).args(["-o", "html"]).output().unwrap();
        assert!(output.status.success(), "{report}");
        assert_eq!(String::from_utf8_lossy(&output.stderr), "", "{report}");
        let page = String::from_utf8(output.stdout).unwrap();
        assert!(page.starts_with("<!DOCTYPE html>") && page.ends_with("</html>"), "{report}");
        assert!(page.contains(&format!("<h1>{title}</h1>")), "{report}");
        assert_eq!(page.matches("<script>").count(), 1, "{report}");
        assert!(!page.contains(['\u{202e}', '\u{1b}']), "{report}");
        for fact in
            ["<dt>Made</dt>", "<bdi>maria (ct_owner)</bdi>", "<bdi>UTC</bdi>", "Content-Security-Policy"]
        {
            assert!(page.contains(fact), "{report}: {fact}");
        }
    }
    let page =
        session.program().args(["report", "access", "--status", "ends", "-o", "html"]).output().unwrap();
    let page = String::from_utf8(page.stdout).unwrap();
    assert!(page.contains("<bdi>--status ends</bdi>"));
    assert!(
        page.contains(
            "<td class=\"long\">&lt;/script&gt;&lt;script&gt;alert(1)&lt;/script&gt;\\u{202e}␛[31m</td>"
        ),
        "{page}"
    );
    assert!(page.contains("All users: 1"));
    let words = ["report", "inactive", "--days", "30", "--limit", "1", "-o", "html"];
    let page = String::from_utf8(session.program().args(words).output().unwrap().stdout).unwrap();
    assert!(page.contains("<bdi>--days 30, --limit 1</bdi>") && page.contains("All users: 1"), "{page}");
    session
        .ct("user list -o html")
        .ct("-o html user show linda")
        .ct("history list -o html")
        .ct("report access -o pdf");
    snapshot!(session);
}
