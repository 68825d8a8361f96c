//! `task-name-contains-place`

use crate::division::{Division, Level};
use crate::element::Element::{AreaCode, CatalogCode, DeptName, TaskName};
use crate::finding::Finding;
use crate::item::{Fields, ItemView};
use crate::locale::Label;
use crate::rule::{Context, ItemRule, Meta, Outcome, Rule};
use serde::Deserialize;

/// The rule.
pub(super) const RULE: Rule = Rule::item::<TaskNameContainsPlace>(&META);

const META: Meta = Meta {
    id: "task-name-contains-place",
    title: Label::new("事项名称含地名或实施主体名", "Item name holds a place or authority"),
    what: Label::new(
        "事项名称以行政区划名开头，或含有实施主体全称的，为疑似；书名号内的、名称中间的地名不看；县级地名只看本地的（“港口区”等也是\
         普通词语）；广西自设事项（基本编码以45开头）名称中的“广西”合格；名称为空的不适用。",
        "Suspects names that begin with a division or hold the authority's full name; book titles and places further on are passed \
         over; counties count only where the item is theirs (港口区 is also an ordinary word); 广西 is in order for items set by \
         Guangxi (basic code 45…); does not apply to blank names.",
    ),
    why: Label::new(
        "同一事项各地名称应当一致，带上地名就无法合并检索。",
        "An item has the same name everywhere; with places in it, lists cannot be joined or searched.",
    ),
    needs: &[TaskName],
    messages: &[
        Label::new("事项名称“{0}”以地名“{1}”开头", "The item name “{0}” begins with the place “{1}”"),
        Label::new("事项名称“{0}”含有实施主体名称“{1}”", "The item name “{0}” holds the authority's name “{1}”"),
    ],
};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct TaskNameContainsPlace {}

impl ItemRule for TaskNameContainsPlace {
    fn check(&self, item: &ItemView<'_>, _: &Context) -> Outcome {
        let name = item.text(TaskName);
        if name.is_empty() {
            return Outcome::NotApplicable;
        }
        let finding = |message, word: &str| {
            let finding = Finding::suspect(TaskName, message).value(item.value(TaskName));
            Outcome::Found(vec![finding.arg(name).arg(word)])
        };
        let authority = item.text(DeptName);
        if !authority.is_empty() && authority != name && outside_titles(name, authority) {
            return finding(1, authority);
        }
        match place_at_start(item, name) {
            Some(place) => finding(0, place),
            None => Outcome::Pass,
        }
    }
}

/// Whether `word` stands in `name` outside 《…》.
fn outside_titles(name: &str, word: &str) -> bool {
    name.match_indices(word).any(|(start, _)| {
        let before = name.get(..start).unwrap_or_default();
        before.matches('《').count() == before.matches('》').count()
    })
}

/// The place that the name begins with, written as a name of a division and not of something else (桂林米粉).
fn place_at_start<'a>(item: &ItemView<'_>, name: &'a str) -> Option<&'a str> {
    let (range, division) = Division::names_in(name).next().filter(|(range, _)| range.start == 0)?;
    let word = name.get(range)?;
    let own = match division.level() {
        Level::Region => word != "广西" || !item.text(CatalogCode).starts_with("45"),
        Level::City => word.ends_with('市'),
        Level::County | Level::Township => {
            let area = item.text(AreaCode);
            area.is_empty() || Division::enclosing(area).is_some_and(|area| area.is_within(division))
        }
    };
    own.then_some(word)
}
