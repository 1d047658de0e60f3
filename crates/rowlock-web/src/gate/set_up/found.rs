//! The workspace out of the answers: people, group, teams, seats, series, account and session in one commit.

use super::ambassador::Ambassador;
use super::plan::{DAYS, Plan};
use super::{Step, show};
use crate::error::WebError;
use crate::form::Form;
use crate::gate::invite::fresh_link;
use crate::gate::sessions::Begun;
use crate::gate::visitor::Visitor;
use crate::gate::{access, sample, sign_in};
use crate::site::Site;
use crate::slug;
use axum::response::{IntoResponse, Response};
use rowlock_domain::group::{GroupRole, command::*};
use rowlock_domain::person::command::AddPerson;
use rowlock_domain::series::{MeetingKind, Recurrence, Schedule, SeriesOf, command::SetSeries};
use rowlock_domain::team::command::CreateTeam;
use rowlock_domain::workspace::command::{CreateWorkspace, NameAdministrator};
use rowlock_domain::{Actor, Command, DateTime, GroupId, Member, PersonId, TeamId, Text, Title, Via, Zone, calendar::Weekdays, time::Time};
use rowlock_engine::plain::{Account, AccountId, Binding, LinkKind, PlainChange, Profile, WorkspaceKey};
use rowlock_engine::{Desk, EngineError, Submission, plain::StoreError};
use std::sync::Arc;

/// Makes the workspace and signs in who set it up; a refusal comes back on the last page.
pub(super) async fn found(site: &Site, visitor: &Visitor, plan: &Plan, mut form: Form) -> Result<Response, WebError> {
    let desk = empty_workspace(site, &plan.organisation).await?;
    let cast = Cast::of(plan);
    let created = site.engine.clock().now();
    let account = Account { id: AccountId::random(), mail: plan.mail.clone(), password: plan.password.clone(), created };
    let begun = Begun::new(account.id, &visitor.user_agent, created);
    let mut submission = Submission::new(Actor::Operator, Via::Web, commands(site, plan, &cast)?);
    submission.profiles = cast.profiles(desk.key, plan);
    submission.plain = account.create();
    submission.plain.extend(Binding { account: account.id, workspace: desk.key, person: cast.me }.bind());
    submission.plain.extend(sample::keep(site, visitor, account.id).await?);
    submission.plain.extend([begun.change(), Plan::forget()]);
    submission.plain.extend(visitor.session.as_ref().map(PlainChange::delete));
    submission.plain.extend(access::end_set_up_links(&site.engine).await?);
    let invited = invite(site, &desk, &cast, &mut submission.plain);
    let fresh = invited.iter().map(|(person, path)| PlainChange::put(&fresh_link(desk.key, cast.me, *person, path.clone(), created)));
    submission.plain.extend(fresh);
    if let Err(error) = desk.submit(submission).await {
        form.refuse(error)?;
        return Ok((form.status(), show::page(site, Step::Meeting, plan, &form)).into_response());
    }
    for (person, path) in invited {
        // The workspace stands already: a mail that cannot be put down costs no more than handing over the link.
        if let Err(error) = site.engine.mail_invitation(&desk, person, &path).await {
            tracing::warn!(%error, "an invitation of the set-up could not be mailed");
        }
    }
    Ok(sign_in::welcome(site, visitor, &begun, &format!("/{}/invitations?welcome=1", desk.slug)))
}

/// Who takes part: the one who sets up, and the ambassadors. The same name twice is the same person.
struct Cast {
    me: PersonId,
    others: Vec<(Ambassador, PersonId)>,
    /// The ambassador of each named team.
    ambassadors: Vec<PersonId>,
}

impl Cast {
    fn of(plan: &Plan) -> Self {
        let mut cast = Self { me: PersonId(rand::random()), others: Vec::new(), ambassadors: Vec::new() };
        for (_, ambassador) in plan.named_teams() {
            let person = cast.person(plan, ambassador);
            cast.ambassadors.push(person);
        }
        cast
    }

    fn person(&mut self, plan: &Plan, written: &str) -> PersonId {
        let who = Ambassador::read(written).unwrap_or_else(|_| Ambassador { name: written.trim().to_owned(), mail: None });
        let name = who.name.to_lowercase();
        let same = |other: &str| other.to_lowercase() == name;
        if same(&plan.name) {
            return self.me;
        }
        if let Some((known, person)) = self.others.iter_mut().find(|(other, _)| same(&other.name)) {
            known.mail = known.mail.take().or(who.mail);
            return *person;
        }
        let person = PersonId(rand::random());
        self.others.push((who, person));
        person
    }

    fn profiles(&self, workspace: WorkspaceKey, plan: &Plan) -> Vec<Profile> {
        let profile = |person, name: &str, mail| Profile { workspace, person, name: name.to_owned(), mail, handle: None };
        let others = self.others.iter().map(|(who, person)| profile(*person, &who.name, who.mail.clone()));
        std::iter::once(profile(self.me, &plan.name, Some(plan.mail.clone()))).chain(others).collect()
    }
}

