//! What can be done to a dependency now: only what its state and the viewer's rights allow; else a sentence says who may.

use super::words::team_name;
use crate::choices;
use crate::meeting::coming::may_propose;
use crate::refused::Refused;
use crate::ui::button::Button;
use crate::ui::field::{Field, fold, hidden, tick};
use crate::ui::format;
use crate::view::View;
use maud::{Markup, html};
use rowlock_domain::dependency::{Dependency, DependencyState};

use rowlock_domain::{Act, GroupId, TeamId, Thing};

/// One panel of actions: for whom, on what, with which refused form, and where to go back to.
struct Panel<'a> {
    view: &'a View,
    d: &'a Dependency,
    refused: &'a Refused,
    back: Option<&'a str>,
    gives: bool,
    needs: bool,
}

/// Everything the viewer may do to it now.
pub(super) fn panel(view: &View, d: &Dependency, refused: &Refused, back: Option<&str>) -> Markup {
    let panel = Panel { view, d, refused, back, gives: view.may(Act::ForTeam(d.provider)), needs: view.may(Act::ForTeam(d.consumer)) };
    html! {
        @if !view.is_past {
            section.stack-2 aria-label="What you can do" {
                (panel.by_state())
                (panel.always())
                (panel.who_else())
            }
        }
    }
}

