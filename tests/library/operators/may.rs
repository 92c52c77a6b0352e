//! What may be done, and what not, all the way: rows that are staged, planned and written as the library does it, and by
//! whoever leaves out what they do not like.

use serde_json::{Value, json};
use uuid::Uuid;

use super::{Actor, World};

const HR: Actor = Actor::User("hr@con.example");
const HELP: Actor = Actor::User("help@con.example");
const BOSS: Actor = Actor::User("boss@con.example");
const WORKER: Actor = Actor::User("worker@con.example");

const OWN: &str = "nobody changes this of themselves";
const LACKS: &str = "holds an elevated right that you lack";

/// All that a caller has in mind for one row.
struct Try {
    actor: Actor,
    on_conflict: &'static str,
    row: Value,
    /// A password for the user.
    password: bool,
    operation: Uuid,
}

impl Try {
    fn of(actor: Actor, on_conflict: &'static str, row: Value) -> Self {
        Self { actor, on_conflict, row, password: on_conflict == "reset", operation: Uuid::now_v7() }
    }

    /// What writes it, whatever the plan says; `{op}` is its operation.
    fn sql(&self) -> String {
        let mut row = self.row.clone();
        row["line"] = 1.into();
        let credentials = if self.password {
            "select ct.stage_credentials({op}, array[1], array[substr(sha256('s'), 1, 16)], array[sha256('v')], array[8], array[1], array[1]);"
        } else {
            ""
        };
        let write = if self.password { "select ct.credential_write({op}, true, false, null);" } else { "" };
        format!(
            "begin; select ct.begin_operation({{op}}, 'try', null, null); select ct.stage_begin({{op}}, 'user');
             select ct.stage_rows({{op}}, 'user', '[{}]'); {credentials}
             select * from ct.user_plan({{op}}, '{}'); select ct.user_write({{op}}); {write}
             select ct.stage_clear({{op}}); commit",
            row.to_string().replace('\'', "''"),
            self.on_conflict
        )
        .replace("{op}", &format!("'{}'", self.operation))
    }
}

/// What is wrong with a row, as the plan tells it.
async fn problems(world: &World, tried: &Try) -> Vec<String> {
    let sql = tried.sql();
    let end = sql.find("select ct.user_write").unwrap();
    let sql = format!("{} rollback", &sql[..end]);
    let begin = sql.find("select * from ct.user_plan").unwrap();
    let plain = world.plain(tried.actor).await;
    match plain.attempt(&format!("{}; rollback", &sql[..begin])).await {
        Ok(_) => plain.attempt(&sql).await.map_or_else(
            |(_, words)| vec![words],
            |rows| rows.into_iter().filter(|row| row.starts_with("1|")).collect(),
        ),
        Err((_, words)) => vec![words],
    }
}

async fn number(world: &World, sql: &str) -> i64 {
    world.agency.value(sql).await.parse().unwrap()
}

