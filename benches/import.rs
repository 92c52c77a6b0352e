//! What importing new users costs: `cargo bench --bench import`.
//!
//! `ct user import` with generated passwords and history, against `psql \copy` of the same rows into the same tables:
//! users, their workgroups, organizations and passwords, keys, foreign keys and indexes on, history triggers off, one
//! transaction. At most 1.5 times. The same file once more is to take at most half of the first time, a million rows
//! at most 128 MiB of memory: `cargo bench --bench import -- --rows 1000000 --rounds 1`.
#![expect(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a benchmark that cannot measure has failed; it tells what it measured"
)]

mod support;

use std::fs;
use std::path::Path;

use ct::db::embedded::OWNER;
use support::turns::Run;
use support::{Arena, Turns, run, told, write_people};

/// The tables in the order of their foreign keys.
const TABLES: [&str; 4] = ["users", "user_organization", "user_workgroup", "credential"];

fn main() {
    let rows = told("--rows", 100_000);
    let rounds = told("--rounds", 5);
    let arena = Arena::start();
    let file = arena.file("people.csv");
    write_people(&file, rows);
    println!("{rows} new users, {rounds} rounds in turns");
    let (mut first, mut again) = (Turns::default(), Turns::default());
    for round in 0..=rounds {
        arena.fresh("ours");
        let ours = import(&arena, &file);
        assert_eq!(arena.sql("ours", OWNER, "select count(*) from ct.credential").trim(), rows.to_string());
        arena.settle();
        let second = import(&arena, &file);
        if round == 0 {
            keep_rows(&arena);
        }
        arena.fresh("theirs");
        let theirs = copy(&arena);
        // The first round warms up.
        if round > 0 {
            first.add(ours, theirs);
            again.add(second, ours);
        }
    }
    first.tell("ct user import", "psql \\copy", 1.5);
    println!("the same file once more");
    again.tell("ct user import, nothing new", "ct user import, all new", 0.5);
}

fn import(arena: &Arena, file: &Path) -> Run {
    let passwords = arena.file("passwords.csv");
    if passwords.exists() {
        fs::remove_file(&passwords).unwrap();
    }
    run(arena.ct("ours").args(["--quiet", "user", "import", "--passwords-out"]).arg(passwords).arg(file))
}

/// The columns of a table that are not computed from others.
fn columns(arena: &Arena, table: &str) -> String {
    let sql = format!(
        "select string_agg(attname, ', ' order by attnum) from pg_attribute \
         where attrelid = 'ct.{table}'::regclass and attnum > 0 and attgenerated = '' and not attisdropped"
    );
    arena.sql("ours", OWNER, &sql).trim().to_owned()
}

/// What `ct` wrote, as files for the other side.
fn keep_rows(arena: &Arena) {
    for table in TABLES {
        let (columns, path) = (columns(arena, table), arena.file(table));
        let copy = format!("\\copy (select {columns} from ct.{table}) to '{}'", path.display());
        run(arena.psql("ours").arg("-c").arg(copy));
    }
}

fn copy(arena: &Arena) -> Run {
    for table in TABLES {
        arena.sql("theirs", OWNER, &format!("alter table ct.{table} disable trigger user"));
    }
    let mut psql = arena.psql("theirs");
    psql.arg("--single-transaction");
    for table in TABLES {
        let (columns, path) = (columns(arena, table), arena.file(table));
        psql.arg("-c").arg(format!("\\copy ct.{table} ({columns}) from '{}'", path.display()));
    }
    run(&mut psql)
}
