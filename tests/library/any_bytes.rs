//! Any bytes as a file: an error, and nothing was written, or what was written is what was told.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::io::Cursor;

use ct::Kind;
use ct::noun::stage::Generate;
use ct::user::USER;
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};

use crate::agency::{Agency, Import, passwords};

type Content = BTreeMap<String, (i64, String)>;

/// Headers that are good, that are nearly good, and that are none.
const HEADERS: [&str; 8] = [
    "email,name,organization",
    "email;name;organization;password",
    "E-Mail,Name,Organization",
    "email\tname\torganization\tworkgroups\ttools\tstatus",
    "_line,_error,_blanked,email,name,organization,password",
    "email,name,organization,external_id,supervisor,location,case_manager",
    "email,name,organization,email",
    "\"email\",\"na\nme\",organization",
];

/// What cells are made of.
const CELLS: [&str; 26] = [
    "",
    "NULL",
    "'NULL",
    "CON",
    "acm",
    "C0N",
    "Basic",
    "Basic;Admin",
    "cases:write;users",
    "active",
    "inactive",
    "yes",
    "Correct-Horse-1",
    "short",
    "boss@example.org",
    "=1+1",
    "'=cmd|x",
    "+15551234567",
    "Ann, \"the\" Lee",
    "two\r\nlines",
    "\u{0}",
    "\u{7}",
    "\u{fffe}\u{10ffff}",
    "e\u{301}",
    "x@placeholder.invalid",
    "\u{feff}",
];

/// What spoils a file.
const SPOILERS: [&[u8]; 14] = [
    b"\"",
    b"\"\"",
    b"'",
    b"\0",
    b"\xFF",
    b"\xC3",
    b"\xEF\xBB\xBF",
    b"\xFF\xFE",
    b"\r",
    b"\n",
    b",",
    b";",
    b"sep=;\n",
    b"\x1A",
];

/// How a text becomes bytes.
#[derive(Clone, Copy, Debug)]
enum Written {
    Utf8,
    Marked,
    Utf16,
    WithSeparator,
}

fn cell() -> impl Strategy<Value = String> {
    prop_oneof![
        6 => prop::sample::select(&CELLS[..]).prop_map(str::to_owned),
        4 => (0..12_u8).prop_map(|number| format!("user{number}@example.org")),
        2 => any::<String>(),
        1 => (1..70_000_usize).prop_map(|length| "x".repeat(length)),
    ]
}

/// A row whose first cells are good more often than not, so that there is something to be written.
fn row() -> impl Strategy<Value = Vec<String>> {
    let number = 0..40_u8;
    let mail = prop_oneof![9 => number.prop_map(|number| format!("user{number}@example.org")), 1 => cell()];
    let name = prop_oneof![9 => "[A-Z][a-z]{1,8}", 1 => cell()];
    let organization = prop_oneof![9 => Just("CON".to_owned()), 1 => cell()];
    (mail, name, organization, vec(prop_oneof![2 => Just(String::new()), 1 => cell()], 0..4)).prop_map(
        |(mail, name, organization, rest)| {
            let mut cells = vec![mail, name, organization];
            cells.extend(rest);
            cells
        },
    )
}

/// A file as programs and people make them, perhaps spoiled here and there.
fn file() -> impl Strategy<Value = Vec<u8>> {
    let written = prop_oneof![
        4 => Just(Written::Utf8),
        1 => Just(Written::Marked),
        1 => Just(Written::Utf16),
        1 => Just(Written::WithSeparator),
    ];
    let spoilers = vec((any::<prop::sample::Index>(), prop::sample::select(&SPOILERS[..])), 0..2);
    (prop::sample::select(&HEADERS[..]), vec(row(), 0..12), any::<bool>(), written, spoilers).prop_map(
        |(header, rows, is_even, written, spoilers)| {
            let delimiter =
                if header.contains(';') { ';' } else { header.chars().find(|c| ",\t".contains(*c)).unwrap() };
            let width = header.matches(delimiter).count() + 1;
            let mut text = format!("{header}\r\n");
            for mut cells in rows {
                if is_even {
                    cells.resize(width, String::new());
                }
                let cells: Vec<_> = cells.iter().map(|cell| quoted(cell, delimiter)).collect();
                text.push_str(&cells.join(&delimiter.to_string()));
                text.push('\n');
            }
            let mut bytes = match written {
                Written::Utf8 => text.into_bytes(),
                Written::Marked => format!("\u{feff}{text}").into_bytes(),
                Written::WithSeparator => format!("sep={delimiter}\r\n{text}").into_bytes(),
                Written::Utf16 => {
                    format!("\u{feff}{text}").encode_utf16().flat_map(u16::to_le_bytes).collect()
                }
            };
            for (index, spoiler) in spoilers {
                let at = index.index(bytes.len() + 1);
                bytes.splice(at..at, spoiler.iter().copied());
            }
            bytes
        },
    )
}

