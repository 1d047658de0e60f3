//! What stands against a command about series.

use crate::refusal::refusals;

refusals! {
    /// The rule cannot be read or never happens.
    RecurrenceUnreadable(problem: String) field "schedule" "{problem}",
    /// Minutes out of bounds.
    MinutesOutOfBounds(minutes: u32) field "minutes" "A meeting takes 1 to 480 minutes, not {minutes}. Give a number in between.",
    /// A zone that nobody knows.
    ZoneUnknown(zone: String) field "zone" "“{zone}” is not a time zone. Use a name such as Europe/Berlin.",
    /// A link that a browser should not open.
    LinkNotWeb() field "link" "A link begins with https:// or http://. Put a room or dial-in number under “place”.",
    /// A kind that does not recur.
    KindDoesNotRecur() field "kind" "A follow-up meeting is about one thing and does not recur. Choose another kind, or plan a single meeting.",
    /// A team's own series is for calendars.
    TeamSeriesOnlyInCalendars() field "kind" "A team's own meeting only shows in calendars: give it the kind “other”, or set it up for the group.",
    /// It ended.
    SeriesEnded(title: &str, on: crate::Date) "“{title}” ended on {on}. Set up a new series instead.",
    /// A change from a past day would rewrite what happened.
    DayHasPassed(today: crate::Date) field "from" "That day has passed; what happened stays as it was. Take {today} or a later day.",
    /// The group or team is archived.
    OwnerArchived(name: &str) "{name} is archived. Restore it before you give it meetings.",
}
