use std::sync::Arc;
use std::time::Duration;

use http_body_util::BodyExt as _;
use rcgen::{CertifiedKey, generate_simple_self_signed};
use server::Settings;
use server::tls::Tls;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};
use tokio_rustls::TlsConnector;
use tokio_rustls::client::TlsStream;
use tokio_rustls::rustls::crypto::ring;
use tokio_rustls::rustls::pki_types::ServerName;
use tokio_rustls::rustls::{ClientConfig, RootCertStore};

use super::site;

/// Starts an HTTPS server with a fresh certificate and shakes hands with it, offering `protocols`.
async fn shake_hands(protocols: &[&[u8]]) -> TlsStream<TcpStream> {
    shake_hands_with(protocols, |_| {}).await
}

/// The same with other settings.
async fn shake_hands_with(protocols: &[&[u8]], change: impl FnOnce(&mut Settings)) -> TlsStream<TcpStream> {
    let CertifiedKey { cert, signing_key } =
        generate_simple_self_signed(["list.example".to_owned()]).expect("a certificate");
    let mut settings = Settings::new(site::assets());
    let tls = Tls::from_pem(cert.pem().as_bytes(), signing_key.serialize_pem().as_bytes());
    settings.tls = Some(tls.expect("they fit together"));
    change(&mut settings);
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
    let address = listener.local_addr().expect("bound");
    tokio::spawn(server::serve(vec![listener], settings, std::future::pending()));

    let mut roots = RootCertStore::empty();
    roots.add(cert.der().clone()).expect("a certificate");
    let mut config = ClientConfig::builder_with_provider(Arc::new(ring::default_provider()))
        .with_safe_default_protocol_versions()
        .expect("the usual versions")
        .with_root_certificates(roots)
        .with_no_client_auth();
    config.alpn_protocols = protocols.iter().map(|protocol| protocol.to_vec()).collect();
    let stream = TcpStream::connect(address).await.expect("the server listens");
    let name = ServerName::try_from("list.example").expect("a host name");
    TlsConnector::from(Arc::new(config))
        .connect(name, stream)
        .await
        .expect("the handshake succeeds")
}

#[tokio::test]
async fn https_answers_and_tells_browsers_to_keep_to_it() {
    let mut stream = shake_hands(&[b"http/1.1"]).await;
    stream
        .write_all(b"GET / HTTP/1.1\r\nHost: list.example\r\nConnection: close\r\n\r\n")
        .await
        .expect("open");
    let mut answer = String::new();
    // The server may close without a closing alert once the answer is out.
    let _end = stream.read_to_string(&mut answer).await;
    assert!(answer.starts_with("HTTP/1.1 200"), "{answer}");
    assert!(answer.contains("strict-transport-security: max-age="), "{answer}");
    assert!(
        answer.contains("connect-src list.example/assets/app-11.wasm"),
        "{answer}"
    );
}

#[tokio::test]
async fn http2_is_agreed_on_in_the_handshake() {
    let stream = shake_hands(&[b"h2", b"http/1.1"]).await;
    assert_eq!(stream.get_ref().1.alpn_protocol(), Some(&b"h2"[..]));
    let (mut sender, connection) = hyper::client::conn::http2::handshake(
        hyper_util::rt::TokioExecutor::new(),
        hyper_util::rt::TokioIo::new(stream),
    )
    .await
    .expect("HTTP/2");
    tokio::spawn(connection);
    let request = axum::http::Request::get("https://list.example/")
        .body(axum::body::Body::empty())
        .expect("valid");
    let answer = sender.send_request(request).await.expect("an answer");
    assert_eq!(answer.status(), 200);
    assert_eq!(
        answer.headers()["strict-transport-security"],
        "max-age=31536000",
        "neither subdomains nor preloading: the host's neighbours are not ours to decide on"
    );
    let policy = answer.headers()["content-security-policy"]
        .to_str()
        .expect("text");
    assert!(
        policy.ends_with("connect-src list.example/assets/app-11.wasm"),
        "{policy}"
    );
}

/// Shortened limits for clients that hold a place and do nothing with it.
fn impatient(settings: &mut Settings) {
    settings.limits.head = Duration::from_millis(300);
    settings.limits.take = Duration::from_millis(300);
}

