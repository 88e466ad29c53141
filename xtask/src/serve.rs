//! `cargo xtask serve`: builds the site and shows it in a browser.

use std::env;

use crate::error::{Context, Error, Result};
use crate::http::Server;
use crate::process::{self, Run};
use crate::{build, workspace};

/// The first port that is tried, and how many after it.
const PORTS: std::ops::Range<u16> = 8000..8020;

/// How to serve.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Options {
    /// The port to listen on; otherwise the first free one from 8000.
    port: Option<u16>,
    /// Whether to leave the browser alone.
    no_open: bool,
}

impl Options {
    /// Reads `--port N` and `--no-open`.
    pub(crate) fn parse(words: &[&str]) -> Result<Self> {
        match words {
            [] => Ok(Self::default()),
            ["--no-open", rest @ ..] => Ok(Self { no_open: true, ..Self::parse(rest)? }),
            ["--port", port, rest @ ..] => {
                let port = port.parse().context(|| format!("read the port `{port}`"))?;
                Ok(Self { port: Some(port), ..Self::parse(rest)? })
            }
            [word, ..] => {
                Err(Error::new(format!("expected `--port N` or `--no-open`, found `{word}`")))
            }
        }
    }
}

/// Sets up what is missing, builds, and serves until the program is stopped.
pub(crate) fn run(options: &Options) -> Result {
    build::run()?;
    let server = bind(options.port)?;
    let address = format!("http://{}/", server.address()?);
    println!("\nHuisuan is at {address}\nStop it with Ctrl-C.");
    if !options.no_open {
        open(&address);
    }
    server.run();
    Ok(())
}

/// Takes the port asked for, or the first that is free.
fn bind(port: Option<u16>) -> Result<Server> {
    let site = workspace::path("dist")?;
    let on = |port| Server::bind(&site, ("127.0.0.1", port));
    match port {
        Some(port) => on(port)
            .map_err(|error| error.help(format!("port {port} may be taken; leave out --port"))),
        None => PORTS.map(on).find(Result::is_ok).unwrap_or_else(|| {
            Err(Error::new(format!("no port from {} to {} is free", PORTS.start, PORTS.end))
                .help("name one with --port"))
        }),
    }
}

/// Opens the page in the person's browser, where there is a desktop to do so.
/// Without one the printed address is enough, so nothing here is an error.
fn open(address: &str) {
    let desktop = ["DISPLAY", "WAYLAND_DISPLAY"].iter().any(|name| env::var_os(name).is_some());
    let opener = match env::consts::OS {
        "macos" => "open",
        "windows" => "explorer",
        _ if desktop => "xdg-open",
        _ => return,
    };
    if process::find(opener).is_some() {
        let shown = Run::new(opener).and_then(|run| run.args([address]).read());
        if shown.is_err() {
            println!("No browser opened by itself; open the address above.");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn options_are_read_in_any_order() {
        let expected = Options { port: Some(9000), no_open: true };
        assert_eq!(Options::parse(&["--port", "9000", "--no-open"]).unwrap(), expected);
        assert_eq!(Options::parse(&["--no-open", "--port", "9000"]).unwrap(), expected);
        assert_eq!(Options::parse(&[]).unwrap(), Options::default());
    }

    #[test]
    fn a_port_that_is_none_is_refused() {
        assert!(Options::parse(&["--port", "99999"]).is_err());
        assert!(Options::parse(&["--port"]).is_err());
        assert!(Options::parse(&["8000"]).is_err());
    }
}
