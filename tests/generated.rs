//! The completions and the manual pages in the tree are those that the program makes. To renew them:
//! `UPDATE_GENERATED=1 cargo test --test generated`

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use clap_complete::Shell;

/// What lies in `folder` must be just these files.
fn compare(folder: &str, made: &BTreeMap<String, Vec<u8>>) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    #[expect(clippy::disallowed_methods, reason = "whoever runs the test says so by the environment")]
    let update = std::env::var_os("UPDATE_GENERATED").is_some();
    if update {
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir_all(&folder).unwrap();
        for (name, text) in made {
            fs::write(folder.join(name), text).unwrap();
        }
    }
    let there: BTreeMap<String, Vec<u8>> = fs::read_dir(&folder)
        .unwrap()
        .map(|entry| entry.unwrap())
        .map(|entry| (entry.file_name().into_string().unwrap(), fs::read(entry.path()).unwrap()))
        .collect();
    let names = |files: &BTreeMap<String, Vec<u8>>| files.keys().cloned().collect::<Vec<_>>();
    assert_eq!(names(&there), names(made), "UPDATE_GENERATED=1 cargo test --test generated");
    for (name, text) in made {
        assert!(
            there[name] == *text,
            "{name} is not current: UPDATE_GENERATED=1 cargo test --test generated"
        );
    }
}

#[test]
fn completions_are_current() {
    let shells = [
        (Shell::Bash, "ct.bash"),
        (Shell::Elvish, "ct.elv"),
        (Shell::Fish, "ct.fish"),
        (Shell::PowerShell, "_ct.ps1"),
        (Shell::Zsh, "_ct"),
    ];
    let made = shells.map(|(shell, file)| {
        let mut text = Vec::new();
        clap_complete::generate(shell, &mut ct::commands::command(), "ct", &mut text);
        (file.to_owned(), text)
    });
    compare("completions", &BTreeMap::from(made));
}

#[test]
fn manual_pages_are_current() {
    let made = ct::commands::man::pages().unwrap();
    assert!(made.iter().any(|(name, _)| name == "ct-user-import.1"));
    compare("man", &made.into_iter().collect());
}

#[test]
fn the_command_line_is_sound() {
    ct::commands::command().debug_assert();
}
