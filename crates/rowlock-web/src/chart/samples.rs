//! One of each chart, for tests: the numbers of the design's pages.

use maud::Markup;

use super::{Ageing, Bars, BurnUp, Calibration, Curve, Flow, Histogram, Survival, Tick, Tornado, Trend};
use super::{ageing::Open, bars::Bar, burnup::Cone, calibration::Said, curve, flow::Band, histogram::Bin, survival, tornado::Swing, trend::Point};
use rowlock_domain::workspace::Measure;

/// Kept for as long as the tests run.
fn kept<T>(values: Vec<T>) -> &'static [T] {
    values.leak()
}

pub fn curve() -> Curve<'static> {
    Curve {
        finding: "Chance that “Checkout & more” is finished by each date: 60 % on the target.",
        days: 63.0,
        now: &[(0.0, 0.03), (24.0, 0.62), (30.0, 0.81), (41.0, 0.81), (63.0, 0.99)],
        what_if: &[(0.0, 0.06), (24.0, 0.81), (30.0, 0.92), (41.0, 0.92), (63.0, 1.0)],
        target: Some(curve::Target { day: 24.0, words: "target 18 Dec" }),
        closed: &[curve::Closed { from: 30.0, to: 41.0 }],
        ticks: kept(vec![
            Tick::new(6.0, "30 Nov"),
            Tick::new(20.0, "14 Dec"),
            Tick::new(34.0, "28 Dec"),
            Tick::new(48.0, "11 Jan"),
            Tick::new(62.0, "25 Jan"),
        ]),
    }
}

pub fn survival() -> Survival<'static> {
    let steps = [(1.0, 0.06), (2.0, 0.17), (3.0, 0.29), (4.0, 0.41), (5.0, 0.51), (7.0, 0.66), (9.0, 0.77), (12.0, 0.86), (16.0, 0.93), (20.0, 0.96)];
    let now = steps.map(|(day, share)| survival::Step { day, share, band: Some(((share - 0.12_f64).max(0.0), (share + 0.1_f64).min(1.0))) });
    Survival {
        finding: "Half are resolved after 5 days, 85 % after 12.",
        days: 24.0,
        now: kept(now.to_vec()),
        seen_days: 20.0,
        before: &[(3.0, 0.14), (6.0, 0.3), (8.0, 0.51), (12.0, 0.69), (17.0, 0.85), (22.0, 0.9)],
        marks: &[survival::Mark { day: 5.0, share: 0.5, words: "half, 5 d" }, survival::Mark { day: 12.0, share: 0.85, words: "85 %, 12 d" }],
        open_days: &[1.0, 4.0, 15.0],
        measure: Measure::ElapsedDays,
    }
}

pub fn ageing() -> Ageing<'static> {
    let open = [(1.0, "IMP-120"), (1.2, "IMP-119"), (2.0, "IMP-118"), (4.0, "IMP-117"), (6.0, "IMP-115"), (9.0, "IMP-113"), (15.0, "IMP-112")];
    let open = open.map(|(days, name)| Open { days, name });
    Ageing {
        finding: "One of 7 is older than 85 % of all past ones.",
        open: kept(open.to_vec()),
        half_days: Some(5.0),
        most_days: Some(12.0),
        measure: Measure::ElapsedDays,
    }
}

pub fn histogram() -> Histogram<'static> {
    let bins = [10, 15, 8, 0, 3, 1].into_iter().enumerate().map(|(at, count)| Bin { from: at as f64 * 4.0, to: at as f64 * 4.0 + 4.0, count });
    Histogram {
        finding: "This one is older than 8 of 10 that were resolved.",
        bins: kept(bins.collect()),
        marks: kept(vec![Tick::new(5.0, "half")]),
        here: Some(Tick::new(9.0, "this one, 9 d")),
        unit: "d",
    }
}

