//! Rosters: a file that is the truth about the users of a scope (REQUIREMENTS U10, U12). Users in it who are not there are
//! created, those who differ are changed, those who are inactive come back, and active ones of the scope who are not in it
//! leave: in one transaction, as one batch, on the way that every import takes ([`crate::noun::stage`]).
//!
//! What keeps a bad file from locking everybody out: a scope that has to be told, a [`Brake`], an empty file that is always
//! refused, rows that are left out and spare whom they are about, and a plan that is looked at and still holds when it is
//! written.

mod compared;
mod database;
mod known;
mod require;
mod rows;
mod seen;

use tokio::sync::mpsc;

pub(crate) use database::{begin, deactivate, lock, look, note_unknown, reactivate, wrong};
pub(crate) use known::Known;
pub(crate) use require::{require_rows, require_same};
#[cfg(feature = "cli")]
pub(crate) use rows::in_words;

use crate::brake::Brake;
use crate::db::Database;
use crate::noun::stage::{self, Outcome, Portion, Request, Watch};
use crate::{Error, Result};

/// How many are told by name where there may be many.
pub const NAMED: usize = 5;

/// What a roster is, beside an import.
#[derive(Clone, Debug, Default)]
pub struct Roster {
    /// Whom it is about.
    pub scope: Scope,
    /// How many it may deactivate.
    pub brake: Brake,
    /// What becomes of the open work of those who leave.
    pub work: Work,
    /// Whether the plan is shown, also where it is to be applied.
    pub is_shown: bool,
}

/// The users that a roster is about: of the staff, those for whom all of this is so. Without anything told: all of the staff.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Scope {
    /// The owning organization is one of these.
    pub organizations: Option<Vec<i64>>,
    /// The provider is.
    pub providers: Option<Vec<i64>>,
    /// The default location is.
    pub locations: Option<Vec<i64>>,
    /// They have one of these workgroups.
    pub workgroups: Option<Vec<i64>>,
    /// They have an external id, or have none.
    pub has_external_id: Option<bool>,
}

impl Scope {
    /// Whether it is all of the staff.
    #[must_use]
    pub fn is_everybody(&self) -> bool {
        *self == Self::default()
    }
}

/// What becomes of the open work of those who leave.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Work {
    /// `transfer`, `unassign` or `leave-open`; none: refused if there is any.
    pub what: Option<&'static str>,
    /// Whom it goes to.
    pub transfer_to: Option<i64>,
    /// Whom their teams go to; none: to the supervisor of each.
    pub team_to: Option<i64>,
}

/// Somebody who leaves, comes back, or stays though missing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person {
    /// The line that tells of them; 0: none does.
    pub line: u64,
    /// The user.
    pub id: i64,
    /// The e-mail.
    pub email: String,
    /// How many clients they are the case manager of.
    pub cases: i64,
    /// In how many open tasks they take part.
    pub tasks: i64,
    /// How much they have parked.
    pub paused: i64,
    /// How many are on their team.
    pub team: i64,
    /// Why they stay.
    pub why: Option<String>,
}

/// What a roster does beside what its rows tell.
#[derive(Debug, Default)]
pub struct Moves {
    /// How many in the scope are active before.
    pub active: u64,
    /// Who leaves, in the order of their names.
    pub leaving: Vec<Person>,
    /// Who stays inactive, or active though missing.
    pub staying: Vec<Person>,
    /// Who comes back.
    pub returning: Vec<Person>,
    /// How many come back of whom nothing else changes.
    pub only_returning: u64,
    /// Whether nobody leaves because a bad row does not tell whom it is about.
    pub is_blind: bool,
    /// How many may leave.
    pub most: u64,
    /// Why it cannot be applied so.
    pub refusal: Option<Error>,
    /// What was handed on, where it has been applied.
    pub done: Option<Handed>,
}

/// What was handed on of those who left.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Handed {
    /// How many cases.
    pub cases: i64,
    /// How many tasks.
    pub tasks: i64,
    /// How many parked operations.
    pub paused: i64,
    /// How many people got another supervisor.
    pub team: i64,
    /// How much stays with those who have left.
    pub left_open: i64,
}

impl Moves {
    /// Whether nobody leaves or comes back.
    #[must_use]
    pub fn is_nothing(&self) -> bool {
        self.leaving.is_empty() && self.returning.is_empty()
    }

    /// Whether the same people leave and come back as in another plan.
    #[must_use]
    pub fn is_as(&self, other: &Self) -> bool {
        let ids = |people: &[Person]| {
            let mut ids: Vec<_> = people.iter().map(|person| person.id).collect();
            ids.sort_unstable();
            ids
        };
        ids(&self.leaving) == ids(&other.leaving) && ids(&self.returning) == ids(&other.returning)
    }
}

/// Plans a roster and, unless only a plan is wanted, applies it: all of it or nothing, or all good rows.
///
/// # Errors
/// As [`stage::run`]. [`Error::Refused`] if more would leave than may, or have open work of which nothing was said;
/// [`Error::BadInput`] if there is no good row; [`Error::NotPermitted`] for whoever is logged in: a roster takes an
/// administrator's connection. Nothing is written then.
pub async fn sync(
    database: &Database,
    request: Request,
    roster: &Roster,
    portions: mpsc::Receiver<Portion>,
    watch: &dyn Watch,
) -> Result<Outcome> {
    require_administrator(database)?;
    stage::run_as(database, request, portions, watch, Some(roster)).await
}

/// Refuses whoever is logged in.
///
/// # Errors
/// [`Error::NotPermitted`].
pub fn require_administrator(database: &Database) -> Result<()> {
    if database.is_a_users() {
        return Err(Error::NotPermitted {
            message: "a roster takes an administrator's connection, and you are logged in".to_owned(),
            hint: Some(
                "ct user import creates and changes users within your reach, and ct user deactivate deactivates them"
                    .to_owned(),
            ),
        });
    }
    Ok(())
}

/// Some names, and how many more.
#[must_use]
pub fn some_of(people: &[Person]) -> String {
    let mut named: Vec<_> = people.iter().take(NAMED).map(|person| person.email.as_str()).collect();
    let more = match people.len().saturating_sub(NAMED) {
        0 => String::new(),
        more => format!("{more} more"),
    };
    if !more.is_empty() {
        named.push(&more);
    }
    named.join(", ")
}
