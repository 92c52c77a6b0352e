//! Rosters: who is created, changed, comes back and leaves; what stands in the way of a bad file; and who stays.

use std::cell::RefCell;
use std::io::Cursor;
use std::pin::Pin;

use ct::batch::{Undo, Undone, undo};
use ct::brake::Brake;
use ct::csv_io::{self, File, Mapping};
use ct::noun::stage::{
    self, Conflict, Expectation, Generate, Goal, Outcome, Passwords, Planned, Record, Request, Strictness,
    Watch,
};
use ct::organization::ORGANIZATION;
use ct::paused::import::Parking;
use ct::roster::{self, Person, Roster, Scope, Work};
use ct::user::USER;
use ct::{Kind, Result};

use crate::agency::{Agency, operation, passwords};

/// How to sync; `Sync::all()` is all of the staff, where nothing else is told.
pub(crate) struct Sync {
    pub(crate) roster: Roster,
    pub(crate) strictness: Strictness,
    pub(crate) passwords: Passwords,
    pub(crate) dry_run: bool,
}

/// Keeps the plan; and does something before it is applied.
#[derive(Default)]
pub(crate) struct Meanwhile<'a> {
    pub(crate) planned: RefCell<Vec<Planned>>,
    pub(crate) doing: Option<(&'a Agency, &'a str)>,
}

impl Watch for Meanwhile<'_> {
    fn planned(&self, row: Planned) -> Result<()> {
        self.planned.borrow_mut().push(row);
        Ok(())
    }

    fn confirm<'a>(&'a self, _: &'a Outcome) -> Pin<Box<dyn Future<Output = Result<()>> + 'a>> {
        Box::pin(async {
            if let Some((agency, sql)) = self.doing {
                agency.own.connect().await.batch_execute(sql).await.unwrap();
            }
            Ok(())
        })
    }
}

impl Sync {
    pub(crate) fn all() -> Self {
        Self {
            roster: Roster::default(),
            strictness: Strictness::AllOrNothing,
            passwords: passwords(Generate::Nobody),
            dry_run: false,
        }
    }

    pub(crate) async fn of(agency: &Agency, organization: &str) -> Self {
        let id = agency.find(&ORGANIZATION, organization).await.unwrap().id;
        let scope = Scope { organizations: Some(vec![id]), ..Scope::default() };
        Self { roster: Roster { scope, ..Roster::default() }, ..Self::all() }
    }

    pub(crate) fn partial() -> Self {
        Self { strictness: Strictness::Partial(None), ..Self::all() }
    }

    pub(crate) fn with_brake(mut self, brake: Brake) -> Self {
        self.roster.brake = brake;
        self
    }

    pub(crate) fn with_work(mut self, what: &'static str, transfer_to: Option<i64>) -> Self {
        self.roster.work = Work { what: Some(what), transfer_to, team_to: None };
        self
    }

    pub(crate) async fn text(self, agency: &Agency, csv: &str) -> Result<Outcome> {
        self.watched(agency, csv, &Meanwhile::default()).await
    }

    pub(crate) async fn watched(self, agency: &Agency, csv: &str, watch: &dyn Watch) -> Result<Outcome> {
        let options = csv_io::Options {
            name: "file.csv".to_owned(),
            delimiter: None,
            mapping: Mapping::default(),
            null: "NULL".to_owned(),
            keep: None,
            most_bad: None,
            generates: self.passwords.generate != Generate::Nobody,
            needs_password: false,
            path: None,
            encoding: None,
        };
        let file = File::begin(&USER, Box::new(Cursor::new(csv.as_bytes().to_vec())), options)?;
        let request = Request {
            noun: &USER,
            columns: file.columns(),
            positions: file.positions(),
            conflict: Conflict::Update,
            operation: operation("user sync"),
            passwords: self.passwords,
            goal: if self.dry_run { Goal::Plan } else { Goal::Apply },
            strictness: self.strictness,
            rejects: None,
            parking: Parking::None,
            expectation: Expectation::None,
            record: Record::Batch { wait: true },
            source: "file.csv".to_owned(),
        };
        let lookups = stage::lookups(&agency.database, &request.columns).await?;
        let (portions, _) = stage::read(file, lookups);
        roster::sync(&agency.database, request, &self.roster, portions, watch).await
    }

    /// Syncs what must be refused, sees that nothing was written, and gives what was said.
    pub(crate) async fn refused(self, agency: &Agency, csv: &str, kind: Kind) -> String {
        let before = agency.content().await;
        let result = self.text(agency, csv).await;
        assert_eq!(result.as_ref().err().map(ct::Error::kind), Some(kind), "{csv}: {result:?}");
        assert_eq!(agency.content().await, before, "something was written");
        crate::agency::refusal(result)
    }
}

