//! Real sockets: half-sent requests, broken framing, streams that end with their session, a clean stop.

use crate::support::{self, Browser, House};
use rowlock_domain::testing::{INES, OTTO, RUTH, Story};
use rowlock_domain::{GroupId, Title, group::command::RenameGroup};
use rowlock_store::Memory;
use rowlock_web::server;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::{Duration, Instant};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinHandle;
use tokio_util::sync::CancellationToken;

struct Served {
    house: House,
    address: SocketAddr,
    shutdown: CancellationToken,
    serving: JoinHandle<()>,
}

async fn served() -> Served {
    served_by(House::of(Story::two_teams()).await).await
}

async fn served_by(house: House) -> Served {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let shutdown = CancellationToken::new();
    let serving = tokio::spawn(server::serve(vec![listener], house.site.clone(), shutdown.clone()));
    Served { house, address, shutdown, serving }
}

impl Served {
    /// Sends bytes and reads until the server closes, at most for some seconds.
    async fn say(&self, bytes: &[u8]) -> String {
        let mut stream = TcpStream::connect(self.address).await.unwrap();
        // The server may answer and close before everything was sent.
        let _ = stream.write_all(bytes).await;
        let mut heard = Vec::new();
        let _ = tokio::time::timeout(Duration::from_secs(20), stream.read_to_end(&mut heard)).await;
        String::from_utf8_lossy(&heard).into_owned()
    }

    /// Opens the live stream of a person.
    async fn follow(&self, person: rowlock_domain::PersonId, extra: &str) -> TcpStream {
        let browser = self.house.sign_in(person).await;
        self.follow_as(&browser, extra).await
    }

    async fn follow_as(&self, browser: &Browser, extra: &str) -> TcpStream {
        let cookie = browser.cookie("__Host-rowlock").unwrap();
        let mut stream = TcpStream::connect(self.address).await.unwrap();
        let request = format!("GET /harbour/live HTTP/1.1\r\nHost: x\r\nConnection: close\r\nCookie: __Host-rowlock={cookie}\r\n{extra}\r\n");
        stream.write_all(request.as_bytes()).await.unwrap();
        stream
    }
}

/// Reads until the text has come, or the stream ends.
async fn hear(stream: &mut TcpStream, text: &str) -> String {
    let mut heard = String::new();
    let mut buffer = [0; 4_096];
    while !heard.contains(text) {
        let read = tokio::time::timeout(Duration::from_secs(10), stream.read(&mut buffer)).await.expect("something in time").unwrap();
        if read == 0 {
            break;
        }
        heard.push_str(&String::from_utf8_lossy(&buffer[..read]));
    }
    heard
}

fn status(answer: &str) -> &str {
    answer.split(' ').nth(1).unwrap_or("nothing")
}

#[tokio::test]
async fn framing_that_could_be_read_in_two_ways_is_refused() {
    let served = served().await;
    for bytes in [
        "GET / HTTP/1.1\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\nConnection: close\r\n\r\n",
        "POST /sign-in HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\nContent-Length: 4\r\nConnection: close\r\n\r\nabc",
        "GET / HTTP/9.9\r\nHost: a\r\n\r\n",
        "GARBAGE\r\n\r\n",
    ] {
        let bytes = bytes.replace("HTTP/1.1\r\n\r\n", "HTTP/1.1\r\nConnection: close\r\n\r\n");
        assert_eq!(status(&served.say(bytes.as_bytes()).await), "400", "{bytes:?}");
    }
    let chunked = "POST /sign-in HTTP/1.1\r\nHost: a\r\nContent-Type: application/x-www-form-urlencoded\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\nZZ\r\n";
    assert!(matches!(status(&served.say(chunked.as_bytes()).await), "400" | "413" | "nothing"));
}

#[tokio::test]
async fn too_many_or_too_large_headers_are_answered_431() {
    let served = served().await;
    let large = format!("GET / HTTP/1.1\r\nHost: a\r\nX-Large: {}\r\n\r\n", "x".repeat(1_000_000));
    assert_eq!(status(&served.say(large.as_bytes()).await), "431");
    let many: String = (0..10_000).map(|n| format!("X-{n}: 1\r\n")).collect();
    let many = format!("GET / HTTP/1.1\r\nHost: a\r\n{many}\r\n");
    assert_eq!(status(&served.say(many.as_bytes()).await), "431");
}

#[tokio::test]
async fn a_large_body_is_refused_at_once() {
    let served = served().await;
    let begun = Instant::now();
    let request = "POST /sign-in HTTP/1.1\r\nHost: a\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 20000000\r\n\r\n";
    let answer = served.say(request.as_bytes()).await;
    assert_eq!(status(&answer), "413");
    assert!(answer.to_lowercase().contains("connection: close"));
    assert!(begun.elapsed() < Duration::from_secs(2));
}

