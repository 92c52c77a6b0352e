//! Which database: flags over the environment over a profile of `config.toml`.
//!
//! One setting says which database, and the first of these that is there decides:
//!
//! 1. a flag: `--database-url`, `--profile` or `--embedded`;
//! 2. `DATABASE_URL`, `CT_PROFILE` or `CT_EMBEDDED`;
//! 3. libpq's variables: `PGHOST`, `PGHOSTADDR`, `PGDATABASE` or `PGSERVICE`;
//! 4. the `default_profile` of `config.toml`.
//!
//! Two of the same rank are an error, not a guess: a wrong database is worse than none. What the chosen
//! setting leaves open comes from its service, then from libpq's other variables, then from the defaults.

mod config;
mod conninfo;
mod display;
mod host;
mod libpq;
mod origin;
mod parameters;
mod pgpass;
mod remember;
mod schema;
mod server;
mod service;
mod tls;
mod url;
mod variables;

#[cfg(test)]
mod tests;

use std::os::unix::fs::PermissionsExt;
use std::path::Path;

pub use config::{Config, SYSTEM_CONFIG};
pub(crate) use host::is_loopback;
pub use host::{DEFAULT_PORT, Host, Place};
pub use origin::Origin;
pub(crate) use origin::nearest;
pub(crate) use parameters::Given;
pub use remember::{EMBEDDED_PROFILE, Remembered};
pub use schema::DEFAULT_SCHEMA;
pub use server::{ChannelBinding, Keepalives, ServerSettings, TargetSession};
pub use tls::{RootCertificates, SslMode, TlsSettings};

use crate::environment::Environment;
use crate::{Error, Result};
use config::Profile;
use parameters::Parameters;

/// What was typed about the database.
#[derive(Clone, Debug, Default)]
pub struct ConnectFlags {
    /// `--database-url`: a URL or `key=value` pairs, without a password.
    pub database_url: Option<String>,
    /// `--profile`: a profile of `config.toml`.
    pub profile: Option<String>,
    /// `--schema`.
    pub schema: Option<String>,
    /// `--embedded`.
    pub embedded: bool,
}

/// Which database an operation works on.
#[derive(Clone, Debug)]
pub enum Target {
    /// The private one of this user.
    Embedded,
    /// A server's.
    Server(Box<ServerSettings>),
}

/// Everything that was set about the database.
#[derive(Clone, Debug)]
pub struct Settings {
    /// Which database.
    pub target: Target,
    /// The schema in it.
    pub schema: String,
    /// The setting that decided.
    pub origin: Origin,
    /// The profile that was used, if one was.
    pub profile: Option<String>,
    /// What somebody should know, though it stops nothing: sentences for stderr.
    pub warnings: Vec<String>,
}

impl Settings {
    /// Finds out which database is meant.
    ///
    /// # Errors
    ///
    /// [`Error::NoDatabase`] if nothing says it; a usage error that names the place for every setting that is
    /// wrong, unknown, contradictory or not supported; [`Error::File`] for a file that cannot be read.
    pub fn resolve(flags: &ConnectFlags, environment: &Environment) -> Result<Self> {
        Self::resolve_with(flags, environment, Path::new(SYSTEM_CONFIG))
    }

    /// [`Settings::resolve`] with the system's configuration in another place, for tests.
    ///
    /// # Errors
    ///
    /// As [`Settings::resolve`].
    pub fn resolve_with(flags: &ConnectFlags, environment: &Environment, system: &Path) -> Result<Self> {
        let mut warnings = Vec::new();
        let config = Config::read(system, environment, &mut warnings)?;
        let Some(choice) = choose(flags, environment, &config)? else {
            return Err(Error::NoDatabase);
        };
        let chosen = Chosen::of(choice, &config)?;
        let schema = schema_of(flags, environment, chosen.profile.as_ref(), &config)?;
        let target = match chosen.parameters {
            None => Target::Embedded,
            Some(mut parameters) => {
                complete(&mut parameters, environment)?;
                Target::Server(Box::new(ServerSettings::read(&parameters, environment, &mut warnings)?))
            }
        };
        Ok(Self { target, schema, origin: chosen.origin, profile: chosen.name, warnings })
    }

