//! The glyphs: one sprite per page, used by reference.

use maud::{Markup, PreEscaped, html};

macro_rules! icons {
    ($($(#[$doc:meta])* $name:ident = $id:literal),+ $(,)?) => {
        /// A glyph of the sprite.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub enum Icon { $($(#[$doc])* $name),+ }

        impl Icon {
            /// The id of the glyph in the sprite.
            pub fn id(self) -> &'static str {
                match self { $(Icon::$name => $id),+ }
            }

            #[cfg(test)]
            const ALL: &[Icon] = &[$(Icon::$name),+];
        }
    };
}

icons! {
    /// An arrow to the right.
    Arrow = "g-arrow",
    /// The check-in.
    CheckIn = "g-checkin",
    /// A small chevron that points down.
    Chevron = "g-chev",
    /// A cross that closes.
    Close = "g-close",
    /// Two sheets: copy to the clipboard.
    Copy = "g-copy",
    /// A decision.
    Decision = "g-decision",
    /// A dependency.
    Dependency = "g-dep",
    /// Disc with tick.
    Done = "g-done",
    /// An arrow down.
    Down = "g-down",
    /// Disc with an arrow up.
    Escalated = "g-esc",
    /// Three-quarter ring.
    Follow = "g-follow",
    /// A follow-up.
    FollowUp = "g-followup",
    /// What lies ahead.
    Forecast = "g-forecast",
    /// A goal.
    Goal = "g-goal",
    /// A Scrum of Scrums.
    Group = "g-group",
    /// An impediment.
    Impediment = "g-imp",
    /// Three bars.
    Insights = "g-insights",
    /// Solid diamond.
    Late = "g-late",
    /// The meeting.
    Meeting = "g-meeting",
    /// Dashed ring.
    Missing = "g-miss",
    /// Three lines.
    More = "g-more",
    /// Ring.
    New = "g-new",
    /// Dashed ring.
    NoneYet = "g-none",
    /// Ring with dot.
    Ok = "g-ok",
    /// The overview.
    Overview = "g-overview",
    /// Half ring.
    Owned = "g-owned",
    /// People.
    People = "g-people",
    /// A plus.
    Plus = "g-plus",
    /// The relay.
    Relay = "g-relay",
    /// Outlined triangle.
    Risk = "g-risk",
    /// Looking glass.
    Search = "g-search",
    /// Sliders.
    Settings = "g-settings",
    /// A team.
    Team = "g-team",
    /// Half-filled circle.
    Theme = "g-theme",
    /// A clock that turns back.
    Time = "g-time",
    /// An arrow up.
    Up = "g-up",
}

/// All glyphs and the hatch pattern of the charts; once per page, before their first use.
pub fn sprite() -> PreEscaped<&'static str> {
    PreEscaped(include_str!("sprite.svg"))
}

/// A glyph as a mark beside its word, coloured by the `data-s` of what holds it.
pub fn glyph(icon: Icon) -> Markup {
    html! { svg.g viewBox="0 0 16 16" aria-hidden="true" { use href=(reference(icon)) {} } }
}

/// A glyph in a size of its own: `s9`, `s12`, `s18` or `s20`.
pub fn glyph_sized(icon: Icon, size: &str) -> Markup {
    html! { svg class={ "g " (size) } viewBox="0 0 16 16" aria-hidden="true" { use href=(reference(icon)) {} } }
}

/// A glyph in the colour of the text around it, `pixels` wide and high.
pub fn plain(icon: Icon, pixels: u8) -> Markup {
    html! { svg width=(pixels) height=(pixels) viewBox="0 0 16 16" aria-hidden="true" { use href=(reference(icon)) {} } }
}

/// The mark of Rowlock.
pub fn logo() -> Markup {
    html! {
        svg.logo viewBox="0 0 24 24" aria-hidden="true" fill="none" stroke-linecap="round" {
            path.fork d="M6.5 3.5v6a5.5 5.5 0 0 0 11 0v-6M12 15v6M9 21h6" stroke-width="2.2" {}
            path.oar d="M1.8 15.2 22.2 6.2" stroke-width="2.2" {}
        }
    }
}

fn reference(icon: Icon) -> Reference {
    Reference(icon)
}

struct Reference(Icon);

impl maud::Render for Reference {
    fn render_to(&self, buffer: &mut String) {
        buffer.push('#');
        buffer.push_str(self.0.id());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_glyph_stands_in_the_sprite_once() {
        let PreEscaped(sprite) = sprite();
        for icon in Icon::ALL {
            assert_eq!(sprite.matches(&format!("id=\"{}\"", icon.id())).count(), 1, "{icon:?}");
        }
    }
}
