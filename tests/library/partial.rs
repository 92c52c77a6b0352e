//! Bad rows: left out of what is applied, and written to a file that can be corrected and fed back.

use std::os::unix::fs::PermissionsExt;
use std::path::PathBuf;

use ct::noun::stage::{Generate, Strictness};
use ct::user::USER;
use ct::{Error, Kind};

use crate::agency::{Agency, Import, counts, passwords, refusal};

/// A folder and a file of rejected rows in it that is not there yet.
fn rejects() -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("rejects.csv");
    (folder, path)
}

/// Good, bad as it is read, bad for the database, and bad because of another row.
const MIXED: &str = "email;name;job_title;organization;supervisor;Initial\n\
    ann@example.org;Ann;=1+1;CON;;Correct-Horse-1\n\
    no-address;Bob;'=1+1;CON;;Correct-Horse-2\n\
    cy@example.org;Cy;+15551234567;CON;nobody@example.org;Correct-Horse-3\n\
    dee@example.org;Dee;\"-5\nlines\";CON;cy@example.org;Correct-Horse-4\n\
    eve@example.org;Eve;x\n\
    ann@example.org;Ann again;;CON;;\n\
    fay@example.org;Fay;;CON;ann@example.org;short\n";

fn mixed(rejects: Option<&std::path::Path>) -> Import {
    let mut import = Import::partial(rejects);
    import.mapping.map = vec![("Initial".to_owned(), "password".to_owned())];
    import
}

