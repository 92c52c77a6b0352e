//! What is open to whoever is logged in: workspaces, and the commands in them (REQUIREMENTS W3).

use crate::Result;
use crate::db::Database;
use crate::record::{Heading, Record};

/// What stands over the columns of the list.
pub const HEADINGS: [Heading; 6] = [
    Heading::new("workspace", "Workspace"),
    Heading::new("name", "Name"),
    Heading::new("command", "Command"),
    Heading::new("about", "What it does"),
    Heading::new("tool", "Tool"),
    Heading::new("level", "Level"),
];

/// A command in a workspace.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The workspace's code.
    pub workspace: String,
    /// Its name.
    pub name: String,
    /// The command, without `ct`.
    pub command: String,
    /// What it does.
    pub about: String,
    /// The tool that it takes, and its level; none: nothing but a login.
    pub takes: Option<(String, String)>,
}

impl Entry {
    /// As it is listed, under [`HEADINGS`].
    #[must_use]
    pub fn record(&self) -> Record {
        let texts = [&self.workspace, &self.name, &self.command, &self.about];
        let mut values: Vec<_> = texts.into_iter().map(|text| text.as_str().into()).collect();
        let (tool, level) = self.takes.clone().unzip();
        values.extend([tool.into(), level.into()]);
        Record { id: 0, values }
    }
}

/// What is open to the one who acts, in the workgroup that they work in; to an administrator's connection everything.
///
/// # Errors
/// What the database refuses.
pub async fn menu(database: &Database) -> Result<Vec<Entry>> {
    let sql = "-- access::menu\nselect workspace, name, command, about, tool, level from menu_open()";
    let rows = database.read(async |transaction| transaction.rows("access::menu", sql, &[]).await).await?;
    let entry = |row: &tokio_postgres::Row| Entry {
        workspace: row.get(0),
        name: row.get(1),
        command: row.get(2),
        about: row.get(3),
        takes: row.get::<_, Option<String>>(4).zip(row.get(5)),
    };
    Ok(rows.iter().map(entry).collect())
}
