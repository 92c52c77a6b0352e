//! The history: written by the database whoever changes what, and by nobody changed.

use ct::location::LOCATION;
use ct::noun::stage::{Generate, Passwords};
use ct::organization::ORGANIZATION;
use ct::place::{SetActive, set_active};
use ct::user::USER;
use tokio_postgres::error::SqlState;

use crate::agency::{Agency, Import, column, operation, passwords};

/// What was written since an entry: noun, key, action, change.
const TOLD: &str = "select noun || ' ' || coalesce(key, '') || ' ' || action || ' ' || coalesce(change::text, '')
    from ct.history_overview where id > (select coalesce(max(id), 0) from ct.history where noun = 'workgroup' and action = 'created')
    order by id";

async fn told(agency: &Agency) -> Vec<String> {
    agency.column(TOLD).await
}

#[tokio::test]
async fn every_creation_has_its_entry() {
    let agency = Agency::new().await;
    agency.imported("email,name,organization,workgroups,tools,organizations\nann@example.org,Ann,CON,Basic;Admin,cases,ACM\n").await;
    let created = "select command || ': ' || noun || ' ' || key || coalesce(' ' || change::text, '') from ct.history_overview order by h_id";
    let created = agency.column(&created.replace("h_id", "id")).await;
    assert_eq!(
        created,
        [
            "organization import: organization CON",
            "organization import: organization ACM",
            "location import: location CON-1",
            "location import: location ACM-1",
            "provider import: provider HELP",
            "workgroup import: workgroup Basic",
            "workgroup import: workgroup Admin",
            "user import: user ann@example.org",
        ]
    );
    let actors = "select distinct actor || '|' || coalesce(reason, '') from ct.history_overview";
    assert_eq!(agency.value(actors).await, format!("tester ({})|", crate::support::OWNER));
}

#[tokio::test]
async fn changes_are_told_with_codes_and_addresses() {
    let agency = Agency::new().await;
    agency
        .imported("email,name,organization,supervisor\nann@example.org,Ann,CON,\nsue@example.org,Sue,CON,\n")
        .await;
    let cells = [
        ("email", "Ann.Able@example.org"),
        ("name", "Ann Able"),
        ("organization", "ACM"),
        ("location", "ACM-1"),
        ("provider", "HELP"),
        ("supervisor", "sue@example.org"),
        ("case_manager", "yes"),
        ("support", "vendor"),
    ];
    agency.one(&USER, Some("ann@example.org"), &cells).await.unwrap();
    let entries = told(&agency).await;
    assert_eq!(entries[..2], ["user Ann.Able@example.org created ", "user sue@example.org created "]);
    let change =
        "select change - 'organizations' from ct.history where action = 'changed' and change ? 'name'";
    assert_eq!(
        agency.value(change).await,
        r#"{"name": ["Ann", "Ann Able"], "email": ["ann@example.org", "Ann.Able@example.org"], "support": ["internal", "vendor"], "location": [null, "ACM-1"], "provider": [null, "HELP"], "supervisor": [null, "sue@example.org"], "organization": ["CON", "ACM"], "case_manager": [false, true]}"#
            .parse::<serde_json::Value>()
            .map(|value| sorted(&value))
            .unwrap()
    );
}

/// As PostgreSQL prints it: keys by length, then by letter.
fn sorted(value: &serde_json::Value) -> String {
    let mut fields: Vec<_> = value.as_object().unwrap().iter().collect();
    fields.sort_by_key(|(key, _)| (key.len(), key.as_str()));
    let told: Vec<_> =
        fields.iter().map(|(key, change)| format!("\"{key}\": [{}, {}]", change[0], change[1])).collect();
    format!("{{{}}}", told.join(", "))
}

