use super::{Entry, Form, Status, calendar, contents, day, entry, events, moment, only, party, rule, todos};
use crate::calendar::{CLOSING, opening};

/// The lines of a component, without what is in each.
fn lines(text: &str) -> Vec<&str> {
    const EVERYWHERE: [&str; 5] = ["UID", "DTSTAMP", "LAST-MODIFIED", "SEQUENCE", "SUMMARY"];
    let inner = text.lines().skip_while(|line| !matches!(*line, "BEGIN:VTODO" | "BEGIN:VEVENT")).skip(1);
    let inner = inner.take_while(|line| !line.starts_with("END:"));
    inner.filter(|line| !EVERYWHERE.iter().any(|name| line.starts_with(name))).collect()
}

#[test]
fn a_todo_is_written_to_the_byte() {
    let entry = Entry {
        notes: Some("First line; second, part\nC:\\temp\r\nend\u{7}".into()),
        begin: Some(day("2026-11-25")),
        status: Status::Waiting,
        sequence: 3,
        party: Some(party()),
        categories: vec!["Housing, urgent".into(), "Intake".into()],
        ..entry()
    };
    let expected = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//ct//calendar//EN",
        "CALSCALE:GREGORIAN",
        "NAME:Team\\, North",
        "X-WR-CALNAME:Team\\, North",
        "BEGIN:VTODO",
        "UID:4f0a5c9e-7f7e-4a53-9f0e-1d0b8f7f5a10@ct",
        "DTSTAMP:20261124T123000Z",
        "LAST-MODIFIED:20261124T123000Z",
        "SEQUENCE:3",
        "SUMMARY:Call the landlord",
        "DESCRIPTION:First line\\; second\\, part\\nC:\\\\temp\\nend",
        "CATEGORIES:Housing\\, urgent,Intake",
        "ORGANIZER;CN=\"Nowak, Anna\":mailto:a.nowak@harborcounty.example",
        "ATTENDEE;CN=\"John ^'Jack^' Smith\";ROLE=REQ-PARTICIPANT:mailto:j.smith@harbo",
        " rcounty.example",
        "ATTENDEE;ROLE=NON-PARTICIPANT:mailto:%C3%B6+x%20y@harborcounty.example",
        "DTSTART;VALUE=DATE:20261125",
        "DUE;VALUE=DATE:20261201",
        "STATUS:IN-PROCESS",
        "X-CT-STATUS:WAITING",
        "END:VTODO",
        "END:VCALENDAR",
        "",
    ];
    assert_eq!(calendar([&entry], Form::Todos, Some("Team, North")).unwrap(), expected.join("\r\n"));
}

#[test]
fn an_event_is_the_whole_due_day() {
    let entry = Entry {
        begin: Some(day("2026-11-25")),
        due: Some(day("2026-12-31")),
        status: Status::InProgress,
        rule: Some(rule("FREQ=MONTHLY;BYMONTHDAY=-1;UNTIL=20271231")),
        ..entry()
    };
    assert_eq!(
        lines(&events(&entry)),
        [
            "DTSTART;VALUE=DATE:20261231",
            "DTEND;VALUE=DATE:20270101",
            "RRULE:FREQ=MONTHLY;UNTIL=20271231;BYMONTHDAY=-1",
            "X-CT-BEGIN;VALUE=DATE:20261125",
            "STATUS:CONFIRMED",
            "X-CT-STATUS:IN-PROCESS",
            "TRANSP:TRANSPARENT",
        ]
    );
    assert_eq!(Entry { due: None, ..entry.clone() }.component(Form::Events).unwrap(), None);
    let cancelled = Entry { status: Status::Cancelled, rule: None, begin: None, ..entry };
    assert_eq!(lines(&events(&cancelled))[2..], ["STATUS:CANCELLED", "TRANSP:TRANSPARENT"]);
}

/// DUE must be later than DTSTART, and what recurs needs a DTSTART.
#[test]
fn begin_due_and_rule_fit_into_what_a_todo_may_have() {
    let (first, second) = (Some("2026-12-01"), Some("2026-12-02"));
    let weekly = Some("weekly until 2027-06-30");
    for (begin, due, text, expected) in [
        (None, None, None, &[][..]),
        (first, None, None, &["DTSTART;VALUE=DATE:20261201"]),
        (None, first, None, &["DUE;VALUE=DATE:20261201"]),
        (first, second, None, &["DTSTART;VALUE=DATE:20261201", "DUE;VALUE=DATE:20261202"]),
        (first, first, None, &["DUE;VALUE=DATE:20261201", "X-CT-BEGIN;VALUE=DATE:20261201"]),
        (second, first, None, &["DUE;VALUE=DATE:20261201", "X-CT-BEGIN;VALUE=DATE:20261202"]),
        (
            None,
            first,
            weekly,
            &[
                "DTSTART:20261201T000000",
                "DUE:20261201T235959",
                "RRULE:FREQ=WEEKLY;UNTIL=20270630T235959",
                "X-CT-BEGIN:NONE",
            ],
        ),
        (first, None, weekly, &["DTSTART;VALUE=DATE:20261201", "RRULE:FREQ=WEEKLY;UNTIL=20270630"]),
        (None, None, weekly, &[]),
    ] {
        let entry = Entry { begin: begin.map(day), due: due.map(day), rule: text.map(rule), ..entry() };
        let text = todos(&entry);
        let found = lines(&text);
        assert_eq!(found[..found.len() - 2], *expected, "{begin:?} {due:?}");
        let back = only(&text);
        assert_eq!((back.begin, back.due), (entry.begin, entry.due));
    }
}

