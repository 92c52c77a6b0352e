//! Four hundred days of an agency, with the clock held by the test: the sweep every night, twice on some, killed on some, missed
//! on some. After each night everybody is as the rules say (`model`), and every client's case manager too.

mod model;
mod world;

use std::cell::Cell;
use std::collections::BTreeMap;

use chrono::{TimeDelta, Timelike};
use ct::brake::Brake;
use ct::sweep::{Counts, Ending, Part, Reached, Step, Sweep, Swept, Watch, sweep};
use rand::rngs::StdRng;
use rand::{RngExt, SeedableRng};
use tokio_postgres::Client;

use crate::agency::Agency;
use crate::sweep::{at, now};
use crate::sweep_together::elsewhere;
use model::{Model, Night, Time};

/// Ends all connections to the database when a transaction is about to commit, or has.
struct Killing {
    url: String,
    after: u32,
    committed: bool,
    seen: Cell<u32>,
}

impl Watch for Killing {
    fn reached(&self, reached: Reached, _: &Counts) {
        let is_it = match reached {
            Reached::Written(_) => !self.committed,
            Reached::Committed(_) => self.committed,
            _ => false,
        };
        self.seen.set(self.seen.get() + u32::from(is_it));
        if is_it && self.seen.get() == self.after {
            let sql = "select pg_terminate_backend(pid, 5000) from pg_stat_activity
                where datname = current_database() and pid <> pg_backend_pid() and application_name like 'ct%'";
            elsewhere(&self.url, sql);
        }
    }
}

/// Everybody as the database has them.
async fn states(client: &Client) -> Vec<String> {
    let sql = "select format('%s|%s|%s|%s|%s|%s|%s|%s', u.id, greatest(u.created_at, u.aging_since, l.last_login_at),
            case when u.inactivity_exempt then 'exempt' end, u.inactivity_warned_at, u.inactivity_locked_at,
            case when u.deactivated_at is not null then u.deactivation_reason end, u.ends_at, c.expires_at)
        from ct.users u left join ct.credential c on c.user_id = u.id left join ct.login_state l on l.user_id = u.id
        order by u.id";
    client.query(sql, &[]).await.unwrap().iter().map(|row| row.get(0)).collect()
}

fn expected(model: &Model) -> Vec<String> {
    let time = |time: Option<Time>| {
        time.map_or_else(String::new, |time| time.format("%Y-%m-%d %H:%M:%S+00").to_string())
    };
    let one = |(number, person): (usize, &model::Person)| {
        format!(
            "{}|{}|{}|{}|{}|{}|{}|{}",
            number + 1,
            time(Some(person.active_at())),
            if person.is_exempt { "exempt" } else { "" },
            time(person.warned),
            time(person.locked),
            person.gone.as_deref().unwrap_or_default(),
            time(person.end.as_ref().map(|end| end.at)),
            time(person.password_expires)
        )
    };
    model.people.iter().enumerate().map(one).collect()
}

async fn clients(client: &Client) -> BTreeMap<i64, usize> {
    let sql = "select client_id, user_id from ct.case_assignment where withdrawn_at is null and until >= ct.today()";
    let rows = client.query(sql, &[]).await.unwrap();
    let held: BTreeMap<i64, usize> =
        rows.iter().map(|row| (row.get(0), usize::try_from(row.get::<_, i64>(1)).unwrap() - 1)).collect();
    assert_eq!(held.len(), rows.len(), "a client has two case managers");
    held
}

async fn compare(client: &Client, model: &Model, day: i64) {
    let (there, wanted) = (states(client).await, expected(model));
    let wrong: Vec<_> = there.iter().zip(&wanted).filter(|(there, wanted)| there != wanted).take(5).collect();
    assert!(
        wrong.is_empty() && there.len() == wanted.len(),
        "day {day}, as it is and as it should be: {wrong:#?}"
    );
    assert!(clients(client).await == model.clients, "day {day}: the work is not where it should be");
    // Whoever is left has no supervisor who has gone.
    let sql = "select count(*) from ct.users u join ct.users s on s.id = u.supervisor_id where u.deactivated_at is null and s.deactivated_at is not null";
    assert_eq!(client.query_one(sql, &[]).await.unwrap().get::<_, i64>(0), 0, "day {day}");
}

fn told(swept: &Swept) -> Night {
    Night {
        counts: Step::ALL.map(|step| swept.counts.of(step)),
        left: swept
            .left
            .iter()
            .map(|left| left.user[1..].split('@').next().unwrap().parse::<usize>().unwrap() - 1)
            .collect(),
        is_braked: swept.ending == Ending::Braked,
    }
}

/// How often what came about.
#[derive(Debug, Default)]
struct Tally {
    nights: u32,
    killed: u32,
    braked: u32,
    totals: [u64; 5],
    left: usize,
}

struct Simulation {
    agency: Agency,
    client: Client,
    model: Model,
    rng: StdRng,
    tally: Tally,
}

impl Simulation {
    async fn new(people: usize, start: Time) -> Self {
        let agency = Agency::empty().await;
        let client = agency.own.connect().await;
        client.batch_execute("set timezone = 'UTC'; set jit = off").await.unwrap();
        client.batch_execute(world::SETUP).await.unwrap();
        let mut rng = StdRng::seed_from_u64(6);
        let (model, first) = world::first(&mut rng, people, start);
        first.happen(&client, &model).await;
        world::give_clients(&client, &model).await;
        client.batch_execute("analyze").await.unwrap();
        Self { agency, client, model, rng, tally: Tally::default() }
    }

