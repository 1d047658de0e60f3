//! Which seat checks in for which meeting.

use crate::error::WebError;
use crate::group::parse_member;
use crate::view::View;
use rowlock_domain::checkin::CheckIn;
use rowlock_domain::checkin::query::last_before;
use rowlock_domain::group::Group;
use rowlock_domain::meeting::query::{holder_on, sitter};
use rowlock_domain::meeting::{Meeting, Occasion};
use rowlock_domain::team::Team;
use rowlock_domain::{Act, Date, DateTime, Instant, MeetingId, Member, PersonId, SeriesId, Zone};
use std::sync::Arc;

/// A seat and the meeting to come.
pub(super) struct Seat<'a> {
    /// Who looks.
    pub view: &'a View,
    /// The group that meets.
    pub group: Arc<Group>,
    /// Whose seat.
    pub member: Member,
    /// Whose seat, in addresses.
    pub key: String,
    /// The meeting to come, if one is planned.
    pub next: Option<rowlock_domain::series::query::Upcoming>,
    /// Today where the member works.
    pub today: Date,
}

impl<'a> Seat<'a> {
    /// The seat of an address.
    pub fn of(view: &'a View, slug: &str, key: &str) -> Result<Self, WebError> {
        let group = view.group(slug)?.clone();
        let member = parse_member(key).filter(|member| group.seats.contains_key(member)).ok_or(WebError::NotFound)?;
        Ok(Self::at(view, group, member))
    }

    /// The seat of a member of a group.
    pub fn at(view: &'a View, group: Arc<Group>, member: Member) -> Self {
        let next = crate::meeting::coming::next(view, &group).map(|next| next.upcoming);
        let zone = match member {
            Member::Team(id) => view.model.team(id).map_or(&group.zone, |team| &team.zone),
            Member::Group(id) => view.model.group(id).map_or(&group.zone, |child| &child.zone),
        };
        let today = view.today(zone);
        Self { view, member, key: crate::group::member_key(member), next, today, group }
    }

    /// Its name.
    pub fn name(&self) -> &'a str {
        self.view.model.member_name(self.member)
    }

    /// The team, if it is a team's seat.
    pub fn team(&self) -> Option<&'a Arc<Team>> {
        match self.member {
            Member::Team(id) => self.view.model.team(id),
            Member::Group(_) => None,
        }
    }

    /// The zone in which its times are shown.
    pub fn zone(&self) -> &Zone {
        self.team().map_or(&self.group.zone, |team| &team.zone)
    }

    /// The meeting to come, once it has a number.
    pub fn meeting(&self) -> Option<&'a Arc<Meeting>> {
        match self.next.as_ref()?.occasion {
            Occasion::Meeting(id) => self.view.model.meeting(id),
            Occasion::Occurrence(..) => None,
        }
    }

    /// What it has said for the meeting to come.
    pub fn given(&self) -> Option<&'a Arc<CheckIn>> {
        self.meeting()?.check_ins.get(&self.member)
    }

    /// When the meeting to come starts; now if none is planned.
    pub fn starts_at(&self) -> Instant {
        self.next.as_ref().map_or(self.view.now, |next| next.starts_at)
    }

    /// What it said the last time.
    pub fn last(&self) -> Option<(&'a Arc<Meeting>, &'a Arc<CheckIn>)> {
        last_before(&self.view.model, self.group.id, self.member, self.meeting().map_or(self.starts_at(), |meeting| meeting.began_at()))
    }

    /// Who sits there for the meeting to come.
    pub fn sitter(&self) -> Option<PersonId> {
        let calendar = &**self.view.site.engine.calendar();
        match self.meeting() {
            Some(meeting) => sitter(&self.view.model, calendar, meeting, self.member),
            None => holder_on(&self.view.model, self.group.id, self.member, self.view.local(self.starts_at(), &self.group.zone).date()),
        }
    }

    /// Whether the viewer may check in here.
    pub fn may(&self) -> bool {
        self.view.may(Act::ForMember(self.member))
    }

    /// Its page's path.
    pub fn path(&self) -> String {
        format!("groups/{}/check-in/{}", self.group.slug, self.key)
    }

    /// The name of its draft: stays the same when the occurrence gets its number.
    pub fn draft(&self) -> String {
        let meeting = self.meeting().and_then(|meeting| meeting.occurrence.map(|(series, local)| Occasion::Occurrence(series, local)));
        let occasion = meeting.or(self.next.as_ref().map(|next| next.occasion));
        format!("checkin/{}/{}/{}", self.group.id.0, self.key, occasion.map_or_else(|| "none".to_owned(), written))
    }
}

/// An occasion in a form: `m9`, `s1-2026-11-24T09:30:00`.
pub(super) fn written(occasion: Occasion) -> String {
    match occasion {
        Occasion::Meeting(id) => format!("m{}", id.0),
        Occasion::Occurrence(series, local) => format!("s{}-{local}", series.0),
    }
}

/// The occasion of a form.
pub(super) fn parse_occasion(written: &str) -> Option<Occasion> {
    if let Some(number) = written.strip_prefix('m') {
        return number.parse().ok().map(|n| Occasion::Meeting(MeetingId(n)));
    }
    let (series, local) = written.strip_prefix('s')?.split_once('-')?;
    let local: DateTime = local.parse().ok()?;
    Some(Occasion::Occurrence(SeriesId(series.parse().ok()?), local))
}
