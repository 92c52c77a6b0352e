//! The rules once more, in other words than the database's, and on nothing but memory.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, TimeDelta, Utc};

pub(super) type Time = DateTime<Utc>;

/// After how many days; 0 is never.
#[derive(Clone, Copy, Debug)]
pub(super) struct Days {
    pub(super) warn: i64,
    pub(super) lock: i64,
    pub(super) deactivate: i64,
}

/// A scheduled end.
#[derive(Clone, Debug)]
pub(super) struct End {
    pub(super) at: Time,
    pub(super) work: Option<&'static str>,
    pub(super) to: Option<usize>,
}

/// What is known of somebody. Everybody's number is their place among all, and one more in the database.
#[derive(Clone, Debug)]
pub(super) struct Person {
    pub(super) organization: usize,
    pub(super) created: Time,
    pub(super) login: Option<Time>,
    pub(super) aging: Option<Time>,
    pub(super) is_exempt: bool,
    pub(super) warned: Option<Time>,
    pub(super) locked: Option<Time>,
    pub(super) gone: Option<String>,
    pub(super) end: Option<End>,
    /// Of a temporary password.
    pub(super) password_set: Option<Time>,
    pub(super) password_expires: Option<Time>,
    /// How likely there is a login on a day.
    pub(super) habit: f64,
}

/// What a night comes to.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Night {
    pub(super) counts: [u64; 5],
    pub(super) left: BTreeSet<usize>,
    pub(super) is_braked: bool,
}

/// What is due for inactivity.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Due {
    Warning,
    Lock,
    Deactivation,
}

/// Everybody, and who looks after which client.
pub(super) struct Model {
    pub(super) people: Vec<Person>,
    pub(super) clients: BTreeMap<i64, usize>,
    pub(super) days: [Days; 3],
    pub(super) password_days: i64,
}

fn days(number: i64) -> TimeDelta {
    TimeDelta::hours(24 * number)
}

impl Person {
    pub(super) fn is_in(&self, now: Time) -> bool {
        self.gone.is_none() && self.locked.is_none() && self.end.as_ref().is_none_or(|end| end.at > now)
    }

    pub(super) fn active_at(&self) -> Time {
        [Some(self.created), self.login, self.aging].into_iter().flatten().max().unwrap()
    }

    /// The step before has to be that many days old, and a day at least.
    fn due(&self, now: Time, rule: Days) -> Option<Due> {
        if self.gone.is_some() || self.is_exempt || self.end.as_ref().is_some_and(|end| end.at <= now) {
            return None;
        }
        let idle = now - self.active_at();
        let is_time = |number: i64| number > 0 && idle >= days(number);
        let warned = self.warned.filter(|warned| *warned >= self.active_at());
        let waited =
            |step: Option<Time>, number: i64| step.is_some_and(|step| now - step >= days(number.max(1)));
        if is_time(rule.deactivate) {
            let may = match (rule.lock, rule.warn) {
                (0, 0) => true,
                (0, warn) => {
                    waited(warned, rule.deactivate - warn) || waited(self.locked, rule.deactivate - warn)
                }
                (lock, _) => waited(self.locked, rule.deactivate - lock),
            };
            if may {
                return Some(Due::Deactivation);
            }
        }
        if self.locked.is_some() {
            return None;
        }
        if is_time(rule.lock) && (rule.warn == 0 || waited(warned, rule.lock - rule.warn)) {
            return Some(Due::Lock);
        }
        (is_time(rule.warn) && warned.is_none()).then_some(Due::Warning)
    }
}

impl Model {
    fn clients_of(&self, person: usize) -> Vec<i64> {
        self.clients.iter().filter(|(_, holder)| **holder == person).map(|(client, _)| *client).collect()
    }

    /// Of those whose holder has gone.
    pub(super) fn orphans(&self) -> usize {
        self.clients.values().filter(|holder| self.people[**holder].gone.is_some()).count()
    }

    /// One night's sweep, with at most so many locks and deactivations for inactivity.
    pub(super) fn night(&mut self, now: Time, limit: u64) -> Night {
        let mut night = Night::default();
        self.ends(now, &mut night);
        for person in &mut self.people {
            let is_old = person.password_set.is_some_and(|set| now - set >= days(self.password_days));
            if person.gone.is_none() && is_old && person.password_expires.is_none() {
                person.password_expires = Some(now);
                night.counts[1] += 1;
            }
        }
        let due: Vec<(usize, Due)> = (0..self.people.len())
            .filter_map(|number| {
                let person = &self.people[number];
                Some((number, person.due(now, self.days[person.organization])?))
            })
            .collect();
        night.is_braked = due.iter().filter(|(_, due)| *due != Due::Warning).count() as u64 > limit;
        for (number, due) in due {
            let has_work = !self.clients_of(number).is_empty();
            let person = &mut self.people[number];
            match due {
                Due::Warning => {
                    person.warned = Some(now);
                    night.counts[2] += 1;
                }
                _ if night.is_braked => {}
                Due::Lock => {
                    person.locked = Some(now);
                    night.counts[3] += 1;
                }
                Due::Deactivation => {
                    person.gone =
                        Some(format!("inactive for {} days", (now - person.active_at()).num_days()));
                    person.end = None;
                    night.counts[4] += 1;
                    if has_work {
                        night.left.insert(number);
                    }
                }
            }
        }
        night
    }

    fn ends(&mut self, now: Time, night: &mut Night) {
        let leaving: Vec<usize> = (0..self.people.len())
            .filter(|number| {
                let person = &self.people[*number];
                person.gone.is_none() && person.end.as_ref().is_some_and(|end| end.at <= now)
            })
            .collect();
        for number in &leaving {
            let end = self.people[*number].end.take().unwrap();
            let clients = self.clients_of(*number);
            match (end.work, end.to) {
                (Some("transfer"), Some(to)) if !leaving.contains(&to) && self.people[to].gone.is_none() => {
                    self.clients.extend(clients.iter().map(|client| (*client, to)));
                }
                (Some("unassign"), _) => self.clients.retain(|_, holder| *holder != *number),
                (Some("leave-open"), _) => {}
                // What was said cannot be done, or nothing was said.
                _ if clients.is_empty() => {}
                _ => drop(night.left.insert(*number)),
            }
            night.counts[0] += 1;
        }
        for number in leaving {
            self.people[number].gone = Some("contract ends".to_owned());
        }
    }
}
