//! Slow and hostile clients over real sockets. Limits are shortened; nothing is asserted about how long things take,
//! only that they end (or would hang the test, which its time-out turns into a failure).

use std::net::SocketAddr;
use std::time::Duration;

use axum::body::Bytes;
use server::Settings;
use server::assets::{Assets, File};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::oneshot;
use tokio::task::JoinHandle;
use tokio::time::timeout;

use super::site;

/// Far beyond every shortened limit.
const NEVER: Duration = Duration::from_mins(1);

struct Running {
    address: SocketAddr,
    stop: oneshot::Sender<()>,
    ended: JoinHandle<anyhow::Result<()>>,
}

async fn start(change: impl FnOnce(&mut Settings)) -> Running {
    let mut settings = Settings::new(site::assets());
    change(&mut settings);
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
    let address = listener.local_addr().expect("bound");
    let (stop, stopped) = oneshot::channel();
    let shutdown = async {
        let _dropped_counts_too = stopped.await;
    };
    let ended = tokio::spawn(server::serve(vec![listener], settings, shutdown));
    Running { address, stop, ended }
}

async fn connect(running: &Running) -> TcpStream {
    TcpStream::connect(running.address)
        .await
        .expect("the server listens")
}

/// Reads until the server closes; a reset counts as closed.
async fn until_closed(stream: &mut TcpStream) -> Vec<u8> {
    let mut bytes = Vec::new();
    let _reset = timeout(NEVER, stream.read_to_end(&mut bytes))
        .await
        .expect("the server closes the connection");
    bytes
}

async fn fetch(stream: &mut TcpStream) -> String {
    stream
        .write_all(b"GET /healthz HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
        .await
        .expect("open");
    String::from_utf8_lossy(&until_closed(stream).await).into_owned()
}

#[tokio::test]
async fn a_request_that_never_ends_its_head_is_closed() {
    let running = start(|settings| settings.limits.head = Duration::from_millis(300)).await;
    for start in ["", "GET / HTTP/1.1\r\nHost: a\r\nX-a: "] {
        let mut slow = connect(&running).await;
        slow.write_all(start.as_bytes()).await.expect("open");
        until_closed(&mut slow).await;
    }
    assert!(
        fetch(&mut connect(&running).await)
            .await
            .starts_with("HTTP/1.1 200")
    );
}

#[tokio::test]
async fn a_head_may_be_as_large_as_browsers_send_and_not_much_larger() {
    let running = start(|_| {}).await;
    for (cookies, expected) in [(30_000, "HTTP/1.1 200"), (200_000, "HTTP/1.1 431")] {
        let mut stream = connect(&running).await;
        let cookies = "c".repeat(cookies);
        let head =
            format!("GET /healthz HTTP/1.1\r\nHost: a\r\nConnection: close\r\nCookie: a={cookies}\r\n\r\n");
        // The server may refuse the rest while it is being sent.
        let _reset = stream.write_all(head.as_bytes()).await;
        let mut start = [0; 12];
        stream.read_exact(&mut start).await.expect("an answer");
        assert_eq!(String::from_utf8_lossy(&start), expected);
    }
}

#[tokio::test]
async fn an_idle_connection_is_closed() {
    let running = start(|settings| settings.limits.head = Duration::from_millis(300)).await;
    let mut idle = connect(&running).await;
    idle.write_all(b"GET /healthz HTTP/1.1\r\nHost: a\r\n\r\n")
        .await
        .expect("open");
    assert!(until_closed(&mut idle).await.starts_with(b"HTTP/1.1 200"));
}

#[tokio::test]
async fn a_client_that_does_not_take_its_answer_is_closed() {
    let large = File {
        path: "large.txt".into(),
        bytes: Bytes::from(vec![b'a'; 64 * 1024 * 1024]),
        sha256: [7; 32],
    };
    let running = start(|settings| {
        settings.assets = Assets::from_files([large]);
        settings.limits.take = Duration::from_millis(300);
    })
    .await;
    let mut deaf = connect(&running).await;
    deaf.write_all(b"GET /large.txt HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
        .await
        .expect("open");
    tokio::time::sleep(Duration::from_secs(2)).await;
    assert!(
        until_closed(&mut deaf).await.len() < 64 * 1024 * 1024,
        "the answer was cut"
    );

    // The control: a client that reads gets all of it.
    let mut good = connect(&running).await;
    good.write_all(b"GET /large.txt HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
        .await
        .expect("open");
    assert!(until_closed(&mut good).await.len() > 64 * 1024 * 1024);
}

#[tokio::test]
async fn connections_beyond_the_cap_wait_for_a_place() {
    let running = start(|settings| {
        settings.limits.connections = 2;
        settings.limits.head = NEVER;
    })
    .await;
    let (mut first, mut second) = (connect(&running).await, connect(&running).await);
    for held in [&mut first, &mut second] {
        held.write_all(b"GET /healthz HTTP/1.1\r\nHost: a\r\n\r\n")
            .await
            .expect("open");
        let mut head = [0; 12];
        held.read_exact(&mut head).await.expect("an answer");
        assert_eq!(&head, b"HTTP/1.1 200");
    }
    let mut third = connect(&running).await;
    third
        .write_all(b"GET /healthz HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
        .await
        .expect("open");
    let mut byte = [0; 1];
    let early = timeout(Duration::from_millis(500), third.read(&mut byte)).await;
    assert!(early.is_err(), "the third connection must wait");
    drop(first);
    let answer = timeout(NEVER, third.read(&mut byte))
        .await
        .expect("a place became free");
    assert_eq!(answer.expect("an answer"), 1);
}

#[tokio::test]
async fn the_server_ends_although_a_client_hangs() {
    let running = start(|settings| {
        settings.limits.head = NEVER;
        settings.limits.farewell = Duration::from_millis(300);
    })
    .await;
    let mut slow = connect(&running).await;
    slow.write_all(b"GET / HTTP/1.1\r\nHost: a\r\nX-a: ")
        .await
        .expect("open");
    // An answered request on a second connection shows that the first was accepted as well.
    assert!(
        fetch(&mut connect(&running).await)
            .await
            .starts_with("HTTP/1.1 200")
    );
    running.stop.send(()).expect("the server runs");
    let ended = timeout(NEVER / 2, running.ended).await.expect("the server ends");
    ended.expect("no panic").expect("no error");
    until_closed(&mut slow).await;
    assert!(
        TcpStream::connect(running.address).await.is_err(),
        "nothing listens any more"
    );
}

#[tokio::test]
async fn several_listeners_and_ipv6_are_served() {
    let mut listeners = vec![TcpListener::bind("127.0.0.1:0").await.expect("a free port")];
    match TcpListener::bind("[::1]:0").await {
        Ok(listener) => listeners.push(listener),
        Err(error) => println!("SKIPPED: no IPv6 on this machine: {error}"),
    }
    let addresses: Vec<SocketAddr> = listeners
        .iter()
        .map(|listener| listener.local_addr().expect("bound"))
        .collect();
    tokio::spawn(server::serve(
        listeners,
        Settings::new(site::assets()),
        std::future::pending(),
    ));
    for address in addresses {
        let mut stream = TcpStream::connect(address).await.expect("the server listens");
        assert!(fetch(&mut stream).await.starts_with("HTTP/1.1 200"), "{address}");
    }
}
