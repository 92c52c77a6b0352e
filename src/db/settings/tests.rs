//! Which setting wins.

use std::fs;
use std::path::PathBuf;

use super::*;
use crate::password::Secret;

/// A world with configuration files and variables.
struct World {
    folder: tempfile::TempDir,
    variables: Vec<(String, String)>,
}

const CONFIG: &str = "default_profile = 'production'\nschema = 'of_config'\n\
    [profile.production]\ndatabase_url = 'postgres://prod/db'\n\
    [profile.training]\ndatabase_url = 'postgres://train:6432/db'\nschema = 'training'\n\
    [profile.private]\nembedded = true\n";

impl World {
    fn new(config: &str, variables: &[(&str, &str)]) -> Self {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir_all(folder.path().join(".config/ct")).unwrap();
        let world = Self {
            variables: variables
                .iter()
                .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
                .collect(),
            folder,
        };
        fs::write(world.config(), config).unwrap();
        world
    }

    fn config(&self) -> PathBuf {
        self.folder.path().join(".config/ct/config.toml")
    }

    fn resolve(&self, flags: &ConnectFlags) -> Result<Settings> {
        let home = [("HOME", self.folder.path().display().to_string()), ("USER", "alice".to_owned())];
        let home = home.into_iter().map(|(name, value)| (name.to_owned(), value));
        let environment = Environment::with(home.chain(self.variables.iter().cloned()));
        Settings::resolve_with(flags, &environment, &self.folder.path().join("system.toml"))
    }
}

fn url(text: &str) -> ConnectFlags {
    ConnectFlags { database_url: Some(text.to_owned()), ..ConnectFlags::default() }
}

fn profile(name: &str) -> ConnectFlags {
    ConnectFlags { profile: Some(name.to_owned()), ..ConnectFlags::default() }
}

fn embedded() -> ConnectFlags {
    ConnectFlags { embedded: true, ..ConnectFlags::default() }
}

fn none() -> ConnectFlags {
    ConnectFlags::default()
}

fn server(settings: &Settings) -> &ServerSettings {
    match &settings.target {
        Target::Server(server) => server,
        Target::Embedded => panic!("embedded"),
    }
}

/// The first host, or `embedded`.
fn host(settings: &Settings) -> String {
    match &settings.target {
        Target::Server(server) => server.hosts[0].to_string(),
        Target::Embedded => "embedded".to_owned(),
    }
}

#[test]
fn flags_win_over_the_environment_and_that_over_the_configuration() {
    let environment_url = ("DATABASE_URL", "postgres://env/db");
    for (variables, flags, expected, schema) in [
        (&[environment_url][..], url("postgres://flag/db"), "flag:5432", "of_config"),
        (&[environment_url], profile("training"), "train:6432", "training"),
        (&[environment_url], embedded(), "embedded", "of_config"),
        (&[environment_url], none(), "env:5432", "of_config"),
        (&[("CT_PROFILE", "training")], none(), "train:6432", "training"),
        (&[("CT_EMBEDDED", "1")], none(), "embedded", "of_config"),
        (&[("CT_EMBEDDED", "0"), ("CT_PROFILE", "private")], none(), "embedded", "of_config"),
        (&[("PGHOST", "pg")], none(), "pg:5432", "of_config"),
        (&[("PGHOST", "pg"), environment_url], none(), "env:5432", "of_config"),
        (&[("PGPASSWORD", "x"), ("PGUSER", "x")], none(), "prod:5432", "of_config"),
        (&[("CT_SCHEMA", "of_env")], profile("training"), "train:6432", "of_env"),
        (&[], none(), "prod:5432", "of_config"),
    ] {
        let settings = World::new(CONFIG, variables).resolve(&flags).unwrap();
        assert_eq!(
            (host(&settings).as_str(), settings.schema.as_str()),
            (expected, schema),
            "{variables:?} {flags:?}"
        );
    }
    let flags = ConnectFlags { schema: Some("of_flag".to_owned()), ..profile("training") };
    let settings = World::new(CONFIG, &[("CT_SCHEMA", "of_env")]).resolve(&flags).unwrap();
    assert_eq!(settings.schema, "of_flag");
}

#[test]
fn without_a_setting_there_is_no_database() {
    for variables in
        [&[][..], &[("PGPASSWORD", "x")], &[("PGUSER", "x")], &[("CT_EMBEDDED", "0"), ("DATABASE_URL", "")]]
    {
        let error = World::new("schema = 'x'", variables).resolve(&none()).unwrap_err();
        assert!(matches!(error, Error::NoDatabase), "{variables:?}");
    }
}

#[test]
fn two_settings_of_one_rank_are_no_guess() {
    let both = ConnectFlags { embedded: true, ..profile("training") };
    let error = World::new(CONFIG, &[]).resolve(&both).unwrap_err();
    assert_eq!(error.to_string(), "--profile and --embedded both say which database");
    let world = World::new(CONFIG, &[("CT_PROFILE", "training"), ("DATABASE_URL", "postgres://x")]);
    assert_eq!(
        world.resolve(&none()).unwrap_err().to_string(),
        "DATABASE_URL and CT_PROFILE both say which database"
    );
    // A flag settles it.
    assert_eq!(host(&world.resolve(&profile("production")).unwrap()), "prod:5432");
}

