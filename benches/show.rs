//! What showing one user costs, from start to end: `cargo bench --bench show`.
//!
//! `ct user show E-MAIL` against `psql -c` of the same row, over the Unix socket, among 100,000 users. At most 1.0 times.
//! The page of `ct` has the latest history too, so the second line has `psql` read that as well.
#![expect(
    clippy::print_stdout,
    reason = "a benchmark that cannot measure has failed; it tells what it measured"
)]

mod support;

use ct::db::embedded::SUPERUSER;
use support::{Arena, Turns, run, told, write_people};

const WHO: &str = "person.4711@example.org";

fn main() {
    let rows = told("--rows", 100_000);
    let rounds = told("--rounds", 200);
    let arena = Arena::start();
    let file = arena.file("people.csv");
    write_people(&file, rows);
    arena.fresh("shown");
    run(arena
        .ct("shown")
        .args(["--quiet", "user", "import", "--passwords-out"])
        .arg(arena.file("passwords.csv"))
        .arg(&file));
    for (flag, value) in
        [("--job-title", "Supervisor"), ("--workgroups", "Intake;Clinic"), ("--phone", "+15550001111")]
    {
        run(arena.ct("shown").args(["--quiet", "user", "edit", WHO, flag, value]));
    }
    arena.sql("shown", SUPERUSER, "vacuum analyze");
    arena.settle();

    let row = format!("select * from ct.user_register where login = '{WHO}'");
    let history = format!(
        "select * from ct.history_register where noun = 'user' and row_id = (select id from ct.users where login = '{WHO}') \
         order by id desc limit 10"
    );
    println!("one of {rows} users, {rounds} rounds in turns");
    measure(&arena, rounds, "psql -c, the row", &[&row]);
    measure(&arena, rounds, "psql -c, the row and the history", &[&row, &history]);
}

fn measure(arena: &Arena, rounds: usize, label: &str, statements: &[&str]) {
    let mut turns = Turns::default();
    for round in 0..rounds + rounds / 10 {
        let ours = run(arena.ct("shown").args(["user", "show", WHO]));
        let theirs = run(arena.psql("shown").args(statements.iter().flat_map(|sql| ["-c", *sql])));
        // The first tenth warms up.
        if round >= rounds / 10 {
            turns.add(ours, theirs);
        }
    }
    turns.tell("ct user show", label, 1.0);
}
