//! Case assignments: files, lists, undoing.

use ct::batch::{Undo, undo};
use ct::case::CASE;
use ct::client::CLIENT;
use ct::noun::stage::{Conflict, Strictness};
use ct::noun::{Filter, List, Page, Sort, find};
use ct::record::{Record, Value};
use ct::{Kind, NOUNS};

use crate::agency::{Agency, Import, counts, operation, refusal};

/// Ann works for both organizations, Bob for one, Cy for the other; Dan is no case manager, Eve has left, Pia waits.
pub(crate) const PEOPLE: &str = "email,name,organization,organizations,supervisor,case_manager,status\n\
    boss@example.org,Zoë Boss,CON,,,no,\n\
    ann@example.org,Ann Able,CON,ACM,boss@example.org,yes,\n\
    bob@example.org,Bob Baker,CON,,boss@example.org,yes,\n\
    cy@example.org,Cy Cooper,ACM,,,yes,\n\
    dan@example.org,Dan Dyer,CON,,,no,\n\
    eve@example.org,Eve East,CON,,,yes,inactive\n\
    pia@example.org,Pia Pound,CON,,,yes,pending\n";

/// An office with clients K1 to K8 of CON and A1 to A4 of ACM.
pub(crate) async fn office() -> Agency {
    let agency = Agency::new().await;
    agency.imported(PEOPLE).await;
    let mut clients = "external_id,name,organization\n".to_owned();
    for number in 1..=8 {
        clients.push_str(&format!("K{number},Klara Client{number},CON\n"));
    }
    for number in 1..=4 {
        clients.push_str(&format!("A{number},Amélie Other{number},ACM\n"));
    }
    Import::of(&CLIENT).text(&agency.database, clients).await.unwrap();
    agency
}

/// Imports what must be good; gives created, changed, kept.
pub(crate) async fn imported(agency: &Agency, csv: &str) -> (u64, u64, u64) {
    let outcome = Import::of(&CASE).text(&agency.database, csv.to_owned()).await;
    counts(&outcome.unwrap_or_else(|error| panic!("{csv}: {}", refusal(Err(error)))))
}

/// All that counts: client, case manager, first and last day, why it ended.
pub(crate) async fn all(agency: &Agency) -> Vec<String> {
    agency
        .column(
            "select concat_ws(' ', client, split_part(\"user\", '@', 1), begin_date, coalesce(end_date::text, '-'), end_reason)
             from ct.case_register where status <> 'withdrawn' order by client, \"user\", begin_date",
        )
        .await
}

/// Undoes the last batch; gives undone, kept, failed, so already.
pub(crate) async fn undone(agency: &Agency, batch: i64) -> (u64, Vec<String>, Vec<String>, u64) {
    let request =
        Undo { nouns: &NOUNS, batch, operation: operation("batch undo"), wait: true, dry_run: false };
    let undone = undo(&agency.database, request).await.unwrap();
    let told =
        |left: &[ct::batch::Left]| left.iter().map(|one| format!("{}: {}", one.key, one.why)).collect();
    (undone.undone, told(&undone.kept), told(&undone.failed), undone.already)
}

const FILE: &str = "client,user,begin_date,end_date,end_reason\n\
    K1,ann@example.org,2020-01-01,2020-12-31,moved\n\
    k1,ANN@example.org,2021-01-01,,\n\
    K1,bob@example.org,2021-06-01,,\n\
    K2,eve@example.org,2019-01-01,2019-06-30,has left\n\
    K3,dan@example.org,2019-01-01,2019-06-30,\n\
    A1,cy@example.org,2022-01-01,,\n\
    A1,ann@example.org,2090-01-01,2090-12-31,\n";

#[tokio::test]
async fn a_file_comes_twice_and_goes_out_as_it_came() {
    let agency = office().await;
    assert_eq!(imported(&agency, FILE).await, (7, 0, 0));
    let before = agency.content_but_batches().await;
    assert_eq!(imported(&agency, FILE).await, (0, 0, 7));
    assert_eq!(agency.content_but_batches().await, before);
    let out = agency.export(&CASE).await;
    assert_eq!(out.lines().count(), 8, "{out}");
    assert_eq!(imported(&agency, &out).await, (0, 0, 7));
    assert_eq!(agency.content_but_batches().await, before);
    // Into an empty office, the same comes out again.
    let other = office().await;
    imported(&other, &out).await;
    assert_eq!(all(&other).await, all(&agency).await);
}

