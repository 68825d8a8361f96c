//! The command line: options, their texts and what each command starts.

use std::future::Future;
use std::io::Write as _;
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

/// 清查：检查政务服务事项实施清单。Qingcha: checks implementation lists of government services.
#[derive(Debug, clap::Parser)]
#[command(name = "qingcha", version)]
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

/// The command line with its help: Chinese first, English behind it, clap's own words included.
pub fn command() -> clap::Command {
    let command = bilingual(<Cli as clap::CommandFactory>::command())
        .disable_version_flag(true)
        .arg(
            clap::Arg::new("version")
                .short('V')
                .long("version")
                .action(clap::ArgAction::Version)
                .help("显示版本 Print version")
                .help_heading(OPTIONS),
        );
    name_help(built(command))
}

fn built(mut command: clap::Command) -> clap::Command {
    command.build();
    command
}

/// Says what `help` does, which only a built command has.
fn name_help(command: clap::Command) -> clap::Command {
    command.mut_subcommands(|command| match command.get_name() {
        "help" => command.about("显示某个命令的帮助。Prints the help of a command"),
        _ => name_help(command),
    })
}

const OPTIONS: &str = "选项 Options";

fn bilingual(command: clap::Command) -> clap::Command {
    // Under a heading of their own arguments would be sorted by name, not as they are written.
    let mut written = 0;
    let heading = |arg: clap::Arg| {
        if arg.is_positional() {
            written += 1;
            arg.help_heading("参数 Arguments").display_order(written)
        } else {
            arg.help_heading(OPTIONS)
        }
    };
    let help = clap::Arg::new("help")
        .short('h')
        .long("help")
        .action(clap::ArgAction::Help)
        .help("显示帮助：-h简略，--help详细 Print help: -h in short, --help in full");
    command
        .disable_help_flag(true)
        .mut_subcommands(bilingual)
        .arg(help)
        .mut_args(heading)
        .subcommand_help_heading("命令 Commands")
        .help_template("{about-with-newline}\n用法 Usage: {usage}\n\n{all-args}")
}

/// Options of `qingcha serve`.
#[derive(Debug, clap::Args)]
pub struct ServeOptions {
    /// 监听的地址和端口，可以写几次；`[::]:8080`表示所有地址。
    /// Address and port to listen on; may be given several times. `[::]:8080` listens on every address.
    #[arg(
        long,
        value_name = "ADDR:PORT",
        default_value = "127.0.0.1:8080",
        env = "QINGCHA_LISTEN"
    )]
    #[arg(value_delimiter = ',')]
    pub listen: Vec<SocketAddr>,

    /// 证书链（PEM文件）：给出后由本程序直接提供HTTPS。
    /// Certificate chain in PEM: the server then speaks HTTPS by itself.
    #[cfg(feature = "tls")]
    #[arg(long, value_name = "FILE", requires = "tls_key", env = "QINGCHA_TLS_CERT")]
    pub tls_cert: Option<PathBuf>,

    /// 证书的私钥（PEM文件）。
    /// Private key of the certificate, in PEM.
    #[cfg(feature = "tls")]
    #[arg(long, value_name = "FILE", requires = "tls_cert", env = "QINGCHA_TLS_KEY")]
    pub tls_key: Option<PathBuf>,

    /// 浏览器看到的主机名（和端口），用于前面的反向代理没有原样传递`Host`的情形。
    /// Host (and port) that browsers see, when a reverse proxy in front does not pass `Host` on unchanged.
    #[arg(long, value_name = "HOST[:PORT]", env = "QINGCHA_PUBLIC_HOST")]
    pub public_host: Option<Host>,

    /// 要发布的标准所在的文件夹，一个版本一个子文件夹，启动时读取；有错误的不启用，继续用上一次正确的。
    /// Folder of standards to publish, one folder per version; read at start. A broken one is refused, and the last
    /// good one stays in use.
    #[arg(long, value_name = "DIR", env = "QINGCHA_STANDARDS")]
    pub standards: Option<PathBuf>,
    /// 法律库（由`qingcha standard laws build`编成），叠加在内置的法律库上。
    /// Laws made by `qingcha standard laws build`, laid over the built-in index.
    #[arg(long, value_name = "FILE", env = "QINGCHA_LAWS")]
    pub laws: Option<PathBuf>,

    /// 标准错误上日志的形式。
    /// Form of the log on standard error.
    #[arg(long, value_enum, default_value = "text", env = "QINGCHA_LOG")]
    pub log: Format,

    /// 在日志中记录客户端地址；地址是个人信息，默认不记。
    /// Write the address of the client into the log. Left out unless asked for: it is personal data.
    #[arg(long)]
    pub log_ip: bool,

    /// 同时保持的连接数，超过的排队等候。
    /// Connections held open at the same time; further ones wait.
    #[arg(long, value_name = "N", default_value_t = Limits::default().connections, value_parser = connections)]
    pub max_connections: usize,
}

