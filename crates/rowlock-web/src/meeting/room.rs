//! One meeting as one viewer sees it now, and what they may do in it.

use super::words;
use crate::error::WebError;
use crate::view::View;
use rowlock_domain::group::{Group, GroupRole};
use rowlock_domain::meeting::{About, Meeting, Topic, query};
use rowlock_domain::series::MeetingKind;
use rowlock_domain::{Act, Date, Decide, Instant, MeetingId, Member, PersonId, TopicId, ranking};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, OnceLock};

/// The room in which a meeting is held.
pub(super) struct Room<'a> {
    /// Who looks.
    pub view: &'a View,
    /// The meeting.
    pub meeting: &'a Arc<Meeting>,
    /// The group that meets.
    pub group: &'a Arc<Group>,
    /// Today in the group's zone.
    pub today: Date,
    /// What topics are called and why they are on, as their things stand now.
    told: OnceLock<BTreeMap<TopicId, (String, String)>>,
}

/// Whether the viewer may send that command as things stand.
pub(crate) fn may(view: &View, command: &impl Decide) -> bool {
    command.act(&view.model).is_ok_and(|act| view.may(act))
}

impl<'a> Room<'a> {
    /// The room of a numbered meeting.
    pub fn enter(view: &'a View, id: MeetingId) -> Result<Self, WebError> {
        let meeting = view.model.meeting(id).ok_or(WebError::NotFound)?;
        let group = view.model.group(meeting.group).ok_or(WebError::NotFound)?;
        Ok(Self { view, meeting, group, today: view.today(&group.zone), told: OnceLock::new() })
    }

    /// What a topic is called: what it was proposed as, else what is wrong with its thing now.
    pub fn title<'b>(&'b self, topic: &'b Topic) -> &'b str {
        self.told().get(&topic.id).map_or(topic.title.as_str(), |(title, _)| title)
    }

    /// Why it is on the agenda, as its thing stands now.
    pub fn why<'b>(&'b self, topic: &'b Topic) -> &'b str {
        self.told().get(&topic.id).map_or(topic.why.as_str(), |(_, why)| why)
    }

    fn told(&self) -> &BTreeMap<TopicId, (String, String)> {
        self.told.get_or_init(|| {
            // A follow-up meeting is called what it was parked as.
            if self.meeting.kind == MeetingKind::FollowUp {
                return BTreeMap::new();
            }
            let outlook = super::facts::outlook(self);
            let ranked = self.meeting.agenda().filter(|topic| topic.proposed_by.is_none());
            let told = |topic: &Arc<Topic>| Some((topic.id, ranking::told(&outlook, words::thing_of(&topic.about)?)?));
            ranked.filter_map(told).collect()
        })
    }

    /// Where a form of this meeting is posted.
    pub fn action(&self, noun: &str) -> String {
        format!("/{}/meetings/{}/{noun}", self.view.desk.slug, self.meeting.id.0)
    }

    /// Where one of its pages is.
    pub fn href(&self, page: &str) -> String {
        let slash = if page.is_empty() { "" } else { "/" };
        self.view.href(&format!("meetings/{}{slash}{page}", self.meeting.id.0))
    }

    /// Whether the viewer steers it.
    pub fn steers(&self) -> bool {
        may(self.view, &rowlock_domain::meeting::command::PauseClock { meeting: self.meeting.id })
    }

    /// Whether the viewer leads the group.
    pub fn leads(&self) -> bool {
        self.view.may(Act::Lead(self.group.id))
    }

    /// Whether the viewer takes part in it.
    pub fn takes_part(&self) -> bool {
        self.view.may(Act::Meet(self.meeting.id))
    }

    /// "Tue 24 Nov": the day on which it began, also where it was opened before its time.
    pub fn day(&self) -> String {
        words::day(self.view, self.group, self.meeting.began_at())
    }

    /// "09:30".
    pub fn time(&self, at: Instant) -> String {
        words::time(self.view, self.group, at)
    }

