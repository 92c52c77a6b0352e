//! What a roster is refused for, beside open work.

use super::{Moves, some_of};
use crate::brake::{Brake, percent};
use crate::noun::stage::Rejected;
use crate::noun::stage::{Counts, Request};
use crate::{Error, Result};

/// A roster without a good row would deactivate everybody: it is a file that has gone wrong.
pub(crate) fn require_rows(
    request: &Request,
    counts: Counts,
    sync: &Moves,
    rejected: &Rejected,
) -> Result<()> {
    let told = |person: &&super::Person| person.line > 0;
    let good = counts.create
        + counts.change
        + counts.keep
        + sync.leaving.iter().chain(&sync.staying).filter(told).count() as u64;
    if good > 0 {
        return Ok(());
    }
    if rejected.is_empty() {
        return Err(Error::bad_input(
            format!(
                "{} has no rows: an empty roster would deactivate everybody in its scope",
                request.source
            ),
            "see where the file comes from; to deactivate users: ct user deactivate --from FILE",
        ));
    }
    Err(rejected.error_of(request))
}

/// Between the plan and its writing somebody else has written users: it was planned anew, and is the same or nothing.
pub(crate) fn require_same(confirmed: &Moves, now: Moves) -> Result<()> {
    if !confirmed.is_as(&now) {
        return Err(Error::unreachable(
            "somebody has changed users since this was planned, and others would leave or come back now; nothing was done",
            "run the same command again, and look at the new plan",
        ));
    }
    now.refusal.map_or(Ok(()), Err)
}

/// Why so many may not leave, if they may not.
pub(super) fn refusal(brake: Brake, sync: &Moves) -> Option<Error> {
    let leaving = sync.leaving.len() as u64;
    let most = brake.most(sync.active);
    if leaving <= most {
        return None;
    }
    let limit = match brake {
        Brake::Usual => format!("{most} may be (10, or 5 % if that is more)"),
        Brake::Number(_) => format!("{most} may be"),
        Brake::Share(hundredths) => format!("{most} may be ({})", percent(hundredths)),
    };
    Some(Error::refused(
        format!(
            "{leaving} of {} active users in the scope would be deactivated ({}), and no more than {limit}: nothing was done; among them {}",
            sync.active,
            percent(leaving.saturating_mul(10_000) / sync.active.max(1)),
            some_of(&sync.leaving),
        ),
        format!(
            "see whether the file is whole and the scope is meant; if they all are to leave: --max-deactivations {leaving}"
        ),
    ))
}
