//! Bad input: every mistake is told, by line and column, and nothing is written.

use std::io::{self, Cursor, Read};

use ct::csv_io::Mapping;
use ct::user::USER;

use crate::agency::{Agency, Import, refusal};

#[tokio::test]
async fn files_without_rows() {
    let agency = Agency::new().await;
    for (file, said) in [
        ("", "file.csv is empty\na CSV file begins with a header; ct user import --template prints one"),
        (
            "\u{feff}",
            "file.csv is empty\na CSV file begins with a header; ct user import --template prints one",
        ),
        (
            "\r\n\n  \n",
            "file.csv is empty\na CSV file begins with a header; ct user import --template prints one",
        ),
        (
            "email,name,organization",
            "file.csv has a header and no rows\nnothing was read: is it the right file?",
        ),
        (
            "email,name,organization\r\n\r\n",
            "file.csv has a header and no rows\nnothing was read: is it the right file?",
        ),
    ] {
        assert_eq!(agency.refused(file).await, said, "{file:?}");
    }
}

#[tokio::test]
async fn headers() {
    let agency = Agency::new().await;
    for (header, said) in [
        ("e_mail,name", "file.csv:1:1: e_mail: a user has no such column; did you mean email?"),
        ("email,Name,shoe size", "file.csv:1:3: shoe size: a user has no such column"),
        (
            "email,nmae,email",
            "file.csv:1:2: nmae: a user has no such column; did you mean name?\n\
             file.csv:1:3: email: the header has it twice: columns 1 and 3",
        ),
        (
            "name,organization",
            "file.csv:1: email: the header has no column email, which every user needs (--map THEIRS=email if it has another name)",
        ),
        ("email,,name", "file.csv:1:2: has no name (--ignore-other leaves such columns out)"),
    ] {
        assert_eq!(agency.refused(format!("{header}\na,b,c\n")).await, said, "{header}");
    }
}

#[tokio::test]
async fn mappings() {
    let agency = Agency::new().await;
    let pair = |one: &str, other: &str| (one.to_owned(), other.to_owned());
    let mapping = Mapping {
        map: vec![pair("mial", "email"), pair("title", "job_titel")],
        set: vec![pair("nam", "x"), pair("name", "{frist}")],
        ignore: vec!["nowhere".to_owned(), "first".to_owned()],
        ignore_other: false,
        layout: None,
    };
    let import = Import { mapping, ..Import::of(&USER) };
    assert_eq!(
        agency.refused_by(import, "mail,title,first\nann@example.org,x,Ann\n").await,
        "file.csv:1: mial: --map names a column that the file has not; did you mean mail?\n\
         file.csv:1: nowhere: --ignore names a column that the file has not\n\
         file.csv:1: nam: a user has no such column; did you mean name?\n\
         file.csv:1: name: character 1: the file has no column \"frist\"; did you mean {first}?\n\
         file.csv:1:1: mail: a user has no such column; did you mean email?\n\
         file.csv:1:2: job_titel: a user has no such column; did you mean job_title?"
    );
}

#[tokio::test]
async fn rows_that_are_too_short_or_too_long() {
    let agency = Agency::new().await;
    assert_eq!(
        agency.refused("email,name,organization\nann@example.org,Ann\nbob@example.org,Bob,CON,x\nsue@example.org,Sue,CON\n").await,
        "file.csv:2: the row is too short (is the file cut off?): it has 2 cells and the header has 3\n\
         file.csv:3: the row is too long: it has 4 cells and the header has 3"
    );
    assert_eq!(
        agency.refused("email,name,organization\nann@example.org,Ann,CON\nbob@exam").await,
        "file.csv:3: the row is too short (is the file cut off?): it has 1 cell and the header has 3"
    );
}

