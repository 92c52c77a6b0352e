//! What every command has at hand: the settings, the database when it is needed, the two streams.

use std::cell::{Cell, RefCell};
use std::io::IsTerminal;

use anyhow::Result;
use clap::{Arg, ArgAction, ArgMatches, Command, value_parser};

use crate::clock::{Clock, SystemClock};
use crate::db::embedded::{Embedded, Endpoint, SUPERUSER};
use crate::db::roles::{self, Roles, Step};
use crate::db::settings::{ConnectFlags, DEFAULT_SCHEMA, ServerSettings, Settings, Target};
use crate::db::{Database, Operation, migrate};
use crate::environment::Environment;
use crate::output::{
    ColorChoice, Columns, Finished, Format, Page, ProgressStyle, Sheet, Style, Talk, TalkStyle,
    standard_output,
};
use crate::record::{Heading, Record};
use crate::session::{self, Store};
use crate::{Error, Kind};

/// One run of the program.
pub(crate) struct App {
    /// The surroundings.
    pub environment: Environment,
    /// What time it is.
    pub clock: Box<dyn Clock>,
    /// How data is written.
    pub format: Format,
    /// Whether that was told.
    pub format_is_told: bool,
    /// How data looks.
    pub style: Style,
    /// Standard error.
    pub talk: Talk,
    /// `--yes`: every question is answered with yes.
    pub yes: bool,
    /// What is being done, for whoever interrupts it.
    pub standing: RefCell<Option<String>>,
    /// What has been committed and stands, for whoever interrupts it.
    pub stands: RefCell<Option<String>>,
    /// Whether what was begun is being put away: whoever interrupts waits for it.
    pub leaving: Cell<bool>,
    flags: ConnectFlags,
    reason: Option<String>,
    command: String,
    status: Cell<u8>,
}

/// The flags that every command takes.
pub(crate) fn global_flags(command: Command) -> Command {
    let database = "Database";
    let output = "Output";
    command.args(
        [
            Arg::new("database-url")
                .long("database-url")
                .value_name("URL")
                .help("The database to use, without a password [env: DATABASE_URL, which may have one]")
                .help_heading(database),
            Arg::new("profile")
                .long("profile")
                .value_name("NAME")
                .help("The profile of config.toml to use [env: CT_PROFILE]")
                .help_heading(database),
            Arg::new("schema")
                .long("schema")
                .value_name("NAME")
                .help("The schema of the instance, ct unless told otherwise [env: CT_SCHEMA]")
                .help_heading(database),
            Arg::new("embedded")
                .long("embedded")
                .action(ArgAction::SetTrue)
                .help("Use the private database on this machine; it is made and started if need be")
                .help_heading(database),
            Arg::new("output")
                .short('o')
                .long("output")
                .value_name("FORMAT")
                .value_parser(value_parser!(Format))
                .help("How data is written [default: table]")
                .help_heading(output),
            Arg::new("color")
                .long("color")
                .value_name("WHEN")
                .value_parser(value_parser!(ColorChoice))
                .default_value("auto")
                .help("Whether to use colour; NO_COLOR is respected")
                .help_heading(output),
            super::log::flag().help_heading(output),
            Arg::new("quiet")
                .short('q')
                .long("quiet")
                .action(ArgAction::SetTrue)
                .help("Say nothing but data, warnings and errors")
                .help_heading(output),
            Arg::new("yes")
                .short('y')
                .long("yes")
                .action(ArgAction::SetTrue)
                .help("Answer every question with yes"),
            Arg::new("reason").long("reason").value_name("TEXT").help("Why; it is kept in the history"),
        ]
        .map(|flag| flag.global(true)),
    )
}

/// The flag of commands that may take long.
pub(crate) fn progress_flag() -> Arg {
    Arg::new("progress")
        .long("progress")
        .value_name("HOW")
        .value_parser(value_parser!(ProgressStyle))
        .default_value("auto")
        .hide_possible_values(true)
        .help(
            "How progress is told: auto (a line on a terminal), plain (a line every 5 seconds), json or none",
        )
}

/// How progress is told.
pub(crate) fn progress_style(matches: &ArgMatches) -> ProgressStyle {
    matches.get_one::<ProgressStyle>("progress").copied().unwrap_or_default()
}

