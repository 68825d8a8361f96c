//! A real browser on a real server: what the browser tests and the measurements stand on.
//!
//! Chromium and ChromeDriver come from `CHROME` and `CHROMEDRIVER` (set by `cargo app`), else from the usual places.

use anyhow::{Context as _, Result, bail, ensure};
use serde_json::{Value, json};
use server::assets::Assets;
use server::{Settings, serve};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};
use thirtyfour::prelude::*;
use thirtyfour::{ChromiumLikeCapabilities, LoggingPrefsLogLevel};

/// One server and one browser on it; both end with it.
pub struct Stage {
    /// The browser.
    pub driver: WebDriver,
    /// Address of the server, `http://127.0.0.1:PORT`.
    pub address: String,
    /// Folder for files to drop and files saved.
    pub folder: PathBuf,
    chromedriver: Child,
    stop: Option<tokio::sync::oneshot::Sender<()>>,
}

/// How to open the browser.
#[derive(Clone, Debug)]
pub struct Window {
    /// Width in CSS pixels.
    pub width: u32,
    /// Height in CSS pixels.
    pub height: u32,
}

impl Default for Window {
    fn default() -> Self {
        Self {
            width: 1366,
            height: 900,
        }
    }
}

impl Stage {
    /// Starts a server with the built application and a fresh browser profile.
    pub async fn open(window: &Window) -> Result<Self> {
        Self::of(window, Assets::embedded()).await
    }

    /// The same with an operator's laws on the server.
    pub async fn with_laws(window: &Window, laws: Vec<u8>) -> Result<Self> {
        Self::of(window, Assets::embedded().with_laws(laws)).await
    }

    async fn of(window: &Window, assets: Assets) -> Result<Self> {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await?;
        let address = format!("http://{}", listener.local_addr()?);
        let (stop, stopped) = tokio::sync::oneshot::channel::<()>();
        tokio::spawn(serve(vec![listener], Settings::new(assets), async move {
            let _ = stopped.await;
        }));
        let folder = std::env::temp_dir().join(format!(
            "qingcha-browser-{}-{}",
            std::process::id(),
            next_number()
        ));
        std::fs::create_dir_all(&folder)?;
        let (chromedriver, driver) = start(window, &folder).await?;
        Ok(Self {
            driver,
            address,
            folder,
            chromedriver,
            stop: Some(stop),
        })
    }

    /// Opens a page of the application, such as `/standard`.
    pub async fn go(&self, path: &str) -> Result<()> {
        self.driver.goto(format!("{}{path}", self.address)).await?;
        Ok(())
    }

    /// Goes to another page of the application without loading it anew, as a click on a link does.
    pub async fn go_inside(&self, path: &str) -> Result<()> {
        let click = "const a = document.createElement('a'); a.href = arguments[0]; document.body.append(a); a.click(); a.remove()";
        self.script(click, vec![json!(path)]).await?;
        Ok(())
    }

    /// Runs JavaScript in the page; `arguments` are `arguments[0]` and so on.
    pub async fn script(&self, source: &str, arguments: Vec<Value>) -> Result<Value> {
        Ok(self.driver.execute(source, arguments).await?.json().clone())
    }

    /// Runs JavaScript that answers through its last argument, a callback.
    pub async fn script_async(&self, source: &str, arguments: Vec<Value>) -> Result<Value> {
        Ok(self.driver.execute_async(source, arguments).await?.json().clone())
    }

    /// Waits until `source` (an expression) is truthy.
    pub async fn until(&self, what: &str, source: &str, patience: Duration) -> Result<Value> {
        let started = Instant::now();
        loop {
            let value = self.script(&format!("return ({source})"), Vec::new()).await?;
            let truthy = !matches!(&value, Value::Null | Value::Bool(false))
                && value != json!("")
                && value != json!(0);
            if truthy {
                return Ok(value);
            }
            if started.elapsed() > patience {
                let text = self
                    .script("return document.body.innerText.slice(0, 600)", Vec::new())
                    .await?;
                bail!("{what}: not within {patience:?}; the page says: {text}");
            }
            tokio::time::sleep(Duration::from_millis(25)).await;
        }
    }

    /// A file of the stage's folder with these bytes.
    pub fn file(&self, name: &str, bytes: &[u8]) -> Result<PathBuf> {
        let path = self.folder.join(name);
        std::fs::write(&path, bytes)?;
        Ok(path)
    }

    /// Drops files on an element, as a person does from the file manager.
    pub async fn drop_files(&self, selector: &str, files: &[&Path]) -> Result<()> {
        let place = self
            .script(
                "const r = document.querySelector(arguments[0]).getBoundingClientRect(); return [r.x + r.width / 2, r.y + r.height / 2]",
                vec![json!(selector)],
            )
            .await?;
        let data = json!({ "items": [], "files": files, "dragOperationsMask": 1 });
        for kind in ["dragEnter", "dragOver", "drop"] {
            let event = json!({ "type": kind, "x": place[0], "y": place[1], "data": data });
            self.cdp("Input.dispatchDragEvent", event).await?;
        }
        Ok(())
    }

