//! Writing a scripted history into a new, empty workspace. The only place where events get another moment than now:
//! each step is decided at its scripted time, upon the steps before it, and all are appended at once.

use crate::{Desk, Engine, EngineError, writer::new_event};
use rowlock_domain::sample::{Profile as Known, Script, Step};
use rowlock_domain::{Calendar, Command, Context, Instant, Recorded, Refusal, Via, Workspace, decide_together};
use rowlock_store::{NewEvent, PlainChange, Profile, WorkspaceKey};
use std::sync::Arc;

/// Why a scripted history could not be written.
#[derive(Clone, Debug, thiserror::Error)]
pub enum ScriptError {
    /// A rule refused one of its steps: the script does not fit the rules any more.
    #[error("step {step} of the script ({command}) was refused: {refusal}")]
    Refused {
        /// Which step, from 1.
        step: usize,
        /// Its first command.
        command: &'static str,
        /// Why.
        refusal: Refusal,
    },
    /// The store said no.
    #[error(transparent)]
    Engine(#[from] EngineError),
}

/// A history that was decided, not yet stored.
struct Written {
    events: Vec<NewEvent>,
    people: Vec<Known>,
}

impl Engine {
    /// Writes a script into a new workspace, with other plain records, in one commit; then opens it.
    ///
    /// # Errors
    /// When a step is refused, the address is taken, or the store fails.
    pub async fn write_script(
        self: &Arc<Self>,
        slug: &str,
        script: impl FnOnce(&dyn Calendar, Instant) -> Script + Send + 'static,
        plain: Vec<PlainChange>,
    ) -> Result<Arc<Desk>, ScriptError> {
        let calendar = Arc::clone(self.calendar());
        let now = self.clock().now();
        let written = tokio::task::spawn_blocking(move || play(script(&*calendar, now), &*calendar))
            .await
            .map_err(|error| EngineError::Stopped(format!("the script broke off: {error}")))??;
        let turn = self.turn_of(slug);
        let _turn = turn.lock().await;
        let key = self.empty_workspace(slug).await?;
        let mut changes = plain;
        for Known { person, name, handle, .. } in written.people {
            // Without an address: nobody shall get mail from a sample.
            let profile = Profile { workspace: key, person, name: name.to_owned(), mail: None, handle: Some(handle.to_owned()) };
            changes.extend(profile.create());
        }
        self.store().append(key, 0, written.events, changes).await.map_err(EngineError::from)?;
        let stored = self.store().workspace(slug).await.map_err(EngineError::from)?;
        let stored = stored.filter(|stored| stored.key == key).ok_or_else(|| EngineError::NoWorkspace(slug.to_owned()))?;
        // Somebody may have asked for the address while nothing stood there.
        if let Some(empty) = self.desk(slug) {
            self.take_out(&empty);
        }
        Ok(self.admit(&stored).await?)
    }

    /// A new workspace, or the empty one that an earlier try left under that address.
    async fn empty_workspace(&self, slug: &str) -> Result<WorkspaceKey, EngineError> {
        let left = self.store().workspace(slug).await?.filter(|known| known.head.version == 0);
        Ok(match left {
            Some(left) => left.key,
            None => self.store().create_workspace(slug).await?,
        })
    }
}

/// Decides every step at its time upon the ones before it. A step that is refused ends the script: it must fit the rules.
fn play(script: Script, calendar: &dyn Calendar) -> Result<Written, ScriptError> {
    let mut model = Workspace::default();
    let mut events = Vec::new();
    for (number, step) in (1..).zip(script.steps) {
        let Step { at, actor, on_behalf_of, commands } = step;
        let context = Context { workspace: &model, actor, on_behalf_of, via: Via::Web, now: at.max(model.at), calendar };
        let name = commands.first().map_or("nothing", Command::name);
        let made = decide_together(&context, &commands);
        let made = made.map_err(|refusal| ScriptError::Refused { step: number, command: name, refusal })?;
        let last = model.version + made.len() as u64;
        let stamps: Vec<_> = (model.version + 1..=last).map(|version| rowlock_domain::Stamp { last, ..context.stamp(version) }).collect();
        for (stamp, event) in stamps.into_iter().zip(made) {
            events.push(new_event(&stamp, None, &event));
            model.apply(Arc::new(Recorded { stamp, event }));
        }
    }
    Ok(Written { events, people: script.people })
}
