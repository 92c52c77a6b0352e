//! What an export costs: `cargo bench --bench export`.
//!
//! `ct user export` of a million users as CSV against `psql \copy` of the same select. At most 1.2 times, in 64 MiB of
//! memory at the most. For fewer: `cargo bench --bench export -- --rows 100000`.
#![expect(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a benchmark that cannot measure has failed; it tells what it measured"
)]

mod support;

use std::fs::File;
use std::process::Command;

use ct::db::embedded::SUPERUSER;
use support::turns::Run;
use support::{Arena, Turns, run, told, write_people};

/// What the columns of an export are, as an export writes them.
const SELECT: &str = "select email, name, job_title, address, phone, provider, organization, location, supervisor, \
    case_manager::text as case_manager, nullif(array_to_string(workgroups, ';'), '') as workgroups, \
    nullif(array_to_string(organizations, ';'), '') as organizations, nullif(array_to_string(tools, ';'), '') as tools, \
    support, status \
    from ct.user_register order by name_key, id";

fn main() {
    let rows = told("--rows", 1_000_000);
    let rounds = told("--rounds", 3);
    let arena = Arena::start();
    let file = arena.file("people.csv");
    write_people(&file, rows);
    arena.fresh("exported");
    run(arena.ct("exported").args(["--quiet", "user", "import"]).arg(&file));
    arena.sql("exported", SUPERUSER, "vacuum analyze");
    arena.settle();
    println!("{rows} users, {rounds} rounds in turns");
    let mut turns = Turns::default();
    for round in 0..=rounds {
        let ours = into_file(&arena, "ours.csv", arena.ct("exported").args(["user", "export", "-o", "csv"]));
        let copy = format!("\\copy ({SELECT}) to stdout (format csv, header)");
        let theirs = into_file(&arena, "theirs.csv", arena.psql("exported").arg("-c").arg(copy));
        // The first round warms up, and shows that both wrote the same.
        if round > 0 {
            turns.add(ours, theirs);
        } else {
            assert_same(&arena);
        }
    }
    turns.tell("ct user export", "psql \\copy to", 1.2);
}

fn into_file(arena: &Arena, name: &str, command: &mut Command) -> Run {
    run(command.stdout(File::create(arena.file(name)).unwrap()))
}

fn assert_same(arena: &Arena) {
    let [ours, theirs] = ["ours.csv", "theirs.csv"].map(|name| std::fs::read(arena.file(name)).unwrap());
    assert!(ours == theirs, "the two files differ");
}
