//! What all tests of commands need: a folder of their own, the real binary run in it, and what it answers.

use serde_json::Value;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// A folder of its own for one test, and the arguments that every run in it begins with.
pub(crate) struct Folder(pub(crate) PathBuf, &'static [&'static str]);

impl Folder {
    /// Makes the folder anew.
    pub(crate) fn new(test: &str, command: &'static [&'static str]) -> Self {
        // Tests of several programs may run at the same time.
        let name = format!("{}-{test}", env!("CARGO_CRATE_NAME"));
        let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
        if path.exists() {
            fs::remove_dir_all(&path).expect("left from an earlier run");
        }
        fs::create_dir_all(&path).expect("a folder");
        Self(path, command)
    }

    /// Writes a file, with the folders it lies in.
    pub(crate) fn file(&self, name: &str, text: &str) -> PathBuf {
        let path = self.0.join(name);
        fs::create_dir_all(path.parent().expect("a folder")).expect("created");
        fs::write(&path, text).expect("written");
        path
    }

    /// The binary with these arguments; nothing of the surroundings reaches it.
    pub(crate) fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_qingcha"));
        command
            .args(self.1)
            .args(args)
            .current_dir(&self.0)
            .env_remove("NO_COLOR")
            .env_remove("QINGCHA_STANDARDS");
        command
    }

    /// Runs it to its end.
    pub(crate) fn run(&self, args: &[&str]) -> Output {
        self.command(args).output().expect("the binary runs")
    }
}

pub(crate) fn code(output: &Output) -> i32 {
    output.status.code().expect("an exit code")
}

pub(crate) fn stdout(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).expect("UTF-8")
}

pub(crate) fn stderr(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).expect("UTF-8")
}

pub(crate) fn json(output: &Output) -> Value {
    serde_json::from_slice(&output.stdout).unwrap_or_else(|error| panic!("{error}: {}", stderr(output)))
}
