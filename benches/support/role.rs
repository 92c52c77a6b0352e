//! Whoever is logged in with a role that may nothing else, and the owner of the schema, on the benchmark's server.
#![expect(clippy::unwrap_used, reason = "a benchmark that cannot measure has failed")]

use std::fs;
use std::process::Command;

use ct::db::embedded::{OWNER, SUPERUSER};

use crate::support::Arena;

/// The role that operators connect with.
pub(crate) const ROLE: &str = "bench_operator";

/// Lets this process connect as the operator's role.
pub(crate) fn let_in(arena: &Arena) {
    let file = arena.sql("postgres", SUPERUSER, "show ident_file");
    let known = fs::read_to_string(file.trim()).unwrap();
    let owners = known.lines().map(str::trim_end).filter_map(|line| line.strip_suffix(OWNER));
    let more: Vec<_> = owners.map(|line| format!("{line}{ROLE}\n")).collect();
    fs::write(file.trim(), known.clone() + &more.concat()).unwrap();
    arena.sql("postgres", SUPERUSER, "select pg_reload_conf()");
}

/// Logged in, with a role that may nothing else.
pub(crate) fn operator(arena: &Arena, database: &str) -> Command {
    let mut command = arena.ct(database);
    command.env("PGUSER", ROLE).env("XDG_STATE_HOME", arena.file("operator"));
    command
}

/// The owner of the schema. What it logs in is kept elsewhere and does not count.
pub(crate) fn administrator(arena: &Arena, database: &str) -> Command {
    let mut command = arena.ct(database);
    let state = arena.file("administrator");
    let _ = fs::remove_dir_all(&state);
    command.env("XDG_STATE_HOME", state);
    command
}
