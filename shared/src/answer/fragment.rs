//! Parts of pages as HTML: what is only shown and rarely asked for need not be drawn by the page, which has to be small.
//! What can be clicked carries `name` and `value`, and the page listens to the whole part.

mod clauses;
mod comparison;
mod setup;
mod standard;

pub use clauses::{ledger, unchecked};
pub(super) use comparison::summary;
pub use comparison::{comparison, differences};
pub use setup::setup;
pub use standard::standard;

use crate::locale::{Label, Lang, fill};
use crate::protocol::DimensionRow;
use crate::report::chart::{Axis, radar};
use crate::report::escape::escape;
use crate::standard::Severity;

/// The shares kept in the dimensions, drawn.
pub(super) fn dimensions(rows: &[DimensionRow], lang: Lang) -> String {
    const LABEL: Label = Label::new(
        "八个维度的得分保留率雷达图，数据见旁边的表格",
        "Radar chart of the share kept in each of eight dimensions; figures in the table beside it",
    );
    let kept = |row: &DimensionRow| 1.0 - f64::from(row.mean) / f64::from(row.cap.max(1));
    let axes = rows.iter().map(|row| Axis {
        label: row.dimension.name().get(lang).to_owned(),
        share: row.checked.then(|| kept(row)),
    });
    let mut drawing = String::new();
    radar(&axes.collect::<Vec<_>>()).svg(&mut drawing, LABEL.get(lang));
    drawing
}

/// HTML in the making.
struct Html {
    out: String,
    lang: Lang,
}

impl Html {
    fn new(lang: Lang) -> Self {
        Self {
            out: String::new(),
            lang,
        }
    }

    /// Markup.
    fn raw(&mut self, markup: &str) -> &mut Self {
        self.out.push_str(markup);
        self
    }

    /// Text. The page refuses markup that looks as if it assigned a listener, so that no text may.
    fn text(&mut self, text: &str) -> &mut Self {
        let mut harmless = String::new();
        escape(&mut harmless, text);
        self.out.push_str(&harmless.replace('=', "&#61;"));
        self
    }

    /// The mark of a severity.
    fn severity(&mut self, severity: Severity) {
        let class = match severity {
            Severity::Veto => "veto",
            Severity::Serious => "serious",
            Severity::Ordinary => "ordinary",
            Severity::Slight => "slight",
        };
        self.raw("<span class=\"tag tag-").raw(class).raw("\">");
        let name = severity.name().get(self.lang);
        self.text(name).raw("</span>");
    }

    fn number(&mut self, number: impl ToString) -> &mut Self {
        self.raw(&number.to_string())
    }

    fn pick(&self, zh: &'static str, en: &'static str) -> &'static str {
        Label::new(zh, en).get(self.lang)
    }

    fn say(&mut self, zh: &'static str, en: &'static str) -> &mut Self {
        let text = self.pick(zh, en);
        self.text(text)
    }

    fn fill(&mut self, zh: &'static str, en: &'static str, args: &[String]) -> &mut Self {
        let text = fill(self.pick(zh, en), args);
        self.text(&text)
    }

    /// Begins a table; numbers stand in columns whose title begins with `#`.
    fn table(&mut self, id: &str, columns: &[(&'static str, &'static str)]) {
        self.raw("<div class=\"wide\" tabindex=\"0\"><table class=\"data\"");
        if !id.is_empty() {
            self.raw(" id=\"").raw(id).raw("\"");
        }
        self.raw("><thead><tr>");
        for (zh, en) in columns {
            let class = if zh.starts_with('#') { " class=\"num\"" } else { "" };
            self.raw("<th scope=\"col\"").raw(class).raw(">");
            self.say(zh.trim_start_matches('#'), en).raw("</th>");
        }
        self.raw("</tr></thead><tbody>");
    }

    fn end_table(&mut self) {
        self.raw("</tbody></table></div>");
    }

    fn count(&mut self, number: impl ToString) -> &mut Self {
        self.raw("<td class=\"num\">").number(number).raw("</td>")
    }

    fn joined(&self, texts: &[String]) -> String {
        texts.join(self.pick("、", ", "))
    }
}

#[cfg(test)]
mod tests {
    use super::comparison::difference;
    use super::{Html, setup};
    use crate::answer::{DifferenceRow, ReferenceFile, setup as choices};
    use crate::locale::Lang;
    use crate::protocol::Side;

    const EVIL: &str = "\"><img src=x onerror=alert(1)> ' on1 = <script>";

    /// What the page's policy refuses (`boot.js`), and what would run.
    fn is_harmless(html: &str) -> bool {
        !html.contains("<img")
            && !html.contains("<script")
            && !html.contains("onerror=")
            && !html.contains("on1 =")
    }

    #[test]
    fn texts_of_lists_become_no_markup() {
        let row = DifferenceRow {
            side: Side::Missing,
            kind: EVIL.to_owned(),
            place: EVIL.to_owned(),
            name: EVIL.to_owned(),
            code: EVIL.to_owned(),
            unit: EVIL.to_owned(),
            at: EVIL.to_owned(),
            item: None,
        };
        let mut html = Html::new(Lang::ZhCn);
        difference(&mut html, &row);
        assert!(
            html.out.contains("&lt;img") && is_harmless(&html.out),
            "{}",
            html.out
        );
        let file = ReferenceFile {
            file: 0,
            name: EVIL.to_owned(),
            lists: Vec::new(),
            refused: EVIL.to_owned(),
            ask: true,
        };
        for lang in [Lang::ZhCn, Lang::En] {
            let drawn = setup(&choices(&[]), std::slice::from_ref(&file), &[], true, lang);
            assert!(drawn.contains("&lt;img") && is_harmless(&drawn), "{drawn}");
        }
    }

    #[test]
    fn english_is_complete() {
        let campaigns = crate::standard::campaigns(None);
        let drawn = setup(&choices(&campaigns), &[], &[], true, Lang::En);
        let chinese = drawn.chars().find(|c| ('\u{4e00}'..='\u{9fff}').contains(c));
        assert_eq!(chinese, None, "{drawn}");
        assert_eq!(drawn.matches("type=\"checkbox\"").count(), campaigns.len());
    }
}
