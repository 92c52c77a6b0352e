//! Passwords: the policy, generated ones, and what is stored of them.
//!
//! - [`Policy`] says which passwords a person may choose, and [`generate`] makes those that nobody chose.
//! - [`Hasher`] turns a password into what the database keeps ([`Stored`]), [`hash_all`] does it for very
//!   many beside other work.
//! - [`Handout`] writes the generated ones to a file, once, in step with the transaction that stores them; [`Slips`] to
//!   a folder, a file for each user.
//! - [`source`] reads a password from standard input or a file.
//!
//! Every one of them works on the [normal form](normal_form) of a password, so that it does not matter on which
//! keyboard it is typed.

mod generated;
mod handout;
mod hash;
mod normal;
mod parallel;
mod parameters;
mod policy;
mod secret;
mod slips;
pub mod source;
mod words;

use chrono::{DateTime, Utc};

pub use generated::{generate, is_generated_form};
pub use handout::{Handout, PASSWORDS};
pub use hash::{Hasher, Key, SALT_BYTES, Stored};
pub use normal::{MAXIMUM_BYTES, normal_form};
pub use parallel::{Hashed, Hashes, Job, Made, Settings, hash_all};
pub use parameters::Parameters;
pub use policy::{Policy, Shortfall};
pub use secret::Secret;
pub use slips::Slips;
pub use words::readable;

/// How temporary passwords hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Terms {
    /// Until when; none: no end.
    pub expires_at: Option<DateTime<Utc>>,
    /// Whether the next login demands a new one (REQUIREMENTS P2).
    pub change_required: bool,
}

/// Which password somebody is to have.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Choice {
    /// None: the account has no password until one is set.
    #[default]
    None,
    /// This one, which somebody chose; see [`Policy`].
    Given(Secret),
    /// One made by [`generate`] (REQUIREMENTS P2).
    Generated,
    /// One made by [`readable`], of at least so many characters.
    Readable(usize),
}
