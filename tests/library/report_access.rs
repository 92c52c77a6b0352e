//! Access review: what is told of every user.

use ct::db::Transaction;
use ct::report::access::{Filter, HEADINGS, STATUSES, access};
use futures_util::TryStreamExt;

use crate::agency::Agency;

const PEOPLE: &str = "email,name,organization,organizations,workgroups,tools,supervisor,status\n\
    zoe@example.org,Zoe,CON,ACM,Basic;Admin,users:write;cases:read,,\n\
    ann@example.org,Ann,CON,,Admin,users:write,zoe@example.org,\n\
    bob@example.org,Bob,ACM,,Basic,reports:read,ann@example.org,\n\
    cy@example.org,Cy,ACM,,,,,pending\n\
    dee@example.org,Dee,CON,,,,bob@example.org,\n\
    eli@example.org,Eli,CON,,,,,\n\
    fay@example.org,Fay,CON,,,,,\n\
    gus@example.org,Gus,CON,,,,,\n\
    hal@example.org,Hal,CON,,,,,\n";

/// Each in a status of their own: Bob is inactive, Cy waits, Dee's end is scheduled, Eli's has come, Fay is locked for
/// inactivity, Gus by failures, and Hal's password has expired.
const STATES: &str = "
    insert into ct.workgroup_tool select id, 'users', 'write' from ct.workgroup where code = 'Admin';
    begin; select ct.begin_operation('00000000-0000-0000-0000-00000000000b', 'user deactivate', 'why', 'maria');
    update ct.users set deactivated_at = '2026-03-01 12:00Z', deactivated_by = ct.current_operation(), deactivation_reason = 'has left' where login = 'bob@example.org';
    update ct.users set ends_at = '2099-12-31 17:00Z', ends_by = ct.current_operation(), ends_reason = 'contract' where login = 'dee@example.org';
    update ct.users set ends_at = '2026-02-01 17:00Z', ends_by = ct.current_operation(), ends_reason = 'retired' where login = 'eli@example.org';
    update ct.users set inactivity_locked_at = '2026-04-01 00:00Z' where login = 'fay@example.org'; commit;
    insert into ct.login_attempt (user_id, verifier, succeeded, settled_at) select id, sha256('x'), false, clock_timestamp() from ct.users, generate_series(1, 5) where login = 'gus@example.org';
    insert into ct.credential (user_id, salt, verifier, memory_kib, passes, lanes, must_change, expires_at)
        select id, substr(sha256('s'), 1, 16), sha256('v'), 8, 1, 1, login = 'zoe@example.org', case login when 'hal@example.org' then timestamptz '2026-05-01 00:00Z' end
        from ct.users where login in ('hal@example.org', 'zoe@example.org', 'ann@example.org');
    insert into ct.login_state (user_id, last_login_at) select id, '2026-06-01 08:00Z' from ct.users where login = 'zoe@example.org';
    update ct.user_organization set may_edit = false where organization_id = (select id from ct.organization where code = 'ACM')
        and user_id = (select id from ct.users where login = 'zoe@example.org')";

async fn agency() -> Agency {
    let agency = Agency::new().await;
    agency.imported(PEOPLE).await;
    agency.own.connect().await.batch_execute(STATES).await.unwrap();
    agency
}

/// These columns of each user.
async fn told(agency: &Agency, filter: &Filter, columns: &[&str]) -> Vec<String> {
    let read = async |transaction: &Transaction<'_>| {
        access(transaction, filter).await?.try_collect::<Vec<_>>().await
    };
    let records = agency.database.read(read).await.unwrap();
    let place = |name: &&str| HEADINGS.iter().position(|heading| heading.name == *name).unwrap();
    let line = |record: &ct::record::Record| {
        let cells = columns.iter().map(|name| record.values[place(name)].as_text().into_owned());
        cells.collect::<Vec<_>>().join("|")
    };
    records.iter().map(line).collect()
}

