//! A hundred thousand leavers from a file: `cargo bench --bench leavers`.
//!
//! Against a bare UPDATE of the same rows, triggers on: history is written, sessions end, search follows. At most 2 times.
//! Told beside it: the same where every tenth leaver has a client, who goes to somebody else.
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

/// Who gets the clients.
const TAKER: &str = "taker@example.org";

fn main() {
    let (rows, rounds) = (told("--rows", 100_000), told("--rounds", 5));
    let arena = Arena::start();
    let people = arena.file("people.csv");
    write_people(&people, rows);
    arena.fresh("base");
    run(arena.ct("base").args(["--quiet", "user", "import"]).arg(&people));
    arena.sql("base", SUPERUSER, "vacuum analyze");
    arena.sql("postgres", SUPERUSER, "create database quiet template base");
    arena.sql("base", SUPERUSER, &work());
    arena.sql("base", SUPERUSER, "vacuum analyze");
    let leavers = arena.file("leavers.csv");
    write_leavers(&leavers, rows);
    for (base, flags, what) in [
        ("quiet", ["--leave-open", "--leave-open"], "nobody has anything open"),
        ("base", ["--transfer-to", TAKER], "every tenth has a client"),
    ] {
        let flags = if base == "quiet" { &flags[..1] } else { &flags[..] };
        println!("{rows} leavers, {what}, {rounds} rounds in turns");
        let mut turns = Turns::default();
        for round in 0..=rounds {
            clone(&arena, base, "ours");
            let ours = run(arena
                .ct("ours")
                .args(["--quiet", "user", "deactivate"])
                .args(flags)
                .arg("--from")
                .arg(&leavers));
            assert_eq!(gone(&arena, "ours"), rows.to_string());
            clone(&arena, base, "theirs");
            let theirs = run(arena.psql("theirs").args([
                "-c",
                "update ct.users set deactivated_at = now(), deactivation_reason = 'left' where login like 'person.%'",
            ]));
            assert_eq!(gone(&arena, "theirs"), rows.to_string());
            if round > 0 {
                turns.add(ours, theirs);
            }
        }
        turns.tell("ct user deactivate --from", "the bare UPDATE, triggers on", 2.0);
    }
}

/// Somebody who gets clients, and clients of every tenth.
fn work() -> String {
    format!(
        "set session_replication_role = replica;
         insert into ct.users (email, login, name, organization_id, case_manager, created_by)
             select '{TAKER}', '{TAKER}', 'Taker', min(id), true, gen_random_uuid() from ct.organization;
         insert into ct.user_organization (user_id, organization_id) select u.id, o.id from ct.users u, ct.organization o where u.login = '{TAKER}';
         insert into ct.client (external_id, key, name, organization_id, created_by)
             select 'C' || id, 'c' || id, 'Client ' || id, organization_id, created_by from ct.users where id % 10 = 0;
         update ct.users set case_manager = true where id % 10 = 0;
         insert into ct.case_assignment (client_id, user_id, organization_id, begin_date, created_by)
             select c.id, u.id, u.organization_id, '2024-01-01', u.created_by from ct.users u join ct.client c on c.key = 'c' || u.id"
    )
}

fn write_leavers(path: &Path, rows: usize) {
    let lines: String = (0..rows).map(|number| format!("Person.{number}@example.org,left\n")).collect();
    fs::write(path, format!("email,reason\n{lines}")).unwrap();
}

fn gone(arena: &Arena, database: &str) -> String {
    let sql = "select count(*) from ct.users where deactivated_at is not null";
    arena.sql(database, OWNER, sql).trim().to_owned()
}

/// A database like the one that was made, and everything on the disk.
fn clone(arena: &Arena, base: &str, name: &str) {
    arena.sql("postgres", SUPERUSER, &format!("drop database if exists {name} with (force)"));
    arena.sql("postgres", SUPERUSER, &format!("create database {name} template {base} owner {OWNER}"));
    arena.settle();
}
