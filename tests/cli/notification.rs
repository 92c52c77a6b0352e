//! `ct notification`

use crate::{Session, snapshot};

#[tokio::test]
async fn notices_are_listed_shown_and_marked() {
    let mut session = Session::with_people().await;
    session.execute("update ct.users set supervisor_id = (select id from ct.users where login like 'linda%') where login like 'pat%'").await;
    session.execute("update ct.users set pending_since = null where login like 'pat%'").await;
    session.execute("update ct.users set deactivated_at = '2026-11-22', deactivation_reason = 'left' where login like 'wei%'").await;
    session.execute("update ct.notification set created_at = '2026-11-22 12:00Z', operation_id = null, body = regexp_replace(body, '20[0-9-]* [0-9:]*', 'then', 'g')").await;
    session
        .ct("notification list")
        .ct("notification list --all")
        .ct("notification list --user linda@example.org --unread -o csv --columns id,kind,subject")
        .ct("notification show 1")
        .ct("notification show 9")
        .ct("notification read 1")
        .ct("notification read 1")
        .ct("notification read --all --user linda@example.org")
        .ct("notification read --all --user linda@example.org")
        .ct("notification read --all")
        .ct("notification read")
        .ct("notification read one")
        .ct("notification show one")
        .ct("notification list --all --unread -o jsonl");
    snapshot!(session);
}

#[tokio::test]
async fn texts_are_shown_set_and_reset() {
    let mut session = Session::with_people().await;
    session.file("approval.txt", "Subject: Welcome\n\nDear {recipient},\nyou may log in.\n");
    session.file("wrong.txt", "Subject: Welcome\n\nDear {recipint},\n");
    session
        .ct("notification template list -o csv --log-format text")
        .ct("notification template show approval")
        .ct("notification template set approval approval.txt")
        .ct("notification template set approval approval.txt --mail no")
        .ct("notification template set approval --mail no")
        .ct("notification template set approval --mail yes")
        .ct("notification template set approval wrong.txt")
        .ct("notification template set aproval approval.txt")
        .ct("notification template show approval -o json")
        .ct("notification template reset approval")
        .ct("notification template reset approval");
    snapshot!(session);
}

#[tokio::test]
async fn mail_needs_a_server() {
    let mut session = Session::with_people().await;
    session
        .ct("notification send")
        .ct("notification send --dry-run")
        .ct("notification test me@example.org")
        .ct("notification test nobody");
    session.set("CT_MAIL_SERVER", "127.0.0.1");
    session.set("CT_MAIL_PORT", "9");
    session.set("CT_MAIL_FROM", "no-reply@example.org");
    session.set("CT_MAIL_SECURITY", "none");
    session.ct("notification send").ct("notification test me@example.org").ct("notification test 'a b'");
    snapshot!(session);
}

#[tokio::test]
async fn a_log_is_json_whatever_the_data_is() {
    let session = Session::with_people().await;
    for (words, status) in [
        (vec!["setting", "set", "notification_mail", "1"], 0),
        (vec!["user", "show", "nobody"], 3),
        (vec!["user", "shwo"], 2),
    ] {
        let output = session.program().env("CT_LOG_FORMAT", "json").args(words).output().unwrap();
        assert_eq!(output.status.code(), Some(status));
        let text = String::from_utf8(output.stderr).unwrap();
        assert!(!text.is_empty());
        for line in text.lines() {
            let object: serde_json::Value = serde_json::from_str(line).unwrap();
            assert!(object["time"].is_string() && object["level"].is_string(), "{line}");
        }
    }
}
