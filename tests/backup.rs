//! Backup and restore, on any server.

#![expect(clippy::unwrap_used, reason = "what cannot be set up has failed the test")]

mod support;

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;

use ct::Kind;
use ct::db::embedded::{Backup, Embedded, Existing, Restore, backup, restore};
use ct::environment::Environment;
use support::TestDatabase;
use tempfile::TempDir;

/// Where the client programs lie does not depend on the server's version, as long as they are as new.
fn environment() -> Environment {
    Environment::of_process()
}

fn connection(database: &TestDatabase) -> Vec<(&'static str, String)> {
    let url: tokio_postgres::Config = database.url().parse().unwrap();
    let [tokio_postgres::config::Host::Unix(socket)] = url.get_hosts() else { panic!("no socket: {url:?}") };
    vec![
        ("PGHOST", socket.display().to_string()),
        ("PGPORT", "5432".to_owned()),
        ("PGUSER", support::OWNER.to_owned()),
        ("PGDATABASE", database.name().to_owned()),
    ]
}

fn back_up(database: &TestDatabase, schema: &str, file: &Path) -> ct::Result<u64> {
    let variables = connection(database);
    let connection: Vec<_> = variables.iter().map(|(name, value)| (*name, value.as_str())).collect();
    backup(&environment(), &Backup { connection: &connection, schema, file }).map(|done| done.bytes)
}

fn put_back(database: &TestDatabase, file: &Path, existing: Existing) -> ct::Result<()> {
    let variables = connection(database);
    let connection: Vec<_> = variables.iter().map(|(name, value)| (*name, value.as_str())).collect();
    restore(&environment(), &Restore { connection: &connection, schema: "shelf", file, existing })
}

/// Whether there is a `pg_dump` for the server that the tests run on: the newest server may come without.
async fn can_dump(database: &TestDatabase) -> bool {
    let server: i32 = database
        .connect()
        .await
        .query_one("select current_setting('server_version_num')::int / 10000", &[])
        .await
        .unwrap()
        .get(0);
    let missing = back_up(database, "nothing", Path::new("/tmp/ct-never-written")).unwrap_err();
    let can = missing.kind() == Kind::Refused;
    assert!(can || missing.to_string().contains("version mismatch"), "PostgreSQL {server}: {missing}");
    can
}

async fn filled() -> TestDatabase {
    let database = TestDatabase::empty().await;
    fill(&database.connect().await).await;
    database
}

async fn fill(client: &tokio_postgres::Client) {
    client
        .batch_execute(
            "create schema shelf;
             create table shelf.users (id int primary key, name text not null);
             insert into shelf.users select number, 'name ' || number from generate_series(1, 5000) number;
             create function shelf.secret() returns int language sql as 'select 7';
             revoke execute on function shelf.secret() from public",
        )
        .await
        .unwrap();
}

async fn count(database: &TestDatabase) -> i64 {
    database.connect().await.query_one("select count(*) from shelf.users", &[]).await.unwrap().get(0)
}

fn folder() -> TempDir {
    tempfile::tempdir().unwrap()
}

#[tokio::test]
async fn a_backup_comes_back_whole_with_its_rights() {
    let (full, fresh, folder) = (filled().await, TestDatabase::empty().await, folder());
    if !can_dump(&full).await {
        return;
    }
    let file = folder.path().join("users.backup");
    let bytes = back_up(&full, "shelf", &file).unwrap();
    let metadata = fs::metadata(&file).unwrap();
    assert_eq!(metadata.len(), bytes);
    assert_eq!(metadata.permissions().mode() & 0o777, 0o600);
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1, "something is left beside the backup");

    put_back(&fresh, &file, Existing::Keep).unwrap();
    assert_eq!(count(&fresh).await, 5000);
    let open: bool = fresh
        .connect()
        .await
        .query_one("select has_function_privilege('public', 'shelf.secret()', 'execute')", &[])
        .await
        .unwrap()
        .get(0);
    assert!(!open, "the restore gave the function to everybody");
}

