//! Who has not been there for long.

use chrono::{DateTime, Utc};
use ct::db::Transaction;
use ct::report::inactive::{HEADINGS, inactive};
use futures_util::TryStreamExt;

use crate::agency::Agency;

const PEOPLE: &str = "email,name,organization,supervisor,case_manager\n\
    ann@example.org,Ann,CON,,yes\nbob@example.org,Bob,CON,ann@example.org,yes\ncy@example.org,Cy,ACM,,\n\
    dee@example.org,Dee,CON,,\neli@example.org,Eli,CON,,\nfay@example.org,Fay,CON,,\n";

/// All were created in January. Ann logged in in April, Bob never did, Cy was unlocked in May, Dee is inactive, Eli was
/// there in December, and warned before; Fay was warned since.
const TIMES: &str = "
    alter table ct.users disable trigger user;
    update ct.users set created_at = '2026-01-01 12:00Z';
    update ct.users set aging_since = '2026-05-01 12:00Z', inactivity_exempt = true where login = 'cy@example.org';
    update ct.users set deactivated_at = '2026-02-01 12:00Z', deactivation_reason = 'left' where login = 'dee@example.org';
    update ct.users set inactivity_warned_at = '2026-06-01 00:00Z' where login in ('eli@example.org', 'fay@example.org');
    update ct.users set inactivity_locked_at = '2026-07-01 00:00Z' where login = 'fay@example.org';
    alter table ct.users enable trigger user;
    insert into ct.login_state (user_id, last_login_at) select id, case login when 'ann@example.org' then timestamptz '2026-04-01 12:00Z' else '2026-12-01 12:00Z' end
        from ct.users where login in ('ann@example.org', 'eli@example.org');
    insert into ct.client (external_id, key, name, organization_id, created_by)
        select 'C1', 'c1', 'Client', id, gen_random_uuid() from ct.organization where code = 'CON';
    insert into ct.case_assignment (client_id, user_id, organization_id, begin_date, created_by)
        select c.id, u.id, c.organization_id, '2026-01-01', gen_random_uuid() from ct.client c, ct.users u where u.login = 'bob@example.org';
    insert into ct.task (uid, key, title, status, completed_at, user_id, organization_id, created_by)
        select t, t, t, case t when 'done' then 'completed' else 'waiting' end, case t when 'done' then now() end, u.id, u.organization_id, gen_random_uuid()
        from ct.users u, unnest(array['done', 'open', 'more']) t where u.login = 'bob@example.org'";

async fn told(agency: &Agency, now: &str, days: i32, organization: Option<i64>) -> Vec<String> {
    let now: DateTime<Utc> = now.parse().unwrap();
    let read = async |transaction: &Transaction<'_>| {
        inactive(transaction, now, days, organization, None).await?.try_collect::<Vec<_>>().await
    };
    let records = agency.database.read(read).await.unwrap();
    let columns = [
        "email",
        "days",
        "status",
        "last_login_at",
        "last_activity_at",
        "organization",
        "supervisor",
        "cases",
        "tasks",
        "exempt",
        "warned_at",
    ];
    let place = |name: &str| HEADINGS.iter().position(|heading| heading.name == name).unwrap();
    let line = |record: &ct::record::Record| {
        let cells = columns.iter().map(|name| record.values[place(name)].as_text().into_owned());
        cells.collect::<Vec<_>>().join("|")
    };
    records.iter().map(line).collect()
}

#[tokio::test]
async fn days_are_counted_from_the_latest_of_all_that_counts() {
    let agency = Agency::new().await;
    agency.imported(PEOPLE).await;
    agency.own.connect().await.batch_execute(TIMES).await.unwrap();
    let now = "2026-12-10T12:00:00Z";
    let bob = "bob@example.org|343|active||2026-01-01T12:00:00Z|CON|ann@example.org|1|2|false|";
    let fay =
        "fay@example.org|343|locked for inactivity||2026-01-01T12:00:00Z|CON||0|0|false|2026-06-01T00:00:00Z";
    let ann = "ann@example.org|253|active|2026-04-01T12:00:00Z|2026-04-01T12:00:00Z|CON||0|0|false|";
    let cy = "cy@example.org|223|active||2026-05-01T12:00:00Z|ACM||0|0|true|";
    // Of whom was warned and has been there since nothing is told.
    let eli = "eli@example.org|9|active|2026-12-01T12:00:00Z|2026-12-01T12:00:00Z|CON||0|0|false|";
    assert_eq!(told(&agency, now, 1, None).await, [bob, fay, ann, cy, eli]);
    assert_eq!(told(&agency, now, 223, None).await, [bob, fay, ann, cy]);
    assert_eq!(told(&agency, now, 224, None).await, [bob, fay, ann]);
    // To the second.
    assert_eq!(told(&agency, "2026-12-10T11:59:59Z", 253, None).await.len(), 2);
    let acm = agency.value("select id::text from ct.organization where code = 'ACM'").await;
    assert_eq!(told(&agency, now, 1, Some(acm.parse().unwrap())).await, [cy]);
    assert_eq!(told(&agency, now, 344, None).await, Vec::<String>::new());
}