impl App {
    /// Sets up from what was typed.
    pub(crate) fn new(environment: Environment, matches: &ArgMatches, command: String) -> Self {
        let told = matches.get_one::<Format>("output").copied();
        let format = told.unwrap_or_default();
        let color = matches.get_one::<ColorChoice>("color").copied().unwrap_or(ColorChoice::Auto);
        let text = |name: &str| matches.get_one::<String>(name).cloned();
        let errors = std::io::stderr();
        let dumb = environment.get("TERM") == Some("dumb");
        let talk = TalkStyle {
            format,
            quiet: matches.get_flag("quiet"),
            live: errors.is_terminal() && !dumb,
            style: Style::of_stream(&errors, color, &environment),
        };
        Self {
            style: Style::of_stream(&std::io::stdout(), color, &environment),
            clock: Box::new(SystemClock),
            format,
            format_is_told: told.is_some(),
            talk: super::log::talk(&environment, matches, talk, &command),
            yes: matches.get_flag("yes"),
            flags: ConnectFlags {
                database_url: text("database-url"),
                profile: text("profile"),
                schema: text("schema"),
                embedded: matches.get_flag("embedded"),
            },
            standing: RefCell::default(),
            stands: RefCell::default(),
            leaving: Cell::new(false),
            status: Cell::new(0),
            reason: text("reason"),
            command,
            environment,
        }
    }

    /// Which database is meant.
    pub(crate) fn settings(&self) -> Result<Settings, Error> {
        let settings = Settings::resolve(&self.flags, &self.environment)?;
        for warning in &settings.warnings {
            self.talk.warn(warning);
        }
        Ok(settings)
    }

    /// The database, with a schema that fits, as the user who is logged in, if somebody is.
    pub(crate) async fn database(&self) -> Result<Database, Error> {
        self.as_user(false).await
    }

    /// The same, also for who has to choose a new password first.
    pub(crate) async fn database_to_choose(&self) -> Result<Database, Error> {
        self.as_user(true).await
    }

    async fn as_user(&self, to_choose: bool) -> Result<Database, Error> {
        let settings = self.settings()?;
        let (database, is_administrator) = self.database_of(&settings).await?;
        let store = self.store(&settings);
        session::end_of_closed_terminals(&database, &self.operation(), &store).await;
        let Some(token) = store.read()? else {
            return match (store.is_named(), is_administrator) {
                // A name that was mistyped, or a login that failed, must not make an administrator.
                (true, _) => Err(nobody_in(&store)),
                (false, true) => Ok(database),
                (false, false) => Err(nobody_at_all()),
            };
        };
        let presenting = database.presenting(&token, to_choose);
        let database = if is_administrator { presenting } else { presenting.of_operator() };
        let now = self.clock.now();
        if !store.is_fresh(now) {
            session::touch(&database).await?;
            store.refresh(now);
        }
        Ok(database)
    }

    /// The database as nobody, and where a session with it is kept.
    pub(crate) async fn database_and_store(&self) -> Result<(Database, Store), Error> {
        let settings = self.settings()?;
        Ok((self.database_of(&settings).await?.0, self.store(&settings)))
    }

    fn store(&self, settings: &Settings) -> Store {
        Store::in_use(&self.environment, &settings.place(), &settings.schema)
    }

    /// The database, with a schema that fits, and whether the connection is an administrator's. An embedded one is brought
    /// up to date; a server only when told.
    async fn database_of(&self, settings: &Settings) -> Result<(Database, bool), Error> {
        let database = self.connect(settings).await?;
        match settings.target {
            Target::Server(_) => {
                let is_administrator = migrate::require_current(&database).await?;
                return Ok((database, is_administrator));
            }
            Target::Embedded => match migrate::standing(&database).await? {
                migrate::Standing::Current => {}
                // A name that was mistyped must not become an empty schema, and its emptiness a success.
                migrate::Standing::Missing if settings.schema != DEFAULT_SCHEMA => {
                    migrate::require_current(&database).await?;
                }
                _ => {
                    self.migrate(settings, &database).await?;
                }
            },
        }
        Ok((database, true))
    }

