//! The last administrator stays, on every way; and nobody takes their own rights away (REQUIREMENTS U12).

use ct::batch::{Undo, undo};
use ct::noun::stage::Strictness;
use ct::place::{SetActive, set_active};
use ct::user::USER;
use ct::workgroup::WORKGROUP;
use ct::{Kind, NOUNS, Result};

use crate::agency::{Agency, Import, counts, operation, refusal};
use crate::concurrency::{held, until_waiting};
use crate::sessions::{execute, log_in};
use crate::support::told;

/// Ann and Bob are administrators, by the workgroups Admin and Other; Cas is nobody in particular.
async fn agency() -> Agency {
    let agency = Agency::new().await;
    Import::of(&WORKGROUP).text(&agency.database, "code,name\nOther,Other\n").await.unwrap();
    let opens = "insert into ct.workgroup_tool select id, 'users', 'write' from ct.workgroup where key in ('admin', 'other')";
    execute(&agency, opens).await;
    let people = "email,name,organization,workgroups,tools\n\
                  ann@example.org,Ann,CON,Admin,users:write\n\
                  bob@example.org,Bob,CON,Other,users:write;cases:read\n\
                  cas@example.org,Cas,CON,Basic,cases:read\n";
    agency.imported(people).await;
    agency
}

/// Ann alone.
async fn last() -> Agency {
    let agency = agency().await;
    agency.imported("email,tools\nbob@example.org,cases:read\n").await;
    agency
}

const LAST: &str = "ann@example.org is the last administrator, and one has to be left";

async fn administrators(agency: &Agency) -> String {
    let sql =
        "select string_agg(email, ' ' order by u.id) from ct.users u join ct.user_administrator using (id)";
    agency.value(sql).await
}

fn is_refused<T: std::fmt::Debug>(result: Result<T>) {
    let error = result.expect_err("the last administrator stays");
    assert_eq!((error.kind(), error.to_string().as_str()), (Kind::Refused, LAST));
    assert!(error.hints().concat().contains("users:write"), "{:?}", error.hints());
}

async fn closed(agency: &Agency, workgroup: &str) -> Result<bool> {
    let id = agency.find(&WORKGROUP, workgroup).await?.id;
    let request = SetActive { noun: &WORKGROUP, id, label: workgroup.to_owned(), active: false };
    set_active(&agency.database, &operation("workgroup deactivate"), &request).await
}

fn undoing(batch: i64) -> Undo {
    Undo { nouns: &NOUNS, batch, operation: operation("batch undo"), wait: true, dry_run: false }
}

#[tokio::test]
async fn the_last_one_stays_on_every_way_of_ct() {
    let agency = last().await;
    let before = agency.content().await;
    let ann = Some("ann@example.org");
    is_refused(agency.one(&USER, ann, &[("tools", "")]).await);
    is_refused(agency.one(&USER, ann, &[("tools", "users:read;cases:write")]).await);
    is_refused(agency.one(&USER, ann, &[("workgroups", "Basic")]).await);
    is_refused(agency.import("email,tools\ncas@example.org,cases:write\nann@example.org,NULL\n").await);
    is_refused(agency.import("email,workgroups\ncas@example.org,Admin\nann@example.org,Basic\n").await);
    let partial = Import { strictness: Strictness::Partial(None), ..Import::of(&USER) };
    is_refused(partial.text(&agency.database, "email,tools\nann@example.org,cases:read\n").await);
    assert_eq!(administrators(&agency).await, "ann@example.org");
    assert_eq!(agency.content_but_batches().await["user_tool"], before["user_tool"]);
}

#[tokio::test]
async fn the_last_one_stays_when_a_workgroup_or_a_batch_goes() {
    let agency = Agency::new().await;
    let made = "email,name,organization,workgroups,tools\nann@example.org,Ann,CON,Admin,users:write\n";
    let batch = agency.import(made).await.unwrap().batch.unwrap();
    execute(
        &agency,
        "insert into ct.workgroup_tool select id, 'users', 'write' from ct.workgroup where key = 'admin'",
    )
    .await;
    is_refused(undo(&agency.database, undoing(batch)).await);
    let error = closed(&agency, "Admin").await.expect_err("somebody belongs to it");
    assert_eq!(error.kind(), Kind::Refused);
    assert_eq!(administrators(&agency).await, "ann@example.org");
    // One follows another in one batch, and in its undoing, and in the undoing of that.
    let turn = "email,name,organization,workgroups,tools\nann@example.org,Ann,CON,Admin,users:read\nbob@example.org,Bob,CON,Admin,users:write\n";
    let outcome = agency.import(turn).await.unwrap();
    assert_eq!((counts(&outcome), administrators(&agency).await.as_str()), ((1, 1, 0), "bob@example.org"));
    let undone = undo(&agency.database, undoing(outcome.batch.unwrap())).await.unwrap();
    assert_eq!((undone.undone, administrators(&agency).await.as_str()), (2, "ann@example.org"));
    let again = undo(&agency.database, undoing(undone.batch.unwrap())).await.unwrap();
    assert_eq!((again.undone, administrators(&agency).await.as_str()), (2, "bob@example.org"));
}