/// More connections than one process may have files open.
const MOST_CONNECTIONS: usize = 1_000_000;

/// A number of connections with which the server can answer.
fn connections(text: &str) -> Result<usize, String> {
    let number = text.parse().ok();
    let number = number.filter(|number| (1..=MOST_CONNECTIONS).contains(number));
    number.ok_or_else(|| format!("应为1到{MOST_CONNECTIONS}的整数 (from 1 to {MOST_CONNECTIONS})"))
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
        let address = listener.local_addr()?;
        // The log says it too, and serving does not need anybody to read it here.
        let _unread = writeln!(std::io::stdout(), "清查 Qingcha: {scheme}://{address}/");
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
    use clap::Parser as _;

    use super::{Cli, Command, command};

    #[test]
    fn the_command_line_is_sound() {
        command().debug_assert();
    }

    /// Chinese first, and English behind it.
    fn is_bilingual(help: &str) -> bool {
        let is_han = |c: char| ('\u{4E00}'..='\u{9FFF}').contains(&c);
        let words = |text: &str| {
            let words = text.split(|c: char| !c.is_ascii_alphabetic());
            words.filter(|word| word.len() > 1).count()
        };
        let first = help.find(is_han);
        let last = help.rfind(is_han).unwrap_or_default();
        first.is_some_and(|first| words(&help[..first]) <= 1) && (words(&help[last..]) > 0 || words(help) > 3)
    }

    fn look(command: &clap::Command, wrong: &mut Vec<String>) {
        let mut see = |what: String, help: Option<&clap::builder::StyledStr>| {
            let help = help.map(ToString::to_string).unwrap_or_default();
            if !is_bilingual(&help) {
                wrong.push(format!("{} {what}: {help}", command.get_name()));
            }
        };
        see(String::new(), command.get_about());
        for arg in command.get_arguments() {
            see(arg.get_id().to_string(), arg.get_help().or(arg.get_long_help()));
            if let Some(long) = arg.get_long_help() {
                see(format!("{} (long)", arg.get_id()), Some(long));
            }
            for value in arg.get_possible_values() {
                if arg.get_action().takes_values() {
                    see(format!("{} {}", arg.get_id(), value.get_name()), value.get_help());
                }
            }
        }
        let own = command.get_subcommands().filter(|_| command.get_name() != "help");
        for command in own {
            look(command, wrong);
        }
    }

    #[test]
    fn all_help_is_chinese_first_and_english_too() {
        let mut wrong = Vec::new();
        look(&command(), &mut wrong);
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
        let mut command = command();
        let help = command.render_long_help().to_string();
        for part in ["用法 Usage:", "命令 Commands:", "选项 Options:", "显示帮助"] {
            assert!(help.contains(part), "{help}");
        }
    }

    #[test]
    fn arguments_are_explained_in_the_order_in_which_they_are_written() {
        let standard = command().find_subcommand("standard").cloned().expect("a command");
        for name in ["diff", "impact"] {
            let mut command = standard.find_subcommand(name).cloned().expect("a command");
            let help = command.render_help().to_string();
            let at = |text: &str| help.find(text).unwrap_or_else(|| panic!("{text}: {help}"));
            assert!(at("较早的标准") < at("较晚的标准"), "{help}");
        }
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
