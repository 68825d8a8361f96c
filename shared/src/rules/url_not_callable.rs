//! `url-not-callable`

use crate::cells::{Cell, Cells};
use crate::finding::Finding;
use crate::fix::Proposal;
use crate::item::{Fields, ItemView};
use crate::locale::Label;
use crate::text::is_placeholder;
use crate::rule::{Context, ItemRule, Meta, Outcome, Rule};
use crate::text::narrow;
use crate::text::url::{Url, UrlIssue, urls_in};
use serde::Deserialize;

/// The rule.
pub(super) const RULE: Rule = Rule::item::<UrlNotCallable>(&META);

const META: Meta = Meta {
    id: "url-not-callable",
    title: Label::new("网址打不开", "Address that cannot be opened"),
    what: Label::new(
        "看`elements`各要素中的网址：指向本机（localhost、127.0.0.1）或内部网络（10.、192.168.、172.16–31.）的，判确定问题；\
         夹有空格、中文或全角字符、域名不成立的，整栏没有网址的，判疑似；其余合格。为空、写“无”的不判。能不能真正打开要由人访问。",
        "Looks at the addresses in `elements`: fails for this machine (localhost, 127.0.0.1) and private networks (10., 192.168., \
         172.16–31.); suspects spaces, Chinese or full-width characters, impossible hosts, and texts without any address. Blank and “无” \
         are not judged; whether a page really opens a person must see.",
    ),
    why: Label::new("网址打不开，网上办理就是空话。", "If the address does not open, the item is not online."),
    needs: &[],
    messages: &[
        Label::new("“{0}”的网址“{1}”指向本机或内部网络，群众打不开", "The address “{1}” in “{0}” leads to this machine or a private network, which nobody else can open"),
        Label::new("“{0}”的网址“{1}”写法有误，请核对能否打开", "The address “{1}” in “{0}” is badly written: check whether it opens"),
        Label::new("“{0}”填的是“{1}”，不是网址", "“{0}” reads “{1}”, which is no address"),
    ],
};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct UrlNotCallable {
    /// Elements judged.
    elements: Cells,
}

impl ItemRule for UrlNotCallable {
    fn check(&self, item: &ItemView<'_>, _: &Context) -> Outcome {
        self.elements.judge_texts(item, |cell| judge(&cell))
    }

    fn fix(&self, item: &ItemView<'_>, finding: &Finding, _: &Context) -> Option<Proposal> {
        let text = item.list().text(finding.value?);
        let (mut to, mut sure) = (text.to_owned(), true);
        for url in urls_in(text).into_iter().rev().filter(|url| url.issues.contains(&UrlIssue::FullWidth)) {
            // Behind the host a full-width character may be meant.
            sure &= url.path.is_ascii();
            to.replace_range(url.range.clone(), &narrow(text.get(url.range)?));
        }
        let in_order = |url: &Url| !is_private(&url.host) && !url.issues.iter().any(is_mistake);
        // What is still wrong with an address was not its width.
        let mended = urls_in(&to).iter().all(in_order);
        let why = Label::new("网址写成半角", "the address in half-width");
        mended.then(|| if sure { Proposal::safe(to, why) } else { Proposal::suggested(to, why) })
    }
}

fn judge(cell: &Cell<'_>) -> Option<Finding> {
    if is_placeholder(cell.text) {
        return None;
    }
    let urls = urls_in(cell.text);
    let shown = |url: &Url| cell.text.get(url.range.clone()).unwrap_or_default().to_owned();
    let finding = if let Some(url) = urls.iter().find(|url| is_private(&url.host)) {
        Finding::fail(cell.element, 0).arg(cell.element).arg(shown(url))
    } else if let Some(url) = urls.iter().find(|url| url.issues.iter().any(is_mistake)) {
        Finding::suspect(cell.element, 1).arg(cell.element).arg(shown(url))
    } else if urls.is_empty() {
        Finding::suspect(cell.element, 2).arg(cell.element).arg(cell.text)
    } else {
        return None;
    };
    Some(cell.locate(finding))
}

fn is_mistake(issue: &UrlIssue) -> bool {
    matches!(
        issue,
        UrlIssue::OtherScheme | UrlIssue::BadHost | UrlIssue::FullWidth | UrlIssue::Chinese | UrlIssue::Space
    )
}

/// This machine or a private network (RFC 1918), which no applicant can reach.
fn is_private(host: &str) -> bool {
    if host == "localhost" {
        return true;
    }
    let parts: Vec<u8> = host.split('.').filter_map(|part| part.parse().ok()).collect();
    let [a, b, _, _] = parts.as_slice() else { return false };
    host.split('.').count() == 4 && matches!((a, b), (10 | 127, _) | (192, 168) | (172, 16..=31))
}
