//! Small histories, sound and spoilt by chance, judged by stateright's linearizability tester as well: both must agree.

use crate::make::{Dice, sound};
use rowlock_history::{Answer, Asked, History, check};
use stateright::semantics::{ConsistencyTester, LinearizabilityTester, SequentialSpec};

const SEEDS: u64 = 400;
const DEEDS: u64 = 7;

/// The log as it should be.
#[derive(Clone, Debug, Default, PartialEq)]
struct Log(Vec<String>);

impl SequentialSpec for Log {
    type Op = Asked;
    type Ret = Answer;

    fn invoke(&mut self, asked: &Asked) -> Answer {
        let head = self.0.len() as u64;
        match asked {
            Asked::Append { expected: Some(expected), .. } if *expected != head => Answer::Conflict(head),
            Asked::Append { key, .. } => {
                self.0.push(key.clone());
                Answer::Appended(head + 1)
            }
            Asked::Read => Answer::Read(head, Some(self.0.clone())),
        }
    }
}

fn by_search(history: &History, clients: &[usize]) -> bool {
    let mut tester = LinearizabilityTester::new(Log::default());
    let mut steps = Vec::new();
    for (deed, client) in history.deeds.iter().zip(clients) {
        // Of two at the same moment the begin comes first: they overlap.
        steps.push((deed.began, 0, *client, deed));
        steps.push((deed.ended, 1, *client, deed));
    }
    steps.sort_by_key(|(moment, kind, ..)| (*moment, *kind));
    for (_, kind, client, deed) in steps {
        let done = if kind == 0 { tester.on_invoke(client, deed.asked.clone()) } else { tester.on_return(client, deed.answer.clone()) };
        done.unwrap();
    }
    tester.is_consistent()
}

/// Another answer, or another log: as a broken store might give it.
fn spoil(history: &mut History, dice: &mut Dice) {
    let at = dice.below(history.deeds.len() as u64) as usize;
    let other = dice.below(4);
    let keys: Vec<String> = history.log.iter().map(|(_, key)| key.clone()).take(other as usize).collect();
    let deed = &mut history.deeds[at];
    deed.answer = match &deed.answer {
        Answer::Read(..) => Answer::Read(keys.len() as u64, Some(keys)),
        Answer::Conflict(_) => Answer::Conflict(other),
        // An append that moved: the log has it there, too, if nobody else stands there.
        Answer::Appended(version) => {
            let version = *version as usize;
            let to = other as usize;
            if to >= 1 && to <= history.log.len() {
                let keys: Vec<String> = history.log.iter().map(|(_, key)| key.clone()).collect();
                history.log[to - 1].1.clone_from(&keys[version - 1]);
                history.log[version - 1].1.clone_from(&keys[to - 1]);
                renumber(history);
            }
            return;
        }
        same => same.clone(),
    };
}

/// Answers of appends follow the log.
fn renumber(history: &mut History) {
    for deed in &mut history.deeds {
        if let (Asked::Append { key, .. }, Answer::Appended(version)) = (&deed.asked, &mut deed.answer)
            && let Some((stands, _)) = history.log.iter().find(|(_, known)| known == key)
        {
            *version = *stands;
        }
    }
}

#[test]
fn small_histories_are_judged_as_a_search_for_an_order_judges_them() {
    let (mut fine, mut broken) = (0, 0);
    for seed in 0..SEEDS {
        let (mut history, clients) = sound(seed, DEEDS);
        history.streams.clear();
        assert!(by_search(&history, &clients) && check(&history).is_ok(), "seed {seed}");
        let mut dice = Dice(seed ^ 0xabcd);
        for _ in 0..=dice.below(2) {
            spoil(&mut history, &mut dice);
        }
        let (searched, checked) = (by_search(&history, &clients), check(&history));
        assert_eq!(searched, checked.is_ok(), "seed {seed}: {checked:?} {history:#?}");
        if searched { fine += 1 } else { broken += 1 }
    }
    assert!(fine > 20 && broken > 100, "{fine} fine, {broken} broken");
}
