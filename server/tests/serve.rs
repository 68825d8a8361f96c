//! `qingcha serve` as a service manager runs it: the real binary, its streams and its options.

#[allow(dead_code, reason = "other programs of tests use the rest")]
#[path = "command/folder.rs"]
mod folder;

use folder::{Folder, code, stderr};
use std::io::{Read as _, Write as _};
use std::net::TcpStream;
use std::process::Child;
use std::time::{Duration, Instant};

/// Ends the server with the test, whatever becomes of it.
struct Running(Child);

impl Drop for Running {
    fn drop(&mut self) {
        let _ended_before = self.0.kill();
        let _status = self.0.wait();
    }
}

/// An address that is free now: the server cannot tell its own where its output is lost.
fn free_address() -> String {
    let listener = std::net::TcpListener::bind("127.0.0.1:0").expect("a free port");
    listener.local_addr().expect("bound").to_string()
}

/// What `/healthz` answers within half a minute of starting.
fn health(address: &str) -> String {
    let begin = Instant::now();
    let mut stream = loop {
        match TcpStream::connect(address) {
            Ok(stream) => break stream,
            Err(error) => assert!(begin.elapsed() < Duration::from_secs(30), "{error}"),
        }
        std::thread::sleep(Duration::from_millis(50));
    };
    let mut answer = String::new();
    let request = b"GET /healthz HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n";
    stream.write_all(request).expect("open");
    let _reset = stream.read_to_string(&mut answer);
    answer
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_behind_log_and_output_ends_no_request() {
    let folder = Folder::new("full", &["serve"]);
    let full = || {
        let device = std::fs::OpenOptions::new().write(true).open("/dev/full");
        device.expect("Linux has it")
    };
    let address = free_address();
    let mut command = folder.command(&["--listen", &address]);
    let _running = Running(command.stdout(full()).stderr(full()).spawn().expect("it starts"));
    for _ in 0..2 {
        let answer = health(&address);
        assert!(answer.starts_with("HTTP/1.1 200"), "{answer:?}");
    }
}

#[test]
fn a_number_of_connections_that_cannot_be_served_is_refused_at_once() {
    let folder = Folder::new("connections", &["serve"]);
    for number in ["0", "18446744073709551615", "99999999999999999999999", "-1", "x"] {
        let option = format!("--max-connections={number}");
        let refused = folder.run(&["--listen", "127.0.0.1:0", &option]);
        assert_eq!(code(&refused), 2, "{number}");
        assert!(stderr(&refused).contains("1到1000000"), "{}", stderr(&refused));
    }
}
