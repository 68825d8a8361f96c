//! HTTPS by the server itself, for places without a reverse proxy.

use std::io;
use std::path::Path;
use std::sync::Arc;

use anyhow::{Context as _, ensure};
use tokio::io::{AsyncRead, AsyncWrite};
use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::ServerConfig;
use tokio_rustls::rustls::crypto::ring;
use tokio_rustls::rustls::pki_types::pem::PemObject as _;
use tokio_rustls::rustls::pki_types::{CertificateDer, PrivateKeyDer};
use tokio_rustls::server::TlsStream;

/// Name of HTTP/2 in the handshake.
const HTTP2: &[u8] = b"h2";

/// A certificate with its key, ready for handshakes.
#[derive(Clone)]
pub struct Tls(TlsAcceptor);

impl std::fmt::Debug for Tls {
    /// Never shows the key.
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("Tls")
    }
}

impl Tls {
    /// Reads a certificate chain and a private key, both PEM.
    pub fn from_files(certificate: &Path, key: &Path) -> anyhow::Result<Self> {
        let read = |path: &Path| {
            std::fs::read(path).with_context(|| format!("无法读取 cannot read {}", path.display()))
        };
        Self::from_pem(&read(certificate)?, &read(key)?)
    }

    /// Takes a certificate chain and a private key, both PEM.
    pub fn from_pem(certificate: &[u8], key: &[u8]) -> anyhow::Result<Self> {
        let (certificate, key) = (without_mark(certificate), without_mark(key));
        let chain: Vec<CertificateDer<'static>> = CertificateDer::pem_slice_iter(certificate)
            .collect::<Result<_, _>>()
            .context("证书不是有效的 PEM the certificate is not valid PEM")?;
        ensure!(
            !chain.is_empty(),
            "证书文件中没有证书 no certificate in the certificate file"
        );
        ensure!(
            !is_encrypted(key),
            "私钥设有口令，无法使用，请先去掉口令：openssl pkey -in 私钥.pem -out 新私钥.pem (the key is encrypted: remove its passphrase)"
        );
        let key =
            PrivateKeyDer::from_pem_slice(key).context("私钥不是有效的 PEM the key is not valid PEM")?;
        let mut config = ServerConfig::builder_with_provider(Arc::new(ring::default_provider()))
            .with_safe_default_protocol_versions()?
            .with_no_client_auth()
            .with_single_cert(chain, key)
            .context("证书与私钥不匹配 certificate and key do not fit together")?;
        config.alpn_protocols = vec![HTTP2.to_vec(), b"http/1.1".to_vec()];
        Ok(Self(TlsAcceptor::from(Arc::new(config))))
    }

    /// Does the handshake; also tells whether the client chose HTTP/2.
    pub(crate) async fn accept<S>(&self, stream: S) -> io::Result<(TlsStream<S>, bool)>
    where
        S: AsyncRead + AsyncWrite + Unpin,
    {
        let stream = self.0.accept(stream).await?;
        let http2 = stream.get_ref().1.alpn_protocol() == Some(HTTP2);
        Ok((stream, http2))
    }
}

/// The text without the mark that Windows editors put before UTF-8, which would hide the first line.
fn without_mark(pem: &[u8]) -> &[u8] {
    pem.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(pem)
}

/// Whether a key asks for a passphrase, in either of the two ways that PEM says so.
fn is_encrypted(key: &[u8]) -> bool {
    let says = |sign: &[u8]| key.windows(sign.len()).any(|part| part == sign);
    says(b"BEGIN ENCRYPTED PRIVATE KEY") || says(b"Proc-Type: 4,ENCRYPTED")
}
