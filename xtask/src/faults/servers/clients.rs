//! What clients do at two servers and what pages hear there: everybody goes on at the other server when one fails.

use super::super::dice::Dice;
use super::super::house::SLUG;
use super::Scene;
use crate::bench::client::{self, Client};
use rowlock_history::{Answer, Asked};
use serde_json::Value;
use std::time::{Duration, Instant};

/// After so many tries a client gives up and never knows.
const TRIES: usize = 60;
/// The impediment whose title is changed, always by a form that was shown before.
pub(super) const SHARED: u64 = 1;
/// How its titles begin: the rest is the key of the command that gave it.
const NAMED: &str = "Named by ";

/// What a page heard: when, which version, which impediments.
pub(super) type Heard = Vec<(u64, u64, Option<Vec<u64>>)>;

/// The shared impediment as a page shows it.
struct Shown {
    /// What the page says of its form.
    form: String,
    /// When the impediment was touched.
    touched: u64,
    /// Who gave it its title; empty at first.
    named_by: String,
}

/// Writes and reads at one server until it fails, then at the other.
pub(super) fn client(scene: &Scene, number: usize, mut dice: Dice) {
    let mut at = number;
    while !scene.is_over() {
        let Ok(mut browser) = scene.browser(at) else {
            at += 1;
            std::thread::sleep(Duration::from_millis(20));
            continue;
        };
        while !scene.is_over() {
            let sound = match dice.below(6) {
                0 => look(scene, &mut browser),
                1 | 2 => read_title(scene, &mut browser).is_some(),
                3 => retitle(scene, &mut browser, &mut at, &mut dice),
                _ => raise(scene, &mut browser, &mut at, &mut dice),
            };
            if !sound {
                break;
            }
            std::thread::sleep(Duration::from_millis(dice.below(60)));
        }
        at += 1;
    }
}

/// A page, if it is not marked as old; whether the connection still stands.
fn look(scene: &Scene, browser: &mut Client) -> bool {
    let began = scene.now();
    let Ok(answer) = browser.get(&format!("/{SLUG}/groups/product/impediments")) else { return false };
    if let Some(version) = newest(&answer) {
        scene.note(began, Asked::Read, Answer::Read(version, None));
    }
    true
}

/// The version that a page shows, if it is not marked as old.
fn newest(answer: &client::Answer) -> Option<u64> {
    let shown = answer.body.split("<live-source").nth(1)?.split(" version=\"").nth(1)?.split('"').next()?.parse().ok();
    shown.filter(|_| answer.status == 200 && !answer.body.contains("has not answered since"))
}

/// Reads the title of the shared impediment; what the page shows, or nothing within if it may be old, or none if the connection broke.
fn read_title(scene: &Scene, browser: &mut Client) -> Option<Option<Shown>> {
    let began = scene.now();
    let answer = browser.get(&format!("/{SLUG}/impediments/{SHARED}")).ok()?;
    let (Some(version), Some(shown)) = (newest(&answer), shown(&answer)) else { return Some(None) };
    scene.note(began, Asked::Read, Answer::Read(version, Some(vec![shown.named_by.clone()])));
    scene.note_title(began, Asked::Read, Answer::Read(shown.touched, Some(vec![shown.named_by.clone()])));
    Some(Some(shown))
}

/// What the page of the shared impediment shows.
fn shown(answer: &client::Answer) -> Option<Shown> {
    let form = answer.body.split("name=\"version\" value=\"").nth(1)?.split('"').next()?.to_owned();
    let touched = form.split('-').next()?.parse().ok()?;
    let title = answer.body.split("<h1>").nth(1)?.split("</h1>").next()?;
    Some(Shown { form, touched, named_by: title.strip_prefix(NAMED).unwrap_or_default().to_owned() })
}

