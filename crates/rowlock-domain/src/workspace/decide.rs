//! Rules of the workspace as a whole: it begins once, and somebody always administers it.

use super::{
    command::{CreateWorkspace, ListCauses, NameAdministrator, RemoveAdministrator, RenameWorkspace, SetMeasure},
    event, refusal,
};
use crate::{Act, Context, Decide, Event, PersonId, Refusal, Title, Workspace, Zone, person};
use std::collections::BTreeSet;

/// Causes are chosen from a list; a longer one is not read.
const MOST_CAUSES: usize = 50;
/// What the list of causes holds before anybody changes it.
const FIRST_CAUSES: [&str; 6] = [
    "Waiting for another team",
    "Unclear requirement",
    "Environment or tooling",
    "Decision pending",
    "Skill or capacity missing",
    "Outside supplier",
];

/// Asks that a zone's name is known.
pub(crate) fn check_zone(context: &Context<'_>, zone: &Zone) -> Result<(), Refusal> {
    if context.calendar.knows_zone(zone) { Ok(()) } else { Err(refusal::ZoneUnknown(zone.as_str())) }
}

/// Asks that somebody else administers too.
pub(crate) fn check_not_last_administrator(workspace: &Workspace, person: PersonId) -> Result<(), Refusal> {
    let is_last = workspace.administrators.contains(&person) && workspace.administrators.len() == 1;
    if is_last { Err(refusal::LastAdministrator()) } else { Ok(()) }
}

impl Decide for CreateWorkspace {
    fn act(&self, _: &Workspace) -> Result<Act, Refusal> {
        Ok(Act::Administer)
    }

    fn decide(&self, context: &Context<'_>) -> Result<Vec<Event>, Refusal> {
        if context.workspace.exists() {
            return Err(refusal::WorkspaceAlreadyCreated(context.workspace.name.as_str()));
        }
        check_zone(context, &self.zone)?;
        let causes = FIRST_CAUSES.iter().filter_map(|cause| Title::new(cause).ok()).collect();
        Ok(vec![event::WorkspaceCreated { name: self.name.clone(), zone: self.zone.clone() }.into(), event::CausesListed { causes }.into()])
    }
}

impl Decide for RenameWorkspace {
    fn act(&self, _: &Workspace) -> Result<Act, Refusal> {
        Ok(Act::Administer)
    }

    fn decide(&self, context: &Context<'_>) -> Result<Vec<Event>, Refusal> {
        if context.workspace.name == self.name {
            return Ok(Vec::new());
        }
        Ok(vec![event::WorkspaceRenamed { name: self.name.clone() }.into()])
    }
}

impl Decide for ListCauses {
    fn act(&self, _: &Workspace) -> Result<Act, Refusal> {
        Ok(Act::Administer)
    }

    fn decide(&self, context: &Context<'_>) -> Result<Vec<Event>, Refusal> {
        if self.causes.len() > MOST_CAUSES {
            return Err(refusal::TooManyCauses(MOST_CAUSES));
        }
        let mut seen = BTreeSet::new();
        if let Some(twice) = self.causes.iter().find(|cause| !seen.insert(cause.as_str().to_lowercase())) {
            return Err(refusal::CauseTwice(twice.as_str()));
        }
        if context.workspace.causes.iter().eq(&self.causes) {
            return Ok(Vec::new());
        }
        Ok(vec![event::CausesListed { causes: self.causes.clone() }.into()])
    }
}

impl Decide for SetMeasure {
    fn act(&self, _: &Workspace) -> Result<Act, Refusal> {
        Ok(Act::Administer)
    }

    fn decide(&self, context: &Context<'_>) -> Result<Vec<Event>, Refusal> {
        if context.workspace.measure == self.measure {
            return Ok(Vec::new());
        }
        Ok(vec![event::MeasureSet { measure: self.measure }.into()])
    }
}

impl Decide for NameAdministrator {
    fn act(&self, _: &Workspace) -> Result<Act, Refusal> {
        Ok(Act::Administer)
    }

    fn decide(&self, context: &Context<'_>) -> Result<Vec<Event>, Refusal> {
        person::check_member(context.workspace, self.person)?;
        if context.workspace.administrators.contains(&self.person) {
            return Ok(Vec::new());
        }
        Ok(vec![event::AdministratorNamed { person: self.person }.into()])
    }
}

impl Decide for RemoveAdministrator {
    fn act(&self, _: &Workspace) -> Result<Act, Refusal> {
        Ok(Act::Administer)
    }

    fn decide(&self, context: &Context<'_>) -> Result<Vec<Event>, Refusal> {
        if !context.workspace.administrators.contains(&self.person) {
            return Ok(Vec::new());
        }
        check_not_last_administrator(context.workspace, self.person)?;
        Ok(vec![event::AdministratorRemoved { person: self.person }.into()])
    }
}
