//! Commands as whole processes, from start to end, in turns: so that whatever else the machine does falls on both.

use std::fs;
use std::process::Command;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::{Duration, Instant};

/// What one run took.
#[derive(Clone, Copy)]
pub(crate) struct Run {
    /// From start to end.
    pub(crate) time: Duration,
    /// The most memory that it had at a time, in KiB; 0 if it was too short to look.
    pub(crate) peak_kib: u64,
}

/// Runs a command that succeeds.
pub(crate) fn run(command: &mut Command) -> Run {
    let start = Instant::now();
    let mut child = command.spawn().unwrap();
    let over = AtomicBool::new(false);
    let (time, status, peak_kib) = thread::scope(|scope| {
        let id = child.id();
        let peak = scope.spawn({
            let over = &over;
            move || watch_memory(id, over)
        });
        let status = child.wait().unwrap();
        let time = start.elapsed();
        over.store(true, Ordering::Relaxed);
        peak.thread().unpark();
        (time, status, peak.join().unwrap())
    });
    assert!(status.success(), "{command:?} ended with {status}");
    Run { time, peak_kib }
}

/// The system's own mark of the most memory, looked at until the end.
fn watch_memory(id: u32, over: &AtomicBool) -> u64 {
    let mut peak = 0;
    while !over.load(Ordering::Relaxed) {
        thread::park_timeout(Duration::from_millis(20));
        let status = fs::read_to_string(format!("/proc/{id}/status")).unwrap_or_default();
        let mark = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
        let kib = mark.and_then(|told| told.split_whitespace().next()?.parse().ok());
        peak = peak.max(kib.unwrap_or(0));
    }
    peak
}

/// What two sides took, turn by turn.
#[derive(Default)]
pub(crate) struct Turns {
    ours: Vec<Duration>,
    theirs: Vec<Duration>,
    peak_kib: u64,
}

impl Turns {
    /// One turn of each.
    pub(crate) fn add(&mut self, ours: Run, theirs: Run) {
        self.ours.push(ours.time);
        self.theirs.push(theirs.time);
        self.peak_kib = self.peak_kib.max(ours.peak_kib);
    }

    /// Prints the medians, the median of the ratios, turn by turn, beside what it may be, and the most memory.
    pub(crate) fn tell(&self, ours: &str, theirs: &str, budget: f64) {
        let both = self.ours.iter().zip(&self.theirs);
        let mut ratios: Vec<f64> =
            both.map(|(ours, theirs)| ours.as_secs_f64() / theirs.as_secs_f64()).collect();
        ratios.sort_by(f64::total_cmp);
        let (Some(least), Some(most)) = (ratios.first(), ratios.last()) else { return };
        for (label, times) in [(ours, &self.ours), (theirs, &self.theirs)] {
            println!("  {label:<40} {:>10.1} ms", median(times).as_secs_f64() * 1000.0);
        }
        let ratio = ratios[ratios.len() / 2];
        println!("  {:<40} {ratio:>10.2} times ({least:.2} to {most:.2}); at most {budget}", "ratio");
        if self.peak_kib > 0 {
            println!("  {:<40} {:>10} MiB", "memory of ct at the most", self.peak_kib.div_ceil(1024));
        }
    }
}

fn median(times: &[Duration]) -> Duration {
    let mut times = times.to_vec();
    times.sort();
    times[times.len() / 2]
}
