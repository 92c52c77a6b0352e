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
        needs_password: false,
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

/// The file of rejected rows that reading leaves.
fn rejects(mut report: Report) -> String {
    let mut written = Vec::new();
    report.kept.take().unwrap().write_rejects(&report.problems, &mut written).unwrap();
    String::from_utf8(written).unwrap()
}

fn pair(one: &str, other: &str) -> (String, String) {
    (one.to_owned(), other.to_owned())
}

/// `_line` is ours and `Line` the file's own, although both are written alike otherwise.
#[test]
fn remarks_are_no_columns_of_the_file() {
    let mapping = Mapping {
        map: vec![pair("Error", "job_title")],
        set: vec![pair("name", "{Line}")],
        ..Mapping::default()
    };
    let options = options(mapping);
    let (_, report) = read("email,Line,Error\nbad,Red,None\n", &options).unwrap();
    let text = rejects(report);
    assert_eq!(
        text,
        "_line,_error,_blanked,email,Line,Error\n\
         2,email: is no e-mail address: it has no @ (bad),,bad,Red,None\n"
    );
    let corrected = text.replace(",bad,", ",good@example.org,");
    let (rows, report) = read(corrected, &options).unwrap();
    assert_eq!((rows.len(), report.total), (1, 0));
    let fields = format!("{:?}", rows[0].fields);
    assert!(fields.contains("\"Red\"") && fields.contains("\"None\""), "{fields}");
    // They need not be named to be left out, and may be.
    let ignore = ["_line", "_error", "_blanked", "Line", "Error"].map(str::to_owned).into();
    let mapping = Mapping { ignore, ..Mapping::default() };
    let options = Options { mapping, ..options };
    let (rows, _) = read("_line,_error,_blanked,email,Line,Error\n2,x,,a@example.org,,\n", &options).unwrap();
    assert_eq!(rows.len(), 1);
}

/// Of two byte order marks, as they come from files that were joined, the second hides no quote.
#[test]
fn lines_are_counted_behind_marks() {
    let text = "\u{feff}\u{feff}\"na\nme\",email\nx,bad\n";
    let ignoring = Mapping { ignore: vec!["na me".to_owned()], ..Mapping::default() };
    let (_, report) = read(text, &options(ignoring)).unwrap();
    assert_eq!(report.bad, [3]);
}

/// A header that a spreadsheet would run is written with a mark, and read without.
#[test]
fn a_header_that_looks_like_a_formula_comes_back() {
    let options = options(Mapping { ignore: vec!["=x".to_owned()], ..Mapping::default() });
    let (_, report) = read("-email,=x\nbad,1\n", &options).unwrap();
    let text = rejects(report);
    assert!(text.starts_with("_line,_error,_blanked,'-email,'=x\n"), "{text}");
    let (rows, _) = read(text.replace(",bad,", ",good@example.org,"), &options).unwrap();
    assert_eq!(rows.len(), 1);
}
