use super::{About, HtmlPage, MOST_ROWS, Tally};
use crate::output::test_data::{HEADINGS, strange, user};

const HOSTILE: &str = "</title></style><script>alert(1)</script>\"'&\u{202e}\u{1b}[31m\n";

fn about() -> About {
    About {
        title: format!("Users {HOSTILE}"),
        text: HOSTILE.to_owned(),
        facts: vec![("Made by".to_owned(), HOSTILE.to_owned()), (HOSTILE.to_owned(), "x".to_owned())],
        nouns: "users".to_owned(),
        command: format!("ct report access --organization {HOSTILE}"),
    }
}

fn written(page: &HtmlPage, charts: &[super::Chart]) -> String {
    let mut out = Vec::new();
    page.write(&mut out, &about(), charts).unwrap();
    String::from_utf8(out).unwrap()
}

fn page_of(names: impl IntoIterator<Item = String>) -> HtmlPage {
    let mut page = HtmlPage::new(&HEADINGS);
    for (id, name) in (1..).zip(names) {
        page.row(&user(id, &format!("u{id}@example.org"), &name, "active"));
    }
    page
}

/// What stands between tags, and what they are.
fn tags(text: &str) -> Vec<&str> {
    text.split('<').skip(1).map(|rest| rest.split_once('>').unwrap().0).collect()
}

#[test]
fn no_text_leaves_its_place() {
    let mut tally = Tally::default();
    tally.count(HOSTILE);
    let charts =
        [tally.clone().most_first(HOSTILE), tally.clone().in_order("In order"), tally.over_time("Over time")];
    let text = written(&page_of([HOSTILE.to_owned()]), &charts);
    let of_texts = |name: &str| tags(&text).iter().filter(|tag| **tag == name).count();
    assert_eq!(of_texts("script"), 1);
    assert_eq!(of_texts("style"), 1);
    assert!(!text.contains("<script>alert"));
    assert!(!text.contains(['\u{202e}', '\u{1b}', '\r']));
    assert!(text.contains("&lt;script&gt;alert(1)&lt;/script&gt;&quot;'&amp;\\u{202e}␛[31m⏎"), "{text}");
    // Tags have no attribute that names it.
    assert!(tags(&text).iter().all(|tag| !tag.contains("alert")), "{:?}", tags(&text));
}

#[test]
fn only_its_own_style_and_script_are_allowed_and_nothing_is_loaded() {
    use base64::Engine;
    use sha2::{Digest, Sha256};
    let text = written(&page_of(["Ann".to_owned()]), &[]);
    for (element, directive) in [("style", "style-src"), ("script", "script-src")] {
        let inside = text.split_once(&format!("<{element}>")).unwrap().1;
        let inside = inside.split_once(&format!("</{element}>")).unwrap().0;
        let digest = base64::engine::general_purpose::STANDARD.encode(Sha256::digest(inside.as_bytes()));
        assert!(text.contains(&format!("{directive} 'sha256-{digest}'")), "{element}");
    }
    assert!(text.contains("default-src 'none'"));
    for loading in ["http:", "https:", "//", "src=", "href=", "url(", "@import", " style=", " onclick"] {
        // A comment of the script begins with two.
        let found = text.replace("\n// ", "\n").replace("    // ", "").contains(loading);
        assert!(!found, "{loading}");
    }
}

#[test]
fn every_row_is_there_without_the_script() {
    let mut page = HtmlPage::new(&HEADINGS);
    for record in strange() {
        page.row(&record);
    }
    let text = written(&page, &[]);
    assert_eq!(text.matches("<th scope=\"row\">").count(), strange().len());
    assert_eq!(text.matches("<th scope=\"col\">").count(), HEADINGS.len());
    assert!(text.contains("<h2 id=\"rows\">All users: 9</h2>"));
    insta::assert_snapshot!(page.rows.lines().nth(4).unwrap(), @r#"<tr><th scope="row">u5@example.org</th><td>=1+1</td><td>active</td><td><ul><li>Intake</li><li>Case Management</li></ul></td><td>no</td><td class="time">2026-11-22 12:05</td></tr>"#);
}

/// As a browser was seen to need it: on a telephone a number stands beside its heading; on paper nothing runs over the edge of the
/// page, and no number is broken.
#[test]
fn narrow_screens_and_paper_have_room_for_all_columns() {
    let text = written(&page_of(["Ann".to_owned()]), &[]);
    let (_, narrow) = text.split_once("@media screen and (max-width: 760px) {").unwrap();
    let (narrow, print) = narrow.split_once("@media print {").unwrap();
    assert!(narrow.contains("tbody > tr > .number { text-align: left; }"));
    assert!(narrow.contains("@page { size: landscape;"));
    for rule in [
        "tbody th { overflow-wrap: anywhere; }",
        ".number { white-space: nowrap; }",
        ".time { white-space: normal; }",
        ".charts, .charts.many { grid-template-columns: repeat(2, 1fr); }",
    ] {
        assert!(print.contains(rule), "{rule}");
    }
}

#[test]
fn many_rows_are_counted_and_the_first_shown() {
    let many = MOST_ROWS + 1234;
    let text = written(&page_of((0..many).map(|number| format!("N{number}"))), &[]);
    assert_eq!(text.matches("<th scope=\"row\">").count(), 5000);
    assert!(text.contains("These are the first 5\u{202f}000 of 6\u{202f}234 users."));
    let none = written(&page_of([]), &[]);
    assert!(none.contains("There are no users.") && !none.contains("<table"));
}

#[test]
fn charts_say_what_they_show() {
    let mut tally = Tally::of(&["active", "pending"]);
    for (name, number) in [("active", 3), ("locked", 1)] {
        (0..number).for_each(|_| tally.count(name));
    }
    let text = written(&page_of(["Ann".to_owned()]), &[tally.clone().in_order("By status")]);
    assert!(text.contains("<desc id=\"chart-0-words\">active: 3, pending: 0, locked: 1</desc>"));
    assert!(text.contains("<rect class=\"bar\" x=\"158\" y=\"4\" width=\"130\""), "{text}");
    let mut many = Tally::default();
    for number in 0..100 {
        (0..=number).for_each(|_| many.count(&format!("O{number}")));
    }
    let chart = many.most_first("By organization");
    let text = written(&page_of(["Ann".to_owned()]), &[chart]);
    assert!(text.contains("O91: 92, 91 others: 4186</desc>"), "{text}");
}
