//! Parts of pages that look the same to everybody, drawn once.
//!
//! A part is drawn by the view of *nobody*: a person who may do nothing, without session or likes, at the beginning of
//! this minute. So it cannot show what only some may see or do, and it depends on nothing but the model at a version, the
//! names at a version, the minute, and what the address asks for; all of these are compared before a kept part is shown.
//! Not here: buttons that depend on rights, stamps of forms, one's own name. A page puts them around its parts.

use crate::once::Once;
use crate::view::View;
use maud::{Markup, Render};
use rowlock_domain::{Instant, PersonId, Thing};
use rowlock_engine::plain::{Session, Timeline, WorkspaceKey};
use std::sync::Arc;

/// What all parts may weigh together; beyond that all are forgotten, which costs one drawing each.
const MOST_BYTES: usize = 4 * 1024 * 1024;

const MINUTE_MS: i64 = 60_000;

/// Which part of which page.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
struct Key {
    part: &'static str,
    workspace: WorkspaceKey,
    scope: Thing,
    /// What the address asks for, where that changes the part.
    asked: String,
}

/// What a part was drawn from. Words for moments change at full minutes and midnights at the latest, in every zone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Basis {
    timeline: Timeline,
    version: u64,
    profile_version: u64,
    minute: i64,
}

/// A part as it goes into a page.
#[derive(Clone, Debug)]
pub struct Part(Arc<str>);

impl From<Markup> for Part {
    fn from(markup: Markup) -> Self {
        Self(markup.into_string().into())
    }
}

impl Render for Part {
    fn render_to(&self, buffer: &mut String) {
        buffer.push_str(&self.0);
    }
}

/// The parts drawn lately; a newer basis replaces the older part.
pub struct Drawn(Once<Key, Basis, Part>);

impl Default for Drawn {
    fn default() -> Self {
        Self(Once::up_to(MOST_BYTES))
    }
}

impl Drawn {
    fn get(&self, key: Key, basis: Basis, draw: impl FnOnce() -> Markup) -> Part {
        self.0.get(key, basis, |part| part.0.len(), || draw().into())
    }
}

impl View {
    /// A part of a page that everybody sees alike. `asked` tells apart what the address asks for.
    pub fn drawn(&self, part: &'static str, scope: Thing, asked: &str, draw: impl FnOnce(&View) -> Markup) -> Part {
        if self.keeps_nothing() {
            return draw(&self.of_nobody(self.now)).into();
        }
        let minute = self.now.0.div_euclid(MINUTE_MS);
        let key = Key { part, workspace: self.desk.key, scope, asked: asked.to_owned() };
        let basis = Basis { timeline: self.snapshot.timeline, version: self.model.version, profile_version: self.snapshot.profile_version, minute };
        let from = Instant(minute * MINUTE_MS).max(self.model.at);
        self.site.drawn.get(key, basis, || draw(&self.of_nobody(from)))
    }

    /// The same look by a person who does not exist, and so may do nothing.
    fn of_nobody(&self, now: Instant) -> View {
        let session = Session { token_hash: String::new(), user_agent: String::new(), ..self.session.clone() };
        View { person: PersonId(0), session, preference: None, done: None, here: String::new(), now, ..self.clone() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use maud::PreEscaped;
    use rowlock_domain::GroupId;

    const FIRST: Basis = Basis { timeline: Timeline(1), version: 7, profile_version: 1, minute: 100 };

    fn key(asked: &str) -> Key {
        Key { part: "list", workspace: WorkspaceKey(1), scope: Thing::Group(GroupId(1)), asked: asked.to_owned() }
    }

    fn words(drawn: &Drawn, asked: &str, basis: Basis, words: &str) -> String {
        drawn.get(key(asked), basis, || PreEscaped(words.to_owned())).0.to_string()
    }

    #[test]
    fn a_part_is_drawn_anew_when_anything_it_was_drawn_from_has_changed() {
        let drawn = Drawn::default();
        assert_eq!(words(&drawn, "", FIRST, "first"), "first");
        assert_eq!(words(&drawn, "", FIRST, "not drawn"), "first");
        for later in [
            Basis { timeline: Timeline(2), ..FIRST },
            Basis { version: 8, ..FIRST },
            Basis { profile_version: 2, ..FIRST },
            Basis { minute: 101, ..FIRST },
        ] {
            words(&drawn, "", FIRST, "first");
            assert_eq!(words(&drawn, "", later, "anew"), "anew", "{later:?}");
        }
        assert_eq!(words(&drawn, "from=50", FIRST, "the next page"), "the next page");
    }
}
