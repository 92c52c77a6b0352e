//! The nightly sweep is killed, by `kill -9` of its process or of the server: each user is wholly as before or wholly as after, and
//! the next sweep completes it at once.

use std::cell::Cell;
use std::process::{Command, Stdio};
use std::thread::JoinHandle;
use std::time::Duration;

use ct::brake::Brake;
use ct::clock::{Clock, SystemClock};
use ct::db::Operation;
use ct::db::settings::DEFAULT_SCHEMA;
use ct::environment::Environment;
use ct::sweep::{Counts, Part, Reached, Step, Sweep, Unwatched, Watch, list_past, sweep};
use ct::{Kind, Result};
use rand::rngs::StdRng;
use rand::{RngExt, SeedableRng};
use rustix::process::{Signal, getpid, kill_process};
use uuid::Uuid;

use crate::own::{Own, kill, processes, restart};
use crate::support::{TestDatabase, connect_to, database_at};

const TOLD: &str = "CT_TEST_SWEEP_KILLED";

/// How many there are of each: whose end is due, who is to be locked, who is to be deactivated. The first and the last have a
/// client each; the work of the first goes to the boss.
const EACH: i64 = 300;

const SETUP: &str = "
    update ct.setting set value = case name when 'inactivity_lock_days' then 90 else 120 end
        where name in ('inactivity_lock_days', 'inactivity_deactivate_days');
    insert into ct.organization (id, code, key, name, created_by) values (1001, 'SWEEP', 'sweep', 'Sweep', gen_random_uuid());
    insert into ct.users (id, email, login, name, organization_id, case_manager, created_at, created_by, inactivity_exempt, inactivity_locked_at)
        select n, 's' || n || '@example.org', 's' || n || '@example.org', 'S', 1001, true, now() - interval '200 days', gen_random_uuid(), n = 10000,
            case when n > 600 and n <= 900 then now() - interval '100 days' end
        from (select generate_series(1, 900) n union all select 10000) n;
    insert into ct.user_organization (user_id, organization_id) select id, 1001 from ct.users where organization_id = 1001;
    insert into ct.client (id, external_id, key, name, organization_id, created_by)
        select n, 'C' || n, 'c' || n, 'Client', 1001, gen_random_uuid() from generate_series(1, 900) n where n <= 300 or n > 600;
    insert into ct.case_assignment (client_id, user_id, organization_id, begin_date, created_by)
        select id, id, 1001, '2026-01-01', gen_random_uuid() from ct.client where organization_id = 1001;
    update ct.users set ends_at = now() - interval '1 hour', ends_by = gen_random_uuid(), ends_reason = 'contract ends', ends_work = 'transfer',
        ends_transfer_to_id = 10000 where id <= 300;
    analyze";

async fn setup(url: &str) {
    connect_to(url).await.batch_execute(SETUP).await.unwrap();
}

fn request() -> Sweep {
    Sweep {
        run: Uuid::now_v7(),
        as_of: SystemClock.now(),
        parts: Part::ALL.to_vec(),
        organization: None,
        brake: Brake::Share(10_000),
        operation: Operation {
            id: Uuid::now_v7(),
            command: "sweep".to_owned(),
            reason: None,
            system_user: None,
        },
        at_once: 50,
        dry_run: false,
    }
}

