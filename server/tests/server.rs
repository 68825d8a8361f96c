//! The hosting server as a client sees it.

mod server {
    mod assets;
    mod connections;
    mod headers;
    mod site;
    mod standards;
    #[cfg(feature = "tls")]
    mod tls;
}
