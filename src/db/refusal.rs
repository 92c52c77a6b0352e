//! What the database refuses, as the library's error: one place for every constraint and SQLSTATE.

use tokio_postgres::error::{DbError, SqlState};

use crate::Error;

/// A rule of the schema refused a change (`refuse_change` and its like).
const RULE: &str = "CT002";

/// A session that does not hold (`session_presented`).
const NO_SESSION: &str = "CT077";
/// A session whose user has to choose a new password first.
const PASSWORD_FIRST: &str = "CT078";
/// Something that the one who acts may not do (`require` and its like).
const NOT_PERMITTED: &str = "CT079";

/// Where somebody may not do what they want to.
pub(crate) const HINT_OF_RIGHTS: &str = "ct menu shows what is open to you; ct switch changes the workgroup";

/// A job that others have taken over (`lease_hold`).
const LEASE_LOST: &str = "CT075";

/// What each constraint means to a person.
const CONSTRAINTS: [(&str, &str); 11] = [
    ("users_login_unique", "another user has this e-mail"),
    ("users_external_id_unique", "another user has this external id"),
    ("organization_external_id_unique", "another organization has this external id"),
    ("organization_key_unique", "another organization has this code"),
    ("location_key_unique", "another location has this code"),
    ("provider_key_unique", "another provider has this code"),
    ("workgroup_key_unique", "another workgroup has this code"),
    ("users_supervisor_is_another", "nobody supervises themselves"),
    ("users_staff_has_organization", "staff need an organization"),
    ("credential_pkey", "the user has a password already"),
    ("setting_value_in_range", "the setting's value is out of range"),
];

/// Whether the same transaction may well succeed when it runs again.
pub(crate) fn is_conflict(error: &Error) -> bool {
    matches!(error, Error::Database { cause, .. } if super::is_conflict(cause))
}

/// What a failed statement means.
pub(crate) fn from_database(statement: &'static str, cause: tokio_postgres::Error) -> Error {
    if super::is_connection_lost(&cause) {
        return Error::Unreachable {
            message: "the connection to the database was lost".to_owned(),
            hint: Some("run the command again".to_owned()),
            cause: Some(Box::new(cause)),
        };
    }
    let Some(told) = cause.as_db_error() else {
        return Error::Database { statement, cause };
    };
    match meaning(told) {
        Some(error) => error,
        None => Error::Database { statement, cause },
    }
}

fn meaning(told: &DbError) -> Option<Error> {
    let code = told.code();
    if let Some(constraint) = told.constraint()
        && let Some((_, message)) = CONSTRAINTS.iter().find(|(name, _)| *name == constraint)
    {
        return Some(Error::refused(*message, "look at what is there, then run the command again"));
    }
    if code.code() == RULE {
        let hint = told.hint().map(str::to_owned);
        return Some(Error::Refused { message: told.message().to_owned(), hint });
    }
    if code.code() == LEASE_LOST {
        return Some(Error::unreachable(told.message(), told.hint().unwrap_or_default()));
    }
    let usual = match code.code() {
        NO_SESSION => Some("log in again: ct login"),
        PASSWORD_FIRST => Some("ct password change"),
        NOT_PERMITTED => Some(HINT_OF_RIGHTS),
        _ => None,
    };
    if let Some(usual) = usual {
        let hint = Some(told.hint().unwrap_or(usual).to_owned());
        return Some(Error::NotPermitted { message: told.message().to_owned(), hint });
    }
    let error = match *code {
        SqlState::UNDEFINED_TABLE
        | SqlState::UNDEFINED_FUNCTION
        | SqlState::UNDEFINED_COLUMN
        | SqlState::INVALID_SCHEMA_NAME => Error::unreachable(
            format!("the database's schema is missing or does not fit this ct: {}", told.message()),
            "to make it or bring it up to date: ct db migrate",
        ),
        SqlState::INSUFFICIENT_PRIVILEGE => Error::NotPermitted {
            message: format!("the database does not permit it: {}", told.message()),
            hint: Some(
                "the role that owns the schema may, which is an administrator's; ct whoami tells as which role ct connects"
                    .to_owned(),
            ),
        },
        SqlState::READ_ONLY_SQL_TRANSACTION => Error::unreachable(
            "the database is read-only: a standby, or one that is being switched over",
            "name the primary, or several hosts with target_session_attrs=read-write",
        ),
        SqlState::LOCK_NOT_AVAILABLE => {
            Error::unreachable("another run holds the lock", "wait until it ends, then run the command again")
        }
        SqlState::QUERY_CANCELED => Error::unreachable(
            "the database took too long and the statement was cancelled",
            "try again later",
        ),
        SqlState::DISK_FULL | SqlState::OUT_OF_MEMORY | SqlState::TOO_MANY_CONNECTIONS => Error::unreachable(
            format!("the database is out of room: {}", told.message()),
            "make room, then try again",
        ),
        SqlState::ADMIN_SHUTDOWN | SqlState::CRASH_SHUTDOWN | SqlState::CANNOT_CONNECT_NOW => {
            Error::unreachable("the database is shutting down or starting", "try again in a moment")
        }
        _ => return None,
    };
    Some(error)
}
