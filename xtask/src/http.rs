//! A small web server for the files of one folder: for looking at the site and
//! testing it on this machine, not for the internet.
//!
//! It answers `GET` and `HEAD`, gives nothing outside its folder, and lets the
//! browser keep nothing, so that what is seen is what was built last.

use std::fs;
use std::io::{self, BufRead, BufReader, BufWriter, Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream, ToSocketAddrs};
use std::path::{Path, PathBuf};
use std::thread;
use std::time::Duration;

use crate::error::{Context, Result};

/// The longest request that is read.
const LONGEST_REQUEST: u64 = 16 * 1024;

/// How long a browser may take to say what it wants.
const PATIENCE: Duration = Duration::from_secs(10);

/// A server that has its address but does not answer yet.
#[derive(Debug)]
pub(crate) struct Server {
    listener: TcpListener,
    // Invariant: absolute, without symbolic links.
    folder: PathBuf,
}

impl Server {
    /// Takes an address for the files below `folder`.
    pub(crate) fn bind(folder: &Path, address: impl ToSocketAddrs) -> Result<Self> {
        let folder =
            folder.canonicalize().context(|| format!("serve the folder `{}`", folder.display()))?;
        let listener = TcpListener::bind(address).context(|| "listen".into())?;
        Ok(Self { listener, folder })
    }

    /// The address taken.
    pub(crate) fn address(&self) -> Result<SocketAddr> {
        self.listener.local_addr().context(|| "say where the server listens".into())
    }

    /// Answers until the program ends.
    pub(crate) fn run(&self) {
        for stream in self.listener.incoming().flatten() {
            let folder = self.folder.clone();
            // A browser that goes away in the middle is no error of ours.
            thread::spawn(move || answer(&stream, &folder).unwrap_or_default());
        }
    }
}

/// Reads one request and answers it.
fn answer(stream: &TcpStream, folder: &Path) -> io::Result<()> {
    stream.set_read_timeout(Some(PATIENCE))?;
    let mut lines = BufReader::new(stream.take(LONGEST_REQUEST)).lines();
    let request = lines.next().transpose()?.unwrap_or_default();
    // The headers change nothing, but have to be read before the answer.
    for header in lines {
        if header?.is_empty() {
            break;
        }
    }
    let mut words = request.split(' ');
    let (method, target) = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
    let response = match method {
        "GET" | "HEAD" => respond(folder, target),
        _ => Response::empty("405 Method Not Allowed").with("Allow", "GET, HEAD"),
    };
    response.write(stream, method == "HEAD")
}

/// What is sent back.
#[derive(Debug, PartialEq, Eq)]
struct Response {
    status: &'static str,
    headers: Vec<(&'static str, String)>,
    body: Vec<u8>,
}

impl Response {
    fn empty(status: &'static str) -> Self {
        let text = ("Content-Type", "text/plain; charset=utf-8".to_owned());
        Self { status, headers: vec![text], body: status.into() }
    }

    fn with(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.headers.push((name, value.into()));
        self
    }

    fn write(&self, stream: impl Write, head_only: bool) -> io::Result<()> {
        let mut stream = BufWriter::new(stream);
        write!(stream, "HTTP/1.1 {}\r\n", self.status)?;
        for (name, value) in &self.headers {
            write!(stream, "{name}: {value}\r\n")?;
        }
        write!(stream, "Content-Length: {}\r\n", self.body.len())?;
        write!(stream, "Cache-Control: no-store\r\nX-Content-Type-Options: nosniff\r\n")?;
        write!(stream, "Connection: close\r\n\r\n")?;
        if !head_only {
            stream.write_all(&self.body)?;
        }
        stream.flush()
    }
}

/// Finds the file that the target of a request names.
fn respond(folder: &Path, target: &str) -> Response {
    let path = target.split(['?', '#']).next().unwrap_or_default();
    let Some(file) = resolve(folder, path) else { return Response::empty("404 Not Found") };
    if file.is_dir() {
        if !path.ends_with('/') {
            // Relative links of the page only work behind the slash.
            return Response::empty("301 Moved Permanently").with("Location", format!("{path}/"));
        }
        return send(&file.join("index.html"));
    }
    send(&file)
}

fn send(file: &Path) -> Response {
    match fs::read(file) {
        Ok(body) => {
            let kind = ("Content-Type", content_type(file).to_owned());
            Response { status: "200 OK", headers: vec![kind], body }
        }
        Err(_) => Response::empty("404 Not Found"),
    }
}

/// The file or folder a path names, if it is there and inside `folder`.
fn resolve(folder: &Path, path: &str) -> Option<PathBuf> {
    let decoded = percent_decode(path.strip_prefix('/')?)?;
    let mut found = folder.to_path_buf();
    for part in decoded.split('/').filter(|part| !part.is_empty()) {
        if part == "." || part == ".." || part.contains(['\\', '\0', ':']) {
            return None;
        }
        found.push(part);
    }
    // A symbolic link may still lead outside.
    found.canonicalize().ok().filter(|it| it.starts_with(folder))
}

/// Turns `%E6%B0%91` into what it stands for; nothing if that is not text.
fn percent_decode(text: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        if byte == b'%' {
            let digits = [rest.next()?, rest.next()?];
            bytes.push(u8::from_str_radix(std::str::from_utf8(&digits).ok()?, 16).ok()?);
        } else {
            bytes.push(byte);
        }
    }
    String::from_utf8(bytes).ok()
}

