use super::{Incoming, Status, contents, day, event, only, problems, todo};

#[test]
fn a_file_of_another_program_is_read() {
    let text = "\u{feff}BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Example//EN\r\nX-FOO;X=\"a:b;c\":1\r\n\r\n\
                BEGIN:VTODO\r\nuid:abc\r\n -def\r\nSUMMARY;LANGUAGE=en:Call\\, then wr\r\n\tite\\nnow \\\\ \\; \\N\r\n\
                DUE;VALUE=DATE:20261201\r\nDTSTART;VALUE=\"DATE\":20261125\r\nSTATUS:in-process\r\n\
                BEGIN:VALARM\r\nACTION:DISPLAY\r\nSUMMARY:alarm\r\nDURATION:PT5M\r\nEND:VALARM\r\nEND:VTODO\r\n\
                BEGIN:VJOURNAL\r\nSUMMARY:journal\r\nEND:VJOURNAL\r\nEND:VCALENDAR";
    assert_eq!(
        only(text),
        Incoming {
            uid: "abc-def".into(),
            due: Some(day("2026-12-01")),
            begin: Some(day("2026-11-25")),
            status: Some(Status::InProgress),
            title: Some("Call, then write\nnow \\ ; \n".into()),
            occurrence: None,
            line: 6,
        }
    );
    // Bare line feeds, and what is folded within a character.
    assert_eq!(only(text.replace("\r\n", "\n")), only(text));
    let mut bytes = todo("SUMMARY:ä").into_bytes();
    let at = bytes.iter().position(|byte| *byte == 0xA4).unwrap();
    bytes.splice(at..at, *b"\r\n ");
    assert_eq!(only(bytes).title.as_deref(), Some("ä"));
}

#[test]
fn what_is_not_told_is_none() {
    let found = only(todo("X-A:1"));
    assert_eq!((found.due, found.begin, found.status, found.title), (None, None, None, None));
    assert_eq!(only(todo("SUMMARY:")).title.as_deref(), Some(""));
}

#[test]
fn days_and_times_become_days() {
    for (lines, due) in [
        ("DUE:20261201", "2026-12-01"),
        // The reader lives eight hours west of UTC.
        ("DUE:20261201T075959Z", "2026-11-30"),
        ("DUE:20261201T080000Z", "2026-12-01"),
        ("DUE:20261201T235960", "2026-12-01"),
        ("DUE;TZID=Europe/Berlin:20261201T085959", "2026-11-30"),
        ("DUE;TZID=\"/example.org/2024/Europe/Berlin\":20261201T090000", "2026-12-01"),
        ("DTSTART;VALUE=DATE:20261201\nDURATION:P1W", "2026-12-08"),
        ("DTSTART:20261201T200000Z\nDURATION:P1DT12H", "2026-12-03"),
    ] {
        assert_eq!(only(todo(lines)).due, Some(day(due)), "{lines}");
    }
}

#[test]
fn an_event_is_due_on_its_last_day() {
    for (lines, begin, due) in [
        ("DTSTART;VALUE=DATE:20261201", None, "2026-12-01"),
        ("DTSTART;VALUE=DATE:20261201\nDTEND;VALUE=DATE:20261202", None, "2026-12-01"),
        ("DTSTART;VALUE=DATE:20261201\nDTEND;VALUE=DATE:20261204", Some("2026-12-01"), "2026-12-03"),
        ("DTSTART;VALUE=DATE:20261201\nDURATION:P1D", None, "2026-12-01"),
        ("DTSTART;VALUE=DATE:20261201\nDTEND;VALUE=DATE:20261201", None, "2026-12-01"),
        ("DTSTART:20261201T230000\nDTEND:20261202T000000", None, "2026-12-01"),
        ("DTSTART:20261201T230000\nDURATION:PT1H1S", Some("2026-12-01"), "2026-12-02"),
        ("DTSTART;VALUE=DATE:20261201\nX-CT-BEGIN;VALUE=DATE:20261111", Some("2026-11-11"), "2026-12-01"),
    ] {
        let found = only(event(lines));
        assert_eq!((found.begin, found.due), (begin.map(day), Some(day(due))), "{lines}");
    }
}

#[test]
fn what_another_program_changed_counts_more_than_what_it_left() {
    for (lines, status) in [
        ("STATUS:COMPLETED\nX-CT-STATUS:WAITING", Some(Status::Completed)),
        ("STATUS:NEEDS-ACTION\nX-CT-STATUS:WAITING", Some(Status::NotStarted)),
        ("STATUS:IN-PROCESS\nX-CT-STATUS:SOMETHING-NEW", Some(Status::InProgress)),
        ("X-CT-STATUS:WAITING", None),
        ("COMPLETED:20261201T120000Z", Some(Status::Completed)),
        ("PERCENT-COMPLETE:100", Some(Status::Completed)),
        ("PERCENT-COMPLETE:99", None),
        ("STATUS:NEEDS-ACTION\nPERCENT-COMPLETE:100", Some(Status::NotStarted)),
    ] {
        assert_eq!(only(todo(lines)).status, status, "{lines}");
    }
    for (lines, status) in [
        ("STATUS:CANCELLED\nX-CT-STATUS:WAITING", Some(Status::Cancelled)),
        ("STATUS:TENTATIVE\nX-CT-STATUS:WAITING", Some(Status::Waiting)),
        ("STATUS:CONFIRMED\nX-CT-STATUS:CANCELLED", None),
        ("STATUS:CONFIRMED", None),
    ] {
        assert_eq!(only(event(lines)).status, status, "{lines}");
    }
}

#[test]
fn one_day_of_a_series_is_told_apart() {
    let found = only(todo("RECURRENCE-ID:20261208T000000\nSTATUS:COMPLETED"));
    assert_eq!(found.occurrence, Some(day("2026-12-08")));
}

