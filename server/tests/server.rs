//! The hosting server as a client sees it.

mod server {
    mod assets;
    mod connections;
    mod headers;
    mod site;
    #[cfg(feature = "tls")]
    mod tls;
}