/// An empty workspace whose address comes from the organisation's name. One left empty by an earlier try, or by a sample that was
/// removed, is taken up again.
async fn empty_workspace(site: &Site, organisation: &str) -> Result<Arc<Desk>, WebError> {
    let base = slug::of(organisation, 32).unwrap_or_else(|| "organisation".to_owned());
    for number in 1..1_000 {
        let slug = if number == 1 { base.clone() } else { format!("{base}-{number}") };
        match site.engine.enter(&slug).await? {
            Some(desk) if desk.snapshot().version() == 0 => return Ok(desk),
            Some(_) => continue,
            None => {}
        }
        match site.engine.create(&slug).await {
            Err(EngineError::Store(StoreError::SlugTaken(_)) | EngineError::BadSlug(_)) => continue,
            other => return Ok(other?),
        }
    }
    Err(WebError::Inside)
}

fn commands(site: &Site, plan: &Plan, cast: &Cast) -> Result<Vec<Command>, WebError> {
    let zone = Zone::named(&plan.zone);
    let title = |text: &str| Title::new(text).map_err(|_| WebError::Inside);
    let (group, from) = (GroupId(1), site.engine.calendar().local(site.engine.clock().now(), &zone).date());
    let mut all: Vec<Command> = vec![CreateWorkspace { name: title(&plan.organisation)?, zone: zone.clone() }.into()];
    let everybody = std::iter::once(cast.me).chain(cast.others.iter().map(|(_, person)| *person));
    all.extend(everybody.map(|person| AddPerson { person, origin: None }.into()));
    all.push(NameAdministrator { person: cast.me }.into());
    all.push(CreateGroup { name: title(&plan.group)?, parent: None, zone: None, origin: None }.into());
    all.push(GiveGroupRole { group, person: cast.me, role: GroupRole::Master, for_team: None }.into());
    for ((number, (team, _)), person) in (1..).zip(plan.named_teams()).zip(&cast.ambassadors) {
        all.push(CreateTeam { name: title(team)?, code: None, home: group, zone: None, origin: None }.into());
        all.push(GiveSeat { group, member: Member::Team(TeamId(number)), person: *person, from, decides: true }.into());
    }
    all.push(series(site, plan, group, zone)?.into());
    Ok(all)
}

fn series(site: &Site, plan: &Plan, group: GroupId, zone: Zone) -> Result<SetSeries, WebError> {
    let days = Weekdays(plan.days.unwrap_or(Weekdays::WORKING.0));
    let named = DAYS.iter().enumerate().filter(|(place, _)| days.0 & (1 << place) != 0).map(|(_, (day, _))| *day);
    let rule = format!("FREQ=WEEKLY;BYDAY={}", named.collect::<Vec<_>>().join(","));
    let time = Time::strptime("%H:%M", &plan.time).map_err(|_| WebError::Inside)?;
    let start = first_start(site.engine.calendar().local(site.engine.clock().now(), &zone), days, time);
    let schedule = Schedule { recurrence: Recurrence { rule: rule.into(), start, zone }, minutes: 15 };
    Ok(SetSeries {
        of: SeriesOf::Group(group),
        title: Title::new("Scrum of Scrums").map_err(|_| WebError::Inside)?,
        kind: MeetingKind::ScrumOfScrums,
        schedule,
        place: Text::default(),
        link: Text::default(),
        origin: None,
    })
}

/// The first of the days, today if its time is still to come.
fn first_start(now: DateTime, days: Weekdays, time: Time) -> DateTime {
    let mut date = now.date();
    for _ in 0..8 {
        if days.holds(date) && date.to_datetime(time) > now {
            break;
        }
        date = rowlock_domain::time::plus_days(date, 1);
    }
    date.to_datetime(time)
}

/// Invitations for everybody but the one who sets up; the paths are shown once on the next page.
fn invite(site: &Site, desk: &Desk, cast: &Cast, plain: &mut Vec<PlainChange>) -> Vec<(PersonId, String)> {
    let invitation = |person: PersonId| {
        let (token, link) = access::made(&site.engine, LinkKind::Invitation, access::INVITATION_SECONDS, Some((desk.key, person)), None);
        (person, format!("/invitation/{token}"), PlainChange::insert(&link))
    };
    let mut paths = Vec::new();
    for (person, path, change) in cast.others.iter().map(|(_, person)| invitation(*person)) {
        plain.push(change);
        paths.push((person, path));
    }
    paths
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_meeting_is_still_to_come() {
        let now: DateTime = "2026-11-24T09:12:00".parse().unwrap();
        let tuesday_and_thursday = Weekdays(0b000_1010);
        let at = |written: &str| first_start(now, tuesday_and_thursday, written.parse().unwrap()).to_string();
        assert_eq!(at("09:30:00"), "2026-11-24T09:30:00");
        assert_eq!(at("09:00:00"), "2026-11-26T09:00:00");
    }
}
