//! The environment variables of libpq, `PGHOST` and its kin.

use super::origin::Origin;
use super::parameters::Parameters;
use crate::Result;
use crate::environment::Environment;

/// The variables and the parameters that they set.
const VARIABLES: &[(&str, &str)] = &[
    ("PGHOST", "host"),
    ("PGHOSTADDR", "hostaddr"),
    ("PGPORT", "port"),
    ("PGDATABASE", "dbname"),
    ("PGUSER", "user"),
    ("PGPASSWORD", "password"),
    ("PGPASSFILE", "passfile"),
    ("PGREQUIREAUTH", "require_auth"),
    ("PGCHANNELBINDING", "channel_binding"),
    ("PGSERVICE", "service"),
    ("PGOPTIONS", "options"),
    ("PGAPPNAME", "application_name"),
    ("PGSSLMODE", "sslmode"),
    ("PGREQUIRESSL", "requiressl"),
    ("PGSSLNEGOTIATION", "sslnegotiation"),
    ("PGSSLCERT", "sslcert"),
    ("PGSSLKEY", "sslkey"),
    ("PGSSLCERTMODE", "sslcertmode"),
    ("PGSSLROOTCERT", "sslrootcert"),
    ("PGSSLCRL", "sslcrl"),
    ("PGSSLCRLDIR", "sslcrldir"),
    ("PGSSLSNI", "sslsni"),
    ("PGREQUIREPEER", "requirepeer"),
    ("PGSSLMINPROTOCOLVERSION", "ssl_min_protocol_version"),
    ("PGSSLMAXPROTOCOLVERSION", "ssl_max_protocol_version"),
    ("PGMINPROTOCOLVERSION", "min_protocol_version"),
    ("PGGSSENCMODE", "gssencmode"),
    ("PGCONNECT_TIMEOUT", "connect_timeout"),
    ("PGTARGETSESSIONATTRS", "target_session_attrs"),
];

/// The variables that say which database. A password or a user alone does not: a job that lost its
/// `DATABASE_URL` must fail.
const NAME_A_DATABASE: [&str; 4] = ["PGHOST", "PGHOSTADDR", "PGDATABASE", "PGSERVICE"];

/// Whether some variable says which database.
pub(crate) fn name_a_database(environment: &Environment) -> Option<&'static str> {
    NAME_A_DATABASE.into_iter().find(|name| environment.get(name).is_some())
}

/// The parameters that the variables set.
///
/// # Errors
///
/// A usage error that names the variable, for what `ct` does not support.
pub(crate) fn read(environment: &Environment) -> Result<Parameters> {
    let mut parameters = Parameters::default();
    for (variable, name) in VARIABLES {
        if let Some(value) = environment.get(variable) {
            parameters.set(name, value, &Origin::Variable(variable))?;
        }
    }
    Ok(parameters)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_variable_sets_a_parameter_that_exists() {
        for (variable, name) in VARIABLES {
            let error = Parameters::default().set(name, "x", &Origin::Variable(variable)).err();
            assert!(!format!("{error:?}").contains("no connection parameter"), "{variable}");
        }
    }

    #[test]
    fn a_password_alone_names_no_database() {
        for (name, counts) in [("PGPASSWORD", false), ("PGUSER", false), ("PGPORT", false), ("PGHOST", true)]
        {
            assert_eq!(name_a_database(&Environment::with([(name, "x")])).is_some(), counts, "{name}");
        }
    }

    #[test]
    fn an_unsupported_variable_is_named() {
        let error = read(&Environment::with([("PGGSSENCMODE", "require")])).unwrap_err();
        assert_eq!(error.to_string(), "PGGSSENCMODE: ct does not support this setting of gssencmode");
    }
}
