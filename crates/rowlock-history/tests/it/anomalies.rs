//! Each kind of anomaly is put into sound histories and found.

use crate::make::sound;
use rowlock_history::{Anomaly, Answer, Asked, Deed, History, check};

const SEEDS: u64 = 300;

/// Spoils histories of many seeds where that is possible; what was found. Every spoilt one must be found out.
fn spoilt(spoil: impl Fn(&mut History) -> Option<()>) -> Vec<Anomaly> {
    let found = (0..SEEDS).filter_map(|seed| {
        let (mut history, _) = sound(seed, 30);
        assert_eq!(check(&history), Ok(()), "seed {seed} is sound");
        spoil(&mut history)?;
        Some(check(&history).expect_err(&format!("seed {seed} is not sound any more: {history:?}")))
    });
    let found: Vec<_> = found.collect();
    assert!(found.len() > 100, "{}", found.len());
    found
}

fn appended(history: &History) -> impl Iterator<Item = (usize, &Deed, u64)> {
    let version = |(at, deed)| match deed {
        &Deed { answer: Answer::Appended(version), .. } => Some((at, deed, version)),
        _ => None,
    };
    history.deeds.iter().enumerate().filter_map(version)
}

#[test]
fn a_lost_append_is_found() {
    let found = spoilt(|history| {
        history.log.pop()?;
        history.streams.clear();
        Some(())
    });
    assert!(found.iter().any(|anomaly| matches!(anomaly, Anomaly::Lost(_))), "{:?}", found.first());
}

#[test]
fn a_doubled_append_is_found() {
    let found = spoilt(|history| {
        let (last, _) = *history.log.last().map(|(version, key)| (*version, key)).as_ref()?;
        let first = history.log.first()?.1.clone();
        history.log.push((last + 1, first));
        Some(())
    });
    assert!(found.iter().all(|anomaly| matches!(anomaly, Anomaly::Doubled(_))), "{:?}", found.first());
}

#[test]
fn reordered_appends_are_found() {
    let found = spoilt(|history| {
        // The log has two of them the other way round, and the answers fit that log; only time tells.
        let (first, second) = {
            let ended = |deed: &Deed| deed.ended;
            let all: Vec<_> = appended(history).collect();
            let pair = all.windows(2).find(|pair| ended(pair[0].1) < pair[1].1.began && pair[1].2 == pair[0].2 + 1)?;
            (pair[0].0, pair[1].0)
        };
        history.streams.clear();
        for deed in &mut history.deeds {
            match (&mut deed.asked, &mut deed.answer) {
                (Asked::Append { expected, .. }, Answer::Appended(_)) => *expected = None,
                (_, Answer::Read(_, keys)) => *keys = None,
                _ => {}
            }
        }
        let (a, b) = (history.deeds[first].answer.clone(), history.deeds[second].answer.clone());
        let (Answer::Appended(at_a), Answer::Appended(at_b)) = (&a, &b) else { return None };
        let place = |version: u64| history.log.iter().position(|(stands, _)| *stands == version);
        let (in_a, in_b) = (place(*at_a)?, place(*at_b)?);
        let key = history.log[in_a].1.clone();
        history.log[in_a].1 = history.log[in_b].1.clone();
        history.log[in_b].1 = key;
        (history.deeds[first].answer, history.deeds[second].answer) = (b, a);
        Some(())
    });
    assert!(found.iter().any(|anomaly| matches!(anomaly, Anomaly::Reordered(_))), "{:?}", found.first());
}

#[test]
fn an_append_that_was_not_compared_is_found() {
    let found = spoilt(|history| {
        let (at, ..) = appended(history).find(|(_, _, version)| *version > 1)?;
        if let Asked::Append { expected, .. } = &mut history.deeds[at].asked {
            *expected = Some(0);
        }
        Some(())
    });
    assert!(found.iter().all(|anomaly| matches!(anomaly, Anomaly::NotCompared(_))), "{:?}", found.first());
}

#[test]
fn a_stale_read_is_found() {
    let found = spoilt(|history| {
        let late = history.deeds.iter().map(|deed| deed.ended).max()?;
        appended(history).next()?;
        let answer = Answer::Read(0, Some(Vec::new()));
        history.deeds.push(Deed { began: late + 1, ended: late + 2, asked: Asked::Read, answer });
        Some(())
    });
    assert!(found.iter().all(|anomaly| matches!(anomaly, Anomaly::Stale(_))), "{:?}", found.first());
}

#[test]
fn a_read_that_is_no_beginning_of_the_log_is_found() {
    let found = spoilt(|history| {
        let read = history.deeds.iter_mut().find_map(|deed| match &mut deed.answer {
            Answer::Read(_, Some(keys)) if keys.len() > 1 => Some(keys),
            _ => None,
        })?;
        read.remove(0);
        Some(())
    });
    assert!(found.iter().all(|anomaly| matches!(anomaly, Anomaly::NoPrefix(_))), "{:?}", found.first());
}

#[test]
fn something_refused_and_yet_written_is_found() {
    let found = spoilt(|history| {
        let (at, ..) = appended(history).next()?;
        history.deeds[at].answer = Answer::Refused;
        Some(())
    });
    assert!(found.iter().all(|anomaly| matches!(anomaly, Anomaly::RefusedButWritten(_))), "{:?}", found.first());
}

#[test]
fn a_skipped_stream_event_is_found() {
    let found = spoilt(|history| {
        let notices = &mut history.streams[0].notices;
        (notices.len() > 1).then(|| notices.remove(0))?;
        Some(())
    });
    assert!(found.iter().all(|anomaly| matches!(anomaly, Anomaly::Skipped(_))), "{:?}", found.first());
    let found = spoilt(|history| history.streams[0].notices.pop().map(drop));
    assert!(found.iter().all(|anomaly| matches!(anomaly, Anomaly::Skipped(_))), "{:?}", found.first());
}

#[test]
fn a_phantom_is_found_in_the_log_and_in_a_stream() {
    let found = spoilt(|history| {
        let last = history.log.last()?.0;
        history.log.push((last + 1, "nobody sent this".to_owned()));
        Some(())
    });
    assert!(found.iter().all(|anomaly| matches!(anomaly, Anomaly::Phantom(_))), "{:?}", found.first());
    let found = spoilt(|history| {
        history.streams[0].notices.first_mut()?.at = 0;
        Some(())
    });
    assert!(found.iter().all(|anomaly| matches!(anomaly, Anomaly::Phantom(_))), "{:?}", found.first());
}
