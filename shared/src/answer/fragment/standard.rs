//! All clauses of the standard, folded: what the page of the standard shows and searches.

use super::Html;
use crate::answer::overview::grades;
use crate::locale::Lang;
use crate::report::points_text;
use crate::rule::Meta;
use crate::standard::{Clause, Confidence, Dimension, Per, Standard};

/// The text of a standard; `what` tells by a rule's identifier what exactly the rule compares. Sections of dimensions stand side by side at its top level, each with a heading that ends in
/// the number of its clauses, and with the clauses in one element.
pub fn standard(standard: &Standard, lang: Lang, what: &dyn Fn(&str) -> String) -> String {
    let document = &standard.document;
    let mut html = Html::new(lang);
    html.raw("<p class=\"lead\">")
        .text(document.title.get(lang))
        .raw(" ");
    html.text(&document.version).raw("</p><p class=\"quiet\">");
    html.fill(
        "自{0}起施行。",
        "In force from {0}.",
        std::slice::from_ref(&document.effective),
    );
    html.raw(" <code>").text(&standard.digest).raw("</code></p>");
    html.raw("<div class=\"columns\"><section><h2>")
        .say("等级", "Grade");
    html.raw("</h2><ul class=\"inline\">");
    for grade in grades(standard, None, lang) {
        html.raw("<li><span class=\"grade grade-")
            .text(&grade.id)
            .raw("\">");
        html.text(&grade.name).raw("</span> ");
        html.fill("{0}分起", "from {0}", &[points_text(grade.from)])
            .raw("</li>");
    }
    html.raw("</ul></section><section><h2>");
    html.say("各维度扣分上限", "Caps of dimensions");
    html.raw("</h2><ul class=\"inline\">");
    for dimension in Dimension::ALL {
        html.raw("<li>").text(dimension.name().get(lang));
        html.raw(" <span class=\"number\">")
            .number(points_text(standard.cap(*dimension)))
            .raw("</span></li>");
    }
    html.raw("</ul></section></div><p class=\"quiet\">").say(
        "标有“建议分值”的分值由本项目提出，以主管局最终公布为准。依据后的字母表示可靠程度：A原始来源，B多源一致，C推断，M待核，P本项目建议。",
        "Points marked as proposed are this project's and await the bureau. Letters: A read in the source, B sources agree, C inferred, M to be verified, P proposal.",
    );
    html.raw("</p>");
    for dimension in Dimension::ALL {
        let of_dimension = || {
            let clauses = standard.clauses().iter().enumerate();
            clauses.filter(|(_, clause)| clause.dimension == *dimension)
        };
        if of_dimension().next().is_none() {
            continue;
        }
        html.raw("<section aria-labelledby=\"d-")
            .raw(dimension.id())
            .raw("\"><h2 id=\"d-");
        html.raw(dimension.id())
            .raw("\">")
            .text(dimension.name().get(lang));
        html.raw(" <span class=\"quiet\">").number(of_dimension().count());
        html.raw("</span></h2><div class=\"clauses\">");
        for (index, clause) in of_dimension() {
            let meta = standard.runner(index).map(|(meta, _)| meta);
            html.clause(clause, meta, what);
        }
        html.raw("</div></section>");
    }
    html.out
}

impl Html {
    fn clause(&mut self, clause: &Clause, meta: Option<&Meta>, what: &dyn Fn(&str) -> String) {
        let lang = self.lang;
        let manual = clause.manual.as_ref();
        self.raw("<details class=\"clause\"><summary><span class=\"code\">")
            .text(&clause.code);
        self.raw("</span><span class=\"clause-title\">")
            .text(clause.title.get(lang))
            .raw("</span>");
        self.severity(clause.severity);
        for (wanted, zh, en) in [
            (manual.is_some(), "人工核查", "By people"),
            (clause.proposed, "建议分值", "proposed points"),
        ] {
            if wanted {
                self.raw("<span class=\"tag tag-plain\">")
                    .say(zh, en)
                    .raw("</span>");
            }
        }
        self.raw("<span class=\"number\">")
            .number(points_text(clause.points))
            .raw(" ");
        if clause.per == Per::Occurrence {
            self.say("分/处", "per occurrence");
        } else {
            self.say("分/事项", "per item");
        }
        if let Some(cap) = clause.cap {
            self.fill("，最多{0}", ", at most {0}", &[points_text(cap)]);
        }
        self.raw("</span></summary><dl class=\"pairs\">");
        self.pair(
            "怎样判断",
            "How it is judged",
            &meta.map_or_else(String::new, |meta| what(meta.id)),
        );
        let reason = || manual.map_or("", |manual| manual.reason.get(lang));
        self.pair(
            "为什么",
            "Why",
            meta.map_or_else(reason, |meta| meta.why.get(lang)),
        );
        self.raw("<dt>")
            .say("依据", "Basis")
            .raw("</dt><dd><ul class=\"plain\">");
        for basis in &clause.basis {
            let class = match basis.confidence {
                Confidence::Original | Confidence::Agreed => "sure",
                Confidence::Inferred | Confidence::Memory => "unsure",
                Confidence::Proposal => "plain",
            };
            self.raw("<li>")
                .text(&basis.text)
                .raw(" <span class=\"tag tag-")
                .raw(class)
                .raw("\">");
            let name = basis.confidence.name().get(lang);
            self.text(basis.confidence.id())
                .raw(" ")
                .text(name)
                .raw("</span></li>");
        }
        self.raw("</ul></dd>");
        self.pair("改法", "Advice", clause.advice.get(lang));
        let evidence = manual.map_or("", |manual| manual.evidence.get(lang));
        self.pair("所需证据", "Evidence", evidence);
        self.raw("</dl></details>");
    }

    fn pair(&mut self, zh: &'static str, en: &'static str, text: &str) {
        if !text.is_empty() {
            self.raw("<dt>")
                .say(zh, en)
                .raw("</dt><dd>")
                .text(text)
                .raw("</dd>");
        }
    }
}
