use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::RecvTimeoutError;
use std::time::{Duration, Instant};

use super::*;

const INSTANCE: Uuid = Uuid::from_u128(7);
const CHEAP: Parameters = Parameters { memory_kib: 7 * 1024, passes: 5, lanes: 1 };

fn settings(threads: usize) -> Settings {
    Settings { parameters: CHEAP, instance: INSTANCE, threads: NonZeroUsize::new(threads) }
}

fn rng() -> StdRng {
    StdRng::seed_from_u64(3)
}

fn generated(count: u64) -> impl Iterator<Item = Job> + Send + 'static {
    (0..count).map(|id| Job { id, password: Choice::Generated })
}

/// Of each kind some, in an order that makes batches of many sizes.
fn mixed() -> Vec<Job> {
    let password = |id| match id {
        _ if id % 5 == 0 => Choice::None,
        300 | 301 | 777 | 999 => Choice::Given(Secret::new(format!("Passw0r! {id}"))),
        500 => Choice::Given(Secret::new("Ct-22222-22222-22222-22222-22222-22")),
        _ => Choice::Generated,
    };
    (0..1000).map(|id| Job { id, password: password(id) }).collect()
}

async fn all(mut hashes: Hashes) -> Vec<Hashed> {
    let mut all = Vec::new();
    while let Some(hashed) = hashes.next().await {
        all.push(hashed.unwrap());
    }
    all
}

#[tokio::test]
async fn gives_all_in_order_and_right() {
    let jobs = mixed();
    let results = all(hash_all(jobs.clone(), settings(3), &mut rng()).unwrap()).await;
    assert_eq!(results.len(), jobs.len());
    let mut hasher = Hasher::new();
    for (job, hashed) in jobs.iter().zip(&results) {
        assert_eq!(job.id, hashed.id);
        let password = match (&job.password, &hashed.made) {
            (Choice::None, Made::None) => {
                assert!(hashed.made.stored().is_none());
                continue;
            }
            (Choice::Given(password), Made::Given(_)) => password,
            (Choice::Generated, Made::Generated(password, _)) => password,
            (choice, made) => panic!("{choice:?} gave {made:?}"),
        };
        let stored = hashed.made.stored().unwrap();
        assert!(hasher.verify(password, stored, &INSTANCE).unwrap());
        let minimal = job.password == Choice::Generated || job.id == 500;
        assert_eq!(stored.parameters == Parameters::MINIMAL, minimal);
        assert_eq!(hashed.made.generated().is_some(), job.password == Choice::Generated);
    }
}

#[tokio::test]
async fn the_seed_decides_and_not_the_threads() {
    let mut runs = Vec::new();
    for threads in [1, 2, 5] {
        let results = all(hash_all(generated(1500), settings(threads), &mut rng()).unwrap()).await;
        let made: Vec<_> = results
            .into_iter()
            .map(|hashed| (hashed.made.generated().cloned().unwrap(), hashed.made.stored().cloned().unwrap()))
            .collect();
        runs.push(made);
    }
    assert!(runs[0] == runs[1] && runs[1] == runs[2]);
    let salts: std::collections::HashSet<_> = runs[0].iter().map(|(_, stored)| stored.salt).collect();
    assert_eq!(salts.len(), 1500);
}

#[test]
fn works_without_async() {
    let mut hashes = hash_all(generated(600), settings(2), &mut rng()).unwrap();
    let mut sizes = Vec::new();
    while let Some(batch) = hashes.next_batch_blocking() {
        sizes.push(batch.unwrap().len());
    }
    assert_eq!(sizes, [256, 256, 88]);
}

#[tokio::test]
async fn nothing_to_do() {
    assert!(hash_all(Vec::new(), settings(2), &mut rng()).unwrap().next().await.is_none());
}