#[tokio::test]
async fn half_sent_headers_do_not_hold_a_connection() {
    let served = served().await;
    let begun = Instant::now();
    let answer = served.say(b"GET / HTTP/1.1\r\nHost: a\r\nX-Slow: ").await;
    assert!(matches!(status(&answer), "408" | "nothing"), "{answer}");
    assert!(begun.elapsed() < Duration::from_secs(19));
}

#[tokio::test]
async fn a_stream_tells_of_changes_and_ends_with_its_session() {
    let served = served().await;
    let mut stream = served.follow(INES, "").await;
    let first = hear(&mut stream, "\n\n").await;
    assert!(first.contains("text/event-stream") && first.contains("x-accel-buffering: no"), "{first}");
    let rename = RenameGroup { group: GroupId(1), name: Title::new("Products").unwrap() };
    served.house.act(RUTH, rename).await;
    assert!(hear(&mut stream, "group:1").await.contains("event: touched"));
    let account = session_account(&served).await;
    let ended = rowlock_engine::plain::Session::end_all(&*served.house.store, account, None).await.unwrap();
    served.house.site.engine.change(ended).await.unwrap();
    served.house.site.sessions.forget(account);
    assert!(!hear(&mut stream, "never said").await.contains("event:"));
}

async fn session_account(served: &Served) -> rowlock_engine::plain::AccountId {
    let binding = rowlock_engine::plain::Binding::account_of(&*served.house.store, served.house.desk().key, INES).await.unwrap();
    binding.unwrap()
}

#[tokio::test]
async fn a_stream_of_another_history_begins_afresh() {
    let served = served().await;
    for id in ["0123456789abcdef0123456789abcdef:3", "garbage", "0123456789abcdef0123456789abcdef:-1"] {
        let mut stream = served.follow(OTTO, &format!("Last-Event-ID: {id}\r\n")).await;
        assert!(hear(&mut stream, "scopes").await.contains("\"*\""), "{id}");
    }
}

#[tokio::test]
async fn the_server_stops_in_time_with_streams_open() {
    let served = served().await;
    let mut stream = served.follow(RUTH, "").await;
    hear(&mut stream, "event:").await;
    let begun = Instant::now();
    served.shutdown.cancel();
    served.serving.await.unwrap();
    assert!(begun.elapsed() < Duration::from_secs(5));
    assert!(TcpStream::connect(served.address).await.is_err());
}

/// One of several servers, as far as it knows.
async fn served_upon_a_shared_store() -> Served {
    let (story, store) = (Story::two_teams(), Arc::new(Memory::shared()));
    support::furnish(&store, "harbour", &story).await;
    served_by(House::over(store, story.now(), "http://127.0.0.1:7878", false).await).await
}

#[tokio::test]
async fn a_stream_that_saw_more_at_another_server_waits_for_it_and_never_goes_back() {
    let served = served_upon_a_shared_store().await;
    let browser = served.house.sign_in(INES).await;
    let seen = served.house.desk().snapshot();
    let next = format!("{}:{}", seen.timeline, seen.version() + 1);
    served.house.store.miss_look_ups(u32::MAX);
    let mut stream = served.follow_as(&browser, &format!("Last-Event-ID: {next}\r\n")).await;
    let early = tokio::time::timeout(Duration::from_secs(1), hear(&mut stream, "event:")).await;
    assert!(early.is_err(), "told of what the page has seen already: {early:?}");
    let rename = RenameGroup { group: GroupId(1), name: Title::new("Products").unwrap() };
    served.house.act(RUTH, rename).await;
    assert!(hear(&mut stream, "\n\n").await.contains(&next));
}

#[tokio::test]
async fn an_open_page_is_told_when_the_database_goes_away_and_when_it_is_back() {
    let served = served_upon_a_shared_store().await;
    let browser = served.house.sign_in(INES).await;
    let mut stream = served.follow_as(&browser, "").await;
    hear(&mut stream, "\n\n").await;
    served.house.store.miss_look_ups(u32::MAX);
    assert!(hear(&mut stream, "data: away").await.contains("event: database"));
    served.house.store.miss_look_ups(0);
    assert!(hear(&mut stream, "data: back").await.contains("event: database"));
}

#[tokio::test(start_paused = true)]
async fn a_form_that_is_not_answered_in_time_is_never_told_as_refused() {
    let house = House::of(Story::two_teams()).await;
    let mut ruth = house.sign_in(RUTH).await;
    house.store.stand_still(Duration::from_secs(40));
    let fields = [("title", "Written while the disk hung"), ("severity", "slows"), ("team", "1"), ("key", "0123456789abcdef")];
    let page = ruth.post("groups/product/impediments", &fields).await.is(503);
    assert!(page.text("h1").contains("Nobody knows yet"), "{}", page.text("main"));
    assert!(!page.text("main").contains("Nothing was changed"));
    tokio::time::sleep(Duration::from_secs(20)).await;
    ruth.post("groups/product/impediments", &fields).await.is(303);
    assert_eq!(house.desk().snapshot().model.impediments.len(), 1);
}
