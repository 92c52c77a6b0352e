//! Passwords and tokens: in no argument, environment, log, table, history or output, and in no core dump.

use std::fs::{self, File};
use std::io::{Read, Write};
use std::net::TcpListener;
use std::os::unix::fs::{MetadataExt, PermissionsExt};
use std::path::Path;
use std::process::{Child, Command, Output, Stdio};
use std::time::Duration;

use crate::session::words;
use crate::support::connect_to;
use crate::{Session, support::TestDatabase};

/// They are so long that nothing holds them by chance, and each is told in two halves, with a look between.
const FIRST: [&str; 2] = ["Zebra-First-81", "93-Aardvark"];
const SECOND: [&str; 2] = ["Zebra-Second-27", "64-Aardvark"];
const IMPORTED: [&str; 2] = ["Zebra-Imported-55", "12-Aardvark"];
const ANSWER: [&str; 2] = ["Zanzibar-of-", "the-Aunts"];
const WRONG: [&str; 2] = ["Zebra-Wrong-38", "70-Aardvark"];

/// How long a program may take to read what it was given.
const READING: Duration = Duration::from_millis(300);

/// A world whose commands are looked at while they run.
struct Watched {
    session: Session,
    /// What nobody may find; the halves of passwords count, too.
    secrets: Vec<String>,
    /// All that commands have said.
    said: String,
}

impl Watched {
    fn holds_a_secret(&self, text: &str) -> Option<&String> {
        self.secrets.iter().find(|secret| text.contains(secret.as_str()))
    }

    fn look(&self, what: &str, text: &str) {
        let found = self.holds_a_secret(text);
        assert!(found.is_none(), "{what} holds {found:?}");
    }

    /// What others on the machine can see of a process, by `ps` for instance.
    fn look_at_process(&self, child: &Child) {
        if !cfg!(target_os = "linux") {
            return;
        }
        for name in ["cmdline", "environ", "comm", "status"] {
            // What even its own user may not read holds nothing.
            let Ok(bytes) = fs::read(format!("/proc/{}/{name}", child.id())) else { continue };
            assert!(!bytes.is_empty(), "{name} of a process that has ended");
            self.look(name, &String::from_utf8_lossy(&bytes));
        }
    }

    /// Runs a command that is told a secret in two parts, on standard input or by a pipe with a name, and is looked at
    /// between them.
    fn slowly(&mut self, command: &str, pipe: Option<&Path>, parts: [&str; 2]) -> String {
        let mut program = self.session.program();
        program.args(words(command)).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = program.spawn().unwrap();
        let input = child.stdin.take().unwrap();
        let mut writer: Box<dyn Write> = match pipe {
            Some(pipe) => Box::new(File::options().write(true).open(pipe).unwrap()),
            None => Box::new(input),
        };
        writer.write_all(parts[0].as_bytes()).unwrap();
        writer.flush().unwrap();
        std::thread::sleep(READING);
        self.look_at_process(&child);
        writer.write_all(parts[1].as_bytes()).unwrap();
        drop(writer);
        let output = child.wait_with_output().unwrap();
        self.hear(command, &output)
    }

    fn run(&mut self, command: &str) -> String {
        let output = self.session.program().args(words(command)).output().unwrap();
        self.hear(command, &output)
    }

    fn hear(&mut self, command: &str, output: &Output) -> String {
        let said = String::from_utf8([&*output.stdout, &*output.stderr].concat()).unwrap();
        self.look(command, &said);
        self.said += &said;
        said
    }

    /// Every file that commands have left, but for those that are there to hold a secret.
    fn look_at_files(&self, folder: &Path) {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                self.look_at_files(&path);
            } else if path.is_file() && !path.to_string_lossy().contains("/state/ct/sessions/") {
                self.look(&path.display().to_string(), &String::from_utf8_lossy(&fs::read(&path).unwrap()));
            }
        }
    }
}

fn line(password: [&str; 2]) -> (String, String) {
    (password[0].to_owned(), format!("{}\n", password[1]))
}

