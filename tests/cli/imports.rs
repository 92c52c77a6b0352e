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
