//! One visit by a headless Chromium with a fresh profile.

use std::process::Stdio;
use std::time::Duration;

/// What a visit left behind.
pub(crate) struct Visit {
    /// The document as it stood at the end, as markup.
    pub(crate) page: String,
    /// The console, complaints about the policy included.
    pub(crate) console: String,
}

/// Far longer than any start; a browser that hangs must end the test.
const PATIENCE: Duration = Duration::from_mins(2);

/// Opens an address with the browser named by `CHROME`, waits until nothing is left to do, and reads the document.
pub(crate) async fn visit(address: &str) -> Visit {
    let chrome = std::env::var_os("CHROME").unwrap_or_else(|| "chromium".into());
    let profile = std::env::temp_dir().join(format!("qingcha-browser-{}", std::process::id()));
    let browser = tokio::process::Command::new(&chrome)
        .args([
            "--headless=new",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-dev-shm-usage",
            "--no-first-run",
        ])
        .args([
            "--enable-logging=stderr",
            "--virtual-time-budget=20000",
            "--dump-dom",
        ])
        .arg(format!("--user-data-dir={}", profile.display()))
        .arg(address)
        .stdin(Stdio::null())
        .kill_on_drop(true)
        .output();
    let output = tokio::time::timeout(PATIENCE, browser)
        .await
        .expect("the browser ends");
    let output = output.unwrap_or_else(|error| panic!("cannot start {}: {error}", chrome.display()));
    let _may_be_locked_for_a_moment = std::fs::remove_dir_all(profile);
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    Visit {
        page: text(&output.stdout),
        console: text(&output.stderr),
    }
}
