//! Hashes very many passwords on all cores, beside other work.
//!
//! ```text
//! jobs -> dispatcher -> batches -> workers, one a core ┐
//!              └── the order of the batches (bounded) ─┴-> Hashes::next_batch, in the order of the jobs
//! ```
//!
//! The queue of the order is what bounds it all: a batch enters it before it is worked on and leaves it when its
//! results are taken, so neither jobs nor results pile up.

use std::num::NonZeroUsize;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;

use rand::rngs::StdRng;
use rand::{CryptoRng, Rng, SeedableRng};
use tokio::sync::{mpsc, oneshot};
use uuid::Uuid;
use zeroize::Zeroizing;

use super::{Choice, Hasher, Parameters, Secret, Stored, generate, is_generated_form, normal_form, readable};
use crate::{Error, Result};

/// How many cheap jobs go together: some milliseconds of work, against microseconds for handing it over.
const BATCH: usize = 256;
/// Batches for each worker that may be waiting, in work or done and not yet taken.
const BATCHES_A_WORKER: usize = 4;
/// All workers together use no more memory than this, if there are very many cores.
const MEMORY_AT_MOST_KIB: u64 = 1024 * 1024;

/// One password to be hashed.
#[derive(Clone, Debug)]
pub struct Job {
    /// Whatever the caller knows it by; it comes back with the result.
    pub id: u64,
    /// Which password. For [`Choice::None`] nothing is computed, and it comes back in its place.
    pub password: Choice,
}

/// What became of a [`Job`].
#[derive(Debug)]
pub struct Hashed {
    /// The job's id.
    pub id: u64,
    /// What was made for it.
    pub made: Made,
}

/// What was made for a [`Choice`].
#[derive(Debug)]
pub enum Made {
    /// Nothing: there is no password.
    None,
    /// The hash of a given password.
    Given(Stored),
    /// A generated password and its hash.
    Generated(Secret, Stored),
}

impl Made {
    /// What is to be stored, if there is a password.
    #[must_use]
    pub const fn stored(&self) -> Option<&Stored> {
        match self {
            Self::None => None,
            Self::Given(stored) | Self::Generated(_, stored) => Some(stored),
        }
    }

    /// The generated password, if it is one: for the [`super::Handout`].
    #[must_use]
    pub const fn generated(&self) -> Option<&Secret> {
        match self {
            Self::Generated(password, _) => Some(password),
            Self::None | Self::Given(_) => None,
        }
    }
}

/// How to hash.
#[derive(Clone, Copy, Debug)]
pub struct Settings {
    /// For chosen passwords; see [`Hasher::derive_key`].
    pub parameters: Parameters,
    /// The instance's id.
    pub instance: Uuid,
    /// How many threads; as many as there are cores, if not given.
    pub threads: Option<NonZeroUsize>,
}

impl Settings {
    fn workers(&self) -> usize {
        let wanted =
            self.threads.or_else(|| thread::available_parallelism().ok()).map_or(1, NonZeroUsize::get);
        let fit = MEMORY_AT_MOST_KIB / u64::from(self.parameters.memory_kib.max(1));
        wanted.min(usize::try_from(fit).unwrap_or(usize::MAX)).max(1)
    }
}

/// Hashes the passwords of `jobs` on threads of its own, and gives the results in the order of the jobs.
///
/// `jobs` is asked for the next one on a thread of its own and may block there: for jobs that come from elsewhere, give
/// `std::iter::from_fn(move || receiver.blocking_recv())`. Jobs are worked on in batches of 256, and a batch starts
/// when it is full, a chosen password follows, or `jobs` has ended: so do not wait for a result before the next job is
/// sent. Everything random (passwords, salts) follows from `rng`, however many threads there are.
///
/// It stops by itself when the [`Hashes`] are dropped; at the latest after the one password that each thread is at.
///
/// # Errors
/// [`Error::Refused`] if the parameters are out of bounds; [`Error::Fault`] if no thread can be started.
pub fn hash_all<J, R>(jobs: J, settings: Settings, rng: &mut R) -> Result<Hashes>
where
    J: IntoIterator<Item = Job>,
    J::IntoIter: Send + 'static,
    R: CryptoRng + ?Sized,
{
    settings.parameters.check()?;
    let workers = settings.workers();
    let (work, queue) = channel();
    let (order, batches) = mpsc::channel(workers * BATCHES_A_WORKER);
    let queue = Arc::new(Mutex::new(queue));
    for number in 0..workers {
        let queue = Arc::clone(&queue);
        let started = thread::Builder::new()
            .name(format!("hash-{number}"))
            .spawn(move || work_off(&queue, &settings))
            .map(drop);
        // A few are as good as all.
        if number == 0 {
            started.map_err(|cause| no_thread(&cause))?;
        }
    }
    let jobs = jobs.into_iter();
    let dispatcher = Dispatcher { work, order, rng: StdRng::from_rng(rng) };
    thread::Builder::new()
        .name("hash-jobs".to_owned())
        .spawn(move || dispatcher.run(jobs))
        .map_err(|cause| no_thread(&cause))?;
    Ok(Hashes { batches, next: None, ready: Vec::new().into_iter() })
}

fn no_thread(cause: &std::io::Error) -> Error {
    Error::Fault(format!("no thread for hashing passwords: {cause}"))
}

type Results = Result<Vec<Hashed>>;