/// A server that logs all that it can, but for parameters, as `ct db status` asks for.
async fn watched() -> Watched {
    let own = TestDatabase::new().await;
    let superuser = connect_to(&own.superuser_url()).await;
    for setting in [
        "log_statement = 'all'",
        "log_min_duration_statement = 0",
        "log_min_messages = 'debug1'",
        "log_min_error_statement = 'debug1'",
        "log_error_verbosity = 'verbose'",
        "log_parameter_max_length = 0",
        "log_parameter_max_length_on_error = 0",
    ] {
        superuser.batch_execute(&format!("alter database {} set {setting}", own.name())).await.unwrap();
    }
    let mut session = Session::of(own);
    for command in ["organization add CON Congress", "workgroup add Basic Basic", "workgroup add Other Other"]
    {
        session.quietly(command);
    }
    session.quietly("user add ann@example.org --name Ann --organization CON --workgroups Basic --tools users:write;passwords:write");
    let mut secrets: Vec<_> =
        [FIRST, SECOND, IMPORTED, WRONG, ANSWER].concat().iter().map(|half| (*half).to_owned()).collect();
    // An answer is compared in small letters.
    secrets.extend(ANSWER.map(str::to_lowercase));
    Watched { session, secrets, said: String::new() }
}

#[tokio::test]
async fn no_secret_is_anywhere() {
    let mut watched = watched().await;
    let ((one, two), (three, four), (five, six)) = (line(FIRST), line(SECOND), line(WRONG));
    let reset = "password reset ann@example.org --password-stdin --expires never";
    let said = watched.slowly(reset, None, [&one, &two]);
    assert!(said.contains("new temporary password"), "{said}");
    let said = watched.slowly("login ann@example.org --password-stdin", None, [&five, &six]);
    assert!(said.contains("is wrong"), "{said}");
    let said = watched.slowly("login ann@example.org --password-stdin --workgroup Basic", None, [&one, &two]);
    assert!(said.contains("ann@example.org"), "{said}");
    let folder = watched.session.path(".local/state/ct/sessions");
    let kept = fs::read_dir(folder).unwrap().next().unwrap().unwrap().path();
    watched.secrets.push(fs::read_to_string(kept).unwrap().trim().to_owned());
    change(&mut watched, [&one, &two], [&three, &four]);
    watched.run("whoami");
    watched.run("session list --all -o json");
    watched.run("logout");
    import(&mut watched);
    let generated = generated(&mut watched);
    watched.secrets.push(generated);
    for command in [
        "user list --all -o json",
        "user show ann@example.org -o json",
        "user export",
        "history list -o json",
        "batch list -o json",
        "db status -o json",
    ] {
        watched.run(command);
    }
    look_at_tables(&watched).await;
    look_at_log(&watched).await;
    watched.look_at_files(&watched.session.path("."));
}

/// The old password and the new one, by pipes with names.
fn change(watched: &mut Watched, old: [&str; 2], new: [&str; 2]) {
    for (name, known) in [("old", Some(old)), ("answer", Some(ANSWER)), ("new", None)] {
        let made =
            Command::new("mkfifo").args(["-m", "600"]).arg(watched.session.path(name)).status().unwrap();
        assert!(made.success());
        if let Some(known) = known {
            let path = watched.session.path(name);
            let text = known.concat();
            std::thread::spawn(move || fs::write(path, text).unwrap());
        }
    }
    let pipe = watched.session.path("new");
    let said = watched.slowly(
        "password change --old-file old --answer-file answer --question 1 --new-file new",
        Some(&pipe),
        new,
    );
    assert!(said.contains("are changed"), "{said}");
}

/// A file with passwords, good rows and bad ones, whose cells are told in messages; the rejects hold no password either.
fn import(watched: &mut Watched) {
    let password = IMPORTED.concat();
    let header = "email,name,organization,password,supervisor\n";
    let good =
        format!("{header}one@example.org,One,CON,{password},\ntwo@example.org,Two,CON,{}", IMPORTED[0]);
    let said = watched.slowly("user import -", None, [&good, &format!("{},\n", IMPORTED[1])]);
    assert!(said.contains('2'), "{said}");
    let bad = format!(
        "{header}three@example.org,Three,NONE,{password},\nfour@example.org,Four,CON,{password}{},\n",
        "x".repeat(2000)
    );
    let rest = format!(
        "five@example.org,Five,CON,{password},nobody@example.org\nsix@example.org,Six,CON,{password},,,\n"
    );
    let said = watched.slowly("user import - --partial --rejects rejects.csv", None, [&bad, &rest]);
    assert!(said.contains("rejects.csv"), "{said}");
}