#[tokio::test]
async fn an_http2_connection_without_requests_or_takers_is_closed() {
    const PREFACE: &[u8] = b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n";
    const HALF_A_PREFACE: &[u8] = b"PRI * HTTP";
    const SETTINGS: &[u8] = b"\0\0\0\x04\0\0\0\0\0";
    // No window: the answer can never be sent.
    const NO_WINDOW: &[u8] = b"\0\0\x06\x04\0\0\0\0\0\0\x04\0\0\0\0";
    // GET https://x/ on stream 1.
    const REQUEST: &[u8] = b"\0\0\x06\x01\x05\0\0\0\x01\x82\x87\x84\x41\x01x";
    const PING: &[u8] = b"\0\0\x08\x06\0\0\0\0\0pingpong";
    let clients: [&[&[u8]]; 4] = [
        &[],
        &[HALF_A_PREFACE],
        &[PREFACE, SETTINGS],
        &[PREFACE, NO_WINDOW, REQUEST],
    ];
    for client in clients {
        let stream = shake_hands_with(&[b"h2"], impatient).await;
        let (mut read, mut write) = tokio::io::split(stream);
        write.write_all(&client.concat()).await.expect("open");
        let pings = tokio::spawn(async move {
            // Only one who has said the preface may ping.
            while client.len() > 1 && write.write_all(PING).await.is_ok() {
                tokio::time::sleep(Duration::from_millis(50)).await;
            }
            write
        });
        let mut answer = Vec::new();
        let ended = tokio::time::timeout(Duration::from_mins(1), read.read_to_end(&mut answer)).await;
        let _reset_counts_too = ended.expect("the server closes the connection");
        pings.abort();
    }
}

#[tokio::test]
async fn an_http2_client_may_be_slow() {
    const SIZE: usize = 1024 * 1024;
    let large = server::assets::File {
        path: "large.txt".into(),
        bytes: axum::body::Bytes::from(vec![b'a'; SIZE]),
        sha256: [7; 32],
    };
    let stream = shake_hands_with(&[b"h2"], |settings| {
        impatient(settings);
        settings.assets = server::assets::Assets::from_files([large]);
    });
    let (mut sender, connection) =
        hyper::client::conn::http2::Builder::new(hyper_util::rt::TokioExecutor::new())
            .initial_stream_window_size(u32::from(u16::MAX))
            .handshake(hyper_util::rt::TokioIo::new(stream.await))
            .await
            .expect("HTTP/2");
    tokio::spawn(connection);
    let request = axum::http::Request::get("https://list.example/large.txt")
        .body(axum::body::Body::empty())
        .expect("valid");
    let mut body = sender.send_request(request).await.expect("an answer").into_body();
    let mut taken = 0;
    while let Some(frame) = body.frame().await {
        taken += frame
            .expect("not cut off")
            .data_ref()
            .map_or(0, axum::body::Bytes::len);
        // A megabyte then takes some seconds, many times the limits.
        tokio::time::sleep(Duration::from_millis(60)).await;
    }
    assert_eq!(taken, SIZE);
}

#[test]
fn a_key_of_another_certificate_is_refused() {
    let make = || generate_simple_self_signed(["list.example".to_owned()]).expect("a certificate");
    let (one, other) = (make(), make());
    assert!(
        Tls::from_pem(
            one.cert.pem().as_bytes(),
            other.signing_key.serialize_pem().as_bytes()
        )
        .is_err()
    );
    assert!(Tls::from_pem(b"", one.signing_key.serialize_pem().as_bytes()).is_err());
}

#[test]
fn a_mark_before_the_text_is_passed_over_and_a_passphrase_is_named() {
    let CertifiedKey { cert, signing_key } =
        generate_simple_self_signed(["list.example".to_owned()]).expect("a certificate");
    let marked = |text: String| format!("\u{feff}{text}").into_bytes();
    let (chain, key) = (marked(cert.pem()), marked(signing_key.serialize_pem()));
    assert!(Tls::from_pem(&chain, &key).is_ok());
    for encrypted in [
        "-----BEGIN ENCRYPTED PRIVATE KEY-----\nAAAA\n-----END ENCRYPTED PRIVATE KEY-----\n",
        "-----BEGIN RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\nDEK-Info: AES-256-CBC,00\n\nAAAA\n-----END RSA PRIVATE KEY-----\n",
    ] {
        let error = Tls::from_pem(&chain, encrypted.as_bytes()).expect_err("no passphrase is known");
        assert!(error.to_string().contains("设有口令"), "{error:#}");
    }
}
