//! Who may do what, and through what: the lesser of what a workgroup opens and what a user's tool access grants
//! (REQUIREMENTS W1 to W4).

mod check;
mod menu;
mod organization;
mod require;
mod show;
mod template;

pub use check::{Answer, Question, check};
pub use menu::{Entry, HEADINGS as MENU_HEADINGS, menu};
pub use organization::{Flags, SetOrganization, set_organization};
pub use require::{require, require_account, tool_of};
pub use show::{Access, OrganizationAccess, ToolAccess, WorkgroupAccess, show};
pub use template::{Granted, HEADINGS as TEMPLATE_HEADINGS, templates};
