//! What happens by day, at random, in the model and in the database alike.

use chrono::TimeDelta;
use rand::rngs::StdRng;
use rand::{Rng, RngExt};
use tokio_postgres::Client;

use super::model::{Days, End, Model, Person, Time};

/// The organizations' own days; what they do not say, the settings do.
pub(super) const DAYS: [Days; 3] = [
    Days { warn: 60, lock: 90, deactivate: 120 },
    Days { warn: 30, lock: 45, deactivate: 0 },
    Days { warn: 0, lock: 50, deactivate: 80 },
];

pub(super) const SETUP: &str = "
    update ct.setting set value = 60 where name = 'inactivity_warn_days';
    update ct.setting set value = 90 where name = 'inactivity_lock_days';
    update ct.setting set value = 120 where name = 'inactivity_deactivate_days';
    insert into ct.organization (id, code, key, name, inactivity_warn_days, inactivity_lock_days, inactivity_deactivate_days, created_by)
        values (101, 'ONE', 'one', 'One', null, null, null, gen_random_uuid()), (102, 'TWO', 'two', 'Two', 30, 45, 0, gen_random_uuid()),
            (103, 'THREE', 'three', 'Three', 0, 50, null, gen_random_uuid());
    update ct.organization set inactivity_deactivate_days = 80 where id = 103";

/// How somebody's day went: numbers of people, and times.
#[derive(Default)]
pub(super) struct Happenings {
    new: Vec<usize>,
    logins: Vec<(usize, Time)>,
    unlocked: Vec<(usize, Time)>,
    back: Vec<(usize, Time)>,
    scheduled: Vec<usize>,
    cancelled: Vec<usize>,
    exempt: Vec<usize>,
}

fn person(rng: &mut StdRng, created: Time) -> Person {
    let habits = [0.3, 0.05, 0.02, 0.008, 0.0];
    let has_temporary = rng.random_bool(0.3);
    Person {
        organization: rng.random_range(0..3),
        created,
        login: None,
        aging: None,
        is_exempt: rng.random_bool(0.03),
        warned: None,
        locked: None,
        gone: None,
        end: None,
        password_set: has_temporary.then_some(created),
        password_expires: None,
        habit: habits[rng.random_range(0..habits.len())],
    }
}

/// Who is there on the first day.
pub(super) fn first(rng: &mut StdRng, number: usize, start: Time) -> (Model, Happenings) {
    let people = (0..number).map(|_| {
        let before = TimeDelta::seconds(rng.random_range(0..100 * 86_400));
        person(rng, start - before)
    });
    let people: Vec<_> = people.collect();
    let clients = (0..number).filter(|number| number % 2 == 0).flat_map(|number| {
        let client = i64::try_from(number).unwrap();
        [(1_000_000 + 2 * client, number), (1_000_001 + 2 * client, number)]
    });
    let model = Model { clients: clients.collect(), people, days: DAYS, password_days: 30 };
    (model, Happenings { new: (0..number).collect(), ..Happenings::default() })
}

/// One day.
pub(super) fn day(rng: &mut StdRng, model: &mut Model, morning: Time) -> Happenings {
    let mut day = Happenings::default();
    for _ in 0..rng.random_range(0..=model.people.len() / 300 + 1) {
        day.new.push(model.people.len());
        let created = morning + TimeDelta::seconds(rng.random_range(0..60_000));
        model.people.push(person(rng, created));
    }
    for number in 0..model.people.len() {
        let now = morning + TimeDelta::seconds(rng.random_range(60_000..70_000));
        let is_new = model.people[number].created >= morning;
        one(rng, model, number, now, &mut day);
        let person = &mut model.people[number];
        if !is_new && person.is_in(now) && person.habit > 0.0 && rng.random_bool(person.habit) {
            person.login = Some(now);
            day.logins.push((number, now));
        }
    }
    day
}

