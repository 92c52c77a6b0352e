//! What presets say, and how mistakes in them are told.

use std::fs;
use std::path::Path;

use super::{BUILT_IN, Folders};
use crate::environment::Environment;
use crate::user::USER;
use crate::workgroup::WORKGROUP;

fn folders(home: &Path) -> Folders {
    let environment = Environment::with([("XDG_CONFIG_HOME", home.join("own").display().to_string())]);
    Folders::with(&environment, &home.join("system"))
}

#[test]
fn those_that_are_built_in_are_sound() {
    let home = tempfile::tempdir().unwrap();
    let presets: Vec<_> = folders(home.path()).list().unwrap().into_iter().map(Result::unwrap).collect();
    assert_eq!(presets.len(), BUILT_IN.len());
    for preset in &presets {
        assert!(preset.section(&USER).is_ok() && !preset.about.is_empty(), "{}", preset.name);
    }
    let error = presets[2].section(&WORKGROUP).unwrap_err();
    assert_eq!(error.to_string(), "the preset hmis says nothing of workgroups");
    assert_eq!(error.hints(), ["it is for: client, organization, user"]);
}

#[test]
fn a_persons_come_before_the_systems_before_the_built_in() {
    let home = tempfile::tempdir().unwrap();
    let folders = folders(home.path());
    assert_eq!(folders.find("hmis").unwrap().origin(), "built in");
    for (folder, about) in [("system", "S"), ("own/ct/presets", "O")] {
        fs::create_dir_all(home.path().join(folder)).unwrap();
        for name in ["hmis", "a-b", "not a name"] {
            let text = format!("about = '{about}'\n[user.map]\nMail = 'email'\n");
            fs::write(home.path().join(folder).join(format!("{name}.toml")), text).unwrap();
        }
        assert_eq!(folders.find("hmis").unwrap().about, about);
        let names: Vec<_> = folders.list().unwrap().into_iter().map(|preset| preset.unwrap().name).collect();
        assert_eq!(names, ["a-b", "entra", "google", "hmis"]);
    }
    let error = folders.find("gogle").unwrap_err();
    assert_eq!(error.to_string(), "there is no preset \"gogle\"");
    assert_eq!(error.hints(), ["did you mean google?"]);
    assert!(folders.find("../hmis").is_err());
}

#[test]
fn mistakes_name_file_line_and_the_nearest_key() {
    let home = tempfile::tempdir().unwrap();
    let folder = home.path().join("system");
    fs::create_dir_all(&folder).unwrap();
    for (text, message, hint) in [
        ("about = 1\n", "1: about must be a text in quotes", None),
        (
            "about = 'x'\n",
            "1: the preset says nothing of any noun",
            Some("begin a section with [user] or another noun"),
        ),
        ("[usr]\n", "1: unknown key \"usr\"", Some("did you mean user?")),
        ("[user]\nmapp = 1\n", "2: unknown key \"mapp\"", Some("did you mean map?")),
        ("[user.map]\nMail = 'emial'\n", "2: a user has no column \"emial\"", Some("did you mean email?")),
        (
            "[user.set]\nname = '{a|lowr}'\n",
            "2: name: character 4: there is no function \"lowr\"; did you mean lower?",
            None,
        ),
        ("[user.if_new]\norganization = 'X'\n", "2: organization cannot stand in if_new", None),
        ("[user]\n\nsame_digits = ['phone', 'email']\n", "3: email cannot stand in same_digits", None),
        ("[organization]\nsame_digits = 'phone'\n", "2: phone cannot stand in same_digits", None),
        ("[user]\nskip_lines = ['']\n", "2: skip_lines must be a text in quotes, or a list of them", None),
        ("[[user.refuse]]\ncolumn = 'x'\n", "1: refuse needs column, with, message", None),
        ("[user.placeholders]\n", "1: placeholders needs column", None),
        ("[user.export]\ntime = '%Q'\n", "2: time must be a format such as %Y-%m-%d %H:%M:%S", None),
        ("[user.export]\n", "1: export needs columns: [[….export.column]]", None),
        (
            "[[user.export.column]]\nname = 'x'\nvalue = '{nam}'\n",
            "3: value: character 1: there is no column \"nam\"; did you mean {name}?",
            None,
        ),
        ("[user.map\n", "1: ", None),
    ] {
        fs::write(folder.join("mine.toml"), text).unwrap();
        let error = folders(home.path()).find("mine").unwrap_err();
        let expected = format!("{}:{message}", folder.join("mine.toml").display());
        assert!(error.to_string().starts_with(&expected), "{error}: {text}");
        if message.len() > 3 {
            assert_eq!(error.to_string(), expected);
            assert_eq!(error.hints(), hint.map_or_else(Vec::new, |hint| vec![hint.to_owned()]), "{text}");
        }
    }
}
