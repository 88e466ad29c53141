//! Writing HTML: what comes from rules is escaped, and nothing is styled or scripted in place.

/// The text with the characters escaped that mean something in HTML.
pub(super) fn text(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            other => escaped.push(other),
        }
    }
    escaped
}

/// An element around HTML that is written already.
pub(super) fn element(name: &str, attributes: &[(&str, &str)], inside: &str) -> String {
    let mut html = format!("<{name}");
    for (key, value) in attributes {
        html += &[" ", key, "=\"", &text(value), "\""].concat();
    }
    html + ">" + inside + "</" + name + ">"
}

/// An element of a class.
pub(super) fn classed(name: &str, class: &str, inside: &str) -> String {
    element(name, &[("class", class)], inside)
}

/// A plain element.
pub(super) fn plain(name: &str, inside: &str) -> String {
    element(name, &[], inside)
}

/// A table: a caption, the heads of its columns, and rows of cells of which the first is the row's head.
///
/// On a narrow page each row stands as a card, in which every cell says its column (`data-column`). The roles
/// keep it a table for those who hear it.
pub(super) fn table(caption: &str, heads: &[&str], rows: &[Vec<Cell>]) -> String {
    let head: String = heads
        .iter()
        .map(|it| element("th", &[("scope", "col"), ("role", "columnheader")], &text(it)))
        .collect();
    let mut body = String::new();
    for row in rows {
        let cells: String = row
            .iter()
            .enumerate()
            .map(|(index, cell)| {
                let head = heads.get(index).copied().unwrap_or_default();
                let mut attributes: Vec<(&str, &str)> = Vec::new();
                if let Some(id) = &cell.id {
                    attributes.push(("id", id));
                }
                if index == 0 {
                    attributes.extend([("scope", "row"), ("role", "rowheader")]);
                    element("th", &attributes, &cell.html)
                } else {
                    attributes.extend([("role", "cell"), ("data-column", head)]);
                    element("td", &attributes, &cell.html)
                }
            })
            .collect();
        body += &element("tr", &[("role", "row")], &cells);
        body += "\n";
    }
    let head = element("thead", &[("role", "rowgroup")], &element("tr", &[("role", "row")], &head));
    let body = element("tbody", &[("role", "rowgroup")], &body);
    let caption = plain("caption", &text(caption));
    element("table", &[("role", "table")], &(caption + &head + &body)) + "\n"
}

/// A cell of a table.
#[derive(Debug, Default)]
pub(super) struct Cell {
    /// What a link can lead to.
    pub(super) id: Option<String>,
    pub(super) html: String,
}

impl From<String> for Cell {
    fn from(html: String) -> Self {
        Self { id: None, html }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_comes_from_rules_is_escaped() {
        let written = element("a", &[("title", "a\"b")], &text("x < y & z"));
        assert_eq!(written, "<a title=\"a&quot;b\">x &lt; y &amp; z</a>");
    }
}
