//! The time zones that a file names, and those that it describes.
//!
//! A name of the IANA database (`Europe/Berlin`) is looked up there, also behind what a program puts before it
//! (`/example.org/20240101/Europe/Berlin`). Any other, such as Outlook's `W. Europe Standard Time`, is what the file's
//! VTIMEZONE says: first by the name that it gives in X-LIC-LOCATION, else by its rules.

use std::collections::HashMap;

use chrono::{LocalResult, NaiveDateTime, Offset, TimeDelta, TimeZone};

use super::moment::{Moment, offset};
use crate::calendar::{Rule, Tz};

/// How many zones of a file are kept, and how many changes of each.
const MOST: usize = 1000;

/// The zones that a file describes, by their TZID.
#[derive(Debug, Default)]
pub(super) struct Zones {
    known: HashMap<String, Zone>,
}

/// A VTIMEZONE.
#[derive(Debug, Default)]
pub(super) struct Zone {
    id: String,
    location: Option<Tz>,
    changes: Vec<Change>,
}

/// A STANDARD or DAYLIGHT: the offset that holds from a time on.
#[derive(Clone, Debug, Default)]
struct Change {
    start: Option<NaiveDateTime>,
    /// Offsets in seconds east of UTC, before and after.
    before: Option<i32>,
    after: Option<i32>,
    rule: Option<Rule>,
    more: Vec<NaiveDateTime>,
}

impl Zone {
    /// Takes what its own lines say.
    pub(super) fn take(&mut self, name: &str, value: &str) {
        match name {
            "TZID" => value.clone_into(&mut self.id),
            "X-LIC-LOCATION" => self.location = value.parse().ok(),
            _ => {}
        }
    }

    /// Begins a STANDARD or DAYLIGHT.
    pub(super) fn begin_change(&mut self) {
        if self.changes.len() < MOST {
            self.changes.push(Change::default());
        }
    }

    /// Takes what the lines of the latest one say. What cannot be read is as if it were not there: a zone matters only
    /// where its name is unknown.
    pub(super) fn take_of_change(&mut self, name: &str, value: &str) {
        let Some(change) = self.changes.last_mut() else { return };
        let moments = || value.split(',').filter_map(|value| Moment::parse(value, None));
        match name {
            "DTSTART" => change.start = moments().next().map(|at| at.as_written()),
            "TZOFFSETFROM" => change.before = offset(value),
            "TZOFFSETTO" => change.after = offset(value),
            "RRULE" => change.rule = Rule::parse(&without_time(value)).ok(),
            "RDATE" => {
                let room = MOST.saturating_sub(change.more.len());
                change.more.extend(moments().map(|at| at.as_written()).take(room));
            }
            _ => {}
        }
    }

    /// The offset of a time that is told in this zone.
    fn offset_at(&self, at: NaiveDateTime) -> Option<i32> {
        let latest = self.changes.iter().filter_map(|change| Some((change.latest(at)?, change.after?)));
        let found = latest.max_by_key(|(since, _)| *since).map(|(_, offset)| offset);
        // Before the first change it is as it was before.
        found.or_else(|| self.changes.iter().min_by_key(|change| change.start)?.before)
    }
}

impl Change {
    /// The last time until `at` from which it holds.
    fn latest(&self, at: NaiveDateTime) -> Option<NaiveDateTime> {
        let start = self.start.filter(|start| *start <= at)?;
        let by_rule = self.rule.as_ref().and_then(|rule| {
            let last = |day| Some(rule.last_until(start.date(), day)?.and_time(start.time()));
            // On the day itself it may be too early.
            last(at.date()).filter(|found| *found <= at).or_else(|| last(at.date().pred_opt()?))
        });
        let more = self.more.iter().copied().filter(|found| *found <= at).max();
        Some(start).max(by_rule).max(more)
    }
}

/// The end of a zone's rule is told as a moment; the day is near enough.
fn without_time(rule: &str) -> String {
    let part = |part: &str| match part.split_once('T') {
        Some((until, _)) if part.to_ascii_uppercase().starts_with("UNTIL=") && until.len() == 14 => {
            until.to_owned()
        }
        _ => part.to_owned(),
    };
    rule.split(';').map(part).collect::<Vec<_>>().join(";")
}

impl Zones {
    /// Adds one that has been read.
    pub(super) fn add(&mut self, zone: Zone) {
        if self.known.len() < MOST {
            self.known.insert(zone.id.clone(), zone);
        }
    }

    /// The time in `wanted` at a moment: a day and what has no zone stay as they are. None if its zone is not known.
    pub(super) fn local(&self, moment: &Moment, wanted: Tz) -> Option<NaiveDateTime> {
        let utc = match moment {
            Moment::Day(_) | Moment::Floating(_) => return Some(moment.as_written()),
            Moment::Utc(at) => *at,
            Moment::Zoned(at, name) => {
                let offset = match self.iana(name) {
                    Some(zone) => offset_in(zone, *at),
                    None => self.known.get(name)?.offset_at(*at)?,
                };
                at.checked_sub_signed(TimeDelta::seconds(i64::from(offset)))?
            }
        };
        let offset = wanted.offset_from_utc_datetime(&utc).fix().local_minus_utc();
        utc.checked_add_signed(TimeDelta::seconds(i64::from(offset)))
    }

    fn iana(&self, name: &str) -> Option<Tz> {
        let after = name.match_indices('/').map(|(at, _)| &name[at + 1..]);
        let mut names = std::iter::once(name).chain(after.take(8));
        names.find_map(|name| name.parse().ok()).or_else(|| self.known.get(name)?.location)
    }
}

/// The offset of a time in a zone, in seconds east of UTC. Of a time that comes twice it is the first one's; of one that
/// never comes, because clocks were put forward, the one before.
fn offset_in(zone: Tz, at: NaiveDateTime) -> i32 {
    let offset = match zone.offset_from_local_datetime(&at) {
        LocalResult::Single(offset) | LocalResult::Ambiguous(offset, _) => offset,
        LocalResult::None => {
            let earlier = at.checked_sub_signed(TimeDelta::hours(3)).unwrap_or(at);
            zone.offset_from_utc_datetime(&earlier)
        }
    };
    offset.fix().local_minus_utc()
}
