//! Tasks as a calendar knows them (REQUIREMENTS K3): rules by which due days recur. Pure functions: no database, no clock,
//! no file.
//!
//! ```text
//! Rule      "every 2 weeks" or FREQ=WEEKLY;INTERVAL=2  ->  the next due day
//! ```
//!
//! A due day is a day, not a moment.

mod rule;

#[cfg(test)]
mod tests;

pub use self::rule::Rule;
