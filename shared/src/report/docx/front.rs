//! What stands before a document that is handed over by itself: a cover and a table of contents, without page numbers.

use super::{Body, SETTINGS};
use crate::locale::Label;
use crate::report::document::{Document, Heading, Level};
use std::fmt::Write as _;

/// The section of cover and contents: the paper of the others without a footer. What follows begins with page 1.
const SECTION: &str = include_str!("../../../templates/docx/section-front.xml");
/// What office programs make the contents anew from: headings of two levels, as links.
const FIELD: &str = " TOC \\o &quot;1-2&quot; \\h \\z \\u ";

/// Page numbers are known only to what lays out pages: the contents are written with titles alone, and the program
/// that opens the document is asked to add the numbers.
pub(super) fn settings(document: &Document) -> String {
    if document.front {
        SETTINGS.replacen("<w:compat>", "<w:updateFields w:val=\"true\"/><w:compat>", 1)
    } else {
        SETTINGS.to_owned()
    }
}

/// The section after the front: its pages are counted by themselves.
pub(super) fn numbered_from_one(section: &str) -> String {
    section.replacen("<w:cols ", "<w:pgNumType w:start=\"1\"/><w:cols ", 1)
}

/// The heading's bookmark for the contents; `None` for levels that are not listed.
pub(super) fn bookmark(heading: &Heading) -> Option<String> {
    matches!(heading.level, Level::One | Level::Two)
        .then(|| format!("_Toc{}", heading.anchor.replace('-', "_")))
}

impl Body {
    /// Cover and contents, each on pages of its own.
    pub(super) fn front(&mut self, document: &Document) {
        self.line("CoverSpace", "");
        self.line("Title", &document.title);
        for line in &document.subtitle {
            self.line("Subtitle", line);
        }
        let contents = Label::new("目　录", "Contents").get(document.lang);
        self.line("ContentsTitle", contents);
        let mut before = format!(
            "<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText xml:space=\"preserve\">{FIELD}</w:instrText></w:r><w:r><w:fldChar w:fldCharType=\"separate\"/></w:r>"
        );
        for heading in document.headings() {
            let Some(bookmark) = bookmark(heading) else {
                continue;
            };
            let style = if heading.level == Level::One {
                "TOC1"
            } else {
                "TOC2"
            };
            // Writing to a string cannot fail.
            let _ = write!(
                self.xml,
                "<w:p><w:pPr><w:pStyle w:val=\"{style}\"/></w:pPr>{before}<w:hyperlink w:anchor=\"{bookmark}\" w:history=\"1\"><w:r>"
            );
            before.clear();
            self.text(&format!("{}{}", heading.number, heading.text));
            self.raw("</w:r></w:hyperlink></w:p>");
        }
        let end = if before.is_empty() {
            "<w:r><w:fldChar w:fldCharType=\"end\"/></w:r>"
        } else {
            // Without a heading the field was never opened.
            ""
        };
        let _ = write!(
            self.xml,
            "<w:p><w:pPr><w:pStyle w:val=\"Gap\"/>{}</w:pPr>{end}</w:p>",
            SECTION.trim_end()
        );
    }
}
