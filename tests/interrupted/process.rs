//! The importing process is killed.

use std::io::{Cursor, Read, Write};
use std::os::unix::process::ExitStatusExt;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use ct::db::settings::DEFAULT_SCHEMA;
use ct::environment::Environment;
use ct::noun::stage::{Step, Watch};
use rand::rngs::StdRng;
use rand::{RngExt, SeedableRng};

use crate::case::{Case, CutOff, People, file, import};
use crate::support::database_at;

/// What tells the process that is to be killed what to do.
const TOLD: &str = "CT_TEST_KILLED";

/// When a process is to die.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Moment {
    /// When it reaches a step.
    At(Step),
    /// So many microseconds after it reached a step.
    After(Step, u64),
    /// When so many bytes of the file have been read.
    Read(usize),
    /// It says when it reaches a step, and waits for an answer, or for its end.
    Asked(Step),
}

impl Moment {
    fn words(self) -> String {
        let number = |step: Step| Step::ALL.iter().position(|other| *other == step).unwrap();
        match self {
            Self::At(step) => format!("at {} 0", number(step)),
            Self::After(step, micros) => format!("after {} {micros}", number(step)),
            Self::Read(bytes) => format!("read 0 {bytes}"),
            Self::Asked(step) => format!("asked {} 0", number(step)),
        }
    }

    fn of(words: &str) -> Self {
        let words: Vec<_> = words.split(' ').collect();
        let step = Step::ALL[words[1].parse::<usize>().unwrap()];
        match words[0] {
            "at" => Self::At(step),
            "after" => Self::After(step, words[2].parse().unwrap()),
            "read" => Self::Read(words[2].parse().unwrap()),
            _ => Self::Asked(step),
        }
    }
}

fn die() {
    rustix::process::kill_process(rustix::process::getpid(), rustix::process::Signal::KILL).unwrap();
}

impl Watch for Moment {
    fn step(&self, reached: Step, _: u64) {
        match *self {
            Self::At(step) if step == reached => die(),
            Self::After(step, micros) if step == reached => {
                std::thread::spawn(move || {
                    std::thread::sleep(Duration::from_micros(micros));
                    die();
                });
            }
            Self::Asked(step) if step == reached => {
                std::io::stdout().write_all(b"reached\n").unwrap();
                std::io::stdin().read_line(&mut String::new()).unwrap();
            }
            _ => {}
        }
    }
}

/// Dies when so many bytes have been read.
struct Dying {
    file: Cursor<Vec<u8>>,
    at: u64,
}

impl Read for Dying {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        if self.file.position() >= self.at {
            die();
        }
        self.file.read(buffer)
    }
}

/// Not a test of its own: the process that gets killed. Does nothing unless it is told what.
#[tokio::test]
#[ignore = "a part of other tests"]
async fn import_and_be_killed() {
    let environment = Environment::of_process();
    let Some(told) = environment.get(TOLD) else { return };
    let [url, folder, people, moment] = told.split('\n').collect::<Vec<_>>().try_into().unwrap();
    let moment = Moment::of(moment);
    let at = if let Moment::Read(bytes) = moment { bytes as u64 } else { u64::MAX };
    let all = [People::Plain, People::SomeGiven, People::Long];
    let people = all.into_iter().find(|known| format!("{known:?}") == people).unwrap();
    let file = Dying { file: Cursor::new(file(people).into_bytes()), at };
    let database = database_at(url, DEFAULT_SCHEMA).await;
    import(Path::new(folder), 1).watched(&database, file, &moment).await.unwrap();
}

/// The command that imports and is killed.
pub(crate) fn command(case: &Case, moment: Moment) -> Command {
    let mut command = Command::new(std::env::current_exe().unwrap());
    let folder = case.folder.display();
    command
        .args(["--ignored", "--exact", "--nocapture", "process::import_and_be_killed"])
        .env(TOLD, format!("{}\n{folder}\n{:?}\n{}", case.url, case.people, moment.words()))
        .stdin(Stdio::piped());
    command
}

/// Imports until it is killed; gives whether it was, or came to its end before.
fn kill(case: &Case, moment: Moment) -> bool {
    let output = command(case, moment).output().unwrap();
    let was_killed = output.status.signal() == Some(9);
    assert!(was_killed || output.status.success(), "{moment:?}: {output:?}");
    was_killed
}

/// Who is imported, so that a step is reached.
pub(crate) fn people_at(step: Step) -> People {
    if step == Step::Hashing { People::SomeGiven } else { People::Plain }
}

#[tokio::test]
async fn at_every_step() {
    for step in Step::ALL {
        let case = Case::new(people_at(step)).await;
        assert!(kill(&case, Moment::At(step)), "{step:?} is never reached");
        let is_committed = case.users().await > 0;
        assert_eq!(is_committed, step >= Step::Publishing, "{step:?}");
        let has_file = case.names().iter().any(|name| name.contains("passwords.csv"));
        assert!(has_file || !is_committed, "{step:?}: nobody knows the passwords any more");
        let found = case.repeat(&format!("{step:?}")).await;
        assert_eq!(found, usize::from(step != Step::Done), "{step:?}: who is cut off is told");
    }
}

#[tokio::test]
async fn while_it_reads() {
    let case = Case::new(People::Long).await;
    assert!(kill(&case, Moment::Read(1_500_000)), "it is never read so far");
    assert_eq!((case.users().await, case.names().len()), (0, 0));
    assert_eq!(case.repeat("reading").await, 1);
}

/// Seeded, but who is faster is another one each time.
#[tokio::test]
async fn at_any_moment() {
    let case = Case::new(People::Plain).await;
    let begun = Instant::now();
    case.run(1, &CutOff::default()).await.unwrap();
    let whole = u64::try_from(begun.elapsed().as_micros()).unwrap();
    case.is_complete("uninterrupted").await;
    let mut rng = StdRng::seed_from_u64(3);
    let anywhere = (0..20).map(|_| (Step::Reading, whole));
    let in_the_end = (0..6).map(|_| (Step::Committing, 5_000));
    for (number, (step, longest)) in anywhere.chain(in_the_end).enumerate() {
        let moment = Moment::After(step, rng.random_range(0..longest));
        let case = Case::new(if number % 4 == 3 { People::SomeGiven } else { People::Plain }).await;
        kill(&case, moment);
        case.repeat(&format!("{moment:?}")).await;
    }
}
