//! The built application in a real browser. Run by `cargo app test browser`, which builds the application first and
//! finds the browser; not part of plain `cargo test`.

mod chromium;

use server::Settings;
use server::assets::Assets;

/// Serves `app/dist` on a free port and returns its address.
async fn start() -> String {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0")
        .await
        .expect("a free port");
    let address = format!("http://{}/", listener.local_addr().expect("bound"));
    tokio::spawn(server::serve(
        vec![listener],
        Settings::new(Assets::embedded()),
        std::future::pending(),
    ));
    address
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn page_and_engine_start_under_the_policy() {
    let address = start().await;
    let visit = chromium::visit(&address).await;
    assert!(
        visit.page.contains("清查"),
        "the page was not drawn:\n{}\n{}",
        visit.page,
        visit.console
    );
    let pong = format!("pong {}", env!("CARGO_PKG_VERSION"));
    assert!(
        visit.page.contains(&pong),
        "the engine did not answer:\n{}\n{}",
        visit.page,
        visit.console
    );
    for complaint in [
        "Content Security Policy",
        "TrustedHTML",
        "TrustedScript",
        "Uncaught",
        "panicked",
    ] {
        assert!(
            !visit.console.contains(complaint),
            "{complaint}:\n{}",
            visit.console
        );
    }
}