#[tokio::test]
async fn a_quote_that_never_closes() {
    let agency = Agency::new().await;
    assert_eq!(
        agency
            .refused(
                "email,name,organization\nbad,Ann,CON\nann@example.org,\"Ann,CON\nsue@example.org,Sue,CON\n"
            )
            .await,
        "file.csv:2:1: email: is no e-mail address: it has no @ (bad)\n\
         file.csv:3: a quote opens here and never closes"
    );
    assert_eq!(
        agency.refused("email,\"name,organization\nann@example.org,Ann,CON\n").await,
        "file.csv:1: a quote opens here and never closes\nclose it, or double the quotes that belong to the text"
    );
}

#[tokio::test]
async fn other_encodings() {
    let agency = Agency::new().await;
    let latin = b"email,name,organization\nann@example.org,Ann,CON\njose@example.org,Jos\xe9,CON\n";
    assert_eq!(
        agency.refused(*latin).await,
        "file.csv:3:2: is no UTF-8: byte 0xE9; save the file as UTF-8, or tell what it is written in: --encoding windows-1252"
    );
    assert_eq!(
        agency.refused(*b"email,n\xe4me\nann@example.org,Ann\n").await,
        "the header of file.csv is no UTF-8\nsave the file as UTF-8, or tell what it is written in: --encoding windows-1252"
    );
    assert_eq!(
        agency.refused(*b"PK\x03\x04rest").await,
        "file.csv is a spreadsheet or a zip file, no CSV\nsave it as CSV UTF-8"
    );
}

#[tokio::test]
async fn addresses() {
    let agency = Agency::new().await;
    assert_eq!(
        agency.refused("email,name,organization\nAnn@Example.org,Ann,CON\n\nann,X,CON\nann@EXAMPLE.ORG,Ann,CON\n,Y,CON\nNULL,Z,CON\n").await,
        "file.csv:4:1: email: is no e-mail address: it has no @ (ann)\n\
         file.csv:5:1: email: the same as in line 2 (ann@EXAMPLE.ORG)\n\
         file.csv:6:1: email: every row needs it\n\
         file.csv:7:1: email: cannot be emptied (NULL)"
    );
}

#[tokio::test]
async fn references_to_nothing() {
    let agency = Agency::new().await;
    assert_eq!(
        agency
            .refused(
                "email,name,organization,workgroups,supervisor,location,tools,support,case_manager\n\
                a@example.org,A,C0N,Basics;Nurses,,,,,\n\
                b@example.org,B,CON,,nobody@example.org,NOWHERE,casez,vender,maybe\n"
            )
            .await,
        "file.csv:2:3: organization: there is no such organization; did you mean CON? (C0N)\n\
         file.csv:2:4: workgroups: there is no such workgroup; did you mean Basic? (Basics;Nurses)\n\
         file.csv:3:5: supervisor: there is no user with this e-mail, in the file neither (nobody@example.org)\n\
         file.csv:3:6: location: there is no such location (NOWHERE)\n\
         file.csv:3:7: tools: there is no tool \"casez\"; the tools are: cases, history, issues, organizations, \
         passwords, portal, reports, settings, tasks, users, workgroups (casez)\n\
         file.csv:3:8: support: must be one of none, internal, vendor (vender)\n\
         file.csv:3:9: case_manager: is neither yes nor no (maybe)"
    );
}

#[tokio::test]
async fn circles_of_supervisors() {
    let agency = Agency::new().await;
    let header = "email,name,organization,supervisor\n";
    assert_eq!(
        agency.refused(format!("{header}a@example.org,A,CON,b@example.org\nb@example.org,B,CON,c@example.org\nc@example.org,C,CON,A@example.org\n\
            d@example.org,D,CON,a@example.org\n")).await,
        "file.csv:2:4: supervisor: would make a circle of supervisors (b@example.org)\n\
         file.csv:3:4: supervisor: would make a circle of supervisors (c@example.org)\n\
         file.csv:4:4: supervisor: would make a circle of supervisors (a@example.org)"
    );
    let own = format!("{header}a@example.org,A,CON,a@example.org\n");
    assert_eq!(
        agency.refused(own).await,
        "file.csv:2:4: supervisor: would make a circle of supervisors (a@example.org)"
    );

    agency.imported(&format!("{header}a@example.org,A,CON,\nb@example.org,B,CON,a@example.org\nc@example.org,C,CON,b@example.org\n")).await;
    assert_eq!(
        agency.refused("email,supervisor\na@example.org,c@example.org\n").await,
        "file.csv:2:2: supervisor: would make a circle of supervisors (c@example.org)"
    );
    // Turned round as a whole it is none.
    assert_eq!(
        agency.imported("email,supervisor\na@example.org,c@example.org\nb@example.org,NULL\n").await,
        (0, 2, 0)
    );
}

