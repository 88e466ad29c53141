//! The encoding of a list: UTF-8, or what an older spreadsheet wrote instead.

use std::fs::File;
use std::io::{self, BufReader, Read};
use std::path::Path;

use encoding_rs::{Encoding, GB18030, UTF_8, UTF_16BE, UTF_16LE};
use encoding_rs_io::DecodeReaderBytesBuilder;

use super::reach::{Counted, Reach};
use crate::end::Refusal;

/// How much of a file is looked at to tell its encoding.
const LOOKED_AT: u64 = 256 * 1024;

/// A list as text.
pub(super) struct Text {
    /// UTF-8 without a byte-order mark.
    pub(super) content: Box<dyn Read + Send>,
    /// What to tell where the file is something else.
    pub(super) note: Option<String>,
    pub(super) reach: Reach,
}

/// Opens a list and tells its encoding.
pub(super) fn open(path: &Path) -> Result<Text, Refusal> {
    let refuse = |error: io::Error| Refusal::of_file("read", path.display(), &error);
    let file = File::open(path).map_err(refuse)?;
    let reach = Reach::of(file.metadata().map_err(refuse)?.len());
    let mut file = Counted { inner: file, reach: reach.clone() };
    let mut start = Vec::new();
    file.by_ref().take(LOOKED_AT).read_to_end(&mut start).map_err(refuse)?;
    if start.is_empty() {
        return Err(Refusal::new(format!(
            "`{}` is empty: it has not even a header",
            path.display()
        ))
        .help("the first line of a list names its columns; `huisuan batch --header` prints one"));
    }
    let Some(encoding) = encoding_of(&start) else {
        return Err(Refusal::new(format!(
            "`{}` is not UTF-8 text, and its encoding cannot be told",
            path.display()
        ))
        .help(
            "save it as UTF-8, or convert it: iconv -f GB18030 -t UTF-8 list.csv > list-utf8.csv",
        ));
    };
    let whole = io::Cursor::new(start).chain(BufReader::new(file));
    if encoding == UTF_8 {
        return Ok(Text { content: Box::new(WithoutMark::new(whole)), note: None, reach });
    }
    let note = format!(
        "`{}` is {} text and was read as such; UTF-8 is surer: iconv -f {} -t UTF-8",
        path.display(),
        encoding.name(),
        encoding.name(),
    );
    let decoded = DecodeReaderBytesBuilder::new().encoding(Some(encoding)).build(whole);
    Ok(Text { content: Box::new(decoded), note: Some(note), reach })
}

/// The encoding of a text by its start, where it is unmistakable.
fn encoding_of(start: &[u8]) -> Option<&'static Encoding> {
    if let Some((encoding, _)) = Encoding::for_bom(start) {
        return [UTF_8, UTF_16LE, UTF_16BE].into_iter().find(|it| *it == encoding);
    }
    match std::str::from_utf8(start) {
        Ok(_) => return Some(UTF_8),
        // The look may have ended inside a character.
        Err(error) if error.error_len().is_none() => return Some(UTF_8),
        Err(_) => {}
    }
    // Chinese text of an older spreadsheet: every byte must fit, and nearly all characters be common ones.
    let whole_characters = start.len().saturating_sub(4);
    let looked_at =
        if start.len() as u64 == LOOKED_AT { start.get(..whole_characters)? } else { start };
    let (_, faulty) = GB18030.decode_without_bom_handling(looked_at);
    let (common, other) = pairs(looked_at);
    (!faulty && common > 0 && other.saturating_mul(20) <= common).then_some(GB18030)
}

/// How many characters of two bytes are Chinese ones of GB 2312, and how many are not. A letter of a Western encoding stands
/// between ASCII letters; a Chinese character is two high bytes together.
fn pairs(text: &[u8]) -> (usize, usize) {
    let (mut common, mut other) = (0_usize, 0_usize);
    let mut bytes = text.iter();
    while let Some(first) = bytes.next() {
        if first.is_ascii() {
            continue;
        }
        match (first, bytes.next()) {
            (0xa1..=0xf7, Some(0xa1..=0xfe)) => common = common.saturating_add(1),
            _ => other = other.saturating_add(1),
        }
    }
    (common, other)
}

/// A text whose byte-order mark is passed over.
struct WithoutMark<R> {
    inner: R,
    started: bool,
}

impl<R> WithoutMark<R> {
    fn new(inner: R) -> Self {
        Self { inner, started: false }
    }
}

impl<R: Read> Read for WithoutMark<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.started || buffer.len() < 3 {
            return self.inner.read(buffer);
        }
        self.started = true;
        let read = self.inner.read(buffer)?;
        let mark = buffer.get(..read).is_some_and(|it| it.starts_with(b"\xef\xbb\xbf"));
        if !mark {
            return Ok(read);
        }
        buffer.copy_within(3..read, 0);
        match read.saturating_sub(3) {
            // Nothing but the mark came: an empty answer would mean the end.
            0 => self.inner.read(buffer),
            left => Ok(left),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(start: &[u8], expected: Option<&'static Encoding>) {
        assert_eq!(encoding_of(start).map(Encoding::name), expected.map(Encoding::name));
    }

    #[test]
    fn utf_8_is_told_with_and_without_its_mark() {
        check("id,备注\n1,无\n".as_bytes(), Some(UTF_8));
        check("\u{feff}id\n1\n".as_bytes(), Some(UTF_8));
    }

    #[test]
    fn chinese_of_an_older_spreadsheet_is_told() {
        check(&GB18030.encode("id,m1.birth_date\n张三,1950-01-01\n").0, Some(GB18030));
    }

    #[test]
    fn other_bytes_are_not_guessed_at() {
        check(b"id\nM\xfcller\n", None);
        check(b"\xff\x00\xfe\x01", None);
    }

    #[test]
    fn a_mark_is_passed_over_and_nothing_else() {
        let read = |bytes: &'static [u8]| {
            let mut text = String::new();
            WithoutMark::new(bytes).read_to_string(&mut text).unwrap();
            text
        };
        assert_eq!(read(b"\xef\xbb\xbfid\n"), "id\n");
        assert_eq!(read(b"id\n"), "id\n");
    }
}
