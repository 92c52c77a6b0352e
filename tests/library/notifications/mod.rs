//! What people are told: by whatever path it happens, in which words, to whom alone; and mailing it.

mod smtp;

use chrono::{DateTime, TimeDelta, Utc};
use ct::Kind;
use ct::clock::FixedClock;
use ct::environment::Environment;
use ct::notification::mail::{MailServer, MailSettings, Outcome, Sending, send, waiting};
use ct::notification::template::{self, Text};
use ct::notification::{Whose, list, mark, mark_all, show};

use crate::agency::{Agency, operation};
use smtp::Smtp;

const PEOPLE: &str = "email,name,organization,supervisor\nboss@example.org,Bo Boss,CON,\n\
    ann@example.org,Ann,CON,boss@example.org\nbob@example.org,Bob,CON,boss@example.org\ncy@example.org,Cy,CON,\n";

async fn agency() -> Agency {
    let agency = Agency::new().await;
    agency.imported(PEOPLE).await;
    agency
}

impl Agency {
    async fn run(&self, sql: &str) {
        self.own.connect().await.batch_execute(sql).await.unwrap();
    }

    /// Kind, subject and for whom, of each, the first first.
    async fn told(&self) -> Vec<String> {
        self.column("select n.kind || ' ' || n.subject || ' ' || u.login from ct.notification n join ct.users u on u.id = n.user_id order by n.id")
            .await
    }
}

