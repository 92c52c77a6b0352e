//! Every list in every format, empty and filled.

use crate::{Session, snapshot};

const FORMATS: [&str; 5] = ["table", "json", "jsonl", "csv", "id"];

#[tokio::test]
async fn empty_and_filled() {
    let mut session = Session::new().await;
    for format in FORMATS {
        session.ct(&format!("user list -o {format}"));
    }
    let mut filled = Session::with_people().await;
    for format in FORMATS {
        filled.ct(&format!("user list --all -o {format}"));
    }
    for format in FORMATS {
        filled.ct(&format!("history list --noun location -o {format}"));
    }
    filled.ct("user list -o yaml");
    let shown = session.shown() + &filled.shown();
    let mut both = Shown(shown);
    snapshot!(both);
}

#[tokio::test]
async fn names_are_shown_and_steer_nothing() {
    let mut session = Session::with_people().await;
    session.file(
        "names.csv",
        "email,name,organization\n\
         a@example.org,\"Robert'); DROP TABLE users;--\",CON\n\
         b@example.org,<script>,CON\n\
         c@example.org,null,CON\n\
         d@example.org,=1+1,CON\n\
         e@example.org,'NULL,CON\n\
         f@example.org,שלום,CON\n\
         g@example.org,👩‍👩‍👧 Mo,CON\n\
         h@example.org,\u{202e}evil,CON\n\
         i@example.org,\"two\nlines\",CON\n",
    );
    session
        .ct("user import names.csv")
        .ct("user import names.csv")
        .ct("user list --organization CON --columns email,name")
        .ct("user list --organization CON --columns email,name -o csv")
        .ct("user export --organization CON --columns email,name")
        .ct("user export --organization CON --columns email,name --raw");
    let export = session.program().args(["user", "export"]).output().unwrap();
    let text = String::from_utf8(export.stdout).unwrap();
    session.ct_reading("user import -", &text);
    snapshot!(session);
}

#[tokio::test]
async fn narrow_terminals() {
    let mut session = Session::with_people().await;
    for columns in ["40", "60", "80", "120"] {
        for command in ["user list --all", "history list --limit 2", "user show linda"] {
            let output = session
                .program()
                .env("COLUMNS", columns)
                .args(super::session::words(command))
                .output()
                .unwrap();
            session.show(&format!("{command} # {columns} columns"), &output);
        }
    }
    snapshot!(session);
}

/// Several sessions' output together.
struct Shown(String);

impl Shown {
    fn shown(&mut self) -> String {
        std::mem::take(&mut self.0)
    }
}
