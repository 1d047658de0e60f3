//! What changed between two check-ins of a seat: the round shows these lines and nothing else.

use super::Words;
use crate::{Thing, Title, Workspace, macros::words};

words! {
    /// What a changed line is.
    LineKind {
        /// Done as planned.
        Done = "done",
        /// Done, though it was not planned.
        DoneUnplanned = "done_unplanned",
        /// Planned and dropped.
        Dropped = "dropped",
        /// Comes next, new.
        Next = "next",
        /// Comes next, and was to come last time already.
        StillNext = "still_next",
        /// An obstacle that the team solves itself.
        Obstacle = "obstacle",
        /// An obstacle of last time that is gone.
        ObstacleGone = "obstacle_gone",
        /// An impediment named for the first time.
        Impediment = "impediment",
        /// A dependency of which something was said.
        Dependency = "dependency",
        /// What others should know.
        Others = "others",
        /// Confidence that rose or fell, or is given for the first time.
        Confidence = "confidence",
        /// The Product Owner's line.
        ProductOwner = "product_owner",
    }
}

/// One line of the round.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChangedLine {
    /// What it is.
    pub kind: LineKind,
    /// In words.
    pub text: String,
    /// The thing it is about.
    pub thing: Option<Thing>,
}

fn line(kind: LineKind, text: impl Into<String>) -> ChangedLine {
    ChangedLine { kind, text: text.into(), thing: None }
}

/// The lines of `now` that say something new after `before`.
#[must_use]
pub fn changed_lines(workspace: &Workspace, before: Option<&Words>, now: &Words) -> Vec<ChangedLine> {
    let none = Words::default();
    let before = before.unwrap_or(&none);
    let mut lines: Vec<ChangedLine> = Vec::new();
    lines.extend(now.done.iter().map(|done| line(if done.planned { LineKind::Done } else { LineKind::DoneUnplanned }, done.text.as_str())));
    lines.extend(now.dropped.iter().map(|dropped| line(LineKind::Dropped, dropped.as_str())));
    lines.extend(now.next.iter().map(|next| line(if before.next.contains(next) { LineKind::StillNext } else { LineKind::Next }, next.as_str())));
    lines.extend(new(&before.own_obstacles, &now.own_obstacles).map(|obstacle| line(LineKind::Obstacle, obstacle.as_str())));
    lines.extend(new(&now.own_obstacles, &before.own_obstacles).map(|obstacle| line(LineKind::ObstacleGone, obstacle.as_str())));
    lines.extend(things(workspace, before, now));
    if !now.others.is_empty() && now.others != before.others {
        lines.push(line(LineKind::Others, now.others.as_str()));
    }
    lines.extend(confidence(before, now));
    if !now.product_owner_line.is_empty() && now.product_owner_line != before.product_owner_line {
        lines.push(line(LineKind::ProductOwner, now.product_owner_line.as_str()));
    }
    lines
}

/// Those of `after` that are not in `before`.
fn new<'a>(before: &'a [Title], after: &'a [Title]) -> impl Iterator<Item = &'a Title> {
    after.iter().filter(|title| !before.contains(title))
}

fn things(workspace: &Workspace, before: &Words, now: &Words) -> Vec<ChangedLine> {
    let impediments = now.impediments.iter().filter(|id| !before.impediments.contains(id)).filter_map(|id| workspace.impediment(*id));
    let impediments =
        impediments.map(|i| ChangedLine { kind: LineKind::Impediment, text: i.title.to_string(), thing: Some(Thing::Impediment(i.id)) });
    let dependencies = now.dependencies.iter().filter_map(|id| workspace.dependency(*id));
    let dependencies =
        dependencies.map(|d| ChangedLine { kind: LineKind::Dependency, text: d.title.to_string(), thing: Some(Thing::Dependency(d.id)) });
    impediments.chain(dependencies).collect()
}

fn confidence(before: &Words, now: &Words) -> Option<ChangedLine> {
    let value = now.confidence?;
    if before.confidence == now.confidence && now.confidence_reason.is_empty() {
        return None;
    }
    let was = before.confidence.filter(|was| *was != value).map(|was| format!(", was {was}")).unwrap_or_default();
    let why = if now.confidence_reason.is_empty() { String::new() } else { format!(": {}", now.confidence_reason) };
    Some(line(LineKind::Confidence, format!("{value} of 5{was}{why}")))
}
