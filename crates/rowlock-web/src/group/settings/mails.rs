//! Mails that no mail server took, for whoever can do something about it. Nothing is there while all arrive.

use super::setting;
use crate::error::WebError;
use crate::ui::format;
use crate::ui::status::{self, State};
use crate::view::View;
use maud::{Markup, html};
use rowlock_domain::group::Group;
use rowlock_domain::{Act, Member, PersonId, Thing};
use rowlock_engine::Subject;
use rowlock_engine::plain::Mail;
use std::collections::BTreeMap;

/// People named before the rest is counted.
const NAMED: usize = 10;

/// The last mail to each person that was given up, the newest first; nothing for who cannot mend it.
pub(super) async fn given_up(view: &View, group: &Group) -> Result<Vec<(PersonId, Mail)>, WebError> {
    if !view.may(Act::Administer) && !view.may(Act::Lead(group.id)) {
        return Ok(Vec::new());
    }
    let mut last: BTreeMap<PersonId, Mail> = BTreeMap::new();
    for mail in Mail::failed(&**view.site.engine.store(), view.desk.key, "").await? {
        let Some(person) = mail.recipient.parse().ok().filter(|person| view.model.person(*person).is_some_and(|p| p.left_at.is_none())) else {
            continue;
        };
        if last.get(&person).is_none_or(|known| known.next_try <= mail.next_try) {
            last.insert(person, mail);
        }
    }
    let mut last: Vec<_> = last.into_iter().collect();
    last.sort_by_key(|(_, mail)| std::cmp::Reverse(mail.next_try));
    Ok(last)
}

pub(super) fn section(view: &View, group: &Group, mails: &[(PersonId, Mail)]) -> Markup {
    html! {
        @if !mails.is_empty() {
            (setting("h-mails", "Mails given up", "No mail server took them, and they are not tried again.", html! {
                ul.plain { @for (person, mail) in mails.iter().take(NAMED) { (row(view, group, *person, mail)) } }
                @if mails.len() > NAMED { p.meta { "and " (format::count(mails.len() - NAMED)) " more people" } }
                p.meta { "Correct the address on the person’s page, or ask whoever runs the mail server. The words are not lost: each page named here offers them as text to hand over." }
            }))
        }
    }
}

fn row(view: &View, group: &Group, person: PersonId, mail: &Mail) -> Markup {
    let when = format::moment(view.local(mail.next_try, &group.zone), view.today(&group.zone));
    let why = mail.trouble.as_deref().unwrap_or("the reason is not known");
    html! {
        li data-row=(format!("mail-{person}")) {
            b { (status::mark(State::Missing)) a href=(view.thing_href(Thing::Person(person))) { (view.name(person)) } }
            small { (subject(view, mail)) ", " (when) ": " (why) }
        }
    }
}

/// What it said, with the page that still says it.
fn subject(view: &View, mail: &Mail) -> Markup {
    let check_in = |meeting| {
        let group = view.model.meeting(meeting).and_then(|meeting| view.model.group(meeting.group));
        html! { @if let Some(group) = group { a.link href=(view.href(&format!("groups/{}/meeting", group.slug))) { "check-in" } } @else { "check-in" } }
    };
    match serde_json::from_str(&mail.content) {
        Ok(Subject::Invitation { .. }) => html! { a.link href=(format!("/{}/invitations", view.desk.slug)) { "invitation" } },
        Ok(Subject::CheckInAsked { meeting, .. } | Subject::CheckInReminded { meeting, .. }) => check_in(meeting),
        Ok(Subject::Relay { meeting, member }) => {
            let of = if let Member::Team(team) = member { view.model.team(team).map(|team| team.name.to_string()) } else { None };
            html! { a.link href=(crate::relay::href(view, meeting, member)) { "relay" @if let Some(of) = of { " of " (of) } } }
        }
        Err(_) => html! { "a mail" },
    }
}
