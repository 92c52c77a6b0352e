//! Who sees which tasks and changes them, and to whom open ones are given (REQUIREMENTS K1, K2, T1).

use ct::client::CLIENT;
use ct::db::Database;
use ct::noun::one::{self, One};
use ct::noun::stage::{Generate, Outcome, Passwords};
use ct::noun::{Cell, Filter, List, Page, Sort, find_exact};
use ct::task::{Settle, TASK, delete, settle};
use ct::user::USER;
use ct::workgroup::WORKGROUP;
use ct::{Kind, Result};
use futures_util::TryStreamExt;

use crate::agency::{Agency, Import, operation, passwords, refusal};
use crate::concurrency::until_waiting;
use crate::rights::acting;
use crate::sessions::RIGHT;
use crate::tasks;

/// Ann, a worker at CON, who supervises Bo; Bo, who reads there; Cy at ACM; Dee, a supervisor of Cy with no tool; a client each.
async fn agency() -> Agency {
    let agency = Agency::new().await;
    Import::of(&WORKGROUP)
        .text(&agency.database, "code,name,tools\nWork,Work,tasks:write;history:read\n")
        .await
        .unwrap();
    let users = format!(
        "email,name,organization,supervisor,workgroups,tools,password\n\
         dee@example.org,Dee,ACM,,Work,,{RIGHT}\n\
         ann@example.org,Ann,CON,,Work,tasks:write;history:read,{RIGHT}\n\
         bo@example.org,Bo,CON,ann@example.org,Work,tasks:read,{RIGHT}\n\
         cy@example.org,Cy,ACM,dee@example.org,Work,tasks:write,{RIGHT}\n\
         gone@example.org,Gone,CON,,Work,tasks:write,{RIGHT}\n"
    );
    let settings = Passwords { change_required: false, ..passwords(Generate::Nobody) };
    Import { passwords: settings, ..Import::of(&USER) }.text(&agency.database, users).await.unwrap();
    let clients = "external_id,name,organization\nC1,Dana Doe,CON\nC2,Eli Eck,ACM\n";
    Import::of(&CLIENT).text(&agency.database, clients).await.unwrap();
    agency
}

