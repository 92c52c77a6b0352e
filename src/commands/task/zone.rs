//! In which time zone a moment of a calendar becomes a day.

use std::path::Path;

use crate::calendar::Tz;
use crate::environment::Environment;
use crate::{Error, Result};

/// The zone that is told, or else that of the machine.
pub(super) fn told(told: Option<&String>, environment: &Environment) -> Result<Tz> {
    match told {
        Some(name) => zone(name).ok_or_else(|| {
            Error::usage(
                format!("there is no time zone {name:?}"),
                "a name of the IANA database: America/Los_Angeles, Europe/Berlin, UTC",
            )
        }),
        None => Ok(of_machine(environment)),
    }
}

/// What TZ says, or the system's setting; UTC where neither tells a name.
fn of_machine(environment: &Environment) -> Tz {
    if let Some(zone) = environment.get("TZ").and_then(|name| zone(name.trim_start_matches(':'))) {
        return zone;
    }
    let linked = std::fs::read_link("/etc/localtime").ok();
    let written = || std::fs::read_to_string("/etc/timezone").ok().and_then(|name| zone(name.trim()));
    linked.as_deref().and_then(of_path).or_else(written).unwrap_or(Tz::UTC)
}

/// `…/zoneinfo/Europe/Berlin`
fn of_path(path: &Path) -> Option<Tz> {
    let path = path.to_str()?;
    zone(path.rsplit_once("zoneinfo/")?.1)
}

fn zone(name: &str) -> Option<Tz> {
    name.parse().ok()
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::{of_machine, of_path, told};
    use crate::environment::Environment;

    #[test]
    fn zones_have_names() {
        let here = Environment::with([("TZ", ":Europe/Berlin")]);
        assert_eq!(of_machine(&here).name(), "Europe/Berlin");
        assert_eq!(
            told(Some(&"America/Los_Angeles".to_owned()), &here).unwrap().name(),
            "America/Los_Angeles"
        );
        assert!(told(Some(&"Nowhere".to_owned()), &here).is_err());
        let path = Path::new("/usr/share/zoneinfo/America/Argentina/Ushuaia");
        assert_eq!(of_path(path).unwrap().name(), "America/Argentina/Ushuaia");
        assert_eq!(of_path(Path::new("/etc/somewhere")), None);
    }
}
