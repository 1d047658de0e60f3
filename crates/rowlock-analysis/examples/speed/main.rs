//! How fast the methods are: `cargo run --release -p rowlock-analysis --example speed -- NAME [FILE]`.
//! A file per method; each prints what it measured as `name: best of n runs`. Compared with the anchors by `cargo xtask bench`.

mod agenda;
mod durations;
mod forecast;
mod network;
mod overlap;

use std::time::Instant;

fn main() {
    let mut arguments = std::env::args().skip(1);
    let (name, file) = (arguments.next(), arguments.next());
    match name.as_deref() {
        Some("agenda") => agenda::measure(),
        Some("durations") => durations::run(),
        Some("forecast") => forecast::measure(file.as_deref()),
        Some("network") => network::measure(),
        Some("overlap") => overlap::measure(file.as_deref()),
        _ => eprintln!("Name one of: agenda, durations, forecast, network, overlap."),
    }
}

/// The answer, after running it `times` times; prints the best time.
fn timed<T>(what: &str, times: usize, mut run: impl FnMut() -> T) -> T {
    let mut best = f64::INFINITY;
    let mut last = None;
    for _ in 0..times.max(1) {
        let start = Instant::now();
        last = Some(run());
        best = best.min(start.elapsed().as_secs_f64() * 1_000.0);
    }
    println!("{what}: {best:.3} ms");
    last.expect("it ran at least once")
}
