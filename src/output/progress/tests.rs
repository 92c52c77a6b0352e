use std::sync::atomic::{AtomicI64, Ordering};

use chrono::{DateTime, Utc};

use super::{Progress, ProgressStyle, as_minutes, grouped};
use crate::clock::Clock;
use crate::output::test_data::Heard;
use crate::output::{Format, Style, Talk, TalkStyle};

/// A clock that the test moves.
#[derive(Default)]
struct Hand(AtomicI64);

impl Hand {
    fn pass(&self, milliseconds: i64) {
        self.0.fetch_add(milliseconds, Ordering::Relaxed);
    }
}

impl Clock for Hand {
    fn now(&self) -> DateTime<Utc> {
        DateTime::from_timestamp_millis(self.0.load(Ordering::Relaxed)).unwrap()
    }
}

const LIVE: TalkStyle = TalkStyle { live: true, format: Format::Table, quiet: false, style: Style::PIPE };
const LOG: TalkStyle = TalkStyle { live: false, ..LIVE };

/// What is written while something is done.
fn written(talk: TalkStyle, style: ProgressStyle, work: impl FnOnce(Progress<'_>, &Hand)) -> String {
    let (heard, clock) = (Heard::default(), Hand::default());
    let talk = Talk::new(heard.clone(), talk);
    work(Progress::begin(&talk, &clock, style), &clock);
    heard.text().replace("\u{1b}[K", "⌫").replace('\r', "\n")
}

/// 10,000 rows are read in ten steps of this length.
fn reading(step: i64, total: Option<u64>) -> impl Fn(Progress<'_>, &Hand) {
    move |mut progress, clock| {
        progress.step("reading", total);
        for _ in 0..10 {
            clock.pass(step);
            progress.advance(1000);
        }
        progress.finish();
    }
}

/// The steps of an import; it is asked ten times a second.
fn import(mut progress: Progress<'_>, clock: &Hand) {
    progress.step("reading", None);
    for tenth in 1..=30_u32 {
        clock.pass(100);
        progress.set(u64::from(tenth) * 1000);
        progress.fraction(f64::from(tenth) / 30.0);
    }
    progress.step("planning", Some(30_000));
    for _ in 0..40 {
        clock.pass(100);
        progress.tick();
    }
    progress.step("hashing passwords", Some(700));
    for _ in 0..70 {
        clock.pass(100);
        progress.advance(10);
    }
    progress.step("writing", None);
    clock.pass(40);
    progress.finish();
}

#[test]
fn rows_rate_and_time_left() {
    insta::assert_snapshot!(written(LIVE, ProgressStyle::Auto, reading(500, Some(10_000))), @"

    reading: 2,000 of 10,000 rows, 2,000 a second, 0:04 left⌫
    reading: 3,000 of 10,000 rows, 2,000 a second, 0:03 left⌫
    reading: 4,000 of 10,000 rows, 2,000 a second, 0:03 left⌫
    reading: 5,000 of 10,000 rows, 2,000 a second, 0:02 left⌫
    reading: 6,000 of 10,000 rows, 2,000 a second, 0:02 left⌫
    reading: 7,000 of 10,000 rows, 2,000 a second, 0:01 left⌫
    reading: 8,000 of 10,000 rows, 2,000 a second, 0:01 left⌫
    reading: 9,000 of 10,000 rows, 2,000 a second, 0:00 left⌫
    reading: 10,000 of 10,000 rows, 2,000 a second, 0:00 left⌫
    ⌫
    ");
    let text = written(LIVE, ProgressStyle::Auto, reading(500, None));
    assert!(text.contains("reading: 10,000 rows, 2,000 a second⌫"), "{text}");
}

#[test]
fn a_log_gets_a_line_after_a_second_and_then_every_five() {
    insta::assert_snapshot!(written(LOG, ProgressStyle::Plain, import), @"
    reading: 10,000 rows, 10,000 a second, 0:02 left
    reading: 30,000 rows, 10,000 a second, done in 0:03
    planning 30,000 rows, 0:03
    planning 30,000 rows, done in 0:04
    hashing passwords: 400 of 700 rows, 100 a second, 0:03 left
    hashing passwords: 700 rows, 100 a second, done in 0:07
    writing, done in 0:00
    ");
}

#[test]
fn programs_get_objects() {
    insta::assert_snapshot!(written(LOG, ProgressStyle::Json, import), @r#"
    {"level":"progress","step":"reading","rows":10000,"total":null,"rate":10000,"seconds":1.0,"seconds_left":2.3,"done":false}
    {"level":"progress","step":"reading","rows":30000,"total":null,"rate":10000,"seconds":3.0,"seconds_left":0.0,"done":true}
    {"level":"progress","step":"planning","rows":0,"total":30000,"rate":0,"seconds":3.0,"seconds_left":null,"done":false}
    {"level":"progress","step":"planning","rows":0,"total":30000,"rate":0,"seconds":4.0,"seconds_left":0.0,"done":true}
    {"level":"progress","step":"hashing passwords","rows":400,"total":700,"rate":100,"seconds":4.0,"seconds_left":3.0,"done":false}
    {"level":"progress","step":"hashing passwords","rows":700,"total":700,"rate":100,"seconds":7.0,"seconds_left":0.0,"done":true}
    {"level":"progress","step":"writing","rows":0,"total":null,"rate":0,"seconds":0.0,"seconds_left":0.0,"done":true}
    "#);
    let json = TalkStyle { format: Format::Jsonl, ..LIVE };
    assert_eq!(written(json, ProgressStyle::Plain, import), written(LOG, ProgressStyle::Json, import));
}

#[test]
fn a_terminal_shows_the_step_that_it_is_at() {
    let text = written(LIVE, ProgressStyle::Auto, import);
    let first = |step: &str| text.lines().find(|line| line.starts_with(step)).unwrap().to_owned();
    insta::assert_snapshot!(["reading", "planning", "hashing", "writing"].map(first).join("\n"), @"
    reading: 10,000 rows, 10,000 a second, 0:02 left⌫
    planning 30,000 rows, 0:00⌫
    hashing passwords 700 rows, 0:00⌫
    writing, 0:00⌫
    ");
    assert!(text.ends_with("\n⌫"), "{text}");
}

#[test]
fn a_narrow_terminal_shows_the_time_left_all_the_same() {
    let narrow = TalkStyle { style: Style { width: Some(45), ..Style::PIPE }, ..LIVE };
    let text = written(narrow, ProgressStyle::Auto, reading(500, Some(10_000)));
    assert_eq!(text.lines().nth(1).unwrap(), "reading: 2,000 of 10,000 rows, 0:04 left⌫");
}

#[test]
fn nothing_for_what_is_quick_or_unwatched() {
    let quiet = TalkStyle { quiet: true, ..LIVE };
    let json = TalkStyle { format: Format::Json, ..LIVE };
    for (talk, style, step) in [
        (LIVE, ProgressStyle::Auto, 50),
        (LOG, ProgressStyle::Auto, 500),
        (quiet, ProgressStyle::Auto, 500),
        (json, ProgressStyle::Auto, 500),
        (LIVE, ProgressStyle::None, 500),
    ] {
        assert_eq!(written(talk, style, reading(step, Some(10_000))), "");
    }
}

#[test]
fn what_was_asked_for_is_told_in_spite_of_quiet() {
    let quiet = TalkStyle { quiet: true, ..LIVE };
    let text = written(quiet, ProgressStyle::Plain, reading(10, Some(10_000)));
    assert_eq!(text, "reading: 10,000 rows, 100,000 a second, done in 0:00\n");
    assert!(written(quiet, ProgressStyle::Json, reading(10, None)).contains("\"level\":\"progress\""));
}

#[test]
fn what_failed_is_not_done() {
    let failed = |mut progress: Progress<'_>, clock: &Hand| {
        progress.step("writing", None);
        clock.pass(500);
    };
    assert_eq!(written(LOG, ProgressStyle::Plain, failed), "");
}

#[test]
fn written_no_more_than_ten_times_a_second() {
    let lines = written(LIVE, ProgressStyle::Auto, reading(140, Some(10_000))).matches("reading").count();
    assert_eq!(lines, 3);
}

#[test]
fn numbers_and_times_are_readable() {
    assert_eq!([0, 999, 1000, 1_234_567].map(grouped), ["0", "999", "1,000", "1,234,567"]);
    assert_eq!([5, 760, 3723].map(as_minutes), ["0:05", "12:40", "1:02:03"]);
    assert_eq!(
        [(1, None), (0, Some(1)), (2, Some(3))].map(|(done, total)| super::rows(done, total)),
        ["1 row", "0 of 1 row", "2 of 3 rows"]
    );
}
