//! The terminal while a question is open, and how Ctrl-C ends it.

use std::io;
use std::thread;

use dialoguer::console::Term;
use rustix::io::Errno;
use rustix::termios::{LocalModes, OptionalActions, Termios, tcgetattr, tcsetattr};
use tokio::runtime::Builder;
use tokio::signal::unix::{SignalKind, signal};
use tokio::task::spawn_blocking;

/// What reads the answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Reads {
    /// The question reads single keys and shows them itself.
    Keys,
    /// The question reads a line, and switches the echo off.
    Line,
}

/// Asks, and waits for the answer or for Ctrl-C, which is [`io::ErrorKind::Interrupted`]. The terminal is left as it
/// was found.
pub(super) fn ask<T: Send + 'static>(
    reads: Reads,
    question: impl FnOnce(&Term) -> dialoguer::Result<T> + Send + 'static,
) -> io::Result<T> {
    let _restored = Restored::after(reads)?;
    // A thread of its own, since whoever asks may be within a runtime, where no other may block.
    let asking = thread::spawn(move || answer_or_interrupt(question));
    asking.join().unwrap_or_else(|_| Err(io::Error::other("the question failed")))
}

/// dialoguer raises SIGINT for Ctrl-C between keys, and the terminal does so while a line is read, which then goes
/// on: so the signal itself is waited for. An interrupted reader stays behind until the process ends.
fn answer_or_interrupt<T: Send + 'static>(
    question: impl FnOnce(&Term) -> dialoguer::Result<T> + Send + 'static,
) -> io::Result<T> {
    let runtime = Builder::new_current_thread().enable_io().build()?;
    let answer = runtime.block_on(async {
        let mut interrupt = signal(SignalKind::interrupt())?;
        tokio::select! {
            _ = interrupt.recv() => Err(io::ErrorKind::Interrupted.into()),
            answer = spawn_blocking(move || question(&Term::stderr())) => Ok(answer??),
        }
    });
    runtime.shutdown_background();
    answer
}

/// Whether an error is that the terminal has been closed.
pub(super) fn has_gone(error: &io::Error) -> bool {
    error.kind() == io::ErrorKind::UnexpectedEof || error.raw_os_error() == Some(Errno::IO.raw_os_error())
}

/// Dropped, it leaves the terminal as it was: the echo on, the cursor shown.
pub(super) struct Restored {
    before: Termios,
}

impl Restored {
    pub(super) fn after(reads: Reads) -> io::Result<Self> {
        let before = tcgetattr(io::stdin())?;
        if reads == Reads::Keys {
            // Else what is typed between two keys would be shown twice.
            let mut silent = before.clone();
            silent.local_modes.remove(LocalModes::ICANON | LocalModes::ECHO);
            tcsetattr(io::stdin(), OptionalActions::Now, &silent)?;
        }
        Ok(Self { before })
    }
}

impl Drop for Restored {
    fn drop(&mut self) {
        // There is nobody left to tell that it failed.
        let _ = tcsetattr(io::stdin(), OptionalActions::Now, &self.before);
        let _ = Term::stderr().show_cursor();
    }
}
