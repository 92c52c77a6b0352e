//! `ct preset`, `--preset`, `--encoding`, and expressions that go wrong.

use std::path::Path;

use crate::{Session, snapshot};

/// A session with the files of `tests/data` in its folder.
pub(crate) async fn with_files() -> Session {
    let session = Session::with_people().await;
    let data = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data");
    for folder in ["", "hmis/", "hmis-2024/", "hmis-2026/"] {
        std::fs::create_dir_all(session.path(folder)).unwrap();
        for entry in std::fs::read_dir(data.join(folder)).unwrap().flatten() {
            if entry.path().is_file() {
                let name = format!("{folder}{}", entry.file_name().into_string().unwrap());
                session.file(&name, std::fs::read(entry.path()).unwrap());
            }
        }
    }
    session
}

const COLUMNS: &str =
    "--columns email,name,job_title,phone,address,supervisor,organization,external_id,status,password_state";

#[tokio::test]
async fn google() {
    let mut session = with_files().await;
    let unit = r#"--set "organization={Org Unit Path|lookup('units.csv')}""#;
    session
        .ct(&format!("user import google-upload.csv --preset google {unit}"))
        .ct(&format!("user import google-upload.csv --preset google {unit}"))
        .ct(&format!("user list --all {COLUMNS} -o jsonl"))
        .ct("user import google-download.csv --preset google --dry-run")
        .ct("user import google-hashed.csv --preset google --set organization=CON")
        .ct("user import google-hashed.csv --preset google --set organization=CON --ignore Password --set status=pending")
        .ct("preset list")
        .ct("user import google-upload.csv --preset gogle")
        .ct("organization import google-upload.csv --preset google");
    snapshot!(session);
}

#[tokio::test]
async fn entra() {
    let mut session = with_files().await;
    session
        .ct("user import entra-create.csv --preset entra --set organization=CON --set workgroups=Basic")
        .ct("user import entra-create.csv --preset entra")
        .ct(&format!("user list --all {COLUMNS} -o jsonl"))
        .ct("user import entra-download.csv --preset entra --set organization=AID --map department=address --dry-run")
        .ct("user import entra-download.csv --preset entra --set organization=AID --set status=")
        .ct("user import people.csv --preset entra");
    snapshot!(session);
}

#[tokio::test]
async fn hmis() {
    let mut session = with_files().await;
    session
        .ct("user import hmis --preset hmis")
        .ct("user import hmis --preset hmis --set organization=CON")
        .ct("user import hmis --preset hmis --set organization=CON")
        .ct("user import hmis/User.csv --preset hmis --set organization=CON -o json")
        .ct(&format!("user list --all {COLUMNS} -o jsonl"))
        .ct("organization import hmis --preset hmis")
        .ct("setting set organization_code_length 0")
        .ct("organization import hmis --preset hmis")
        .ct("organization import hmis --preset hmis")
        .ct("organization list --columns code,name,external_id")
        .ct("workgroup import hmis --preset hmis")
        .ct("user import hmis")
        .ct("user import . --preset hmis");
    snapshot!(session);
}

/// What somebody gives a placeholder stays, and rows that are cut short are told.
#[tokio::test]
async fn hmis_after_a_while() {
    let mut session = with_files().await;
    session.quietly("user import hmis --preset hmis --set organization=CON");
    for edit in [
        "user edit hmis-002@placeholder.invalid --email bo@example.org --name 'Bo Berg' --phone '(360) 555-0111'",
        "user edit hmis-777@placeholder.invalid --email di@example.org --name 'Di Diaz'",
        "user edit sam.lee@example.org --phone '(360) 555-0199'",
    ] {
        session.quietly(edit);
    }
    session
        .ct("user import hmis --preset hmis --set organization=CON")
        .ct(&format!("user list --all {COLUMNS} -o jsonl"));
    let cut = session.read("hmis/User.csv").replace(",2025-01-01 00:00:00,\"2026\"\r\n", "");
    session.file("hmis/User.csv", cut);
    session.ct("user import hmis --preset hmis");
    snapshot!(session);
}

#[tokio::test]
async fn hmis_comes_back_as_it_went() {
    let mut session = with_files().await;
    session.quietly("user import hmis --preset hmis --set organization=CON");
    session.quietly("user add jo@example.org --name 'Jo  [x] “Maria” Smith' --phone '(360) 555-0111 x4' --organization CON");
    session.ct("user export --preset hmis --set ExportID=2026");
    let out = session.program().args(["user", "export", "--preset", "hmis"]).output().unwrap();
    assert!(out.status.success());
    std::fs::create_dir(session.path("out")).unwrap();
    session.file("out/User.csv", &out.stdout);
    session
        .ct("user import out --preset hmis")
        .ct("user export --preset hmis --set ExportID=2026 --status inactive --name 777")
        .ct("user export --preset hmis --set 'UserID={idd}'")
        .ct("user export --preset hmis --set Export=1")
        .ct("user export --preset google")
        .ct("user export --preset hmis -o json")
        .ct("user edit jo@example.org --external-id 2")
        .ct("user export --preset hmis --set ExportID=2026 --name linda --set 'UserID=2' --all")
        .ct("user export --preset hmis --set ExportID=2026 --set 'UserID=2'");
    snapshot!(session);
}

#[tokio::test]
async fn presets_of_ones_own() {
    let mut session = with_files().await;
    std::fs::create_dir_all(session.path(".config/ct/presets")).unwrap();
    session.file(".config/ct/presets/units.csv", "hr,CON\n");
    session.file(
        ".config/ct/presets/payroll.toml",
        "about = 'Our payroll'\n[user]\nignore_other = true\n[user.map]\nMail = 'email'\n[user.set]\n\
         name = '{Given} {Family}'\norganization = \"{Unit|lookup('units.csv')}\"\n",
    );
    session.file(".config/ct/presets/broken.toml", "[user]\nmap = 1\n");
    session.file(
        "payroll.csv",
        "Mail,Given,Family,Unit,Pay\nann@example.org,Ann,Able,HR,1\nbob@example.org,Bob,,IT,2\n",
    );
    session.ct("preset list -o jsonl");
    std::fs::remove_file(session.path(".config/ct/presets/broken.toml")).unwrap();
    session
        .ct("preset list -o jsonl")
        .ct("preset list -o csv")
        .ct("preset show payroll")
        .ct("preset show payroll -o json")
        .ct("preset show payrol")
        .ct("user import payroll.csv --preset payroll")
        .ct("user import payroll.csv --preset payroll --set organization=CON");
    snapshot!(session);
}

#[tokio::test]
async fn encodings_and_mistakes() {
    let mut session = with_files().await;
    session.file(
        "latin.csv",
        b"sep=;\r\nemail;name;organization\r\nana@example.org;Ana S\xE1nchez;CON\r\n".as_slice(),
    );
    let wide: Vec<u8> = "\u{feff}email,name,organization\r\nle@example.org,Lê,CON\r\n"
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    session.file("wide.csv", &wide);
    session
        .ct("user import latin.csv")
        .ct("user import latin.csv --encoding windows-1252")
        .ct("user import wide.csv")
        .ct("user import wide.csv --encoding latin1")
        .ct("user import wide.csv --encoding klingon")
        .ct("user import people.csv --set 'name={name|lowr}' --set 'phone={phone|default({mobile})}'")
        .ct("user import people.csv --set \"status={job_title|match('director=active')}\"");
    snapshot!(session);
}
