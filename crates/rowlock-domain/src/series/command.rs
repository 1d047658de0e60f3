//! What one can ask of series.

use super::{MeetingKind, Schedule, SeriesOf};
use crate::{Date, Origin, SeriesId, Text, Title, macros::commands};

commands! {
    /// Let a meeting recur.
    SetSeries { of: SeriesOf, title: Title, kind: MeetingKind, schedule: Schedule, place: Text, link: Text, origin: Option<Origin> }
    /// Let it happen otherwise from a local date on.
    RescheduleSeries { series: SeriesId, from: Date, schedule: Schedule }
    /// Call it otherwise.
    RetitleSeries { series: SeriesId, title: Title }
    /// Make it another kind.
    SetSeriesKind { series: SeriesId, kind: MeetingKind }
    /// Say where it happens.
    PlaceSeries { series: SeriesId, place: Text, link: Text }
    /// Let it no longer happen from a day on.
    EndSeries { series: SeriesId, on: Date }
}
