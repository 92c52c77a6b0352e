//! A database for each test, on a PostgreSQL that the tests start by themselves.
//!
//! ```ignore
//! mod support;
//!
//! #[tokio::test]
//! async fn shows_a_user() {
//!     let database = support::TestDatabase::new().await;
//!     let client = database.connect().await;
//!     // or: Command::new(env!("CARGO_BIN_EXE_ct")).env("DATABASE_URL", database.url())
//! }
//! ```

#![expect(clippy::unwrap_used, reason = "a test that cannot have its database has failed")]

mod cluster;

use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::Path;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicU32, Ordering};

use cluster::Cluster;
use ct::db::Database;
use ct::db::migrate::migrate;
use ct::db::settings::{ConnectFlags, DEFAULT_SCHEMA, Settings, Target};
use ct::environment::Environment;
use tokio_postgres::{Client, NoTls};

/// The role that owns the tests' databases: no superuser, as in production.
pub(crate) const OWNER: &str = "ct_owner";

/// A role that has the operator role only, as one of the helpdesk has.
pub(crate) const OPERATOR: &str = "ct_plain_operator";

/// Fills the template that every test's database is cloned from. It runs once for each state of the folders
/// in [`TEMPLATE_SOURCES`].
///
/// `url` is the template as its owner.
async fn prepare_template(url: &str) {
    let database = database_at(url, DEFAULT_SCHEMA).await;
    migrate(&database).await.unwrap_or_else(|error| panic!("{}", told(&error)));
}

/// The folders that the template is made of: when a file in them changes, a new template is made.
const TEMPLATE_SOURCES: [&str; 3] = ["migrations", "src/db", "tests/support"];

/// A database of one test, dropped with this value.
pub(crate) struct TestDatabase {
    name: String,
}

impl TestDatabase {
    /// A database with the schema in it.
    pub(crate) async fn new() -> Self {
        Self::cloned_from(template()).await
    }

    /// A database with nothing in it, for tests of the migrations themselves.
    pub(crate) async fn empty() -> Self {
        Self::cloned_from("template0").await
    }

    async fn cloned_from(template: &str) -> Self {
        static COUNT: AtomicU32 = AtomicU32::new(0);
        let number = COUNT.fetch_add(1, Ordering::Relaxed);
        let name = format!("test_{}_{number}", std::process::id());
        let administrator = connect_to(&Cluster::shared().url("postgres", "postgres")).await;
        // An earlier process may have had the same number, and died.
        let drop = format!("drop database if exists {name} with (force)");
        administrator.batch_execute(&drop).await.unwrap();
        let create = format!("create database {name} template {template} owner {OWNER}");
        administrator.batch_execute(&create).await.unwrap();
        Self { name }
    }

    /// The database's name; also good as a part of the names of roles that a test creates, since roles
    /// belong to the whole cluster.
    pub(crate) fn name(&self) -> &str {
        &self.name
    }

    /// For `DATABASE_URL` and for tokio-postgres: the database as its owner.
    pub(crate) fn url(&self) -> String {
        self.url_as(OWNER)
    }

    /// The database as any role. The cluster asks nobody for a password.
    pub(crate) fn url_as(&self, role: &str) -> String {
        Cluster::shared().url(role, &self.name)
    }

    /// The database as a superuser, for what the owner cannot do, such as creating roles.
    pub(crate) fn superuser_url(&self) -> String {
        self.url_as("postgres")
    }

    /// A connection as the owner.
    pub(crate) async fn connect(&self) -> Client {
        connect_to(&self.url()).await
    }

    /// The database as the library sees it, as its owner.
    pub(crate) async fn database(&self) -> Database {
        database_at(&self.url(), DEFAULT_SCHEMA).await
    }

    /// A connection as any role.
    pub(crate) async fn connect_as(&self, role: &str) -> Client {
        connect_to(&self.url_as(role)).await
    }
}

impl Drop for TestDatabase {
    /// Best effort: what stays goes with the cluster.
    fn drop(&mut self) {
        let drop = format!("drop database if exists {} with (force)", self.name);
        let url = Cluster::shared().url("postgres", "postgres");
        let _ = elsewhere(async move { connect_to(&url).await.batch_execute(&drop).await });
    }
}

