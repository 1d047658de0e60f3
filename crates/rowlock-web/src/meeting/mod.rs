//! The meeting: before it (`plan`), while it is held (`stage`, `phone`, `close`), after it (`minutes`).
//!
//! Every action is a plain form that leads back to the screen it came from. What a topic's thing can do stands in
//! `deeds`; relays have a module of their own.

mod acts;
pub(crate) mod address;
mod attendance;
mod ballot;
mod capture;
mod close;
pub(crate) mod coming;
mod deeds;
mod door;
mod facts;
mod minutes;
mod phone;
mod plan;
mod plan_forms;
pub mod record;
mod room;
mod round;
mod screen;
mod stage;
mod steer;
mod topic;
pub(crate) mod words;

use crate::routes::Routes;
use crate::ui::page::NextMeeting;
use crate::view::View;
use rowlock_domain::group::Group;
use rowlock_domain::meeting::MeetingState;

/// Forms that concern an occurrence whether or not it has a number.
macro_rules! both {
    ($routes:ident, $noun:literal, $handler:path) => {
        $routes.command(concat!("/{workspace}/meetings/{meeting}/", $noun), $handler);
        $routes.command(concat!("/{workspace}/series/{number}/{start}/", $noun), $handler);
    };
}

pub(crate) fn routes(routes: &mut Routes) {
    routes.get("/{workspace}/groups/{group}/meeting", door::current);
    routes.get("/{workspace}/groups/{group}/meetings", door::list);
    routes.get("/{workspace}/series/{number}/{start}", plan::unnumbered);
    routes.get("/{workspace}/meetings/{meeting}", screen::main);
    routes.get("/{workspace}/meetings/{meeting}/phone", screen::phone);
    routes.get("/{workspace}/meetings/{meeting}/close", screen::close);
    routes.get("/{workspace}/meetings/{meeting}/minutes.md", record::markdown);
    both!(routes, "opening", plan_forms::open);
    both!(routes, "start", plan_forms::move_to);
    both!(routes, "cancellation", plan_forms::cancel);
    both!(routes, "skip", plan_forms::skip);
    both!(routes, "topics", plan_forms::propose);
    both!(routes, "put-off", plan_forms::put_off);
    both!(routes, "reminders", plan_forms::remind);
    both!(routes, "attendance", attendance::note);
    held(routes);
}

/// Forms of numbered meetings.
fn held(routes: &mut Routes) {
    routes.command("/{workspace}/meetings/{meeting}/reinstatement", plan_forms::reinstate);
    routes.command("/{workspace}/meetings/{meeting}/put-off/end", plan_forms::take_back_in);
    routes.command("/{workspace}/meetings/{meeting}/topics/{topic}/removal", plan_forms::leave_out);
    routes.command("/{workspace}/meetings/{meeting}/topics/{topic}/place", plan_forms::place);
    routes.command("/{workspace}/meetings/{meeting}/others", attendance::note_other);
    routes.command("/{workspace}/meetings/{meeting}/speaker", attendance::call);
    routes.command("/{workspace}/meetings/{meeting}/next", steer::next);
    routes.command("/{workspace}/meetings/{meeting}/previous", steer::previous);
    routes.command("/{workspace}/meetings/{meeting}/pause", steer::pause);
    routes.command("/{workspace}/meetings/{meeting}/pause/end", steer::resume);
    routes.command("/{workspace}/meetings/{meeting}/topics/{topic}/start", steer::start);
    routes.command("/{workspace}/meetings/{meeting}/topics/{topic}/outcome", steer::conclude);
    routes.command("/{workspace}/meetings/{meeting}/topics/{topic}/time", steer::add_time);
    routes.command("/{workspace}/meetings/{meeting}/captures", capture::catch);
    routes.command("/{workspace}/meetings/{meeting}/things/{thing}/{deed}", deeds::act);
    routes.get("/{workspace}/meetings/{meeting}/ballots", ballot::count);
    routes.post("/{workspace}/meetings/{meeting}/ballots", ballot::cast);
    routes.post("/{workspace}/meetings/{meeting}/close", close::end);
    routes.command("/{workspace}/meetings/{meeting}/sentences", close::add_sentence);
    routes.command("/{workspace}/meetings/{meeting}/hold", close::hold);
    routes.command("/{workspace}/meetings/{meeting}/hold/end", close::take_back);
    routes.command("/{workspace}/meetings/{meeting}/corrections", minutes::correct);
}

/// The next or open meeting of a group, for the top bar.
pub(crate) fn next_for_shell(view: &View, group: &Group) -> Option<NextMeeting> {
    let next = coming::next(view, group)?;
    let href = view.href(&next.path);
    Some(NextMeeting { href, starts_at_ms: next.upcoming.starts_at.0, now_ms: view.now.0, open: next.upcoming.state == MeetingState::Open })
}
