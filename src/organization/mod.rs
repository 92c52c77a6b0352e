//! Organizations: whose data a user reaches (REQUIREMENTS W1).

use crate::noun::{Column, Content, Noun, ReadBy};
use crate::place::{ADDED, ADDRESS, ID, PHONE, STATUS};

/// How many days a step for inactivity may wait at most (REQUIREMENTS B4).
const MOST_DAYS: i32 = 3650;

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
        Column::new(
            "time_zone",
            "Time zone",
            Content::Zone,
            "time_zone",
            "By which clocks its people live: an IANA name such as Europe/Warsaw; UTC if it has none",
        ),
        Column::new(
            "inactivity_warn_days",
            "Warned after days",
            Content::Count(MOST_DAYS),
            "inactivity_warn_days",
            "After how many days without a login its users are warned; 0: never; empty: as ct setting list says",
        ),
        Column::new(
            "inactivity_lock_days",
            "Locked after days",
            Content::Count(MOST_DAYS),
            "inactivity_lock_days",
            "After how many days without a login its users are locked; 0: never; empty: as ct setting list says",
        ),
        Column::new(
            "inactivity_deactivate_days",
            "Deactivated after days",
            Content::Count(MOST_DAYS),
            "inactivity_deactivate_days",
            "After how many days without a login its users are deactivated; 0: never; empty: as ct setting list says",
        ),
        STATUS,
        ADDED,
        ID,
    ],
};
