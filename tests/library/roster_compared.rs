//! Rows of a roster that say nothing new are passed over. Nothing else may come of it: random rosters are planned both ways.

use std::cell::RefCell;
use std::fmt::Write;

use ct::brake::Brake;
use ct::noun::stage::{Outcome, Planned, Strictness, Watch};
use ct::roster::{Person, Scope};
use ct::workgroup::WORKGROUP;
use ct::{Error, Kind, Result};
use rand::rngs::StdRng;
use rand::{Rng, RngExt, SeedableRng};

use crate::agency::Agency;
use crate::roster::{Meanwhile, Sync, counts};

/// Keeps the plan.
#[derive(Default)]
struct Plan(RefCell<Vec<Planned>>);

impl Watch for Plan {
    fn planned(&self, row: Planned) -> Result<()> {
        self.0.borrow_mut().push(row);
        Ok(())
    }
}

const PEOPLE: &str = "email,name,phone,organization,organizations,workgroups,tools,supervisor,external_id,case_manager,status\n\
    ann@example.org,Ann,1,CON,ACM,Basic,cases:write,,E1,yes,\n\
    bob@example.org,Bob,2,CON,,Basic;Admin,,ann@example.org,E2,,\n\
    cy@example.org,Cy,,CON,,,,ann@example.org,,yes,\n\
    dee@example.org,Dee,4,ACM,CON,Basic,cases:read;users:read,ann@example.org,E4,,\n\
    eve@example.org,Eve,5,CON,,Admin,,bob@example.org,,,\n\
    fay@example.org,Fay,6,ACM,,,,,E6,,\n\
    gus@example.org,Gus,7,CON,,Basic,,bob@example.org,E7,,inactive\n\
    hal@example.org,Hal,8,CON,,Basic,,,E8,,pending\n\
    x1@placeholder.invalid,Nobody,,CON,,,,,E9,,\n";

const COLUMNS: [&str; 11] = [
    "email",
    "name",
    "phone",
    "organization",
    "organizations",
    "workgroups",
    "tools",
    "supervisor",
    "external_id",
    "case_manager",
    "status",
];

/// What a cell says instead, column by column; the last ones are wrong.
const OTHERS: [&[&str]; 11] = [
    &[
        "ANN@example.org",
        "new@example.org",
        "x2@placeholder.invalid",
        "x1@placeholder.invalid",
        "bob@example.org",
        "nobody",
    ],
    &["Ann", "Somebody else", "NULL"],
    &["1", "99", "NULL"],
    &["ACM", "CON", "NOWHERE"],
    &["ACM", "CON;ACM", "NULL", "NOWHERE"],
    &["Basic", "Admin;Basic", "NULL", "Nothing"],
    &["cases:write", "users:read;cases:read", "NULL", "nothing:read"],
    &[
        "ann@example.org",
        "bob@example.org",
        "eve@example.org",
        "new@example.org",
        "NULL",
        "nobody@example.org",
    ],
    &["E1", "E4", "E20", "3", "NULL"],
    &["no", "yes", "maybe"],
    &["active", "inactive", "pending", "gone"],
];

fn pick<'a, T>(random: &mut StdRng, of: &'a [T]) -> &'a T {
    &of[random.random_range(0..of.len())]
}

/// Those who are there, with some left out, named twice, changed or wrong, and some columns.
fn random_roster(random: &mut StdRng) -> String {
    let is_bad = random.random_bool(0.3);
    let columns: Vec<_> =
        (0..COLUMNS.len()).filter(|column| *column < 1 || random.random_bool(0.7)).collect();
    let line = |cells: Vec<&str>| cells.join(",") + "\n";
    let mut text = line(columns.iter().map(|column| COLUMNS[*column]).collect());
    for person in PEOPLE.lines().skip(1) {
        let cells: Vec<_> = person.split(',').collect();
        let times = [1, 1, 1, 1, 1, 1, 1, 0, 2][random.random_range(0..9)];
        for _ in 0..times {
            let row = columns.iter().map(|column| {
                // Whoever is in it without another word is as they are.
                let there = if *column == 10 { "" } else { cells[*column] };
                let others = OTHERS[*column];
                match random.random_range(0..30) {
                    0 => others[random.random_range(0..others.len() - usize::from(!is_bad))],
                    1 if *column > 0 => "",
                    _ => there,
                }
            });
            text += &line(row.collect());
        }
    }
    if random.random_bool(0.3) {
        text += &line(columns.iter().map(|column| *pick(random, OTHERS[*column])).collect());
    }
    text
}