#[tokio::test]
async fn memberships_are_told() {
    let agency = Agency::new().await;
    agency.imported("email,name,organization,workgroups\nann@example.org,Ann,CON,Basic\n").await;
    let cells = [("workgroups", "Admin;Basic"), ("tools", "cases:write"), ("organizations", "ACM")];
    agency.one(&USER, Some("ann@example.org"), &cells).await.unwrap();
    agency
        .one(&USER, Some("ann@example.org"), &[("workgroups", "Admin"), ("tools", "cases:read")])
        .await
        .unwrap();
    let changes =
        "select field || ' ' || (change -> field -> 0)::text || ' > ' || (change -> field -> 1)::text
        from ct.history, jsonb_object_keys(change) field where action = 'changed' order by id";
    assert_eq!(
        agency.column(changes).await,
        [
            r#"organizations ["CON"] > ["ACM", "CON"]"#,
            r#"workgroups ["Basic"] > ["Admin", "Basic"]"#,
            r#"tools [] > ["cases:write"]"#,
            r#"workgroups ["Admin", "Basic"] > ["Admin"]"#,
            r#"tools ["cases:write"] > []"#,
            r#"tools [] > ["cases:read"]"#,
        ]
    );
}

#[tokio::test]
async fn places_and_settings_are_told() {
    let agency = Agency::new().await;
    agency.one(&ORGANIZATION, Some("CON"), &[("name", "The Congress"), ("phone", "1")]).await.unwrap();
    agency.one(&LOCATION, Some("CON-1"), &[("organization", "ACM")]).await.unwrap();
    let id = agency.find(&ORGANIZATION, "ACM").await.unwrap().id;
    let request = SetActive { noun: &ORGANIZATION, id, label: "ACM".to_owned(), active: false };
    assert!(set_active(&agency.database, &operation("organization deactivate"), &request).await.unwrap());
    agency.value("select ct.setting_set('organization_code_length', 4)").await;
    let entries = told(&agency).await;
    assert_eq!(
        entries[..2],
        [
            r#"organization CON changed {"name": ["Congress", "The Congress"], "phone": [null, "1"]}"#,
            r#"location CON-1 changed {"organization": ["CON", "ACM"]}"#,
        ]
    );
    assert!(
        entries[2].starts_with(r#"organization ACM changed {"deactivated_at": [null, "#),
        "{}",
        entries[2]
    );
    assert_eq!(entries[3], r#"setting  changed {"organization_code_length": [3, 4]}"#);
    assert_eq!(entries.len(), 4);
}

#[tokio::test]
async fn of_passwords_only_that_they_were_set() {
    let agency = Agency::new().await;
    agency.imported("email,name,organization\nann@example.org,Ann,CON\n").await;
    for _ in 0..2 {
        let replace = Passwords { replace: true, ..passwords(Generate::Nobody) };
        let import = Import { passwords: replace, ..Import::of(&USER) };
        import.text(&agency.database, "email,password\nann@example.org,Correct-Horse-1\n").await.unwrap();
    }
    let entries = told(&agency).await;
    assert_eq!(
        entries[1..],
        [
            r#"user ann@example.org changed {"password": ["none", "set, to be changed at login"]}"#,
            r#"user ann@example.org changed {"password": ["set", "set, to be changed at login"]}"#,
        ]
    );
    let everything = "select string_agg(h::text || o::text, '') from ct.history h, ct.operation o";
    let everything = agency.value(everything).await;
    let verifier = agency.value("select encode(verifier, 'hex') from ct.credential").await;
    assert!(!everything.contains("Correct-Horse-1") && !everything.contains(&verifier));
}

#[tokio::test]
async fn direct_sql_is_told_too() {
    let agency = Agency::new().await;
    agency
        .imported("email,name,organization,workgroups,tools\nann@example.org,Ann,CON,Basic,cases:read\n")
        .await;
    let client = agency.own.connect().await;
    client
        .batch_execute(
            "update ct.users set name = 'Anne';
             update ct.users set login = 'other@example.org';
             delete from ct.user_tool;
             delete from ct.user_workgroup",
        )
        .await
        .unwrap();
    let entries = "select command || ' ' || actor || ' ' || change::text from ct.history_overview where action = 'changed' order by id";
    let owner = crate::support::OWNER;
    assert_eq!(
        agency.column(entries).await,
        [
            format!(r#"direct SQL {owner} {{"name": ["Ann", "Anne"]}}"#),
            format!(r#"direct SQL {owner} {{"login": ["ann@example.org", "other@example.org"]}}"#),
            format!(r#"direct SQL {owner} {{"tools": [["cases:read"], []]}}"#),
            format!(r#"direct SQL {owner} {{"workgroups": [["Basic"], []]}}"#),
        ]
    );
    // What changed together is one operation.
    let operations = "select count(distinct operation_id) from ct.history where action = 'changed'";
    assert_eq!(agency.value(operations).await, "1");
}

#[tokio::test]
async fn another_operation_cannot_be_pretended() {
    let agency = Agency::new().await;
    agency.imported("email,name,organization\nann@example.org,Ann,CON\n").await;
    let earlier = agency.value("select id from ct.operation where command = 'user import'").await;
    let client = agency.own.connect().await;
    for (number, pretended) in
        [earlier.as_str(), "00000000-0000-0000-0000-000000000000", "x", ""].into_iter().enumerate()
    {
        client
            .batch_execute(&format!("select set_config('ct.operation', '{pretended}', false)"))
            .await
            .unwrap();
        client.batch_execute(&format!("update ct.users set name = 'Name {number}'")).await.unwrap();
    }
    let commands = "select o.command from ct.history h join ct.operation o on o.id = h.operation_id where h.action = 'changed'";
    assert_eq!(agency.column(commands).await, ["direct SQL"; 4]);
}

#[tokio::test]
async fn nobody_changes_what_happened() {
    let agency = Agency::new().await;
    agency
        .imported(
            "email,name,organization,password,workgroups\nann@example.org,Ann,CON,Correct-Horse-1,Basic\n",
        )
        .await;
    let before = agency.content().await;
    let client = agency.own.connect().await;
    for statement in [
        "update ct.history set noun = 'x'",
        "delete from ct.history",
        "truncate ct.history",
        "update ct.operation set command = 'x'",
        "delete from ct.operation",
        "truncate ct.operation cascade",
        "delete from ct.users",
        "truncate ct.users cascade",
        "delete from ct.credential",
        "truncate ct.credential",
        "truncate ct.user_workgroup",
        "truncate ct.user_organization",
        "truncate ct.user_tool",
        "delete from ct.organization",
        "delete from ct.location",
        "delete from ct.provider",
        "delete from ct.workgroup",
        "delete from ct.setting",
        "update ct.users set id = id + 1000",
        "update ct.organization set id = id + 1000 where code = 'ACM'",
        "update ct.users set created_by = gen_random_uuid()",
        "update ct.users set created_at = now() - interval '1 year'",
        "update ct.credential set user_id = user_id + 1",
        "update ct.user_tool set level = 'write'",
        "update ct.user_workgroup set workgroup_id = workgroup_id + 1",
        "update ct.user_organization set organization_id = organization_id + 1",
        "update ct.user_organization set user_id = user_id + 1, may_edit = false",
    ] {
        let error = client.batch_execute(statement).await.expect_err(statement);
        let code = error.code().unwrap().code().to_owned();
        assert!(
            ["CT002", SqlState::FOREIGN_KEY_VIOLATION.code()].contains(&code.as_str()),
            "{statement}: {error:?}"
        );
    }
    assert_eq!(agency.content().await, before);
}

#[tokio::test]
async fn history_functions_serve_no_other_table() {
    let agency = Agency::new().await;
    let before = agency.content().await;
    let client = agency.own.connect().await;
    for (table, make) in [
        ("pg_temp.users", "create temporary table users (id bigint, created_by uuid)"),
        (
            "elsewhere.users",
            "create schema elsewhere; create table elsewhere.users (id bigint, created_by uuid)",
        ),
    ] {
        client.batch_execute(make).await.unwrap();
        let hang = format!(
            "create trigger forge after insert on {table} referencing new table as new_rows
             for each statement execute function ct.history_of_creation()"
        );
        client.batch_execute(&hang).await.unwrap();
        let error = client.batch_execute(&format!("insert into {table} values (1)")).await.expect_err(table);
        assert_eq!(error.code().unwrap().code(), "CT002", "{error}");
    }
    assert_eq!(agency.content().await, before);
    assert!(column(&client, "select 1 from ct.history where row_id = 1 and noun = 'user'").await.is_empty());
}

#[tokio::test]
async fn operations_run_at_read_committed_only() {
    let agency = Agency::new().await;
    let client = agency.own.connect().await;
    client.batch_execute("begin isolation level repeatable read").await.unwrap();
    let error = client.batch_execute("update ct.organization set name = 'x'").await.unwrap_err();
    assert_eq!(error.code().unwrap().code(), "CT001");
}
