//! What a file is, by its content; the extension only tells a notice and a hint.

use super::refusal::{Refusal, RefusalKind};

/// The outermost form of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    /// A zip container: xlsx, xlsb, ods or an archive.
    Zip,
    /// A compound file: xls, et, or an encrypted workbook.
    Compound,
    /// Everything else: JSON, CSV, TSV, or nothing that is read.
    Text,
}

/// What a text is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum TextForm {
    /// JSON.
    Json,
    /// Rows of fields.
    Delimited,
}

/// Whether `bytes` begin as a zip container does.
pub(super) fn is_zip(bytes: &[u8]) -> bool {
    [b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08"]
        .iter()
        .any(|magic| bytes.starts_with(*magic))
}

/// The form of a file by its first bytes; refuses archives of other kinds.
pub(super) fn form(file: &str, bytes: &[u8]) -> Result<Form, Refusal> {
    const OTHERS: [(&[u8], &str); 4] = [
        (b"Rar!\x1A\x07", "RAR"),
        (b"7z\xBC\xAF\x27\x1C", "7z"),
        (b"\x1F\x8B", "gzip"),
        (b"BZh", "bzip2"),
    ];
    if let Some((_, kind)) = OTHERS.iter().find(|(magic, _)| bytes.starts_with(magic)) {
        return Err(Refusal::new(RefusalKind::OtherArchive, [file, kind]));
    }
    Ok(if is_zip(bytes) {
        Form::Zip
    } else if bytes.starts_with(b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1") {
        Form::Compound
    } else {
        Form::Text
    })
}

/// What a decoded text is; refuses pages, XML, and what is no text at all.
pub(super) fn text_form(file: &str, text: &str) -> Result<TextForm, Refusal> {
    let start = text.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{FEFF}' || c == '\0');
    let head: String = start.chars().take(2_000).collect::<String>().to_ascii_lowercase();
    if start.starts_with(['{', '[']) || is_script(&head) {
        return Ok(TextForm::Json);
    }
    // Its sheets have tables, too.
    if head.starts_with('<') && head.contains("<workbook") {
        return Err(Refusal::new(RefusalKind::XmlSpreadsheet, [file]));
    }
    let tags = ["<html", "<table", "<head", "<meta", "<body", "<!doctype html"];
    if head.starts_with("mime-version:")
        || (head.starts_with('<') && tags.iter().any(|tag| head.contains(tag)))
    {
        return Err(Refusal::new(RefusalKind::HtmlPage, [file]));
    }
    if head.starts_with("<?xml") || head.starts_with("<workbook") || head.starts_with("<!--") {
        return Err(Refusal::new(RefusalKind::XmlSpreadsheet, [file]));
    }
    if head.starts_with("%pdf") || head.starts_with("{\\rtf") || !is_readable(text) {
        return Err(Refusal::new(RefusalKind::UnknownFormat, [file]));
    }
    Ok(TextForm::Delimited)
}

/// JSON in the clothes of a program: `var data = {`, `callback([`, a comment before it. Its parser says where it fails.
fn is_script(head: &str) -> bool {
    let holds = || head.contains(['{', '[']);
    let is_word = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '$' | '.');
    let call = head.trim_start_matches(is_word);
    let argument = call.trim_start().strip_prefix('(').map(str::trim_start);
    (["var ", "let ", "const ", "//", "/*"]
        .iter()
        .any(|word| head.starts_with(word))
        && holds())
        || (call.len() < head.len() && argument.is_some_and(|inner| inner.starts_with(['{', '['])))
}

/// Pictures, programs and the like decode into a soup of control and replacement characters.
fn is_readable(text: &str) -> bool {
    let (mut all, mut odd) = (0_usize, 0_usize);
    for c in text.chars().take(100_000) {
        all += 1;
        odd += usize::from((c.is_control() && !matches!(c, '\n' | '\r' | '\t')) || c == '\u{FFFD}');
    }
    // A few stray ones in a small list are damage, not another kind of file.
    all > 0 && (odd <= 8 || odd * 10 <= all)
}

/// The extension in lower case, without its dot.
pub(super) fn extension(name: &str) -> String {
    let base = name.rsplit(['/', '\\']).next().unwrap_or(name);
    base.rsplit_once('.')
        .map(|(_, extension)| extension.to_ascii_lowercase())
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn content_decides() {
        let of = |text: &str| text_form("f", text).map_err(|refusal| refusal.kind);
        assert_eq!(of("\u{FEFF} \n{\"a\":1}"), Ok(TextForm::Json));
        assert_eq!(of("事项名称,实施编码\n"), Ok(TextForm::Delimited));
        assert_eq!(of("<td>a</td>,b"), Ok(TextForm::Delimited));
        assert_eq!(of("\r\n<HTML xmlns:x=\"\"><table>"), Err(RefusalKind::HtmlPage));
        assert_eq!(of("<?xml version=\"1.0\"?><html>"), Err(RefusalKind::HtmlPage));
        assert_eq!(
            of("<?xml version=\"1.0\"?><Workbook>"),
            Err(RefusalKind::XmlSpreadsheet)
        );
        assert_eq!(
            of("<?xml version=\"1.0\"?><Workbook><Worksheet><Table>"),
            Err(RefusalKind::XmlSpreadsheet)
        );
        for script in [
            "var data = [{}]",
            "// export\n[{}]",
            "/* x */{}",
            "callback([{}])",
            "$.cb ( {} )",
        ] {
            assert_eq!(of(script), Ok(TextForm::Json), "{script}");
        }
        for list in [
            "variety,code\n1,2",
            "name (old),code\n",
            "//,b\n1,2",
            "letter,[a]",
        ] {
            assert_eq!(of(list), Ok(TextForm::Delimited), "{list}");
        }
        assert_eq!(of("%PDF-1.7\n"), Err(RefusalKind::UnknownFormat));
        assert_eq!(
            of(&"\u{1}\u{2}a\u{FFFD}".repeat(5)),
            Err(RefusalKind::UnknownFormat)
        );
        assert_eq!(
            form("f", b"Rar!\x1A\x07\x01").map_err(|refusal| refusal.kind),
            Err(RefusalKind::OtherArchive)
        );
    }

    #[test]
    fn extensions_are_those_of_the_last_name() {
        assert_eq!(extension("a.b/清单.XLSX"), "xlsx");
        assert_eq!(extension("a.b/清单"), "");
    }
}