#[tokio::test]
async fn users_are_replaced_only_when_asked() {
    let (full, folder) = (filled().await, folder());
    if !can_dump(&full).await {
        return;
    }
    let file = folder.path().join("users.backup");
    back_up(&full, "shelf", &file).unwrap();
    full.connect().await.batch_execute("delete from shelf.users where id > 10").await.unwrap();

    let error = put_back(&full, &file, Existing::Keep).unwrap_err();
    assert_eq!(error.kind(), Kind::Refused, "{error}");
    assert_eq!(count(&full).await, 10);
    put_back(&full, &file, Existing::Replace).unwrap();
    assert_eq!(count(&full).await, 5000);
}

#[tokio::test]
async fn a_schema_without_users_gives_way() {
    let (full, folder) = (filled().await, folder());
    if !can_dump(&full).await {
        return;
    }
    let file = folder.path().join("users.backup");
    back_up(&full, "shelf", &file).unwrap();
    full.connect().await.batch_execute("delete from shelf.users").await.unwrap();
    put_back(&full, &file, Existing::Keep).unwrap();
    assert_eq!(count(&full).await, 5000);
}

#[tokio::test]
async fn a_broken_backup_changes_nothing() {
    let (full, folder) = (filled().await, folder());
    if !can_dump(&full).await {
        return;
    }
    let file = folder.path().join("users.backup");
    back_up(&full, "shelf", &file).unwrap();
    let whole = fs::read(&file).unwrap();
    for length in [0, 3, whole.len() / 2, whole.len() - 1000] {
        fs::write(&file, &whole[..length]).unwrap();
        let error = put_back(&full, &file, Existing::Replace).unwrap_err();
        assert_eq!(error.kind(), Kind::BadInput, "{length} bytes: {error}");
        assert_eq!(count(&full).await, 5000, "{length} bytes");
    }
}

/// The way over to a new major version: the first of the two runs of `scripts/test` has the same version on
/// both sides, the second an older one here.
#[tokio::test]
async fn a_backup_of_the_embedded_database_comes_back_on_another_server() {
    let (fresh, folder) = (TestDatabase::empty().await, tempfile::tempdir_in("/tmp").unwrap());
    fs::set_permissions(folder.path(), fs::Permissions::from_mode(0o711)).unwrap();
    let settings = environment();
    let settings = settings.variables().filter(|(name, _)| !name.starts_with("CT_"));
    let data = ("CT_DATA", folder.path().to_str().unwrap());
    let embedded = Embedded::locate(&Environment::with(settings.chain([data])));
    let endpoint = embedded.ensure_running().unwrap();
    let variables = endpoint.variables();
    let connection: Vec<_> = variables.iter().map(|(name, value)| (*name, value.as_str())).collect();

    let url = format!(
        "postgresql:///ct?host={}&port=5432&user={}",
        endpoint.socket_folder.display(),
        endpoint.user
    );
    fill(&support::connect_to(&url).await).await;
    let file = folder.path().join("users.backup");
    backup(&environment(), &Backup { connection: &connection, schema: "shelf", file: &file }).unwrap();
    embedded.stop().unwrap();

    put_back(&fresh, &file, Existing::Keep).unwrap();
    assert_eq!(count(&fresh).await, 5000);
}

#[tokio::test]
async fn a_backup_overwrites_nothing() {
    let (full, folder) = (filled().await, folder());
    let file = folder.path().join("users.backup");
    fs::write(&file, "dear").unwrap();
    let error = back_up(&full, "shelf", &file).unwrap_err();
    assert_eq!(error.kind(), Kind::Refused, "{error}");
    assert_eq!(fs::read_to_string(&file).unwrap(), "dear");
}

#[tokio::test]
async fn a_missing_server_is_told_and_leaves_no_file() {
    let folder = folder();
    let file = folder.path().join("users.backup");
    let connection = [("PGHOST", folder.path().to_str().unwrap()), ("PGPASSWORD", "secret")];
    let request = Backup { connection: &connection, schema: "ct", file: &file };
    let error = backup(&environment(), &request).unwrap_err();
    assert_eq!(error.kind(), Kind::TryAgain, "{error}");
    assert!(!error.to_string().contains("secret"));
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
}