    /// The group's seats, in its order; a follow-up meeting has people instead.
    pub fn seats(&self) -> Vec<Member> {
        if self.meeting.kind == MeetingKind::FollowUp {
            return Vec::new();
        }
        query::seats_in_order(&self.view.model, self.group.id)
    }

    /// A seat's name.
    pub fn seat(&self, member: Member) -> &str {
        self.view.model.member_name(member)
    }

    /// Who sits on a seat.
    pub fn sitter(&self, member: Member) -> Option<PersonId> {
        query::sitter(&self.view.model, &**self.view.site.engine.calendar(), self.meeting, member)
    }

    /// Whether somebody sits on the seat now. Whoever leads the meeting is here unless somebody noted otherwise.
    pub fn is_here(&self, member: Member) -> bool {
        let leads = || self.meeting.facilitator.is_some() && self.sitter(member) == self.meeting.facilitator;
        self.meeting.attendance.get(&member).map_or_else(leads, |attendance| attendance.here)
    }

    /// Whether a seat is theirs, whether or not they are on it now.
    pub fn has_seat(&self, person: PersonId) -> bool {
        self.sitter_count(person) > 0
    }

    /// Who is here without a seat: guests, and whoever leads the meeting.
    pub fn beside(&self) -> BTreeSet<PersonId> {
        let unseated = |person: &PersonId| !self.seats().into_iter().any(|member| self.is_here(member) && self.sitter(member) == Some(*person));
        let guests = self.meeting.others_here.iter().copied().filter(unseated);
        guests.chain(self.meeting.facilitator.filter(|person| !self.has_seat(*person))).collect()
    }

    /// Everybody who is here: on a seat, beside the seats, or leading the meeting.
    pub fn everybody(&self) -> BTreeSet<PersonId> {
        let seated = self.seats().into_iter().filter(|member| self.is_here(*member)).filter_map(|member| self.sitter(member));
        seated.chain(self.beside()).collect()
    }

    /// The seat on which the viewer sits or for which they may sit down: their own first.
    pub fn own_seats(&self) -> Vec<Member> {
        let me = self.view.person;
        let mine = |member: &Member| self.sitter(*member) == Some(me) || self.view.may(Act::Know(*member));
        let mut seats: Vec<Member> = self.seats().into_iter().filter(mine).collect();
        seats.sort_by_key(|member| self.sitter(*member) != Some(me));
        let is_master = self.leads() && self.sitter_count(me) == 0;
        if is_master { Vec::new() } else { seats }
    }

    fn sitter_count(&self, person: PersonId) -> usize {
        self.seats().into_iter().filter(|member| self.sitter(*member) == Some(person)).count()
    }

    /// What somebody without a seat is here: "Chief Product Owner".
    pub fn role(&self, person: PersonId) -> &'static str {
        if self.meeting.facilitator == Some(person) {
            return "leads the meeting";
        }
        let role = self.group.roles.iter().find(|(_, p, _)| *p == person).map(|(role, ..)| *role);
        match role {
            Some(GroupRole::Master) => "Master",
            Some(GroupRole::Deputy) => "deputy",
            Some(GroupRole::ChiefProductOwner) => "Chief Product Owner",
            Some(GroupRole::ProductOwner) => "Product Owner",
            Some(GroupRole::Stakeholder) => "stakeholder",
            None if self.meeting.people.contains(&person) => "needed",
            None => "guest",
        }
    }

    /// The topics that are numbered in "Topic 3 of 5": all but opening, round and close.
    pub fn place_of(&self, topic: &Topic) -> (usize, usize) {
        let counted = |t: &&Arc<Topic>| !matches!(t.about, About::Opening | About::Round | About::Close);
        let place = self.meeting.agenda().filter(counted).position(|t| t.id == topic.id).map_or(0, |place| place + 1);
        (place, self.meeting.agenda().filter(counted).count())
    }
}
