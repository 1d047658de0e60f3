//! What a command shows while it runs and when it is done: progress on a terminal's standard error, the rest on standard output.

use crate::operator::{Failure, Output, Step};
use indicatif::{ProgressBar, ProgressStyle};
use serde_json::{Value, json};
use std::io::{IsTerminal, Write};
use std::time::Duration;

/// The terminal, or the file or pipe in its place.
pub struct Screen {
    json: bool,
    bar: Option<ProgressBar>,
}

impl Screen {
    /// A screen; for programs (`--json`) it shows no progress.
    #[must_use]
    pub fn new(json: bool) -> Self {
        Self { json, bar: None }
    }

    /// Ends the progress.
    pub fn clear(&mut self) {
        if let Some(bar) = self.bar.take() {
            bar.finish_and_clear();
        }
    }

    /// Prints a reply: the value for programs, else the text.
    ///
    /// # Errors
    /// When nobody reads any more.
    pub fn reply(&mut self, value: &Value, text: &str) -> Result<(), Failure> {
        self.clear();
        let line = if self.json { value.to_string() } else { plain(text.trim_end()) };
        if line.is_empty() {
            return Ok(());
        }
        print(&format!("{line}\n")).map_err(|error| Failure::new(format!("The answer could not be written: {error}.")))
    }

    /// Hands a failure on; programs get it on standard output as well.
    pub fn failed(&mut self, failure: Failure) -> Failure {
        self.clear();
        if self.json {
            let _ = print(&format!("{}\n", json!({ "error": failure.sentence, "problems": failure.problems })));
        }
        failure
    }
}

/// What a file or a name says must not steer the terminal.
pub fn plain(text: &str) -> String {
    text.chars().map(|c| if c.is_control() && c != '\n' && c != '\t' { '\u{fffd}' } else { c }).collect()
}

fn print(text: &str) -> std::io::Result<()> {
    let mut out = std::io::stdout().lock();
    match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
        // Whoever reads only the beginning (`| head`) has seen enough.
        Err(error) if error.kind() == std::io::ErrorKind::BrokenPipe => std::process::exit(0),
        done => done,
    }
}

impl Output for Screen {
    fn step(&mut self, step: Step) {
        if self.json || !std::io::stderr().is_terminal() {
            return;
        }
        let bar = self.bar.get_or_insert_with(|| {
            let bar = ProgressBar::new(step.of);
            let style = ProgressStyle::with_template("{spinner} [{bar:24}] {msg}").unwrap_or_else(|_| ProgressStyle::default_bar());
            bar.set_style(style.progress_chars("=> "));
            bar.enable_steady_tick(Duration::from_millis(120));
            bar
        });
        bar.set_length(step.of);
        bar.set_position(step.done);
        bar.set_message(step.what);
    }

    fn print(&mut self, text: &str) -> std::io::Result<()> {
        self.clear();
        print(text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_does_not_steer_the_terminal() {
        assert_eq!(plain("a\u{1b}[2Jb\tc\nd\u{9b}"), "a\u{fffd}[2Jb\tc\nd\u{fffd}");
    }
}
