//! What passwords users are to get.

use std::cell::RefCell;
use std::path::PathBuf;

use chrono::{DateTime, Utc};
use rand::CryptoRng;

use crate::noun::stage::Counter;

/// Who gets a generated password, and where it is told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Generate {
    /// Nobody.
    Nobody,
    /// New users without a given one; it is told in this file, of mode 0600.
    ToFile(PathBuf),
    /// New users without a given one; each is told in a file of its own, in this folder, of mode 0700.
    ToFolder(PathBuf),
    /// New users without a given one; it is told in the outcome, to be shown once.
    Shown,
}

/// What generated passwords are like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// As [`crate::password::generate`] makes them: nobody can guess them.
    Long,
    /// As [`crate::password::readable`] makes them, of at least so many characters: for the phone.
    Readable(usize),
}

/// Which passwords users get.
pub struct Passwords {
    /// Who gets a generated one.
    pub generate: Generate,
    /// What generated ones are like.
    pub form: Form,
    /// Whether given ones replace those of users that exist.
    pub replace: bool,
    /// Whether generated ones do so too, for a reset; else they are for new users only.
    pub reset: bool,
    /// Whether the next login demands a new one (REQUIREMENTS P2).
    pub change_required: bool,
    /// Until when they hold; none: no end.
    pub expires_at: Option<DateTime<Utc>>,
    /// Where randomness comes from.
    pub rng: RefCell<Box<dyn CryptoRng>>,
    /// How many are hashed. Where there are given ones, only these count: they are what takes time.
    pub hashed: Counter,
}

impl Passwords {
    /// No passwords at all.
    #[must_use]
    pub fn none() -> Self {
        Self {
            generate: Generate::Nobody,
            form: Form::Long,
            replace: false,
            reset: false,
            change_required: true,
            expires_at: None,
            rng: RefCell::new(Box::new(rand::rng())),
            hashed: Counter::default(),
        }
    }
}
