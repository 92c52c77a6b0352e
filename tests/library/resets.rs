//! New passwords for users who exist: one, or all of a file; and users who wait for approval.

use ct::Kind;
use ct::noun::one::{self, Cells, One};
use ct::noun::stage::{Conflict, Form, Generate, Outcome, Passwords, Strictness};
use ct::password::Secret;
use ct::user::{Settled, USER, Verdict, search, settle};

use crate::agency::{Agency, Import, counts, operation, passwords, refusal};
use crate::passwords::opens;

const THREE: &str = "email,name,organization,status,password\n\
    Ann@example.org,Ann,CON,,Correct-Horse-1\nbob@example.org,Bob,CON,inactive,\ncy@example.org,Cy,CON,pending,\n";

fn reset(generate: Generate, form: Form) -> Passwords {
    Passwords { form, replace: true, reset: true, ..passwords(generate) }
}

async fn of_one(
    agency: &Agency,
    named: &str,
    password: Option<&str>,
    passwords: Passwords,
) -> ct::Result<Outcome> {
    let one = One {
        noun: &USER,
        cells: Cells::new(),
        existing: Some(agency.find(&USER, named).await?),
        password: password.map(Secret::new),
        passwords,
        operation: operation("password reset"),
        dry_run: false,
        manner: ct::noun::one::Manner::Edit,
    };
    one::write(&agency.database, one).await
}

#[tokio::test]
async fn one_user_gets_a_given_or_a_generated_one() {
    let agency = Agency::new().await;
    agency.imported(THREE).await;
    let outcome =
        of_one(&agency, "ann@example.org", Some("New-Horse-22"), reset(Generate::Nobody, Form::Long)).await;
    assert_eq!(outcome.unwrap().passwords, 1);
    assert!(opens(&agency, "ann@example.org", "New-Horse-22").await);
    assert!(!opens(&agency, "ann@example.org", "Correct-Horse-1").await);
    for (form, memory) in [(Form::Long, "8"), (Form::Readable(8), "19456"), (Form::Readable(40), "19456")] {
        let outcome = of_one(&agency, "ann@example.org", None, reset(Generate::Shown, form)).await.unwrap();
        let (email, secret) = &outcome.shown[0];
        assert_eq!((email.as_str(), outcome.passwords), ("Ann@example.org", 1));
        assert!(opens(&agency, "ann@example.org", secret.reveal()).await);
        assert_eq!(agency.value("select memory_kib from ct.credential").await, memory);
        if let Form::Readable(length) = form {
            assert!(secret.reveal().len() >= length);
        }
    }
    assert_eq!(agency.user("ann@example.org", "email, password_state").await, "Ann@example.org|temporary");
    let history = "select count(*) from ct.history where change ? 'password'";
    assert_eq!(agency.value(history).await, "4");
}

#[tokio::test]
async fn who_cannot_log_in_gets_none() {
    let agency = Agency::new().await;
    agency.imported(THREE).await;
    let before = agency.content().await;
    for (named, status) in [("bob@example.org", "inactive"), ("cy@example.org", "pending")] {
        let error = of_one(&agency, named, None, reset(Generate::Shown, Form::Long)).await.unwrap_err();
        assert_eq!(error.kind(), Kind::Refused);
        let said = format!("status: is {status}: a new password would not let them in ({named})");
        assert_eq!(error.to_string(), said);
    }
    assert_eq!(agency.content().await, before);
}

#[tokio::test]
async fn a_file_of_users_gets_new_ones() {
    let agency = Agency::new().await;
    agency.imported(THREE).await;
    let folder = tempfile::tempdir().unwrap();
    let csv = "email,password\nANN@example.org,\nbob@example.org,New-Horse-22\nnobody@example.org,\n";
    let import = |path: &str, strictness| Import {
        conflict: Conflict::Reset,
        passwords: reset(Generate::ToFile(folder.path().join(path)), Form::Long),
        strictness,
        ..Import::of(&USER)
    };
    assert_eq!(
        agency.refused_by(import("a.csv", Strictness::AllOrNothing), csv).await,
        "file.csv:3: status: is inactive: a new password would not let them in (bob@example.org)\n\
         file.csv:4:1: email: there is no such user (nobody@example.org)"
    );
    assert!(!folder.path().join("a.csv").exists());
    let outcome = import("b.csv", Strictness::Partial(None)).text(&agency.database, csv).await.unwrap();
    assert_eq!((counts(&outcome), outcome.passwords, outcome.rejected), ((0, 0, 1), 1, 2));
    let told = std::fs::read_to_string(folder.path().join("b.csv")).unwrap();
    let password = told.lines().nth(1).unwrap().split(',').nth(2).unwrap();
    assert!(opens(&agency, "ann@example.org", password).await);
    // As it was typed once, and not as the file has it.
    assert_eq!(agency.user("ann@example.org", "email").await, "Ann@example.org");
}