    /// The database as a URL without its password, or `embedded`.
    #[must_use]
    pub fn display_url(&self) -> String {
        match &self.target {
            Target::Embedded => "embedded".to_owned(),
            Target::Server(server) => server.display_url(),
        }
    }

    /// Where the database is, whoever connects and however: what belongs to it is kept under this.
    #[must_use]
    pub fn place(&self) -> String {
        match &self.target {
            Target::Embedded => "embedded".to_owned(),
            Target::Server(server) => server.place(),
        }
    }
}

/// The setting that says which database.
enum Choice<'a> {
    Embedded(Origin),
    Url(&'a str, Origin),
    Profile(&'a str, Origin),
    Variables(Origin),
}

fn choose<'a>(
    flags: &'a ConnectFlags,
    environment: &'a Environment,
    config: &'a Config,
) -> Result<Option<Choice<'a>>> {
    let typed = [
        flags.database_url.as_deref().map(|url| Choice::Url(url, Origin::Flag("--database-url"))),
        flags.profile.as_deref().map(|name| Choice::Profile(name, Origin::Flag("--profile"))),
        flags.embedded.then_some(Choice::Embedded(Origin::Flag("--embedded"))),
    ];
    if let Some(choice) = the_only(typed)? {
        return Ok(Some(choice));
    }
    let variable = |name: &'static str| environment.get(name).map(|value| (value, Origin::Variable(name)));
    let set = [
        variable("DATABASE_URL").map(|(url, origin)| Choice::Url(url, origin)),
        variable("CT_PROFILE").map(|(name, origin)| Choice::Profile(name, origin)),
        embedded_variable(environment)?.then_some(Choice::Embedded(Origin::Variable("CT_EMBEDDED"))),
    ];
    if let Some(choice) = the_only(set)? {
        return Ok(Some(choice));
    }
    if let Some(name) = variables::name_a_database(environment) {
        return Ok(Some(Choice::Variables(Origin::Variable(name))));
    }
    Ok(config.default_profile.as_ref().map(|given| Choice::Profile(&given.value, given.origin.clone())))
}

fn the_only<'a>(choices: [Option<Choice<'a>>; 3]) -> Result<Option<Choice<'a>>> {
    let mut there = choices.into_iter().flatten();
    match (there.next(), there.next()) {
        (Some(first), Some(second)) => {
            let message = format!("{} and {} both say which database", first.origin(), second.origin());
            Err(Error::usage(message, "leave one of them out"))
        }
        (first, _) => Ok(first),
    }
}

fn embedded_variable(environment: &Environment) -> Result<bool> {
    match environment.get("CT_EMBEDDED") {
        None | Some("0" | "false" | "no" | "off") => Ok(false),
        Some("1" | "true" | "yes" | "on") => Ok(true),
        Some(_) => Err(Origin::Variable("CT_EMBEDDED").error("it is 1 or 0", None)),
    }
}

impl Choice<'_> {
    const fn origin(&self) -> &Origin {
        match self {
            Self::Embedded(origin)
            | Self::Url(_, origin)
            | Self::Profile(_, origin)
            | Self::Variables(origin) => origin,
        }
    }
}

/// What the chosen setting says by itself.
struct Chosen {
    origin: Origin,
    name: Option<String>,
    profile: Option<Profile>,
    /// `None` for the embedded database.
    parameters: Option<Parameters>,
}