/// Created, changed, unchanged, come back, left.
pub(crate) fn counts(outcome: &Outcome) -> [u64; 5] {
    let moves = outcome.roster.as_ref().unwrap();
    [
        outcome.create,
        outcome.change,
        outcome.keep - moves.only_returning,
        moves.returning.len() as u64,
        moves.leaving.len() as u64,
    ]
}

pub(crate) fn emails(people: &[Person]) -> String {
    people.iter().map(|person| person.email.as_str()).collect::<Vec<_>>().join(" ")
}

/// Who is active, in the order of their e-mails.
pub(crate) async fn active(agency: &Agency) -> String {
    agency
        .value("select string_agg(split_part(login, '@', 1), ' ' order by login) from ct.users where deactivated_at is null")
        .await
}

async fn undone(agency: &Agency, batch: i64) -> Undone {
    let request =
        Undo { nouns: &ct::NOUNS, batch, operation: operation("batch undo"), wait: true, dry_run: false };
    undo(&agency.database, request).await.unwrap()
}

pub(crate) const PEOPLE: &str = "email,name,phone,organization,workgroups,supervisor\n\
    ann@example.org,Ann,1,CON,Basic,\n\
    bob@example.org,Bob,2,CON,Basic,ann@example.org\n\
    cy@example.org,Cy,3,CON,Admin,bob@example.org\n\
    dee@example.org,Dee,4,ACM,Basic,\n";

#[tokio::test]
async fn a_roster_creates_changes_brings_back_and_lets_go_in_one_batch() {
    let agency = Agency::new().await;
    assert_eq!(counts(&Sync::all().text(&agency, PEOPLE).await.unwrap()), [4, 0, 0, 0, 0]);
    let fewer = "email,name,phone,organization,workgroups\nann@example.org,Ann,9,CON,Basic\ndee@example.org,Dee,4,ACM,Basic\n\
        eve@example.org,Eve,5,CON,\n";
    let outcome = Sync::all().text(&agency, fewer).await.unwrap();
    assert_eq!(counts(&outcome), [1, 1, 1, 0, 2]);
    assert_eq!(emails(&outcome.roster.unwrap().leaving), "bob@example.org cy@example.org");
    assert_eq!(active(&agency).await, "ann dee eve");
    assert_eq!(agency.user("bob@example.org", "status_reason").await, "not in the roster file.csv");
    let told = "select concat_ws(' ', created, changed, unchanged) from ct.batch order by id desc limit 1";
    assert_eq!(agency.value(told).await, "1 3 1");
    // All that it did belongs to one operation.
    let operations = "select count(distinct operation_id) from ct.history h join ct.operation o on o.id = h.operation_id where o.command = 'user sync'";
    assert_eq!(agency.value(operations).await, "2");

    let before = agency.content_but_batches().await;
    assert_eq!(counts(&Sync::all().text(&agency, fewer).await.unwrap()), [0, 0, 3, 0, 0]);
    assert_eq!(agency.content_but_batches().await, before);

    // Cy's supervisor comes back by the same file.
    let back = format!("{PEOPLE}eve@example.org,Eve,5,CON,,\n")
        .replace("cy@example.org,Cy,3", "cy@example.org,Cy,33");
    let outcome = Sync::all().text(&agency, &back).await.unwrap();
    assert_eq!(counts(&outcome), [0, 2, 2, 2, 0]);
    assert_eq!(active(&agency).await, "ann bob cy dee eve");
    assert_eq!(agency.user("cy@example.org", "supervisor, phone, status").await, "bob@example.org|33|active");
    assert_eq!(counts(&Sync::all().text(&agency, &back).await.unwrap()), [0, 0, 5, 0, 0]);

    let undone = undone(&agency, outcome.batch.unwrap()).await;
    assert_eq!((undone.kept, undone.failed), (Vec::new(), Vec::new()));
    assert_eq!(active(&agency).await, "ann dee eve");
    assert_eq!(agency.user("cy@example.org", "phone").await, "3");
}

