use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::PathBuf;

use tempfile::TempDir;

use super::*;
use crate::Kind as ErrorKind;
use crate::sealed::find_leftovers;

const OPERATION: Uuid = Uuid::from_u128(0x0192_7f3a_5b6c_7d8e_8f90_a1b2_c3d4_e5f6);
const PARTIAL: &str = ".new.01927f3a-5b6c-7d8e-8f90-a1b2c3d4e5f6.partial";
const WHAT: &str = "the passwords";

fn home() -> (TempDir, PathBuf) {
    let home = tempfile::tempdir().unwrap();
    let path = home.path().join("new");
    (home, path)
}

fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<_> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}

fn mode(path: &Path) -> u32 {
    fs::metadata(path).unwrap().permissions().mode() & 0o7777
}

fn filled(path: &Path) -> DraftFolder {
    let mut draft = DraftFolder::create(path, OPERATION, WHAT).unwrap();
    draft.add("ann@example.org", b"one").unwrap();
    draft.add("bob@example.org", b"two").unwrap();
    assert_eq!(draft.files(), 2);
    draft
}

#[test]
fn step_by_step() {
    let (home, path) = home();
    let draft = filled(&path);
    assert_eq!(names(home.path()), [PARTIAL]);
    assert_eq!(mode(&home.path().join(PARTIAL)), 0o700);
    assert!(find_leftovers(&path, WHAT).unwrap().is_empty(), "it is in use");
    let sealed = draft.seal().unwrap();
    assert!(find_leftovers(&path, WHAT).unwrap().is_empty(), "it is in use");
    assert_eq!(sealed.publish().unwrap(), path);
    assert_eq!((names(home.path()), mode(&path)), (vec!["new".to_owned()], 0o700));
    assert_eq!(names(&path), ["ann@example.org.txt", "bob@example.org.txt"]);
    let file = path.join("ann@example.org.txt");
    assert_eq!((fs::read_to_string(&file).unwrap(), mode(&file)), ("one".to_owned(), 0o600));
    let refused = DraftFolder::create(&path, OPERATION, WHAT).unwrap_err();
    assert_eq!(refused.kind(), ErrorKind::Refused);
}

#[test]
fn what_exists_by_then_is_not_replaced() {
    for is_folder in [true, false] {
        let (home, path) = home();
        let sealed = filled(&path).seal().unwrap();
        if is_folder {
            fs::create_dir(&path).unwrap();
        } else {
            fs::write(&path, "mine").unwrap();
        }
        let error = sealed.publish().unwrap_err();
        assert!(error.to_string().contains("exists by now; the passwords are in "), "{error}");
        assert_eq!(names(home.path()), [PARTIAL, "new"]);
        assert_eq!(names(&home.path().join(PARTIAL)).len(), 2);
    }
}

#[test]
fn drop_and_discard() {
    let (home, path) = home();
    drop(filled(&path));
    filled(&path).discard().unwrap();
    filled(&path).seal().unwrap().discard().unwrap();
    assert!(names(home.path()).is_empty());
    // Once it is sealed the commit may have happened.
    drop(filled(&path).seal().unwrap());
    assert_eq!(names(home.path()), [PARTIAL]);
}

#[test]
fn after_a_failure_it_cannot_be_sealed() {
    let (home, path) = home();
    let long = "a".repeat(252);
    for (stem, is_fault) in
        [("ann@example.org", false), (&*long, false), (".hidden", true), ("a/../../b", true), ("", true)]
    {
        let mut draft = filled(&path);
        let error = draft.add(stem, b"three").unwrap_err();
        assert_eq!(matches!(error, Error::Fault(_)), is_fault, "{error:?}");
        assert!(draft.seal().is_err());
        assert!(names(home.path()).is_empty());
    }
}

#[test]
fn leftovers_are_finished_or_removed() {
    let (home, path) = home();
    drop(filled(&path).seal().unwrap());
    let leftover = find_leftovers(&path, WHAT).unwrap().pop().unwrap();
    assert_eq!(leftover.operation(), OPERATION);
    assert!(find_leftovers(&path, WHAT).unwrap().is_empty(), "somebody tidies up");
    assert_eq!(leftover.finish().unwrap(), path);
    assert_eq!(names(&path).len(), 2);
    fs::remove_dir_all(&path).unwrap();

    drop(filled(&path).seal().unwrap());
    find_leftovers(&path, WHAT).unwrap().pop().unwrap().remove().unwrap();
    assert!(names(home.path()).is_empty());
}

#[test]
fn only_what_looks_like_ours_is_removed() {
    let (home, path) = home();
    let partial = home.path().join(PARTIAL);
    drop(filled(&path).seal().unwrap());
    fs::write(partial.join("notes.md"), "mine").unwrap();
    fs::write(partial.join("notes.txt"), "mine").unwrap();
    fs::set_permissions(partial.join("notes.txt"), fs::Permissions::from_mode(0o644)).unwrap();
    fs::create_dir(partial.join("folder.txt")).unwrap();
    std::os::unix::fs::symlink("/nowhere", partial.join("link.txt")).unwrap();
    let error = find_leftovers(&path, WHAT).unwrap().pop().unwrap().remove().unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Refused);
    assert!(error.to_string().ends_with(".partial holds files that ct has not made"), "{error}");
    assert_eq!(names(&partial), ["folder.txt", "link.txt", "notes.md", "notes.txt"]);
}

#[test]
fn each_file_by_itself_where_there_is_no_other_way() {
    let (_home, path) = home();
    let draft = filled(&path);
    sync_each(&draft.folder).unwrap();
    assert_eq!(names(&draft.seal().unwrap().publish().unwrap()).len(), 2);
}
