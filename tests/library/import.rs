//! Users from a file: what is created, what changes, what stays.

use ct::noun::stage::{Conflict, Generate};
use ct::user::USER;

use crate::agency::{Agency, Import, counts, passwords, refusal};

const TWO: &str = "email,name,job_title,organization,workgroups\n\
                   ann@example.org,Ann Able,Nurse,CON,Basic\n\
                   bob@example.org,Bob Baker,,ACM,Admin;Basic\n";

#[tokio::test]
async fn new_users_are_created_with_all_that_belongs_to_them() {
    let agency = Agency::new().await;
    assert_eq!(agency.imported(TWO).await, (2, 0, 0));
    let fields = "name, job_title, organization, workgroups, organizations, tools, support, status, password_state, kind";
    assert_eq!(
        agency.user("ann@example.org", fields).await,
        "Ann Able|Nurse|CON|{Basic}|{}|{}|internal|active|none|staff"
    );
    assert_eq!(
        agency.user("bob@example.org", fields).await,
        "Bob Baker||ACM|{Admin,Basic}|{}|{}|internal|active|none|staff"
    );
    for (table, rows) in [
        ("users", "2"),
        ("user_workgroup", "3"),
        ("user_organization", "2"),
        ("user_tool", "0"),
        ("credential", "0"),
    ] {
        assert_eq!(agency.value(&format!("select count(*) from ct.{table}")).await, rows, "{table}");
    }
    assert_eq!(agency.value("select count(*) from ct.stage_user").await, "0");
    assert_eq!(agency.value("select count(*) from ct.stage_plan").await, "0");
}

#[tokio::test]
async fn the_same_file_again_changes_nothing_at_all() {
    let agency = Agency::new().await;
    let import = || Import { passwords: passwords(Generate::Shown), ..Import::of(&USER) };
    let first = import().text(&agency.database, TWO).await.unwrap();
    assert_eq!((counts(&first), first.passwords, first.shown.len()), ((2, 0, 0), 2, 2));
    let before = agency.content_but_batches().await;
    let second = import().text(&agency.database, TWO).await.unwrap();
    assert_eq!((counts(&second), second.passwords, second.shown.len()), ((0, 0, 2), 0, 0));
    assert_eq!(agency.content_but_batches().await, before);
}

