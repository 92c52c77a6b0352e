use std::fs;
use std::os::unix::fs::PermissionsExt;

use tempfile::TempDir;

use super::*;
use crate::Kind;

const OPERATION: Uuid = Uuid::from_u128(0x0192_7f3a_5b6c_7d8e_8f90_a1b2_c3d4_e5f6);
const PARTIAL: &str = ".new users.csv.01927f3a-5b6c-7d8e-8f90-a1b2c3d4e5f6.partial";

fn folder() -> (TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("new users.csv");
    (folder, path)
}

fn names(folder: &TempDir) -> Vec<String> {
    let mut names: Vec<String> = fs::read_dir(folder.path())
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}

fn mode(path: &Path) -> u32 {
    fs::metadata(path).unwrap().permissions().mode() & 0o7777
}

const WHAT: &str = "the rejected rows";

fn create(path: &Path) -> Result<Draft> {
    Draft::create(path, OPERATION, WHAT)
}

fn filled(path: &Path, operation: Uuid) -> Draft {
    let mut draft = Draft::create(path, operation, WHAT).unwrap();
    draft.write_all(CONTENT.as_bytes()).unwrap();
    draft
}

const CONTENT: &str = "email,_error\nann@example.org,unknown\n";

#[test]
fn step_by_step() {
    let (folder, path) = folder();
    let draft = filled(&path, OPERATION);
    assert_eq!(names(&folder), [PARTIAL]);
    assert_eq!(mode(&folder.path().join(PARTIAL)), 0o600);
    let sealed = draft.seal().unwrap();
    assert_eq!(sealed.operation(), OPERATION);
    assert_eq!(sealed.partial_path(), folder.path().join(PARTIAL));
    assert_eq!(names(&folder), [PARTIAL]);
    assert_eq!(fs::read_to_string(sealed.partial_path()).unwrap(), CONTENT);
    assert_eq!(sealed.publish().unwrap(), path);
    assert_eq!(names(&folder), ["new users.csv"]);
    assert_eq!(fs::read_to_string(&path).unwrap(), CONTENT);
    assert_eq!(mode(&path), 0o600);
}

#[test]
fn what_exists_is_never_overwritten() {
    let (folder, path) = folder();
    fs::write(&path, "mine").unwrap();
    let error = create(&path).unwrap_err();
    assert_eq!(error.kind(), Kind::Refused);
    assert!(error.hints()[0].starts_with("the rejected rows are never written over"), "{error:?}");
    assert_eq!(names(&folder), ["new users.csv"]);
    fs::remove_file(&path).unwrap();
    std::os::unix::fs::symlink("/nowhere", &path).unwrap();
    assert_eq!(create(&path).unwrap_err().kind(), Kind::Refused);
    fs::remove_file(&path).unwrap();

    // It comes into being while the operation runs.
    let sealed = filled(&path, OPERATION).seal().unwrap();
    fs::write(&path, "mine").unwrap();
    let error = sealed.publish().unwrap_err();
    assert_eq!(error.kind(), Kind::Refused);
    assert!(error.to_string().contains("exists by now; the rejected rows are in "), "{error}");
    assert!(error.to_string().contains(PARTIAL), "{error}");
    assert_eq!(fs::read_to_string(&path).unwrap(), "mine");
    assert_eq!(fs::read_to_string(folder.path().join(PARTIAL)).unwrap(), CONTENT);

    // The same operation twice at once.
    let error = create(&folder.path().join("new users.csv.2"));
    let again = create(&folder.path().join("new users.csv.2"));
    assert!(error.is_ok() && again.is_err());
}

#[test]
fn drop_and_discard() {
    let (folder, path) = folder();
    drop(filled(&path, OPERATION));
    assert!(names(&folder).is_empty());
    filled(&path, OPERATION).discard().unwrap();
    assert!(names(&folder).is_empty());
    filled(&path, OPERATION).seal().unwrap().discard().unwrap();
    assert!(names(&folder).is_empty());
    // Once it is sealed the commit may have happened.
    drop(filled(&path, OPERATION).seal().unwrap());
    assert_eq!(names(&folder), [PARTIAL]);
}

#[test]
fn a_full_disk_leaves_nothing() {
    let (folder, path) = folder();
    let mut draft = create(&path).unwrap();
    draft.fill_disk();
    let cause = draft.write_all(b"a").unwrap_err();
    assert_eq!(cause.kind(), io::ErrorKind::StorageFull);
    let error = draft.cannot_write(cause);
    assert!(error.to_string().starts_with("cannot write ") && error.to_string().ends_with("new users.csv"));
    drop(draft);
    assert!(names(&folder).is_empty());
}

