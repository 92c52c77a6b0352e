//! The nightly sweep (REQUIREMENTS B3, B4): scheduled ends that are due, temporary passwords that nobody changes, and whoever has
//! been inactive for long. One at a time, in transactions of limited size, safe to repeat and to kill: each user changes wholly
//! or not at all, and everything is looked at again, behind locks, where it is written (`migrations/code/sweep.sql`).

mod lease;
mod past;
mod plan;
mod write;

use chrono::{DateTime, Utc};
use postgres_types::Type;
use serde::Serialize;
use uuid::Uuid;

use crate::brake::Brake;
use crate::db::{Database, Operation, Transaction};
use crate::{Error, Result};

pub use lease::{Holder, holder};
pub use past::{HEADINGS as PAST_HEADINGS, list as list_past};
pub use plan::{HEADINGS as PLAN_HEADINGS, Planned};

/// How many users change in one transaction, unless told otherwise.
pub const AT_ONCE: usize = 500;

/// How far the clocks of this machine and of the database may be apart.
const CLOCKS_APART: chrono::TimeDelta = chrono::TimeDelta::minutes(10);

/// A part of the sweep that can be asked for by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// Scheduled ends that are due.
    Ends,
    /// Temporary passwords that nobody has changed.
    Passwords,
    /// Whoever has been inactive for long.
    Inactivity,
    /// Open work of those who have gone, counted.
    Orphans,
}

impl Part {
    /// All of them, in their order.
    pub const ALL: [Self; 4] = [Self::Ends, Self::Passwords, Self::Inactivity, Self::Orphans];

    /// Its word.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Ends => "ends",
            Self::Passwords => "passwords",
            Self::Inactivity => "inactivity",
            Self::Orphans => "orphans",
        }
    }
}

/// What becomes of a user.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Step {
    /// The scheduled end is due: deactivated, as was said when it was scheduled.
    End,
    /// The temporary password expires.
    Password,
    /// Warned of inactivity.
    Warn,
    /// Locked for inactivity.
    Lock,
    /// Deactivated for inactivity.
    Deactivate,
}

impl Step {
    /// All of them, in the order in which they are taken.
    pub const ALL: [Self; 5] = [Self::End, Self::Password, Self::Warn, Self::Lock, Self::Deactivate];

    /// Its word.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::End => "end",
            Self::Password => "password",
            Self::Warn => "warn",
            Self::Lock => "lock",
            Self::Deactivate => "deactivate",
        }
    }

    /// What has been done to users, as a person says it.
    #[must_use]
    pub const fn done(self) -> &'static str {
        match self {
            Self::End => "deactivated at their scheduled end",
            Self::Password => "temporary passwords expired",
            Self::Warn => "warned of inactivity",
            Self::Lock => "locked for inactivity",
            Self::Deactivate => "deactivated for inactivity",
        }
    }

    const fn reason(self) -> &'static str {
        match self {
            Self::End => "scheduled ends that are due",
            Self::Password => "temporary passwords that nobody has changed",
            Self::Warn => "inactivity: warned",
            Self::Lock => "inactivity: locked",
            Self::Deactivate => "inactivity: deactivated",
        }
    }

    /// Whether the brake counts it: ends were decided by somebody, one by one.
    const fn is_braked(self) -> bool {
        matches!(self, Self::Lock | Self::Deactivate)
    }
}

/// A sweep that is asked for.
#[derive(Clone, Debug)]
pub struct Sweep {
    /// The run's number.
    pub run: Uuid,
    /// The instant for which it looks.
    pub as_of: DateTime<Utc>,
    /// What it does.
    pub parts: Vec<Part>,
    /// Only users of this organization, by id.
    pub organization: Option<i64>,
    /// How many locks and deactivations for inactivity are too many.
    pub brake: Brake,
    /// By which command, by whom and why: each transaction becomes an operation like this, with an id of its own.
    pub operation: Operation,
    /// How many users change in one transaction.
    pub at_once: usize,
    /// Only tell what would be done.
    pub dry_run: bool,
}

