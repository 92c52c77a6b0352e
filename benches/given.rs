//! What given passwords cost, over the whole command: `cargo bench --bench given`.
//!
//! `ct user import` of a file with a password for each user, against Argon2id alone for as many, by the crate on all
//! cores. At most 1.05 times. The same file once more computes no hash: at most half of the first time.
#![expect(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a benchmark that cannot measure has failed; it tells what it measured"
)]

mod support;

use std::fs;
use std::hint::black_box;
use std::path::Path;
use std::thread;
use std::time::Instant;

use argon2::{Algorithm, Argon2, Block, Params, Version};
use ct::password::Parameters;
use support::turns::Run;
use support::{Arena, Turns, run, told, write_people};

fn main() {
    let rows = told("--rows", 2_000);
    let rounds = told("--rounds", 3);
    let cores = thread::available_parallelism().map_or(1, usize::from);
    let arena = Arena::start();
    let file = arena.file("given.csv");
    write_people(&file, rows);
    with_passwords(&file);
    println!("{rows} new users with given passwords, {cores} cores, {rounds} rounds in turns");
    let (mut first, mut again) = (Turns::default(), Turns::default());
    for _ in 0..rounds {
        arena.fresh("given");
        let ours = import(&arena, &file);
        let second = import(&arena, &file);
        let alone = argon2_alone(rows, cores);
        first.add(ours, alone);
        again.add(second, ours);
    }
    first.tell("ct user import", "Argon2id alone", 1.05);
    println!("the same file once more");
    again.tell("ct user import, nothing new", "ct user import, all new", 0.5);
}

/// Adds a column with a password that differs from row to row.
fn with_passwords(path: &Path) {
    let text = fs::read_to_string(path).unwrap();
    let lines = text.lines().enumerate().map(|(number, line)| match number {
        0 => format!("{line},password\n"),
        _ => format!("{line},Correct-Horse-{number}\n"),
    });
    fs::write(path, lines.collect::<String>()).unwrap();
}

fn import(arena: &Arena, file: &Path) -> Run {
    run(arena.ct("given").args(["--quiet", "user", "import"]).arg(file))
}

/// The crate by itself, on all cores, each in memory of its own that is kept.
fn argon2_alone(count: usize, cores: usize) -> Run {
    let told = Parameters::DEFAULT;
    let params = Params::new(told.memory_kib, told.passes, told.lanes, Some(32)).unwrap();
    let start = Instant::now();
    thread::scope(|scope| {
        for core in 0..cores {
            let argon2 = Argon2::new(Algorithm::Argon2id, Version::V0x13, params.clone());
            scope.spawn(move || {
                let mut memory = vec![Block::new(); argon2.params().block_count()];
                for number in (core..count).step_by(cores) {
                    let mut key = [0; 32];
                    let salt = (number as u128).to_le_bytes();
                    let password = format!("Correct-Horse-{number}");
                    argon2
                        .hash_password_into_with_memory(password.as_bytes(), &salt, &mut key, &mut memory)
                        .unwrap();
                    black_box(key);
                }
            });
        }
    });
    Run { time: start.elapsed(), peak_kib: 0 }
}
