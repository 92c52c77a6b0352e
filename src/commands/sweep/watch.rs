//! Says where a sweep stands, and stops it between two transactions when the program is told to end.

use std::cell::Cell;

use tokio::signal::unix::{SignalKind, signal};

use crate::Result;
use crate::commands::app::App;
use crate::db::Database;
use crate::sweep::{Counts, Reached, Sweep, Swept, Watch, sweep};

/// Watches for a command.
pub(super) struct Watching<'a> {
    app: &'a App,
    is_dry: bool,
    signal: Cell<Option<u8>>,
}

impl Watch for Watching<'_> {
    fn reached(&self, reached: Reached, counts: &Counts) {
        let standing = match reached {
            Reached::Begun | Reached::Planned => "the sweep was planned".to_owned(),
            Reached::Written(step) | Reached::Committed(step) => {
                format!("the sweep was at work ({})", step.word())
            }
            Reached::Done => "the sweep was ending".to_owned(),
        };
        self.app.standing.replace(Some(standing));
        if !self.is_dry && counts.total() > 0 {
            self.app.stands.replace(Some(counts.told()));
        }
    }

    fn stops(&self) -> bool {
        self.signal.get().is_some()
    }
}

impl<'a> Watching<'a> {
    /// Sweeps; gives what it came to, and the status of the signal that stopped it, if one did.
    pub(super) async fn run(app: &'a App, database: &Database, request: &Sweep) -> (Result<Swept>, u8) {
        let watching = Self { app, is_dry: request.dry_run, signal: Cell::new(None) };
        // Whoever interrupts waits for the transaction that is under way, so that the lease is given back.
        app.leaving.set(true);
        let result = tokio::select! {
            result = sweep(database, request, &watching) => result,
            never = watching.listen() => match never {},
        };
        app.leaving.set(false);
        (result, watching.signal.get().unwrap_or_default())
    }

    /// Notes the first signal. Never ends.
    async fn listen(&self) -> std::convert::Infallible {
        let streams =
            [(SignalKind::interrupt(), 130), (SignalKind::terminate(), 143), (SignalKind::hangup(), 129)];
        let waiting = streams.into_iter().filter_map(|(kind, status)| {
            let mut stream = signal(kind).ok()?;
            Some(Box::pin(async move {
                stream.recv().await;
                status
            }))
        });
        let waiting: Vec<_> = waiting.collect();
        if !waiting.is_empty() {
            let (status, ..) = futures_util::future::select_all(waiting).await;
            self.signal.set(Some(status));
        }
        std::future::pending().await
    }
}
