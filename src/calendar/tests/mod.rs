//! What a rule falls on.

use chrono::NaiveDate;

use super::Rule;

mod rules;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn rule(text: &str) -> Rule {
    Rule::parse(text).unwrap()
}
