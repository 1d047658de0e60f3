//! The actions of a topic's thing, as forms: what is agreed changes the thing itself, not only the minutes.

use super::room::Room;
use super::screen::Screen;
use crate::choices;
use crate::form::Form;
use crate::refused::Refused;
use crate::ui::button::Button;
use crate::ui::field::{Choice, Field};
use maud::{Markup, html};
use rowlock_domain::dependency::{Dependency, DependencyState};
use rowlock_domain::follow_up::FollowUp;
use rowlock_domain::impediment::{Impediment, Level, query as ladder};
use rowlock_domain::risk::Risk;
use rowlock_domain::{Act, Thing};

/// The forms of one thing on one screen.
pub(super) struct Deeds<'a> {
    room: &'a Room<'a>,
    thing: Thing,
    refused: &'a Refused,
    screen: Screen,
}

/// What the viewer can do with a thing, here and now.
pub(super) fn of(room: &Room<'_>, thing: Thing, refused: &Refused, screen: Screen) -> Markup {
    let model = &room.view.model;
    let refused = &refused.only(thing);
    let deeds = Deeds { room, thing, refused, screen };
    let forms = match thing {
        Thing::Impediment(id) => model.impediment(id).map(|i| deeds.impediment(i)),
        Thing::Dependency(id) => model.dependency(id).map(|d| deeds.dependency(d)),
        Thing::Risk(id) => model.risk(id).map(|r| deeds.risk(r)),
        Thing::FollowUp(id) => model.follow_up(id).map(|f| deeds.follow_up(f)),
        Thing::Goal(id) => model.goal(id).map(|g| deeds.goal(g)),
        Thing::HeadsUp(id) => model.heads_up(id).map(|h| deeds.heads_up(h)),
        _ => None,
    };
    html! { @if let Some(forms) = forms { div.acts { (forms) } } }
}

