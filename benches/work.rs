//! Lists, search, transfers and imports of work among ten million case assignments: `cargo bench --bench work`.
//!
//! - The first page of `ct case list`, `ct team cases` and `ct search`, whole commands, with 10,000 users, 1,000,000 clients
//!   and 10,000,000 assignments against a thousandth of the rows, as an administrator and as an operator: at most 1.5 times.
//! - The transfer of 10,000 assignments against the bare statements: at most 2 times.
//! - The import of 1,000,000 assignments against `psql \copy` of the same rows into the same table, history triggers off: at
//!   most 1.5 times.
//!
//! Ten gigabytes of disk, and half an hour. Smaller: `-- --users 1000 --clients 20000 --assignments 100000`; a part alone:
//! `-- --transfer-rounds 0 --import-rounds 0`.
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
use std::process::Command;
use std::time::Instant;

use ct::db::embedded::{OWNER, SUPERUSER};
use role::{ROLE, administrator, let_in, operator};
use support::{Arena, Turns, run, told};

/// What makes users, clients, assignments and tasks.
const MADE: &str = include_str!("support/work.sql");
/// The first supervisor: nine users, and the first of each of the nine tens that follow, are their team.
const WHO: &str = "person.1@example.org";

/// How many of everything.
#[derive(Clone, Copy)]
struct Size {
    users: usize,
    clients: usize,
    assignments: usize,
    tasks: usize,
}

fn main() {
    let size = Size {
        users: told("--users", 10_000),
        clients: told("--clients", 1_000_000),
        assignments: told("--assignments", 10_000_000),
        tasks: told("--tasks", 100_000),
    };
    let arena = Arena::start();
    arena.sql(
        "postgres",
        SUPERUSER,
        &format!("create role ct_operator; create role {ROLE} login in role ct_operator"),
    );
    let list_rounds = told("--list-rounds", 20);
    if list_rounds > 0 {
        lists(&arena, size, list_rounds);
    }
    let transfer_rounds = told("--transfer-rounds", 3);
    if transfer_rounds > 0 {
        transfers(&arena, told("--transfer", 10_000), transfer_rounds);
    }
    let import_rounds = told("--import-rounds", 3);
    if import_rounds > 0 {
        let rows = told("--import", 1_000_000);
        imports(
            &arena,
            Size { users: size.users, clients: rows, assignments: rows, tasks: 0 },
            import_rounds,
        );
    }
}

/// A database of that size.
fn fill(arena: &Arena, database: &str, size: Size) {
    let start = Instant::now();
    arena.fresh(database);
    let mut sql = MADE.to_owned();
    for (mark, count) in [
        ("users", size.users),
        ("clients", size.clients),
        ("assignments", size.assignments),
        ("tasks", size.tasks),
    ] {
        sql = sql.replace(&format!("@{mark}@"), &count.to_string());
    }
    let file = arena.file("work.sql");
    fs::write(&file, sql).unwrap();
    run(arena.psql(database).arg("-f").arg(&file));
    arena.sql(database, SUPERUSER, "vacuum analyze");
    let Size { users, clients, assignments, tasks } = size;
    println!(
        "{database}: {users} users, {clients} clients, {assignments} assignments, {tasks} tasks, made in {:.0} s",
        start.elapsed().as_secs_f64()
    );
}

/// The first supervisor works in a workgroup that opens what they have, and is logged in as the operator.
fn log_in(arena: &Arena, database: &str) {
    let who = arena.file("who.csv");
    fs::write(&who, format!("email\n{WHO}\n")).unwrap();
    let passwords = arena.file("passwords.csv");
    let _ = fs::remove_file(&passwords);
    run(arena
        .ct(database)
        .args(["--quiet", "password", "reset", "--yes", "--passwords-out"])
        .arg(&passwords)
        .arg("--from")
        .arg(&who));
    let sql = format!(
        "insert into ct.workgroup_tool select id, t, 'write' from ct.workgroup, unnest(array['cases', 'tasks', 'users']) t where key = 'intake';
         insert into ct.user_workgroup select u.id, w.id from ct.users u, ct.workgroup w where u.login = '{WHO}' and w.key = 'intake';
         insert into ct.user_tool select u.id, t, 'write' from ct.users u, unnest(array['cases', 'tasks', 'users']) t where u.login = '{WHO}';
         update ct.credential set must_change = false"
    );
    arena.sql(database, SUPERUSER, &format!("set session_replication_role = replica; {sql}"));
    arena.sql(database, OWNER, "select ct.operator_grant()");
    let told = fs::read_to_string(passwords).unwrap();
    let line = told.lines().find(|line| line.to_lowercase().contains(WHO)).unwrap();
    let password = line.split(',').find(|cell| cell.starts_with("Ct-")).unwrap();
    let file = arena.file("password");
    fs::write(&file, password).unwrap();
    fs::set_permissions(&file, fs::Permissions::from_mode(0o600)).unwrap();
    run(operator(arena, database)
        .args(["login", WHO, "--workgroup", "Intake", "--password-file"])
        .arg(&file));
}

