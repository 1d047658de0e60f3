//! Why a command about groups and seats changed nothing.

use crate::{Date, refusal::refusals};

refusals! {
    /// A circle of groups.
    GroupWithinItself(name: &str, parent: &str) "{name} cannot take part in {parent}: that group is {name} itself or lies below it. Choose one outside.",
    /// Too deep.
    GroupsTooDeep(name: &str, deepest: usize) "Groups nest at most {deepest} deep; in {name} this would be deeper. Choose a group further up.",
    /// A number that no meeting needs.
    SecondsOutOfBounds() field "seconds" "A part of the meeting is planned with 10 seconds to 1 hour. Give a number in between.",
    /// Hours of no day.
    HoursOutOfBounds() field "hours" "Work begins at 0 to 23 and ends later, at 24 at the latest, and check-ins are asked for in a full hour from 0 to 23. Correct the hours.",
    /// Due too long before.
    DueOutOfBounds() field "due_minutes" "Check-ins are due 0 to 1440 minutes before the meeting. Give a number in between.",
    /// Days of waiting.
    DaysOutOfBounds() field "days" "Wait 1 to 60 working days before something becomes a topic. Give a number in between.",
    /// They end before they begin.
    ClosingDaysEndBeforeTheyBegin(from: Date, until: Date) field "days" "Closing days would end on {until}, before they begin on {from}. Swap the days or correct one.",
    /// A list that nobody reads.
    TooManyClosingDays(limit: usize) field "days" "More than {limit} stretches of closing days do not fit. Remove those that are long past.",
    /// It does not sit here.
    NoSuchSeat() "This team or group has no seat in that group. It may have moved; look at the group's members.",
    /// A role that leads or decides is of the whole group.
    OnlyStakeholdersStandForTeams() "Only a stakeholder stands in a group for one team; the other roles are held for the whole group. Leave the team out.",
    /// It stands twice in the order.
    MemberTwice(name: &str) field "order" "{name} stands there twice. Name each member once.",
    /// Teams or groups are in it.
    GroupNotEmpty(name: &str, members: String) "{name} still holds {members}. Move these elsewhere or archive them, then archive the group.",
    /// A meeting is being held.
    GroupMeetsNow(name: &str) "{name} is meeting right now. Close the meeting first.",
}
