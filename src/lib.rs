//! Administers the users of a case-management system on PostgreSQL.

pub mod access;
pub mod batch;
pub mod brake;
pub mod calendar;
pub mod case;
pub mod client;
pub mod clock;
#[cfg(feature = "cli")]
pub mod commands;
pub mod csv_io;
pub mod db;
pub mod environment;
pub mod error;
mod hexadecimal;
pub mod history;
pub mod location;
pub mod notification;
pub mod noun;
pub mod organization;
#[cfg(feature = "cli")]
pub mod output;
pub mod password;
pub mod paused;
pub mod place;
pub mod plan;
pub mod preset;
#[cfg(feature = "cli")]
pub mod prompt;
pub mod provider;
pub mod record;
pub mod report;
pub mod roster;
pub mod sealed;
pub mod search;
pub mod session;
pub mod setting;
pub mod sweep;
pub mod task;
pub mod team;
pub mod user;
pub mod workgroup;

pub use error::{Error, Kind};

/// The nouns that there are, in the order of the help.
pub static NOUNS: [&noun::Noun; 9] = [
    &user::USER,
    &organization::ORGANIZATION,
    &location::LOCATION,
    &provider::PROVIDER,
    &workgroup::WORKGROUP,
    &client::CLIENT,
    &case::CASE,
    &task::TASK,
    &paused::PAUSED,
];

/// The library's result.
pub type Result<T> = std::result::Result<T, Error>;
