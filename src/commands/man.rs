//! `ct man`

use std::path::{Path, PathBuf};

use anyhow::Result;
use clap::{Arg, ArgMatches, Command, value_parser};

use crate::Error;
use crate::output::CannotWrite;

/// The command.
pub(crate) fn command() -> Command {
    Command::new("man")
        .about("Prints the manual page, or writes all of them to a folder")
        .args([
            Arg::new("words")
                .value_name("COMMAND")
                .num_args(0..)
                .help("The command whose page to print, such as: user import"),
            Arg::new("folder")
                .long("folder")
                .value_name("FOLDER")
                .value_parser(value_parser!(PathBuf))
                .conflicts_with("words")
                .help("Write a page for each command to this folder"),
        ])
        .after_help("To read one: ct man user import | man -l -")
}

/// Prints or writes them.
pub(crate) fn run(matches: &ArgMatches) -> Result<()> {
    let pages = pages()?;
    if let Some(folder) = matches.get_one::<PathBuf>("folder") {
        return write(&pages, folder);
    }
    let words: Vec<_> =
        matches.get_many::<String>("words").into_iter().flatten().map(String::as_str).collect();
    let name = std::iter::once("ct").chain(words.iter().copied()).collect::<Vec<_>>().join("-");
    let page =
        pages.iter().find(|(file, _)| *file == format!("{name}.1")).ok_or_else(|| Error::NotFound {
            noun: "command",
            name: words.join(" "),
            hint: Some("ct --help lists them".to_owned()),
        })?;
    use std::io::Write;
    let mut out = crate::output::standard_output();
    out.write_all(&page.1).and_then(|()| out.flush()).map_err(CannotWrite::from)?;
    Ok(())
}

/// Every manual page: its file name and its text.
///
/// # Errors
/// None in practice: the pages are made in memory.
pub fn pages() -> Result<Vec<(String, Vec<u8>)>> {
    let mut command = super::command();
    command.build();
    let mut pages = Vec::new();
    add(&command, "ct", &mut pages)?;
    Ok(pages)
}

fn add(command: &Command, name: &str, pages: &mut Vec<(String, Vec<u8>)>) -> Result<()> {
    let mut text = Vec::new();
    let title: &'static str = String::leak(name.to_owned());
    clap_mangen::Man::new(command.clone().name(title)).render(&mut text)?;
    pages.push((format!("{name}.1"), text));
    for inner in command.get_subcommands().filter(|inner| inner.get_name() != "help") {
        add(inner, &format!("{name}-{}", inner.get_name()), pages)?;
    }
    Ok(())
}

fn write(pages: &[(String, Vec<u8>)], folder: &Path) -> Result<()> {
    std::fs::create_dir_all(folder).map_err(|cause| Error::file("make", folder, cause))?;
    for (name, text) in pages {
        let path = folder.join(name);
        std::fs::write(&path, text).map_err(|cause| Error::file("write", &path, cause))?;
    }
    Ok(())
}
