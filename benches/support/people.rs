//! People who are made up, the same each time.

use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::Path;

/// How many organizations there are.
pub(super) const ORGANIZATIONS: usize = 20;
/// The workgroups.
pub(super) const WORKGROUPS: [&str; 6] = ["Intake", "Outreach", "Shelter", "Housing", "Clinic", "Reports"];

const GIVEN: [&str; 16] = [
    "Ann", "José", "Mary", "Zoë", "Omar", "Lin", "Grace", "Björn", "Ruth", "Ivan", "Sara", "Noah", "Eva",
    "Ali", "Mia", "Leo",
];
const FAMILY: [&str; 16] = [
    "Miller", "García", "O'Brien", "Nguyen", "Smith", "Müller", "Johnson", "Łukasik", "Brown", "Khan",
    "Davis", "Rossi", "Wilson", "Adams", "Young", "Sánchez",
];
const JOBS: [&str; 4] = ["Case manager", "Intake worker", "Team lead, nights", "Nurse"];

/// The code of an organization.
pub(super) fn organization(number: usize) -> String {
    format!("A{:02}", number % ORGANIZATIONS)
}

/// Writes a file of so many people, as somebody would hand it to `ct user import`.
pub(crate) fn write_people(path: &Path, rows: usize) {
    let mut file = BufWriter::new(File::create(path).unwrap());
    writeln!(file, "email,name,job_title,address,phone,organization,workgroups").unwrap();
    for number in 0..rows {
        // By steps that share no factor with the lists, so that neighbours differ.
        let (given, family) = (GIVEN[number * 5 % 16], FAMILY[number / 16 * 7 % 16]);
        let first = WORKGROUPS[number % 6];
        let second =
            if number % 3 == 0 { format!(";{}", WORKGROUPS[(number + 1) % 6]) } else { String::new() };
        writeln!(
            file,
            "Person.{number}@example.org,{given} {family} {number},\"{}\",\"{} Main Street, Apt. {}\",+1555{number:07},{},{first}{second}",
            JOBS[number % 4],
            number % 900 + 1,
            number % 40,
            organization(number * 7),
        )
        .unwrap();
    }
    file.into_inner().unwrap().sync_all().unwrap();
}
