//! What the fuzzer has found to take different ways through the code, once more: see `fuzz/README.md`.

use std::fs;
use std::path::Path;

#[path = "../fuzz/case.rs"]
mod case;

#[test]
fn the_kept_corpus_is_read_as_it_is() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/corpus/read");
    let mut files: Vec<_> = fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    assert!(files.len() > 20, "the corpus is not there");
    for file in files {
        let bytes = fs::read(&file).unwrap();
        let read = std::panic::catch_unwind(|| case::run(&bytes));
        assert!(read.is_ok(), "{} is not read as it should", file.display());
    }
}
