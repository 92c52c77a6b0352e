//! Reports: what somebody has to look at from time to time, and a cron job every night.

mod orphans;

pub use orphans::{HEADINGS, KINDS, orphans};
