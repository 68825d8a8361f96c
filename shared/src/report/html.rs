//! A document as one HTML file: its own style, no script, nothing fetched. For reading on a screen and for A4 paper.

use super::chart::{Chart, bars, radar};
use super::document::{
    Align, Block, Cell, Column, Document, Heading, Level, Look, Paragraph, Row, Run, Table, Tone,
};
use super::escape::escape;
use crate::locale::{Label, Lang};

/// Style of every document.
const STYLE: &str = include_str!("../../templates/report.css");

/// Even opened from a disk, the file may load nothing and run nothing.
const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

/// Writes a document.
pub fn write(document: &Document) -> String {
    let mut page = Page(String::with_capacity(64 << 10));
    let lang = match document.lang {
        Lang::ZhCn => "zh-CN",
        Lang::En => "en",
    };
    page.raw(&format!(
        "<!DOCTYPE html>\n<html lang=\"{lang}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"{POLICY}\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>"
    ));
    page.text(&document.title);
    page.raw("</title>\n<style>\n");
    page.raw(STYLE);
    page.raw("</style>\n</head>\n<body>\n<header>\n<h1>");
    page.text(&document.title);
    page.raw("</h1>\n");
    for line in &document.subtitle {
        page.raw("<p class=\"subtitle\">");
        page.text(line);
        page.raw("</p>\n");
    }
    page.raw("</header>\n");
    page.contents(document);
    page.raw("<main>\n");
    for block in &document.blocks {
        page.block(block, document.lang);
    }
    page.raw("</main>\n</body>\n</html>\n");
    page.0
}

/// The file being written. Texts of the document go through [`Page::text`], and through nothing else.
struct Page(String);

impl Page {
    fn raw(&mut self, markup: &str) {
        self.0.push_str(markup);
    }

    fn text(&mut self, text: &str) {
        escape(&mut self.0, text);
    }

    /// Links to the headings of the first level.
    fn contents(&mut self, document: &Document) {
        let mut headings = document
            .headings()
            .filter(|heading| heading.level == Level::One)
            .peekable();
        if headings.peek().is_none() {
            return;
        }
        let label = Label::new("目录", "Contents").get(document.lang);
        self.raw(&format!("<nav aria-label=\"{label}\">\n<ol>\n"));
        for heading in headings {
            self.raw(&format!("<li><a href=\"#h{}\">", heading.anchor));
            self.text(&heading.number);
            self.text(&heading.text);
            self.raw("</a></li>\n");
        }
        self.raw("</ol>\n</nav>\n");
    }

    fn block(&mut self, block: &Block, lang: Lang) {
        match block {
            Block::Heading(heading) => self.heading(heading),
            Block::Paragraph(paragraph) => {
                self.paragraph(paragraph);
                self.raw("\n");
            }
            Block::Table(table) => self.table(table, lang),
            Block::Radar(axes, label) => self.chart(&radar(axes), label),
            Block::Bars(all, label) => self.chart(&bars(all), label),
            Block::PageBreak => self.raw("<div class=\"page\"></div>\n"),
        }
    }

    fn heading(&mut self, heading: &Heading) {
        // The title is the only heading of HTML's first level.
        let level = heading.level as usize + 2;
        self.raw(&format!("<h{level} id=\"h{}\">", heading.anchor));
        self.text(&heading.number);
        self.text(&heading.text);
        self.raw(&format!("</h{level}>\n"));
    }

    fn paragraph(&mut self, paragraph: &Paragraph) {
        self.raw(if paragraph.remark {
            "<p class=\"remark\">"
        } else {
            "<p>"
        });
        for run in &paragraph.runs {
            self.run(run);
        }
        self.raw("</p>");
    }

    fn run(&mut self, run: &Run) {
        let (open, close) = match run.look {
            Look::Plain => ("", ""),
            Look::Strong => ("<strong>", "</strong>"),
            Look::Quiet => ("<span class=\"quiet\">", "</span>"),
            Look::Tag(tone) => (tag(tone), "</span>"),
        };
        self.raw(open);
        self.text(&run.text);
        self.raw(close);
    }

    fn table(&mut self, table: &Table, lang: Lang) {
        self.raw(if table.dense {
            "<table class=\"dense\">\n"
        } else {
            "<table>\n"
        });
        if let Some(line) = table.caption_line(lang) {
            self.raw("<caption>");
            self.text(&line);
        } else {
            self.raw("<caption class=\"hidden\">");
            self.text(&table.caption);
        }
        self.raw("</caption>\n");
        self.columns(&table.columns, lang);
        self.raw("<tbody>\n");
        for (number, row) in table.rows.iter().enumerate() {
            match row {
                Row::Cells(cells) => {
                    self.raw("<tr>");
                    for (cell, column) in cells.iter().zip(&*table.columns) {
                        self.cell(cell, column);
                    }
                    self.raw("</tr>\n");
                }
                Row::Group(name) => {
                    let columns = table.columns.len();
                    // A group is a body of its own, so that its name stands for just its rows.
                    self.raw(if number == 0 { "" } else { "</tbody>\n<tbody>\n" });
                    self.raw(&format!(
                        "<tr class=\"group\"><th scope=\"rowgroup\" colspan=\"{columns}\">"
                    ));
                    name.runs.iter().for_each(|run| self.run(run));
                    self.raw("</th></tr>\n");
                }
            }
        }
        self.raw("</tbody>\n</table>\n");
    }

