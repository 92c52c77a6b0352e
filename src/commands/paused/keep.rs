//! Which flags of an import are kept with what is parked of it, so that its rows are read again in the same way.

use std::path::Path;

use clap::parser::ValueSource;
use clap::{Arg, ArgAction, ArgMatches, Command};

use crate::Error;
use crate::commands::passwords;
use crate::commands::record::import;
use crate::noun::{Content, Noun};
use crate::paused::import::Details;

/// What is told anew each time: what becomes of the rows, and not how they are read. The rejected rows are UTF-8, whatever the
/// file was.
const TOLD_ANEW: [&str; 12] = [
    "file",
    "template",
    "dry-run",
    "plan-out",
    "detailed-exitcode",
    "partial",
    "max-errors",
    "rejects",
    "park",
    "no-wait",
    "progress",
    "encoding",
];

/// Whether a flag is kept. How passwords are given is told anew.
fn is_kept(flag: &Arg) -> bool {
    let id = flag.get_id();
    let of_passwords = passwords::import_flags(Command::new("import"));
    !TOLD_ANEW.contains(&id.as_str()) && !of_passwords.get_arguments().any(|other| other.get_id() == id)
}

/// The flags that were typed, each as one word.
pub(super) fn typed<'a>(flags: impl Iterator<Item = &'a Arg>, matches: &ArgMatches) -> Vec<String> {
    let mut words = Vec::new();
    for flag in flags {
        let id = flag.get_id().as_str();
        let Some(long) = flag.get_long() else { continue };
        if matches.value_source(id) != Some(ValueSource::CommandLine) {
            continue;
        }
        if matches!(flag.get_action(), ArgAction::SetTrue) {
            words.push(format!("--{long}"));
            continue;
        }
        let values = matches.get_raw(id).into_iter().flatten();
        words.extend(values.map(|value| format!("--{long}={}", value.to_string_lossy())));
    }
    words
}

/// What is kept of an import that is parked.
pub(crate) fn details(noun: &'static Noun, file: &str, rejects: &Path, matches: &ArgMatches) -> Details {
    let command = import::command(noun);
    let mut flags = typed(command.get_arguments().filter(|flag| is_kept(flag)), matches);
    flags.retain(|word| !tells_a_secret(noun, word));
    Details { noun: noun.name.to_owned(), file: file.to_owned(), rejects: whole(rejects), flags }
}

/// The whole path: whoever goes on may be in another folder.
pub(super) fn whole(path: &Path) -> String {
    std::path::absolute(path).unwrap_or_else(|_| path.to_path_buf()).display().to_string()
}

/// Whether a flag computes what is secret.
fn tells_a_secret(noun: &'static Noun, word: &str) -> bool {
    let Some((ours, _)) = word.strip_prefix("--set=").and_then(|pair| pair.split_once('=')) else {
        return false;
    };
    noun.column(ours.trim()).is_ok_and(|column| matches!(column.content, Content::Secret))
}

/// The words of the import that goes on: the flags that were kept, unless they are told anew, and those that are typed now.
///
/// # Errors
/// [`Error::Refused`] if there is something else among those that were kept.
pub(super) fn words(
    noun: &'static Noun,
    details: &Details,
    typed: Vec<String>,
    file: &str,
) -> crate::Result<Vec<String>> {
    let command = import::command(noun);
    let mut words = vec!["import".to_owned()];
    for kept in &details.flags {
        let name = kept.strip_prefix("--").unwrap_or_default();
        let name = name.split_once('=').map_or(name, |(name, _)| name);
        let flag = command.get_arguments().find(|flag| flag.get_long() == Some(name));
        // What is kept was written by whoever has parked it.
        let Some(flag) = flag.filter(|flag| is_kept(flag) && !tells_a_secret(noun, kept)) else {
            return Err(Error::refused(
                format!("{kept} is no flag that is kept with a parked import"),
                "import the file by itself, and cancel what is parked",
            ));
        };
        let again = format!("--{name}");
        let is_typed = typed.iter().any(|word| *word == again || word.starts_with(&format!("{again}=")));
        if !is_typed || matches!(flag.get_action(), ArgAction::Append) {
            words.push(kept.clone());
        }
    }
    words.extend(typed);
    words.extend(["--partial".to_owned(), "--".to_owned(), file.to_owned()]);
    Ok(words)
}