/// A connection to a URL of this cluster.
///
/// # Panics
/// If it cannot be made.
pub(crate) async fn connect_to(url: &str) -> Client {
    let (client, connection) = tokio_postgres::connect(url, NoTls)
        .await
        .unwrap_or_else(|error| panic!("cannot connect to {url}: {error}"));
    tokio::spawn(connection);
    client
}

/// A URL of this cluster and a schema, as the library sees them.
///
/// # Panics
/// If it cannot be connected to.
pub(crate) async fn database_at(url: &str, schema: &str) -> Database {
    let environment = Environment::with([("DATABASE_URL", url), ("CT_SCHEMA", schema)]);
    let nowhere = Path::new("/nonexistent/config.toml");
    let settings = Settings::resolve_with(&ConnectFlags::default(), &environment, nowhere).unwrap();
    let Target::Server(server) = &settings.target else { panic!("{url} is no server's") };
    Database::connect(server, &settings.schema).await.unwrap_or_else(|error| panic!("{}", told(&error)))
}

/// An error with its causes.
pub(crate) fn told(error: &dyn std::error::Error) -> String {
    let causes = std::iter::successors(Some(error), |error| error.source());
    causes.map(ToString::to_string).collect::<Vec<_>>().join(": ")
}

/// Runs something on a thread and runtime of its own, where the test's is not to be had.
fn elsewhere<T: Send>(doing: impl Future<Output = T> + Send) -> std::thread::Result<T> {
    std::thread::scope(|scope| {
        scope
            .spawn(|| {
                tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap().block_on(doing)
            })
            .join()
    })
}

/// The template's name; the template is there when this returns.
fn template() -> &'static str {
    static TEMPLATE: OnceLock<String> = OnceLock::new();
    TEMPLATE.get_or_init(|| {
        let name = format!("ct_template_{:016x}", fingerprint());
        let cluster = Cluster::shared();
        let made = cluster.alone(|| elsewhere(make_template(cluster, &name)));
        made.unwrap_or_else(|panic| std::panic::resume_unwind(panic));
        name
    })
}

async fn make_template(cluster: &Cluster, name: &str) {
    let administrator = connect_to(&cluster.url("postgres", "postgres")).await;
    let found = administrator.query("select from pg_database where datname = $1", &[&name]).await.unwrap();
    if !found.is_empty() {
        return;
    }
    // Under another name until it is whole.
    let making = "ct_template_in_the_making";
    for statement in [
        format!("drop database if exists {making} with (force)"),
        format!("create database {making} template template0 owner {OWNER}"),
    ] {
        administrator.batch_execute(&statement).await.unwrap();
    }
    prepare_template(&cluster.url(OWNER, making)).await;
    // A template can be cloned only while nobody is connected to it.
    let end = format!(
        "select pg_terminate_backend(pid, 5000) from pg_stat_activity where datname = '{making}';
         alter database {making} rename to {name}"
    );
    for statement in end.split(';') {
        administrator.batch_execute(statement).await.unwrap();
    }
}

/// A number that changes with every file that the template is made of.
fn fingerprint() -> u64 {
    fn add(path: &Path, hasher: &mut DefaultHasher) {
        let Ok(entries) = fs::read_dir(path) else {
            fs::read(path).unwrap_or_default().hash(hasher);
            return;
        };
        let mut paths: Vec<_> = entries.flatten().map(|entry| entry.path()).collect();
        paths.sort();
        for path in paths {
            path.hash(hasher);
            add(&path, hasher);
        }
    }
    let mut hasher = DefaultHasher::new();
    for source in TEMPLATE_SOURCES {
        add(&Path::new(env!("CARGO_MANIFEST_DIR")).join(source), &mut hasher);
    }
    hasher.finish()
}

/// No test file uses all of this. Naming it here keeps the compiler from calling the rest dead.
const _: () = {
    let _ = (TestDatabase::new, TestDatabase::empty, TestDatabase::name, TestDatabase::url);
    let _ = (
        TestDatabase::url_as,
        TestDatabase::superuser_url,
        TestDatabase::database,
        told,
        TestDatabase::connect,
        TestDatabase::connect_as,
        connect_to,
    );
};
