//! One column of a noun.

use postgres_types::Type;

use crate::record::Heading;

/// What a reference points to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Place {
    /// An organization.
    Organization,
    /// A location of an organization.
    Location,
    /// A provider.
    Provider,
    /// A workgroup.
    Workgroup,
}

impl Place {
    /// The noun's word, which is its table's name too.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Organization => "organization",
            Self::Location => "location",
            Self::Provider => "provider",
            Self::Workgroup => "workgroup",
        }
    }
}

/// What a column holds: how its text is read and checked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Content {
    /// The e-mail that names a user.
    Email,
    /// The code that names a place.
    Code,
    /// A text of at most so many characters.
    Text(usize),
    /// Yes or no.
    Flag,
    /// One of these words.
    Choice(&'static [&'static str]),
    /// The code of one place.
    One(Place),
    /// The codes of several places.
    Many(Place),
    /// The e-mail of another user, who may stand in the same file.
    Supervisor,
    /// The e-mail of a user who is there already; waits as the login.
    User,
    /// The external id of a client who is there already; waits in its normal form.
    Client,
    /// What files and calendars call it: made from other columns where it is not told.
    Uid,
    /// A whole number from 0 to this one.
    Count(i32),
    /// The name of a time zone, as the database knows it.
    Zone,
    /// A day: ISO 8601, or in the order that `--date-format` tells.
    Date,
    /// An instant to come, on the clocks of the user's organization, or `now`.
    Moment,
    /// A rule by which days recur (RFC 5545), or words for one; waits in its normal form.
    Rule,
    /// Those who take part, each `e-mail:role`; without a role: assignee.
    Participants,
    /// Tool access: `tool:read` and `tool:write`; a template's name stands for its list.
    Tools,
    /// The codes of workspaces.
    Workspaces,
    /// active, pending or inactive: told at creation, afterwards only compared.
    Status,
    /// A password; never shown.
    Secret,
    /// A word that follows from other things; cannot be written.
    Told,
    /// Several words that follow from other things; cannot be written.
    ToldMany,
    /// A whole number; cannot be written.
    Number,
    /// An instant; cannot be written.
    Time,
}

/// A column: one line in its noun's table says everything about it.
#[derive(Debug)]
pub struct Column {
    /// Its name: CSV header, JSON key, `--columns`, and with `-` for `_` the flag.
    pub name: &'static str,
    /// What stands over it in a table.
    pub title: &'static str,
    /// One sentence for the help and the template.
    pub help: &'static str,
    /// What it holds.
    pub content: Content,
    /// The field that it waits in; empty for what cannot be written.
    pub field: &'static str,
    /// Whether a new one cannot be without it.
    pub required: bool,
    /// Whether a table shows it unless told otherwise.
    pub listed: bool,
    /// Whether it takes so much work that it is told only where it is asked for by name.
    pub on_request: bool,
}

impl Column {
    /// A column that can be left out and that tables do not show by themselves.
    #[must_use]
    pub const fn new(
        name: &'static str,
        title: &'static str,
        content: Content,
        field: &'static str,
        help: &'static str,
    ) -> Self {
        Self { name, title, help, content, field, required: false, listed: false, on_request: false }
    }

    /// The same, required of a new one.
    #[must_use]
    pub const fn required(self) -> Self {
        Self { required: true, ..self }
    }

    /// The same, shown in tables.
    #[must_use]
    pub const fn listed(self) -> Self {
        Self { listed: true, ..self }
    }

    /// The same, told only where it is asked for by name.
    #[must_use]
    pub const fn on_request(self) -> Self {
        Self { on_request: true, ..self }
    }

    /// What stands over it.
    #[must_use]
    pub const fn heading(&self) -> Heading {
        Heading::new(self.name, self.title)
    }

    /// Whether a file or a flag can set it.
    #[must_use]
    pub const fn is_writable(&self) -> bool {
        !self.field.is_empty()
    }

    /// The type that the overview has it in.
    #[must_use]
    pub(crate) const fn sql_type(&self) -> &'static str {
        match self.content {
            Content::Flag => "boolean",
            Content::Number | Content::Count(_) => "bigint",
            Content::Time => "timestamptz",
            Content::Date => "date",
            _ if self.is_list() => "text[]",
            _ => "text",
        }
    }

    /// Whether a cell holds several values, separated by `;`.
    #[must_use]
    pub const fn is_list(&self) -> bool {
        matches!(
            self.content,
            Content::Many(_)
                | Content::Tools
                | Content::Workspaces
                | Content::Participants
                | Content::ToldMany
        )
    }

    /// How many columns of the waiting table it fills: as many as [`Column::staged`] tells.
    #[must_use]
    pub(crate) const fn width(&self) -> usize {
        match self.content {
            Content::Email | Content::Code | Content::Uid => 2,
            Content::Secret | Content::Told | Content::ToldMany | Content::Number | Content::Time => 0,
            _ => 1,
        }
    }

    /// The waiting table's columns that it fills, with their types; a password waits elsewhere.
    #[must_use]
    pub(crate) fn staged(&self) -> Vec<(&'static str, Type)> {
        match self.content {
            Content::Email => vec![("email", Type::TEXT), ("login", Type::TEXT)],
            Content::Code if self.name == "code" => vec![("code", Type::TEXT), ("key", Type::TEXT)],
            Content::Code | Content::Uid => vec![(self.field, Type::TEXT), ("key", Type::TEXT)],
            Content::Flag => vec![(self.field, Type::BOOL)],
            Content::One(_) => vec![(self.field, Type::INT8)],
            Content::Many(_) => vec![(self.field, Type::INT8_ARRAY)],
            Content::Tools | Content::Workspaces | Content::Participants => {
                vec![(self.field, Type::TEXT_ARRAY)]
            }
            Content::Date => vec![(self.field, Type::DATE)],
            Content::Moment => vec![(self.field, Type::TIMESTAMP)],
            Content::Count(_) => vec![(self.field, Type::INT4)],
            Content::Text(_)
            | Content::Choice(_)
            | Content::Supervisor
            | Content::User
            | Content::Client
            | Content::Rule
            | Content::Zone
            | Content::Status => vec![(self.field, Type::TEXT)],
            Content::Secret | Content::Told | Content::ToldMany | Content::Number | Content::Time => {
                Vec::new()
            }
        }
    }
}
