//! `differs-from-reference-list`

use crate::dictionary::Dictionary;
use crate::division::Division;
use crate::element::Element::{ByLaw, CatalogCode, DeptName, HandleItemCode, LawName, TaskCode, TaskName, TaskState, TaskType, UseLevel};
use crate::element::{Element, Part};
use crate::finding::{Arg, Certainty, Finding};
use crate::item::{Fields, ItemView};
use crate::law::normal_title;
use crate::locale::Label;
use crate::order::set;
use crate::reference::{EntryView, Field, Found, How, Kind, Levels, Listing, Subject};
use crate::rule::{Context, ItemRule, Meta, Outcome, Reason, Rule};
use crate::text::bare_title;
use crate::text::citation::citations_in;
use crate::text::similar::normal_name;
use serde::Deserialize;
use std::collections::BTreeSet;
use time::Date;

/// The rule.
pub(super) const RULE: Rule = Rule::item::<DiffersFromReferenceList>(&META);

const META: Meta = Meta {
    id: "differs-from-reference-list",
    title: Label::new("与参考清单中的同一事项不一致", "Differs from the same item on the reference list"),
    what: Label::new(
        "在`list`指定的参考清单中查找事项，与找到的条目比对`compare`列出的要素；清单有几条对应的，与其中一条一致即可。基本编码完全相同时：\
         名称与清单不同（不计空格、全半角、标点，只看没有业务办理项编码的主项）判确定问题；事项类型与清单不同，且清单的类型与该编码中的类型一致的，判\
         确定问题。其余都判疑似：清单是征求意见稿、以后年度或者`edition_years`年以前的，按主项编码或名称对应的，文件没有业务办理项编码列的，清单分列主项名称和子项名称的，行使层级不在清单所列层级内的（可能是下放、委托），清单所列依据在\
         事项依据中没有引用的（可能写了简称），实施机关与清单写明的本地机关不同的，名称相同而基本编码不同的，清单中已暂停或取消而事项在用的。`certain`为false的一律疑似。清单中没有的不适用，由“不在清单内”\
         的条款检查。",
        "Finds the item on the reference list of kind `list` and compares the elements of `compare`; agreeing with one of several entries is \
         enough. With exactly the same basic code, another name (space, width and punctuation aside; main items only) and another item type \
         (where the entry's type is that of the code) fail. Everything else is a suspect: lists that are drafts, of a later year or older than `edition_years`, entries matched by the main item's code or by name, \
         files without a column of handling-item codes, lists with names of main and sub items, levels not among the entry's (it may be handed down), laws that the entry cites and the \
         item does not (perhaps abbreviated), another organ than the local one named, the same name under another code, items in use that the list has suspended or cancelled. Always a suspect where `certain` is false. Does not apply \
         to items that are not on the list.",
    ),
    why: Label::new(
        "同一事项在目录、清单和办事指南里说法不一，办事人和审批人员无所适从，数据也无法汇总。",
        "Where catalogue, list and guide differ, neither applicants nor officials know which holds, and figures cannot be added up.",
    ),
    needs: &[TaskName],
    messages: &[
        Label::new("事项名称“{0}”与{1}中的“{2}”不一致（{3}，{4}）", "The name “{0}” differs from “{2}” on the {1} ({3}, {4})"),
        Label::new("事项类型“{0}”与{1}中的“{2}”不一致（{3}，{4}）", "The type “{0}” differs from “{2}” on the {1} ({3}, {4})"),
        Label::new("行使层级“{0}”不在{1}所列的层级“{2}”之内（{3}，{4}）", "The level “{0}” is not among those of the {1}, “{2}” ({3}, {4})"),
        Label::new("设定依据中没有{1}所列的“{0}”（清单依据：{2}；{3}，{4}）", "The legal basis lacks “{0}”, which the {1} cites (its basis: {2}; {3}, {4})"),
        Label::new("实施主体“{0}”与{1}所列的实施机关“{2}”不同（{3}，{4}）", "The authority “{0}” is not the organ of the {1}, “{2}” ({3}, {4})"),
        Label::new("基本编码“{0}”与{1}中同名事项的编码“{2}”不同（{3}，{4}）", "The basic code “{0}” is not that of the item of the same name on the {1}, “{2}” ({3}, {4})"),
        Label::new("事项状态“{0}”与{1}中的“{2}”不一致（{3}，{4}）", "The state “{0}” is not that of the {1}, “{2}” ({3}, {4})"),
    ],
};

