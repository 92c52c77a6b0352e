//! Sweeps that meet another one, or whoever changes something meanwhile.

use std::cell::RefCell;

use ct::sweep::{Counts, Reached, Step, Sweep, Swept, Unwatched, Watch, sweep};
use ct::{Kind, Result};

use crate::agency::Agency;
use crate::sweep::{DAYS, after, agency, execute, steps, swept};

/// Does something when a point is reached.
struct When<'a> {
    at: Reached,
    told: RefCell<u32>,
    doing: &'a dyn Fn(),
}

impl Watch for When<'_> {
    fn reached(&self, reached: Reached, _: &Counts) {
        if reached == self.at && self.told.replace_with(|told| *told + 1) == 0 {
            (self.doing)();
        }
    }
}

async fn watched(agency: &Agency, request: &Sweep, at: Reached, doing: &dyn Fn()) -> Result<Swept> {
    sweep(&agency.database, request, &When { at, told: RefCell::default(), doing }).await
}

/// Something on a connection of its own, where a watch cannot wait.
pub(crate) fn elsewhere(url: &str, sql: &str) {
    std::thread::scope(|scope| {
        scope.spawn(|| {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
            runtime
                .block_on(async { crate::support::connect_to(url).await.batch_execute(sql).await.unwrap() });
        });
    });
}

#[tokio::test]
async fn one_at_a_time() {
    let agency = agency(DAYS).await;
    let lease = "insert into ct.lease (name, holder, system_user_name, host, process_id, taken_at, expires_at)
        values ('sweep', gen_random_uuid(), 'cron', 'srv7 elsewhere', 4711, now(), now() + interval '5 minutes')";
    execute(&agency, lease).await;
    let error = sweep(&agency.database, &after(100), &Unwatched).await.unwrap_err();
    assert_eq!(error.kind(), Kind::TryAgain);
    assert!(
        error.to_string().starts_with("another sweep is at work: on srv7 by cron, process 4711, since 2"),
        "{error}"
    );
    execute(&agency, "update ct.lease set expires_at = now() - interval '1 second'").await;
    assert_eq!(steps(&swept(&agency, &after(100)).await), [5, 0, 0]);
    assert_eq!(agency.value("select count(*) from ct.lease").await, "0");
}

#[tokio::test]
async fn a_second_one_does_not_begin_while_the_first_is_at_work() {
    let agency = agency(DAYS).await;
    let url = agency.own.url();
    let told = RefCell::new(String::new());
    let second = || {
        let said = std::thread::scope(|scope| {
            scope
                .spawn(|| {
                    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
                    runtime.block_on(async {
                        let database = crate::support::database_at(&url, "ct").await;
                        sweep(&database, &after(100), &Unwatched).await.unwrap_err().to_string()
                    })
                })
                .join()
                .unwrap()
        });
        told.replace(said);
    };
    let first = watched(&agency, &after(100), Reached::Written(Step::Warn), &second).await.unwrap();
    assert_eq!(steps(&first), [5, 0, 0]);
    assert!(told.take().starts_with("another sweep is at work"));
    assert_eq!(agency.value("select string_agg(outcome, ',') from ct.sweep").await, "done");
}

/// What had begun stands, and nothing more is written.
#[tokio::test]
async fn a_lost_lease_stops_the_work() {
    let agency = agency(DAYS).await;
    let url = agency.own.url();
    let steal = || elsewhere(&url, "update ct.lease set holder = gen_random_uuid()");
    let error = watched(&agency, &after(100), Reached::Committed(Step::Warn), &steal).await.unwrap_err();
    assert_eq!(error.kind(), Kind::TryAgain);
    assert!(error.to_string().contains("has taken over the lease"), "{error}");
    assert_eq!(
        agency.value("select count(*) from ct.users where inactivity_warned_at is not null").await,
        "2"
    );
    execute(&agency, "delete from ct.lease").await;
    assert_eq!(steps(&swept(&agency, &after(100)).await), [3, 0, 0]);
}

/// Somebody logs in, is exempted or leaves between the plan and the writing.
#[tokio::test]
async fn everything_is_looked_at_again() {
    let agency = agency(DAYS).await;
    swept(&agency, &after(100)).await;
    let url = agency.own.url();
    let meanwhile = || {
        elsewhere(
            &url,
            "insert into ct.login_state (user_id, last_login_at) select id, now() + interval '130 days' from ct.users where login like 'ann%';
             update ct.users set inactivity_exempt = true where login like 'bob%';
             update ct.users set deactivated_at = now(), deactivation_reason = 'left' where login like 'cy%'",
        );
    };
    let night = watched(&agency, &after(131), Reached::Planned, &meanwhile).await.unwrap();
    assert_eq!(steps(&night), [0, 1, 0]);
    assert_eq!(
        agency.column("select login from ct.users where inactivity_locked_at is not null").await,
        ["boss@example.org"]
    );
}
