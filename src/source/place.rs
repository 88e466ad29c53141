//! Places in texts: found as a byte offset while reading, told as line and column when needed.

/// A byte offset in one of the files of a load.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Place {
    /// Which file, in the order given.
    pub file: u16,
    /// The offset in bytes.
    pub offset: u32,
}

/// The files of a load, kept until all diagnostics are placed.
#[derive(Debug, Default)]
pub struct Files<'a> {
    files: Vec<(&'a str, &'a str)>,
}

impl<'a> Files<'a> {
    /// Adds a file with its name and text, and returns its number.
    pub fn add(&mut self, name: &'a str, text: &'a str) -> u16 {
        let number = u16::try_from(self.files.len()).unwrap_or(u16::MAX);
        self.files.push((name, text));
        number
    }

    /// Name of the file, line and column (in characters) of a place, both counted from 1.
    pub fn locate(&self, place: Place) -> (&'a str, u32, u32) {
        let Some((name, text)) = self.files.get(usize::from(place.file)) else {
            return ("", 1, 1);
        };
        let end = usize::try_from(place.offset).unwrap_or(usize::MAX).min(text.len());
        let before = text.get(..end).unwrap_or(text);
        let lines = before.bytes().filter(|it| *it == b'\n').count();
        let column = before.rsplit('\n').next().unwrap_or_default().chars().count();
        (
            name,
            u32::try_from(lines).unwrap_or(u32::MAX).saturating_add(1),
            u32::try_from(column).unwrap_or(u32::MAX).saturating_add(1),
        )
    }

    /// The place of a character inside the string that starts at `start`.
    pub fn inside_string(&self, start: Place, character: usize) -> Place {
        let text = self.files.get(usize::from(start.file)).map_or("", |(_, text)| *text);
        let offset = usize::try_from(start.offset).unwrap_or(usize::MAX);
        let inner = within_string(text.get(offset..).unwrap_or_default(), character);
        Place { offset: start.offset.saturating_add(u32::try_from(inner).unwrap_or(0)), ..start }
    }
}

/// The byte offset, from the opening quote, of the so-manieth character of a JSON string.
fn within_string(raw: &str, character: usize) -> usize {
    let mut characters = raw.char_indices().skip(1);
    for _ in 0..character {
        match characters.next() {
            Some((_, '\\')) => {
                if let Some((_, 'u')) = characters.next() {
                    characters.nth(3);
                }
            }
            Some((offset, '"')) => return offset,
            Some(_) => {}
            None => break,
        }
    }
    characters.next().map_or(raw.len(), |(offset, _)| offset)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_and_columns_count_characters() {
        let mut files = Files::default();
        let file = files.add("a.json", "{\n  \"惠算\": 1\n}");
        assert_eq!(files.locate(Place { file, offset: 0 }), ("a.json", 1, 1));
        assert_eq!(files.locate(Place { file, offset: 14 }), ("a.json", 2, 9));
    }

    #[test]
    fn a_place_in_a_string_counts_escapes_as_one() {
        assert_eq!(within_string(r#""a\"bc""#, 2), 4);
        assert_eq!(within_string(r#""\u60e0x""#, 1), 7);
        assert_eq!(within_string(r#""ab""#, 9), 3);
    }
}
