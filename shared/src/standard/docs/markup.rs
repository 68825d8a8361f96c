//! Pages as Markdown and as HTML.

use super::{Block, Page};

/// A page as Markdown; links of an index lead to `<name>.md`.
pub fn markdown(page: &Page) -> String {
    let blocks: Vec<_> = page.blocks.iter().map(markdown_block).collect();
    blocks.join("\n")
}

fn markdown_block(block: &Block) -> String {
    match block {
        Block::Heading(level, text) => format!("{} {}\n", "#".repeat(usize::from(*level)), escaped(text)),
        Block::Paragraph(text) => format!("{}\n", escaped(text)),
        Block::List(lines) => lines
            .iter()
            .flat_map(|line| ["- ".to_owned(), escaped(line), "\n".to_owned()])
            .collect(),
        Block::Table(header, rows) => {
            let rows = rows
                .iter()
                .map(|row| row.iter().map(|text| escaped(text)).collect());
            markdown_table(header, rows)
        }
        Block::Index(header, rows) => markdown_table(header, rows.iter().map(|row| link(row))),
    }
}

/// The first cell as a link to the page of that name; the others made harmless.
fn link(row: &[String]) -> Vec<String> {
    let cell = |(number, text): (usize, &String)| match number {
        0 => format!("[{0}]({0}.md)", escaped(text)),
        _ => escaped(text),
    };
    row.iter().enumerate().map(cell).collect()
}

fn markdown_table(header: &[String], rows: impl Iterator<Item = Vec<String>>) -> String {
    let header: Vec<_> = header.iter().map(|text| escaped(text)).collect();
    let rule = vec!["---".to_owned(); header.len()];
    let lines = std::iter::once(format!("| {} |", header.join(" | ")))
        .chain(std::iter::once(format!("|{}|", rule.join("|"))))
        .chain(rows.map(|row| format!("| {} |", row.join(" | "))));
    lines.flat_map(|line| [line, "\n".to_owned()]).collect()
}

/// Text that is not read as Markdown, in one line. Only code in backticks stays code.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut code = false;
    let closed = text.matches('`').count().is_multiple_of(2);
    for c in text.trim().chars() {
        match c {
            '`' if closed => {
                code = !code;
                out.push(c);
            }
            '|' => out.push_str("\\|"),
            c if code && !c.is_control() => out.push(c),
            '\n' if !code => out.push_str("<br>"),
            '<' => out.push_str("&lt;"),
            '&' => out.push_str("&amp;"),
            '*' | '_' | '[' | ']' | '\\' | '#' | '`' => out.extend(['\\', c]),
            c if c.is_control() => out.push(' '),
            c => out.push(c),
        }
    }
    out
}

/// A page as an HTML document of its own; links of an index lead to `<name>.html`.
pub fn html(page: &Page) -> String {
    let title = page.blocks.iter().find_map(|block| match block {
        Block::Heading(1, text) => Some(entities(text)),
        _ => None,
    });
    let blocks: String = page.blocks.iter().map(html_block).collect();
    format!(
        "<!doctype html>\n<html lang=\"zh-CN\">\n<meta charset=\"utf-8\">\n<title>{}</title>\n{blocks}",
        title.unwrap_or_default()
    )
}

fn html_block(block: &Block) -> String {
    match block {
        Block::Heading(level, text) => format!("<h{level}>{}</h{level}>\n", entities(text)),
        Block::Paragraph(text) => format!("<p>{}</p>\n", entities(text)),
        Block::List(lines) => {
            let lines: Vec<_> = lines
                .iter()
                .map(|line| format!("<li>{}</li>\n", entities(line)))
                .collect();
            format!("<ul>\n{}</ul>\n", lines.concat())
        }
        Block::Table(header, rows) => html_table(header, rows, false),
        Block::Index(header, rows) => html_table(header, rows, true),
    }
}

fn html_table(header: &[String], rows: &[Vec<String>], links: bool) -> String {
    let row = |cells: &[String], tag: &str, links: bool| {
        let cell = |(number, text): (usize, &String)| {
            let text = entities(text);
            let inner = if links && number == 0 {
                format!("<a href=\"{text}.html\">{text}</a>")
            } else {
                text
            };
            format!("<{tag}>{inner}</{tag}>")
        };
        let cells: Vec<_> = cells.iter().enumerate().map(cell).collect();
        format!("<tr>{}</tr>\n", cells.concat())
    };
    let rows: Vec<_> = rows.iter().map(|cells| row(cells, "td", links)).collect();
    format!("<table>\n{}{}</table>\n", row(header, "th", false), rows.concat())
}

fn entities(text: &str) -> String {
    let text = text
        .replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;");
    text.replace('\n', "<br>")
}

#[cfg(test)]
mod tests {
    use super::super::{Block, Page};
    use super::{html, markdown};

    fn page(text: &str) -> Page {
        let cells = vec![text.to_owned(), "b".to_owned()];
        Page {
            name: "x".to_owned(),
            blocks: vec![
                Block::Heading(1, text.to_owned()),
                Block::Table(cells.clone(), vec![cells.clone()]),
                Block::Index(cells.clone(), vec![cells]),
            ],
        }
    }

    #[test]
    fn what_people_wrote_is_never_read_as_markup() {
        let text = markdown(&page("a|b*c<script>\n_d_"));
        assert!(text.starts_with("# a\\|b\\*c&lt;script><br>\\_d\\_\n"), "{text}");
        assert!(markdown(&page("`a_b|`_")).starts_with("# `a_b\\|`\\_\n"));
        assert!(markdown(&page("`a_b")).starts_with("# \\`a\\_b\n"));
        let text = html(&page("a<b>&\"c\""));
        assert!(
            !text.contains("<b>") && text.contains("a&lt;b&gt;&amp;&quot;c&quot;"),
            "{text}"
        );
    }

    #[test]
    fn an_index_links_its_pages() {
        assert!(markdown(&page("K01")).contains("| [K01](K01.md) | b |"));
        assert!(html(&page("K01")).contains("<a href=\"K01.html\">K01</a>"));
    }
}
