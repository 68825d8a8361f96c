//! A document as DOCX, in the layout of GB/T 9704-2012: A4 with a type area of 156 × 225 mm, house style in
//! `templates/docx`. No red head: a third party's report is no official document.
//!
//! Written by hand over `zip`: a document needs a dozen of OOXML's thousand elements, and the same document must give
//! the same bytes, natively and in the browser.

use super::document::{
    Align, Block, Cell, Column, Document, Heading, Level, Look, Paragraph, Row, Run, Table, Tone,
};
use super::escape::escape;
use crate::locale::Lang;
use crate::standard::Severity;
use front::{bookmark, numbered_from_one};
use std::fmt::Write as _;
use std::io::{Cursor, Read as _, Write as _};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, System, ZipArchive, ZipWriter};

mod front;

const STYLES: &str = include_str!("../../templates/docx/styles.xml");
const SETTINGS: &str = include_str!("../../templates/docx/settings.xml");
const FONTS: &str = include_str!("../../templates/docx/fonts.xml");
const FOOTER: &str = include_str!("../../templates/docx/footer.xml");
const SECTION: &str = include_str!("../../templates/docx/section.xml");
const CONTENT_TYPES: &str = include_str!("../../templates/docx/content-types.xml");
const PACKAGE: &str = include_str!("../../templates/docx/package.rels");
const RELATIONSHIPS: &str = include_str!("../../templates/docx/document.rels");

const DECLARATION: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
const APP: &str = "<Properties xmlns=\"http://schemas.openxmlformats.org/officeDocument/2006/extended-properties\"><Application>Qingcha</Application></Properties>";

/// Width of the type area, 156 mm in twentieths of a point.
const WIDTH: u32 = 8844;
/// Rows of a table that is kept on one page.
const SHORT: usize = 10;
/// Width of a character of a dense table, and of the margins of a cell, in twentieths of a point.
const EM: u32 = 180;
const MARGINS: u32 = 140;
/// Lines of a row that need not stay on one page: a third of one, as words that may not break take up more.
const TALL: u32 = 11;

/// Writes a document. Fails only where it is larger than the container can hold.
pub fn write(document: &Document) -> std::io::Result<Vec<u8>> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    // Neither clock nor platform may reach the bytes.
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(DateTime::default())
        .system(System::Unix);
    for (name, text) in [
        ("[Content_Types].xml", CONTENT_TYPES.to_owned()),
        ("_rels/.rels", PACKAGE.to_owned()),
        ("docProps/core.xml", core(document)),
        ("docProps/app.xml", format!("{DECLARATION}{APP}")),
        ("word/_rels/document.xml.rels", RELATIONSHIPS.to_owned()),
        ("word/styles.xml", styles(document.lang)),
        ("word/settings.xml", front::settings(document)),
        ("word/fontTable.xml", FONTS.to_owned()),
        ("word/footer-odd.xml", FOOTER.replace("{side}", "right")),
        ("word/footer-even.xml", FOOTER.replace("{side}", "left")),
        ("word/document.xml", body(document)),
    ] {
        zip.start_file(name, options)?;
        zip.write_all(text.as_bytes())?;
    }
    Ok(zip.finish()?.into_inner())
}

/// Whether this program wrote the document, and no other has saved it since: each puts its own name into it.
pub fn is_ours(bytes: &[u8]) -> bool {
    let Ok(mut zip) = ZipArchive::new(Cursor::new(bytes)) else {
        return false;
    };
    let Ok(part) = zip.by_name("docProps/app.xml") else {
        return false;
    };
    let expected = format!("{DECLARATION}{APP}");
    let mut found = Vec::new();
    // A part that claims more than ours holds is not ours: it need not be read to its end.
    let most = expected.len() as u64 + 1;
    part.take(most).read_to_end(&mut found).is_ok() && found == expected.as_bytes()
}

/// The house style in one language. The standard sets Chinese; English takes the usual 12 points.
fn styles(lang: Lang) -> String {
    let settings = match lang {
        // 15.75 points a character: 28 of them fill the line, as the standard wants; 28.95 points a line: 22 a page.
        Lang::ZhCn => [
            ("size", "32"),
            ("line", "579"),
            ("indent", "640"),
            ("pitch", "-5"),
            ("bold", ""),
        ],
        Lang::En => [
            ("size", "24"),
            ("line", "380"),
            ("indent", "0"),
            ("pitch", "0"),
            ("bold", "<w:b/>"),
        ],
    };
    let mut styles = STYLES.to_owned();
    for (name, value) in settings {
        styles = styles.replace(&format!("{{{name}}}"), value);
    }
    // Indents in characters win over those in points.
    match lang {
        Lang::ZhCn => styles,
        Lang::En => styles.replace(" w:firstLineChars=\"200\"", ""),
    }
}

fn core(document: &Document) -> String {
    let mut xml = String::from(DECLARATION);
    xml.push_str("<cp:coreProperties xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><dc:title>");
    escape(&mut xml, &document.title.replace('\n', ""));
    xml.push_str("</dc:title><dc:creator>清查 Qingcha</dc:creator></cp:coreProperties>");
    xml
}

