//! What happened to series.

use super::{MeetingKind, Schedule, SeriesOf};
use crate::{Date, Origin, SeriesId, Text, Title, macros::events};

events! {
    /// A meeting recurs.
    SeriesSet { series: SeriesId, of: SeriesOf, title: Title, kind: MeetingKind, schedule: Schedule, place: Text, link: Text, origin: Option<Origin> }
    /// From a local date on it happens otherwise.
    SeriesRescheduled { series: SeriesId, from: Date, schedule: Schedule }
    /// It is called otherwise.
    SeriesRetitled { series: SeriesId, title: Title }
    /// It is of another kind.
    SeriesKindSet { series: SeriesId, kind: MeetingKind }
    /// Where it happens.
    SeriesPlaced { series: SeriesId, place: Text, link: Text }
    /// From a day on it no longer happens.
    SeriesEnded { series: SeriesId, on: Date }
}
