//! Starting and stopping the server.

use std::fs::{self, File};
use std::io::{Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use rustix::io::Errno;
use rustix::process::Signal;

use super::postmaster::{self, Postmaster};
use super::{Binaries, Endpoint, ServerUser, cluster};
use crate::{Error, Result};

/// The server's log, in the data folder.
pub(super) const LOG: &str = "server.log";
/// Over this many bytes, a start begins a new log and keeps one old one.
const LONGEST_LOG: u64 = 16 << 20;
/// How long a start waits for what is left of a server that was killed; it lingers for some 2 seconds.
const LINGERING: Duration = Duration::from_secs(10);
/// How long a server may take to undo what runs and write what it holds.
const STOPPING: Duration = Duration::from_secs(60);

/// What [`super::Embedded::stop`] did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stopped {
    /// It ran and has ended.
    Stopped,
    /// It did not run.
    AlreadyStopped,
}

/// How an embedded database is.
#[derive(Clone, Debug)]
pub struct Status {
    /// The folder of its data.
    pub data_folder: PathBuf,
    /// The server's log.
    pub log: PathBuf,
    /// The major version that made the data, if there are any.
    pub major: Option<u32>,
    /// Whether it is there and runs.
    pub state: State,
}

/// Whether an embedded database is there and runs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum State {
    /// There is none.
    Absent,
    /// It is there, and no server runs.
    Stopped,
    /// Its server runs.
    Running {
        /// The number of the server's process.
        process: i32,
        /// Where it listens.
        endpoint: Endpoint,
    },
}

/// Starts the server of a whole cluster. To be called in turn.
pub(super) fn start(data: &Path, binaries: &Binaries, user: &ServerUser) -> Result<Endpoint> {
    cluster::write_settings(data, data, user)?;
    turn_log(data);
    let deadline = Instant::now() + LINGERING;
    loop {
        // What was just killed is one as soon as it has ended.
        for notes in [postmaster::file(data), postmaster::socket_file(data)] {
            disown_stranger(&notes)?;
        }
        let log_begins = fs::metadata(data.join(LOG)).map_or(0, |log| log.len());
        let said = match pg_ctl_start(data, binaries, user) {
            Ok(_) => String::new(),
            Err(said) => said,
        };
        if let Some(postmaster) = Postmaster::read(data).filter(|it| it.is_ready() && it.answers()) {
            return Ok(postmaster.endpoint());
        }
        let log = log_from(data, log_begins);
        let lingers = ["already exists", "still in use"].iter().any(|words| log.contains(words));
        if !lingers || Instant::now() > deadline {
            return Err(starting_failed(data, &said, &log));
        }
        std::thread::sleep(Duration::from_millis(100));
    }
}

/// `pg_ctl` makes the server a session of its own, so it does not end with the terminal. All paths are given
/// relative to the folder, since `pg_ctl` hands them to a shell.
fn pg_ctl_start(data: &Path, binaries: &Binaries, user: &ServerUser) -> cluster::Spoken<String> {
    let mut pg_ctl = user.detached_command(&binaries.program("pg_ctl"), data);
    pg_ctl.args(["start", "--wait", "--timeout", "60", "--silent", "--log", LOG, "--pgdata", "."]);
    cluster::output(&mut pg_ctl)
}

/// Takes the name of a stranger out of the notes of a server that died with the machine. The notes
/// stay, since the new server uses them to see whether processes of the old one are left; a server ignores
/// notes that name the one who starts it.
fn disown_stranger(file: &Path) -> Result<()> {
    if !postmaster::names_a_stranger(file) {
        return Ok(());
    }
    let notes = fs::read_to_string(file).map_err(|cause| Error::file("read", file, cause))?;
    let rest = notes.split_once('\n').map_or("", |(_, rest)| rest);
    let disowned = format!("{}\n{rest}", std::process::id());
    fs::write(file, disowned).map_err(|cause| Error::file("write", file, cause))
}

fn turn_log(data: &Path) {
    let log = data.join(LOG);
    if fs::metadata(&log).is_ok_and(|metadata| metadata.len() > LONGEST_LOG) {
        // A log that cannot be renamed goes on being written.
        let _ = fs::rename(&log, data.join(format!("{LOG}.old")));
    }
}

fn log_from(data: &Path, begin: u64) -> String {
    let mut text = Vec::new();
    // Without a log, what pg_ctl says has to do.
    let _ = File::open(data.join(LOG)).and_then(|mut log| {
        log.seek(SeekFrom::Start(begin))?;
        log.take(64 << 10).read_to_end(&mut text)
    });
    String::from_utf8_lossy(&text).into_owned()
}

fn starting_failed(data: &Path, said: &str, log: &str) -> Error {
    // A full disk may have had no room for the message either.
    if log.contains("No space left") || cluster::free(data) < 1 << 20 {
        return cluster::disk_full(data);
    }
    let see = format!("see the log: {}", data.join(LOG).display());
    if Postmaster::read(data).is_some_and(|it| it.is_alive()) {
        return Error::unreachable(
            format!("the server of {} is still starting or stopping", data.display()),
            format!("wait a minute and try again; {see}"),
        );
    }
    // The last lines tell the reason; the first ones tell that it was started.
    let reason =
        log.lines().find_map(|line| line.split_once("FATAL:")).map_or(said, |(_, reason)| reason.trim());
    Error::unreachable(format!("the server of {} does not start: {reason}", data.display()), see)
}

/// Stops the server. To be called in turn.
pub(super) fn stop(data: &Path) -> Result<Stopped> {
    ServerUser::of_folder(data)?;
    let Some(postmaster) = Postmaster::read(data).filter(Postmaster::is_alive) else {
        return Ok(Stopped::AlreadyStopped);
    };
    match postmaster.signal(Signal::INT) {
        Ok(()) => {}
        Err(Errno::SRCH) => return Ok(Stopped::AlreadyStopped),
        Err(cause) => {
            return Err(Error::NotPermitted {
                message: format!("cannot stop the server of {}: {cause}", data.display()),
                hint: Some("run ct as the user who started it, or as root".to_owned()),
            });
        }
    }
    let deadline = Instant::now() + STOPPING;
    while postmaster.is_alive() {
        if Instant::now() > deadline {
            return Err(Error::unreachable(
                format!("the server of {} has not ended within a minute", data.display()),
                format!("see the log: {}", data.join(LOG).display()),
            ));
        }
        std::thread::sleep(Duration::from_millis(20));
    }
    Ok(Stopped::Stopped)
}

/// Tells how the database is.
pub(super) fn status(data: &Path) -> Result<Status> {
    let state = if data.exists() {
        ServerUser::of_folder(data)?;
        match Postmaster::read(data).filter(|it| it.is_alive() && it.answers()) {
            Some(it) => State::Running { process: it.process(), endpoint: it.endpoint() },
            None if data.join("PG_VERSION").exists() => State::Stopped,
            None => State::Absent,
        }
    } else {
        State::Absent
    };
    Ok(Status { data_folder: data.to_path_buf(), log: data.join(LOG), major: cluster::major(data), state })
}