fn told(people: &[Person]) -> String {
    people.iter().fold(String::new(), |mut all, person| {
        write!(all, " {}/{}/{:?}", person.line, person.email, person.why).unwrap();
        all
    })
}

/// All that a plan says; of problems where they are and of which field.
fn described(result: &Result<Outcome>, plan: Plan) -> String {
    let problems = |problems: &[ct::csv_io::Problem]| {
        let mut told: Vec<_> = problems
            .iter()
            .map(|problem| format!("{}:{:?} {}", problem.line, problem.field, problem.message))
            .collect();
        told.sort();
        told.join("; ")
    };
    match result {
        Ok(outcome) => {
            let moves = outcome.roster.as_ref().unwrap();
            format!(
                "{} {} {} {} [{}]\nleave{}\nstay{}\nreturn{} {}\nactive {} blind {} most {} refusal {:?}\n{:?}",
                outcome.create,
                outcome.change,
                outcome.keep,
                outcome.rejected,
                problems(&outcome.problems),
                told(&moves.leaving),
                told(&moves.staying),
                told(&moves.returning),
                moves.only_returning,
                moves.active,
                moves.is_blind,
                moves.most,
                moves.refusal.as_ref().map(ToString::to_string),
                plan.0.into_inner(),
            )
        }
        Err(Error::BadRows { problems: found, .. }) => problems(found),
        Err(other) => other.to_string(),
    }
}

/// A roster that nothing is passed over of: passwords that it gave would be taken.
fn looking_at_all(mut sync: Sync) -> Sync {
    sync.passwords.replace = true;
    sync
}

async fn random_sync(agency: &Agency, random: &mut impl Rng) -> Sync {
    let mut sync = match random.random_range(0..4) {
        0 => Sync::of(agency, "CON").await,
        1 => {
            let basic = agency.find(&WORKGROUP, "Basic").await.unwrap().id;
            let mut sync = Sync::all();
            sync.roster.scope = Scope { workgroups: Some(vec![basic]), ..Scope::default() };
            sync
        }
        2 => {
            let mut sync = Sync::all();
            sync.roster.scope.has_external_id = Some(random.random_bool(0.5));
            sync
        }
        _ => Sync::all(),
    };
    sync.roster.brake = Brake::Number(random.random_range(0..9));
    if random.random_bool(0.5) {
        sync.strictness = Strictness::Partial(None);
    }
    sync.dry_run = true;
    sync
}

#[tokio::test]
async fn what_is_passed_over_changes_nothing_of_what_becomes_of_the_rest() {
    let agency = Agency::new().await;
    agency.imported(PEOPLE).await;
    let ends = "update ct.users set ends_by = gen_random_uuid(), ends_reason = 'retires',
            ends_at = case login when 'eve@example.org' then '2026-01-01Z' else '2126-01-01Z' end::timestamptz
        where login in ('eve@example.org', 'dee@example.org')";
    agency.own.connect().await.batch_execute(ends).await.unwrap();
    let mut both = [0, 0];
    for seed in 0..400 {
        let csv = random_roster(&mut StdRng::seed_from_u64(seed));
        let mut plans = Vec::new();
        for looks_at_all in [false, true] {
            let sync = random_sync(&agency, &mut StdRng::seed_from_u64(seed)).await;
            let sync = if looks_at_all { looking_at_all(sync) } else { sync };
            let plan = Plan::default();
            let result = sync.watched(&agency, &csv, &plan).await;
            both[usize::from(result.is_ok())] += 1;
            plans.push(described(&result, plan));
        }
        assert_eq!(plans[0], plans[1], "seed {seed}:\n{csv}");
    }
    assert!(both.iter().all(|number| *number > 100), "refused and planned: {both:?}");
}

