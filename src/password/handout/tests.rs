use std::fs;
use std::path::PathBuf;

use tempfile::TempDir;

use super::*;
use crate::Error;

const OPERATION: Uuid = Uuid::from_u128(0x0192_7f3a_5b6c_7d8e_8f90_a1b2_c3d4_e5f6);
const CONTENT: &str = "email,name,password,expires_at\n\
    ann@example.org,Ann Lee,one,2026-12-01T06:36:12Z\nbob@example.org,'=Bob,two,2026-12-01T06:36:12Z\n";

fn folder() -> (TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("new users.csv");
    (folder, path)
}

fn is_empty(folder: &TempDir) -> bool {
    fs::read_dir(folder.path()).unwrap().next().is_none()
}

fn filled(path: &Path) -> Handout {
    let terms = Terms { expires_at: "2026-12-01T06:36:12Z".parse().ok(), change_required: true };
    let mut handout = Handout::create(path, OPERATION, terms).unwrap();
    handout.write("ann@example.org", "Ann Lee", &Secret::new("one")).unwrap();
    handout.write("bob@example.org", "=Bob", &Secret::new("two")).unwrap();
    assert_eq!(handout.users(), 2);
    handout
}

#[test]
fn a_row_for_each() {
    let (_folder, path) = folder();
    let sealed = filled(&path).seal().unwrap();
    assert_eq!(sealed.operation(), OPERATION);
    assert_eq!(fs::read_to_string(sealed.partial_path()).unwrap(), CONTENT);
    assert_eq!(sealed.publish().unwrap(), path);
    assert_eq!(fs::read_to_string(&path).unwrap(), CONTENT);
    let terms = Terms { expires_at: None, change_required: true };
    let error = Handout::create(&path, OPERATION, terms).unwrap_err();
    assert!(error.hints()[0].starts_with("the passwords are never written over anything"), "{error:?}");
}

#[test]
fn drop_and_discard() {
    let (folder, path) = folder();
    drop(filled(&path));
    assert!(is_empty(&folder));
    filled(&path).discard().unwrap();
    assert!(is_empty(&folder));
}

#[test]
fn a_full_disk_leaves_nothing() {
    let (folder, path) = folder();
    let mut handout = filled(&path);
    handout.rows.fill_disk();
    let long = "a".repeat(1000);
    let error = loop {
        if let Err(error) = handout.write("ann@example.org", &long, &Secret::new("one")) {
            break error;
        }
    };
    assert!(error.to_string().starts_with("cannot write ") && error.to_string().ends_with("new users.csv"));
    let cause = std::error::Error::source(&error).unwrap().to_string();
    assert!(cause.contains("No space left"), "{cause}");
    assert!(handout.seal().is_err());
    assert!(is_empty(&folder));

    // A few rows fit the buffer, and show at the end.
    let mut handout = filled(&path);
    handout.rows.fill_disk();
    assert!(matches!(handout.seal(), Err(Error::File { .. })));
    assert!(is_empty(&folder));
}

#[test]
fn prints_no_passwords() {
    let (_folder, path) = folder();
    assert!(!format!("{:?}", filled(&path)).contains("one"));
}