async fn write(
    database: &Database,
    existing: Option<&str>,
    cells: &[(&'static str, &str)],
) -> Result<Outcome> {
    let existing = match existing {
        Some(named) => {
            Some(database.read(async |transaction| find_exact(transaction, &TASK, named).await).await?)
        }
        None => None,
    };
    let cell = |text: &str| if text.is_empty() { Cell::Clear } else { Cell::Value(text.to_owned()) };
    let one = One {
        noun: &TASK,
        cells: cells.iter().map(|(name, text)| (*name, cell(text))).collect(),
        existing,
        password: None,
        passwords: passwords(Generate::Nobody),
        operation: operation("task write"),
        dry_run: false,
        manner: ct::noun::one::Manner::Edit,
    };
    one::write(database, one).await
}

/// The titles of a list, in its order.
async fn titles(database: &Database, filters: Vec<Filter>) -> Vec<String> {
    let columns = vec![TASK.column("title").unwrap()];
    let list = List {
        noun: &TASK,
        columns,
        filters,
        sort: Sort { column: None, descending: false },
        page: Page::default(),
    };
    let read = async |transaction: &ct::db::Transaction<'_>| {
        list.stream(transaction).await?.try_collect::<Vec<_>>().await
    };
    let records = database.read(read).await.unwrap();
    records.iter().map(|record| record.values[0].as_text().into_owned()).collect()
}

const TASKS: &str = "uid,title,due_date,status,for_user,for_client,participants\n\
    1u,ann,2020-01-05,,ann@example.org,,\n\
    2u,bo,2020-01-04,,bo@example.org,,\n\
    3u,cy,2020-01-03,,cy@example.org,,\n\
    4u,con,2999-01-02,,,C1,\n\
    5u,acm,2020-01-01,,,C2,\n\
    6u,acm with ann,,,,C2,ann@example.org:assignee\n\
    7u,acm watched by ann,,,cy@example.org,,ann@example.org:observer\n\
    8u,acm with bo,,,,C2,bo@example.org:owner\n\
    9u,done,2020-01-02,completed,ann@example.org,,\n";

#[tokio::test]
async fn everybody_sees_their_own_the_teams_and_the_organizations() {
    let agency = agency().await;
    tasks::tasks(&agency, TASKS).await;
    let told = |word: &'static str| Filter::Told(word, true.into());
    let ann = acting(&agency, "ann@example.org", "Work").await;
    let all = ["done", "bo", "ann", "con", "acm with ann", "acm watched by ann", "acm with bo"];
    assert_eq!(titles(&ann, vec![]).await, all);
    assert_eq!(
        titles(&ann, vec![told("mine"), told("open")]).await,
        ["ann", "acm with ann", "acm watched by ann"]
    );
    assert_eq!(titles(&ann, vec![told("overdue")]).await, ["bo", "ann"]);
    assert_eq!(titles(&ann, vec![Filter::Told("due_by", "2020-01-04".into())]).await, ["done", "bo"]);
    assert_eq!(titles(&ann, vec![Filter::Told("for_login", "bo@example.org".into())]).await, ["bo"]);
    assert_eq!(
        titles(&ann, vec![Filter::Told("for_login", "cy@example.org".into())]).await,
        ["acm watched by ann"]
    );
    assert_eq!(titles(&ann, vec![Filter::Told("by_login", "bo@example.org".into())]).await, ["acm with bo"]);
    assert_eq!(titles(&ann, vec![Filter::Name("WITH bo".to_owned())]).await, ["acm with bo"]);
    assert_eq!(titles(&ann, vec![Filter::Name("@place@ ' @order@".to_owned())]).await, [""; 0]);
    let supervisor = agency.value("select id from ct.users where login = 'ann@example.org'").await;
    let team = Filter::Id("supervisor_id", supervisor.parse().unwrap());
    assert_eq!(titles(&ann, vec![team, told("open")]).await, ["bo", "acm with bo"]);
    // A supervisor without any tool sees the own team's, and who reads what is there to be read.
    let dee = acting(&agency, "dee@example.org", "Work").await;
    assert_eq!(titles(&dee, vec![]).await, ["cy", "acm watched by ann"]);
    assert_eq!(write(&dee, Some("3u"), &[("notes", "x")]).await.unwrap_err().kind(), Kind::NotPermitted);
    let bo = acting(&agency, "bo@example.org", "Work").await;
    assert_eq!(titles(&bo, vec![]).await, ["done", "bo", "ann", "con", "acm with bo"]);
    assert_eq!(write(&bo, Some("2u"), &[("notes", "x")]).await.unwrap_err().kind(), Kind::NotPermitted);
    assert_eq!(titles(&agency.database, vec![]).await.len(), 9);
}

#[tokio::test]
async fn who_may_change_what() {
    let agency = agency().await;
    tasks::tasks(&agency, TASKS).await;
    let ann = acting(&agency, "ann@example.org", "Work").await;
    for named in ["1u", "2u", "4u", "6u", "8u"] {
        assert_eq!(write(&ann, Some(named), &[("notes", "x")]).await.unwrap().change, 1, "{named}");
    }
    let said = refusal(write(&ann, Some("7u"), &[("notes", "x")]).await);
    assert!(said.starts_with("task 7: you take part as an observer, who changes nothing"), "{said}");
    for named in ["3u", "5u"] {
        assert_eq!(
            write(&ann, Some(named), &[("notes", "x")]).await.unwrap_err().kind(),
            Kind::NotFound,
            "{named}"
        );
    }
    let settle = async |id: i64| settle(&ann, &operation("task complete"), &[id], Settle::Complete).await;
    for id in [3, 5, 7] {
        assert_eq!(settle(id).await.unwrap_err().kind(), Kind::NotPermitted, "{id}");
        let gone = delete(&ann, &operation("task delete"), &[id]).await;
        assert_eq!(gone.unwrap_err().kind(), Kind::NotPermitted, "{id}");
    }
    assert!(settle(6).await.unwrap()[0].changed());
    // What she sees can come back as it is.
    let export = List {
        noun: &TASK,
        columns: TASK.exported().collect(),
        filters: vec![],
        sort: Sort { column: None, descending: false },
        page: Page::default(),
    };
    let seen = ann
        .read(async |transaction| export.stream(transaction).await?.try_collect::<Vec<_>>().await)
        .await
        .unwrap();
    let mut csv = csv::Writer::from_writer(Vec::new());
    csv.write_record(export.columns.iter().map(|column| column.name)).unwrap();
    for record in &seen {
        csv.write_record(record.values.iter().map(|value| value.as_csv_cell().into_owned())).unwrap();
    }
    let outcome = Import::of(&TASK).text(&ann, csv.into_inner().unwrap()).await.unwrap();
    assert_eq!((outcome.create, outcome.change, outcome.keep), (0, 0, 7));
    // What another has is not hers, whatever she calls it.
    let said = refusal(write(&ann, None, &[("uid", "5U"), ("title", "mine")]).await);
    assert!(said.contains("is a task that you may not change"), "{said}");
    let cells = agency.column("select title from ct.task where title = 'mine'").await;
    assert_eq!(cells, [""; 0]);
}

#[tokio::test]
async fn to_whom_somebody_gives_tasks() {
    let agency = agency().await;
    let ann = acting(&agency, "ann@example.org", "Work").await;
    let add = async |cells: &[(&'static str, &str)]| {
        let mut all = vec![("title", "New")];
        all.extend(cells);
        write(&ann, None, &all).await
    };
    let latest = "select concat_ws('|', coalesce(for_user, for_client), array_to_string(participants, ' ')) from ct.task_register order by id desc limit 1";
    for (cells, expected) in [
        (vec![], "ann@example.org|ann@example.org:owner"),
        (vec![("for_user", "bo@example.org"), ("uid", "b")], "bo@example.org|ann@example.org:owner"),
        (
            vec![("for_client", "C1"), ("participants", "bo@example.org:reviewer")],
            "C1|ann@example.org:owner bo@example.org:reviewer",
        ),
        (
            vec![("for_client", "C1"), ("uid", "c"), ("participants", "bo@example.org:owner")],
            "C1|bo@example.org:owner",
        ),
        (
            vec![("for_client", "C1"), ("uid", "d"), ("participants", "ann@example.org:reviewer")],
            "C1|ann@example.org:owner",
        ),
    ] {
        assert_eq!(add(&cells).await.unwrap().create, 1, "{cells:?}");
        assert_eq!(agency.value(latest).await, expected);
    }
    for (cells, said) in [
        (
            vec![("for_user", "cy@example.org")],
            "for_user: there is nobody with this e-mail to whom you may give tasks (cy@example.org)",
        ),
        (
            vec![("for_user", "nobody@example.org")],
            "for_user: there is nobody with this e-mail to whom you may give tasks (nobody@example.org)",
        ),
        (
            vec![("for_client", "C2")],
            "for_client: there is no client with this external id for whom you may give tasks (c2)",
        ),
        (
            vec![("participants", "cy@example.org")],
            "participants: there is nobody with this e-mail to whom you may give tasks (cy@example.org)",
        ),
    ] {
        let mut all = vec![("uid", "other")];
        all.extend(cells);
        assert!(refusal(add(&all).await).starts_with(said), "{said}");
    }
}

#[tokio::test]
async fn a_file_for_oneself_can_come_twice_and_from_somebody_else() {
    let agency = agency().await;
    let ann = acting(&agency, "ann@example.org", "Work").await;
    let csv = "title,participants\nMine,bo@example.org\n";
    for (created, kept) in [(1, 0), (0, 1)] {
        let outcome = Import::of(&TASK).text(&ann, csv).await.unwrap();
        assert_eq!((outcome.create, outcome.change, outcome.keep), (created, 0, kept));
    }
    let gone = acting(&agency, "gone@example.org", "Work").await;
    assert_eq!(Import::of(&TASK).text(&gone, csv).await.unwrap().create, 1);
    // Whoever has it already is kept, whoever they are.
    tasks::tasks(
        &agency,
        "uid,title,for_client,participants\nk,Kept,C1,cy@example.org:reviewer;ann@example.org:owner\n",
    )
    .await;
    let parts = [("participants", "cy@example.org:reviewer;bo@example.org;ann@example.org:owner")];
    assert_eq!(write(&ann, Some("k"), &parts).await.unwrap().change, 1);
}

const GONE: &str = "update ct.users set deactivated_at = now(), deactivation_reason = 'left', deactivated_by = gen_random_uuid() where login = 'bo@example.org'";

#[tokio::test]
async fn no_path_gives_open_work_to_who_is_not_active() {
    let agency = agency().await;
    let csv = "uid,title,status,for_user,for_client,participants\n\
        o,Open,,bo@example.org,,bo@example.org:owner\nd,Done,completed,bo@example.org,,bo@example.org:owner\nc,Client,,,C1,\n";
    tasks::tasks(&agency, csv).await;
    let client = agency.own.connect().await;
    client.batch_execute(GONE).await.unwrap();
    let bo = agency.value("select id from ct.users where login = 'bo@example.org'").await;
    for sql in [
        format!(
            "insert into ct.task (uid, key, title, user_id, created_by) values ('x', 'x', 'x', {bo}, gen_random_uuid())"
        ),
        format!("update ct.task set user_id = {bo}, client_id = null where key = 'c'"),
        "update ct.task set status = 'waiting' where key = 'd'".to_owned(),
        format!("insert into ct.task_participant select id, {bo}, 'observer' from ct.task where key = 'c'"),
    ] {
        let refused = client.batch_execute(&sql).await.unwrap_err();
        let told = refused.as_db_error().unwrap();
        assert_eq!(
            (told.code().code(), told.message()),
            ("CT002", "open tasks are given to active users only, and bo@example.org is not one"),
            "{sql}"
        );
    }
    // What they had when they left can be changed and handed over; and what they did is written down.
    let edit = async |named: &'static str, cells: &'static [(&'static str, &'static str)]| {
        agency.one(&TASK, Some(named), cells).await
    };
    assert_eq!(edit("o", &[("due_date", "2026-01-01")]).await.unwrap().change, 1);
    let past = "uid,title,status,for_user,participants\np,Past,completed,bo@example.org,bo@example.org\n";
    assert_eq!(tasks::tasks(&agency, past).await, (1, 0, 0));
    for (named, cells, said) in [
        ("d", &[("status", "waiting")][..], "for_user: is not active"),
        ("d", &[("status", "waiting"), ("for_user", "ann@example.org")], "participants: is not active"),
        ("c", &[("participants", "bo@example.org")], "participants: is not active"),
        ("o", &[("participants", "bo@example.org:observer")], "participants: is not active"),
    ] {
        let said_so = refusal(agency.one(&TASK, Some(named), cells).await);
        assert!(said_so.contains(said), "{named} {cells:?}: {said_so}");
    }
    assert_eq!(
        edit("o", &[("for_user", "ann@example.org"), ("participants", "ann@example.org")])
            .await
            .unwrap()
            .change,
        1
    );
}

#[tokio::test]
async fn nobody_works_for_a_client_who_is_not_served() {
    let agency = agency().await;
    agency
        .database
        .write(&operation("x"), async |transaction| {
            transaction
                .rows(
                    "x",
                    "-- x\nselect client_set_active(id, false) from client where external_id = 'C2'",
                    &[],
                )
                .await
                .map(drop)
        })
        .await
        .unwrap();
    let said = refusal(Import::of(&TASK).text(&agency.database, "title,for_client\nLate,C2\n").await);
    assert!(said.ends_with("for_client: is not served any more (C2)"), "{said}");
}

/// Whichever of the two comes first: nobody who has left has been given anything.
#[tokio::test]
async fn giving_work_and_leaving_meet() {
    let agency = agency().await;
    let csv = "uid,title,for_user,for_client,participants\nu,U,bo@example.org,,\np,P,,C1,bo@example.org\n";
    let leaver = agency.own.connect().await;
    leaver.batch_execute(&format!("begin; {GONE}")).await.unwrap();
    let import = Import::of(&TASK).text(&agency.database, csv);
    let release = async {
        until_waiting(&agency, 1).await;
        leaver.batch_execute("commit").await.unwrap();
    };
    let (refused, ()) = tokio::join!(import, release);
    let said = refusal(refused);
    assert!(said.contains("file.csv:2:3: for_user: is not active"), "{said}");
    assert!(said.contains("file.csv:3:5: participants: is not active"), "{said}");
    assert_eq!(agency.value("select count(*) from ct.task").await, "0");
    // The other way about: who is to go waits until the work is given.
    leaver.batch_execute("update ct.users set deactivated_at = null, deactivated_by = null, deactivation_reason = null where login = 'bo@example.org'").await.unwrap();
    let giver = agency.own.connect().await;
    giver.batch_execute("begin; insert into ct.task (uid, key, title, user_id, created_by) select 'x', 'x', 'x', id, gen_random_uuid() from ct.users where login = 'bo@example.org'").await.unwrap();
    let release = async {
        until_waiting(&agency, 1).await;
        giver.batch_execute("commit").await.unwrap();
    };
    let (left, ()) = tokio::join!(leaver.batch_execute(GONE), release);
    left.unwrap();
}

/// What was deleted is told to who may read histories where it belonged.
#[tokio::test]
async fn the_history_of_what_was_deleted_is_seen_where_it_belonged() {
    let agency = agency().await;
    tasks::tasks(&agency, TASKS).await;
    let gone = ct::history::Filter { noun: Some("task".to_owned()), limit: 50, ..Default::default() };
    let ann = acting(&agency, "ann@example.org", "Work").await;
    delete(&ann, &operation("task delete"), &[4]).await.unwrap();
    delete(&agency.database, &operation("task delete"), &[5]).await.unwrap();
    let seen = ann.read(async |transaction| ct::history::list(transaction, &gone).await).await.unwrap();
    let action = ct::history::HEADINGS.iter().position(|heading| heading.name == "action").unwrap();
    let deleted: Vec<_> = seen.iter().filter(|entry| entry.values[action].as_text() == "deleted").collect();
    assert_eq!(deleted.len(), 1, "{seen:?}");
    let key = ct::history::HEADINGS.iter().position(|heading| heading.name == "key").unwrap();
    assert_eq!(deleted[0].values[key].as_text(), "4u");
}