    /// A command of the browser's own protocol.
    pub async fn cdp(&self, command: &str, parameters: Value) -> Result<Value> {
        Ok(self.driver.cdp().send_raw(command, parameters).await?)
    }

    /// What the console said at level SEVERE since the last call.
    pub async fn console_errors(&self) -> Result<Vec<String>> {
        let entries = self.driver.get_log("browser").await?;
        Ok(entries
            .iter()
            .map(|entry| format!("{entry:?}"))
            .filter(|entry| entry.to_uppercase().contains("SEVERE"))
            .collect())
    }

    /// Addresses requested since the last call, by page and workers.
    pub async fn requests(&self) -> Result<Vec<String>> {
        let mut found = Vec::new();
        for entry in self.driver.get_log("performance").await? {
            let Ok(message) = serde_json::from_str::<Value>(&entry.message) else {
                continue;
            };
            if message["message"]["method"] == "Network.requestWillBeSent" {
                found.push(message["message"]["params"]["request"].to_string());
            }
        }
        Ok(found)
    }

    /// A picture of what is on the screen.
    pub async fn screenshot(&self) -> Result<Vec<u8>> {
        Ok(self.driver.screenshot_as_png().await?)
    }

    /// Ends browser and server.
    pub async fn close(mut self) -> Result<()> {
        let quit = self.driver.clone().quit().await;
        self.stop.take();
        let _ = self.chromedriver.kill();
        let _ = self.chromedriver.wait();
        let _ = std::fs::remove_dir_all(&self.folder);
        quit.context("the browser did not end well")
    }
}

impl Drop for Stage {
    fn drop(&mut self) {
        // After a failed test the browser is still open; ChromeDriver takes it along when it is told to end.
        let _ = Command::new("pkill")
            .args(["-P", &self.chromedriver.id().to_string()])
            .status();
        let _ = self.chromedriver.kill();
        let _ = self.chromedriver.wait();
    }
}

fn next_number() -> u32 {
    use std::sync::atomic::{AtomicU32, Ordering};
    static NEXT: AtomicU32 = AtomicU32::new(0);
    NEXT.fetch_add(1, Ordering::Relaxed)
}

fn program(variable: &str, usual: &[&str]) -> Result<String> {
    if let Ok(path) = std::env::var(variable) {
        return Ok(path);
    }
    let found = usual.iter().find(|path| Path::new(path).exists());
    found
        .map(|path| (*path).to_owned())
        .with_context(|| format!("no {variable}; install Chromium and ChromeDriver, or set {variable}"))
}

async fn start(window: &Window, folder: &Path) -> Result<(Child, WebDriver)> {
    let chrome = program(
        "CHROME",
        &[
            "/usr/bin/chromium",
            "/usr/bin/chromium-browser",
            "/usr/bin/google-chrome",
        ],
    )?;
    let driver = program(
        "CHROMEDRIVER",
        &["/usr/bin/chromedriver", "/usr/lib/chromium/chromedriver"],
    )?;
    let port = std::net::TcpListener::bind("127.0.0.1:0")?.local_addr()?.port();
    let mut child = Command::new(driver)
        .arg(format!("--port={port}"))
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .context("ChromeDriver cannot be started")?;
    let started = Instant::now();
    while std::net::TcpStream::connect(("127.0.0.1", port)).is_err() {
        ensure!(
            started.elapsed() < Duration::from_secs(20),
            "ChromeDriver does not answer"
        );
        ensure!(child.try_wait()?.is_none(), "ChromeDriver ended at once");
        tokio::time::sleep(Duration::from_millis(30)).await;
    }
    let mut wishes = DesiredCapabilities::chrome();
    wishes.set_binary(&chrome)?;
    for argument in [
        "--headless=new",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-dev-shm-usage",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--enable-precise-memory-info",
        "--lang=zh-CN",
    ] {
        wishes.add_arg(argument)?;
    }
    wishes.add_arg(&format!("--window-size={},{}", window.width, window.height))?;
    wishes.add_experimental_option(
        "prefs",
        json!({ "download.default_directory": folder, "download.prompt_for_download": false, "intl.accept_languages": "zh-CN" }),
    )?;
    wishes.set_logging_prefs("browser", LoggingPrefsLogLevel::All)?;
    wishes.set_logging_prefs("performance", LoggingPrefsLogLevel::All)?;
    let driver = WebDriver::new(format!("http://127.0.0.1:{port}"), wishes).await?;
    driver.set_script_timeout(Duration::from_mins(5)).await?;
    Ok((child, driver))
}
