//! Any bytes, read as a file of rows.

#![no_main]

#[path = "../case.rs"]
mod case;

libfuzzer_sys::fuzz_target!(|data: &[u8]| case::run(data));
