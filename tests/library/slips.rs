//! Generated passwords of new users in a folder, a file for each.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;

use ct::Kind;
use ct::noun::stage::Generate;
use ct::password::{Secret, Slips, Terms};
use ct::user::USER;
use uuid::Uuid;

use crate::agency::{Agency, Import, operation, passwords, refusal};
use crate::passwords::{names, opens, users};

const TERMS: Terms = Terms { expires_at: None, change_required: true };

fn to_folder(path: &Path) -> Import {
    Import { passwords: passwords(Generate::ToFolder(path.to_path_buf())), ..Import::of(&USER) }
}

#[tokio::test]
async fn a_file_for_each_that_only_its_owner_reads() {
    let agency = Agency::new().await;
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("new");
    let csv = "email,name,organization\nO'Neil@Example.org,Pat O'Neil,CON\nbob@example.org,Bob,CON\n";
    let outcome = to_folder(&path).text(&agency.database, csv).await.unwrap();
    assert_eq!((outcome.passwords, outcome.shown.len()), (2, 0));
    assert_eq!(names(folder.path()), ["new"]);
    assert_eq!(names(&path), ["bob@example.org.txt", "o%27neil@example.org.txt"]);
    assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o7777, 0o700);
    for (login, file) in
        [("bob@example.org", "bob@example.org"), ("o'neil@example.org", "o%27neil@example.org")]
    {
        let file = path.join(format!("{file}.txt"));
        assert_eq!(fs::metadata(&file).unwrap().permissions().mode() & 0o7777, 0o600);
        let slip = fs::read_to_string(file).unwrap();
        let line = slip.lines().find_map(|line| line.strip_prefix("Temporary password:")).unwrap();
        assert!(opens(&agency, login, line.trim()).await, "{login}");
    }
    // With nobody new there is no folder.
    to_folder(&folder.path().join("second")).text(&agency.database, csv).await.unwrap();
    assert_eq!(names(folder.path()), ["new"]);
}

#[tokio::test]
async fn given_ones_are_not_handed_out() {
    let agency = Agency::new().await;
    let folder = tempfile::tempdir().unwrap();
    let csv = |login: &str| {
        format!("email,name,organization,password\n{login}@example.org,Ann,CON,Correct-Horse-1\n")
    };
    to_folder(&folder.path().join("new")).text(&agency.database, csv("ann")).await.unwrap();
    let to_file = passwords(Generate::ToFile(folder.path().join("new.csv")));
    let import = Import { passwords: to_file, ..Import::of(&USER) };
    assert_eq!(import.text(&agency.database, csv("bob")).await.unwrap().passwords, 1);
    assert!(names(folder.path()).is_empty());
}

#[tokio::test]
async fn nothing_is_written_where_the_folder_cannot_be() {
    let agency = Agency::new().await;
    let folder = tempfile::tempdir().unwrap();
    let exists = folder.path().join("there");
    fs::create_dir(&exists).unwrap();
    let before = agency.content().await;
    for (path, kind) in [(exists.clone(), Kind::Refused), (folder.path().join("nowhere/new"), Kind::Usage)] {
        let error = to_folder(&path).text(&agency.database, users(2)).await.unwrap_err();
        assert_eq!(error.kind(), kind, "{}: {error}", path.display());
        assert_eq!(agency.content().await, before, "{}", path.display());
    }
    assert_eq!(names(folder.path()), ["there"]);
    assert!(names(&exists).is_empty());
}

#[tokio::test]
async fn what_an_interrupted_run_left_is_settled() {
    let agency = Agency::new().await;
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("new");
    // One that was committed and not renamed any more, and one that was rolled back.
    let committed = operation("user import");
    let import = Import { operation: committed.clone(), ..Import::of(&USER) };
    import.text(&agency.database, "email,name,organization\nold@example.org,Old,CON\n").await.unwrap();
    for id in [committed.id, Uuid::new_v4()] {
        let mut slips = Slips::create(&path, id, TERMS).unwrap();
        slips.write("old@example.org", "old@example.org", "Old", &Secret::new("secret")).unwrap();
        drop(slips.seal().unwrap());
    }
    assert_eq!(names(folder.path()).len(), 2);
    // The first is finished, and so there is a folder of that name.
    let said = refusal(to_folder(&path).text(&agency.database, users(1)).await);
    assert!(said.contains("new exists already"), "{said}");
    assert_eq!(names(folder.path()), ["new"]);
    assert_eq!(names(&path), ["old@example.org.txt"]);
    assert_eq!(agency.value("select count(*) from ct.users").await, "1");
}
