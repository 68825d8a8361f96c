//! The accept loop. `axum::serve` 0.8 has no time-out for the head of a request or for idle connections, no cap on
//! connections and no deadline on shutdown; this has all of them.

use std::future::Future;
use std::io;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::extract::Request;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::GracefulConnection;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{Semaphore, watch};
use tokio::task::JoinSet;
use tower::ServiceExt as _;

use crate::activity::Activity;
use crate::log::Peer;
use crate::pace::Paced;
use crate::serve::{Limits, Settings};

/// Pause after the system refused a connection (out of descriptors, say), so that the loop does not spin.
const BREATHER: Duration = Duration::from_millis(100);

/// Most bytes of the head of an HTTP/1 request: cookies of other applications on the same host come along. hyper's own
/// limit is near 400 kB, and each connection may fill it.
const HEAD_BYTES: usize = 64 * 1024;

/// What every connection needs.
struct Host {
    routes: Router,
    limits: Limits,
    free: Arc<Semaphore>,
    #[cfg(feature = "tls")]
    tls: Option<crate::tls::Tls>,
}

/// Answers connections on all listeners until `shutdown` resolves, then lets open requests finish for
/// [`Limits::farewell`] and cuts the rest.
pub async fn run(
    listeners: Vec<TcpListener>,
    routes: Router,
    settings: &Settings,
    shutdown: impl Future<Output = ()>,
) -> anyhow::Result<()> {
    let host = Arc::new(Host {
        routes,
        limits: settings.limits,
        free: Arc::new(Semaphore::new(settings.limits.connections)),
        #[cfg(feature = "tls")]
        tls: settings.tls.clone(),
    });
    let (stop, stopped) = watch::channel(false);
    let mut loops = JoinSet::new();
    for listener in listeners {
        tracing::info!(address = %listener.local_addr()?, "listening");
        loops.spawn(listen(listener, Arc::clone(&host), stopped.clone()));
    }
    drop(stopped);
    shutdown.await;
    tracing::info!("ending");
    stop.send_replace(true);
    while loops.join_next().await.is_some() {}
    tracing::info!("ended");
    Ok(())
}

/// Accepts on one listener. At the cap one more connection is held unanswered; those behind it wait in the system's
/// queue and cost no memory here.
async fn listen(listener: TcpListener, host: Arc<Host>, mut stopped: watch::Receiver<bool>) {
    let mut open = JoinSet::new();
    loop {
        while open.try_join_next().is_some() {}
        let next = async {
            let accepted = listener.accept().await?;
            // The semaphore is never closed, so this only ever waits.
            let place = Arc::clone(&host.free)
                .acquire_owned()
                .await
                .map_err(io::Error::other)?;
            io::Result::Ok((place, accepted))
        };
        let (place, (stream, peer)) = tokio::select! {
            () = told_to_stop(&mut stopped) => break,
            next = next => match next {
                Ok(next) => next,
                Err(error) => {
                    tracing::warn!(%error, "cannot accept");
                    tokio::time::sleep(BREATHER).await;
                    continue;
                }
            },
        };
        let (host, stopped) = (Arc::clone(&host), stopped.clone());
        open.spawn(async move {
            converse(stream, peer, &host, stopped).await;
            drop(place);
        });
    }
    drop(listener);
    let farewell = async { while open.join_next().await.is_some() {} };
    if tokio::time::timeout(host.limits.farewell, farewell)
        .await
        .is_err()
    {
        tracing::warn!(connections = open.len(), "cut off");
        open.shutdown().await;
    }
}

/// Serves one connection. What goes wrong here is the client's doing or its network's: not worth a line in the log.
async fn converse(stream: TcpStream, peer: SocketAddr, host: &Host, stopped: watch::Receiver<bool>) {
    // Answers are written whole; waiting for more to send would only delay them.
    let _not_supported = stream.set_nodelay(true);
    #[cfg(feature = "tls")]
    if let Some(tls) = &host.tls {
        let handshake = tokio::time::timeout(host.limits.head, tls.accept(stream));
        if let Ok(Ok((stream, http2))) = handshake.await {
            if http2 {
                serve_http2(stream, peer, host, stopped).await;
            } else {
                serve_http1(stream, peer, host, stopped).await;
            }
        }
        return;
    }
    serve_http1(stream, peer, host, stopped).await;
}

async fn serve_http1<S>(stream: S, peer: SocketAddr, host: &Host, stopped: watch::Receiver<bool>)
where
    S: AsyncRead + AsyncWrite + Unpin + Send + 'static,
{
    let stream = TokioIo::new(Paced::new(stream, host.limits.take, Arc::default()));
    let connection = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(host.limits.head)
        .max_buf_size(HEAD_BYTES)
        .serve_connection(
            stream,
            hyper::service::service_fn(|request| answer(&host.routes, peer, request)),
        );
    // The limit on heads is one on idle connections too.
    finish(connection, stopped, std::future::pending(), host.limits.take).await;
}

/// Browsers speak HTTP/2 only over TLS, where the handshake has agreed on it.
#[cfg(feature = "tls")]
async fn serve_http2<S>(stream: S, peer: SocketAddr, host: &Host, stopped: watch::Receiver<bool>)
where
    S: AsyncRead + AsyncWrite + Unpin + Send + 'static,
{
    use hyper::server::conn::http2;
    use hyper_util::rt::TokioExecutor;
    let activity = Arc::new(Activity::default());
    let stream = TokioIo::new(Paced::new(stream, host.limits.take, Arc::clone(&activity)));
    let routes = host.routes.clone();
    let requests = Arc::clone(&activity);
    let connection = http2::Builder::new(TokioExecutor::new())
        .timer(TokioTimer::new())
        .max_concurrent_streams(64)
        .max_header_list_size(16 * 1024)
        .serve_connection(
            stream,
            hyper::service::service_fn(move |request| {
                let routes = routes.clone();
                let running = requests.begin();
                async move {
                    let answer = answer(&routes, peer, request).await;
                    drop(running);
                    answer
                }
            }),
        );
    let idle = activity.ceases(host.limits.head);
    finish(connection, stopped, idle, host.limits.take).await;
}

/// Hands one request to the routes.
async fn answer(
    routes: &Router,
    peer: SocketAddr,
    request: Request<Incoming>,
) -> Result<axum::response::Response, std::convert::Infallible> {
    let mut request = request.map(Body::new);
    request.extensions_mut().insert(Peer(peer));
    routes.clone().oneshot(request).await
}

/// Resolves once the server stops. (Drops the guard that `wait_for` returns: it must not be held while waiting.)
async fn told_to_stop(stopped: &mut watch::Receiver<bool>) {
    let _sender_gone_counts_too = stopped.wait_for(|stop| *stop).await;
}

/// Drives a connection to its end. Asks it to end after the current request once the server stops, and once it is `idle`;
/// then it is cut after `patience`.
async fn finish(
    connection: impl GracefulConnection,
    mut stopped: watch::Receiver<bool>,
    idle: impl Future<Output = ()>,
    patience: Duration,
) {
    let mut connection = std::pin::pin!(connection);
    tokio::select! {
        _ended = connection.as_mut() => {}
        () = told_to_stop(&mut stopped) => {
            connection.as_mut().graceful_shutdown();
            let _ended = connection.await;
        }
        () = idle => {
            connection.as_mut().graceful_shutdown();
            let _cut_off = tokio::time::timeout(patience, connection).await;
        }
    }
}
