//! Sees to the folder of the application, which is compiled into the binary.

fn main() -> std::io::Result<()> {
    println!("cargo::rerun-if-changed=build.rs");
    // Without a bundle the binary shows a page that says how to make one; but the folder itself must be there.
    std::fs::create_dir_all("../app/dist")?;
    // A debug build reads the files when it starts, so it need not be compiled again for a new bundle.
    if std::env::var_os("PROFILE").is_some_and(|profile| profile == "release") {
        println!("cargo::rerun-if-changed=../app/dist");
    }
    Ok(())
}
