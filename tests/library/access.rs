//! What somebody may do: shown, asked, and set for organizations.

use ct::access::{Flags, Question, SetOrganization, check, menu, set_organization, show};
use ct::db::Database;
use ct::organization::ORGANIZATION;
use ct::session;
use ct::user::USER;
use ct::{Kind, Result};

use crate::agency::{Agency, Import, operation, refusal};
use crate::rights::{acting, agency};
use crate::sessions::{RIGHT, execute, log_in};

async fn why_not(database: &Database, user: &str, tool: &str, workgroup: Option<&str>) -> Result<String> {
    let question =
        Question { user: user.to_owned(), tool: tool.to_owned(), workgroup: workgroup.map(str::to_owned) };
    let answer = database.read(async |transaction| check(transaction, &question).await).await?;
    Ok(answer.why_not.unwrap_or_else(|| format!("yes: {}", answer.workgroups.join(" "))))
}

#[tokio::test]
async fn why_somebody_may_not() {
    let agency = agency().await;
    let users =
        "email,tools,workgroups\ncy@example.org,settings:write;cases:read;history:write,Basic;Admin\n";
    agency.imported(users).await;
    agency.imported("email,name,organization,status,tools,workgroups\nin@example.org,In,CON,inactive,cases,Basic\npen@example.org,Pen,CON,pending,,\n").await;
    let answer = async |user: &str, tool: &str, workgroup: Option<&str>| {
        why_not(&agency.database, user, tool, workgroup).await.unwrap()
    };
    for (user, tool, workgroup, said) in [
        ("cy@example.org", "cases", None, "yes: Basic"),
        ("cy@example.org", " Cases:READ ", Some("basic"), "yes: Basic"),
        ("cy@example.org", "cases:write", None, "granted read, needs write"),
        ("cy@example.org", "users", None, "granted nothing, needs read"),
        ("cy@example.org", "settings:write", None, "no workgroup of theirs opens it to write"),
        ("cy@example.org", "settings:write", Some("Basic"), "the workgroup Basic opens read, needs write"),
        ("cy@example.org", "settings", Some("Admin"), "the workgroup Admin does not open it"),
        ("cy@example.org", "settings", Some("Root"), "the workgroup Root is not theirs, or inactive"),
        ("cy@example.org", "history", None, "no workgroup of theirs opens it"),
        ("in@example.org", "cases", None, "inactive"),
        ("pen@example.org", "cases", None, "waits for approval"),
    ] {
        assert_eq!(answer(user, tool, workgroup).await, said, "{user} {tool} {workgroup:?}");
    }
    for (user, tool, workgroup, kind) in [
        ("cy@example.org", "case", None, Kind::NotFound),
        ("cy@example.org", "cases:all", None, Kind::Usage),
        ("nobody@example.org", "cases", None, Kind::NotFound),
        ("cy@example.org", "cases", Some("None"), Kind::NotFound),
    ] {
        assert_eq!(
            why_not(&agency.database, user, tool, workgroup).await.unwrap_err().kind(),
            kind,
            "{tool}"
        );
    }
    // The database says the same of whoever is logged in.
    let cy = acting(&agency, "cy@example.org", "Basic").await;
    for (tool, level) in [
        ("cases", "read"),
        ("cases", "write"),
        ("settings", "write"),
        ("settings", "read"),
        ("history", "read"),
    ] {
        let told = format!("{tool}:{level}");
        let yes = answer("cy@example.org", &told, Some("Basic")).await.starts_with("yes");
        let sql = format!("select may('{tool}', '{level}')");
        let row = cy.read(async |transaction| transaction.row("test::may", &sql, &[]).await).await.unwrap();
        assert_eq!(row.get::<_, bool>(0), yes, "{told}");
    }
    execute(&agency, "update ct.workgroup set deactivated_at = now() where key = 'basic'").await;
    assert_eq!(answer("cy@example.org", "cases", None).await, "no workgroup of theirs opens it");
}

