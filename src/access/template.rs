//! Tool access that is often granted together (REQUIREMENTS W4).

use crate::Result;
use crate::db::Database;
use crate::record::{Heading, Record};

/// What stands over the columns of the list.
pub const HEADINGS: [Heading; 4] = [
    Heading::new("template", "Template"),
    Heading::new("tool", "Tool"),
    Heading::new("level", "Level"),
    Heading::new("elevated", "Elevated"),
];

/// One tool of a template.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Granted {
    /// The template.
    pub template: String,
    /// The tool.
    pub tool: String,
    /// `read` or `write`.
    pub level: String,
    /// Whether that is an elevated right: one that lets its holder raise rights.
    pub elevated: bool,
}

impl Granted {
    /// As it is listed, under [`HEADINGS`].
    #[must_use]
    pub fn record(&self) -> Record {
        let texts = [&self.template, &self.tool, &self.level];
        let mut values: Vec<_> = texts.into_iter().map(|text| text.as_str().into()).collect();
        values.push(self.elevated.into());
        Record { id: 0, values }
    }
}

/// All templates with their tools: from the one that grants the least to the one that grants the most.
///
/// # Errors
/// What the database refuses.
pub async fn templates(database: &Database) -> Result<Vec<Granted>> {
    let sql = "-- access::templates
        select p.template, p.tool, p.level, p.level = 'write' and t.write_is_elevated
        from tool_template p join tool t on t.code = p.tool
        order by sum(case p.level when 'write' then 2 else 1 end) over (partition by p.template), p.template, p.tool";
    let rows =
        database.read(async |transaction| transaction.rows("access::templates", sql, &[]).await).await?;
    let granted = |row: &tokio_postgres::Row| Granted {
        template: row.get(0),
        tool: row.get(1),
        level: row.get(2),
        elevated: row.get(3),
    };
    Ok(rows.iter().map(granted).collect())
}
