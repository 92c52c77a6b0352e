//! `ct user deactivate`.

use crate::{Session, snapshot};

/// A workgroup that opens users, so that there are administrators.
async fn agency() -> Session {
    let mut session = Session::with_people().await;
    for command in [
        "workgroup add Admin --tools users:write",
        "user edit linda@example.org --workgroups Admin",
        "user add ana@example.org --name 'Ana Sol' --organization CON --case-manager=yes",
    ] {
        session.quietly(command);
    }
    session
}

#[tokio::test]
async fn one_leaves_and_the_work_goes_on() {
    let mut session = crate::case::session().await;
    for command in [
        "user edit ana@example.org --supervisor wei@example.org",
        "case assign K1 --to wei@example.org --begin 2020-01-01",
        "case assign K2 --to wei@example.org --begin 2020-01-01",
        "task add 'Call back' --for-client K1 --due 2090-01-01 --participants wei@example.org",
    ] {
        session.quietly(command);
    }
    session
        .ct("user deactivate")
        .ct("user deactivate nobody@example.org")
        .ct("user deactivate wei@example.org")
        .ct("user deactivate wei@example.org -o json")
        .ct("user deactivate wei@example.org --unassign --dry-run")
        .ct("user deactivate wei@example.org --unassign --dry-run -o json")
        .ct("user deactivate wei@example.org --transfer-to linda@example.org")
        .ct("user deactivate wei@example.org --transfer-to wei@example.org")
        .ct("user deactivate wei@example.org --unassign --leave-open")
        .ct("user deactivate wei@example.org --transfer-to ana@example.org --dry-run")
        .ct("user deactivate wei@example.org --transfer-to ana@example.org --dry-run --detailed-exitcode")
        .ct("user deactivate wei@example.org --transfer-to ana@example.org --dry-run -o json")
        .ct("user deactivate wei@example.org --transfer-to ana@example.org --dry-run -o jsonl")
        .ct("user deactivate wei@example.org --transfer-to ana@example.org --dry-run -o csv")
        .ct("user deactivate wei@example.org --transfer-to ana@example.org --dry-run -o id")
        .ct("user deactivate wei@example.org --transfer-to ana@example.org --reason 'left the agency'")
        .ct("user deactivate wei@example.org --transfer-to ana@example.org")
        .ct("user deactivate wei@example.org -o json")
        .ct("user list --status inactive --columns email,status")
        .ct("case list --columns client,user,status")
        .ct("batch list --noun leaver -o id")
        .ct("batch undo 3 --yes")
        .ct("case list --columns client,user,status");
    snapshot!(session);
}

#[tokio::test]
async fn ends_are_scheduled_and_cancelled() {
    let mut session = agency().await;
    session.quietly("organization edit CON --time-zone Europe/Berlin");
    session
        .ct("user deactivate wei@example.org --at 2996-12-31T17:00")
        .ct("user deactivate wei@example.org --at 2996-12-31T17:00")
        .ct("user deactivate wei@example.org --at 2996-12-31T17:00 --unassign --reason 'contract ends'")
        .ct("user deactivate wei@example.org --at 31.12.2996")
        .ct("user deactivate wei@example.org --at 2020-01-01")
        .ct("user deactivate wei@example.org --at soon")
        .ct("user deactivate wei@example.org --cancel --at 2996-12-31")
        .ct("user deactivate wei@example.org --cancel --dry-run")
        .ct("user deactivate wei@example.org --cancel")
        .ct("user deactivate wei@example.org --cancel")
        .ct("user deactivate linda@example.org")
        .ct("user deactivate linda@example.org --at 2996-12-31 -o json")
        .ct("user deactivate wei@example.org ana@example.org wei@example.org --leave-open --team-to linda@example.org");
    snapshot!(session);
}

#[tokio::test]
async fn from_a_file() {
    let mut session = agency().await;
    session.quietly("user add sam@example.org --name 'Sam Sea' --organization CON");
    session.file("good.csv", "email,at,reason\nwei@example.org,now,left\nana@example.org,2996-12-31,\n");
    session.file("bad.csv", "email,at,transfer_to\nwei@example.org,,\nnobody@example.org,now,\nlinda@example.org,now,\nana@example.org,soon,x\npat@example.org,now,\n");
    session.file("cancel.csv", "email,at,cancel,work\nana@example.org,,yes,\nsam@example.org,2996-12-31,,unassign\npat@example.org,now,no,\n");
    session.file("other.csv", "Mail,Last day\npat@example.org,2996-12-31\n");
    session
        .ct("user deactivate --template")
        .ct("user deactivate --from nowhere.csv")
        .ct("user deactivate wei@example.org --from good.csv")
        .ct("user deactivate wei@example.org --partial")
        .ct("user deactivate wei@example.org --plan-out plan.json")
        .ct("user deactivate --from bad.csv")
        .ct("user deactivate --from bad.csv --partial --rejects rejects.csv")
        .ct("user deactivate --from other.csv")
        .ct("user deactivate --from other.csv --map mail=email --map 'last day=at' --dry-run")
        .ct("user deactivate --from good.csv --dry-run --detailed-exitcode")
        .ct("user deactivate --from good.csv --dry-run -o csv")
        .ct("user deactivate --from good.csv --plan-out plan.json")
        .ct("apply plan.json --yes")
        .ct("user deactivate --from good.csv -o json")
        .ct("user deactivate --from cancel.csv --dry-run")
        .ct("user deactivate --from cancel.csv --dry-run -o json")
        .ct("user deactivate --from cancel.csv")
        .ct_reading("user deactivate --from -", "email\n")
        .ct_reading("user deactivate --from -", "email\npat@example.org\n");
    let rejects = session.read("rejects.csv");
    session.show_text(&rejects);
    snapshot!(session);
}
