//! Flags for files that others made, beyond the columns' names.

use clap::{Arg, ArgMatches};
use encoding_rs::Encoding;

/// What stands over these flags.
pub(super) const HEADING: &str = "Files that others made";

/// `--encoding`.
pub(super) fn encoding_flag() -> Arg {
    Arg::new("encoding")
        .long("encoding")
        .value_name("NAME")
        .value_parser(encoding)
        .help("What the file is written in, such as windows-1252; UTF-8 and UTF-16 with a byte order mark need no word")
        .help_heading(HEADING)
}

/// What `--encoding` tells.
pub(super) fn told_encoding(matches: &ArgMatches) -> Option<&'static Encoding> {
    matches.get_one::<&'static Encoding>("encoding").copied()
}

fn encoding(label: &str) -> Result<&'static Encoding, String> {
    match Encoding::for_label(label.as_bytes()) {
        Some(encoding) if encoding != encoding_rs::REPLACEMENT => Ok(encoding),
        _ => Err(
            "there is no such encoding; some are windows-1252, latin1, utf-16le, utf-16be, utf-8, shift_jis"
                .to_owned(),
        ),
    }
}