#[tokio::test]
async fn a_dropped_future_loses_nothing() {
    let mut hashes = hash_all(generated(2000), settings(1), &mut rng()).unwrap();
    let mut ids = Vec::new();
    loop {
        match tokio::time::timeout(Duration::from_micros(100), hashes.next_batch()).await {
            Err(_) => {}
            Ok(None) => break,
            Ok(Some(batch)) => ids.extend(batch.unwrap().iter().map(|hashed| hashed.id)),
        }
    }
    assert_eq!(ids, (0..2000).collect::<Vec<_>>());
}

#[tokio::test]
async fn takes_jobs_from_a_channel() {
    let (sender, mut receiver) = mpsc::channel(10);
    let jobs = std::iter::from_fn(move || receiver.blocking_recv());
    let hashes = hash_all(jobs, settings(2), &mut rng()).unwrap();
    let feed = async move {
        for job in generated(1000) {
            sender.send(job).await.unwrap();
        }
    };
    let ((), results) = tokio::join!(feed, all(hashes));
    assert_eq!(results.len(), 1000);
}

/// Jobs without end. It counts how many were taken, and hangs up when it is dropped.
struct Endless {
    password: Choice,
    taken: Arc<AtomicUsize>,
    _gone: Sender<()>,
}

impl Iterator for Endless {
    type Item = Job;

    fn next(&mut self) -> Option<Job> {
        let id = self.taken.fetch_add(1, Ordering::Relaxed) as u64;
        Some(Job { id, password: self.password.clone() })
    }
}

#[tokio::test]
async fn is_bounded_and_stops_when_dropped() {
    for (password, bound) in [
        (Choice::Generated, (2 * BATCHES_A_WORKER + 2) * BATCH),
        (Choice::Given(Secret::new("Passw0r!")), 2 * BATCHES_A_WORKER + 2),
    ] {
        let taken = Arc::new(AtomicUsize::new(0));
        let (gone, wait) = channel();
        let jobs = Endless { password, taken: Arc::clone(&taken), _gone: gone };
        let mut hashes = hash_all(jobs, settings(2), &mut rng()).unwrap();
        assert!(hashes.next().await.unwrap().is_ok());
        // Long enough to run far ahead, if it did.
        thread::sleep(Duration::from_millis(200));
        assert!(taken.load(Ordering::Relaxed) <= bound);
        drop(hashes);
        assert_eq!(wait.recv_timeout(Duration::from_secs(5)), Err(RecvTimeoutError::Disconnected));
    }
}

#[tokio::test]
async fn the_workers_stop_too() {
    let jobs = (0..10_000).map(|id| Job { id, password: Choice::Given(Secret::new("Passw0r!")) });
    let (work, queue) = channel();
    let (reply, results) = oneshot::channel();
    let batch = Batch { jobs: jobs.collect(), seed: Zeroizing::new([0; 32]), reply };
    work.send(batch).unwrap();
    drop((work, results));
    let start = Instant::now();
    work_off(&Mutex::new(queue), &settings(1));
    assert!(start.elapsed() < Duration::from_secs(1));
}

#[tokio::test]
async fn an_error_ends_it() {
    let mut jobs: Vec<_> = generated(600).collect();
    jobs[300].password = Choice::Given(Secret::new("a".repeat(2000)));
    let mut hashes = hash_all(jobs, settings(2), &mut rng()).unwrap();
    let mut good = 0;
    let error = loop {
        match hashes.next().await.unwrap() {
            Ok(_) => good += 1,
            Err(error) => break error,
        }
    };
    assert_eq!((good, error.kind()), (300, crate::Kind::BadInput));
    assert!(hashes.next().await.is_none());
}

#[test]
fn refuses_weak_parameters_and_bounds_the_memory() {
    let weak = Settings { parameters: Parameters::MINIMAL, ..settings(1) };
    assert!(hash_all(Vec::new(), weak, &mut rng()).is_err());
    let large = Parameters { memory_kib: 512 * 1024, passes: 2, lanes: 1 };
    assert_eq!(Settings { parameters: large, ..settings(64) }.workers(), 2);
    assert_eq!(settings(64).workers(), 64);
}