#[tokio::test]
async fn somebody_is_found_by_a_part_of_the_name_or_the_address() {
    let agency = Agency::new().await;
    agency.imported("email,name,organization,status\nx1@example.org,Zoë Łukasik,CON,inactive\nx2@example.org,Zoe Miller,CON,\nlukas@example.org,Ann,CON,\n").await;
    let found = async |text: &str, limit| {
        let read = async |transaction: &ct::db::Transaction<'_>| search(transaction, text, limit).await;
        let found = agency.database.read(read).await.unwrap();
        found.into_iter().map(|one| one.name).collect::<Vec<_>>().join(", ")
    };
    assert_eq!(found("zoe", 8).await, "Zoe Miller, Zoë Łukasik");
    assert_eq!(found(" LUKAS zo ", 8).await, "Zoë Łukasik");
    assert_eq!(found("lukas", 8).await, "Ann, Zoë Łukasik");
    assert_eq!(found("zoe", 1).await, "Zoe Miller");
    assert_eq!(found("%", 8).await, "");
    assert_eq!(found("x2@", 8).await, "Zoe Miller");
}

#[tokio::test]
async fn those_who_wait_are_approved_or_denied() {
    let agency = Agency::new().await;
    agency.imported("email,name,organization,status\na@example.org,A,CON,pending\nb@example.org,B,CON,pending\nc@example.org,C,CON,\nd@example.org,D,CON,inactive\n").await;
    let settled = async |verdict, named: &[&str]| {
        let mut users = Vec::new();
        for name in named {
            let found = agency.find(&USER, name).await.unwrap();
            users.push((found.id, found.label));
        }
        settle(&agency.database, &operation("user approve"), &users, verdict).await
    };
    let (done, already) = (Settled::Done, Settled::Already);
    assert_eq!(
        settled(Verdict::Approve, &["a@example.org", "c@example.org"]).await.unwrap(),
        [done.clone(), already.clone()]
    );
    assert_eq!(settled(Verdict::Deny, &["b@example.org"]).await.unwrap(), [done]);
    assert_eq!(settled(Verdict::Deny, &["b@example.org"]).await.unwrap(), [already]);
    let states = "select status from ct.user_register order by login";
    assert_eq!(agency.column(states).await, ["active", "inactive", "active", "inactive"]);
    assert_eq!(agency.user("b@example.org", "status_reason").await, "not approved");
    let before = agency.content().await;
    for (verdict, named, said) in [
        (
            Verdict::Deny,
            "a@example.org",
            "a@example.org does not wait for approval: it is active; nobody was changed",
        ),
        (
            Verdict::Deny,
            "d@example.org",
            "d@example.org does not wait for approval: it is inactive; nobody was changed",
        ),
        (
            Verdict::Approve,
            "b@example.org",
            "b@example.org does not wait for approval: it is inactive: it was denied; nobody was changed",
        ),
    ] {
        let error = settled(verdict, &[named]).await.unwrap_err();
        assert_eq!((error.kind(), error.to_string().as_str()), (Kind::Refused, said));
    }
    assert_eq!(agency.content().await, before);
}

#[tokio::test]
async fn a_reset_of_many_is_a_batch_that_cannot_be_undone() {
    let agency = Agency::new().await;
    agency.imported(THREE).await;
    let import = Import {
        conflict: Conflict::Reset,
        passwords: reset(Generate::Nobody, Form::Long),
        ..Import::of(&USER)
    };
    import.text(&agency.database, "email,password\nann@example.org,New-Horse-22\n").await.unwrap();
    assert_eq!(agency.value("select passwords from ct.batch order by id desc limit 1").await, "1");
    let import = Import {
        conflict: Conflict::Reset,
        passwords: reset(Generate::Nobody, Form::Long),
        ..Import::of(&USER)
    };
    assert_eq!(
        refusal(import.text(&agency.database, "email,password\nann@example.org,short\n").await)
            .matches("password")
            .count(),
        1
    );
}
