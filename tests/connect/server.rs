//! A PostgreSQL server of the tests' own, with TLS and roles for every way to log in.

use std::fs;
use std::net::TcpListener;
use std::os::unix::fs::{PermissionsExt, chown};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, Mutex, Weak};
use std::time::Duration;

use ct::environment::Environment;
use rcgen::{BasicConstraints, CertificateParams, DnType, IsCa, Issuer, KeyPair};

/// The name in the server's certificate.
pub(crate) const NAME: &str = "db.example.org";

/// The password of the role `alice`.
pub(crate) const PASSWORD: &str = "correct horse battery";

/// A running server. It ends with the last test that uses it.
pub(crate) struct Server {
    folder: tempfile::TempDir,
    process: Child,
    pub(crate) port: u16,
}

static SHARED: Mutex<Weak<Server>> = Mutex::new(Weak::new());

impl Server {
    /// The server that all tests share.
    pub(crate) fn shared() -> Arc<Self> {
        let mut shared = SHARED.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        if let Some(server) = shared.upgrade() {
            return server;
        }
        let server = Arc::new(Self::start());
        *shared = Arc::downgrade(&server);
        server
    }

    /// A file in the server's folder: `root.crt` signed its certificate, `other.crt` did not;
    /// `client.crt` and `client.key` are those of the role `certified`.
    pub(crate) fn file(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// The folder of its socket.
    pub(crate) fn socket_folder(&self) -> &Path {
        self.folder.path()
    }

    fn start() -> Self {
        let folder = tempfile::Builder::new().prefix("ct-connect-").tempdir().unwrap();
        fs::set_permissions(folder.path(), fs::Permissions::from_mode(0o755)).unwrap();
        let data = folder.path().join("data");
        make_certificates(folder.path());
        let owner = Owner::find();
        owner.take(folder.path());
        for name in ["server.crt", "server.key", "root.crt"] {
            owner.take(&folder.path().join(name));
        }
        let mut initdb = owner.command("initdb");
        initdb.args(["-U", "postgres", "-N", "-A", "trust", "-E", "UTF8", "-D"]).arg(&data);
        assert!(initdb.stdout(Stdio::null()).status().unwrap().success());
        fs::write(data.join("pg_hba.conf"), HBA).unwrap();
        let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        let process = owner.serve(folder.path(), &data, port);
        let server = Self { folder, process, port };
        server.wait();
        let roles = format!("CREATE ROLE alice LOGIN PASSWORD '{PASSWORD}'; {ROLES}");
        assert!(owner.psql(&server, &["-c", &roles]));
        server
    }

    fn wait(&self) {
        let owner = Owner::find();
        let up = || owner.psql(self, &["-c", "SELECT 1"]);
        let tried = (0..200).any(|_| {
            up() || {
                std::thread::sleep(Duration::from_millis(50));
                false
            }
        });
        assert!(tried, "the server does not start: {}", fs::read_to_string(self.file("log")).unwrap());
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let id = rustix::process::Pid::from_child(&self.process);
        let _ = rustix::process::kill_process(id, rustix::process::Signal::QUIT);
        let _ = self.process.wait();
    }
}

const HBA: &str = "local all postgres trust
local all alice scram-sha-256
host all open,few 127.0.0.1/32 trust
hostssl all alice 127.0.0.1/32 scram-sha-256
hostssl all certified 127.0.0.1/32 cert
";

const ROLES: &str = "CREATE ROLE open LOGIN; CREATE ROLE certified LOGIN;
    CREATE ROLE few LOGIN CONNECTION LIMIT 0";

/// Who runs the server: `postgres` refuses root.
struct Owner {
    bin: PathBuf,
    id: Option<(u32, u32)>,
}

impl Owner {
    fn find() -> Self {
        let named = Environment::of_process().get("CT_POSTGRES_BIN").map(PathBuf::from);
        let usual = (15..=30).rev().map(|major| PathBuf::from(format!("/usr/lib/postgresql/{major}/bin")));
        let bin = named.or_else(|| usual.into_iter().find(|bin| bin.join("postgres").exists()));
        let bin = bin.expect("no PostgreSQL is installed; CT_POSTGRES_BIN names its folder of programs");
        let id = rustix::process::geteuid().is_root().then(|| {
            let users = fs::read_to_string("/etc/passwd").unwrap();
            let user = |name: &str| users.lines().find(|line| line.starts_with(&format!("{name}:")));
            let fields: Vec<&str> = user("postgres").or_else(|| user("nobody")).unwrap().split(':').collect();
            (fields[2].parse().unwrap(), fields[3].parse().unwrap())
        });
        Self { bin, id }
    }

    fn command(&self, program: &str) -> Command {
        let mut command = Command::new(self.bin.join(program));
        command.env_clear().env("PATH", "/usr/bin:/bin").current_dir("/").stdin(Stdio::null());
        if let Some((user, group)) = self.id {
            command.uid(user).gid(group);
        }
        command
    }

    fn take(&self, path: &Path) {
        if let Some((user, group)) = self.id {
            chown(path, Some(user), Some(group)).unwrap();
        }
    }

    fn serve(&self, folder: &Path, data: &Path, port: u16) -> Child {
        let mut command = self.command("postgres");
        command.arg("-D").arg(data).arg("-k").arg(folder).args(["-h", "127.0.0.1", "-p", &port.to_string()]);
        for (name, file) in
            [("ssl_cert_file", "server.crt"), ("ssl_key_file", "server.key"), ("ssl_ca_file", "root.crt")]
        {
            command.arg("-c").arg(format!("{name}={}", folder.join(file).display()));
        }
        let log = fs::File::create(folder.join("log")).unwrap();
        command.args(["-c", "ssl=on", "-c", "fsync=off", "-c", "max_connections=20"]);
        command.stdout(Stdio::null()).stderr(log).spawn().unwrap()
    }

    fn psql(&self, server: &Server, arguments: &[&str]) -> bool {
        let mut command = self.command("psql");
        command.arg("-h").arg(server.socket_folder()).args(["-p", &server.port.to_string()]);
        command.args(["-X", "-q", "-U", "postgres", "-d", "postgres"]).args(arguments);
        command.stdout(Stdio::null()).stderr(Stdio::null()).status().unwrap().success()
    }
}

fn make_certificates(folder: &Path) {
    let authority = |name: &str| {
        let mut params = CertificateParams::new([]).unwrap();
        params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        params.distinguished_name.push(DnType::CommonName, name);
        let key = KeyPair::generate().unwrap();
        fs::write(folder.join(format!("{name}.crt")), params.self_signed(&key).unwrap().pem()).unwrap();
        Issuer::new(params, key)
    };
    let root = authority("root");
    authority("other");
    for (file, name) in [("server", NAME), ("client", "certified")] {
        let mut params = CertificateParams::new([name.to_owned()]).unwrap();
        params.distinguished_name.push(DnType::CommonName, name);
        let key = KeyPair::generate().unwrap();
        fs::write(folder.join(format!("{file}.crt")), params.signed_by(&key, &root).unwrap().pem()).unwrap();
        let path = folder.join(format!("{file}.key"));
        fs::write(&path, key.serialize_pem()).unwrap();
        fs::set_permissions(&path, fs::Permissions::from_mode(0o600)).unwrap();
    }
}
