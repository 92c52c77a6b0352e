//! Which terminal one works at: a session may end with it (REQUIREMENTS S4).

use std::fs;

use rustix::process::Pid;

/// The terminal's session leader, usually the shell in it: its number, and when it began, since numbers come again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Terminal {
    leader: i32,
    begun: String,
}

impl Terminal {
    /// The one that this process works at; none if the system does not tell, as in a container whose processes are led
    /// by one outside of it.
    #[must_use]
    pub fn here() -> Option<Self> {
        leader().map(Self::led_by)
    }

    /// The one whose shell has this number.
    pub(super) fn led_by(leader: i32) -> Self {
        Self { leader, begun: begun(leader) }
    }

    /// The one that a name tells, if it does.
    pub(super) fn named(name: &str) -> Option<Self> {
        let (leader, begun) = name.split_once('-')?;
        Some(Self { leader: leader.parse().ok()?, begun: begun.to_owned() })
    }

    /// A name for it, for files.
    #[must_use]
    pub fn name(&self) -> String {
        format!("{}-{}", self.leader, self.begun)
    }

    /// Whether it is still there.
    #[must_use]
    pub fn is_open(&self) -> bool {
        let Some(process) = Pid::from_raw(self.leader) else { return false };
        let is_there = rustix::process::test_kill_process(process) != Err(rustix::io::Errno::SRCH);
        is_there && begun(self.leader) == self.begun
    }
}

/// The number of this process's session leader. It is 0 where the leader lies outside of the container, a number that
/// `rustix` takes for impossible.
#[cfg(target_os = "linux")]
fn leader() -> Option<i32> {
    told_of("self", 3).parse().ok().filter(|leader| *leader > 0)
}

#[cfg(not(target_os = "linux"))]
fn leader() -> Option<i32> {
    Some(rustix::process::getsid(None).ok()?.as_raw_nonzero().get())
}

/// When a process began, in the system's own units; empty where it does not tell.
fn begun(process: i32) -> String {
    told_of(&process.to_string(), 19)
}

/// What the system tells of a process at this place after its name; empty where it does not tell.
fn told_of(process: &str, place: usize) -> String {
    let about = fs::read_to_string(format!("/proc/{process}/stat")).unwrap_or_default();
    // The name of the program comes second, in brackets, and may hold anything.
    let after_name = about.rsplit_once(')').map_or("", |(_, rest)| rest);
    after_name.split_whitespace().nth(place).unwrap_or_default().to_owned()
}

#[cfg(test)]
mod tests {
    use super::Terminal;

    #[test]
    fn a_terminal_is_known_again() {
        let here = Terminal::led_by(std::process::id().try_into().unwrap());
        assert!(here.is_open());
        assert_eq!(Terminal::named(&here.name()), Some(here.clone()));
        let earlier = Terminal { begun: format!("{}0", here.begun), ..here };
        assert!(!earlier.is_open(), "somebody else has its number now");
        assert!(!Terminal::named("2147483647-1").unwrap().is_open());
        assert_eq!(Terminal::named("nothing"), None);
        assert!(Terminal::here().is_none_or(|here| here.leader > 0), "nobody has the number 0");
    }
}