#[tokio::test]
async fn every_user_has_one_status_and_inactive_ones_are_there() {
    let agency = agency().await;
    let columns = ["email", "status", "status_since", "status_reason", "status_by", "ends_at"];
    let all = told(&agency, &Filter::default(), &columns).await;
    let gus = all.iter().find(|line| line.starts_with("gus@")).unwrap();
    assert!(gus.starts_with("gus@example.org|locked||failed logins, until "), "{gus}");
    let cy = all.iter().find(|line| line.starts_with("cy@")).unwrap();
    assert!(cy.starts_with("cy@example.org|pending|2"), "{cy}");
    let others: Vec<_> =
        all.iter().filter(|line| !line.starts_with("gus@") && !line.starts_with("cy@")).collect();
    assert_eq!(
        others,
        [
            "ann@example.org|active||||",
            "bob@example.org|inactive|2026-03-01T12:00:00Z|has left|maria (ct_owner)|",
            "dee@example.org|ends||contract|maria (ct_owner)|2099-12-31T17:00:00Z",
            // The end has come, whether or not a job has run.
            "eli@example.org|inactive|2026-02-01T17:00:00Z|retired|maria (ct_owner)|2026-02-01T17:00:00Z",
            "fay@example.org|locked for inactivity|2026-04-01T00:00:00Z|||",
            "hal@example.org|password expired|2026-05-01T00:00:00Z|||",
            "zoe@example.org|active||||",
        ]
    );
    for status in STATUSES {
        let filter = Filter { status: Some(status.to_owned()), ..Filter::default() };
        let named = told(&agency, &filter, &["status"]).await;
        assert!(!named.is_empty() && named.iter().all(|told| told == status), "{status}: {named:?}");
    }
}

#[tokio::test]
async fn what_users_may_do_is_told() {
    let agency = agency().await;
    let columns = [
        "email",
        "organization",
        "organizations",
        "workgroups",
        "tools",
        "administrator",
        "elevated",
        "supervisor",
        "supervisor_status",
        "last_login_at",
        "password_state",
    ];
    let all = told(&agency, &Filter::default(), &columns).await;
    assert_eq!(
        [&all[0], &all[1], &all[3], &all[8]],
        [
            "ann@example.org|CON|CON|Admin|users:write|true|users:write|zoe@example.org|active||set",
            "bob@example.org|ACM|ACM|Basic|reports:read|false||ann@example.org|active||none",
            "dee@example.org|CON|CON|||false||bob@example.org|inactive||none",
            "zoe@example.org|CON|ACM (login, read only);CON|Admin;Basic|cases:read;users:write|true|users:write|||2026-06-01T08:00:00Z|temporary",
        ]
    );
}

#[tokio::test]
async fn filters_leave_out_the_others() {
    let agency = agency().await;
    let id = async |sql: &str| -> Option<i64> { Some(agency.value(sql).await.parse().unwrap()) };
    let acm = id("select id::text from ct.organization where code = 'ACM'").await;
    let basic = id("select id::text from ct.workgroup where code = 'Basic'").await;
    let zoe = id("select id::text from ct.users where login = 'zoe@example.org'").await;
    let tool = |level: &str| Some(("cases".to_owned(), level.to_owned()));
    for (filter, expected) in [
        (Filter { organization: acm, ..Filter::default() }, vec!["bob@example.org", "cy@example.org"]),
        (Filter { workgroup: basic, ..Filter::default() }, vec!["bob@example.org", "zoe@example.org"]),
        (Filter { supervisor: zoe, ..Filter::default() }, vec!["ann@example.org"]),
        (Filter { tool: tool("read"), ..Filter::default() }, vec!["zoe@example.org"]),
        (Filter { tool: tool("write"), ..Filter::default() }, vec![]),
        // To write includes to read.
        (
            Filter { tool: Some(("users".to_owned(), "read".to_owned())), ..Filter::default() },
            vec!["ann@example.org", "zoe@example.org"],
        ),
        (
            Filter {
                workgroup: basic,
                organization: acm,
                status: Some("inactive".to_owned()),
                ..Filter::default()
            },
            vec!["bob@example.org"],
        ),
    ] {
        assert_eq!(told(&agency, &filter, &["email"]).await, expected, "{filter:?}");
    }
}
