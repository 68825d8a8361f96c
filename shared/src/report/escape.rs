//! Text made harmless for XML and HTML. The only place that does it: no writer puts text of a list into markup itself.

/// Appends `text` to `out` for use between tags or in a quoted attribute. Characters that XML 1.0 forbids are left out,
/// for a document with one does not open; so are those that turn the direction of writing, for they could make a value
/// look like another.
pub(crate) fn escape(out: &mut String, text: &str) {
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            '\t' | '\n' => out.push(c),
            '\u{FFFE}' | '\u{FFFF}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' => {}
            c if c.is_control() => {}
            c => out.push(c),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::escape;
    use proptest::prelude::*;

    fn escaped(text: &str) -> String {
        let mut out = String::new();
        escape(&mut out, text);
        out
    }

    #[test]
    fn markup_becomes_text() {
        assert_eq!(
            escaped("<script>alert(\"1\" & '2')</script>"),
            "&lt;script&gt;alert(&quot;1&quot; &amp; &#39;2&#39;)&lt;/script&gt;"
        );
        assert_eq!(escaped("&lt;"), "&amp;lt;");
        assert_eq!(escaped("=1+1"), "=1+1");
    }

    #[test]
    fn what_xml_forbids_is_left_out() {
        assert_eq!(escaped("a\u{0}b\u{b}c\u{1b}d\u{FFFF}e\u{85}f"), "abcdef");
        assert_eq!(escaped("一\n二\t三𠮷�"), "一\n二\t三𠮷�");
        assert_eq!(escaped("分\u{202E}02"), "分02");
    }

    proptest! {
        #[test]
        fn nothing_opens_a_tag_or_an_entity(text in any::<String>()) {
            let out = escaped(&text);
            prop_assert!(!out.contains(['<', '>', '"', '\'']));
            let rest = ["amp;", "lt;", "gt;", "quot;", "#39;"];
            prop_assert!(out.split('&').skip(1).all(|part| rest.iter().any(|entity| part.starts_with(entity))));
            // The production Char of XML 1.0.
            let allowed = |c| matches!(u32::from(c), 9 | 10 | 0x20..=0xD7FF | 0xE000..=0xFFFD | 0x1_0000..);
            prop_assert!(out.chars().all(allowed));
        }
    }
}