/// First pages, in the large database and in the small one, in turns.
fn lists(arena: &Arena, size: Size, rounds: usize) {
    fill(arena, "large", size);
    let part = |count: usize| (count / 1000).max(1);
    let small = Size {
        users: part(size.users).max(10),
        clients: part(size.clients),
        assignments: part(size.assignments),
        tasks: part(size.tasks),
    };
    fill(arena, "small", small);
    let_in(arena);
    ["large", "small"].into_iter().for_each(|database| log_in(arena, database));
    println!("first pages, {rounds} rounds in turns; whole commands");
    let searches: [&[&str]; 6] = [
        &["search", "smith"],
        &["search", "maria", "smith"],
        &["search", "smiht"],
        &["search", "marai", "smiht"],
        &["search", "ma"],
        &["search", "nobody", "at", "all"],
    ];
    let lists: [&[&str]; 2] =
        [&["case", "list", "--limit", "50"], &["case", "list", "--limit", "50", "--everybody"]];
    let teams: [&[&str]; 2] =
        [&["team", "cases", "--limit", "50", "--of", WHO], &["team", "cases", "--limit", "50"]];
    println!("an administrator");
    for command in searches.into_iter().chain([lists[0], teams[0]]) {
        compare(arena, administrator, command, rounds);
    }
    for reached in ["one organization", "all organizations"] {
        if reached == "all organizations" {
            let sql = format!(
                "insert into ct.user_organization select u.id, o.id from ct.users u, ct.organization o where u.login = '{WHO}' on conflict do nothing"
            );
            ["large", "small"].into_iter().for_each(|database| drop(arena.sql(database, SUPERUSER, &sql)));
        }
        println!("an operator with {reached} within reach");
        for command in searches.into_iter().chain(lists).chain([teams[1]]) {
            compare(arena, operator, command, rounds);
        }
    }
}

fn compare(arena: &Arena, as_who: fn(&Arena, &str) -> Command, command: &[&str], rounds: usize) {
    let mut turns = Turns::default();
    for round in 0..=rounds {
        let [large, small] =
            ["large", "small"].map(|database| run(as_who(arena, database).arg("--quiet").args(command)));
        // The first warms up.
        if round > 0 {
            turns.add(large, small);
        }
    }
    turns.tell(&format!("ct {}", command.join(" ")), "the same with a thousandth of the rows", 1.5);
}

/// A caseload that goes to two others, each time another one, against the statements alone. A round has its own givers, one
/// for each side.
fn transfers(arena: &Arena, rows: usize, rounds: usize) {
    // All of one organization; every twelfth client is inactive.
    let clients = rows * (rounds + 1) * 3 * 12 / 11 + 20;
    let size = Size { users: 10, clients, assignments: clients, tasks: 0 };
    fill(arena, "transfer", size);
    // Those who get them have nothing before.
    for taker in 0..6 {
        arena.sql("transfer", SUPERUSER, &somebody(&format!("taker.{taker}"), ""));
    }
    for giver in 0..(rounds + 1) * 3 {
        let work = format!(
            ", work as (insert into ct.case_assignment (client_id, user_id, organization_id, begin_date, created_by)
                 select c.id, s.id, s.organization_id, '2024-01-01', s.created_by from somebody s cross join (
                     select id from ct.client where deactivated_at is null order by id offset {giver} * {rows} limit {rows}) c)"
        );
        arena.sql("transfer", SUPERUSER, &somebody(&format!("giver.{giver}"), &work));
    }
    arena.sql("transfer", SUPERUSER, "vacuum analyze");
    println!("transfer of {rows} assignments, {rounds} rounds in turns");
    let (mut with, mut without) = (Turns::default(), Turns::default());
    for round in 0..=rounds {
        arena.settle();
        let ours = run(arena
            .ct("transfer")
            .args(["--quiet", "caseload", "transfer", &giver(round * 3)])
            .args(["--to", &taker(0), "--to", &taker(1)]));
        let moved = arena.sql("transfer", OWNER, &format!("select count(*) from ct.case_assignment where user_id in (select id from ct.users where login in ('{}', '{}')) and begin_date >= current_date", taker(0), taker(1)));
        assert_ne!(moved.trim(), "0", "nothing was moved");
        arena.settle();
        let theirs =
            run(arena.psql("transfer").args(["-c", &bare(&giver(round * 3 + 1), [taker(2), taker(3)])]));
        arena.settle();
        let off = "set session_replication_role = replica";
        let no_triggers = run(arena.psql("transfer").env("PGUSER", SUPERUSER).args([
            "-c",
            off,
            "-c",
            &bare(&giver(round * 3 + 2), [taker(4), taker(5)]),
        ]));
        if round > 0 {
            with.add(ours, theirs);
            without.add(ours, no_triggers);
        }
    }
    with.tell("ct caseload transfer", "the bare statements, history triggers on", 2.0);
    without.tell("ct caseload transfer", "the bare statements, no trigger and no foreign key", 2.0);
}