#[tokio::test]
async fn rows_that_are_there_end() {
    let agency = office().await;
    imported(&agency, FILE).await;
    let file = "client,user,begin_date,end_date,end_reason\n\
        K1,bob@example.org,2021-06-01,2021-12-31,done\n\
        K1,bob@example.org,2022-01-01,,\n\
        A1,cy@example.org,2022-01-01,,only why\n";
    assert_eq!(imported(&agency, file).await, (1, 2, 0));
    assert_eq!(imported(&agency, file).await, (0, 0, 3));
    let bob: Vec<_> = all(&agency).await.into_iter().filter(|one| one.starts_with("K1 bob")).collect();
    assert_eq!(bob, ["K1 bob 2021-06-01 2021-12-31 done", "K1 bob 2022-01-01 -"]);
    // NULL opens what was to end.
    let planned = "client,user,begin_date,end_date\nA1,ann@example.org,2090-01-01,NULL\n";
    assert_eq!(imported(&agency, planned).await, (0, 1, 0));
    let history = "select change::text from ct.history where noun = 'case' and action = 'changed' order by id desc limit 1";
    assert_eq!(agency.value(history).await, r#"{"end_date": ["2090-12-31", null]}"#);
}

#[tokio::test]
async fn everything_that_is_wrong_is_told_by_its_line() {
    let agency = office().await;
    imported(&agency, FILE).await;
    let file = "client,user,begin_date,end_date\n\
        K4,ann@example.org,2026-01-01,\n\
        K4,ann@example.org,2026-01-01,\n\
        K4,ann@example.org,2026-05-01,2026-06-30\n\
        K99,ann@example.org,2026-01-01,\n\
        K4,nobody@example.org,2026-01-01,\n\
        K4,dan@example.org,2026-01-01,\n\
        K4,eve@example.org,2026-01-01,\n\
        K4,pia@example.org,2026-01-01,\n\
        K4,cy@example.org,2026-01-01,\n\
        K4,bob@example.org,2026-02-01,2026-01-31\n\
        K1,ann@example.org,2020-06-01,2020-07-31\n\
        K1,ann@example.org,2020-01-01,2020-11-30\n\
        K5,bob@example.org,,\n";
    let said = agency.refused_by(Import::of(&CASE), file).await;
    let expected = "file.csv:3:3: begin_date: the same as in line 2 (2026-01-01)
file.csv:4:3: begin_date: overlaps with line 3, which goes on (2026-05-01)
file.csv:5:1: client: there is no such client (k99)
file.csv:6:2: user: there is no such user (nobody@example.org)
file.csv:7:2: user: is not a case manager (dan@example.org)
file.csv:8:2: user: is inactive (eve@example.org)
file.csv:9:2: user: waits for approval (pia@example.org)
file.csv:10:2: user: has no access to the client's organization (cy@example.org)
file.csv:11:4: end_date: is before it begins (2026-01-31)
file.csv:12:3: begin_date: overlaps with the assignment 1, from 2020-01-01 until 2020-12-31 (2020-06-01)
file.csv:13:4: end_date: is past, and stays as it was: it ended on 2020-12-31 (2020-11-30)
file.csv:14:3: begin_date: every row needs it";
    // The assignment's number is told by an order that a file's rows have by themselves.
    let number = agency
        .value("select id from ct.case_register where client = 'K1' and begin_date = '2020-01-01'")
        .await;
    let plain = said.replace(&format!("the assignment {number},"), "the assignment 1,");
    assert_eq!(plain, expected);
}

#[tokio::test]
async fn what_is_there_is_skipped_or_refused_as_asked() {
    let agency = office().await;
    imported(&agency, FILE).await;
    let file = "client,user,begin_date,end_date\nK1,bob@example.org,2021-06-01,2021-07-31\nK2,bob@example.org,2021-06-01,\n";
    let import = Import { conflict: Conflict::Fail, ..Import::of(&CASE) };
    assert_eq!(agency.refused_by(import, file).await, "file.csv:2:1: client: is there already (k1)");
    let import = Import { conflict: Conflict::Skip, ..Import::of(&CASE) };
    assert_eq!(counts(&import.text(&agency.database, file).await.unwrap()), (1, 0, 1));
    let partial = Import { strictness: Strictness::Partial(None), ..Import::of(&CASE) };
    let file = "client,user,begin_date\nK9,bob@example.org,2021-06-01\nK3,bob@example.org,2021-06-01\n";
    let outcome = partial.text(&agency.database, file).await.unwrap();
    assert_eq!((counts(&outcome), outcome.rejected), ((1, 0, 0), 1));
}

fn list(filters: Vec<Filter>, sort: Option<&str>, page: Page) -> List {
    List {
        noun: &CASE,
        columns: ["client", "user", "end_date"].map(|name| CASE.column(name).unwrap()).to_vec(),
        filters,
        sort: Sort { column: sort.map(|name| CASE.column(name).unwrap()), descending: false },
        page,
    }
}

/// Client and case manager of each, in the order of names; those that end later come first in the list.
async fn listed(agency: &Agency, filters: Vec<Filter>) -> String {
    let records = agency.list(&list(filters, None, Page::default())).await;
    let until = |record: &Record| match &record.values[2] {
        Value::Null => "infinity".to_owned(),
        day => day.as_text().into_owned(),
    };
    let order: Vec<_> = records.iter().map(|one| (until(one), one.id)).collect();
    assert!(order.is_sorted_by(|one, other| one > other), "{order:?}");
    let mut told: Vec<_> = records
        .iter()
        .map(|one| format!("{}-{}", one.values[0].as_text(), &one.values[1].as_text()[..2]))
        .collect();
    told.sort();
    told.join(" ")
}

#[tokio::test]
async fn lists_have_what_is_open_first_and_then_what_ended_last() {
    let agency = office().await;
    imported(&agency, FILE).await;
    let open = || Filter::Text("status", "active".to_owned());
    let id = async |sql: &str| agency.value(sql).await.parse::<i64>().unwrap();
    let ann = id("select id from ct.users where login = 'ann@example.org'").await;
    let boss = id("select id from ct.users where login = 'boss@example.org'").await;
    let acm = id("select id from ct.organization where code = 'ACM'").await;
    let k1 = id("select id from ct.client where key = 'k1'").await;
    let told = |word: &'static str, value: &str| Filter::Told(word, value.into());
    let words = |words: &str| Filter::Name(words.to_owned());
    for (filters, expected) in [
        (vec![], "A1-an A1-cy K1-an K1-an K1-bo K2-ev K3-da"),
        (vec![open()], "A1-an A1-cy K1-an K1-bo"),
        (vec![Filter::Text("status", "inactive".to_owned())], "K1-an K2-ev K3-da"),
        (vec![Filter::Told("user_id", ann.into())], "A1-an K1-an K1-an"),
        (vec![Filter::Told("client_id", k1.into()), open()], "K1-an K1-bo"),
        (vec![Filter::Id("organization_id", acm)], "A1-an A1-cy"),
        (vec![Filter::Id("supervisor_id", boss), open()], "A1-an K1-an K1-bo"),
        (vec![told("from", "2020-12-31"), told("until", "2021-05-31")], "K1-an K1-an"),
        (vec![words("amelie other1")], "A1-an A1-cy"),
        (vec![words("ABLE")], "A1-an K1-an K1-an"),
        (vec![words("able klara")], ""),
        (vec![words("100% %s $1 ' or true")], ""),
        (vec![words("klara"), Filter::Told("user_id", ann.into())], "K1-an K1-an"),
    ] {
        assert_eq!(listed(&agency, filters).await, expected);
    }
    // Page by page, and sorted, the same.
    for sort in [None, Some("client"), Some("begin_date"), Some("user"), Some("id")] {
        let whole = agency.list(&list(vec![], sort, Page::default())).await;
        let (mut pages, mut after) = (Vec::new(), None);
        loop {
            let page = agency.list(&list(vec![], sort, Page { limit: Some(2), after })).await;
            let Some(last) = page.last() else { break };
            after = Some(last.id);
            pages.extend(page.iter().map(|one| one.id));
        }
        assert_eq!(pages, whole.iter().map(|one| one.id).collect::<Vec<_>>(), "{sort:?}");
        assert_eq!(pages.len(), 7);
    }
}

#[tokio::test]
async fn one_is_named_by_its_number_or_by_its_client() {
    let agency = office().await;
    imported(&agency, FILE).await;
    let read = async |named: &'static str| {
        agency.database.read(async |transaction| find(transaction, &CASE, named).await).await
    };
    let id =
        agency.value("select id from ct.case_register where client = 'K1' and \"user\" like 'bob%'").await;
    let found = agency.find(&CASE, &id).await.unwrap();
    assert_eq!((found.key, found.name), (format!("#{id}"), "K1, bob@example.org".to_owned()));
    assert!(read("a1").await.unwrap_err().to_string().contains("means 2 cases"));
    assert_eq!(read("Klara Client2").await.unwrap_err().kind(), Kind::NotFound);
    assert_eq!(read("99999").await.unwrap_err().to_string(), "there is no case \"99999\"");
    // Its end is edited, and nothing else.
    let outcome =
        agency.one(&CASE, Some(&id), &[("end_date", "2091-01-01"), ("end_reason", "retires")]).await;
    assert_eq!(counts(&outcome.unwrap()), (0, 1, 0));
    let outcome = agency.one(&CASE, Some(&id), &[("end_date", "2091-01-01")]).await;
    assert_eq!(counts(&outcome.unwrap()), (0, 0, 1));
    let early = agency.one(&CASE, Some(&id), &[("end_date", "2021-05-31")]).await.unwrap_err();
    assert_eq!(early.to_string(), "end_date: is before it begins (2021-05-31)");
    assert_eq!(counts(&agency.one(&CASE, Some(&id), &[("end_date", "")]).await.unwrap()), (0, 1, 0));
}

