//! `qingcha`.
fn main() {}