impl Deeds<'_> {
    fn may(&self, act: Act) -> bool {
        self.room.view.may(act)
    }

    fn action(&self, deed: &str) -> String {
        self.room.action(&format!("things/{}/{deed}", self.thing))
    }

    fn form(&self, deed: &'static str) -> Form {
        self.refused.form(deed)
    }

    /// A button that does it at once.
    fn tap(&self, deed: &str, words: &str) -> Markup {
        html! { (self.refused.notice(deed)) form method="post" action=(self.action(deed)) { (self.room.view.stamp(None)) (self.screen.field()) (Button::new(words).render()) } }
    }

    /// A form that opens under its button.
    fn fold(&self, deed: &'static str, words: &str, send: &str, fields: Markup) -> Markup {
        html! {
            details.act open[self.refused.is(deed)] {
                summary.btn { (words) }
                (self.refused.notice(deed))
                form.form method="post" action=(self.action(deed)) {
                    (self.room.view.stamp(Some(self.thing))) (self.screen.field())
                    (fields)
                    div.row { (Button::new(send).render()) }
                }
            }
        }
    }

    /// Several things may stand on one page, so ids of fields carry the thing.
    fn id(&self, deed: &str, name: &str) -> String {
        format!("f-{deed}-{name}-{}", self.thing.label())
    }

    fn line(&self, deed: &'static str, name: &str, label: &str, required: bool) -> Markup {
        let form = self.form(deed);
        let id = self.id(deed, name);
        let field = Field::new(name, label).id(&id).value(form.value(name)).error(form.error(name)).max_length(2_000);
        if required { field.required().text() } else { field.text() }
    }

    fn date(&self, deed: &'static str, name: &str, label: &str, value: &str, required: bool) -> Markup {
        let form = self.form(deed).or(name, value);
        let id = self.id(deed, name);
        let field = Field::new(name, label).id(&id).value(form.value(name)).error(form.error(name));
        if required { field.required().date() } else { field.date() }
    }

    fn person(&self, deed: &'static str, label: &str) -> Markup {
        let form = self.form(deed);
        let id = self.id(deed, "owner");
        choices::person_field(
            self.room.view,
            Field::new("owner", label).id(&id).value(form.value("owner")).error(form.error("owner")).required(),
            "Choose a person",
        )
    }

    fn impediment(&self, impediment: &Impediment) -> Markup {
        let model = &self.room.view.model;
        let tends = self.may(Act::Tend(impediment.id));
        let next = ladder::next_rung(model, impediment);
        let up = next.map(|level| match level {
            Level::Person(id) => format!("Escalate to {}", self.room.view.name(id)),
            Level::Group(_) => format!("Escalate to {}", ladder::rung_name(model, level)),
        });
        let take = impediment.owner != Some(self.room.view.person);
        html! {
            @if tends && impediment.is_open() {
                (self.fold("owner", if impediment.owner.is_some() { "Change owner" } else { "Name an owner" }, "Name owner", self.person("owner", "Who removes it")))
                (self.fold("resolution", "Resolve", "Resolve impediment", html! { (self.line("resolution", "what_solved", "What solved it", true)) (self.cause()) }))
                @if let Some(words) = &up { (self.fold("escalation", words, "Escalate one rung", self.line("escalation", "why", "Why", true))) }
                @if ladder::is_escalated(impediment) { (self.fold("answer", "Answer and send back", "Send back with answer", self.line("answer", "answer", "The answer", true))) }
            }
            @if impediment.is_open() && take && self.may(Act::Join) { (self.tap("mine", "I take it")) }
            @if self.may(Act::Join) { (self.fold("contribution", "Add a proposal", "Add proposal", self.line("contribution", "text", "What could help", true))) }
        }
    }

    fn cause(&self) -> Markup {
        let causes: Vec<String> = self.room.view.model.causes.iter().map(ToString::to_string).collect();
        let mut choices = vec![Choice { value: "", words: "Not said" }];
        choices.extend(causes.iter().map(|cause| Choice { value: cause, words: cause }));
        Field::new("cause", "Cause").id(&self.id("resolution", "cause")).value(self.form("resolution").value("cause")).select(&choices)
    }

    fn dependency(&self, dependency: &Dependency) -> Markup {
        let provides = self.may(Act::ForTeam(dependency.provider));
        let consumes = self.may(Act::ForTeam(dependency.consumer));
        html! { @if provides { (self.provider(dependency)) } @if consumes { (self.consumer(dependency)) } }
    }

    fn provider(&self, dependency: &Dependency) -> Markup {
        use DependencyState::{Countered, Promised, Requested};
        let promised = dependency.promised_for().map(|date| date.to_string()).unwrap_or_default();
        let offered = promised.is_empty().then(|| dependency.needed_by().map(|date| date.to_string())).flatten().unwrap_or_default();
        html! {
            @match dependency.state {
                Promised => {
                    (self.fold("promise", "New date", "Change the promise", html! { (self.date("promise", "on", "New date", &promised, true)) (self.line("promise", "why", "Why it moves", true)) }))
                    (self.fold("delivery", "Deliver", "Say that it is there", self.line("delivery", "note", "What to know about it", false)))
                }
                Requested | Countered { .. } => {
                    (self.fold("promise", "Promise a date", "Promise", html! { (self.date("promise", "on", "By when", &offered, true)) (self.line("promise", "why", "Remark", false)) }))
                    (self.fold("counter", "Offer something else", "Make the offer", html! { (self.line("counter", "offer", "What you can give", true)) (self.date("counter", "on", "By when", "", false)) }))
                    (self.fold("decline", "Decline", "Decline", self.line("decline", "why", "Why not", true)))
                }
                _ => {}
            }
        }
    }

    fn consumer(&self, dependency: &Dependency) -> Markup {
        use DependencyState::{Countered, Declined, Delivered, Promised, Requested};
        let needed = dependency.needed_by().map(|date| date.to_string()).unwrap_or_default();
        let need = || {
            self.fold(
                "need",
                "Need it by another date",
                "Change the need",
                html! { (self.date("need", "needed_by", "Needed by", &needed, false)) (self.line("need", "why", "Why", false)) },
            )
        };
        html! {
            @match dependency.state {
                Delivered => { (self.tap("acceptance", "Accept: it works")) (self.fold("return", "It does not work yet", "Send it back", self.line("return", "why", "What is missing", true))) }
                Countered { .. } => { (self.tap("agreement", "Take the offer")) (self.fold("refusal", "Do not take it", "Refuse the offer", self.line("refusal", "why", "Why", true))) }
                Requested | Promised => { (need()) (self.fold("withdrawal", "No longer needed", "Withdraw the request", self.line("withdrawal", "why", "Why", true))) }
                Declined(_) => { (self.fold("renewal", "Ask again", "Ask again", self.line("renewal", "why", "Why it is needed", true))) }
                _ => {}
            }
        }
    }

    fn risk(&self, risk: &Risk) -> Markup {
        let may = risk.team.map_or_else(|| self.may(Act::Lead(risk.group)), |team| self.may(Act::ForTeam(team)) || self.may(Act::Lead(risk.group)));
        html! {
            @if may && risk.is_open() {
                (self.fold("owner", "Name who watches it", "Name owner", self.person("owner", "Who watches it")))
                (self.fold("mitigation", "Mitigate", "Note mitigation", self.line("mitigation", "how", "What makes it smaller", true)))
                (self.fold("acceptance", "Accept it", "Accept the risk", self.line("acceptance", "why", "Why we live with it", true)))
                (self.fold("resolution", "It is gone", "Resolve the risk", self.line("resolution", "how", "Why it can no longer happen", true)))
                (self.tap("impediment", "It happened: make it an impediment"))
            }
        }
    }

    fn follow_up(&self, follow_up: &FollowUp) -> Markup {
        let due = follow_up.due.map(|date| date.to_string()).unwrap_or_default();
        html! {
            @if follow_up.is_open() && self.may(Act::Finish(follow_up.id)) {
                (self.tap("done", "Done"))
                (self.fold("date", "New date", "Change the date", html! { (self.date("date", "due", "Due", &due, true)) (self.line("date", "why", "Why", false)) }))
                (self.fold("owner", "Hand on", "Hand on", self.person("owner", "Who does it")))
                (self.fold("drop", "Let it go", "Drop the follow-up", self.line("drop", "why", "Why", true)))
            }
        }
    }

    fn goal(&self, goal: &rowlock_domain::goal::Goal) -> Markup {
        let may = match goal.of {
            rowlock_domain::goal::GoalOf::Group(group) => self.may(Act::SetGoals(group)),
            rowlock_domain::goal::GoalOf::Sprint(team, _) => self.may(Act::ForTeam(team)),
        };
        let date = goal.date().map(|date| date.to_string()).unwrap_or_default();
        html! {
            @if may && goal.is_open() {
                (self.tap("met", "It is met"))
                (self.fold("date", "New date", "Change the date", html! { (self.date("date", "date", "By", &date, false)) (self.line("date", "why", "Why", true)) }))
                (self.fold("missed", "It is missed", "Say that it is missed", self.line("missed", "why", "Why", true)))
            }
        }
    }

    fn heads_up(&self, heads_up: &rowlock_domain::heads_up::HeadsUp) -> Markup {
        html! { @if heads_up.over_at.is_none() && self.may(Act::ForTeam(heads_up.team)) { (self.tap("end", "It is over")) } }
    }
}
