//! The library against a real PostgreSQL, a database for each test.

#![expect(clippy::unwrap_used, reason = "what cannot be set up has failed the test")]

#[path = "../support/mod.rs"]
mod support;

mod access;
mod administrators;
mod agency;
mod any_bytes;
mod batches;
mod caseloads;
mod cases;
mod cases_at_random;
mod cases_many;
mod cases_rules;
mod cases_together;
mod circles;
mod client_round_trip;
mod clients;
mod concurrency;
mod encodings;
mod external_ids;
mod guesses;
mod history;
mod import;
mod import_bad;
mod leavers;
mod leavers_back;
mod leavers_ends;
mod leavers_together;
mod leavers_work;
mod lists;
mod many;
mod naming;
mod notifications;
mod operators;
mod organizations;
mod orphans;
mod partial;
mod passwords;
mod paused;
mod places;
mod plans;
mod plans_of_work;
mod presets;
mod questions;
mod recovery;
mod resets;
mod rights;
mod roster;
mod roster_rows;
mod round_trip;
mod search;
mod sessions;
mod slips;
mod standing;
mod sweep;
mod sweep_400_days;
mod sweep_together;
mod tasks;
mod tasks_in_calendars;
mod tasks_rights;
mod tasks_series;
mod together;
mod users;
mod workgroups;
