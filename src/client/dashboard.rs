//! The page of one client: who its case managers are and were, and what is open for it (REQUIREMENTS C1). The database's
//! functions give what whoever asks may see.

use chrono::NaiveDate;
use postgres_types::Type;
use tokio_postgres::Row;

use crate::Result;
use crate::db::Transaction;
use crate::record::{Heading, Record, Value};

/// When somebody is a case manager, as things stand today.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum When {
    /// Now.
    Current,
    /// From a day to come.
    Future,
    /// Not any more.
    Past,
}

impl When {
    /// The word that programs get.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Current => "current",
            Self::Future => "future",
            Self::Past => "past",
        }
    }
}

/// One who is, will be or was the case manager.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CaseManager {
    /// The assignment's number.
    pub id: i64,
    /// Now, later or before.
    pub when: When,
    /// The user's e-mail.
    pub email: String,
    /// The user's name.
    pub name: String,
    /// Whether the user is inactive: then nobody cares for the client.
    pub inactive: bool,
    /// The first day.
    pub begin_date: NaiveDate,
    /// The last day; none: open.
    pub end_date: Option<NaiveDate>,
    /// Why it ended.
    pub end_reason: Option<String>,
}

/// A task for the client that is not done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Task {
    /// Its number.
    pub id: i64,
    /// What is to be done.
    pub title: String,
    /// From which day on.
    pub begin_date: Option<NaiveDate>,
    /// By the end of which day.
    pub due_date: Option<NaiveDate>,
    /// Whether that day is past.
    pub overdue: bool,
    /// `not-started`, `in-progress` or `waiting`.
    pub status: String,
    /// Each `e-mail:role`, the owner first.
    pub participants: Vec<String>,
}

/// A workflow for the client that somebody has parked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Paused {
    /// Its number.
    pub id: i64,
    /// Which workflow.
    pub workflow: String,
    /// At which step it stands.
    pub step: Option<String>,
    /// Who has parked it; none: an administrator, by an import.
    pub email: Option<String>,
    /// Since which day.
    pub paused_on: NaiveDate,
}

/// What stands on a client's page beside its own fields.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Dashboard {
    /// Those now, those to come, and those before, the latest first.
    pub case_managers: Vec<CaseManager>,
    /// The open ones, by their due date.
    pub tasks: Vec<Task>,
    /// What is parked, the oldest first.
    pub paused: Vec<Paused>,
}

/// What stands on a client's page, as far as whoever is logged in sees it; nothing of a client that they do not see.
///
/// # Errors
/// What the database refuses.
pub async fn dashboard(transaction: &Transaction<'_>, client: i64) -> Result<Dashboard> {
    let id = [(&client as _, Type::INT8)];
    let sql = "-- client::case_managers\n\
        select id, state, email, name, inactive, begin_date, end_date, end_reason from client_case_managers($1)";
    let managers = transaction.rows("client::case_managers", sql, &id).await?;
    let sql = "-- client::tasks\n\
        select id, title, begin_date, due_date, overdue, status, participants from client_tasks($1)";
    let tasks = transaction.rows("client::tasks", sql, &id).await?;
    let sql = "-- client::paused\nselect id, workflow, step, email, paused_on from client_paused($1)";
    let paused = transaction.rows("client::paused", sql, &id).await?;
    Ok(Dashboard {
        case_managers: managers.iter().map(case_manager).collect(),
        tasks: tasks.iter().map(task).collect(),
        paused: paused.iter().map(parked).collect(),
    })
}

fn case_manager(row: &Row) -> CaseManager {
    CaseManager {
        id: row.get(0),
        when: match row.get(1) {
            "past" => When::Past,
            "future" => When::Future,
            _ => When::Current,
        },
        email: row.get(2),
        name: row.get(3),
        inactive: row.get(4),
        begin_date: row.get(5),
        end_date: row.get(6),
        end_reason: row.get(7),
    }
}

fn task(row: &Row) -> Task {
    Task {
        id: row.get(0),
        title: row.get(1),
        begin_date: row.get(2),
        due_date: row.get(3),
        overdue: row.get(4),
        status: row.get(5),
        participants: row.get(6),
    }
}

fn parked(row: &Row) -> Paused {
    Paused {
        id: row.get(0),
        workflow: row.get(1),
        step: row.get(2),
        email: row.get(3),
        paused_on: row.get(4),
    }
}

/// What programs get of case managers, under which names: a contract.
pub const CASE_MANAGER_HEADINGS: [Heading; 8] = [
    Heading::new("id", "Id"),
    Heading::new("state", "State"),
    Heading::new("user", "E-mail"),
    Heading::new("user_name", "Name"),
    Heading::new("user_inactive", "Inactive"),
    Heading::new("begin_date", "Begin"),
    Heading::new("end_date", "End"),
    Heading::new("end_reason", "Why"),
];

/// What programs get of tasks.
pub const TASK_HEADINGS: [Heading; 7] = [
    Heading::new("id", "Id"),
    Heading::new("title", "Title"),
    Heading::new("begin_date", "Begin"),
    Heading::new("due_date", "Due"),
    Heading::new("overdue", "Overdue"),
    Heading::new("status", "Status"),
    Heading::new("participants", "Participants"),
];

/// What programs get of what is parked.
pub const PAUSED_HEADINGS: [Heading; 5] = [
    Heading::new("id", "Id"),
    Heading::new("workflow", "Workflow"),
    Heading::new("step", "Step"),
    Heading::new("user", "E-mail"),
    Heading::new("paused_on", "Since"),
];

fn day(date: Option<NaiveDate>) -> Value {
    date.map(|date| date.to_string()).into()
}

impl CaseManager {
    /// Its values, under [`CASE_MANAGER_HEADINGS`].
    #[must_use]
    pub fn record(&self) -> Record {
        let values = vec![
            self.id.into(),
            self.when.word().into(),
            self.email.as_str().into(),
            self.name.as_str().into(),
            self.inactive.into(),
            day(Some(self.begin_date)),
            day(self.end_date),
            self.end_reason.clone().into(),
        ];
        Record { id: self.id, values }
    }
}

impl Task {
    /// Its values, under [`TASK_HEADINGS`].
    #[must_use]
    pub fn record(&self) -> Record {
        let values = vec![
            self.id.into(),
            self.title.as_str().into(),
            day(self.begin_date),
            day(self.due_date),
            self.overdue.into(),
            self.status.as_str().into(),
            self.participants.clone().into(),
        ];
        Record { id: self.id, values }
    }
}

impl Paused {
    /// Its values, under [`PAUSED_HEADINGS`].
    #[must_use]
    pub fn record(&self) -> Record {
        let values = vec![
            self.id.into(),
            self.workflow.as_str().into(),
            self.step.clone().into(),
            self.email.clone().into(),
            day(Some(self.paused_on)),
        ];
        Record { id: self.id, values }
    }
}