#[tokio::test]
async fn undoing_a_roster_undoes_all_of_it() {
    let agency = Agency::new().await;
    Sync::all().text(&agency, PEOPLE).await.unwrap();
    let phones = "select string_agg(login || coalesce(phone, '') || coalesce(supervisor_id::text, ''), ' ' order by login) from ct.users where login <> 'eve@example.org'";
    let before = agency.value(phones).await;
    // Bob leaves, and Cy gets Ann for a supervisor.
    let fewer = "email,name,phone,organization\nann@example.org,Ann,9,CON\ncy@example.org,Cy,3,CON\neve@example.org,Eve,5,CON\n";
    let outcome = Sync::all().text(&agency, fewer).await.unwrap();
    assert_eq!(counts(&outcome), [1, 1, 1, 0, 2]);
    assert_eq!(outcome.roster.unwrap().done.unwrap().team, 1);
    assert_eq!(agency.user("cy@example.org", "supervisor").await, "ann@example.org");
    let undone = undone(&agency, outcome.batch.unwrap()).await;
    assert_eq!((undone.kept, undone.failed), (Vec::new(), Vec::new()));
    assert_eq!(agency.value(phones).await, before);
    assert_eq!(active(&agency).await, "ann bob cy dee");
}

#[tokio::test]
async fn nobody_outside_of_the_scope_is_touched() {
    let agency = Agency::new().await;
    Sync::all().text(&agency, PEOPLE).await.unwrap();
    let outside = "select string_agg(u::text, '|') from ct.users u where u.login = 'dee@example.org'";
    let before = agency.value(outside).await;
    let outcome =
        Sync::of(&agency, "CON").await.text(&agency, "email,phone\nann@example.org,1\n").await.unwrap();
    assert_eq!(counts(&outcome), [0, 0, 1, 0, 2]);
    assert_eq!(agency.value(outside).await, before);
    let named = "email,name,organization\nann@example.org,Ann,CON\ndee@example.org,Dee,ACM\nann2@example.org,Ann,ACM\n";
    assert_eq!(
        Sync::of(&agency, "CON").await.refused(&agency, named, Kind::BadInput).await,
        "file.csv:3:1: email: belongs to ACM, outside of the scope of this roster (dee@example.org)\n\
         file.csv:4:3: organization: the user would be outside of the scope of this roster"
    );
    // Nor may the file bring somebody in, or take somebody out.
    let moved = "email,organization\nann@example.org,ACM\ndee@example.org,CON\n";
    assert_eq!(
        Sync::of(&agency, "CON").await.refused(&agency, moved, Kind::BadInput).await,
        "file.csv:2:2: organization: the user would be outside of the scope of this roster\n\
         file.csv:3:1: email: belongs to ACM, outside of the scope of this roster (dee@example.org)"
    );
    // All of the staff may go anywhere.
    assert_eq!(counts(&Sync::all().text(&agency, moved).await.unwrap()), [0, 2, 0, 0, 0]);
}

#[tokio::test]
async fn a_scope_is_told_by_workgroups_and_external_ids_too() {
    let agency = Agency::new().await;
    agency.imported(PEOPLE).await;
    let basic = agency.find(&ct::workgroup::WORKGROUP, "Basic").await.unwrap().id;
    let of = |scope: Scope| Sync { roster: Roster { scope, ..Roster::default() }, ..Sync::all() };
    let basics = || of(Scope { workgroups: Some(vec![basic]), ..Scope::default() });
    let outcome = basics().text(&agency, "email\nann@example.org\ndee@example.org\n").await.unwrap();
    assert_eq!(emails(&outcome.roster.unwrap().leaving), "bob@example.org");
    assert_eq!(
        basics()
            .refused(&agency, "email,workgroups\nann@example.org,Admin\ncy@example.org,\n", Kind::BadInput)
            .await,
        "file.csv:2:2: workgroups: the user would be outside of the scope of this roster\n\
         file.csv:3:1: email: belongs to CON, workgroups Admin, outside of the scope of this roster (cy@example.org)"
    );
    agency.imported("email,external_id\nann@example.org,E1\ncy@example.org,E3\n").await;
    let known = || of(Scope { has_external_id: Some(true), ..Scope::default() });
    let outcome = known().text(&agency, "email,external_id\nann@example.org,E1\n").await.unwrap();
    assert_eq!(emails(&outcome.roster.unwrap().leaving), "cy@example.org");
    assert_eq!(
        known().refused(&agency, "email,external_id\nann@example.org,NULL\n", Kind::BadInput).await,
        "file.csv:2:2: external_id: the user would be outside of the scope of this roster"
    );
    assert_eq!(active(&agency).await, "ann dee");
}

/// So many users, `user01@example.org` and on.
fn many(number: usize) -> String {
    (1..=number).fold("email,name,organization\n".to_owned(), |csv, n| {
        format!("{csv}user{n:03}@example.org,User,CON\n")
    })
}

