//! What row level security costs whoever is logged in: `cargo bench --bench operator`.
//!
//! Whole commands, from start to end, among a million users in twenty organizations, in teams of twenty: as an operator,
//! with a role that may do nothing without a session, against an administrator's connection. At most 1.5 times. The
//! password of the login is a generated one, so that Argon2 is next to nothing.
#![expect(
    clippy::print_stdout,
    clippy::unwrap_used,
    reason = "a benchmark that cannot measure has failed; it tells what it measured"
)]

#[path = "support/role.rs"]
mod role;
mod support;

use std::fs;
use std::os::unix::fs::PermissionsExt;

use ct::db::embedded::{OWNER, SUPERUSER};
use role::{ROLE, administrator, let_in, operator};
use support::{Arena, Turns, run, told, write_people};

/// A supervisor who is logged in as the operator, and somebody of the same team and organization.
const WHO: &str = "person.4200@example.org";
const OTHER: &str = "person.4220@example.org";
const LOGIN: [&str; 5] = ["login", WHO, "--workgroup", "Intake", "--password-file"];

fn main() {
    let rows = told("--rows", 1_000_000);
    let rounds = told("--rounds", 60);
    let arena = Arena::start();
    prepare(&arena, rows);
    let commands: [(&str, &[&str], &[&str]); 5] = [
        ("ct user show", &["user", "show", OTHER], &["user", "show", OTHER]),
        ("ct user list --limit 50", &["user", "list", "--limit", "50"], &["user", "list", "--limit", "50"]),
        (
            "ct user list --name miller --limit 50",
            &["user", "list", "--name", "miller", "--limit", "50"],
            &["user", "list", "--name", "miller", "--limit", "50"],
        ),
        ("ct team list", &["team", "list"], &["team", "list", "--of", WHO]),
        ("ct login", &LOGIN, &LOGIN),
    ];
    println!("among {rows} users, {rounds} rounds in turns; whole commands");
    let password = arena.file("password").display().to_string();
    for reached in ["one organization", "all organizations"] {
        if reached == "all organizations" {
            let sql = format!(
                "insert into ct.user_organization select u.id, o.id from ct.users u, ct.organization o where u.login = '{WHO}' on conflict do nothing"
            );
            arena.sql("many", SUPERUSER, &sql);
        }
        println!("{reached} within reach of the operator");
        for (label, ours, theirs) in &commands {
            let mut turns = Turns::default();
            for round in 0..rounds + rounds / 10 {
                let mut sides = [operator(&arena, "many"), administrator(&arena, "many")];
                sides[0].args(*ours);
                sides[1].args(*theirs);
                if *label == "ct login" {
                    sides.iter_mut().for_each(|side| {
                        side.arg(&password);
                    });
                }
                let [ours, theirs] = sides.map(|mut side| run(&mut side));
                // The first tenth warms up.
                if round >= rounds / 10 {
                    turns.add(ours, theirs);
                }
            }
            turns.tell(label, "the same as an administrator", 1.5);
        }
    }
}

/// The users, their supervisors, the operator's role, rights and session.
fn prepare(arena: &Arena, rows: usize) {
    let file = arena.file("people.csv");
    write_people(&file, rows);
    arena.fresh("many");
    run(arena
        .ct("many")
        .args(["--quiet", "user", "import", "--passwords-out"])
        .arg(arena.file("passwords.csv"))
        .arg(&file));
    let sql = format!(
        "set session_replication_role = replica;
         update ct.users u set supervisor_id = u.id - (u.id - first) % 21
             from (select min(id) as first from ct.users) f where (u.id - first) % 21 <> 0;
         create role ct_operator;
         create role {ROLE} login in role ct_operator;
         insert into ct.workgroup_tool select id, 'users', 'write' from ct.workgroup;
         insert into ct.user_tool select id, 'users', 'write' from ct.users where login = '{WHO}';
         update ct.credential set must_change = false where user_id = (select id from ct.users where login = '{WHO}');"
    );
    arena.sql("many", SUPERUSER, &sql);
    arena.sql("many", OWNER, "select ct.operator_grant()");
    arena.sql("many", SUPERUSER, "vacuum analyze");
    let_in(arena);
    let passwords = fs::read_to_string(arena.file("passwords.csv")).unwrap();
    let line = passwords.lines().find(|line| line.to_lowercase().contains(WHO)).unwrap();
    let password = line.split(',').find(|cell| cell.starts_with("Ct-")).unwrap();
    let file = arena.file("password");
    fs::write(&file, password).unwrap();
    fs::set_permissions(&file, fs::Permissions::from_mode(0o600)).unwrap();
    run(operator(arena, "many").args(LOGIN).arg(&file));
    arena.settle();
}
