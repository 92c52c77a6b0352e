//! The CSV contract, the same for every noun: reading, mapping, checking, writing.

mod columns;
mod dangling;
mod decode;
mod digest;
mod expression;
mod foreign;
mod header;
mod layout;
mod names;
mod normal;
mod open;
mod preamble;
mod problem;
mod read;
mod rejects;
mod remarks;
mod report;
mod row;
mod safe;
mod source;
mod watch;

pub use columns::{Line, columns};
pub use digest::BytesRead;
pub use expression::{Expression, Surroundings, Unfit};
pub use header::Mapping;
pub use layout::{Layout, Note, Placeholders, Refuse};
pub use normal::{normal_code, normal_email};
pub use open::open;
pub use problem::Problem;
pub use read::{File, Options};
pub use rejects::Kept;
pub use remarks::Remarks;
pub use report::{PROBLEMS_KEPT, Report, Row};
pub use safe::{Cells, guard, unguard};
