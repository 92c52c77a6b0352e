//! What a server notes about itself in `postmaster.pid`.

use std::fs;
use std::io::{Read, Write};
use std::os::unix::net::UnixStream;
use std::path::{Path, PathBuf};
use std::time::Duration;

use rustix::io::Errno;
use rustix::process::{Pid, Signal, kill_process, test_kill_process};

use super::{DATABASE, Endpoint, OWNER};

/// PostgreSQL's message `SSLRequest`: its length, and the number that stands for it.
const TLS_REQUEST: [u8; 8] = [0, 0, 0, 8, 0x04, 0xd2, 0x16, 0x2f];
/// How long a server may take to answer that.
const ANSWERING: Duration = Duration::from_secs(10);

/// The notes of a server that runs, or that ran when the machine crashed.
#[derive(Debug)]
pub(super) struct Postmaster {
    pid: Pid,
    port: u16,
    socket_folder: PathBuf,
    ready: bool,
}

impl Postmaster {
    /// The notes in a data folder; none if there is no server, or if it is too young to have noted all.
    pub(super) fn read(data: &Path) -> Option<Self> {
        Self::parse(&fs::read_to_string(file(data)).ok()?)
    }

    /// The lines: process, data folder, start, port, socket's folder, address, shared memory, state.
    fn parse(notes: &str) -> Option<Self> {
        let lines: Vec<&str> = notes.lines().collect();
        Some(Self {
            pid: process(lines.first()?)?,
            port: lines.get(3)?.parse().ok()?,
            socket_folder: PathBuf::from(lines.get(4).filter(|folder| !folder.is_empty())?),
            ready: lines.get(7).is_some_and(|state| state.trim() == "ready"),
        })
    }

    /// Whether it said that it takes connections.
    pub(super) const fn is_ready(&self) -> bool {
        self.ready
    }

    /// Whether the process is there and is a PostgreSQL: its number may be another's by now.
    pub(super) fn is_alive(&self) -> bool {
        is_there(self.pid) && is_postgres(self.pid)
    }

    /// Whether a server answers on the socket: asked whether it speaks TLS, it says yes or no. That the socket
    /// takes a connection is not enough, since a server that is being killed still does.
    pub(super) fn answers(&self) -> bool {
        let socket = self.socket_folder.join(format!(".s.PGSQL.{}", self.port));
        let asked = UnixStream::connect(socket).and_then(|mut stream| {
            stream.set_read_timeout(Some(ANSWERING))?;
            stream.write_all(&TLS_REQUEST)?;
            let mut answer = [0];
            stream.read_exact(&mut answer)
        });
        asked.is_ok()
    }

    pub(super) fn process(&self) -> i32 {
        self.pid.as_raw_nonzero().get()
    }

    pub(super) fn signal(&self, signal: Signal) -> rustix::io::Result<()> {
        kill_process(self.pid, signal)
    }

    pub(super) fn endpoint(&self) -> Endpoint {
        Endpoint {
            socket_folder: self.socket_folder.clone(),
            port: self.port,
            database: DATABASE,
            user: OWNER,
        }
    }
}

/// The file of the notes.
pub(super) fn file(data: &Path) -> PathBuf {
    data.join("postmaster.pid")
}

/// The notes beside the socket, which begin like the others.
pub(super) fn socket_file(data: &Path) -> PathBuf {
    data.join(".s.PGSQL.5432.lock")
}

/// Whether notes name a process although it is no PostgreSQL: after a crash of the machine, the number may have gone to
/// another process. PostgreSQL would refuse to start then.
pub(super) fn names_a_stranger(file: &Path) -> bool {
    let Ok(notes) = fs::read_to_string(file) else { return false };
    notes.lines().next().and_then(process).is_some_and(|pid| is_there(pid) && !is_postgres(pid))
}

fn is_there(pid: Pid) -> bool {
    // Root's server runs as another user; a signal that is not permitted has found its process.
    matches!(test_kill_process(pid), Ok(()) | Err(Errno::PERM))
}

/// True also where the system does not tell. A process that ended and that nobody waits for is none any
/// more: where a container has no real init, a killed server stays like that.
fn is_postgres(pid: Pid) -> bool {
    let Ok(line) = fs::read_to_string(format!("/proc/{}/stat", pid.as_raw_nonzero())) else { return true };
    // 4242 (postgres) S 1 ...
    let Some((name, rest)) = line.rsplit_once(") ") else { return true };
    let is_named = ["(postgres", "(postmaster"].iter().any(|known| name.ends_with(known));
    is_named && !rest.starts_with(['Z', 'X'])
}

fn process(line: &str) -> Option<Pid> {
    Pid::from_raw(line.trim().parse().ok().filter(|number| *number > 0)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    const READY: &str =
        "4242\n/var/lib/ct/postgres\n1763815000\n5432\n/var/lib/ct/postgres\n\n  1234 5\nready   \n";

    #[test]
    fn reads_the_notes_of_a_ready_server() {
        let postmaster = Postmaster::parse(READY).expect("the notes are whole");
        assert_eq!(postmaster.process(), 4242);
        assert!(postmaster.is_ready());
        let endpoint = postmaster.endpoint();
        assert_eq!(endpoint.socket_folder, Path::new("/var/lib/ct/postgres"));
        assert_eq!((endpoint.port, endpoint.database, endpoint.user), (5432, "ct", "ct_owner"));
    }

    #[test]
    fn a_server_that_starts_is_not_ready() {
        let starting = READY.replace("ready   ", "starting");
        assert!(!Postmaster::parse(&starting).expect("the notes are whole").is_ready());
    }

    #[test]
    fn half_written_notes_are_none() {
        for notes in
            ["", "4242", "4242\n/data\n1\n", "-7\n/data\n1\n5432\n/data\n", "4242\n/data\n1\n5432\n\n"]
        {
            assert!(Postmaster::parse(notes).is_none(), "{notes:?}");
        }
    }
}
