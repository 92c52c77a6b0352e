//! Which workgroup, organization and location: by flags, or asked where there is a choice.

use anyhow::Result;
use clap::{Arg, ArgMatches};

use crate::Error;
use crate::commands::app::App;
use crate::csv_io::normal_code;
use crate::prompt::Prompt;
use crate::session::{Choice, Choices, Chosen};

/// The flags.
pub(super) fn flags() -> [Arg; 3] {
    let flag =
        |name: &'static str, help: &'static str| Arg::new(name).long(name).value_name("CODE").help(help);
    [
        flag("workgroup", "The workgroup to work in: which functions are open"),
        flag(
            "organization",
            "The organization to work for: whose data is reached; the owning one unless told",
        ),
        flag("location", "The location, one of the organization's; the default one unless told"),
    ]
}

/// What is chosen, `now` being chosen already.
pub(super) fn choose(app: &App, matches: &ArgMatches, choices: &Choices, now: Chosen) -> Result<Chosen> {
    let usual = now.organization.or(choices.organization);
    let organization = pick(app, matches, "organization", &choices.organizations, usual)?;
    let workgroup = pick(app, matches, "workgroup", &choices.workgroups, now.workgroup)?;
    let locations: Vec<Choice> = choices
        .locations
        .iter()
        .filter(|(_, of)| Some(*of) == organization)
        .map(|(choice, _)| choice.clone())
        .collect();
    let usual =
        now.location.or(choices.location).filter(|id| locations.iter().any(|(known, ..)| known == id));
    // Nobody needs a location: it is asked for only by who names one.
    let location = match matches.get_one::<String>("location") {
        Some(_) => pick(app, matches, "location", &locations, usual)?,
        None => usual,
    };
    Ok(Chosen { workgroup, organization, location })
}

fn pick(
    app: &App,
    matches: &ArgMatches,
    what: &'static str,
    items: &[Choice],
    usual: Option<i64>,
) -> Result<Option<i64>> {
    let codes = || items.iter().map(|(_, code, _)| code.as_str()).collect::<Vec<_>>().join(", ");
    if let Some(told) = matches.get_one::<String>(what) {
        let found = items.iter().find(|(_, code, _)| normal_code(code) == normal_code(told));
        return found.map(|(id, ..)| Some(*id)).ok_or_else(|| {
            let hint = if items.is_empty() {
                "the user has none".to_owned()
            } else {
                format!("there are: {}", codes())
            };
            Error::refused(format!("the user has no {what} {told:?}, or it is inactive"), hint).into()
        });
    }
    let usual = usual.and_then(|id| items.iter().position(|(known, ..)| *known == id));
    match (items, usual) {
        ([], _) => Ok(None),
        ([(id, ..)], _) => Ok(Some(*id)),
        (_, Some(place)) if !app.can_ask() || app.yes => Ok(Some(items[place].0)),
        _ if !app.can_ask() => Err(Error::usage(
            format!("there is more than one {what}"),
            format!("name one with --{what}: {}", codes()),
        )
        .into()),
        _ => {
            let lines: Vec<_> = items.iter().map(|(_, code, name)| format!("{code}  {name}")).collect();
            let label = format!("{}{}", what[..1].to_uppercase(), &what[1..]);
            let flag = format!("--{what}");
            Ok(Some(items[Prompt::instead_of(&flag).choose(&label, &lines, usual)?].0))
        }
    }
}
