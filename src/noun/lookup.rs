//! What cells refer to by code, read once before a file is read.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::{Column, Content, Place, date};
use crate::Result;
use crate::csv_io::normal_code;
use crate::db::Transaction;
use crate::password::Policy;

/// The places and tools that there are, and the settings that checks depend on.
#[derive(Clone, Debug)]
pub struct Lookups {
    places: BTreeMap<Place, HashMap<String, (i64, String)>>,
    tools: BTreeSet<String>,
    templates: BTreeMap<String, Vec<(String, String)>>,
    workspaces: BTreeSet<String>,
    /// By their names in lower case.
    zones: BTreeMap<String, String>,
    /// How many characters an organization's code has.
    pub organization_code_length: usize,
    /// What a password must be like.
    pub policy: Policy,
    /// In which order days are told.
    pub dates: date::Order,
}

impl Lookups {
    /// Those of a new instance without a database, with these places by their id and code, and these tools.
    #[must_use]
    pub fn of<'a>(
        places: impl IntoIterator<Item = (Place, i64, &'a str)>,
        tools: impl IntoIterator<Item = &'a str>,
    ) -> Self {
        let mut lookups = Self::new();
        for (place, id, code) in places {
            let found = lookups.places.entry(place).or_default();
            found.insert(normal_code(code), (id, code.to_owned()));
        }
        lookups.tools = tools.into_iter().map(str::to_owned).collect();
        lookups
    }

    fn new() -> Self {
        Self {
            places: BTreeMap::new(),
            tools: BTreeSet::new(),
            templates: BTreeMap::new(),
            workspaces: BTreeSet::new(),
            zones: BTreeMap::new(),
            organization_code_length: 3,
            policy: Policy::staff(),
            dates: date::Order::Iso,
        }
    }

    /// Reads what these columns refer to.
    ///
    /// # Errors
    /// What the database refuses.
    pub async fn read(transaction: &Transaction<'_>, columns: &[&Column]) -> Result<Self> {
        let mut lookups = Self::new();
        for column in columns {
            if let Content::One(place) | Content::Many(place) = column.content
                && !lookups.places.contains_key(&place)
            {
                let sql = format!("-- lookup::places\nselect key, id, code from {}", place.word());
                let rows = transaction.rows("lookup::places", &sql, &[]).await?;
                let found = rows.iter().map(|row| (row.get(0), (row.get(1), row.get(2)))).collect();
                lookups.places.insert(place, found);
            }
        }
        if columns.iter().any(|column| column.content == Content::Tools) {
            let rows =
                transaction.rows("lookup::tools", "-- lookup::tools\nselect code from tool", &[]).await?;
            lookups.tools = rows.iter().map(|row| row.get(0)).collect();
            let sql = "-- lookup::templates\nselect template, tool, level from tool_template";
            for row in transaction.rows("lookup::templates", sql, &[]).await? {
                lookups.templates.entry(row.get(0)).or_default().push((row.get(1), row.get(2)));
            }
        }
        if columns.iter().any(|column| column.content == Content::Workspaces) {
            let sql = "-- lookup::workspaces\nselect code from workspace";
            let rows = transaction.rows("lookup::workspaces", sql, &[]).await?;
            lookups.workspaces = rows.iter().map(|row| row.get(0)).collect();
        }
        if columns.iter().any(|column| column.content == Content::Zone) {
            let sql = "-- lookup::zones\nselect name from pg_timezone_names \
                where name !~ '^(posix|right)/' and name not in ('Factory', 'localtime', 'posixrules')";
            let names = transaction.rows("lookup::zones", sql, &[]).await?;
            lookups.zones = names
                .iter()
                .map(|row| row.get::<_, String>(0))
                .map(|name| (name.to_lowercase(), name))
                .collect();
        }
        let sql = "-- lookup::settings\nselect name, value from setting";
        for row in transaction.rows("lookup::settings", sql, &[]).await? {
            let value = usize::try_from(row.get::<_, i64>(1)).unwrap_or(0);
            match row.get(0) {
                "organization_code_length" => lookups.organization_code_length = value,
                "staff_password_length" => lookups.policy = Policy::staff().with_minimum_length(value)?,
                _ => {}
            }
        }
        Ok(lookups)
    }

    /// The id of a place.
    ///
    /// # Errors
    /// The nearest code, if one is near.
    pub fn place(&self, place: Place, code: &str) -> std::result::Result<i64, Option<&str>> {
        let key = normal_code(code);
        let places = self.places.get(&place);
        if let Some((id, _)) = places.and_then(|places| places.get(&key)) {
            return Ok(*id);
        }
        let codes = places.into_iter().flatten().map(|(_, (_, code))| code.as_str());
        Err(super::nearest(code, codes))
    }

    /// The name of a time zone, as it is spelt, however its letters are typed.
    ///
    /// # Errors
    /// The nearest name, if one is near.
    pub fn zone(&self, told: &str) -> std::result::Result<&str, Option<&str>> {
        let wanted = told.to_lowercase();
        if let Some(name) = self.zones.get(&wanted) {
            return Ok(name);
        }
        // A city alone is what most people know.
        let city = wanted.replace(' ', "_");
        let near = self.zones.values().find(|name| name.to_lowercase().ends_with(&format!("/{city}")));
        Err(near
            .map(String::as_str)
            .or_else(|| super::nearest(told, self.zones.values().map(String::as_str))))
    }

    /// Whether there is such a tool.
    #[must_use]
    pub fn has_tool(&self, tool: &str) -> bool {
        self.tools.contains(tool)
    }

    /// What a template of tool access stands for (REQUIREMENTS W4): tools, each with its level.
    #[must_use]
    pub fn template(&self, name: &str) -> Option<&[(String, String)]> {
        self.templates.get(name).map(Vec::as_slice)
    }

    /// The template that was most likely meant, if one is near.
    #[must_use]
    pub fn template_near(&self, name: &str) -> Option<&str> {
        super::nearest(name, self.templates.keys().map(String::as_str))
    }

    /// Whether there is such a workspace.
    #[must_use]
    pub fn has_workspace(&self, code: &str) -> bool {
        self.workspaces.contains(code)
    }

    /// The workspaces, for a hint.
    #[must_use]
    pub fn workspaces(&self) -> String {
        self.workspaces.iter().map(String::as_str).collect::<Vec<_>>().join(", ")
    }

    /// The tools, for a hint.
    #[must_use]
    pub fn tools(&self) -> String {
        self.tools.iter().map(String::as_str).collect::<Vec<_>>().join(", ")
    }
}
