//! The tests' own PostgreSQL: one for all test processes of a run.
//!
//! The first test process of a run makes it, the others find it, and `watchdog.sh` ends it some seconds after
//! the last one. It lies in `/tmp/ct-tests-UID`, one folder for each checkout and version of PostgreSQL,
//! does not sync, and listens on a Unix socket only.

use std::fs::{self, DirBuilder, File};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::os::unix::fs::{DirBuilderExt, MetadataExt, PermissionsExt};
use std::os::unix::net::UnixStream;
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::OnceLock;

use ct::db::embedded::{Binaries, ServerUser};
use ct::environment::Environment;

const WATCHDOG: &str = include_str!("watchdog.sh");

/// Nothing here survives a crash of the machine, and need not.
const SETTINGS: &str = "
listen_addresses = ''
fsync = off
synchronous_commit = off
full_page_writes = off
wal_level = minimal
max_wal_senders = 0
max_connections = 300
max_wal_size = 4GB
checkpoint_timeout = 1h
autovacuum = off
timezone = 'UTC'
log_min_messages = warning
# The statements that tests are meant to fail at would fill the log, with their values.
log_min_error_statement = panic
log_error_verbosity = terse
";

/// The running cluster.
pub(crate) struct Cluster {
    folder: PathBuf,
}

impl Cluster {
    /// The cluster of this run; made and started if this process is the first that asks.
    ///
    /// # Panics
    /// If there is no PostgreSQL, or it does not start: a test without its database has failed.
    pub(crate) fn shared() -> &'static Self {
        static CLUSTER: OnceLock<Cluster> = OnceLock::new();
        CLUSTER.get_or_init(Self::join)
    }

    /// Runs something while no other process of the run does, such as making the template.
    pub(crate) fn alone<T>(&self, doing: impl FnOnce() -> T) -> T {
        let lock = locked(&self.folder.with_extension("template.lock"));
        let done = doing();
        drop(lock);
        done
    }

    /// The URL of a database of this cluster.
    pub(crate) fn url(&self, role: &str, database: &str) -> String {
        let socket = escaped(&socket_folder(&self.folder));
        format!("postgresql:///{database}?host={socket}&port=5432&user={role}")
    }

    fn join() -> Self {
        let environment = Environment::of_process();
        let base = base_folder();
        let folder = base.join(key(&environment));
        let lock = locked(&folder.with_extension("lock"));
        for _ in 0..3 {
            let registered = register(&folder);
            if !registered || !answers(&folder) {
                remake(&folder, &environment);
            }
            // The watchdog may have taken the folder away between.
            if register(&folder) && answers(&folder) {
                adopt_orphans(&base);
                drop(lock);
                return Self { folder };
            }
        }
        panic!("the tests' PostgreSQL in {} goes away as soon as it is started", folder.display());
    }
}

/// Where all clusters of this user's tests lie: a folder that the server's user can enter, close to the root
/// since the path of a socket has 107 bytes at most.
fn base_folder() -> PathBuf {
    let uid = rustix::process::geteuid();
    let parent = if uid.is_root() { PathBuf::from("/tmp") } else { std::env::temp_dir() };
    let base = parent.join(format!("ct-tests-{}", uid.as_raw()));
    match DirBuilder::new().mode(0o711).create(&base) {
        Err(error) if error.kind() != std::io::ErrorKind::AlreadyExists => {
            panic!("cannot make {}: {error}", base.display())
        }
        _ => {}
    }
    let metadata = base.symlink_metadata().unwrap();
    assert!(
        metadata.is_dir() && metadata.uid() == uid.as_raw(),
        "{} belongs to somebody else: remove it",
        base.display()
    );
    fs::set_permissions(&base, fs::Permissions::from_mode(0o711)).unwrap();
    base
}

/// One cluster for each checkout, each choice of PostgreSQL and each set of settings.
fn key(environment: &Environment) -> String {
    let mut hasher = DefaultHasher::new();
    let binaries = environment.get("CT_TEST_POSTGRES_BIN").or_else(|| environment.get("CT_POSTGRES_BIN"));
    (env!("CARGO_MANIFEST_DIR"), binaries, SETTINGS, super::OPERATOR).hash(&mut hasher);
    format!("{:016x}", hasher.finish())
}

fn locked(path: &Path) -> File {
    let file = File::create(path).unwrap_or_else(|error| panic!("cannot write {}: {error}", path.display()));
    file.lock().unwrap();
    file
}

fn socket_folder(folder: &Path) -> PathBuf {
    folder.join("socket")
}

fn answers(folder: &Path) -> bool {
    UnixStream::connect(socket_folder(folder).join(".s.PGSQL.5432")).is_ok()
}

/// Says to the watchdog that this process uses the cluster; false if the cluster is not there.
fn register(folder: &Path) -> bool {
    File::create(folder.join("users").join(std::process::id().to_string())).is_ok()
}

