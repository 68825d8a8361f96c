//! `law-title-unmarked`

use crate::cells::Cells;
use crate::finding::Finding;
use crate::fix::Proposal;
use crate::item::{Fields, ItemView};
use crate::law::{Laws, Match};
use crate::locale::Label;
use crate::rule::{Context, ItemRule, Meta, Outcome, Rule};
use crate::text::citation::{Form, citations_in};
use serde::Deserialize;
use std::ops::Range;
use std::sync::Arc;
use time::Date;

/// The rule.
pub(super) const RULE: Rule = Rule::item::<LawTitleUnmarked>(&META);

const META: Meta = Meta {
    id: "law-title-unmarked",
    title: Label::new("法律名称没有加书名号", "Title of a law without its marks"),
    what: Label::new(
        "看`elements`各要素的文字：法律库中有的名称一字不差地写着，后面是条款，或冠“中华人民共和国”，或整栏就是它，\
         而没有加书名号的，判疑似。库中没有的名称不判，前后只缺一半书名号的另有条款。",
        "Looks at the texts of `elements`: suspected where a title that the index of laws has, to the letter, stands without 《》 \
         before an article, with the state's name at its head, or as the whole text. Titles that the index lacks are not judged, and \
         those that lack one mark of the two are another clause's.",
    ),
    why: Label::new(
        "名称从哪里起、到哪里止看不出来，查依据的人和比对的机器都可能认错。",
        "Where the title begins and ends cannot be seen, so that people and machines may take it for another.",
    ),
    needs: &[],
    messages: &[Label::new(
        "法律名称“{0}”没有加书名号，应写“《{0}》”",
        "The title “{0}” stands without marks: write “《{0}》”",
    )],
};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct LawTitleUnmarked {
    #[serde(skip, default = "Laws::builtin")]
    laws: Arc<Laws>,
    /// Elements judged.
    elements: Cells,
}

impl ItemRule for LawTitleUnmarked {
    fn use_laws(&mut self, laws: &Arc<Laws>) {
        self.laws = Arc::clone(laws);
    }

    fn check(&self, item: &ItemView<'_>, context: &Context) -> Outcome {
        self.elements.judge_texts(item, |cell| {
            let first = self.unmarked(cell.text, context.date).into_iter().next();
            let title = first.and_then(|range| cell.text.get(range))?;
            Some(cell.locate(Finding::suspect(cell.element, 0).arg(title)))
        })
    }

    fn fix(&self, item: &ItemView<'_>, finding: &Finding, context: &Context) -> Option<Proposal> {
        let text = item.list().text(finding.value?);
        let mut to = text.to_owned();
        for range in self.unmarked(text, context.date).into_iter().rev() {
            to.insert(range.end, '》');
            to.insert(range.start, '《');
        }
        Some(Proposal::safe(to, Label::new("为法律名称加书名号", "the marks of the law's title")))
    }
}

impl LawTitleUnmarked {
    /// Where titles of known laws stand without marks.
    fn unmarked(&self, text: &str, date: Date) -> Vec<Range<usize>> {
        if !may_hold_bare_title(text) {
            return Vec::new();
        }
        let known = |title: &str| !matches!(self.laws.lookup(title, None, date), Match::Unknown);
        let citations = citations_in(text);
        if citations.is_empty() {
            let title = text.trim();
            let start = text.len() - text.trim_start().len();
            let is_title = !title.contains(['（', '(', '《', '》']) && known(title);
            return is_title.then_some(start..start + title.len()).into_iter().collect();
        }
        let bare = citations.into_iter().filter(|citation| citation.form == Form::Bare);
        let ranges = bare.filter_map(|citation| {
            let start = citation.range.start;
            let range = start..start + citation.title.len();
            // One mark may be there (`水法》`): that is another clause's matter. Within quotation marks marks look odd.
            let marked = text.get(..start)?.ends_with(['《', '〈', '<', '“', '"'])
                || text.get(range.end..)?.starts_with(['》', '〉', '>', '”', '"']);
            let whole = text.get(range.clone()) == Some(citation.title);
            (whole && !marked && known(citation.title)).then_some(range)
        });
        ranges.collect()
    }
}

/// Whether a character with which titles end stands outside 《》: in most texts none does.
fn may_hold_bare_title(text: &str) -> bool {
    let mut depth = 0_u32;
    text.chars().any(|c| {
        match c {
            '《' => depth += 1,
            '》' => depth = depth.saturating_sub(1),
            _ => {}
        }
        depth == 0 && matches!(c, '法' | '例' | '定' | '则' | '程' | '见' | '知' | '范')
    })
}
