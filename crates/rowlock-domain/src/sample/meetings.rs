//! Meetings as they were held: opened, the round, topics with their outcomes, close, relays and who acknowledged them.

use super::{
    cast::{HARBOUR, LOGISTICS, PRODUCT, TEAMS},
    days::{Days, Held, WEEKS},
    history,
    plot::Plot,
    stage::{Stage, ambassador, person, team, text},
    today,
};
use crate::{
    Command, GroupId, Instant, MeetingId, Member, SeriesId, TopicId,
    meeting::{
        About, Ballot, Occasion, Outcome,
        command::{CloseMeeting, ConcludeTopic, MoveMeeting, MoveOn, NoteAttendance, OpenMeeting, StartTopic},
        query::{holder_on, seats_in_order},
    },
    relay::command::{AcknowledgeRelay, AnswerRelay, AskBack},
    time::{Weekday, plus_days},
};

/// A Scrum of Scrums of the sample.
pub(super) struct Sitting {
    pub group: GroupId,
    pub series: SeriesId,
    pub master: &'static str,
    weekdays: &'static [Weekday],
    hour: i8,
    minute: i8,
}

const SITTINGS: &[Sitting] = &[
    Sitting { group: PRODUCT, series: SeriesId(1), master: "ruth", weekdays: &[Weekday::Tuesday, Weekday::Thursday], hour: 9, minute: 30 },
    Sitting { group: LOGISTICS, series: SeriesId(2), master: "lars", weekdays: &[Weekday::Wednesday], hour: 10, minute: 0 },
    Sitting { group: HARBOUR, series: SeriesId(3), master: "edith", weekdays: &[Weekday::Wednesday], hour: 13, minute: 30 },
];

/// The three of them.
pub(super) fn sittings() -> impl Iterator<Item = &'static Sitting> {
    SITTINGS.iter()
}

impl Sitting {
    /// Its meetings until now.
    pub fn held(&self, days: &Days<'_>) -> Vec<Held> {
        days.meetings(self.weekdays, self.hour, self.minute)
    }
}

/// Plans the clock's asking and every meeting.
pub(super) fn plan(plot: &mut Plot, days: &Days<'_>) {
    for day in (0..=7 * WEEKS + 7).map(|n| plus_days(days.first, n)) {
        if matches!(day.weekday(), Weekday::Monday | Weekday::Tuesday | Weekday::Wednesday) {
            plot.at(days.at(day, 13, 0), |stage| stage.clock());
            plot.at(days.at(day, 16, 0), |stage| stage.clock());
        }
    }
    for sitting in SITTINGS {
        let held = sitting.held(days);
        let last = held.len().saturating_sub(1);
        for (place, held) in held.into_iter().enumerate() {
            one(plot, days, sitting, (held, place, place == last));
        }
    }
}

fn one(plot: &mut Plot, days: &Days<'_>, sitting: &'static Sitting, (held, place, is_last): (Held, usize, bool)) {
    let occasion = Occasion::Occurrence(sitting.series, held.local);
    if held.moved {
        plot.at(held.at.plus_seconds(-16 * 3600), move |stage| {
            stage.act(sitting.master, MoveMeeting { occasion, starts_at: held.at, why: text("The room is taken later.") });
        });
    }
    let plans = today::Plans::new(days);
    plot.at(held.at, move |stage| {
        let Some(id) = open(stage, sitting, occasion, place) else { return };
        if sitting.group == PRODUCT && is_last {
            today::last_meeting(stage, id, &plans);
            rest(stage, id, (place, 2));
        } else {
            history::talk(stage, sitting.group, (id, place));
            rest(stage, id, (place, 4));
        }
        close(stage, sitting, id);
    });
    if sitting.group == PRODUCT && is_last {
        last_answers(plot, days);
    } else {
        acknowledgements(plot, sitting, held.at, place);
    }
}

/// Opens it, notes who is here, goes through opening and round.
fn open(stage: &mut Stage<'_>, sitting: &Sitting, occasion: Occasion, place: usize) -> Option<MeetingId> {
    stage.act(sitting.master, OpenMeeting { occasion });
    let id = match occasion {
        Occasion::Meeting(id) => id,
        Occasion::Occurrence(series, local) => stage.workspace.occurrences.get(&(series, local)).copied()?,
    };
    stage.wait(20);
    let here = attendance(stage, sitting.group, id, place);
    stage.act_all(sitting.master, here);
    stage.wait(70);
    move_on(stage, sitting.master, id);
    stage.wait(30 * i64::try_from(seats_in_order(&stage.workspace, sitting.group).len()).unwrap_or(8));
    move_on(stage, sitting.master, id);
    Some(id)
}

fn attendance(stage: &Stage<'_>, group: GroupId, id: MeetingId, place: usize) -> Vec<Command> {
    let Some(zone) = stage.workspace.group(group).map(|g| g.zone.clone()) else { return Vec::new() };
    let today = stage.calendar.local(stage.now, &zone).date();
    let seats = seats_in_order(&stage.workspace, group).into_iter().enumerate();
    let noted = seats.filter_map(|(seat, member)| {
        let person = holder_on(&stage.workspace, group, member, today)?;
        let here = group == HARBOUR || (seat + place * 5) % 17 != 3;
        Some(NoteAttendance { occasion: Occasion::Meeting(id), member, person, here }.into())
    });
    noted.collect()
}

fn move_on(stage: &mut Stage<'_>, master: &str, meeting: MeetingId) {
    let on = stage.workspace.meeting(meeting).and_then(|m| m.clock.as_ref()).map(|clock| clock.topic);
    if let Some(from) = on {
        stage.act(master, MoveOn { meeting, from, outcome: None });
    }
}