/// What can be compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Compared {
    Code,
    Name,
    Type,
    Level,
    Basis,
    Organ,
    State,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct DiffersFromReferenceList {
    /// Kind of list.
    list: Kind,
    /// What is compared.
    compare: Vec<Compared>,
    /// Whether certain differences cost points.
    #[serde(default = "yes")]
    certain: bool,
    /// Age in calendar years up to which an edition is taken for the current one.
    #[serde(default = "two")]
    edition_years: u8,
}

fn yes() -> bool {
    true
}

fn two() -> u8 {
    2
}

/// What a comparison says.
enum Verdict {
    /// The item or the list does not carry it.
    Nothing,
    Same,
    Differs(Finding),
}

impl ItemRule for DiffersFromReferenceList {
    fn references(&self) -> Vec<Kind> {
        vec![self.list]
    }

    fn check(&self, item: &ItemView<'_>, context: &Context) -> Outcome {
        let subject = Subject::of(item);
        let found = match context.references.listing(self.list, &subject) {
            Listing::Listed(found) => found,
            Listing::Absent => return Outcome::NotApplicable,
            Listing::Outside => return Outcome::NotChecked(Reason::NoReference),
        };
        let mut findings = Vec::new();
        let mut any = false;
        for compared in &self.compare {
            let verdict = match compared {
                Compared::Code => code(item, &subject, &found),
                Compared::Name => name(item, &found),
                Compared::Type => task_type(item, &found),
                Compared::Level => level(item, &found),
                Compared::Basis => basis(item, &found),
                Compared::Organ => organ(item, &found),
                Compared::State => state(item, &found),
            };
            any |= !matches!(verdict, Verdict::Nothing);
            if let Verdict::Differs(finding) = verdict {
                findings.push(self.finish(finding, &found, context.date));
            }
        }
        if any { Outcome::of(findings) } else { Outcome::NotChecked(Reason::NotProvided) }
    }
}

impl DiffersFromReferenceList {
    /// Adds which way the entry was found, and takes the certainty back where it is not wanted.
    fn finish(&self, mut finding: Finding, found: &Found<'_>, today: Date) -> Finding {
        let in_force = found.entries.iter().all(|entry| entry.list().scope.is_in_force(today, self.edition_years));
        if found.how != How::Code || !self.certain || !in_force {
            finding.certainty = Certainty::Suspect;
        }
        finding.args.insert(1, Arg::from(self.list.name()));
        let place = found.entries.first().map_or_else(String::new, EntryView::place_text);
        finding.arg(found.how.name()).arg(place)
    }
}

/// The first entry's text of a field.
fn first<'a>(found: &Found<'a>, field: Field) -> &'a str {
    let texts = found.entries.iter().map(|entry| entry.text(field));
    texts.into_iter().find(|text| !text.is_empty()).unwrap_or_default()
}

fn differs(item: &ItemView<'_>, element: Element, message: u8, certain: bool) -> Finding {
    let finding = if certain {
        Finding::fail(element, message)
    } else {
        Finding::suspect(element, message)
    };
    finding.value(item.value(element))
}

fn code(item: &ItemView<'_>, subject: &Subject<'_>, found: &Found<'_>) -> Verdict {
    let listed = found.entries.iter().find_map(EntryView::code);
    let (Some(own), Some(listed)) = (&subject.code, listed) else { return Verdict::Nothing };
    // Found by code it has that code; without the remarks in brackets it may be another item.
    if found.how != How::Name {
        return if found.how == How::Loose { Verdict::Nothing } else { Verdict::Same };
    }
    let element = if item.text(CatalogCode).is_empty() { TaskCode } else { CatalogCode };
    let finding = differs(item, element, 5, false);
    Verdict::Differs(finding.arg(own.as_str()).arg(listed))
}

fn name(item: &ItemView<'_>, found: &Found<'_>) -> Verdict {
    let own = item.text(TaskName);
    // Found by its name it has that name; a handling item has one of its own.
    if own.is_empty() || found.how != How::Code || !item.text(HandleItemCode).is_empty() {
        return Verdict::Nothing;
    }
    let normal = normal_name(own);
    let mut names = found.entries.iter().flat_map(EntryView::names);
    if names.any(|name| normal_name(name) == normal) {
        return Verdict::Same;
    }
    // A list with names of main and sub items does not say how the two make one name.
    let single = found.entries.iter().all(|entry| entry.names().count() == 1);
    let finding = differs(item, TaskName, 0, single && item.is_provided(HandleItemCode));
    Verdict::Differs(finding.arg(own).arg(first(found, Field::Name)))
}

