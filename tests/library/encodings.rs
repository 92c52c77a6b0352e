//! Files that are written in something else than UTF-8, and expressions over their cells.

use ct::csv_io::Mapping;
use ct::user::USER;

use crate::agency::{Agency, Import, counts, refusal};

const PEOPLE: &str =
    "email;name;organization\r\nana@example.org;Ana Sánchez;CON\r\nlek@example.org;王伟;CON\r\n";

fn utf_16(text: &str, bytes: impl Fn(u16) -> [u8; 2]) -> Vec<u8> {
    text.encode_utf16().flat_map(bytes).collect()
}

#[tokio::test]
async fn utf_16_is_read_as_it_is() {
    let agency = Agency::new().await;
    let marked = format!("\u{feff}{PEOPLE}");
    let import = |bytes: Vec<u8>| Import::of(&USER).text(&agency.database, bytes);
    assert_eq!(counts(&import(utf_16(&marked, u16::to_le_bytes)).await.unwrap()), (2, 0, 0));
    assert_eq!(counts(&import(utf_16(&marked, u16::to_be_bytes)).await.unwrap()), (0, 0, 2));
    assert_eq!(agency.user("lek@example.org", "name").await, "王伟");
    let mut broken = utf_16(&marked, u16::to_le_bytes);
    broken.extend(utf_16("x@example.org;", u16::to_le_bytes));
    broken.extend([0x00, 0xD8]);
    broken.extend(utf_16(";CON\n", u16::to_le_bytes));
    assert_eq!(
        refusal(import(broken).await),
        "file.csv:4:2: is no UTF-16; is that what the file is written in?"
    );
}

#[tokio::test]
async fn other_encodings_are_told() {
    let agency = Agency::new().await;
    let bytes = b"email,name,organization\nana@example.org,Ana S\xE1nchez \x80,CON\n";
    let told = refusal(Import::of(&USER).text(&agency.database, bytes.as_slice()).await);
    assert_eq!(
        told,
        "file.csv:2:2: is no UTF-8: byte 0xE1; save the file as UTF-8, or tell what it is written in: --encoding windows-1252"
    );
    let import = Import { encoding: Some(encoding_rs::WINDOWS_1252), ..Import::of(&USER) };
    assert_eq!(counts(&import.text(&agency.database, bytes.as_slice()).await.unwrap()), (1, 0, 0));
    assert_eq!(agency.user("ana@example.org", "name").await, "Ana Sánchez €");
    let import = Import { encoding: Some(encoding_rs::UTF_16LE), ..Import::of(&USER) };
    let unmarked = utf_16(PEOPLE, u16::to_le_bytes);
    assert_eq!(counts(&import.text(&agency.database, unmarked.clone()).await.unwrap()), (1, 1, 0));
    assert_eq!(
        refusal(Import::of(&USER).text(&agency.database, unmarked).await),
        "file.csv looks like UTF-16 and has no byte order mark\ntell which: --encoding utf-16le or --encoding utf-16be"
    );
}

#[tokio::test]
async fn excel_tells_the_delimiter_in_a_line_of_its_own() {
    let agency = Agency::new().await;
    let text = "sep=|\r\nemail|name|organization\r\nana@example.org|Ana, Sánchez|CON\r\nbad|B|CON\r\n";
    let import = || Import::of(&USER).text(&agency.database, text);
    assert_eq!(refusal(import().await), "file.csv:4:1: email: is no e-mail address: it has no @ (bad)");
    let header = "sep=;\nemail;nam;organization\na@example.org;A;CON\n";
    assert_eq!(
        refusal(Import::of(&USER).text(&agency.database, header).await),
        "file.csv:2:2: nam: a user has no such column; did you mean name?"
    );
}

fn set(pairs: &[(&str, &str)]) -> Import {
    let set = pairs.iter().map(|(ours, text)| ((*ours).to_owned(), (*text).to_owned())).collect();
    let mapping = Mapping { set, ignore_other: true, ..Mapping::default() };
    Import { mapping, ..Import::of(&USER) }
}

/// A cell of a spreadsheet is what it says before it enters an expression, and what comes out is not looked at again.
#[tokio::test]
async fn marks_of_spreadsheets_go_before() {
    let agency = Agency::new().await;
    let text = "login,first,phone,quote\nana,Ana,'+1 (360) 555,''=x\nlek,Lek,,\n";
    let import = set(&[
        ("email", "{login}@example.org"),
        ("name", "{first}"),
        ("organization", "CON"),
        ("phone", "{phone}"),
        ("job_title", "call {phone}"),
        ("address", "{quote}"),
    ]);
    assert_eq!(counts(&import.text(&agency.database, text).await.unwrap()), (2, 0, 0));
    assert_eq!(
        agency.user("ana@example.org", "phone, job_title, address").await,
        "+1 (360) 555|call +1 (360) 555|'=x"
    );
    let import =
        set(&[("email", "{login}@example.org"), ("phone", "NULL"), ("job_title", "{first|when('NULL')}")]);
    assert_eq!(counts(&import.text(&agency.database, text).await.unwrap()), (0, 1, 1));
    assert_eq!(agency.user("ana@example.org", "phone, job_title").await, "|");
}

#[tokio::test]
async fn mistakes_in_expressions() {
    let agency = Agency::new().await;
    let text = "mail,first,enabled,password\nana@example.org,Ana,maybe,Secret-Word\n";
    let import = set(&[("email", "{mail|lowr}"), ("name", "{firs}"), ("organization", "CON")]);
    assert_eq!(
        agency.refused_by(import, text).await,
        "file.csv:1: email: character 7: there is no function \"lowr\"; did you mean lower?\n\
         file.csv:1: name: character 1: the file has no column \"firs\"; did you mean {first}?"
    );
    let import = set(&[
        ("email", "{mail}"),
        ("name", "{password|match('a=b')}"),
        ("organization", "CON"),
        ("status", "{enabled|match('yes=active', 'no=inactive')}"),
        ("phone", "{password}{password}{password}{password}{password}"),
    ]);
    let import =
        Import { mapping: Mapping { ignore: vec!["password".to_owned()], ..import.mapping }, ..import };
    assert_eq!(
        agency.refused_by(import, text).await,
        "file.csv:2: name: character 11 of the expression: match knows a, and not this\n\
         file.csv:2: phone: is 55 characters long; at most 50 fit\n\
         file.csv:2: status: character 10 of the expression: match knows yes, no, and not this (maybe)"
    );
}

#[tokio::test]
async fn rejected_rows_of_another_encoding_are_not_read_in_it_again() {
    let agency = Agency::new().await;
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("rejected.csv");
    let latin = || Import { encoding: Some(encoding_rs::WINDOWS_1252), ..Import::partial(Some(&path)) };
    let bytes = b"email,name,organization\nana@example.org,Ana S\xE1nchez,CAN\nbo@example.org,Bo,CON\n";
    assert_eq!(latin().text(&agency.database, bytes.as_slice()).await.unwrap().rejected, 1);
    let corrected = std::fs::read_to_string(&path).unwrap().replace(",CAN", ",CON");
    // The same flags again would take each accent for two characters.
    let again = Import { rejects: None, ..latin() };
    assert_eq!(
        refusal(again.text(&agency.database, corrected.clone()).await),
        "file.csv is UTF-8, as its first bytes say, and not windows-1252\nleave --encoding out"
    );
    assert_eq!(agency.imported(&corrected).await, (1, 0, 0));
    assert_eq!(agency.user("ana@example.org", "name").await, "Ana Sánchez");
}
