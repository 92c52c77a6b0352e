use chrono::{DateTime, Days, NaiveDate};
use proptest::collection::vec;
use proptest::option::of;
use proptest::prelude::*;

use super::{Entry, Rule, Status, contents, entry, events, only, party, rule, todos};

/// Any day that a calendar can hold.
fn days() -> impl Strategy<Value = NaiveDate> {
    (1..=9999, 1..=366u32).prop_filter_map("no such day", |(year, day)| NaiveDate::from_yo_opt(year, day))
}

fn statuses() -> impl Strategy<Value = Status> {
    use Status::{Cancelled, Completed, InProgress, NotStarted, Waiting};
    prop::sample::select(vec![NotStarted, InProgress, Waiting, Completed, Cancelled])
}

fn rules() -> impl Strategy<Value = Rule> {
    let frequency = prop::sample::select(vec!["DAILY", "WEEKLY", "MONTHLY", "YEARLY"]);
    let parts = prop::sample::subsequence(
        vec![
            "BYMONTH=2,6,12",
            "BYDAY=MO,WE",
            "BYDAY=1FR,-1TH",
            "BYMONTHDAY=1,-1,31",
            "BYSETPOS=-1",
            "WKST=SU",
        ],
        0..3,
    );
    let end = prop::sample::select(vec!["", ";COUNT=7", ";UNTIL=20271231"]);
    (frequency, 1..5u16, parts, end).prop_filter_map("no such rule", |(frequency, interval, parts, end)| {
        Rule::parse(&format!("FREQ={frequency};INTERVAL={interval}{end};{}", parts.join(";"))).ok()
    })
}

fn entries() -> impl Strategy<Value = Entry> {
    let texts = ("\\PC{1,90}", any::<String>(), of(any::<String>()), vec("\\PC{1,20}", 0..3));
    let when = (of(days()), of(days()), of(rules()), -62_135_596_800..253_402_300_800i64);
    (texts, when, statuses(), any::<u32>(), any::<bool>()).prop_map(
        |(texts, when, status, sequence, several)| {
            let (uid, title, notes, categories) = texts;
            let (begin, due, rule, changed_at) = when;
            let changed_at = DateTime::from_timestamp(changed_at, 0).unwrap();
            Entry {
                uid,
                title,
                notes,
                categories,
                begin,
                due,
                rule,
                status,
                sequence,
                changed_at,
                completed_at: Some(changed_at),
                party: several.then(party),
            }
        },
    )
}

/// What is left of a text: line ends are LF, and no other control characters but tabs.
fn plain(text: &str) -> String {
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    text.chars().filter(|c| matches!(c, '\t' | '\n') || !c.is_ascii_control()).collect()
}

/// Lines that look like those of a calendar, in any order.
fn almost() -> impl Strategy<Value = Vec<u8>> {
    let lines = vec![
        "BEGIN:VCALENDAR",
        "END:VCALENDAR",
        "BEGIN:VTODO",
        "END:VTODO",
        "BEGIN:VEVENT",
        "END:VEVENT",
        "BEGIN:VTIMEZONE",
        "END:VTIMEZONE",
        "BEGIN:STANDARD",
        "END:STANDARD",
        "TZID:A",
        "DTSTART:00010101T000000",
        "DTSTART;TZID=A:99991231T235959",
        "DTEND:99991231T235959Z",
        "DUE;TZID=Asia/Tokyo:00010101T000000",
        "DURATION:P9999999999D",
        "DURATION:P",
        "RRULE:FREQ=YEARLY",
        "RRULE:FREQ=DAILY;COUNT=100000",
        "RDATE:20261201T000000,",
        "TZOFFSETFROM:+2359",
        "TZOFFSETTO:-235959",
        "UID:1",
        "UID:\\",
        "SUMMARY;X=\"",
        " folded",
        "\t",
        "VERSION:2.0",
        "X-CT-BEGIN:NONE",
        ":",
        ";:",
    ];
    vec((prop::sample::select(lines), any::<bool>()), 0..40).prop_map(|lines| {
        lines
            .into_iter()
            .flat_map(|(line, crlf)| [line, if crlf { "\r\n" } else { "\n" }])
            .collect::<String>()
            .into()
    })
}

proptest! {
    #[test]
    fn what_is_written_is_read_again(entry in entries()) {
        let text = todos(&entry);
        prop_assert!(text.split("\r\n").all(|line| line.len() <= 75));
        let back = only(&text);
        prop_assert_eq!(&back.uid, &entry.uid);
        let title = plain(&entry.title);
        prop_assert_eq!(&back.title, &Some(title).filter(|title| !title.is_empty()));
        prop_assert_eq!((back.due, back.begin, back.status), (entry.due, entry.begin, Some(entry.status)));
        if entry.due.is_some() {
            let event = only(events(&entry));
            prop_assert_eq!((&event.uid, &event.title), (&back.uid, &back.title));
            prop_assert_eq!((event.due, event.begin, event.status), (back.due, back.begin, back.status));
        }
    }

    #[test]
    fn no_bytes_panic(bytes in vec(any::<u8>(), 0..2000)) {
        contents(&bytes);
        contents([b"BEGIN:VCALENDAR\nBEGIN:VTODO\n", bytes.as_slice()].concat());
    }

    #[test]
    fn no_lines_panic(bytes in almost()) {
        contents(&bytes);
        contents([b"BEGIN:VCALENDAR\nBEGIN:VTODO\n", bytes.as_slice()].concat());
    }

    #[test]
    fn a_damaged_file_does_not_panic(at in 0..700usize, byte in any::<u8>(), cut in any::<bool>()) {
        let whole = Entry { party: Some(party()), rule: Some(rule("weekly")), ..entry() };
        let mut bytes = todos(&whole).into_bytes();
        let at = at % bytes.len();
        bytes[at] = byte;
        if cut {
            bytes.truncate(at);
        }
        contents(&bytes);
    }

    #[test]
    fn no_rule_panics(text in "\\PC{0,40}", parts in vec("(FREQ|BYDAY|UNTIL|COUNT|BYMONTH)=[A-Z0-9,+-]{0,8}", 0..4)) {
        let _ = Rule::parse(&text);
        let _ = Rule::parse(&format!("FREQ=MONTHLY;{text}"));
        let _ = Rule::parse(&parts.join(";"));
    }

    #[test]
    fn a_rule_survives_being_written(rule in rules()) {
        prop_assert_eq!(Rule::parse(&rule.to_string()).unwrap(), rule);
    }

    /// Jumping ahead gives what counting from the start gives.
    #[test]
    fn the_next_one_is_the_next_of_all(rule in rules(), start in 0..20_000u64, later in 0..3000u64) {
        let start = NaiveDate::from_ymd_opt(1980, 1, 1).unwrap() + Days::new(start);
        let after = start + Days::new(later);
        let all = rule.dates(start, 3001);
        prop_assert!(all.is_sorted());
        prop_assert_eq!(rule.next_after(start, after), all.iter().copied().find(|found| *found > after));
        prop_assert_eq!(rule.last_until(start, after), all.into_iter().take_while(|found| *found <= after).last());
    }
}