#[tokio::test]
async fn good_rows_are_applied_and_bad_ones_told() {
    let agency = Agency::new().await;
    let (_folder, path) = rejects();
    let outcome = mixed(Some(&path)).text(&agency.database, MIXED).await.unwrap();
    assert_eq!((counts(&outcome), outcome.rejected, outcome.passwords), ((1, 0, 0), 6, 1));
    assert_eq!(outcome.rejects.as_ref(), Some(&path));
    assert_eq!(agency.column("select login from ct.users").await, ["ann@example.org"]);
    let batch = "select created || ' ' || changed || ' ' || unchanged || ' ' || rejected || ' ' || passwords from ct.batch \
                 where noun = 'user'";
    assert_eq!(agency.value(batch).await, "1 0 0 6 1");
    assert_eq!(std::fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
    let written = std::fs::read_to_string(&path).unwrap();
    assert_eq!(
        written,
        "_line;_error;_blanked;email;name;job_title;organization;supervisor;Initial\n\
         3;email: is no e-mail address: it has no @ (no-address);password;no-address;Bob;'=1+1;CON;;\n\
         4;supervisor: there is no user with this e-mail, in the file neither (nobody@example.org);password;\
         cy@example.org;Cy;+15551234567;CON;nobody@example.org;\n\
         5;supervisor: has a row in this file that was rejected (cy@example.org);password;dee@example.org;Dee;\
         \"'-5\nlines\";CON;cy@example.org;\n\
         7;the row is too short (is the file cut off?): it has 3 cells and the header has 6;password;eve@example.org;Eve;\n\
         8;email: the same as in line 2 (ann@example.org);;ann@example.org;Ann again;;CON;;\n\
         9;password: it has 5 characters and needs at least 8; it has no capital letter and needs at least 1; it has no \
         number and needs at least 1; it has no character that is neither letter nor number and needs at least 1;\
         password;fay@example.org;Fay;;CON;ann@example.org;\n"
            .lines()
            .map(quoted_where_needed)
            .collect::<String>()
    );
}

/// The remark of a line in quotes, if the delimiter stands in it.
fn quoted_where_needed(line: &str) -> String {
    match line.split_once(";password: ").filter(|_| line.starts_with('9')) {
        Some((number, rest)) => {
            let (remark, cells) = rest.split_once(";password;").unwrap();
            format!("{number};\"password: {remark}\";password;{cells}\n")
        }
        None => format!("{line}\n"),
    }
}

#[tokio::test]
async fn corrected_rows_are_fed_back() {
    let agency = Agency::new().await;
    let (folder, path) = rejects();
    mixed(Some(&path)).text(&agency.database, MIXED).await.unwrap();
    let corrected = std::fs::read_to_string(&path)
        .unwrap()
        .replace(";no-address;", ";bob@example.org;")
        .replace("CON;nobody@example.org;", "CON;;")
        .replace(";eve@example.org;Eve;\n", ";eve@example.org;Eve;x;CON;;\n")
        .replace("ann@example.org;Ann again;", "gus@example.org;Gus;");
    // The passwords were taken out: without one, or a generated one, the row is refused.
    let strict = Import { strictness: Strictness::AllOrNothing, ..mixed(None) };
    let said = agency.refused_by(strict, corrected.clone()).await;
    let blanked =
        "password: was taken out of this file of rejected rows: fill it in again, or give --passwords-out";
    assert_eq!(said.matches(blanked).count(), 5, "{said}");
    assert_eq!(said.lines().count(), 5, "{said}");
    let generate =
        Import { passwords: passwords(Generate::ToFile(folder.path().join("p.csv"))), ..mixed(None) };
    let outcome = generate.text(&agency.database, corrected.clone()).await.unwrap();
    assert_eq!((counts(&outcome), outcome.rejected, outcome.passwords), ((6, 0, 0), 0, 6));
    // What a spreadsheet would run came through unharmed.
    assert_eq!(agency.user("bob@example.org", "job_title").await, "=1+1");
    assert_eq!(agency.user("dee@example.org", "job_title, supervisor").await, "-5\nlines|cy@example.org");
    assert_eq!(agency.user("cy@example.org", "job_title").await, "+15551234567");
    // Filled in again it is taken, and the remarks are passed over.
    let filled = "_line,_error,_blanked,email,name,organization,password\n\
                  7,old,password,hal@example.org,Hal,CON,Correct-Horse-9\n";
    assert_eq!(agency.imported(filled).await, (1, 0, 0));
    assert_eq!(agency.user("hal@example.org", "password_state").await, "temporary");
}

#[tokio::test]
async fn all_or_nothing_writes_the_bad_rows_too() {
    let agency = Agency::new().await;
    let (_folder, path) = rejects();
    let import = Import { strictness: Strictness::AllOrNothing, ..mixed(Some(&path)) };
    let before = agency.content().await;
    let error = import.text(&agency.database, MIXED).await.unwrap_err();
    assert_eq!(error.kind(), Kind::BadInput);
    assert!(matches!(&error, Error::BadRows { rejects: Some(written), .. } if *written == path));
    assert_eq!(agency.content().await, before);
    let written = std::fs::read_to_string(&path).unwrap();
    // Nothing was left out, so nothing is bad because of it.
    let lines: Vec<_> =
        written.lines().filter_map(|line| line.split_once(';')?.0.parse::<u64>().ok()).collect();
    assert_eq!(lines, [3, 4, 7, 8, 9]);
}

#[tokio::test]
async fn a_file_that_is_there_is_not_written_over() {
    let agency = Agency::new().await;
    let (_folder, path) = rejects();
    std::fs::write(&path, "corrected by hand").unwrap();
    let said = agency.refused_by(mixed(Some(&path)), MIXED).await;
    assert!(said.contains("exists already"), "{said}");
    assert_eq!(std::fs::read_to_string(&path).unwrap(), "corrected by hand");
    let nowhere = path.with_file_name("none").join("rejects.csv");
    let said = agency.refused_by(mixed(Some(&nowhere)), MIXED).await;
    assert!(said.contains("there is no folder"), "{said}");
}

#[tokio::test]
async fn where_nothing_is_bad_there_is_no_file() {
    let agency = Agency::new().await;
    let (_folder, path) = rejects();
    let csv = "email,name,organization\nann@example.org,Ann,CON\n";
    let outcome = Import::partial(Some(&path)).text(&agency.database, csv).await.unwrap();
    assert_eq!((counts(&outcome), outcome.rejected, outcome.rejects), ((1, 0, 0), 0, None));
    assert!(!path.exists());
}

#[tokio::test]
async fn where_all_is_bad_nothing_is_applied() {
    let agency = Agency::new().await;
    let (_folder, path) = rejects();
    let csv = "email,name,organization\nann,Ann,CON\nbob@example.org,Bob,XXX\n";
    let before = agency.content().await;
    let error = Import::partial(Some(&path)).text(&agency.database, csv).await.unwrap_err();
    assert_eq!(error.kind(), Kind::BadInput);
    assert_eq!(agency.content().await, before);
    assert_eq!(std::fs::read_to_string(&path).unwrap().lines().count(), 3);
}

#[tokio::test]
async fn a_limit_of_bad_rows_is_kept() {
    let agency = Agency::new().await;
    let csv =
        "email,name,organization\na@example.org,A,CON\nb,B,CON\nc@example.org,C,XXX\nd@example.org,D,CON\n";
    let at_most = |most| Import { strictness: Strictness::Partial(Some(most)), ..Import::of(&USER) };
    let said = refusal(at_most(1).text(&agency.database, csv).await);
    assert!(
        said.contains("file.csv:3:3: organization") || said.contains("file.csv:4:3: organization"),
        "{said}"
    );
    assert_eq!(agency.value("select count(*) from ct.users").await, "0");
    let error = at_most(0).text(&agency.database, csv).await.unwrap_err();
    assert!(error.hints()[0].contains("more than 0 rows are bad (--max-errors)"), "{:?}", error.hints());
    assert_eq!(counts(&at_most(2).text(&agency.database, csv).await.unwrap()), (2, 0, 0));
    // One that only the database knows counts as well.
    let csv = "email,name,organization,supervisor\ne@example.org,E,CON,x@example.org\nf@example.org,F,CON,\n";
    assert!(at_most(0).text(&agency.database, csv).await.is_err());
}

#[tokio::test]
async fn what_cannot_be_read_to_its_end_is_not_applied_in_part() {
    let agency = Agency::new().await;
    let csv = "email,name,organization\na@example.org,A,CON\nb@example.org,\"B,CON\nc@example.org,C,CON\n";
    let before = agency.content().await;
    let error = Import::partial(None).text(&agency.database, csv).await.unwrap_err();
    assert_eq!(error.kind(), Kind::BadInput);
    assert!(error.hints()[0].contains("could not be read"), "{:?}", error.hints());
    assert_eq!(agency.content().await, before);
}

#[tokio::test]
async fn the_same_file_again_rejects_the_same_rows() {
    let agency = Agency::new().await;
    let (_folder, path) = rejects();
    mixed(Some(&path)).text(&agency.database, MIXED).await.unwrap();
    let first = std::fs::read_to_string(&path).unwrap();
    std::fs::remove_file(&path).unwrap();
    let outcome = mixed(Some(&path)).text(&agency.database, MIXED).await.unwrap();
    assert_eq!((counts(&outcome), outcome.rejected, outcome.passwords), ((0, 0, 1), 6, 0));
    assert_eq!(std::fs::read_to_string(&path).unwrap(), first);
}

#[tokio::test]
async fn a_dry_run_writes_the_bad_rows_and_nothing_else() {
    let agency = Agency::new().await;
    let (_folder, path) = rejects();
    let before = agency.content().await;
    let import = Import { dry_run: true, ..mixed(Some(&path)) };
    let outcome = import.text(&agency.database, MIXED).await.unwrap();
    assert_eq!((counts(&outcome), outcome.rejected), ((1, 0, 0), 6));
    assert_eq!(outcome.planned.len(), 1);
    assert_eq!(agency.content().await, before);
    assert_eq!(std::fs::read_to_string(&path).unwrap().matches(";Cy;").count(), 1);
}

/// The head of a long line of supervisors is bad, and so are all below; who has another one in the database is not.
#[tokio::test]
async fn a_long_line_of_supervisors_is_left_out() {
    let agency = Agency::new().await;
    Import::of(&USER)
        .text(&agency.database, "email,name,organization\nu150@example.org,There,CON\n")
        .await
        .unwrap();
    let rows: String = (1..=300)
        .map(|number| format!("u{number}@example.org,U,CON,u{}@example.org\n", number - 1))
        .collect();
    let csv = format!("email,name,organization,supervisor\nu0@example.org,U,XXX,\n{rows}");
    let outcome = Import::partial(None).text(&agency.database, csv).await.unwrap();
    // Of u150, who is there, the own row is left out, and those below are not.
    assert_eq!((counts(&outcome), outcome.rejected), ((150, 0, 0), 151));
    let expected = "has a row in this file that was rejected";
    assert!(outcome.problems[1..].iter().all(|problem| problem.message == expected));
    let lines: Vec<u64> = outcome.problems.iter().map(|problem| problem.line).collect();
    assert_eq!(lines, (2..=152).collect::<Vec<_>>());
}
