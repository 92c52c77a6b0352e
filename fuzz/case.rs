//! What is done with some bytes: how to read, told by their beginning, and a file, which is the rest.
//!
//! ```text
//! a byte      the noun, and what else is asked for
//! a byte      the delimiter and the encoding
//! a byte      the preset
//! lines       map:theirs=ours   set:ours=expression   ignore:theirs   anything else: an expression by itself
//! NUL         ends these lines
//! bytes       the file
//! ```
//!
//! The fuzzer and a test of the kept corpus share it. Whatever the bytes are: nothing panics, and what has been read
//! agrees with itself.

use std::collections::BTreeSet;
use std::io::Cursor;
use std::path::Path;
use std::sync::{Arc, LazyLock};

use ct::csv_io::{
    Cells, Expression, File, Layout, Mapping, Options, PROBLEMS_KEPT, Report, Row, Surroundings,
};
use ct::environment::Environment;
use ct::noun::{Lookups, Noun, Place};
use ct::preset::Folders;
use ct::{Error, Kind, NOUNS, Result};
use encoding_rs::Encoding;

const DELIMITERS: [Option<u8>; 6] = [None, Some(b','), Some(b';'), Some(b'\t'), Some(b'|'), Some(b' ')];
const ENCODINGS: [Option<&Encoding>; 8] = [
    None,
    Some(encoding_rs::UTF_8),
    Some(encoding_rs::UTF_16LE),
    Some(encoding_rs::UTF_16BE),
    Some(encoding_rs::WINDOWS_1252),
    Some(encoding_rs::SHIFT_JIS),
    Some(encoding_rs::GB18030),
    Some(encoding_rs::ISO_2022_JP),
];
const PRESETS: [&str; 3] = ["entra", "google", "hmis"];
/// A folder that is not there: no file of the machine comes into it.
const NOWHERE: &str = "/nonexistent";

/// What an expression by itself is read against.
const HEADER: [&str; 6] = ["mail", "First Name", "last_name", "Name [displayName] Required", "phone", "a|b"];
const ROWS: [&[&str]; 4] = [
    &["ana@example.org", "Ana María", "de la Sánchez", "Ana", "+1 555", "é\u{301}"],
    &["", "", "", "", "", ""],
    &["x", "İ", "ﬁ", "👩‍👩‍👧‍👦", "'=1", "\u{feff}"],
    &[],
];

static LOOKUPS: LazyLock<Lookups> = LazyLock::new(|| {
    let places = [
        (Place::Organization, 1, "CON"),
        (Place::Organization, 2, "ACM"),
        (Place::Location, 1, "CON-1"),
        (Place::Provider, 1, "HELP"),
        (Place::Workgroup, 1, "Basic"),
        (Place::Workgroup, 2, "Über"),
    ];
    Lookups::of(places, ["cases", "users"])
});

/// What the presets know of each noun.
static LAYOUTS: LazyLock<Vec<Vec<Option<Arc<Layout>>>>> = LazyLock::new(|| {
    let nowhere = Environment::with([("HOME", NOWHERE)]);
    let folders = Folders::with(&nowhere, Path::new(NOWHERE));
    let layout = |preset: &str, noun: &Noun| {
        let preset = folders.find(preset).expect("it is built in");
        preset.section(noun).ok().map(|section| Arc::clone(&section.layout))
    };
    PRESETS.iter().map(|preset| NOUNS.iter().map(|noun| layout(preset, noun)).collect()).collect()
});

/// How to read, and what.
struct Case<'a> {
    noun: &'static Noun,
    options: Options,
    expressions: Vec<String>,
    file: &'a [u8],
}

/// Reads the bytes as they say.
///
/// # Panics
/// If what has been read does not agree with itself.
pub(crate) fn run(data: &[u8]) {
    let Some(case) = Case::of(data) else { return };
    case.expressions.iter().for_each(|text| express(text));
    match case.read(case.file, &case.options) {
        Ok((delimiter, report)) => case.feed_back(delimiter, report),
        Err(error) => assert_is_the_files_fault(&error),
    }
}

