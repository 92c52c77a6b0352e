//! `ct user import` and `ct user export`.

use crate::{Session, snapshot};

#[tokio::test]
async fn a_file_that_somebody_else_made() {
    let mut session = Session::with_people().await;
    session.file(
        "hr.csv",
        "\u{feff}Last Name;First Name;Dept;Work Phone;Employee Number\r\n\
         Muñoz;Inés;Intake;0049 30 1;007\r\n\
         Ng;Lê;Intake;;008\r\n",
    );
    session
        .ct("user import hr.csv")
        .ct("user import hr.csv --set 'email={employee number}@example.org' --set 'name={first_name} {last_nam}' \
             --map 'work phone=phone' --map 'dept=workgroup' --ignore 'Employee'")
        .ct("user import hr.csv --set 'email={employee number}@example.org' --set 'name={first_name} {last_name}' \
             --set organization=CON --map 'work phone=phone' --map dept=workgroups --ignore-other --dry-run")
        .ct("user import hr.csv --set 'email={employee number}@example.org' --set 'name={first_name} {last_name}' \
             --set organization=CON --map 'work phone=phone' --map dept=workgroups --ignore-other \
             --passwords-out passwords.csv --reason 'new staff'")
        .ct("user import hr.csv --set 'email={employee number}@example.org' --set 'name={first_name} {last_name}' \
             --set organization=CON --map 'work phone=phone' --map dept=workgroups --ignore-other -o json")
        .ct("user show 007@example.org");
    snapshot!(session);
    let passwords = session.read("passwords.csv");
    assert_eq!(passwords.lines().count(), 3, "{passwords}");
}

#[tokio::test]
async fn what_changes_and_what_stays() {
    let mut session = Session::with_people().await;
    session.file(
        "change.csv",
        "email,phone,job_title,workgroups\nLINDA@example.org,,NULL,Basic\nwei@example.org,1,,\n",
    );
    session.file("new.csv", "email,name,organization\nwei@example.org,Other,AID\nnew@example.org,New,AID\n");
    session
        .ct("user import change.csv --dry-run")
        .ct("user import change.csv --dry-run -o json")
        .ct("user import change.csv --dry-run -o jsonl")
        .ct("user import change.csv")
        .ct("user import change.csv")
        .ct("user import new.csv --on-conflict fail")
        .ct("user import new.csv --on-conflict skip")
        .ct("user import --template")
        .ct("user export --all")
        .ct("user export --columns email,phone --organization CON -o json");
    snapshot!(session);
}

#[tokio::test]
async fn every_error_at_once() {
    let mut session = Session::with_people().await;
    session.file(
        "bad.csv",
        b"email,name,organization,workgroups,supervisor,password\n\
          notanaddress,A,CON,,,\n\
          b@example.org,B,COM,Basik,,\n\
          c@example.org,C,CON\n\
          d@example.org,D,CON,,,secret\n\
          e@example.org,\"two\nlines\",CON,,nobody@example.org,\n\
          E@Example.org,E,CON,,,\n\
          f@example.org,\xff,CON,,,\n"
            .as_slice(),
    );
    session.ct("user import bad.csv").ct("user import bad.csv -o json").ct("user list --all -o id");
    snapshot!(session);
}

/// Rates and times differ from run to run, so this is no snapshot.
#[tokio::test]
async fn progress_for_logs_and_programs() {
    let session = Session::with_people().await;
    session.file(
        "new.csv",
        "email,name,organization,password\na@example.org,A,AID,Sommer-2026\nb@example.org,B,AID,\n",
    );
    let said = |flags: &[&str]| {
        let output = session.program().args(["user", "import", "new.csv"]).args(flags).output().unwrap();
        assert!(output.status.success());
        String::from_utf8(output.stderr).unwrap()
    };
    let text = said(&["--progress", "plain", "--quiet"]);
    let lines: Vec<_> = text.lines().collect();
    let steps = ["reading: 2 rows, ", "planning 2 rows, ", "hashing passwords: 1 row, ", "writing 2 rows, "];
    assert_eq!(lines.len(), steps.len(), "{text}");
    for (line, step) in lines.iter().zip(steps) {
        assert!(line.starts_with(step) && line.ends_with(", done in 0:00"), "{text}");
    }
    for flags in [["--progress", "plain", "-o", "json"], ["--progress", "json", "-o", "table"]] {
        let text = said(&flags);
        let first: serde_json::Value = serde_json::from_str(text.lines().next().unwrap()).unwrap();
        let told = |key: &str| first[key].clone();
        assert_eq!(
            [told("level"), told("step"), told("rows"), told("total"), told("done")],
            ["progress".into(), "reading".into(), 2.into(), serde_json::Value::Null, true.into()]
        );
    }
    assert_eq!(said(&["--progress", "none", "-o", "json"]), "");
}
