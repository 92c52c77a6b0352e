//! What workgroups open: written, told, undone.

use ct::noun::stage::Conflict;
use ct::workgroup::WORKGROUP;

use crate::agency::{Agency, Import, counts, operation, refusal};

async fn opens(agency: &Agency, key: &str) -> String {
    let sql =
        format!("select concat_ws(' ', tools, workspaces) from ct.workgroup_overview where key = '{key}'");
    agency.value(&sql).await
}

#[tokio::test]
async fn tools_and_workspaces_are_lists_like_those_of_users() {
    let agency = Agency::new().await;
    let file = "code,name,tools,workspaces\n\
                Desk,Helpdesk,passwords:write; users ;passwords:read,helpdesk;Users\n\
                Basic,Basic,,\n";
    let outcome =
        Import { dry_run: true, ..Import::of(&WORKGROUP) }.text(&agency.database, file).await.unwrap();
    let planned: Vec<_> = outcome.planned.iter().map(|row| format!("{} {}", row.key, row.change)).collect();
    assert_eq!(
        planned,
        [
            r#"Desk {"name":[null,"Helpdesk"],"tools":[null,["passwords:write","users:read"]],"workspaces":[null,["helpdesk","users"]]}"#
        ]
    );
    assert_eq!(opens(&agency, "desk").await, "");
    let import =
        async |file: &str| counts(&Import::of(&WORKGROUP).text(&agency.database, file).await.unwrap());
    assert_eq!(import(file).await, (1, 0, 1));
    assert_eq!(opens(&agency, "desk").await, "{passwords:write,users:read} {helpdesk,users}");
    assert_eq!(import(file).await, (0, 0, 2));
    // What is not told, or empty, stays; NULL empties.
    assert_eq!(import("code,name\nDesk,Help\n").await, (0, 1, 0));
    assert_eq!(import("code,tools,workspaces\nDesk,,NULL\n").await, (0, 1, 0));
    assert_eq!(opens(&agency, "desk").await, "{passwords:write,users:read} {}");
    let exported = agency.export(&WORKGROUP).await;
    assert!(exported.contains("Desk,Help,,passwords:write;users:read,\n"), "{exported}");
    assert_eq!(import(&exported).await, (0, 0, 3));
    let history = "select change::text from ct.history where noun = 'workgroup' and change ?| array['tools', 'workspaces'] order by id";
    assert_eq!(agency.column(history).await, [r#"{"workspaces": [["helpdesk", "users"], []]}"#]);
}

#[tokio::test]
async fn what_does_not_exist_is_told_with_what_does() {
    let agency = Agency::new().await;
    let said = refusal(agency.one(&WORKGROUP, Some("Basic"), &[("tools", "poer-user")]).await);
    assert!(
        said.contains("there is no tool \"poer-user\"") && said.contains("the template power-user?"),
        "{said}"
    );
    let said = refusal(agency.one(&WORKGROUP, Some("Basic"), &[("tools", "power-user:read")]).await);
    assert!(said.contains("stands for its list without a level"), "{said}");
    let said = refusal(agency.one(&WORKGROUP, Some("Basic"), &[("workspaces", "desk")]).await);
    assert!(said.contains("the workspaces are: clients, helpdesk, history, organizations, own,"), "{said}");
    assert_eq!(opens(&agency, "basic").await, "{} {}");
}

#[tokio::test]
async fn a_template_stands_for_its_list() {
    let agency = Agency::new().await;
    let template =
        "select string_agg(tool || ':' || level, ',' order by tool) from ct.tool_template where template = ";
    let basic = agency.value(&format!("{template}'basic-user'")).await;
    let edit = async |tools: &str| {
        agency.one(&WORKGROUP, Some("Basic"), &[("tools", tools)]).await.unwrap();
        opens(&agency, "basic").await
    };
    assert_eq!(edit("Basic-User").await, format!("{{{basic}}} {{}}"));
    assert_eq!(
        edit("cases:read;basic-user;history").await,
        "{cases:write,history:read,issues:read,tasks:write} {}"
    );
    let all = agency.value("select string_agg(code || ':write', ',' order by code) from ct.tool").await;
    assert_eq!(edit("implementation-manager").await, format!("{{{all}}} {{}}"));
    // Each of them includes the one before it.
    let order = ["basic-user", "power-user", "system-administrator", "implementation-manager"];
    for pair in order.windows(2) {
        let less = format!(
            "select count(*) from ct.tool_template a left join ct.tool_template b on b.template = '{}' and b.tool = a.tool
             where a.template = '{}' and ct.level_rank(b.level) < ct.level_rank(a.level) or (a.template = '{1}' and b.tool is null)",
            pair[1], pair[0]
        );
        assert_eq!(agency.value(&less).await, "0", "{pair:?}");
    }
    let elevated = "select count(*) from ct.tool_template join ct.tool on code = tool
        where write_is_elevated and level = 'write' and template in ('basic-user', 'power-user')";
    assert_eq!(agency.value(elevated).await, "0");
}

#[tokio::test]
async fn an_import_is_undone_with_what_it_opened() {
    let agency = Agency::new().await;
    let import = async |file: &str| Import::of(&WORKGROUP).text(&agency.database, file).await.unwrap();
    import("code,tools,workspaces\nBasic,cases:read;tasks:write,own\n").await;
    let batch =
        import("code,tools,workspaces\nBasic,cases:write;users:read,own;users\n").await.batch.unwrap();
    let undo = ct::batch::Undo {
        nouns: &ct::NOUNS,
        batch,
        operation: operation("batch undo"),
        wait: true,
        dry_run: false,
    };
    let undone = ct::batch::undo(&agency.database, undo).await.unwrap();
    assert_eq!((undone.undone, undone.kept.len(), undone.failed.len()), (1, 0, 0), "{undone:?}");
    assert_eq!(opens(&agency, "basic").await, "{cases:read,tasks:write} {own}");
}

#[tokio::test]
async fn what_it_opens_is_given_and_taken_and_nothing_else() {
    let agency = Agency::new().await;
    agency.one(&WORKGROUP, Some("Basic"), &[("tools", "cases"), ("workspaces", "own")]).await.unwrap();
    let client = agency.own.connect().await;
    for statement in [
        "update ct.workgroup_tool set level = 'write'",
        "update ct.workgroup_workspace set workspace = 'users'",
        "truncate ct.workgroup_tool",
        "truncate ct.workgroup_workspace",
    ] {
        let refused = client.batch_execute(statement).await.unwrap_err();
        assert_eq!(refused.code().unwrap().code(), "CT002", "{statement}");
    }
    client.batch_execute("delete from ct.workgroup_tool").await.unwrap();
    let last = "select change::text || command from ct.history_overview where noun = 'workgroup' order by id desc limit 1";
    assert_eq!(agency.value(last).await, r#"{"tools": [["cases:read"], []]}direct SQL"#);
}

/// Whoever has planned to give a workgroup to users plans again when it opens something else.
#[tokio::test]
async fn a_workgroup_that_is_written_makes_plans_of_users_stale() {
    let agency = Agency::new().await;
    let version = "select version from ct.guard where name = 'user'";
    let before: i64 = agency.value(version).await.parse().unwrap();
    agency.one(&WORKGROUP, Some("Basic"), &[("tools", "cases")]).await.unwrap();
    let after: i64 = agency.value(version).await.parse().unwrap();
    assert!(after > before);
    let skip = Import { conflict: Conflict::Skip, ..Import::of(&WORKGROUP) };
    skip.text(&agency.database, "code,tools\nBasic,users:write\n").await.unwrap();
    assert_eq!(opens(&agency, "basic").await, "{cases:read} {}");
}