/// What the owner does with `psql`.
#[tokio::test]
async fn the_last_one_stays_in_direct_sql() {
    let agency = last().await;
    let before = agency.content().await;
    let client = agency.own.connect().await;
    for (sql, said) in [
        ("update ct.users set deactivated_at = now()", LAST),
        ("update ct.users set deactivated_at = now() where login = 'ann@example.org'", LAST),
        ("update ct.users set pending_since = now()", LAST),
        ("update ct.users set kind = 'client'", LAST),
        ("delete from ct.user_tool", LAST),
        ("delete from ct.user_workgroup", LAST),
        ("delete from ct.workgroup_tool", LAST),
        ("update ct.workgroup_tool set level = 'read'", "take it away and give it anew"),
        ("update ct.workgroup_tool set tool = 'cases'", "take it away and give it anew"),
        ("update ct.workgroup set deactivated_at = now() where key = 'admin'", LAST),
        ("truncate ct.user_tool", "take it from each user"),
        ("truncate ct.workgroup_tool", "take it from each workgroup"),
        ("update ct.user_tool set level = 'read'", "take it away and give it anew"),
        // In one transaction, however it is divided.
        (
            "update ct.users set deactivated_at = now() where login <> 'ann@example.org'; delete from ct.user_tool where tool = 'users'",
            LAST,
        ),
    ] {
        let error = client.batch_execute(sql).await.expect_err(sql);
        assert!(told(&error).contains(said), "{sql}: {}", told(&error));
    }
    assert_eq!(agency.content().await, before);
    // What does not make the last one may go.
    let rest = "delete from ct.user_tool where tool = 'cases'; update ct.workgroup set deactivated_at = now() where key <> 'admin'; \
                update ct.users set deactivated_at = now() where login <> 'ann@example.org'; update ct.users set phone = '1'";
    client.batch_execute(rest).await.unwrap();
    assert_eq!(administrators(&agency).await, "ann@example.org");
}

#[tokio::test]
async fn the_last_but_one_may_go() {
    for sql in [
        "update ct.users set deactivated_at = now() where login = 'bob@example.org'",
        "update ct.users set pending_since = now() where login = 'bob@example.org'",
        "delete from ct.user_tool where user_id = (select id from ct.users where login = 'bob@example.org')",
        "delete from ct.user_workgroup where user_id = (select id from ct.users where login = 'bob@example.org')",
        "delete from ct.workgroup_tool where workgroup_id = (select id from ct.workgroup where key = 'other')",
        "update ct.workgroup set deactivated_at = now() where key = 'other'",
    ] {
        let agency = agency().await;
        execute(&agency, sql).await;
        assert_eq!(administrators(&agency).await, "ann@example.org", "{sql}");
        is_refused(agency.one(&USER, Some("ann@example.org"), &[("tools", "")]).await);
    }
}

