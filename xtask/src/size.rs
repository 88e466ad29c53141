//! `cargo xtask size`: how many bytes a page loads, and whether that is still
//! little enough.

use std::fs;
use std::io::Write;
use std::path::Path;

use flate2::Compression;
use flate2::write::GzEncoder;

use crate::error::{Context, Error, Result};
use crate::workspace;

/// The most a file may weigh as it travels, compressed with brotli.
struct Budget {
    file: &'static str,
    bytes: usize,
    /// Why this much, and not more or less.
    why: &'static str,
}

/// The committed budgets: a ratchet little above what is reached, lowered with every gain and never raised. The gate for the
/// engine that a resident waits for is 90,000 bytes, the aim 60,000 (docs/adr/0014).
const BUDGETS: [Budget; 10] = [
    Budget {
        file: "pkg/wasm/huisuan_bg.wasm",
        bytes: 87_000,
        why: "a ratchet below the gate of 90,000",
    },
    Budget {
        file: "pkg/wasm/huisuan_twin.js",
        bytes: 125_000,
        why: "the same engine in JavaScript, about half as large again",
    },
    Budget {
        file: "pkg/wasm/huisuan_check_bg.wasm",
        bytes: 140_500,
        why: "with the checker: fetched only for packs that no image fits",
    },
    Budget {
        file: "pkg/wasm/huisuan_check_twin.js",
        bytes: 203_500,
        why: "with the checker, in JavaScript",
    },
    Budget {
        file: "dist/element/huisuan-calculator.js",
        bytes: 28 * 1024,
        why: "the element with its Chinese words and its style sheet",
    },
    Budget {
        file: "dist/element/huisuan-takeaway.js",
        bytes: 17 * 1024,
        why: "printing, the picture, the QR code and the code of answers, docs/adr/0012",
    },
    Budget {
        file: "dist/element/huisuan-counter.js",
        bytes: 28_500,
        why: "a whole office page: table, card, what-if, sheet and QR code; once a day, on a computer",
    },
    Budget {
        file: "dist/list.js",
        bytes: 18_700,
        why: "a page of its own: the reader of CSV is a third of it",
    },
    Budget {
        file: "dist/scenarios.js",
        bytes: 18_000,
        why: "a page of its own: reads pasted lists as the one above",
    },
    Budget {
        file: LOADER,
        bytes: 2 * 1024,
        why: "the loader, which every page with a calculator loads",
    },
];

/// What every page with a calculator loads.
const LOADER: &str = "dist/huisuan.js";

/// The most bytes the loader may have as it is: a server that compresses nothing
/// sends this.
const LOADER_RAW: usize = 5 * 1024;

/// The folders whose files a page may load, and which kinds of them.
const LOADED: [(&str, &[&str]); 3] =
    [("pkg/wasm", &["wasm", "js"]), ("dist", &["js", "css", "html"]), ("dist/rules", &["json"])];

/// Prints the table; an error if a file is over its budget.
pub(crate) fn run() -> Result {
    let root = workspace::root()?;
    println!("{:>10} {:>10} {:>10}  file", "raw", "gzip", "brotli");
    let mut over = Vec::new();
    for (folder, kinds) in LOADED {
        for file in workspace::files(&root.join(folder))? {
            let kind = file.extension().and_then(|it| it.to_str()).unwrap_or_default();
            if !kinds.contains(&kind) {
                continue;
            }
            let below = file.strip_prefix(&root).unwrap_or(&file).display().to_string();
            // The engine again, as it is copied from pkg/wasm; and the book, which no calculator loads.
            if ["dist/wasm/", "dist/book/"].iter().any(|it| below.starts_with(it)) {
                continue;
            }
            let sizes = Sizes::of(&file)?;
            println!("{:>10} {:>10} {:>10}  {below}", sizes.raw, sizes.gzip, sizes.brotli);
            over.extend(judge(&below, sizes.brotli));
            if below == LOADER && sizes.raw > LOADER_RAW {
                over.push(format!("`{below}` is {} bytes, over {LOADER_RAW}", sizes.raw));
            }
        }
    }
    for Budget { file, bytes, why } in &BUDGETS {
        println!("budget: {file} at most {bytes} bytes in brotli ({why})");
    }
    if over.is_empty() { Ok(()) } else { Err(Error::new(over.join("; "))) }
}

/// Says by how much a file is over its budget, if it has one and is.
fn judge(file: &str, brotli: usize) -> Option<String> {
    let budget = BUDGETS.iter().find(|budget| budget.file == file)?;
    (brotli > budget.bytes).then(|| {
        format!("`{file}` is {brotli} bytes in brotli, over its budget of {}", budget.bytes)
    })
}

/// The bytes of one file: as it is, and as a server sends it.
#[derive(Debug, PartialEq, Eq)]
struct Sizes {
    raw: usize,
    gzip: usize,
    brotli: usize,
}

impl Sizes {
    fn of(file: &Path) -> Result<Self> {
        let measure = || format!("measure `{}`", file.display());
        let bytes = fs::read(file).context(measure)?;
        let gzip = gzip(&bytes).context(measure)?;
        let brotli = brotli(&bytes).context(measure)?;
        Ok(Self { raw: bytes.len(), gzip, brotli })
    }
}

fn gzip(bytes: &[u8]) -> std::io::Result<usize> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes)?;
    Ok(encoder.finish()?.len())
}

fn brotli(mut bytes: &[u8]) -> std::io::Result<usize> {
    let mut out = Vec::new();
    let params = brotli::enc::BrotliEncoderParams { quality: 11, lgwin: 24, ..Default::default() };
    brotli::BrotliCompress(&mut bytes, &mut out, &params)?;
    Ok(out.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_file_over_its_budget_is_named() {
        let [engine, ..] = &BUDGETS;
        assert_eq!(judge(engine.file, engine.bytes), None);
        assert!(judge(engine.file, engine.bytes + 1).unwrap().contains("over its budget"));
        assert_eq!(judge("www/index.html", usize::MAX), None);
    }

    #[test]
    fn compression_makes_text_smaller() {
        let text = "低保 minimum living allowance ".repeat(50);
        let (gzip, brotli) = (gzip(text.as_bytes()).unwrap(), brotli(text.as_bytes()).unwrap());
        assert!(brotli < gzip && gzip < text.len(), "{brotli} {gzip}");
    }
}