/// The one place where a generated password is shown; what it is.
fn generated(watched: &mut Watched) -> String {
    let output = watched
        .session
        .program()
        .args(words("password reset one@example.org --generate-password -o json"))
        .output();
    let output = output.unwrap();
    let told: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let password = told["temporary_password"].as_str().unwrap().to_owned();
    let errors = String::from_utf8(output.stderr).unwrap();
    assert!(password.len() > 20 && !errors.contains(&password), "{errors}");
    password
}

async fn look_at_tables(watched: &Watched) {
    let client = connect_to(&watched.session.url_as("postgres")).await;
    let sql = "select relname::text, query_to_xml('select t::text from ct.' || quote_ident(relname) || ' t', true, false, '')::text \
               from pg_class where relnamespace = 'ct'::regnamespace and relkind in ('r', 'v')";
    let rows = client.query(sql, &[]).await.unwrap();
    assert!(rows.len() > 30);
    for row in rows {
        watched.look(row.get(0), row.get(1));
    }
}

async fn look_at_log(watched: &Watched) {
    let client = connect_to(&watched.session.url_as("postgres")).await;
    let folder: String = client.query_one("show data_directory", &[]).await.unwrap().get(0);
    let mut log = Vec::new();
    File::open(Path::new(&folder).join("log")).unwrap().read_to_end(&mut log).unwrap();
    let log = String::from_utf8_lossy(&log);
    // It does tell what was done.
    for statement in ["login_begin", "password_change", "copy stage_credential", "session_present"] {
        assert!(log.to_lowercase().contains(statement), "the log has no {statement}");
    }
    watched.look("the server's log", &log);
}

/// No core dump, and nobody but root looks into the memory.
#[test]
fn nothing_is_dumped() {
    if !cfg!(target_os = "linux") {
        return;
    }
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("postgresql://x@{}/x?sslmode=disable", listener.local_addr().unwrap());
    let mut program = Command::new(env!("CARGO_BIN_EXE_ct"));
    program
        .env_clear()
        .env("DATABASE_URL", url)
        .args(["user", "list"])
        .stdout(Stdio::null())
        .stderr(Stdio::null());
    // As root, everything is root's anyway.
    let nobody = 65_534;
    let is_root = rustix::process::geteuid().is_root();
    if is_root {
        use std::os::unix::process::CommandExt;
        program.uid(nobody).gid(nobody);
    }
    let mut child = match program.spawn() {
        Err(error) if is_root && error.kind() == std::io::ErrorKind::PermissionDenied => {
            // The checkout is where nobody else may look.
            program = Command::new(env!("CARGO_BIN_EXE_ct"));
            program.env(
                "DATABASE_URL",
                format!("postgresql://x@{}/x?sslmode=disable", listener.local_addr().unwrap()),
            );
            program.args(["user", "list"]).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap()
        }
        started => started.unwrap(),
    };
    // It waits for an answer that does not come.
    let held = listener.accept().unwrap();
    let limits = fs::read_to_string(format!("/proc/{}/limits", child.id())).unwrap();
    let owner = fs::metadata(format!("/proc/{}/status", child.id())).unwrap().uid();
    child.kill().unwrap();
    child.wait().unwrap();
    drop(held);
    let core = limits.lines().find(|line| line.starts_with("Max core file size")).unwrap();
    assert_eq!(core.split_whitespace().skip(4).take(2).collect::<Vec<_>>(), ["0", "0"], "{core}");
    // What belongs to a process that cannot be dumped is root's.
    assert_eq!(owner, 0);
}

/// A file of passwords that others can read is refused before it is read.
#[tokio::test]
async fn what_others_can_read_is_refused() {
    let session = Session::new().await;
    let file = session.file("open", FIRST.concat());
    fs::set_permissions(&file, PermissionsExt::from_mode(0o644)).unwrap();
    let output =
        session.program().args(["login", "ann@example.org", "--password-file", "open"]).output().unwrap();
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(!output.status.success() && said.contains("chmod 600") && !said.contains(FIRST[0]), "{said}");
}