impl Chosen {
    fn of(choice: Choice<'_>, config: &Config) -> Result<Self> {
        let plain = |origin, parameters| Self { origin, name: None, profile: None, parameters };
        match choice {
            Choice::Embedded(origin) => Ok(plain(origin, None)),
            Choice::Variables(origin) => Ok(plain(origin, Some(Parameters::default()))),
            Choice::Url(text, origin) => {
                let parameters = conninfo::parse(text, &origin)?;
                if matches!(origin, Origin::Flag(_)) && parameters.password().is_some() {
                    let hint = "everybody on this machine can read arguments: put the password into ~/.pgpass \
                                (mode 0600), or the URL into DATABASE_URL";
                    return Err(origin.error("a password in an argument is refused", Some(hint.to_owned())));
                }
                Ok(plain(origin, Some(parameters)))
            }
            Choice::Profile(name, origin) => {
                let profile = config.profiles.get(name).ok_or_else(|| no_profile(name, &origin, config))?;
                let parameters = if profile.embedded { None } else { Some(of_profile(profile)?) };
                Ok(Self { origin, name: Some(name.to_owned()), profile: Some(profile.clone()), parameters })
            }
        }
    }
}

fn no_profile(name: &str, origin: &Origin, config: &Config) -> Error {
    let names: Vec<&str> = config.profile_names().collect();
    let hint = match origin::nearest(name, names.iter().copied()) {
        Some(near) => format!("did you mean {near}?"),
        None if names.is_empty() => "config.toml has no profiles".to_owned(),
        None => format!("profiles there are: {}", names.join(", ")),
    };
    origin.error(format!("there is no profile {name:?}"), Some(hint))
}

fn of_profile(profile: &Profile) -> Result<Parameters> {
    let mut parameters = match &profile.database_url {
        None => Parameters::default(),
        Some(url) => {
            let parameters = conninfo::parse(url.text.reveal(), &url.origin)?;
            if parameters.password().is_some() {
                refuse_readable_by_others(&url.origin)?;
            }
            parameters
        }
    };
    let named = [("service", &profile.service), ("passfile", &profile.password_file)];
    for (name, given) in named.into_iter().filter_map(|(name, given)| Some((name, given.as_ref()?))) {
        let mut own = Parameters::default();
        own.set(name, &given.value, &given.origin)?;
        parameters.complete_from(own);
    }
    Ok(parameters)
}

/// A file with a password in it is nobody else's to read.
fn refuse_readable_by_others(origin: &Origin) -> Result<()> {
    let Origin::File { path, .. } = origin else {
        return Ok(());
    };
    let data = std::fs::metadata(path).map_err(|cause| Error::file("read", path, cause))?;
    if data.permissions().mode() & 0o077 == 0 {
        return Ok(());
    }
    let hint = format!("chmod 0600 {}, or put the password into ~/.pgpass", path.display());
    Err(origin.error("there is a password in this file, and others can read it", Some(hint)))
}

/// Adds what the service and the environment say. Like libpq: the service before the variables.
fn complete(parameters: &mut Parameters, environment: &Environment) -> Result<()> {
    let variables = variables::read(environment)?;
    if let Some(service) = parameters.get("service").or_else(|| variables.get("service")).cloned() {
        parameters.complete_from(service::read(&service, environment)?);
    }
    parameters.complete_from(variables);
    Ok(())
}

fn schema_of(
    flags: &ConnectFlags,
    environment: &Environment,
    profile: Option<&Profile>,
    config: &Config,
) -> Result<String> {
    let given = |value: &str, origin| Given { value: value.to_owned(), origin };
    let typed = flags.schema.as_deref().map(|value| given(value, Origin::Flag("--schema")));
    let set = || environment.get("CT_SCHEMA").map(|value| given(value, Origin::Variable("CT_SCHEMA")));
    let configured = || profile.and_then(|profile| profile.schema.clone()).or_else(|| config.schema.clone());
    let name = typed.or_else(set).or_else(configured);
    name.map_or_else(|| Ok(DEFAULT_SCHEMA.to_owned()), |given| schema::checked(&given))
}