/// What is tried with whom, and what it is refused with; `{con}` and `{acm}` are organizations, `{all}` a workgroup that opens
/// everything.
const REFUSED: &[(Actor, &str, &str, &str, &str)] = &[
    // The own rights, supervisor, organization, address.
    (
        HR,
        "update",
        "hr@con.example",
        r#"{"tools": ["passwords:write", "settings:write", "users:write"]}"#,
        OWN,
    ),
    (HR, "update", "hr@con.example", r#"{"tools": ["users:write"]}"#, OWN),
    (HR, "update", "hr@con.example", r#"{"workgroup_ids": []}"#, OWN),
    (HR, "update", "hr@con.example", r#"{"supervisor_login": "help@con.example"}"#, OWN),
    (HR, "update", "hr@con.example", r#"{"organization_ids": [{acm}, {con}]}"#, "within your reach"),
    (HR, "update", "hr@con.example", r#"{"email": "x@y.z", "login": "x@y.z"}"#, OWN),
    // What one lacks.
    (
        HR,
        "update",
        "help@con.example",
        r#"{"tools": ["settings:write"]}"#,
        "nobody grants an elevated right that they lack",
    ),
    (HR, "update", "help@con.example", r#"{"organization_ids": [{acm}, {con}]}"#, "within your reach"),
    (
        HR,
        "update",
        "new@con.example",
        r#"{"organization_id": {con}, "tools": ["workgroups:write"]}"#,
        "nobody grants an elevated right that they lack",
    ),
    (
        HR,
        "update",
        "new@con.example",
        r#"{"organization_id": {con}, "workgroup_ids": [{all}]}"#,
        "opens an elevated right that you lack",
    ),
    (HR, "update", "new@con.example", r#"{"organization_id": {acm}}"#, "within your reach"),
    (
        HR,
        "update",
        "new@con.example",
        r#"{"organization_id": {con}, "supervisor_login": "zzacm-one@acm.example"}"#,
        "there is no user with this e-mail",
    ),
    // A superior, somebody out of sight.
    (HR, "update", "root@con.example", r#"{"phone": "1"}"#, LACKS),
    (HR, "update", "root@con.example", r#"{"email": "x@y.z", "login": "x@y.z"}"#, LACKS),
    (HR, "update", "zzacm-one@acm.example", r#"{"phone": "1"}"#, "whom you do not see"),
    (HR, "existing", "zzacm-one@acm.example", r#"{"phone": "1"}"#, "there is no such user"),
    (HR, "update", "worker@con.example", r#"{"organization_id": {acm}}"#, "within your reach"),
    // Without the tool: not granted, or not opened by the workgroup.
    (WORKER, "update", "boss@con.example", r#"{"phone": "1"}"#, "it takes write access to the tool users"),
    (HELP, "update", "worker@con.example", r#"{"phone": "1"}"#, "it takes write access to the tool users"),
    (
        Actor::User("chief@con.example"),
        "update",
        "chief@con.example",
        r#"{"phone": "1"}"#,
        "it takes write access to the tool users",
    ),
    // Passwords.
    (HR, "reset", "root@con.example", "{}", LACKS),
    (HELP, "reset", "hr@con.example", "{}", "holds an elevated right that you lack: users"),
    (HELP, "reset", "zzacm-one@acm.example", "{}", "there is no such user"),
    (HELP, "reset", "help@con.example", "{}", "your own password is changed with ct password change"),
    (BOSS, "reset", "chief@con.example", "{}", LACKS),
    (WORKER, "reset", "boss@con.example", "{}", "it takes write access to the tool users"),
    (HR, "update and a password", "root@con.example", "{}", ""),
    // The team.
    (BOSS, "team", "lazy@con.example", r#"{"phone": "1"}"#, "there is no such user"),
    (BOSS, "team", "boss@con.example", r#"{"phone": "1"}"#, "is not on your team"),
];

#[tokio::test]
async fn nobody_raises_rights_nor_changes_whom_they_must_not() {
    let world = World::new().await;
    let mut names = Vec::new();
    for (name, sql) in [
        ("{con}", "select id::text from ct.organization where code = 'CON'"),
        ("{acm}", "select id::text from ct.organization where code = 'ACM'"),
        ("{all}", "select id::text from ct.workgroup where key = 'everything'"),
    ] {
        names.push((name, world.agency.value(sql).await));
    }
    let before = world.agency.content().await;
    for (actor, on_conflict, email, fields, expected) in REFUSED {
        let fields =
            names.iter().fold((*fields).to_owned(), |fields, (name, value)| fields.replace(name, value));
        let mut row: Value = serde_json::from_str(&fields).unwrap();
        row["match_key"] = (*email).into();
        if email.starts_with("new") {
            for (field, value) in [("email", *email), ("login", *email), ("name", "New")] {
                row[field] = value.into();
            }
        }
        let (on_conflict, password) = match on_conflict.split_once(" and ") {
            Some((on_conflict, _)) => (on_conflict, true),
            None => (*on_conflict, *on_conflict == "reset"),
        };
        let tried = Try { password, ..Try::of(*actor, on_conflict, row) };
        let told = problems(&world, &tried).await;
        assert!(
            (expected.is_empty() && told.is_empty()) || told.iter().any(|problem| problem.contains(expected)),
            "{actor:?} {}: {told:?}",
            tried.row
        );
        assert!(!told.iter().any(|problem| problem.contains("ZZACM")), "{told:?}");
        world.plain(*actor).await.is_refused(&tried.sql(), &["CT079"]).await;
    }
    assert_eq!(world.agency.content().await, before);
}

/// Whoever leaves out a step, or goes back to one, writes nothing.
#[tokio::test]
async fn only_what_was_planned_is_written() {
    let world = World::new().await;
    let before = world.agency.content().await;
    let row = json!({"match_key": "worker@con.example", "phone": "1"});
    let tried = Try::of(HR, "update", row);
    let (good, op) = (tried.sql(), format!("'{}'", tried.operation));
    let plan = format!("select * from ct.user_plan({op}, 'update');");
    let write = format!("select ct.user_write({op});");
    let bad = format!(
        "select ct.stage_rows({op}, 'user', '[{{\"line\": 2, \"match_key\": \"root@con.example\", \"phone\": \"1\"}}]');"
    );
    let credentials = format!("select ct.stage_credentials({op}, array[1], array[substr(sha256('s'), 1, 16)], array[sha256('v')], array[8], array[1], array[1]);
        select ct.credential_write({op}, true, false, null);");
    for sql in [
        good.replace(&plan, ""),
        good.replace(&plan, &format!("{plan}{bad}")),
        good.replace(&plan, &format!("{bad}{plan}")),
        good.replace(&plan, &format!("{plan}{bad}{plan}")),
        good.replace(&write, &format!("{write}{write}")),
        good.replace(&write, &credentials),
        good.replace(&write, &format!("{write}{bad}{write}")),
        good.replace(&plan, &plan.replace("update", "reset"))
            .replace(&write, &format!("{write}{credentials}"))
            .replace("worker@", "root@"),
        good.replace(
            "select ct.begin_operation",
            "select ct.begin_operation(gen_random_uuid(), 'x', null, null); select 1 from (select ",
        ),
        good.replace(&format!("select ct.begin_operation({op}, 'try', null, null);"), ""),
        good.replace("begin;", "begin isolation level repeatable read;"),
    ] {
        world.plain(HR).await.is_refused(&sql, &["CT079", "CT001", "42601"]).await;
    }
    assert_eq!(world.agency.content().await, before);
    world.plain(HR).await.attempt(&good).await.unwrap();
    assert_eq!(world.agency.user("worker@con.example", "phone").await, "1");
    let actor = "select actor from ct.history_overview where command = 'try'";
    assert_eq!(world.agency.value(actor).await, "hr@con.example");
}

#[tokio::test]
async fn helpdesk_supervisors_and_administrators_do_their_work() {
    let world = World::new().await;
    let of = |email: &str, fields: Value| {
        let mut row = fields;
        row["match_key"] = email.into();
        row
    };
    let allowed = [
        Try::of(
            HELP,
            "reset",
            of("worker@con.example", json!({"name": "Not this", "tools": ["users:write"]})),
        ),
        Try::of(BOSS, "reset", of("worker@con.example", json!({}))),
        Try::of(
            BOSS,
            "team",
            of(
                "worker@con.example",
                json!({"phone": "2", "tools": ["users:write"], "supervisor_login": "", "email": "x@y.z"}),
            ),
        ),
        Try::of(
            HR,
            "update",
            of("worker@con.example", json!({"tools": ["cases:write", "users:write"], "job_title": "3"})),
        ),
        Try::of(Actor::User("root@con.example"), "update", of("hr@con.example", json!({"phone": "4"}))),
    ];
    for tried in allowed {
        assert_eq!(problems(&world, &tried).await, [""; 0], "{:?} {}", tried.actor, tried.row);
        world.plain(tried.actor).await.attempt(&tried.sql()).await.unwrap();
    }
    let told = world
        .agency
        .user("worker@con.example", "name, phone, job_title, supervisor, tools, password_state")
        .await;
    assert_eq!(told, "Con worker@con.example|2|3|boss@con.example|{cases:write,users:write}|temporary");
    // A user of whom one organization is out of sight keeps it.
    world.agency.own.connect().await.batch_execute("insert into ct.user_organization select u.id, o.id from ct.users u, ct.organization o where u.email = 'lazy@con.example' and o.code = 'ACM'").await.unwrap();
    let con = number(&world, "select id::text from ct.organization where code = 'CON'").await;
    let edit = |phone: &str| {
        Try::of(HR, "update", of("lazy@con.example", json!({"organization_ids": [con], "phone": phone})))
    };
    world.plain(HR).await.attempt(&edit("5").sql()).await.unwrap();
    assert_eq!(world.agency.user("lazy@con.example", "organizations, phone").await, "{ACM}|5");
    let read = "select email, organizations from ct.user_read(array(select ct.user_named('lazy@con.example')), array['email', 'organizations']) u (email text, organizations text[])";
    for (actor, seen) in [(HR, "{}"), (Actor::User("root@con.example"), "{ACM}")] {
        let told = world.plain(actor).await.attempt(read).await.unwrap();
        assert_eq!(told, [format!("lazy@con.example|{seen}")], "{actor:?}");
    }
    // Whose workgroup was taken away does no more.
    world.agency.own.connect().await.batch_execute("delete from ct.user_workgroup where user_id = (select id from ct.users where email = 'hr@con.example')").await.unwrap();
    world.plain(HR).await.is_refused(&edit("6").sql(), &["CT079"]).await;
}