fn one(rng: &mut StdRng, model: &mut Model, number: usize, now: Time, day: &mut Happenings) {
    let receiver = rng.random_range(0..model.people.len());
    let same = model.people[receiver].organization == model.people[number].organization && receiver != number;
    let chance = rng.next_u32() % 10_000;
    let person = &mut model.people[number];
    if person.gone.is_some() {
        if chance < 40 {
            person.gone = None;
            (person.warned, person.locked, person.end) = (None, None, None);
            person.aging = Some(now);
            day.back.push((number, now));
        }
    } else if person.end.is_some() {
        if chance < 50 && person.end.as_ref().is_some_and(|end| end.at > now) {
            person.end = None;
            day.cancelled.push(number);
        }
    } else if person.locked.is_some() && chance < 100 {
        person.locked = None;
        person.aging = Some(now);
        day.unlocked.push((number, now));
    } else if chance >= 9_990 {
        person.is_exempt = !person.is_exempt;
        day.exempt.push(number);
    } else if chance >= 9_960 {
        let work = [Some("transfer"), Some("unassign"), Some("leave-open"), None][chance as usize % 4];
        let work = if work == Some("transfer") && !same { Some("leave-open") } else { work };
        let at = now + TimeDelta::seconds(rng.random_range(3_600..40 * 86_400));
        person.end = Some(End { at, work, to: (work == Some("transfer")).then_some(receiver) });
        day.scheduled.push(number);
    }
}

fn ids(numbers: impl IntoIterator<Item = usize>) -> Vec<i64> {
    numbers.into_iter().map(|number| i64::try_from(number).unwrap() + 1).collect()
}

fn split(pairs: &[(usize, Time)]) -> (Vec<i64>, Vec<Time>) {
    (ids(pairs.iter().map(|pair| pair.0)), pairs.iter().map(|pair| pair.1).collect())
}

impl Happenings {
    /// The same in the database, in one transaction.
    pub(super) async fn happen(&self, client: &Client, model: &Model) {
        client.batch_execute("begin").await.unwrap();
        self.arrive(client, model).await;
        let (who, at) = split(&self.logins);
        let sql = "insert into ct.login_state (user_id, last_login_at) select * from unnest($1::bigint[], $2::timestamptz[])
            on conflict (user_id) do update set last_login_at = excluded.last_login_at";
        client.execute(sql, &[&who, &at]).await.unwrap();
        let (who, at) = split(&self.unlocked);
        let sql = "update ct.users u set inactivity_locked_at = null, aging_since = t.at
            from unnest($1::bigint[], $2::timestamptz[]) t (id, at) where u.id = t.id";
        client.execute(sql, &[&who, &at]).await.unwrap();
        let (who, at) = split(&self.back);
        let sql = "update ct.users u set deactivated_at = null, deactivated_by = null, deactivation_reason = null, aging_since = t.at,
                inactivity_warned_at = null, inactivity_locked_at = null, supervisor_id = null
            from unnest($1::bigint[], $2::timestamptz[]) t (id, at) where u.id = t.id";
        client.execute(sql, &[&who, &at]).await.unwrap();
        // As it is from now on: who came today was written so already.
        let who = ids(self.exempt.iter().copied());
        let is_exempt: Vec<_> = self.exempt.iter().map(|number| model.people[*number].is_exempt).collect();
        let sql = "update ct.users u set inactivity_exempt = t.exempt
            from unnest($1::bigint[], $2::boolean[]) t (id, exempt) where u.id = t.id";
        client.execute(sql, &[&who, &is_exempt]).await.unwrap();
        self.schedule(client, model).await;
        client.batch_execute("commit").await.unwrap();
    }

