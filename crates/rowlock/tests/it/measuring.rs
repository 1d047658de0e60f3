//! `/metrics`: every figure has help, type and unit, and grows with what happens. promtool judges it too.

use crate::support::{House, body, command};
use std::collections::{BTreeMap, BTreeSet};
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Child, Command, Stdio};

struct Measured {
    child: Child,
    metrics: String,
}

impl Drop for Measured {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn serve(house: &House) -> Measured {
    let port = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    let metrics = format!("127.0.0.1:{port}");
    let mut serving = command(&house.data());
    serving.args(["serve", "--listen", "127.0.0.1:0", "--metrics-listen", &metrics]).stdout(Stdio::piped()).stderr(Stdio::null());
    let mut child = serving.spawn().unwrap();
    let mut line = String::new();
    BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
    assert!(line.contains("Rowlock runs at"), "{line}");
    Measured { child, metrics }
}

fn asked(address: &str) -> String {
    let mut stream = TcpStream::connect(address).unwrap();
    stream.write_all(format!("GET /metrics HTTP/1.1\r\nHost: {address}\r\n\r\n").as_bytes()).unwrap();
    let mut head = Vec::new();
    let mut byte = [0];
    while !head.ends_with(b"\r\n\r\n") && stream.read(&mut byte).unwrap() == 1 {
        head.push(byte[0]);
    }
    body(stream, &String::from_utf8(head).unwrap())
}

/// A figure's base name: histograms write theirs with endings.
fn base<'n>(name: &'n str, types: &BTreeMap<&str, &str>) -> &'n str {
    let ending = ["_bucket", "_sum", "_count"].into_iter().find_map(|ending| name.strip_suffix(ending));
    ending.filter(|base| types.get(base) == Some(&"histogram")).unwrap_or(name)
}

/// The rules of the text format that Prometheus reads, and of good names.
fn judge(text: &str) -> BTreeMap<String, f64> {
    let (mut types, mut helps, mut figures) = (BTreeMap::new(), BTreeSet::new(), BTreeMap::new());
    for line in text.lines().filter(|line| !line.is_empty()) {
        if let Some(rest) = line.strip_prefix("# HELP ") {
            let (name, help) = rest.split_once(' ').unwrap();
            assert!(helps.insert(name) && help.ends_with('.'), "{line}");
        } else if let Some(rest) = line.strip_prefix("# TYPE ") {
            let (name, kind) = rest.split_once(' ').unwrap();
            assert!(["counter", "gauge", "histogram"].contains(&kind) && types.insert(name, kind).is_none(), "{line}");
        } else {
            let (figure, value) = line.rsplit_once(' ').unwrap();
            let name = figure.split('{').next().unwrap();
            assert!(name.starts_with("rowlock_") && name.bytes().all(|b| b.is_ascii_lowercase() || b == b'_'), "{line}");
            assert!(figure == name || figure.ends_with('}'), "{line}");
            let name = base(name, &types);
            assert!(types.contains_key(name) && helps.contains(name), "{name} has no help or type before its first figure");
            assert_eq!(types[name] == "counter", name.ends_with("_total"), "{name}");
            assert!(types[name] != "histogram" || name.ends_with("_seconds"), "{name} has no unit");
            let value = if value == "+Inf" { f64::INFINITY } else { value.parse().unwrap() };
            assert!(figures.insert(figure.to_owned(), value).is_none(), "{figure} stands twice");
        }
    }
    for (name, _) in types.iter().filter(|(_, kind)| **kind == "histogram") {
        let of = |ending: &str| -> Vec<f64> {
            let begins = format!("{name}{ending}");
            figures.iter().filter(|(figure, _)| figure.starts_with(&begins)).map(|(_, value)| *value).collect()
        };
        let (buckets, counts) = (of("_bucket"), of("_count"));
        assert!(buckets.len() > 1 && counts.len() == 1 && of("_sum").len() == 1, "{name}");
        assert!(buckets.iter().all(|bucket| *bucket <= counts[0]), "{name}");
    }
    figures
}

fn promtool(text: &str) {
    let judging = Command::new("promtool").args(["check", "metrics"]).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn();
    let mut child = judging.expect("promtool is there: `apt-get install -y --no-install-recommends prometheus`");
    child.stdin.take().unwrap().write_all(text.as_bytes()).unwrap();
    let output = child.wait_with_output().unwrap();
    assert!(output.status.success(), "{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
}

#[test]
fn figures_are_written_as_prometheus_reads_them_and_grow() {
    let house = House::small();
    let server = serve(&house);
    let before = judge(&asked(&server.metrics));
    assert!(before["rowlock_model_events"] > 10.0);
    assert_eq!((before["rowlock_workspaces_loaded"], before["rowlock_follow_lag_versions"]), (1.0, 0.0));
    for waiting in ["rowlock_commands_waiting", "rowlock_look_ups_waiting", "rowlock_mails_waiting", "rowlock_mails_given_up_total"] {
        assert_eq!(before[waiting], 0.0, "{waiting}");
    }
    assert!(before["rowlock_replayed_events_total"] > 10.0);
    let done = house.run(&["checkin", "--team", "SEA", "--as", "ada", "--next", "Counted"]);
    assert_eq!(done.code, 0, "{}", done.err);
    let text = asked(&server.metrics);
    let after = judge(&text);
    assert!(after["rowlock_appends_total"] > before["rowlock_appends_total"]);
    assert!(after["rowlock_appended_events_total"] > before["rowlock_appended_events_total"]);
    assert!(after["rowlock_append_seconds_count"] >= 1.0);
    assert!(!text.contains("Counted") && !text.contains("ada"), "no words of people");
    promtool(&text);
}