impl Panel<'_> {
    fn by_state(&self) -> Markup {
        html! { @match &self.d.state {
            DependencyState::Requested => {
                @if self.gives { (self.promise()) (self.delivery()) (self.counter()) (self.no()) }
                @if self.needs { (self.reminder()) (self.need()) (self.withdrawal()) }
            }
            DependencyState::Countered { on, .. } => {
                @if self.needs { @if on.is_some() { (self.press("counter/taken", Button::new("Take the offer").primary())) } (self.refuse_counter()) (self.need()) (self.withdrawal()) }
                @if self.gives { (self.promise()) (self.reminder()) (self.delivery()) (self.counter()) (self.no()) }
            }
            DependencyState::Promised => {
                @if self.gives { (self.promise()) (self.delivery()) (self.no()) }
                @if self.needs { (self.reminder()) (self.need()) (self.withdrawal()) }
            }
            DependencyState::Delivered => {
                @if self.needs { (self.press("acceptance", Button::new("It works, accept it").primary())) (self.refuse_delivery()) (self.withdrawal()) }
                @if self.gives { (self.reminder()) }
            }
            DependencyState::Declined(_) => { @if self.needs { (self.renewal()) } }
            DependencyState::Accepted | DependencyState::Withdrawn(_) => {}
        } }
    }

    /// Wording, chain, place, agenda: what any open one has.
    fn always(&self) -> Markup {
        html! {
            @if self.d.is_open() {
                @if self.may_propose() { (self.press("topic", Button::new("Put on the agenda").small())) }
                @if self.needs { (self.title()) (self.done_when()) }
                @if self.needs || self.gives { (self.inputs()) (self.places()) }
            }
        }
    }

    fn who_else(&self) -> Markup {
        let turn = self.d.turn().filter(|team| !self.view.may(Act::ForTeam(*team)));
        let answers = |team: TeamId| {
            let today = self.view.today(&self.view.model.zone);
            let ambassador = rowlock_domain::meeting::query::ambassador_on(&self.view.model, team, today);
            let who = ambassador.map_or_else(|| "no ambassador yet".to_owned(), |person| self.view.name(person).to_owned());
            format!(
                "{} answers: its ambassador ({who}), its Scrum Master, its Product Owner, or the Scrum of Scrums Master.",
                team_name(self.view, team)
            )
        };
        html! { @if let Some(team) = turn { p.meta { (answers(team)) } } }
    }

    fn address(&self, noun: &str) -> String {
        self.view.href(&format!("dependencies/{}/{noun}", self.d.id.0))
    }

    fn stamp(&self) -> Markup {
        html! { (self.view.stamp(Some(Thing::Dependency(self.d.id)))) @if let Some(back) = self.back { (hidden("back", back)) } }
    }

    /// A form of one button.
    fn press(&self, noun: &str, button: Button<'_>) -> Markup {
        html! { (self.refused.notice(noun)) form method="post" action=(self.address(noun)) { (self.stamp()) (button.render()) } }
    }

    /// A folded form; its name is its noun.
    fn folded(&self, noun: &str, words: &str, fields: Markup) -> Markup {
        fold(
            words,
            self.refused.is(noun),
            html! {
                (self.refused.notice(noun))
                form.form method="post" action=(self.address(noun)) { (self.stamp()) (fields) div.formend { (Button::new(words).render()) } }
            },
        )
    }

    /// A field of one form, with what was typed into it.
    fn why(&self, noun: &str, name: &str, label: &str, hint: Option<&str>) -> Markup {
        let form = self.refused.form(noun);
        let id = format!("f-{}-{name}", noun.replace('/', "-"));
        let mut field = Field::new(name, label).id(&id).value(form.value(name)).error(form.error(name));
        if let Some(hint) = hint {
            field = field.hint(hint);
        }
        field.textarea(2)
    }

    fn promise(&self) -> Markup {
        let stands = self.d.promised_for();
        let shown = stands.or(self.d.needed_by().filter(|need| *need >= self.view.today(&self.view.model.zone)));
        let form = self.refused.form("promise").or("on", shown.map(format::iso).unwrap_or_default());
        let name = team_name(self.view, self.d.provider);
        let label = if stands.is_some() { format!("{name}: new promise") } else { format!("{name}: promise it for") };
        let hint = "Only if it comes later: whoever waits has to plan with it.";
        html! {
            (self.refused.notice("promise"))
            form.stack-2 method="post" action=(self.address("promise")) {
                (self.stamp())
                (Field::new("on", &label).id("f-promise-on").value(form.value("on")).error(form.error("on")).date())
                @if stands.is_some() { (Field::new("why", "Why later").id("f-promise-why").value(form.value("why")).error(form.error("why")).hint(hint).text()) }
                div { (Button::new("Promise").primary().render()) }
            }
        }
    }

    fn counter(&self) -> Markup {
        let form = self.refused.form("counter");
        self.folded(
            "counter",
            "Offer something else",
            html! {
                (Field::new("on", "For which date").id("f-counter-on").value(form.value("on")).error(form.error("on")).date())
                (self.why("counter", "offer", "What instead", Some("The other team takes the offer or does not.")))
            },
        )
    }

    fn refuse_counter(&self) -> Markup {
        self.folded("counter/refused", "The offer does not help", self.why("counter/refused", "why", "Why", None))
    }

    fn no(&self) -> Markup {
        self.folded("no", "Decline it", self.why("no", "why", "Why not", Some("Whoever needs it has to find another way.")))
    }

    fn renewal(&self) -> Markup {
        self.folded("renewal", "Ask again", self.why("renewal", "why", "What is different now", None))
    }

    fn delivery(&self) -> Markup {
        self.folded("delivery", "It is delivered", self.why("delivery", "note", "Where to find it", Some("The other team says whether it works.")))
    }

    fn refuse_delivery(&self) -> Markup {
        self.folded("delivery/refused", "It does not work yet", self.why("delivery/refused", "why", "What does not work", None))
    }

    fn withdrawal(&self) -> Markup {
        self.folded("withdrawal", "No longer needed", self.why("withdrawal", "why", "Why", Some("The other team has planned with it.")))
    }

    fn reminder(&self) -> Markup {
        let now = self.view.now;
        let lately = self.d.reminded_at.filter(|at| now < at.plus_seconds(3600));
        html! {
            @if lately.is_some() { p.meta { "Reminded within the last hour." } }
            @else { (self.press("reminder", Button::new("Remind them").small())) }
        }
    }

    fn need(&self) -> Markup {
        let form = self.refused.form("need").or("needed_by", self.d.needed_by().map(format::iso).unwrap_or_default());
        self.folded(
            "need",
            "Need it by another date",
            html! {
                (Field::new("needed_by", "Needed by").id("f-need-on").value(form.value("needed_by")).error(form.error("needed_by")).hint("Leave it empty for “no date yet”.").date())
                (self.why("need", "why", "Why", None))
            },
        )
    }

    fn title(&self) -> Markup {
        let form = self.refused.form("title").or("title", self.d.title.as_str());
        self.folded(
            "title",
            "Correct the title",
            Field::new("title", "Title").value(form.value("title")).error(form.error("title")).max_length(200).text(),
        )
    }

    fn done_when(&self) -> Markup {
        let form = self.refused.form("done-when").or("done_when", self.d.done_when.as_str());
        self.folded(
            "done-when",
            "Say when it is done",
            Field::new("done_when", "Done when").value(form.value("done_when")).error(form.error("done_when")).textarea(2),
        )
    }

    fn inputs(&self) -> Markup {
        let form = self.refused.form("inputs");
        let insists = self.refused.is("inputs") && form.refused().is_some();
        html! {
            (self.folded("inputs", "Let it wait for another", html! {
                (Field::new("waits_for", "Number of the other dependency").placeholder("39").value(form.value("waits_for")).error(form.error("waits_for")).number())
                @if insists { (tick("despite_cycle", "yes", false, "Record it although it closes a circle; it becomes a topic.")) }
            }))
            @for input in &self.d.waits_for {
                (self.untie(*input))
            }
        }
    }

    fn untie(&self, input: rowlock_domain::DependencyId) -> Markup {
        let words = format!("No longer wait for {input}");
        html! {
            form method="post" action=(self.address("inputs/end")) { (self.stamp()) (hidden("waits_for", &input.0.to_string())) (Button::new(&words).small().quiet().render()) }
        }
    }

    fn places(&self) -> Markup {
        let view = self.view;
        let number = |id: Option<u32>| id.map_or_else(String::new, |id| id.to_string());
        let form = self
            .refused
            .form("place")
            .or("goal", number(self.d.goal.map(|g| g.0)))
            .or("consumer_item", number(self.d.consumer_item.map(|i| i.0)))
            .or("provider_item", number(self.d.provider_item.map(|i| i.0)));
        let home = view.model.team(self.d.consumer).map_or(GroupId(0), |team| team.home);
        let (goals, consumer, provider) = (choices::goals(view, home), choices::items(view, self.d.consumer), choices::items(view, self.d.provider));
        let select = |name: &'static str, label: &str, none: &str, list: &[(String, String)]| {
            html! { @if !list.is_empty() { (Field::new(name, label).id(&format!("f-place-{name}")).value(form.value(name)).error(form.error(name)).select(&choices::with_none(none, list))) } }
        };
        html! { @if !(goals.is_empty() && consumer.is_empty() && provider.is_empty()) {
            (self.folded("place", "Say what it serves", html! {
                (select("goal", "Goal it serves", "No goal", &goals))
                (select("consumer_item", "Item that needs it", "No item", &consumer))
                (select("provider_item", "Item that yields it", "No item", &provider))
            }))
        } }
    }

    /// Before the next meeting everybody may ask for a topic; while it is open, those who take part.
    fn may_propose(&self) -> bool {
        super::handlers::meeting_for(self.view, self.d).is_some_and(|meeting| may_propose(self.view, &meeting))
    }
}
