//! Workgroups: which functions a user reaches (REQUIREMENTS W1), and what they open (W3, W4).

use crate::noun::{Column, Content, Noun, ReadBy};
use crate::place::{ADDED, ID, STATUS};

/// What a workgroup is made of.
pub static WORKGROUP: Noun = Noun {
    name: "workgroup",
    plural: "workgroups",
    read_by: ReadBy::Views { overview: "workgroup_overview", register: "workgroup_overview" },
    natural: &[],
    order: "key",
    plan: "select line, field, message, value from place_plan($1, 'workgroup', $2)",
    write: "select place_write($1, 'workgroup')",
    columns: &[
        Column::new("code", "Code", Content::Code, "code", "The short name that it is given by")
            .required()
            .listed(),
        Column::new("name", "Name", Content::Text(200), "name", "The full name").required().listed(),
        Column::new("description", "Description", Content::Text(1000), "description", "What it is for")
            .listed(),
        Column::new(
            "tools",
            "Opens",
            Content::Tools,
            "tools",
            "The most that its members may do: tool:read or tool:write, or a template (ct access templates)",
        ),
        Column::new(
            "workspaces",
            "Workspaces",
            Content::Workspaces,
            "workspaces",
            "What stands in their menu: workspaces' codes",
        ),
        STATUS,
        ADDED,
        ID,
    ],
};
