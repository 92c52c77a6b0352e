//! Locations: the places of an organization, where users sign in (REQUIREMENTS W1).

use crate::noun::{Column, Content, Noun, Place, ReadBy};
use crate::place::{ADDED, ADDRESS, ID, PHONE, STATUS};

/// What a location is made of.
pub static LOCATION: Noun = Noun {
    name: "location",
    plural: "locations",
    read_by: ReadBy::Views { overview: "location_overview", register: "location_overview" },
    natural: &[],
    order: "key",
    plan: "select line, field, message, value from place_plan($1, 'location', $2)",
    write: "select place_write($1, 'location')",
    columns: &[
        Column::new("code", "Code", Content::Code, "code", "The short code").required().listed(),
        Column::new("name", "Name", Content::Text(200), "name", "The full name").required().listed(),
        Column::new(
            "organization",
            "Organization",
            Content::One(Place::Organization),
            "organization_id",
            "Whose place it is: an organization's code",
        )
        .required()
        .listed(),
        ADDRESS,
        PHONE,
        STATUS,
        ADDED,
        ID,
    ],
};