#[tokio::test]
async fn access_is_shown_as_far_as_one_sees() {
    let agency = agency().await;
    let shown = async |database: &Database, email: &str| {
        let id = agency.find(&USER, email).await.unwrap().id;
        database.read(async |transaction| show(transaction, id).await).await
    };
    let access = shown(&agency.database, "ann@example.org").await.unwrap();
    assert_eq!(
        (access.status.as_str(), access.workgroups.join(" ").as_str(), access.supervises),
        ("active", "Desk", 0)
    );
    let users = access.tools.iter().find(|tool| tool.tool == "users").unwrap();
    let told = (users.write_is_elevated, users.granted.as_deref(), users.workgroups[0].comes_to.as_deref());
    assert_eq!(told, (true, Some("write"), Some("write")));
    let cy = shown(&agency.database, "cy@example.org").await.unwrap();
    assert!(cy.tools.iter().all(|tool| tool.granted.is_none() && tool.workgroups[0].comes_to.is_none()));
    assert_eq!(cy.organizations.len(), 2);
    // Ann sees users of CON, and no other organization.
    let ann = acting(&agency, "ann@example.org", "Desk").await;
    let codes: Vec<_> = shown(&ann, "cy@example.org")
        .await
        .unwrap()
        .organizations
        .into_iter()
        .map(|one| one.organization)
        .collect();
    assert_eq!(codes, ["CON"]);
    assert!(shown(&ann, "dee@example.org").await.is_err());
    assert_eq!(why_not(&ann, "dee@example.org", "cases", None).await.unwrap_err().kind(), Kind::NotFound);
    assert_eq!(why_not(&ann, "cy@example.org", "cases", None).await.unwrap(), "granted nothing, needs read");
}

async fn set(agency: &Agency, database: &Database, email: &str, code: &str, flags: Flags) -> Result<String> {
    let user = agency.find(&USER, email).await.unwrap();
    let organization = agency.find(&ORGANIZATION, code).await.unwrap();
    let request = SetOrganization {
        user: user.id,
        email: user.label,
        organization: organization.id,
        code: organization.label,
        flags,
    };
    let (was, is_now) = set_organization(database, &operation("access organization"), &request).await?;
    Ok(format!("{was} → {is_now}"))
}

const NO_LOGIN: Flags = Flags { active: None, login: Some(false), editable: None };
const READ_ONLY: Flags = Flags { active: None, login: None, editable: Some(false) };
const ALL: Flags = Flags { active: Some(true), login: Some(true), editable: Some(true) };

#[tokio::test]
async fn how_far_access_goes_is_set_and_told() {
    let agency = agency().await;
    let both = Flags { active: None, ..Flags { login: Some(false), ..READ_ONLY } };
    let set =
        async |code: &str, flags: Flags| set(&agency, &agency.database, "cy@example.org", code, flags).await;
    assert_eq!(set("CON", both).await.unwrap(), "login, editable → no login, read only");
    assert_eq!(set("CON", both).await.unwrap(), "no login, read only → no login, read only");
    let off = Flags { active: Some(false), ..Flags::default() };
    assert_eq!(set("ACM", off).await.unwrap(), "login, editable → inactive, login, editable");
    let history = "select change::text from ct.history where change::text like '%organization%' order by id";
    assert_eq!(
        agency.column(history).await,
        [
            r#"{"organization CON": ["login, editable", "no login, read only"]}"#,
            r#"{"organization ACM": ["login, editable", "inactive, login, editable"]}"#
        ]
    );
    // Nothing to choose at login, and no organization that one did not choose.
    let token = log_in(&agency.database, "cy@example.org", RIGHT).await.unwrap().token;
    let cy = agency.database.presenting(&token, false);
    let choices = cy.read(async |transaction| session::choices(transaction).await).await.unwrap();
    assert!(choices.organizations.is_empty());
    assert_eq!(agency.value("select count(*) from ct.session where organization_id is not null").await, "0");
    assert_eq!(set("CON", ALL).await.unwrap(), "no login, read only → login, editable");
    // Who works for it just now does so no longer.
    log_in(&agency.database, "cy@example.org", RIGHT).await.unwrap();
    assert_eq!(agency.value("select count(*) from ct.session where organization_id is not null").await, "1");
    set("CON", NO_LOGIN).await.unwrap();
    assert_eq!(agency.value("select count(*) from ct.session where organization_id is not null").await, "0");
    // An import leaves it as it is.
    agency.imported("email,organizations\ncy@example.org,ACM\n").await;
    assert_eq!(
        agency
            .value(
                "select count(*) from ct.user_organization where not (is_active and may_log_in and may_edit)"
            )
            .await,
        "2"
    );
    let error = self::set(&agency, &agency.database, "dee@example.org", "CON", ALL).await.unwrap_err();
    assert_eq!(error.to_string(), "dee@example.org has no access to the organization CON");
    // There are no gaps: who writes the table without the function is told, too.
    execute(&agency, "update ct.user_organization set may_edit = false where user_id = (select id from ct.users where login = 'ann@example.org')").await;
    let last = "select key || change::text || command from ct.history_overview order by id desc limit 1";
    assert_eq!(
        agency.value(last).await,
        r#"ann@example.org{"organization CON": ["login, editable", "login, read only"]}direct SQL"#
    );
}

