//! Whether a user may do something, and if not, why.

use super::show::{Access, ToolAccess, show};
use crate::db::Transaction;
use crate::noun::{Content, Lookups, find_exact};
use crate::user::USER;
use crate::workgroup::WORKGROUP;
use crate::{Error, Result};

/// A question about one user and one tool.
#[derive(Clone, Debug)]
pub struct Question {
    /// Who: e-mail or id.
    pub user: String,
    /// The tool, or `tool:level`; to read unless told otherwise.
    pub tool: String,
    /// In this workgroup; none: in any of the user's.
    pub workgroup: Option<String>,
}

/// The answer to it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// The user's id.
    pub id: i64,
    /// The user's e-mail.
    pub email: String,
    /// The tool.
    pub tool: String,
    /// `read` or `write`.
    pub level: String,
    /// The workgroups in which it is so.
    pub workgroups: Vec<String>,
    /// Why not; none: they may.
    pub why_not: Option<String>,
}

/// Answers a question.
///
/// # Errors
/// [`Error::NotFound`] if there is no such user, tool or workgroup; [`Error::Usage`] for what is no level.
pub async fn check(transaction: &Transaction<'_>, question: &Question) -> Result<Answer> {
    let (tool, level) = told_tool(transaction, &question.tool).await?;
    let found = find_exact(transaction, &USER, &question.user).await?;
    let workgroup = match &question.workgroup {
        Some(code) => Some(find_exact(transaction, &WORKGROUP, code).await?.label),
        None => None,
    };
    let access = show(transaction, found.id).await?;
    let (workgroups, why_not) = match answer(&access, &tool, &level, workgroup.as_deref()) {
        Ok(workgroups) => (workgroups, None),
        Err(why) => (Vec::new(), Some(why)),
    };
    Ok(Answer { id: found.id, email: found.label, tool, level, workgroups, why_not })
}

async fn told_tool(transaction: &Transaction<'_>, told: &str) -> Result<(String, String)> {
    let columns: Vec<_> = USER.columns.iter().filter(|column| column.content == Content::Tools).collect();
    let lookups = Lookups::read(transaction, &columns).await?;
    let (tool, level) = told.split_once(':').unwrap_or((told, "read"));
    let (tool, level) = (tool.trim().to_lowercase(), level.trim().to_lowercase());
    if !lookups.has_tool(&tool) {
        let hint = Some(format!("the tools are: {}", lookups.tools()));
        return Err(Error::NotFound { noun: "tool", name: tool, hint });
    }
    if level != "read" && level != "write" {
        let hint = "it is TOOL, TOOL:read or TOOL:write";
        return Err(Error::usage(format!("{told:?} is no tool access"), hint));
    }
    Ok((tool, level))
}

/// The workgroups in which it is so, or why it is not.
fn answer(
    access: &Access,
    tool: &str,
    level: &str,
    workgroup: Option<&str>,
) -> std::result::Result<Vec<String>, String> {
    let suffices = |has: &str| has == "write" || has == level;
    match access.status.as_str() {
        "active" => {}
        "pending" => return Err("waits for approval".to_owned()),
        status => return Err(status.to_owned()),
    }
    let nothing =
        ToolAccess { tool: tool.to_owned(), write_is_elevated: false, granted: None, workgroups: Vec::new() };
    let has = access.tools.iter().find(|one| one.tool == tool).unwrap_or(&nothing);
    match &has.granted {
        None => return Err(format!("granted nothing, needs {level}")),
        Some(granted) if !suffices(granted) => return Err(format!("granted {granted}, needs {level}")),
        Some(_) => {}
    }
    if let Some(code) = workgroup {
        if !access.workgroups.iter().any(|own| own == code) {
            return Err(format!("the workgroup {code} is not theirs, or inactive"));
        }
        return match has.workgroups.iter().find(|opened| opened.workgroup == code) {
            Some(opened) if suffices(&opened.opens) => Ok(vec![code.to_owned()]),
            Some(opened) => Err(format!("the workgroup {code} opens {}, needs {level}", opened.opens)),
            None => Err(format!("the workgroup {code} does not open it")),
        };
    }
    let opening = has.workgroups.iter().filter(|opened| suffices(&opened.opens));
    let opening: Vec<_> = opening.map(|opened| opened.workgroup.clone()).collect();
    if !opening.is_empty() {
        return Ok(opening);
    }
    Err(if has.workgroups.is_empty() {
        "no workgroup of theirs opens it".to_owned()
    } else {
        format!("no workgroup of theirs opens it to {level}")
    })
}
