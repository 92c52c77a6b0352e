//! The page around the rows of its table.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use maud::{DOCTYPE, Markup, PreEscaped, html};
use sha2::{Digest, Sha256};

use super::{About, Chart, HtmlPage, MOST_ROWS, chart};
use crate::output::neutralise;

const STYLE: &str = include_str!("page.css");
const SCRIPT: &str = include_str!("page.js");

/// Where the rows go: no text has it, since `<` is escaped everywhere.
const ROWS: &str = "<!--rows-->";

/// What stands before the rows, and what stands after them.
pub(super) fn around(page: &HtmlPage, about: &About, charts: &[Chart]) -> (String, String) {
    let style = format!("{STYLE}{}", labels(page));
    let whole = document(page, about, charts, &style).into_string();
    match whole.split_once(ROWS) {
        Some((before, after)) => (before.to_owned(), after.to_owned()),
        None => (whole, String::new()),
    }
}

/// On a narrow screen a row is a card, and each cell has its heading beside it.
fn labels(page: &HtmlPage) -> String {
    let label = |(place, heading): (usize, &crate::record::Heading)| {
        let title: String = heading.title.chars().filter(|c| !matches!(c, '"' | '\\' | '<' | '\n')).collect();
        format!(" tbody > tr > :nth-child({})::before {{ content: \"{title}\"; }}", place + 1)
    };
    let labels: Vec<_> = page.headings.iter().enumerate().map(label).collect();
    format!("@media screen and (max-width: 760px) {{\n{}\n}}\n", labels.join("\n"))
}

fn digest(text: &str) -> String {
    format!("'sha256-{}'", STANDARD.encode(Sha256::digest(text.as_bytes())))
}

fn document(page: &HtmlPage, about: &About, charts: &[Chart], style: &str) -> Markup {
    let policy = format!(
        "default-src 'none'; style-src {}; script-src {}; base-uri 'none'; form-action 'none'",
        digest(style),
        digest(SCRIPT)
    );
    html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta http-equiv="Content-Security-Policy" content=(policy);
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                meta name="referrer" content="no-referrer";
                meta name="robots" content="noindex";
                title { (neutralise(&about.title)) }
                style { (PreEscaped(style)) }
            }
            body {
                header {
                    h1 { (neutralise(&about.title)) }
                    @if !about.text.is_empty() { p.about { (neutralise(&about.text)) } }
                    dl {
                        @for (name, told) in &about.facts {
                            div { dt { (neutralise(name)) } dd { bdi { (neutralise(told)) } } }
                        }
                    }
                }
                main {
                    // Of nothing there is nothing to see.
                    @if !charts.is_empty() && page.count > 0 {
                        section.charts.many[charts.len() > 4] aria-label="Charts" {
                            @for (number, told) in charts.iter().enumerate() { (chart::figure(told, number)) }
                        }
                    }
                    (table(page, about))
                }
                script { (PreEscaped(SCRIPT)) }
            }
        }
    }
}

fn table(page: &HtmlPage, about: &About) -> Markup {
    let nouns = neutralise(&about.nouns);
    html! {
        section.rows aria-labelledby="rows" {
            h2 id="rows" { "All " (nouns) ": " (grouped(page.count)) }
            @if page.count > MOST_ROWS {
                p.note {
                    strong { "These are the first " (grouped(MOST_ROWS)) " of " (grouped(page.count)) " " (nouns) "." }
                    " The charts count all of them. For all of them: " code { (neutralise(&about.command)) }
                }
            }
            @if page.count == 0 {
                p.note { "There are no " (nouns) "." }
            } @else {
                // What needs the script is made by it, so that nothing stands here that does nothing.
                div #tools {}
                div.scroll tabindex="0" role="region" aria-labelledby="rows" {
                    table #table {
                        thead { tr { @for heading in &page.headings { th scope="col" { (heading.title) } } } }
                        tbody { "\n" (PreEscaped(ROWS)) }
                    }
                }
            }
        }
    }
}

/// `12 345`, with a narrow space that does not break.
pub(super) fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut told = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            told.push('\u{202f}');
        }
        told.push(digit);
    }
    told
}