    /// A sweep that is to come to what the model comes to.
    async fn sweep(&mut self, request: &Sweep, limit: u64, day: i64) {
        let swept = sweep(&self.agency.database, request, &ct::sweep::Unwatched).await.unwrap();
        let night = self.model.night(request.as_of, limit);
        assert_eq!(told(&swept), night, "day {day}");
        if request.parts.contains(&Part::Orphans) {
            let cases =
                swept.orphans.iter().find(|(kind, _)| kind == "case").map_or(0, |(_, number)| *number);
            assert_eq!(cases, self.model.orphans() as u64, "day {day}");
        }
        self.note(&night);
    }

    /// A sweep that is killed, and one that completes it: each user is as before or as after, and in the end all are as after.
    async fn killed(&mut self, request: &Sweep, limit: u64, day: i64) {
        let before = expected(&self.model);
        let night = self.model.night(request.as_of, limit);
        let killing = Killing {
            url: self.agency.own.url(),
            after: self.rng.random_range(1..4),
            committed: self.rng.random_bool(0.3),
            seen: Cell::new(0),
        };
        let result = sweep(&self.agency.database, request, &killing).await;
        if result.is_ok() {
            self.note(&night);
            return;
        }
        self.tally.killed += 1;
        let between = states(&self.client).await;
        for ((there, before), after) in between.iter().zip(&before).zip(expected(&self.model)) {
            // A password is a step of its own.
            let [there, before, after] = [there, before, &after].map(|state| state.rsplit_once('|').unwrap());
            assert!(
                there.0 == before.0 || there.0 == after.0,
                "day {day}: {there:?}: neither {before:?} nor {after:?}"
            );
            assert!(
                there.1 == before.1 || there.1 == after.1,
                "day {day}: {there:?}: neither {before:?} nor {after:?}"
            );
        }
        let run = uuid::Uuid::now_v7();
        // The process lives, so the lease has to be given up for it.
        self.client.batch_execute("update ct.lease set expires_at = clock_timestamp()").await.unwrap();
        sweep(&self.agency.database, &Sweep { run, ..request.clone() }, &ct::sweep::Unwatched).await.unwrap();
        self.note(&night);
    }

    fn note(&mut self, night: &Night) {
        for (total, count) in self.tally.totals.iter_mut().zip(night.counts) {
            *total += count;
        }
        self.tally.left += night.left.len();
        self.tally.braked += u32::from(night.is_braked);
        self.tally.nights += 1;
    }

    async fn day(&mut self, day: i64, morning: Time) {
        let happenings = world::day(&mut self.rng, &mut self.model, morning);
        happenings.happen(&self.client, &self.model).await;
        // An outage.
        if (150..165).contains(&day) {
            return;
        }
        let as_of = morning + TimeDelta::seconds(86_400 + 7_200 + self.rng.random_range(0..600));
        let (brake, limit) =
            if day % 11 == 0 { (Brake::Number(2), 2) } else { (Brake::Share(10_000), u64::MAX) };
        let parts = if day % 20 == 0 { Part::ALL.to_vec() } else { Part::ALL[..3].to_vec() };
        let request = Sweep { brake, parts, at_once: self.rng.random_range(1..60), ..at(as_of) };
        if day % 9 == 4 {
            self.killed(&request, limit, day).await;
        } else {
            self.sweep(&request, limit, day).await;
        }
        if day % 7 == 0 {
            let later = at(as_of + TimeDelta::seconds(3_600));
            self.sweep(&Sweep { brake, ..later }, limit, day).await;
        }
        compare(&self.client, &self.model, day).await;
        if day % 10 == 0 {
            // The tests' server does nothing by itself, and a year leaves much to clear.
            self.client.batch_execute("vacuum (analyze)").await.unwrap();
        }
    }
}

async fn simulate(people: usize, days: i64) -> Tally {
    // From now on, so that what is due by the test's clock is not by the database's.
    let start = now().with_nanosecond(0).unwrap() + TimeDelta::days(1);
    let mut simulation = Simulation::new(people, start).await;
    for day in 0..days {
        if day == 250 {
            let sql = "update ct.organization set inactivity_warn_days = 20, inactivity_lock_days = 0, inactivity_deactivate_days = 40 where id = 102";
            simulation.client.batch_execute(sql).await.unwrap();
            simulation.model.days[1] = model::Days { warn: 20, lock: 0, deactivate: 40 };
        }
        simulation.day(day, start + TimeDelta::days(day)).await;
    }
    simulation.tally
}

fn is_worth_it(tally: &Tally) {
    assert!(tally.totals.iter().all(|total| *total > 0) && tally.left > 0 && tally.killed > 5, "{tally:?}");
}

#[tokio::test]
async fn every_state_is_what_the_rules_say() {
    let tally = simulate(150, 400).await;
    is_worth_it(&tally);
}

/// `cargo test --test library five_thousand -- --ignored --nocapture`
#[tokio::test]
#[ignore = "takes minutes: the same with as many people as an agency has"]
async fn every_state_of_five_thousand_is_what_the_rules_say() {
    let tally = simulate(5_000, 400).await;
    is_worth_it(&tally);
    println!("{tally:?}");
}
