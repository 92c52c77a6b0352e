//! Flags for files that others made, or that are made for others.

use std::path::{Path, PathBuf};

use clap::{Arg, ArgMatches};
use encoding_rs::Encoding;

use crate::Result;
use crate::commands::app::App;
use crate::csv_io::{Layout, Remarks};
use crate::noun::Noun;
use crate::preset::{Folders, Section};

/// What stands over these flags.
pub(super) const HEADING: &str = "Files that others made";

/// `--preset`.
pub(super) fn preset_flag(help: &'static str, heading: &'static str) -> Arg {
    Arg::new("preset").long("preset").value_name("NAME").help(help).help_heading(heading)
}

/// What the preset that is named says of this noun.
pub(crate) fn section(app: &App, noun: &Noun, matches: &ArgMatches) -> Result<Option<Section>> {
    let Some(name) = matches.get_one::<String>("preset") else { return Ok(None) };
    Ok(Some(Folders::of(&app.environment).find(name)?.section(noun)?.clone()))
}

/// A file that is to be read.
pub(super) struct Input {
    /// As it is opened.
    pub(super) name: String,
    /// As it is shown.
    pub(super) shown: String,
    /// Where it lies; none for standard input.
    pub(super) path: Option<PathBuf>,
}

impl Input {
    /// What is named: a file, the folder that a preset knows it in, or standard input.
    pub(super) fn find(named: &str, section: Option<&Section>) -> Result<Self> {
        // Standard input has a name in messages, too.
        if named == "-" {
            return Ok(Self { name: named.to_owned(), shown: "standard input".to_owned(), path: None });
        }
        let path = match section {
            Some(section) => section.file_in(Path::new(named))?,
            None => PathBuf::from(named),
        };
        let name = path.display().to_string();
        Ok(Self { shown: name.clone(), name, path: Some(path) })
    }
}

/// The layout of a section.
pub(super) fn layout(section: Option<&Section>) -> Option<std::sync::Arc<Layout>> {
    section.map(|section| section.layout.clone())
}

/// Says what has been remarked of a file.
pub(super) fn tell(app: &App, shown: &str, remarks: &Remarks) {
    for remark in remarks.take() {
        app.talk.say(&format!("{shown}: {remark}"));
    }
}

/// `--encoding`.
pub(super) fn encoding_flag() -> Arg {
    Arg::new("encoding")
        .long("encoding")
        .value_name("NAME")
        .value_parser(encoding)
        .help(
            "What the file is written in, such as windows-1252; UTF-8 and UTF-16 with a byte order mark need no word",
        )
        .help_heading(HEADING)
}

/// What `--encoding` tells.
pub(super) fn told_encoding(matches: &ArgMatches) -> Option<&'static Encoding> {
    matches.get_one::<&'static Encoding>("encoding").copied()
}

fn encoding(label: &str) -> std::result::Result<&'static Encoding, String> {
    match Encoding::for_label(label.as_bytes()) {
        Some(encoding) if encoding != encoding_rs::REPLACEMENT => Ok(encoding),
        _ => Err("there is no such encoding; some are windows-1252, latin1, utf-16le, utf-16be, shift_jis"
            .to_owned()),
    }
}