fn body(document: &Document) -> String {
    let mut body = Body {
        xml: String::with_capacity(256 << 10),
        lang: document.lang,
        listed: document.front,
        bookmarks: 0,
    };
    body.raw(DECLARATION);
    body.raw("<w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"><w:body>");
    if document.front {
        body.front(document);
    } else {
        body.line("Title", &document.title);
        for line in &document.subtitle {
            body.line("Subtitle", line);
        }
    }
    for (index, block) in document.blocks.iter().enumerate() {
        body.block(block, document.blocks.get(index + 1));
    }
    let section = SECTION.trim_end();
    if document.front {
        body.raw(&numbered_from_one(section));
    } else {
        body.raw(section);
    }
    body.raw("</w:body></w:document>");
    body.xml
}

/// The main part being written. Texts of the document go through [`Body::text`], and through nothing else.
struct Body {
    xml: String,
    lang: Lang,
    /// Whether a table of contents leads to the headings.
    listed: bool,
    /// Bookmarks so far.
    bookmarks: u32,
}

impl Body {
    fn raw(&mut self, markup: &str) {
        self.xml.push_str(markup);
    }

    /// Text of a run, its line breaks as breaks.
    fn text(&mut self, text: &str) {
        for (number, line) in text.split('\n').enumerate() {
            if number > 0 {
                self.raw("<w:br/>");
            }
            self.raw("<w:t xml:space=\"preserve\">");
            escape(&mut self.xml, line);
            self.raw("</w:t>");
        }
    }

    /// A paragraph of one text.
    fn line(&mut self, style: &str, text: &str) {
        self.paragraph(style, Align::Start, false, &[Run::plain(text)]);
    }

    /// A paragraph; `keep` it on one page with what follows.
    fn paragraph(&mut self, style: &str, align: Align, keep: bool, runs: &[Run]) {
        self.raw("<w:p><w:pPr><w:pStyle w:val=\"");
        self.raw(style);
        self.raw("\"/>");
        if keep {
            self.raw("<w:keepNext/>");
        }
        self.raw(match align {
            Align::Start => "",
            Align::Middle => "<w:jc w:val=\"center\"/>",
            Align::End => "<w:jc w:val=\"right\"/>",
        });
        self.raw("</w:pPr>");
        for run in runs.iter().filter(|run| !run.text.is_empty()) {
            self.raw("<w:r><w:rPr>");
            if let Some(style) = run_style(run.look) {
                self.raw("<w:rStyle w:val=\"");
                self.raw(style);
                self.raw("\"/>");
            }
            // Quotation marks and dashes are of both scripts; in Chinese they are as wide as characters.
            if self.lang == Lang::ZhCn {
                self.raw("<w:rFonts w:hint=\"eastAsia\"/>");
            }
            self.raw("</w:rPr>");
            self.text(&run.text);
            self.raw("</w:r>");
        }
        self.raw("</w:p>");
    }

    fn block(&mut self, block: &Block, next: Option<&Block>) {
        match block {
            Block::Heading(heading) => self.heading(heading),
            Block::Paragraph(Paragraph { runs, remark }) => {
                let style = if *remark { "Remark" } else { "BodyText" };
                let before_table = matches!(next, Some(Block::Table(_)));
                self.paragraph(style, Align::Start, before_table, runs);
            }
            Block::Table(table) => self.table(table),
            // There is no rasteriser; the chart's figures stand in its table.
            Block::Radar(..) | Block::Bars(..) => {}
            Block::PageBreak => self.raw("<w:p><w:r><w:br w:type=\"page\"/></w:r></w:p>"),
        }
    }

    fn heading(&mut self, heading: &Heading) {
        let style = match heading.level {
            Level::One => "Heading1",
            Level::Two => "Heading2",
            Level::Three => "Heading3",
            Level::Four => "Heading4",
        };
        let text = format!("{}{}", heading.number, heading.text);
        match bookmark(heading).filter(|_| self.listed) {
            None => self.line(style, &text),
            Some(name) => {
                let id = self.bookmarks;
                self.bookmarks += 1;
                // Writing to a string cannot fail.
                let _ = write!(self.xml, "<w:bookmarkStart w:id=\"{id}\" w:name=\"{name}\"/>");
                self.line(style, &text);
                let _ = write!(self.xml, "<w:bookmarkEnd w:id=\"{id}\"/>");
            }
        }
    }

    fn table(&mut self, table: &Table) {
        if let Some(line) = table.caption_line(self.lang) {
            self.line("Caption", &line);
        }
        let widths = widths(&table.columns);
        // Writing to a string cannot fail.
        let _ = write!(
            self.xml,
            "<w:tbl><w:tblPr><w:tblStyle w:val=\"Grid\"/><w:tblW w:w=\"{WIDTH}\" w:type=\"dxa\"/><w:tblLayout w:type=\"fixed\"/><w:tblCaption w:val=\""
        );
        escape(&mut self.xml, &table.caption.replace('\n', " "));
        self.raw("\"/></w:tblPr><w:tblGrid>");
        for width in &widths {
            let _ = write!(self.xml, "<w:gridCol w:w=\"{width}\"/>");
        }
        self.raw("</w:tblGrid>");
        let (text, head) = if table.dense {
            ("DenseText", "DenseHead")
        } else {
            ("TableText", "TableHead")
        };
        self.raw("<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>");
        for (column, width) in table.columns.iter().zip(&widths) {
            self.open_cell(*width, 1, Some("E8EEF5"));
            self.line(head, column.title(self.lang));
            self.raw("</w:tc>");
        }
        self.raw("</w:tr>");
        // Short tables are kept on one page, and the name of a group with its first row.
        let short = !table.dense && table.rows.len() <= SHORT;
        for (number, row) in table.rows.iter().enumerate() {
            // A row that may not break goes to the next page as a whole: the first takes the heading with it, and a
            // tall one leaves much of the page empty.
            let may_break = table.dense && (number == 0 || is_tall(row, &widths));
            self.raw(if may_break {
                "<w:tr>"
            } else {
                "<w:tr><w:trPr><w:cantSplit/></w:trPr>"
            });
            match row {
                Row::Cells(cells) => {
                    let keep = short && number + 1 < table.rows.len();
                    for ((cell, column), width) in cells.iter().zip(&*table.columns).zip(&widths) {
                        self.open_cell(*width, 1, None);
                        self.inside(&cell.0, text, column.align, keep);
                    }
                }
                Row::Group(name) => {
                    self.open_cell(WIDTH, table.columns.len(), Some("F4F6F9"));
                    self.inside(std::slice::from_ref(name), text, Align::Start, true);
                }
            }
            self.raw("</w:tr>");
        }
        // Tables that follow each other would become one.
        self.raw("</w:tbl><w:p><w:pPr><w:pStyle w:val=\"Gap\"/></w:pPr></w:p>");
    }

    /// The beginning of a cell over `span` columns, perhaps on a ground of its own.
    fn open_cell(&mut self, width: u32, span: usize, ground: Option<&str>) {
        let _ = write!(self.xml, "<w:tc><w:tcPr><w:tcW w:w=\"{width}\" w:type=\"dxa\"/>");
        if span > 1 {
            let _ = write!(self.xml, "<w:gridSpan w:val=\"{span}\"/>");
        }
        if let Some(fill) = ground {
            let _ = write!(
                self.xml,
                "<w:shd w:val=\"clear\" w:color=\"auto\" w:fill=\"{fill}\"/><w:vAlign w:val=\"center\"/>"
            );
        }
        self.raw("</w:tcPr>");
    }

    /// The inside of a cell, and its end.
    fn inside(&mut self, paragraphs: &[Paragraph], style: &str, align: Align, keep: bool) {
        for paragraph in paragraphs {
            self.paragraph(style, align, keep, &paragraph.runs);
        }
        if paragraphs.is_empty() {
            // A cell without a paragraph makes the document unreadable.
            self.paragraph(style, align, keep, &[]);
        }
        self.raw("</w:tc>");
    }
}

/// Widths of columns in twentieths of a point; they add up to the type area's.
fn widths(columns: &[Column]) -> Vec<u32> {
    let total: u32 = columns.iter().map(|column| column.width).sum();
    let mut widths: Vec<u32> = columns
        .iter()
        .map(|column| column.width * WIDTH / total.max(1))
        .collect();
    let rest = WIDTH.saturating_sub(widths.iter().sum());
    if let Some(last) = widths.last_mut() {
        *last += rest;
    }
    widths
}

/// Whether a dense row takes about a third of a page or more, as far as that can be told without laying it out.
fn is_tall(row: &Row, widths: &[u32]) -> bool {
    let Row::Cells(cells) = row else {
        return false;
    };
    let lines = |(cell, width): (&Cell, &u32)| -> u32 {
        let of = |paragraph: &Paragraph| {
            let texts = paragraph.runs.iter().flat_map(|run| run.text.chars());
            let needed: u32 = texts.map(|c| if c.is_ascii() { EM / 2 } else { EM }).sum();
            needed.div_ceil(width.saturating_sub(MARGINS).max(EM)).max(1)
        };
        cell.0.iter().map(of).sum()
    };
    cells
        .iter()
        .zip(widths)
        .map(lines)
        .max()
        .is_some_and(|most| most > TALL)
}

fn run_style(look: Look) -> Option<&'static str> {
    Some(match look {
        Look::Plain => return None,
        Look::Strong => "Strong",
        Look::Quiet => "Quiet",
        Look::Tag(Tone::Severity(Severity::Veto)) => "Veto",
        Look::Tag(Tone::Severity(Severity::Serious)) => "Serious",
        Look::Tag(Tone::Severity(Severity::Ordinary)) => "Ordinary",
        Look::Tag(Tone::Severity(Severity::Slight)) => "Slight",
        Look::Tag(Tone::Suspect) => "Suspect",
    })
}

#[cfg(test)]
mod tests;
