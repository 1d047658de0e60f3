//! `apply`: brings a workspace to an organisation file, in one step or not at all.
//!
//! What the file means and what changes is `rowlock-organisation`'s; here it meets the log: plan upon the newest model,
//! hand everything in together, and plan anew if somebody was faster. The workspace is created only once the plan holds.

use super::{Apply, Failure, Output, Reply, Step};
use rowlock_domain::{Actor, Context, PersonId, Refusal, Thing, Via, Workspace};
use rowlock_engine::plain::StoreError;
use rowlock_engine::{Desk, Engine, EngineError, Profiles, Submission, SubmitError, check_slug, plain};
use rowlock_organisation::{Application, Applied, Document, Options, Profile, Standing, plan, read};
use std::sync::Arc;

/// How often the file is compared anew because the workspace changed meanwhile.
const ATTEMPTS: usize = 5;

pub async fn apply(engine: &Arc<Engine>, request: &Apply, output: &mut dyn Output) -> Result<Reply, Failure> {
    check_slug(&request.workspace).map_err(|error| Failure::usage(format!("{error}. Give another one with --workspace.")))?;
    if let Some(trouble) = engine.trouble().get(&request.workspace) {
        return Err(Failure::new(format!("The workspace “{}” is out of service: {}.", request.workspace, trouble.why)));
    }
    output.step(step(0, "Reading the file".to_owned()));
    let document = read(&request.text).map_err(Failure::problems)?;
    for _ in 0..ATTEMPTS {
        if let Some(reply) = attempt(engine, request, &document, output).await? {
            return Ok(reply);
        }
    }
    Err(Failure::new("The workspace kept changing while the file was compared with it; nothing was applied. Try again in a quieter moment."))
}

fn step(done: u64, what: String) -> Step {
    Step { done, of: 3, what }
}

/// One try; none if the workspace changed between plan and commit.
async fn attempt(engine: &Arc<Engine>, request: &Apply, document: &Document, output: &mut dyn Output) -> Result<Option<Reply>, Failure> {
    output.step(step(1, "Comparing it with what stands".to_owned()));
    let desk = engine.desk(&request.workspace);
    let last = last_applied(engine, desk.as_deref()).await?;
    let snapshot = desk.as_ref().map(|desk| desk.snapshot());
    let (model, profiles) = snapshot.map_or_else(Default::default, |snapshot| (Arc::clone(&snapshot.model), Arc::clone(&snapshot.profiles)));
    let application = planned(engine, &model, &profiles, last.as_ref(), (document, request))?;
    let commands = application.commands().len();
    let mut version = application.version;
    if !request.dry_run && (commands > 0 || !application.profiles.is_empty() || last.as_ref() != Some(&application.applied)) {
        output.step(step(2, format!("Writing {commands} changes")));
        let desk = match desk {
            Some(desk) => desk,
            None => match engine.create(&request.workspace).await {
                // Another process was faster: it is compared anew with what that one made.
                Err(EngineError::Store(StoreError::SlugTaken(_))) => {
                    engine.freshen(Some(&request.workspace)).await?;
                    engine.enter(&request.workspace).await?;
                    return Ok(None);
                }
                created => created?,
            },
        };
        match desk.submit(submission(&desk, &application)?).await {
            Ok(done) => version = done.version,
            Err(SubmitError::Refused(Refusal::Changed { thing: Thing::Workspace, .. })) => return Ok(None),
            Err(error) => return Err(error.into()),
        }
    }
    output.step(step(3, "Done".to_owned()));
    let (plan, counts) = (application.plan.to_string(), application.plan.counts());
    Ok(Some(Reply::Applied { workspace: request.workspace.clone(), version, changes: !application.plan.is_empty(), plan, counts }))
}

async fn last_applied(engine: &Engine, desk: Option<&Desk>) -> Result<Option<Applied>, Failure> {
    let Some(desk) = desk else { return Ok(None) };
    let Some(file) = plain::AppliedFile::of(&**engine.store(), desk.key).await? else { return Ok(None) };
    let parsed = serde_json::from_str(&file.text);
    parsed.map(Some).map_err(|error| {
        Failure::new(format!(
            "The record of the file applied last cannot be read: {error}. It was written by another version of Rowlock; use that one."
        ))
    })
}

fn planned(
    engine: &Engine,
    model: &Workspace,
    profiles: &Profiles,
    last: Option<&Applied>,
    (document, request): (&Document, &Apply),
) -> Result<Application, Failure> {
    let context = Context {
        workspace: model,
        actor: Actor::Operator,
        on_behalf_of: None,
        via: Via::Import,
        now: engine.clock().now().max(model.at),
        calendar: &**engine.calendar(),
    };
    let known = |profile: &Arc<plain::Profile>| {
        let plain::Profile { person, name, mail, handle, .. } = plain::Profile::clone(profile);
        Profile { person, name, mail, handle }
    };
    let profiles: Vec<Profile> = profiles.iter().map(known).collect();
    let standing = Standing { context: &context, profiles: &profiles, last };
    let options = Options { overwrite: request.overwrite, prune: request.prune };
    plan(document, standing, options, &mut || PersonId(rand::random())).map_err(Failure::problems)
}

/// Everything together: it holds for the version it was planned upon and no other.
fn submission(desk: &Desk, application: &Application) -> Result<Submission, Failure> {
    let (commands, version) = (application.commands(), application.version);
    let mut submission = Submission::built(Actor::Operator, Via::Import, move |context| {
        let now = context.workspace.version;
        if now == version { Ok(commands.clone()) } else { Err(Refusal::Changed { thing: Thing::Workspace, version: now }) }
    });
    let written = |profile: &Profile| {
        let Profile { person, name, mail, handle } = profile.clone();
        plain::Profile { workspace: desk.key, person, name, mail, handle }
    };
    submission.profiles = application.profiles.iter().map(written).collect();
    let text =
        serde_json::to_string(&application.applied).map_err(|error| Failure::new(format!("The record of this file cannot be kept: {error}.")))?;
    submission.plain = vec![plain::PlainChange::put(&plain::AppliedFile { workspace: desk.key, text })];
    Ok(submission)
}