fn task_type(item: &ItemView<'_>, found: &Found<'_>) -> Verdict {
    let Some(own) = item.code(TaskType) else { return Verdict::Nothing };
    let listed: Vec<&str> = found.entries.iter().filter_map(EntryView::task_type).collect();
    let Some(first) = listed.first() else { return Verdict::Nothing };
    if listed.contains(&own) {
        return Verdict::Same;
    }
    let of_code = |entry: &EntryView<'_>| entry.code().and_then(|code| code.get(2..4)) == entry.task_type();
    let finding = differs(item, TaskType, 1, found.entries.iter().all(of_code));
    let code = |code: &str| Arg::Code(Dictionary::TaskType, code.into());
    Verdict::Differs(finding.arg(code(own)).arg(code(first)))
}

fn level(item: &ItemView<'_>, found: &Found<'_>) -> Verdict {
    let own = item.codes(UseLevel);
    let listed = found
        .entries
        .iter()
        .fold(Levels::default(), |levels, entry| levels.and(entry.entry().levels));
    let silent = found.entries.iter().any(|entry| entry.entry().levels.is_empty());
    if own.is_empty() || listed.is_empty() || silent {
        return Verdict::Nothing;
    }
    if own.iter().any(|level| listed.contains(level)) {
        return Verdict::Same;
    }
    let finding = differs(item, UseLevel, 2, false);
    Verdict::Differs(finding.arg((UseLevel, item.text(UseLevel))).arg(first(found, Field::Level)))
}

fn basis(item: &ItemView<'_>, found: &Found<'_>) -> Verdict {
    let mut own = BTreeSet::new();
    for entry in item.entries(Part::Law) {
        own.insert(normal_title(bare_title(entry.text(LawName))).into_owned());
        own.extend(titles(entry.text(LawName)));
    }
    own.extend(titles(item.text(ByLaw)));
    own.remove("");
    let listed: Vec<BTreeSet<String>> = found
        .entries
        .iter()
        .map(|entry| titles(entry.text(Field::Basis)))
        .filter(|titles| !titles.is_empty())
        .collect();
    if own.is_empty() || listed.is_empty() {
        return Verdict::Nothing;
    }
    if listed.iter().any(|titles| titles.is_subset(&own)) {
        return Verdict::Same;
    }
    let lacking = listed.first().and_then(|titles| titles.difference(&own).next());
    let element = if item.is_provided(LawName) { LawName } else { ByLaw };
    let finding = Finding::suspect(element, 3).value(item.value(element));
    let lacking = lacking.map_or("", String::as_str);
    Verdict::Differs(finding.arg(lacking).arg(first(found, Field::Basis)))
}

/// Titles of the documents that a text cites, made comparable.
fn titles(text: &str) -> BTreeSet<String> {
    let cited = citations_in(text).into_iter();
    let cited = cited.map(|citation| normal_title(bare_title(citation.title)).into_owned());
    set(cited.filter(|title| !title.is_empty()))
}

/// Only an organ that is named with its place can be told from another; “县级水行政主管部门” fits many.
fn organ(item: &ItemView<'_>, found: &Found<'_>) -> Verdict {
    let own = item.text(DeptName);
    let organs: Vec<&str> = found
        .entries
        .iter()
        .flat_map(|entry| entry.text(Field::Organ).split(['、', '，', ',', ';', '；', '\n']))
        .map(str::trim)
        .filter(|organ| !organ.is_empty())
        .collect();
    let local = |organ: &&str| Division::names_in(organ).next().is_some_and(|(range, _)| range.start == 0);
    if own.is_empty() || organs.is_empty() || !organs.iter().all(local) {
        return Verdict::Nothing;
    }
    if organs.contains(&own) {
        return Verdict::Same;
    }
    let finding = differs(item, DeptName, 4, false);
    Verdict::Differs(finding.arg(own).arg(first(found, Field::Organ)))
}

/// An item in use whose entries are all suspended or cancelled. The other way round is no contradiction: a place may
/// have stopped what the catalogue still has.
fn state(item: &ItemView<'_>, found: &Found<'_>) -> Verdict {
    if item.code(TaskState) != Some("1") || first(found, Field::State).is_empty() {
        return Verdict::Nothing;
    }
    if found.entries.iter().any(EntryView::is_in_use) {
        return Verdict::Same;
    }
    let finding = differs(item, TaskState, 6, false);
    Verdict::Differs(finding.arg((TaskState, item.text(TaskState))).arg(first(found, Field::State)))
}