/// Makes the cluster and starts it, in place of what is there.
fn remake(folder: &Path, environment: &Environment) {
    let binaries = match environment.get("CT_TEST_POSTGRES_BIN") {
        Some(named) => Binaries::in_folder(named),
        None => Binaries::find(environment),
    };
    let binaries = binaries.unwrap_or_else(|error| {
        panic!("the tests need PostgreSQL: {error} ({}); scripts/test installs it", error.hints().join("; "))
    });
    let user = ServerUser::of_process().unwrap();
    if folder.exists() {
        // What a crashed run left: out of the way first, in case its server still runs.
        let left = folder.with_extension(format!("left.{}", std::process::id()));
        fs::rename(folder, &left).unwrap();
        fs::remove_dir_all(&left).unwrap();
    }
    fs::create_dir(folder).unwrap();
    fs::set_permissions(folder, fs::Permissions::from_mode(0o711)).unwrap();
    fs::create_dir(folder.join("users")).unwrap();
    for owned in ["data", "socket"].map(|name| folder.join(name)) {
        DirBuilder::new().mode(0o700).create(&owned).unwrap();
        user.own(&owned).unwrap();
    }
    make(folder, &binaries, &user);
    start(folder, &binaries, &user);
    watch(folder);
}

fn make(folder: &Path, binaries: &Binaries, user: &ServerUser) {
    let data = folder.join("data");
    let command = |program: &str| user.command(&binaries.program(program), &data);
    run(command("initdb").arg("--pgdata").arg(&data).args([
        "--no-sync",
        "--auth=trust",
        "--username=postgres",
        "--encoding=UTF8",
        "--locale=C.UTF-8",
        "--no-instructions",
    ]));
    let configuration = data.join("postgresql.conf");
    let written = fs::read_to_string(&configuration).unwrap();
    let place = format!("unix_socket_directories = '{}'\n", folder.join("socket").display());
    fs::write(&configuration, format!("{written}{SETTINGS}{place}")).unwrap();

    let roles = folder.join("roles.sql");
    // One statement a line.
    let owner = super::OWNER;
    let sql = format!(
        "create role {owner} login\ncreate role ct_operator\ngrant ct_operator to {owner}\n\
         create role {} login in role ct_operator\n",
        super::OPERATOR
    );
    fs::write(&roles, sql).unwrap();
    let roles = File::open(&roles).unwrap();
    run(command("postgres").args(["--single", "-D"]).arg(&data).arg("postgres").stdin(roles));
}

fn start(folder: &Path, binaries: &Binaries, user: &ServerUser) {
    let data = folder.join("data");
    let mut pg_ctl = user.detached_command(&binaries.program("pg_ctl"), &data);
    pg_ctl.args(["start", "--wait", "--silent", "--log", "log", "--pgdata"]).arg(&data);
    let output = pg_ctl.output().unwrap();
    if !output.status.success() {
        let log = fs::read_to_string(data.join("log")).unwrap_or_default();
        panic!("the tests' PostgreSQL does not start: {}\n{log}", String::from_utf8_lossy(&output.stderr));
    }
}

fn run(command: &mut Command) {
    let output = command.output().unwrap();
    let said = [output.stdout, output.stderr].concat();
    assert!(output.status.success(), "{:?} fails: {}", command.get_program(), String::from_utf8_lossy(&said));
}

/// Starts the watchdog of a cluster: a process that holds nothing of this one and outlives it.
fn watch(folder: &Path) {
    let detach =
        r#"/bin/sh -c "$1" ct-tests-watchdog "$2" </dev/null >/dev/null 2>&1 & echo $! > "$2/watchdog.pid""#;
    run(Command::new("/bin/sh")
        .args(["-c", detach, "sh", WATCHDOG])
        .arg(folder)
        .current_dir("/")
        .process_group(0)
        .stdin(Stdio::null()));
}

/// Gives clusters of earlier runs whose watchdog was killed a new one, which removes them.
fn adopt_orphans(base: &Path) {
    for entry in fs::read_dir(base).unwrap().flatten() {
        let folder = entry.path();
        // What a watchdog has put out of the way is its own to remove, and goes while one looks.
        let is_going = folder.extension().is_some_and(|extension| extension != "left");
        if !is_going && folder.join("data").is_dir() && !is_watched(&folder) {
            watch(&folder);
        }
    }
}

fn is_watched(folder: &Path) -> bool {
    let process =
        fs::read_to_string(folder.join("watchdog.pid")).ok().and_then(|pid| pid.trim().parse().ok());
    let Some(process) = process.and_then(rustix::process::Pid::from_raw) else { return false };
    rustix::process::test_kill_process(process).is_ok()
}

fn escaped(path: &Path) -> String {
    use std::fmt::Write as _;
    use std::os::unix::ffi::OsStrExt;

    path.as_os_str().as_bytes().iter().fold(String::new(), |mut text, &byte| {
        if byte.is_ascii_alphanumeric() || b"/._-".contains(&byte) {
            text.push(char::from(byte));
        } else {
            write!(text, "%{byte:02X}").unwrap();
        }
        text
    })
}