/// Where a sweep stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reached {
    /// It holds the lease.
    Begun,
    /// It knows what is to be done.
    Planned,
    /// Some users are written, and not yet committed.
    Written(Step),
    /// They are committed.
    Committed(Step),
    /// All is done but to say so.
    Done,
}

/// Watches a sweep. Every method may do nothing.
pub trait Watch {
    /// A point is reached; with what is done by then.
    fn reached(&self, _: Reached, _: &Counts) {}
    /// Whether to stop before the next transaction.
    fn stops(&self) -> bool {
        false
    }
}

/// Nobody watches.
#[derive(Clone, Copy, Debug, Default)]
pub struct Unwatched;

impl Watch for Unwatched {}

/// How many users each step was taken with.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Counts([u64; 5]);

impl Counts {
    /// Of one step.
    #[must_use]
    pub const fn of(&self, step: Step) -> u64 {
        self.0[step as usize]
    }

    /// Of all steps.
    #[must_use]
    pub fn total(&self) -> u64 {
        self.0.iter().sum()
    }

    const fn add(&mut self, step: Step) {
        self.0[step as usize] += 1;
    }

    /// `3 warned of inactivity, 1 locked for inactivity`; nothing where there is none.
    #[must_use]
    pub fn told(&self) -> String {
        let some = Step::ALL.iter().filter(|step| self.of(**step) > 0);
        some.map(|step| format!("{} {}", self.of(*step), step.done())).collect::<Vec<_>>().join(", ")
    }
}

/// A user with whom something is not as it should be.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Remark {
    /// The step.
    pub step: Step,
    /// The user's e-mail.
    pub user: String,
    /// What there is to say.
    pub why: String,
}

/// What the brake looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Braking {
    /// How many would be locked or deactivated for inactivity.
    pub would: u64,
    /// How many are allowed.
    pub limit: u64,
    /// Of how many active staff.
    pub active: u64,
}

/// How a sweep ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ending {
    /// It did all that it should.
    Done,
    /// It would have locked or deactivated too many, and did the rest.
    Braked,
    /// It was told to stop.
    Stopped,
}

/// What a sweep came to.
#[derive(Clone, Debug)]
pub struct Swept {
    /// How it ended.
    pub ending: Ending,
    /// How many users each step was taken with.
    pub counts: Counts,
    /// How many of the others had a temporary password that has expired.
    pub expired_before: u64,
    /// Users who were deactivated, and whose work could not go where it should.
    pub left: Vec<Remark>,
    /// Users with whom a rule stands against what is due: somebody has to look.
    pub skipped: Vec<Remark>,
    /// Users whom a sweep never touches: the last administrator, and whoever runs it.
    pub kept: Vec<Remark>,
    /// What the brake looked at.
    pub braking: Braking,
    /// Orphans of each kind.
    pub orphans: Vec<(String, u64)>,
    /// What a dry run would do, user by user.
    pub planned: Vec<Planned>,
}

impl Swept {
    /// Whether it takes a person to go on: the brake, or work that was left behind.
    #[must_use]
    pub const fn needs_somebody(&self) -> bool {
        matches!(self.ending, Ending::Braked) || !self.left.is_empty() || !self.skipped.is_empty()
    }

    /// What takes a person, in lines; as many as a person reads.
    fn problems(&self) -> Vec<String> {
        const MOST: usize = 50;
        let Braking { would, limit, active } = self.braking;
        let brake =
            format!("the brake: {would} of {active} would be locked or deactivated, and {limit} are allowed");
        let braked = (self.ending == Ending::Braked).then_some(brake);
        let remarks =
            self.left.iter().chain(&self.skipped).map(|remark| format!("{}: {}", remark.user, remark.why));
        let more = (self.left.len() + self.skipped.len()).saturating_sub(MOST);
        let more = (more > 0).then(|| format!("and {more} more: ct sweep list -o json"));
        braked.into_iter().chain(remarks.take(MOST)).chain(more).collect()
    }