#[tokio::test]
async fn who_may_set_how_far_access_goes() {
    let agency = agency().await;
    let ann = acting(&agency, "ann@example.org", "Desk").await;
    assert_eq!(
        set(&agency, &ann, "cy@example.org", "CON", READ_ONLY).await.unwrap(),
        "login, editable → login, read only"
    );
    let refused = async |database: &Database, email: &str, code: &str| {
        let error = set(&agency, database, email, code, ALL).await.unwrap_err();
        assert_eq!(error.kind(), Kind::NotPermitted);
        error.to_string()
    };
    let said = refused(&ann, "cy@example.org", "ACM").await;
    assert_eq!(said, "nobody changes access to an organization that they do not reach");
    let said = refused(&ann, "ann@example.org", "CON").await;
    assert_eq!(said, "nobody changes their own access to organizations");
    let said = refused(&ann, "bob@example.org", "CON").await;
    assert!(said.contains("holds an elevated right that you lack: organizations, settings"), "{said}");
    assert_eq!(refused(&ann, "dee@example.org", "ACM").await, "there is no such user");
    let said = refused(&acting(&agency, "cy@example.org", "Basic").await, "ann@example.org", "CON").await;
    assert!(said.starts_with("it takes write access to the tool users"), "{said}");
    // Nobody gives more than they have, by a flag or by a list.
    let bob = acting(&agency, "bob@example.org", "Root").await;
    set(&agency, &agency.database, "bob@example.org", "ACM", READ_ONLY).await.unwrap();
    set(&agency, &bob, "cy@example.org", "ACM", READ_ONLY).await.unwrap();
    let said = refused(&bob, "cy@example.org", "ACM").await;
    assert_eq!(said, "nobody gives more access to an organization than they have");
    let file = "email,organizations\nann@example.org,ACM\n";
    let said = refusal(Import::of(&USER).text(&bob, file).await);
    assert!(
        said.contains("nobody gives access to an organization that they do not reach themselves"),
        "{said}"
    );
    let said = refused(&bob, "dee@example.org", "ACM").await;
    assert!(
        said.contains(
            "only the supervisor may do this, or who has write access to the tool users and to the user's organization"
        ),
        "{said}"
    );
}

#[tokio::test]
async fn the_menu_has_what_is_open_and_nothing_else() {
    let agency = agency().await;
    let lists = "code,workspaces\nDesk,users;settings;organizations\nBasic,users;settings\n";
    Import::of(&ct::workgroup::WORKGROUP).text(&agency.database, lists).await.unwrap();
    let all = menu(&agency.database).await.unwrap();
    assert_eq!(all.len().to_string(), agency.value("select count(*) from ct.menu_option").await);
    let open = async |database: &Database| {
        let mut entries = menu(database).await.unwrap();
        entries.retain(|entry| entry.workspace != "own");
        let word = |entry: &ct::access::Entry| format!("{}/{}", entry.workspace, entry.command);
        entries.iter().map(word).collect::<Vec<_>>()
    };
    let desk = open(&acting(&agency, "ann@example.org", "Desk").await).await;
    let has = |word: &str| desk.iter().any(|one| one == word);
    assert!(has("users/user edit") && has("settings/setting list"), "{desk:?}");
    assert!(!has("settings/setting set") && !has("team/team list") && !has("helpdesk/user list"), "{desk:?}");
    assert!(!desk.iter().any(|word| word.starts_with("organizations/")), "{desk:?}");
    assert!(open(&acting(&agency, "cy@example.org", "Basic").await).await.is_empty());
    agency.imported("email,supervisor\ndee@example.org,cy@example.org\n").await;
    let team = open(&acting(&agency, "cy@example.org", "Basic").await).await;
    assert!(!team.is_empty() && team.iter().all(|word| word.starts_with("team/")), "{team:?}");
    // Who works in no workgroup has what everybody has.
    let token = log_in(&agency.database, "ann@example.org", RIGHT).await.unwrap().token;
    assert!(open(&agency.database.presenting(&token, false)).await.is_empty());
}