#[test]
fn status_is_told_and_comes_back() {
    let completed_at = Some(moment("2026-11-30T23:59:59Z"));
    let cases: [(Status, &[&str]); 5] = [
        (Status::NotStarted, &["STATUS:NEEDS-ACTION", "PERCENT-COMPLETE:0"]),
        (Status::InProgress, &["STATUS:IN-PROCESS"]),
        (Status::Waiting, &["STATUS:IN-PROCESS", "X-CT-STATUS:WAITING"]),
        (Status::Completed, &["STATUS:COMPLETED", "PERCENT-COMPLETE:100", "COMPLETED:20261130T235959Z"]),
        (Status::Cancelled, &["STATUS:CANCELLED"]),
    ];
    for (status, expected) in cases {
        let entry = Entry { status, completed_at, ..entry() };
        assert_eq!(lines(&todos(&entry))[1..], *expected);
        assert_eq!(only(todos(&entry)).status, Some(status));
        assert_eq!(only(events(&entry)).status, Some(status));
    }
}

#[test]
fn lines_are_folded_at_75_octets_never_within_a_character() {
    for length in 0..300 {
        let title = "€ä😀x".chars().cycle().take(length).collect::<String>();
        let text = todos(&Entry { title: title.clone(), notes: Some("x".repeat(length)), ..entry() });
        assert!(text.split("\r\n").all(|line| line.len() <= 75), "{text}");
        assert!(!text.replace("\r\n", "").contains(['\r', '\n']));
        assert_eq!(only(text).title, Some(title).filter(|title| !title.is_empty()));
    }
}

/// What is in a text cannot become a line of its own.
#[test]
fn no_text_breaks_out() {
    let evil = "x\r\nEND:VTODO\nATTACH:evil\r\u{0}\u{1b}\";X=\"1:";
    let mut party = party();
    party.organizer.email = evil.into();
    party.organizer.name = evil.into();
    let entry = Entry {
        uid: evil.into(),
        title: evil.into(),
        notes: Some(evil.into()),
        party: Some(party),
        categories: vec![evil.into()],
        ..entry()
    };
    let text = calendar([&entry], Form::Todos, Some(evil)).unwrap();
    assert_eq!(text.matches("\r\nEND:VTODO").count(), 1);
    assert!(!text.contains("\nATTACH"));
    assert_eq!(contents(&text).entries.len(), 1);
    assert!(!text.contains(['\u{0}', '\u{1b}']));
}

#[test]
fn what_no_calendar_can_hold_is_refused() {
    let error = Entry { uid: String::new(), ..entry() }.component(Form::Todos).unwrap_err();
    assert_eq!(error.to_string(), "\"Call the landlord\" has no UID to be written with");
    let far = chrono::NaiveDate::from_ymd_opt(10_000, 1, 1);
    for entry in [
        Entry { due: far, ..entry() },
        Entry { begin: far, ..entry() },
        Entry { begin: far, due: None, ..entry() },
        Entry { due: far, rule: Some(rule("daily")), ..entry() },
        Entry { changed_at: chrono::DateTime::<chrono::Utc>::MAX_UTC, ..entry() },
    ] {
        let error = entry.component(Form::Todos).unwrap_err();
        assert!(error.to_string().contains("which no calendar can hold"), "{error}");
    }
    let last = Entry { due: Some(day("9999-12-31")), ..entry() };
    assert_eq!(only(events(&last)).due, last.due);
}

/// Not as a property without a value.
#[test]
fn what_is_empty_is_not_written() {
    let entry = Entry {
        title: String::new(),
        notes: Some("\u{1}".into()),
        categories: vec![String::new()],
        ..entry()
    };
    let text = todos(&entry);
    assert!(text.lines().all(|line| !line.ends_with(':')), "{text}");
    assert_eq!(only(&text).title, None);
}

#[test]
fn a_calendar_may_be_written_piece_by_piece() {
    let pieces =
        [opening(None), entry().component(Form::Todos).unwrap().unwrap(), CLOSING.to_owned()].concat();
    assert_eq!(pieces, todos(&entry()));
}
