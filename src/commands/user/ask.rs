//! Asks at a terminal for what was not told, with defaults and choices.

use anyhow::Result;

use crate::Error;
use crate::client::CLIENT;
use crate::commands::app::App;
use crate::csv_io::normal_code;
use crate::db::Database;
use crate::noun::one::Cells;
use crate::noun::{
    Cell, Column, Content, Filter, List, Lookups, Noun, Page, Place, Sort, date, find_exact, parse,
};
use crate::organization::ORGANIZATION;
use crate::prompt::Prompt;
use futures_util::TryStreamExt;

/// Asks for every column that is not told.
pub(crate) async fn for_missing(
    app: &App,
    database: &Database,
    noun: &'static Noun,
    cells: &mut Cells,
) -> Result<()> {
    let columns: Vec<_> =
        noun.writable().filter(|column| !matches!(column.content, Content::Secret)).collect();
    for_columns(app, database, &columns, cells).await
}

/// Asks for those of these columns that are not told. Asks nothing where nobody is there.
pub(crate) async fn for_columns(
    app: &App,
    database: &Database,
    columns: &[&'static Column],
    cells: &mut Cells,
) -> Result<()> {
    if !app.can_ask() {
        return Ok(());
    }
    let lookups = crate::noun::stage::lookups(database, columns).await?;
    for column in columns {
        if cells.contains_key(column.name) {
            continue;
        }
        let mut told = one(database, column, &lookups, cells).await?;
        // Better now than after fifteen further questions.
        while let Some(taken) = taken(database, column, told.as_deref()).await? {
            app.talk.warn(&taken);
            told = one(database, column, &lookups, cells).await?;
        }
        if let Some(text) = told {
            cells.insert(column.name, Cell::Value(text));
        }
    }
    Ok(())
}

/// Who has this e-mail or code already, in words.
async fn taken(database: &Database, column: &'static Column, told: Option<&str>) -> Result<Option<String>> {
    let noun = super::super::NOUNS.into_iter().find(|noun| std::ptr::eq(noun.key(), column));
    let (Some(noun), Some(told)) = (noun, told) else { return Ok(None) };
    let found = database.read(async |transaction| find_exact(transaction, noun, told).await).await;
    match found {
        Ok(found) => Ok(Some(format!("{} ({}) has it already", found.name, found.label))),
        Err(Error::NotFound { .. }) => Ok(None),
        Err(error) => Err(error.into()),
    }
}

/// Asks for one column; nothing if it is left out.
async fn one(
    database: &Database,
    column: &'static Column,
    lookups: &Lookups,
    cells: &Cells,
) -> Result<Option<String>> {
    let flag = format!("--{}", column.name.replace('_', "-"));
    let prompt = Prompt::instead_of(&flag);
    let text = match column.content {
        Content::Flag => {
            let yes = prompt.confirm(&format!("{}?", column.title))?;
            Some(yes.to_string())
        }
        Content::Choice(words) => {
            let default = words.iter().position(|word| *word == "internal");
            Some(choose(
                prompt,
                column.title,
                words.iter().map(|word| (*word).to_owned()).collect(),
                default,
            )?)
        }
        Content::Status => {
            let words = ["active", "pending", "inactive"].map(str::to_owned).to_vec();
            Some(choose(prompt, column.title, words, Some(0))?)
        }
        Content::One(place) => {
            let (codes, labels) = places(database, place, owning(cells)).await?;
            match (column.required, codes.is_empty()) {
                (true, true) => text(prompt, column, lookups)?,
                (false, true) => None,
                (true, false) => {
                    let default = (codes.len() == 1).then_some(0);
                    Some(codes[prompt.choose(column.title, &labels, default)?].clone())
                }
                (false, false) => {
                    let mut labels = labels;
                    labels.insert(0, "none".to_owned());
                    match prompt.choose(column.title, &labels, Some(0))? {
                        0 => None,
                        chosen => Some(codes[chosen - 1].clone()),
                    }
                }
            }
        }
        Content::Many(place) => {
            let (codes, labels) = places(database, place, owning(cells)).await?;
            // The owning organization needs no further mention.
            let further = |code: &String| {
                place != Place::Organization
                    || owning(cells).is_none_or(|owning| normal_code(owning) != normal_code(code))
            };
            let (codes, labels): (Vec<_>, Vec<_>) =
                codes.into_iter().zip(labels).filter(|(code, _)| further(code)).unzip();
            if codes.is_empty() {
                return Ok(None);
            }
            let chosen = prompt.choose_many(column.title, &labels, &[])?;
            let chosen: Vec<_> = chosen.into_iter().map(|index| codes[index].clone()).collect();
            (!chosen.is_empty()).then(|| chosen.join(";"))
        }
        _ => text(prompt, column, lookups)?,
    };
    Ok(text)
}

fn choose(prompt: Prompt<'_>, title: &str, words: Vec<String>, default: Option<usize>) -> Result<String> {
    let chosen = prompt.choose(title, &words, default)?;
    Ok(words.into_iter().nth(chosen).unwrap_or_default())
}

fn text(prompt: Prompt<'_>, column: &'static Column, lookups: &Lookups) -> Result<Option<String>> {
    let is_made = std::ptr::eq(column, CLIENT.key());
    let is_needed = column.required && !is_made;
    let label = match (is_needed, is_made) {
        (true, _) => column.title.to_owned(),
        (false, true) => format!("{} (Enter for one that is made)", column.title),
        (false, false) => format!("{} (Enter for none)", column.title),
    };
    let check = |typed: &str| {
        if typed.trim().is_empty() {
            return if is_needed { Err("this cannot be left out".to_owned()) } else { Ok(()) };
        }
        // A supervisor may be told by name: it is looked up later.
        if column.content == Content::Supervisor {
            return Ok(());
        }
        parse(column, &Cell::Value(typed.to_owned()), lookups)
            .map(|_| ())
            .map_err(|mistake| date::of_a_flag(&mistake.message()).to_owned())
    };
    let default = (!is_needed).then_some("");
    let typed = prompt.text_checked(&label, default, check)?;
    let typed = typed.trim();
    Ok((!typed.is_empty()).then(|| typed.to_owned()))
}

/// The owning organization, where it is told already.
fn owning(cells: &Cells) -> Option<&str> {
    match cells.get("organization") {
        Some(Cell::Value(code)) => Some(code),
        _ => None,
    }
}

/// The active places: their codes, and what to show of them.
async fn places(
    database: &Database,
    place: Place,
    owning: Option<&str>,
) -> Result<(Vec<String>, Vec<String>)> {
    let Some(noun) = super::super::NOUNS.into_iter().find(|noun| noun.name == place.word()) else {
        return Ok((Vec::new(), Vec::new()));
    };
    let records = database
        .read(async |transaction| {
            let mut filters = vec![Filter::Text("status", "active".to_owned())];
            // Only locations that the user will reach.
            if let (Place::Location, Some(owning)) = (place, owning) {
                let owning = find_exact(transaction, &ORGANIZATION, owning).await?;
                filters.push(Filter::Id("organization_id", owning.id));
            }
            let list = List {
                noun,
                columns: vec![noun.column("code")?, noun.column("name")?],
                filters,
                sort: Sort { column: None, descending: false },
                page: Page::default(),
            };
            let records: Vec<_> = list.stream(transaction).await?.try_collect().await?;
            Ok(records)
        })
        .await?;
    Ok(records
        .iter()
        .map(|record| {
            let (code, name) = (record.values[0].as_text().into_owned(), record.values[1].as_text());
            let label = if *name == code { code.clone() } else { format!("{code}  {name}") };
            (code, label)
        })
        .unzip())
}