    /// Widths and titles of columns.
    fn columns(&mut self, columns: &[Column], lang: Lang) {
        self.raw("<colgroup>");
        let total: u32 = columns.iter().map(|column| column.width).sum();
        for column in columns {
            // Thousandths, so that no floating point reaches the file.
            let share = u64::from(column.width) * 1000 / u64::from(total.max(1));
            self.raw(&format!("<col style=\"width:{}.{}%\">", share / 10, share % 10));
        }
        self.raw("</colgroup>\n<thead>\n<tr>");
        for column in columns {
            self.raw(&format!("<th scope=\"col\"{}>", class(column)));
            self.text(column.title(lang));
            self.raw("</th>");
        }
        self.raw("</tr>\n</thead>\n");
    }

    fn cell(&mut self, cell: &Cell, column: &Column) {
        let (open, close) = if column.head {
            ("<th scope=\"row\"", "</th>")
        } else {
            ("<td", "</td>")
        };
        self.raw(open);
        self.raw(class(column));
        self.raw(">");
        match &cell.0[..] {
            [only] if !only.remark => only.runs.iter().for_each(|run| self.run(run)),
            several => several.iter().for_each(|paragraph| self.paragraph(paragraph)),
        }
        self.raw(close);
    }

    fn chart(&mut self, chart: &Chart, label: &str) {
        self.raw("<figure>\n");
        chart.svg(&mut self.0, label);
        self.raw("<figcaption>");
        self.text(label);
        self.raw("</figcaption>\n</figure>\n");
    }
}

fn class(column: &Column) -> &'static str {
    match column.align {
        Align::Start => "",
        Align::Middle => " class=\"middle\"",
        Align::End => " class=\"end\"",
    }
}

fn tag(tone: Tone) -> &'static str {
    use crate::standard::Severity;
    match tone {
        Tone::Severity(Severity::Veto) => "<span class=\"tag s0\">",
        Tone::Severity(Severity::Serious) => "<span class=\"tag s1\">",
        Tone::Severity(Severity::Ordinary) => "<span class=\"tag s2\">",
        Tone::Severity(Severity::Slight) => "<span class=\"tag s3\">",
        Tone::Suspect => "<span class=\"tag suspect\">",
    }
}

#[cfg(test)]
mod tests {
    use super::write;
    use crate::locale::Lang;
    use crate::report::chart::Axis;
    use crate::report::document::{Column, Document, Level, Look, Row, Run, Table};

    const COLUMNS: &[Column] = &[Column::head("名", "Name", 1), Column::number("数", "Number", 2)];

    fn hostile() -> Document {
        let evil = "</p><script>alert('1')</script>\u{0}&\"";
        let mut document = Document::new(Lang::ZhCn, evil);
        document.subtitle.push(evil.to_owned());
        document.heading(Level::One, evil);
        document.paragraph(super::Paragraph::of([Run::new(Look::Strong, evil)]));
        let rows = vec![
            Row::Group(evil.into()),
            Row::Cells(vec![evil.into(), "1".into()]),
            Row::Group("x".into()),
        ];
        document.numbered_table(Table::new(evil, COLUMNS, rows));
        let axes = [evil; 3].map(|label| Axis {
            label: label.to_owned(),
            share: Some(0.5),
        });
        document.radar(axes.to_vec(), evil);
        document
    }

    #[test]
    fn texts_of_a_list_never_become_markup() {
        let page = write(&hostile());
        assert!(!page.contains("<script") && !page.contains('\u{0}'));
        // Title, heading 1, subtitle, contents, heading, paragraph, caption, two cells, chart's title, its caption, axes.
        assert_eq!(page.matches("&lt;script&gt;").count(), 14);
    }

    #[test]
    fn tables_name_their_columns_and_rows() {
        let page = write(&hostile());
        assert_eq!(page.matches("<th scope=\"col\"").count(), 2);
        assert_eq!(page.matches("<th scope=\"row\"").count(), 1);
        assert_eq!(page.matches("<tbody>\n<tr class=\"group\">").count(), 2);
        assert!(page.contains("<caption>表1 ") && page.contains("scope=\"rowgroup\" colspan=\"2\""));
        assert!(page.contains("<col style=\"width:33.3%\"><col style=\"width:66.6%\">"));
    }

    #[test]
    fn nothing_is_fetched_and_nothing_runs() {
        let page = write(&hostile());
        for word in [
            "http://",
            "https://",
            "src=",
            "url(",
            "@import",
            "onload",
            "javascript:",
        ] {
            assert!(!page.contains(word), "{word}");
        }
        assert!(page.contains("default-src 'none'"));
    }
}
