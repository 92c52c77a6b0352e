//! What a calendar is told of a task.

use chrono::{DateTime, NaiveDate, Utc};

use super::Rule;

/// A task, as it is written into a calendar.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// What it is known by, in every calendar and for ever. It is handed in, and must not be empty.
    pub uid: String,
    /// What is to be done.
    pub title: String,
    /// More about it; may have several lines.
    pub notes: Option<String>,
    /// The day on which work on it may begin.
    pub begin: Option<NaiveDate>,
    /// The day on which it is due.
    pub due: Option<NaiveDate>,
    /// How far it is.
    pub status: Status,
    /// When it was completed; told of completed ones only.
    pub completed_at: Option<DateTime<Utc>>,
    /// When it was last changed.
    pub changed_at: DateTime<Utc>,
    /// How often it was changed since it was first written. Calendars take the greater one for the newer one.
    pub sequence: u32,
    /// How its due day recurs.
    pub rule: Option<Rule>,
    /// Who is asked to do it, and by whom.
    pub party: Option<Party>,
    /// Words by which a calendar groups it.
    pub categories: Vec<String>,
}

/// How far a task is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Status {
    /// Nobody has begun.
    NotStarted,
    /// Somebody is at it.
    InProgress,
    /// It waits for somebody or something else.
    Waiting,
    /// It is done.
    Completed,
    /// It is not to be done any more.
    Cancelled,
}

/// Those whom an entry concerns. RFC 5545 has no attendees without an organizer.
///
/// Some calendars write to attendees when a file with a party is imported: give one only where that is meant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Party {
    /// Who asks for it.
    pub organizer: Person,
    /// Who is asked.
    pub attendees: Vec<Attendee>,
}

/// Somebody with an address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person {
    /// The e-mail address.
    pub email: String,
    /// The name to show; may be empty.
    pub name: String,
}

/// Somebody who is asked, and as what.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attendee {
    /// Who.
    pub person: Person,
    /// As what.
    pub role: Role,
}

/// What an attendee is asked as.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Role {
    /// Answers for it.
    Chair,
    /// Has to take part.
    Required,
    /// May take part.
    Optional,
    /// Is told of it only.
    Informed,
}

/// As what entries are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Form {
    /// To-dos (VTODO).
    Todos,
    /// All-day events (VEVENT) on the due day, for calendars that show no to-dos.
    Events,
}

impl Status {
    /// The word of a to-do's STATUS. Waiting has none of its own: it is begun, and not done.
    pub(super) const fn word(self) -> &'static str {
        match self {
            Self::NotStarted => "NEEDS-ACTION",
            Self::InProgress | Self::Waiting => "IN-PROCESS",
            Self::Completed => "COMPLETED",
            Self::Cancelled => "CANCELLED",
        }
    }

    /// The word of `X-CT-STATUS`, which tells what STATUS cannot.
    pub(super) const fn own_word(self) -> &'static str {
        match self {
            Self::Waiting => "WAITING",
            other => other.word(),
        }
    }

    /// Reads the word of `X-CT-STATUS`.
    pub(super) fn from_own_word(word: &str) -> Option<Self> {
        let all = [Self::NotStarted, Self::InProgress, Self::Waiting, Self::Completed, Self::Cancelled];
        all.into_iter().find(|status| status.own_word().eq_ignore_ascii_case(word))
    }

    /// Reads the word of a to-do's STATUS.
    pub(super) fn from_word(word: &str) -> Option<Self> {
        Self::from_own_word(word).filter(|status| *status != Self::Waiting)
    }
}

impl Role {
    /// The word of ROLE.
    pub(super) const fn word(self) -> &'static str {
        match self {
            Self::Chair => "CHAIR",
            Self::Required => "REQ-PARTICIPANT",
            Self::Optional => "OPT-PARTICIPANT",
            Self::Informed => "NON-PARTICIPANT",
        }
    }
}
