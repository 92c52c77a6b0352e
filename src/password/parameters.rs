//! What a hash costs, and between which bounds.

use crate::{Error, Result};

/// What Argon2id costs. For a chosen password it lies between a floor and a ceiling: see [`Parameters::check`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Parameters {
    /// Memory in KiB.
    pub memory_kib: u32,
    /// How many times the memory is gone through.
    pub passes: u32,
    /// Independent lanes of the memory. They are computed one after the other.
    pub lanes: u32,
}

/// What OWASP's cheat sheet on password storage holds to be equal: memory in KiB, passes.
const ENOUGH: [(u32, u32); 5] = [(47_104, 1), (19_456, 2), (12_288, 3), (9_216, 4), (7_168, 5)];
const MEMORY_AT_MOST_KIB: u32 = 1024 * 1024;
const PASSES_AT_MOST: u32 = 64;
const LANES_AT_MOST: u32 = 16;
/// Memory times passes, in KiB: a few seconds.
const WORK_AT_MOST_KIB: u64 = 4 * 1024 * 1024;

impl Parameters {
    /// For passwords of the form that [`super::generate`] makes, and for no others: slowness protects what can be
    /// guessed, and 125 random bits cannot be (NIST SP 800-63B, look-up secrets of 112 bits and more).
    pub const MINIMAL: Self = Self { memory_kib: 8, passes: 1, lanes: 1 };

    /// For chosen passwords, as OWASP recommends: 19 MiB, 2 passes, 1 lane.
    pub const DEFAULT: Self = Self { memory_kib: 19 * 1024, passes: 2, lanes: 1 };

    /// Whether a chosen password may be hashed with these: at least as costly as one of OWASP's settings, and not so
    /// costly that a configuration or a server could bring `ct` to a halt (1 GiB, 16 lanes, a few seconds).
    ///
    /// # Errors
    /// [`Error::Refused`] below the floor and above the ceiling.
    pub fn check(self) -> Result<Self> {
        if !ENOUGH.iter().any(|&(memory_kib, passes)| self.memory_kib >= memory_kib && self.passes >= passes)
        {
            return Err(Error::refused(
                format!("hashing a chosen password with {self} is too weak"),
                format!("use at least {}", Self::DEFAULT),
            ));
        }
        let work = u64::from(self.memory_kib) * u64::from(self.passes);
        if self.memory_kib > MEMORY_AT_MOST_KIB
            || self.passes > PASSES_AT_MOST
            || !(1..=LANES_AT_MOST).contains(&self.lanes)
            || work > WORK_AT_MOST_KIB
        {
            return Err(Error::refused(
                format!("hashing a password with {self} is out of bounds"),
                format!(
                    "at most {MEMORY_AT_MOST_KIB} KiB, {PASSES_AT_MOST} passes, 1 to {LANES_AT_MOST} lanes, and \
                     {WORK_AT_MOST_KIB} KiB times passes; usual are {}",
                    Self::DEFAULT
                ),
            ));
        }
        Ok(self)
    }
}

impl Default for Parameters {
    fn default() -> Self {
        Self::DEFAULT
    }
}

impl std::fmt::Display for Parameters {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} KiB, passes: {}, lanes: {}", self.memory_kib, self.passes, self.lanes)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn allowed(memory_kib: u32, passes: u32, lanes: u32) -> bool {
        Parameters { memory_kib, passes, lanes }.check().is_ok()
    }

    #[test]
    fn floor() {
        assert!(Parameters::DEFAULT.check().is_ok());
        assert!(Parameters::MINIMAL.check().is_err());
        assert!(allowed(47_104, 1, 1) && !allowed(47_103, 1, 1));
        assert!(allowed(19_456, 2, 1) && !allowed(19_455, 2, 1));
        assert!(allowed(7_168, 5, 1) && !allowed(7_167, 64, 1));
        assert!(!allowed(19_456, 0, 1) && !allowed(19_456, 2, 0));
    }

    #[test]
    fn ceiling() {
        assert!(allowed(1024 * 1024, 4, 16));
        assert!(!allowed(1024 * 1024, 5, 16));
        assert!(!allowed(1024 * 1024 + 1, 1, 1));
        assert!(!allowed(19_456, 65, 1) && allowed(19_456, 64, 1));
        assert!(!allowed(19_456, 2, 17));
        assert!(!allowed(u32::MAX, u32::MAX, u32::MAX));
    }
}