#[tokio::test]
async fn only_what_differs_changes() {
    let agency = Agency::new().await;
    agency.imported(TWO).await;
    let changed = "email,name,phone\nann@example.org,Ann Able,555\nbob@example.org,Bob Baker,\n";
    assert_eq!(agency.imported(changed).await, (0, 1, 1));
    assert_eq!(
        agency.user("ann@example.org", "name, phone, job_title, workgroups").await,
        "Ann Able|555|Nurse|{Basic}"
    );
    let told = "select change from ct.history where noun = 'user' and action = 'changed'";
    assert_eq!(agency.column(told).await, [r#"{"phone": [null, "555"]}"#]);
}

#[tokio::test]
async fn an_empty_cell_keeps_and_null_empties() {
    let agency = Agency::new().await;
    agency.imported("email,name,organization,job_title,phone,location,workgroups,case_manager,supervisor,provider,tools\n\
        sue@example.org,Sue,CON,,,,,,,,\n\
        ann@example.org,Ann,CON,Nurse,555,CON-1,Basic,yes,sue@example.org,HELP,cases:write\n").await;
    let fields = "job_title, phone, location, workgroups, case_manager, supervisor, provider, tools";
    let before = agency.user("ann@example.org", fields).await;
    assert_eq!(before, "Nurse|555|CON-1|{Basic}|true|sue@example.org|HELP|{cases:write}");

    let header = "email,job_title,phone,location,workgroups,case_manager,supervisor,provider,tools\n";
    assert_eq!(agency.imported(&format!("{header}ann@example.org,,, ,,,,,\n")).await, (0, 0, 1));
    assert_eq!(agency.user("ann@example.org", fields).await, before);

    let emptied = format!("{header}ann@example.org,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL\n");
    assert_eq!(agency.imported(&emptied).await, (0, 1, 0));
    assert_eq!(agency.user("ann@example.org", fields).await, "|||{}|false|||{}");
    assert_eq!(agency.imported(&emptied).await, (0, 0, 1));
}

#[tokio::test]
async fn lists_are_sets() {
    let agency = Agency::new().await;
    agency.imported("email,name,organization,workgroups,tools\nann@example.org,Ann,CON,Basic;Admin,cases;tasks:write\n").await;
    let same =
        "email,workgroups,tools\nann@example.org, admin ; BASIC;basic;,TASKS:read;tasks:write;cases:read\n";
    assert_eq!(agency.imported(same).await, (0, 0, 1));
    let fewer = "email,workgroups,tools,organizations\nann@example.org,Admin,cases:write,ACM;CON\n";
    assert_eq!(agency.imported(fewer).await, (0, 1, 0));
    assert_eq!(
        agency.user("ann@example.org", "workgroups, tools, organizations").await,
        "{Admin}|{cases:write}|{ACM}"
    );
    assert_eq!(agency.imported(fewer).await, (0, 0, 1));
}

#[tokio::test]
async fn another_owning_organization_takes_its_access_along() {
    let agency = Agency::new().await;
    agency
        .imported(
            "email,name,organization,organizations\nann@example.org,Ann,CON,\nbob@example.org,Bob,CON,ACM\n",
        )
        .await;
    assert_eq!(
        agency.imported("email,organization\nann@example.org,ACM\nbob@example.org,ACM\n").await,
        (0, 2, 0)
    );
    let reached = "select string_agg(o.code, ',' order by o.code) from ct.user_organization m \
                   join ct.organization o on o.id = m.organization_id join ct.users u on u.id = m.user_id";
    for login in ["ann@example.org", "bob@example.org"] {
        assert_eq!(agency.value(&format!("{reached} where u.login = '{login}'")).await, "ACM", "{login}");
        assert_eq!(agency.user(login, "organization, organizations").await, "ACM|{}");
    }
}

#[tokio::test]
async fn a_supervisor_may_stand_further_down_and_be_spelt_otherwise() {
    let agency = Agency::new().await;
    let csv = "email,name,organization,supervisor\n\
               ann@example.org,Ann,CON,Sue@EXAMPLE.org\n\
               bob@example.org,Bob,CON, ｓｕｅ@example.org \n\
               sue@example.org,Sue,CON,\n";
    assert_eq!(agency.imported(csv).await, (3, 0, 0));
    for login in ["ann@example.org", "bob@example.org"] {
        assert_eq!(agency.user(login, "supervisor").await, "sue@example.org");
    }
    assert_eq!(agency.imported(csv).await, (0, 0, 3));
}

#[tokio::test]
async fn existing_users_can_be_skipped_or_refused() {
    let agency = Agency::new().await;
    agency.imported(TWO).await;
    let csv = "email,name,organization,status\nann@example.org,Another,CON,inactive\nnew@example.org,New,CON,active\n";
    let fail = Import { conflict: Conflict::Fail, ..Import::of(&USER) };
    assert_eq!(
        agency.refused_by(fail, csv).await,
        "file.csv:2:1: email: another user has it already (ann@example.org)"
    );
    let skip = Import { conflict: Conflict::Skip, ..Import::of(&USER) };
    assert_eq!(counts(&skip.text(&agency.database, csv).await.unwrap()), (1, 0, 1));
    assert_eq!(agency.user("ann@example.org", "name, status").await, "Ann Able|active");
}

#[tokio::test]
async fn skipped_users_keep_their_passwords() {
    let agency = Agency::new().await;
    let csv = "email,name,organization,password\nann@example.org,Ann,CON,Correct-Horse-1\n";
    agency.imported(csv).await;
    let before = agency.content_but_batches().await;
    let mut skip = Import { conflict: Conflict::Skip, ..Import::of(&USER) };
    skip.passwords.replace = true;
    let csv = csv.replace("Horse", "Donkey");
    assert_eq!(counts(&skip.text(&agency.database, csv).await.unwrap()), (0, 0, 1));
    assert_eq!(agency.content_but_batches().await, before);
}

#[tokio::test]
async fn one_user_however_the_address_is_written() {
    let agency = Agency::new().await;
    agency.imported("email,name,organization\njörg@bücher.example,Jörg,CON\n").await;
    for spelling in [
        "JÖRG@BÜCHER.example",
        " jörg@xn--bcher-kva.example ",
        "jo\u{308}rg@bücher.example",
        "ｊörg@bücher.example",
    ] {
        let add = agency.import(&format!("email,phone\n{spelling},555\n")).await.unwrap();
        assert_eq!(add.create, 0, "{spelling}");
    }
    assert_eq!(agency.value("select count(*) from ct.users").await, "1");
    assert_eq!(agency.value("select login from ct.users").await, "jörg@xn--bcher-kva.example");
}

#[tokio::test]
async fn a_status_is_told_at_creation_and_compared_later() {
    let agency = Agency::new().await;
    let csv = "email,name,organization,status\n\
               a@example.org,A,CON,active\np@example.org,P,CON,Pending\ni@example.org,I,CON,INACTIVE\nn@example.org,N,CON,\n";
    assert_eq!(agency.imported(csv).await, (4, 0, 0));
    let states = "select status from ct.user_register order by login";
    assert_eq!(agency.column(states).await, ["active", "inactive", "active", "pending"]);
    assert_eq!(agency.imported(csv).await, (0, 0, 4));
    assert_eq!(
        agency.refused("email,status\na@example.org,inactive\ni@example.org,active\n").await,
        "file.csv:2:2: status: is active and does not change through a field (inactive)\n\
         file.csv:3:2: status: is inactive and does not change through a field (active)"
    );
}

#[tokio::test]
async fn a_dry_run_tells_what_would_be_done_and_does_nothing() {
    let agency = Agency::new().await;
    agency.imported(TWO).await;
    let csv = "email,name,organization,workgroups,phone\n\
               ann@example.org,Ann Able,ACM,Basic;Admin,555\nnew@example.org,New,CON,,\nbob@example.org,Bob Baker,ACM,,\n";
    let before = agency.content().await;
    let dry = Import { dry_run: true, passwords: passwords(Generate::Shown), ..Import::of(&USER) };
    let outcome = dry.text(&agency.database, csv).await.unwrap();
    assert_eq!((counts(&outcome), outcome.dry_run, outcome.shown.len()), ((1, 1, 1), true, 0));
    let told: Vec<_> = outcome
        .planned
        .iter()
        .map(|row| format!("{} {} {} {}", row.line, row.action, row.key, row.change))
        .collect();
    assert_eq!(
        told,
        [
            "2 change ann@example.org {\"phone\":[null,\"555\"],\"organization\":[\"CON\",\"ACM\"],\
             \"workgroups\":[[\"Basic\"],[\"Admin\",\"Basic\"]]}",
            "3 create new@example.org {\"name\":[null,\"New\"],\"organization\":[null,\"CON\"]}",
        ]
    );
    assert_eq!(agency.content().await, before);
    assert_eq!(agency.imported(csv).await, (1, 1, 1));
}

#[tokio::test]
async fn columns_of_others_are_mapped_and_computed() {
    let agency = Agency::new().await;
    let pair = |one: &str, other: &str| (one.to_owned(), other.to_owned());
    let mut import = Import::of(&USER);
    import.mapping.map = vec![pair("Type", "job_title")];
    import.mapping.set = vec![
        pair("name", "{first} {last}"),
        pair("email", "{id}@example.org"),
        pair("organization", "CON"),
        pair("workgroups", "Basic"),
    ];
    import.mapping.ignore_other = true;
    let csv = "id,first,last,Type,website\nx1,Ana,Sánchez,rep,http\nx2,Bo,,sen,\n";
    assert_eq!(counts(&import.text(&agency.database, csv).await.unwrap()), (2, 0, 0));
    assert_eq!(
        agency.user("x1@example.org", "name, job_title, organization, workgroups").await,
        "Ana Sánchez|rep|CON|{Basic}"
    );
    assert_eq!(agency.user("x2@example.org", "name").await, "Bo");
}

#[tokio::test]
async fn a_deactivated_organization_takes_nobody_new_and_keeps_those_it_has() {
    let agency = Agency::new().await;
    agency.imported("email,name,organization,workgroups\nann@example.org,Ann,CON,Basic\n").await;
    for table in ["organization", "workgroup"] {
        let sql = format!("update ct.{table} set deactivated_at = now() where code in ('CON', 'Basic')");
        agency.own.connect().await.batch_execute(&sql).await.unwrap();
    }
    let unchanged = "email,name,organization,workgroups\nann@example.org,Ann,CON,Basic\n";
    assert_eq!(agency.imported(unchanged).await, (0, 0, 1));
    let moved = "email,phone,organization,workgroups\nann@example.org,555,CON,Basic;Admin\n";
    assert_eq!(agency.imported(moved).await, (0, 1, 0));
    assert_eq!(
        agency.refused("email,name,organization,organizations,workgroups\nnew@example.org,New,CON,,\nbob@example.org,Bob,ACM,CON,Basic\n").await,
        "file.csv:2:3: organization: is inactive (CON)\n\
         file.csv:3:4: organizations: is inactive (CON)\n\
         file.csv:3:5: workgroups: is inactive (Basic)"
    );
}

#[tokio::test]
async fn a_location_belongs_to_an_organization_that_the_user_reaches() {
    let agency = Agency::new().await;
    let header = "email,name,organization,location,organizations\n";
    assert_eq!(
        agency.refused(format!("{header}ann@example.org,Ann,CON,ACM-1,\n")).await,
        "file.csv:2:4: location: belongs to an organization that the user has no access to (ACM-1)"
    );
    assert_eq!(agency.imported(&format!("{header}ann@example.org,Ann,CON,ACM-1,ACM\n")).await, (1, 0, 0));
    let said = refusal(agency.import("email,organizations\nann@example.org,NULL\n").await);
    assert_eq!(
        said,
        "file.csv:2: location: belongs to an organization that the user has no access to (ACM-1)"
    );
}