/// Gives the shared impediment another title, if it still is as the page showed it.
fn retitle(scene: &Scene, browser: &mut Client, at: &mut usize, dice: &mut Dice) -> bool {
    let Some(shown) = read_title(scene, browser) else { return false };
    let Some(Shown { form, touched, .. }) = shown else { return true };
    // Somebody else may be quicker.
    std::thread::sleep(Duration::from_millis(dice.below(20)));
    let (began, key) = (scene.now(), dice.key());
    let title = format!("{NAMED}{key}");
    let fields = [("key", key.as_str()), ("title", title.as_str()), ("version", form.as_str())];
    let (answer, alone) = insist(scene, browser, at, &format!("/{SLUG}/impediments/{SHARED}/title"), &fields);
    let asked = || Asked::Append { key: key.clone(), expected: Some(touched) };
    match answer {
        Some(answer) if answer.status == 303 => {
            let version = version_of(&answer);
            scene.note(began, Asked::Append { key: key.clone(), expected: None }, Answer::Appended(version));
            scene.note_title(began, asked(), Answer::Appended(version));
        }
        Some(answer) => {
            scene.note(began, Asked::Append { key: key.clone(), expected: None }, Answer::Refused);
            let stands = self::shown(&answer).map_or(Answer::Refused, |now| Answer::Conflict(now.touched));
            scene.note_title(began, asked(), stands);
        }
        None => {
            scene.note(began, Asked::Append { key: key.clone(), expected: None }, Answer::Unknown);
            scene.note_title(began, asked(), Answer::Unknown);
        }
    }
    alone
}

/// Raises an impediment, or adds a person, which changes a plain table too.
fn raise(scene: &Scene, browser: &mut Client, at: &mut usize, dice: &mut Dice) -> bool {
    let (began, key) = (scene.now(), dice.key());
    let handle = format!("p{key}");
    let impediment = [("key", key.as_str()), ("title", "Raised by somebody"), ("severity", "slows"), ("team", "1")];
    let person = [("key", key.as_str()), ("name", "Somebody New"), ("handle", handle.as_str())];
    let (path, fields): (String, &[(&str, &str)]) =
        if dice.happens(1, 4) { (format!("/{SLUG}/people"), &person[..]) } else { (format!("/{SLUG}/groups/product/impediments"), &impediment[..]) };
    let (answer, alone) = insist(scene, browser, at, &path, fields);
    let told = answer.filter(|answer| answer.status == 303).map_or(Answer::Unknown, |answer| Answer::Appended(version_of(&answer)));
    scene.note(began, Asked::Append { key, expected: None }, told);
    alone
}

/// Sends a form again and again under its key, at one server or the other, until somebody says what became of it; and whether the
/// first try was enough.
fn insist(scene: &Scene, browser: &mut Client, at: &mut usize, path: &str, fields: &[(&str, &str)]) -> (Option<client::Answer>, bool) {
    let mut again = None;
    for _ in 0..TRIES {
        let browser = again.as_mut().unwrap_or(&mut *browser);
        match browser.post(path, fields) {
            Ok(answer) if matches!(answer.status, 303 | 409) => return (Some(answer), again.is_none()),
            _ => {
                std::thread::sleep(Duration::from_millis(100));
                *at += 1;
                again = scene.browser(*at).ok().or(again);
            }
        }
    }
    (None, false)
}

/// Where a command stands, if it happened now; else 0: only the log says it.
fn version_of(answer: &client::Answer) -> u64 {
    answer.header("location").and_then(|to| to.split("done=").nth(1)?.parse().ok()).unwrap_or(0)
}

/// An open page: follows one server until it fails, then the other.
pub(super) fn page(scene: &Scene, number: usize, first: u64) -> Heard {
    let (mut heard, mut last, mut at) = (Heard::new(), None::<String>, number);
    let mut quiet_since_over = None::<Instant>;
    while quiet_since_over.is_none_or(|since| since.elapsed() < Duration::from_secs(6)) {
        at += 1;
        let Ok(mut browser) = scene.browser(at) else { continue };
        let after = last.as_ref().map_or_else(String::new, |last| format!("?after={last}"));
        if browser.follow(&format!("/{SLUG}/live{after}")).is_err() {
            std::thread::sleep(Duration::from_millis(50));
            continue;
        }
        while let Ok(line) = browser.line() {
            if let Some(id) = line.strip_prefix("id:") {
                last = Some(id.trim().to_owned());
            } else if let Some(data) = line.strip_prefix("data:") {
                heard.extend(notice(scene, data, first));
            }
            if scene.is_over() && quiet_since_over.get_or_insert_with(Instant::now).elapsed() > Duration::from_secs(6) {
                break;
            }
        }
    }
    heard
}

fn notice(scene: &Scene, data: &str, first: u64) -> Option<(u64, u64, Option<Vec<u64>>)> {
    let value: Value = serde_json::from_str(data.trim()).ok()?;
    let version = value["version"].as_u64()?;
    let scopes: Vec<&str> = value["scopes"].as_array()?.iter().filter_map(Value::as_str).collect();
    let names = (!scopes.contains(&"*")).then(|| scopes.iter().filter_map(|scope| scope.strip_prefix("impediment:")?.parse().ok()).collect());
    Some((scene.now(), version, names)).filter(|_| version >= first)
}
