//! `cargo xtask test [PART]`: everything that must hold before a change is taken, the same at the desk and in CI.
//!
//! Steps run one after the other; the first that fails ends the run with one sentence of remedy. Not here: what the steps check
//! (tests of the crates, `tidy`, `e2e/`), and what the browser needs (`browser.rs`).

mod browser;
mod database;
mod step;

use anyhow::Result;
use clap::ValueEnum;
use std::path::PathBuf;
use step::Step;
pub(crate) use step::{cargo, shared};

/// A part that can be run alone.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Part {
    /// The domain and the calendar: pure rules, no tools needed.
    Rules,
    /// All tests of all crates.
    Unit,
    /// The pages.
    Web,
    /// Stories in a real browser.
    Browser,
    /// The short round of every fault.
    Faults,
    /// Format, lints, documentation, house rules.
    Tidy,
}

/// What to test.
#[derive(clap::Args)]
pub(crate) struct Arguments {
    /// Only this part; everything without it.
    part: Option<Part>,
}

/// The repository's root.
pub(crate) fn root() -> PathBuf {
    let here = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    here.parent().map_or(here.clone(), PathBuf::from)
}

/// Runs the steps.
///
/// # Errors
/// When one of them fails; says which and what to do.
pub(crate) fn run(arguments: &Arguments) -> Result<()> {
    match step::shared() {
        Some(folder) => println!("Shared input: {}", folder.display()),
        None => {
            println!("Shared input is not there (ROWLOCK_SHARED, or `shared` beside the repository): tests that need it say that they were skipped.")
        }
    }
    step::run_all(steps(arguments.part))
}

/// Makes the pictures of the documentation with the browser of the stories.
///
/// # Errors
/// When one of the steps fails; says which and what to do.
pub(crate) fn pictures() -> Result<()> {
    step::run_all(browser::pictures())
}

fn steps(part: Option<Part>) -> Vec<Step> {
    let nextest = step::has_nextest();
    match part {
        Some(Part::Rules) => vec![tests("rules", nextest, &["-p", "rowlock-domain", "-p", "rowlock-calendar"])],
        Some(Part::Unit) => unit(nextest),
        Some(Part::Web) => vec![tests("web", nextest, &["-p", "rowlock-web"])],
        Some(Part::Browser) => browser::steps(),
        Some(Part::Faults) => faults(),
        Some(Part::Tidy) => tidy(nextest),
        None => [tidy(nextest), unit(nextest), faults(), browser::steps()].into_iter().flatten().collect(),
    }
}

fn tidy(nextest: bool) -> Vec<Step> {
    let lints = ["clippy", "--workspace", "--all-targets", "--quiet", "--", "-D", "warnings"];
    vec![
        Step::new("format", cargo(&["fmt", "--all", "--check"]), "Run `cargo fmt --all`."),
        tests("house rules", nextest, &["-p", "xtask"]),
        Step::new("lints", cargo(&lints), "Follow what clippy proposes; allow a lint only with a reason."),
        Step::new("documentation", documentation(), "Mend the links and docstrings named above."),
    ]
}

fn documentation() -> std::process::Command {
    let mut command = cargo(&["doc", "--workspace", "--no-deps", "--quiet", "--document-private-items"]);
    command.env("RUSTDOCFLAGS", "-D warnings -A rustdoc::private_intra_doc_links");
    command
}

fn unit(nextest: bool) -> Vec<Step> {
    let mut steps = vec![Step::own("databases are there", database::start), tests("tests", nextest, &["--workspace"])];
    if nextest {
        // nextest leaves out the examples in docstrings.
        let examples = cargo(&["test", "--workspace", "--doc", "--quiet"]);
        steps.push(Step::new("examples in docstrings", examples, "Mend the example named above."));
    }
    steps
}

fn faults() -> Vec<Step> {
    vec![Step::own("faults", crate::faults::short)]
}

fn tests(name: &'static str, nextest: bool, packages: &[&str]) -> Step {
    let runner: &[&str] = if nextest { &["nextest", "run", "--no-tests=pass"] } else { &["test"] };
    Step::new(name, cargo(&[runner, packages].concat()), "Read the first failure above: its message says what to do.")
}
