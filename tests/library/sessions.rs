//! Logins and sessions: a session holds as long as its user may be in it.

use ct::db::Database;
use ct::noun::stage::{Conflict, Generate, Passwords};
use ct::password::Secret;
use ct::session::{self, Chosen, LoggedIn, Login, PasswordChange, Token};
use ct::user::USER;
use ct::{Error, Kind, Result};
use rand::SeedableRng;
use rand::rngs::StdRng;

use crate::agency::{Agency, Import, operation, passwords, refusal};

pub(crate) const RIGHT: &str = "Correct-Horse-1";

/// Ann, who may log in to two organizations and has two workgroups, and others who may not log in; one of them is an
/// administrator as Ann is.
pub(crate) async fn agency() -> Agency {
    let agency = Agency::new().await;
    let settings = Passwords { change_required: false, ..passwords(Generate::Nobody) };
    let csv = format!(
        "email,name,organization,location,organizations,workgroups,status,password,tools\n\
         Ann@example.org,Ann,CON,CON-1,ACM,Admin;Basic,,{RIGHT},passwords:write;users:write\n\
         in@example.org,In,CON,,,,inactive,{RIGHT},\n\
         pen@example.org,Pen,CON,,,,pending,{RIGHT},\n\
         none@example.org,None,CON,,,,,,\n\
         two@example.org,Two,CON,,,Admin,,,users:write\n"
    );
    Import { passwords: settings, ..Import::of(&USER) }.text(&agency.database, csv).await.unwrap();
    let opens = "insert into ct.workgroup_tool select id, unnest(array['users', 'passwords']), 'write' from ct.workgroup where key = 'admin'";
    execute(&agency, opens).await;
    agency
}

pub(crate) async fn log_in(database: &Database, email: &str, password: &str) -> Result<LoggedIn> {
    let login = Login {
        email: email.to_owned(),
        password: Secret::new(password),
        client: Some("tester@here".to_owned()),
    };
    session::login(database, login, &mut rand::rng()).await
}

/// Works in the workgroup Admin from now on, which opens users and passwords.
pub(crate) async fn work_as_admin(as_user: &Database) {
    let workgroups =
        as_user.read(async |transaction| session::choices(transaction).await).await.unwrap().workgroups;
    let workgroup = workgroups.iter().find(|(_, code, _)| code == "Admin").map(|(id, ..)| *id);
    session::choose(as_user, Chosen { workgroup, ..Chosen::default() }).await.unwrap();
}

pub(crate) fn said(result: Result<LoggedIn>) -> String {
    let error = result.expect_err("nobody gets in");
    assert_eq!(error.kind(), Kind::NotPermitted);
    error.to_string()
}

pub(crate) const WRONG: &str = "the e-mail or the password is wrong, or the user is locked";

pub(crate) async fn execute(agency: &Agency, sql: &str) {
    agency.own.connect().await.batch_execute(sql).await.unwrap();
}

#[tokio::test]
async fn a_login_makes_a_session_that_acts_as_the_user() {
    let agency = agency().await;
    let logged_in = log_in(&agency.database, " ANN@Example.org ", RIGHT).await.unwrap();
    let as_ann = agency.database.presenting(&logged_in.token, false);
    let own = session::own(&as_ann).await.unwrap().unwrap().session;
    assert_eq!((own.id, own.email.as_str()), (logged_in.session, "Ann@example.org"));
    assert!(session::own(&agency.database).await.unwrap().is_none());
    work_as_admin(&as_ann).await;
    // What is done with it is done by the user, in the history too.
    Import { operation: operation("as ann"), ..Import::of(&USER) }
        .text(&as_ann, "email,phone\nnone@example.org,1\n")
        .await
        .unwrap();
    let actor = "select actor from ct.history_overview where command = 'as ann'";
    assert_eq!(agency.value(actor).await, "Ann@example.org");
    assert_ne!(agency.user("ann@example.org", "last_login_at").await, "");
    // The token is nowhere.
    let token = logged_in.token.reveal();
    for (table, content) in agency.own.connect().await.query("select relname, query_to_xml('select * from ct.' || quote_ident(relname), true, false, '')::text from pg_class where relnamespace = 'ct'::regnamespace and relkind = 'r'", &[]).await.unwrap().iter().map(|row| (row.get::<_, String>(0), row.get::<_, String>(1))) {
        assert!(!content.contains(token) && !content.contains(RIGHT), "{table}");
    }
}

