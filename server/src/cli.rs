//! The command line: options, their texts and what each command starts.

use std::future::Future;
use std::net::SocketAddr;
use std::path::PathBuf;

use anyhow::Context as _;
use tokio::net::TcpListener;

use crate::assets::Assets;
use crate::headers::Host;
use crate::health::Health;
use crate::log::{self, Format};
use crate::serve::{Limits, Settings};
use crate::standard::publish::Published;

/// 清查 Qingcha: checks implementation lists of government services.
#[derive(Debug, clap::Parser)]
#[command(name = "qingcha", version, about)]
pub struct Cli {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// One command of `qingcha`.
#[derive(Debug, clap::Subcommand)]
pub enum Command {
    /// 启动网站服务。Hosts the application.
    Serve(ServeOptions),
    /// 检查实施清单。Checks implementation lists.
    Check(crate::check::CheckOptions),
    /// 编制、核对和比较标准。Works on standards.
    Standard(crate::standard::StandardOptions),
    /// 生成清单模板。Writes the template of a list.
    Template(crate::template::TemplateOptions),
}

/// Options of `qingcha serve`.
#[derive(Debug, clap::Args)]
pub struct ServeOptions {
    /// Address and port to listen on; may be given several times. `[::]:8080` listens on every address.
    #[arg(
        long,
        value_name = "ADDR:PORT",
        default_value = "127.0.0.1:8080",
        env = "QINGCHA_LISTEN"
    )]
    #[arg(value_delimiter = ',')]
    pub listen: Vec<SocketAddr>,

    /// Certificate chain in PEM: the server then speaks HTTPS by itself.
    #[cfg(feature = "tls")]
    #[arg(long, value_name = "FILE", requires = "tls_key", env = "QINGCHA_TLS_CERT")]
    pub tls_cert: Option<PathBuf>,

    /// Private key of the certificate, in PEM.
    #[cfg(feature = "tls")]
    #[arg(long, value_name = "FILE", requires = "tls_cert", env = "QINGCHA_TLS_KEY")]
    pub tls_key: Option<PathBuf>,

    /// Host (and port) that browsers see, when a reverse proxy in front does not pass `Host` on unchanged.
    #[arg(long, value_name = "HOST[:PORT]", env = "QINGCHA_PUBLIC_HOST")]
    pub public_host: Option<Host>,

    /// Folder of standards to publish, one folder per version; read at start. A broken one is refused, and the last
    /// good one stays in use.
    #[arg(long, value_name = "DIR", env = "QINGCHA_STANDARDS")]
    pub standards: Option<PathBuf>,
    /// Laws made by `qingcha standard laws build`, laid over the built-in index.
    #[arg(long, value_name = "FILE", env = "QINGCHA_LAWS")]
    pub laws: Option<PathBuf>,

    /// Form of the log on standard error.
    #[arg(long, value_enum, default_value = "text", env = "QINGCHA_LOG")]
    pub log: Format,

    /// Write the address of the client into the log. Left out unless asked for: it is personal data.
    #[arg(long)]
    pub log_ip: bool,

    /// Connections held open at the same time; further ones wait.
    #[arg(long, value_name = "N", default_value_t = Limits::default().connections)]
    pub max_connections: usize,
}

/// Runs `qingcha serve` until the process is asked to end.
pub fn serve(options: ServeOptions) -> anyhow::Result<()> {
    log::start(options.log);
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    runtime.block_on(host(options))
}

async fn host(options: ServeOptions) -> anyhow::Result<()> {
    let mut listeners = Vec::with_capacity(options.listen.len());
    for address in &options.listen {
        let listener = TcpListener::bind(address)
            .await
            .with_context(|| format!("无法监听 cannot listen on {address}"))?;
        listeners.push(listener);
    }
    let settings = settings(&options)?;
    let scheme = if settings.is_secure() { "https" } else { "http" };
    for listener in &listeners {
        println!("清查 Qingcha: {scheme}://{}/", listener.local_addr()?);
    }
    crate::serve(listeners, settings, asked_to_end()?).await
}

fn settings(options: &ServeOptions) -> anyhow::Result<Settings> {
    let mut assets = Assets::embedded();
    let mut laws = None;
    if let Some(path) = &options.laws {
        // Read here, so that a broken file is refused at start and not in everybody's browser.
        let (bytes, _) = crate::laws::read(path)?;
        laws = Some(bytes);
    }
    let mut health = Health::new(None);
    if let Some(folder) = &options.standards {
        let published = Published::open(folder);
        published.report(folder);
        assets = assets.publishing(published.files(), &published.named());
        health = Health::new(Some(&published));
    }
    if let Some(laws) = laws {
        assets = assets.with_laws(laws);
    }
    let mut settings = Settings::new(assets);
    settings.health = health;
    settings.limits.connections = options.max_connections;
    settings.public_host.clone_from(&options.public_host);
    settings.log_addresses = options.log_ip;
    #[cfg(feature = "tls")]
    if let (Some(certificate), Some(key)) = (&options.tls_cert, &options.tls_key) {
        settings.tls = Some(crate::tls::Tls::from_files(certificate, key)?);
    }
    Ok(settings)
}

/// Resolves when the process gets SIGINT (Ctrl-C) or SIGTERM (service manager).
#[cfg(unix)]
fn asked_to_end() -> anyhow::Result<impl Future<Output = ()>> {
    use tokio::signal::unix::{SignalKind, signal};
    let mut interrupt = signal(SignalKind::interrupt())?;
    let mut terminate = signal(SignalKind::terminate())?;
    Ok(async move {
        tokio::select! { _ = interrupt.recv() => {}, _ = terminate.recv() => {} }
    })
}

/// Resolves when the process gets Ctrl-C.
#[cfg(not(unix))]
fn asked_to_end() -> anyhow::Result<impl Future<Output = ()>> {
    Ok(async {
        // Without a handler for Ctrl-C there is nothing to wait for: run until killed.
        if tokio::signal::ctrl_c().await.is_err() {
            std::future::pending::<()>().await;
        }
    })
}

#[cfg(test)]
mod tests {
    use clap::{CommandFactory as _, Parser as _};

    use super::{Cli, Command};

    #[test]
    fn the_command_line_is_sound() {
        Cli::command().debug_assert();
    }

    #[test]
    fn several_addresses_and_ipv6_are_taken() {
        let cli = Cli::try_parse_from([
            "qingcha",
            "serve",
            "--listen",
            "[::]:8080",
            "--listen",
            "10.1.2.3:80",
        ])
        .expect("both are addresses");
        let Command::Serve(options) = cli.command else {
            panic!("`serve` was asked for");
        };
        assert_eq!(options.listen.len(), 2);
        assert!(options.listen[0].is_ipv6());
    }

    #[cfg(feature = "tls")]
    #[test]
    fn a_certificate_without_its_key_is_refused() {
        assert!(Cli::try_parse_from(["qingcha", "serve", "--tls-cert", "a.pem"]).is_err());
    }
}
