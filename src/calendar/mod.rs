//! Tasks as a calendar knows them (REQUIREMENTS K3): rules by which due days recur, entries written as iCalendar
//! (RFC 5545), and files of other programs read back. Pure functions: no database, no clock, no file.
//!
//! ```text
//! Rule      "every 2 weeks" or FREQ=WEEKLY;INTERVAL=2  ->  the next due day
//! Entry     -> text: a to-do, or an all-day event on its due day, for calendars that show no to-dos
//! read      a file -> Incoming, and what is wrong with it, by line
//! ```
//!
//! A due day is a day, not a moment. It is written without a time zone, so that it is the same day everywhere; a moment
//! that a file tells becomes the day on which it falls in the zone that the caller names.

mod entry;
mod line;
mod read;
mod rule;
mod write;

#[cfg(test)]
mod tests;

pub use chrono_tz::Tz;

pub use self::entry::{Attendee, Entry, Form, Party, Person, Role, Status};
pub use self::read::{Contents, Incoming, read};
pub use self::rule::Rule;
pub use self::write::{CLOSING, calendar, opening};
pub use crate::csv_io::Problem;