#[tokio::test]
async fn supervisors_are_told_once_of_many_leavers() {
    let agency = agency().await;
    agency
        .run("insert into ct.users (email, login, name, organization_id, supervisor_id, created_by)
              select 'u' || n || '@x.y', 'u' || n || '@x.y', 'User ' || n, b.organization_id, b.id, gen_random_uuid()
              from generate_series(1, 1000) n, ct.users b where b.login = 'boss@example.org'")
        .await;
    agency.run("update ct.users set deactivated_at = now(), deactivation_reason = 'secret reason' where login like 'u%@x.y'").await;
    assert_eq!(agency.told().await, ["leaver Deactivated: 1000 of your team boss@example.org"]);
    let body = agency.value("select body from ct.notification").await;
    assert_eq!(body.lines().filter(|line| line.starts_with("  User ")).count(), 20);
    assert!(body.contains("and 980 more.") && !body.contains("reason"), "{body}");
    // A second time is no news, and nobody is told who is inactive.
    agency.run("update ct.users set phone = '1' where login like 'u%@x.y'").await;
    agency.run("update ct.users set deactivated_at = now(), deactivation_reason = 'x' where login in ('boss@example.org', 'ann@example.org')").await;
    assert_eq!(agency.told().await.len(), 1);
}

#[tokio::test]
async fn ends_are_told_by_the_clocks_of_who_is_told() {
    let agency = agency().await;
    agency.run("update ct.organization set time_zone = 'Europe/Warsaw'").await;
    agency.run("update ct.users set ends_at = '2030-12-31 16:00Z', ends_work = 'unassign' where login = 'ann@example.org'").await;
    let body = agency.value("select body from ct.notification").await;
    assert!(
        body.contains("  Ann (ann@example.org): 2030-12-31 17:00 (Europe/Warsaw), open work is unassigned\n"),
        "{body}"
    );
    agency.run("update ct.users set phone = '1' where login = 'ann@example.org'").await;
    agency.run("update ct.users set ends_at = null, ends_work = null where login = 'ann@example.org'").await;
    assert_eq!(
        agency.told().await,
        [
            "end-scheduled Scheduled to end: 1 of your team boss@example.org",
            "end-cancelled Does not end after all: 1 of your team boss@example.org",
        ]
    );
}

#[tokio::test]
async fn resets_unlocking_and_approval_are_told() {
    let agency = agency().await;
    agency
        .run("insert into ct.credential (user_id, salt, verifier, memory_kib, passes, lanes, must_change)
                  select id, substr(sha256('s'), 1, 16), sha256('v'), 8, 1, 1, false from ct.users where login = 'ann@example.org'")
        .await;
    agency.run("update ct.credential set expires_at = now()").await;
    assert_eq!(agency.told().await, Vec::<String>::new());
    agency.run("update ct.credential set verifier = sha256('w'), set_at = now()").await;
    agency.run("update ct.users set inactivity_locked_at = now() where login = 'ann@example.org'").await;
    agency.run("update ct.users set inactivity_locked_at = null where login = 'ann@example.org'").await;
    agency
        .imported(
            "email,name,organization,supervisor,status\ndee@example.org,Dee,CON,boss@example.org,pending\n",
        )
        .await;
    agency.run("update ct.users set pending_since = null where login = 'dee@example.org'").await;
    assert_eq!(
        agency.told().await,
        [
            "password-reset Your password was reset ann@example.org",
            "inactivity-locked Locked for inactivity: 1 of your team boss@example.org",
            "unlocked Your account was unlocked ann@example.org",
            "approval-wanted Waiting for approval: 1 of your team boss@example.org",
            "approval Your account was approved dee@example.org",
        ]
    );
}

#[tokio::test]
async fn a_sweep_that_needs_somebody_is_told_to_administrators() {
    let agency = agency().await;
    agency
        .imported("email,name,organization,workgroups,tools\nroot@example.org,Root,CON,Admin,users:write\n")
        .await;
    agency.run("insert into ct.workgroup_tool select w.id, 'users', 'write' from ct.workgroup w where w.key = 'admin' on conflict do nothing").await;
    let sweep = |outcome: &str, problems: &str| {
        format!(
            "insert into ct.sweep (id, as_of) values (gen_random_uuid(), now());
             select ct.sweep_finish(id, '{outcome}', '{{}}', '{problems}') from ct.sweep where outcome is null"
        )
    };
    agency.run(&sweep("done", "{}")).await;
    assert_eq!(agency.told().await, Vec::<String>::new());
    agency.run(&sweep("braked", "{a@b.c: has work}")).await;
    assert_eq!(
        agency.told().await,
        ["sweep The nightly sweep: braked, and somebody has to look root@example.org"]
    );
    let body = agency.value("select body from ct.notification").await;
    assert!(body.contains("  a@b.c: has work\n"), "{body}");
    assert!(body.contains(") ended at 20") && !body.contains("ended_at:"), "{body}");
    agency.run(&sweep("done", "{a@b.c: has work}")).await;
    agency.run(&sweep("failed", "{it failed}")).await;
    assert_eq!(
        agency.told().await[1..],
        [
            "sweep The nightly sweep: done, and somebody has to look root@example.org",
            "sweep The nightly sweep: failed root@example.org"
        ]
    );
}

#[tokio::test]
async fn what_a_name_has_to_tell_is_not_looked_through() {
    let agency = agency().await;
    agency
        .run(
            r"update ct.users set name = E'Ann\r\nBcc: x@y.z {email} \u202e' where login = 'ann@example.org'",
        )
        .await;
    agency.run(r#"select ct.notify(array(select id from ct.users where login in ('ann@example.org', 'cy@example.org') order by login), 'leaver',
        '{"users": ["{count}"], "count": 1, "count_at": "x"}')"#).await;
    let bodies = agency.column("select body from ct.notification order by id").await;
    assert!(bodies[0].starts_with("Hello Ann Bcc: x@y.z {email},\n"), "{bodies:?}");
    assert!(bodies[1].contains("\n  {count}\n") && !bodies[1].contains("\nand "), "{bodies:?}");
}

#[tokio::test]
async fn texts_of_ones_own_are_checked() {
    let agency = agency().await;
    let text = |content: &str| Text::parse("leaver.txt", content);
    let good = text("Subject: Gone: {count}\r\n\r\nDear {recipient},\r\n{users}\r\n").unwrap();
    let set = async |text: &Text| {
        template::set(
            &agency.database,
            &operation("notification template set"),
            "leaver",
            Some(("leaver.txt", text)),
            None,
        )
        .await
    };
    assert!(set(&good).await.unwrap());
    assert!(!set(&good).await.unwrap());
    agency.run("update ct.users set deactivated_at = now(), deactivation_reason = 'x' where login = 'ann@example.org'").await;
    assert_eq!(
        agency.value("select subject || '|' || body from ct.notification").await,
        "Gone: 1|Dear Bo Boss,\n  Ann (ann@example.org)\n"
    );
    for (content, said) in [
        ("Subject: {cout}\n\nx\n", "leaver.txt:1: a text of leaver has no name {cout}"),
        ("Subject: x\n\n\n{users\n", "leaver.txt:4: a { is not closed"),
    ] {
        assert_eq!(set(&text(content).unwrap()).await.unwrap_err().to_string(), said);
    }
    for content in ["", "Hello\n", "Subject:\n\nx\n", "Subject: x\nno\n", "Subject: x\n\n \n"] {
        assert_eq!(text(content).unwrap_err().kind(), Kind::BadInput, "{content:?}");
    }
    let history =
        "select count(*) from ct.history where noun = 'setting' and change ? 'notice leaver subject'";
    assert_eq!(agency.value(history).await, "1");
    assert!(template::reset(&agency.database, &operation("x"), "leaver").await.unwrap());
    assert!(!template::reset(&agency.database, &operation("x"), "leaver").await.unwrap());
    let error = template::reset(&agency.database, &operation("x"), "leavr").await.unwrap_err();
    assert_eq!((error.kind(), error.hints()), (Kind::NotFound, vec!["did you mean leaver?".to_owned()]));
}

#[tokio::test]
async fn they_are_read_and_marked() {
    let agency = agency().await;
    agency.run("select ct.notify(array(select id from ct.users where login <> 'cy@example.org'), 'approval', '{}')").await;
    let cy: i64 =
        agency.value("select id from ct.users where login = 'boss@example.org'").await.parse().unwrap();
    let all = agency.database.read(async |t| list(t, Whose::All, true, 10, None).await).await.unwrap();
    assert_eq!(all.len(), 3);
    let id = all[0].id;
    let marked = mark(&agency.database, &operation("notification read"), &[id]).await.unwrap();
    assert!(!marked[0].already);
    assert!(mark(&agency.database, &operation("notification read"), &[id]).await.unwrap()[0].already);
    let error = mark(&agency.database, &operation("notification read"), &[id, 999_999]).await.unwrap_err();
    assert_eq!(error.kind(), Kind::NotFound);
    assert_eq!(mark_all(&agency.database, &operation("x"), Whose::User(cy)).await.unwrap(), 1);
    assert_eq!(
        mark_all(&agency.database, &operation("x"), Whose::All).await.unwrap_err().kind(),
        Kind::Refused
    );
    let notice = agency.database.read(async |t| show(t, id).await).await.unwrap();
    assert_eq!(notice.subject, "Your account was approved");
    let own = agency.database.read(async |t| list(t, Whose::Own, false, 10, None).await).await;
    assert_eq!(own.unwrap_err().kind(), Kind::Usage);
}

fn server(smtp: &Smtp, password: &str) -> MailServer {
    let (root, password) = (smtp.root(), smtp.password(password));
    let port = smtp.port.to_string();
    let environment = Environment::with([
        ("CT_MAIL_SERVER", "localhost"),
        ("CT_MAIL_PORT", port.as_str()),
        ("CT_MAIL_FROM", "Notices <no-reply@agency.example>"),
        ("CT_MAIL_ROOT_CERTIFICATES", root.to_str().unwrap()),
        ("CT_MAIL_USER", "ct"),
        ("CT_MAIL_PASSWORD_FILE", password.to_str().unwrap()),
        ("HOME", "/nowhere"),
    ]);
    MailServer::new(MailSettings::resolve_with(&environment, "/nowhere".as_ref()).unwrap()).unwrap()
}

async fn sent(
    agency: &Agency,
    server: &MailServer,
    now: DateTime<Utc>,
) -> ct::Result<Vec<(String, Outcome, i32)>> {
    let mut all = Vec::new();
    let tell = |one: ct::notification::mail::SendResult| all.push((one.email, one.outcome, one.attempts));
    send(&agency.database, server, &FixedClock(now), Sending::default(), tell).await.map(|()| all)
}

/// Users with these local parts, each with a notice that waits.
async fn to_mail(agency: &Agency, names: &[&str]) -> DateTime<Utc> {
    agency.run("update ct.setting set value = 1 where name = 'notification_mail'").await;
    for name in names {
        agency
            .imported(&format!("email,name,organization\n{name}@example.org,\"Jürgen, {name}\",CON\n"))
            .await;
        agency.run(&format!("select ct.notify(array(select id from ct.users where email = '{name}@example.org'), 'approval', '{{}}')")).await;
    }
    agency
        .value("select to_char(now() at time zone 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"')")
        .await
        .parse::<DateTime<Utc>>()
        .unwrap()
        + TimeDelta::seconds(1)
}

#[tokio::test]
async fn what_fails_is_tried_again_and_given_up() {
    let agency = agency().await;
    let smtp = Smtp::start();
    let now = to_mail(&agency, &["fine", "later", "drop", "nobody", "gone", "goneby"]).await;
    agency.run("update ct.users set ends_at = now() where email like 'goneby%'").await;
    agency
        .run(
            "update ct.users set deactivated_at = now(), deactivation_reason = 'x' where email like 'gone@%'",
        )
        .await;
    let server = server(&smtp, "hunter2");
    assert_eq!(waiting(&agency.database, now, None).await.unwrap().len(), 4);
    let person = |name: &str, outcome, attempts| (format!("{name}@example.org"), outcome, attempts);
    assert_eq!(
        sent(&agency, &server, now).await.unwrap(),
        [
            person("fine", Outcome::Sent, 1),
            person("later", Outcome::Later, 1),
            person("drop", Outcome::Later, 1),
            person("nobody", Outcome::Later, 1),
        ]
    );
    assert_eq!(sent(&agency, &server, now).await.unwrap(), []);
    assert_eq!(
        sent(&agency, &server, now + TimeDelta::minutes(6)).await.unwrap(),
        [person("later", Outcome::Sent, 2), person("drop", Outcome::Sent, 2)]
    );
    assert_eq!(
        sent(&agency, &server, now + TimeDelta::hours(2)).await.unwrap(),
        [person("nobody", Outcome::Later, 2)]
    );
    assert_eq!(
        sent(&agency, &server, now + TimeDelta::hours(20)).await.unwrap(),
        [person("nobody", Outcome::GivenUp, 3)]
    );
    assert_eq!(sent(&agency, &server, now + TimeDelta::days(9)).await.unwrap(), []);
    let states = "select u.login || ' ' || coalesce(mail_state, '-') || ' ' || mail_error from ct.notification n join ct.users u on u.id = n.user_id where u.login like 'nobody%' or u.login like 'gone%' order by 1";
    assert_eq!(
        agency.column(states).await,
        [
            "gone@example.org - the user is not active any more",
            "goneby@example.org - the user is not active any more",
            "nobody@example.org failed permanent error (550): 5.1.1 no such user"
        ]
    );
    let mails = smtp.mails();
    assert_eq!(mails.len(), 3);
    let fine = &mails.iter().find(|mail| mail.to == "fine@example.org").unwrap().text;
    for header in [
        "Auto-Submitted: auto-generated\r\n",
        "MIME-Version: 1.0\r\n",
        "Content-Type: text/plain; charset=utf-8\r\n",
        "Message-ID: <notification.",
    ] {
        assert!(fine.contains(header), "{header} {fine}");
    }
    assert!(fine.contains("To: =?utf-8?b?"), "{fine}");
}

#[tokio::test]
async fn a_server_that_takes_nobody_costs_no_try() {
    let agency = agency().await;
    let smtp = Smtp::start();
    let now = to_mail(&agency, &["fine"]).await;
    let error = sent(&agency, &server(&smtp, "wrong"), now).await.unwrap_err();
    assert_eq!(error.kind(), Kind::TryAgain);
    assert!(error.to_string().contains("535") && !format!("{error:?}").contains("wrong\""), "{error}");
    assert_eq!(agency.value("select mail_attempts from ct.notification").await, "0");
    assert_eq!(smtp.tries(), 0);
    assert_eq!(sent(&agency, &server(&smtp, "hunter2"), now).await.unwrap().len(), 1);
}

#[tokio::test]
async fn several_senders_send_each_once() {
    let agency = agency().await;
    let smtp = Smtp::start();
    let names: Vec<String> = (0..30).map(|number| format!("p{number}")).collect();
    let now = to_mail(&agency, &names.iter().map(String::as_str).collect::<Vec<_>>()).await;
    let servers = [server(&smtp, "hunter2"), server(&smtp, "hunter2"), server(&smtp, "hunter2")];
    let (one, two, three) = tokio::join!(
        sent(&agency, &servers[0], now),
        sent(&agency, &servers[1], now),
        sent(&agency, &servers[2], now)
    );
    assert_eq!(one.unwrap().len() + two.unwrap().len() + three.unwrap().len(), 30);
    let mut to: Vec<_> = smtp.mails().into_iter().map(|mail| mail.to).collect();
    to.sort();
    to.dedup();
    assert_eq!((to.len(), smtp.mails().len()), (30, 30));
}
