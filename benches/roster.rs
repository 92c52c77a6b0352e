//! A roster of a hundred thousand users, a thousand of whom differ: `cargo bench --bench roster`.
//!
//! Against reading the file and the table: `psql \copy` of the file into an unlogged table, and `\copy` of the table to
//! nowhere. At most 2 times. Told beside it: the same file once more, with nothing to do.
//!
//! Smaller: `-- --rows 10000 --rounds 1`.
#![expect(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a benchmark that cannot measure has failed; it tells what it measured"
)]

mod support;

use std::fs;
use std::path::Path;

use ct::db::embedded::{OWNER, SUPERUSER};
use support::{Arena, Turns, run, told, write_people};

/// So many rows differ: some users are new, some have gone, the others have another telephone.
const DIFFERENT: usize = 1000;
const NEW: usize = 10;

fn main() {
    let (rows, rounds) = (told("--rows", 100_000), told("--rounds", 5));
    let arena = Arena::start();
    let (people, roster) = (arena.file("people.csv"), arena.file("roster.csv"));
    write_people(&people, rows);
    write_roster(&people, &roster);
    arena.fresh("base");
    run(arena.ct("base").args(["--quiet", "user", "import"]).arg(&people));
    arena.sql("base", SUPERUSER, "vacuum analyze");
    println!("a roster of {rows} users, {rounds} rounds in turns");
    let (mut changes, mut nothing) = (Turns::default(), Turns::default());
    for round in 0..=rounds {
        clone(&arena, "ours");
        let sync = || {
            let mut sync = arena.ct("ours");
            sync.args(["--quiet", "user", "sync", "--all", "--yes"]).arg(&roster);
            sync
        };
        let ours = run(&mut sync());
        let told =
            "select created || ' ' || changed || ' ' || unchanged from ct.batch order by id desc limit 1";
        let expected = format!("{NEW} {} {}", DIFFERENT - NEW, rows - DIFFERENT + NEW);
        assert_eq!(arena.sql("ours", OWNER, told).trim(), expected);
        arena.settle();
        let again = run(&mut sync());
        clone(&arena, "theirs");
        let theirs = run(arena.psql("theirs").args([
            "-c",
            "create unlogged table public.roster (email text, name text, job_title text, address text, phone text, organization text, workgroups text)",
            "-c",
            &format!("\\copy public.roster from '{}' csv header", roster.display()),
            "-c",
            "\\copy ct.users to '/dev/null'",
        ]));
        if round > 0 {
            changes.add(ours, theirs);
            nothing.add(again, theirs);
        }
    }
    changes.tell(&format!("ct user sync, {DIFFERENT} changes"), "reading the file and the table", 2.0);
    nothing.tell("ct user sync, no change", "reading the file and the table", 2.0);
}

/// The same people, but for those who differ, spread over the file.
fn write_roster(people: &Path, roster: &Path) {
    let text = fs::read_to_string(people).unwrap();
    let rows = text.lines().count() - 1;
    let every = (rows / (DIFFERENT - NEW)).max(1);
    let mut written = String::with_capacity(text.len());
    for (line, row) in text.lines().enumerate() {
        let number = line.saturating_sub(1);
        let place = number / every;
        let differs = line > 0 && number % every == 0 && place < DIFFERENT - NEW;
        match (differs, place < NEW) {
            // Those have gone.
            (true, true) => continue,
            (true, false) => written.push_str(&row.replace("+1555", "+1556")),
            (false, _) => written.push_str(row),
        }
        written.push('\n');
    }
    for number in 0..NEW {
        written.push_str(&format!("new.{number}@example.org,New {number},,,,A00,\n"));
    }
    fs::write(roster, written).unwrap();
}

/// A database like the one that was made, and everything on the disk.
fn clone(arena: &Arena, name: &str) {
    arena.sql("postgres", SUPERUSER, &format!("drop database if exists {name} with (force)"));
    arena.sql("postgres", SUPERUSER, &format!("create database {name} template base owner {OWNER}"));
    arena.settle();
}