#[tokio::test]
async fn whoever_does_not_know_the_password_is_told_nothing() {
    let agency = agency().await;
    for email in [
        "ann@example.org",
        "in@example.org",
        "pen@example.org",
        "none@example.org",
        "nobody@example.org",
        "no address",
    ] {
        assert_eq!(said(log_in(&agency.database, email, "Wrong-Horse-9").await), WRONG, "{email}");
    }
    assert_eq!(said(log_in(&agency.database, "in@example.org", RIGHT).await), "the user is inactive");
    assert_eq!(
        said(log_in(&agency.database, "pen@example.org", RIGHT).await),
        "the user still waits for approval"
    );
    execute(&agency, "update ct.credential set expires_at = now() - interval '1 second'").await;
    assert_eq!(
        said(log_in(&agency.database, "ann@example.org", RIGHT).await),
        "the temporary password has expired"
    );
    assert_eq!(agency.value("select count(*) from ct.session").await, "0");
    // The challenge is the same each time, and of the same kind for all, also for a generated password.
    let generated = Import { passwords: passwords(Generate::Shown), ..Import::of(&USER) };
    generated.text(&agency.database, "email,name,organization\ngen@example.org,Gen,CON\n").await.unwrap();
    for login in ["ann@example.org", "none@example.org", "nobody@example.org", "gen@example.org"] {
        let sql = format!(
            "select length(salt) || ' ' || memory_kib || ' ' || passes || ' ' || lanes from ct.login_challenge('{login}')"
        );
        assert_eq!(agency.value(&sql).await, "16 19456 2 1", "{login}");
        let salt = format!("select salt from ct.login_challenge('{login}')");
        assert_eq!(agency.value(&salt).await, agency.value(&salt).await);
    }
}

pub(crate) async fn reset(agency: &Agency, password: &str) {
    let import = Import {
        conflict: Conflict::Reset,
        passwords: Passwords { replace: true, reset: true, ..passwords(Generate::Nobody) },
        ..Import::of(&USER)
    };
    import.text(&agency.database, format!("email,password\nann@example.org,{password}\n")).await.unwrap();
}

#[tokio::test]
async fn a_session_ends_when_it_should() {
    let agency = agency().await;
    let ends: [(&str, &str, &str); 6] = [
        (
            "update ct.session set seen_at = seen_at - interval '31 minutes'",
            "",
            "idle, or open, for too long",
        ),
        ("update ct.session set ends_at = now()", "", "idle, or open, for too long"),
        ("select ct.session_end(array(select id from ct.session), 'revoked')", "", "revoked"),
        (
            "update ct.users set deactivated_at = now() where login = 'ann@example.org'",
            "update ct.users set deactivated_at = null where login = 'ann@example.org'",
            "not active any more",
        ),
        (
            "update ct.users set pending_since = now() where login = 'ann@example.org'",
            "update ct.users set pending_since = null where login = 'ann@example.org'",
            "not active any more",
        ),
        ("delete from ct.session", "", "not known here"),
    ];
    for (end, back, said) in ends {
        let token = log_in(&agency.database, "ann@example.org", RIGHT).await.unwrap().token;
        let as_ann = agency.database.presenting(&token, false);
        session::touch(&as_ann).await.unwrap();
        execute(&agency, end).await;
        for error in [session::touch(&as_ann).await.unwrap_err(), session::own(&as_ann).await.unwrap_err()] {
            assert_eq!(error.kind(), Kind::NotPermitted);
            assert!(error.to_string().contains(said), "{error}");
        }
        let written = Import::of(&USER).text(&as_ann, "email,phone\nnone@example.org,9\n").await;
        assert!(refusal(written).contains(said));
        execute(&agency, back).await;
        // Nothing brings it back.
        assert_eq!(session::touch(&as_ann).await.unwrap_err().kind(), Kind::NotPermitted, "{back}");
    }
    let token = log_in(&agency.database, "ann@example.org", RIGHT).await.unwrap().token;
    reset(&agency, "New-Horse-22").await;
    let error = session::touch(&agency.database.presenting(&token, true)).await.unwrap_err();
    assert!(error.to_string().contains("a new password was set"), "{error}");
    for token in ["x", "", "0", &"0".repeat(64)] {
        let client = agency.own.connect().await;
        let presented = client.query("select ct.session_present($1, false)", &[&token]).await;
        assert_eq!(presented.is_ok(), token.is_empty(), "{token}");
    }
}

