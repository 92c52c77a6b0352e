//! What a roster has said of a user so far.

/// A user with whom rows are compared.
pub(super) struct User {
    pub(super) id: i64,
    /// The owning organization.
    pub(super) organization: i64,
    /// Whether a scheduled end has come: rows bring back such a user, too.
    pub(super) is_out: bool,
    pub(super) seen: Seen,
}

/// What the file has said of a user.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Seen {
    Nothing,
    /// What is so already, on this line.
    Same {
        line: i64,
        tells: Tells,
    },
    /// What waits to be planned.
    Waits,
}

/// What a row tells, as far as others may depend on it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Tells {
    pub(super) supervisor: bool,
    pub(super) external_id: bool,
}

/// Rows that were passed over, and wait after all.
#[derive(Default)]
pub(super) struct Waiting {
    pub(super) lines: Vec<i64>,
    pub(super) users: Vec<i64>,
    /// Whether with the supervisor whom they name.
    pub(super) supervised: Vec<bool>,
    /// Whether with the external id that they tell.
    pub(super) identified: Vec<bool>,
}

impl Waiting {
    pub(super) fn push(&mut self, line: i64, user: i64, with: Tells) {
        self.lines.push(line);
        self.users.push(user);
        self.supervised.push(with.supervisor);
        self.identified.push(with.external_id);
    }
}
