//! The server is killed, and comes back while the import still looks for it.

use std::cell::Cell;
use std::thread::JoinHandle;
use std::time::Duration;

use ct::Kind;
use ct::db::embedded::Embedded;
use ct::noun::stage::{Step, Watch};

use crate::case::Case;
use crate::own::{Own, kill, processes, restart};
use crate::process::people_at;

/// Kills the server when a step is reached, or a little later, and starts it again.
struct Killing {
    embedded: Embedded,
    at: Step,
    after: Option<Duration>,
    restarted: Cell<Option<JoinHandle<()>>>,
}

impl Watch for Killing {
    fn step(&self, step: Step, _: u64) {
        if step != self.at {
            return;
        }
        let embedded = self.embedded.clone();
        let processes = processes(&embedded);
        let restarted = match self.after {
            None => {
                kill(&processes);
                restart(embedded)
            }
            Some(after) => std::thread::spawn(move || {
                std::thread::sleep(after);
                kill(&processes);
                restart(embedded).join().unwrap();
            }),
        };
        self.restarted.set(Some(restarted));
    }
}

#[tokio::test]
async fn at_every_step_and_during_commit() {
    let own = Own::start().await;
    let at = Step::ALL.into_iter().map(|step| (step, None));
    let after = [0, 300, 1_000, 3_000].map(|micros| (Step::Committing, Some(Duration::from_micros(micros))));
    for (number, (at, after)) in at.chain(after).enumerate() {
        let moment = format!("{at:?} {after:?}");
        let case = Case::at(own.fresh(&format!("case{number}")).await, people_at(at));
        let killing = Killing { embedded: own.embedded(), at, after, restarted: Cell::default() };
        let result = case.run(1, &killing).await;
        let restarted = killing.restarted.take().unwrap_or_else(|| panic!("{moment} is never reached"));
        restarted.join().unwrap();
        let is_written = case.users().await > 0;
        match result {
            Ok(_) => assert!(is_written, "{moment}: it says that it is done"),
            Err(error) => {
                assert_eq!(error.kind(), Kind::TryAgain, "{moment}: {error:?}");
                // Where the server takes its time, the import may end before it knows.
                let is_known = !error.to_string().contains("is not known yet");
                assert!(!is_written || !is_known, "{moment}: it says that nothing was written");
            }
        }
        assert!(after.is_some() || is_written == (at >= Step::Publishing), "{moment}");
        // What ran is no more than a memory of the server, which it has lost.
        assert_eq!(case.repeat(&moment).await, 0, "{moment}");
    }
}
