//! What goes with a person who is erased: profile and handle, preference, drafts, what they last looked at, mails and links for
//! them, their account unless it is somebody elsewhere too, and their words in the organisation file that was applied last.

use super::{Account, AppliedFile, Binding, Draft, LastLooked, Link, Mail, PlainChange, Preference, Profile, Session, list};
use crate::{Store, StoreError, WorkspaceKey};
use rowlock_domain::PersonId;
use serde_json::Value;

/// What stands in the organisation file in the place of an erased word.
const ERASED: &str = "(erased)";

/// The changes that erase a person of a workspace; none when nothing of them is left. The log knows their random id only.
///
/// # Errors
/// When the store cannot be read.
pub async fn erasure(store: &dyn Store, workspace: WorkspaceKey, person: PersonId) -> Result<Vec<PlainChange>, StoreError> {
    let mut changes = Vec::new();
    if let Some(profile) = Profile::of(store, workspace, person).await? {
        changes.extend(profile.erase());
        changes.extend(without_profile(store, &profile).await?);
    }
    changes.extend(Preference::of(store, workspace, person).await?.iter().map(PlainChange::delete));
    changes.extend(LastLooked::of(store, workspace, person).await?.iter().map(PlainChange::delete));
    let drafts: Vec<Draft> = list(store, &format!("{workspace}/{person}/")).await?;
    changes.extend(drafts.iter().map(PlainChange::delete));
    let mails: Vec<Mail> = list(store, &format!("{workspace}/")).await?;
    changes.extend(mails.iter().filter(|mail| mail.recipient == person.to_string()).map(PlainChange::delete));
    let theirs = |link: &&Link| link.workspace == Some(workspace) && link.person == Some(person);
    changes.extend(Link::all(store).await?.iter().filter(theirs).map(PlainChange::delete));
    changes.extend(without_account(store, workspace, person).await?);
    Ok(changes)
}

/// Parts the person from their account, and ends the account with its sessions if it is nobody else.
async fn without_account(store: &dyn Store, workspace: WorkspaceKey, person: PersonId) -> Result<Vec<PlainChange>, StoreError> {
    let Some(account) = Binding::account_of(store, workspace, person).await? else { return Ok(Vec::new()) };
    let mut changes = Binding { account, workspace, person }.part();
    let is_somebody_elsewhere = Binding::all(store, account).await?.iter().any(|bound| bound.workspace != workspace);
    if !is_somebody_elsewhere && let Some(account) = Account::by_id(store, account).await? {
        changes.extend(Session::end_all(store, account.id, None).await?);
        changes.extend(account.remove());
    }
    Ok(changes)
}

async fn without_profile(store: &dyn Store, profile: &Profile) -> Result<Option<PlainChange>, StoreError> {
    let Some(applied) = AppliedFile::of(store, profile.workspace).await? else { return Ok(None) };
    let Ok(mut file) = serde_json::from_str::<Value>(&applied.text) else { return Ok(None) };
    let words = [("name", Some(profile.name.as_str())), ("mail", profile.mail.as_deref()), ("handle", profile.handle.as_deref())];
    let is_changed = scrub(&mut file, &words);
    Ok(is_changed.then(|| PlainChange::put(&AppliedFile { text: file.to_string(), ..applied })))
}

/// The organisation file applied last without these words, each a whole value of it; `None` when it holds none of them.
#[must_use]
pub fn without_words(applied: &AppliedFile, words: &[String]) -> Option<AppliedFile> {
    let mut file = serde_json::from_str(&applied.text).ok()?;
    replace(&mut file, words).then(|| AppliedFile { workspace: applied.workspace, text: file.to_string() })
}

fn replace(value: &mut Value, words: &[String]) -> bool {
    match value {
        Value::String(text) if words.contains(text) => {
            *value = rowlock_domain::workspace::REDACTED.into();
            true
        }
        Value::Array(list) => list.iter_mut().fold(false, |changed, value| replace(value, words) || changed),
        Value::Object(fields) => fields.iter_mut().fold(false, |changed, (_, value)| replace(value, words) || changed),
        _ => false,
    }
}

fn scrub(value: &mut Value, words: &[(&str, Option<&str>)]) -> bool {
    match value {
        Value::Array(list) => list.iter_mut().fold(false, |changed, value| scrub(value, words) || changed),
        Value::Object(fields) => fields.iter_mut().fold(false, |changed, (name, value)| {
            let is_theirs = value.as_str().is_some_and(|text| words.iter().any(|(field, word)| field == name && *word == Some(text)));
            if is_theirs {
                *value = ERASED.into();
            }
            is_theirs || scrub(value, words) || changed
        }),
        _ => false,
    }
}