/// The topic about something, once it is on the agenda.
pub(super) fn topic_about(stage: &Stage<'_>, meeting: MeetingId, about: About) -> Option<TopicId> {
    let meeting = stage.workspace.meeting(meeting)?;
    meeting.agenda().find(|topic| topic.about == about).map(|topic| topic.id)
}

/// Topics of a meeting that end in more than a note: the group learns to solve in the meeting.
fn solving(place: usize) -> usize {
    1 + place / 9
}

/// What else stands on the agenda is solved or heard; what there is no time for is carried over.
fn rest(stage: &mut Stage<'_>, meeting: MeetingId, (place, most): (usize, usize)) {
    let Some(held) = stage.workspace.meeting(meeting).cloned() else { return };
    let master = leader(held.group);
    let open = held.agenda().filter(|t| t.outcome.is_none() && !matches!(t.about, About::Opening | About::Round | About::Close));
    for (n, (topic, about)) in open.map(|t| (t.id, t.about)).enumerate().take(most) {
        stage.act(master, StartTopic { meeting, topic });
        let solves = n < solving(place);
        stage.wait(if solves { 150 } else { 60 } + 20 * i64::try_from((n + place) % 3).unwrap_or(0));
        let outcome = match about {
            About::Thing(crate::Thing::Impediment(_)) if solves => Outcome::OwnerNamed,
            _ if solves => Outcome::Solved,
            _ if (n + place) % 4 == 3 => Outcome::CarriedOver,
            _ => Outcome::Noted,
        };
        stage.act(master, ConcludeTopic { meeting, topic, outcome });
    }
}

fn leader(group: GroupId) -> &'static str {
    SITTINGS.iter().find(|sitting| sitting.group == group).map_or("ruth", |sitting| sitting.master)
}

/// The close: pulse, relays held, and sent half a minute later.
fn close(stage: &mut Stage<'_>, sitting: &Sitting, meeting: MeetingId) {
    if let Some(topic) = topic_about(stage, meeting, About::Close) {
        stage.act(sitting.master, StartTopic { meeting, topic });
    }
    stage.wait(60);
    let voters = if sitting.group == PRODUCT { 5 + stage.random.below(3) } else { 2 + stage.random.below(2) };
    let mut ballots: Vec<Ballot> = (0..voters).map(|n| ballot(stage, n)).collect();
    ballots.sort();
    stage.act(sitting.master, CloseMeeting { meeting, ballots, voters });
    stage.wait(30);
    stage.clock();
}

const IMPROVEMENTS: &[&str] = &["", "", "Start on time.", "", "Less reading aloud in the round.", "", "Name the owner before we move on.", ""];

fn ballot(stage: &mut Stage<'_>, n: u32) -> Ballot {
    let worth = 3 + u8::try_from(stage.random.below(3)).unwrap_or(0);
    let open = 4 + u8::try_from(stage.random.below(2)).unwrap_or(0);
    let improve = IMPROVEMENTS[usize::try_from(stage.random.below(5) + n % 3).unwrap_or(0) % IMPROVEMENTS.len()];
    Ballot { worth, open, improve: text(improve) }
}

fn acknowledgements(plot: &mut Plot, sitting: &'static Sitting, held_at: Instant, place: usize) {
    let seats: Vec<(Member, &'static str)> = if sitting.group == HARBOUR {
        vec![(Member::Group(PRODUCT), "ruth"), (Member::Group(LOGISTICS), "lars")]
    } else {
        TEAMS.iter().filter(|row| row.home == sitting.group).map(|row| (Member::Team(team(row.code)), row.ambassador)).collect()
    };
    for (n, (member, who)) in seats.into_iter().enumerate().filter(|(n, _)| (n + place) % 9 != 4) {
        let at = held_at.plus_seconds(3600 + 540 * i64::try_from(n).unwrap_or(0));
        plot.at(at, move |stage| {
            if let Some(meeting) = stage.last_meeting(sitting.group) {
                stage.act(who, AcknowledgeRelay { meeting, member });
            }
        });
    }
}

/// The last relays of Product: five teams know, one asked back and has its answer, two are silent.
fn last_answers(plot: &mut Plot, days: &Days<'_>) {
    for (code, percent) in [("CHK", 2), ("DAT", 3), ("IDN", 5), ("PAY", 7), ("PLT", 9)] {
        plot.at(days.since(percent), move |stage| {
            if let Some(meeting) = stage.last_meeting(PRODUCT) {
                stage.act(ambassador(code), AcknowledgeRelay { meeting, member: Member::Team(team(code)) });
            }
        });
    }
    plot.at(days.since(8), |stage| {
        if let Some(meeting) = stage.last_meeting(PRODUCT) {
            let question = text("When can we use the synonym attributes?");
            stage.act("aiko", AskBack { meeting, member: Member::Team(team("SEA")), question });
        }
    });
    plot.at(days.since(14), |stage| {
        if let Some(meeting) = stage.last_meeting(PRODUCT) {
            let answer = text("The first ten next week; a date for the rest in the next meeting.");
            stage.act("jonas", AnswerRelay { meeting, member: Member::Team(team("SEA")), answer });
        }
    });
}

/// Who stands in for Search in the last meeting.
pub(super) fn stand_in(stage: &mut Stage<'_>, meeting: MeetingId) {
    let seat = NoteAttendance { occasion: Occasion::Meeting(meeting), member: Member::Team(team("SEA")), person: person("leo"), here: true };
    stage.act("leo", seat);
}
