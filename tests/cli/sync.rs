//! `ct user sync`.

use crate::{Session, snapshot};

const ROSTER: &str = "Mail;Full Name;Unit\nlinda@example.org;Linda Sánchez;CON\nwei@example.org;王伟;CON\nnew@example.org;New;CON\n";
const MAPPED: &str = "--map 'full name=name' --map mail=email --map unit=organization";

#[tokio::test]
async fn user_sync_makes_a_scope_what_the_roster_says() {
    let mut session = Session::with_people().await;
    session.quietly(
        "user add ann@example.org --name Ann --organization CON --supervisor wei@example.org --no-password",
    );
    session.quietly("user add bob@example.org --name Bob --organization AID --no-password");
    session.file("hr.csv", ROSTER);
    session.file("fewer.csv", "email\nlinda@example.org\nann@example.org\n");
    session
        .ct("user sync hr.csv")
        .ct("user sync hr.csv --all --organization CON")
        .ct("user sync hr.csv --where color=red")
        .ct("user sync hr.csv --where external_id=maybe")
        .ct("user sync hr.csv --organization NONE")
        .ct("user sync hr.csv --organization CON --plan-out plan.json")
        .ct(&format!("user sync hr.csv --organization CON {MAPPED}"))
        .ct(&format!("user sync hr.csv --organization CON {MAPPED} --dry-run --detailed-exitcode -o json"))
        .ct(&format!(
            "user sync hr.csv --organization CON {MAPPED} --yes --reason 'HR, November' --passwords-out p.csv"
        ))
        .ct(&format!("user sync hr.csv --organization CON {MAPPED} --yes --passwords-out p2.csv"))
        .ct(&format!("user sync hr.csv --organization CON {MAPPED} --dry-run --detailed-exitcode"))
        .ct("user list --all --columns email,status,supervisor,password_state")
        .ct("user sync fewer.csv --organization CON --yes -o json")
        .ct("user list --all --columns email,status,supervisor,password_state")
        .ct("batch undo 4 --yes")
        .ct("user list --all --columns email,status,supervisor");
    snapshot!(session);
    assert_eq!(session.read("p.csv").lines().count(), 2);
}

#[tokio::test]
async fn user_sync_stops_before_harm_is_done() {
    let mut session = Session::with_people().await;
    session.file("clients.csv", "external_id,name,organization\nC1,One,CON\nC2,Two,CON\n");
    session.quietly("client import clients.csv");
    session.quietly("case assign C1 --to wei@example.org");
    session.file("empty.csv", "email,name\n");
    session.file("linda.csv", "email,phone\nlinda@example.org,1\n");
    session.file("bad.csv", "email,phone,organization\nlinda@example.org,1,\nwei,,\nbob@example.org,,AID\n");
    session.file("nobody.csv", "email,name,organization\nnew@example.org,New,CON\n");
    session
        .ct("user sync empty.csv --all --yes --max-deactivations 100%")
        .ct("user sync linda.csv --all --yes --max-deactivations 0")
        .ct("user sync linda.csv --all --dry-run --max-deactivations 7.5%")
        .ct("user sync linda.csv --all --max-deactivations many")
        .ct("user sync linda.csv --all --yes")
        .ct("user sync linda.csv --all --yes --transfer-to linda@example.org --unassign")
        .ct("user sync linda.csv --all --yes --transfer-to linda@example.org")
        .ct("user sync bad.csv --all --yes --leave-open")
        .ct("user sync bad.csv --organization CON --yes --leave-open --partial --rejects rejected.csv")
        .ct("user sync rejected.csv --all --yes --leave-open --max-deactivations 100%")
        .ct("user sync nobody.csv --all --dry-run --leave-open")
        .ct("user sync linda.csv --all --yes --leave-open")
        .ct("user list --all --columns email,status,phone");
    snapshot!(session);
}
