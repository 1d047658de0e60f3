//! The log, on standard error: text on a terminal, JSON otherwise. `ROWLOCK_LOG` says how much, such as `debug`.
//! No personal data goes in: routes without their values, identities without names.

use std::io::IsTerminal as _;
use tracing_subscriber::EnvFilter;

/// Begins logging. Panics go to the log as well.
pub fn begin(least: &str) {
    let filter = EnvFilter::try_from_env("ROWLOCK_LOG").unwrap_or_else(|_| EnvFilter::new(least));
    let builder = tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr);
    // A second subscriber is refused: then the first one logs on.
    let _ = if std::io::stderr().is_terminal() { builder.try_init() } else { builder.json().flatten_event(true).try_init() };
    std::panic::set_hook(Box::new(|panic| {
        let place = panic.location().map_or_else(String::new, ToString::to_string);
        let payload = panic.payload();
        let message = payload.downcast_ref::<&str>().copied().or_else(|| payload.downcast_ref::<String>().map(String::as_str));
        tracing::error!(place, message = message.unwrap_or("no message"), "something went wrong inside Rowlock");
    }));
}