#[tokio::test]
async fn whoever_is_one_before_and_after_is_one_between() {
    let agency = last().await;
    let ann = Some("ann@example.org");
    for cells in [
        [("tools", "users:write;cases:write"), ("workgroups", "Admin")],
        [("tools", "users:write"), ("workgroups", "Other")],
        [("tools", "cases:read;users:write"), ("workgroups", "Basic;Admin")],
    ] {
        assert_eq!(counts(&agency.one(&USER, ann, &cells).await.unwrap()), (0, 1, 0), "{cells:?}");
        assert_eq!(administrators(&agency).await, "ann@example.org");
    }
    // One who reads users becomes one who writes, in the file in which the other one goes.
    agency.imported("email,tools,workgroups\ncas@example.org,users:read,Admin\n").await;
    agency.imported("email,tools\nann@example.org,users:read\ncas@example.org,users:write\n").await;
    assert_eq!(administrators(&agency).await, "cas@example.org");
    let change = "select change->>'tools' from ct.history where change ? 'tools' order by id desc limit 1";
    assert_eq!(agency.value(change).await, r#"[[], ["users:read"]]"#);
}

#[tokio::test]
async fn where_none_ever_was_nobody_is_hindered() {
    let agency = Agency::new().await;
    agency.imported("email,name,organization,workgroups,tools\na@example.org,A,CON,Admin,users:write\nb@example.org,B,CON,Basic,\n").await;
    let sql =
        "delete from ct.user_workgroup; delete from ct.user_tool; update ct.users set deactivated_at = now()";
    execute(&agency, sql).await;
    assert_eq!(agency.value("select count(*) from ct.users where deactivated_at is null").await, "0");
}

/// Two who each take one of the last two, on all pairs of ways: one goes, and the other one is refused.
#[tokio::test]
async fn of_two_who_take_the_last_two_one_is_refused() {
    let takes = |who: &str, workgroup: &str| {
        let whose = format!("(select id from ct.users where login = '{who}@example.org')");
        let of = format!("(select id from ct.workgroup where key = '{workgroup}')");
        [
            format!("update ct.users set deactivated_at = now() where id = {whose}"),
            format!("delete from ct.user_tool where user_id = {whose}"),
            format!("delete from ct.user_workgroup where user_id = {whose}"),
            format!("delete from ct.workgroup_tool where workgroup_id = {of}"),
            format!("update ct.workgroup set deactivated_at = now() where id = {of}"),
        ]
    };
    let agency = agency().await;
    let (one, two) = (agency.own.connect().await, agency.own.connect().await);
    for first in takes("bob", "other") {
        for second in takes("ann", "admin") {
            one.batch_execute(&format!("begin; {first}")).await.unwrap();
            let meets = two.batch_execute(&second);
            let release = async {
                until_waiting(&agency, 1).await;
                one.batch_execute("commit").await.unwrap();
            };
            let (met, ()) = tokio::join!(meets, release);
            let error = met.expect_err(&second);
            assert!(told(&error).contains(LAST), "{first}; {second}: {}", told(&error));
            give_back(&agency).await;
        }
    }
}

async fn give_back(agency: &Agency) {
    let sql = "update ct.users set deactivated_at = null; update ct.workgroup set deactivated_at = null;
        insert into ct.user_tool select id, 'users', 'write' from ct.users where login in ('ann@example.org', 'bob@example.org') on conflict do nothing;
        insert into ct.user_workgroup select u.id, w.id from ct.users u join ct.workgroup w
            on (u.login, w.key) in (('ann@example.org', 'admin'), ('bob@example.org', 'other')) on conflict do nothing;
        insert into ct.workgroup_tool select id, 'users', 'write' from ct.workgroup where key in ('admin', 'other') on conflict do nothing";
    execute(agency, sql).await;
    assert_eq!(administrators(agency).await, "ann@example.org bob@example.org");
}

/// Whoever gives rights to one, and takes those of another in return, cannot miss that the first loses them meanwhile.
#[tokio::test]
async fn who_is_made_one_and_unmade_at_once_is_no_successor() {
    let agency = last().await;
    let (one, two) = (agency.own.connect().await, agency.own.connect().await);
    let give = "begin; insert into ct.user_tool select id, 'users', 'write' from ct.users where login = 'bob@example.org'; \
                delete from ct.user_tool where tool = 'users' and user_id = (select id from ct.users where login = 'ann@example.org')";
    one.batch_execute(give).await.unwrap();
    let meets = two.batch_execute("update ct.workgroup set deactivated_at = now() where key = 'other'");
    let release = async {
        until_waiting(&agency, 1).await;
        one.batch_execute("commit").await.unwrap();
    };
    let (met, ()) = tokio::join!(meets, release);
    assert!(told(&met.unwrap_err()).contains("bob@example.org is the last administrator"));
}

#[tokio::test]
async fn of_two_imports_that_take_the_last_two_one_is_refused() {
    let agency = agency().await;
    let holder = held(&agency).await;
    let other = agency.own.database().await;
    let one = Import::of(&USER).text(&agency.database, "email,tools\nann@example.org,users:read\n");
    let two = Import::of(&USER).text(&other, "email,tools\nbob@example.org,users:read\n");
    let release = async {
        until_waiting(&agency, 2).await;
        holder.batch_execute("commit").await.unwrap();
    };
    let (one, two, ()) = tokio::join!(one, two, release);
    assert!(one.is_ok() != two.is_ok(), "{one:?} {two:?}");
    let refused = if one.is_err() { one } else { two };
    assert!(refusal(refused).contains("is the last administrator"));
}

/// With a session, also where it is presented by the owner, whom nothing else holds up.
#[tokio::test]
async fn nobody_takes_their_own_rights() {
    let agency = crate::sessions::agency().await;
    let token = log_in(&agency.database, "ann@example.org", crate::sessions::RIGHT).await.unwrap().token;
    let client = agency.own.connect().await;
    let own = "(select id from ct.users where login = 'ann@example.org')";
    for (sql, said) in [
        (
            format!("update ct.users set deactivated_at = now() where id = {own}"),
            "nobody deactivates themselves",
        ),
        (
            format!("update ct.users set pending_since = now() where id = {own}"),
            "nobody deactivates themselves",
        ),
        ("update ct.users set deactivated_at = now()".to_owned(), "nobody deactivates themselves"),
        (
            format!("delete from ct.user_tool where user_id = {own} and tool = 'passwords'"),
            "nobody takes tool access",
        ),
        (
            format!("delete from ct.user_workgroup where user_id = {own} and workgroup_id <> 0"),
            "nobody takes a workgroup",
        ),
        (format!("delete from ct.user_organization where user_id = {own}"), "nobody takes an organization"),
        ("delete from ct.workgroup_tool where tool = 'users'".to_owned(), "nobody makes an end"),
        (
            "update ct.workgroup set deactivated_at = now() where key = 'admin'".to_owned(),
            "nobody makes an end",
        ),
    ] {
        client.batch_execute("begin").await.unwrap();
        client.query("select ct.session_present($1, false)", &[&token.reveal()]).await.unwrap();
        let error = client.batch_execute(&sql).await.expect_err(&sql);
        assert!(told(&error).contains(said), "{sql}: {}", told(&error));
        client.batch_execute("rollback").await.unwrap();
    }
}
