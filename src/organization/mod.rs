//! Organizations: whose data a user reaches (REQUIREMENTS W1).

use crate::noun::{Column, Content, Noun, ReadBy};
use crate::place::{ADDED, ADDRESS, ID, PHONE, STATUS};

/// What an organization is made of.
pub static ORGANIZATION: Noun = Noun {
    name: "organization",
    plural: "organizations",
    read_by: ReadBy::Views { overview: "organization_overview", register: "organization_overview" },
    natural: &[],
    order: "key",
    plan: "select line, field, message, value from place_plan($1, 'organization', $2)",
    write: "select place_write($1, 'organization')",
    columns: &[
        Column::new(
            "code",
            "Code",
            Content::Code,
            "organization_code",
            "The short code, three characters unless the setting organization_code_length says otherwise",
        )
        .required()
        .listed(),
        Column::new("name", "Name", Content::Text(200), "name", "The full name").required().listed(),
        ADDRESS,
        PHONE,
        Column::new(
            "external_id",
            "External id",
            Content::Text(100),
            "external_id",
            "What the organization is called in another system; no two organizations share one",
        ),
        STATUS,
        ADDED,
        ID,
    ],
};