/// A file that comes slowly.
struct Slow(std::io::Cursor<&'static str>, u64);

impl std::io::Read for Slow {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        if self.0.position() > 0 {
            std::thread::sleep(std::time::Duration::from_millis(self.1));
        }
        self.0.read(buffer)
    }
}

#[tokio::test]
async fn a_long_import_is_no_idleness_and_leaves_nothing_when_its_session_ends() {
    let agency = agency().await;
    let token = log_in(&agency.database, "ann@example.org", RIGHT).await.unwrap().token;
    let as_ann = agency.database.presenting(&token, false);
    work_as_admin(&as_ann).await;
    let import =
        |phone: &'static str| Import::of(&USER).read(&as_ann, Slow(std::io::Cursor::new(phone), 1500));
    execute(&agency, "update ct.session set seen_at = seen_at - interval '29 minutes'").await;
    import("email,phone\nnone@example.org,1\n").await.unwrap();
    let seen = "select clock_timestamp() - seen_at < interval '1 minute' from ct.session";
    assert_eq!(agency.value(seen).await, "true");
    let revoked = async {
        tokio::time::sleep(std::time::Duration::from_millis(500)).await;
        execute(&agency, "select ct.session_end(array(select id from ct.session), 'revoked')").await;
    };
    let (written, ()) = tokio::join!(import("email,phone\nnone@example.org,2\n"), revoked);
    assert!(refusal(written).contains("revoked"));
    assert_eq!(agency.user("none@example.org", "phone").await, "1");
    let left = "select (select count(*) from ct.stage_user) + (select count(*) from ct.stage_plan) + (select count(*) from ct.run)";
    assert_eq!(agency.value(left).await, "0");
}

#[tokio::test]
async fn a_temporary_password_demands_a_new_one_before_anything_else() {
    let agency = agency().await;
    execute(&agency, "update ct.setting set value = 0 where name = 'security_question'").await;
    reset(&agency, "New-Horse-22").await;
    let token = log_in(&agency.database, "ann@example.org", "New-Horse-22").await.unwrap().token;
    let error = session::touch(&agency.database.presenting(&token, false)).await.unwrap_err();
    assert_eq!((error.kind(), error.hints()), (Kind::NotPermitted, vec!["ct password change".to_owned()]));
    let to_choose = agency.database.presenting(&token, true);
    let other = log_in(&agency.database, "ann@example.org", "New-Horse-22").await.unwrap().token;
    let change = async |old: &str, new: &str| {
        let (old, new) = (&Secret::new(old), &Secret::new(new));
        let change = PasswordChange { email: "ann@example.org", old, new, question: None };
        let mut rng = StdRng::seed_from_u64(3);
        session::change_password(&to_choose, &operation("password change"), &change, &mut rng).await
    };
    assert_eq!(change("Wrong-Horse-9", "Own-Horse-333").await.unwrap_err().kind(), Kind::NotPermitted);
    assert_eq!(change("New-Horse-22", "New-Horse-22").await.unwrap_err().kind(), Kind::Refused);
    change("New-Horse-22", "Own-Horse-333").await.unwrap();
    session::touch(&agency.database.presenting(&token, false)).await.unwrap();
    let ended = session::touch(&agency.database.presenting(&other, true)).await.unwrap_err();
    assert!(ended.to_string().contains("the password was changed"), "{ended}");
    assert_eq!(agency.user("ann@example.org", "password_state, password_expires_at").await, "set|");
    assert_eq!(said(log_in(&agency.database, "ann@example.org", "New-Horse-22").await), WRONG);
    log_in(&agency.database, "ann@example.org", "Own-Horse-333").await.unwrap();
    // A stolen token does not own the account: wrong old passwords lock it.
    for _ in 0..5 {
        assert!(change("Wrong-Horse-9", "Thief-Horse-4").await.is_err());
    }
    assert!(change("Own-Horse-333", "Thief-Horse-4").await.is_err());
}