/// How many have been dealt with of each, where every user is wholly as before or as after.
async fn dealt_with(url: &str, moment: &str) -> [i64; 3] {
    let client = connect_to(url).await;
    let wrong = "select count(*) from ct.users u left join ct.case_assignment a on a.client_id = u.id and a.withdrawn_at is null and a.until >= ct.today()
        where u.organization_id = 1001 and u.id <> 10000 and not case
            when u.id <= 300 and u.deactivated_at is null then u.ends_at is not null and a.user_id = u.id
            when u.id <= 300 then u.ends_at is null and a.user_id = 10000 and u.deactivation_reason = 'contract ends'
            when u.id <= 600 then u.deactivated_at is null
            else a.user_id = u.id and u.inactivity_locked_at is not null end";
    let wrong: i64 = client.query_one(wrong, &[]).await.unwrap().get(0);
    assert_eq!(wrong, 0, "{moment}: some are neither as before nor as after");
    // What happened to somebody happened once, and history tells it.
    let sql = "select count(*), count(distinct row_id), (select count(*) from ct.users where organization_id = 1001 and deactivated_at is not null
            or id between 301 and 600 and inactivity_locked_at is not null)
        from ct.history where noun = 'user' and (change ? 'deactivated_at' or change ? 'inactivity_locked_at')";
    let row = client.query_one(sql, &[]).await.unwrap();
    let [told, of, done] = [0, 1, 2].map(|index| row.get::<_, i64>(index));
    assert_eq!((told, of), (done, done), "{moment}");
    let sql = "select count(*) filter (where id <= 300 and deactivated_at is not null),
        count(*) filter (where id between 301 and 600 and inactivity_locked_at is not null),
        count(*) filter (where id > 600 and deactivated_at is not null) from ct.users where organization_id = 1001 and id <> 10000";
    let row = client.query_one(sql, &[]).await.unwrap();
    [0, 1, 2].map(|index| row.get(index))
}

/// The next sweep does the rest, and another one nothing.
async fn completes(url: &str, moment: &str) {
    let before = dealt_with(url, moment).await;
    let database = database_at(url, DEFAULT_SCHEMA).await;
    let swept =
        sweep(&database, &request(), &Unwatched).await.unwrap_or_else(|error| panic!("{moment}: {error:?}"));
    let did =
        [Step::End, Step::Lock, Step::Deactivate].map(|step| i64::try_from(swept.counts.of(step)).unwrap());
    assert_eq!(dealt_with(url, moment).await, [EACH; 3], "{moment}");
    assert_eq!([0, 1, 2].map(|index| before[index] + did[index]), [EACH; 3], "{moment}: nothing twice");
    let again = sweep(&database, &request(), &Unwatched).await.unwrap();
    assert_eq!((again.counts.total(), again.needs_somebody()), (0, false), "{moment}");
    let leases: i64 =
        connect_to(url).await.query_one("select count(*) from ct.lease", &[]).await.unwrap().get(0);
    assert_eq!(leases, 0, "{moment}");
}

/// Where it is to die: how often a point has been reached by then, and whether it is behind the commit.
struct Dying {
    is_committed: bool,
    after: u32,
    seen: Cell<u32>,
}

impl Dying {
    fn is_here(&self, reached: Reached) -> bool {
        let is_it = match reached {
            Reached::Written(_) => !self.is_committed,
            Reached::Committed(_) => self.is_committed,
            _ => false,
        };
        self.seen.set(self.seen.get() + u32::from(is_it));
        is_it && self.seen.get() == self.after
    }
}

impl Watch for Dying {
    fn reached(&self, reached: Reached, _: &Counts) {
        if self.is_here(reached) {
            kill_process(getpid(), Signal::KILL).unwrap();
        }
    }
}

/// Not a test of its own: the process that gets killed. Does nothing unless it is told what.
#[tokio::test]
#[ignore = "a part of other tests"]
async fn sweep_and_be_killed() {
    let environment = Environment::of_process();
    let Some(told) = environment.get(TOLD) else { return };
    let [url, committed, after] = told.split('\n').collect::<Vec<_>>().try_into().unwrap();
    let dying =
        Dying { is_committed: committed == "true", after: after.parse().unwrap(), seen: Cell::new(0) };
    let database = database_at(url, DEFAULT_SCHEMA).await;
    sweep(&database, &request(), &dying).await.unwrap();
}