    /// The word for how it ended.
    #[must_use]
    pub const fn outcome(&self) -> &'static str {
        match self.ending {
            Ending::Done => "done",
            Ending::Braked => "braked",
            Ending::Stopped => "failed",
        }
    }

    /// As it is kept, and told to programs.
    #[must_use]
    pub fn summary(&self) -> serde_json::Value {
        let count = |step| self.counts.of(step);
        serde_json::json!({
            "ended": count(Step::End),
            "passwords_expired": count(Step::Password),
            "passwords_expired_before": self.expired_before,
            "warned": count(Step::Warn),
            "locked": count(Step::Lock),
            "deactivated": count(Step::Deactivate),
            "left": self.left,
            "skipped": self.skipped,
            "kept": self.kept,
            "brake": self.braking,
            "orphans": self.orphans.iter().cloned().collect::<std::collections::BTreeMap<_, _>>(),
        })
    }
}

/// Sweeps.
///
/// # Errors
/// [`Error::Unreachable`] if another sweep is at work, the lease is lost, or the database is; [`Error::NotPermitted`] where
/// somebody is logged in. What was committed by then stands, and a repeat does the rest.
pub async fn sweep(database: &Database, sweep: &Sweep, watch: &dyn Watch) -> Result<Swept> {
    if database.is_a_users() {
        return Err(Error::NotPermitted {
            message: "the sweep is an administrator's: it does not run for somebody who is logged in"
                .to_owned(),
            hint: Some("log out, or run it as the role that owns the schema, as cron does".to_owned()),
        });
    }
    if sweep.dry_run {
        return write::all(database, sweep, watch).await;
    }
    lease::begin(database, sweep).await?;
    watch.reached(Reached::Begun, &Counts::default());
    let result = tokio::select! {
        result = write::all(database, sweep, watch) => result,
        never = lease::renew(database, sweep.run) => match never {},
    };
    match &result {
        Ok(swept) => {
            watch.reached(Reached::Done, &swept.counts);
            lease::finish(database, sweep, swept.outcome(), swept.summary(), &swept.problems()).await?;
        }
        Err(error) => {
            let summary = serde_json::json!({ "error": error.to_string() });
            // What cannot be said has no effect: the lease expires, and the next one finds the process gone.
            let problems = [format!("it failed: {error}")];
            let _ = lease::finish(database, sweep, "failed", summary, &problems).await;
        }
    }
    result
}

/// Refuses a machine whose clock is not the database's: it would find the ends of tomorrow due.
///
/// # Errors
/// [`Error::Refused`] if they are too far apart.
pub async fn check_clock(database: &Database, now: DateTime<Utc>) -> Result<()> {
    let sql = "-- sweep::clock\nselect clock_timestamp()";
    let read = async |transaction: &Transaction<'_>| transaction.row("sweep::clock", sql, &[]).await;
    let there: DateTime<Utc> = database.read(read).await?.get(0);
    let apart = (there - now).abs();
    if apart <= CLOCKS_APART {
        return Ok(());
    }
    Err(Error::refused(
        format!(
            "by this machine's clock it is {}, by the database's {}",
            now.format("%Y-%m-%d %H:%M UTC"),
            there.format("%Y-%m-%d %H:%M UTC")
        ),
        "set the clock that is wrong: who is due depends on it",
    ))
}

/// How many orphans there are of each kind.
async fn orphans(transaction: &Transaction<'_>) -> Result<Vec<(String, u64)>> {
    let sql = "-- sweep::orphans\nselect kind, count(*) from report_orphans($1) group by kind order by kind";
    let rows = transaction.rows("sweep::orphans", sql, &[(&None::<Vec<String>>, Type::TEXT_ARRAY)]).await?;
    Ok(rows.iter().map(|row| (row.get(0), u64::try_from(row.get::<_, i64>(1)).unwrap_or_default())).collect())
}
