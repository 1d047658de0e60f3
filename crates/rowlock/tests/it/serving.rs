//! The server beside the command line: never two writers, the socket's rights, and how it ends.

use crate::support::{House, SMALL, Server, command};
use std::io::Read;
use std::os::unix::fs::PermissionsExt;
use std::process::Stdio;
use std::time::Duration;

#[test]
fn there_are_never_two_writers() {
    let house = House::small();
    let server = house.serve();
    let second = command(&house.data()).args(["serve", "--listen", "127.0.0.1:0"]).stdin(Stdio::null()).output().unwrap();
    assert!(!second.status.success());
    assert!(String::from_utf8_lossy(&second.stderr).contains("in use by another Rowlock process"), "{second:?}");
    let version = house.status()["version"].as_u64().unwrap();
    let commands: Vec<_> = (0..6)
        .map(|n| {
            let mut command = command(&house.data());
            command.args(["checkin", "--team", "SEA", "--as", "ada", "--next", &format!("Line {n}"), "--key", &format!("key-{n}")]);
            command.stdout(Stdio::null()).spawn().unwrap()
        })
        .collect();
    for mut child in commands {
        assert!(child.wait().unwrap().success());
    }
    assert!(house.status()["version"].as_u64().unwrap() > version + 5);
    assert_eq!(house.run(&["verify"]).code, 0);
    drop(server);
    assert_eq!(house.run(&["verify"]).code, 0);
}

#[test]
fn commands_without_a_server_wait_for_each_other() {
    let house = House::small();
    let many: Vec<_> = (0..5)
        .map(|n| {
            let mut command = command(&house.data());
            command.args(["checkin", "--team", "SEA", "--as", "ada", "--next", &format!("Line {n}")]).stdout(Stdio::null()).spawn().unwrap()
        })
        .collect();
    for mut child in many {
        assert!(child.wait().unwrap().success());
    }
    let events = house.events();
    assert_eq!(events.iter().filter(|event| event["kind"] == "CheckInGiven").count(), 1);
    assert_eq!(events.iter().filter(|event| event["kind"] == "CheckInAmended").count(), 4);
}

#[test]
fn the_socket_is_for_its_owner_and_a_dead_one_does_no_harm() {
    let house = House::small();
    let server = house.serve();
    let socket = house.data().join("rowlock.sock");
    assert_eq!(std::fs::metadata(&socket).unwrap().permissions().mode() & 0o777, 0o600);
    server.kill();
    assert!(socket.exists());
    assert_eq!(house.run(&["status"]).code, 0);
    let server = house.serve();
    assert_eq!(house.run(&["status"]).code, 0);
    assert_eq!(server.terminate().1, Some(0));
    assert!(!socket.exists());
}

#[test]
fn a_deep_folder_does_not_hide_the_socket() {
    let house = House::new();
    let deep = house.path(&"a-long-name-of-a-folder/".repeat(8)).join("data");
    let file = house.file("harbour.yaml", SMALL);
    assert_eq!(house.run_on(&deep, &["apply", file.to_str().unwrap()]).code, 0);
    let _server = Server::start(&deep);
    let said = house.run_on(&deep, &["status"]);
    assert_eq!(said.code, 0, "{}", said.err);
}

#[test]
fn told_to_stop_it_ends_in_time_with_streams_open() {
    let house = House::small();
    let server = house.serve();
    let (_, ready) = server.get("/readyz", "");
    assert!(ready.starts_with("HTTP/1.1 200"), "{ready}");
    let link = house.run(&["user", "create", "--person", "ada", "--mail", "ada@example.org", "--administrator"]).out;
    let cookie = server.sign_in(link.trim());
    let open: Vec<_> = (0..8).map(|_| server.get("/harbour/live", &cookie)).collect();
    for (_, head) in &open {
        assert!(head.starts_with("HTTP/1.1 200") && head.contains("text/event-stream"), "{head}");
    }
    let socket = std::os::unix::net::UnixStream::connect(house.data().join("rowlock.sock")).unwrap();
    let (took, code) = server.terminate();
    assert!(took < Duration::from_secs(10), "{took:?}");
    assert_eq!(code, Some(0));
    drop((open, socket));
    assert_eq!(house.run(&["verify"]).code, 0);
}

#[test]
fn what_is_no_command_is_answered_and_the_server_goes_on() {
    let house = House::small();
    let _server = house.serve();
    for nonsense in ["\n", "{\"destroy\":{}}\n", "\u{0}\u{1}\n"] {
        let mut stream = std::os::unix::net::UnixStream::connect(house.data().join("rowlock.sock")).unwrap();
        std::io::Write::write_all(&mut stream, nonsense.as_bytes()).unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        assert!(answer.starts_with("{\"failed\":") && answer.contains("does not understand"), "{answer}");
    }
    assert_eq!(house.run(&["status"]).code, 0);
}
