//! Tasks in calendars: written, read back, and what was changed there taken over (REQUIREMENTS K3).

use std::io::Cursor;

use chrono::NaiveDate;
use ct::calendar::{self, Form, Tz, read};
use ct::db::status;
use ct::noun::stage::{
    self, Conflict, Expectation, Generate, Goal, Outcome, Portion, Record, Request, Strictness, Unwatched,
};
use ct::noun::{List, Page, Sort};
use ct::task::calendar::{Back, columns, columns_back, entry, rows};
use ct::task::{Followed, TASK};
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};
use uuid::Uuid;

use crate::agency::{Agency, counts, operation, passwords};
use crate::tasks::{agency, tasks};

async fn instance(agency: &Agency) -> Uuid {
    status::instance(&agency.database).await.unwrap()
}

/// What `ct task export --ics` writes.
async fn written(agency: &Agency, form: Form) -> String {
    let sort = Sort { column: None, descending: false };
    let list =
        List { noun: &TASK, columns: columns().unwrap(), filters: Vec::new(), sort, page: Page::default() };
    let instance = instance(agency).await;
    let records = agency.list(&list).await;
    let entries: Vec<_> =
        records.iter().map(|record| entry(record, &list.headings(), instance).unwrap()).collect();
    calendar::calendar(&entries, form, None).unwrap()
}

/// What comes of a file.
async fn came(agency: &Agency, text: &str) -> Back {
    let contents = read(Cursor::new(text.to_owned()), Tz::America__Los_Angeles).unwrap();
    rows(&agency.database, contents, instance(agency).await).await.unwrap()
}

/// As `ct task import --ics` does.
async fn taken(agency: &Agency, back: Back) -> ct::Result<Outcome> {
    let request = Request {
        noun: &TASK,
        columns: columns_back().unwrap(),
        conflict: Conflict::MustExist,
        operation: operation("task import"),
        passwords: passwords(Generate::Nobody),
        goal: Goal::Apply,
        strictness: Strictness::AllOrNothing,
        rejects: None,
        expectation: Expectation::None,
        parking: ct::paused::import::Parking::None,
        record: Record::Batch { wait: true },
        source: "tasks.ics".to_owned(),
        positions: Vec::new(),
    };
    let (sender, portions) = tokio::sync::mpsc::channel(2);
    sender.try_send(Portion::Rows(back.rows)).unwrap();
    sender.try_send(Portion::End(Ok(Box::new(back.report)))).unwrap();
    stage::run(&agency.database, request, portions, &Unwatched).await
}

const TASKS: &str = "uid,title,notes,begin_date,due_date,status,for_user,for_client,repeats\n\
    A,Call,\"one, two; three\ntwice\",2026-11-01,2026-11-24,in-progress,ann@example.org,,\n\
    B,Report,,2998-12-30,2999-01-01,,ann@example.org,,weekly\n\
    C,No day,,,,waiting,,C1,\n\
    D,Done,,,2026-11-01,completed,,C1,monthly\n\
    E,Off,,2026-11-01,2026-11-01,cancelled,,C1,\n";

#[tokio::test]
async fn what_is_written_comes_back_without_a_change() {
    let agency = agency().await;
    tasks(&agency, TASKS).await;
    for (form, entries) in [(Form::Todos, 5), (Form::Events, 4)] {
        let text = written(&agency, form).await;
        let before = agency.content_but_batches().await;
        let back = came(&agency, &text).await;
        assert_eq!((back.rows.len(), back.unknown.len(), back.report.total), (entries, 0, 0), "{text}");
        assert_eq!(counts(&taken(&agency, back).await.unwrap()), (0, 0, entries as u64));
        assert_eq!(agency.content_but_batches().await, before);
    }
    let text = written(&agency, Form::Todos).await.replace("\r\n ", "");
    let instance = instance(&agency).await;
    for line in [format!("UID:B@{instance}"), "RRULE:FREQ=WEEKLY".to_owned(), "SUMMARY:Call".to_owned()] {
        assert_eq!(text.matches(&line).count(), 1, "{line}: what is done comes no more\n{text}");
    }
}

