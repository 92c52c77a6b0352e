use super::{contents, day, problems};

/// As Outlook writes it, with rules from the year 1601 on.
const OUTLOOK: &str = "BEGIN:VTIMEZONE\nTZID:W. Europe Standard Time\nBEGIN:STANDARD\nDTSTART:16011028T030000\n\
                       RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10\nTZOFFSETFROM:+0200\nTZOFFSETTO:+0100\nEND:STANDARD\n\
                       BEGIN:DAYLIGHT\nDTSTART:16010325T020000\nRRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3\n\
                       TZOFFSETFROM:+0100\nTZOFFSETTO:+0200\nEND:DAYLIGHT\nEND:VTIMEZONE\n";

/// The day in Los Angeles of a time in a zone.
fn due(zones: &str, id: &str, at: &str) -> chrono::NaiveDate {
    let todo = format!("BEGIN:VTODO\nUID:1\nDUE;TZID={id}:{at}\nEND:VTODO\n");
    let before = contents(format!("BEGIN:VCALENDAR\n{zones}{todo}END:VCALENDAR\n"));
    let after = contents(format!("BEGIN:VCALENDAR\n{todo}{zones}END:VCALENDAR\n"));
    assert_eq!((&before.problems, &after.problems), (&Vec::new(), &Vec::new()));
    assert_eq!(before.entries[0].due, after.entries[0].due);
    before.entries[0].due.unwrap()
}

#[test]
fn a_zone_that_only_the_file_knows_goes_by_its_rules() {
    let id = "W. Europe Standard Time";
    // Nine hours between them, in winter and in summer.
    for (at, expected) in [
        ("20261201T085959", "2026-11-30"),
        ("20261201T090000", "2026-12-01"),
        ("20260701T085959", "2026-06-30"),
        ("20260701T090000", "2026-07-01"),
        // Between the changes of both it is eight, for a week.
        ("20261026T075959", "2026-10-25"),
        ("20261026T080000", "2026-10-26"),
    ] {
        assert_eq!(due(OUTLOOK, id, at), day(expected), "{at}");
        assert_eq!(due("", "Europe/Berlin", at), day(expected), "{at}");
    }
}

#[test]
fn a_rule_that_has_ended_and_single_changes_count() {
    // In summer of 2006 it ended; from 2020 on there is another offset, told once.
    let zones = "BEGIN:VTIMEZONE\nTZID:Here\nBEGIN:STANDARD\nDTSTART:19701025T020000\n\
                 RRULE:FREQ=YEARLY;UNTIL=20061029T060000Z;BYDAY=-1SU;BYMONTH=10\nTZOFFSETFROM:+0100\nTZOFFSETTO:+0000\n\
                 RDATE:20200101T000000,20210101T000000\nEND:STANDARD\nBEGIN:DAYLIGHT\nDTSTART:20200701T000000\n\
                 TZOFFSETFROM:+0000\nTZOFFSETTO:+0600\nEND:DAYLIGHT\nEND:VTIMEZONE\n";
    for (at, expected) in [
        ("19600101T085959", "1959-12-31"),
        ("19600101T090000", "1960-01-01"),
        ("20151201T075959", "2015-11-30"),
        ("20151201T080000", "2015-12-01"),
        ("20201201T135959", "2020-11-30"),
        ("20201201T140000", "2020-12-01"),
        ("20261201T080000", "2026-12-01"),
    ] {
        assert_eq!(due(zones, "Here", at), day(expected), "{at}");
    }
}

#[test]
fn the_name_that_a_zone_gives_itself_is_taken() {
    let zones = "BEGIN:VTIMEZONE\nTZID:Mine\nX-LIC-LOCATION:Europe/Berlin\nEND:VTIMEZONE\n";
    assert_eq!(due(zones, "Mine", "20261201T085959"), day("2026-11-30"));
}

#[test]
fn a_zone_that_says_nothing_is_not_known() {
    let text = "BEGIN:VCALENDAR\nBEGIN:VTIMEZONE\nTZID:Empty\nBEGIN:STANDARD\nTZOFFSETTO:?\nEND:STANDARD\nEND:VTIMEZONE\n\
                BEGIN:VTODO\nUID:1\nDUE;TZID=Empty:20261201T120000\nEND:VTODO\nEND:VCALENDAR\n";
    assert_eq!(problems(text), ["10: DUE: is in a time zone that is not known (Empty)"]);
}

/// Times that come twice or never, when clocks are changed.
#[test]
fn a_time_that_never_comes_has_a_day_too() {
    assert_eq!(due("", "Europe/Berlin", "20260329T023000"), day("2026-03-28"));
    assert_eq!(due("", "Europe/Berlin", "20261025T023000"), day("2026-10-24"));
}
