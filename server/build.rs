//! Lets a release build notice a new bundle: its files are compiled into the binary.
//! (A debug build reads them when it starts, so it need not be compiled again.)

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    if std::env::var_os("PROFILE").is_some_and(|profile| profile == "release") {
        println!("cargo::rerun-if-changed=../app/dist");
    }
}
