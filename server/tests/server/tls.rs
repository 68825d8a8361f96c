use std::sync::Arc;

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
    let CertifiedKey { cert, signing_key } =
        generate_simple_self_signed(["list.example".to_owned()]).expect("a certificate");
    let mut settings = Settings::new(site::assets());
    let tls = Tls::from_pem(cert.pem().as_bytes(), signing_key.serialize_pem().as_bytes());
    settings.tls = Some(tls.expect("they fit together"));
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