#[tokio::test]
async fn the_process_in_every_step() {
    // Six transactions each step: the third, the ninth and the fifteenth.
    for (is_committed, after) in [(false, 3), (true, 3), (false, 9), (true, 9), (false, 15), (true, 15)] {
        let own = TestDatabase::new().await;
        setup(&own.url()).await;
        let output = Command::new(std::env::current_exe().unwrap())
            .args(["--ignored", "--exact", "--nocapture", "sweep::sweep_and_be_killed"])
            .env(TOLD, format!("{}\n{is_committed}\n{after}", own.url()))
            .output()
            .unwrap();
        let moment = format!("{after}, committed: {is_committed}");
        assert_eq!(
            std::os::unix::process::ExitStatusExt::signal(&output.status),
            Some(9),
            "{moment}: {output:?}"
        );
        let done: i64 = dealt_with(&own.url(), &moment).await.iter().sum();
        assert_eq!(done, i64::from(after - u32::from(!is_committed)) * 50, "{moment}");
        let database = database_at(&own.url(), DEFAULT_SCHEMA).await;
        let past = database.read(async |transaction| list_past(transaction, 1).await).await.unwrap();
        assert_eq!(past[0].values[3].as_text(), "cut off", "{moment}");
        completes(&own.url(), &moment).await;
    }
}

/// The program as cron runs it. Seeded, but who is faster is another one each time.
#[tokio::test]
async fn the_program_at_any_moment() {
    let mut rng = StdRng::seed_from_u64(4);
    for _ in 0..8 {
        let own = TestDatabase::new().await;
        setup(&own.url()).await;
        let home = tempfile::tempdir().unwrap();
        let mut child = Command::new(env!("CARGO_BIN_EXE_ct"))
            .args(["sweep", "--max-deactivations", "100%"])
            .env_clear()
            .env("HOME", home.path())
            .env("DATABASE_URL", own.url())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let moment = Duration::from_micros(rng.random_range(20_000..600_000));
        std::thread::sleep(moment);
        child.kill().unwrap();
        child.wait().unwrap();
        // A transaction whose process has gone ends by itself, or commits.
        let client = connect_to(&own.url()).await;
        let others = "select from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid() and state <> 'idle' and backend_type = 'client backend'";
        while !client.query(others, &[]).await.unwrap().is_empty() {
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        completes(&own.url(), &format!("{moment:?}")).await;
    }
}

/// Kills the server, and starts it again.
struct Killing {
    embedded: ct::db::embedded::Embedded,
    dying: Dying,
    restarted: Cell<Option<JoinHandle<()>>>,
}

impl Watch for Killing {
    fn reached(&self, reached: Reached, _: &Counts) {
        if self.dying.is_here(reached) {
            kill(&processes(&self.embedded));
            self.restarted.set(Some(restart(self.embedded.clone())));
        }
    }
}

#[tokio::test]
async fn the_server_in_every_step() {
    let own = Own::start().await;
    for (number, (is_committed, after)) in [(false, 2), (true, 8), (false, 17)].into_iter().enumerate() {
        let moment = format!("server, {after}, committed: {is_committed}");
        let url = own.fresh(&format!("sweep{number}")).await;
        setup(&url).await;
        // The numbers of a cloned database are in the log from its first checkpoint on.
        own.administrator("postgres").await.batch_execute("checkpoint").await.unwrap();
        let dying = Dying { is_committed, after, seen: Cell::new(0) };
        let killing = Killing { embedded: own.embedded(), dying, restarted: Cell::default() };
        let database = database_at(&url, DEFAULT_SCHEMA).await;
        let result: Result<_> = sweep(&database, &request(), &killing).await;
        killing.restarted.take().unwrap_or_else(|| panic!("{moment} is never reached")).join().unwrap();
        assert_eq!(result.unwrap_err().kind(), Kind::TryAgain, "{moment}");
        let done: i64 = dealt_with(&url, &moment).await.iter().sum();
        assert_eq!(done, i64::from(after - u32::from(!is_committed)) * 50, "{moment}");
        // This process lives on, where that of a command would be gone.
        connect_to(&url)
            .await
            .batch_execute("update ct.lease set expires_at = clock_timestamp()")
            .await
            .unwrap();
        completes(&url, &moment).await;
    }
}
