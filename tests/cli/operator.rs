//! `ct db roles`, and the program over the connection of an operator.

use std::os::unix::fs::PermissionsExt;
use std::process::Command;

use crate::support::{OPERATOR, TestDatabase, connect_to};
use crate::{Session, session::words, snapshot};

/// People; Linda administers them in the workgroup Basic, and has a password, which files hold.
async fn session() -> Session {
    let mut session = Session::with_people().await;
    for (name, password) in
        [("first", "Correct-Horse-1"), ("second", "Second-Horse-22"), ("answer", "Maple Street")]
    {
        let file = session.file(name, format!("{password}\n"));
        std::fs::set_permissions(&file, PermissionsExt::from_mode(0o600)).unwrap();
    }
    let opens = "insert into ct.workgroup_tool select id, tool, 'write' from ct.workgroup, unnest(array['users', 'passwords']) tool \
                 where key = 'basic'";
    session.execute(opens).await;
    session.quietly("password reset linda@example.org --password-file first --expires never");
    session
}

#[tokio::test]
async fn everything_over_an_operators_connection() {
    let mut session = session().await;
    session.connect_as(OPERATOR);
    session
        .ct("whoami")
        .ct("user list")
        .ct("user show linda@example.org")
        .ct("user add new@example.org --name New --organization CON")
        .ct("password reset wei@example.org")
        .ct("history list")
        .ct("logout")
        .ct("login linda@example.org --password-file second")
        .ct("login linda@example.org --password-file first --workgroup Basic")
        .ct("whoami -o id")
        .ct("user list")
        .ct("password change --old-file first --new-file second")
        .ct("password change --old-file first --new-file second --question 2 --answer-file answer")
        .ct("user list --columns email,name,status -o csv")
        .ct("user show linda@example.org")
        .ct("user edit wei@example.org --phone 0302 --dry-run")
        .ct("user edit wei@example.org --phone 0302")
        .ct("user show wei@example.org -o id")
        .ct("user add new@example.org --name New --organization AID")
        .ct("user add new@example.org --name New --organization CON --workgroup Basic")
        .ct("user export -o csv --columns email,name")
        .ct("password reset wei@example.org --password-file first")
        .ct("organization list")
        .ct("history list")
        .ct("setting list")
        .ct("setting set login_failures 9")
        .ct("session list --columns email,state")
        .ct("switch --workgroup Intake")
        .ct("user list --columns email")
        .ct("db migrate")
        .ct("db backup all.dump")
        .ct("logout")
        .ct("whoami -o json")
        .ct("user list");
    snapshot!(session);
}

#[tokio::test]
async fn the_status_of_an_operators_connection() {
    let mut session = session().await;
    session.connect_as(OPERATOR);
    let status = |session: &Session| {
        let output = session.program().args(["db", "status", "-o", "json"]).output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        serde_json::from_slice::<serde_json::Value>(&output.stdout).unwrap()
    };
    let told = status(&session);
    assert_eq!((&told["access"], &told["standing"]), (&"operator connection".into(), &"up to date".into()));
    assert_eq!(told["administrator"], false);
    session.execute("update ct.migration_code set checksum = 'x'").await;
    assert_eq!(status(&session)["standing"], "not this ct's, or not to be seen by this role");
    session.ct("user list");
    snapshot!(session);
}

#[tokio::test]
async fn the_status_warns_of_what_lets_operators_do_more() {
    let session = session().await;
    let warnings = || {
        let output = session.program().args(["db", "status", "-o", "json"]).output().unwrap();
        serde_json::from_slice::<serde_json::Value>(&output.stdout).unwrap()["warnings"].to_string()
    };
    let told = warnings();
    assert!(told.contains("ct_plain_operator may open any number of connections"), "{told}");
    assert!(!told.contains("switched off") && !told.contains("an administrator's"), "{told}");
    session
        .execute(
            "alter table ct.users disable row level security; alter table ct.history disable trigger user",
        )
        .await;
    let role = format!("{}_both", session.database_name());
    let superuser = connect_to(&session.url_as("postgres")).await;
    let make = format!(
        "create role {role} login connection limit 3 in role ct_operator, ct_owner; alter role {role} set work_mem = '1MB'"
    );
    superuser.batch_execute(&make).await.unwrap();
    let told = warnings();
    superuser.batch_execute(&format!("drop role {role}")).await.unwrap();
    for said in [
        "row level security is switched off for the table users".to_owned(),
        "triggers of the table history are switched off".to_owned(),
        format!("the role {role} is an operator's and an administrator's"),
        format!("settings hang on the operator's role {role}"),
    ] {
        assert!(told.contains(&said), "{said}: {told}");
    }
    assert!(!told.contains(&format!("{role} may open")), "{told}");
}