fn content_type(file: &Path) -> &'static str {
    match file.extension().and_then(|it| it.to_str()).unwrap_or_default() {
        "html" => "text/html; charset=utf-8",
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "json" | "map" => "application/json; charset=utf-8",
        "wasm" => "application/wasm",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "ico" => "image/x-icon",
        "webmanifest" => "application/manifest+json",
        "md" | "txt" => "text/plain; charset=utf-8",
        "zip" => "application/zip",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The folder of this crate stands for a site: it has `src/main.rs`.
    fn site() -> PathBuf {
        Path::new(env!("CARGO_MANIFEST_DIR")).canonicalize().unwrap()
    }

    #[track_caller]
    fn check(target: &str, status: &str) {
        assert_eq!(respond(&site(), target).status, status, "{target}");
    }

    #[test]
    fn a_file_is_found() {
        check("/src/main.rs", "200 OK");
        check("/src/main.rs?version=1", "200 OK");
        check("/src/%6Dain.rs", "200 OK");
        check("//src//main.rs", "200 OK");
    }

    #[test]
    fn what_is_not_there_is_not_found() {
        check("/missing.js", "404 Not Found");
        check("/src/", "404 Not Found");
        check("", "404 Not Found");
        check("/%ff", "404 Not Found");
        check("/%4", "404 Not Found");
    }

    #[test]
    fn nothing_outside_the_folder_is_given() {
        for target in [
            "/../Cargo.toml",
            "/src/../../Cargo.toml",
            "/%2e%2e/Cargo.toml",
            "/..%2fCargo.toml",
            "/..\\Cargo.toml",
            "//etc/passwd",
            "/%2fetc/passwd",
            "/src/main.rs%00.html",
        ] {
            check(target, "404 Not Found");
        }
    }

    #[test]
    fn a_folder_without_its_slash_is_sent_on() {
        let moved = respond(&site(), "/src");
        assert_eq!(moved.status, "301 Moved Permanently");
        assert!(moved.headers.contains(&("Location", "/src/".into())));
    }

    #[test]
    fn wasm_has_its_own_type() {
        assert_eq!(content_type(Path::new("wasm/huisuan_bg.wasm")), "application/wasm");
    }

    /// What comes back over a real connection.
    fn ask(request: &str) -> String {
        let server = Server::bind(&site(), "127.0.0.1:0").unwrap();
        let address = server.address().unwrap();
        thread::spawn(move || server.run());
        let mut stream = TcpStream::connect(address).unwrap();
        stream.write_all(request.as_bytes()).unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        answer
    }

    #[test]
    fn a_browser_gets_the_file_and_keeps_nothing() {
        let answer = ask("GET /Cargo.toml HTTP/1.1\r\nHost: localhost\r\n\r\n");
        let (head, body) = answer.split_once("\r\n\r\n").unwrap();
        assert!(head.starts_with("HTTP/1.1 200 OK\r\n"), "{head}");
        assert!(head.contains("\r\nCache-Control: no-store\r\n"), "{head}");
        assert!(head.contains(&format!("\r\nContent-Length: {}\r\n", body.len())), "{head}");
        assert!(body.starts_with("[package]"), "{body}");
    }

    #[test]
    fn head_sends_no_body() {
        let answer = ask("HEAD /Cargo.toml HTTP/1.1\r\n\r\n");
        assert!(answer.ends_with("\r\n\r\n"), "{answer}");
    }

    #[test]
    fn other_methods_are_refused() {
        let answer = ask("POST / HTTP/1.1\r\n\r\n");
        assert!(answer.starts_with("HTTP/1.1 405 Method Not Allowed\r\n"), "{answer}");
        assert!(answer.contains("\r\nAllow: GET, HEAD\r\n"), "{answer}");
    }
}
