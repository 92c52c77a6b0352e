//! The program as it is typed: snapshots of status, standard output and standard error. To renew them:
//! `INSTA_UPDATE=always cargo test --test cli`

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

#[path = "../support/mod.rs"]
mod support;

mod access;
mod batches;
mod case;
mod caseload;
mod client;
mod db;
mod errors;
mod formats;
mod help;
mod history;
mod imports;
mod login;
mod notification;
mod operator;
mod password;
mod paused;
mod person;
mod places;
mod presets;
mod question;
mod quick_add;
mod report;
mod search;
mod secrets;
mod session;
mod sweep;
mod sync;
mod task;
mod team;
mod user_deactivate;
mod user_delete;
mod user_reactivate;

pub(crate) use session::Session;