    async fn arrive(&self, client: &Client, model: &Model) {
        let who = ids(self.new.iter().copied());
        let of = |number: &usize| &model.people[*number];
        let created: Vec<_> = self.new.iter().map(|number| of(number).created).collect();
        let places: Vec<_> =
            self.new.iter().map(|number| 101 + i64::try_from(of(number).organization).unwrap()).collect();
        let exempt: Vec<_> = self.new.iter().map(|number| of(number).is_exempt).collect();
        // Everybody's supervisor came before them.
        let sql = "insert into ct.users (id, email, login, name, organization_id, supervisor_id, case_manager, created_at, created_by, inactivity_exempt)
            select id, 'u' || id || '@example.org', 'u' || id || '@example.org', 'User ' || id, place, (select s.id from (select t.id / 7 as id where t.id >= 7) s
                where not exists (select from ct.users g where g.id = s.id and g.deactivated_at is not null)), true, at, gen_random_uuid(), exempt
            from unnest($1::bigint[], $2::bigint[], $3::timestamptz[], $4::boolean[]) t (id, place, at, exempt)";
        client.execute(sql, &[&who, &places, &created, &exempt]).await.unwrap();
        let sql = "insert into ct.user_organization (user_id, organization_id) select * from unnest($1::bigint[], $2::bigint[])";
        client.execute(sql, &[&who, &places]).await.unwrap();
        let temporary = self.new.iter().copied().filter(|number| of(number).password_set.is_some());
        let sql = "insert into ct.credential (user_id, salt, verifier, memory_kib, passes, lanes, must_change, set_at)
            select id, decode(repeat('00', 16), 'hex'), decode(repeat('00', 32), 'hex'), 8, 1, 1, true, created_at
            from ct.users where id = any ($1)";
        client.execute(sql, &[&ids(temporary)]).await.unwrap();
    }

    async fn schedule(&self, client: &Client, model: &Model) {
        let who = ids(self.cancelled.iter().copied());
        let sql = "update ct.users set ends_at = null, ends_by = null, ends_reason = null, ends_work = null,
            ends_transfer_to_id = null, ends_team_to_id = null where id = any ($1)";
        client.execute(sql, &[&who]).await.unwrap();
        let ends: Vec<_> =
            self.scheduled.iter().map(|number| model.people[*number].end.clone().unwrap()).collect();
        let at: Vec<_> = ends.iter().map(|end| end.at).collect();
        let work: Vec<_> = ends.iter().map(|end| end.work).collect();
        let to: Vec<_> = ends.iter().map(|end| end.to.map(|to| i64::try_from(to).unwrap() + 1)).collect();
        let sql = "update ct.users u set ends_at = t.at, ends_by = gen_random_uuid(), ends_reason = 'contract ends',
                ends_work = t.work, ends_transfer_to_id = t.receiver
            from unnest($1::bigint[], $2::timestamptz[], $3::text[], $4::bigint[]) t (id, at, work, receiver) where u.id = t.id";
        let who = ids(self.scheduled.iter().copied());
        client.execute(sql, &[&who, &at, &work, &to]).await.unwrap();
    }
}

/// The clients of the first day.
pub(super) async fn give_clients(client: &Client, model: &Model) {
    let (numbers, holders): (Vec<i64>, Vec<usize>) = model.clients.iter().unzip();
    let sql = "insert into ct.client (id, external_id, key, name, organization_id, created_by)
        select t.id, 'C' || t.id, 'c' || t.id, 'Client', u.organization_id, gen_random_uuid()
        from unnest($1::bigint[], $2::bigint[]) t (id, holder) join ct.users u on u.id = t.holder";
    client.execute(sql, &[&numbers, &ids(holders.iter().copied())]).await.unwrap();
    let sql = "insert into ct.case_assignment (client_id, user_id, organization_id, begin_date, created_by)
        select t.id, u.id, u.organization_id, '2026-01-01', gen_random_uuid()
        from unnest($1::bigint[], $2::bigint[]) t (id, holder) join ct.users u on u.id = t.holder";
    client.execute(sql, &[&numbers, &ids(holders)]).await.unwrap();
}