    /// Makes the schema, or brings it up to date; gives what was applied.
    pub(crate) async fn migrate(
        &self,
        settings: &Settings,
        database: &Database,
    ) -> Result<Vec<&'static str>, Error> {
        if matches!(settings.target, Target::Embedded) {
            self.make_embedded_roles(database).await?;
        }
        migrate::migrate(database).await
    }

    /// The private database has an operator role, so that whoever logs in there works under row level security. Of a
    /// server a DBA makes it.
    pub(crate) async fn make_embedded_roles(&self, database: &Database) -> Result<(), Error> {
        let missing = async || -> Result<Vec<Step>, Error> {
            let steps = roles::steps(database, &Roles::default()).await?;
            Ok(steps.into_iter().filter(|step| !step.is_done).collect())
        };
        let steps = missing().await?;
        if steps.is_empty() {
            return Ok(());
        }
        match roles::apply(&self.embedded_superuser(database.schema()).await?, &steps).await {
            // Of two at once one makes them.
            Err(_) if missing().await?.is_empty() => Ok(()),
            settled => settled.map(drop),
        }
    }

    /// The private database as its superuser, for what the owner cannot do: roles.
    pub(crate) async fn embedded_superuser(&self, schema: &str) -> Result<Database, Error> {
        let endpoint = Embedded::locate(&self.environment).ensure_running()?;
        let as_superuser = Endpoint { user: SUPERUSER, ..endpoint };
        Database::connect(&at(&as_superuser), schema).await
    }

    /// A connection, whatever its schema is like.
    pub(crate) async fn connect(&self, settings: &Settings) -> Result<Database, Error> {
        match &settings.target {
            Target::Server(server) => Database::connect(server, &settings.schema).await,
            Target::Embedded => {
                let embedded = Embedded::locate(&self.environment);
                if let Some(endpoint) = embedded.running()
                    && let Ok(database) = Database::connect(&at(&endpoint), &settings.schema).await
                {
                    return Ok(database);
                }
                Database::connect(&at(&embedded.start()?), &settings.schema).await
            }
        }
    }

    /// The operation that this command is, for the history.
    pub(crate) fn operation(&self) -> Operation {
        let id = uuid::Uuid::now_v7();
        self.talk.note_operation(id);
        Operation {
            id,
            command: self.command.clone(),
            reason: self.reason.clone(),
            system_user: system_user(&self.environment),
        }
    }

    /// Writes a list that is at hand.
    pub(crate) fn list(
        &self,
        headings: &[Heading],
        records: &[Record],
        nouns: &str,
        columns_are_told: bool,
    ) -> Result<()> {
        let mut out = standard_output();
        let mut sheet = Sheet::begin(&mut out, self.format, headings, self.style_for(columns_are_told))?;
        for record in records {
            sheet.row(record)?;
        }
        self.finish(sheet.end()?, nouns);
        Ok(())
    }

    /// Writes one thing: a page, or for programs an object or a row.
    pub(crate) fn page(&self, page: &Page) -> Result<()> {
        Ok(page.write(&mut standard_output(), self.format, self.style)?)
    }

    /// Says what a list could not show itself.
    pub(crate) fn finish(&self, finished: Finished, nouns: &str) {
        finished.tell(&self.talk, nouns);
    }

    /// The style for a list with these columns told by `--columns`, or not.
    pub(crate) fn style_for(&self, columns_are_told: bool) -> Style {
        Style { columns: if columns_are_told { Columns::Chosen } else { Columns::Usual }, ..self.style }
    }

    /// Ends with this status where nothing goes wrong.
    pub(crate) fn end_with(&self, status: u8) {
        self.status.set(status);
    }

    /// The status to end with where nothing goes wrong.
    pub(crate) const fn status(&self) -> u8 {
        self.status.get()
    }

    /// Whether somebody is there to answer.
    pub(crate) fn can_ask(&self) -> bool {
        std::io::stdin().is_terminal() && std::io::stderr().is_terminal()
    }
}

fn nobody_in(store: &Store) -> Error {
    Error::NotPermitted {
        message: format!("CT_SESSION_FILE names {}, and no session is there", store.path().display()),
        hint: Some("log in: ct login; or act without a session: unset CT_SESSION_FILE".to_owned()),
    }
}

fn nobody_at_all() -> Error {
    Error::NotPermitted {
        message: "nobody is logged in, and an operator's connection does nothing by itself".to_owned(),
        hint: Some("log in: ct login; ct whoami tells as which role ct connects".to_owned()),
    }
}

/// The settings for the embedded server.
pub(crate) fn at(endpoint: &Endpoint) -> ServerSettings {
    ServerSettings::at_socket(
        endpoint.socket_folder.clone(),
        endpoint.port,
        endpoint.user.to_owned(),
        endpoint.database.to_owned(),
    )
}

/// Who runs this: the login name, with the name behind `sudo` if there is one.
fn system_user(environment: &Environment) -> Option<String> {
    let user = environment.get("USER").or_else(|| environment.get("LOGNAME"));
    let id = rustix::process::getuid();
    let name = user.map_or_else(
        || if id.is_root() { "root".to_owned() } else { format!("uid {}", id.as_raw()) },
        str::to_owned,
    );
    match environment.get("SUDO_USER") {
        Some(behind) if behind != name => Some(format!("{behind} as {name}")),
        _ => Some(name),
    }
}

/// The status that an error ends the program with.
pub(crate) fn status_of(error: &anyhow::Error) -> Kind {
    crate::output::kind_of(error)
}
