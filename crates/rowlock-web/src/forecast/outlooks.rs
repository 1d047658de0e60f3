//! The one accessor of outlooks: computed once per (workspace, group, food, date) on a blocking thread, shared by every
//! page. Who comes while it is being computed waits for that one; nobody computes it twice.
//!
//! Looked ahead is from the start of today where the group lives, so that the same log gives the same answer all day.

use crate::error::WebError;
use crate::view::View;
use rowlock_analysis::model::forecast::{Change, Options, offers, seed, seed_after};
use rowlock_analysis::model::outlook::{GoalOutlook, Outlook, outlook, what_if_for};
use rowlock_domain::group::Group;
use rowlock_domain::time::Time;
use rowlock_domain::{Date, GoalId, GroupId, Moment};
use rowlock_engine::plain::{Timeline, WorkspaceKey};
use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};
use tokio::sync::OnceCell;

/// Outlooks kept at most; beyond that all are forgotten, which costs one computation each.
const MOST: usize = 256;

#[derive(Clone, PartialEq, Eq, Hash)]
struct Key {
    workspace: WorkspaceKey,
    timeline: Timeline,
    group: GroupId,
    food: u64,
    today: Date,
    options: Options,
}

type Cell<T> = Arc<OnceCell<Arc<T>>>;
type Kept<K, T> = Mutex<HashMap<K, Cell<T>>>;

/// What a change would bring to a goal.
#[derive(Clone, Debug)]
pub struct Offer {
    /// The change.
    pub change: Change,
    /// The goal with it alone.
    pub then: GoalOutlook,
}

/// Outlooks by what they were made from.
#[derive(Default)]
pub struct Outlooks {
    whole: Kept<Key, Outlook>,
    offers: Kept<(Key, GoalId), Vec<Offer>>,
    fed: Mutex<HashMap<WorkspaceKey, Fed>>,
}

/// Up to which version a history was looked through, and which of its events was the last that feeds a forecast.
#[derive(Clone, Copy)]
struct Fed {
    timeline: Timeline,
    version: u64,
    food: u64,
}

fn cell<K: std::hash::Hash + Eq, T>(kept: &Kept<K, T>, key: K) -> Cell<T> {
    let mut kept = kept.lock().unwrap_or_else(PoisonError::into_inner);
    if kept.len() >= MOST && !kept.contains_key(&key) {
        kept.clear();
    }
    Arc::clone(kept.entry(key).or_default())
}

/// Runs on a blocking thread, whose pool has room for what takes long.
async fn apart<T: Send + 'static>(compute: impl FnOnce() -> T + Send + 'static) -> Result<T, WebError> {
    tokio::task::spawn_blocking(compute).await.map_err(|error| {
        tracing::error!(%error, "a forecast was not finished");
        WebError::Inside
    })
}

impl View {
    /// What lies ahead of a group, as every page shows it.
    ///
    /// # Errors
    /// [`WebError::Inside`] when it could not be computed.
    pub async fn outlook(&self, group: &Group) -> Result<Arc<Outlook>, WebError> {
        self.outlook_with(group, &Options::default()).await
    }

    /// The same if it has been computed: for what is drawn and must not wait.
    #[must_use]
    pub fn outlook_known(&self, group: &Group) -> Option<Arc<Outlook>> {
        let key = self.outlook_key(group, &Options::default());
        let kept = self.site.outlooks.whole.lock().unwrap_or_else(PoisonError::into_inner);
        kept.get(&key).and_then(|cell| cell.get()).map(Arc::clone)
    }

    /// The same with switches of the model.
    ///
    /// # Errors
    /// [`WebError::Inside`] when it could not be computed.
    pub async fn outlook_with(&self, group: &Group, options: &Options) -> Result<Arc<Outlook>, WebError> {
        let cell = self.cell(&self.site.outlooks.whole, self.outlook_key(group, options));
        let made = cell.get_or_try_init(|| async {
            let (model, calendar, zone) = (Arc::clone(&self.model), Arc::clone(self.site.engine.calendar()), group.zone.clone());
            let (now, id, options) = (self.now, group.id, options.clone());
            apart(move || {
                let today = calendar.local(now, &zone).date();
                let morning = calendar.instant(today.to_datetime(Time::midnight()), &zone);
                Arc::new(outlook(&Moment::new(&model, &*calendar, morning, &zone), id, &options))
            })
            .await
        });
        made.await.map(Arc::clone)
    }

    /// What single changes would bring to a goal.
    ///
    /// # Errors
    /// [`WebError::Inside`] when it could not be computed.
    pub async fn forecast_offers(&self, group: &Group, options: &Options, outlook: &Arc<Outlook>, goal: GoalId) -> Result<Arc<Vec<Offer>>, WebError> {
        let cell = self.cell(&self.site.outlooks.offers, (self.outlook_key(group, options), goal));
        let made = cell.get_or_try_init(|| async {
            let (model, outlook) = (Arc::clone(&self.model), Arc::clone(outlook));
            apart(move || {
                let changes = outlook.goal(goal).map(|goal| offers(&model, &outlook, goal, 4)).unwrap_or_default();
                let offer = |change: Change| Some(Offer { change, then: what_if_for(&model, &outlook.ahead.with(&model, &[change]), goal)? });
                Arc::new(changes.into_iter().filter_map(offer).collect())
            })
            .await
        });
        made.await.map(Arc::clone)
    }

    /// A goal with several changes at once: the same chance, so that only the changes make a difference.
    ///
    /// # Errors
    /// [`WebError::Inside`] when it could not be computed.
    pub async fn what_if(&self, outlook: &Arc<Outlook>, goal: GoalId, changes: Vec<Change>) -> Result<Option<GoalOutlook>, WebError> {
        if changes.is_empty() {
            return Ok(None);
        }
        let (model, outlook) = (Arc::clone(&self.model), Arc::clone(outlook));
        apart(move || what_if_for(&model, &outlook.ahead.with(&model, &changes), goal)).await
    }

    /// Where an answer is kept for others. What is made upon what may never happen goes with its request.
    fn cell<K: std::hash::Hash + Eq, T>(&self, kept: &Kept<K, T>, key: K) -> Cell<T> {
        if self.trial.is_some() { Cell::default() } else { cell(kept, key) }
    }

    fn outlook_key(&self, group: &Group, options: &Options) -> Key {
        let today = self.today(&group.zone);
        let timeline = self.snapshot.timeline;
        Key { workspace: self.desk.key, timeline, group: group.id, food: self.food(), today, options: options.clone() }
    }

    /// The version of the last event that feeds a forecast; of a history only what is new is looked through.
    fn food(&self) -> u64 {
        let (timeline, version) = (self.snapshot.timeline, self.model.version);
        let mut known = self.site.outlooks.fed.lock().unwrap_or_else(PoisonError::into_inner);
        let before = known.get(&self.desk.key).copied().filter(|fed| fed.timeline == timeline);
        match before {
            // A past moment, or a page that began before a change.
            Some(fed) if version < fed.version => {
                drop(known);
                seed(&self.model)
            }
            before => {
                let (from, so_far) = before.map_or((0, 0), |fed| (fed.version, fed.food));
                let food = seed_after(&self.model, from).unwrap_or(so_far);
                if self.trial.is_none() {
                    known.insert(self.desk.key, Fed { timeline, version, food });
                }
                food
            }
        }
    }
}