fn quoted(cell: &str, delimiter: char) -> String {
    if cell.contains(['"', '\n', '\r', delimiter]) {
        format!("\"{}\"", cell.replace('"', "\"\""))
    } else {
        cell.to_owned()
    }
}

fn import(is_partial: bool, generates: bool) -> Import {
    let import = if is_partial { Import::partial(None) } else { Import::of(&USER) };
    let generate = if generates { Generate::Shown } else { Generate::Nobody };
    Import { passwords: passwords(generate), ..import }
}

/// Imports some bytes and sees that it did what it says; renews what is known of the tables' content.
async fn holds(
    agency: &Agency,
    import: Import,
    bytes: Vec<u8>,
    content: &RefCell<Content>,
) -> Result<(), TestCaseError> {
    let settled = import.read(&agency.database, Cursor::new(bytes)).await;
    let after = agency.content().await;
    let before = &content.replace(after.clone());
    let outcome = match settled {
        Err(error) => {
            prop_assert!(matches!(error.kind(), Kind::BadInput | Kind::Usage), "{error:?}");
            prop_assert_eq!(&after, before, "{}", error);
            return Ok(());
        }
        Ok(outcome) => outcome,
    };
    let more = |table: &str| u64::try_from(after[table].0 - before[table].0).unwrap();
    let told = (more("users"), more("credential"), more("batch"), more("operation"));
    prop_assert_eq!(told, (outcome.create, outcome.passwords, 1, 1), "{:?}", outcome);
    for waiting in ["stage_user", "stage_plan", "stage_credential", "stage_operation", "run"] {
        prop_assert_eq!(after[waiting].0, 0, "{}", waiting);
    }
    if outcome.create + outcome.change == 0 {
        let changed = |table: &&String| after[*table] != before[*table];
        let changed: Vec<_> =
            after.keys().filter(changed).filter(|table| *table != "batch" && *table != "operation").collect();
        prop_assert!(changed.is_empty(), "nothing was to be written, but {changed:?} changed");
    }
    let batch = "select created || ' ' || changed || ' ' || unchanged || ' ' || rejected || ' ' || passwords \
                 from ct.batch order by id desc limit 1";
    let expected = [outcome.create, outcome.change, outcome.keep, outcome.rejected, outcome.passwords];
    prop_assert_eq!(agency.value(batch).await, expected.map(|number| number.to_string()).join(" "));
    let is_in_history = "select count(*) from ct.users u where not exists (select from ct.history h \
                         where h.noun = 'user' and h.action = 'created' and h.row_id = u.id)";
    prop_assert_eq!(agency.value(is_in_history).await, "0");
    Ok(())
}

/// One database for all cases: each finds what the one before left.
fn all_hold(cases: u32, files: impl Strategy<Value = Vec<u8>>) {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let agency = runtime.block_on(Agency::new());
    let boss = "email,name,organization\nboss@example.org,Boss,CON\n";
    runtime.block_on(agency.imported(boss));
    let content = RefCell::new(runtime.block_on(agency.content()));
    let mut runner = TestRunner::new(Config { cases, failure_persistence: None, ..Config::default() });
    let ran = runner.run(&(files, any::<bool>(), any::<bool>()), |(bytes, is_partial, generates)| {
        runtime.block_on(holds(&agency, import(is_partial, generates), bytes, &content))
    });
    ran.unwrap_or_else(|failure| panic!("{failure}"));
    runtime.block_on(async { drop(agency) });
}

#[test]
fn files_like_those_of_people() {
    all_hold(160, file());
}

#[test]
fn bytes_that_mean_nothing() {
    all_hold(40, vec(any::<u8>(), 0..400));
}
