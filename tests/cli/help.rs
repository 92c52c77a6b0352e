//! Help pages, and that every command has its test.

use std::collections::BTreeSet;

use clap::Command;

use crate::{Session, snapshot};

#[tokio::test]
async fn help_pages() {
    let mut session = Session::new().await;
    session
        .ct("--help")
        .ct("user --help")
        .ct("user add --help")
        .ct("user import --help")
        .ct("db --help")
        .ct("--version");
    snapshot!(session);
}

/// Every command's words, such as `user import`.
pub(crate) fn leaves(command: &Command, words: &str, found: &mut BTreeSet<String>) {
    for inner in command.get_subcommands() {
        let words = format!("{words} {}", inner.get_name()).trim().to_owned();
        if inner.has_subcommands() {
            leaves(inner, &words, found);
        } else {
            found.insert(words);
        }
    }
}

#[test]
fn every_command_has_its_test() {
    let mut commands = BTreeSet::new();
    leaves(&ct::commands::command(), "", &mut commands);
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cli");
    let mut tests = String::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|extension| extension == "rs") {
            tests.push_str(&std::fs::read_to_string(path).unwrap().replace("\", \"", " "));
        }
    }
    let missing: Vec<_> = commands.iter().filter(|words| !tests.contains(words.as_str())).collect();
    assert!(missing.is_empty(), "no test in tests/cli types {missing:?}");
}
