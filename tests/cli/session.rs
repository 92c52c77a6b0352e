//! A person at a terminal, in a world of their own: a database, a home, a fixed environment.

use std::fmt::Write as _;
use std::io::Write as _;
use std::path::PathBuf;
use std::process::{Command, Output, Stdio};

use crate::support::{OWNER, TestDatabase};

/// Commands that are typed one after the other, and what they showed.
pub(crate) struct Session {
    database: TestDatabase,
    home: tempfile::TempDir,
    role: String,
    variables: Vec<(&'static str, String)>,
    shown: String,
}

impl Session {
    /// A database with the schema and nothing else.
    pub(crate) async fn new() -> Self {
        Self::of(TestDatabase::new().await)
    }

    /// A database of one's own.
    pub(crate) fn of(database: TestDatabase) -> Self {
        let home = tempfile::tempdir().unwrap();
        Self { database, home, role: OWNER.to_owned(), variables: Vec::new(), shown: String::new() }
    }

    /// A database with two organizations, two workgroups, a location and three users.
    pub(crate) async fn with_people() -> Self {
        let mut session = Self::new().await;
        for command in [
            "organization add CON Congress --phone 202-225-3121",
            "organization add AID 'Aid Agency'",
            "workgroup add Basic 'Basic functions'",
            "workgroup add Intake",
            "location add MAIN 'Main office' --organization CON",
            "provider add ACME 'Acme Housing'",
        ] {
            session.quietly(command);
        }
        session.file(
            "people.csv",
            "email,name,job_title,phone,organization,supervisor,workgroups,case_manager,tools,status\n\
             linda@example.org,Linda Sánchez,Director,0301,CON,,Basic;Intake,,users:write;cases:read,\n\
             wei@example.org,王伟,Case worker,,CON,linda@example.org,Basic,yes,,\n\
             pat@example.org,\"Pat O'Neil, Jr.\",,,AID,,,,,pending\n",
        );
        session.quietly("user import people.csv");
        session.shown.clear();
        session
    }

    /// Writes a file into the folder in which commands run.
    pub(crate) fn file(&self, name: &str, text: impl AsRef<[u8]>) -> PathBuf {
        let path = self.home.path().join(name);
        std::fs::write(&path, text).unwrap();
        path
    }

    /// A file's text.
    pub(crate) fn read(&self, name: &str) -> String {
        std::fs::read_to_string(self.path(name)).unwrap()
    }

    /// The path of a file in that folder.
    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.home.path().join(name)
    }

    /// The program, with its environment set and nothing else of ours.
    pub(crate) fn program(&self) -> Command {
        let mut program = Command::new(env!("CARGO_BIN_EXE_ct"));
        program
            .env_clear()
            .env("HOME", self.home.path())
            .env("PATH", "/usr/local/bin:/usr/bin:/bin")
            .env("USER", "maria")
            .env("COLUMNS", "100")
            .env("DATABASE_URL", self.url_as(&self.role))
            .envs(self.variables.iter().map(|(name, value)| (name, value)))
            .current_dir(self.home.path())
            .stdin(Stdio::null());
        program
    }

    /// From now on the program connects as this role.
    pub(crate) fn connect_as(&mut self, role: &str) {
        role.clone_into(&mut self.role);
    }

    /// From now on the program has this variable in its environment.
    pub(crate) fn set(&mut self, variable: &'static str, value: &str) {
        self.variables.push((variable, value.to_owned()));
    }

    /// The database as any role.
    pub(crate) fn url_as(&self, role: &str) -> String {
        self.database.url_as(&role.replace('"', "%22").replace(' ', "%20"))
    }

    /// The database's name.
    pub(crate) fn database_name(&self) -> &str {
        self.database.name()
    }

    /// Runs SQL as the owner.
    pub(crate) async fn execute(&self, sql: &str) {
        self.database.connect().await.batch_execute(sql).await.unwrap();
    }

    /// Runs a command; it must succeed, and is not shown.
    pub(crate) fn quietly(&mut self, command: &str) {
        let output = self.program().args(words(command)).output().unwrap();
        assert!(output.status.success(), "ct {command}: {}", String::from_utf8_lossy(&output.stderr));
    }

    /// Runs a command, which must end with this status, and is not shown.
    pub(crate) fn quietly_failing(&mut self, command: &str, status: i32) {
        let output = self.program().args(words(command)).output().unwrap();
        assert_eq!(output.status.code(), Some(status), "ct {command}");
    }

    /// Runs a command and shows it.
    pub(crate) fn ct(&mut self, command: &str) -> &mut Self {
        let output = self.program().args(words(command)).output().unwrap();
        self.show(command, &output)
    }

    /// Runs a command with something on standard input, and shows it.
    pub(crate) fn ct_reading(&mut self, command: &str, input: &str) -> &mut Self {
        let mut program = self.program();
        program.args(words(command)).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = program.spawn().unwrap();
        // A program that refuses early does not read what it is given.
        let _ = child.stdin.take().unwrap().write_all(input.as_bytes());
        let output = child.wait_with_output().unwrap();
        self.show(command, &output)
    }

    /// Shows what a command came to.
    pub(crate) fn show(&mut self, command: &str, output: &Output) -> &mut Self {
        writeln!(self.shown, "$ ct {command}").unwrap();
        for (name, bytes) in [("", &output.stdout), ("2> ", &output.stderr)] {
            for line in String::from_utf8(bytes.clone()).unwrap().lines() {
                writeln!(self.shown, "{name}{line}").unwrap();
            }
        }
        let status = output.status.code().unwrap();
        if status != 0 {
            writeln!(self.shown, "[{status}]").unwrap();
        }
        self
    }

    /// Shows this.
    pub(crate) fn show_text(&mut self, text: &str) {
        self.shown.push_str(text);
    }

    /// Everything shown since the last time.
    pub(crate) fn shown(&mut self) -> String {
        std::mem::take(&mut self.shown)
    }
}

/// Splits a line as a shell does, as far as quotes go.
pub(crate) fn words(line: &str) -> Vec<String> {
    let mut words = Vec::new();
    let mut word: Option<String> = None;
    let mut quote = None;
    for c in line.chars() {
        match (quote, c) {
            (Some(open), c) if c == open => quote = None,
            (None, '\'' | '"') => {
                quote = Some(c);
                word.get_or_insert_default();
            }
            (None, ' ') => words.extend(word.take()),
            (_, c) => word.get_or_insert_default().push(c),
        }
    }
    words.extend(word);
    words
}

/// Compares with the snapshot; what differs from run to run is replaced.
#[macro_export]
macro_rules! snapshot {
    ($session:expr) => {{
        let shown = $session.shown();
        insta::with_settings!({
            omit_expression => true,
            prepend_module_to_snapshot => true,
            filters => vec![
                (r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", "[time]"),
                (r"\d{4}-\d\d-\d\d \d\d:\d\d( UTC|Z|:\d\d)", "[time]"),
                (r"\d{4}-\d\d-\d\d", "[date]"),
                (r"\b\d\d:\d\d( UTC|Z)", "[hours]"),
                (r"(?m)\b\d\d:\d\d$", "[hours]"),
                (r"[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f-]{21}", "[operation]"),
                (r"maria@[\w.-]+", "maria@[machine]"),
                (r"host=[^\s?]+", "host=[socket]"),
                (r"test_\d+_\d+", "[database]"),
                (r"Ct-[a-z0-9]{5}(-[a-z0-9]{5}){4}-[a-z0-9]{2}", "[generated]"),
                (r"/tmp/[^\s?&,]+", "[folder]"),
            ],
        }, { insta::assert_snapshot!(shown) });
    }};
}
