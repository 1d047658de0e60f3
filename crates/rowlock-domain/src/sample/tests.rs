//! The sample on any day: nothing is refused, everything is there, it replays.

use super::{Script, harbour};
use crate::{
    Context, Instant, Recorded, Via, Workspace, decide_together,
    testing::{UtcCalendar, assert_replay, instant},
};
use std::sync::Arc;

fn played(script: &Script) -> Workspace {
    let mut workspace = Workspace::default();
    for step in &script.steps {
        let context = Context {
            workspace: &workspace,
            actor: step.actor,
            on_behalf_of: step.on_behalf_of,
            via: Via::Web,
            now: step.at,
            calendar: &UtcCalendar,
        };
        let events = decide_together(&context, &step.commands).unwrap_or_else(|refusal| panic!("{:?}: {refusal:?}", step.commands));
        let stamps: Vec<_> = (1..=events.len() as u64).map(|n| context.stamp(workspace.version + n)).collect();
        for (event, stamp) in events.into_iter().zip(stamps) {
            workspace.apply(Arc::new(Recorded { stamp, event }));
        }
    }
    workspace
}

fn script(now: Instant) -> Script {
    let script = harbour(&UtcCalendar, now);
    let refused: Vec<String> = script.refused.iter().map(|(what, refusal)| format!("{refusal:?} <- {what}")).collect();
    assert!(refused.is_empty(), "{} refused:\n{}", refused.len(), refused.join("\n"));
    script
}

#[test]
fn nothing_is_refused_on_the_tuesday_of_the_drawn_pages() {
    let now = instant("2026-11-24T08:12:00Z");
    let script = script(now);
    let workspace = played(&script);
    assert_replay(&workspace);
    eprintln!("{} steps, {} events", script.steps.len(), workspace.version);
}
