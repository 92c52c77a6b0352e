//! Imports that are cut off, by `kill -9` of the program or of the server, at every step and at random moments:
//! afterwards there are all rows or none, whoever was written has a password in the file, and the same command again
//! completes it and clears what was left.

#![expect(clippy::unwrap_used, reason = "what cannot be set up has failed the test")]

#[path = "../support/mod.rs"]
mod support;

#[expect(dead_code, reason = "the tests of the library use more of it")]
#[path = "../library/agency.rs"]
mod agency;

mod case;
mod commit;
mod own;
mod process;
mod server;
mod sweep;
