//! The flags of `ct NOUN import`.

use std::path::PathBuf;

use clap::{Arg, ArgAction, value_parser};

use super::foreign;
use crate::noun::date;

/// What becomes of the plan.
pub(crate) fn plan_flags() -> [Arg; 3] {
    let heading = "Plan";
    [
        Arg::new("dry-run")
            .long("dry-run")
            .action(ArgAction::SetTrue)
            .help("Check everything and show what would be done, and do nothing")
            .help_heading(heading),
        Arg::new("plan-out")
            .long("plan-out")
            .value_name("FILE")
            .value_parser(value_parser!(PathBuf))
            .help("The same, and save the plan in this new file: ct apply does just that")
            .help_heading(heading),
        Arg::new("detailed-exitcode")
            .long("detailed-exitcode")
            .action(ArgAction::SetTrue)
            .requires("plan")
            .help("End with 10 if the plan has changes, with 0 if it has none")
            .help_heading(heading),
    ]
}

/// What becomes of bad rows.
pub(crate) fn reject_flags() -> [Arg; 4] {
    let heading = "Bad rows";
    [
        Arg::new("partial")
            .long("partial")
            .action(ArgAction::SetTrue)
            .help("Take the good rows and leave out the bad ones; ends with 4 if there were any")
            .help_heading(heading),
        Arg::new("max-errors")
            .long("max-errors")
            .value_name("NUMBER")
            .value_parser(value_parser!(u64))
            .requires("partial")
            .help("With more bad rows than this nothing is written after all")
            .help_heading(heading),
        Arg::new("rejects")
            .long("rejects")
            .value_name("FILE")
            .value_parser(value_parser!(PathBuf))
            .help(
                "Write the bad rows to this new file, with what is wrong and without passwords: to be corrected \
                 and imported",
            )
            .help_heading(heading),
        Arg::new("raw")
            .long("raw")
            .action(ArgAction::SetTrue)
            .requires("rejects")
            .help("Leave cells as they are there that a spreadsheet would run as formulas")
            .help_heading(heading),
    ]
}

/// Whether what is left out is parked.
pub(crate) fn park() -> Arg {
    Arg::new("park")
        .long("park")
        .action(ArgAction::SetTrue)
        .requires("partial")
        .requires("rejects")
        .help("If there are bad rows, park them: ct paused resume goes on with the corrected file, with the same flags")
        .help_heading("Bad rows")
}

/// Whether to wait for another run.
pub(crate) fn no_wait() -> Arg {
    Arg::new("no-wait")
        .long("no-wait")
        .action(ArgAction::SetTrue)
        .help("End with 75 if another run is at work, instead of waiting for it")
}

/// How a file is read that somebody else made.
pub(crate) fn mapping_flags() -> [Arg; 9] {
    let heading = foreign::HEADING;
    let many = |name: &'static str, value: &'static str, help: &'static str| {
        Arg::new(name).long(name).value_name(value).action(ArgAction::Append).help(help).help_heading(heading)
    };
    [
        foreign::preset_flag("Read the file as this preset says; ct preset list shows them", heading),
        many("map", "THEIRS=OURS", "Read our column from theirs").value_parser(pair),
        many(
            "set",
            "OURS=EXPRESSION",
            "Compute our column from a text with their columns in braces: name='{first} {last}'; \
             functions follow a |: email='{user|lower}@example.org'",
        )
        .value_parser(pair),
        many("ignore", "THEIRS", "Leave a column out"),
        Arg::new("ignore-other")
            .long("ignore-other")
            .action(ArgAction::SetTrue)
            .help("Leave out every column that is not known")
            .help_heading(heading),
        Arg::new("delimiter")
            .long("delimiter")
            .value_name("CHARACTER")
            .value_parser(delimiter)
            .help("What separates the columns; found from the header unless told: comma, semicolon or tab")
            .help_heading(heading),
        foreign::encoding_flag(),
        Arg::new("date-format")
            .long("date-format")
            .value_name("ORDER")
            .value_parser(date::ORDERS)
            .default_value("iso")
            .help("How days are written that are not 2026-12-31: mdy 12/31/2026, dmy 31.12.2026, ymd 2026/12/31")
            .help_heading(heading),
        Arg::new("null")
            .long("null")
            .value_name("WORD")
            .default_value("NULL")
            .help("The word that empties a field")
            .help_heading(heading),
    ]
}

/// Two names with = between them.
pub(crate) fn pair(text: &str) -> std::result::Result<(String, String), String> {
    match text.split_once('=') {
        Some((one, other)) if !one.trim().is_empty() && !other.is_empty() => {
            Ok((one.trim().to_owned(), other.to_owned()))
        }
        _ => Err("two names with = between them".to_owned()),
    }
}

fn delimiter(text: &str) -> std::result::Result<u8, String> {
    match text {
        "tab" | "\\t" | "\t" => Ok(b'\t'),
        "comma" => Ok(b','),
        "semicolon" => Ok(b';'),
        text if text.len() == 1 && !matches!(text, "\"" | "\n" | "\r") => Ok(text.as_bytes()[0]),
        _ => Err("one character, or tab, comma, semicolon".to_owned()),
    }
}
