//! Providers: the agencies that users are associated with (REQUIREMENTS W1).

use crate::noun::{Column, Content, Noun, ReadBy};
use crate::place::{ADDED, ADDRESS, ID, PHONE, STATUS};

/// What a provider is made of.
pub static PROVIDER: Noun = Noun {
    name: "provider",
    plural: "providers",
    read_by: ReadBy::Views { overview: "provider_overview", register: "provider_overview" },
    natural: &[],
    order: "key",
    plan: "select line, field, message, value from place_plan($1, 'provider', $2)",
    write: "select place_write($1, 'provider')",
    columns: &[
        Column::new("code", "Code", Content::Code, "code", "The short code").required().listed(),
        Column::new("name", "Name", Content::Text(200), "name", "The full name").required().listed(),
        ADDRESS,
        PHONE,
        STATUS,
        ADDED,
        ID,
    ],
};
