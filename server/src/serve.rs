//! Puts the parts together: routes, limits, headers, log, listeners.

use std::time::Duration;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::http::StatusCode;
use axum::middleware;
use axum::routing::get;
use tokio::net::TcpListener;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::limit::RequestBodyLimitLayer;
use tower_http::timeout::{RequestBodyTimeoutLayer, TimeoutLayer};

use crate::accept;
use crate::assets::{self, Assets};
use crate::headers::{self, Host, Policy};
use crate::health::{Health, health};
use crate::log;
use crate::problem::{self, method_not_allowed, problem};

/// How the server runs.
#[derive(Clone, Debug)]
pub struct Settings {
    /// The application.
    pub assets: Assets,
    /// What `/healthz` says.
    pub health: Health,
    /// HTTPS instead of HTTP.
    #[cfg(feature = "tls")]
    pub tls: Option<crate::tls::Tls>,
    /// Host that browsers see, where requests do not tell.
    pub public_host: Option<Host>,
    /// Write clients' addresses into the log.
    pub log_addresses: bool,
    /// What one client, and all together, may take.
    pub limits: Limits,
}

/// Bounds on time, memory and connections.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// Time for a TLS handshake, for the head of a request, and for which a connection may stay idle.
    pub head: Duration,
    /// Time in which a client must take at least 16 KiB of an answer.
    pub take: Duration,
    /// Time for one request from its head to its answer's head.
    pub request: Duration,
    /// Largest body of a request, in bytes.
    pub body: usize,
    /// Connections open at the same time.
    pub connections: usize,
    /// Time that open requests get to finish once the server is asked to end.
    pub farewell: Duration,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            head: Duration::from_secs(10),
            take: Duration::from_secs(10),
            request: Duration::from_secs(30),
            body: 1024 * 1024,
            connections: 2048,
            farewell: Duration::from_secs(10),
        }
    }
}

impl Settings {
    /// The usual settings.
    pub fn new(assets: Assets) -> Self {
        Self {
            assets,
            health: Health::new(None),
            #[cfg(feature = "tls")]
            tls: None,
            public_host: None,
            log_addresses: false,
            limits: Limits::default(),
        }
    }

    /// Whether the server itself speaks TLS.
    pub fn is_secure(&self) -> bool {
        #[cfg(feature = "tls")]
        let secure = self.tls.is_some();
        #[cfg(not(feature = "tls"))]
        let secure = false;
        secure
    }
}

/// Serves the application on all listeners until `shutdown` resolves; open requests then get
/// [`Limits::farewell`] to finish.
pub async fn serve(
    listeners: Vec<TcpListener>,
    settings: Settings,
    shutdown: impl Future<Output = ()>,
) -> anyhow::Result<()> {
    let routes = protect(
        routes(settings.assets.clone(), settings.health.clone()),
        &settings,
    );
    accept::run(listeners, routes, &settings, shutdown).await
}

/// Everything this server answers.
pub fn routes(assets: Assets, said: Health) -> Router {
    Router::new()
        .route("/healthz", get(health).with_state(said))
        .method_not_allowed_fallback(async || method_not_allowed())
        .fallback(assets::asset)
        .with_state(assets)
}

/// Puts limits, headers and log around routes. The order matters: a panic or a time-out inside still becomes an answer
/// with all headers and a line in the log.
pub fn protect(routes: Router, settings: &Settings) -> Router {
    let policy = Policy {
        public_host: settings.public_host.clone(),
        secure: settings.is_secure(),
    };
    let limits = settings.limits;
    routes
        .layer(DefaultBodyLimit::disable())
        .layer(RequestBodyLimitLayer::new(limits.body))
        .layer(RequestBodyTimeoutLayer::new(limits.request))
        .layer(TimeoutLayer::with_status_code(
            StatusCode::REQUEST_TIMEOUT,
            limits.request,
        ))
        .layer(CatchPanicLayer::custom(|_| {
            problem(StatusCode::INTERNAL_SERVER_ERROR)
        }))
        .layer(middleware::map_response(problem::in_one_form))
        .layer(middleware::from_fn_with_state(policy, headers::secure))
        .layer(middleware::from_fn_with_state(
            settings.log_addresses,
            log::request,
        ))
}