/// Jobs that one worker does at once, and where their results go.
struct Batch {
    jobs: Vec<Job>,
    /// Of the batch, not of the worker: so it does not matter which worker takes it.
    seed: Zeroizing<[u8; 32]>,
    reply: oneshot::Sender<Results>,
}

struct Dispatcher {
    work: Sender<Batch>,
    order: mpsc::Sender<oneshot::Receiver<Results>>,
    rng: StdRng,
}

impl Dispatcher {
    fn run(mut self, jobs: impl Iterator<Item = Job>) {
        let mut together = Vec::new();
        for job in jobs {
            if self.order.is_closed() {
                return;
            }
            let cheap = is_cheap(&job.password);
            if !cheap && !self.send(std::mem::take(&mut together)) {
                return;
            }
            together.push(job);
            if (!cheap || together.len() == BATCH) && !self.send(std::mem::take(&mut together)) {
                return;
            }
        }
        self.send(together);
    }

    /// Waits for room. Gives `false` if nobody wants the results any more.
    fn send(&mut self, jobs: Vec<Job>) -> bool {
        if jobs.is_empty() {
            return true;
        }
        let mut seed = Zeroizing::new([0; 32]);
        self.rng.fill_bytes(seed.as_mut_slice());
        let (reply, results) = oneshot::channel();
        self.order.blocking_send(results).is_ok() && self.work.send(Batch { jobs, seed, reply }).is_ok()
    }
}

fn is_cheap(password: &Choice) -> bool {
    match password {
        Choice::None | Choice::Generated => true,
        Choice::Readable(_) => false,
        Choice::Given(secret) => is_generated_form(&normal_form(secret.reveal())),
    }
}

fn work_off(queue: &Mutex<Receiver<Batch>>, settings: &Settings) {
    let mut hasher = Hasher::new();
    loop {
        let next = queue.lock().unwrap_or_else(PoisonError::into_inner).recv();
        let Ok(Batch { jobs, seed, reply }) = next else { return };
        let mut rng = StdRng::from_seed(*seed);
        let mut results = Vec::with_capacity(jobs.len());
        for job in jobs {
            if reply.is_closed() {
                break;
            }
            results.push(hash_one(job, &mut hasher, settings, &mut rng));
        }
        // If nobody waits for it any more, nothing is lost.
        drop(reply.send(results.into_iter().collect()));
    }
}

fn hash_one(job: Job, hasher: &mut Hasher, settings: &Settings, rng: &mut StdRng) -> Result<Hashed> {
    let mut store = |password: &Secret, rng: &mut StdRng| {
        hasher.store(password, settings.parameters, &settings.instance, rng)
    };
    let made = match job.password {
        Choice::None => Made::None,
        Choice::Given(password) => Made::Given(store(&password, rng)?),
        Choice::Generated => {
            let password = generate(rng);
            let stored = store(&password, rng)?;
            Made::Generated(password, stored)
        }
        Choice::Readable(minimum_length) => {
            let password = readable(rng, minimum_length);
            let stored = store(&password, rng)?;
            Made::Generated(password, stored)
        }
    };
    Ok(Hashed { id: job.id, made })
}

/// The results of [`hash_all`], in the order of the jobs. Dropping it stops the work.
#[derive(Debug)]
pub struct Hashes {
    batches: mpsc::Receiver<oneshot::Receiver<Results>>,
    /// The batch that is waited for: kept here, so that nothing is lost if a caller stops waiting and comes back.
    next: Option<oneshot::Receiver<Results>>,
    ready: std::vec::IntoIter<Hashed>,
}

impl Hashes {
    /// The next result, or `None` after the last. Nothing is lost if the future is dropped before it is done.
    pub async fn next(&mut self) -> Option<Result<Hashed>> {
        loop {
            if let Some(hashed) = self.ready.next() {
                return Some(Ok(hashed));
            }
            match self.fetch().await? {
                Ok(batch) => self.ready = batch.into_iter(),
                Err(error) => return Some(Err(error)),
            }
        }
    }

    /// The results that are there next, one to 256 of them, or `None` after the last. Nothing is lost if the future is
    /// dropped before it is done.
    ///
    /// # Errors
    /// Those of [`Hasher::store`], for the first job that failed; nothing comes after it.
    pub async fn next_batch(&mut self) -> Option<Results> {
        if self.ready.len() > 0 {
            return Some(Ok(std::mem::take(&mut self.ready).collect()));
        }
        self.fetch().await
    }

    /// [`Hashes::next_batch`] for code that is not async. Not to be called from async code.
    ///
    /// # Errors
    /// Those of [`Hashes::next_batch`].
    pub fn next_batch_blocking(&mut self) -> Option<Results> {
        if self.ready.len() > 0 {
            return Some(Ok(std::mem::take(&mut self.ready).collect()));
        }
        let next = self.next.take().or_else(|| self.batches.blocking_recv())?;
        Some(self.settle(next.blocking_recv()))
    }

    async fn fetch(&mut self) -> Option<Results> {
        if self.next.is_none() {
            self.next = Some(self.batches.recv().await?);
        }
        let results = self.next.as_mut()?.await;
        self.next = None;
        Some(self.settle(results))
    }

    fn settle(&mut self, results: std::result::Result<Results, oneshot::error::RecvError>) -> Results {
        let results =
            results.unwrap_or_else(|_| Err(Error::Fault("a thread that hashes passwords ended".to_owned())));
        if results.is_err() {
            self.batches.close();
            while self.batches.try_recv().is_ok() {}
        }
        results
    }
}

#[cfg(test)]
mod tests;
