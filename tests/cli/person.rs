//! Users: add, show, list, edit.

use crate::{Session, snapshot};

#[tokio::test]
async fn added_with_every_field() {
    let mut session = Session::with_people().await;
    session
        .ct("user add")
        .ct("user add ana@example.org --name 'Ana García'")
        .ct("user add ana@example.org --name 'Ana García' --job-title 'Case worker' --address '1 Main St, Springfield' \
             --phone 0302 --provider ACME --organization CON --location MAIN --supervisor linda@example.org \
             --case-manager --workgroups Basic;Intake --organizations AID --tools cases:write;users \
             --support vendor --status pending --no-password --reason 'ticket 12'")
        .ct("user show ana@example.org")
        .ct("user show ana@example.org -o json")
        .ct("user add ANA@example.org --name Other --organization CON");
    snapshot!(session);
}

#[tokio::test]
async fn passwords_from_everywhere() {
    let mut session = Session::with_people().await;
    session.file("open.txt", "Sommer-2026\n");
    let secret = session.file("secret.txt", "Sommer-2026\n");
    use std::os::unix::fs::PermissionsExt;
    std::fs::set_permissions(&secret, std::fs::Permissions::from_mode(0o600)).unwrap();
    std::fs::set_permissions(session.path("open.txt"), std::fs::Permissions::from_mode(0o644)).unwrap();
    session
        .ct("user add a@example.org --name A --organization CON --generate-password")
        .ct("user add b@example.org --name B --organization CON --generate-password -o json")
        .ct_reading("user add c@example.org --name C --organization CON --password-stdin", "Winter-2026\n")
        .ct_reading("user add d@example.org --name D --organization CON --password-stdin", "winter\n")
        .ct_reading("user add d@example.org --name D --organization CON --password-stdin", "")
        .ct("user add d@example.org --name D --organization CON --password-file open.txt")
        .ct("user add d@example.org --name D --organization CON --password-file secret.txt --no-require-change")
        .ct("user add e@example.org --name E --organization CON --password-prompt")
        .ct("user add e@example.org --name E --organization CON --generate-password --expires soon")
        .ct("user add e@example.org --name E --organization CON --generate-password --expires 2026-01-01")
        .ct("user add e@example.org --name E --organization CON --no-password --expires 1d")
        .ct("user add e@example.org --name E --organization CON --passwords-out out.csv")
        .ct("user add f@example.org --name F --organization CON --passwords-out out.csv")
        .ct("user add f@example.org --name F --organization CON --passwords-dir slips/")
        .ct("user add g@example.org --name G --organization CON --passwords-dir slips")
        .ct("user add g@example.org --name G --organization CON --generate-password --no-password")
        .ct("user add g@example.org --name G --organization CON --generate-password --expires never -o json")
        .ct("user add h@example.org --name H --organization CON --generate-password --expires 2199-01-01")
        .ct("user list --organization CON --columns email,password_state,password_expires_at");
    snapshot!(session);
    let (_, end) =
        session.read("out.csv").trim().rsplit_once(',').map(|(a, b)| (a.to_owned(), b.to_owned())).unwrap();
    assert!(end.ends_with('Z') && end.parse::<chrono::DateTime<chrono::Utc>>().is_ok(), "{end}");
    assert_eq!(session.read("out.csv").lines().count(), 2);
    assert!(session.read("slips/f@example.org.txt").starts_with("Name:                 F\n"));
}

#[tokio::test]
async fn listed_by_every_filter() {
    let mut session = Session::with_people().await;
    session
        .ct("user list")
        .ct("user list --all")
        .ct("user list --status pending")
        .ct("user list --name sanchez")
        .ct("user list --name 'SÁNCHEZ lin'")
        .ct("user list --organization aid --all")
        .ct("user list --workgroup Intake")
        .ct("user list --supervisor linda@example.org")
        .ct("user list --tool users:write")
        .ct("user list --tool cases:write")
        .ct("user list --kind client")
        .ct("user list --location MAIN")
        .ct("user list --provider ACME")
        .ct("user list --provider ACNE")
        .ct("user list --columns name,phone --sort -name --all")
        .ct("user list --columns name,phon")
        .ct("user list --columns password")
        .ct("user list --sort -email --limit 2 --all")
        .ct("user list --sort -email --limit 2 --all --after 2");
    snapshot!(session);
}

#[tokio::test]
async fn named_in_every_way() {
    let mut session = Session::with_people().await;
    session
        .ct("user show Linda@EXAMPLE.org -o id")
        .ct("user show 1 -o id")
        .ct("user show linda -o id")
        .ct("user show sán -o id")
        .ct("user show 王 -o id")
        .ct("user show linde@example.org")
        .ct("user show nobody")
        .ct("user show ''")
        .ct("user edit linda --phone 1")
        .ct("user add pat2@example.org --name 'Pat Other' --organization AID")
        .ct("user show pat");
    snapshot!(session);
}

#[tokio::test]
async fn edited_with_history() {
    let mut session = Session::with_people().await;
    session
        .ct("user edit linda@example.org")
        .ct("user edit linda@example.org --status inactive")
        .ct("user edit linda@example.org --phone 0399 --job-title '' --workgroups Basic --reason moved")
        .ct("user edit linda@example.org --phone 0399")
        .ct("user edit linda@example.org --email Linda.S@Example.org --dry-run")
        .ct("user edit linda@example.org --email Linda.S@Example.org")
        .ct("user edit linda.s@example.org --email wei@example.org")
        .ct("user edit linda.s@example.org --supervisor wei@example.org")
        .ct("user edit linda.s@example.org --organization AID")
        .ct("user show linda.s@example.org");
    snapshot!(session);
}
