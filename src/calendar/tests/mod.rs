//! What a rule falls on, what is written, what is read.

use chrono::{DateTime, NaiveDate, Utc};

use super::{
    Attendee, Contents, Entry, Form, Incoming, Party, Person, Role, Rule, Status, Tz, calendar, read,
};

mod properties;
mod reading;
mod rules;
mod writing;
mod zones;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn moment(text: &str) -> DateTime<Utc> {
    text.parse().unwrap()
}

/// A task with an e-mail of its own kind of everything.
fn entry() -> Entry {
    Entry {
        uid: "4f0a5c9e-7f7e-4a53-9f0e-1d0b8f7f5a10@ct".into(),
        title: "Call the landlord".into(),
        notes: None,
        begin: None,
        due: Some(day("2026-12-01")),
        status: Status::NotStarted,
        completed_at: None,
        changed_at: moment("2026-11-24T12:30:00Z"),
        sequence: 0,
        rule: None,
        party: None,
        categories: Vec::new(),
    }
}

fn party() -> Party {
    let person = |email: &str, name: &str| Person { email: email.into(), name: name.into() };
    Party {
        organizer: person("a.nowak@harborcounty.example", "Nowak, Anna"),
        attendees: vec![
            Attendee {
                person: person("j.smith@harborcounty.example", "John \"Jack\" Smith"),
                role: Role::Required,
            },
            Attendee { person: person("ö+x y@harborcounty.example", ""), role: Role::Informed },
        ],
    }
}

fn todos(entry: &Entry) -> String {
    calendar([entry], Form::Todos, None).unwrap()
}

fn events(entry: &Entry) -> String {
    calendar([entry], Form::Events, None).unwrap()
}

/// Reads in a zone west of UTC.
fn contents(text: impl AsRef<[u8]>) -> Contents {
    read(text.as_ref(), Tz::America__Los_Angeles).unwrap()
}

/// The only entry of a text in which nothing is wrong.
fn only(text: impl AsRef<[u8]>) -> Incoming {
    let mut contents = contents(text);
    assert_eq!(contents.problems, []);
    assert_eq!(contents.entries.len(), 1);
    contents.entries.remove(0)
}

/// Lines within a to-do with a UID.
fn todo(lines: &str) -> String {
    format!("BEGIN:VCALENDAR\nVERSION:2.0\nBEGIN:VTODO\nUID:1\n{lines}\nEND:VTODO\nEND:VCALENDAR\n")
}

fn event(lines: &str) -> String {
    todo(lines).replace("VTODO", "VEVENT")
}

/// The problems of a text, as they are told.
fn problems(text: impl AsRef<[u8]>) -> Vec<String> {
    contents(text).problems.iter().map(ToString::to_string).collect()
}

fn rule(text: &str) -> Rule {
    Rule::parse(text).unwrap()
}
