use chrono::NaiveDate;

use super::{day, rule};
use crate::calendar::Rule;

fn dates(text: &str, start: &str, limit: usize) -> String {
    let dates = rule(text).dates(day(start), limit);
    dates.iter().map(ToString::to_string).collect::<Vec<_>>().join(" ")
}

#[test]
fn what_is_typed_becomes_its_normal_text() {
    for (typed, normal) in [
        ("daily", "FREQ=DAILY"),
        (" Every  Day ", "FREQ=DAILY"),
        ("weekly", "FREQ=WEEKLY"),
        ("every 2 weeks", "FREQ=WEEKLY;INTERVAL=2"),
        ("every other week", "FREQ=WEEKLY;INTERVAL=2"),
        ("every second month", "FREQ=MONTHLY;INTERVAL=2"),
        ("fortnightly", "FREQ=WEEKLY;INTERVAL=2"),
        ("every three months", "FREQ=MONTHLY;INTERVAL=3"),
        ("quarterly", "FREQ=MONTHLY;INTERVAL=3"),
        ("yearly", "FREQ=YEARLY"),
        ("weekdays", "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR"),
        ("every weekday", "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR"),
        ("every Thursday and monday", "FREQ=WEEKLY;BYDAY=MO,TH"),
        ("mondays, thursdays", "FREQ=WEEKLY;BYDAY=MO,TH"),
        ("every 2 weeks on mon, wed and fri", "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,WE,FR"),
        ("weekly on tuesdays", "FREQ=WEEKLY;BYDAY=TU"),
        ("monthly on the last day", "FREQ=MONTHLY;BYMONTHDAY=-1"),
        ("every 3 months on day 15", "FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=15"),
        ("weekly until 2027-06-30", "FREQ=WEEKLY;UNTIL=20270630"),
        ("weekdays for 10 times", "FREQ=WEEKLY;COUNT=10;BYDAY=MO,TU,WE,TH,FR"),
        ("FREQ=WEEKLY;BYDAY=MO;COUNT=10", "FREQ=WEEKLY;COUNT=10;BYDAY=MO"),
        ("RRULE:freq=monthly;byday=1mo,-1fr;interval=1", "FREQ=MONTHLY;BYDAY=-1FR,1MO"),
        ("FREQ=YEARLY;BYMONTH=11,3,3;BYDAY=+1SU;WKST=SU", "FREQ=YEARLY;BYMONTH=3,11;BYDAY=1SU;WKST=SU"),
        ("FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1;", "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1"),
        ("FREQ=DAILY;UNTIL=2027-12-31;WKST=MO", "FREQ=DAILY;UNTIL=20271231"),
        ("FREQ=YEARLY;BYWEEKNO=20;BYDAY=MO", "FREQ=YEARLY;BYWEEKNO=20;BYDAY=MO"),
    ] {
        assert_eq!(rule(typed).to_string(), normal, "{typed}");
        assert_eq!(rule(normal), rule(typed), "{normal}");
    }
}