#[tokio::test]
async fn cells_that_do_not_fit() {
    let agency = Agency::new().await;
    let huge = "x".repeat(10 * 1024 * 1024);
    assert_eq!(
        agency
            .refused(format!(
                "email,name,organization\nann@example.org,{huge},CON\n{huge}@example.org,Bob,CON\n"
            ))
            .await,
        format!(
            "file.csv:2:2: name: is 10485760 characters long; at most 200 fit ({0}…)\n\
                 file.csv:3:1: email: is longer than an e-mail address can be (254 bytes) ({0}…)",
            "x".repeat(60)
        )
    );
    assert_eq!(
        agency
            .refused(
                "email,name,organization,phone\nann@example.org,A\0B,CON,1\u{7}2\nb\0b@example.org,B,C\0N,\n"
            )
            .await,
        "file.csv:2:2: name: there is a control character in it (U+0000) (A\0B)\n\
         file.csv:2:4: phone: there is a control character in it (U+0007) (1\u{7}2)\n\
         file.csv:3:1: email: there is a control character in it (U+0000) (b\0b@example.org)\n\
         file.csv:3:3: organization: there is a control character in it (U+0000) (C\0N)"
    );
}

#[tokio::test]
async fn what_new_users_cannot_be_without() {
    let agency = Agency::new().await;
    assert_eq!(
        agency
            .refused(
                "email,name,organization\na@example.org,,CON\nb@example.org,B,\nc@example.org,NULL,NULL\n"
            )
            .await,
        "file.csv:2:2: name: a new user needs it\n\
         file.csv:3:3: organization: a new user needs it\n\
         file.csv:4:2: name: cannot be emptied (NULL)\n\
         file.csv:4:3: organization: cannot be emptied (NULL)"
    );
    assert_eq!(
        agency.refused("email,phone\na@example.org,5\nb@example.org,6\n").await,
        "file.csv:2: name: a new user needs it, in 2 rows; the file has no such column (--set name=…)\n\
         file.csv:2: organization: a new user needs it, in 2 rows; the file has no such column (--set organization=…)"
    );
}

#[tokio::test]
async fn passwords_are_never_repeated() {
    let agency = Agency::new().await;
    let said = agency
        .refused("email,name,organization,password\na@example.org,A,CON,hunter2\nb,B,CON,Correct-Horse-1\n")
        .await;
    assert_eq!(
        said,
        "file.csv:2:4: password: it has 7 characters and needs at least 8; it has no capital letter and needs at \
         least 1; it has no character that is neither letter nor number and needs at least 1\n\
         file.csv:3:1: email: is no e-mail address: it has no @ (b)"
    );
}

