//! What hashing passwords costs: `cargo bench --bench hashing`.
//!
//! Given passwords are to take at most 1.05 times what Argon2 alone takes on all cores, generated ones to come at
//! 120,000 a second on two cores.
#![expect(clippy::print_stdout, reason = "a benchmark tells what it measured")]

use std::hint::black_box;
use std::thread;
use std::time::{Duration, Instant};

use argon2::{Algorithm, Argon2, Block, Params, Version};
use ct::password::{Choice, Job, Parameters, Secret, Settings, generate, hash_all, is_generated_form};
use rand::SeedableRng;
use rand::rngs::StdRng;
use uuid::Uuid;

const GENERATED: u32 = 500_000;
const GIVEN: u32 = 200;
const ROUNDS: usize = 5;

fn main() {
    let cores = thread::available_parallelism().map_or(1, usize::from);
    println!("{cores} cores, the best of {ROUNDS} rounds");
    let made = best(|| {
        let mut rng = StdRng::seed_from_u64(1);
        for _ in 0..GENERATED {
            black_box(generate(&mut rng));
        }
    });
    rate("make generated passwords", GENERATED, made);
    let password = generate(&mut StdRng::seed_from_u64(1));
    let known = best(|| {
        for _ in 0..GENERATED {
            black_box(is_generated_form(black_box(password.reveal())));
        }
    });
    rate("know them by their form", GENERATED, known);

    side_by_side("generated", GENERATED, Parameters::MINIMAL, cores, || Choice::Generated);
    side_by_side("given", GIVEN, Parameters::DEFAULT, cores, || Choice::Given(Secret::new("Passw0r!")));
}

/// In turns, so that whatever else the machine does falls on both.
fn side_by_side(what: &str, count: u32, parameters: Parameters, cores: usize, password: fn() -> Choice) {
    let (mut alone, mut ours) = (Duration::MAX, Duration::MAX);
    for _ in 0..ROUNDS {
        alone = alone.min(timed(|| argon2_alone(count, parameters, cores)));
        ours = ours.min(timed(|| hash_stream(count, password)));
    }
    rate(&format!("Argon2 alone, as for {what} passwords"), count, alone);
    rate(&format!("{what} passwords"), count, ours);
    println!("{what} passwords against Argon2 alone: {:.3} times", ours.as_secs_f64() / alone.as_secs_f64());
}

fn timed(mut run: impl FnMut()) -> Duration {
    let start = Instant::now();
    run();
    start.elapsed()
}

fn best(mut run: impl FnMut()) -> Duration {
    (0..ROUNDS).map(|_| timed(&mut run)).min().unwrap_or_default()
}

fn rate(what: &str, count: u32, time: Duration) {
    println!("{what}: {:.0} a second", f64::from(count) / time.as_secs_f64());
}

fn hash_stream(count: u32, password: impl Fn() -> Choice + Send + 'static) {
    let jobs = (0..u64::from(count)).map(move |id| Job { id, password: password() });
    let settings = Settings { parameters: Parameters::DEFAULT, instance: Uuid::nil(), threads: None };
    let Ok(mut hashes) = hash_all(jobs, settings, &mut StdRng::seed_from_u64(1)) else { return };
    while let Some(batch) = hashes.next_batch_blocking() {
        drop(black_box(batch));
    }
}

/// The crate by itself, on all cores, each in memory of its own that is kept.
fn argon2_alone(count: u32, parameters: Parameters, cores: usize) {
    let Ok(params) = Params::new(parameters.memory_kib, parameters.passes, parameters.lanes, Some(32)) else {
        return;
    };
    thread::scope(|scope| {
        for _ in 0..cores {
            let argon2 = Argon2::new(Algorithm::Argon2id, Version::V0x13, params.clone());
            scope.spawn(move || {
                let mut memory = vec![Block::new(); argon2.params().block_count()];
                for number in 0..count as usize / cores {
                    let mut key = [0; 32];
                    let salt = (number as u128).to_le_bytes();
                    let done =
                        argon2.hash_password_into_with_memory(b"Passw0r!", &salt, &mut key, &mut memory);
                    assert!(done.is_ok(), "Argon2 failed");
                    black_box(key);
                }
            });
        }
    });
}