/// An instance in another schema, which has roles of its own.
#[tokio::test]
async fn the_roles_of_another_schema() {
    let own = TestDatabase::empty().await;
    let schema = format!("s_{}", own.name());
    let maria = format!("{}_maria \"x\"", own.name());
    let mut session = Session::of(own);
    session.set("CT_SCHEMA", &schema);
    session.quietly("db migrate");
    session.quietly("organization add CON Congress");
    let password = session.file("first", "Correct-Horse-1\n");
    std::fs::set_permissions(&password, PermissionsExt::from_mode(0o600)).unwrap();
    session.quietly(
        "user add ann@example.org --name Ann --organization CON --password-file first --no-require-change",
    );
    let warned = |session: &Session| {
        let output = session.program().args(["db", "status"]).output().unwrap();
        String::from_utf8_lossy(&output.stderr).contains("there is no role")
    };
    assert!(warned(&session));
    let logins = format!("--login '{maria}' --login {schema}_web --connections 2");
    session.ct(&format!("db roles {logins}")).ct("db roles --apply");
    // What is printed is run as it is, twice.
    let printed = session.program().args(words(&format!("db roles {logins}"))).output().unwrap();
    let printed = String::from_utf8(printed.stdout).unwrap();
    let has_options = printed.contains("to \"ct_owner\" with inherit false, set true;");
    assert_eq!(has_options, printed.contains("_web\" with inherit true, set true;"));
    let superuser = connect_to(&session.url_as("postgres")).await;
    let version = "select current_setting('server_version_num')::integer >= 160000";
    assert_eq!(has_options, superuser.query_one(version, &[]).await.unwrap().get::<_, bool>(0));
    for _ in 0..2 {
        superuser.batch_execute(&printed).await.unwrap();
    }
    assert!(!warned(&session));
    session
        .ct(&format!("db roles --apply {logins}"))
        .ct("db roles -o json")
        .ct("db roles --apply --login ct_owner");
    let others = connect_to(&session.url_as(&maria)).await;
    let told = others.query_one("select rolconnlimit, rolsuper or rolcreaterole or rolcreatedb or rolbypassrls or rolreplication from pg_roles where rolname = current_user", &[]).await.unwrap();
    assert_eq!((told.get::<_, i32>(0), told.get::<_, bool>(1)), (2, false));
    drop(others);
    session.connect_as(&format!("{schema}_web"));
    session
        .ct("user list")
        .ct("login ann@example.org --password-file first")
        .ct("user list --columns email")
        .ct("logout");
    drop_roles(&superuser, &schema, &[&maria, &format!("{schema}_web")]).await;
    let shown = session
        .shown()
        .replace(&schema, "[schema]")
        .replace(&maria.replace('"', "\"\""), "[maria]")
        .replace(&maria, "[maria]");
    let shown =
        shown.replace(" with inherit false, set true", "").replace(" with inherit true, set true", "");
    session.show_text(&shown);
    snapshot!(session);
}

async fn drop_roles(superuser: &tokio_postgres::Client, schema: &str, logins: &[&str]) {
    for role in logins.iter().map(|role| (*role).to_owned()).chain([format!("{schema}_operator")]) {
        let quoted = role.replace('"', "\"\"");
        superuser
            .batch_execute(&format!("drop owned by \"{quoted}\"; drop role \"{quoted}\""))
            .await
            .unwrap();
    }
}

/// A superuser, or a role that may make roles and owns the schema, does it on the own connection.
#[tokio::test]
async fn who_may_make_roles_applies_it() {
    let own = TestDatabase::empty().await;
    let (schema, maker) = (format!("a_{}", own.name()), format!("{}_maker", own.name()));
    let superuser = connect_to(&own.superuser_url()).await;
    let make =
        format!("create role {maker} login createrole; grant create on database {} to {maker}", own.name());
    superuser.batch_execute(&make).await.unwrap();
    let mut session = Session::of(own);
    session.set("CT_SCHEMA", &schema);
    session.connect_as(&maker);
    session.quietly("db roles --apply");
    session.quietly("db migrate");
    session
        .ct(&format!("db roles --apply --login {schema}_web"))
        .ct(&format!("db roles --apply --login {schema}_web"));
    session.ct("db roles --connections 3").ct("db roles --login pg_x");
    superuser.batch_execute(&format!("drop schema {schema} cascade")).await.unwrap();
    let shown = session.shown().replace(&schema, "[schema]").replace(&maker, "[maker]");
    superuser
        .batch_execute(&format!(
            "drop role {schema}_web; drop role {schema}_operator; drop owned by {maker}; drop role {maker}"
        ))
        .await
        .unwrap();
    session.show_text(&shown);
    snapshot!(session);
}

/// The script is one for `psql`.
#[tokio::test]
async fn psql_runs_it() {
    let session = Session::new().await;
    let script = session.program().args(["db", "roles"]).output().unwrap();
    session.file("roles.sql", script.stdout);
    let mut psql = Command::new("psql");
    psql.args(["--no-psqlrc", "--quiet", "--set", "ON_ERROR_STOP=1", "--file"]);
    let output = psql.arg(session.path("roles.sql")).arg("--dbname").arg(session.url_as("postgres")).output();
    let output = output.expect("psql is there where PostgreSQL is");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}