#[tokio::test]
async fn an_import_is_undone_and_done_again() {
    let agency = office().await;
    imported(&agency, FILE).await;
    let before = all(&agency).await;
    let file = "client,user,begin_date,end_date,end_reason\n\
        K1,bob@example.org,2021-06-01,2021-12-31,done\n\
        K1,bob@example.org,2022-01-01,,\n\
        K5,ann@example.org,2022-01-01,,\n\
        A1,cy@example.org,2022-01-01,2090-01-01,\n";
    imported(&agency, file).await;
    let after = all(&agency).await;
    let batch = crate::batches::last(&agency).await;
    assert_eq!(undone(&agency, batch).await, (4, vec![], vec![], 0));
    assert_eq!(all(&agency).await, before);
    // The undoing is undone: what it took back comes back.
    let undoing = crate::batches::last(&agency).await;
    assert_eq!(undone(&agency, undoing).await, (4, vec![], vec![], 0));
    assert_eq!(all(&agency).await, after);
    // What has been edited since stays.
    let id = agency.value("select id from ct.case_register where client = 'K5' and status = 'active'").await;
    agency.one(&CASE, Some(&id), &[("end_reason", "later")]).await.unwrap();
    let (number, kept, failed, _) = undone(&agency, batch).await;
    assert_eq!((number, failed), (3, vec![]));
    assert_eq!(kept.len(), 1, "{kept:?}");
    assert!(kept[0].starts_with("K5 / ann@example.org / 2022-01-01: has been edited since by"), "{kept:?}");
}

/// A saved plan is of the same assignments, however they are called.
#[tokio::test]
async fn a_plan_tells_what_ends_and_what_begins() {
    let agency = office().await;
    imported(&agency, FILE).await;
    let file = "client,user,begin_date,end_date\nK1,bob@example.org,2021-06-01,2021-12-31\nK2,bob@example.org,2022-01-01,2090-01-01\n";
    let import = Import { dry_run: true, ..Import::of(&CASE) };
    let before = agency.content().await;
    let outcome = import.text(&agency.database, file).await.unwrap();
    assert_eq!(agency.content().await, before);
    let planned: Vec<_> =
        outcome.planned.iter().map(|row| format!("{} {} {}", row.action, row.key, row.change)).collect();
    assert_eq!(
        planned,
        [
            r#"change K1 / bob@example.org / 2021-06-01 {"end_date":[null,"2021-12-31"]}"#,
            r#"create K2 / bob@example.org / 2022-01-01 {"end_date":[null,"2090-01-01"]}"#
        ]
    );
}
