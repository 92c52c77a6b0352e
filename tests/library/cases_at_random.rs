//! Whatever is done, in whatever order: nobody has a client twice at once, and nobody has open work who may not have it.

use ct::Kind;
use ct::case::transfer::Rule;
use rand::rngs::StdRng;
use rand::seq::IndexedRandom;
use rand::{RngExt, SeedableRng};

use crate::agency::Agency;
use crate::caseloads::{ended, given, moved, to, transferred};
use crate::cases::{office, undone};

const USERS: [&str; 6] = ["ann", "bob", "cy", "dan", "eve", "pia"];
const CLIENTS: [&str; 5] = ["K1", "K2", "K3", "A1", "A2"];

/// One step; false if it was refused. Anything else that goes wrong is a fault.
async fn step(agency: &Agency, rng: &mut StdRng) -> bool {
    let one = *USERS.choose(rng).unwrap();
    let other = *USERS.choose(rng).unwrap();
    let client = *CLIENTS.choose(rng).unwrap();
    let days = rng.random_range(-6..6);
    let done = match rng.random_range(0..10) {
        0..3 => {
            let until = rng.random_bool(0.4).then(|| days + rng.random_range(0..9));
            given(agency, client, &[one], days, until).await.map(drop)
        }
        3 | 4 => {
            let sql = "select coalesce((select id from ct.case_assignment order by random() limit 1), 0)";
            let id = agency.value(sql).await.parse().unwrap();
            ended(agency, id, days).await.map(drop)
        }
        5 => moved(agency, client, one, other, days).await.map(drop),
        6 => {
            let mut told = to(agency, one, &[other, "ann"]).await;
            told.to.dedup();
            told.rule = if rng.random_bool(0.5) { Rule::LeastLoaded } else { Rule::RoundRobin };
            transferred(agency, &told).await.map(drop)
        }
        7 => {
            let batch = agency.value("select max(id) from ct.batch where noun = 'case'").await;
            if let Ok(batch) = batch.parse() {
                undone(agency, batch).await;
            }
            return true;
        }
        _ => return by_hand(agency, rng, one, client).await,
    };
    match done {
        Ok(()) => true,
        Err(error) => {
            assert!(
                [Kind::Refused, Kind::NotPermitted].contains(&error.kind()),
                "{}",
                crate::support::told(&error)
            );
            false
        }
    }
}

/// What an owner may try with the tables.
async fn by_hand(agency: &Agency, rng: &mut StdRng, user: &str, client: &str) -> bool {
    let user = format!("(select id from ct.users where login = '{user}@example.org')");
    let client = format!("(select id from ct.client where external_id = '{client}')");
    let sql = match rng.random_range(0..7) {
        0 => format!("update ct.users set case_manager = not case_manager where id = {user}"),
        1 => format!("update ct.user_organization set is_active = not is_active where user_id = {user}"),
        2 => format!("update ct.client set organization_id = (select id from ct.organization where id <> organization_id order by id limit 1) where id = {client}"),
        3 => format!("update ct.client set deactivated_at = case when deactivated_at is null then now() end where id = {client}"),
        4 => "update ct.case_assignment set end_date = null where id in (select id from ct.case_assignment order by random() limit 1)".to_owned(),
        5 => "update ct.case_assignment set withdrawn_at = case when withdrawn_at is null then now() end
              where id in (select id from ct.case_assignment order by random() limit 2)".to_owned(),
        _ => format!("insert into ct.case_assignment (client_id, user_id, organization_id, begin_date, created_by)
              select c.id, {user}, c.organization_id, ct.today() - {}, gen_random_uuid() from ct.client c where c.id = {client}", rng.random_range(0..4)),
    };
    match agency.own.connect().await.batch_execute(&sql).await {
        Ok(()) => true,
        Err(error) => {
            let code = error.as_db_error().unwrap().code().code().to_owned();
            // The same begun twice is the unique index's to refuse.
            assert!(["CT002", "23505"].contains(&code.as_str()), "{sql}: {}", crate::support::told(&error));
            false
        }
    }
}

const OVERLAPS: &str = "select count(*) from ct.case_assignment a join ct.case_assignment b
    on b.client_id = a.client_id and b.user_id = a.user_id and b.id > a.id and b.begin_date <= a.until and b.until >= a.begin_date
    where a.withdrawn_at is null and b.withdrawn_at is null";

const OUT_OF_ORDER: &str = "select string_agg(r.client || ' ' || r.user || ' ' || r.organization, ', ') from ct.case_register r
    join ct.client c on c.id = r.client_id
    where r.status <> 'withdrawn' and r.until >= ct.today() and (c.deactivated_at is not null
        or c.organization_id <> r.organization_id or ct.case_refusal(r.user_id, c.organization_id) is not null)";

#[tokio::test]
async fn nobody_has_what_they_may_not_have() {
    let (mut done, mut steps) = (0, 0);
    for seed in 0..5 {
        let agency = office().await;
        let mut rng = StdRng::seed_from_u64(seed);
        for number in 0..60 {
            steps += 1;
            done += usize::from(step(&agency, &mut rng).await);
            assert_eq!(agency.value(OVERLAPS).await, "0", "seed {seed}, step {number}");
            assert_eq!(agency.value(OUT_OF_ORDER).await, "", "seed {seed}, step {number}");
        }
        assert_ne!(agency.value("select count(*) from ct.case_assignment").await, "0");
    }
    // Neither is all refused, nor nothing.
    assert!(done > steps / 4 && done < steps, "{done} of {steps}");
}
