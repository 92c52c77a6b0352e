//! What no lint can check: where SQL may stand, how long a file may be, what no file may say.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::fs;
use std::path::{Path, PathBuf};

const LONGEST_FILE: usize = 400;

/// Folders that are made, or are no business of ours.
const LEFT_OUT: [&str; 3] = [".git", "target", "node_modules"];

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// All files below a folder of the tree, with their text; what is no text is left out.
fn files(folder: &str) -> Vec<(PathBuf, String)> {
    fn add(folder: &Path, found: &mut Vec<(PathBuf, String)>) {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            let name = path.file_name().unwrap().to_str().unwrap();
            if LEFT_OUT.contains(&name) {
                continue;
            }
            if path.is_dir() {
                add(&path, found);
            } else if let Ok(text) = fs::read_to_string(&path) {
                found.push((path.strip_prefix(root()).unwrap().to_path_buf(), text));
            }
        }
    }
    let mut found = Vec::new();
    add(&root().join(folder), &mut found);
    found.sort();
    found
}

fn rust(folder: &str) -> Vec<(PathBuf, String)> {
    files(folder)
        .into_iter()
        .filter(|(path, _)| path.extension().is_some_and(|ending| ending == "rs"))
        .collect()
}

/// Every line for which `is_wrong` says so, with its place.
fn wrong_lines(files: &[(PathBuf, String)], is_wrong: impl Fn(&str) -> bool) -> Vec<String> {
    let places = files.iter().flat_map(|(path, text)| {
        text.lines().enumerate().map(move |(index, line)| (format!("{}:{}", path.display(), index + 1), line))
    });
    places
        .filter(|(_, line)| is_wrong(line))
        .map(|(place, line)| format!("{place}: {}", line.trim()))
        .collect()
}

fn none(what: &str, found: &[String]) {
    assert!(found.is_empty(), "{what}:\n{}", found.join("\n"));
}

/// The string literals that begin in a line, as far as they go in it.
fn literals(line: &str) -> impl Iterator<Item = &str> {
    line.split('"').skip(1).step_by(2)
}

#[test]
fn no_sql_where_nothing_is_decided() {
    let is_sql = |literal: &str| {
        let words: Vec<_> = literal.split_whitespace().collect();
        let follows = |first: &str, second: &str| words.windows(2).any(|pair| pair == [first, second]);
        (words.contains(&"select") && words.contains(&"from"))
            || follows("insert", "into")
            || follows("delete", "from")
            || (words.first() == Some(&"update") && words.contains(&"set"))
    };
    for folder in ["src/commands", "src/output", "src/bin"] {
        let found = wrong_lines(&rust(folder), |line| literals(line).any(is_sql));
        none("SQL belongs in the room of its noun", &found);
    }
}

/// So that the server's log and `pg_stat_activity` tell what a statement is.
#[test]
fn statements_begin_with_their_name() {
    const VERBS: [&str; 5] = ["select ", "insert into ", "update ", "delete from ", "with recursive "];
    let begins = |literal: &str| VERBS.iter().any(|verb| literal.starts_with(verb));
    let is_unnamed = |line: &str| {
        // Nouns hold what follows a name.
        let is_part = line.trim_start().starts_with("plan: ") || line.trim_start().starts_with("write: ");
        !is_part && literals(line).any(begins)
    };
    none("begin it with -- room::name", &wrong_lines(&rust("src"), is_unnamed));

    let is_misnamed = |line: &str| {
        literals(line).filter_map(|literal| literal.strip_prefix("-- ")).any(|rest| {
            let name = rest.split("\\n").next().unwrap();
            let Some((room, statement)) = name.split_once("::") else { return true };
            let plain =
                |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_lowercase() || b == b'_');
            !plain(room) || !plain(statement)
        })
    };
    let rooms: Vec<_> =
        rust("src").into_iter().filter(|(path, _)| !path.starts_with("src/commands")).collect();
    none("a name is room::statement", &wrong_lines(&rooms, is_misnamed));
}

#[test]
fn files_are_no_longer_than_somebody_reads() {
    let all = ["src", "tests", "benches"].into_iter().flat_map(rust);
    let long =
        all.map(|(path, text)| (path, text.lines().count())).filter(|(_, lines)| *lines > LONGEST_FILE);
    let long: Vec<_> = long.map(|(path, lines)| format!("{}: {lines} lines", path.display())).collect();
    none("look for the seam", &long);
}

#[test]
fn nothing_is_left_to_be_done_later() {
    let marks =
        [concat!("TO", "DO"), concat!("FIX", "ME"), concat!("todo", "!("), concat!("unimplemented", "!(")];
    // What a calendar calls a to-do (RFC 5545) is none.
    let is_marked = |line: &str| {
        let line = line.replace(concat!("VTO", "DO"), "");
        marks.iter().any(|mark| line.contains(mark))
    };
    let found = wrong_lines(&files("."), is_marked);
    none("do it now, or write an issue", &found);
}

/// A path of the machine that something was written on is of no use on another.
#[test]
fn no_file_names_a_machine() {
    let paths = [concat!("/wo", "rk/"), concat!("/ro", "ot/")];
    let found = wrong_lines(&files("."), |line| paths.iter().any(|path| line.contains(path)));
    none("name it by what it is", &found);
}

#[test]
fn the_environment_is_read_in_one_place() {
    let reads = |line: &str| line.contains("env::var") && !line.trim_start().starts_with("//");
    let elsewhere: Vec<_> =
        rust("src").into_iter().filter(|(path, _)| path != Path::new("src/environment.rs")).collect();
    none("take an Environment", &wrong_lines(&elsewhere, reads));
}
