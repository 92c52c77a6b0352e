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
    /// The one that this process works at; none if the system does not tell.
    #[must_use]
    pub fn here() -> Option<Self> {
        let leader = rustix::process::getsid(None).ok()?.as_raw_nonzero().get();
        Some(Self { leader, begun: begun(leader) })
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

/// When a process began, in the system's own units; empty where it does not tell.
fn begun(process: i32) -> String {
    let about = fs::read_to_string(format!("/proc/{process}/stat")).unwrap_or_default();
    // The name of the program comes second, in brackets, and may hold anything.
    let after_name = about.rsplit_once(')').map_or("", |(_, rest)| rest);
    after_name.split_whitespace().nth(19).unwrap_or_default().to_owned()
}

#[cfg(test)]
mod tests {
    use super::Terminal;

    #[test]
    fn a_terminal_is_known_again() {
        let here = Terminal::here().unwrap();
        assert!(here.is_open());
        assert_eq!(Terminal::named(&here.name()), Some(here.clone()));
        let earlier = Terminal { begun: format!("{}0", here.begun), ..here };
        assert!(!earlier.is_open(), "somebody else has its number now");
        assert!(!Terminal::named("2147483647-1").unwrap().is_open());
        assert_eq!(Terminal::named("nothing"), None);
    }
}
