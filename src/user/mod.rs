//! Users: everybody with a login, staff and client users alike (REQUIREMENTS U1 to U7).

use crate::noun::{Column, Content, Noun, Place, ReadBy};

/// What a user is made of (REQUIREMENTS U1).
pub static USER: Noun = Noun {
    name: "user",
    plural: "users",
    read_by: ReadBy::Views { overview: "user_overview", register: "user_register" },
    natural: &[],
    order: "name_key",
    plan: "select line, field, message, value from user_plan($1, $2)",
    write: "select user_write($1)",
    columns: &[
        Column::new("email", "E-mail", Content::Email, "email", "E-mail, which is the login name too")
            .required()
            .listed(),
        Column::new("name", "Name", Content::Text(200), "name", "Full name").required().listed(),
        Column::new(
            "standing",
            "Status",
            Content::Told,
            "",
            "active, or all that keeps the user out, or will: pending, inactive, locked, locked for inactivity, password \
             expired, ends 2026-12-31 17:00 CET (by the clocks of the owning organization)",
        )
        .listed(),
        Column::new("job_title", "Job title", Content::Text(200), "job_title", "Job title"),
        Column::new("address", "Address", Content::Text(1000), "address", "Postal address"),
        Column::new("phone", "Phone", Content::Text(50), "phone", "Telephone"),
        Column::new(
            "provider",
            "Provider",
            Content::One(Place::Provider),
            "provider_id",
            "The agency that the user is associated with: a provider's code",
        ),
        Column::new(
            "organization",
            "Organization",
            Content::One(Place::Organization),
            "organization_id",
            "The owning organization's code",
        )
        .required()
        .listed(),
        Column::new(
            "location",
            "Location",
            Content::One(Place::Location),
            "location_id",
            "The default location when signing in: its code",
        ),
        Column::new(
            "supervisor",
            "Supervisor",
            Content::Supervisor,
            "supervisor_login",
            "On whose team the user is: the supervisor's e-mail",
        ),
        Column::new(
            "case_manager",
            "Case manager",
            Content::Flag,
            "case_manager",
            "Whether the user can be given case assignments",
        ),
        Column::new(
            "workgroups",
            "Workgroups",
            Content::Many(Place::Workgroup),
            "workgroup_ids",
            "Which functions the user reaches: workgroups' codes",
        )
        .listed(),
        Column::new(
            "organizations",
            "Further organizations",
            Content::Many(Place::Organization),
            "organization_ids",
            "Organizations that the user reaches beside the owning one: their codes",
        ),
        Column::new(
            "tools",
            "Tool access",
            Content::Tools,
            "tools",
            "Tool access: tool:read or tool:write, or a template (ct access templates)",
        ),
        Column::new(
            "support",
            "Support issues",
            Content::Choice(&["none", "internal", "vendor"]),
            "support",
            "Support issues: none, internal (to an administrator) or vendor",
        ),
        Column::new(
            "status",
            "Status",
            Content::Status,
            "status",
            "active, pending (waits for approval) or inactive; a file cannot change it later",
        ),
        Column::new(
            "external_id",
            "External id",
            Content::Text(100),
            "external_id",
            "What the user is called in another system; no two users share one",
        ),
        Column::new(
            "inactivity_exempt",
            "Exempt from inactivity",
            Content::Flag,
            "inactivity_exempt",
            "Whether the user is neither warned, locked nor deactivated for not logging in",
        ),
        Column::new(
            "password",
            "Password",
            Content::Secret,
            "password",
            "A temporary password for a new user",
        ),
        Column::new(
            "password_state",
            "Password state",
            Content::Told,
            "",
            "none, temporary (to be changed at login), expired or set",
        ),
        Column::new(
            "password_expires_at",
            "Password holds until",
            Content::Time,
            "",
            "Until when the password holds",
        ),
        Column::new("last_login_at", "Last login", Content::Time, "", "When the user logged in last")
            .on_request(),
        Column::new("locked", "Locked", Content::Told, "", "Until when failed logins keep the user out")
            .on_request(),
        Column::new("ends_at", "Ends", Content::Time, "", "From when on the user is out, as it is scheduled"),
        Column::new("ends_reason", "Why it ends", Content::Told, "", "Why that is scheduled"),
        Column::new(
            "inactivity_locked_at",
            "Locked for inactivity",
            Content::Time,
            "",
            "Since when the user is locked for not having logged in",
        ),
        Column::new("kind", "Kind", Content::Told, "", "staff or client"),
        Column::new("created_at", "Added", Content::Time, "", "When the user was added"),
        Column::new("updated_at", "Changed", Content::Time, "", "When the user was changed last, or added")
            .on_request(),
        Column::new("id", "Id", Content::Number, "", "Its number, which never changes"),
    ],
};

mod details;
pub mod leaver;
mod pending;
mod search;

pub use details::{Details, details};
pub use leaver::LEAVER;
pub use pending::{Settled, Verdict, settle};
pub use search::{Match, search};
