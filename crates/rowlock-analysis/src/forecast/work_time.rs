//! Working time on the axis of calendar weeks: how much of a team's normal week is done by when, and back.
//! Closed days do no work; what needs work cannot end on them, so the curve of a goal is flat there.

/// A team's working time from the first day of the forecast on.
#[derive(Clone, Debug, PartialEq)]
pub struct WorkTime {
    /// Normal weeks of work done by the start of each day.
    done_by: Vec<f32>,
    /// The last day by whose start at most `n / STEPS` weeks are done: where to begin to look.
    hint: Vec<u32>,
}

/// Marks per week of work.
const STEPS: f32 = 8.0;

impl WorkTime {
    /// From the days on which it works, of `per_week` in a normal week. After the last day every day counts alike.
    #[must_use]
    pub fn new(works: &[bool], per_week: u32) -> Self {
        let share = 1.0 / per_week.max(1) as f32;
        let mut done_by = Vec::with_capacity(works.len() + 1);
        let mut days = 0u32;
        done_by.push(0.0);
        for works in works {
            days += u32::from(*works);
            done_by.push(days as f32 * share);
        }
        let marks = (days as f32 * share * STEPS) as usize + 1;
        let mut hint = Vec::with_capacity(marks);
        let mut day = 0;
        for mark in 0..marks {
            while day + 2 < done_by.len() && done_by[day + 1] <= mark as f32 / STEPS {
                day += 1;
            }
            hint.push(u32::try_from(day).unwrap_or(u32::MAX));
        }
        Self { done_by, hint }
    }

    /// Normal weeks of work done by that moment, in calendar weeks.
    #[inline]
    #[must_use]
    pub fn work_by(&self, weeks: f32) -> f32 {
        let days = weeks.max(0.0) * 7.0;
        let day = days as usize;
        let last = self.done_by.len() - 1;
        if day >= last {
            return self.done_by[last] + (days - last as f32) / 7.0;
        }
        let (from, to) = (self.done_by[day], self.done_by[day + 1]);
        from + (to - from) * (days - day as f32)
    }

    /// The first moment, in calendar weeks, by which so many normal weeks of work are done.
    #[inline]
    #[must_use]
    pub fn moment_of(&self, work: f32) -> f32 {
        let last = self.done_by.len() - 1;
        let all = self.done_by[last];
        if work > all {
            return last as f32 / 7.0 + (work - all);
        }
        let mark = ((work * STEPS) as usize).min(self.hint.len() - 1);
        let mut day = self.hint[mark] as usize;
        // The hint may stand one plateau too late: rounding put the mark a hair above the work.
        while day > 0 && self.done_by[day] >= work {
            day -= 1;
        }
        while day + 1 < last && self.done_by[day + 1] < work {
            day += 1;
        }
        let (from, to) = (self.done_by[day], self.done_by[day + 1]);
        let part = if to > from { ((work - from) / (to - from)).clamp(0.0, 1.0) } else { 0.0 };
        (day as f32 + part) / 7.0
    }
}