#[test]
fn what_is_wrong_is_told_with_what_to_do() {
    for (typed, message, hint) in [
        ("", "no rule is given", "for example"),
        ("sometimes", "\"sometimes\" is no rule that is known", "for example"),
        ("every", "\"every\" is no rule", "for example"),
        ("every 0 days", "\"every 0 days\" is no rule", "for example"),
        ("daily on monday", "\"daily on monday\" is no rule", "for example"),
        ("biweekly", "biweekly means two things", "every 2 weeks"),
        ("hourly", "\"hourly\": a due date is a day", "daily"),
        ("every 2 hours", "\"every 2 hours\": a due date is a day", "daily"),
        ("weekly until june", "until june: that is no date", "until 2027-06-30"),
        ("weekly 0 times", "0 times: that is no number", "10 times"),
        ("FREQ=SECONDLY", "nothing recurs secondly", "FREQ=DAILY"),
        ("FREQ=FOO", "FREQ=FOO is unknown", "WEEKLY"),
        ("INTERVAL=2", "the rule does not say how often", "FREQ=DAILY"),
        ("FREQ=DAILY;INTERVAL=0", "INTERVAL=0 is not possible", "from 1 to"),
        ("FREQ=DAILY;INTERVAL=70000", "INTERVAL=70000 is not possible", "to 65535"),
        ("FREQ=DAILY;COUNT=-1", "COUNT=-1 is not possible", "from 1"),
        ("FREQ=DAILY;COUNT=2;UNTIL=20271231", "both COUNT and UNTIL", "leave one"),
        ("FREQ=DAILY;FREQ=DAILY", "the rule has FREQ twice", "once"),
        ("FREQ=DAILY;UNTIL=20271231T120000Z", "UNTIL=20271231T120000Z tells a time", "UNTIL=20271231"),
        ("FREQ=DAILY;UNTIL=20270231", "UNTIL=20270231 is no date", "UNTIL=20271231"),
        ("FREQ=DAILY;BYHOUR=9", "BYHOUR tells a time", "leave it out"),
        ("FREQ=WEEKLY;BYDAY=XX", "BYDAY=XX: that is no weekday", "MO, TU"),
        ("FREQ=WEEKLY;BYDAY=Ü", "that is no weekday", "MO, TU"),
        ("FREQ=WEEKLY;BYDAY=ÜA", "that is no weekday", "MO, TU"),
        ("FREQ=WEEKLY;BYDAY=", "that is no weekday", "MO, TU"),
        ("FREQ=WEEKLY;BYDAY=2MO", "BYDAY has a number", "FREQ=MONTHLY"),
        ("FREQ=MONTHLY;BYDAY=6MO", "a month has four or five of a weekday", "from -4 to 5"),
        ("FREQ=MONTHLY;BYMONTHDAY=0", "BYMONTHDAY=0 is not possible", "other than 0"),
        ("FREQ=WEEKLY;BYMONTHDAY=1", "BYMONTHDAY does not go with FREQ=WEEKLY", "FREQ=MONTHLY"),
        ("FREQ=MONTHLY;BYYEARDAY=1", "go with FREQ=YEARLY only", "FREQ=YEARLY"),
        ("FREQ=YEARLY;BYWEEKNO=1;BYDAY=1MO", "does not go with BYWEEKNO", "leave one"),
        ("FREQ=MONTHLY;BYSETPOS=1", "BYSETPOS chooses among days", "BYDAY"),
        ("FREQ=MONTHLY;SKIP=BACKWARD", "SKIP is not supported", "BYMONTHDAY=-1"),
        ("FREQ=MONTHLY;X-FOO=1", "a rule has no part X-FOO", "FREQ, INTERVAL"),
        ("FREQ=MONTHLY;FOO", "\"FOO\" is no part of a rule", "NAME=VALUE"),
        ("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", "falls on no day, ever", "exclude one another"),
    ] {
        let error = Rule::parse(typed).unwrap_err();
        assert!(error.to_string().contains(message), "{typed}: {error}");
        assert!(error.hints().concat().contains(hint), "{typed}: {:?}", error.hints());
        assert_eq!(error.kind(), crate::Kind::Usage);
    }
}

#[test]
fn rules_fall_on_days() {
    assert_eq!(dates("daily", "2026-12-30", 3), "2026-12-30 2026-12-31 2027-01-01");
    assert_eq!(dates("every 2 weeks", "2026-12-01", 3), "2026-12-01 2026-12-15 2026-12-29");
    assert_eq!(dates("weekdays", "2026-12-03", 3), "2026-12-03 2026-12-04 2026-12-07");
    assert_eq!(dates("FREQ=MONTHLY;BYDAY=1MO", "2026-12-01", 3), "2026-12-07 2027-01-04 2027-02-01");
    assert_eq!(dates("FREQ=MONTHLY;BYDAY=MO", "2026-12-01", 3), "2026-12-07 2026-12-14 2026-12-21");
    assert_eq!(dates("FREQ=MONTHLY;BYDAY=5TU,-1MO", "2026-12-01", 2), "2026-12-28 2026-12-29");
    assert_eq!(dates("weekly until 2026-12-15", "2026-12-01", 9), "2026-12-01 2026-12-08 2026-12-15");
    assert_eq!(dates("weekly 2 times", "2026-12-01", 9), "2026-12-01 2026-12-08");
    assert_eq!(dates("weekly until 2026-11-30", "2026-12-01", 9), "");
    assert_eq!(dates("weekly", "2026-12-01", 0), "");
}

