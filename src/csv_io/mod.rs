//! The CSV contract, the same for every noun: reading, mapping, checking, writing.

mod digest;
mod header;
mod normal;
mod problem;
mod read;
mod rejects;
mod safe;
mod template;
mod watch;

pub use header::Mapping;
pub use normal::{normal_code, normal_email};
pub use problem::Problem;
pub use read::{Cells, File, Options, PROBLEMS_KEPT, Report, Row, open};
pub use rejects::Kept;
pub use safe::{guard, unguard};
pub use template::Template;
