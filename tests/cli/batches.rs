//! Partial imports, saved plans, `ct apply`, `ct batch list`, `ct batch show` and `ct batch undo`.

use crate::{Session, snapshot};

const STAFF: &str = "email,name,phone,organization,supervisor,password\n\
    ann@example.org,Ann,1,CON,linda@example.org,Correct-Horse-1\n\
    bob.example.org,Bob,2,CON,,Correct-Horse-2\n\
    cy@example.org,Cy,3,XXX,,\n\
    dee@example.org,Dee,4,CON,cy@example.org,\n\
    LINDA@example.org,Linda Sánchez,=5,CON,,\n";

#[tokio::test]
async fn bad_rows_are_left_out_and_fed_back() {
    let mut session = Session::with_people().await;
    session.file("staff.csv", STAFF);
    session
        .ct("user import staff.csv --max-errors 2")
        .ct("user import staff.csv --partial --max-errors 2")
        .ct("user import staff.csv --partial --rejects bad.csv --passwords-out bad.csv")
        .ct("user import staff.csv --partial --dry-run")
        .ct("user import staff.csv --rejects bad.csv --dry-run")
        .ct("user import staff.csv --partial --rejects bad.csv")
        .ct("user import staff.csv --partial --rejects rejected.csv")
        .ct("user import staff.csv --partial -o json");
    snapshot!(session);
    insta::assert_snapshot!(session.read("rejected.csv"), @"
    _line,_error,_blanked,email,name,phone,organization,supervisor,password
    3,email: is no e-mail address: it has no @ (bob.example.org),password,bob.example.org,Bob,2,CON,,
    4,organization: there is no such organization (XXX),,cy@example.org,Cy,3,XXX,,
    5,supervisor: has a row in this file that was rejected (cy@example.org),,dee@example.org,Dee,4,CON,cy@example.org,
    ");
    let corrected = session.read("rejected.csv").replace(",bob.example.org,Bob", ",bob@example.org,Bob");
    session.file("corrected.csv", corrected.replace(",3,XXX", ",3,CON"));
    session
        .ct("user import corrected.csv")
        .ct("user import corrected.csv --passwords-out p.csv --expires never")
        .ct("user list --columns email,supervisor,password_state");
    snapshot!(session);
}

#[tokio::test]
async fn a_plan_is_saved_and_applied_just_so() {
    let mut session = Session::with_people().await;
    session.file("change.csv", "email,phone,job_title,name,organization\nlinda@example.org,99,NULL,,\nnew@example.org,1,Nurse,New,AID\n");
    session.file("with_password.csv", "email,password\nlinda@example.org,Correct-Horse-1\n");
    session
        .ct("user import change.csv --detailed-exitcode")
        .ct("user import with_password.csv --plan-out plan.json")
        .ct("user import change.csv --plan-out plan.json --detailed-exitcode")
        .ct("user import change.csv --plan-out plan.json")
        .ct("apply plan.json --dry-run -o jsonl")
        .ct("user edit linda@example.org --phone 7")
        .ct("apply plan.json")
        .ct("apply plan.json -o json")
        .ct("user edit linda@example.org --phone 0301")
        .ct("apply plan.json --generate-password")
        .ct("apply plan.json --passwords-out p.csv --reason 'ticket 4711'")
        .ct("apply plan.json")
        .ct("user import change.csv --dry-run --detailed-exitcode")
        .ct("apply change.csv")
        .ct("apply nothing.json");
    snapshot!(session);
}

#[tokio::test]
async fn batches_are_listed_shown_and_undone() {
    let mut session = Session::with_people().await;
    session.file("change.csv", "email,phone,job_title,name,organization\nlinda@example.org,99,NULL,,\nwei@example.org,5,,,\nnew@example.org,1,Nurse,New,AID\n");
    session.quietly("user import change.csv --reason 'November'");
    session.quietly("user edit wei@example.org --phone 6");
    session
        .ct("batch list")
        .ct("batch list --noun user --limit 1 -o json")
        .ct("batch show 2")
        .ct("history list --batch 2 --columns key,action,change")
        .ct("batch undo 2")
        .ct("batch undo 2 --dry-run")
        .ct("batch undo 2 --yes")
        .ct("batch undo 2 --yes -o json")
        .ct("user list --all --columns email,phone,job_title,status")
        .ct("batch undo 3 --yes")
        .ct("batch undo 3 --yes")
        .ct("batch list --columns id,state,undoes,undone_by")
        .ct("batch show 77")
        .ct("batch show seven");
    snapshot!(session);
}

#[tokio::test]
async fn a_plan_is_for_its_own_database() {
    let mut session = Session::with_people().await;
    let database = crate::support::TestDatabase::new().await;
    // Databases of tests are copies of one, and so the same instance.
    let administrator = crate::support::connect_to(&database.superuser_url()).await;
    administrator.batch_execute("update ct.instance set id = gen_random_uuid()").await.unwrap();
    let mut other = Session::of(database);
    other.quietly("organization add CON Congress");
    other.quietly("user add linda@example.org --name Linda --organization CON --no-password");
    session.file("change.csv", "email,phone\nlinda@example.org,99\n");
    session.quietly("user import change.csv --plan-out plan.json");
    other.file("plan.json", session.read("plan.json"));
    other.ct("apply plan.json").ct("user list --columns email,phone");
    snapshot!(other);
}