#[tokio::test]
async fn what_was_changed_in_a_calendar_is_taken_over() {
    let agency = agency().await;
    tasks(&agency, TASKS).await;
    let instance = instance(&agency).await;
    let todo = |uid: &str, lines: &str| {
        format!("BEGIN:VTODO\r\nUID:{uid}\r\nDTSTAMP:20261124T000000Z\r\n{lines}END:VTODO\r\n")
    };
    let text = format!(
        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\n{}{}{}{}{}{}END:VCALENDAR\r\n",
        // At one in the morning in London it is still the day before where the file is read.
        todo(&format!("A@{instance}"), "SUMMARY:Another title\r\nDUE:20261202T010000Z\r\n"),
        todo(&format!("b@{instance}"), "STATUS:COMPLETED\r\n"),
        todo(&format!("C@{instance}"), "DUE;VALUE=DATE:20261205\r\nSTATUS:NEEDS-ACTION\r\n"),
        todo(&format!("D@{instance}"), "STATUS:NEEDS-ACTION\r\n"),
        todo("F@elsewhere", "SUMMARY:Dentist\r\nDUE;VALUE=DATE:20261205\r\n"),
        todo(&format!("Z@{instance}"), "DUE;VALUE=DATE:20261205\r\n"),
    );
    let back = came(&agency, &text).await;
    assert_eq!(back.unknown, ["Dentist".to_owned(), format!("Z@{instance}")]);
    let outcome = taken(&agency, back).await.unwrap();
    assert_eq!(counts(&outcome), (0, 3, 1));
    assert!(matches!(outcome.followed[0].followed, Followed::Made { .. }));
    let told = "select concat_ws('|', uid, title, due_date, status) from ct.task order by id";
    assert_eq!(
        agency.column(told).await,
        [
            "A|Call|2026-12-01|in-progress",
            "B|Report|2999-01-01|completed",
            "C|No day|2026-12-05|waiting",
            "D|Done|2026-11-01|completed",
            "E|Off|2026-11-01|cancelled",
            "B#2999-01-08|Report|2999-01-08|not-started",
        ]
    );
    // The same file once more says nothing new.
    let back = came(&agency, &text).await;
    assert_eq!(counts(&taken(&agency, back).await.unwrap()), (0, 0, 4));
}

#[tokio::test]
async fn what_is_wrong_in_a_file_is_told_and_nothing_is_written() {
    let agency = agency().await;
    tasks(&agency, TASKS).await;
    let uid = format!("A@{}", instance(&agency).await);
    let file = |lines: &str| format!("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n{lines}END:VCALENDAR\r\n");
    let todo = |due: &str| format!("BEGIN:VTODO\r\nUID:{uid}\r\nDUE;VALUE=DATE:{due}\r\nEND:VTODO\r\n");
    for (text, line, said) in [
        (file(&todo("20261301")), 5, ""),
        (file(&format!("{}{}", todo("20261202"), todo("20261203"))), 7, "the same as in line 3"),
        (file(&todo("20261001")), 3, "is before the day on which it begins, 2026-11-01"),
    ] {
        let before = agency.content().await;
        let back = came(&agency, &text).await;
        let Err(ct::Error::BadRows { problems, .. }) = taken(&agency, back).await else { panic!("{text}") };
        assert_eq!(problems[0].line, line, "{problems:?}");
        assert!(problems[0].message.contains(said), "{problems:?}");
        assert_eq!(agency.content().await, before);
    }
    // A change to one day of a series is none of the task's.
    let one_day =
        file(&todo("20261202").replace("END:VTODO", "RECURRENCE-ID;VALUE=DATE:20261124\r\nEND:VTODO"));
    let back = came(&agency, &one_day).await;
    assert_eq!((back.rows.len(), back.single_days), (0, 1));
}

/// Whatever the days, the rules and the texts are.
#[test]
fn any_task_comes_back_from_a_calendar() {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let agency = runtime.block_on(agency());
    let mut runner = TestRunner::new(Config { cases: 25, failure_persistence: None, ..Config::default() });
    let rule = prop_oneof![
        Just(""),
        Just("daily"),
        Just("every 2 weeks on monday and friday"),
        Just("monthly on the last day"),
        Just("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29;COUNT=4"),
        Just("weekly until 2031-01-01"),
    ];
    let row = ("\\PC{1,60}", 0..20_000_u64, 0..40_u64, rule, proptest::sample::select(&ct::task::STATUSES));
    let ran = runner.run(&proptest::collection::vec(row, 1..10), |rows| {
        let mut writer = csv::Writer::from_writer(Vec::new());
        writer
            .write_record(["uid", "title", "begin_date", "due_date", "repeats", "status", "for_user"])
            .unwrap();
        for (n, (title, due, before, rule, status)) in rows.into_iter().enumerate() {
            let due = NaiveDate::default() + chrono::Days::new(due);
            let begin = due - chrono::Days::new(before);
            let title = ct::csv_io::guard(&format!("x{title}")).into_owned();
            let cells = [&format!("Ü-{n}"), &title, &begin.to_string(), &due.to_string(), &rule.to_owned()];
            writer
                .write_record(cells.into_iter().chain([&(*status).to_owned(), &"ann@example.org".to_owned()]))
                .unwrap();
        }
        let file = String::from_utf8(writer.into_inner().unwrap()).unwrap();
        runtime.block_on(async {
            tasks(&agency, &file).await;
            let tasks = agency.value("select count(*) from ct.task").await.parse::<usize>().unwrap();
            for form in [Form::Todos, Form::Events] {
                let text = written(&agency, form).await;
                let before = agency.content_but_batches().await;
                let back = came(&agency, &text).await;
                prop_assert_eq!(
                    (back.rows.len(), back.report.total, back.unknown.len()),
                    (tasks, 0, 0),
                    "{}",
                    text
                );
                let outcome = taken(&agency, back).await.unwrap();
                prop_assert_eq!((outcome.create, outcome.change), (0, 0), "{}", text);
                prop_assert_eq!(agency.content_but_batches().await, before);
            }
            Ok(())
        })
    });
    ran.unwrap_or_else(|failure| panic!("{failure}"));
    runtime.block_on(async { drop(agency) });
}