#[test]
fn paths_that_are_none() {
    for path in ["", "/", "..", "folder/", "-", "folder/-"] {
        let error = create(Path::new(path)).unwrap_err();
        assert_eq!(error.kind(), Kind::Usage, "{path}");
    }
    let (folder, path) = folder();
    let nowhere = folder.path().join("none/passwords.csv");
    assert!(matches!(create(&nowhere), Err(Error::File { .. })));
    assert!(matches!(create(&path.join("file")), Err(Error::File { .. })));
    let long = folder.path().join("a".repeat(250));
    assert!(matches!(create(&long), Err(Error::File { .. })));
}

#[test]
fn leftovers_are_finished_or_removed() {
    let (folder, path) = folder();
    let other = Uuid::from_u128(5);
    drop(filled(&path, OPERATION).seal().unwrap());
    drop(filled(&path, other).seal().unwrap());
    for name in [
        ".new users.csv.01927f3a-5b6c-7d8e-8f90-a1b2c3d4e5f6.partia",
        ".new users.csv.01927f3a5b6c7d8e8f90a1b2c3d4e5f6.partial",
        ".new users.csv.01927F3A-5b6c-7d8e-8f90-a1b2c3d4e5f6.partial",
        ".users.csv.01927f3a-5b6c-7d8e-8f90-a1b2c3d4e5f6.partial",
        ".new users.csv..partial",
    ] {
        fs::write(folder.path().join(name), "").unwrap();
    }
    let mut found = find_leftovers(&path, WHAT).unwrap().into_iter();
    let (one, two) = (found.next().unwrap(), found.next().unwrap());
    assert!(found.next().is_none());
    assert_eq!((one.operation(), two.operation()), (other, OPERATION));
    assert_eq!(two.partial_path(), folder.path().join(PARTIAL));
    // Two runs that tidy up at once do not get in each other's way.
    assert!(find_leftovers(&path, WHAT).unwrap().is_empty());
    one.remove().unwrap();
    assert_eq!(two.finish().unwrap(), path);
    assert_eq!(fs::read_to_string(&path).unwrap(), CONTENT);
    assert!(find_leftovers(&path, WHAT).unwrap().is_empty());
    assert_eq!(names(&folder).len(), 6);
}

#[test]
fn what_is_in_use_is_no_leftover() {
    let (folder, path) = folder();
    let draft = filled(&path, OPERATION);
    assert!(find_leftovers(&path, WHAT).unwrap().is_empty());
    let sealed = draft.seal().unwrap();
    assert!(find_leftovers(&path, WHAT).unwrap().is_empty());
    let partial = sealed.partial_path();
    drop(sealed);
    assert_eq!(find_leftovers(&path, WHAT).unwrap().len(), 1);
    fs::remove_file(partial).unwrap();
    // A link is none either: it could point anywhere.
    std::os::unix::fs::symlink("/etc/passwd", folder.path().join(PARTIAL)).unwrap();
    assert!(find_leftovers(&path, WHAT).unwrap().is_empty());
}

#[test]
fn without_a_rename_that_overwrites_nothing() {
    let (folder, path) = folder();
    let sealed = filled(&path, OPERATION).seal().unwrap();
    sealed.partial.place.link_and_unlink().unwrap();
    assert_eq!(names(&folder), ["new users.csv"]);
    drop(sealed);
    fs::remove_file(&path).unwrap();

    let sealed = filled(&path, OPERATION).seal().unwrap();
    fs::write(&path, "mine").unwrap();
    assert_eq!(sealed.partial.place.link_and_unlink(), Err(rustix::io::Errno::EXIST));
    fs::remove_file(&path).unwrap();

    // Cut off when it had both names.
    fs::hard_link(sealed.partial_path(), &path).unwrap();
    drop(sealed);
    let leftover = find_leftovers(&path, WHAT).unwrap().pop().unwrap();
    assert_eq!(leftover.finish().unwrap(), path);
    assert_eq!(names(&folder), ["new users.csv"]);
    assert_eq!(fs::read_to_string(&path).unwrap(), CONTENT);
}

#[test]
fn a_name_of_the_working_folder() {
    assert_eq!(
        place::split(Path::new("passwords.csv"), WHAT).unwrap(),
        (Path::new("."), "passwords.csv".as_ref())
    );
}