#[tokio::test]
async fn the_brake_holds_and_says_how_to_go_on() {
    let agency = Agency::new().await;
    Sync::all().text(&agency, &many(30)).await.unwrap();
    assert_eq!(
        Sync::all().refused(&agency, &many(19), Kind::Refused).await,
        "11 of 30 active users in the scope would be deactivated (36.66 %), and no more than 10 may be (10, or 5 % if that is \
         more): nothing was done; among them user020@example.org, user021@example.org, user022@example.org, \
         user023@example.org, user024@example.org, 6 more\n\
         see whether the file is whole and the scope is meant; if they all are to leave: --max-deactivations 11"
    );
    for brake in [Brake::Number(0), Brake::Number(10), Brake::Share(3666)] {
        Sync::all().with_brake(brake).refused(&agency, &many(19), Kind::Refused).await;
    }
    let plan = Sync { dry_run: true, ..Sync::all() }.text(&agency, &many(19)).await.unwrap();
    assert_eq!(counts(&plan), [0, 0, 19, 0, 11]);
    assert_eq!(plan.roster.unwrap().refusal.unwrap().kind(), Kind::Refused);
    let outcome = Sync::all().with_brake(Brake::Share(3700)).text(&agency, &many(19)).await.unwrap();
    assert_eq!(counts(&outcome), [0, 0, 19, 0, 11]);
    // Ten are few enough without a word.
    assert_eq!(counts(&Sync::all().text(&agency, &many(9)).await.unwrap()), [0, 0, 9, 0, 10]);
}

#[tokio::test]
async fn an_empty_roster_is_refused_whatever_the_brake_says() {
    let agency = Agency::new().await;
    agency.imported(PEOPLE).await;
    let wide = || Sync::partial().with_brake(Brake::Share(10_000));
    let said = wide().refused(&agency, "email,name\n", Kind::BadInput).await;
    assert_eq!(said, "file.csv has a header and no rows\nnothing was read: is it the right file?");
    wide().refused(&agency, "email,name\nnobody,Nobody\n", Kind::BadInput).await;
    wide().refused(&agency, "email,organization\nann@example.org,XXX\n", Kind::BadInput).await;
    wide().refused(&agency, "", Kind::BadInput).await;
}

#[tokio::test]
async fn what_has_changed_since_the_plan_is_looked_at_again() {
    let agency = Agency::new().await;
    agency.imported(PEOPLE).await;
    let file = "email,phone\nann@example.org,9\nbob@example.org,2\ndee@example.org,4\n";
    // Somebody who would leave is added: that is another plan.
    let doing = "insert into ct.users (email, login, name, organization_id, created_by)
            select 'new@example.org', 'new@example.org', 'New', min(id), gen_random_uuid() from ct.organization;
        update ct.guard set version = version + 1 where name = 'user'";
    let watch = Meanwhile { doing: Some((&agency, doing)), ..Meanwhile::default() };
    let error = Sync::all().watched(&agency, file, &watch).await.unwrap_err();
    assert_eq!(error.kind(), Kind::TryAgain, "{error}");
    assert_eq!(active(&agency).await, "ann bob cy dee new");
    assert_eq!(agency.user("ann@example.org", "phone").await, "1");
    assert_eq!(agency.value("select count(*) from ct.stage_plan").await, "0");
    // Another edit makes none.
    let doing = "update ct.users set job_title = 'Boss' where login = 'ann@example.org';
        update ct.guard set version = version + 1 where name = 'user'";
    let watch = Meanwhile { doing: Some((&agency, doing)), ..Meanwhile::default() };
    let outcome = Sync::all().watched(&agency, file, &watch).await.unwrap();
    assert_eq!(counts(&outcome), [0, 1, 2, 0, 2]);
    assert_eq!(agency.user("ann@example.org", "phone, job_title").await, "9|Boss");
    // Nor does work that somebody gets meanwhile leave with them.
    agency
        .own
        .connect()
        .await
        .batch_execute("update ct.users set case_manager = true where login = 'bob@example.org'")
        .await
        .unwrap();
    let doing = "insert into ct.client (external_id, key, name, organization_id, created_by)
            select 'C', 'c', 'Client', organization_id, gen_random_uuid() from ct.users where login = 'bob@example.org';
        insert into ct.case_assignment (client_id, user_id, organization_id, begin_date, created_by)
            select c.id, u.id, c.organization_id, '2026-01-01', gen_random_uuid() from ct.client c, ct.users u where u.login = 'bob@example.org'";
    let watch = Meanwhile { doing: Some((&agency, doing)), ..Meanwhile::default() };
    let error =
        Sync::all().watched(&agency, "email\nann@example.org\ndee@example.org\n", &watch).await.unwrap_err();
    assert_eq!(error.kind(), Kind::Refused, "{error}");
    assert_eq!(active(&agency).await, "ann bob dee");
}