/// The SQL that makes a case manager, of the organization that all are of, with some work.
fn somebody(name: &str, work: &str) -> String {
    format!(
        "set session_replication_role = replica;
         with somebody as (insert into ct.users (email, login, name, organization_id, case_manager, created_by)
             select '{name}@example.org', '{name}@example.org', '{name}', min(organization_id), true, gen_random_uuid() from ct.users returning *),
         reaches as (insert into ct.user_organization (user_id, organization_id) select id, organization_id from somebody){work}
         select 1"
    )
}

fn giver(number: usize) -> String {
    format!("giver.{number}@example.org")
}

fn taker(number: usize) -> String {
    format!("taker.{number}@example.org")
}

/// What a transfer comes to: what is open ends yesterday, and begins today for two others in turn.
fn bare(giver: &str, takers: [String; 2]) -> String {
    let [one, other] = takers;
    format!(
        "begin; with ended as (update ct.case_assignment a set end_date = current_date - 1 from ct.users u
             where u.login = '{giver}' and a.user_id = u.id and a.end_date is null and a.withdrawn_at is null returning a.client_id, a.organization_id)
         insert into ct.case_assignment (client_id, user_id, organization_id, begin_date, created_by)
         select e.client_id, t.ids[1 + row_number() over () % 2], e.organization_id, current_date, gen_random_uuid()
         from ended e, (select array_agg(id order by id) as ids from ct.users where login in ('{one}', '{other}')) t; commit"
    )
}

/// A file of assignments, into clients and users that are there.
fn imports(arena: &Arena, size: Size, rounds: usize) {
    fill(arena, "base", size);
    let (file, raw) = (arena.file("assignments.csv"), arena.file("assignments"));
    let columns = "client_id, user_id, organization_id, begin_date, end_date, end_reason, created_by";
    for copy in [
        format!(
            "\\copy (select c.external_id as client, u.email as \"user\", a.begin_date, a.end_date, a.end_reason from ct.case_assignment a \
             join ct.client c on c.id = a.client_id join ct.users u on u.id = a.user_id order by a.id) to '{}' csv header",
            file.display()
        ),
        format!("\\copy (select {columns} from ct.case_assignment order by id) to '{}'", raw.display()),
    ] {
        run(arena.psql("base").arg("-c").arg(copy));
    }
    let empty = "alter table ct.case_assignment disable trigger user; truncate ct.case_assignment; alter table ct.case_assignment enable trigger user";
    arena.sql("base", OWNER, empty);
    println!("import of {} assignments, {rounds} rounds in turns", size.assignments);
    let mut turns = Turns::default();
    for round in 0..=rounds {
        clone(arena, "ours");
        let ours = run(arena.ct("ours").args(["--quiet", "case", "import"]).arg(&file));
        let count = arena.sql("ours", OWNER, "select count(*) from ct.case_assignment");
        assert_eq!(count.trim(), size.assignments.to_string());
        clone(arena, "theirs");
        arena.sql("theirs", OWNER, "alter table ct.case_assignment disable trigger user");
        let copy = format!("\\copy ct.case_assignment ({columns}) from '{}'", raw.display());
        let theirs = run(arena.psql("theirs").arg("-c").arg(copy));
        if round > 0 {
            turns.add(ours, theirs);
        }
    }
    turns.tell("ct case import", "psql \\copy", 1.5);
}

/// A database like the one that was made, and everything on the disk.
fn clone(arena: &Arena, name: &str) {
    arena.sql("postgres", SUPERUSER, &format!("drop database if exists {name} with (force)"));
    arena.sql("postgres", SUPERUSER, &format!("create database {name} template base owner {OWNER}"));
    arena.settle();
}
