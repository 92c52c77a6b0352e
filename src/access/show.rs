//! What one user may do, and through what.

use postgres_types::Type;
use serde::Serialize;

use crate::Result;
use crate::db::{Parameter, Transaction};

/// What a workgroup makes of a user's access to a tool.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct WorkgroupAccess {
    /// The workgroup's code.
    pub workgroup: String,
    /// What it opens: `read` or `write`.
    pub opens: String,
    /// What that comes to: the lesser of what it opens and what is granted; none, if nothing is granted.
    pub comes_to: Option<String>,
}

/// A user's access to a tool.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ToolAccess {
    /// The tool.
    pub tool: String,
    /// Whether to write with it is an elevated right.
    pub write_is_elevated: bool,
    /// What is granted to the user: `read` or `write`.
    pub granted: Option<String>,
    /// The user's workgroups that open it.
    pub workgroups: Vec<WorkgroupAccess>,
}

/// A user's access to an organization (REQUIREMENTS W2).
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct OrganizationAccess {
    /// The organization's code.
    pub organization: String,
    /// Whether it owns the user.
    pub owning: bool,
    /// Whether the user reaches its data at all.
    pub active: bool,
    /// Whether the user can log in to it.
    pub login: bool,
    /// Whether the user can change its data.
    pub editable: bool,
}

/// What a user may do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Access {
    /// active, pending, inactive or locked for inactivity: only the first may do anything.
    pub status: String,
    /// The user's workgroups that are in use, by code.
    pub workgroups: Vec<String>,
    /// Each tool that is granted or opened, in the order of names.
    pub tools: Vec<ToolAccess>,
    /// The organizations, as far as the one who asks sees them.
    pub organizations: Vec<OrganizationAccess>,
    /// How many users that are not inactive the user supervises, as far as the one who asks sees them.
    pub supervises: i64,
}

/// What a user may do, and through what.
///
/// # Errors
/// What the database refuses.
pub async fn show(transaction: &Transaction<'_>, user: i64) -> Result<Access> {
    let own = [(&user as _, Type::INT8)];
    let sql = "-- access::of_user
        select case when v.status = 'active' and v.inactivity_locked_at is not null then 'locked for inactivity' else v.status end,
            array(select w.code from user_workgroup m join workgroup w on w.id = m.workgroup_id
                where m.user_id = v.id and w.deactivated_at is null order by w.code collate \"C\"),
            v.team
        from user_overview v where v.id = $1";
    let row = transaction.row("access::of_user", sql, &own).await?;
    Ok(Access {
        status: row.get(0),
        workgroups: row.get(1),
        supervises: row.get(2),
        tools: tools(transaction, &own).await?,
        organizations: organizations(transaction, &own).await?,
    })
}

async fn tools(transaction: &Transaction<'_>, own: &[Parameter<'_>]) -> Result<Vec<ToolAccess>> {
    // The lesser level comes first in the alphabet, too.
    let sql = "-- access::tools
        select t.code, t.write_is_elevated, g.level, w.code, w.level, case when g.level is not null then least(g.level, w.level) end
        from tool t left join user_tool g on g.tool = t.code and g.user_id = $1
        left join (select w.code, o.tool, o.level from user_workgroup m
            join workgroup w on w.id = m.workgroup_id and w.deactivated_at is null
            join workgroup_tool o on o.workgroup_id = w.id where m.user_id = $1) w on w.tool = t.code
        where g.level is not null or w.level is not null order by t.code, w.code collate \"C\"";
    let mut tools: Vec<ToolAccess> = Vec::new();
    for row in transaction.rows("access::tools", sql, own).await? {
        let tool: String = row.get(0);
        if tools.last().is_none_or(|last| last.tool != tool) {
            let (write_is_elevated, granted) = (row.get(1), row.get(2));
            tools.push(ToolAccess { tool, write_is_elevated, granted, workgroups: Vec::new() });
        }
        let opened: Option<(String, String)> = row.get::<_, Option<String>>(3).zip(row.get(4));
        if let (Some(last), Some((workgroup, opens))) = (tools.last_mut(), opened) {
            last.workgroups.push(WorkgroupAccess { workgroup, opens, comes_to: row.get(5) });
        }
    }
    Ok(tools)
}

async fn organizations(
    transaction: &Transaction<'_>,
    own: &[Parameter<'_>],
) -> Result<Vec<OrganizationAccess>> {
    let sql = "-- access::organizations
        select o.code, coalesce(o.id = u.organization_id, false), m.is_active, m.may_log_in, m.may_edit
        from user_organization m join organization o on o.id = m.organization_id join users u on u.id = m.user_id
        where m.user_id = $1 order by 2 desc, o.code collate \"C\"";
    let rows = transaction.rows("access::organizations", sql, own).await?;
    let access = |row: &tokio_postgres::Row| OrganizationAccess {
        organization: row.get(0),
        owning: row.get(1),
        active: row.get(2),
        login: row.get(3),
        editable: row.get(4),
    };
    Ok(rows.iter().map(access).collect())
}