/// RFC 5545 leaves such a day out; it moves none.
#[test]
fn a_day_that_a_month_lacks_is_left_out() {
    assert_eq!(dates("monthly", "2026-12-31", 4), "2026-12-31 2027-01-31 2027-03-31 2027-05-31");
    assert_eq!(dates("yearly", "2028-02-29", 2), "2028-02-29 2032-02-29");
    assert_eq!(
        dates("monthly on the last day", "2026-12-31", 4),
        "2026-12-31 2027-01-31 2027-02-28 2027-03-31"
    );
}

/// The start counts only if the rule falls on it.
#[test]
fn a_start_beside_the_rule_does_not_count() {
    assert_eq!(dates("every monday 2 times", "2026-12-01", 9), "2026-12-07 2026-12-14");
}

#[test]
fn the_next_one_is_after_the_day_that_is_given() {
    let next = |text: &str, start: &str, after: &str| {
        rule(text).next_after(day(start), day(after)).map(|found| found.to_string())
    };
    let some = |text: &str| Some(text.to_owned());
    assert_eq!(next("weekly", "2026-12-01", "2026-12-01"), some("2026-12-08"));
    assert_eq!(next("weekly", "2026-12-01", "2026-12-07"), some("2026-12-08"));
    assert_eq!(next("weekly", "2026-12-01", "2020-01-01"), some("2026-12-01"));
    assert_eq!(next("weekly 2 times", "2026-12-01", "2026-12-07"), some("2026-12-08"));
    assert_eq!(next("weekly 2 times", "2026-12-01", "2026-12-08"), None);
    assert_eq!(next("weekly until 2026-12-08", "2026-12-01", "2026-12-08"), None);
    assert_eq!(next("monthly", "2026-12-31", "2027-01-31"), some("2027-03-31"));
    assert_eq!(next("every 3 weeks", "1990-01-01", "2026-12-01"), some("2026-12-21"));
    assert_eq!(next("yearly", "2000-02-29", "2026-12-01"), some("2028-02-29"));
    assert_eq!(next("daily", "0001-01-01", "9999-12-30"), some("9999-12-31"));
    assert_eq!(next("daily", "2026-12-01", "9999-12-31"), None);
}

/// Each is answered at once, whatever the dates are.
#[test]
fn no_rule_takes_for_ever() {
    let begun = std::time::Instant::now();
    for text in [
        "FREQ=DAILY;INTERVAL=65535;BYMONTH=2;BYMONTHDAY=29",
        "FREQ=DAILY;COUNT=4000000000",
        "FREQ=YEARLY;INTERVAL=65535",
        "FREQ=MONTHLY;INTERVAL=12;BYMONTH=2",
        "FREQ=WEEKLY;INTERVAL=40000;BYMONTH=5",
        "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=29;BYDAY=MO",
        "FREQ=YEARLY;BYYEARDAY=366;BYMONTH=12;BYDAY=SU",
    ] {
        for start in ["0001-01-01", "2026-12-01", "9999-12-31"] {
            for after in [NaiveDate::MIN, day("2026-12-01"), day("9999-12-31"), NaiveDate::MAX] {
                let _ = rule(text).next_after(day(start), after);
            }
        }
        assert_eq!(rule(text).next_after(NaiveDate::MAX, NaiveDate::MIN), None);
        assert_eq!(rule(text).dates(NaiveDate::MIN, 1), []);
    }
    // Some seconds without optimisation, on a machine that does other things too.
    assert!(begun.elapsed().as_secs() < 60, "{:?}", begun.elapsed());
}