impl<'a> Case<'a> {
    fn of(data: &'a [u8]) -> Option<Self> {
        let [asked, written, preset, rest @ ..] = data else { return None };
        let end = rest.iter().position(|byte| *byte == 0)?;
        let (lines, file) = (String::from_utf8_lossy(&rest[..end]), &rest[end + 1..]);
        let noun = usize::from(asked & 7) % NOUNS.len();
        let needs_password = preset & 4 != 0;
        let preset = usize::from(preset & 3).checked_sub(1);
        let mut mapping = Mapping {
            ignore_other: asked & 0x40 != 0,
            layout: preset.and_then(|preset| LAYOUTS[preset][noun].clone()),
            ..Mapping::default()
        };
        let mut expressions = Vec::new();
        for line in lines.lines() {
            let pair = |rest: &str| {
                rest.split_once('=').map(|(one, other)| (one.trim().to_owned(), other.trim().to_owned()))
            };
            match line.split_once(':') {
                Some(("map", rest)) => mapping.map.extend(pair(rest)),
                Some(("set", rest)) => mapping.set.extend(pair(rest)),
                Some(("ignore", rest)) => mapping.ignore.push(rest.trim().to_owned()),
                _ => expressions.push(line.to_owned()),
            }
        }
        let cells = if asked & 0x10 == 0 { Cells::Guarded } else { Cells::Raw };
        let options = Options {
            name: "file.csv".to_owned(),
            path: None,
            delimiter: DELIMITERS[usize::from(written & 7) % DELIMITERS.len()],
            encoding: ENCODINGS[usize::from(written >> 4) % ENCODINGS.len()],
            mapping,
            null: "NULL".to_owned(),
            keep: (asked & 0x08 != 0).then_some(cells),
            most_bad: (asked & 0x80 != 0).then_some(3),
            generates: asked & 0x20 != 0,
            needs_password,
        };
        Some(Self { noun: NOUNS[noun], options, expressions, file })
    }

    /// Reads a file to its end; gives what its cells were separated by, and what it came to.
    fn read(&self, bytes: &[u8], options: &Options) -> Result<(u8, Report)> {
        let file = File::begin(self.noun, Box::new(Cursor::new(bytes.to_vec())), options.clone())?;
        let (delimiter, remarks) = (file.delimiter, file.remarks());
        let mut rows = Vec::new();
        let report = file.rows(&LOOKUPS, |portion| {
            rows.extend(portion);
            true
        })?;
        remarks.take().iter().for_each(|remark| assert!(!remark.is_empty()));
        agree(&rows, &report, options);
        Ok((delimiter, report))
    }

    /// A file of rejected rows is a file of the same kind.
    fn feed_back(&self, delimiter: u8, mut report: Report) {
        let Some(mut kept) = report.kept.take() else { return };
        let mut rejects = Vec::new();
        let written = kept.write_rejects(&report.problems, &mut rejects).expect("memory takes it");
        if report.is_cut_short {
            return;
        }
        let bad: BTreeSet<_> = report.bad.iter().collect();
        assert_eq!(written, bad.len() as u64, "not every bad row was written, or one more than once");
        if written > 0 {
            let options = Options { delimiter: Some(delimiter), encoding: None, ..self.options.clone() };
            let (_, again) = self.read(&rejects, &options).unwrap_or_else(|error| {
                panic!("rejects cannot be read: {error:?}\n{}", String::from_utf8_lossy(&rejects))
            });
            assert_eq!(again.rows, written, "rejects have other rows than were written");
        }
    }
}

/// Reads an expression and fills it.
fn express(text: &str) {
    let header = HEADER.map(str::to_owned);
    for missing_is_empty in [false, true] {
        let surroundings = Surroundings { header: &header, folder: Path::new(NOWHERE), missing_is_empty };
        match Expression::parse(text, surroundings) {
            Ok(expression) => {
                assert!(expression.columns().iter().all(|column| *column < HEADER.len()));
                for row in ROWS {
                    if let Ok(filled) = expression.fill(row) {
                        assert_eq!(filled.trim(), filled, "what is computed is trimmed");
                    }
                }
            }
            Err(message) => assert!(!message.is_empty()),
        }
    }
}

/// Whatever is wrong with a file, it is the file's fault and nobody else's.
fn assert_is_the_files_fault(error: &Error) {
    assert!(matches!(error.kind(), Kind::BadInput | Kind::Usage), "{error:?}");
    assert!(!error.to_string().is_empty());
    let _ = error.hints();
}

/// What has been read agrees with itself.
fn agree(rows: &[Row], report: &Report, options: &Options) {
    assert!(rows.is_sorted_by(|one, other| one.line < other.line), "two rows are said to stand in one line");
    assert!(report.bad.is_sorted_by(|one, other| one < other), "two bad rows are said to stand in one line");
    assert!(rows.iter().all(|row| !row.key.is_empty() && row.fields.len() == rows[0].fields.len()));
    let lines: BTreeSet<_> = rows.iter().map(|row| row.line).chain(report.bad.iter().copied()).collect();
    assert!(lines.first().is_none_or(|first| *first > 1), "a row is said to stand where the header is");
    if !report.is_cut_short {
        assert_eq!(report.rows, lines.len() as u64, "rows got lost");
    }
    let all = report.total == report.problems.len() as u64;
    assert!(all || (options.keep.is_none() && report.problems.len() == PROBLEMS_KEPT));
    for problem in &report.problems {
        assert!(report.bad.contains(&problem.line) && !problem.message.is_empty(), "{problem}");
    }
    if let Some(most) = options.most_bad {
        assert!(report.bad.len() as u64 <= most + 2, "it went on after too many bad rows");
    }
}