/// Everything that is wrong is told at once, in the order of the file, with the lines that an editor shows.
#[tokio::test]
async fn all_at_once_by_the_lines_of_an_editor() {
    let agency = Agency::new().await;
    agency.imported("email,name,organization\nold@example.org,Old,CON\n").await;
    let rows = [
        "\u{feff}email;name;organization;address;supervisor;status;location",
        "a@example.org;\"Two\nlines\";CON;\"1 Street\r\nTown\r\n\";;;",
        "",
        "bad;B;CON;;;;",
        "c@example.org;C;CON;;nobody@example.org;;ACM-1",
        "   ",
        "e@example.org;E;XXX;;;;",
        "old@example.org;Old;CON;;;inactive;",
        "d@example.org;D;CON;;bad@;;",
        "A@EXAMPLE.org;A;CON;;;;",
    ];
    let expected = |lines: [u32; 7]| {
        let [bad, c, e, old, d, again, first] = lines;
        format!(
            "file.csv:{bad}:1: email: is no e-mail address: it has no @ (bad)\n\
             file.csv:{c}:5: supervisor: there is no user with this e-mail, in the file neither (nobody@example.org)\n\
             file.csv:{c}:7: location: belongs to an organization that the user has no access to (ACM-1)\n\
             file.csv:{e}:3: organization: there is no such organization (XXX)\n\
             file.csv:{old}:6: status: is active and does not change through a field (inactive)\n\
             file.csv:{d}:5: supervisor: is no e-mail address: \"\" is no domain (bad@)\n\
             file.csv:{again}:1: email: the same as in line {first} (A@EXAMPLE.org)"
        )
    };
    assert_eq!(agency.refused(rows.join("\n")).await, expected([7, 8, 10, 11, 12, 13, 2]));
    assert_eq!(agency.refused(rows.join("\r\n")).await, expected([7, 8, 10, 11, 12, 13, 2]));
    let tabs = rows.join("\n").replace(';', "\t");
    assert_eq!(agency.refused(tabs).await, expected([7, 8, 10, 11, 12, 13, 2]));
}

#[tokio::test]
async fn semicolons_and_tabs_are_found_and_can_be_told() {
    let agency = Agency::new().await;
    assert_eq!(agency.imported("email;name;organization\na@example.org;\"A, B\";CON\n").await, (1, 0, 0));
    assert_eq!(agency.imported("email\tname\torganization\r\nb@example.org\tB;C\tCON").await, (1, 0, 0));
    let bars = Import { delimiter: Some(b'|'), ..Import::of(&USER) };
    let outcome =
        bars.text(&agency.database, "email|name|organization\nc@example.org|C|CON\n").await.unwrap();
    assert_eq!(outcome.create, 1);
    let names = "select name from ct.users order by login";
    assert_eq!(agency.column(names).await, ["A, B", "B;C", "C"]);
}

/// A reader that fails after what it has.
struct Failing(Cursor<Vec<u8>>);

impl Read for Failing {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        match self.0.read(buffer)? {
            0 => Err(io::Error::other("the stick was pulled out")),
            length => Ok(length),
        }
    }
}

#[tokio::test]
async fn reading_that_fails_half_way() {
    let agency = Agency::new().await;
    let before = agency.content().await;
    let small = "email,name,organization\na@example.org,A,CON\n";
    // Over the megabyte that is read to find the header.
    let rows: String = (0..40_000).map(|n| format!("user{n}@example.org,User {n},CON\n")).collect();
    for file in [small.to_owned(), format!("email,name,organization\n{rows}")] {
        let reader = Failing(Cursor::new(file.into_bytes()));
        let said = refusal(Import::of(&USER).read(&agency.database, reader).await);
        assert_eq!(said, "cannot read file.csv: the stick was pulled out");
        assert_eq!(agency.content().await, before);
    }
}

/// A column that only a faulty expression names is not told as one that nobody knows.
#[tokio::test]
async fn a_mistake_in_an_expression_is_told_once() {
    let agency = Agency::new().await;
    let set = vec![("name".to_owned(), "{G|lowr}".to_owned())];
    let import = Import { mapping: Mapping { set, ..Mapping::default() }, ..Import::of(&USER) };
    assert_eq!(
        agency.refused_by(import, "email,G,H\na@example.org,B,C\n").await,
        "file.csv:1: name: character 4: there is no function \"lowr\"; did you mean lower?\n\
         file.csv:1:3: H: a user has no such column"
    );
}
