//! `cargo app`.
fn main() {}