#[test]
fn what_is_wrong_is_told_by_line_and_the_rest_is_read() {
    let text = "BEGIN:VCALENDAR\nVERSION:2.0\nBEGIN:VTODO\nSUMMARY:nobody\nEND:VTODO\nBEGIN:VTODO\nUID:1\n\
                DUE;VALUE=DATE 20261201\nEND:VTODO\nBEGIN:VTODO\nUID:2\nDUE:20261301\nSTATUS:FAILED\nEND:VTODO\n\
                BEGIN:VTODO\nUID:3\nDUE;TZID=Nowhere:20261201T120000\nEND:VTODO\nBEGIN:VTODO\nUID:4\nUID:4\nEND:VTODO\n\
                BEGIN:VTODO\nUID:5\nEND:VTODO\nnonsense\nBEGIN:VEVENT\nUID:6\nDTSTART;X=\"a:20261201\nEND:VEVENT\n\
                BEGIN:VEVENT\nUID:7\nDUE:20261201\nEND:VEVENT\nEND:VCALENDAR\n";
    assert_eq!(
        problems(text),
        [
            "3: UID: is missing: nothing tells which entry this is",
            "8: DUE: this is not NAME:value (DUE;VALUE=DATE 20261201)",
            "12: DUE: is no date and no time, such as 20271231 or 20271231T235959Z (20261301)",
            "13: STATUS: is none of NEEDS-ACTION, IN-PROCESS, COMPLETED and CANCELLED (FAILED)",
            "17: DUE: is in a time zone that is not known (Nowhere)",
            "21: UID: is there twice in one entry (4)",
            "26: nonsense: this is not NAME:value (nonsense)",
            "29: DTSTART: this is not NAME:value (DTSTART;X=\"a:20261201)",
            "33: DUE: does not belong here (20261201)",
        ]
    );
    let contents = contents(text);
    assert_eq!(contents.total, 9);
    assert_eq!(contents.entries.iter().map(|entry| entry.uid.as_str()).collect::<Vec<_>>(), ["5"]);
}

#[test]
fn a_structure_that_does_not_hold_is_told() {
    let told = |text: &str, expected: &[&str], uids: &[&str]| {
        assert_eq!(problems(text), expected, "{text}");
        let found = contents(text).entries;
        assert_eq!(found.iter().map(|entry| entry.uid.as_str()).collect::<Vec<_>>(), uids, "{text}");
    };
    let none = "1: this is no calendar: there is no BEGIN:VCALENDAR";
    told("", &[none], &[]);
    told("email,name\na@b,Anna\n", &[none], &[]);
    told("BEGIN:VTODO\nUID:1\nEND:VTODO\n", &[none], &[]);
    told(
        "BEGIN:VCALENDAR\nBEGIN:VTODO\nUID:1\nBEGIN:VTODO\nUID:2\nEND:VTODO\nEND:VCALENDAR\n",
        &["4: VTODO of line 2 has not ended before this: END:VTODO is missing"],
        &["2"],
    );
    told(
        "BEGIN:VCALENDAR\nBEGIN:VTODO\nUID:1\nEND:VTODO\nBEGIN:VTODO\nUID:2\n",
        &["6: VTODO of line 5 has not ended before this: END:VTODO is missing"],
        &["1"],
    );
    told(
        "BEGIN:VCALENDAR\nBEGIN:VTODO\nUID:1\nBEGIN:VALARM\nEND:VTODO\nEND:VEVENT\nEND:VCALENDAR\nX:1\n",
        &[
            "5: VALARM of line 4 has not ended before this: END:VALARM is missing",
            "6: END: ends what has not begun (VEVENT)",
            "8: stands outside of a calendar (X:1)",
        ],
        &[],
    );
    told(
        "BEGIN:VCALENDAR\nVERSION:1.0\nBEGIN:VTODO\nUID:1\nEND:VTODO\nEND:VCALENDAR\nBEGIN:VCALENDAR\nVERSION:2.0\n\
         BEGIN:VTODO\nUID:2\nEND:VTODO\nEND:VCALENDAR\n",
        &["2: VERSION: is not 2.0: this calendar is not read (1.0)"],
        &["2"],
    );
    assert_eq!(problems(b"\xff\xfeB\0E\0"), ["1: the file is UTF-16: save it as UTF-8"]);
    assert_eq!(problems(todo("SUMMARY:\u{1}x").replace('x', "\u{7f}")), [""; 0]);
    let mut bytes = todo("SUMMARY:?").into_bytes();
    let at = bytes.iter().position(|byte| *byte == b'?').unwrap();
    bytes[at] = 0xE4;
    assert_eq!(problems(bytes), ["5: SUMMARY: is not UTF-8 (\u{FFFD})"]);
}

/// A picture of many megabytes is passed over; a title that long is none.
#[test]
fn long_lines_take_no_room() {
    let long = "x".repeat(3_000_000);
    assert_eq!(
        only(todo(&format!("ATTACH;ENCODING=BASE64;VALUE=BINARY:{long}\nSUMMARY:a"))).title.unwrap(),
        "a"
    );
    let found = problems(todo(&format!("SUMMARY:{long}\nDUE:20261201")));
    assert_eq!(found.len(), 1);
    assert!(found[0].starts_with("5: SUMMARY: is longer than 64 KiB (xxx"), "{}", found[0]);
    assert!(found[0].len() < 200);
    let folded = problems(todo(&format!("SUMMARY:{}", "x\r\n ".repeat(100_000))));
    assert_eq!(folded.len(), 1);
    let many = contents(todo(&"?\n".repeat(5000)));
    assert_eq!((many.problems.len(), many.total), (1000, 5000));
}