#[test]
fn an_unknown_profile_is_named_with_its_place() {
    let error = World::new(CONFIG, &[("CT_PROFILE", "trainin")]).resolve(&none()).unwrap_err();
    assert_eq!(error.to_string(), "CT_PROFILE: there is no profile \"trainin\"");
    assert_eq!(error.hints(), ["did you mean training?"]);
    let world = World::new("default_profile = 'x'\n", &[]);
    let place = format!("{}:1: there is no profile \"x\"", world.config().display());
    assert_eq!(world.resolve(&none()).unwrap_err().to_string(), place);
}

#[test]
fn a_password_in_an_argument_is_refused() {
    for text in ["postgres://u:hunter2@h/x", "postgres://h/x?password=hunter2", "host=h password=hunter2"] {
        let error = World::new("", &[]).resolve(&url(text)).unwrap_err();
        let told = format!("{error} {error:?} {:?}", error.hints());
        assert!(told.starts_with("--database-url: ") && !told.contains("hunter2"), "{told}");
        let settings = World::new("", &[("DATABASE_URL", text)]).resolve(&none()).unwrap();
        assert_eq!(server(&settings).password.as_ref().map(Secret::reveal), Some("hunter2"));
        assert!(!format!("{settings:?} {}", settings.display_url()).contains("hunter2"));
    }
}

#[test]
fn a_configuration_with_a_password_is_for_its_owner_alone() {
    let config = "\n[profile.a]\ndatabase_url = 'postgres://u:hunter2@h/x'\n[profile.b]\nservice = 'x'\n";
    for (mode, taken) in [(0o600, true), (0o400, true), (0o640, false), (0o644, false)] {
        let world = World::new(config, &[]);
        fs::set_permissions(world.config(), fs::Permissions::from_mode(mode)).unwrap();
        match world.resolve(&profile("a")) {
            Ok(settings) => assert!(taken && server(&settings).password.is_some()),
            Err(error) => {
                let place = format!("{}:3: ", world.config().display());
                assert!(!taken && error.to_string().starts_with(&place), "{error}");
                assert!(!format!("{error:?}").contains("hunter2"));
            }
        }
    }
}

#[test]
fn what_a_url_leaves_open_comes_from_service_then_variables() {
    let world = World::new(
        "",
        &[
            ("DATABASE_URL", "postgres:///from_url"),
            ("PGSERVICE", "s"),
            ("PGHOST", "from_variable"),
            ("PGPORT", "7"),
            ("PGUSER", "bob"),
            ("PGPASSWORD", "hunter2"),
            ("PGSSLMODE", "require"),
        ],
    );
    fs::write(world.folder.path().join(".pg_service.conf"), "[s]\nhost=from_service\ndbname=no\nport=6\n")
        .unwrap();
    let settings = world.resolve(&none()).unwrap();
    let server = server(&settings);
    assert_eq!(server.hosts[0], Host::tcp("from_service", 6));
    assert_eq!((server.dbname.as_str(), server.user.as_str()), ("from_url", "bob"));
    assert_eq!(server.sslmode, Some(SslMode::Require));
    assert_eq!(server.password.as_ref().map(Secret::reveal), Some("hunter2"));
}

#[test]
fn a_profile_may_name_a_service_and_a_password_file() {
    let config = "[profile.a]\nservice = 's'\npassword_file = '~/passwords'\n";
    let world = World::new(config, &[("PGPASSFILE", "/nonexistent")]);
    fs::write(world.folder.path().join(".pg_service.conf"), "[s]\nhost=h\ndbname=d\n").unwrap();
    let passwords = world.folder.path().join("passwords");
    fs::write(&passwords, "h:5432:d:alice:hunter2\n").unwrap();
    fs::set_permissions(&passwords, fs::Permissions::from_mode(0o600)).unwrap();
    let settings = world.resolve(&profile("a")).unwrap();
    assert_eq!(server(&settings).hosts[0].password.as_ref().map(Secret::reveal), Some("hunter2"));
    assert_eq!(settings.profile.as_deref(), Some("a"));
    fs::set_permissions(&passwords, fs::Permissions::from_mode(0o644)).unwrap();
    let settings = world.resolve(&profile("a")).unwrap();
    assert!(server(&settings).hosts[0].password.is_none());
    assert_eq!(settings.warnings.len(), 1);
}

#[test]
fn a_wrong_variable_is_named() {
    for (name, value) in [("PGPORT", "x"), ("PGSSLMODE", "x"), ("PGSSLCRL", "/x"), ("PGCONNECT_TIMEOUT", "x")]
    {
        let error = World::new("", &[("PGHOST", "h"), (name, value)]).resolve(&none()).unwrap_err();
        assert!(error.to_string().starts_with(&format!("{name}: ")), "{error}");
    }
    let error = World::new("", &[("PGHOST", "h"), ("CT_SCHEMA", "A")]).resolve(&none()).unwrap_err();
    assert!(error.to_string().starts_with("CT_SCHEMA: "), "{error}");
}