pub fn bars() -> Bars<'static> {
    let bar = |name, value, words, note, before, missed| Bar { name, value, words, note, before, missed };
    Bars {
        finding: "Waiting for another team costs the most.",
        rows: kept(vec![
            bar("Waiting for another team", 118.0, "118 d", "in 16 cases", None, false),
            bar("Environment", 92.0, "92 d", "in 13 cases", Some(106.2), false),
            bar("Unclear ownership", 61.0, "61 d", "in 6 cases", None, true),
        ]),
        mark: Some(59.0),
    }
}

pub fn trend() -> Trend<'static> {
    let points = [(24.0, true), (22.0, true), (18.0, false), (f64::NAN, false), (19.0, false), (17.0, false)];
    let names = ["82", "83", "84", "85", "86", "meeting 87"];
    let points = points.iter().zip(names).map(|((value, missed), name)| Point {
        name,
        value: (!value.is_nan()).then_some(*value),
        words: "",
        missed: *missed,
    });
    Trend { finding: "The last three kept the box of 20 minutes.", points: kept(points.collect()), aim: Some((20.0, "20 min")) }
}

pub fn burnup() -> BurnUp<'static> {
    let cone = Cone {
        sure: vec![(14.0, 14.0), (28.0, 22.0), (42.0, 30.0)],
        even: vec![(14.0, 14.0), (28.0, 27.0), (42.0, 40.0)],
        hopeful: vec![(14.0, 14.0), (28.0, 33.0), (42.0, 50.0)],
    };
    BurnUp {
        finding: "14 of 37 done. In half of all futures the rest is done by 2 January.",
        days: 42.0,
        done: &[(0.0, 0.0), (7.0, 6.0), (14.0, 14.0)],
        scope: &[(0.0, 30.0), (9.0, 37.0)],
        cone: Some(Box::leak(Box::new(cone))),
        target: Some(Tick::new(24.0, "target 18 Dec")),
        named: &[],
        ticks: kept(vec![Tick::new(6.0, "30 Nov"), Tick::new(20.0, "14 Dec"), Tick::new(34.0, "28 Dec"), Tick::new(41.0, "4 Jan")]),
    }
}

pub fn flow() -> Flow<'static> {
    Flow {
        finding: "Work in progress stays at about 3.",
        bands: kept(vec![
            Band { name: "Ready", reached: &[4.0, 5.0, 7.0, 8.0, 9.0, 12.0, 14.0] },
            Band { name: "In progress", reached: &[1.0, 2.0, 4.0, 4.0, 5.0, 7.0, 9.0] },
            Band { name: "Delivered", reached: &[0.0, 0.0, 1.0, 2.0, 2.0, 4.0, 5.0] },
        ]),
        reopened_days: &[3.0],
        ticks: kept(vec![Tick::new(1.0, "27 Nov"), Tick::new(4.0, "30 Nov")]),
    }
}

pub fn tornado() -> Tornado<'static> {
    Tornado {
        finding: "The refund API moves the chance most: 45 to 80 %.",
        centre: 62.0,
        rows: kept(vec![
            Swing {
                name: "Refund API for guest orders",
                note: "on time this week, or one more week late",
                worse: Some((43.0, "45 %")),
                better: Some((81.0, "80 %")),
            },
            Swing { name: "Throughput of Checkout", note: "best or worst third", worse: Some((49.0, "50 %")), better: Some((75.0, "75 %")) },
        ]),
    }
}

pub fn calibration() -> Calibration<'static> {
    Calibration {
        finding: "Of 31 forecasts that said 60 to 70 %, 21 came true.",
        said: &[Said { chance: 0.65, count: 31, held: 21 }, Said { chance: 0.85, count: 14, held: 11 }, Said { chance: 0.95, count: 0, held: 0 }],
    }
}

/// Every drawing there is.
pub fn drawings() -> Vec<Markup> {
    vec![
        curve().render(),
        survival().render(),
        ageing().render(),
        histogram().render(),
        bars().drawing(),
        trend().render(),
        burnup().render(),
        flow().render(),
        tornado().drawing(),
        calibration().render(),
    ]
}