#[tokio::test]
async fn whoever_was_passed_over_is_looked_at_again_behind_the_guard() {
    let agency = Agency::new().await;
    agency.imported(crate::roster::PEOPLE).await;
    let file = "email,phone,supervisor\nann@example.org,9,\nbob@example.org,2,ann@example.org\n\
        cy@example.org,3,bob@example.org\ndee@example.org,4,\n";
    for change in ["phone = '22'", "supervisor_id = null", "deactivated_at = now()", "kind = 'client'"] {
        let change = if change.starts_with("deactivated") {
            "deactivated_at = now(), deactivated_by = created_by, deactivation_reason = 'left'"
        } else {
            change
        };
        let doing = format!(
            "update ct.users set {change} where login = 'bob@example.org';
             update ct.guard set version = version + 1 where name = 'user'"
        );
        let watch = Meanwhile { doing: Some((&agency, &doing)), ..Meanwhile::default() };
        let error = Sync::all().watched(&agency, file, &watch).await.unwrap_err();
        assert_eq!(error.kind(), Kind::TryAgain, "{change}: {error}");
        assert_eq!(agency.user("ann@example.org", "phone").await, "1", "{change}");
        let back =
            "update ct.users b set phone = '2', supervisor_id = a.id, kind = 'staff', deactivated_at = null,
                deactivated_by = null, deactivation_reason = null
            from ct.users a where a.login = 'ann@example.org' and b.login = 'bob@example.org'";
        agency.own.connect().await.batch_execute(back).await.unwrap();
    }
    // What the file does not tell may change.
    let doing = "update ct.users set job_title = 'Boss' where login = 'bob@example.org';
        update ct.guard set version = version + 1 where name = 'user'";
    let watch = Meanwhile { doing: Some((&agency, doing)), ..Meanwhile::default() };
    let outcome = Sync::all().watched(&agency, file, &watch).await.unwrap();
    assert_eq!(counts(&outcome), [0, 1, 3, 0, 0]);
    assert_eq!(agency.user("ann@example.org", "phone").await, "9");
    assert_eq!(agency.user("bob@example.org", "job_title").await, "Boss");
}

#[tokio::test]
async fn of_a_roster_that_says_nothing_new_no_row_waits() {
    let agency = Agency::new().await;
    agency.imported(PEOPLE).await;
    let rows = "email,name,phone,organization,organizations,workgroups,tools,supervisor,external_id,case_manager,status\n\
        Ann@example.org,Ann,1,CON,ACM,Basic,cases:write,,E1,yes,active\n";
    // The address is spelt otherwise; with what it is now nothing is.
    let waits = "create function ct.waits() returns trigger language plpgsql as $$ begin raise exception 'waits'; end $$;
        create trigger waits before insert on ct.stage_user for each row execute function ct.waits()";
    agency.own.connect().await.batch_execute(waits).await.unwrap();
    let mut sync = Sync::of(&agency, "CON").await;
    sync.roster.brake = Brake::Number(9);
    sync.dry_run = true;
    let error = sync.text(&agency, rows).await.unwrap_err();
    assert!(error.to_string().contains("stage::copy"), "{error}");
    let mut sync = Sync::of(&agency, "CON").await;
    sync.roster.brake = Brake::Number(9);
    sync.dry_run = true;
    let outcome = sync.text(&agency, &rows.replace("Ann@", "ann@")).await.unwrap();
    assert_eq!(counts(&outcome), [0, 0, 1, 0, 3]);
}
