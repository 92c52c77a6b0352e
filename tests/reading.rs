//! Files read without a database: what the fuzzer found, and what is like it.

#![expect(clippy::unwrap_used, reason = "what cannot be set up has failed the test")]

use std::io::Cursor;

use ct::Result;
use ct::csv_io::{Cells, File, Mapping, Options, Report, Row};
use ct::noun::{Lookups, Place};
use ct::user::USER;

fn options(mapping: Mapping) -> Options {
    Options {
        name: "file.csv".to_owned(),
        path: None,
        delimiter: None,
        encoding: None,
        mapping,
        null: "NULL".to_owned(),
        keep: Some(Cells::Guarded),
        most_bad: None,
        generates: false,
    }
}

fn read(bytes: impl Into<Vec<u8>>, options: &Options) -> Result<(Vec<Row>, Report)> {
    let lookups = Lookups::of([(Place::Organization, 1, "CON")], []);
    let file = File::begin(&USER, Box::new(Cursor::new(bytes.into())), options.clone())?;
    let mut rows = Vec::new();
    let report = file.rows(&lookups, |portion| {
        rows.extend(portion);
        true
    })?;
    Ok((rows, report))
}

/// Of two byte order marks, as they come from files that were joined, the second hides no quote.
#[test]
fn lines_are_counted_behind_marks() {
    let text = "\u{feff}\u{feff}\"na\nme\",email\nx,bad\n";
    let ignoring = Mapping { ignore: vec!["na me".to_owned()], ..Mapping::default() };
    let (_, report) = read(text, &options(ignoring)).unwrap();
    assert_eq!(report.bad, [3]);
}