#[tokio::test]
async fn a_login_renews_what_was_hashed_cheaply() {
    let agency = agency().await;
    let renewed = async |password: &str| {
        let logged_in = log_in(&agency.database, "ann@example.org", password).await.unwrap();
        let as_ann = agency.database.presenting(&logged_in.token, true);
        let (cost, mut rng) = (logged_in.cost, StdRng::seed_from_u64(4));
        let secret = Secret::new(password);
        session::renew(&as_ann, &operation("login"), "ann@example.org", &secret, cost, &mut rng)
            .await
            .unwrap()
    };
    reset(&agency, "New-Horse-22").await;
    let state = "select concat_ws(chr(32), must_change, expires_at, set_at) from ct.credential join ct.users on id = user_id where login = 'ann@example.org'";
    let before = agency.value(state).await;
    assert!(!renewed("New-Horse-22").await);
    ct::setting::set(&agency.database, &operation("setting set"), "password_passes", 3).await.unwrap();
    let wrong = log_in(&agency.database, "ann@example.org", "Wrong-Horse-9").await;
    assert_eq!(said(wrong), WRONG);
    assert!(renewed("New-Horse-22").await);
    assert!(!renewed("New-Horse-22").await);
    assert_eq!(agency.value(state).await, before);
    let cost =
        "select passes from ct.credential join ct.users on id = user_id where login = 'ann@example.org'";
    assert_eq!(agency.value(cost).await, "3");
    // The earlier session goes on.
    assert_eq!(agency.value("select count(*) from ct.session where ended_at is null").await, "3");
    let change =
        "select change->'password'->>1 from ct.history where change ? 'password' order by id desc limit 1";
    assert_eq!(agency.value(change).await, "the same, hashed at a higher cost");
}

#[tokio::test]
async fn only_what_one_has_is_chosen() {
    let agency = agency().await;
    let logged_in = log_in(&agency.database, "ann@example.org", RIGHT).await.unwrap();
    let as_ann = agency.database.presenting(&logged_in.token, false);
    let choices = as_ann.read(async |transaction| session::choices(transaction).await).await.unwrap();
    let codes = |items: &[session::Choice]| {
        items.iter().map(|(_, code, _)| code.clone()).collect::<Vec<_>>().join(" ")
    };
    assert_eq!(
        (codes(&choices.workgroups).as_str(), codes(&choices.organizations).as_str()),
        ("Admin Basic", "ACM CON")
    );
    let id = |items: &[session::Choice], code: &str| {
        items.iter().find(|(_, known, _)| known == code).map(|(id, ..)| *id)
    };
    let locations: Vec<_> = choices.locations.iter().map(|(choice, _)| choice.clone()).collect();
    let chosen = |organization: &str, location: Option<&str>| Chosen {
        workgroup: id(&choices.workgroups, "Basic"),
        organization: id(&choices.organizations, organization),
        location: location.and_then(|code| id(&locations, code)),
    };
    session::choose(&as_ann, chosen("ACM", Some("ACM-1"))).await.unwrap();
    let error = session::choose(&as_ann, chosen("CON", Some("ACM-1"))).await.unwrap_err();
    assert_eq!(error.to_string(), "the location does not belong to the organization, or it is inactive");
    for bad in [
        Chosen { workgroup: Some(999), ..Chosen::default() },
        Chosen { organization: Some(999), ..Chosen::default() },
    ] {
        assert_eq!(session::choose(&as_ann, bad).await.unwrap_err().kind(), Kind::Refused);
    }
    assert!(matches!(
        session::choose(&agency.database, Chosen::default()).await,
        Err(Error::NotPermitted { .. })
    ));
    let own = session::own(&as_ann).await.unwrap().unwrap().session;
    assert_eq!(own.record.values[7].as_text(), "Basic");
    assert!(Token::parse(logged_in.token.reveal()).is_some());
}

/// The key of a login and the token of a session are parameters, which a log must not have.
#[tokio::test]
async fn a_server_that_logs_parameters_is_told_of() {
    let agency = agency().await;
    let warnings =
        async || ct::db::status::report(&agency.own.database().await).await.unwrap().warnings.join("\n");
    let said = "the server logs parameters of statements";
    assert!(!warnings().await.contains(said));
    let administrator = crate::support::connect_to(&agency.own.superuser_url()).await;
    let set = async |setting: &str| {
        let name: String =
            administrator.query_one("select current_database()::text", &[]).await.unwrap().get(0);
        administrator.batch_execute(&format!("alter database {name} set {setting}")).await.unwrap();
    };
    set("log_min_duration_statement = 60000").await;
    assert!(warnings().await.contains(said));
    set("log_parameter_max_length = 0").await;
    assert!(!warnings().await.contains(said));
}
